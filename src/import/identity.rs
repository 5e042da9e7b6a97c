//! Names an article and its text. Never uses the name of the file, so that a copy is the same article.
//!
//! The id is a digest of, in this order of preference:
//! 1. the address of the original, without scheme, `www.`, fragment, tracking parameters and final slash;
//! 2. outlet, publication day and headline (of the header or of the text), where there is a headline;
//! 3. outlet, publication day and the whole first paragraph.
//!
//! The day is that of the strongest evidence in the text itself that needs no file name and no time of change.
//! So a text that is corrected below its headline keeps its id; one that changes its headline, or its first
//! paragraph where it has no headline, is another article, unless its address is known.

use crate::base::id::{ArticleId, RevisionId, digest};
use crate::import::title::one_line;
use crate::model::article::{Dated, Evidence};

/// What an article is known by.
pub(super) struct Marks<'a> {
    pub(super) url: Option<&'a str>,
    pub(super) outlet: Option<&'a str>,
    /// The headline, else the first paragraph.
    pub(super) opening: &'a str,
    pub(super) dates: &'a [Dated],
}

/// The stable id.
pub(super) fn id(marks: &Marks<'_>) -> ArticleId {
    if let Some(url) = marks.url {
        return ArticleId(digest(&["url", &plain_address(url)]));
    }
    let own = marks.dates.iter().find(|dated| !matches!(dated.evidence, Evidence::FileName | Evidence::Hand));
    let day = own.map(|dated| dated.day.to_string()).unwrap_or_default();
    let outlet = marks.outlet.unwrap_or_default().to_lowercase();
    ArticleId(digest(&["text", &outlet, &day, &one_line(marks.opening).to_lowercase()]))
}

/// The id of exactly this text.
pub(super) fn revision(text: &str) -> RevisionId {
    RevisionId(digest(&[text]))
}

fn plain_address(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kept: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_")).collect();
    let path = path.trim_end_matches('/');
    let path = path.strip_prefix("www.").unwrap_or(path);
    let (host, tail) = path.split_once('/').unwrap_or((path, ""));
    format!("{}/{tail}?{}", host.to_lowercase(), kept.join("&"))
}
