//! Interface texts from `assets/ui/<code>.toml`, with plural forms and dates. Never holds a word itself.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use chrono::{Datelike as _, NaiveDate};
use serde::Deserialize;

use crate::base::embedded;
use crate::base::problem::Problem;
use crate::base::when::{PartialDate, When};
use crate::base::written::not_toml;
use crate::model::lang::Lang;

/// The texts of one interface language. A missing text reads as its key, so that it is seen.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    lang: Lang,
    table: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<String>>,
    plural: Vec<(String, Rule)>,
}

/// When a plural form is used: the number's remainders stand in the lists.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Rule {
    is: Vec<u64>,
    mod10: Vec<u64>,
    not_mod100: Vec<u64>,
}

impl Rule {
    fn holds(&self, n: u64) -> bool {
        let exact = !self.is.is_empty() && self.is.contains(&n);
        exact || (self.mod10.contains(&(n % 10)) && !self.not_mod100.contains(&(n % 100)))
    }
}

/// Where the texts are.
const FOLDER: &str = "assets/ui/";

/// One file, read when it is first asked for; nothing where it cannot be read.
struct Own {
    file: &'static str,
    read: OnceLock<Option<Texts>>,
}

impl Own {
    fn texts(&self, lang: Lang) -> Option<&Texts> {
        self.read.get_or_init(|| Texts::read(lang, self.file).ok()).as_ref()
    }
}

fn each() -> &'static BTreeMap<Lang, Own> {
    static EACH: LazyLock<BTreeMap<Lang, Own>> = LazyLock::new(|| {
        let named = |(name, file): (&'static str, &'static str)| {
            let code = name.rsplit('/').next()?.strip_suffix(".toml")?;
            Some((Lang::new(code), Own { file, read: OnceLock::new() }))
        };
        embedded::texts_under(FOLDER).filter_map(named).collect()
    });
    &EACH
}

/// The codes of the interface languages, in order.
pub fn langs() -> impl Iterator<Item = Lang> {
    each().keys().copied()
}

/// The texts of every interface language.
#[must_use]
pub fn all() -> BTreeMap<Lang, &'static Texts> {
    each().iter().filter_map(|(lang, own)| Some((*lang, own.texts(*lang)?))).collect()
}

/// The texts for a wished language, else the first that can be read.
#[must_use]
pub fn texts(wished: Lang) -> &'static Texts {
    static NONE: LazyLock<Texts> = LazyLock::new(Texts::default);
    let own = each().get(&wished).and_then(|own| own.texts(wished));
    own.or_else(|| each().iter().find_map(|(lang, own)| own.texts(*lang))).unwrap_or(&NONE)
}

/// Says whether all texts can be read.
///
/// # Errors
/// The first thing wrong with them.
pub fn check() -> Result<(), Problem> {
    each().iter().try_for_each(|(lang, own)| Texts::read(*lang, own.file).map(drop))
}

impl Texts {
    /// Reads one file.
    ///
    /// # Errors
    ///
    /// What is wrong with the file.
    pub fn read(lang: Lang, file: &str) -> Result<Self, Problem> {
        let bad = |error: toml::de::Error| not_toml(&format!("{FOLDER}{lang}.toml"), file, &error);
        let table: toml::Table = file.parse().map_err(bad)?;
        let mut texts = Self { lang, ..Self::default() };
        for (name, value) in table {
            if name == "plural" {
                for (form, rule) in value.try_into::<BTreeMap<String, Rule>>().map_err(bad)? {
                    texts.plural.push((form, rule));
                }
            } else {
                texts.flatten(name, value);
            }
        }
        Ok(texts)
    }

