//! Passages are found again: floors on Russian, English and Kazakh texts, worst cases and properties.
//! Run with `--nocapture` to see the table.

mod edits;
mod exchange;
mod floors;
mod properties;
mod standard;
