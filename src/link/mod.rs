//! One initiative across articles, languages and time: features, scores, threads, events, series.
//!
//! [`features()`] reads an article once into [`features::ArticleFeatures`], which the library keeps; [`link()`]
//! compares features and gives threads. Pure: no file, no clock. Words of languages live in `assets/link/`.

pub mod assign;
pub mod candidates;
pub mod cluster;
pub mod corrections;
pub mod describe;
pub mod encoder;
pub mod events;
pub mod features;
pub mod graph;
pub mod hash;
pub mod join;
pub mod lexicon;
mod recall;
pub mod related;
pub mod score;
pub mod series;
pub mod signs;
pub mod sketch;
pub mod sound;
mod strip;
pub mod threads;
pub mod weights;
pub mod words;

use std::collections::HashMap;

use crate::link::corrections::Orders;
use crate::link::encoder::Encoder;
use crate::link::features::ArticleFeatures;
use crate::link::graph::{Graph, Place};
use crate::link::score::Side;
use crate::link::weights::weights;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::thread::{Correction, Linking, MentionRef};

/// Reads an article and what was found in it into what linking compares.
///
/// Costs one run of the encoder for all mentions; the result is to be kept
/// ([`ArticleFeatures::to_bytes`]) so that it is never computed twice.
#[must_use]
pub fn features(article: &Article, extraction: &Extraction, encoder: &Encoder) -> ArticleFeatures {
    describe::article(article, extraction, encoder)
}

/// Links all mentions of a set of articles.
///
/// Ids of threads, events and series that `previous` gave stay; corrections hold whatever the scores say.
/// The order of `all` does not matter.
#[must_use]
pub fn link(all: &[ArticleFeatures], previous: &Linking, corrections: &[Correction]) -> Linking {
    let orders = Orders::read(corrections);
    let graph = Graph::new(all, weights());
    let groups: Vec<Vec<Place>> = graph.groups(&orders);
    let sides: Vec<Vec<Side<'_>>> =
        groups.iter().map(|group| group.iter().filter_map(|place| graph.side(*place)).collect()).collect();
    let (mut threads, retired) = threads::build(&sides, previous, &orders);
    let thread_of: HashMap<Place, usize> = groups
        .iter()
        .enumerate()
        .flat_map(|(at, group)| group.iter().map(move |place| (*place, at)))
        .collect();
    let home: HashMap<MentionRef, usize> = threads
        .iter()
        .enumerate()
        .flat_map(|(at, thread)| thread.mentions.iter().map(move |mention| (mention.clone(), at)))
        .collect();
    let barred = orders.barred(&home);
    related::relate(&mut threads, &sides, graph.rarity(), |a, b| barred.contains(&(a, b)));
    let number: HashMap<&str, usize> =
        all.iter().enumerate().map(|(at, one)| (one.article.as_str(), at)).collect();
    let thread = |article: &ArticleFeatures, mention: u16| {
        let article = *number.get(article.article.as_str())?;
        thread_of.get(&Place { article, mention: usize::from(mention) }).copied()
    };
    Linking {
        threads,
        events: events::events(all, previous),
        series: series::series(all, thread, graph.rarity(), previous),
        retired,
    }
}
