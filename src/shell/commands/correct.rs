//! Corrections of threads from the command line. Never guesses which mention is meant.

use std::sync::atomic::AtomicBool;

use chrono::Utc;
use serde_json::json;

use crate::base::id::CorrectionId;
use crate::base::said::Said;
use crate::model::lang::Lang;
use crate::model::thread::{Correction, MentionRef};
use crate::model::view::ThreadPage;
use crate::shell::cli::{Correct, Format};
use crate::shell::error::Failure;
use crate::shell::intake;
use crate::shell::table::Table;
use crate::store::change::Change;
use crate::store::library::Library;

/// Corrects a thread as asked, and links anew; gives the id under which it is found then.
///
/// # Errors
/// Where a thread or mention is not there, or the library cannot be written.
pub fn run(library: &mut dyn Library, id: &str, wanted: &Correct) -> Result<String, Failure> {
    let Some((correction, kept)) = correction(library, id, wanted)? else {
        return Ok(id.to_owned());
    };
    library.change(Change::Correct(correction), Utc::now())?;
    anew(library)?;
    let linking = library.linking()?;
    let now = linking.threads.iter().find(|thread| thread.mentions.contains(&kept));
    Ok(now.map_or_else(|| id.to_owned(), |thread| thread.id.to_string()))
}

/// The correction asked for, with a mention of the thread that is shown afterwards.
fn correction(
    library: &dyn Library,
    id: &str,
    wanted: &Correct,
) -> Result<Option<(Correction, MentionRef)>, Failure> {
    let page = page(library, id)?;
    let all = mentions(&page);
    let Some(first) = all.first().cloned() else { return Ok(None) };
    if let Some(label) = &wanted.rename {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if label.is_empty() {
            return Err(Failure::new(Said::text("failure.no_name")).hint(Said::text("advice.give_name")));
        }
        return Ok(Some((
            Correction::Rename { mention: first.clone(), lang: Lang::default(), label },
            first,
        )));
    }
    if let Some(other) = wanted.merge.as_ref().or(wanted.unrelate.as_ref()) {
        let theirs = self::page(library, other)?;
        if theirs.card.id == page.card.id {
            return Err(
                Failure::new(Said::text("failure.same_thread")).hint(Said::text("advice.two_threads"))
            );
        }
        let Some(other) = mentions(&theirs).into_iter().next() else { return Ok(None) };
        let made = if wanted.merge.is_some() {
            Correction::Merge { one: first.clone(), other }
        } else {
            Correction::Unrelate { one: first.clone(), other }
        };
        return Ok(Some((made, first)));
    }
    let away = wanted.split.iter().chain(&wanted.unlink).map(|asked| mention(&all, asked));
    let away: Vec<MentionRef> = away.collect::<Result<_, _>>()?;
    let Some(gone) = away.first().cloned() else { return Ok(None) };
    let stay: Vec<MentionRef> = all.into_iter().filter(|one| !away.contains(one)).collect();
    let Some(kept) = stay.first().cloned() else {
        return Err(Failure::new(Said::text("failure.nothing_left")).hint(Said::text("advice.leave_one")));
    };
    let made = if wanted.unlink.is_some() {
        Correction::Unlink { mention: gone, from: stay }
    } else {
        Correction::Split { stay, away }
    };
    Ok(Some((made, kept)))
}

fn page(library: &dyn Library, id: &str) -> Result<ThreadPage, Failure> {
    library.thread(&id.into())?.ok_or_else(|| no_thread(id))
}

/// That no thread has this id.
pub(super) fn no_thread(id: &str) -> Failure {
    Failure::new(Said::text("failure.no_thread").with("id", id)).hint(Said::text("advice.list_threads"))
}

fn mentions(page: &ThreadPage) -> Vec<MentionRef> {
    let address = |article, mention| MentionRef { article, mention };
    page.card.mentions.iter().map(|one| address(one.article.clone(), one.mention.clone())).collect()
}

/// The one mention whose id begins as asked.
fn mention(all: &[MentionRef], asked: &str) -> Result<MentionRef, Failure> {
    let mut found = all.iter().filter(|one| !asked.is_empty() && one.mention.as_str().starts_with(asked));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one.clone()),
        (None, _) => Err(Failure::new(Said::text("failure.no_mention").with("id", asked))
            .hint(Said::text("advice.list_mentions"))),
        (Some(_), Some(_)) => {
            let what = Said::text("failure.several_mentions").with("id", asked);
            Err(Failure::new(what).hint(Said::text("advice.longer_id")))
        }
    }
}

/// Lists the corrections made so far, in order of time; takes one back where asked, and links anew.
///
/// # Errors
/// Where there is no such correction, or the library cannot be read or written.
pub fn list(library: &mut dyn Library, withdraw: Option<&str>, format: Format) -> Result<(), Failure> {
    if let Some(id) = withdraw {
        let known = library.corrections()?.into_iter().any(|made| made.id.as_str() == id);
        if !known {
            return Err(Failure::new(Said::text("failure.no_correction").with("id", id))
                .hint(Said::text("advice.list_corrections")));
        }
        library.change(Change::Withdraw(CorrectionId(id.to_owned())), Utc::now())?;
        anew(library)?;
    }
    let rows = library.corrections()?.into_iter().map(|made| {
        let what = json!(made.correction);
        let sort = what.get("what").cloned().unwrap_or_default();
        vec![json!(made.at.format("%Y-%m-%d %H:%M").to_string()), json!(made.id), sort, what]
    });
    Table { fields: &["made", "id", "what", "correction"], rows: rows.collect() }.print(format)
}

/// Links anew after a correction.
fn anew(library: &mut dyn Library) -> Result<(), Failure> {
    intake::relink(library, &AtomicBool::new(false), &mut |_| ()).map(|_| ())
}