    fn flatten(&mut self, name: String, value: toml::Value) {
        #[expect(clippy::wildcard_enum_match_arm, reason = "any other value is shown as it is written")]
        match value {
            toml::Value::Table(table) => {
                for (part, value) in table {
                    self.flatten(format!("{name}.{part}"), value);
                }
            }
            toml::Value::Array(list) => {
                let list = list.into_iter().filter_map(|one| one.as_str().map(str::to_owned)).collect();
                self.lists.insert(name, list);
            }
            toml::Value::String(text) => {
                self.table.insert(name, text);
            }
            other => {
                self.table.insert(name, other.to_string());
            }
        }
    }

    /// The language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.table.keys().chain(self.lists.keys()).map(String::as_str)
    }

    /// The text with this key, where there is one.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.table.get(key).map(String::as_str)
    }

    /// The text with this key, else the key.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.find(key).unwrap_or(key)
    }

    /// The text with this key, `{name}` replaced by its value.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.get(key), values)
    }

    /// The text with this key in the plural form for `n`, where it has such forms.
    #[must_use]
    pub fn form(&self, key: &str, n: u64) -> Option<&str> {
        let form = self.plural.iter().find(|(_, rule)| rule.holds(n)).map_or("other", |(form, _)| form);
        self.find(&format!("{key}.{form}")).or_else(|| self.find(&format!("{key}.other")))
    }

    /// The text with this key in the plural form for `n`, `{n}` replaced.
    ///
    /// ```
    /// use throughline::{app::texts::texts, model::lang::Lang};
    /// let texts = texts(Lang::new("en"));
    /// assert_eq!(texts.count("weeks", 1), "1 week");
    /// assert_eq!(texts.count("weeks", 8), "8 weeks");
    /// ```
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        filled(self.form(key, n).unwrap_or(key), &[("n", &self.number(n))])
    }

    /// A whole number with its thousands set apart, from as many digits on as the language does so.
    ///
    /// ```
    /// use throughline::{app::texts::texts, model::lang::Lang};
    /// assert_eq!(texts(Lang::new("en")).number(2778), "2,778");
    /// assert_eq!(texts(Lang::new("ru")).number(2778), "2778");
    /// assert_eq!(texts(Lang::new("ru")).number(27_780), "27\u{a0}780");
    /// ```
    #[must_use]
    pub fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        if digits.len() < self.find("number.apart_from").and_then(|from| from.parse().ok()).unwrap_or(4) {
            return digits;
        }
        let mut out = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push_str(self.get("number.thousands"));
            }
            out.push(c);
        }
        out
    }

    /// A number with so many digits behind the decimal sign.
    #[must_use]
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        self.written(&format!("{value:.digits$}"))
    }

    /// A number that is written as programs do, such as `-12345.5`, as the language writes it; anything else stays.
    #[must_use]
    pub fn written(&self, number: &str) -> String {
        let unsigned = number.trim_start_matches(['+', '-']);
        let sign = number.strip_suffix(unsigned).unwrap_or_default();
        let (whole, rest) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let Ok(own) = whole.parse() else { return number.to_owned() };
        let mark = if rest.is_empty() { "" } else { self.get("number.decimal") };
        format!("{sign}{}{mark}{rest}", self.number(own))
    }

    fn item(&self, list: &str, index: u32) -> &str {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        self.lists.get(list).and_then(|list| list.get(index)).map_or("?", String::as_str)
    }

    /// A whole date.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> String {
        let year = day.year().to_string();
        let month = self.item("date.months_of", day.month0());
        self.with("date.day", &[("d", &day.day().to_string()), ("month", month), ("y", &year)])
    }

    /// A date as short as it can be told: day and short month, and the year where it is asked for.
    #[must_use]
    pub fn short_day(&self, day: NaiveDate, beside: Option<i32>) -> String {
        let key = if beside == Some(day.year()) { "date.short" } else { "date.short_year" };
        let month = self.item("date.months_short", day.month0());
        self.with(key, &[("d", &day.day().to_string()), ("month", month), ("y", &day.year().to_string())])
    }

    /// A month with its year; `month` is 1 to 12.
    #[must_use]
    pub fn month(&self, year: i32, month: u32) -> String {
        let name = self.item("date.months", month.saturating_sub(1));
        self.with("date.month", &[("month", name), ("y", &year.to_string())])
    }

    /// A time as a text states it.
    #[must_use]
    pub fn when(&self, when: &When) -> String {
        match when {
            When::At(date) => self.partial(*date),
            When::Clock(time) => format!("{}, {}", self.day(time.date()), time.format("%H:%M")),
            When::Between(from, to) => {
                self.with("date.between", &[("from", &self.partial(*from)), ("to", &self.partial(*to))])
            }
            When::Lasting(duration) => self.lasting(duration),
            When::Past => self.get("date.past").to_owned(),
            When::Present => self.get("date.present").to_owned(),
            When::Future => self.get("date.future").to_owned(),
        }
    }

    /// A time in few columns: of an interval its end, a day with a short month.
    #[must_use]
    pub fn short_when(&self, when: &When) -> String {
        let short = |date: &PartialDate, months: &str| match date {
            PartialDate::Day(day) => self.short_day(*day, None),
            PartialDate::Month(..) | PartialDate::Year(_) => self.partial_in(*date, months),
        };
        match when {
            When::At(date) => short(date, "date.months_plain"),
            When::Clock(time) => self.short_day(time.date(), None),
            When::Between(_, to) => self.with("date.by", &[("to", &short(to, "date.months_of"))]),
            When::Lasting(_) | When::Past | When::Present | When::Future => self.when(when),
        }
    }

    fn partial(&self, date: PartialDate) -> String {
        self.partial_in(date, "date.months_plain")
    }

    /// A date inside a sentence, its month in the forms of this list.
    fn partial_in(&self, date: PartialDate, months: &str) -> String {
        match date {
            PartialDate::Day(day) => self.day(day),
            PartialDate::Month(year, month) => {
                let name = self.item(months, month.saturating_sub(1));
                self.with("date.month", &[("month", name), ("y", &year.to_string())])
            }
            PartialDate::Year(year) => self.with("date.year", &[("y", &year.to_string())]),
        }
    }

    /// An ISO 8601 duration of one unit in words; another one as it stands.
    fn lasting(&self, duration: &str) -> String {
        let body = duration.trim_start_matches('P');
        let split = body.len().saturating_sub(1);
        let (number, unit) = (body.get(..split).unwrap_or_default(), body.get(split..).unwrap_or_default());
        let key = match unit {
            "Y" => "years",
            "M" => "months",
            "W" => "weeks",
            "D" => "days",
            _ => return duration.to_owned(),
        };
        number.parse().map_or_else(|_| duration.to_owned(), |n| self.count(key, n))
    }

    /// How far `day` lies from `from`: "3 months later", "the same day".
    #[must_use]
    pub fn distance(&self, from: NaiveDate, day: NaiveDate) -> String {
        let days = (day - from).num_days();
        if days == 0 {
            return self.get("date.same_day").to_owned();
        }
        let span = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
        if days > 0 {
            self.with("date.later", &[("span", &self.stretch_in(span, "_later"))])
        } else {
            self.with("date.earlier", &[("span", &self.stretch_in(span, "_earlier"))])
        }
    }

    /// A number of days in the unit that suits it.
    #[must_use]
    pub fn stretch(&self, days: usize) -> String {
        self.stretch_in(days, "")
    }

    /// The same in the forms that a language has for it before a word such as "later", where it has some.
    fn stretch_in(&self, days: usize, case: &str) -> String {
        let (unit, n) = match days {
            0..=13 => ("days", days),
            14..=69 => ("weeks", (days + 3) / 7),
            70..=699 => ("months", (days * 2 + 30) / 61),
            _ => ("years", (days + 182) / 365),
        };
        let own = format!("{unit}{case}");
        let known = self.find(&format!("{own}.other")).is_some();
        self.count(if known { &own } else { unit }, n)
    }

    /// The name of a language, else its code.
    #[must_use]
    pub fn lang_name(&self, lang: Lang) -> String {
        self.find(&format!("lang.{lang}")).map_or_else(|| lang.to_string(), str::to_owned)
    }

    /// "in English".
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> String {
        self.find(&format!("in_lang.{lang}")).map_or_else(|| lang.to_string(), str::to_owned)
    }
}

