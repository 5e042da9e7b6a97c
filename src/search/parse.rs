//! Reads what the reader typed. Never fails: what is not understood is told and left out.
//!
//! ```text
//! words "a phrase" begin* -unwanted
//! lang:ru,en outlet:… actor:… stage:done kind:law tag:… thread:… after:2025-10 before:2026 on:2025-10-07 is:unread
//! ```

use chrono::NaiveDate;

use crate::base::span::Span;
use crate::base::when::PartialDate;
use crate::model::lang::Lang;
use crate::model::mention::{Kind, Stage};
use crate::search::query::{Ending, Part, Query, Sense, State, Trouble, What, Words, Wrong};
use crate::search::spell::query_forms;

/// The fields, by name.
pub const FIELDS: &[&str] =
    &["actor", "after", "before", "is", "kind", "lang", "on", "outlet", "stage", "tag", "thread"];

/// Letters from which on the beginning of a word tells something.
const TELLING: usize = 3;

/// Whether the reader has finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Typing {
    /// The last word may be only the beginning of one.
    Open,
    /// The query stands as it is.
    Done,
}

/// Reads a query.
///
/// ```
/// use throughline::search::parse::{Typing, parse};
/// use throughline::search::query::What;
/// let query = parse("водный фонд lang:ru -is:read", Typing::Done);
/// assert_eq!(query.parts.len(), 4);
/// assert!(matches!(query.parts[2].what, What::Lang(_)));
/// assert!(query.troubles.is_empty());
/// ```
#[must_use]
pub fn parse(text: &str, typing: Typing) -> Query {
    let mut query = Query::default();
    let pieces = cut(text, &mut query.troubles);
    let last = pieces.len();
    for (nth, piece) in pieces.into_iter().enumerate() {
        let open = typing == Typing::Open && nth + 1 == last && piece.span.end == text.len();
        read(&piece, if open { Ending::Open } else { Ending::Whole }, &mut query);
    }
    query
}

/// One piece of a query between spaces, quoted spaces aside.
struct Piece<'a> {
    span: Span,
    sense: Sense,
    /// What stands before the first colon, where that may be a field.
    field: Option<&'a str>,
    value: &'a str,
    quoted: bool,
}

fn cut<'a>(text: &'a str, troubles: &mut Vec<Trouble>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let start = text.len() - rest.len();
        let (sense, body) = match rest.strip_prefix(['-', '−', '–']) {
            Some(body) if body.starts_with(|c: char| !c.is_whitespace()) => (Sense::Unwanted, body),
            _ => (Sense::Wanted, rest),
        };
        let (field, body) = field_of(body);
        let (value, quoted, after) = value_of(body);
        let end = text.len() - after.len();
        if quoted == Quoted::Open {
            let at = text.len() - body.len();
            troubles.push(Trouble { span: Span::new(at, end), what: Wrong::Quote });
        }
        pieces.push(Piece { span: Span::new(start, end), sense, field, value, quoted: quoted != Quoted::No });
        rest = after.trim_start();
    }
    pieces
}

