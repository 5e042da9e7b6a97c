//! Cuts one block of text into sentences. Never joins what stands in two blocks, and never breaks inside a word.

use std::collections::BTreeSet;

use crate::base::span::Span;
use crate::model::pack::Pack;
use crate::text::fold::{fold, is_letter};

/// Characters of an address that are looked at to each side.
const ADDRESS: usize = 80;

/// Knows the abbreviations of a language.
#[derive(Clone, Debug, Default)]
pub struct Splitter {
    before: BTreeSet<String>,
    either: BTreeSet<String>,
    small_starts: bool,
}

impl Splitter {
    /// The splitter of a language.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        let set = |words: &[String]| words.iter().map(|word| fold(word)).collect();
        Self {
            before: set(&pack.abbreviations.before),
            either: set(&pack.abbreviations.either),
            small_starts: pack.abbreviations.small_starts,
        }
    }

    /// The sentences of a block, as spans of `text`, which is the block alone; ends are trimmed.
    ///
    /// ```
    /// use throughline::model::pack::Pack;
    /// use throughline::text::sentences::Splitter;
    /// let text = "It cost 4.8 m. Nobody paid! \"Why?\" she asked.";
    /// let parts: Vec<&str> =
    ///     Splitter::new(&Pack::default()).split(text).iter().map(|span| span.of(text)).collect();
    /// assert_eq!(parts, ["It cost 4.8 m.", "Nobody paid!", "\"Why?\" she asked."]);
    /// ```
    #[must_use]
    pub fn split(&self, text: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut start = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = match c {
                '.' | '!' | '?' | '…' | '。' => self.end_after(text, start, at, c),
                '\n' if blank_line(text, at) => Some(at),
                _ => None,
            };
            if let Some(end) = end {
                push(text, &mut found, start, end);
                start = end;
                while chars.next_if(|(next, _)| *next < end).is_some() {}
            }
        }
        push(text, &mut found, start, text.len());
        found
    }

    /// Where the sentence ends if the terminator at `at` ends one.
    fn end_after(&self, text: &str, start: usize, at: usize, c: char) -> Option<usize> {
        let mut end = at + c.len_utf8();
        let mut more = text.get(end..)?.chars().peekable();
        let mut only_dots = c == '.' || c == '…';
        let mut closed = false;
        while let Some(next) = more.next_if(|next| is_terminator(*next) || is_closer(*next)) {
            only_dots &= next == '.' || next == '…' || is_closer(next);
            closed |= is_closer(next);
            end += next.len_utf8();
        }
        let rest = text.get(end..)?;
        let gap = rest.len() - rest.trim_start().len();
        let following = rest.trim_start();
        if following.is_empty() {
            return Some(end);
        }
        if gap == 0 {
            let glued = following.chars().next().is_some_and(char::is_uppercase);
            let before = text.get(..at)?.chars().next_back();
            let after_word = before.is_some_and(char::is_lowercase) && long_word_before(text, at);
            let word = glued && after_word && !self.is_abbreviation(text, at) && starts_word(following);
            return (word && !in_address(text, at)).then_some(end);
        }
        if !starts_sentence(following) {
            return (!closed && self.starts_small(text, at, following)).then_some(end);
        }
        let single_dot = c == '.' && only_dots && !closed && end == at + 1;
        (!single_dot || self.dot_ends(text, start, at, following)).then_some(end)
    }

    /// Whether a single full stop ends the sentence that began at `start`.
    fn dot_ends(&self, text: &str, start: usize, at: usize, following: &str) -> bool {
        let sentence = text.get(start..at).unwrap_or_default();
        let word = last_word(sentence);
        let digits = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
        let alone = sentence.trim().len() == word.len();
        if alone && (digits || word.chars().count() == 1) {
            return false;
        }
        let folded = fold(word);
        // "В 1912 г. Самым …": after a number it is the year, which may end a sentence; "г. Шымкент" is a town.
        let counted = self.either.contains(&folded) && after_number(sentence, word);
        if self.before.contains(&folded) && !counted {
            return false;
        }
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if initial {
            return !is_name_start(following) && !after_initial(sentence, word);
        }
        if word.contains('.') || self.either.contains(&folded) {
            // "700 млрд. АҚШ долл.": what is counted by millions is a currency.
            let currency = after_number(sentence, word) && starts_acronym(following);
            return starts_clearly(following) && !currency;
        }
        !(digits && word.len() <= 2 && following.chars().next().is_some_and(|c| c.is_ascii_digit()))
    }

    /// Whether a sentence that begins with a small letter follows: "did it work? yes", where that is customary.
    fn starts_small(&self, text: &str, at: usize, following: &str) -> bool {
        let stop = text.get(at..).is_some_and(|rest| rest.starts_with('.'));
        let word = last_word(text.get(..at).unwrap_or_default());
        let plain = word.chars().count() > 3 && word.chars().all(char::is_lowercase);
        let asked = text.get(at..).is_some_and(|rest| rest.starts_with('?'));
        self.small_starts
            && following.starts_with(char::is_lowercase)
            && (asked || stop && plain && !self.is_abbreviation(text, at))
    }

    fn is_abbreviation(&self, text: &str, at: usize) -> bool {
        let folded = fold(last_word(text.get(..at).unwrap_or_default()));
        self.before.contains(&folded) || self.either.contains(&folded)
    }
}

