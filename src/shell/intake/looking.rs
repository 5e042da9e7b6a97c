//! Looks into the articles not looked into yet: while what was found in one batch is written, the next one is looked
//! into. Never links.

use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::{BATCH, BATCH_BYTES, Options, Phase, Progress};
use crate::link::candidates::article_keys;
use crate::link::encoder::Encoder;
use crate::model::article::Article;
use crate::model::view::Row;
use crate::shell::error::Failure;
use crate::shell::study;
use crate::store::intake::Findings;
use crate::store::library::Library;

/// Looks into articles, batch by batch; gives their rows. Of none where it was stopped.
pub(super) fn look(
    library: &mut dyn Library,
    rows: Vec<Row>,
    version: &str,
    options: Options<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Row>, Failure> {
    let encoder = Encoder::embedded();
    let (total, mut done) = (rows.len(), 0);
    let mut rest = rows.as_slice();
    let mut ready = Studied::default();
    while !rest.is_empty() {
        if options.stop.load(Ordering::Relaxed) {
            put(library, &ready)?;
            return Ok(Vec::new());
        }
        progress(Progress { phase: Phase::Looking, done, total });
        let batch = load(library, &mut rest)?;
        let before = std::mem::take(&mut ready);
        let (written, studied) = rayon::join(|| put(library, &before), || studied(&batch, version, &encoder));
        written?;
        ready = studied;
        done = total - rest.len();
    }
    put(library, &ready)?;
    progress(Progress { phase: Phase::Looking, done: total, total });
    Ok(rows)
}

/// What was found in a batch, and by what keys its articles are found near others.
#[derive(Default)]
struct Studied {
    findings: Vec<Findings>,
    keys: Vec<(Row, Vec<u32>)>,
}

/// Takes the next batch off the rows.
fn load(library: &dyn Library, rest: &mut &[Row]) -> Result<Vec<(Row, Article)>, Failure> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while let Some((row, after)) = rest.split_first() {
        if batch.len() >= BATCH || bytes >= BATCH_BYTES {
            break;
        }
        *rest = after;
        if let Some(page) = library.page(*row)? {
            bytes += page.article.text.len();
            batch.push((*row, page.article));
        }
    }
    Ok(batch)
}

/// Looks into a batch on all cores.
fn studied(batch: &[(Row, Article)], version: &str, encoder: &Encoder) -> Studied {
    let all: Vec<(Findings, (Row, Vec<u32>))> = batch
        .par_iter()
        .map(|(row, article)| {
            let (extraction, features) = study::study(article, encoder);
            let findings = Findings {
                row: *row,
                revision: article.revision.clone(),
                version: version.to_owned(),
                extraction,
                features: features.to_bytes(),
            };
            (findings, (*row, article_keys(&features)))
        })
        .collect();
    let (findings, keys) = all.into_iter().unzip();
    Studied { findings, keys }
}

/// Writes what was found.
fn put(library: &mut dyn Library, studied: &Studied) -> Result<(), Failure> {
    if studied.findings.is_empty() {
        return Ok(());
    }
    library.put_keys(&studied.keys)?;
    Ok(library.put_findings(&studied.findings)?)
}
