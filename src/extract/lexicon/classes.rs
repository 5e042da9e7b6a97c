//! Sets of word classes as bits. Never knows what a class is called.

/// Classes that one language may have.
pub(crate) const MOST_CLASSES: usize = WORDS * 64;
/// Machine words of a set.
const WORDS: usize = 6;

/// A set of word classes, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes([u64; WORDS]);

impl Classes {
    /// The set of one class; empty where the number is too high.
    #[must_use]
    pub fn one(class: usize) -> Self {
        let mut set = Self::default();
        if let Some(word) = set.0.get_mut(class / 64) {
            *word = 1 << (class % 64);
        }
        set
    }

    /// Whether they share a class.
    #[must_use]
    #[inline]
    pub fn any(self, other: Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |sum, (own, other)| sum | own & other) != 0
    }

    /// Both together.
    #[must_use]
    #[inline]
    pub fn or(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own |= other);
        self
    }

    /// What both have.
    #[must_use]
    #[inline]
    pub fn and(mut self, other: Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(own, other)| *own &= other);
        self
    }

    /// The numbers of its classes, in order.
    pub fn numbers(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, word)| ones(word).map(move |bit| at * 64 + bit))
    }
}

/// The places of the bits that are set, lowest first.
pub(crate) fn ones(mut word: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (word != 0).then(|| word.trailing_zeros() as usize);
        word &= word.wrapping_sub(1);
        place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put_in() {
        let set = Classes::one(3).or(Classes::one(64)).or(Classes::one(MOST_CLASSES - 1));
        assert_eq!(set.numbers().collect::<Vec<_>>(), [3, 64, MOST_CLASSES - 1]);
        assert!(set.any(Classes::one(64)) && !set.any(Classes::one(65)));
        assert_eq!(set.and(Classes::one(3)), Classes::one(3));
        assert_eq!(Classes::one(MOST_CLASSES), Classes::default());
    }
}
