//! Where one noun phrase ends and the next begins when nouns stand side by side before their verb: "білім министрлігі
//! жоспар" is a body and what it made. Never looks at more than a few words.

use super::Word;
use crate::extract::lexicon::{Classes, Lexicon};
use crate::extract::tags::Tags;

/// Words looked at for the possessed noun that ends an izafet.
const AHEAD: usize = 4;

/// Classes of words that stand as subjects without a mark of their own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Doers {
    title: Classes,
    somebody: Classes,
    groups: Classes,
    place: Classes,
    body: Classes,
    given: Classes,
}

impl Doers {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.class(name);
        Self {
            title: class("title"),
            somebody: class("title")
                .or(class("people"))
                .or(class("body"))
                .or(class("country"))
                .or(class("group-noun")),
            groups: class("group-noun").or(class("people")).or(class("country")),
            place: class("place"),
            body: class("body"),
            given: class("given"),
        }
    }

    /// Whether the word at `at` begins a new phrase after the noun or modifier before it, in a phrase whose last
    /// noun so far stands at `head`.
    pub(super) fn begins(self, words: &[Word], head: usize, at: usize) -> bool {
        let (Some(last), Some(word)) = (words.get(head), words.get(at)) else { return false };
        let whole = word.part_of.filter(|whole| *whole > at).and_then(|whole| words.get(whole));
        let several = whole.is_some();
        let word = whole.unwrap_or(word);
        if is_genitive(last) {
            return false;
        }
        let after_quotes =
            at.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|one| one.partner.is_some());
        let owned = is_owned(word);
        if after_quotes {
            return !(owned || self.owned_ahead(words, at));
        }
        if at > head + 1
            && !(head + 1..at).all(|place| words.get(place).is_some_and(|one| one.part_of.is_some()))
        {
            // What stands between has been let in already.
            return false;
        }
        let noun = super::chunks::is_noun(word);
        let name = is_name(word) && noun;
        // "Еуразиялық экономикалық комиссия": what may be an adjective goes on to the noun.
        if last.tags.all(Tags::UNKNOWN | Tags::ADJECTIVE)
            && !name
            && word.tags.any(Tags::NOUN | Tags::ADJECTIVE)
        {
            return false;
        }
        let last_owned = is_owned(last);
        let opens = last.shape.any(Tags::CAPITAL) && last.classes.any(self.given);
        let unlisted = word.tags.any(Tags::UNKNOWN) || word.classes.any(self.given);
        if last.classes.any(self.title) && name && !word.classes.any(self.place) {
            // "Мемлекет басшысы Үкіметке", "министр Құрылтайдың": an office is not called so.
            let oblique = word.tags.any(Tags::CASES) && !word.tags.any(Tags::NOMINATIVE);
            return !unlisted && !owned && (oblique || word.classes.any(self.somebody));
        }
        // "Асел Тұрсынова жайылымды": a full name owns nothing.
        let before = head.checked_sub(1).and_then(|at| words.get(at));
        let full = before.is_some_and(|one| one.classes.any(self.given) || one.classes.any(self.title));
        // "Асел Тұрсынова Қаржы министрлігіне": nor does it go on with a word that is no name of its own.
        if is_name(last) && name && full && !unlisted && !last.classes.any(self.place) {
            return true;
        }
        if (is_name(last) || opens) && name && !last_owned {
            return self.parts_names(last, word);
        }
        if is_name(last) && full && !name && !last.classes.any(self.place) {
            return true;
        }
        if last_owned {
            // "Ауыл шаруашылығы министрлігі": possessed nouns may follow each other.
            let known = |one: &Word| !one.tags.any(Tags::UNKNOWN);
            // "Түркі мемлекеттері ұйымының саммиті": what owns the next noun is owned by the one before.
            let owns = is_genitive(word) && !last.classes.any(self.title);
            // "Түркі мемлекеттері ұйымы": a body may be called by who belongs to it.
            let called = word.classes.any(self.body) && !last.classes.any(self.title);
            let apart = last.classes.any(self.somebody) && !owns && !called;
            return !(noun && owned && !name && known(last) && !apart);
        }
        let somebody = last.classes.any(self.somebody) || last.tags.any(Tags::PLURAL);
        let several = several && (last.classes.any(self.groups) || last.tags.any(Tags::PLURAL));
        // "Тараптар балық шаруашылығы жөнінде": an entry of several words is a whole of its own.
        if noun && owned && !several {
            return false;
        }
        somebody || !self.owned_ahead(words, at)
    }

    /// Whether two capitalised words side by side are two names: "Армения Найробиде", "Маматов Ошта".
    fn parts_names(self, last: &Word, word: &Word) -> bool {
        if word.classes.any(self.given) {
            return last.classes.any(self.place);
        }
        let somewhere = word.tags.any(Tags::LOCATIVE | Tags::ABLATIVE) && !word.tags.any(Tags::NOMINATIVE);
        // "Қазақстан Чемпионатының": what a state calls its own.
        if last.classes.any(self.place) && is_owned(word) && !word.tags.any(Tags::UNKNOWN) {
            return false;
        }
        last.classes.any(self.place) || word.classes.any(self.place) || somewhere
    }

    /// Whether bare nouns and modifiers from `at` on lead to a possessed noun.
    fn owned_ahead(self, words: &[Word], at: usize) -> bool {
        for word in words.iter().skip(at).take(AHEAD) {
            let noun = super::chunks::is_noun(word);
            if noun && is_owned(word) {
                return true;
            }
            let bare =
                noun && word.tags.any(Tags::NOMINATIVE) && !word.classes.any(self.somebody) && !is_name(word);
            if !bare {
                return false;
            }
        }
        false
    }
}

fn is_genitive(word: &Word) -> bool {
    word.tags.any(Tags::GENITIVE) && !word.tags.any(Tags::NOMINATIVE)
}

fn is_owned(word: &Word) -> bool {
    word.tags.any(Tags::POSSESSIVE)
}

fn is_name(word: &Word) -> bool {
    word.shape.any(Tags::CAPITAL) && !word.shape.any(Tags::INITIAL | Tags::QUOTED)
        || word.shape.any(Tags::CAPITAL) && word.tags.any(Tags::UNKNOWN)
}
