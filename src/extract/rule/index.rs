//! Which rules a word may set off, by its classes. Never tries one.

use super::{Pattern, Rule};
use crate::extract::lexicon::{Classes, MOST_CLASSES, ones};

/// Rules by the classes of the words that their triggers begin with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// For each class, a bit for each rule.
    by_class: Vec<Box<[u64]>>,
    /// Rules that any word may set off.
    always: Box<[u64]>,
    /// Every class that sets off a rule.
    classes: Classes,
}

impl Index {
    pub(crate) fn of(rules: &[Rule]) -> Self {
        let none: Box<[u64]> = vec![0; rules.len().div_ceil(64)].into();
        let mut index =
            Self { by_class: vec![none.clone(); MOST_CLASSES], always: none, classes: Classes::default() };
        for (at, rule) in rules.iter().enumerate() {
            let gates: Option<Vec<Classes>> = rule.triggers.iter().map(Pattern::gate).collect();
            let Some(gates) = gates else {
                set(&mut index.always, at);
                continue;
            };
            let gate = gates.into_iter().fold(Classes::default(), Classes::or);
            index.classes = index.classes.or(gate);
            for class in gate.numbers() {
                if let Some(bits) = index.by_class.get_mut(class) {
                    set(bits, at);
                }
            }
        }
        index
    }

    /// Places of the rules that a word of these classes may set off, in order; `bits` is only lent.
    pub(crate) fn rules<'b>(
        &self,
        classes: Classes,
        bits: &'b mut Vec<u64>,
    ) -> impl Iterator<Item = usize> + 'b {
        bits.clear();
        bits.extend_from_slice(&self.always);
        for class in classes.and(self.classes).numbers() {
            let own = self.by_class.get(class).into_iter().flatten();
            bits.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
        }
        let places = bits.iter().enumerate().filter(|(_, word)| **word != 0);
        places.flat_map(|(at, word)| ones(*word).map(move |bit| at * 64 + bit))
    }
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}
