//! Linking measured on labelled mentions: the seeds, articles of our own, and clauses in three languages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use throughline::base::id::digest;
use throughline::base::span::Span;
use throughline::link::features::ArticleFeatures;
use throughline::link::join::{Near, join};
use throughline::link::rarity::Rarity;
use throughline::link::{features, link};
use throughline::model::article::Article;
use throughline::model::extraction::Extraction;
use throughline::model::lang::Lang;
use throughline::model::mention::{Kind, Mention, Polarity, Stage};
use throughline::model::thread::{Correction, Linking, MentionRef, Thread};
use throughline::shell::study::study;

use crate::support::folder::articles;

mod encoder;
mod far;
mod fit;
mod gold;
mod kept;
mod whole;

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn seeds() -> Vec<gold::Labelled> {
    gold::labelled(&root("seeds"), &root("tests/corpus/link/seeds.jsonl"))
}

fn measured(name: &str, all: &[gold::Labelled]) -> gold::Quality {
    let quality = gold::quality(&gold::items(all));
    println!("{name}: {quality:?}");
    quality
}

#[test]
fn gold_mentions_of_the_seeds_come_together() {
    let quality = measured("seeds", &seeds());
    assert!(quality.bcubed >= 0.95 && quality.pairs >= 0.88 && quality.tongues >= 0.95, "{quality:?}");
}

#[test]
fn gold_mentions_of_our_own_articles_come_together() {
    let folder = root("tests/corpus/extract/articles");
    let quality = measured("own", &gold::labelled(&folder, &folder.join("articles.jsonl")));
    assert!(quality.bcubed >= 0.70 && quality.across >= 0.48, "{quality:?}");
}

#[test]
fn gold_mentions_of_held_articles_come_together() {
    let folder = root("tests/corpus/extract/held");
    let quality = measured("held", &gold::labelled(&folder, &folder.join("held.jsonl")));
    assert!(quality.bcubed >= 0.78 && quality.across >= 0.58, "{quality:?}");
}

/// Folders of articles as linking knows them.
fn described(folders: &[&str]) -> Vec<ArticleFeatures> {
    let folders: Vec<PathBuf> = folders.iter().map(|folder| root(folder)).collect();
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    articles(&folders).iter().map(|(_, article)| study(article, &encoder::ENCODER).1).collect()
}

/// A centre proposed in 2022 on another base, with the articles of 2025 in which one like it is proposed.
#[test]
fn a_like_thing_proposed_years_before_is_related_and_not_one() {
    let linking = link(&described(&["seeds", "tests/corpus/link/years"]), &Linking::default(), &[]);
    let named = |part: &str| {
        let fits = |thread: &&Thread| thread.labels.iter().any(|(_, label)| label.contains(part));
        linking.threads.iter().find(fits).unwrap_or_else(|| panic!("no thread is called {part}"))
    };
    let (before, after) = (named("Centre of Digitalization"), named("Digital Innovation Center"));
    assert_ne!(before.id, after.id);
    let tied = |one: &Thread, other: &Thread| one.related.iter().any(|tie| tie.thread == other.id);
    assert!(tied(before, after) || tied(after, before), "{:?}", after.related);
}

/// Articles on eight subjects that share many common words: laws that come into force, schools that are built.
#[test]
fn articles_on_unlike_subjects_share_no_thread() {
    let all = described(&["tests/corpus/link/strangers"]);
    let mentions: usize = all.iter().map(|one| one.mentions.len()).sum();
    assert!(all.len() == 8 && mentions > 30, "{mentions} mentions in {} articles", all.len());
    for thread in link(&all, &Linking::default(), &[]).threads {
        let articles: BTreeSet<&str> = thread.mentions.iter().map(|one| one.article.as_str()).collect();
        assert!(articles.len() == 1, "{} joins {articles:?}", thread.label(Lang::new("en")));
    }
}

/// Prints how labelled mentions of any folder are linked:
/// `FOLDER=… ROWS=… cargo test --test it link::measure -- --ignored --nocapture`.
#[test]
#[ignore = "prints for measuring by hand"]
fn measure() {
    let path = |name: &str| PathBuf::from(std::env::var(name).unwrap());
    let (folder, rows) = (path("FOLDER"), path("ROWS"));
    let mut all = gold::labelled(&folder, &rows);
    measured("alone", &all);
    all.extend(seeds());
    measured("with the seeds in one library", &all);
}

#[test]
fn three_articles_on_one_summit_are_one_event() {
    let all: Vec<ArticleFeatures> =
        seeds().iter().map(|one| features(&one.article, &one.gold, &encoder::ENCODER)).collect();
    let linking = link(&all, &Linking::default(), &[]);
    let sizes: Vec<usize> = linking.events.iter().map(|event| event.articles.len()).collect();
    assert_eq!(sizes, [1, 3, 1]);
}

/// Synthetic articles as linking knows them.
fn synthetic(count: u64) -> Vec<ArticleFeatures> {
    let made = (0..count).map(|number| crate::synthetic::make(number, count));
    made.map(|made| features(&made.article, &made.extraction, &encoder::ENCODER)).collect()
}

