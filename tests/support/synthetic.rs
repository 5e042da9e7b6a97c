//! Makes libraries of any number of synthetic articles: Russian, English and Kazakh, of the size and shape of
//! news, with initiatives that run through them. The same number always makes the same article.
#![allow(
    dead_code,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "each test and bench uses its part, and numbers are small"
)]

use std::path::Path;

use chrono::{DateTime, Days, NaiveDate, Utc};
use throughline::base::id::{MentionId, RevisionId, digest};
use throughline::base::span::Span;
use throughline::model::article::{Article, Block, BlockKind, Dated, Evidence};
use throughline::model::event::Event;
use throughline::model::extraction::Extraction;
use throughline::model::lang::Lang;
use throughline::model::mention::{Kind, Mention, Polarity, Stage};
use throughline::model::thread::{Course, Linking, MentionRef, Related, Step, Thread, Tie};
use throughline::store::intake::{Findings, Incoming, Source, Stamp};
use throughline::store::library::Library;

/// Bytes of an article on average.
const SIZE: usize = 3600;

/// Words that each language has in all.
const VOCABULARY: u64 = 30_000;

/// Numbers that look random and are always the same.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice for one thing of one sort.
    pub(crate) fn new(sort: u64, number: u64) -> Self {
        let mut dice =
            Self(sort.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03));
        dice.next();
        dice
    }

    /// The next number (splitmix64, after Vigna).
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// A number below `end`, small ones far more often: as words and topics are in news.
    pub(crate) fn rank(&mut self, end: u64) -> u64 {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((end.max(1) as f64).powf(unit) as u64 - 1).min(end.max(1) - 1)
    }

    /// One of these.
    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len() as u64) as usize]
    }
}

/// What a language writes with.
struct Tongue {
    code: &'static str,
    onsets: &'static [&'static str],
    vowels: &'static [&'static str],
    endings: &'static [&'static str],
    /// `{who}`, `{what}`, `{where}` and `{year}` are filled in.
    performatives: &'static [(&'static str, Stage)],
    things: &'static [(&'static str, Kind)],
    people: &'static [&'static str],
    places: &'static [&'static str],
    outlets: &'static [&'static str],
}