/// A text with `{name}` replaced by its value; a name without one stays.
pub(super) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(own, _)| *own == name) {
            out.push_str(value);
        } else {
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Command;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_language_has_every_text() {
        let english: Vec<&str> = texts(Lang::new("en")).keys().collect();
        assert!(all().len() >= 3);
        for own in all().values() {
            for key in &english {
                let (plain, form) = key.rsplit_once('.').unwrap_or((*key, ""));
                let plural = form == "one" && own.find(&format!("{plain}.other")).is_some();
                assert!(own.keys().any(|k| k == *key) || plural, "{} lacks {key}", own.lang());
            }
            for command in Command::ALL {
                assert!(own.find(&format!("command.{}", command.name())).is_some(), "{command:?}");
            }
        }
    }

    #[test]
    fn plural_forms_follow_each_language() {
        let russian = texts(Lang::new("ru"));
        let forms: Vec<String> =
            [1, 2, 5, 11, 12, 21, 25, 101, 111].map(|n| russian.count("weeks", n)).into();
        assert_eq!(
            forms,
            [
                "1 неделя",
                "2 недели",
                "5 недель",
                "11 недель",
                "12 недель",
                "21 неделя",
                "25 недель",
                "101 неделя",
                "111 недель"
            ]
        );
        assert_eq!(texts(Lang::new("kk")).count("weeks", 5), "5 апта");
    }

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        let told = |code: &str| {
            let texts = texts(Lang::new(code));
            ["999", "+2778", "-41666.25", "0.5", "1e21"].map(|number| texts.written(number)).join(" ")
        };
        assert_eq!(told("en"), "999 +2,778 -41,666.25 0.5 1e21");
        for code in ["ru", "kk"] {
            assert_eq!(told(code), "999 +2778 -41\u{a0}666,25 0,5 1e21", "{code}");
        }
    }

    #[test]
    fn dates_are_written_as_each_language_writes_them() {
        let october = day("2025-10-07");
        assert_eq!(texts(Lang::new("en")).day(october), "7 October 2025");
        assert_eq!(texts(Lang::new("ru")).day(october), "7 октября 2025");
        assert_eq!(texts(Lang::new("kk")).day(october), "2025 ж. 7 қазан");
    }

    #[test]
    fn a_month_in_a_sentence_takes_the_form_it_has_there() {
        let russian = texts(Lang::new("ru"));
        let month = PartialDate::Month(2016, 12);
        assert_eq!(russian.when(&When::At(month)), "декабрь 2016");
        assert_eq!(
            russian.short_when(&When::Between(PartialDate::Month(2016, 10), month)),
            "до декабря 2016"
        );
        assert_eq!(russian.month(2016, 12), "Декабрь 2016", "a heading");
    }

    #[test]
    fn distances_take_the_unit_that_suits_them() {
        let texts = texts(Lang::new("en"));
        let from = day("2025-10-07");
        assert_eq!(texts.distance(from, from), "the same day");
        assert_eq!(texts.distance(from, day("2025-10-08")), "1 day later");
        assert_eq!(texts.distance(from, day("2026-01-05")), "3 months later");
        assert_eq!(texts.distance(from, day("2025-08-11")), "8 weeks earlier");
        assert_eq!(texts.distance(from, day("2028-10-07")), "3 years later");
    }

    #[test]
    fn values_fill_their_places_and_nothing_else() {
        assert_eq!(filled("{a} and {b} {", &[("a", "{b}")]), "{b} and {b} {");
    }
}
