//! One dated text with its source, kept as it came.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, RevisionId};
use crate::base::span::Span;
use crate::model::lang::Lang;

/// An article. Every span in it, and in everything extracted from it, is a byte range of `text`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Stable over re-imports and changes of the text.
    pub id: ArticleId,
    /// Hash of `text`.
    pub revision: RevisionId,
    /// The headline, or the beginning of the first sentence made fit; always on one line and never empty.
    pub title: String,
    /// When it was published, by the strongest evidence.
    pub date: Option<Dated>,
    /// All evidence for its date, strongest first, `date` included.
    pub dates: Vec<Dated>,
    /// The outlet that published it, by its own name: from the header, the address or the text.
    pub outlet: Option<String>,
    /// Whom the text credits ("сообщает Акорда", "(PTI)").
    pub credited: Option<String>,
    /// Address of the original.
    pub url: Option<String>,
    /// Author as given.
    pub author: Option<String>,
    /// Language of the text.
    pub lang: Lang,
    /// The whole text after decoding, as it came, header included.
    pub text: String,
    /// What each part of the text is, in order, not overlapping. White space between blocks belongs to none.
    pub blocks: Vec<Block>,
    /// Base name of the file it came from.
    pub file: String,
}

impl Article {
    /// The blocks that are to be read and extracted from.
    pub fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.kind.is_body())
    }

    /// The publication day.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.date.as_ref().map(|dated| dated.day)
    }
}

/// A part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it is, without white space at its ends.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a part of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Header fields and front matter: not shown, not extracted from.
    Header,
    /// View counters, photo credits, site furniture: not shown, not extracted from.
    Furniture,
    /// The printed date line.
    DateLine,
    /// The headline.
    Headline,
    /// The paragraph that sums up the article.
    Lead,
    /// A heading inside the text.
    Heading,
    /// A paragraph.
    Paragraph,
    /// One item of a list.
    ListItem,
}

impl BlockKind {
    /// Whether a reader should see it as part of the article.
    #[must_use]
    pub const fn is_body(self) -> bool {
        match self {
            Self::Header | Self::Furniture | Self::DateLine => false,
            Self::Headline | Self::Lead | Self::Heading | Self::Paragraph | Self::ListItem => true,
        }
    }
}

/// A publication date and what says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The day.
    pub day: NaiveDate,
    /// The time of day, zone not stated.
    pub time: Option<NaiveTime>,
    /// What kind of evidence this is.
    pub evidence: Evidence,
    /// Where the text says it; `None` where it comes from outside the text.
    pub span: Option<Span>,
}

/// What a date rests on, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Set by the reader.
    Hand,
    /// Printed at the top of the article by its publisher.
    Printed,
    /// The dateline of an agency ("ТАШКЕНТ, 16 ноября. /ТАСС/").
    Dateline,
    /// A header field or the first line's `date`, which may be the day of retrieval.
    Header,
    /// A full date in the first sentences.
    Body,
    /// The name of the file.
    FileName,
}

impl Evidence {
    /// The word used in records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Printed => "printed",
            Self::Dateline => "dateline",
            Self::Header => "header",
            Self::Body => "body",
            Self::FileName => "file",
        }
    }
}
