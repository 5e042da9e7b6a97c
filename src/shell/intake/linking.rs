//! Links what was found: all articles anew, or a few with what lies near them. Never looks into a text.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::{LINKING_DUE, Phase, Progress};
use crate::link::candidates::article_keys;
use crate::link::features::ArticleFeatures;
use crate::link::held::Held;
use crate::link::join::{Near, join};
use crate::link::link_held;
use crate::link::pace::{Pace, WHOLE};
use crate::link::packing::Packing;
use crate::link::rarity::Rarity;
use crate::model::thread::Correction;
use crate::model::view::Row;
use crate::shell::error::Failure;
use crate::store::error::Error;
use crate::store::intake::Incoming;
use crate::store::library::Library;

/// So many new or changed articles are joined to a large library one by one, or one in [`SHARE`] of what it holds.
const FEW: usize = 16;
/// See [`FEW`].
const SHARE: usize = 100;
/// How many articles a large library has, where linking all of them anew takes a while.
const LARGE: usize = 300;
/// How many articles near a new one are looked at.
const NEAR: usize = 40;
/// How many mentions beside those of a changed article, in its threads, are looked at.
const MATES: usize = 200;

/// How many articles are unpacked together.
const UNPACKED: usize = 512;
/// How much of linking reading is, and how much all but writing, in hundredths.
const STEPS: [usize; 2] = [8, 80];

