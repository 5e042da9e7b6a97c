//! A passage somebody keeps, anchored so that it survives a change of the text.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, BookmarkId, RevisionId};
use crate::base::span::Span;

/// A kept passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Never given twice.
    pub id: BookmarkId,
    /// The article.
    pub article: ArticleId,
    /// What finds the passage again.
    pub anchor: Anchor,
    /// Where it is in the present text.
    pub place: Place,
    /// The reader's words, as many lines as she likes.
    pub note: String,
    /// Tags, sorted, each once.
    pub tags: Vec<String>,
    /// What kind of mark it is.
    pub mark: Mark,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was changed last.
    pub changed: DateTime<Utc>,
    /// When it was put into the trash.
    pub trashed: Option<DateTime<Utc>>,
}

/// Quote, context and position of a passage (the W3C Web Annotation selectors `TextQuoteSelector` and
/// `TextPositionSelector`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The passage as it stood.
    pub quote: String,
    /// The text just before it.
    pub prefix: String,
    /// The text just after it.
    pub suffix: String,
    /// Where it stood, in bytes; empty where only the code points are known.
    pub span: Span,
    /// Where it stood, start and end counted in Unicode code points of the text.
    #[serde(default)]
    pub code_points: (usize, usize),
    /// In which text.
    pub revision: RevisionId,
}

/// Where a passage is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Place {
    /// Surely here.
    Sure {
        /// In the present text.
        span: Span,
    },
    /// Probably here; the reader is asked.
    Moved {
        /// In the present text.
        span: Span,
    },
    /// Not found in the present text, or the article has not come yet.
    Orphan,
}

impl Place {
    /// Where to show it.
    #[must_use]
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Sure { span } | Self::Moved { span } => Some(span),
            Self::Orphan => None,
        }
    }
}

/// The kind of a mark: each has a colour in the theme and a letter on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Just kept.
    #[default]
    Plain,
    /// Matters most.
    Key,
    /// To be checked.
    Question,
    /// To be acted on.
    Todo,
    /// To be quoted.
    Quote,
}

impl Mark {
    /// All of them, in order.
    pub const ALL: &[Self] = &[Self::Plain, Self::Key, Self::Question, Self::Todo, Self::Quote];

    /// The word used in records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Key => "key",
            Self::Question => "question",
            Self::Todo => "todo",
            Self::Quote => "quote",
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }
}
