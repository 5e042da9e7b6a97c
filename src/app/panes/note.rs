//! The editor of a bookmark's note: lines of text and a cursor. Never saves.

use crate::app::key::{Code, Held, Key};
use crate::app::panes::typed::Typed;
use crate::model::bookmark::Bookmark;

/// The editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The bookmark, its note as it was.
    pub bookmark: Bookmark,
    typed: Typed,
}

/// What a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It was taken.
    Edited,
    /// The note is to be kept.
    Keep,
    /// The note stays as it was.
    Leave,
    /// It is to be written in the editor that the user chose for her system.
    Elsewhere,
}

impl Note {
    /// The editor on a bookmark, the cursor at the end of its note.
    #[must_use]
    pub fn new(bookmark: Bookmark) -> Self {
        Self { typed: Typed::new(bookmark.note.as_str()), bookmark }
    }

    /// The note as it is now.
    #[must_use]
    pub fn text(&self) -> &str {
        self.typed.text()
    }

    /// The byte before which the cursor stands.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.typed.cursor()
    }

    /// Whether it differs from what is kept.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.text() != self.bookmark.note
    }

    /// Takes typed or pasted text.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.typed.insert(&text);
    }

    /// Takes the whole text anew, the cursor at its end.
    pub fn replace(&mut self, text: &str) {
        self.typed.clear();
        self.insert(text.trim_end());
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Deed {
        match (key.code, key.held) {
            (Code::Char('s' | 'ы' | 'S' | 'Ы'), Held::Ctrl) | (Code::Enter, Held::Ctrl | Held::Alt) => {
                return Deed::Keep;
            }
            (Code::Esc, _) => return Deed::Leave,
            (Code::Char('e' | 'у' | 'E' | 'У'), Held::Ctrl) => return Deed::Elsewhere,
            (Code::Enter, _) => self.insert("\n"),
            (Code::Tab, _) => self.insert("    "),
            (Code::Up, _) => self.typed.up(),
            (Code::Down, _) => self.typed.down(),
            _ => {
                self.typed.press(key);
            }
        }
        Deed::Edited
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;
    use crate::model::bookmark::{Anchor, Mark, Place};

    fn note(text: &str) -> Note {
        Note::new(Bookmark {
            id: "b".into(),
            article: "a".into(),
            anchor: Anchor::default(),
            place: Place::Orphan,
            note: text.into(),
            tags: Vec::new(),
            mark: Mark::Plain,
            created: DateTime::UNIX_EPOCH,
            changed: DateTime::UNIX_EPOCH,
            trashed: None,
        })
    }

    #[test]
    fn typing_and_rubbing_out_keep_whole_letters() {
        let mut note = note("е\u{301}");
        note.press(Key::char('ж'));
        note.press(Key::plain(Code::Enter));
        note.insert("a\r\nb");
        assert_eq!(note.text(), "е\u{301}ж\na\nb");
        for _ in 0..6 {
            note.press(Key::plain(Code::Backspace));
        }
        assert_eq!(note.text(), "");
        assert!(note.is_changed());
    }

    #[test]
    fn leaving_and_keeping_are_told_apart() {
        let mut note = note("x");
        assert_eq!(note.press(Key::plain(Code::Esc)), Deed::Leave);
        assert_eq!(note.press(Key { code: Code::Char('s'), held: Held::Ctrl }), Deed::Keep);
    }

    proptest! {
        #[test]
        fn the_cursor_stays_on_a_boundary(text in "(\\PC|\n){0,20}", keys in prop::collection::vec(0_usize..12, 0..40)) {
            let codes = [
                Code::Left, Code::Right, Code::Up, Code::Down, Code::Home, Code::End, Code::Backspace, Code::Delete,
                Code::Enter, Code::Tab, Code::Char('\u{301}'), Code::Char('я'),
            ];
            let mut note = note(&text);
            for key in keys {
                note.press(Key::plain(codes[key]));
                prop_assert!(note.text().is_char_boundary(note.cursor()));
            }
        }
    }
}
