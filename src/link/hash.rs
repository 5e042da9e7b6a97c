//! Short numbers for words and names. Never shown, never leave the features of an article.

/// A word, name or concept as a number; equal texts of one sort have equal keys on every machine.
pub type Key = u32;

/// The key of a text of one sort (`stem`, `concept`, …): FNV-1a, folded to 32 bits.
#[must_use]
pub fn key(sort: &str, text: &str) -> Key {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in sort.bytes().chain([0]).chain(text.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let folded = (hash >> 32) ^ (hash & 0xffff_ffff);
    u32::try_from(folded).unwrap_or(u32::MAX)
}

/// The key of two keys together, in any order.
#[must_use]
pub fn both(one: Key, other: Key) -> Key {
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    let mixed = (u64::from(high) << 32 | u64::from(low)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u32::try_from(mixed >> 32).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_are_apart_and_order_does_not_matter() {
        assert_ne!(key("stem", "a"), key("concept", "a"));
        assert_eq!(both(1, 2), both(2, 1));
        assert_ne!(both(1, 2), both(1, 3));
    }
}
