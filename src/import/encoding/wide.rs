//! UTF-16 and UTF-32 without a byte order mark. Never takes ASCII for either.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that are looked at.
const SAMPLE: usize = 4096;

/// The byte order of UTF-16 text without a mark: nearly all of one half of the bytes name the blocks of Latin,
/// Cyrillic or punctuation, and the other half are not all of them too.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(SAMPLE))?;
    if !bytes.len().is_multiple_of(2) || bytes.len() < 4 {
        return None;
    }
    let (even, odd) = (Half::of(sample, 0), Half::of(sample, 1));
    match (even.names_blocks(), odd.names_blocks()) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// One byte of each pair.
#[derive(Clone, Copy, Debug)]
struct Half {
    all: usize,
    /// Basic Latin or Cyrillic.
    letters: usize,
    /// Those, and general punctuation, numero sign, dashes.
    blocks: usize,
}

impl Half {
    fn of(sample: &[u8], offset: usize) -> Self {
        let bytes = || sample.iter().skip(offset).step_by(2);
        let letters = bytes().filter(|byte| matches!(byte, 0 | 4)).count();
        let blocks = bytes().filter(|byte| matches!(byte, 0 | 4 | 5 | 0x20 | 0x21 | 0x22)).count();
        Self { all: bytes().count(), letters, blocks }
    }

    fn names_blocks(self) -> bool {
        self.letters * 10 >= self.all * 7 && self.blocks * 100 >= self.all * 96
    }
}

/// The text of UTF-32 with or without a mark.
pub(super) fn utf32(bytes: &[u8]) -> Option<String> {
    if !bytes.len().is_multiple_of(4) || bytes.len() < 8 {
        return None;
    }
    let decode = |number: fn([u8; 4]) -> u32| -> Option<String> {
        let (units, _) = bytes.as_chunks::<4>();
        let text: Option<String> = units.iter().map(|unit| char::from_u32(number(*unit))).collect();
        text.map(|text| text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
    };
    // Three bytes of four are nought in nearly all of any text; a plane above the first ends the search.
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(4).all(|byte| *byte == 0);
    match () {
        () if zeros(3) && !zeros(0) => decode(u32::from_le_bytes),
        () if zeros(0) && !zeros(3) => decode(u32::from_be_bytes),
        () => None,
    }
    .filter(|text| text.chars().filter(|c| *c == '\0').count() * 10 < text.chars().count())
}
