//! Fractions in 16 bits (bfloat16), two in a word: whole numbers up to 256 are exact, and sums of hundreds of others
//! lose less than the table of pieces lost already. Never calculated with: only stored.

/// Pairs of a line.
pub(super) const LINE: usize = 128;

/// Two fractions, one of each half of a line; zero is two zeros.
pub(super) type Pair = u32;

/// The numbers that a pair stands for.
#[inline(always)]
pub(super) const fn numbers(pair: Pair) -> (f32, f32) {
    (f32::from_bits(pair << 16), f32::from_bits(pair & 0xffff_0000))
}

/// A line of numbers as pairs of the nearest fractions: the first of its first half with the first of its second half,
/// and so on.
#[inline(always)]
pub(super) fn pairs(line: &[f32]) -> impl Iterator<Item = Pair> + '_ {
    let half = |x: &f32| x.to_bits().wrapping_add(0x8000);
    let (one, other) = line.split_at(line.len() / 2);
    one.iter().zip(other).map(move |(one, other)| (half(one) >> 16) | (half(other) & 0xffff_0000))
}

/// Adds a line of pairs to a line of numbers, a few at a time and each few as a whole, as wide registers do it.
#[inline(always)]
pub(super) fn add(line: &[Pair; LINE], to: &mut [f32; 2 * LINE]) {
    const FEW: usize = 32;
    let (left, right) = to.split_at_mut(LINE);
    let parts = left.as_chunks_mut::<FEW>().0.iter_mut().zip(right.as_chunks_mut::<FEW>().0);
    for ((left, right), pairs) in parts.zip(line.as_chunks::<FEW>().0) {
        let (mut one, mut other) = (*left, *right);
        for ((one, other), pair) in one.iter_mut().zip(&mut other).zip(pairs) {
            let (a, b) = numbers(*pair);
            *one += a;
            *other += b;
        }
        (*left, *right) = (one, other);
    }
}
