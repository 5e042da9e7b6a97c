//! Links what was found: all articles anew, or a few with what lies near them. Never looks into a text.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::link::candidates::article_keys;
use crate::link::features::ArticleFeatures;
use crate::link::join::{Near, join};
use crate::link::score::Rarity;
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

/// Links all articles of the library anew, keeping ids.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn relink(library: &mut dyn Library) -> Result<(), Failure> {
    let mut all = Vec::new();
    library.each_features(&mut |features| {
        // Features of an older form are made anew by the next look.
        all.extend(ArticleFeatures::from_bytes(&features.bytes).ok());
        ControlFlow::Continue(())
    })?;
    let corrections: Vec<Correction> =
        library.corrections()?.into_iter().map(|made| made.correction).collect();
    let linking = crate::link::link(&all, &library.linking()?, &corrections);
    library.put_rarity(&Rarity::of_all(&all).to_bytes())?;
    Ok(library.put_linking(&linking)?)
}

/// Links a few new or changed articles of a large library with what lies near them; `false` where all must be
/// linked anew.
///
/// # Errors
/// Where the library cannot be read or written.
pub fn link_few(library: &mut dyn Library, rows: &[Row]) -> Result<bool, Failure> {
    let articles = library.about()?.articles;
    if articles < LARGE || rows.len() > FEW.max(articles / SHARE) {
        return Ok(false);
    }
    let Some(mut rarity) = library.rarity()?.and_then(|bytes| Rarity::from_bytes(&bytes)) else {
        return Ok(false);
    };
    let corrections: Vec<Correction> =
        library.corrections()?.into_iter().map(|made| made.correction).collect();
    for row in rows {
        let Some(own) = features(library, &[*row])?.pop() else { continue };
        // What it told before it changed: the threads it stands in are looked at whole.
        let before = library.linking_of(&[*row])?;
        rarity.add(&own);
        let mut near = library.near(&article_keys(&own), NEAR)?;
        for article in before.threads.iter().flat_map(|thread| &thread.mentions).take(MATES) {
            near.extend(library.row_of(&article.article)?);
        }
        near.retain(|other| other != row && (!rows.contains(other) || other < row));
        near.sort_unstable();
        near.dedup();
        let mut articles = features(library, &near)?;
        let new = BTreeSet::from([own.article.clone()]);
        articles.push(own);
        near.push(*row);
        let known = library.linking_of(&near)?;
        let near = Near { articles: &articles, new: &new, known: &known, rarity: &rarity };
        let grown = join(near, &corrections);
        library.grow_linking(&grown, &[*row])?;
    }
    library.put_rarity(&rarity.to_bytes())?;
    Ok(true)
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
    Ok(found.iter().filter_map(|(_, bytes)| ArticleFeatures::from_bytes(bytes).ok()).collect())
}