/// Every thread that was there is found under its id, with the mention it is named after.
fn assert_kept(before: &Linking, after: &Linking) {
    for thread in &before.threads {
        let now = after.thread(&thread.id).unwrap_or_else(|| panic!("thread {} is gone", thread.id));
        let named = |one: &MentionRef| {
            digest(&["thread", one.article.as_str(), one.mention.as_str()]) == thread.id.to_string()
        };
        let anchor = thread.mentions.iter().find(|one| named(one));
        let anchor = anchor.unwrap_or_else(|| panic!("thread {} is named after nothing it holds", thread.id));
        assert!(now.mentions.contains(anchor), "thread {} has lost what it is named after", thread.id);
    }
    let ids: BTreeSet<_> = after.threads.iter().map(|thread| &thread.id).collect();
    assert_eq!(ids.len(), after.threads.len(), "two threads have one id");
}

#[test]
fn adding_articles_never_renumbers() {
    let all = synthetic(90);
    let mut linking = link(&all[..30], &Linking::default(), &[]);
    for count in [31, 40, 60, 90] {
        let next = link(&all[..count], &linking, &[]);
        assert_kept(&linking, &next);
        linking = next;
    }
    assert_eq!(link(&all, &linking, &[]), linking, "linking once more changes nothing");
}

#[test]
fn articles_join_what_lies_near_them() {
    let all = synthetic(80);
    let before = link(&all[..70], &Linking::default(), &[]);
    let rarity = Rarity::of_all(&all);
    let whole = link(&all, &before, &[]);
    let mut linking = before.clone();
    for at in 70..80 {
        let new = BTreeSet::from([all[at].article.clone()]);
        let near = Near { articles: &all[..=at], new: &new, known: &linking, rarity: &rarity };
        let grown = join(near, &[]);
        let own = all[at].mentions.len();
        let placed = grown.threads.iter().flat_map(|thread| &thread.mentions);
        assert_eq!(placed.filter(|one| new.contains(&one.article)).count(), own);
        for thread in grown.threads {
            linking.threads.retain(|known| known.id != thread.id);
            linking.threads.push(thread);
        }
    }
    assert_kept(&before, &linking);
    let pairs = |linking: &Linking| -> BTreeSet<(MentionRef, MentionRef)> {
        let of = |thread: &Thread| {
            let mut own = thread.mentions.clone();
            own.sort();
            let pair = |(at, one): (usize, &MentionRef)| {
                own[at + 1..].iter().map(|other| (one.clone(), other.clone())).collect::<Vec<_>>()
            };
            own.iter().enumerate().flat_map(pair).collect::<Vec<_>>()
        };
        linking.threads.iter().flat_map(of).collect()
    };
    let (joined, linked) = (pairs(&linking), pairs(&whole));
    let both = joined.intersection(&linked).count() as f64;
    let agree = 2.0 * both / (joined.len() + linked.len()) as f64;
    assert!(agree >= 0.8, "joining one by one and linking all agree in {agree:.2}");
}

/// The article as it would be with another beginning: its first mention gone, the others told a line later.
fn rewritten(one: &ArticleFeatures) -> ArticleFeatures {
    let mut changed = one.clone();
    changed.mentions.remove(0);
    for (number, mention) in (0..).zip(&mut changed.mentions) {
        mention.number = number;
        mention.antecedent = None;
    }
    changed
}

#[test]
fn a_changed_article_is_joined_without_the_others() {
    let mut all = synthetic(80);
    let before = link(&all, &Linking::default(), &[]);
    let rarity = Rarity::of_all(&all);
    let at = (0..80).rev().find(|at| all[*at].mentions.len() > 1).unwrap();
    let gone = MentionRef { article: all[at].article.clone(), mention: all[at].mentions[0].id.clone() };
    all[at] = rewritten(&all[at]);
    let new = BTreeSet::from([all[at].article.clone()]);
    let grown = join(Near { articles: &all, new: &new, known: &before, rarity: &rarity }, &[]);
    assert!(grown.threads.len() < before.threads.len() / 2, "nearly all threads are written anew");
    let mut after = before.clone();
    for thread in &grown.threads {
        after.threads.retain(|known| known.id != thread.id);
        after.threads.extend((!thread.mentions.is_empty()).then(|| thread.clone()));
    }
    let home = |linking: &Linking, one: &MentionRef| {
        linking.threads.iter().find(|thread| thread.mentions.contains(one)).map(|thread| thread.id.clone())
    };
    assert_eq!(home(&after, &gone), None, "what is no longer told is told no longer");
    let addresses = |linking: &Linking| -> Vec<MentionRef> {
        let mut all: Vec<MentionRef> = linking.threads.iter().flat_map(|t| t.mentions.clone()).collect();
        all.sort();
        all
    };
    let wanted: Vec<MentionRef> = addresses(&before).into_iter().filter(|one| *one != gone).collect();
    assert_eq!(addresses(&after), wanted, "each mention stands in one thread");
    assert!(
        wanted.iter().all(|one| home(&after, one) == home(&before, one)),
        "no mention changes its thread"
    );
    assert!(after.threads.iter().all(|t| t.steps.iter().all(|s| s.evidence != gone)), "{:?}", grown.threads);
    let articles =
        |events: &[throughline::model::event::Event]| events.iter().map(|e| e.articles.len()).sum::<usize>();
    let mut events = before.events;
    for event in &grown.events {
        events.retain(|known| known.id != event.id);
        events.push(event.clone());
    }
    assert_eq!(articles(&events), 80, "each article stands in one event");
}

