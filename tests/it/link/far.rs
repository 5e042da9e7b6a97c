//! What does not belong together stays apart, and what tells the same in two languages is known as that.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use throughline::base::span::Span;
use throughline::extract::Extractor;
use throughline::import::{Source, read};
use throughline::lang::packs;
use throughline::link::features::ArticleFeatures;
use throughline::link::{features, link};
use throughline::model::article::{Article, Block, BlockKind};
use throughline::model::extraction::Extraction;
use throughline::model::lang::Lang;
use throughline::model::mention::{Kind, Mention, Polarity, Stage};
use throughline::model::thread::Linking;

use super::encoder::ENCODER;
use super::root;

/// A thing of a common sort, such as a school, with what its article says beside it.
#[derive(Deserialize)]
struct Far {
    id: String,
    /// Rows of one cluster tell of one thing.
    cluster: Option<String>,
    kind: String,
    clause: String,
    beside: String,
}

fn described(far: &Far) -> ArticleFeatures {
    let text = format!("{}. {}", far.clause, far.beside);
    let span = Span::new(0, far.clause.len());
    let sentences = vec![Span::new(0, span.end + 1), Span::new(span.end + 2, text.len())];
    let mention = Mention {
        id: far.id.as_str().into(),
        span,
        object: span,
        label: far.clause.clone(),
        actor: None,
        stage: Stage::Planned,
        kind: Kind::from_word(&far.kind).unwrap(),
        when: None,
        confidence: 0.9,
        rule: "gold".into(),
        polarity: Polarity::Asserted,
        antecedent: None,
        host: None,
    };
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let lang = far.id.split(' ').next().unwrap();
    let article = Article {
        id: far.id.as_str().into(),
        lang: Lang::new(lang),
        text,
        blocks: vec![block],
        ..Article::default()
    };
    let extraction = Extraction { mentions: vec![mention], sentences, ..Extraction::default() };
    features(&article, &extraction, &ENCODER)
}

/// All of a file.
pub(super) fn all(name: &str) -> Vec<(String, ArticleFeatures)> {
    let list = fs::read_to_string(root("tests/corpus/link").join(name)).unwrap();
    let rows: Vec<Far> = list.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    rows.iter().map(|row| (row.cluster.clone().unwrap_or_else(|| row.id.clone()), described(row))).collect()
}

/// Forty-five schools, hospitals, roads, agreements, centres and bills, no two of them one: pairs that are linked.
#[test]
fn common_things_in_different_places_stay_apart() {
    let all: Vec<ArticleFeatures> = all("far.jsonl").into_iter().map(|(_, one)| one).collect();
    assert!(all.len() >= 45);
    let linking = link(&all, &Linking::default(), &[]);
    let mut wrong = 0;
    for thread in linking.threads.iter().filter(|thread| thread.mentions.len() > 1) {
        let ids: Vec<&str> = thread.mentions.iter().map(|one| one.mention.as_str()).collect();
        wrong += ids.len() * (ids.len() - 1) / 2;
        println!("together: {ids:?}");
    }
    println!("{wrong} pairs linked of {}", all.len() * (all.len() - 1) / 2);
    assert!(wrong <= MOST, "{wrong} pairs are linked");
}

/// Things of common sorts, some told twice, in one language or in two: those are found, and few others are joined.
#[test]
fn common_things_told_twice_are_one_and_others_are_not() {
    let (clusters, all): (Vec<String>, Vec<ArticleFeatures>) = all("common.jsonl").into_iter().unzip();
    let of: BTreeMap<&str, &String> = all.iter().map(|one| one.article.as_str()).zip(&clusters).collect();
    let linking = link(&all, &Linking::default(), &[]);
    let (mut right, mut wrong) = (0, 0);
    for thread in &linking.threads {
        for (at, one) in thread.mentions.iter().enumerate() {
            for other in &thread.mentions[..at] {
                let same = of[one.article.as_str()] == of[other.article.as_str()];
                *(if same { &mut right } else { &mut wrong }) += 1;
            }
        }
    }
    let told_twice = |at: usize| clusters[..at].iter().filter(|one| **one == clusters[at]).count();
    let wanted: usize = (0..clusters.len()).map(told_twice).sum();
    println!("{right} right and {wrong} wrong of {wanted} wanted");
    assert!(right * 4 >= wanted * 3 && wrong <= 45, "{right} right and {wrong} wrong of {wanted} wanted");
}

/// Of 990 pairs.
const MOST: usize = 20;

fn told(name: &str, text: &str) -> ArticleFeatures {
    let source = Source { name, bytes: text.as_bytes(), modified: None, encoding: None, packs: packs() };
    let mut article = read(&source).unwrap().articles.remove(0);
    article.id = name.into();
    let found = Extractor::new(packs()).extract(&article);
    features(&article, &found, &ENCODER)
}

pub(super) const FERRY: &str = "date: 2024-05-14\nsource: Harbour Post\n\nTurkmenbashi ferry to resume in June\n\n\
    Kazakhstan plans to resume the ferry between Kuryk and Turkmenbashi on 12 June, Minister Marat Karabayev said.\n\n\
    The ferry carried 380 wagons in 2021 and stopped after a fire in Alat. The repair cost 47 million dollars.\n\n\
    Azerbaijan proposed to build a second terminal in Alat by 2027. Georgia supported the plan in Batumi.\n";
pub(super) const FERRY_RU: &str = "date: 2024-05-15\nsource: Порт\n\nПаром в Туркменбаши возобновят в июне\n\n\
    Казахстан планирует возобновить паром между Курыком и Туркменбаши 12 июня, сообщил министр Марат Карабаев.\n\n\
    Паром перевёз 380 вагонов в 2021 году и остановился после пожара в Аляте. Ремонт обошёлся в 47 млн долларов.\n\n\
    Азербайджан предложил построить второй терминал в Аляте к 2027 году. Грузия поддержала план в Батуми.\n";
const OTHER_RU: &str = "date: 2024-05-14\nsource: Берег\n\nМоряки ждут паром\n\n\
    Грузия опасается, что в Батуми не хватит причалов, рассказал начальник порта Гиорги Беридзе. Их там 9.\n\n\
    Второй терминал обсуждали ещё в 2019 году. Марат Карабаев тогда был в Баку и обещал 60 млн долларов.\n\n\
    Пожар в Аляте тушили двое суток. Туркменбаши принял 14 судов, Курык ещё 5.\n";

#[test]
fn a_translation_is_known_and_another_report_is_none() {
    let all = [told("ferry", FERRY), told("parom", FERRY_RU), told("bereg", OTHER_RU)];
    let linking = link(&all, &Linking::default(), &[]);
    let copies: BTreeSet<(&str, &str)> = linking
        .events
        .iter()
        .flat_map(|event| &event.reprints)
        .map(|(copy, original)| (copy.as_str(), original.as_str()))
        .collect();
    assert_eq!(copies, BTreeSet::from([("parom", "ferry")]), "{:?}", linking.events);
}
