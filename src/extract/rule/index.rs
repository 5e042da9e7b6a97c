//! Which triggers of which rules may begin with a word, by its form, classes and features. Never tries one.

use foldhash::HashMap;

use super::{Pattern, Rule};
use crate::extract::analysis::Word;
use crate::extract::lexicon::{Classes, MOST_CLASSES, ones};
use crate::extract::tags::Tags;

/// A set of triggers, by their numbers.
type Bits = Box<[u64]>;

/// Triggers by what they begin with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Place of the rule and of the trigger in it, in the order of rules.
    triggers: Vec<(usize, usize)>,
    by_class: Vec<Bits>,
    by_word: HashMap<Box<str>, Bits>,
    /// Those that name neither word nor class.
    by_tags: Vec<(Tags, Bits)>,
    /// Every class that a trigger begins with.
    classes: Classes,
}

impl Index {
    pub(crate) fn of(rules: &[Rule]) -> Self {
        let all = rules.iter().enumerate();
        let all = all.flat_map(|(at, rule)| {
            rule.triggers.iter().enumerate().map(move |(place, trigger)| ((at, place), trigger))
        });
        let (places, triggers): (Vec<(usize, usize)>, Vec<&Pattern>) = all.unzip();
        let none: Bits = vec![0; places.len().div_ceil(64)].into();
        let mut index =
            Self { triggers: places, by_class: vec![none.clone(); MOST_CLASSES], ..Self::default() };
        for (number, trigger) in triggers.into_iter().enumerate() {
            for condition in trigger.openings() {
                if let Some(word) = &condition.word {
                    set(index.by_word.entry(word.clone()).or_insert_with(|| none.clone()), number);
                } else if let Some(classes) = condition.classes.first() {
                    index.classes = index.classes.or(*classes);
                    for class in classes.numbers() {
                        index.by_class.get_mut(class).into_iter().for_each(|bits| set(bits, number));
                    }
                } else {
                    let known = index.by_tags.iter().position(|(tags, _)| *tags == condition.tags);
                    let at = known.unwrap_or_else(|| {
                        index.by_tags.push((condition.tags, none.clone()));
                        index.by_tags.len() - 1
                    });
                    index.by_tags.get_mut(at).into_iter().for_each(|(_, bits)| set(bits, number));
                }
            }
        }
        index
    }

    /// The triggers that may begin with the word, in order, each as the place of its rule and its own in it; `bits` is
    /// only lent.
    pub(crate) fn triggers<'b>(
        &'b self,
        word: &Word,
        bits: &'b mut Vec<u64>,
    ) -> impl Iterator<Item = (usize, usize)> + 'b {
        bits.clear();
        bits.resize(self.triggers.len().div_ceil(64), 0);
        let mut add = |own: &Bits| bits.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
        word.classes
            .and(self.classes)
            .numbers()
            .filter_map(|class| self.by_class.get(class))
            .for_each(&mut add);
        self.by_word.get(&*word.fold).into_iter().for_each(&mut add);
        self.by_tags.iter().filter(|(tags, _)| word.tags.all(*tags)).for_each(|(_, own)| add(own));
        let set = bits.iter().enumerate().flat_map(|(at, word)| ones(*word).map(move |bit| at * 64 + bit));
        set.filter_map(|number| self.triggers.get(number).copied())
    }
}

fn set(bits: &mut Bits, at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}
