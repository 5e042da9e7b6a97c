//! The table of word pieces, decoded row by row from its file. Never holds the whole table.

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::link::encoder::bytes::{Reader, f32_at, u32_at, wrong};

/// Numbers in a row.
pub(super) const WIDTH: usize = 512;
/// Bits of the longest code.
const LONGEST: usize = 12;
/// Symbols of a code.
const SYMBOLS: usize = 128;
/// Streams of a row, numbers of each, and bytes before them.
const STREAMS: usize = 4;
const PART: usize = WIDTH / STREAMS;
const HEAD: usize = STREAMS - 1;
/// Rows that share one entry of the list of starts.
const BLOCK: usize = 64;

/// A code: what each 12 bits begin with.
type Code = Box<[Next; 1 << LONGEST]>;

/// The symbols that 12 bits begin with, as many as are whole, then their number times 16 plus their length in bits.
type Next = [u8; 4];

/// What the whole numbers of a row stand for: `(whole - 64) * step + centre`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub(super) step: f32,
    pub(super) centre: f32,
}

/// The table: 128010 rows of small whole numbers, Huffman-coded, each row with one of a few codes and in a few streams:
/// the lengths in bytes of all streams but the last, then the streams.
#[derive(Debug)]
pub(super) struct Rows {
    count: usize,
    codes: Vec<Code>,
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
        let mut file = Reader::new(bytes, "rows.bin", *b"TLR2")?;
        let (rows, width, books, parts) = (file.number()?, file.number()?, file.number()?, file.number()?);
        if width != WIDTH || books > 255 || parts == 0 {
            return Err(wrong("rows.bin", Said::text("fault.encoder_shape")));
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

    /// Decodes a piece's row of whole numbers, 0 to 127, and tells what they stand for; zeros where there is no such row.
    pub(super) fn decode(&self, piece: u32, out: &mut [u8; WIDTH]) -> Scale {
        let piece = usize::try_from(piece).unwrap_or(usize::MAX);
        let parts = self.parts.as_chunks::<12>().0;
        let code = self.books.get(piece).and_then(|book| self.codes.get(usize::from(*book)));
        let (Some(code), Some(part)) = (code, parts.get(piece % parts.len().max(1))) else {
            *out = [64; WIDTH];
            return Scale { step: 0.0, centre: 0.0 };
        };
        decode(code, self.streams(piece), out);
        let (low, step) = (f32_at(part, 0), f32_at(part, 1));
        #[allow(clippy::cast_precision_loss, reason = "a number below 256")]
        let centre = i32::from_le_bytes(u32_at(part, 2).to_le_bytes()) as f32;
        Scale { step, centre: centre * step + low }
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    fn size(&self, piece: usize) -> usize {
        self.sizes.as_chunks::<2>().0.get(piece).map_or(0, |two| usize::from(u16::from_le_bytes(*two)))
    }

    /// The streams of a row, and what comes after them.
    fn streams(&self, piece: usize) -> &'static [u8] {
        let block = piece / BLOCK;
        let before: usize = (block * BLOCK..piece).map(|at| self.size(at)).sum();
        let start = usize::try_from(u32_at(self.starts, block)).unwrap_or(usize::MAX).saturating_add(before);
        self.streams.get(start..).unwrap_or_default()
    }
}

/// The canonical code of these lengths as a table over the next 12 bits.
fn code(lengths: &[u8]) -> Code {
    let mut order: Vec<(u8, u8)> =
        (0..).zip(lengths).filter(|(_, n)| **n > 0).map(|(s, n)| (*n, s)).collect();
    order.sort_unstable();
    let mut first: Vec<(u8, u8)> = Vec::with_capacity(1 << LONGEST);
    for (length, symbol) in order {
        let span = 1_usize << LONGEST.saturating_sub(usize::from(length));
        first.extend(std::iter::repeat_n((symbol, length), span));
    }
    first.resize(1 << LONGEST, (64, 1));
    let mut all = Box::new([Next::default(); 1 << LONGEST]);
    for (bits, [symbols @ .., own]) in all.iter_mut().enumerate() {
        let mut taken = 0;
        for (number, symbol) in (1..).zip(symbols) {
            let ahead = (bits << taken) & ((1 << LONGEST) - 1);
            let Some((found, length)) = first.get(ahead) else { break };
            if usize::from(taken + length) > LONGEST {
                break;
            }
            *symbol = *found;
            taken += length;
            *own = number * 16 + taken;
        }
    }
    all
}

/// One stream of a row while it is decoded.
struct Stream {
    /// The bit that comes next.
    bit: usize,
    found: [u8; PART + size_of::<Next>()],
    /// How many numbers were found.
    count: usize,
}

/// Decodes a row: all streams side by side, so that none waits for its own last number, and several numbers at a look.
fn decode(code: &Code, bytes: &[u8], out: &mut [u8; WIDTH]) {
    let mut start = HEAD * 8;
    let mut lengths = bytes.iter();
    let mut streams = [(); STREAMS].map(|()| {
        let bit = start;
        start += lengths.next().map_or(0, |length| usize::from(*length) * 8);
        Stream { bit, found: [64; _], count: 0 }
    });
    for _ in 0..PART {
        for stream in &mut streams {
            look(code, bytes, stream);
        }
        if streams.iter().all(|stream| stream.count == PART) {
            break;
        }
    }
    for (to, stream) in out.as_chunks_mut::<PART>().0.iter_mut().zip(&streams) {
        to.copy_from_slice(stream.found.first_chunk::<PART>().unwrap_or(&[64; PART]));
    }
}

/// Decodes what begins in the next 48 bits of a stream.
#[inline(always)]
fn look(code: &Code, bytes: &[u8], stream: &mut Stream) {
    let eight = bytes.get(stream.bit / 8..).and_then(<[u8]>::first_chunk);
    let mut ahead = eight.map_or(0, |eight| u64::from_be_bytes(*eight)) << (stream.bit % 8);
    for _ in 0..4 {
        let next = usize::try_from(ahead >> (64 - LONGEST)).ok().and_then(|ahead| code.get(ahead));
        let to = stream.found.get_mut(stream.count..stream.count + size_of::<Next>());
        let Some((next, to)) = next.zip(to) else { return };
        to.copy_from_slice(next);
        let [.., own] = *next;
        stream.count = (stream.count + usize::from(own / 16)).min(PART);
        stream.bit += usize::from(own % 16);
        ahead <<= own % 16;
    }
}
