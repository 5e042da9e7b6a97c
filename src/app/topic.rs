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

    /// What a command is about.
    #[must_use]
    pub const fn of(command: Command) -> Self {
        use Command as C;
        match command {
            C::Down
            | C::Up
            | C::HalfDown
            | C::HalfUp
            | C::PageDown
            | C::PageUp
            | C::First
            | C::Last
            | C::Open
            | C::ReadOn
            | C::PaneLeft
            | C::PaneRight
            | C::NextPane
            | C::PreviousPane
            | C::NextParagraph
            | C::PreviousParagraph
            | C::NextMonth
            | C::PreviousMonth
            | C::NextUnread
            | C::PreviousUnread
            | C::Back
            | C::Forward => Self::Moving,
            C::NextInitiative
            | C::PreviousInitiative
            | C::FollowNext
            | C::FollowPrevious
            | C::Thread
            | C::Ledger
            | C::Figures
            | C::SameThread
            | C::Fold
            | C::Pin
            | C::Rename
            | C::Unlink
            | C::Split
            | C::Merge
            | C::Due => Self::Initiatives,
            C::Bookmark
            | C::BookmarkNote
            | C::Bookmarks
            | C::EditNote
            | C::EditTags
            | C::MarkKind
            | C::Settle
            | C::Reject
            | C::Shelf
            | C::SameArticle
            | C::Trash
            | C::BringBack
            | C::EmptyTrash
            | C::SaveAgain
            | C::Select
            | C::SelectWord
            | C::SelectSentence
            | C::SelectParagraph
            | C::SelectMention
            | C::CharBack
            | C::CharOn
            | C::WordBack
            | C::WordOn
            | C::SwapEnds
            | C::Copy
            | C::CopyMarkdown => Self::Keeping,
            C::Find
            | C::FindNext
            | C::FindPrevious
            | C::Search
            | C::Titles
            | C::Palette
            | C::Narrow
            | C::Since
            | C::Sort
            | C::Reverse => Self::Finding,
            C::ToggleRead
            | C::Alone
            | C::Wider
            | C::Narrower
            | C::Original
            | C::Pager
            | C::Changes
            | C::EarlierChange
            | C::LaterChange => Self::Article,
            C::Undo
            | C::Redo
            | C::Sample
            | C::Help
            | C::Close
            | C::Cancel
            | C::Redraw
            | C::Suspend
            | C::Quit => Self::Program,
        }
    }
}
