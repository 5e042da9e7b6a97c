//! Reads numbers from embedded files in order. Never copies what can be looked up in place.

use std::fmt::Display;

use crate::base::problem::Problem;
use crate::base::said::Said;

/// What is left of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a> {
    left: &'a [u8],
    name: &'static str,
}

impl<'a> Reader<'a> {
    /// A file of this name under `assets/encoder/`, that must begin with four letters.
    pub(super) fn new(bytes: Option<&'a [u8]>, name: &'static str, magic: [u8; 4]) -> Result<Self, Problem> {
        let left = bytes.and_then(|bytes| bytes.strip_prefix(&magic));
        left.map(|left| Self { left, name }).ok_or_else(|| wrong(name, Said::text("fault.encoder_file")))
    }

    /// The next bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Problem> {
        let cut = self.left.split_at_checked(count);
        let (own, left) = cut.ok_or_else(|| wrong(self.name, Said::text("problem.cut_off")))?;
        self.left = left;
        Ok(own)
    }

    /// The next whole number.
    pub(super) fn number(&mut self) -> Result<usize, Problem> {
        let bytes = self.take(4)?;
        Ok(usize::try_from(u32_at(bytes, 0)).unwrap_or(usize::MAX))
    }

    /// The next fractions.
    pub(super) fn fractions(&mut self, count: usize) -> Result<Vec<f32>, Problem> {
        let bytes = self.take(count * 4)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    /// All that is left.
    pub(super) const fn rest(self) -> &'a [u8] {
        self.left
    }
}

/// What is wrong with a file of this name, and that another is needed.
pub(super) fn wrong(name: &str, what: Said) -> Problem {
    Problem::new(what, format!("assets/encoder/{name}")).hint(Said::text("advice.encoder"))
}

/// That the encoder does not work, with what it or the system answers.
pub(super) fn failed(why: &dyn Display) -> Problem {
    Problem::new(Said::text("fault.encoder_failed").with("why", why.to_string()), "")
}

/// The whole number at a place of a list of them; zero outside.
pub(super) fn u32_at(list: &[u8], at: usize) -> u32 {
    let four = list.get(at * 4..at * 4 + 4).and_then(|four| four.first_chunk());
    four.map_or(0, |four| u32::from_le_bytes(*four))
}

/// The fraction at a place of a list of them; zero outside.
pub(super) fn f32_at(list: &[u8], at: usize) -> f32 {
    f32::from_bits(u32_at(list, at))
}
