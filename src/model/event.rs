//! Articles about one happening.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, EventId};

/// One happening that one or more articles report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Stable id.
    pub id: EventId,
    /// Short name in the language of its first article.
    pub label: String,
    /// First day.
    pub first: Option<NaiveDate>,
    /// Last day.
    pub last: Option<NaiveDate>,
    /// Its articles in order of time.
    pub articles: Vec<ArticleId>,
    /// Articles that repeat another's text (reprint or translation), as `(copy, original)`.
    pub reprints: Vec<(ArticleId, ArticleId)>,
}
