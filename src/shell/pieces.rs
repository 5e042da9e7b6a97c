//! Puts sequences of keys together again that come byte by byte, as over a slow line. Never waits: the caller
//! says when the time for more is up.

use std::time::Duration;

use crossterm::event::{Event as Raw, KeyCode, KeyEvent, KeyModifiers};

use crate::shell::answers::{Answer, Asked};

/// How long the rest of a sequence of keys may be on its way after its first byte.
const PIECE: Duration = Duration::from_millis(30);
/// The same for an answer of the terminal.
const ANSWER: Duration = Duration::from_millis(400);

/// What came after an escape and may belong to one sequence.
///
/// An escape that comes alone is the key of that name to the library that reads the terminal, and what follows
/// a moment later would be keys of their own: `[` and `B` instead of "down".
#[derive(Debug, Default)]
pub struct Pieces {
    held: Held,
    answer: Option<Answer>,
}

#[derive(Debug, Default)]
enum Held {
    #[default]
    Nothing,
    /// The characters after the escape.
    Sequence(String),
    /// Text between the marks of a paste.
    Paste(String),
    /// What came of an answer of the terminal.
    Answer(Asked, String),
    /// An answer but for the last byte of its end.
    AnswerEnd,
}

/// What ends a paste.
const PASTE_END: &str = "\u{1b}[201~";

impl Pieces {
    /// Whether more may belong to what is held.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self.held, Held::Nothing)
    }

    /// How long the rest of what is held may be on its way.
    #[must_use]
    pub const fn patience(&self) -> Duration {
        match self.held {
            // Nobody types this; over a slow line it comes in parts.
            Held::Answer(..) | Held::AnswerEnd => ANSWER,
            Held::Nothing | Held::Sequence(_) | Held::Paste(_) => PIECE,
        }
    }

    /// What the terminal has answered since this was asked last.
    pub const fn answered(&mut self) -> Option<Answer> {
        self.answer.take()
    }

    /// Takes what came; gives what is whole.
    pub fn take(&mut self, raw: Raw) -> Vec<Raw> {
        match std::mem::take(&mut self.held) {
            Held::Answer(asked, begun) => self.answer(asked, begun, raw),
            Held::AnswerEnd if character(&raw) == Some('\\') => Vec::new(),
            Held::AnswerEnd => self.take(raw),
            Held::Nothing if let Some(asked) = answered_by(&raw) => {
                self.held = Held::Answer(asked, String::new());
                Vec::new()
            }
            Held::Nothing if is_escape(&raw) => {
                self.held = Held::Sequence(String::new());
                Vec::new()
            }
            Held::Nothing => vec![raw],
            Held::Sequence(begun) => self.go_on(begun, raw),
            Held::Paste(text) => self.paste(text, raw),
        }
    }

    /// Nothing more came in time: what is held is what it looks like.
    pub fn give_up(&mut self) -> Vec<Raw> {
        match std::mem::take(&mut self.held) {
            Held::Nothing | Held::AnswerEnd => Vec::new(),
            Held::Sequence(begun) => as_keys(&begun),
            Held::Answer(asked, begun) => as_typed(asked, &begun),
            Held::Paste(text) => vec![Raw::Paste(text)],
        }
    }

    /// More of an answer: its next letter, its end, or something that is none of it.
    fn answer(&mut self, asked: Asked, mut begun: String, raw: Raw) -> Vec<Raw> {
        if ends_answer(&raw) {
            self.answer = asked.read(&begun);
            return if self.answer.is_some() { Vec::new() } else { as_typed(asked, &begun) };
        }
        if is_escape(&raw) && asked.is_certain(&begun) {
            // The end of it, of which the second byte is still to come.
            self.answer = asked.read(&begun);
            self.held = Held::AnswerEnd;
            return Vec::new();
        }
        if let Some(c) = character(&raw) {
            begun.push(c);
            if asked.may_be(&begun) {
                self.held = Held::Answer(asked, begun);
                return Vec::new();
            }
            begun.pop();
        }
        let mut all = as_typed(asked, &begun);
        all.extend(self.take(raw));
        all
    }

    fn go_on(&mut self, mut begun: String, raw: Raw) -> Vec<Raw> {
        if begun.is_empty()
            && let Some(asked) = character(&raw).and_then(Asked::by)
        {
            self.held = Held::Answer(asked, String::new());
            return Vec::new();
        }
        let next = character(&raw).filter(|c| !begun.is_empty() || matches!(c, '[' | 'O'));
        let Some(c) = next else {
            let mut all = as_keys(&begun);
            all.extend(self.take(raw));
            return all;
        };
        begun.push(c);
        if begun == "[200~" {
            self.held = Held::Paste(String::new());
            return Vec::new();
        }
        let is_whole = begun.len() > 1 && ('\u{40}'..='\u{7e}').contains(&c);
        if is_whole {
            return key(&begun).map(Raw::Key).into_iter().collect();
        }
        self.held = Held::Sequence(begun);
        Vec::new()
    }

    fn paste(&mut self, mut text: String, raw: Raw) -> Vec<Raw> {
        let code = match &raw {
            Raw::Key(key) => Some(key.code),
            Raw::Paste(_) | Raw::Mouse(_) | Raw::Resize(..) | Raw::FocusGained | Raw::FocusLost => None,
        };
        match (character(&raw), code) {
            (Some(c), _) => text.push(c),
            (None, Some(KeyCode::Enter | KeyCode::Char('j'))) => text.push('\n'),
            (None, Some(KeyCode::Tab)) => text.push('\t'),
            (None, Some(KeyCode::Esc)) => text.push('\u{1b}'),
            (None, Some(_)) => {}
            (None, None) => {
                self.held = Held::Paste(text);
                return vec![raw];
            }
        }
        if let Some(whole) = text.strip_suffix(PASTE_END) {
            return vec![Raw::Paste(whole.to_owned())];
        }
        self.held = Held::Paste(text);
        Vec::new()
    }
}

