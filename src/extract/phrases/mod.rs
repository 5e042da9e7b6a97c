//! The listed words of times, numbers, units and speech of one language, compiled once. Never a word in code.

pub(crate) mod forms;
pub(crate) mod number;
mod reading;
pub(crate) mod value;
pub(crate) mod vocabulary;

pub use reading::Reading;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::span::Span;
use crate::extract::figures::noun::Nouns;
use crate::extract::times::grammar::Grammar;
use crate::extract::times::tense::Tenses;
use crate::model::pack::Pack;
use crate::model::phrases::Endings;
use crate::text::dates::Names;
use forms::Forms;
use value::Value;
use vocabulary::{Class, Vocabulary};

/// What is needed to find times, figures and quotations in one language. Made once, used from any thread.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) ids: Ids,
    /// The class of units of time.
    pub(crate) time_unit: Class,
    pub(crate) decimal: String,
    pub(crate) dates: Names,
    pub(crate) grammar: Grammar,
    pub(crate) nouns: Nouns,
    pub(crate) tense: Tenses,
    pub(crate) patronymics: Forms,
    /// Ends of words before a verb of saying that retells.
    pub(crate) retold: Forms,
    pub(crate) name_words: usize,
    problems: Vec<Problem>,
}

macro_rules! ids {
    ($($name:ident),* $(,)?) => {
        /// The classes that the code asks for by name.
        #[derive(Clone, Copy, Debug, Default)]
        pub(crate) struct Ids { $(pub(crate) $name: Class,)* }

        impl Ids {
            fn of(vocabulary: &mut Vocabulary) -> Self {
                Self { $($name: vocabulary.class(concat!(".", stringify!($name))),)* }
            }
        }
    };
}

ids! {
    cardinal, multiplier, glued, ordinal, join, half, counting, ordering,
    measure, before, counted, limit, limit_after, filler, range_from, range_first, range_to, range_end, by, clock, label, stop,
    say, say_bare, that, opens, according, according_whole, according_after, closes, title, pronoun, inside, opener,
}

