//! Names an article and its text. Never uses the name of the file, so that a copy is the same article.
//!
//! The id is a digest of, in this order of preference:
//! 1. the address of the original, where a header field of that meaning gives one with a path, without scheme,
//!    `www.`, fragment, tracking parameters and final slash; an address given as the source is none, since several
//!    articles may come from one;
//! 2. outlet, publication day and headline (of the header or of the text), where there is a headline;
//! 3. outlet, publication day and the whole first paragraph.
//!
//! The day is that of the strongest evidence in the text itself that needs no file name and no time of change.
//! So a text that is corrected below its headline keeps its id; one that changes its headline, or its first
//! paragraph where it has no headline, is another article, unless its address is known.

use crate::base::id::{ArticleId, RevisionId, digest};
use crate::import::title::one_line;
use crate::model::article::{Dated, Evidence};

/// The id of the article that has this address of its own; `None` where it names no more than a site.
#[must_use]
pub fn id_of_address(url: &str) -> Option<ArticleId> {
    plain_address(url).map(|address| ArticleId(digest(&["url", &address])))
}

/// What an article is known by.
pub(super) struct Marks<'a> {
    /// The address that the header gives as the article's own.
    pub(super) url: Option<&'a str>,
    pub(super) outlet: Option<&'a str>,
    /// The headline, else the first paragraph.
    pub(super) opening: &'a str,
    pub(super) dates: &'a [Dated],
}

/// The stable id.
pub(super) fn id(marks: &Marks<'_>) -> ArticleId {
    if let Some(id) = marks.url.and_then(id_of_address) {
        return id;
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

/// Host and path with the parameters that count; `None` where it names no more than a site.
fn plain_address(url: &str) -> Option<String> {
    let (_, rest) = url.split_whitespace().next()?.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kept: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_")).collect();
    let (host, tail) = path.trim_end_matches('/').split_once('/').unwrap_or((path.trim_end_matches('/'), ""));
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!tail.is_empty() || !kept.is_empty()).then(|| format!("{host}/{tail}?{}", kept.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(url: Option<&'static str>) -> ArticleId {
        id(&Marks { url, outlet: None, opening: "Opening", dates: &[] })
    }

    #[test]
    fn an_address_is_the_article() {
        let one = marks(Some("https://www.Example.org/news/1/?utm_source=x#top"));
        assert_eq!(one, marks(Some("http://example.org/news/1")));
        assert_ne!(one, marks(Some("http://example.org/news/2")));
        assert_ne!(marks(Some("http://example.org/?id=1")), marks(Some("http://example.org/?id=2")));
    }

    #[test]
    fn a_site_is_no_article() {
        assert_eq!(marks(Some("https://example.org/")), marks(None));
    }
}
