//! The shapes a printed date can have. Never guesses between day and month.

use chrono::{NaiveDate, NaiveTime};

use super::{Date, Found, Reader, Role, Stated, Use, What};
use crate::base::span::Span;
use crate::base::when::PartialDate;

/// Years that an article can speak of.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2999;

/// Pieces after a month within which the day or year that makes a date of it stands.
const NEAR: usize = 10;

impl Reader<'_> {
    /// The date that begins with the piece at `at`.
    pub(super) fn date_at(&self, at: usize) -> Option<Date> {
        if let Some((value, digits)) = self.number(at) {
            let apart = !self.inside_number(at, &['.', ',', '/', '-', ':']);
            return match digits {
                // In "5-7 октября" the second number still makes a date.
                1 | 2 if !self.inside_number(at, &['.', ',', '/', ':']) => {
                    self.day_first(at, value).or_else(|| self.numeric(at, value).filter(|_| apart))
                }
                4 if apart => self.iso(at, value).or_else(|| self.year_first(at)),
                _ => None,
            };
        }
        // Only few words stand near a number: the others need not be looked up.
        let near = (at + 1..=at + NEAR).any(|place| self.number(place).is_some());
        if !near {
            return None;
        }
        self.month(at).and_then(|month| self.month_first(at, month))
    }

    /// Whether the number goes on to the left: "1.07.10.2025" and "v7" are no dates.
    fn inside_number(&self, at: usize, marks: &[char]) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        match self.what(before) {
            Some(What::Word) => true,
            Some(What::Mark(mark)) if marks.contains(&mark) => {
                before.checked_sub(1).is_some_and(|two| self.number(two).is_some())
            }
            _ => false,
        }
    }

    /// "7 октября 2025 года", "8th of September 2025", "7 October", "07 октября, 2025".
    fn day_first(&self, at: usize, day: u32) -> Option<Date> {
        let mut next = self.past_ordinal(at + 1);
        next = self.past_joins(next);
        let month = self.month(next)?;
        let year = self.year_at(self.past_dot(next + 1), &[',', '/']);
        Self::day(day, month, year, next + 1)
    }

    /// "Oct. 7", "September 8th, 2025", "July 2025".
    fn month_first(&self, at: usize, month: u32) -> Option<Date> {
        let dot = self.past_dot(at + 1);
        let place = self.past_joins(self.past_mark(dot, &[',']));
        let (value, digits) = self.number(place)?;
        if digits == 4 && self.year_value(place).is_some() {
            return self
                .year_at(dot, &[','])
                .map(|(year, next)| Date { date: Stated::Full(PartialDate::Month(year, month)), next });
        }
        // "May 7 million" is a number, but so is "May 7, 15 people": only a fraction or a range of digits
        // that runs on rules the day out.
        if digits > 2 || self.runs_on(place) {
            return None;
        }
        let after = self.past_ordinal(place + 1);
        let year = self.year_at(after, &[',']);
        Self::day(value, month, year, after)
    }

    /// "2025 жылғы 7 қазан", "2025 жылдың қазаны", "2025 year", "2025 October 7".
    fn year_first(&self, at: usize) -> Option<Date> {
        let year = self.year_value(at)?;
        let word = self.past_hyphen(self.past_gap(at + 1));
        let has_word = self.role(word).is(Use::Year);
        let after = if has_word { self.past_short_dot(word) } else { at + 1 };
        let place = self.past_mark(self.past_gap(after), &[',']);
        if let Some((day, 1 | 2)) = self.number(place) {
            let month_at = self.past_ordinal(place + 1);
            let month_at = self.past_gap(month_at);
            if let Some(month) = self.month(month_at) {
                let date = NaiveDate::from_ymd_opt(year, month, day)?;
                return Some(Date { date: Stated::Full(PartialDate::Day(date)), next: month_at + 1 });
            }
        }
        if !has_word {
            return None;
        }
        if let Some(month) = self.month(place) {
            return Some(Date { date: Stated::Full(PartialDate::Month(year, month)), next: place + 1 });
        }
        Some(Date { date: Stated::Full(PartialDate::Year(year)), next: after })
    }

    /// "2025-10-07", "2025.10.07", "2025/10/07".
    fn iso(&self, at: usize, year: u32) -> Option<Date> {
        let Some(What::Mark(mark @ ('-' | '.' | '/'))) = self.what(at + 1) else {
            return None;
        };
        let (month, 1 | 2) = self.number(at + 2)? else {
            return None;
        };
        if !self.is_mark(at + 3, &[mark]) {
            return None;
        }
        let (day, 1 | 2) = self.number(at + 4)? else {
            return None;
        };
        if !YEARS.contains(&year) || self.runs_on(at + 4) {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        Some(Date { date: Stated::Full(PartialDate::Day(date)), next: at + 5 })
    }

    /// "07.10.2025", "7-10-2025", "25/10/2025"; with a slash only where it can be read in one way.
    fn numeric(&self, at: usize, first: u32) -> Option<Date> {
        let Some(What::Mark(mark @ ('-' | '.' | '/'))) = self.what(at + 1) else {
            return None;
        };
        let (second, 1 | 2) = self.number(at + 2)? else {
            return None;
        };
        if !self.is_mark(at + 3, &[mark]) {
            return None;
        }
        let year = self.year_value(at + 4)?;
        if self.runs_on(at + 4) {
            return None;
        }
        let (day, month) = match mark {
            '/' if first != second && first <= 12 && second <= 12 => return None,
            '/' if second > 12 => (second, first),
            _ => (first, second),
        };
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        let next = self.past_year_word(at + 5);
        Some(Date { date: Stated::Full(PartialDate::Day(date)), next })
    }

    fn day(day: u32, month: u32, year: Option<(i32, usize)>, after: usize) -> Option<Date> {
        if let Some((year, next)) = year
            && let Some(date) = NaiveDate::from_ymd_opt(year, month, day)
        {
            return Some(Date { date: Stated::Full(PartialDate::Day(date)), next });
        }
        // A leap year, so that 29 February stands.
        NaiveDate::from_ymd_opt(2024, month, day)?;
        Some(Date { date: Stated::Yearless { month, day }, next: after })
    }

    /// A year from `at` on, past an optional mark, with its word.
    fn year_at(&self, at: usize, marks: &[char]) -> Option<(i32, usize)> {
        let place = self.past_mark(at, marks);
        let year = self.year_value(place)?;
        (!self.runs_on(place)).then(|| (year, self.past_year_word(place + 1)))
    }

    fn year_value(&self, at: usize) -> Option<i32> {
        let (value, digits) = self.number(at)?;
        (digits == 4 && YEARS.contains(&value)).then(|| i32::try_from(value).ok())?
    }

    /// Whether the number at `at` goes on to the right: "7.5", "7-8", "7%".
    fn runs_on(&self, at: usize) -> bool {
        match self.what(at + 1) {
            Some(What::Mark('.' | ',' | '/' | '-' | ':')) => self.number(at + 2).is_some(),
            Some(What::Mark('%')) => true,
            _ => false,
        }
    }

    /// Past "года", "-го года", "г.": the word for a year, where it follows.
    fn past_year_word(&self, at: usize) -> usize {
        let word = self.past_gap(self.past_ordinal(at));
        if !self.role(word).is(Use::Year) {
            return at;
        }
        self.past_short_dot(word)
    }

    /// Past a word; the full stop of "г." belongs to it, that of "года." ends the sentence.
    fn past_short_dot(&self, word: usize) -> usize {
        let short = self.word(word).is_some_and(|word| word.chars().count() == 1);
        if short { self.past_dot(word + 1) } else { word + 1 }
    }

    fn past_ordinal(&self, at: usize) -> usize {
        let ending = self.past_hyphen(at);
        if self.role(ending).is(Use::Ordinal) { ending + 1 } else { at }
    }

    fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.is_mark(at, &['-', '\u{2010}', '\u{2011}']))
    }

    fn past_dot(&self, at: usize) -> usize {
        at + usize::from(self.is_mark(at, &['.']))
    }

    /// Past a gap, a mark and a gap, each optional.
    fn past_mark(&self, at: usize, marks: &[char]) -> usize {
        let at = self.past_gap(at);
        self.past_gap(at + usize::from(self.is_mark(at, marks)))
    }

    /// Past a gap and words such as "of".
    fn past_joins(&self, at: usize) -> usize {
        let mut at = self.past_gap(at);
        for _ in 0..2 {
            if self.role(at).is(Use::Join) {
                at = self.past_gap(at + 1);
            }
        }
        at
    }

    /// The date with the clock time beside it, after it or before it but not before byte `barrier`.
    pub(super) fn with_clock(&self, date: Date, at: usize, barrier: usize) -> Found {
        let start = self.span(at).map_or(0, |span| span.start);
        let end = self.span(date.next.saturating_sub(1)).map_or(start, |span| span.end);
        let span = Span::new(start, end);
        let full_day = matches!(date.date, Stated::Full(PartialDate::Day(_)));
        if !full_day {
            return Found { span, date: date.date, clock: None };
        }
        if let Some((clock, next)) = self.clock_after(date.next) {
            let end = self.span(next - 1).map_or(end, |span| span.end);
            return Found { span: Span::new(start, end), date: date.date, clock: Some(clock) };
        }
        match self.clock_before(at).filter(|(_, from)| *from >= barrier) {
            Some((clock, from)) => Found { span: Span::new(from, end), date: date.date, clock: Some(clock) },
            None => Found { span, date: date.date, clock: None },
        }
    }

    /// ", 16:22", "T16:22:00", " в 16:22", " | 4:22 pm".
    fn clock_after(&self, at: usize) -> Option<(NaiveTime, usize)> {
        let tight = self.word(at).is_some_and(|word| word == "T");
        let mut place =
            if tight { at + 1 } else { self.past_mark(at, &[',', '|', '-', '–', '—', '•', '·', '/']) };
        let short = self.word(place).is_some_and(|word| word.chars().count() <= 2);
        if short && self.what(place + 1) == Some(What::Gap(false)) {
            place += 2;
        }
        self.clock(place)
    }

    /// "17:45, " before the date: the time and the byte where it begins.
    fn clock_before(&self, at: usize) -> Option<(NaiveTime, usize)> {
        // At most gap, mark, gap, and "h:mm", "h:mm:ss" or "h:mm pm" before them.
        (3..=11).filter_map(|back| at.checked_sub(back)).find_map(|place| {
            let (clock, next) = self.clock(place)?;
            let joined = self.past_mark(next, &[',', '|', '-', '–', '—', '•', '·', '/']) == at;
            (joined && !self.inside_number(place, &['.', ',', '/', '-', ':']))
                .then(|| (clock, self.span(place).map_or(0, |s| s.start)))
        })
    }

    /// A time of day at `at`, and the piece after it.
    fn clock(&self, at: usize) -> Option<(NaiveTime, usize)> {
        let (hour, 1 | 2) = self.number(at)? else {
            return None;
        };
        if !self.is_mark(at + 1, &[':']) {
            return None;
        }
        let (minute, 2) = self.number(at + 2)? else {
            return None;
        };
        let mut next = at + 3;
        let mut second = 0;
        if self.is_mark(next, &[':'])
            && let Some((value, 2)) = self.number(next + 1)
        {
            second = value;
            next += 2;
        }
        let half = self.past_gap(next);
        let (role, after) = self.half_of_day(half);
        let hour = match (role.is(Use::Morning), role.is(Use::Evening)) {
            (true, _) if hour == 12 => 0,
            (_, true) if hour < 12 => hour + 12,
            _ => hour,
        };
        if role.is(Use::Morning) || role.is(Use::Evening) {
            next = after;
        }
        NaiveTime::from_hms_opt(hour, minute, second.min(59)).map(|clock| (clock, next))
    }

    /// "pm" or "p.m." at `at`.
    fn half_of_day(&self, at: usize) -> (Role, usize) {
        let role = self.role(at);
        if role.is(Use::Morning) || role.is(Use::Evening) {
            return (role, at + 1);
        }
        let dotted = self.is_mark(at + 1, &['.']) && self.word(at + 2).is_some();
        let both = self.span(at).zip(self.span(at + 2)).map(|(a, b)| a.cover(b).of(self.text));
        match both.filter(|_| dotted) {
            Some(word) => (self.names.role(word), self.past_dot(at + 3)),
            None => (Role::default(), at),
        }
    }
}
