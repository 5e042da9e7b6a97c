//! Linking all of a library: it tells how far it is, may be stopped and gone on with, and is the same on any number
//! of threads.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use throughline::link::link;
use throughline::model::thread::{Linking, Thread};
use throughline::shell::intake::{self, Options, Progress};
use throughline::store::library::Library as _;
use throughline::store::sqlite::SqliteLibrary;

use super::synthetic;

/// A library of the sample, not linked where it is stopped before.
fn sample(file: &Path) -> SqliteLibrary {
    let mut library = SqliteLibrary::open(file).unwrap();
    let stop = AtomicBool::new(false);
    let options = Options { encoding: None, now: "2026-01-05T00:00:00Z".parse().unwrap(), stop: &stop };
    intake::sample(&mut library, options, &mut |_| ()).unwrap();
    library
}

/// Finishes what is to be done.
fn catch_up(library: &mut SqliteLibrary) {
    let stop = AtomicBool::new(false);
    let options = Options { encoding: None, now: "2026-01-05T00:00:00Z".parse().unwrap(), stop: &stop };
    intake::catch_up(library, options, &mut |_| ()).unwrap();
}

#[test]
fn any_number_of_threads_links_the_same() {
    let all = synthetic(120);
    let on = |count: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap();
        pool.install(|| link(&all, &Linking::default(), &[]))
    };
    let one = on(1);
    assert!(one.threads.len() > 30);
    assert_eq!(one, on(2));
    assert_eq!(one, on(7));
    let mut turned = all.clone();
    turned.reverse();
    assert_eq!(one, link(&turned, &Linking::default(), &[]), "the order of articles changes the result");
}

#[test]
fn linking_tells_how_far_it_is_and_goes_on_where_it_was_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = sample(&folder.path().join("library.db"));
    let before = library.linking().unwrap();
    let mut told: Vec<Progress> = Vec::new();
    let stop = AtomicBool::new(false);
    assert!(intake::relink(&mut library, &stop, &mut |progress| told.push(progress)).unwrap());
    assert!(told.is_sorted_by_key(|progress| progress.done), "{told:?}");
    assert!(told.iter().all(|progress| progress.total == 5) && told.last().unwrap().done == 5, "{told:?}");
    for at in 1..told.len() {
        let (stop, mut count) = (AtomicBool::new(false), 0);
        let done = intake::relink(&mut library, &stop, &mut |_| {
            count += 1;
            stop.store(count >= at, Ordering::Relaxed);
        });
        let due = library.setting("intake.linking_due").unwrap().is_some();
        assert_ne!(done.unwrap(), due, "stopped at {at} of {}", told.len());
        catch_up(&mut library);
        assert_eq!(library.setting("intake.linking_due").unwrap(), None);
        assert_eq!(library.linking().unwrap(), before, "stopped at {at} of {}", told.len());
    }
}

#[test]
fn what_was_written_in_part_is_written_whole_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = sample(&folder.path().join("library.db"));
    let before = library.linking().unwrap();
    // Another linking, in which one mention of each thread has gone to a thread of its own.
    let mut other = before.clone();
    for thread in &mut other.threads {
        thread.related.clear();
    }
    let gone: Vec<Thread> = other
        .threads
        .iter_mut()
        .filter(|thread| thread.mentions.len() > 1)
        .map(|thread| {
            let mentions = vec![thread.mentions.pop().unwrap()];
            Thread { id: format!("{} alone", thread.id).as_str().into(), mentions, ..thread.clone() }
        })
        .collect();
    assert!(gone.len() > 2);
    other.threads.extend(gone);
    other.events.clear();
    let cards = |library: &SqliteLibrary| -> Vec<(String, usize, usize)> {
        let page = |thread: &Thread| library.thread(&thread.id).unwrap().unwrap().card;
        let all = library.linking().unwrap().threads;
        all.iter().map(page).map(|card| (card.id.to_string(), card.mentions.len(), card.total)).collect()
    };
    let wanted = cards(&library);
    let mut parts = 0;
    let _ = library.put_linking_in_parts(&other, &mut |_, _| {
        parts += 1;
        ControlFlow::Continue(())
    });
    assert!(parts > 4);
    assert_eq!(library.linking().unwrap(), other);
    for end in 1..parts {
        let mut count = 0;
        let ended = library.put_linking_in_parts(&before, &mut |_, _| {
            count += 1;
            if count < end { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert!(ended.unwrap().is_break());
        library.put_linking(&other).unwrap();
        assert_eq!(library.linking().unwrap(), other);
        assert!(cards(&library).iter().all(|(_, shown, total)| shown == total), "broken off at {end}");
    }
    library.put_linking(&before).unwrap();
    assert_eq!(cards(&library), wanted);
}
