//! What becomes of an article's bookmarks when its text is imported anew. Never changes or drops one.

use crate::base::id::{BookmarkId, RevisionId};
use crate::model::bookmark::{Bookmark, Place};
use crate::passage::resolve::resolve_all;

/// How a bookmark's place changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It is where it was.
    None,
    /// It is at other bytes, surely: nobody needs to be asked.
    Shifted,
    /// It is probably there: the reader is asked.
    Unsure,
    /// It was not found, or is no longer.
    Lost,
    /// It was without a place and has one again.
    Back,
}

/// The place of each bookmark in a new text of its article, in their order. An anchor made from this very
/// revision is where it says. Linear in the text for each bookmark that has changed.
#[must_use]
pub fn reanchor(
    bookmarks: &[Bookmark],
    text: &str,
    revision: &RevisionId,
) -> Vec<(BookmarkId, Place, Change)> {
    let places = resolve_all(bookmarks.iter().map(|bookmark| &bookmark.anchor), text);
    let own = |bookmark: &Bookmark, found: Place| {
        let anchor = &bookmark.anchor;
        let is_same = anchor.revision == *revision && !revision.as_str().is_empty();
        let stands = anchor.span.fits(text) && anchor.span.of(text) == anchor.quote;
        if is_same && stands { Place::Sure { span: anchor.span } } else { found }
    };
    let places = bookmarks.iter().zip(places).map(|(bookmark, found)| (bookmark, own(bookmark, found)));
    places.map(|(bookmark, place)| (bookmark.id.clone(), place, change(bookmark.place, place))).collect()
}

fn change(before: Place, now: Place) -> Change {
    match (before, now) {
        (before, now) if before == now => Change::None,
        (_, Place::Orphan) => Change::Lost,
        (Place::Orphan, Place::Sure { .. } | Place::Moved { .. }) => Change::Back,
        (Place::Sure { .. } | Place::Moved { .. }, Place::Sure { .. }) => Change::Shifted,
        (Place::Sure { .. } | Place::Moved { .. }, Place::Moved { .. }) => Change::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::ArticleId;
    use crate::base::span::Span;
    use crate::model::bookmark::Mark;
    use crate::passage::anchor;

    fn bookmark(text: &str, quote: &str) -> Bookmark {
        let start = text.find(quote).unwrap();
        let span = Span::new(start, start + quote.len());
        Bookmark {
            id: BookmarkId::from(quote),
            article: ArticleId::from("a"),
            anchor: anchor(text, span, &RevisionId::from("r1")),
            place: Place::Sure { span },
            note: String::new(),
            tags: Vec::new(),
            mark: Mark::Plain,
            created: chrono::DateTime::UNIX_EPOCH,
            changed: chrono::DateTime::UNIX_EPOCH,
            trashed: None,
        }
    }

    #[test]
    fn every_bookmark_is_answered() {
        let old = "Министр предложил открыть центр подготовки гидротехников в Кызылорде.\n\n\
                   Депутаты поддержали закон о тарифах на воду во втором чтении.";
        let new = "Министр предложил открыть центр подготовки гидротехников в Кызылорде.";
        let kept = bookmark(old, "центр подготовки гидротехников");
        let lost = bookmark(old, "закон о тарифах на воду во втором чтении");
        let mut back = bookmark(old, "Министр предложил открыть");
        back.place = Place::Orphan;
        let shifted = format!("Дополнено.\n\n{new}");
        let revision = RevisionId::from("r2");
        let changes = |text: &str| {
            let all = reanchor(&[kept.clone(), lost.clone(), back.clone()], text, &revision);
            all.into_iter().map(|(_, _, change)| change).collect::<Vec<_>>()
        };
        assert_eq!(changes(old), [Change::None, Change::None, Change::Back]);
        assert_eq!(changes(new), [Change::None, Change::Lost, Change::Back]);
        assert_eq!(changes(&shifted), [Change::Shifted, Change::Lost, Change::Back]);
        assert_eq!(changes(""), [Change::Lost, Change::Lost, Change::None]);
    }
}
