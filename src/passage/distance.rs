//! Edit distance of a pattern and every beginning of a text, 64 letters at a time. Never looks at meaning.
//!
//! The bit-parallel algorithm of Gene Myers, "A fast bit-vector algorithm for approximate string matching
//! based on dynamic programming" (JACM 46, 1999), in the block form of Heikki Hyyrö, "A bit-vector algorithm
//! for computing Levenshtein and Damerau edit distances" (2003). Time is text × pattern / 64.

/// Where the pattern may begin in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begin {
    /// Anywhere.
    Free,
    /// At the text's first letter.
    Here,
}

/// A pattern made ready.
#[derive(Debug)]
pub(super) struct Pattern {
    len: usize,
    blocks: usize,
    /// Open addressing: a letter and its row.
    slots: Vec<Option<(char, usize)>>,
    /// For each letter of the pattern the bits where it stands, `blocks` words a row; row 0 is empty.
    rows: Vec<u64>,
}

impl Pattern {
    /// Prepares a pattern; an empty one is at distance 0 everywhere.
    pub(super) fn new(letters: impl ExactSizeIterator<Item = char>) -> Self {
        let len = letters.len();
        let blocks = len.div_ceil(64).max(1);
        let slots = vec![None; (len * 2 + 1).next_power_of_two()];
        let mut own = Self { len, blocks, slots, rows: vec![0; blocks] };
        for (at, letter) in letters.enumerate() {
            let row = own.row_to_fill(letter);
            if let Some(word) = own.rows.get_mut(row * blocks + at / 64) {
                *word |= 1 << (at % 64);
            }
        }
        own
    }

    /// Goes through the text and tells, after each letter, how many letters were read and the distance of the
    /// pattern to the nearest text ending there.
    pub(super) fn run(
        &self,
        text: impl Iterator<Item = char>,
        begin: Begin,
        mut tell: impl FnMut(usize, usize),
    ) {
        let mut columns = vec![(u64::MAX, 0_u64); self.blocks];
        let last_bit = self.len.saturating_sub(1) % 64;
        let mut distance = self.len;
        for (read, letter) in text.enumerate() {
            if self.len == 0 {
                tell(read + 1, if begin == Begin::Here { read + 1 } else { 0 });
                continue;
            }
            let row = self.row(letter);
            let bits = self.rows.get(row * self.blocks..(row + 1) * self.blocks).unwrap_or_default();
            let mut carry = if begin == Begin::Here { Carry::Up } else { Carry::Level };
            let mut bottom = Carry::Level;
            for (column, equal) in columns.iter_mut().zip(bits) {
                (carry, bottom) = step(column, *equal, carry, last_bit);
            }
            match bottom {
                Carry::Up => distance += 1,
                Carry::Down => distance = distance.saturating_sub(1),
                Carry::Level => {}
            }
            tell(read + 1, distance);
        }
    }

    /// The distance to the whole text.
    pub(super) fn whole(&self, text: impl Iterator<Item = char>) -> usize {
        let mut last = self.len;
        self.run(text, Begin::Here, |_, distance| last = distance);
        last
    }

    /// The least distance to any beginning of the text, the empty one included.
    pub(super) fn to_beginning(&self, text: impl Iterator<Item = char>) -> usize {
        let mut least = self.len;
        self.run(text, Begin::Here, |_, distance| least = least.min(distance));
        least
    }

    fn slot(&self, letter: char) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = (u32::from(letter).wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while let Some(Some((other, _))) = self.slots.get(at) {
            if *other == letter {
                break;
            }
            at = (at + 1) & mask;
        }
        at
    }

    fn row(&self, letter: char) -> usize {
        self.slots.get(self.slot(letter)).copied().flatten().map_or(0, |(_, row)| row)
    }

    fn row_to_fill(&mut self, letter: char) -> usize {
        let known = self.row(letter);
        if known != 0 {
            return known;
        }
        let row = self.rows.len() / self.blocks;
        self.rows.resize(self.rows.len() + self.blocks, 0);
        let at = self.slot(letter);
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = Some((letter, row));
        }
        row
    }
}

/// The difference between two neighbours of a row.
#[derive(Clone, Copy)]
enum Carry {
    Up,
    Level,
    Down,
}

/// Moves one block on by a letter: what it hands to the block below, and the difference at `last_bit`.
const fn step(column: &mut (u64, u64), equal: u64, carry: Carry, last_bit: usize) -> (Carry, Carry) {
    let (up, down) = *column;
    let vertical = equal | down;
    let equal = if matches!(carry, Carry::Down) { equal | 1 } else { equal };
    let horizontal = ((equal & up).wrapping_add(up) ^ up) | equal;
    let rises = down | !(horizontal | up);
    let falls = up & horizontal;
    let handed = difference(rises, falls, 63);
    let bottom = difference(rises, falls, last_bit);
    let rises = (rises << 1) | matches!(carry, Carry::Up) as u64;
    let falls = (falls << 1) | matches!(carry, Carry::Down) as u64;
    *column = (falls | !(vertical | rises), rises & vertical);
    (handed, bottom)
}

const fn difference(rises: u64, falls: u64, bit: usize) -> Carry {
    if rises >> bit & 1 == 1 {
        Carry::Up
    } else if falls >> bit & 1 == 1 {
        Carry::Down
    } else {
        Carry::Level
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pattern(text: &str) -> Pattern {
        Pattern::new(text.chars().collect::<Vec<_>>().into_iter())
    }

    /// The last row of the plain table, one number after each letter.
    fn plain(pattern: &str, text: &str, begin: Begin) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.chars().count()).collect();
        let mut last = Vec::new();
        for (read, letter) in text.chars().enumerate() {
            let mut diagonal = column[0];
            column[0] = if begin == Begin::Here { read + 1 } else { 0 };
            for (row, own) in pattern.chars().enumerate() {
                let best =
                    (diagonal + usize::from(own != letter)).min(column[row] + 1).min(column[row + 1] + 1);
                diagonal = column[row + 1];
                column[row + 1] = best;
            }
            last.push(*column.last().unwrap());
        }
        last
    }

    proptest! {
        #[test]
        fn agrees_with_the_plain_table(one in "[абв]{0,200}", text in "[абвг]{0,260}", free in any::<bool>()) {
            let begin = if free { Begin::Free } else { Begin::Here };
            let mut got = Vec::new();
            pattern(&one).run(text.chars(), begin, |_, distance| got.push(distance));
            prop_assert_eq!(got, plain(&one, &text, begin));
        }
    }

    #[test]
    fn finds_words() {
        assert_eq!(pattern("сотрудничество").whole("сотрудничества".chars()), 1);
        assert_eq!(pattern("кот").whole("".chars()), 3);
        assert_eq!(pattern("кот").to_beginning("котёнок".chars()), 0);
    }
}
