//! What a piece of the screen means; the theme says how that looks. Never a colour.

use crate::model::bookmark::Mark;
use crate::model::mention::Stage;

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)?) => {
        /// The meaning of a piece of the screen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$doc])* $variant,)*
        }

        impl Role {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Its name in the theme files.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

roles! {
    /// The ground of the whole screen; only its own colours, never put on text.
    Ground = "ground",
    /// Plain text.
    Text = "text",
    /// The text of the article.
    Body = "body",
    /// Text that matters less.
    Dim = "dim",
    /// Text that hardly matters.
    Faint = "faint",
    /// Lines between panes.
    Rule = "rule",
    /// The name of the pane one is in.
    Focus = "focus",
    /// The name of another pane.
    Pane = "pane",
    /// A headline.
    Headline = "headline",
    /// A heading.
    Heading = "heading",
    /// The paragraph that sums up.
    Lead = "lead",
    /// What one is on, in the pane one is in.
    Selected = "selected",
    /// What one is on, in another pane.
    Other = "other",
    /// A mention of an initiative.
    Mention = "mention",
    /// The current mention.
    Current = "current",
    /// A bookmarked passage.
    Kept = "kept",
    /// Text that two or more bookmarks share.
    KeptTwice = "kept_twice",
    /// The mark of a bookmark.
    Mark = "mark",
    /// A place that was found.
    Found = "found",
    /// The found place one is at.
    FoundHere = "found_here",
    /// Selected text.
    Selection = "selection",
    /// A time in the text.
    Date = "date",
    /// A quantity in the text.
    Figure = "figure",
    /// Somebody's words in the text.
    Quotation = "quotation",
    /// Text that the publisher has added.
    Added = "added",
    /// Text that the publisher has taken away.
    Removed = "removed",
    /// Something not read yet.
    Unread = "unread",
    /// The mark of something not read yet.
    Fresh = "fresh",
    /// The name of an outlet.
    Outlet = "outlet",
    /// Somebody who acts.
    Actor = "actor",
    /// Stage: called for.
    CalledFor = "called_for",
    /// Stage: proposed.
    Proposed = "proposed",
    /// Stage: supported.
    Supported = "supported",
    /// Stage: planned.
    Planned = "planned",
    /// Stage: ordered.
    Ordered = "ordered",
    /// Stage: underway.
    Underway = "underway",
    /// Stage: done.
    Done = "done",
    /// A key in a hint.
    Key = "key",
    /// The bottom line.
    Status = "status",
    /// A message that all is well.
    Good = "good",
    /// A message that something is wrong.
    Bad = "bad",
    /// The frame and ground of an overlay.
    Overlay = "overlay",
}

impl From<Mark> for Role {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Plain => Self::Mark,
            Mark::Key => Self::Ordered,
            Mark::Question => Self::Supported,
            Mark::Todo => Self::Underway,
            Mark::Quote => Self::Actor,
        }
    }
}

impl From<Stage> for Role {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::CalledFor => Self::CalledFor,
            Stage::Proposed => Self::Proposed,
            Stage::Supported => Self::Supported,
            Stage::Planned => Self::Planned,
            Stage::Ordered => Self::Ordered,
            Stage::Underway => Self::Underway,
            Stage::Done => Self::Done,
        }
    }
}