const TONGUES: [Tongue; 3] = [
    Tongue {
        code: "ru",
        onsets: &[
            "б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "х", "пр", "ст", "тр",
        ],
        vowels: &["а", "е", "и", "о", "у", "я"],
        endings: &["ов", "ами", "ость", "ение", "ный", "ого", "ать", "ила", "ых", "ом", "ы", ""],
        performatives: &[
            ("{who} предложил создать {what} в городе {where} к {year} году", Stage::Proposed),
            ("{who} поручил открыть {what} в городе {where} до конца {year} года", Stage::Ordered),
            ("{who} сообщил, что {what} заработает в городе {where} в {year} году", Stage::Planned),
            ("{who} поддержал {what} в городе {where}", Stage::Supported),
            ("{who} открыл {what} в городе {where}", Stage::Done),
        ],
        things: &[
            ("центр цифровых инноваций", Kind::Institution),
            ("водный фонд", Kind::Institution),
            ("программу подготовки врачей", Kind::Programme),
            ("форум молодых учёных", Kind::Event),
            ("железнодорожный терминал", Kind::Infrastructure),
            ("школу инженеров", Kind::Education),
        ],
        people: &["Президент Алимов", "Министр Серова", "Глава совета Дашкевич", "Аким Нурланов"],
        places: &["Алматы", "Самарканд", "Актау", "Омск", "Бишкек", "Тараз", "Казань", "Баку"],
        outlets: &["Вестник", "Новости Степи", "Деловой день", "Курьер"],
    },
    Tongue {
        code: "en",
        onsets: &["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "pl"],
        vowels: &["a", "e", "i", "o", "u", "ea", "ou"],
        endings: &["tion", "ing", "ed", "ment", "s", "er", "ness", "ly", "al", "", "", ""],
        performatives: &[
            ("{who} proposed to establish {what} in {where} by {year}", Stage::Proposed),
            ("{who} ordered the ministry to open {what} in {where} by the end of {year}", Stage::Ordered),
            ("{who} said that {what} would open in {where} in {year}", Stage::Planned),
            ("{who} supported {what} in {where}", Stage::Supported),
            ("{who} opened {what} in {where}", Stage::Done),
        ],
        things: &[
            ("a centre for digital innovation", Kind::Institution),
            ("a water fund", Kind::Institution),
            ("a training programme for doctors", Kind::Programme),
            ("a forum of young scientists", Kind::Event),
            ("a railway terminal", Kind::Infrastructure),
            ("a school of engineering", Kind::Education),
        ],
        people: &["President Alimov", "Minister Serova", "Council head Dashkevich", "Mayor Nurlanov"],
        places: &["Almaty", "Samarkand", "Aktau", "Omsk", "Bishkek", "Taraz", "Kazan", "Baku"],
        outlets: &["The Steppe Times", "Daily Courier", "Regional Wire"],
    },
    Tongue {
        code: "kk",
        onsets: &["б", "д", "ж", "з", "к", "қ", "л", "м", "н", "р", "с", "т", "ш", "ғ", "п"],
        vowels: &["а", "ә", "е", "і", "ы", "о", "ө", "ұ", "ү"],
        endings: &["лар", "дің", "ның", "лық", "ған", "дық", "тер", "ында", "мен", "ы", "", ""],
        performatives: &[
            ("{who} {where} қаласында {year} жылға дейін {what} құруды ұсынды", Stage::Proposed),
            ("{who} {where} қаласында {year} жылға дейін {what} ашуды тапсырды", Stage::Ordered),
            ("{who} {where} қаласында {year} жылы {what} ашылатынын айтты", Stage::Planned),
            ("{who} {where} қаласында {what} құруды қолдады", Stage::Supported),
            ("{who} {where} қаласында {what} ашты", Stage::Done),
        ],
        things: &[
            ("цифрлық инновациялар орталығын", Kind::Institution),
            ("су қорын", Kind::Institution),
            ("дәрігерлерді даярлау бағдарламасын", Kind::Programme),
            ("жас ғалымдар форумын", Kind::Event),
            ("теміржол терминалын", Kind::Infrastructure),
            ("инженерлер мектебін", Kind::Education),
        ],
        people: &["Президент Әлімов", "Министр Серова", "Кеңес төрағасы Дашкевич", "Әкім Нұрланов"],
        places: &["Алматы", "Самарқан", "Ақтау", "Омбы", "Бішкек", "Тараз", "Қазан", "Баку"],
        outlets: &["Дала жаршысы", "Күн хабары"],
    },
];

/// One synthetic article with what is to be found in it.
pub(crate) struct Made {
    /// The article; its text is also what a file of it holds.
    pub article: Article,
    /// What is to be found in it.
    pub extraction: Extraction,
    /// For each mention the number of its initiative.
    pub initiatives: Vec<u64>,
}

/// The words that a language has for a number: the smaller, the more frequent and the shorter.
fn word(tongue: &Tongue, rank: u64) -> String {
    let mut dice = Dice::new(7, rank);
    let mut word = String::new();
    let syllables = 1 + u64::from(rank > 60) + u64::from(rank > 1500) + dice.below(2);
    for _ in 0..syllables {
        word.push_str(dice.one_of::<&str>(tongue.onsets));
        word.push_str(dice.one_of::<&str>(tongue.vowels));
    }
    word
}

fn inflected(tongue: &Tongue, dice: &mut Dice) -> String {
    let mut word = word(tongue, dice.rank(VOCABULARY));
    word.push_str(dice.one_of::<&str>(tongue.endings));
    word
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn phrase(tongue: &Tongue, dice: &mut Dice, words: u64) -> String {
    let words: Vec<String> = (0..words).map(|_| inflected(tongue, dice)).collect();
    capitalised(&words.join(" "))
}

/// The sentence in which an initiative is named, and its stage and kind. The same initiative has the same
/// thing, place and year in every language.
fn initiative(tongue: &Tongue, dice: &mut Dice, number: u64) -> (String, String, Stage, Kind) {
    let mut own = Dice::new(3, number);
    let thing = own.below(tongue.things.len() as u64) as usize;
    let (what, kind) = tongue.things[thing];
    let place = tongue.places[own.below(tongue.places.len() as u64) as usize];
    let name = capitalised(&word(tongue, 2000 + number % VOCABULARY));
    let what = format!("{what} «{name}»");
    let year = (2022 + own.below(8)).to_string();
    let who = *dice.one_of(tongue.people);
    let (pattern, stage) = *dice.one_of(tongue.performatives);
    let sentence = pattern.replace("{who}", who).replace("{what}", &what);
    (sentence.replace("{where}", place).replace("{year}", &year), who.to_owned(), stage, kind)
}

/// The text of an article as it grows, with its blocks.
#[derive(Default)]
struct Draft {
    text: String,
    blocks: Vec<Block>,
}

impl Draft {
    fn block(&mut self, kind: BlockKind, part: &str) -> Span {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let span = Span::new(self.text.len(), self.text.len() + part.len());
        self.text.push_str(part);
        self.blocks.push(Block { span, kind });
        span
    }
}

/// The article of this number in a library of `of` articles.
pub(crate) fn make(number: u64, of: u64) -> Made {
    let mut dice = Dice::new(1, number);
    let tongue = &TONGUES[[0, 0, 1, 1, 2][dice.below(5) as usize]];
    let day = day_of(number, of);
    let outlet = *dice.one_of(tongue.outlets);
    let title_words = 6 + dice.below(5);
    let title = phrase(tongue, &mut dice, title_words);
    let url = format!("https://example.org/{}/{number}", tongue.code);
    let mut draft = Draft::default();
    let header = format!("source: {outlet}\ndate: {day}\nlang: {}\nurl: {url}", tongue.code);
    draft.block(BlockKind::Header, &header);
    draft.block(BlockKind::Headline, &title);
    let mut extraction = Extraction::default();
    let mut initiatives = Vec::new();
    let wanted = 1 + dice.below(6);
    let size = SIZE / 2 + dice.below(SIZE as u64) as usize;
    let id = digest(&["url", &url]).as_str().into();
    let mut kind = BlockKind::Lead;
    while draft.text.len() < size {
        let mut paragraph = String::new();
        let mut found = None;
        for _ in 0..2 + dice.below(3) {
            if found.is_none() && initiatives.len() < wanted as usize && dice.below(3) == 0 {
                let initiative_number = dice.rank(of / 2 + 8);
                let made = initiative(tongue, &mut dice, initiative_number);
                found = Some((paragraph.len(), initiative_number, made.clone()));
                paragraph.push_str(&made.0);
            } else {
                let words = 6 + dice.below(14);
                paragraph.push_str(&phrase(tongue, &mut dice, words));
            }
            paragraph.push_str(". ");
        }
        let block = draft.block(kind, paragraph.trim_end());
        kind = BlockKind::Paragraph;
        if let Some((at, initiative_number, (sentence, actor, stage, kind))) = found {
            let span = Span::new(block.start + at, block.start + at + sentence.len());
            extraction.mentions.push(mention(
                &id,
                extraction.mentions.len(),
                span,
                &sentence,
                actor,
                stage,
                kind,
            ));
            initiatives.push(initiative_number);
        }
    }
    let date = Dated { day, time: None, evidence: Evidence::Header, span: None };
    let article = Article {
        id,
        revision: RevisionId(digest(&[&draft.text])),
        title,
        date: Some(date.clone()),
        dates: vec![date],
        outlet: Some(outlet.to_owned()),
        url: Some(url),
        lang: Lang::new(tongue.code),
        text: draft.text,
        blocks: draft.blocks,
        file: file_name(number),
        ..Article::default()
    };
    Made { article, extraction, initiatives }
}

fn mention(
    article: &throughline::base::id::ArticleId,
    nth: usize,
    span: Span,
    sentence: &str,
    actor: String,
    stage: Stage,
    kind: Kind,
) -> Mention {
    Mention {
        id: MentionId(digest(&[article.as_str(), sentence, &nth.to_string()])),
        span,
        object: span,
        label: sentence
            .split('«')
            .nth(1)
            .unwrap_or(sentence)
            .split('»')
            .next()
            .unwrap_or_default()
            .to_owned(),
        actor: Some(actor),
        stage,
        kind,
        when: None,
        confidence: 0.8,
        rule: "xx/synthetic".to_owned(),
        polarity: Polarity::Asserted,
        antecedent: None,
        host: None,
    }
}

/// Seven years of news, in order of number with some disorder.
fn day_of(number: u64, of: u64) -> NaiveDate {
    let start = NaiveDate::from_ymd_opt(2019, 1, 1).unwrap();
    let days = 7 * 365 * number / of.max(1) + Dice::new(2, number).below(20);
    start.checked_add_days(Days::new(days)).unwrap()
}

/// The name of the file of an article.
pub(crate) fn file_name(number: u64) -> String {
    format!("{number:06}.txt")
}

/// The article of this number on its way into a library.
pub(crate) fn incoming(number: u64, of: u64) -> (Incoming, Made) {
    let made = make(number, of);
    let article = made.article.clone();
    let stamp = Stamp { size: article.text.len() as u64, modified: 1, content: digest(&[&article.text]) };
    let path = format!("/synthetic/{:03}/{}", number / 1000, article.file);
    (Incoming { article, source: Source { path, part: String::new(), stamp } }, made)
}

/// Writes the files of `count` articles into a folder, a thousand a subfolder.
pub(crate) fn write_files(folder: &Path, count: u64) {
    for number in 0..count {
        let place = folder.join(format!("{:03}", number / 1000));
        std::fs::create_dir_all(&place).unwrap();
        std::fs::write(place.join(file_name(number)), make(number, count).article.text).unwrap();
    }
}

/// The time at which everything synthetic happens.
pub(crate) fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_600_000, 0).unwrap()
}

