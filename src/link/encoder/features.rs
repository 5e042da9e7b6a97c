//! The features of a text: convolutions over runs of its pieces, normalised at each place and summed. Never looks
//! beyond the end of a text.
//!
//! Convolutions are sums of what each piece contributes to its neighbours. That contribution is kept for every piece as
//! far as it depends on the piece alone; what the first rectifier adds is nearly always zero, so the second convolution
//! adds only the few channels that are not. What is marked to be inlined is compiled once more for wide registers.

use crate::link::encoder::half::number;
use crate::link::encoder::layers::{BRANCHES, Branch, CHANNELS, FEATURES, Layers};
use crate::link::encoder::lines::{self, STEP, Sums, Term};
use crate::link::encoder::normal::Moments;
use crate::link::encoder::pieces::Piece;
use crate::link::encoder::rows::WIDTH;

/// Numbers of a place that convolutions make.
const CONVOLVED: usize = FEATURES - WIDTH;
/// Numbers that are summed together, so that the sums stay in registers.
const BLOCK: usize = 128;

/// Room for the numbers of one text.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// What the convolutions make of each place.
    places: Vec<[f32; CONVOLVED]>,
    /// Channels that the first rectifier of a branch lets through, place after place.
    active: Vec<Active>,
    /// Where those of each place end.
    ends: Vec<usize>,
}

/// A channel that a rectifier lets through.
#[derive(Clone, Copy, Debug)]
struct Active {
    channel: u8,
    /// What passes, in steps.
    sum: i16,
    /// The weight of its lines in the second convolution.
    weight: i16,
}

/// The features of one text as something to run.
pub(super) struct Features<'a> {
    pub(super) pieces: &'a [&'a Piece],
    pub(super) layers: &'a Layers,
    pub(super) room: &'a mut Room,
    /// Where the sums are added, one for each feature.
    pub(super) to: &'a mut [f32],
}

impl pulp::NullaryFnOnce for Features<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { pieces, layers, room, to } = self;
        room.places.resize(pieces.len(), [0.0; CONVOLVED]);
        let mut slot = 0;
        for (number, (branch, run)) in layers.branches.iter().zip(BRANCHES).enumerate() {
            let place = Branched { branch, run, number, slot };
            place.first(pieces, room);
            place.second(pieces, room);
            slot += 2 * run.0;
        }
        sum(pieces, &room.places, to);
        let count = crate::link::encoder::dense::length(pieces.len());
        let tuned = to.iter_mut().zip(&layers.gain).zip(&layers.shift);
        tuned.for_each(|((x, gain), shift)| *x = *x * gain + count * shift);
    }
}

/// One branch and where its lines lie.
struct Branched<'a> {
    branch: &'a Branch,
    /// Length of a run of pieces, and how many of them stand before the middle one.
    run: (usize, usize),
    number: usize,
    /// Its first line in a piece.
    slot: usize,
}

impl Branched<'_> {
    /// The place of a text that is `at` in the run around `target`.
    #[inline(always)]
    const fn source(&self, target: usize, at: usize) -> Option<usize> {
        (target + at).checked_sub(self.run.1)
    }

    /// What the pieces around a place contribute from lines of theirs.
    #[inline(always)]
    fn around<'t>(&self, pieces: &[&'t Piece], target: usize, slot: usize, terms: &mut Vec<Term<'t>>) {
        for at in 0..self.run.0 {
            let piece = self.source(target, at).and_then(|source| pieces.get(source));
            let term = piece.and_then(|piece| piece.lines.get(slot + at).zip(piece.weights.get(slot + at)));
            terms.extend(term.map(|(line, weight)| (line, *weight)));
        }
    }

    /// The first convolution: which channels its rectifier lets through.
    #[inline(always)]
    fn first(&self, pieces: &[&Piece], room: &mut Room) {
        room.active.clear();
        room.ends.clear();
        let mut terms = Vec::with_capacity(self.run.0);
        for target in 0..pieces.len() {
            let mut sums = self.branch.first_bias;
            terms.clear();
            self.around(pieces, target, self.slot, &mut terms);
            lines::add(&terms, &mut sums);
            positive(&sums, self.branch.unit, &mut room.active);
            room.ends.push(room.active.len());
        }
    }

    /// The second convolution, with what the first one and the channels themselves add.
    #[inline(always)]
    fn second(&self, pieces: &[&Piece], room: &mut Room) {
        let mut terms = Vec::with_capacity(CHANNELS);
        for (target, (piece, place)) in pieces.iter().zip(&mut room.places).enumerate() {
            terms.clear();
            self.around(pieces, target, self.slot + self.run.0, &mut terms);
            for (at, lines) in self.branch.rows.as_chunks::<CHANNELS>().0.iter().enumerate() {
                let Some(source) = self.source(target, at) else { continue };
                let own = active(&room.active, &room.ends, source).iter();
                let line = |channel: u8| lines.get(usize::from(channel)).unwrap_or(&[0; CHANNELS]);
                terms.extend(own.map(|active| (line(active.channel), active.weight)));
            }
            let mut sums = self.branch.second_bias;
            lines::add(&terms, &mut sums);
            let channels = piece.channels.get(self.number);
            let place = place.as_chunks_mut::<CHANNELS>().0.get_mut(self.number);
            let (Some(channels), Some(place)) = (channels, place) else { continue };
            for ((to, sum), channel) in place.iter_mut().zip(&sums).zip(channels) {
                *to = f32::from((*sum).max(0)) * STEP + number(*channel);
            }
            for active in active(&room.active, &room.ends, target) {
                if let Some(to) = place.get_mut(usize::from(active.channel)) {
                    *to += f32::from(active.sum) * STEP;
                }
            }
        }
    }
}

