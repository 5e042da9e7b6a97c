//! What is known of the word forms met before, kept from article to article. Never more than a fixed number of them.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::HashMap;

use crate::extract::lexicon::{Classes, Reading};
use crate::extract::tags::Tags;
use crate::text::tokens::TokenKind;

/// Forms kept in each of two generations; about two megabytes together.
const MOST: usize = 4096;
/// Bytes of a form that is worth keeping.
const LONGEST: usize = 96;

/// The readings of a word, shared until one of its places needs others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readings(Arc<[Reading]>);

impl Deref for Readings {
    type Target = [Reading];

    fn deref(&self) -> &[Reading] {
        &self.0
    }
}

impl From<Vec<Reading>> for Readings {
    fn from(all: Vec<Reading>) -> Self {
        if all.is_empty() { Self::default() } else { Self(all.into()) }
    }
}

impl Readings {
    /// Keeps the readings that fit.
    pub(crate) fn retain(&mut self, fits: impl Fn(&Reading) -> bool) {
        if !self.iter().all(&fits) {
            *self = self.iter().copied().filter(fits).collect::<Vec<_>>().into();
        }
    }

    /// The readings to be changed, for this word alone.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Reading> {
        Arc::make_mut(&mut self.0).iter_mut()
    }
}

impl<'a> IntoIterator for &'a Readings {
    type Item = &'a Reading;
    type IntoIter = std::slice::Iter<'a, Reading>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut Readings {
    type Item = &'a mut Reading;
    type IntoIter = std::slice::IterMut<'a, Reading>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// A word form as it stands in any text.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) kind: TokenKind,
    pub(crate) fold: Arc<str>,
    pub(crate) readings: Readings,
    pub(crate) tags: Tags,
    pub(crate) shape: Tags,
    pub(crate) classes: Classes,
    /// Whether entries of several words may be built around it.
    pub(crate) leads: bool,
    /// Whether a reading only begins or ends such entries.
    pub(crate) stub: bool,
}

/// The forms met before: those of late, and those before them.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    young: [HashMap<Box<str>, Form>; 2],
    old: [HashMap<Box<str>, Form>; 2],
}

impl Forms {
    /// What is known of a form; `first` where it opens a sentence.
    pub(crate) fn get(
        &mut self,
        text: &str,
        kind: TokenKind,
        first: bool,
        read: impl FnOnce() -> Form,
    ) -> Form {
        let side = usize::from(first);
        let young = self.young.get(side).and_then(|known| known.get(text));
        if let Some(form) = young.filter(|form| form.kind == kind) {
            return form.clone();
        }
        let old = self.old.get_mut(side).and_then(|known| known.remove(text));
        let form = old.filter(|form| form.kind == kind).unwrap_or_else(read);
        if text.len() <= LONGEST {
            if self.young.iter().map(HashMap::len).sum::<usize>() >= MOST {
                self.old = std::mem::take(&mut self.young);
            }
            if let Some(known) = self.young.get_mut(side) {
                known.insert(text.into(), form.clone());
            }
        }
        form
    }
}

/// The forms of one language, one set for each thread that reads at the same time.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Vec<Forms>>);

impl Clone for Shelf {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Shelf {
    /// A set that nobody else reads with.
    pub(crate) fn take(&self) -> Forms {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Puts a set back for who comes next.
    pub(crate) fn put(&self, forms: Forms) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(forms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fold: &str) -> Form {
        Form {
            kind: TokenKind::Word,
            fold: fold.into(),
            readings: Readings::default(),
            tags: Tags::NONE,
            shape: Tags::NONE,
            classes: Classes::default(),
            leads: false,
            stub: false,
        }
    }

    #[test]
    fn forms_are_kept_up_to_a_number() {
        let mut forms = Forms::default();
        for number in 0..MOST * 3 {
            let text = number.to_string();
            forms.get(&text, TokenKind::Word, number % 2 == 0, || form(&text));
            forms.get("often", TokenKind::Word, false, || form("often"));
        }
        let kept = forms.young.iter().chain(&forms.old).map(HashMap::len).sum::<usize>();
        assert!(kept <= 2 * MOST, "{kept}");
        let often = forms.get("often", TokenKind::Word, false, || form("read anew"));
        assert_eq!(&*often.fold, "often");
        let first = forms.get("often", TokenKind::Word, true, || form("at the start"));
        assert_eq!(&*first.fold, "at the start");
    }

    #[test]
    fn changed_readings_are_of_one_word() {
        let reading = |entry| Reading { entry, tags: Tags::NONE, classes: Classes::default() };
        let shared = Readings::from(vec![reading(1), reading(2)]);
        let mut own = shared.clone();
        own.iter_mut().for_each(|one| one.tags = Tags::NOUN);
        own.retain(|one| one.entry == 2);
        assert_eq!((shared.len(), own.len()), (2, 1));
        assert!(shared.iter().all(|one| one.tags == Tags::NONE));
    }
}
