//! The listed words of a pack with their classes and values. Never reads a text.

use foldhash::HashMap;

use crate::extract::phrases::value::Value;
use crate::model::phrases::Endings;
use crate::text::fold::{fold, is_cyrillic};
use crate::text::tokens::tokens;

/// A class of words; 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Class(pub(crate) u16);

impl Class {
    const fn hint(self) -> u64 {
        1 << (self.0 % 64)
    }
}

/// A distinct listed word; 0 is any other word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct WordId(pub(crate) u32);

/// One meaning of a word.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) class: Class,
    pub(crate) value: Value,
    /// The words that must follow.
    pub(crate) rest: Box<[WordId]>,
}

/// All listed words.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary {
    forms: HashMap<Box<str>, WordId>,
    entries: Vec<Vec<Entry>>,
    /// For each word a bit for each of its classes, several classes sharing one.
    hints: Vec<u64>,
    /// Words that may have a full stop as abbreviations.
    dotted: Vec<bool>,
    classes: HashMap<String, Class>,
    names: Vec<String>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            forms: HashMap::default(),
            entries: vec![Vec::new()],
            hints: vec![0],
            dotted: vec![false],
            classes: HashMap::default(),
            names: Vec::new(),
        }
    }
}

/// Forms that one listed word may expand to.
const MOST_FORMS: usize = 4000;

impl Vocabulary {
    /// The class of this name, made where it is new.
    pub(crate) fn class(&mut self, name: &str) -> Class {
        let next = Class(u16::try_from(self.classes.len() + 1).unwrap_or(u16::MAX));
        *self.classes.entry(name.to_owned()).or_insert(next)
    }

    /// The class of this name; none where no word is in it.
    pub(crate) fn find_class(&self, name: &str) -> Class {
        self.classes.get(name).copied().unwrap_or_default()
    }

