//! Takes changed articles out of what was linked, so that they can be linked anew. Never forgets an id.

use std::collections::BTreeSet;

use crate::base::id::ArticleId;
use crate::model::event::Event;
use crate::model::figure::Series;
use crate::model::thread::{Linking, Thread};

/// What was linked, without some articles, in the order it had; what is left empty stays with its id.
#[derive(Clone, Debug, Default)]
pub(super) struct Left {
    pub(super) threads: Vec<Stripped>,
}

/// A thread without the mentions of some articles.
#[derive(Clone, Debug)]
pub(super) struct Stripped {
    pub(super) thread: Thread,
    /// Whether it had some.
    pub(super) lost: bool,
}

/// Takes articles out of threads.
pub(super) fn strip(known: &Linking, gone: &BTreeSet<ArticleId>) -> Left {
    let threads = known.threads.iter().map(|thread| {
        let mut thread = thread.clone();
        let count = thread.mentions.len();
        thread.mentions.retain(|one| !gone.contains(&one.article));
        let lost = thread.mentions.len() < count;
        if lost {
            thread.steps.retain(|step| !gone.contains(&step.evidence.article));
        }
        Stripped { thread, lost }
    });
    Left { threads: threads.collect() }
}

/// An event without articles, and whether it had one of them. Its days stay unless nothing is left.
pub(super) fn event(event: &Event, gone: &BTreeSet<ArticleId>) -> (Event, bool) {
    let mut left = event.clone();
    left.articles.retain(|one| !gone.contains(one));
    left.reprints.retain(|(copy, original)| !gone.contains(copy) && !gone.contains(original));
    let lost = left.articles.len() < event.articles.len();
    (left, lost)
}

/// A series without the points of articles, and whether it had some.
pub(super) fn series(series: &Series, gone: &BTreeSet<ArticleId>) -> (Series, bool) {
    let mut left = series.clone();
    left.points.retain(|point| !gone.contains(&point.article));
    let lost = left.points.len() < series.points.len();
    (left, lost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::thread::MentionRef;

    #[test]
    fn what_an_article_told_goes_and_the_rest_stays() {
        let mention = |article: &str| MentionRef { article: article.into(), mention: "m".into() };
        let thread = Thread {
            id: "t".into(),
            labels: Vec::new(),
            mentions: vec![mention("a"), mention("b")],
            steps: Vec::new(),
            target: None,
            related: Vec::new(),
        };
        let known = Linking { threads: vec![thread], ..Linking::default() };
        let left = strip(&known, &BTreeSet::from(["a".into()]));
        assert_eq!(left.threads[0].thread.mentions, [mention("b")]);
        assert!(left.threads[0].lost);
        assert!(!strip(&known, &BTreeSet::from(["c".into()])).threads[0].lost);
    }
}
