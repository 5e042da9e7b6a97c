//! Folding text for comparison: case, typography, look-alike letters. Never changes what is shown.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A word as it is compared: lower case, composed, `ё` as `е`, straight marks, no stress signs or soft hyphens,
/// and a word that mixes Latin and Cyrillic letters brought to the script it has more of.
///
/// ```
/// use throughline::text::fold::fold;
/// assert_eq!(fold("Её"), "ее");
/// assert_eq!(fold("Alem.A\u{456}"), "alem.ai");
/// assert_eq!(fold("O’Neill"), "o'neill");
/// ```
#[must_use]
pub fn fold(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii()) {
        return word.to_ascii_lowercase();
    }
    if word.chars().all(is_settled) {
        let mut folded: String = word.chars().map(|c| fold_char(lower(c))).collect();
        unmix(&mut folded);
        return folded;
    }
    let plain = word.nfc().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase).map(fold_char);
    let mut folded: String = plain.filter(|c| !is_combining_mark(*c)).collect();
    unmix(&mut folded);
    folded
}

/// One character as it is compared: marks of all shapes become the plain one.
#[must_use]
pub const fn fold_char(c: char) -> char {
    match c {
        'ё' => 'е',
        'Ё' => 'Е',
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => ' ',
        other => other,
    }
}

/// Characters that take no part in a word: soft hyphens and zero-width signs.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether the character is a Cyrillic letter.
#[must_use]
pub const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

/// Whether the character is a Cyrillic letter by itself, no sign over another.
#[must_use]
pub const fn is_cyrillic_letter(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}')
}

/// Whether the character is a letter of any script; quick for those of ours.
#[must_use]
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || is_cyrillic_letter(c) || (!c.is_ascii() && c.is_alphabetic())
}

/// Whether the character is a capital; quick for the letters of our scripts.
#[must_use]
pub fn is_capital(c: char) -> bool {
    match c {
        'А'..='Я' => true,
        'а'..='я' => false,
        _ => c.is_uppercase(),
    }
}

/// Whether composing leaves the character as it is, whatever stands beside it but combining signs.
const fn is_settled(c: char) -> bool {
    c.is_ascii() || is_cyrillic_letter(c)
}

/// The small letter of a settled character.
fn lower(c: char) -> char {
    match c {
        'а'..='я' => c,
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Look-alike letters of the two scripts, Cyrillic first.
const ALIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ѕ', 's'),
    ('ј', 'j'),
];

fn unmix(word: &mut String) {
    let cyrillic = word.chars().filter(|c| is_cyrillic(*c)).count();
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    if cyrillic == 0 || latin == 0 || word.contains('-') {
        return;
    }
    let swap = |c: char| {
        let pair = ALIKE.iter().find(|(cyr, lat)| if latin >= cyrillic { *cyr == c } else { *lat == c });
        pair.map_or(c, |(cyr, lat)| if latin >= cyrillic { *lat } else { *cyr })
    };
    *word = word.chars().map(swap).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_meet() {
        assert_eq!(fold("ОТГ"), "отг");
        assert_eq!(fold("T\u{41d}\u{41a}"), "тнк", "a Latin T in a Cyrillic word");
        assert_eq!(fold("IT-компания"), "it-компания");
        assert_eq!(fold("Әлем"), "әлем");
        assert_eq!(fold("за\u{301}мок"), "замок");
        assert_eq!(fold("й"), "й");
    }

    #[test]
    fn the_short_way_is_the_long_one() {
        for c in (0x80..0x600).filter_map(char::from_u32).filter(|c| is_settled(*c)) {
            let word = c.to_string();
            let long: String = word.nfc().flat_map(char::to_lowercase).map(fold_char).collect();
            assert_eq!(fold(&word), long, "{c:?}");
            assert!(!is_combining_mark(c) && !is_unseen(c), "{c:?}");
        }
        for c in (0..0x600).filter_map(char::from_u32) {
            assert_eq!((is_letter(c), is_capital(c)), (c.is_alphabetic(), c.is_uppercase()), "{c:?}");
        }
    }
}
