//! The tags of a bookmark as they are typed, with what the known ones complete. Never saves.

use crate::app::panes::typed::Typed;
use crate::model::bookmark::Bookmark;
use crate::text::fold::fold;

/// Tags being typed, with commas between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagging {
    /// The bookmark, its tags as they were.
    pub bookmark: Bookmark,
    /// What is typed.
    pub typed: Typed,
    /// Tags in use, the most used first.
    known: Vec<String>,
}

impl Tagging {
    /// Begins with the tags that the bookmark has.
    #[must_use]
    pub fn new(bookmark: Bookmark) -> Self {
        let mut typed = bookmark.tags.join(", ");
        if !typed.is_empty() {
            typed.push_str(", ");
        }
        Self { bookmark, typed: Typed::new(typed), known: Vec::new() }
    }

    /// Takes the tags in use with the number of their bookmarks.
    pub fn know(&mut self, mut tags: Vec<(String, usize)>) {
        tags.sort_by(|(one, n), (other, m)| m.cmp(n).then_with(|| one.cmp(other)));
        self.known = tags.into_iter().map(|(tag, _)| tag).collect();
    }

    /// The tags as they are now, each once.
    #[must_use]
    pub fn tags(&self) -> Vec<String> {
        let mut tags: Vec<String> =
            self.typed.text().split(',').map(|tag| tag.trim().trim_start_matches('#').to_owned()).collect();
        tags.retain(|tag| !tag.is_empty());
        tags.sort();
        tags.dedup();
        tags
    }

    /// Known tags that begin with what is typed after the last comma and are not there yet.
    pub fn offers(&self) -> impl Iterator<Item = &str> {
        let part = fold(self.last());
        let there = self.tags();
        self.known
            .iter()
            .map(String::as_str)
            .filter(move |tag| fold(tag).starts_with(&part) && !there.iter().any(|own| own == tag))
    }

    /// Completes the last tag to the first that is offered.
    pub fn complete(&mut self) {
        let Some(offer) = self.offers().next().map(str::to_owned) else { return };
        let text = self.typed.text();
        let kept = text.get(..text.len() - self.last().len()).unwrap_or_default();
        self.typed = Typed::new(format!("{kept}{offer}, "));
    }

    fn last(&self) -> &str {
        self.typed.text().rsplit(',').next().unwrap_or_default().trim_start()
    }
}
