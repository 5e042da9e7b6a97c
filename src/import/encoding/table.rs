//! Single-byte encodings as tables, from `assets/import/encodings.toml`. Never one of several bytes a character.

use std::sync::LazyLock;

use encoding_rs::Encoding;
use serde::Deserialize;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::base::written;

/// The file of the table.
const FILE: &str = "assets/import/encodings.toml";

/// One single-byte encoding.
#[derive(Clone, Debug)]
pub(super) struct Single {
    /// Its name.
    pub(super) name: String,
    /// Natural logarithm of how many times rarer than the first it is met.
    pub(super) rarity: f64,
    /// Its other names, lower case.
    labels: Vec<String>,
    /// What the bytes 80 to FF mean.
    upper: Vec<char>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    encoding: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    #[serde(default)]
    rarity: f64,
    #[serde(default)]
    labels: Vec<String>,
    #[serde(default)]
    upper: Vec<String>,
}

/// The encodings of the table, the likelier first.
pub(super) fn singles() -> &'static [Single] {
    static SINGLES: LazyLock<Vec<Single>> = LazyLock::new(|| {
        let rows = sheet().map(|sheet| sheet.encoding).unwrap_or_default();
        rows.into_iter().filter_map(Single::of).collect()
    });
    &SINGLES
}

/// Says whether the table can be read.
///
/// # Errors
/// The first thing wrong with it.
pub(crate) fn check() -> Result<(), Problem> {
    for row in sheet()?.encoding {
        let name = row.name.clone();
        if Single::of(row).is_none() {
            let what = Said::text("fault.no_upper").with("name", name.as_str());
            return Err(Problem::new(what, name).hint(Said::text("advice.upper")).within(FILE, text(), &[]));
        }
    }
    Ok(())
}

fn text() -> Option<&'static str> {
    embedded::text(FILE)
}

fn sheet() -> Result<Sheet, Problem> {
    written::read(FILE, text().unwrap_or_default())
}

impl Single {
    fn of(row: Row) -> Option<Self> {
        let upper: Vec<char> = if row.upper.is_empty() {
            let encoding = Encoding::for_label(row.name.as_bytes()).filter(|one| one.is_single_byte())?;
            let bytes: Vec<u8> = (0x80..=0xff).collect();
            encoding.decode_without_bom_handling(&bytes).0.chars().collect()
        } else {
            row.upper.concat().chars().collect()
        };
        (upper.len() == 128).then_some(Self { name: row.name, rarity: row.rarity, labels: row.labels, upper })
    }

    /// Whether `label`, in lower case, is one of its names.
    pub(super) fn is_called(&self, label: &str) -> bool {
        self.name == label || self.labels.iter().any(|own| own == label)
    }

    /// The character of one byte.
    pub(super) fn letter(&self, byte: u8) -> char {
        match byte.checked_sub(0x80) {
            None => char::from(byte),
            Some(place) => self.upper.get(usize::from(place)).copied().unwrap_or('\u{fffd}'),
        }
    }

    /// The text of these bytes.
    pub(super) fn decode(&self, bytes: &[u8]) -> String {
        bytes.iter().map(|byte| self.letter(*byte)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_an_encoding() {
        assert_eq!(check(), Ok(()));
        assert_eq!(singles().len(), sheet().unwrap().encoding.len());
        let kazakh = singles().iter().find(|single| single.is_called("strk1048-2002")).unwrap();
        assert_eq!(kazakh.decode(&[0xaf, 0xea, 0xb3, 0xec, 0xe5, 0xf2]), "Үкімет");
    }
}