/// Links all articles of the library anew, keeping ids; `false` where it was stopped, and is still to be done.
///
/// Nothing is written before all is linked. An intake that comes later links anew where this one did not end.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn relink(
    library: &mut dyn Library,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
) -> Result<bool, Failure> {
    library.set_setting(LINKING_DUE, Some("1"))?;
    let articles = library.about()?.articles;
    let [read, linked] = STEPS;
    let mut tell = |(from, to): (usize, usize), done: usize, of: usize| {
        let share = from * of + (to - from) * done.min(of);
        progress(Progress {
            phase: Phase::Linking,
            done: articles * share / (100 * of.max(1)),
            total: articles,
        });
        if stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let Some((held, rarity)) = packed(&*library, articles, &mut |done, of| tell((0, read), done, of))? else {
        return Ok(false);
    };
    let corrections: Vec<Correction> =
        library.corrections()?.into_iter().map(|made| made.correction).collect();
    let mut linking_told = |done| tell((read, linked), done, WHOLE);
    let mut pace = Pace::new(&mut linking_told);
    let Some(linking) = link_held(held, || library.linking(), &corrections, &mut pace)? else {
        return Ok(false);
    };
    library.put_rarity(&rarity.to_bytes())?;
    drop(rarity);
    if library.put_linking_in_parts(&linking, &mut |done, of| tell((linked, 100), done, of))?.is_break() {
        return Ok(false);
    }
    library.set_setting(LINKING_DUE, None)?;
    progress(Progress { phase: Phase::Linking, done: articles, total: articles });
    Ok(true)
}

/// What linking compares of all articles, and how much each word tells; `None` where it was stopped.
fn packed(
    library: &dyn Library,
    articles: usize,
    tell: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Result<Option<(Held, Rarity)>, Failure> {
    let (mut packing, mut rarity) = (Packing::default(), Rarity::default());
    let (mut batch, mut done, mut ended) = (Vec::with_capacity(UNPACKED), 0, false);
    let mut take = |batch: &mut Vec<Vec<u8>>| {
        // Features of an older form are made anew by the next look.
        let read = |bytes: &Vec<u8>| ArticleFeatures::from_bytes(bytes).ok();
        let found: Vec<Option<ArticleFeatures>> = batch.par_iter().map(read).collect();
        batch.clear();
        for one in found.into_iter().flatten() {
            rarity.add(&one);
            packing.take(&one);
        }
    };
    library.each_features(&mut |features| {
        batch.push(features.bytes);
        done += 1;
        if batch.len() < UNPACKED {
            return ControlFlow::Continue(());
        }
        take(&mut batch);
        let next = tell(done, articles);
        ended = next.is_break();
        next
    })?;
    if ended {
        return Ok(None);
    }
    take(&mut batch);
    let held = packing.packed(&rarity);
    Ok(Some((held, rarity)))
}

/// Links a few new or changed articles of a large library with what lies near them; `false` where all must be
/// linked anew.
///
/// An intake that comes later links anew where this one was stopped.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn link_few(
    library: &mut dyn Library,
    rows: &[Row],
    stop: &AtomicBool,
    progress: &mut dyn FnMut(Progress),
) -> Result<bool, Failure> {
    let articles = library.about()?.articles;
    if articles < LARGE || rows.len() > FEW.max(articles / SHARE) {
        return Ok(false);
    }
    let Some(mut rarity) = library.rarity()?.and_then(|bytes| Rarity::from_bytes(&bytes)) else {
        return Ok(false);
    };
    let corrections: Vec<Correction> =
        library.corrections()?.into_iter().map(|made| made.correction).collect();
    for (done, row) in rows.iter().enumerate() {
        if stop.load(Ordering::Relaxed) {
            return Ok(true);
        }
        progress(Progress { phase: Phase::Linking, done, total: rows.len() });
        link_one(library, *row, rows, &mut rarity, &corrections)?;
    }
    library.put_rarity(&rarity.to_bytes())?;
    library.set_setting(LINKING_DUE, None)?;
    Ok(true)
}

/// Links one article; of the new ones those before it are linked already.
fn link_one(
    library: &mut dyn Library,
    row: Row,
    rows: &[Row],
    rarity: &mut Rarity,
    corrections: &[Correction],
) -> Result<(), Failure> {
    let Some(own) = features(library, &[row])?.pop() else { return Ok(()) };
    // What it told before it changed: the threads it stands in are looked at whole.
    let before = library.linking_of(&[row])?;
    rarity.add(&own);
    let mut near = library.near(&article_keys(&own), NEAR)?;
    for article in before.threads.iter().flat_map(|thread| &thread.mentions).take(MATES) {
        near.extend(library.row_of(&article.article)?);
    }
    near.retain(|other| *other != row && (!rows.contains(other) || *other < row));
    near.sort_unstable();
    near.dedup();
    let mut articles = features(library, &near)?;
    let new = BTreeSet::from([own.article.clone()]);
    articles.push(own);
    near.push(row);
    let known = library.linking_of(&near)?;
    let near = Near { articles: &articles, new: &new, known: &known, rarity };
    let grown = join(near, corrections);
    Ok(library.grow_linking(&grown, &[row])?)
}

/// What linking knows of articles before they are put in again.
pub(super) fn earlier(
    library: &dyn Library,
    incoming: &[Incoming],
) -> Result<Vec<(Row, ArticleFeatures)>, Failure> {
    let mut rows = Vec::new();
    for one in incoming {
        rows.extend(library.row_of(&one.article.id)?);
    }
    rows.sort_unstable();
    rows.dedup();
    let found = library.features_of(&rows)?;
    Ok(found
        .into_iter()
        .filter_map(|(row, bytes)| Some((row, ArticleFeatures::from_bytes(&bytes).ok()?)))
        .collect())
}

/// Takes the words of texts that are no longer the present ones out of what is known of all words: what is linked
/// later adds the new ones.
pub(super) fn forget(library: &mut dyn Library, old: &[(Row, ArticleFeatures)]) -> Result<(), Failure> {
    if old.is_empty() {
        return Ok(());
    }
    if let Some(mut rarity) = library.rarity()?.and_then(|bytes| Rarity::from_bytes(&bytes)) {
        for (_, one) in old {
            rarity.remove(one);
        }
        library.put_rarity(&rarity.to_bytes())?;
    }
    Ok(())
}

/// What linking keeps of some articles.
fn features(library: &dyn Library, rows: &[Row]) -> Result<Vec<ArticleFeatures>, Error> {
    let found = library.features_of(rows)?;
    Ok(found.par_iter().filter_map(|(_, bytes)| ArticleFeatures::from_bytes(bytes).ok()).collect())
}
