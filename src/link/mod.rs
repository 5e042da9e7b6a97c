//! One initiative across articles, languages and time: features, scores, threads, events, series.
//!
//! [`features()`] reads an article once into [`features::ArticleFeatures`], which the library keeps; [`link()`]
//! compares features and gives threads. For many articles [`packing::Packing`] takes features in one by one, keeping
//! a few kilobytes of each, and [`link_held()`] links them on all cores; the result is the same on one. Pure: no file, no clock. Words of languages live in `assets/link/`.

mod angle;
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
pub mod held;
pub mod join;
pub mod lexicon;
mod likeness;
mod meet;
pub mod pace;
pub mod packing;
pub mod rarity;
mod recall;
pub mod related;
pub mod score;
pub mod series;
pub mod signs;
pub mod sketch;
pub mod sound;
mod strip;
mod terms;
pub mod threads;
pub mod weights;
pub mod words;

use std::convert::Infallible;
use std::ops::ControlFlow;

use crate::link::corrections::Orders;
use crate::link::encoder::Encoder;
use crate::link::features::ArticleFeatures;
use crate::link::graph::Graph;
use crate::link::held::{Held, Side};
use crate::link::pace::{Pace, WHOLE};
use crate::link::packing::pack;
use crate::link::rarity::Rarity;
use crate::link::weights::weights;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::thread::{Correction, Linking};

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
    let held = pack(all, &Rarity::of_all(all));
    let mut go_on = |_| ControlFlow::Continue(());
    let linked =
        link_held(held, || Ok::<_, Infallible>(previous.clone()), corrections, &mut Pace::new(&mut go_on));
    linked.ok().flatten().unwrap_or_default()
}

/// What is done of [`WHOLE`] when mentions are compared, when they are grouped, and when articles are.
const STEPS: [usize; 3] = [5_000, 8_000, 9_000];

/// The same for what is packed already; `None` where `pace` ended it. `previous` is asked for when most of what is
/// held is needed no longer.
///
/// # Errors
/// Where `previous` fails.
pub fn link_held<E>(
    mut held: Held,
    previous: impl FnOnce() -> Result<Linking, E>,
    corrections: &[Correction],
    pace: &mut Pace<'_>,
) -> Result<Option<Linking>, E> {
    let orders = Orders::read(corrections);
    let [compared, grouped, told] = STEPS;
    let grouping = Graph::new(&held, weights()).groups(&orders, [compared, grouped], pace);
    let ControlFlow::Continue(groups) = grouping else { return Ok(None) };
    held.let_go();
    pace.step(told);
    let ControlFlow::Continue(happenings) = events::happenings(&held, pace) else { return Ok(None) };
    pace.step(WHOLE);
    if pace.at(0, 1).is_break() {
        return Ok(None);
    }
    let previous = previous()?;
    let events = events::events(&held, &happenings, &previous);
    drop(happenings);
    let mut thread_of: Vec<Option<usize>> = vec![None; held.mentions()];
    for (number, group) in groups.iter().enumerate() {
        for at in group {
            if let Some(thread) = thread_of.get_mut(*at) {
                *thread = Some(number);
            }
        }
    }
    let series = series::series(&held, |at| thread_of.get(at).copied().flatten(), &previous);
    drop(thread_of);
    let sides: Vec<Vec<Side<'_>>> =
        groups.iter().map(|group| group.iter().filter_map(|at| held.side(*at)).collect()).collect();
    drop(groups);
    let (mut threads, retired) = threads::build(&sides, &previous, &orders);
    drop(previous);
    let barred = orders.barred(&threads);
    let all = threads.len();
    related::relate(&mut threads, all, &sides, |a, b| barred.contains(&(a, b)));
    Ok(Some(Linking { threads, events, series, retired }))
}
