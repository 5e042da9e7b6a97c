//! The initiatives of one article: its mentions by thread, numbered. Never changes the page.

use crate::base::id::{MentionId, ThreadId};
use crate::model::mention::Mention;
use crate::model::view::{ArticlePage, CrossRef, Row, ThreadCard};

/// One initiative of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initiative {
    /// Its number in the article, from 1.
    pub number: usize,
    /// Index of its thread among the threads of the page; `None` before linking.
    pub thread: Option<usize>,
    /// Its mentions here, by index, at least one, in order of place.
    pub mentions: Vec<usize>,
}

/// The initiatives of a page in order of their first mention.
#[must_use]
pub fn initiatives(page: &ArticlePage) -> Vec<Initiative> {
    let mut found: Vec<Initiative> = Vec::new();
    let mut by_thread: Vec<Option<usize>> = vec![None; page.threads.len()];
    for mention in 0..page.extraction.mentions.len() {
        let thread = page.thread_of.get(mention).copied().flatten();
        let known = thread.and_then(|thread| by_thread.get(thread).copied().flatten());
        if let Some(old) = known.and_then(|known| found.get_mut(known)) {
            old.mentions.push(mention);
            continue;
        }
        if let Some(slot) = thread.and_then(|thread| by_thread.get_mut(thread)) {
            *slot = Some(found.len());
        }
        found.push(Initiative { number: found.len() + 1, thread, mentions: vec![mention] });
    }
    found
}

impl Initiative {
    /// Its thread.
    #[must_use]
    pub fn card<'a>(&self, page: &'a ArticlePage) -> Option<&'a ThreadCard> {
        self.thread.and_then(|thread| page.threads.get(thread))
    }

    /// Its first mention here.
    #[must_use]
    pub fn first<'a>(&self, page: &'a ArticlePage) -> Option<&'a Mention> {
        self.mentions.first().and_then(|mention| page.extraction.mentions.get(*mention))
    }

    /// The name to show: as this article calls it.
    #[must_use]
    pub fn label<'a>(&self, page: &'a ArticlePage) -> &'a str {
        let own = self.first(page).map_or("", |mention| mention.label.as_str());
        if !own.trim().is_empty() {
            return own;
        }
        let card = self.card(page).and_then(|card| card.labels.first());
        card.map_or("", |(_, label)| label.as_str())
    }

    /// The first mention of it in each other article, with the number of its mentions there, by time.
    #[must_use]
    pub fn elsewhere<'a>(&self, page: &'a ArticlePage) -> Vec<(&'a CrossRef, usize)> {
        let mut found: Vec<(&CrossRef, usize)> = Vec::new();
        for cross in self.card(page).map(|card| card.mentions.as_slice()).unwrap_or_default() {
            if cross.row == page.row {
                continue;
            }
            match found.iter_mut().find(|(first, _)| first.row == cross.row) {
                Some((_, count)) => *count += 1,
                None => found.push((cross, 1)),
            }
        }
        found
    }
}

/// The mention after or before one in its thread, in order of time over all articles; with its place there.
/// The one is told by its article and its id, and its thread by a mention of this page.
///
/// # Errors
///
/// Why there is none.
pub fn neighbour<'a>(
    page: &'a ArticlePage,
    mention: usize,
    from: (Row, &MentionId),
    by: isize,
) -> Result<(usize, &'a CrossRef), NoNeighbour> {
    let thread = page.thread_of.get(mention).copied().flatten().ok_or(NoNeighbour::OnlyHere)?;
    let card = page.threads.get(thread).ok_or(NoNeighbour::NoThread)?;
    let at = card.mentions.iter().position(|cross| (cross.row, &cross.mention) == from);
    let at = at.ok_or(NoNeighbour::NoThread)?;
    if card.mentions.len() == 1 {
        return Err(NoNeighbour::OnlyHere);
    }
    let last = card.mentions.len() - 1;
    let next = at.saturating_add_signed(by).min(last);
    let found = card.mentions.get(next).filter(|_| next != at).map(|cross| (next, cross));
    found.ok_or(if by > 0 { NoNeighbour::Latest } else { NoNeighbour::Earliest })
}

/// Why a mention has no neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNeighbour {
    /// It belongs to no thread.
    NoThread,
    /// The initiative is mentioned only once.
    OnlyHere,
    /// It is the last.
    Latest,
    /// It is the first.
    Earliest,
}

/// The thread of a mention.
#[must_use]
pub fn thread_of(page: &ArticlePage, mention: usize) -> Option<&ThreadId> {
    let thread = page.thread_of.get(mention).copied().flatten()?;
    page.threads.get(thread).map(|card| &card.id)
}
