//! One JSON object a line: all of a bookmark, in this program's own shape. Never more than a line each.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use crate::base::json;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::passage::exchange::{Imported, Kept, at_line, no_json};

/// What the field `type` says.
const TYPE: &str = "bookmark";

#[derive(Serialize)]
struct Line<'a> {
    r#type: &'static str,
    #[serde(flatten)]
    kept: &'a Kept,
}

pub(super) fn write(kept: &[Kept]) -> String {
    let line = |one| json::line(&Line { r#type: TYPE, kept: one }).map(|line| line + "\n");
    kept.iter().filter_map(|one| line(one).ok()).collect()
}

pub(super) fn read(text: &str, now: DateTime<Utc>) -> Imported {
    let mut imported = Imported::default();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match parse(line, now) {
            Ok(kept) => imported.kept.push(kept),
            Err(what) => imported.problems.push(Problem::new(what, at_line(number))),
        }
    }
    imported
}

fn parse(line: &str, now: DateTime<Utc>) -> Result<Kept, Said> {
    let mut value: Value = serde_json::from_str(line).map_err(|error| no_json(&error))?;
    let fields = value.as_object_mut().ok_or(Said::text("problem.no_object"))?;
    if fields.get("type").is_some_and(|kind| kind != TYPE) {
        return Err(Said::text("problem.other_type").with("type", TYPE));
    }
    let created = fields.entry("created").or_insert_with(|| json!(now)).clone();
    fields.entry("changed").or_insert(created);
    serde_json::from_value(value).map(Kept::tidied).map_err(|error| no_json(&error))
}