#[test]
fn corrections_hold_and_can_be_taken_back() {
    let all = synthetic(60);
    let plain = link(&all, &Linking::default(), &[]);
    let thread = plain.threads.iter().max_by_key(|thread| thread.mentions.len()).unwrap();
    let (stay, away) = thread.mentions.split_at(1);
    let split = Correction::Split { stay: stay.to_vec(), away: away.to_vec() };
    let name = Correction::Rename { mention: stay[0].clone(), lang: Lang::default(), label: "Ours".into() };
    let corrected = link(&all, &plain, &[split, name]);
    let home = |linking: &Linking, one: &MentionRef| {
        linking.threads.iter().find(|thread| thread.mentions.contains(one)).unwrap().clone()
    };
    assert_ne!(home(&corrected, &stay[0]).id, home(&corrected, &away[0]).id);
    assert_eq!(home(&corrected, &stay[0]).id, thread.id);
    assert!(home(&corrected, &stay[0]).labels.iter().all(|(_, label)| label == "Ours"));
    assert_eq!(home(&corrected, &away[0]).id, home(&corrected, &away[1]).id);
    let back = link(&all, &corrected, &[]);
    assert_eq!(home(&back, &stay[0]).id, home(&back, &away[0]).id);
    let other = plain.threads.iter().find(|other| other.id != thread.id).unwrap();
    let merge = Correction::Merge { one: stay[0].clone(), other: other.mentions[0].clone() };
    let merged = link(&all, &plain, &[merge]);
    assert_eq!(home(&merged, &stay[0]).id, home(&merged, &other.mentions[0]).id);
}

/// One initiative in three languages; those whose ids begin alike are near each other and not one.
#[derive(Deserialize)]
struct Clause {
    id: String,
    kind: String,
    ru: String,
    en: String,
    kk: String,
    when: Option<String>,
}

fn clauses() -> Vec<Clause> {
    let list = fs::read_to_string(root("tests/corpus/link/initiatives.jsonl")).unwrap();
    list.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// An article that is one clause.
fn alone(clause: &Clause, code: &str, text: &str) -> ArticleFeatures {
    let span = Span::new(0, text.len());
    let mention = Mention {
        id: format!("{} {code}", clause.id).as_str().into(),
        span,
        object: span,
        label: text.to_owned(),
        actor: None,
        stage: Stage::Planned,
        kind: Kind::from_word(&clause.kind).unwrap(),
        when: clause.when.as_deref().and_then(|when| when.parse().ok()),
        confidence: 0.9,
        rule: "gold".into(),
        polarity: Polarity::Asserted,
        antecedent: None,
        host: None,
    };
    let article = Article {
        id: format!("{} {code}", clause.id).as_str().into(),
        lang: Lang::new(code),
        text: text.to_owned(),
        ..Article::default()
    };
    let extraction = Extraction { mentions: vec![mention], sentences: vec![span], ..Extraction::default() };
    features(&article, &extraction, &encoder::ENCODER)
}

/// F1 of the pairs of two languages, all clauses of three languages in one library.
#[test]
fn clauses_of_three_languages_come_together() {
    let mut all = Vec::new();
    for clause in clauses() {
        for (code, text) in [("ru", &clause.ru), ("en", &clause.en), ("kk", &clause.kk)] {
            all.push(alone(&clause, code, text));
        }
    }
    let linking = link(&all, &Linking::default(), &[]);
    let mut counts: BTreeMap<String, [f64; 3]> = BTreeMap::new();
    for thread in &linking.threads {
        for (at, one) in thread.mentions.iter().enumerate() {
            for other in &thread.mentions[..at] {
                let (id, code) = one.mention.as_str().rsplit_once(' ').unwrap();
                let (other_id, other_code) = other.mention.as_str().rsplit_once(' ').unwrap();
                let pair = format!("{}-{}", code.max(other_code), code.min(other_code));
                let count = counts.entry(pair).or_default();
                count[0] += f64::from(u8::from(id == other_id));
                count[1] += 1.0;
            }
        }
    }
    let wanted = clauses().len() as f64;
    assert!(wanted >= 60.0);
    for (pair, floor) in [("ru-en", 0.85), ("ru-kk", 0.85), ("kk-en", 0.84)] {
        let [right, found, _] = counts[pair];
        let f1 = 2.0 * right / (found + wanted);
        println!("{pair}: {right} right of {found} found and {wanted} wanted, F1 {f1:.3}");
        assert!(f1 >= floor, "{pair} {f1}");
    }
}