/// A name before a colon that may be a field: ASCII letters only, and no address behind it.
fn field_of(body: &str) -> (Option<&str>, &str) {
    match body.split_once(':') {
        Some((field, value))
            if !field.is_empty()
                && field.bytes().all(|b| b.is_ascii_alphabetic())
                && !value.starts_with("//") =>
        {
            (Some(field), value)
        }
        _ => (None, body),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoted {
    No,
    Closed,
    Open,
}

/// A value up to the next space or, in quotation marks, up to the closing one; with what follows it.
fn value_of(body: &str) -> (&str, Quoted, &str) {
    let mut letters = body.chars();
    let closing: &[char] = match letters.next() {
        Some('"' | '“' | '”' | '„') => &['"', '”', '“'],
        Some('«') => &['»'],
        _ => {
            let (value, after) = body.split_at(body.find(char::is_whitespace).unwrap_or(body.len()));
            return (value, Quoted::No, after);
        }
    };
    let inside = letters.as_str();
    match inside.find(closing) {
        Some(end) => {
            let (value, after) = inside.split_at(end);
            let mut after = after.chars();
            after.next();
            (value, Quoted::Closed, after.as_str())
        }
        None => (inside, Quoted::Open, ""),
    }
}

fn read(piece: &Piece<'_>, ending: Ending, query: &mut Query) {
    let Some(name) = piece.field else {
        return read_words(piece, piece.value, ending, query);
    };
    let Some(field) = FIELDS.iter().copied().find(|field| field.eq_ignore_ascii_case(name)) else {
        query.troubles.push(Trouble { span: piece.span, what: Wrong::Field { field: name.to_owned() } });
        return read_words(piece, &format!("{name} {}", piece.value), ending, query);
    };
    if piece.value.trim().is_empty() {
        return query.troubles.push(Trouble { span: piece.span, what: Wrong::Empty { field } });
    }
    let values: Vec<&str> = match field {
        "lang" | "stage" | "kind" if !piece.quoted => {
            piece.value.split(',').filter(|value| !value.is_empty()).collect()
        }
        _ => vec![piece.value],
    };
    for value in values {
        match read_field(field, value, ending) {
            Ok(what) => query.parts.push(Part { span: piece.span, sense: piece.sense, what }),
            Err(what) => query.troubles.push(Trouble { span: piece.span, what }),
        }
    }
}

fn read_words(piece: &Piece<'_>, text: &str, ending: Ending, query: &mut Query) {
    let starred = !piece.quoted && text.ends_with('*');
    let ending = if starred { Ending::Open } else { ending };
    let forms = query_forms(text);
    if !forms.is_empty() {
        let whole = piece.quoted || (!starred && text.chars().count() < TELLING);
        let ending = if whole { Ending::Whole } else { ending };
        let what = What::Words(Words { forms, ending });
        query.parts.push(Part { span: piece.span, sense: piece.sense, what });
    }
}

fn read_field(field: &'static str, value: &str, ending: Ending) -> Result<What, Wrong> {
    let unknown = |known: Vec<&'static str>| Wrong::Value { field, value: value.to_owned(), known };
    let words = || match query_forms(value) {
        forms if forms.is_empty() => Err(Wrong::Empty { field }),
        forms => Ok(Words { forms, ending }),
    };
    let lower = value.to_lowercase();
    Ok(match field {
        "actor" => What::Actor(words()?),
        "outlet" => What::Outlet(words()?),
        "thread" => What::Thread(words()?),
        "after" => What::From(days(value)?.0),
        "before" => What::Before(days(value)?.0),
        "on" => {
            let (first, last) = days(value)?;
            What::Within(first, last)
        }
        "is" => {
            let state = State::ALL.iter().find(|(word, _)| *word == lower);
            What::Is(state.ok_or_else(|| unknown(State::ALL.iter().map(|(word, _)| *word).collect()))?.1)
        }
        "kind" => What::Kind(
            Kind::from_word(&lower)
                .ok_or_else(|| unknown(Kind::ALL.iter().map(|kind| kind.word()).collect()))?,
        ),
        "stage" => What::Stage(
            Stage::from_word(&lower)
                .ok_or_else(|| unknown(Stage::ALL.iter().map(|stage| stage.word()).collect()))?,
        ),
        "lang" => match Lang::new(value) {
            Lang::UNKNOWN if lower != "und" => return Err(unknown(Vec::new())),
            lang => What::Lang(lang),
        },
        _ => What::Tag(value.trim_start_matches('#').to_owned()),
    })
}

/// First and last day of a date, written `2026-01-05` or `05.01.2026`.
fn days(value: &str) -> Result<(NaiveDate, NaiveDate), Wrong> {
    let wrong = || Wrong::Date { value: value.to_owned() };
    let date = match NaiveDate::parse_from_str(value, "%d.%m.%Y") {
        Ok(day) => PartialDate::Day(day),
        Err(_) => value.parse().or(Err(wrong()))?,
    };
    date.first_day().zip(date.last_day()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(text: &str) -> Query {
        parse(text, Typing::Done)
    }

    fn first_form(part: &Part) -> Vec<usize> {
        if let What::Words(words) = &part.what {
            words.forms.iter().map(Vec::len).collect()
        } else {
            Vec::new()
        }
    }

    #[test]
    fn words_phrases_and_what_is_unwanted() {
        let text = "форум \"водный фонд\" -«старый план» -скучно";
        let query = done(text);
        let parts: Vec<_> = query.parts.iter().map(|part| (part.span.of(text), part.sense)).collect();
        assert_eq!(
            parts,
            [
                ("форум", Sense::Wanted),
                ("\"водный фонд\"", Sense::Wanted),
                ("-«старый план»", Sense::Unwanted),
                ("-скучно", Sense::Unwanted),
            ]
        );
        assert_eq!(first_form(&query.parts[1]).len(), 2);
        assert_eq!(query.troubles, []);
    }

    #[test]
    fn every_field_is_read() {
        let text = "lang:ru,kk outlet:\"The Times\" actor:совет stage:done kind:law tag:#вода after:2025-10 \
                    before:05.01.2026 on:2025 is:unread LANG:en";
        let query = done(text);
        assert_eq!(query.troubles, []);
        assert_eq!(query.parts.len(), 12);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(query.parts[6].what, What::Tag("вода".to_owned()));
        assert_eq!(query.parts[7].what, What::From(day("2025-10-01")));
        assert_eq!(query.parts[8].what, What::Before(day("2026-01-05")));
        assert_eq!(query.parts[9].what, What::Within(day("2025-01-01"), day("2025-12-31")));
        assert_eq!(query.groups().len(), 10, "the three languages are one choice");
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_place() {
        let text = "lnag:ru stage:finished after:soon tag: \"open";
        let query = done(text);
        let told: Vec<_> = query.troubles.iter().map(|one| (one.span.of(text), one.what.clone())).collect();
        assert_eq!(told.len(), 5);
        assert_eq!(told[0], ("\"open", Wrong::Quote));
        assert_eq!(told[1], ("lnag:ru", Wrong::Field { field: "lnag".to_owned() }));
        assert_eq!(told[2].0, "stage:finished");
        assert_eq!(told[3].0, "after:soon");
        assert_eq!(told[4], ("tag:", Wrong::Empty { field: "tag" }));
        assert_eq!(query.parts.len(), 2, "the words of an unknown field and the open phrase");
    }

    #[test]
    fn addresses_times_and_lone_marks_are_no_fields() {
        for text in ["https://example.org/x", "12:30", "Alem.AI"] {
            let query = done(text);
            assert_eq!((query.parts.len(), query.troubles.len()), (1, 0), "{text}");
        }
        for text in ["", " ", "-", "\"\"", "* — …", "- -"] {
            assert!(done(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_last_word_is_open_while_it_is_typed() {
        let ending = |text: &str, typing| parse(text, typing).words().last().unwrap().ending;
        assert_eq!(ending("водн", Typing::Open), Ending::Open);
        assert_eq!(ending("водн ", Typing::Open), Ending::Whole);
        assert_eq!(ending("водн", Typing::Done), Ending::Whole);
        assert_eq!(ending("водн*", Typing::Done), Ending::Open);
        assert_eq!(ending("\"водный ф\"", Typing::Open), Ending::Whole);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_query(text in "\\PC*") {
            let query = parse(&text, Typing::Open);
            for part in &query.parts {
                proptest::prop_assert!(part.span.fits(&text));
            }
            for trouble in &query.troubles {
                proptest::prop_assert!(trouble.span.fits(&text));
            }
        }
    }
}
