//! What the bottom line tells. Never draws it.

use crate::app::event::Progress;

/// The bottom line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The last message; a key press takes it away.
    pub message: Option<Message>,
    /// How far a long work is.
    pub progress: Option<Progress>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Whether all is well.
    pub tone: Tone,
    /// The words.
    pub text: String,
}

/// Whether all is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It was done.
    Good,
    /// It could not be done, and nothing is lost.
    Plain,
    /// Something is wrong.
    Bad,
}

impl Status {
    /// Tells something.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        self.message = Some(Message { tone, text: text.into() });
    }
}
