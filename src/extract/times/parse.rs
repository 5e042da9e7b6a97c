//! Builds times by the rules from the words of a sentence. Never looks back behind a time it has found.

use std::ops::RangeInclusive;
use std::rc::Rc;

use chrono::{NaiveDate, NaiveTime};
use foldhash::HashMap;

use crate::extract::phrases::Reading;
use crate::extract::phrases::number::{number_at, ordinal_at};
use crate::extract::phrases::value::Value;
use crate::extract::phrases::vocabulary::WordId;
use crate::extract::times::grammar::{Plain, Rule, Sign, Symbol};
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
    /// First token of the sentence.
    first: usize,
    /// One past its last token.
    limit: usize,
    /// For each token of the sentence that was asked for, the rules that may begin with it.
    open: Vec<u64>,
    asked: Vec<bool>,
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
            first: 0,
            limit: 0,
            open: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// Turns to a sentence, given by its first token and the one after its last.
    pub(crate) fn turn(&mut self, first: usize, limit: usize) {
        (self.first, self.limit) = (first, limit);
        self.memo.clear();
        self.dates.clear();
        let count = limit.saturating_sub(first);
        self.asked.clear();
        self.asked.resize(count, false);
        self.open.resize(count * self.reading.phrases.grammar.starts.width, 0);
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

    /// Where it is written down which rules may begin at `at`.
    fn opened(&mut self, at: usize) -> Option<usize> {
        let width = self.reading.phrases.grammar.starts.width;
        let place = at.checked_sub(self.first)?;
        if !std::mem::replace(self.asked.get_mut(place)?, true) {
            self.ask(at, place * width);
        }
        Some(place * width)
    }

    /// Whether a rule of the group may begin at the place that `from` stands for.
    fn may_open(&self, from: usize, group: usize) -> bool {
        let own = self.reading.phrases.grammar.starts.of_group.get(group).into_iter().flatten();
        self.open.get(from..).is_some_and(|open| open.iter().zip(own).any(|(open, own)| open & own != 0))
    }

    /// Writes down which rules may begin with the token at `at`, from `place` on.
    fn ask(&mut self, at: usize, place: usize) {
        let starts = &self.reading.phrases.grammar.starts;
        let Some(bits) = self.open.get_mut(place..place + starts.width) else { return };
        bits.fill(0);
        let Some(token) = self.reading.token(at) else { return };
        let is_digits = token.kind == TokenKind::Number;
        let is_listed = token.word != WordId::default();
        let is_told = |sign: Sign| match sign {
            Sign::Word => token.kind == TokenKind::Word,
            Sign::Digits => is_digits,
            Sign::Number => is_digits || is_listed || self.reading.of(at).starts_with(['I', 'V', 'X']),
            Sign::Date => self.dates.contains_key(&at),
        };
        let entries = self.reading.phrases.vocabulary.entries(token.word).iter();
        let listed = entries.filter_map(|entry| starts.by_class.get(&entry.class));
        let told = starts.by_sign.iter().filter(|(sign, _)| is_told(**sign)).map(|(_, own)| own);
        for own in listed.chain(told) {
            bits.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
        }
    }

    fn group(&mut self, at: usize, group: usize, depth: usize) -> Nodes {
        let reading = self.reading;
        let rules = reading.phrases.grammar.groups.get(group).map_or(&[][..], Vec::as_slice);
        let Some(from) = self.opened(at).filter(|from| self.may_open(*from, group)) else {
            return Rc::clone(&self.nothing);
        };
        if let Some(known) = self.memo.get(&(at, group)) {
            return Rc::clone(known);
        }
        if depth > DEEPEST {
            return Rc::clone(&self.nothing);
        }
        // A group that begins with itself finds nothing there.
        self.memo.insert((at, group), Rc::clone(&self.nothing));
        let mut found: Vec<(usize, Node)> = Vec::new();
        for rule in rules {
            let word = self.open.get(from + rule.number / 64).copied().unwrap_or_default();
            if word >> (rule.number % 64) & 1 == 1 {
                self.step(rule, 0, at, depth, &mut Vec::new(), &mut found);
            }
        }
        let nodes: Nodes = if found.is_empty() { Rc::clone(&self.nothing) } else { found.into() };
        self.memo.insert((at, group), Rc::clone(&nodes));
        nodes
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
                    Symbol::Plain(plain) => {
                        if let Some((end, node)) = self.plain(plain, at) {
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
    fn plain(&self, symbol: Plain, at: usize) -> Option<(usize, Node)> {
        match symbol {
            Plain::Any => {
                let word = self.reading.token(at).is_some_and(|token| token.kind == TokenKind::Word);
                word.then_some((at + 1, Node::Word(Value::Nothing)))
            }
            Plain::Clock => self.clock(at).map(|clock| (at + 1, Node::Clock(clock))),
            Plain::Date => self.dates.get(&at).map(|(end, time)| (*end, Node::Time(*time))),
            Plain::Day => self.digits(at, 1..=2).filter(|day| (1.0..32.0).contains(day)).map(number(at)),
            Plain::Digits => self.digits(at, 1..=9).map(number(at)),
            Plain::NearYear => {
                self.digits(at, 4..=4).filter(|year| (1800.0..2101.0).contains(year)).map(number(at))
            }
            Plain::Number => number_at(self.reading, at)
                .filter(|number| number.end <= self.limit)
                .map(|number| (number.end, Node::Word(Value::Number(number.value)))),
            Plain::Ordinal => {
                let ordinal = ordinal_at(self.reading, at).filter(|(end, _)| *end <= self.limit);
                ordinal.map(|(end, value)| (end, Node::Word(Value::Ordinal(value))))
            }
            Plain::Short => self.short(at).map(|day| (at + 1, Node::Time(Time::Calendar(day)))),
            Plain::Year => {
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