/// Fills a library with `count` articles, what is in them and their threads.
pub(crate) fn fill(library: &mut dyn Library, count: u64) {
    let mut threads: std::collections::BTreeMap<u64, Vec<(NaiveDate, MentionRef, Mention, Lang)>> =
        std::collections::BTreeMap::new();
    let mut days: std::collections::BTreeMap<NaiveDate, Vec<throughline::base::id::ArticleId>> =
        std::collections::BTreeMap::new();
    for first in (0..count).step_by(500) {
        let (batch, made): (Vec<_>, Vec<_>) =
            (first..count.min(first + 500)).map(|number| incoming(number, count)).unzip();
        let put = library.put_articles(&batch, now()).unwrap();
        let mut found = Vec::new();
        for (put, made) in put.into_iter().zip(made) {
            let day = made.article.day().unwrap();
            days.entry(day).or_default().push(put.id.clone());
            for (mention, initiative) in made.extraction.mentions.iter().zip(made.initiatives) {
                let address = MentionRef { article: put.id.clone(), mention: mention.id.clone() };
                let one = (day, address, mention.clone(), made.article.lang);
                threads.entry(initiative).or_default().push(one);
            }
            found.push(Findings {
                row: put.row,
                revision: made.article.revision,
                version: "synthetic".to_owned(),
                features: vec![0; 600 * made.extraction.mentions.len()],
                extraction: made.extraction,
            });
        }
        library.put_findings(&found).unwrap();
    }
    let threads = threads.into_iter().map(|(number, found)| thread(number, found)).collect();
    let events = days.into_iter().filter(|(_, articles)| articles.len() > 2).map(|(day, articles)| Event {
        id: digest(&["event", &day.to_string()]).as_str().into(),
        label: day.to_string(),
        first: Some(day),
        last: Some(day),
        articles: articles.into_iter().take(4).collect(),
        reprints: Vec::new(),
    });
    let linking = Linking { threads, events: events.collect(), ..Linking::default() };
    library.put_linking(&linking).unwrap();
}

fn thread(number: u64, mut found: Vec<(NaiveDate, MentionRef, Mention, Lang)>) -> Thread {
    found.sort_by_key(|one| one.0);
    let mut labels: Vec<(Lang, String)> = Vec::new();
    let mut steps: Vec<Step> = Vec::new();
    for (day, address, mention, lang) in &found {
        if labels.iter().all(|(known, _)| known != lang) {
            labels.push((*lang, mention.label.clone()));
        }
        if steps.last().is_none_or(|last| last.stage < mention.stage) {
            steps.push(Step {
                day: Some(*day),
                stage: mention.stage,
                actor: mention.actor.clone(),
                evidence: address.clone(),
                course: Course::On,
            });
        }
    }
    Thread {
        id: thread_id(number),
        labels,
        mentions: found.into_iter().map(|(_, address, ..)| address).collect(),
        steps,
        target: None,
        related: vec![Related {
            thread: thread_id(number + 1),
            why: Tie::SameTopic,
            shared: String::new(),
            strength: 0.5,
        }],
    }
}

/// The id of the thread of an initiative.
pub(crate) fn thread_id(number: u64) -> throughline::base::id::ThreadId {
    digest(&["thread", &number.to_string()]).as_str().into()
}
