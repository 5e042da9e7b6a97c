//! Builds times by the rules from the words of a sentence. Never looks back behind a time it has found.

use std::ops::RangeInclusive;
use std::rc::Rc;

use chrono::{NaiveDate, NaiveTime};
use foldhash::HashMap;

use crate::extract::phrases::Reading;
use crate::extract::phrases::number::{number_at, ordinal_at};
use crate::extract::phrases::value::Value;
use crate::extract::phrases::vocabulary::WordId;
use crate::extract::times::grammar::{Opening, Rule, Sign, Symbol};
use crate::extract::times::meaning::Node;
use crate::extract::times::time::{Calendar, Part, Time};
use crate::text::tokens::TokenKind;

/// What one group makes at one place: the token after it and what it is, one for each end.
type Nodes = Rc<[(usize, Node)]>;

/// Reads times at places of one text.
pub(crate) struct Parser<'a> {
    pub(crate) reading: &'a Reading<'a>,
    pub(crate) day: Option<NaiveDate>,
    /// Printed dates by their first token, with the token after them.
    pub(crate) dates: HashMap<usize, (usize, Time)>,
    memo: HashMap<(usize, usize), Nodes>,
    nothing: Nodes,
    /// One past the last token of the sentence.
    limit: usize,
}

/// Rules inside rules.
const DEEPEST: usize = 12;

impl<'a> Parser<'a> {
    pub(crate) fn new(reading: &'a Reading<'a>, day: Option<NaiveDate>) -> Self {
        Self {
            reading,
            day,
            dates: HashMap::default(),
            memo: HashMap::default(),
            nothing: Rc::new([]),
            limit: 0,
        }
    }

    /// Turns to a sentence, given by the token after its last.
    pub(crate) fn turn(&mut self, limit: usize) {
        self.limit = limit;
        self.memo.clear();
    }

    /// The longest time that begins at `at`, with the token after it.
    pub(crate) fn time_at(&mut self, at: usize) -> Option<(usize, Time)> {
        let top = self.reading.phrases.grammar.top?;
        let nodes = self.group(at, top, 0);
        let longest = nodes
            .iter()
            .filter_map(|(end, node)| if let Node::Time(time) = node { Some((*end, *time)) } else { None });
        longest.max_by_key(|(end, _)| *end)
    }

    /// Whether a group may begin at `at` at all.
    fn may_open(&self, at: usize, opening: &Opening) -> bool {
        let Some(token) = self.reading.token(at) else { return false };
        let is_digits = token.kind == TokenKind::Number;
        let is_listed = token.word != WordId::default();
        let is_told = |sign: &Sign| match sign {
            Sign::Word => token.kind == TokenKind::Word,
            Sign::Digits => is_digits,
            Sign::Number => is_digits || is_listed || self.reading.of(at).starts_with(['I', 'V', 'X']),
            Sign::Date => self.dates.contains_key(&at),
        };
        let entries = self.reading.phrases.vocabulary.entries(token.word);
        entries.iter().any(|entry| opening.classes.contains(&entry.class))
            || opening.signs.iter().any(is_told)
    }

    fn group(&mut self, at: usize, group: usize, depth: usize) -> Nodes {
        let opening = self.reading.phrases.grammar.openings.get(group);
        if opening.is_some_and(|opening| !self.may_open(at, opening)) {
            return Rc::clone(&self.nothing);
        }
        if let Some(known) = self.memo.get(&(at, group)) {
            return Rc::clone(known);
        }
        if depth > DEEPEST {
            return Rc::clone(&self.nothing);
        }
        // A group that begins with itself finds nothing there.
        self.memo.insert((at, group), Rc::clone(&self.nothing));
        let mut found: Vec<(usize, Node)> = Vec::new();
        let reading = self.reading;
        for rule in reading.phrases.grammar.groups.get(group).into_iter().flatten() {
            self.rule(rule, at, depth, &mut found);
        }
        let nodes: Nodes = found.into();
        self.memo.insert((at, group), Rc::clone(&nodes));
        nodes
    }

    fn rule(&mut self, rule: &Rule, at: usize, depth: usize, found: &mut Vec<(usize, Node)>) {
        let mut nodes = Vec::new();
        self.step(rule, 0, at, depth, &mut nodes, found);
    }

