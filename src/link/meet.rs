//! What two ascending lists have in common, found in one walk through both. Never knows what they list.

/// Calls `met` with the places at which both lists have the same number, in order. Each has a number once.
pub(super) fn meet(one: &[u32], other: &[u32], mut met: impl FnMut(usize, usize)) {
    let (mut a, mut b) = (0, 0);
    // Steps are added up, not branched for: which list is behind cannot be guessed.
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        if x == y {
            met(a, b);
        }
        (a, b) = (a + usize::from(x <= y), b + usize::from(y <= x));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_lists_have_is_met_once_and_in_order() {
        let mut found = Vec::new();
        meet(&[1, 3, 4, 9], &[0, 3, 5, 9, 10], |a, b| found.push((a, b)));
        meet(&[], &[1], |a, b| found.push((a, b)));
        assert_eq!(found, [(1, 1), (3, 3)]);
    }
}