/// What an answer that begins answers: an escape and a letter, read as one key.
fn answered_by(raw: &Raw) -> Option<Asked> {
    let Raw::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) = raw else { return None };
    let is_alt = modifiers.difference(KeyModifiers::SHIFT) == KeyModifiers::ALT;
    Asked::by(*c).filter(|_| is_alt)
}

/// Whether an answer ends: a bell, or an escape and a backslash, each read as one key.
fn ends_answer(raw: &Raw) -> bool {
    let Raw::Key(key) = raw else { return false };
    key.code == KeyCode::Char('g') && key.modifiers == KeyModifiers::CONTROL
        || key.code == KeyCode::Char('\\') && key.modifiers == KeyModifiers::ALT
}

/// What was held as an answer and is none, as it was typed; what can only be a part of an answer is left out.
fn as_typed(asked: Asked, begun: &str) -> Vec<Raw> {
    if asked.is_certain(begun) {
        return Vec::new();
    }
    let first = KeyEvent::new(KeyCode::Char(asked.letter()), KeyModifiers::ALT);
    let rest = begun.chars().map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
    std::iter::once(first).chain(rest).map(Raw::Key).collect()
}

fn is_escape(raw: &Raw) -> bool {
    matches!(raw, Raw::Key(key) if key.code == KeyCode::Esc && key.modifiers.is_empty())
}

/// The character that a key types.
fn character(raw: &Raw) -> Option<char> {
    match raw {
        Raw::Key(KeyEvent { code: KeyCode::Char(c), modifiers, .. }) => {
            (modifiers.is_empty() || *modifiers == KeyModifiers::SHIFT).then_some(*c)
        }
        Raw::Key(_) | Raw::Paste(_) | Raw::Mouse(_) | Raw::Resize(..) | Raw::FocusGained | Raw::FocusLost => {
            None
        }
    }
}

/// An escape and characters as keys of their own.
fn as_keys(begun: &str) -> Vec<Raw> {
    let codes = std::iter::once(KeyCode::Esc).chain(begun.chars().map(KeyCode::Char));
    codes.map(|code| Raw::Key(KeyEvent::new(code, KeyModifiers::NONE))).collect()
}

