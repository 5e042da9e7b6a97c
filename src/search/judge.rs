//! What a query means for one article: the slow and plain answer that an index must agree with.

use chrono::NaiveDate;

use crate::model::lang::Lang;
use crate::model::mention::{Kind, Stage};
use crate::search::query::{Ending, Query, Sense, State, What, Words};
use crate::search::spell::{Spelt, beginnings};

/// All that a query may ask of an article. Texts are lines of forms, as
/// [`Speller::index`](crate::search::spell::Speller::index) makes them.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Title.
    pub title: String,
    /// Blocks of the body.
    pub body: String,
    /// Outlet.
    pub outlet: String,
    /// Actors of its mentions, one line each.
    pub actors: Vec<String>,
    /// Names of the initiatives that it mentions, one line for each in each language.
    pub threads: Vec<String>,
    /// Language.
    pub lang: Lang,
    /// Publication day.
    pub day: Option<NaiveDate>,
    /// Stages of its mentions.
    pub stages: Vec<Stage>,
    /// Kinds of its mentions.
    pub kinds: Vec<Kind>,
    /// Tags of its bookmarks.
    pub tags: Vec<String>,
    /// Whether it was read.
    pub read: bool,
    /// Whether it holds a bookmark.
    pub marked: bool,
}

/// Whether a query finds an article.
#[must_use]
pub fn accepts(query: &Query, subject: &Subject) -> bool {
    query.groups().into_iter().all(|group| {
        let any = group.any.iter().any(|what| has(subject, what));
        any == (group.sense == Sense::Wanted)
    })
}

fn has(subject: &Subject, what: &What) -> bool {
    match what {
        What::Words(words) => holds(&subject.title, words) || holds(&subject.body, words),
        What::Outlet(words) => holds(&subject.outlet, words),
        What::Actor(words) => subject.actors.iter().any(|actor| holds(actor, words)),
        What::Thread(words) => subject.threads.iter().any(|name| holds(name, words)),
        What::Lang(lang) => subject.lang == *lang,
        What::Stage(stage) => subject.stages.contains(stage),
        What::Kind(kind) => subject.kinds.contains(kind),
        What::Tag(tag) => subject.tags.contains(tag),
        What::From(day) => subject.day.is_some_and(|own| own >= *day),
        What::Before(day) => subject.day.is_some_and(|own| own < *day),
        What::Within(first, last) => subject.day.is_some_and(|own| own >= *first && own <= *last),
        What::Is(State::Read) => subject.read,
        What::Is(State::Unread) => !subject.read,
        What::Is(State::Bookmarked) => subject.marked,
        What::Is(State::Undated) => subject.day.is_none(),
    }
}

/// Whether words stand in a line of forms.
#[must_use]
pub fn holds(line: &str, words: &Words) -> bool {
    let line: Vec<&str> = line.split(' ').collect();
    starts(&line, words).next().is_some()
}

/// Where in a row of forms the words stand, as indexes of the first of them.
fn starts<'a>(line: &'a [&'a str], words: &'a Words) -> impl Iterator<Item = usize> + 'a {
    let open = words.forms.last().map(|forms| beginnings(forms)).unwrap_or_default();
    let length = words.forms.len();
    line.windows(length.max(1)).enumerate().filter_map(move |(at, window)| {
        let fits = window.iter().zip(&words.forms).enumerate().all(|(nth, (form, wanted))| {
            if nth + 1 == length && words.ending == Ending::Open {
                open.iter().any(|beginning| form.starts_with(beginning.as_str()))
            } else {
                wanted.iter().any(|one| one == form)
            }
        });
        (fits && length > 0).then_some(at)
    })
}

/// The words of a text that the words of a query meet: for each meeting the indexes of its first and last word.
#[must_use]
pub fn meetings(spelt: &[Spelt], words: &Words) -> Vec<(usize, usize)> {
    let line: Vec<&str> = spelt.iter().map(|one| one.form.as_str()).collect();
    starts(&line, words).map(|at| (at, at + words.forms.len() - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parse::{Typing, parse};
    use crate::search::spell::Speller;

    fn subject() -> Subject {
        let ru = Lang::new("ru");
        let mut speller = Speller::default();
        Subject {
            title: speller.index("Водный фонд региона", ru),
            body: speller.index("Президент предложил создать центр «Alem.AI» в Алматы.", ru),
            outlet: speller.index("Новости Степи", ru),
            actors: vec![speller.index("Президент Алимов", ru)],
            threads: vec![speller.index("Центр цифровых инноваций", ru), speller.index("Digital centre", ru)],
            lang: ru,
            day: "2025-10-07".parse().ok(),
            stages: vec![Stage::Proposed],
            kinds: vec![Kind::Institution],
            tags: vec!["вода".to_owned()],
            read: true,
            marked: false,
        }
    }

    #[test]
    fn a_query_means_what_it_says() {
        for yes in [
            "",
            "водного фонда",
            "\"создания центра\"",
            "alem.ai",
            "цен*",
            "outlet:степь actor:алимов",
            "thread:инновация",
            "thread:\"цифровых инноваций\" -thread:степь",
            "lang:kk lang:ru",
            "stage:proposed kind:institution -kind:law",
            "tag:вода is:read -is:bookmarked",
            "after:2025-10 before:2025-10-08 on:2025",
        ] {
            assert!(accepts(&parse(yes, Typing::Done), &subject()), "{yes}");
        }
        for no in [
            "\"центра создания\"",
            "цен",
            "-вода* фонд -водный",
            "actor:степь",
            "lang:kk",
            "is:unread",
            "before:2025-10-07",
            "is:undated",
        ] {
            assert!(!accepts(&parse(no, Typing::Done), &subject()), "{no}");
        }
        assert!(accepts(&parse("през", Typing::Open), &subject()));
    }
}
