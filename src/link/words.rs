//! Words of a text as linking compares them: folded, with their shape. Never decides what a word means.

use crate::base::span::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// All small letters.
    Lower,
    /// A capital first letter.
    Capital,
    /// Two letters or more, none small.
    Upper,
    /// Capitals inside.
    Mixed,
    /// Begins with a digit.
    Number,
}

/// A word with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Small letters of one script, apostrophes left out.
    pub folded: String,
    /// How it is written.
    pub shape: Shape,
    /// Whether an opening quotation mark stands somewhere before it and its closing one after it.
    pub quoted: bool,
    /// Whether a mark other than a hyphen stands between it and the word before.
    pub after_mark: bool,
    /// Whether a hyphen or dot ties it to the word before, without white space.
    pub tied: bool,
}

/// The words of `text` in order. Hyphens and dots part words; what they tie stays marked as `tied`.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut start = None;
    let mut quotes = 0_usize;
    let mut between = Between::default();
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || (is_apostrophe(c) && start.is_some()) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push(&mut found, text, Span::new(from, at), quotes > 0, &std::mem::take(&mut between));
        }
        match c {
            '«' | '“' | '„' => quotes += 1,
            '»' | '”' => quotes = quotes.saturating_sub(1),
            '"' => quotes = usize::from(quotes == 0),
            _ => {}
        }
        between.see(c);
    }
    if let Some(from) = start {
        push(&mut found, text, Span::new(from, text.len()), quotes > 0, &between);
    }
    found
}

#[derive(Default)]
struct Between {
    mark: bool,
    space: bool,
    tie: bool,
}

impl Between {
    fn see(&mut self, c: char) {
        match c {
            '-' | '.' | '‑' | '+' | '&' => self.tie = true,
            _ if c.is_whitespace() => self.space = true,
            _ => self.mark = true,
        }
    }
}

fn push(found: &mut Vec<Word>, text: &str, span: Span, quoted: bool, between: &Between) {
    let raw = span.of(text).trim_end_matches(is_apostrophe);
    if raw.is_empty() {
        return;
    }
    let tied = between.tie && !between.space && !between.mark && !found.is_empty();
    let after_mark = between.mark || (between.tie && between.space);
    let span = Span::new(span.start, span.start + raw.len());
    found.push(Word { span, folded: fold(raw), shape: shape(raw), quoted, after_mark, tied });
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn shape(raw: &str) -> Shape {
    let mut letters = raw.chars().filter(|c| c.is_alphabetic());
    let Some(first) = raw.chars().next().filter(|c| !c.is_numeric()) else {
        return Shape::Number;
    };
    let (mut count, mut large) = (0, 0);
    for c in letters.by_ref() {
        count += 1;
        large += usize::from(c.is_uppercase());
    }
    match (first.is_uppercase(), large) {
        (_, 0) => Shape::Lower,
        (_, n) if n == count && n > 1 => Shape::Upper,
        (true, 1) => Shape::Capital,
        _ => Shape::Mixed,
    }
}

/// Small letters with one spelling for each: no `ё`, no apostrophes, and no letter of another script that
/// only looks right.
#[must_use]
pub fn fold(raw: &str) -> String {
    let bare: String = raw.split_once(is_apostrophe).map_or_else(
        || raw.to_owned(),
        |(before, after)| {
            if after.chars().count() <= 1 { before.to_owned() } else { format!("{before}{after}") }
        },
    );
    let latin = bare.chars().filter(char::is_ascii_alphabetic).count();
    let cyrillic = bare.chars().filter(|c| is_cyrillic(*c)).count();
    let one_script = |c: char| match (latin > 0 && cyrillic > 0, latin >= cyrillic) {
        (false, _) => c,
        (true, true) => swap(c, Swap::ToLatin),
        (true, false) => swap(c, Swap::ToCyrillic),
    };
    bare.chars()
        .map(one_script)
        .flat_map(char::to_lowercase)
        .filter(|c| !is_apostrophe(*c) && !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| if c == 'ё' { 'е' } else { c })
        .collect()
}

const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{52f}')
}

enum Swap {
    ToLatin,
    ToCyrillic,
}

/// Letters of the two scripts that look alike.
fn swap(c: char, to: Swap) -> char {
    const PAIRS: &[(char, char)] = &[
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('у', 'y'),
        ('х', 'x'),
        ('і', 'i'),
        ('ѕ', 's'),
        ('ј', 'j'),
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('Н', 'H'),
        ('О', 'O'),
        ('Р', 'P'),
        ('С', 'C'),
        ('Т', 'T'),
        ('У', 'Y'),
        ('Х', 'X'),
        ('І', 'I'),
        ('Ѕ', 'S'),
        ('Ј', 'J'),
    ];
    let found = PAIRS.iter().find(|(cyrillic, latin)| match to {
        Swap::ToLatin => *cyrillic == c,
        Swap::ToCyrillic => *latin == c,
    });
    match (found, to) {
        (Some((_, latin)), Swap::ToLatin) => *latin,
        (Some((cyrillic, _)), Swap::ToCyrillic) => *cyrillic,
        (None, _) => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_of_another_script_is_seen_through() {
        let folded = |text: &str| words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
        assert_eq!(folded("центр Alem.Aі"), ["центр", "alem", "ai"]);
        assert_eq!(folded("President’s OTS+"), ["president", "ots"]);
    }

    #[test]
    fn shapes_quotes_and_ties() {
        let found = words("проект \"Зеленый коридор\" АЭС-2, eGov");
        let shapes: Vec<_> = found.iter().map(|word| word.shape).collect();
        assert_eq!(
            shapes,
            [Shape::Lower, Shape::Capital, Shape::Lower, Shape::Upper, Shape::Number, Shape::Mixed]
        );
        let quoted: Vec<_> = found.iter().map(|word| word.quoted).collect();
        assert_eq!(quoted, [false, true, true, false, false, false]);
        assert!(found[4].tied && !found[3].tied && found[5].after_mark);
    }

    #[test]
    fn every_word_lies_where_it_says() {
        let text = "a\u{300}b 'x' — «қ»… don't 5%";
        for word in words(text) {
            assert!(word.span.fits(text) && !word.folded.is_empty() || word.span.is_empty());
        }
    }
}
