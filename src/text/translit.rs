//! Cyrillic in Latin letters, so that names of both scripts can be compared. Never meant to be read.

use crate::text::fold::fold;

/// A word in plain Latin letters, folded: made so that the usual spellings of one name come close.
///
/// ```
/// use throughline::text::translit::latin;
/// assert_eq!(latin("Токаев"), "tokaev");
/// assert_eq!(latin("Тоқаев"), "tokaev");
/// assert_eq!(latin("Alatau"), "alatau");
/// ```
#[must_use]
pub fn latin(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in fold(word).chars() {
        match letters(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// The bare sound of a name: transliterated, spelling variants of one sound made one, vowels after the first
/// letter left out. `Kassym-Jomart` and `Касым-Жомарт` meet.
///
/// ```
/// use throughline::text::translit::sound;
/// assert_eq!(sound("Kassym-Jomart"), sound("Касым-Жомарт"));
/// assert_eq!(sound("Tokayev"), sound("Тоқаев"));
/// assert_ne!(sound("Astana"), sound("Almaty"));
/// ```
#[must_use]
pub fn sound(word: &str) -> String {
    let plain = latin(word);
    let mut rest = plain.as_str();
    let mut out = String::with_capacity(rest.len());
    while let Some(c) = rest.chars().next() {
        let (sign, taken) = SOUNDS
            .iter()
            .find(|(spelling, _)| rest.starts_with(spelling))
            .map_or((Some(c), c.len_utf8()), |(spelling, sign)| (*sign, spelling.len()));
        let kept = sign.filter(|s| !is_vowel(*s) || out.is_empty()).filter(|s| s.is_alphanumeric());
        if let Some(s) = kept
            && !out.ends_with(s)
        {
            out.push(s);
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Spellings of one sound, longest first; `None` is silent.
const SOUNDS: &[(&str, Option<char>)] = &[
    ("shch", Some('s')),
    ("dzh", Some('j')),
    ("zh", Some('j')),
    ("kh", Some('h')),
    ("gh", Some('g')),
    ("ch", Some('c')),
    ("sh", Some('s')),
    ("ts", Some('c')),
    ("ph", Some('f')),
    ("ks", Some('x')),
    ("ck", Some('k')),
    ("w", Some('v')),
    ("q", Some('k')),
    ("'", None),
    ("-", None),
];

const fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ы' => "i",
        'й' => "y",
        'к' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' => "u",
        'ф' => "f",
        'х' | 'һ' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ї' => "yi",
        'ў' => "w",
        'ј' => "j",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_scripts_meet() {
        for (one, other) in
            [("Dostyk", "Достык"), ("Medvedev", "Медведев"), ("Zhanaozen", "Жанаозен"), ("Xi", "Xi")]
        {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
    }

    #[test]
    fn other_scripts_pass_through() {
        assert_eq!(latin("東京"), "東京");
        assert_eq!(sound(""), "");
    }
}
