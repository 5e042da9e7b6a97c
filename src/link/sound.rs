//! How a word sounds, across scripts, for names and loanwords. Never for display.
#![allow(clippy::match_same_arms, reason = "one line a sound")]

/// The word in Latin letters with one letter for one sound, endings as they are.
///
/// Only for comparison: `Тоқаев`, `Токаев` and `Tokayev` become the same consonants.
#[must_use]
pub fn latin(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut letters = folded.chars().peekable();
    while let Some(c) = letters.next() {
        if let Some(latin) = spelled(c) {
            out.push_str(latin);
            continue;
        }
        let (sound, both) = english(c, letters.peek().copied());
        out.push_str(sound);
        if both {
            letters.next();
        }
    }
    let mut last = None;
    out.retain(|c| last.replace(c) != Some(c));
    out
}

/// The consonants of the word in order; a first vowel is kept as `a`.
#[must_use]
pub fn skeleton(folded: &str) -> String {
    let latin = latin(folded);
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut out: String = latin.chars().take(1).map(|c| if vowel(c) { 'a' } else { c }).collect();
    out.extend(latin.chars().skip(1).filter(|c| !vowel(*c)));
    let mut last = None;
    out.retain(|c| last.replace(c) != Some(c));
    out
}

/// The beginning that loanwords share, five letters long; `None` for short words.
#[must_use]
pub fn root(folded: &str) -> Option<String> {
    let latin = latin(folded);
    (latin.chars().count() >= 6).then(|| latin.chars().take(5).collect())
}

/// Cyrillic letters of Russian and of Kazakh.
const fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' | 'я' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' => "g",
        'д' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' => "j",
        'з' => "z",
        'и' | 'й' | 'і' | 'ы' | 'ї' => "i",
        'к' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' => "n",
        'о' | 'ө' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' | 'ю' | 'ў' => "u",
        'ф' => "f",
        'х' | 'һ' => "h",
        'ц' => "c",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "sh",
        'ъ' | 'ь' => "",
        _ => return None,
    })
}

/// The sound of a Latin letter, and whether it takes the next letter with it.
fn english(c: char, next: Option<char>) -> (&'static str, bool) {
    match (c, next) {
        ('c', Some('h')) => ("ch", true),
        ('s', Some('h')) => ("sh", true),
        ('p', Some('h')) => ("f", true),
        ('t', Some('s')) => ("c", true),
        ('k', Some('h')) => ("h", true),
        ('g', Some('h')) => ("g", true),
        ('z', Some('h')) | ('d', Some('z' | 'j')) => ("j", true),
        ('c', Some('e' | 'i' | 'y')) => ("c", false),
        ('c' | 'q', _) => ("k", false),
        ('x', _) => ("ks", false),
        ('w', _) => ("v", false),
        ('y', _) => ("i", false),
        _ => (single(c), false),
    }
}

/// Letters that stand for themselves, diacritics left out.
fn single(c: char) -> &'static str {
    const PLAIN: &str = "abdefghijklmnoprstuvz0123456789";
    let plain = match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ə' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' | 'č' | 'ć' => return "ch",
        'ş' | 'š' | 'ś' => return "sh",
        'ğ' => 'g',
        'ñ' | 'ń' => 'n',
        'ž' | 'ż' | 'ź' => return "j",
        _ => c,
    };
    PLAIN.find(plain).and_then(|at| PLAIN.get(at..=at)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_the_same_in_each_script() {
        for (one, other) in [
            ("токаев", "tokayev"),
            ("тоқаев", "tokayev"),
            ("габала", "gabala"),
            ("мойынты", "moyynty"),
            ("актау", "aktau"),
            ("қостанай", "kostanay"),
            ("жаңаөзен", "zhanaozen"),
            ("узбекистан", "uzbekistan"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        assert_ne!(skeleton("астана"), skeleton("алматы"));
    }

    #[test]
    fn loanwords_share_a_root() {
        assert_eq!(root("инновациялар"), root("innovation"));
        assert_eq!(root("референдум"), root("referendum"));
        assert_eq!(root("план"), None);
    }
}
