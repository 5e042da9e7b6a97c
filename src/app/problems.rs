//! What is said, in the language of the interface. The one place where words are made of it; never a word itself.

use crate::app::texts::{Texts, filled};
use crate::base::problem::Problem;
use crate::base::said::Said;

/// A problem as the reader is told of it: where, what, and what to do.
#[must_use]
pub fn told(problem: &Problem, texts: &Texts) -> String {
    let Problem { place, what, hint } = problem;
    let place = if place.is_empty() { String::new() } else { format!("{}: ", said(place, texts)) };
    let hint = hint.as_ref().map(|hint| format!(" ({})", said(hint, texts))).unwrap_or_default();
    format!("{place}{}{hint}", said(what, texts))
}

/// What is said, in the language of the texts; a number in the hole `n` chooses the plural form.
#[must_use]
pub fn said(said: &Said, texts: &Texts) -> String {
    match said {
        Said::Plain(text) => text.clone(),
        Said::Number(number) => texts.number(*number),
        Said::Text(key, values) => {
            let own: Vec<(&str, String)> =
                values.iter().map(|(name, value)| (*name, self::said(value, texts))).collect();
            let own: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let counted = values.iter().find_map(|(name, value)| match (*name, value) {
                ("n", Said::Number(number)) => texts.form(key, *number),
                _ => None,
            });
            filled(counted.unwrap_or_else(|| texts.get(key)), &own)
        }
    }
}

/// The same as a sentence: a capital first, a full stop last.
#[must_use]
pub fn sentence(said: &Said, texts: &Texts) -> String {
    let told = self::said(said, texts);
    let mut chars = told.chars();
    let stop = if told.ends_with(['.', '!', '?', '\n']) { "" } else { "." };
    chars.next().map_or_else(String::new, |first| format!("{}{}{stop}", first.to_uppercase(), chars.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::texts::texts;
    use crate::model::lang::Lang;

    #[test]
    fn what_is_said_is_told_with_its_values() {
        let russian = texts(Lang::new("ru"));
        let limit = Said::text("problem.over_limit").with("size", 12_345_u64).with("most", 8_u64);
        let problem = Problem::new(limit, "a.txt").hint(Said::text("advice.split"));
        assert_eq!(
            told(&problem, russian),
            "a.txt: пропущено: 12\u{a0}345 МБ, больше предела в 8 МБ (разделите его или не берите)"
        );
        let line = Said::text("problem.line").with("file", "c.toml").with("n", 3_usize);
        assert_eq!(told(&Problem::new("{x}", line), russian), "c.toml, строка 3: {x}");
    }

    #[test]
    fn a_number_chooses_the_plural_form() {
        let told = |code: &str, n| said(&Said::count("articles", n), texts(Lang::new(code)));
        assert_eq!(told("ru", 22), "22 статьи");
        assert_eq!(told("kk", 22), "22 мақала");
        assert_eq!([told("en", 1), told("en", 2)], ["1 article", "2 articles"]);
    }

    #[test]
    fn a_sentence_has_a_capital_and_a_stop() {
        let own = |text: &str| sentence(&Said::from(text), texts(Lang::new("ru")));
        assert_eq!([own("да"), own("Да."), own("")], ["Да.", "Да.", ""]);
    }
}
