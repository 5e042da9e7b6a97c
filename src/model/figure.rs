//! Quantities and the series they form over time.

use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, MentionId, SeriesId};
use crate::base::span::Span;
use crate::base::when::{PartialDate, When};

/// One quantity in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Where it is, comparison and unit included.
    pub span: Span,
    /// The value, multipliers applied.
    pub value: f64,
    /// The upper end of a range, or the value something goes to.
    pub value_to: Option<f64>,
    /// What is counted or measured, nominative plural or a sign (`USD`, `percent`, `times`, `years`).
    pub unit: String,
    /// How the true value stands to `value`.
    pub cmp: Comparison,
    /// The time it holds for, where stated or implied.
    pub as_of: Option<When>,
    /// The words around it that say what it measures, for joining series.
    pub measure: Option<Span>,
}

/// How the true value stands to the number given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparison {
    /// Exactly.
    #[default]
    #[serde(rename = "=")]
    Equal,
    /// More than.
    #[serde(rename = ">")]
    More,
    /// Less than.
    #[serde(rename = "<")]
    Less,
    /// About.
    #[serde(rename = "~")]
    About,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
}

impl Comparison {
    /// The sign used in records.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::More => ">",
            Self::Less => "<",
            Self::About => "~",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
        }
    }
}

/// The same quantity over time, in order of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Stable id.
    pub id: SeriesId,
    /// What is counted, in the words of its first point.
    pub label: String,
    /// The unit all points share.
    pub unit: String,
    /// The points, at least one.
    pub points: Vec<Point>,
}

impl Series {
    /// Whether it is told for more than one time.
    #[must_use]
    pub fn changes(&self) -> bool {
        let first = self.points.first().map(|point| point.at);
        self.points.iter().any(|point| Some(point.at) != first)
    }

    /// Whether it has had more than one value.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        let first = self.points.first().map_or(0.0, |point| point.value);
        self.points.iter().any(|point| is_another(point.value, first))
    }

    /// Whether its values are shares already, so that they change by points.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.unit == "percent"
    }
}

/// Whether two values differ by more than the rest of a reckoning.
#[must_use]
pub fn is_another(value: f64, than: f64) -> bool {
    (value - than).abs() > than.abs() * 1e-9
}

/// One point of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// When it held.
    pub at: PartialDate,
    /// The value.
    pub value: f64,
    /// How the true value stands to it.
    pub cmp: Comparison,
    /// The article that says so.
    pub article: ArticleId,
    /// Where in the article.
    pub span: Span,
    /// The mention it is told with: it stands inside it, or beside it in one sentence.
    #[serde(default)]
    pub told_with: Option<MentionId>,
}
