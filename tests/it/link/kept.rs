//! What the reader corrected outlives a re-import and a relinking, can be taken back, and reads back as exported.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use throughline::model::thread::{Correction, Linking, MentionRef, Thread};
use throughline::shell::cli::Correct;
use throughline::shell::commands::correct;
use throughline::shell::intake::{self, Options};
use throughline::store::change::Change;
use throughline::store::library::Library as _;
use throughline::store::sqlite::SqliteLibrary;

use super::far::{FERRY, FERRY_RU};

fn import(library: &mut SqliteLibrary, folder: &Path) {
    let stop = AtomicBool::new(false);
    let options = Options { encoding: None, now: "2026-01-05T00:00:00Z".parse().unwrap(), stop: &stop };
    intake::run(library, &[folder.to_owned()], options, &mut |_| ()).unwrap();
}

fn home<'a>(linking: &'a Linking, one: &MentionRef) -> &'a Thread {
    linking.threads.iter().find(|thread| thread.mentions.contains(one)).unwrap()
}

fn corrected(library: &mut SqliteLibrary, thread: &Thread, wanted: &Correct) {
    correct::run(library, thread.id.as_str(), wanted).unwrap();
}

/// The mentions that another import must find again.
fn all(linking: &Linking) -> Vec<MentionRef> {
    linking.threads.iter().flat_map(|thread| thread.mentions.clone()).collect()
}

#[test]
fn corrections_outlive_a_changed_text_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let texts = folder.path().join("texts");
    fs::create_dir(&texts).unwrap();
    fs::write(texts.join("ferry.txt"), FERRY).unwrap();
    fs::write(texts.join("parom.txt"), FERRY_RU).unwrap();
    let mut library = SqliteLibrary::open(&folder.path().join("library.db")).unwrap();
    import(&mut library, &texts);
    let plain = library.linking().unwrap();
    let joined = plain.threads.iter().find(|thread| thread.mentions.len() > 1).unwrap().clone();
    let [one, other] = [joined.mentions[0].clone(), joined.mentions[1].clone()];
    let apart = plain.threads.iter().find(|thread| thread.id != joined.id).unwrap().clone();

    let wrong = Correct { unlink: Some(other.mention.to_string()), ..none() };
    corrected(&mut library, &joined, &wrong);
    let named = Correct { rename: Some("Night ferry".to_owned()), ..none() };
    corrected(&mut library, &joined, &named);
    let merged = Correct { merge: Some(apart.id.to_string()), ..none() };
    corrected(&mut library, &joined, &merged);
    let holds = |library: &SqliteLibrary| {
        let now = library.linking().unwrap();
        assert_ne!(home(&now, &one).id, home(&now, &other).id, "the wrong link is back");
        assert_eq!(home(&now, &one).id, home(&now, &apart.mentions[0]).id, "the merge is lost");
        assert!(home(&now, &one).labels.iter().all(|(_, label)| label == "Night ferry"), "the name is lost");
    };
    holds(&library);

    fs::write(texts.join("ferry.txt"), format!("{FERRY}\nThe port of Kuryk is open all year.\n")).unwrap();
    import(&mut library, &texts);
    holds(&library);
    assert!(intake::relink(&mut library, &AtomicBool::new(false), &mut |_| ()).unwrap());
    holds(&library);

    let made = library.corrections().unwrap();
    assert_eq!(made.len(), 3);
    for one in &made {
        let exported = serde_json::to_string(&one.correction).unwrap();
        assert_eq!(serde_json::from_str::<Correction>(&exported).unwrap(), one.correction);
    }
    for one in made {
        library.change(Change::Withdraw(one.id), "2026-01-06T00:00:00Z".parse().unwrap()).unwrap();
    }
    assert!(intake::relink(&mut library, &AtomicBool::new(false), &mut |_| ()).unwrap());
    let back = library.linking().unwrap();
    assert_eq!(home(&back, &one).id, home(&back, &other).id);
    assert_ne!(home(&back, &one).id, home(&back, &apart.mentions[0]).id);
    assert_eq!(home(&back, &one).labels, joined.labels);
    assert!(all(&plain).iter().all(|one| all(&back).contains(one)));
}

const fn none() -> Correct {
    Correct { rename: None, merge: None, split: Vec::new(), unlink: None, unrelate: None }
}
