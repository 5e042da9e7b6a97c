//! What commands are about and how they are told in full, for whoever looks for one. Never what a key is called.

use crate::app::command::Command;
use crate::app::texts::Texts;

/// What a command does, in full.
#[must_use]
pub fn told(command: Command, texts: &Texts) -> String {
    let name = command.name();
    let full = texts.find(&format!("deed.{name}")).or_else(|| texts.find(&format!("command.{name}")));
    full.unwrap_or(name).to_owned()
}

/// What a command is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Moving about.
    Moving,
    /// Initiatives and their history.
    Initiatives,
    /// Bookmarks, selecting and copying.
    Keeping,
    /// Finding and sorting.
    Finding,
    /// The article and how it is shown.
    Article,
    /// The program itself.
    Program,
}

impl Topic {
    /// Its key in the interface texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Moving => "topic.moving",
            Self::Initiatives => "topic.initiatives",
            Self::Keeping => "topic.keeping",
            Self::Finding => "topic.finding",
            Self::Article => "topic.article",
            Self::Program => "topic.program",
        }
    }
}
