//! Text that is typed and where the cursor stands in it: the line of a prompt, the note of a bookmark. Never saves.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::key::{Code, Held, Key};

/// Typed text with a cursor, which stands between two letters as a reader sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    text: String,
    cursor: usize,
}

impl Typed {
    /// Nothing, with the cursor in it.
    pub const EMPTY: Self = Self { text: String::new(), cursor: 0 };

    /// A text with the cursor at its end.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is typed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The byte before which the cursor stands.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// What stands before the cursor.
    #[must_use]
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// What stands after the cursor.
    #[must_use]
    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Puts text in at the cursor.
    pub fn insert(&mut self, text: &str) {
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
    }

    /// Empties it.
    pub fn clear(&mut self) {
        *self = Self::EMPTY;
    }

    /// Takes a key as the shells' command lines do. Says whether the key was for it.
    pub fn press(&mut self, key: Key) -> bool {
        match (key.code, key.held) {
            (Code::Char(c), Held::Nothing) => self.insert(c.encode_utf8(&mut [0; 4])),
            (Code::Backspace, Held::Ctrl | Held::Alt) | (Code::Char('w' | 'ц'), Held::Ctrl) => {
                self.remove(self.word_back(), self.cursor);
            }
            (Code::Backspace, _) => self.remove(self.back(), self.cursor),
            (Code::Delete, _) => self.remove(self.cursor, self.on()),
            (Code::Char('d' | 'в'), Held::Alt) => self.remove(self.cursor, self.word_on()),
            (Code::Char('u' | 'г'), Held::Ctrl) => self.remove(self.line_start(), self.cursor),
            (Code::Char('k' | 'л'), Held::Ctrl) => self.remove(self.cursor, self.line_end()),
            (Code::Left, Held::Ctrl | Held::Alt) | (Code::Char('b' | 'и'), Held::Alt) => {
                self.cursor = self.word_back();
            }
            (Code::Right, Held::Ctrl | Held::Alt) | (Code::Char('f' | 'а'), Held::Alt) => {
                self.cursor = self.word_on();
            }
            (Code::Left, _) => self.cursor = self.back(),
            (Code::Right, _) => self.cursor = self.on(),
            (Code::Home, _) | (Code::Char('a' | 'ф'), Held::Ctrl) => self.cursor = self.line_start(),
            (Code::End, _) | (Code::Char('e' | 'у'), Held::Ctrl) => self.cursor = self.line_end(),
            _ => return false,
        }
        true
    }

    /// Goes to the end of the line above.
    pub fn up(&mut self) {
        self.cursor = self.line_start().saturating_sub(1);
    }

    /// Goes to the start of the line below, or to the end.
    pub fn down(&mut self) {
        self.cursor = (self.line_end() + 1).min(self.text.len());
    }

    fn remove(&mut self, start: usize, end: usize) {
        if self.text.get(start..end).is_some() {
            self.text.replace_range(start..end, "");
            self.cursor = start;
        }
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

    fn word_on(&self) -> usize {
        let mut words = self.after().unicode_word_indices();
        self.cursor + words.next().map_or(self.after().len(), |(at, word)| at + word.len())
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
    use super::*;

    fn typed(keys: &[Key]) -> String {
        let mut typed = Typed::new("совет по воде");
        for key in keys {
            assert!(typed.press(*key), "{key:?}");
        }
        format!("{}|{}", typed.before(), typed.after())
    }

    #[test]
    fn a_line_is_changed_where_the_cursor_stands() {
        let plain = Key::plain;
        let with = |held, code| Key { code, held };
        let ctrl = |c| with(Held::Ctrl, Code::Char(c));
        let left = with(Held::Ctrl, Code::Left);
        for (keys, then) in [
            (vec![Key::char('!')], "совет по воде!|"),
            (vec![plain(Code::Home), Key::char('«')], "«|совет по воде"),
            (vec![ctrl('a'), plain(Code::Delete)], "|овет по воде"),
            (vec![left, left, plain(Code::Backspace)], "совет|по воде"),
            (vec![left, ctrl('u')], "|воде"),
            (vec![left, left, ctrl('k')], "совет |"),
            (vec![ctrl('w'), ctrl('w')], "совет |"),
            (vec![ctrl('ф'), with(Held::Alt, Code::Char('f'))], "совет| по воде"),
            (vec![ctrl('a'), with(Held::Alt, Code::Char('d')), plain(Code::End)], " по воде|"),
        ] {
            assert_eq!(typed(&keys), then);
        }
        assert!(!Typed::default().press(plain(Code::Enter)));
    }
}
