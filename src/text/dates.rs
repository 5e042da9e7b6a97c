//! Calendar dates as they are printed: digits and month names of packs. Never resolves "next year".

mod lex;
mod shapes;

use chrono::NaiveTime;
use foldhash::{HashMap, HashMapExt as _};

use crate::base::span::Span;
use crate::base::when::PartialDate;
use crate::model::pack::Pack;
use lex::{Piece, What, pieces};

/// A date that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// All of it: day, month, year, the word for "year", and the clock time beside it.
    pub span: Span,
    /// What it says.
    pub date: Stated,
    /// The time of day printed beside it on the same line.
    pub clock: Option<NaiveTime>,
}

/// A date as far as the text states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// With its year.
    Full(PartialDate),
    /// A month (1 to 12) and a day without a year.
    Yearless {
        /// The month.
        month: u32,
        /// The day of the month.
        day: u32,
    },
}

/// Names of months and the other words of dates, of one or more languages.
#[derive(Clone, Debug, Default)]
pub struct Names {
    words: HashMap<String, Role>,
}

/// What a word means in a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Role {
    /// The number of the month that it names.
    month: Option<u32>,
    /// Whether that month is always written with a capital.
    capital: bool,
    /// Its other uses, a bit each.
    uses: u8,
}

/// What a word other than a month is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Year,
    Join,
    Ordinal,
    Weekday,
    Morning,
    Evening,
}

impl Role {
    fn is(self, what: Use) -> bool {
        self.uses & (1 << what as u8) != 0
    }
}

impl Names {
    /// The names of these packs together.
    pub fn of<'a>(packs: impl IntoIterator<Item = &'a Pack>) -> Self {
        let mut words: HashMap<String, Role> = HashMap::new();
        for pack in packs {
            for (name, month) in &pack.months {
                let role = words.entry(name.clone()).or_default();
                role.month = Some(*month);
                role.capital = pack.calendar.capital;
            }
            let calendar = &pack.calendar;
            let weekdays: Vec<String> = pack.weekdays.keys().cloned().collect();
            for (list, what) in [
                (&calendar.year, Use::Year),
                (&calendar.joins, Use::Join),
                (&calendar.ordinals, Use::Ordinal),
                (&weekdays, Use::Weekday),
                (&calendar.morning, Use::Morning),
                (&calendar.evening, Use::Evening),
            ] {
                for word in list {
                    words.entry(word.clone()).or_default().uses |= 1 << what as u8;
                }
            }
        }
        Self { words }
    }

    /// Whether the word names a day of the week.
    #[must_use]
    pub fn is_weekday(&self, word: &str) -> bool {
        self.role(word).is(Use::Weekday)
    }

    fn role(&self, word: &str) -> Role {
        // No word of a date is longer than this many bytes; skips the allocation for the rest.
        if word.len() > 64 {
            return Role::default();
        }
        self.words.get(word.to_lowercase().as_str()).copied().unwrap_or_default()
    }
}

/// All dates in `text`, in order, not overlapping. Takes time linear in the text.
///
/// ```
/// use throughline::base::when::PartialDate;
/// use throughline::text::dates::{Names, Stated, scan};
/// let names = Names::of(throughline::lang::packs().iter());
/// let found = scan("17:45, 12 Декабрь 2025 | GMT +5", &names);
/// let day = "2025-12-12".parse::<PartialDate>().unwrap();
/// assert_eq!(found[0].date, Stated::Full(day));
/// assert_eq!(found[0].clock.unwrap().to_string(), "17:45:00");
/// ```
#[must_use]
pub fn scan(text: &str, names: &Names) -> Vec<Found> {
    let pieces = pieces(text);
    let reader = Reader { text, pieces: &pieces, names };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match reader.date_at(at) {
            Some(date) => {
                let barrier = found.last().map_or(0, |last| last.span.end);
                found.push(reader.with_clock(date, at, barrier));
                at = date.next;
                let end = found.last().map_or(0, |last| last.span.end);
                while reader.span(at).is_some_and(|span| span.start < end) {
                    at += 1;
                }
            }
            None => at += 1,
        }
    }
    found
}

/// A text cut into pieces, read from any place.
#[derive(Clone, Copy)]
struct Reader<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    names: &'a Names,
}

/// A date read from some place on; `next` is the piece after it.
#[derive(Clone, Copy)]
struct Date {
    date: Stated,
    next: usize,
}

impl Reader<'_> {
    fn what(&self, at: usize) -> Option<What> {
        self.pieces.get(at).map(|piece| piece.what)
    }

    fn span(&self, at: usize) -> Option<Span> {
        self.pieces.get(at).map(|piece| piece.span)
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.what(at) {
            Some(What::Word) => self.span(at).map(|span| span.of(self.text)),
            _ => None,
        }
    }

    fn role(&self, at: usize) -> Role {
        self.word(at).map_or(Role::default(), |word| self.names.role(word))
    }

    /// The month that the word at `at` names.
    fn month(&self, at: usize) -> Option<u32> {
        let word = self.word(at)?;
        let role = self.names.role(word);
        let written = !role.capital || word.chars().next().is_some_and(char::is_uppercase);
        role.month.filter(|_| written)
    }

    fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.what(at) {
            Some(What::Number(value, digits)) => Some((value, digits)),
            _ => None,
        }
    }

    fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.what(at), Some(What::Mark(mark)) if marks.contains(&mark))
    }

    /// The place after an optional gap within the line.
    fn past_gap(&self, at: usize) -> usize {
        at + usize::from(self.what(at) == Some(What::Gap(false)))
    }
}

#[cfg(test)]
mod tests;
