//! Compiles the lexicon of a pack. A bad entry is a problem with its place, and the rest goes on.

mod entries;
mod forms;
mod groups;

use foldhash::HashMap;

use super::{Class, Classes, Entry, Lexicon, MOST_CLASSES};
use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::extract::named;
use crate::extract::tags::Tags;
use crate::model::morphology::WordClass;
use crate::model::pack::Pack;

/// What is known of a paradigm while words are read.
struct Pattern {
    part: String,
    lemma: Vec<String>,
    tags: Tags,
    irregular: Vec<Tags>,
    perfective_future: bool,
    reflexive: String,
    apart: bool,
}

struct Reader<'a> {
    pack: &'a Pack,
    lexicon: Lexicon,
    patterns: Vec<Pattern>,
    listed: HashMap<(String, String), u32>,
    problems: Vec<Problem>,
}

impl Lexicon {
    /// Compiles a pack; what cannot be read is said and left out.
    #[must_use]
    pub fn compile(pack: &Pack) -> (Self, Vec<Problem>) {
        let mut reader = Reader {
            pack,
            lexicon: Self {
                order: pack.morphology.order,
                noun_head: pack.morphology.noun_head,
                group_gap: pack.morphology.group_gap,
                ..Self::default()
            },
            patterns: Vec::new(),
            listed: HashMap::default(),
            problems: Vec::new(),
        };
        reader.read();
        (reader.lexicon, reader.problems)
    }
}

impl Reader<'_> {
    fn read(&mut self) {
        self.read_forms();
        let pack = self.pack;
        for (file, classes, part) in
            [("words", &pack.words, ""), ("nouns", &pack.nouns, "noun"), ("verbs", &pack.verbs, "verb")]
        {
            for (name, class) in classes {
                self.read_class(file, name, class, class.part.as_deref().unwrap_or(part));
            }
        }
        self.read_groups();
    }

    /// Notes a problem whose place is a piece of a file of the pack, which stands there behind other pieces.
    fn problem(&mut self, part: &str, before: &[&str], problem: Problem) {
        let file = format!("assets/lang/{}/{part}.toml", self.pack.lang);
        self.problems.push(problem.within(&file, embedded::text(&file), before));
    }

    fn read_class(&mut self, file: &str, name: &str, class: &WordClass, part: &str) {
        let head = format!("[{name}]");
        let mut classes = self.number(name);
        for also in &class.also {
            classes = classes.or(self.number(also));
        }
        if classes == Classes::default() {
            let what = Said::text("fault.too_many_classes").with("name", name).with("most", MOST_CLASSES);
            let problem = Problem::new(what, "").hint(Said::text("advice.join_classes"));
            return self.problem(file, &[&head], problem);
        }
        let tags = match Tags::parse(&class.tags) {
            Ok(tags) => tags,
            Err(problem) => return self.problem(file, &[&head], problem),
        };
        let stage = class.stage.as_deref().and_then(|word| self.named(file, &head, named::stage(word)));
        let kind = class.kind.as_deref().and_then(|word| self.named(file, &head, named::kind(word)));
        let like = Entry { lemma: String::new(), classes, tags, kind, stage };
        for word in class.words.split([',', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
            if let Err(problem) = self.read_word(word, part, &like) {
                self.problem(file, &[&head, word], problem);
            }
        }
    }

    /// What is named under a heading, else a problem there.
    fn named<T>(&mut self, file: &str, head: &str, named: Result<T, Problem>) -> Option<T> {
        named.map_err(|problem| self.problem(file, &[head], problem)).ok()
    }

    /// The class with this name, made where it is new; the empty set where there is no room.
    fn number(&mut self, name: &str) -> Classes {
        let next = self.lexicon.classes.len();
        if !self.lexicon.numbers.contains_key(name) && next < MOST_CLASSES {
            self.lexicon.classes.push(Class { name: name.to_owned() });
            self.lexicon.numbers.insert(name.into(), next);
            if name.starts_with("rank-") {
                self.lexicon.ranks = self.lexicon.ranks.or(Classes::one(next));
            }
        }
        self.lexicon.class(name)
    }
}