    /// The names of all classes, in no order; those that only the code asks for begin with a full stop.
    pub(crate) fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.keys().map(String::as_str)
    }

    /// A value that stands for the name.
    pub(crate) fn name(&mut self, name: &str) -> Value {
        let known = self.names.iter().position(|one| one == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        Value::Name(u16::try_from(known).unwrap_or(u16::MAX))
    }

    /// The name that a value stands for.
    pub(crate) fn name_of(&self, value: Value) -> Option<&str> {
        let Value::Name(at) = value else { return None };
        self.names.get(usize::from(at)).map(String::as_str)
    }

    /// Adds a list of words, as packs write it.
    pub(crate) fn add(&mut self, list: &str, class: Class, value: Value, endings: &Endings) {
        for item in list.split_whitespace() {
            for form in forms(item, endings) {
                self.add_form(&form, class, value);
            }
        }
    }

    fn add_form(&mut self, form: &str, class: Class, value: Value) {
        let mut ids = Vec::new();
        for part in form.split('_').filter(|part| !part.is_empty()) {
            ids.extend(self.words_of(part));
        }
        let mut ids = ids.into_iter();
        let Some(first) = ids.next() else { return };
        let rest: Box<[WordId]> = ids.collect();
        let Some(entries) = self.entries.get_mut(first.0 as usize) else { return };
        let known = |entry: &Entry| entry.class == class && entry.rest == rest && entry.value == value;
        if !entries.iter().any(known) {
            entries.push(Entry { class, value, rest });
            self.hints.get_mut(first.0 as usize).into_iter().for_each(|hint| *hint |= class.hint());
        }
    }

    /// The words of a part: signs such as `US$` are cut as the text is.
    fn words_of(&mut self, part: &str) -> Vec<WordId> {
        let dotted = part.ends_with('.') && part.len() > 1;
        let bare = if dotted { part.trim_end_matches('.') } else { part };
        let pieces: Vec<String> = tokens(bare).map(|token| fold(token.span.of(bare))).collect();
        let mut ids = Vec::new();
        for piece in pieces {
            let next = WordId(u32::try_from(self.entries.len()).unwrap_or(0));
            let id = *self.forms.entry(piece.into_boxed_str()).or_insert(next);
            if id == next {
                self.entries.push(Vec::new());
                self.hints.push(0);
                self.dotted.push(false);
            }
            ids.push(id);
        }
        if let (true, Some(last)) = (dotted, ids.last())
            && let Some(flag) = self.dotted.get_mut(last.0 as usize)
        {
            *flag = true;
        }
        ids
    }

    /// The listed word that this is in the text; `buffer` is only lent.
    pub(crate) fn look_up(&self, word: &str, buffer: &mut String) -> WordId {
        // No listed word is longer than this many bytes.
        if word.len() > 64 {
            return WordId::default();
        }
        if word.bytes().all(|b| b.is_ascii_lowercase()) || word.chars().all(is_small) {
            return self.forms.get(word).copied().unwrap_or_default();
        }
        buffer.clear();
        let mut scripts = (false, false);
        for c in word.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => {
                    scripts.0 = true;
                    buffer.push(c.to_ascii_lowercase());
                }
                'ё' | 'Ё' => buffer.push('е'),
                c if is_cyrillic(c) => {
                    scripts.1 = true;
                    buffer.extend(c.to_lowercase());
                }
                c if c.is_ascii() => buffer.push(c),
                _ => {
                    scripts = (true, true);
                    break;
                }
            }
        }
        if scripts == (true, true) {
            *buffer = fold(word);
        }
        self.forms.get(buffer.as_str()).copied().unwrap_or_default()
    }

    pub(crate) fn entries(&self, word: WordId) -> &[Entry] {
        self.entries.get(word.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The meanings of a word among which those of a class are.
    pub(crate) fn entries_with(&self, word: WordId, class: Class) -> &[Entry] {
        let hint = self.hints.get(word.0 as usize).copied().unwrap_or_default();
        if hint & class.hint() == 0 { &[] } else { self.entries(word) }
    }

    pub(crate) fn may_have_stop(&self, word: WordId) -> bool {
        self.dotted.get(word.0 as usize).copied().unwrap_or(false)
    }
}

/// A letter of Cyrillic alphabets that is compared as it is.
const fn is_small(c: char) -> bool {
    matches!(c, 'а'..='я' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і')
}

/// All forms of a listed word: `stem+case` is the stem with each ending of that name.
fn forms(item: &str, endings: &Endings) -> Vec<String> {
    // A lone plus sign is a word of its own.
    if item.len() == 1 {
        return vec![item.to_owned()];
    }
    let mut parts = item.split('+');
    let mut forms = vec![parts.next().unwrap_or_default().to_owned()];
    for name in parts {
        let Some(list) = endings.get(name) else { return Vec::new() };
        let ends: Vec<&str> = list.split_whitespace().map(|end| if end == "-" { "" } else { end }).collect();
        forms = forms.iter().flat_map(|form| ends.iter().map(move |end| format!("{form}{end}"))).collect();
        forms.truncate(MOST_FORMS);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_multiply() {
        let endings: Endings =
            [("n".to_owned(), "- s".to_owned()), ("p".to_owned(), "- 'x".to_owned())].into();
        assert_eq!(forms("year+n+p", &endings), ["year", "year'x", "years", "years'x"]);
        assert_eq!(forms("+", &endings), ["+"]);
        assert!(forms("a+unknown", &endings).is_empty());
    }

    #[test]
    fn words_are_found_in_any_case() {
        let mut vocabulary = Vocabulary::default();
        let class = vocabulary.class("x");
        vocabulary.add("года тыс. по_словам US$", class, Value::Nothing, &Endings::new());
        let mut buffer = String::new();
        for word in ["ГОДА", "года", "Тыс", "по", "us"] {
            assert!(!vocabulary.entries(vocabulary.look_up(word, &mut buffer)).is_empty(), "{word}");
        }
        for c in (0x400..0x530).filter_map(char::from_u32).filter(|c| is_small(*c)) {
            assert_eq!(fold(&c.to_string()), c.to_string());
        }
        let word = vocabulary.look_up("тыс", &mut buffer);
        assert!(vocabulary.may_have_stop(word));
        assert_eq!(vocabulary.look_up("иное", &mut buffer), WordId::default());
    }
}
