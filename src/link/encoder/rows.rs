//! The table of word pieces, decoded row by row from its file. Never holds the whole table.

use crate::base::problem::Problem;
use crate::link::encoder::bytes::{Reader, f32_at, u32_at};

/// Numbers in a row.
pub(super) const WIDTH: usize = 512;
/// Bits of the longest code.
const LONGEST: usize = 12;
/// Symbols of a code.
const SYMBOLS: usize = 128;
/// Rows that share one entry of the list of starts.
const BLOCK: usize = 64;

/// The table: 128010 rows of small whole numbers, Huffman-coded, each row with one of a few codes.
#[derive(Debug)]
pub(super) struct Rows {
    count: usize,
    /// For each code: what the next 12 bits begin with, as symbol and length.
    codes: Vec<Vec<(u8, u8)>>,
    /// Lowest value, step and centre of each of the interleaved parts that the table is made of.
    parts: &'static [u8],
    books: &'static [u8],
    sizes: &'static [u8],
    starts: &'static [u8],
    streams: &'static [u8],
}

impl Rows {
    /// Reads the head of the file; the rows stay where they are.
    pub(super) fn open(bytes: Option<&'static [u8]>) -> Result<Self, Problem> {
        let mut file = Reader::new(bytes, "rows.bin", *b"TLR1")?;
        let (rows, width, books, parts) = (file.number()?, file.number()?, file.number()?, file.number()?);
        if width != WIDTH || books > 255 || parts == 0 {
            return Err(Problem::new("table of another shape", "rows.bin"));
        }
        let mut codes = Vec::new();
        for _ in 0..books {
            codes.push(code(file.take(SYMBOLS)?));
        }
        Ok(Self {
            count: rows,
            codes,
            parts: file.take(parts * 12)?,
            books: file.take(rows)?,
            sizes: file.take(rows * 2)?,
            starts: file.take(rows.div_ceil(BLOCK).max((rows + 1).div_ceil(BLOCK)) * 4)?,
            streams: file.rest(),
        })
    }

    /// Writes the row of a piece into `out`; zeros where there is no such row.
    pub(super) fn row(&self, piece: usize, out: &mut [f32]) {
        out.fill(0.0);
        let Some(code) = self.books.get(piece).and_then(|book| self.codes.get(usize::from(*book))) else {
            return;
        };
        let parts = self.parts.len() / 12;
        let part = self.parts.as_chunks::<12>().0.get(piece % parts).map_or(&[][..], |part| &part[..]);
        let (low, step) = (f32_at(part, 0), f32_at(part, 1));
        let centre = i32::from_le_bytes(u32_at(part, 2).to_le_bytes());
        let mut bits = Bits { bytes: self.stream(piece), held: 0, count: 0 };
        for value in out {
            let (symbol, length) = code.get(bits.peek()).copied().unwrap_or_default();
            bits.skip(length);
            let whole = i32::from(symbol) - 64 + centre;
            #[allow(clippy::cast_precision_loss, reason = "a number below 256")]
            let whole = whole as f32;
            *value = whole * step + low;
        }
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    fn size(&self, piece: usize) -> usize {
        self.sizes.as_chunks::<2>().0.get(piece).map_or(0, |two| usize::from(u16::from_le_bytes(*two)))
    }

    fn stream(&self, piece: usize) -> &'static [u8] {
        let block = piece / BLOCK;
        let before: usize = (block * BLOCK..piece).map(|at| self.size(at)).sum();
        let start = usize::try_from(u32_at(self.starts, block)).unwrap_or(usize::MAX).saturating_add(before);
        self.streams.get(start..start.saturating_add(self.size(piece))).unwrap_or_default()
    }
}

/// The canonical code of these lengths as a table over the next 12 bits.
fn code(lengths: &[u8]) -> Vec<(u8, u8)> {
    let mut order: Vec<(u8, u8)> =
        (0..).zip(lengths).filter(|(_, n)| **n > 0).map(|(s, n)| (*n, s)).collect();
    order.sort_unstable();
    let mut table = Vec::with_capacity(1 << LONGEST);
    for (length, symbol) in order {
        let span = 1_usize << LONGEST.saturating_sub(usize::from(length));
        table.extend(std::iter::repeat_n((symbol, length), span));
    }
    table.resize(1 << LONGEST, (64, 1));
    table
}

/// Bits of a stream, highest first; zeros after its end.
struct Bits<'a> {
    bytes: &'a [u8],
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn peek(&mut self) -> usize {
        while self.count < 12 {
            let (next, rest) = self.bytes.split_first().map_or((0, self.bytes), |(next, rest)| (*next, rest));
            self.bytes = rest;
            self.held = (self.held << 8) | u64::from(next);
            self.count += 8;
        }
        usize::try_from((self.held >> (self.count - 12)) & 0xfff).unwrap_or_default()
    }

    fn skip(&mut self, length: u8) {
        self.count = self.count.saturating_sub(u32::from(length));
    }
}
