//! How like two articles are as wholes: in subject, in time, in the run of their texts. Never looks at mentions.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::link::hash::Key;
use crate::link::held::{Held, HeldArticle, index};
use crate::link::meet::meet;
use crate::link::sketch::KEPT;

/// With fewer numbers and names a text is not compared with another by their order.
const BEATS_ASKED: usize = 6;
/// Thousandths of a text within which two places are equally far into it.
const APART: u16 = 40;
/// How much the subjects of two articles have in common from which they are not unrelated.
const RELATED: f32 = 0.15;
/// By how many words a subject is known that an article says enough of.
const SAID: f32 = 24.0;

/// How surely two articles report one happening, 0 to 1.
pub(super) fn likeness(held: &Held, one: &HeldArticle, other: &HeldArticle) -> f32 {
    match nearness(one.day, other.day) {
        0.0 => 0.0,
        // A translation reports the same happening, however few of its words are known in both languages.
        near => {
            let retold = retold(one.beats.of(&held.beats), other.beats.of(&held.beats));
            near * alike(held, one, other).max(retold)
        }
    }
}

/// How near two days are, as those of reports of one happening: 1 to 0.
pub(super) fn nearness(one: Option<NaiveDate>, other: Option<NaiveDate>) -> f32 {
    match (one, other) {
        (Some(a), Some(b)) => match (a - b).num_days().abs() {
            0..=1 => 1.0,
            2..=4 => 0.6,
            _ => 0.0,
        },
        _ => 0.0,
    }
}

/// How far apart in time two articles are: 0 within two months, or where one has no day, to 1 from a year on.
#[allow(clippy::cast_precision_loss, reason = "days stay far below 2^24")]
pub(super) fn distance(one: Option<NaiveDate>, other: Option<NaiveDate>) -> f32 {
    let days = one.zip(other).map_or(0, |(a, b)| (a - b).num_days().abs());
    ((days as f32 - 60.0) / 305.0).clamp(0.0, 1.0)
}

/// How far both articles say enough of their subjects to be compared, 0 to 1.
#[allow(clippy::cast_precision_loss, reason = "at most a few dozen")]
fn said(one: &HeldArticle, other: &HeldArticle) -> f32 {
    (one.subjects.count.min(other.subjects.count) as f32 / SAID).min(1.0)
}

/// Share of subjects in common, by how often they stand and how much each tells.
pub(super) fn story(held: &Held, one: &HeldArticle, other: &HeldArticle) -> f32 {
    let tells = |key: u32| held.told.get(index(key)).map_or(0.0, |told| told.1);
    share(common(held, one, other, tells), one.tells.min(other.tells))
}

/// How surely two articles have nothing to do with each other, 0 to 1; less where one says little of its subject.
pub(super) fn unrelated(story: f32, one: &HeldArticle, other: &HeldArticle) -> f32 {
    (1.0 - story / RELATED).max(0.0) * said(one, other)
}

/// The same where every subject tells alike.
fn alike(held: &Held, one: &HeldArticle, other: &HeldArticle) -> f32 {
    share(common(held, one, other, |_| 1.0), one.plain.min(other.plain))
}

fn share(part: f32, all: f32) -> f32 {
    if all > 0.0 { (part / all).min(1.0) } else { 0.0 }
}

/// What the subjects in common weigh together.
fn common(held: &Held, one: &HeldArticle, other: &HeldArticle, tells: impl Fn(u32) -> f32) -> f32 {
    let [mine, theirs] = [one, other].map(|article| article.subjects.of(&held.subjects));
    let [often, their] = [one, other].map(|article| article.subjects.of(&held.counts));
    let mut sum = 0.0;
    meet(mine, theirs, |a, b| {
        if let (Some(key), Some(one), Some(other)) = (mine.get(a), often.get(a), their.get(b)) {
            sum += f32::from(*one.min(other)).sqrt() * tells(*key);
        }
    });
    sum
}

/// How surely one article tells the other's text in other words or another language, 0 to 1: the share of
/// numbers and names that stand equally far into both. Nothing where one has too few of them.
pub(super) fn retold(one: &[(Key, u16)], other: &[(Key, u16)]) -> f32 {
    let least = one.len().min(other.len());
    if least < BEATS_ASKED {
        return 0.0;
    }
    let (mut a, mut b, mut both) = (0, 0, 0);
    while let (Some((key, depth)), Some((their, _))) = (one.get(a), other.get(b)) {
        if key == their {
            let same = other.iter().skip(b).take_while(|(their, _)| their == key);
            both += usize::from(same.into_iter().any(|(_, theirs)| depth.abs_diff(*theirs) <= APART));
            a += 1;
        } else {
            (a, b) = (a + usize::from(key < their), b + usize::from(their < key));
        }
    }
    (count(both) / count(least)).min(1.0)
}

/// Share of word runs in common: near 1 for a reprint, 0 for a text of its own.
pub(super) fn repeated(one: &[Key], other: &[Key]) -> f32 {
    let (mut mine, mut theirs) = (one.iter().peekable(), other.iter().peekable());
    let (mut merged, mut both) = (0, 0);
    while merged < KEPT {
        let order = match (mine.peek(), theirs.peek()) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        if order != Ordering::Greater {
            mine.next();
        }
        if order != Ordering::Less {
            theirs.next();
        }
        both += usize::from(order == Ordering::Equal);
        merged += 1;
    }
    if merged == 0 { 0.0 } else { count(both) / count(merged) }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f32, other: f32) -> bool {
        (one - other).abs() < 1e-6
    }

    #[test]
    fn a_reprint_repeats_and_another_text_does_not() {
        let long: Vec<Key> = (0..48).collect();
        assert!(near(repeated(&long, &long), 1.0));
        assert!(near(repeated(&[1, 2], &[3, 4]), 0.0));
        assert!(near(repeated(&[], &[]), 0.0));
        assert!(near(repeated(&[1, 2, 5], &[2, 3]), 0.25));
        // Only the smallest runs are compared: what is beyond them in one is not known of the other.
        let later: Vec<Key> = (24..72).collect();
        assert!(near(repeated(&long, &later), 0.5));
    }

    #[test]
    fn what_stands_equally_far_into_both_tells_a_retelling() {
        let one: Vec<(Key, u16)> = (0..8).map(|key| (key, 100)).collect();
        let half: Vec<(Key, u16)> = (0..8).map(|key| (key, if key < 4 { 130 } else { 700 })).collect();
        assert!(near(retold(&one, &one), 1.0));
        assert!(near(retold(&one, &half), 0.5));
        assert!(near(retold(&one[..5], &one[..5]), 0.0));
    }
}