fn push(text: &str, found: &mut Vec<Span>, start: usize, end: usize) {
    let span = Span::new(start, end).trimmed(text);
    if !span.is_empty() {
        found.push(span);
    }
}

fn blank_line(text: &str, at: usize) -> bool {
    let rest = text.get(at + 1..).unwrap_or_default();
    rest.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\n')
}

const fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

const fn is_closer(c: char) -> bool {
    matches!(c, '"' | '»' | '”' | '’' | '\'' | ')' | ']' | '“')
}

const fn is_opener(c: char) -> bool {
    matches!(c, '"' | '«' | '“' | '„' | '‘' | '\'' | '(' | '[' | '-' | '–' | '—' | '•' | '*' | '”')
}

/// Whether a sentence can start here: a capital or a digit, after opening marks and dashes.
fn starts_sentence(following: &str) -> bool {
    let dash = following.starts_with(['-', '–', '—']);
    let mut rest = following.chars().skip_while(|c| is_opener(*c) || is_sign(*c) || c.is_whitespace());
    let Some(c) = rest.next() else { return true };
    if dash {
        return c.is_uppercase();
    }
    c.is_uppercase() || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_lowercase()) || c == '…'
}

/// Signs that may stand before the first word of a sentence or between two of them: "$5 won it", "=====".
const fn is_sign(c: char) -> bool {
    matches!(c, '`' | '~' | '<' | '>' | '=' | '_' | '$' | '€' | '£' | '₽' | '₸' | '#' | '+' | '&' | '№')
}

/// Whether the stop is one within a web or mail address: "news.asp?Id=5".
fn in_address(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().chars().rev().take(ADDRESS);
    let after = text.get(at..).unwrap_or_default().chars().take(ADDRESS);
    let part = |c: &char| !c.is_whitespace();
    before.take_while(part).chain(after.take_while(part)).any(|c| matches!(c, '/' | '@'))
}