/// Adds the channels whose sums are more than zero, where one in a line of the second convolution stands for `unit`.
#[inline(always)]
fn positive(sums: &Sums, unit: f32, active: &mut Vec<Active>) {
    let mut flags = [0; CHANNELS];
    flags.iter_mut().zip(sums).for_each(|(flag, sum)| *flag = u8::from(*sum > 0));
    for (flags, block) in flags.as_chunks::<64>().0.iter().zip((0..).step_by(64)) {
        // One bit of each flag: this product moves the lowest bits of eight bytes next to one another.
        let eight = |flags: &[u8; 8]| u64::from_le_bytes(*flags).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        let bits = flags.as_chunks::<8>().0.iter().zip((0..).step_by(8));
        let mut left: u64 = bits.map(|(flags, at)| eight(flags) << at).sum();
        while left != 0 {
            let channel = block + u8::try_from(left.trailing_zeros()).unwrap_or_default();
            let sum = sums.get(usize::from(channel)).copied().unwrap_or_default();
            active.push(Active { channel, sum, weight: lines::weight(f32::from(sum) * STEP * unit) });
            left &= left - 1;
        }
    }
}

/// The active channels of one place.
#[inline(always)]
fn active<'a>(all: &'a [Active], ends: &[usize], place: usize) -> &'a [Active] {
    let from = place.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    ends.get(place).and_then(|end| all.get(from..*end)).unwrap_or_default()
}

/// Adds the normalised numbers of all places.
#[inline(always)]
fn sum(pieces: &[&Piece], places: &[[f32; CONVOLVED]], to: &mut [f32]) {
    let mut shift = 0.0;
    let mut scales = Vec::with_capacity(pieces.len());
    for (piece, place) in pieces.iter().zip(places) {
        let own = Moments::of(place);
        let all = Moments { sum: own.sum + piece.moments.sum, squares: own.squares + piece.moments.squares };
        let (mean, scale) = all.normal(FEATURES);
        shift -= mean * scale;
        scales.push(scale);
    }
    let (rows, convolved) = to.split_at_mut(WIDTH);
    let middle: f32 = pieces
        .iter()
        .zip(&scales)
        .map(|(piece, scale)| (piece.scale.centre - 64.0 * piece.scale.step) * scale)
        .sum();
    for (at, block) in rows.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
        let mut sums = [shift + middle; BLOCK];
        for (piece, scale) in pieces.iter().zip(&scales) {
            let Some(own) = piece.row.as_chunks::<BLOCK>().0.get(at) else { continue };
            let scale = scale * piece.scale.step;
            sums.iter_mut().zip(own).for_each(|(sum, x)| *sum += f32::from(*x) * scale);
        }
        *block = sums;
    }
    for (at, block) in convolved.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
        let mut sums = [shift; BLOCK];
        for (place, scale) in places.iter().zip(&scales) {
            let Some(own) = place.as_chunks::<BLOCK>().0.get(at) else { continue };
            sums.iter_mut().zip(own).for_each(|(sum, x)| *sum += x * scale);
        }
        *block = sums;
    }
}
