//! The kind of what its own words do not tell, by another mention of the same thing in the article. Never overrules
//! what the words tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::id::MentionId;
use crate::base::span::Span;
use crate::extract::lexicon::Reading;
use crate::extract::tags::Tags;
use crate::extract::voices::Text;
use crate::model::mention::{Kind, Mention};

/// Words of an object that may name the thing.
const WORDS: usize = 12;
/// Letters that two forms of an unlisted noun share at least.
const STEM: usize = 6;

/// A noun that may name a thing: its entry, or the beginning of a word in no list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Noun {
    Listed(u32),
    Unlisted(String),
}

/// Gives the mentions in `untold` the kind of the first mention whose object has one of their nouns.
pub(crate) fn settle(text: Text<'_>, mentions: &mut [Mention], untold: &BTreeSet<MentionId>) {
    if untold.is_empty() {
        return;
    }
    let mut known: BTreeMap<Noun, Kind> = BTreeMap::new();
    for one in mentions.iter().filter(|one| !untold.contains(&one.id)) {
        for noun in nouns(text, one.object) {
            known.entry(noun).or_insert(one.kind);
        }
    }
    for one in mentions.iter_mut().filter(|one| untold.contains(&one.id)) {
        if let Some(kind) = nouns(text, one.object).iter().find_map(|noun| known.get(noun)) {
            one.kind = *kind;
        }
    }
}

/// The nouns of an object that name no person, place, time or general thing.
fn nouns(text: Text<'_>, object: Span) -> Vec<Noun> {
    let Some((number, from)) = text.place(object.start) else { return Vec::new() };
    let Some(view) = text.view(number) else { return Vec::new() };
    let grammar = view.grammar;
    let vague = [
        grammar.carrier,
        grammar.generic,
        grammar.act_noun,
        grammar.people,
        grammar.title,
        grammar.body,
        grammar.place,
        grammar.state,
        grammar.time,
        grammar.umbrella,
        grammar.list_noun,
    ];
    let words = view.sentence.words.iter().skip(from).take(WORDS);
    let inside = words.take_while(|word| word.span.end <= object.end);
    let telling = inside.filter(|word| {
        word.tags.any(Tags::NOUN)
            && !word.tags.any(Tags::VERB | Tags::PRONOUN | Tags::NUMERAL | Tags::ADJECTIVE)
            && !vague.iter().any(|class| word.classes.any(*class))
    });
    let noun = |word: &crate::extract::analysis::Word| {
        let entry = word.readings.iter().find(|reading| reading.tags.any(Tags::NOUN))?.entry;
        if entry != Reading::NO_ENTRY {
            return Some(Noun::Listed(entry));
        }
        let stem: String = word.fold.chars().take(STEM).collect();
        (stem.chars().count() == STEM).then_some(Noun::Unlisted(stem))
    };
    telling.filter_map(noun).collect()
}
