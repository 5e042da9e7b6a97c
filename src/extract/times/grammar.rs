//! The rules of `times.toml`: how times are built of words. Never reads a text.
//!
//! A line is `name: pattern -> meaning`. A pattern is a row of steps; a step is a class of words, `class:value`,
//! another rule's name, or a built-in: `NUMBER` in digits or words, `DIGITS`, `DAY` (1 to 31), `YEAR` (four digits),
//! `NEARYEAR` (1800 to 2100), `ORDINAL`, `DATE` (printed), `SHORT` (14.10), `CLOCK` (16:22), `ANY` (one word). `a|b` is either, `a?` may
//! be left out. Meanings stand in [`Meaning`]. A time is what the rule `found` makes.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use crate::base::near::nearest;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::extract::phrases::vocabulary::{Class, Vocabulary};
use crate::extract::times::meaning::Meaning;

/// All rules of a language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grammar {
    pub(crate) groups: Vec<Vec<Rule>>,
    /// What each rule may begin with.
    pub(crate) starts: Starts,
    /// The group that makes times; none where the pack has no rules.
    pub(crate) top: Option<usize>,
}

/// One way to build a thing.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// Its place among all rules.
    pub(crate) number: usize,
    pub(crate) steps: Vec<Step>,
    pub(crate) meaning: Meaning,
}

/// One place of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) any: Vec<Symbol>,
    pub(crate) optional: bool,
}

/// What may stand at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Symbol {
    Class(Class),
    Group(usize),
    Plain(Plain),
}

/// What may stand at a place without a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    Any,
    Clock,
    Date,
    Day,
    Digits,
    NearYear,
    Number,
    Ordinal,
    Short,
    Year,
}

impl Plain {
    /// How the rules call each.
    const NAMES: [(&'static str, Self); 10] = [
        ("ANY", Self::Any),
        ("CLOCK", Self::Clock),
        ("DATE", Self::Date),
        ("DAY", Self::Day),
        ("DIGITS", Self::Digits),
        ("NEARYEAR", Self::NearYear),
        ("NUMBER", Self::Number),
        ("ORDINAL", Self::Ordinal),
        ("SHORT", Self::Short),
        ("YEAR", Self::Year),
    ];
}

/// What a group may begin with; what begins otherwise need not be tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Opening {
    /// Words of these classes.
    pub(crate) classes: BTreeSet<Class>,
    /// What is told without a list.
    pub(crate) signs: BTreeSet<Sign>,
}

/// What the beginning of a time is told by, beside listed words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// Any word.
    Word,
    /// Digits.
    Digits,
    /// A number or an ordinal in digits or words.
    Number,
    /// A printed date.
    Date,
}

/// Rules by what they may begin with, a bit for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Starts {
    /// Machine words of a set.
    pub(crate) width: usize,
    /// The rules of each group.
    pub(crate) of_group: Vec<Box<[u64]>>,
    pub(crate) by_class: HashMap<Class, Box<[u64]>>,
    pub(crate) by_sign: BTreeMap<Sign, Box<[u64]>>,
}

impl Starts {
    fn of(groups: &[Vec<Rule>]) -> Self {
        let openings = openings(groups);
        let width = groups.iter().map(Vec::len).sum::<usize>().div_ceil(64);
        let mut own = Self { width, ..Self::default() };
        let none: Box<[u64]> = vec![0; width].into();
        for rules in groups {
            let mut bits = none.clone();
            for rule in rules {
                set(&mut bits, rule.number);
            }
            own.of_group.push(bits);
        }
        for rule in groups.iter().flatten() {
            let mut opening = Opening::default();
            opening.admit_rule(rule, &openings);
            for class in opening.classes {
                set(own.by_class.entry(class).or_insert_with(|| none.clone()), rule.number);
            }
            for sign in opening.signs {
                set(own.by_sign.entry(sign).or_insert_with(|| none.clone()), rule.number);
            }
        }
        own
    }
}

impl Opening {
    /// Takes in what a rule may begin with.
    fn admit_rule(&mut self, rule: &Rule, openings: &[Self]) {
        let bound = rule.steps.iter().position(|step| !step.optional).unwrap_or(rule.steps.len());
        for step in rule.steps.iter().take(bound + 1) {
            step.any.iter().for_each(|symbol| self.admit(*symbol, openings));
        }
    }