    /// Goes on with the rule's steps from `step` on.
    fn step(
        &mut self,
        rule: &Rule,
        step: usize,
        at: usize,
        depth: usize,
        nodes: &mut Vec<Node>,
        found: &mut Vec<(usize, Node)>,
    ) {
        let Some(current) = rule.steps.get(step) else {
            if !found.iter().any(|(end, _)| *end == at)
                && let Some(node) = rule.meaning.of(nodes, self.day)
            {
                found.push((at, node));
            }
            return;
        };
        if at < self.limit {
            for symbol in &current.any {
                let mut go_on = |own: &mut Self, end: usize, node: Node| {
                    nodes.push(node);
                    own.step(rule, step + 1, end, depth, nodes, found);
                    nodes.pop();
                };
                match *symbol {
                    Symbol::Group(group) => {
                        for (end, node) in self.group(at, group, depth + 1).iter() {
                            go_on(self, *end, *node);
                        }
                    }
                    Symbol::Class(class) => {
                        let (reading, limit) = (self.reading, self.limit);
                        for (end, value) in reading.senses(at, class).filter(|(end, _)| *end <= limit) {
                            go_on(self, end, Node::Word(value));
                        }
                    }
                    other => {
                        if let Some((end, node)) = self.symbol(other, at) {
                            go_on(self, end, node);
                        }
                    }
                }
            }
        }
        if current.optional {
            self.step(rule, step + 1, at, depth, nodes, found);
        }
    }

    /// What a built-in symbol makes at a place.
    fn symbol(&self, symbol: Symbol, at: usize) -> Option<(usize, Node)> {
        match symbol {
            Symbol::Group(_) | Symbol::Class(_) => None,
            Symbol::Any => {
                let word = self.reading.token(at).is_some_and(|token| token.kind == TokenKind::Word);
                word.then_some((at + 1, Node::Word(Value::Nothing)))
            }
            Symbol::Clock => self.clock(at).map(|clock| (at + 1, Node::Clock(clock))),
            Symbol::Date => self.dates.get(&at).map(|(end, time)| (*end, Node::Time(*time))),
            Symbol::Day => self.digits(at, 1..=2).filter(|day| (1.0..32.0).contains(day)).map(number(at)),
            Symbol::Digits => self.digits(at, 1..=9).map(number(at)),
            Symbol::NearYear => {
                self.digits(at, 4..=4).filter(|year| (1800.0..2101.0).contains(year)).map(number(at))
            }
            Symbol::Number => number_at(self.reading, at)
                .filter(|number| number.end <= self.limit)
                .map(|number| (number.end, Node::Word(Value::Number(number.value)))),
            Symbol::Ordinal => {
                let ordinal = ordinal_at(self.reading, at).filter(|(end, _)| *end <= self.limit);
                ordinal.map(|(end, value)| (end, Node::Word(Value::Ordinal(value))))
            }
            Symbol::Short => self.short(at).map(|day| (at + 1, Node::Time(Time::Calendar(day)))),
            Symbol::Year => {
                self.digits(at, 4..=4).filter(|year| (1000.0..3000.0).contains(year)).map(number(at))
            }
        }
    }

    /// A token of so many digits and nothing else.
    fn digits(&self, at: usize, count: RangeInclusive<usize>) -> Option<f64> {
        let token = self.reading.token(at)?;
        let text = self.reading.of(at);
        let fits = token.kind == TokenKind::Number && count.contains(&text.len());
        (fits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    }

    /// A day and a month in digits: "14.10".
    fn short(&self, at: usize) -> Option<Calendar> {
        let (day, month) = self.reading.of(at).split_once('.')?;
        if !(1..=2).contains(&day.len()) || month.len() != 2 {
            return None;
        }
        let (day, month) = (day.parse().ok()?, month.parse().ok()?);
        // A leap year, so that 29 February stands.
        NaiveDate::from_ymd_opt(2024, month, day)?;
        Some(Calendar { year: None, part: Part::Day(month, day) })
    }

    fn clock(&self, at: usize) -> Option<NaiveTime> {
        let text = self.reading.of(at);
        let (hour, minute) = text.split_once([':', '.'])?;
        let two = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !two(hour) || minute.len() != 2 || !two(minute) {
            return None;
        }
        NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
    }
}

fn number(at: usize) -> impl Fn(f64) -> (usize, Node) {
    move |value| (at + 1, Node::Word(Value::Number(value)))
}
