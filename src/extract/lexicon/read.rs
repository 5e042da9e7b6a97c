//! Compiles the lexicon of a pack. A bad entry is a problem with its place, and the rest goes on.

use foldhash::HashMap;

use super::endings::Sets;
use super::{Choice, Class, Classes, Entry, Group, Lexicon, MOST_CLASSES, Phrase, Reading, Stem};
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::extract::tags::Tags;
use crate::model::mention::{Kind, Stage};
use crate::model::morphology::{Side, WordClass};
use crate::model::pack::Pack;
use crate::text::fold::fold;

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
        if let Err(what) = self.read_forms() {
            self.problem("morphology", what);
        }
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

    fn problem(&mut self, place: &str, what: impl Into<Said>) {
        let place = format!("assets/lang/{}/{place}.toml", self.pack.lang);
        self.problems.push(Problem::new(what, place));
    }

    fn read_forms(&mut self) -> Result<(), String> {
        let morphology = &self.pack.morphology;
        let sets = Sets::read(&morphology.sets)?;
        let unknown = |name: String| format!("no feature is called {name}");
        for raw in &morphology.paradigms {
            let tags = Tags::parse(&raw.tags).map_err(unknown)?;
            let mut endings: HashMap<Box<str>, Vec<Tags>> = HashMap::default();
            for (ending, tags) in sets.write_out(&raw.forms, tags)? {
                add(endings.entry(fold(&ending).into()).or_default(), tags, raw.apart);
            }
            let ends = raw.lemma.split_whitespace().map(|end| fold(end.trim_matches('-')));
            let irregular: Result<_, _> = raw.irregular.iter().map(|names| Tags::parse(names)).collect();
            let mut lemma: Vec<String> = ends.collect();
            lemma.sort_by_key(|end| std::cmp::Reverse(end.len()));
            self.patterns.push(Pattern {
                part: raw.part.clone(),
                lemma,
                tags,
                irregular: irregular.map_err(unknown)?,
                perfective_future: raw.perfective_future,
                reflexive: raw.reflexive.clone(),
                apart: raw.apart,
            });
            self.lexicon.paradigms.push(endings);
        }
        for raw in &morphology.guesses {
            let form = [(raw.tags.clone(), raw.endings.clone())];
            for (ending, tags) in sets.write_out(&form, Tags::UNKNOWN)? {
                add(self.lexicon.guesses.entry(fold(&ending).into()).or_default(), tags, raw.apart);
            }
        }
        Ok(())
    }

    fn read_class(&mut self, file: &str, name: &str, class: &WordClass, part: &str) {
        let mut classes = self.number(name);
        for also in &class.also {
            classes = classes.or(self.number(also));
        }
        if classes == Classes::default() {
            return self.problem(file, format!("[{name}] is one class too many"));
        }
        let tags = match Tags::parse(&class.tags) {
            Ok(tags) => tags,
            Err(bad) => return self.problem(file, format!("[{name}]: no feature is called {bad}")),
        };
        let stage = class.stage.as_deref().and_then(Stage::from_word);
        let kind = class.kind.as_deref().and_then(Kind::from_word);
        if (class.stage.is_some() && stage.is_none()) || (class.kind.is_some() && kind.is_none()) {
            self.problem(file, format!("[{name}]: no such stage or kind"));
        }
        let like = Entry { lemma: String::new(), classes, tags, kind, stage };
        for word in class.words.split([',', '\n']).map(str::trim).filter(|word| !word.is_empty()) {
            if let Err(what) = self.read_word(word, part, &like) {
                self.problem(file, format!("[{name}] {word}: {what}"));
            }
        }
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

    /// Reads one entry: `lemma+stem/imperfective+stem>irregular`, of one or more words.
    fn read_word(&mut self, word: &str, part: &str, like: &Entry) -> Result<(), String> {
        let pair = word.contains('/') && word.contains(' ');
        if pair {
            for (at, one) in word.split('/').enumerate() {
                let aspect = if at == 0 { Tags::PERFECTIVE } else { Tags::IMPERFECTIVE };
                self.read_one(one, part, like, aspect)?;
            }
            return Ok(());
        }
        self.read_one(word, part, like, Tags::NONE)
    }

    /// Reads one entry that is no pair of phrases.
    fn read_one(&mut self, word: &str, part: &str, like: &Entry, aspect: Tags) -> Result<(), String> {
        let parts: Vec<&str> = word.split_whitespace().collect();
        let starred = parts.iter().position(|part| part.ends_with('*'));
        let head = starred.unwrap_or(match self.pack.morphology.phrase_head {
            Side::First => 0,
            Side::Last => parts.len() - 1,
        });
        let inflecting = parts.get(head).copied().unwrap_or_default().trim_end_matches('*');
        if parts.len() == 1 {
            return self.read_head(inflecting, part, like, None, aspect);
        }
        let folded = |words: &[&str]| words.iter().map(|word| fold(word).into()).collect::<Vec<Box<str>>>();
        let before = folded(parts.get(..head).unwrap_or_default());
        let after = folded(parts.get(head + 1..).unwrap_or_default());
        let whole = Entry { lemma: word.replace('*', ""), ..like.clone() };
        let entry = self.push(whole);
        self.read_head(inflecting, part, like, Some(&Phrase { entry, before, after }), aspect)
    }

    fn read_head(
        &mut self,
        word: &str,
        part: &str,
        like: &Entry,
        phrase: Option<&Phrase>,
        known: Tags,
    ) -> Result<(), String> {
        let both = word.contains('/');
        let mut first = None;
        for (at, aspect) in word.split('/').enumerate() {
            let mut forms = aspect.split('>');
            let mut stems = forms.next().unwrap_or_default().split('+');
            let lemma = fold(stems.next().unwrap_or_default());
            if lemma.is_empty() {
                return Err("no word".to_owned());
            }
            let aspect = match (both, at) {
                (true, 0) => Tags::PERFECTIVE,
                (true, _) => Tags::IMPERFECTIVE,
                (false, _) => known,
            };
            let shown: &str = first.get_or_insert_with(|| lemma.clone());
            let shown = if both { shown.to_owned() } else { lemma.clone() };
            let entry = match phrase {
                None => self.enter(&shown, part, aspect, like),
                Some(phrase) => {
                    let entry = self.enter(&lemma, &format!("{part} of phrase"), aspect, &Entry::default());
                    self.add_phrase(entry, phrase);
                    entry
                }
            };
            self.inflect(entry, &lemma, part, &stems.map(fold).collect::<Vec<_>>(), forms)?;
        }
        Ok(())
    }

    /// Adds an entry of several words; one listed in several classes is one entry with all of them.
    fn add_phrase(&mut self, head: u32, phrase: &Phrase) {
        let known = self.lexicon.phrases.entry(head).or_default();
        let same = |one: &&Phrase| one.before == phrase.before && one.after == phrase.after;
        let Some(first) = known.iter().find(same).map(|one| one.entry) else {
            known.push(phrase.clone());
            return;
        };
        let like = self.lexicon.entries.get(phrase.entry as usize).cloned();
        if let Some((like, own)) = like.zip(self.lexicon.entries.get_mut(first as usize)) {
            own.classes = own.classes.or(like.classes);
            own.tags |= like.tags;
            own.kind = own.kind.or(like.kind);
            own.stage = own.stage.or(like.stage);
        }
    }

    /// The entry of a word: one for all classes it is listed in.
    fn enter(&mut self, lemma: &str, part: &str, aspect: Tags, like: &Entry) -> u32 {
        let key = (lemma.to_owned(), format!("{part} {} {}", aspect.0, like.tags.0));
        if let Some(entry) = self.listed.get(&key) {
            if let Some(known) = self.lexicon.entries.get_mut(*entry as usize) {
                known.classes = known.classes.or(like.classes);
                known.kind = known.kind.or(like.kind);
                known.stage = known.stage.or(like.stage);
            }
            return *entry;
        }
        let entry = self.push(Entry { lemma: lemma.to_owned(), tags: like.tags | aspect, ..like.clone() });
        self.listed.insert(key, entry);
        entry
    }

    fn push(&mut self, entry: Entry) -> u32 {
        self.lexicon.entries.push(entry);
        u32::try_from(self.lexicon.entries.len() - 1).unwrap_or(Reading::NO_ENTRY)
    }

    fn inflect<'w>(
        &mut self,
        entry: u32,
        lemma: &str,
        part: &str,
        stems: &[String],
        irregular: impl Iterator<Item = &'w str>,
    ) -> Result<(), String> {
        if part.is_empty() {
            self.exact(entry, lemma, Tags::NONE);
            return Ok(());
        }
        let fits = |pattern: &Pattern| {
            let end = pattern.lemma.iter().find(|end| lemma.ends_with(end.as_str()))?;
            (pattern.part == part).then_some(end.len())
        };
        let best = self.patterns.iter().enumerate().filter_map(|(at, pattern)| Some((fits(pattern)?, at)));
        let (cut, at) =
            best.max_by_key(|(cut, at)| (*cut, std::cmp::Reverse(*at))).ok_or("no paradigm fits")?;
        let stem = lemma.get(..lemma.len() - cut).unwrap_or(lemma);
        let further = format!("{part} stem");
        let other = self.patterns.iter().position(|pattern| pattern.part == further).unwrap_or(at);
        let number = |at: usize| u16::try_from(at).unwrap_or_default();
        let own = std::iter::once((stem, number(at)));
        for (stem, paradigm) in own.chain(stems.iter().map(|stem| (stem.as_str(), number(other)))) {
            let known = self.lexicon.stems.entry(stem.into()).or_default();
            if !known.iter().any(|one| one.entry == entry && one.paradigm == paradigm) {
                known.push(Stem { entry, paradigm });
            }
        }
        let Some(pattern) = self.patterns.get(at) else {
            return Ok(());
        };
        let (tags, all, apart) = (pattern.tags, pattern.irregular.clone(), pattern.apart);
        if let Some(known) = self.lexicon.entries.get_mut(entry as usize)
            && !pattern.reflexive.is_empty()
            && lemma.ends_with(&pattern.reflexive)
        {
            known.tags |= Tags::REFLEXIVE;
        }
        if let Some(known) = self.lexicon.entries.get_mut(entry as usize)
            && pattern.perfective_future
            && known.tags.any(Tags::PERFECTIVE)
        {
            known.tags |= Tags::FUTURE;
        }
        let forms: Vec<&str> = irregular.collect();
        for (place, form) in forms.iter().enumerate() {
            // One form given stands for all the irregular ones.
            let meant =
                if forms.len() == 1 { all.as_slice() } else { all.get(place..=place).unwrap_or_default() };
            if apart {
                for one in meant {
                    self.exact_apart(entry, &fold(form), tags | *one);
                }
            } else {
                let sum = meant.iter().fold(tags, |sum, one| sum | *one);
                self.exact(entry, &fold(form), sum);
            }
        }
        Ok(())
    }

    /// Enters a form as a reading of its own beside others of the same word.
    fn exact_apart(&mut self, entry: u32, word: &str, tags: Tags) {
        let known = self.lexicon.entries.get(entry as usize);
        let (own, classes) = known.map_or((Tags::NONE, Classes::default()), |one| (one.tags, one.classes));
        let readings = self.lexicon.exact.entry(word.into()).or_default();
        let same = readings.iter_mut().filter(|reading| reading.entry == entry);
        same.for_each(|reading| reading.classes = classes);
        let tags = tags | own;
        if !readings.iter().any(|reading| reading.entry == entry && reading.tags == tags) {
            readings.push(Reading { entry, tags, classes });
        }
    }

    fn exact(&mut self, entry: u32, word: &str, tags: Tags) {
        let coming = self
            .lexicon
            .entries
            .get(entry as usize)
            .is_some_and(|one| one.tags.all(Tags::PERFECTIVE | Tags::FUTURE));
        let tags = if coming && tags.all(Tags::PRESENT | Tags::FINITE) {
            tags.without(Tags::PRESENT) | Tags::FUTURE
        } else {
            tags
        };
        let known = self.lexicon.entries.get(entry as usize);
        let (own, classes) = known.map_or((Tags::NONE, Classes::default()), |one| {
            (
                one.tags.without(if one.tags.any(Tags::PERFECTIVE) { Tags::FUTURE } else { Tags::NONE }),
                one.classes,
            )
        });
        let readings = self.lexicon.exact.entry(word.into()).or_default();
        match readings.iter_mut().find(|reading| reading.entry == entry) {
            Some(reading) => {
                reading.tags |= tags;
                reading.classes = classes;
            }
            None => readings.push(Reading { entry, tags: tags | own, classes }),
        }
    }

    fn read_groups(&mut self) {
        let morphology = self.pack.morphology.clone();
        self.lexicon.agreement.clone_from(&morphology.agreement);
        for (from, nominative) in &morphology.name_endings {
            let (features, ending) = from.rsplit_once(' ').unwrap_or(("", from.as_str()));
            match Tags::parse(features) {
                Ok(cases) => self.lexicon.name_endings.push(super::NameEnding {
                    cases,
                    ending: ending.to_owned(),
                    nominative: nominative.clone(),
                }),
                Err(name) => self.problem("morphology", format!("name ending {from}: no case {name}")),
            }
        }
        let ends = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        self.lexicon.surnames = ends(&morphology.surnames);
        self.lexicon.patronymics = ends(&morphology.patronymics);
        for raw in &morphology.groups {
            let with: Vec<Classes> = raw.with.iter().map(|name| self.lexicon.class(name)).collect();
            match (Tags::parse(&raw.form), Tags::parse(&raw.gives)) {
                (Ok(form), Ok(gives)) if with.iter().all(|one| *one != Classes::default()) => {
                    self.lexicon.groups.push(Group { with, form, gives });
                }
                _ => self.problem("morphology", format!("group {:?} {}: unknown name", raw.with, raw.form)),
            }
        }
        for raw in &morphology.choices {
            let read = |texts: &[String]| texts.iter().map(|text| self.lexicon.condition(text)).collect();
            let (after, before): (Result<Vec<_>, _>, Result<Vec<_>, _>) =
                (read(&raw.after), read(&raw.before));
            match (self.lexicon.condition(&raw.keep), after, before) {
                (Ok(keep), Ok(after), Ok(before)) => {
                    self.lexicon.choices.push(Choice { keep, after, before });
                }
                (keep, after, before) => {
                    let bad = keep.err().or(after.err()).or(before.err()).unwrap_or_default();
                    self.problem("morphology", format!("choice {}: no feature or class {bad}", raw.keep));
                }
            }
        }
    }
}

/// Adds a form's features to those of the forms that look the same, or beside them.
fn add(known: &mut Vec<Tags>, tags: Tags, apart: bool) {
    if known.contains(&tags) {
        return;
    }
    match known.first_mut().filter(|_| !apart) {
        Some(first) => *first |= tags,
        None => known.push(tags),
    }
}
