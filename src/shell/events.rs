//! What comes from outside, on one channel: keys, mouse, size, signals. Never decides what it means.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::app::event::{Event, Mouse, MouseDeed};
use crate::app::key::{Code, Held, Key};
use crate::shell::answers::Answer;
use crate::shell::keyboard::{Keyboard, keyboard};
use crate::shell::pieces::Pieces;
use crate::shell::terminal;

/// What wakes the reader.
#[derive(Clone, Debug, PartialEq)]
pub enum Wake {
    /// A fact for the state.
    Event(Event),
    /// What was typed ahead and has waited long enough.
    Late(Event),
    /// The terminal has answered what it was asked.
    Answer(Answer),
    /// The program is to end: a signal, or the terminal has gone.
    End,
    /// The program is to stop for a while.
    Stop,
    /// The program goes on after it was stopped.
    Continue,
}

/// Begins to listen to the terminal and to signals.
///
/// # Errors
///
/// Where signals cannot be listened to.
pub fn listen() -> io::Result<Ears> {
    let (sender, receiver) = channel();
    let (keyboard, waiting) = keyboard();
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let to = sender.clone();
    thread::Builder::new().name("signals".into()).spawn(move || {
        for signal in signals.forever() {
            if terminal::is_lent() {
                // The keyboard is another program's: what it stops by goes for both, the rest is for it alone.
                if signal == SIGTSTP {
                    let _ = emulate_default_handler(SIGTSTP);
                }
                if matches!(signal, SIGTSTP | SIGCONT | SIGINT) {
                    continue;
                }
            }
            let wake = match signal {
                SIGTSTP => Wake::Stop,
                SIGCONT => Wake::Continue,
                _ => Wake::End,
            };
            if to.send(wake).is_err() {
                return;
            }
        }
    })?;
    // Begins to watch the terminal's size before anybody asks for it.
    event::poll(Duration::ZERO)?;
    let to = sender.clone();
    thread::Builder::new().name("input".into()).spawn(move || {
        let mut pieces = Pieces::default();
        loop {
            let Ok(came) = next(&mut pieces) else {
                let _ = to.send(Wake::End);
                return;
            };
            if let Some(answer) = pieces.answered()
                && to.send(Wake::Answer(answer)).is_err()
            {
                return;
            }
            let wakes: Vec<Wake> = came.into_iter().filter_map(fact).map(Wake::Event).collect();
            for wake in wakes {
                if to.send(wake).is_err() {
                    return;
                }
            }
            if waiting.stand_aside().is_err() {
                return;
            }
        }
    })?;
    Ok(Ears { sender, receiver, keyboard })
}

/// What listens.
#[derive(Debug)]
pub struct Ears {
    /// For others who have something to tell.
    pub sender: Sender<Wake>,
    /// What wakes the reader.
    pub receiver: Receiver<Wake>,
    /// Who reads the keyboard.
    pub keyboard: Keyboard,
}

/// Waits for what comes next from the terminal; a sequence that comes in pieces is put together.
fn next(pieces: &mut Pieces) -> io::Result<Vec<Raw>> {
    if pieces.is_open() && !event::poll(pieces.patience())? {
        return Ok(pieces.give_up());
    }
    event::read().map(|raw| pieces.take(raw))
}

/// What the terminal tells, as a fact for the state.
fn fact(raw: Raw) -> Option<Event> {
    match raw {
        Raw::Key(key) => key_of(key).map(Event::Key),
        Raw::Mouse(mouse) => mouse_of(mouse).map(Event::Mouse),
        Raw::Paste(text) => Some(Event::Paste(text)),
        Raw::Resize(columns, rows) => Some(Event::Resized(columns, rows)),
        Raw::FocusGained | Raw::FocusLost => None,
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "keys that the table cannot name mean nothing")]
fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    let is_letter = matches!(code, Code::Char(c) if c != ' ');
    let held = if held(KeyModifiers::CONTROL) {
        Held::Ctrl
    } else if held(KeyModifiers::ALT) {
        Held::Alt
    } else if !is_letter && (held(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab) {
        Held::Shift
    } else {
        Held::Nothing
    };
    Some(Key { code, held })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what the mouse does beside this means nothing")]
fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let deed = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseDeed::Press,
        MouseEventKind::Down(MouseButton::Right) => MouseDeed::Menu,
        MouseEventKind::Drag(MouseButton::Left) => MouseDeed::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseDeed::Release,
        MouseEventKind::ScrollDown => MouseDeed::WheelDown,
        MouseEventKind::ScrollUp => MouseDeed::WheelUp,
        _ => return None,
    };
    Some(Mouse { deed, column: event.column, row: event.row })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        key_of(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    #[test]
    fn keys_of_the_terminal_are_keys_of_the_table() {
        assert_eq!(key(KeyCode::Char('J'), KeyModifiers::SHIFT).unwrap(), "J");
        assert_eq!(key(KeyCode::BackTab, KeyModifiers::SHIFT).unwrap(), "<S-Tab>");
        assert_eq!(key(KeyCode::Char('o'), KeyModifiers::CONTROL).unwrap(), "<C-o>");
        assert_eq!(key(KeyCode::Char(' '), KeyModifiers::SHIFT).unwrap(), "<S-Space>");
        assert_eq!(key(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }
}