impl Phrases {
    /// The phrases of a pack.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let mut own = Self { decimal: pack.numbers.decimal.clone(), ..Self::default() };
        own.ids = Ids::of(&mut own.vocabulary);
        own.add_numbers(pack);
        own.add_units(pack);
        own.nouns = Nouns::of(&pack.units);
        own.add_speech(pack);
        own.add_times(pack);
        own.time_unit = own.vocabulary.class("unit");
        own.dates = Names::of([pack]);
        own.tense = Tenses::of(&pack.times.tense);
        let (grammar, problems) = Grammar::read(&pack.times.rules, &own.vocabulary);
        own.grammar = grammar;
        for problem in problems {
            own.problem(pack, "times", &["\nrules"], problem);
        }
        own
    }

    /// What could not be read of the pack.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Reads a text once for [`times`](crate::extract::times), [`figures`](crate::extract::figures) and
    /// `quotes`. Sentences are in order; those that overlap or do not fit are ignored.
    #[must_use]
    pub fn read<'a>(&'a self, text: &'a str, sentences: &[Span]) -> Reading<'a> {
        Reading::new(text, sentences, self)
    }

    /// Notes a problem whose place is a piece of a file of the pack, which stands there behind other pieces.
    fn problem(&mut self, pack: &Pack, part: &str, before: &[&str], problem: Problem) {
        let file = format!("assets/lang/{}/{part}.toml", pack.lang);
        self.problems.push(problem.within(&file, embedded::text(&file), before));
    }

    fn add_numbers(&mut self, pack: &Pack) {
        let numbers = &pack.numbers;
        let ends = &numbers.endings;
        let ids = self.ids;
        for (name, table, class) in [
            ("cardinals", &numbers.cardinals, ids.cardinal),
            ("multipliers", &numbers.multipliers, ids.multiplier),
            ("glued", &numbers.glued, ids.glued),
            ("ordinals", &numbers.ordinals, ids.ordinal),
        ] {
            let sort = if name == "ordinals" { "ordinal" } else { "number" };
            for (text, list) in table {
                match Value::read(sort, text) {
                    Ok(value) => self.vocabulary.add(list, class, value, ends),
                    Err(problem) => self.problem(pack, "numbers", &[&format!("[{name}]")], problem),
                }
            }
        }
        for (list, class) in [
            (&numbers.joins, ids.join),
            (&numbers.halves, ids.half),
            (&numbers.counting, ids.counting),
            (&numbers.ordering, ids.ordering),
        ] {
            self.vocabulary.add(list, class, Value::Nothing, ends);
        }
    }

    fn add_units(&mut self, pack: &Pack) {
        let units = &pack.units;
        let ends = &units.endings;
        let ids = self.ids;
        for (table, class) in
            [(&units.measures, ids.measure), (&units.before, ids.before), (&units.counted, ids.counted)]
        {
            for (name, list) in table {
                let value = self.vocabulary.name(name);
                self.vocabulary.add(list, class, value, ends);
            }
        }
        for (name, table, class) in
            [("[limits]", &units.limits, ids.limit), ("[limits_after]", &units.limits_after, ids.limit_after)]
        {
            for (sign, list) in table {
                match Value::read("limit", sign) {
                    Ok(value) => self.vocabulary.add(list, class, value, ends),
                    Err(problem) => self.problem(pack, "units", &[name], problem),
                }
            }
        }
        for (list, class) in [
            (&units.fillers, ids.filler),
            (&units.range_from, ids.range_from),
            (&units.range_first, ids.range_first),
            (&units.range_to, ids.range_to),
            (&units.range_end, ids.range_end),
            (&units.by, ids.by),
            (&units.clock, ids.clock),
            (&units.labels, ids.label),
            (&units.stops, ids.stop),
        ] {
            self.vocabulary.add(list, class, Value::Nothing, ends);
        }
    }

    fn add_speech(&mut self, pack: &Pack) {
        let speech = &pack.speech;
        self.patronymics = Forms::of(&speech.patronymics);
        self.retold = Forms::of(&speech.closes_ends);
        self.name_words = speech.name_words;
        let ids = self.ids;
        for (list, class) in [
            (&speech.say, ids.say),
            (&speech.say_bare, ids.say),
            (&speech.say_bare, ids.say_bare),
            (&speech.that, ids.that),
            (&speech.opens, ids.opens),
            (&speech.according, ids.according),
            (&speech.according_whole, ids.according_whole),
            (&speech.according_after, ids.according_after),
            (&speech.closes, ids.closes),
            (&speech.titles, ids.title),
            (&speech.pronouns, ids.pronoun),
            (&speech.inside, ids.inside),
            (&speech.openers, ids.opener),
        ] {
            self.vocabulary.add(list, class, Value::Nothing, &speech.endings);
        }
    }

    fn add_times(&mut self, pack: &Pack) {
        let times = &pack.times;
        for (class, list) in &times.words {
            let class = self.vocabulary.class(class);
            self.vocabulary.add(list, class, Value::Nothing, &times.endings);
        }
        for (name, table) in &times.values {
            for (text, list) in table {
                let value = match Value::read(name, text) {
                    Ok(value) => value,
                    Err(problem) => {
                        self.problem(pack, "times", &[&format!("[values.{name}]")], problem);
                        continue;
                    }
                };
                for class in [name.clone(), format!("{name}:{text}")] {
                    let class = self.vocabulary.class(&class);
                    self.vocabulary.add(list, class, value, &times.endings);
                }
            }
        }
        let none = Endings::new();
        for (table, name) in [(&pack.months, "month"), (&pack.weekdays, "weekday")] {
            for (word, number) in table {
                let Ok(value) = Value::read(name, &number.to_string()) else { continue };
                let class = self.vocabulary.class(name);
                self.vocabulary.add(word, class, value, &none);
            }
        }
    }
}
