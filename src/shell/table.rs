//! Rows of named fields printed as columns, JSON lines, CSV or Markdown. Never prints a raw control character.

use serde_json::{Map, Value};

use super::cli::Format;
use super::error::Failure;
use super::output::Output;
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
        for line in self.lines(format)? {
            output.line(&line)?;
        }
        output.finish()
    }

    fn lines(&self, format: Format) -> Result<Vec<String>, Failure> {
        match format {
            Format::Table => Ok(self.columns()),
            Format::Jsonl => self.rows.iter().map(|row| self.json_line(row)).collect(),
            Format::Csv => self.csv(),
            Format::Md => Ok(self.markdown()),
        }
    }

    fn json_line(&self, row: &[Value]) -> Result<String, Failure> {
        let object: Map<String, Value> =
            self.fields.iter().map(|field| (*field).to_owned()).zip(row.iter().cloned()).collect();
        json::line(&object).map_err(|error| not_made(&error))
    }

    fn columns(&self) -> Vec<String> {
        let heads = self.fields.iter().map(|field| field.replace('_', " ")).collect();
        let cells: Vec<Vec<String>> = std::iter::once(heads)
            .chain(self.rows.iter().map(|row| row.iter().map(shown).collect()))
            .collect();
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

    fn markdown(&self) -> Vec<String> {
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let mut lines = vec![
            line(self.fields.iter().map(|field| field.replace('_', " ")).collect()),
            line(self.fields.iter().map(|_| "---".to_owned()).collect()),
        ];
        lines.extend(
            self.rows
                .iter()
                .map(|row| line(row.iter().map(|value| shown(value).replace('|', "\\|")).collect())),
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
        let lines = table().lines(Format::Table).unwrap();
        assert_eq!(lines[0], "date        title");
        assert_eq!(lines[2], "            B");
        assert!(!lines[1].contains('\u{1b}'));
    }

    #[test]
    fn formulas_pipes_and_controls_do_no_harm() {
        assert!(table().lines(Format::Csv).unwrap()[1].contains("'=1+1"));
        assert!(table().lines(Format::Md).unwrap()[2].contains("\\|"));
        assert!(table().lines(Format::Jsonl).unwrap()[0].contains("\\u001b"));
    }
}
