//! The editor of a bookmark's note: lines of text and a cursor. Never saves.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::key::{Code, Held, Key};
use crate::model::bookmark::Bookmark;

/// The editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The bookmark, its note as it was.
    pub bookmark: Bookmark,
    text: String,
    cursor: usize,
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
        let text = bookmark.note.clone();
        Self { bookmark, cursor: text.len(), text }
    }

    /// The note as it is now.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte before which the cursor stands.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether it differs from what is kept.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.text != self.bookmark.note
    }

    /// Takes typed or pasted text.
    pub fn insert(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
    }

    /// Takes the whole text anew, the cursor at its end.
    pub fn replace(&mut self, text: &str) {
        self.text.clear();
        self.cursor = 0;
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
            (Code::Char(c), Held::Nothing) => self.insert(c.encode_utf8(&mut [0; 4])),
            (Code::Char('w'), Held::Ctrl) => self.remove(self.word_back(), self.cursor),
            (Code::Char('u'), Held::Ctrl) => self.remove(self.line_start(), self.cursor),
            (Code::Backspace, _) => self.remove(self.back(), self.cursor),
            (Code::Delete, _) => self.remove(self.cursor, self.on()),
            (Code::Left, _) => self.cursor = self.back(),
            (Code::Right, _) => self.cursor = self.on(),
            (Code::Up, _) => self.cursor = self.line_start().saturating_sub(1),
            (Code::Down, _) => self.cursor = (self.line_end() + 1).min(self.text.len()),
            (Code::Home, _) => self.cursor = self.line_start(),
            (Code::End, _) => self.cursor = self.line_end(),
            _ => {}
        }
        Deed::Edited
    }

    fn remove(&mut self, start: usize, end: usize) {
        if self.text.get(start..end).is_some() {
            self.text.replace_range(start..end, "");
            self.cursor = start;
        }
    }

    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    fn back(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn on(&self) -> usize {
        self.cursor + self.after().graphemes(true).next().map_or(0, str::len)
    }

    fn word_back(&self) -> usize {
        self.before().unicode_word_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn line_start(&self) -> usize {
        self.before().rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        self.cursor + self.after().find('\n').unwrap_or(self.after().len())
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
