//! Where a clause begins and ends around a place in a sentence. Never goes further than forty words.

use crate::extract::analysis::{Chunk, Sentence, Word};
use crate::extract::grammar::Grammar;
use crate::extract::lexicon::{Classes, Lexicon};
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};
use crate::text::tokens::TokenKind;

/// Words that a clause may reach from its predicate to either side.
const REACH: usize = 40;
/// Words that an insertion between commas may have.
const INSERTION: usize = 9;
/// Words that an insertion may have and still belong to the span of a mention.
const SHORT_INSERTION: usize = 5;

/// A sentence with the classes to judge it by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    pub(crate) sentence: &'a Sentence,
    pub(crate) grammar: &'a Grammar,
    pub(crate) lexicon: &'a Lexicon,
}

impl<'a> View<'a> {
    pub(crate) fn word(self, at: usize) -> Option<&'a Word> {
        self.sentence.word(at)
    }

    pub(crate) fn is(self, at: usize, tags: Tags) -> bool {
        self.word(at).is_some_and(|word| word.tags.any(tags))
    }

    pub(crate) fn is_class(self, at: usize, classes: Classes) -> bool {
        self.word(at).is_some_and(|word| word.classes.any(classes))
    }

    /// The gender of a pronoun or a name, where it shows.
    pub(crate) fn gender(self, at: usize) -> Tags {
        let genders = Tags::MASCULINE | Tags::FEMININE;
        self.word(at).map_or(Tags::NONE, |word| word.tags.and(genders))
    }

    /// A verb form that can be a predicate by itself.
    pub(crate) fn is_predicate(self, at: usize) -> bool {
        self.word(at).is_some_and(|word| {
            word.tags.any(Tags::FINITE)
                && !word.tags.any(Tags::NOUN | Tags::ADJECTIVE)
                && word.part_of.is_none()
        })
    }

    /// The first word of the clause that the word at `from` stands in.
    pub(crate) fn start(self, from: usize) -> usize {
        let mut at = from;
        while at > 0 && from - at < REACH {
            let before = at - 1;
            let Some(word) = self.word(before) else { break };
            // What a name in quotation marks holds is no clause of ours.
            if let Some(open) = word.partner.filter(|open| *open < before) {
                at = open;
                continue;
            }
            // "Political, economic and cultural ties": a comma within a noun phrase parts no clauses.
            if word.is_comma() && self.is_within_phrase(before) {
                at = before;
                continue;
            }
            if word.is_comma() {
                match self.insertion_before(before) {
                    Some(open) if before - open <= SHORT_INSERTION + 1 => at = open,
                    _ => break,
                }
                continue;
            }
            if &*word.fold == ")" {
                match self.bracket_before(before) {
                    Some(open) => at = open,
                    None => break,
                }
                continue;
            }
            // A full stop within a sentence only shortens a word: "4,2 млн. теңге".
            let joins = self.joins_nouns(before) || self.joins_numbers(before) || &*word.fold == ".";
            if (joins && self.lexicon.order == Order::ObjectVerb) || self.shortens(before) {
                at = before;
                continue;
            }
            if word.is_stop() || self.opens_clause(before) {
                break;
            }
            if word.tags.any(Tags::RELATIVE) && word.part_of.is_none() {
                at = before;
                break;
            }
            if self.ends_predicate(before) || self.follows_hearer(at) {
                break;
            }
            at = before;
        }
        self.skip_openers(at, from)
    }

    /// Whether a coordinator or subordinator at `at` begins the clause after it.
    fn opens_clause(self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return true };
        if word.tags.any(Tags::SUBORDINATOR) && word.part_of.is_none() {
            return true;
        }
        word.tags.any(Tags::COORDINATOR) && self.predicate_between(at.saturating_sub(18), at)
    }

    /// Whether a predicate of another clause stands here, so that ours begins after it.
    fn ends_predicate(self, at: usize) -> bool {
        self.is_predicate(at) && !self.is(at, Tags::AUXILIARY)
    }

    /// Whether heads come last and no case shows, so that only order and prepositions tell how phrases go together.
    pub(crate) fn is_caseless(self) -> bool {
        self.lexicon.noun_head == Side::Last && self.lexicon.order == Order::VerbObject
    }

    /// Whether heads come first, verbs before their objects, and cases show how phrases go together.
    pub(crate) fn is_head_first(self) -> bool {
        self.lexicon.noun_head == Side::First && self.lexicon.order == Order::VerbObject
    }

    /// Whether a clause begins here right after whom it is told: "told reporters | they would rebuild it". Only where
    /// no ending shows who is told.
    fn follows_hearer(self, at: usize) -> bool {
        let Some(hearer) =
            at.checked_sub(1).filter(|before| self.is_caseless() && self.is(*before, Tags::NOUN))
        else {
            return false;
        };
        let subject = self.word(at).is_some_and(|word| {
            let pronoun = word.tags.all(Tags::PRONOUN | Tags::NOMINATIVE) && !word.tags.any(Tags::ACCUSATIVE);
            pronoun || word.tags.any(Tags::DETERMINER)
        });
        let says = |place: usize| self.is_class(place, self.grammar.say) && self.is_predicate(place);
        subject && (hearer.saturating_sub(3)..hearer).any(says)
    }

    fn predicate_between(self, from: usize, to: usize) -> bool {
        let begin =
            (from..to).rev().find(|at| self.word(*at).is_none_or(Word::is_stop)).map_or(from, |at| at + 1);
        (begin..to).any(|at| self.is_predicate(at) || self.is(at, Tags::SHORT) && self.is(at, Tags::VERB))
    }

    /// Leaves out connectives, conjunctions and particles at the beginning of a clause.
    fn skip_openers(self, mut at: usize, from: usize) -> usize {
        while at < from {
            let Some(word) = self.word(at) else { break };
            let opener = word.classes.any(self.grammar.connector)
                || word.part_of.is_some_and(|head| self.is_class(head, self.grammar.connector))
                || word.is_comma()
                || (word.tags.any(Tags::COORDINATOR | Tags::PARTICLE)
                    && !word.tags.any(Tags::NOUN | Tags::NEGATIVE | Tags::PRONOUN));
            if !opener {
                break;
            }
            at += 1;
        }
        at
    }

    /// The comma that opens the insertion which the comma at `close` closes.
    pub(crate) fn insertion_before(self, close: usize) -> Option<usize> {
        let least = close.saturating_sub(INSERTION + 1);
        let open = (least..close).rev().find(|at| self.word(*at).is_some_and(Word::is_stop))?;
        let inserts = self.inserts(open + 1, close) || self.describes(open, close);
        (self.word(open)?.is_comma() && inserts).then_some(open)
    }

    /// The comma that closes the insertion which the comma at `open` opens.
    pub(crate) fn insertion_after(self, open: usize) -> Option<usize> {
        let most = open + INSERTION + 2;
        let close = (open + 1..most).find(|at| self.word(*at).is_some_and(Word::is_stop))?;
        (self.word(close)?.is_comma() && self.inserts(open + 1, close)).then_some(close)
    }

    /// Whether `from..to`, between two commas, only comments on the clause around it.
    fn inserts(self, from: usize, to: usize) -> bool {
        if from >= to {
            return false;
        }
        let speech = (from..to)
            .any(|at| self.is_class(at, self.grammar.say) || self.is_class(at, self.grammar.insertion));
        let first = Tags::PREPOSITION | Tags::GERUND | Tags::PARTICIPLE | Tags::ADVERB;
        let opens = self.is(from, first) || self.is_class(from, self.grammar.connector) || speech;
        let verbless = !(from..to).any(|at| self.is_predicate(at) && !self.is_class(at, self.grammar.say));
        let bare = !(from..to).any(|at| self.is(at, Tags::COORDINATOR) && self.is(at + 1, Tags::INFINITIVE));
        (opens && verbless && bare) || self.is_apposition(from, to)
    }

    /// Whether what stands between two commas tells what the name before them is, its verb following: "Nordkraft, a
    /// Danish wind firm, has bought".
    fn describes(self, open: usize, close: usize) -> bool {
        let named = open.checked_sub(1).is_some_and(|at| self.is(at, Tags::CAPITAL | Tags::ACRONYM));
        let verbless = !(open + 1..close).any(|at| self.is_predicate(at) || self.is(at, Tags::COORDINATOR));
        let verb = self.is(close + 1, Tags::FINITE) && !self.is(close + 1, Tags::NOUN);
        self.is_caseless() && named && verbless && verb && self.is(open + 1, Tags::DETERMINER)
    }

    /// A name or an office beside what it stands for: "the minister, Ana Bastos, said".
    fn is_apposition(self, from: usize, to: usize) -> bool {
        let name = |at: usize| self.is(at, Tags::CAPITAL) && !self.is(at, Tags::INITIAL);
        let inside =
            |at: usize| name(at) || self.is_class(at, self.grammar.of) || self.is(at, Tags::DETERMINER);
        to - from >= 2 && name(from) && name(to - 1) && (from..to).all(inside)
    }

    /// The bracket that the one at `close` closes, where little stands between them.
    pub(crate) fn bracket_before(self, close: usize) -> Option<usize> {
        let least = close.saturating_sub(INSERTION);
        (least..close).rev().find(|at| self.word(*at).is_some_and(|word| &*word.fold == "("))
    }

    /// The bracket that closes the one at `open`, where little stands between them.
    pub(crate) fn bracket_after(self, open: usize) -> Option<usize> {
        (open + 1..open + INSERTION).find(|at| self.word(*at).is_some_and(|word| &*word.fold == ")"))
    }

    /// One past the last word that the object beginning at `from` can reach to.
    pub(crate) fn end(self, from: usize) -> usize {
        let mut at = from;
        while at < from + REACH {
            let Some(word) = self.word(at) else { break };
            if let Some(to) = word.partner.filter(|to| *to > at) {
                at = to + 1;
                continue;
            }
            if &*word.fold == "(" {
                match self.bracket_after(at) {
                    Some(close) => at = close + 1,
                    None => break,
                }
                continue;
            }
            if word.is_comma() && self.is_within_phrase(at) {
                at += 1;
                continue;
            }
            if word.is_comma() {
                match self.after_comma(from, at) {
                    Some(next) => at = next,
                    None => break,
                }
                continue;
            }
            if self.joins_nouns(at) || self.shortens(at) || self.joins_numbers(at) {
                at += 1;
                continue;
            }
            if word.is_stop() || (at > from && (self.stops(at) || self.joins_gerunds(from, at))) {
                break;
            }
            at += 1;
        }
        self.trim(from, at)
    }

    /// A full stop that only shortens the word before it, with more of the clause after it: "17 тыс. мест".
    fn shortens(self, at: usize) -> bool {
        let stop = self.word(at).is_some_and(|word| &*word.fold == ".");
        let small = |word: &Word| !word.is_mark() && !word.shape.any(Tags::CAPITAL | Tags::DIGITS);
        let numbered = at.checked_sub(1).is_none_or(|before| self.is(before, Tags::DIGITS));
        stop && !numbered && self.word(at + 1).is_some_and(small)
    }

    /// A dash between two numbers: "3–4 қыркүйекте".
    fn joins_numbers(self, at: usize) -> bool {
        let digits = |place: Option<usize>| place.is_some_and(|place| self.is(place, Tags::DIGITS));
        self.word(at).is_some_and(|word| &*word.fold == "-")
            && digits(at.checked_sub(1))
            && digits(Some(at + 1))
    }

    /// A dash between two nouns of one case: "государств – членов союза", "линия Восток – Запад".
    fn joins_nouns(self, at: usize) -> bool {
        let (Some(word), Some(before), Some(after)) =
            (self.word(at), at.checked_sub(1).and_then(|at| self.word(at)), self.word(at + 1))
        else {
            return false;
        };
        let cases = before.tags.and(after.tags).and(Tags::CASES);
        let oblique = cases.any(Tags::CASES.without(Tags::NOMINATIVE));
        let names = before.shape.any(Tags::CAPITAL) && after.shape.any(Tags::CAPITAL | Tags::DIGITS);
        &*word.fold == "-"
            && before.tags.any(Tags::NOUN)
            && (names || (after.tags.any(Tags::NOUN) && oblique && !after.tags.any(Tags::NOMINATIVE)))
    }

    /// Whether the word at `at` begins something that no longer belongs to the object.
    fn stops(self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return true };
        if let Some(head) = word.part_of {
            let whole = self.word(head);
            return whole.is_some_and(|whole| {
                whole.classes.any(self.grammar.purpose) || whole.tags.any(Tags::SUBORDINATOR)
            });
        }
        if word.classes.any(self.grammar.purpose) || word.tags.any(Tags::SUBORDINATOR | Tags::RELATIVE) {
            return true;
        }
        if word.tags.any(Tags::COORDINATOR) {
            return self.new_predicate_after(at) && !self.joins_obliques(at);
        }
        if word.classes.any(self.grammar.to) && self.aims(at + 1) {
            return true;
        }
        self.is_predicate(at) || (word.tags.all(Tags::VERB | Tags::SHORT) && !word.tags.any(Tags::ADJECTIVE))
    }

    /// Whether a deed in "-ing" goes on with another one after the comma or coordinator at `at`: "holding a forum and
    /// setting up a fund".
    fn joins_gerunds(self, from: usize, at: usize) -> bool {
        let deed = |place: usize| {
            let is = self.is(place, Tags::GERUND) && !self.is(place, Tags::NOUN | Tags::ADJECTIVE);
            is && self.word(place).is_some_and(|word| word.group.is_none() && word.part_of.is_none())
        };
        let joins = self.is(at, Tags::COORDINATOR) || self.word(at).is_some_and(Word::is_comma);
        let next = (at + 1..at + 3).find(|place| !self.is(*place, Tags::ADVERB | Tags::COORDINATOR));
        joins && self.is_caseless() && deed(from) && next.is_some_and(deed)
    }

    /// Whether a coordinator stands between two nouns in one case that subjects never have: "между А и Б".
    fn joins_obliques(self, at: usize) -> bool {
        let before =
            at.checked_sub(1).and_then(|place| self.word(place)).map_or(Tags::NONE, |word| word.tags);
        let after = self.word(at + 1).map_or(Tags::NONE, |word| word.tags);
        let oblique = Tags::GENITIVE | Tags::DATIVE | Tags::INSTRUMENTAL | Tags::LOCATIVE;
        before.and(after).any(oblique) && after.any(Tags::NOUN) && !after.any(Tags::NOMINATIVE | Tags::VERB)
    }

    /// Whether an infinitive at `at`, adverbs before it left out, only tells what something is for.
    fn aims(self, at: usize) -> bool {
        let verb = (at..at + 3).find(|place| !self.is(*place, Tags::ADVERB));
        verb.is_some_and(|verb| self.is_class(verb, self.grammar.aim) && self.is(verb, Tags::INFINITIVE))
    }

    /// Whether what follows a coordinator is another predicate, not another object.
    pub(crate) fn new_predicate_after(self, at: usize) -> bool {
        for next in at + 1..at + 9 {
            let Some(word) = self.word(next) else { return false };
            if word.is_stop() || word.tags.any(Tags::COORDINATOR) {
                return false;
            }
            if word.tags.any(Tags::INFINITIVE) && !word.tags.any(Tags::NOUN) {
                return next <= at + 3;
            }
            if self.is_predicate(next) || (word.tags.all(Tags::VERB | Tags::SHORT)) {
                return true;
            }
        }
        false
    }

    /// Whether the mark at `at` stands between a day and its year: "5 January, 2027", "January 5, 2027".
    fn is_dated(self, at: usize) -> bool {
        let digits = |place: usize, most: usize| {
            let number = self.word(place).filter(|word| word.kind == TokenKind::Number);
            number.is_some_and(|word| {
                word.fold.len() <= most && word.fold.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        let month = |place: Option<usize>| place.is_some_and(|place| self.is_class(place, self.grammar.time));
        let [last, first] = [1, 2].map(|back| at.checked_sub(back));
        let day = |place: Option<usize>| place.is_some_and(|place| digits(place, 2));
        digits(at + 1, 4) && !digits(at + 1, 3) && (month(first) && day(last) || day(first) && month(last))
    }

    /// Whether a noun phrase reaches from before the word to after it.
    fn is_within_phrase(self, at: usize) -> bool {
        if self.is_dated(at) {
            return true;
        }
        self.sentence.chunk_at(at).is_some_and(|chunk| chunk.start < at && at + 1 < chunk.end)
    }

    /// Where the object goes on after the comma at `at`, if it does.
    fn after_comma(self, from: usize, at: usize) -> Option<usize> {
        if self.joins_gerunds(from, at) {
            return None;
        }
        if let Some(close) = self.insertion_after(at)
            && close - at <= SHORT_INSERTION + 1
            && !self.is(at + 1, Tags::GERUND | Tags::PARTICIPLE)
        {
            return Some(close + 1);
        }
        self.enumerates(from, at).then_some(at + 1)
    }

    /// Whether the comma separates two members of a list that an "and" closes.
    pub(crate) fn enumerates(self, from: usize, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|place| self.sentence.chunk_at(place)) else {
            return false;
        };
        let Some(next) = self.sentence.chunks_from(at + 1).next().filter(|next| next.start <= at + 2) else {
            return false;
        };
        let last = at
            .checked_sub(1)
            .and_then(|place| self.word(place))
            .map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
        let cases = before.cases | last;
        if before.start < from.saturating_sub(8) || !next.cases.any(cases) || next.preposition.is_some() {
            return false;
        }
        // "Trade, energy, and transport": the comma before the "and" of a list.
        if self.is(at + 1, Tags::COORDINATOR) && self.is_caseless() && before.preposition.is_none() {
            let comma = |place: usize| self.word(place).is_some_and(Word::is_comma);
            let earlier = before.start.checked_sub(1).is_some_and(|place| place > from && comma(place));
            return earlier && !self.new_predicate_after(at + 1);
        }
        // "The launch of two ferries, construction of a pier": deeds told in full need no "and".
        let deed =
            |chunk: &Chunk| self.is_class(chunk.head, self.grammar.act_noun) && chunk.end > chunk.head + 1;
        let deeds = self.is_caseless() && deed(next);
        for place in next.end..next.end + 16 {
            let Some(word) = self.word(place).filter(|word| !(deeds && word.is_stop())) else { return deeds };
            if word.tags.any(Tags::COORDINATOR) {
                // "Построить школы, сады, а также открыть клуб": the list is closed by what joins the deeds.
                let apart =
                    place.checked_sub(1).and_then(|before| self.word(before)).is_some_and(Word::is_comma);
                return apart || !self.new_predicate_after(place);
            }
            if (word.is_stop() && !word.is_comma())
                || self.is_predicate(place)
                || word.tags.any(Tags::SUBORDINATOR | Tags::RELATIVE)
            {
                return false;
            }
        }
        false
    }

    /// Leaves out prepositions, conjunctions and marks at the end.
    fn trim(self, from: usize, mut at: usize) -> usize {
        while at > from + 1 {
            let Some(word) = self.word(at - 1) else { break };
            let loose = (word.is_mark()
                && word.partner.is_none()
                && !matches!(&*word.fold, "%" | ")" | "+")
                && !word.is_money())
                || word.part_of.is_none()
                    && word.tags.any(Tags::PREPOSITION | Tags::COORDINATOR)
                    && !word.tags.any(Tags::NOUN | Tags::ADVERB);
            if !loose {
                break;
            }
            at -= 1;
        }
        at
    }
}
