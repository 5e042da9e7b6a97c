//! Cuts text into word pieces as `SentencePiece` does: its normalisation table, then the best-scored path over
//! its pieces (a unigram model). Never allocates a vocabulary: the trie is searched where it lies in the file.

use crate::base::problem::Problem;
use crate::link::encoder::bytes::{Reader, f32_at, u32_at};

/// The piece for what no piece covers.
const UNKNOWN: u32 = 0;
/// The mark that stands for a space.
const SPACE: &str = "\u{2581}";
/// What is cut off: longer texts are passages, not clauses.
const LONGEST: usize = 2_000;

/// The word pieces.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The trie: at each place its byte and base, then its piece. The child of a place by a byte is at its base XOR the
    /// byte, if that byte is there.
    trie: &'static [[u8; 8]],
    scores: &'static [u8],
    unknown: f32,
    units: &'static [u8],
    replacements: &'static [u8],
}

impl Pieces {
    /// Reads the head of the file; all lists stay where they are.
    pub(super) fn open(bytes: Option<&'static [u8]>) -> Result<Self, Problem> {
        let mut file = Reader::new(bytes, "words.bin", *b"TLW2")?;
        let (places, pieces, _) = (file.number()?, file.number()?, file.number()?);
        let trie = file.take(places * 8)?.as_chunks().0;
        let scores = file.take(pieces * 4)?;
        let size = file.number()?;
        let worst =
            scores.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).fold(0.0, f32::min);
        Ok(Self { trie, scores, unknown: worst - 10.0, units: file.take(size)?, replacements: file.rest() })
    }

    /// The numbers of the pieces of a text, without marks for its ends.
    pub(super) fn encode(&self, text: &str) -> Vec<u32> {
        let cut = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
        self.path(&self.normalise(cut))
    }

    /// Compatibility forms replaced, white space as single marks, one mark in front.
    fn normalise(&self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len() + 8);
        let mut left = text;
        while !left.is_empty() {
            let (piece, taken) = self.replaced(left);
            plain.push_str(piece);
            left = left.get(taken..).unwrap_or_default();
        }
        let mut out = String::with_capacity(plain.len() + 8);
        for word in plain.split(' ').filter(|word| !word.is_empty()) {
            out.push_str(SPACE);
            out.push_str(word);
        }
        out
    }

    /// What the longest beginning of the text that the table knows is replaced with, and its length.
    fn replaced<'t>(&self, text: &'t str) -> (&'t str, usize)
    where
        Self: 't,
    {
        let offset = |unit: u32| (unit >> 10) << ((unit & 0x200) >> 6);
        let mut place = offset(u32_at(self.units, 0));
        let mut best = None;
        for (at, byte) in text.bytes().enumerate() {
            place ^= u32::from(byte);
            let unit = u32_at(self.units, usize::try_from(place).unwrap_or(usize::MAX));
            if unit & 0x8000_00ff != u32::from(byte) {
                break;
            }
            place ^= offset(unit);
            if unit & 0x100 != 0 {
                let leaf = u32_at(self.units, usize::try_from(place).unwrap_or(usize::MAX));
                best = Some((at + 1, usize::try_from(leaf & 0x7fff_ffff).unwrap_or(usize::MAX)));
            }
        }
        let known = best.and_then(|(taken, from)| {
            let rest = self.replacements.get(from..)?;
            let end = rest.iter().position(|byte| *byte == 0)?;
            Some((std::str::from_utf8(rest.get(..end)?).ok()?, taken))
        });
        known.unwrap_or_else(|| {
            let first = text.chars().next().map_or(text.len(), char::len_utf8);
            (text.get(..first).unwrap_or_default(), first)
        })
    }

    /// The pieces of the best-scored path; several unknown letters in a row are one.
    fn path(&self, text: &str) -> Vec<u32> {
        let end = text.len();
        let mut best: Vec<(f32, u32, u32)> = vec![(f32::NEG_INFINITY, 0, UNKNOWN); end + 1];
        if let Some(start) = best.first_mut() {
            start.0 = 0.0;
        }
        for (at, c) in text.char_indices() {
            let own = best.get(at).map_or(f32::NEG_INFINITY, |(score, _, _)| *score);
            let from = u32::try_from(at).unwrap_or(u32::MAX);
            let mut single = false;
            self.each(text.as_bytes().get(at..).unwrap_or_default(), |length, piece, score| {
                single |= length == c.len_utf8();
                if let Some(to) = best.get_mut(at + length).filter(|to| own + score > to.0) {
                    *to = (own + score, from, piece);
                }
            });
            let next = best.get_mut(at + c.len_utf8()).filter(|to| !single && own + self.unknown > to.0);
            if let Some(to) = next {
                *to = (own + self.unknown, from, UNKNOWN);
            }
        }
        let mut pieces: Vec<u32> = Vec::with_capacity(end / 4 + 1);
        let mut at = end;
        while let Some((_, from, piece)) = best.get(at).filter(|_| at > 0) {
            if *piece != UNKNOWN || pieces.last() != Some(&UNKNOWN) {
                pieces.push(*piece);
            }
            at = usize::try_from(*from).unwrap_or_default();
        }
        pieces.reverse();
        pieces
    }

    /// Calls `found` for each piece that `text` begins with: its length in bytes, number and score.
    fn each(&self, text: &[u8], mut found: impl FnMut(usize, u32, f32)) {
        let mut base = self.trie.first().map_or(0, |root| u32_at(root, 0) >> 8);
        for (length, byte) in (1..).zip(text) {
            let place = usize::try_from(base ^ u32::from(*byte)).ok().and_then(|place| self.trie.get(place));
            let Some(place) = place.filter(|[own, ..]| own == byte) else { return };
            let piece = u32_at(place, 1);
            if piece != UNKNOWN {
                found(length, piece, f32_at(self.scores, usize::try_from(piece).unwrap_or(usize::MAX)));
            }
            base = u32_at(place, 0) >> 8;
        }
    }
}