/// The key that a sequence names; `None` for one that names no key, such as the answer to a question.
fn key(sequence: &str) -> Option<KeyEvent> {
    let last = sequence.chars().next_back()?;
    let inside = sequence.get(1..sequence.len() - 1)?;
    let (number, held) = inside.split_once(';').unwrap_or((inside, "1"));
    let code = match last {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'H' => KeyCode::Home,
        'F' => KeyCode::End,
        'P' => KeyCode::F(1),
        'Q' => KeyCode::F(2),
        'R' => KeyCode::F(3),
        'S' => KeyCode::F(4),
        'Z' => return Some(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        '~' => match number {
            "1" | "7" => KeyCode::Home,
            "3" => KeyCode::Delete,
            "4" | "8" => KeyCode::End,
            "5" => KeyCode::PageUp,
            "6" => KeyCode::PageDown,
            _ => return None,
        },
        _ => return None,
    };
    let bits = held.parse::<u8>().ok()?.checked_sub(1)?;
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        if bits & bit != 0 {
            modifiers |= modifier;
        }
    }
    Some(KeyEvent::new(code, modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::ground::Ground;

    fn of(c: char) -> Raw {
        let code = match c {
            '\u{1b}' => KeyCode::Esc,
            '\r' => KeyCode::Enter,
            c => KeyCode::Char(c),
        };
        Raw::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    /// What comes of bytes that arrive one by one, with a pause at the end.
    fn slowly(typed: &str) -> Vec<Raw> {
        let mut pieces = Pieces::default();
        let mut all: Vec<Raw> = typed.chars().flat_map(|c| pieces.take(of(c))).collect();
        all.extend(pieces.give_up());
        assert!(!pieces.is_open());
        all
    }

    fn named(code: KeyCode, modifiers: KeyModifiers) -> Vec<Raw> {
        vec![Raw::Key(KeyEvent::new(code, modifiers))]
    }

    #[test]
    fn sequences_in_pieces_are_one_key() {
        assert_eq!(slowly("\u{1b}[B"), named(KeyCode::Down, KeyModifiers::NONE));
        assert_eq!(slowly("\u{1b}OA"), named(KeyCode::Up, KeyModifiers::NONE));
        assert_eq!(slowly("\u{1b}[6~"), named(KeyCode::PageDown, KeyModifiers::NONE));
        assert_eq!(slowly("\u{1b}[1;3D"), named(KeyCode::Left, KeyModifiers::ALT));
        assert_eq!(slowly("\u{1b}[<64;10;5M"), []);
        assert_eq!(slowly("\u{1b}[200~a\rb\u{1b}[201~"), [Raw::Paste("a\nb".to_owned())]);
    }

    fn alt(c: char) -> Raw {
        Raw::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT))
    }

    #[test]
    fn an_answer_is_taken_out_of_the_keys_and_no_key_with_it() {
        let ends = [
            vec![alt('\\')],
            vec![Raw::Key(KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL))],
            vec![of('\u{1b}'), of('\\')],
        ];
        for (letter, text, answer) in [
            (']', "11;rgb:ffff/ffff/ffff", Answer::Ground(Ground::Light)),
            ('P', "1$r1;160s", Answer::Margins(true)),
            ('P', "0$r", Answer::Margins(false)),
        ] {
            for end in &ends {
                for start in [vec![alt(letter)], vec![of('\u{1b}'), of(letter)]] {
                    let mut pieces = Pieces::default();
                    let before = std::iter::once(of('j')).chain(start).chain(text.chars().map(of));
                    let all: Vec<Raw> = before.chain(end.clone()).chain([of('k')]).collect();
                    let (mut keys, mut answers) = (Vec::new(), Vec::new());
                    for raw in all {
                        keys.extend(pieces.take(raw));
                        answers.extend(pieces.answered());
                    }
                    assert_eq!(keys, [of('j'), of('k')]);
                    assert_eq!(answers, [answer]);
                    assert!(!pieces.is_open());
                }
            }
        }
    }

    #[test]
    fn keys_that_only_begin_like_an_answer_stay_keys() {
        for letter in [']', 'P'] {
            let mut pieces = Pieces::default();
            let mut keys: Vec<Raw> =
                [alt(letter), of('1'), of('j')].into_iter().flat_map(|raw| pieces.take(raw)).collect();
            assert_eq!(keys, [alt(letter), of('1'), of('j')]);
            keys = pieces.take(alt(letter));
            keys.extend(pieces.give_up());
            assert_eq!(keys, [alt(letter)]);
            assert_eq!(pieces.answered(), None);
        }
    }

    #[test]
    fn what_is_no_sequence_stays_as_it_was_typed() {
        assert_eq!(slowly("j"), [of('j')]);
        assert_eq!(slowly("\u{1b}"), [of('\u{1b}')]);
        assert_eq!(slowly("\u{1b}\u{1b}q"), [of('\u{1b}'), of('\u{1b}'), of('q')]);
        assert_eq!(slowly("\u{1b}["), [of('\u{1b}'), of('[')]);
        assert_eq!(slowly("\u{1b}[200~cut"), [Raw::Paste("cut".to_owned())]);
    }
}
