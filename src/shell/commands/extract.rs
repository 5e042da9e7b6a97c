//! `throughline extract`: reads, extracts and links exactly the files named, without a library.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::add::none_found;
use crate::app::problems::{self, told};
use crate::app::texts;
use crate::base::id::ArticleId;
use crate::base::json;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::link::encoder::Encoder;
use crate::link::features::ArticleFeatures;
use crate::model::article::Article;
use crate::model::extraction::Extraction;
use crate::model::lang::Lang;
use crate::model::thread::{Linking, Thread};
use crate::shell::cli::Format;
use crate::shell::error::Failure;
use crate::shell::output::{Output, complain};
use crate::shell::records::{self, Addresses};
use crate::shell::table::not_made;
use crate::shell::voice;
use crate::shell::walk::Found;
use crate::shell::{reading, study};
use crate::text::sanitise;

/// One article with all that was found in it.
struct Studied {
    article: Article,
    found: Extraction,
}

/// Prints what is found in the files.
///
/// # Errors
/// Where no file gave an article, one that was named could not be read, or the output cannot be written.
pub fn run(paths: &[PathBuf], encoding: Option<&str>, format: Format) -> Result<(), Failure> {
    let walk = reading::find(paths);
    let (mut problems, mut missed) = (walk.skipped, walk.missed);
    let encoder = Encoder::embedded();
    let read: Vec<_> = walk.files.par_iter().map(|found| read(found, encoding, &encoder)).collect();
    let (mut studied, mut features) = (Vec::new(), Vec::new());
    for (found, read) in walk.files.iter().zip(read) {
        match read {
            Ok((articles, of_file)) => {
                problems.extend(of_file);
                for (one, described) in articles {
                    studied.push(one);
                    features.push(described);
                }
            }
            Err(problem) => {
                missed += usize::from(found.named);
                problems.push(problem);
            }
        }
    }
    let linking = crate::link::link(&features, &Linking::default(), &[]);
    print(&studied, &linking, &problems, format)?;
    if studied.is_empty() {
        return Err(none_found());
    }
    if missed > 0 { Err(Failure::missed(missed)) } else { Ok(()) }
}

type Read = (Vec<(Studied, ArticleFeatures)>, Vec<Problem>);

fn read(found: &Found, encoding: Option<&str>, encoder: &Encoder) -> Result<Read, Problem> {
    let imported = reading::parse(&reading::load(found)?, encoding)?;
    let articles = imported.articles.into_iter().map(|article| {
        let (found, features) = study::study(&article, encoder);
        (Studied { article, found }, features)
    });
    Ok((articles.collect(), imported.problems))
}

fn print(
    studied: &[Studied],
    linking: &Linking,
    problems: &[Problem],
    format: Format,
) -> Result<(), Failure> {
    let mut output = Output::default();
    let addresses = Addresses::new(linking);
    for one in studied {
        match format {
            Format::Jsonl => {
                for record in records::of_article(&one.article, &one.found, &addresses) {
                    output.line(&json_line(&record)?)?;
                }
            }
            Format::Table | Format::Csv | Format::Md => table(&mut output, one)?,
        }
    }
    if format == Format::Jsonl {
        let days = studied.iter().filter_map(|one| Some((&one.article.id, one.article.day()?))).collect();
        for thread in &linking.threads {
            output.line(&json_line(&records::of_thread(thread, &ends(thread, &days)))?)?;
        }
        for problem in problems {
            let record = json!({ "type": "problem", "file": base_name(&problem.place.to_string()), "what": in_records(&problem.what),
                "where": in_records(&problem.place), "hint": problem.hint.as_ref().map(in_records) });
            output.line(&json_line(&record)?)?;
        }
    } else {
        for problem in problems {
            complain(&sanitise::line(&told(problem, voice::texts())));
        }
    }
    output.finish()
}

fn json_line(record: &Value) -> Result<String, Failure> {
    json::line(record).map_err(|error| not_made(&error))
}

/// What is said in records for other programs, which do not change with the language of the interface: in the first
/// of its languages.
fn in_records(said: &Said) -> String {
    problems::said(said, texts::texts(Lang::UNKNOWN))
}

fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// First and last publication day of a thread's articles.
fn ends(thread: &Thread, days: &HashMap<&ArticleId, NaiveDate>) -> (Option<String>, Option<String>) {
    let of_thread = || thread.mentions.iter().filter_map(|at| days.get(&at.article));
    (of_thread().min().map(ToString::to_string), of_thread().max().map(ToString::to_string))
}

fn table(output: &mut Output, one: &Studied) -> Result<(), Failure> {
    let day = one
        .article
        .day()
        .map_or_else(|| voice::texts().get("date.undated").to_owned(), |day| day.to_string());
    output.line(&format!("{day}  {}", sanitise::line(&one.article.title)))?;
    for mention in &one.found.mentions {
        let actor = mention.actor.as_deref().unwrap_or("-");
        let line = format!(
            "  {:<10}  {:<14}  {actor}: {}",
            mention.stage.word(),
            mention.kind.word(),
            mention.label
        );
        output.line(&sanitise::line(&line))?;
    }
    Ok(())
}