/// Two capitals or more at the start of a text, no small letter among them.
fn starts_acronym(following: &str) -> bool {
    let mut letters = following.chars().take_while(|c| is_letter(*c)).peekable();
    letters.next().is_some() && letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// A capitalised word that is no initial: what follows "Inc." or "т. д." begins a sentence.
fn starts_clearly(following: &str) -> bool {
    let mut rest = following.chars().skip_while(|c| is_opener(*c));
    rest.next().is_some_and(char::is_uppercase) && rest.next().is_some_and(|c| c.is_alphabetic() || c == ' ')
}

fn starts_word(following: &str) -> bool {
    // "Alem.AI" goes on as a name, "вчера.Сегодня" is a new sentence.
    let mut letters = following.chars().take_while(|c| is_letter(*c));
    letters.next().is_some() && letters.next().is_some_and(|c| !c.is_uppercase())
}

/// A capital followed by small letters or a stop: the name after an initial.
fn is_name_start(following: &str) -> bool {
    let mut rest = following.chars();
    rest.next().is_some_and(char::is_uppercase)
        && rest.next().is_some_and(|c| c.is_lowercase() || c == '.' || c == '\'' || c == '’')
}

/// Whether the word before the initial is itself an initial: "J. K." before a name.
fn after_initial(sentence: &str, word: &str) -> bool {
    let before = sentence.strip_suffix(word).unwrap_or_default().trim_end();
    before.ends_with('.') && last_word(before.trim_end_matches('.')).chars().count() == 1
}

/// Whether a number stands before the last word, in digits or Roman: "1912 г", "1970-х гг", "XVIII в".
fn after_number(sentence: &str, word: &str) -> bool {
    let before = sentence.strip_suffix(word).unwrap_or_default().trim_end();
    let number = last_word(before);
    let digits = number.chars().next().is_some_and(|c| c.is_ascii_digit());
    let roman = !number.is_empty() && number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
    before.ends_with(|c: char| c.is_ascii_digit()) || digits || roman
}

fn long_word_before(text: &str, at: usize) -> bool {
    text.get(..at).unwrap_or_default().chars().rev().take(3).take_while(|c| is_letter(*c)).count() > 2
}

/// The run of letters, digits and inner stops at the end of a text.
fn last_word(text: &str) -> &str {
    let tail: usize = text
        .chars()
        .rev()
        .take(40)
        .take_while(|c| is_letter(*c) || c.is_numeric() || matches!(c, '.' | '-'))
        .map(char::len_utf8)
        .sum();
    text.get(text.len() - tail..).unwrap_or_default().trim_start_matches(['-', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::pack::Abbreviations;

    fn cut(text: &str) -> Vec<&str> {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        let abbreviations = Abbreviations {
            before: words(&["г", "ул", "dr"]),
            either: words(&["млрд", "д", "г", "inc"]),
            small_starts: false,
        };
        let splitter = Splitter::new(&Pack { abbreviations, ..Pack::default() });
        splitter.split(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end() {
        assert_eq!(cut("Живёт в г. Шымкент на ул. Мира. Там тихо.").len(), 2);
        assert_eq!(cut("Он открылся в 1912 г. Самым удачным был фильм.").len(), 2);
        assert_eq!(cut("По словам А. Кудрина, цены растут. Он прав.").len(), 2);
        assert_eq!(cut("Выделили 4,8 млрд. долларов. Ещё 2 млрд. Это много.").len(), 3);
        assert_eq!(cut("The U.S. said so. Dr. Smith left. He runs Acme Inc. It grew.").len(), 4);
    }

    #[test]
    fn quotations_stay_with_their_speaker() {
        assert_eq!(cut("\"Когда?\" – спросил он. Никто не знал.").len(), 2);
        assert_eq!(cut("«Это рост. Хорошо», – сказал он.").len(), 2);
        assert_eq!(cut("\"Мы начали.\" Он ушёл... И вернулся!").len(), 3);
        assert_eq!(cut("Он сказал: \"Да\". Иван Петров").len(), 2);
    }

    #[test]
    fn signs_numbers_and_small_letters_begin() {
        assert_eq!(cut("Итог ясен. ``Зенит'' победил. $5 стоил билет.").len(), 3);
        assert_eq!(cut("В 1970-х г. Ливнев уехал. В XIX г. Многое изменилось.").len(), 4);
        assert_eq!(cut("Долг 700 млрд. АҚШ доллары. Ещё 2 млрд. Много.").len(), 3);
        assert_eq!(cut("See www.site.org/news.asp?Id=5 for it.").len(), 1);
        let english = Abbreviations {
            small_starts: true,
            before: vec!["approx".to_owned()],
            ..Abbreviations::default()
        };
        let splitter = Splitter::new(&Pack { abbreviations: english, ..Pack::default() });
        assert_eq!(splitter.split("did it work? yes it worked. they left, approx. five of us.").len(), 3);
        assert_eq!(cut("Зачем? спросил он тихо. и ушёл").len(), 1);
    }

    #[test]
    fn missing_spaces_and_lists() {
        assert_eq!(cut("Так решили вчера.Сегодня всё иначе.").len(), 2);
        assert_eq!(cut("The Alem.AI centre opened.").len(), 1);
        assert_eq!(cut("1. Построить мост. 2. Открыть школу.").len(), 2);
        assert_eq!(cut("См. zakon.kz и www.example.com. Там ответ.").len(), 2);
        assert_eq!(cut("Heading\n\nText goes on\nhere.").len(), 2);
    }

    #[test]
    fn nothing_is_lost_on_odd_text() {
        for text in ["", "...", "?!»", "А.", ". . .", "»«", "\u{ad}.\u{ad}А"] {
            for span in Splitter::default().split(text) {
                assert!(span.fits(text));
            }
        }
    }
}
