//! What a mention is compared with: articles and their mentions in the order in which they are looked at. Never scores.

use crate::link::candidates::{Index, Stories};
use crate::link::held::{Held, HeldArticle, index, number};

/// How many mentions before one in its article, and of each article on its subject, it is compared with.
const BESIDE: usize = 256;

/// How many articles on the subject of one are looked at whole.
const STORIES: usize = 4;

/// What later mentions are compared with: articles and their mentions in the order in which they are looked at.
pub(super) struct Seen<'a> {
    pub(super) order: Vec<&'a HeldArticle>,
    /// The mentions in that order, and for each article where its own begin there.
    mentions: Vec<usize>,
    from: Vec<usize>,
    stories: Stories,
    index: Index,
}

impl<'a> Seen<'a> {
    pub(super) fn of(held: &Held, order: Vec<&'a HeldArticle>) -> Self {
        let mentions: Vec<usize> = order.iter().flat_map(|article| article.mentions.clone()).collect();
        let mut from = Vec::with_capacity(order.len());
        let mut next = 0;
        for article in &order {
            from.push(next);
            next += article.mentions.len();
        }
        let stories = Stories::of(held, order.iter().copied());
        let index = Index::of(held, &mentions);
        Self { order, mentions, from, stories, index }
    }

    /// The mentions of the articles on the same subject.
    pub(super) fn stories(&self, held: &Held, article: &HeldArticle, place: usize) -> Vec<u32> {
        let near = self.stories.nearest(held, article, place, STORIES);
        near.into_iter()
            .filter_map(|one| self.order.get(index(one)))
            .flat_map(|article| article.mentions.clone().take(BESIDE).map(number))
            .collect()
    }

    /// What a mention is compared with: what shares its words, what stands before it in its article, and what
    /// the articles on the same subject hold.
    pub(super) fn candidates(
        &self,
        held: &Held,
        at: usize,
        article: &HeldArticle,
        place: usize,
        stories: &[u32],
    ) -> Vec<u32> {
        let before = self.from.get(place).copied().unwrap_or_default();
        let named = |one: u32| self.mentions.get(index(one)).map_or(u32::MAX, |at| number(*at));
        let mut all = held.side(at).map(|side| self.index.near(side, before, named)).unwrap_or_default();
        all.extend((at.saturating_sub(BESIDE).max(article.mentions.start)..at).map(number));
        all.extend(stories);
        all.sort_unstable();
        all.dedup();
        all
    }
}
