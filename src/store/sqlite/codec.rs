//! How values lie in the columns of a library: packed blobs for what can be made again, JSON for the rest.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Timelike as _, Utc};
use rusqlite::types::Type;
use rusqlite::{Connection, Error, OptionalExtension as _, Params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The form of packed blobs. Raise it whenever a packed type of `model` changes: what is packed in another
/// form reads as missing and is made again.
pub(super) const FORM: u8 = 4;

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Packs a value that can be made again.
pub(super) fn pack<T: Serialize>(value: &T) -> rusqlite::Result<Vec<u8>> {
    let form = postcard::to_extend(&FORM, Vec::new());
    form.and_then(|bytes| postcard::to_extend(value, bytes))
        .map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

/// Unpacks a value; `None` where it was packed in another form and must be made again.
pub(super) fn unpack<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    match bytes.split_first() {
        Some((&FORM, rest)) => postcard::from_bytes(rest).ok(),
        _ => None,
    }
}

/// A value as JSON.
pub(super) fn to_json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| Error::ToSqlConversionFailure(error.into()))
}

/// A value from JSON.
pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| Error::FromSqlConversionFailure(0, Type::Text, error.into()))
}

/// A day and a time as minutes since the beginning of year 1.
pub(super) fn minutes(day: NaiveDate, time: Option<NaiveTime>) -> i64 {
    let time = time.map_or(0, |time| i64::from(time.num_seconds_from_midnight() / 60));
    i64::from(day.num_days_from_ce()) * DAY + time
}

/// The day of such minutes.
pub(super) fn day(minutes: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(minutes.div_euclid(DAY)).ok()?)
}

/// Milliseconds since 1970 as a time.
pub(super) fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// A number for a column; what does not fit becomes the greatest.
pub(super) fn number(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A count for the screen; what does not fit becomes the nearest that does.
pub(super) fn count(value: i64) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

pub(super) fn one_text(db: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Option<String>> {
    db.prepare_cached(sql)?.query_row(params, |row| row.get(0)).optional()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::digest;
    use crate::model::event::Event;
    use crate::model::extraction::Extraction;
    use crate::model::figure::Series;
    use crate::model::thread::Thread;
    use crate::model::view::ThreadCard;
    use crate::store::line::thread_row;

    #[test]
    fn a_day_comes_back() {
        let date = NaiveDate::from_ymd_opt(2025, 10, 7).unwrap();
        let time = NaiveTime::from_hms_opt(23, 59, 59);
        assert_eq!(day(minutes(date, time)), Some(date));
        assert!(minutes(date, None) < minutes(date, time));
        assert_eq!(day(i64::MAX), None);
        let early = NaiveDate::from_ymd_opt(-5, 1, 1).unwrap();
        assert_eq!(day(minutes(early, time)), Some(early));
    }

    #[test]
    fn another_form_reads_as_missing() {
        let mut bytes = pack(&7_u32).unwrap();
        assert_eq!(unpack::<u32>(&bytes), Some(7));
        bytes[0] = FORM + 1;
        assert_eq!(unpack::<u32>(&bytes), None);
        assert_eq!(unpack::<u32>(&[]), None);
    }

    /// Packed blobs know no names of fields: a change of a packed type without a new `FORM` would be read
    /// as garbage. This test says so: raise `FORM`, then write the new digest here.
    #[test]
    fn the_form_is_raised_with_the_types() {
        let extraction: Extraction = serde_json::from_str(include_str!("sample_extraction.json")).unwrap();
        let thread: Thread = serde_json::from_str(include_str!("sample_thread.json")).unwrap();
        let event = Event {
            id: "e".into(),
            label: "x".to_owned(),
            first: NaiveDate::from_ymd_opt(2025, 1, 2),
            last: None,
            articles: vec!["a".into()],
            reprints: vec![("a".into(), "b".into())],
        };
        let series: Series = serde_json::from_str(
            r#"{"id":"s","label":"l","unit":"u","points":[{"at":"2025-10","value":4.5,"cmp":"~","article":"a","span":{"start":1,"end":2}}]}"#,
        )
        .unwrap();
        let card = ThreadCard {
            id: thread.id.clone(),
            labels: thread.labels.clone(),
            mentions: Vec::new(),
            total: 0,
            steps: thread.steps.clone(),
            target: thread.target.clone(),
            related: Vec::new(),
        };
        let packed =
            pack(&(extraction, thread, event, series, thread_row(card, &std::collections::BTreeSet::new())))
                .unwrap();
        let digest = digest(&[&format!("{packed:?}")]);
        assert_eq!((FORM, digest.as_str()), (4, "f0425ed0b20d"), "{}", packed.len());
    }
}
