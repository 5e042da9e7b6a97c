//! The known name that is likest to one that is not known. Never says that it is meant.

/// The likest of these names, where no more than a third of the letters differ; of two equally like, the first.
///
/// ```
/// use throughline::base::near::nearest;
/// assert_eq!(nearest("triger", ["accepts", "trigger"]), Some("trigger"));
/// assert_eq!(nearest("sure", ["accepts", "trigger"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let with = |known: &'a str| (distance(name, known), known);
    let (apart, likest) = known.into_iter().map(with).min_by_key(|(apart, _)| *apart)?;
    (apart * 3 <= name.chars().count()).then_some(likest)
}

/// How many letters must be put in, taken out, changed, or swapped with the next, to make one of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or_default();
    let mut above = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    let mut last = None;
    for (at, letter) in one.chars().enumerate() {
        let mut next = vec![at + 1];
        for (place, wanted) in other.iter().enumerate() {
            let changed = cell(&row, place) + usize::from(letter != *wanted);
            let mut fewest = changed.min(cell(&row, place + 1) + 1).min(cell(&next, place) + 1);
            if place > 0 && last == Some(*wanted) && other.get(place - 1) == Some(&letter) {
                fewest = fewest.min(cell(&above, place - 1) + 1);
            }
            next.push(fewest);
        }
        last = Some(letter);
        above = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_put_in_taken_out_changed_and_swapped_are_counted() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!([distance("", "жел"), distance("жел", ""), distance("жел", "жел")], [3, 3, 0]);
        assert_eq!([distance("suer", "sure"), distance("abuot", "about"), distance("ab", "ba")], [1, 1, 1]);
        assert_eq!(nearest("abuot", ["object", "about"]), Some("about"));
        assert_eq!(nearest("ought", ["light"]), None);
    }
}