    /// Takes in what a symbol may begin with.
    fn admit(&mut self, symbol: Symbol, openings: &[Self]) {
        let sign = match symbol {
            Symbol::Plain(Plain::Any) => Sign::Word,
            Symbol::Plain(Plain::Date) => Sign::Date,
            Symbol::Plain(Plain::Number | Plain::Ordinal) => Sign::Number,
            Symbol::Plain(
                Plain::Clock | Plain::Day | Plain::Digits | Plain::NearYear | Plain::Short | Plain::Year,
            ) => Sign::Digits,
            Symbol::Class(class) => {
                self.classes.insert(class);
                return;
            }
            Symbol::Group(group) => {
                if let Some(other) = openings.get(group) {
                    self.classes.extend(&other.classes);
                    self.signs.extend(&other.signs);
                }
                return;
            }
        };
        self.signs.insert(sign);
    }
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

/// What each group may begin with: grown until nothing is added, since groups begin with groups.
fn openings(groups: &[Vec<Rule>]) -> Vec<Opening> {
    let mut all = vec![Opening::default(); groups.len()];
    loop {
        let grown: Vec<Opening> = groups
            .iter()
            .map(|rules| {
                let mut opening = Opening::default();
                for rule in rules {
                    opening.admit_rule(rule, &all);
                }
                opening
            })
            .collect();
        if grown == all {
            return all;
        }
        all = grown;
    }
}

/// The group whose nodes are times.
const TOP: &str = "found";

impl Grammar {
    /// Reads the rules; what cannot be read is a problem with the line as its place, and leaves the others.
    pub(crate) fn read(rules: &str, vocabulary: &Vocabulary) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let lines: Vec<(&str, &str, &str)> = rules
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default().trim())
            .filter(|line| !line.is_empty())
            .filter_map(|line| {
                let parts = line.split_once(':').and_then(|(name, rest)| {
                    let (pattern, meaning) = rest.split_once("->")?;
                    Some((name.trim(), pattern.trim(), meaning.trim()))
                });
                if parts.is_none() {
                    let what = Said::text("fault.time_line").with("line", line);
                    problems.push(Problem::new(what, line).hint(Said::text("advice.time_line")));
                }
                parts
            })
            .collect();
        let mut names: HashMap<&str, usize> = HashMap::default();
        for (name, _, _) in &lines {
            let next = names.len();
            names.entry(name).or_insert(next);
        }
        let mut groups = vec![Vec::new(); names.len()];
        for (name, pattern, meaning) in lines {
            let known = Meaning::named(meaning).ok_or_else(|| {
                let what = Said::text("fault.no_meaning").with("name", meaning);
                Problem::new(what, pattern).meant(meaning, Meaning::names())
            });
            let rule = known.and_then(|meaning| {
                Ok(Rule { number: 0, steps: steps(pattern, &names, vocabulary)?, meaning })
            });
            match (rule, names.get(name).and_then(|at| groups.get_mut(*at))) {
                (Ok(rule), Some(group)) => group.push(rule),
                (Err(problem), _) => problems.push(problem.at(pattern)),
                _ => {}
            }
        }
        let mut rules: Vec<&mut Rule> = groups.iter_mut().flatten().collect();
        rules.iter_mut().enumerate().for_each(|(number, rule)| rule.number = number);
        let starts = Starts::of(&groups);
        (Self { groups, starts, top: names.get(TOP).copied() }, problems)
    }
}

fn steps(
    pattern: &str,
    groups: &HashMap<&str, usize>,
    vocabulary: &Vocabulary,
) -> Result<Vec<Step>, Problem> {
    let steps: Result<Vec<Step>, Problem> = pattern
        .split_whitespace()
        .map(|step| {
            let (names, optional) = step.strip_suffix('?').map_or((step, false), |names| (names, true));
            let any: Result<Vec<Symbol>, Problem> =
                names.split('|').map(|name| symbol(name, groups, vocabulary)).collect();
            Ok(Step { any: any?, optional })
        })
        .collect();
    let steps = steps?;
    if steps.iter().all(|step| step.optional) {
        let what = Said::text("fault.no_step").with("pattern", pattern);
        return Err(Problem::new(what, pattern).hint(Said::text("advice.step")));
    }
    Ok(steps)
}

fn symbol(name: &str, groups: &HashMap<&str, usize>, vocabulary: &Vocabulary) -> Result<Symbol, Problem> {
    let plain = Plain::NAMES.iter().find(|(known, _)| *known == name).map(|(_, plain)| Symbol::Plain(*plain));
    if let Some(symbol) = plain.or_else(|| groups.get(name).map(|at| Symbol::Group(*at))) {
        return Ok(symbol);
    }
    match vocabulary.find_class(name) {
        Class(0) => {
            let what = Said::text("fault.no_symbol").with("name", name);
            let plain = Plain::NAMES.map(|(name, _)| name);
            let mut known: Vec<&str> = groups.keys().copied().chain(vocabulary.class_names()).collect();
            known.sort_unstable();
            let problem = Problem::new(what, name);
            Err(match nearest(name, plain.into_iter().chain(known)) {
                Some(near) => problem.hint(Said::text("advice.meant").with("near", near)),
                None => problem.hint(Said::text("advice.symbol").with("plain", plain.join(", "))),
            })
        }
        class => Ok(Symbol::Class(class)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::phrases::value::Value;
    use crate::model::phrases::Endings;

    #[test]
    fn rules_are_read_line_by_line() {
        let mut vocabulary = Vocabulary::default();
        let class = vocabulary.class("in");
        vocabulary.add("in", class, Value::Nothing, &Endings::new());
        let text = "# a comment\nyear: in? YEAR -> year\nfound: year|DATE -> same\nfound: in? -> same\nx y\n";
        let (grammar, problems) = Grammar::read(text, &vocabulary);
        assert_eq!(grammar.groups.iter().map(Vec::len).sum::<usize>(), 2);
        assert_eq!(grammar.top, Some(1));
        let openings = openings(&grammar.groups);
        let [year, found] = &openings[..] else { panic!("two groups") };
        assert!(year.classes.contains(&class) && year.signs == BTreeSet::from([Sign::Digits]));
        assert!(found.signs == BTreeSet::from([Sign::Digits, Sign::Date]));
        assert_eq!(
            grammar.starts.by_class[&class][0], 0b11,
            "the group of the second rule may begin with it"
        );
        assert_eq!(grammar.starts.by_sign[&Sign::Date][0], 0b10);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
