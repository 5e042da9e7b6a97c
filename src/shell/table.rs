//! Rows of named fields printed as columns or Markdown for people, in their language, or as JSON lines or CSV for
//! programs, always alike. Never prints a raw control character.

use serde_json::{Map, Value};

use super::cli::Format;
use super::error::Failure;
use super::output::Output;
use super::voice;
use crate::app::texts::Texts;
use crate::base::json;
use crate::base::said::Said;
use crate::text::{sanitise, width};

/// Rows that all have the same fields, in the same order.
#[derive(Clone, Debug)]
pub struct Table {
    /// Names of the fields.
    pub fields: &'static [&'static str],
    /// The values, one for each field.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// Prints all rows.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn print(&self, format: Format) -> Result<(), Failure> {
        let mut output = Output::to_read();
        for line in self.lines(format, voice::texts())? {
            output.line(&line)?;
        }
        output.finish()
    }

    fn lines(&self, format: Format, texts: &Texts) -> Result<Vec<String>, Failure> {
        match format {
            Format::Table => Ok(self.columns(texts)),
            Format::Jsonl => self.rows.iter().map(|row| self.json_line(row)).collect(),
            Format::Csv => self.csv(),
            Format::Md => Ok(self.markdown(texts)),
        }
    }

    fn json_line(&self, row: &[Value]) -> Result<String, Failure> {
        let object: Map<String, Value> =
            self.fields.iter().map(|field| (*field).to_owned()).zip(row.iter().cloned()).collect();
        json::line(&object).map_err(|error| not_made(&error))
    }

    /// The names of the fields and the values, in words of the interface.
    fn spoken(&self, texts: &Texts) -> (Vec<String>, Vec<Vec<String>>) {
        let head = |field: &&str| texts.find(&format!("column.{field}")).unwrap_or(field).to_owned();
        let cell = |(field, value): (&&str, &Value)| {
            let word = value.as_str().and_then(|word| texts.find(&format!("{field}.{word}")));
            word.map_or_else(|| shown(value), str::to_owned)
        };
        let row = |row: &Vec<Value>| self.fields.iter().zip(row).map(cell).collect();
        (self.fields.iter().map(head).collect(), self.rows.iter().map(row).collect())
    }

    fn columns(&self, texts: &Texts) -> Vec<String> {
        let (heads, rows) = self.spoken(texts);
        let cells: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
        let widths: Vec<usize> = (0..self.fields.len())
            .map(|at| {
                cells.iter().filter_map(|row| row.get(at)).map(|cell| width::of(cell)).max().unwrap_or(0)
            })
            .collect();
        cells.iter().map(|row| padded(row, &widths)).collect()
    }

    fn csv(&self) -> Result<Vec<String>, Failure> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let failed = |error: csv::Error| not_made(&error);
        writer.write_record(self.fields).map_err(failed)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|value| defused(&shown(value)))).map_err(failed)?;
        }
        let bytes = writer.into_inner().map_err(|error| not_made(&error))?;
        Ok(String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect())
    }

    fn markdown(&self, texts: &Texts) -> Vec<String> {
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let (heads, rows) = self.spoken(texts);
        let mut lines = vec![line(heads), line(self.fields.iter().map(|_| "---".to_owned()).collect())];
        lines.extend(
            rows.into_iter().map(|row| line(row.iter().map(|cell| cell.replace('|', "\\|")).collect())),
        );
        lines
    }
}

/// That a value cannot be written in the format that was asked for.
pub(super) fn not_made(error: &dyn std::error::Error) -> Failure {
    Failure::new(Said::text("failure.output").with("why", error.to_string()))
}

/// A value on one line, safe to show.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    };
    sanitise::line(&text).into_owned()
}

/// A cell that no spreadsheet takes for a formula.
fn defused(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() }
}

fn padded(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(width::of(cell)) + 2));
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::texts::texts;
    use crate::model::lang::Lang;

    fn lines(table: &Table, format: Format, lang: &str) -> Vec<String> {
        table.lines(format, texts(Lang::new(lang))).unwrap()
    }

    fn table() -> Table {
        Table {
            fields: &["date", "title"],
            rows: vec![
                vec!["2025-10-07".into(), "=1+1 | \u{1b}[31mОТГ".into()],
                vec![Value::Null, "B".into()],
            ],
        }
    }

    #[test]
    fn columns_stand_under_each_other() {
        let lines = lines(&table(), Format::Table, "en");
        assert_eq!(lines[0], "date        title");
        assert_eq!(lines[2], "            B");
        assert!(!lines[1].contains('\u{1b}'));
    }

    #[test]
    fn formulas_pipes_and_controls_do_no_harm() {
        let line = |format, at: usize| lines(&table(), format, "en").swap_remove(at);
        assert!(line(Format::Csv, 1).contains("'=1+1"));
        assert!(line(Format::Md, 2).contains("\\|"));
        assert!(line(Format::Jsonl, 0).contains("\\u001b"));
    }

    #[test]
    fn people_are_told_in_their_language_and_programs_always_alike() {
        let table =
            Table { fields: &["stage", "label"], rows: vec![vec!["called_for".into(), "planned".into()]] };
        assert_eq!(lines(&table, Format::Table, "ru"), ["стадия  инициатива", "призыв  planned"]);
        assert_eq!(lines(&table, Format::Md, "en")[2], "| called for | planned |");
        for format in [Format::Csv, Format::Jsonl] {
            assert_eq!(lines(&table, format, "kk"), lines(&table, format, "en"));
            assert!(lines(&table, format, "ru").last().unwrap().contains("called_for"));
        }
    }

    #[test]
    fn every_field_has_a_name_in_every_language() {
        for lang in ["en", "ru", "kk"] {
            for field in FIELDS {
                assert!(texts(Lang::new(lang)).find(&format!("column.{field}")).is_some(), "{lang}: {field}");
            }
        }
    }

    const FIELDS: &[&str] = &[
        "date",
        "lang",
        "source",
        "initiatives",
        "bookmarks",
        "read",
        "id",
        "title",
        "first",
        "last",
        "stage",
        "kind",
        "course",
        "target",
        "standing",
        "mentions",
        "articles",
        "thread",
        "label",
        "actor",
        "when",
        "article",
        "mention",
        "quote",
        "made",
        "tags",
        "note",
        "what",
        "correction",
    ];
}
