//! Finds noun phrases. Never crosses a mark, except inside a quoted name or between two adjectives.

use super::izafet::Doers;
use super::{Chunk, Sentence, Word};
use crate::extract::lexicon::{Classes, Lexicon};
use crate::extract::tags::Tags;
use crate::model::morphology::{Order, Side};

/// Words of one noun phrase that are looked at.
const LONGEST: usize = 40;

/// Words that the rest of a body's name may have.
const NAME: usize = 6;

/// Words that a list before one noun, and an item of it, may have.
const LIST: usize = 14;
const ITEM: usize = 4;

/// The word classes that noun phrases ask for, looked up once.
#[derive(Debug)]
pub(super) struct Kinds {
    /// Prepositions that join two nouns into one phrase ("of").
    of: Classes,
    /// Words that tell whose something is ("its").
    owner: Classes,
    /// Nouns of time.
    time: Classes,
    /// Countries and places by name.
    places: Classes,
    /// Words that tell which time: "next".
    which_time: Classes,
    /// Nouns for bodies.
    bodies: Classes,
    /// Nouns that go on with a name: bodies, offices, places, newspapers.
    called: Classes,
    /// Offices, given names, states and places: what may stand beside a body.
    persons: Classes,
    given: Classes,
    country: Classes,
    place: Classes,
    doers: Doers,
}

impl Kinds {
    pub(super) fn of(lexicon: &Lexicon) -> Self {
        let class = |name: &str| lexicon.class(name);
        let any = |names: &[&str]| names.iter().fold(Classes::default(), |sum, name| sum.or(class(name)));
        Self {
            of: class("of"),
            owner: class("pointing-owner"),
            time: class("time"),
            places: any(&["country", "place"]),
            which_time: class("which-time"),
            bodies: class("body"),
            called: any(&["body", "title", "people", "media", "state", "infrastructure", "institution"]),
            persons: any(&["title", "given", "country", "place"]),
            given: class("given"),
            country: class("country"),
            place: class("place"),
            doers: Doers::of(lexicon),
        }
    }
}

struct Chunker<'a> {
    sentence: &'a Sentence,
    kinds: &'a Kinds,
    head: Side,
    order: Order,
    lexicon: &'a Lexicon,
}

/// The noun phrases of a sentence in order, not overlapping.
pub(super) fn chunks(sentence: &Sentence, lexicon: &Lexicon, kinds: &Kinds) -> Vec<Chunk> {
    let chunker = Chunker { sentence, kinds, head: lexicon.noun_head, order: lexicon.order, lexicon };
    let mut found = Vec::new();
    let mut at = 0;
    let mut preposition = None;
    while let Some(word) = sentence.word(at) {
        if chunker.is_year_alone(at) {
            let cases = word.tags.and(Tags::CASES);
            found.push(Chunk { start: at, end: at + 1, head: at, preposition: preposition.take(), cases });
            at += 1;
            continue;
        }
        if let Some(mut chunk) = chunker.phrase(at, 0) {
            chunk.preposition = preposition.take();
            at = chunk.end.max(at + 1);
            if chunker.order == Order::ObjectVerb {
                chunk.preposition =
                    sentence.word(at).filter(|word| word.tags.any(Tags::PREPOSITION)).map(|_| at);
            }
            found.push(chunk);
            continue;
        }
        if word.tags.any(Tags::PREPOSITION) {
            // The preposition of an entry like "выступить за" belongs to the verb.
            let whole = word.part_of.and_then(|head| sentence.word(head)).unwrap_or(word);
            preposition = whole.tags.any(Tags::PREPOSITION).then(|| word.part_of.unwrap_or(at));
        } else if !word.tags.any(Tags::ADVERB | Tags::PARTICLE) && word.part_of.is_none() {
            preposition = None;
        }
        at += 1;
    }
    found
}

impl Chunker<'_> {
    fn phrase(&self, at: usize, depth: usize) -> Option<Chunk> {
        match self.head {
            Side::First => self.head_first(at, depth),
            Side::Last => self.head_last(at, depth),
        }
    }

    fn word(&self, at: usize) -> Option<&Word> {
        self.sentence.word(at)
    }

    /// "From 2027 petrol cars will be banned": a year after the preposition that opens the sentence stands by itself
    /// before several of a thing.
    fn is_year_alone(&self, at: usize) -> bool {
        let opens = at == 1
            && self.word(0).is_some_and(|word| word.tags.any(Tags::PREPOSITION) && word.part_of.is_none());
        let year = |word: &Word| {
            word.shape.any(Tags::DIGITS)
                && word.fold.len() == 4
                && (word.fold.starts_with("19") || word.fold.starts_with("20"))
        };
        let several = || {
            let next = self.phrase(at + 1, 0)?;
            let verb = self.word(next.end)?.tags.any(Tags::AUXILIARY | Tags::FINITE);
            Some(verb && self.word(next.head)?.tags.any(Tags::PLURAL))
        };
        opens
            && self.head == Side::Last
            && self.order == Order::VerbObject
            && self.word(at).is_some_and(year)
            && several().unwrap_or(false)
    }

    /// Modifiers, the noun, then genitives, names and quoted names.
    fn head_first(&self, start: usize, depth: usize) -> Option<Chunk> {
        let mut cases = Tags::CASES;
        let mut at = start;
        while let Some(word) = self.word(at).filter(|_| at < start + LONGEST) {
            if is_noun(word) && !(is_modifier(word) && self.noun_follows(at)) {
                break;
            }
            if is_modifier(word) {
                let own = word.tags.and(Tags::CASES);
                if own != Tags::NONE && cases.any(own) && !word.tags.any(Tags::NUMERAL) {
                    cases = cases.and(own);
                }
            } else if !self.joins_modifiers(start, at) {
                break;
            }
            at += 1;
        }
        let (head, mut end) = match self.word(at) {
            Some(word) if word.partner.is_some_and(|to| to > at) => (at + 1, word.partner? + 1),
            Some(word) if is_noun(word) => (at, self.tail(at)),
            _ => return None,
        };
        let counted =
            (start..head).any(|place| self.word(place).is_some_and(|word| word.tags.any(Tags::NUMERAL)));
        let quoted = self.word(head.checked_sub(1).unwrap_or(head))?.partner.is_some_and(|to| to > head);
        let own = match self.word(head)? {
            // A name in marks that is no word of the language may stand in any case.
            word if quoted && word.tags.any(Tags::UNKNOWN) && !word.tags.any(Tags::ADJECTIVE) => Tags::CASES,
            word => word.tags.and(Tags::CASES),
        };
        // A participle with an object of its own goes with another noun: "реализуемый тремя областями".
        if head > start && !own.any(cases) && self.word(start)?.tags.any(Tags::PARTICIPLE) {
            return None;
        }
        let cases = if own.any(cases) { own.and(cases) } else { own };
        // "Два моста", "пять школ": what is counted stands in the genitive, the whole need not.
        let cases = if counted { cases | Tags::NOMINATIVE | Tags::ACCUSATIVE } else { cases };
        while end < start + LONGEST {
            let Some(next) = self.continuation(end, depth).filter(|_| !self.is_named_apart(cases, end))
            else {
                break;
            };
            end = next;
        }
        Some(Chunk { start, end, head, preposition: None, cases })
    }

    /// "На заседании Совета РФ Путин заявил": after an oblique noun a person named in the nominative begins the next
    /// phrase, where a given name or what stands before it shows that nothing is called so.
    fn is_named_apart(&self, cases: Tags, at: usize) -> bool {
        let (Some(word), Some(before)) = (self.word(at), at.checked_sub(1).and_then(|at| self.word(at)))
        else {
            return false;
        };
        let own = word.tags.and(Tags::CASES);
        let oblique = cases != Tags::NONE && !cases.any(Tags::NOMINATIVE);
        let listed = !before.tags.any(Tags::UNKNOWN) && before.part_of.is_none();
        let closed = listed && before.shape.any(Tags::ACRONYM);
        let unlisted = word.tags.any(Tags::UNKNOWN);
        let person = word.classes.any(self.kinds.given)
            || unlisted
                && (closed || !before.classes.any(self.kinds.called) && self.lexicon.is_surname(&word.fold));
        // "В Самарканде Турция подпишет": a state after a place that is not its kind.
        let places = before.classes.any(self.kinds.place) && !before.classes.any(self.kinds.called);
        let person = person || places && is_name(before) && word.classes.any(self.kinds.country);
        let subject = own.any(Tags::NOMINATIVE) && !own.any(cases | Tags::GENITIVE);
        oblique && person && is_name(word) && subject
    }

    /// One past the words of the entry that begins at the word.
    fn tail(&self, at: usize) -> usize {
        let own = |place: &usize| self.word(*place).is_some_and(|word| word.part_of == Some(at));
        (at + 1..self.sentence.words.len()).take_while(own).last().unwrap_or(at) + 1
    }

    /// Where the phrase that may end at `end` goes on to, if it does.
    fn continuation(&self, end: usize, depth: usize) -> Option<usize> {
        let word = self.word(end)?;
        if let Some(to) = word.partner.filter(|to| *to > end) {
            return Some(to + 1);
        }
        if depth > 6 || word.tags.any(Tags::PREPOSITION | Tags::RELATIVE) && !is_name(word) {
            return None;
        }
        if is_name(word) && !word.tags.any(Tags::INITIAL) && self.name_may_follow(end) {
            return Some(self.tail(end));
        }
        if word.tags.any(Tags::COORDINATOR) {
            let inner = self.head_first(end + 1, depth + 1)?;
            let previous = self.word(end.checked_sub(1)?)?.tags;
            let only_genitive = inner.cases.any(Tags::GENITIVE) && !inner.cases.any(Tags::NOMINATIVE);
            return (only_genitive && previous.any(Tags::GENITIVE)).then_some(inner.end);
        }
        // "Члены их семей": whose they are stands before the genitive.
        let owners = word.tags.any(Tags::PRONOUN) && word.classes.any(self.kinds.owner) && depth == 0;
        if owners {
            let inner = self.head_first(end + 1, depth + 1)?;
            let only =
                inner.cases.any(Tags::GENITIVE) && !inner.cases.any(Tags::NOMINATIVE | Tags::ACCUSATIVE);
            return only.then_some(inner.end);
        }
        if word.tags.any(Tags::PRONOUN) || (is_verb(word) && !is_modifier(word)) {
            return None;
        }
        // "Вложит в завод 300 млн": a number begins a phrase of its own, but after a measure ("мощностью 5 МВт").
        let measure = end.checked_sub(1).is_some_and(|at| word_cases(self.word(at)).any(Tags::INSTRUMENTAL));
        let about = word.tags.any(Tags::NUMERAL)
            && self.word(end + 1).is_some_and(|next| next.shape.any(Tags::DIGITS));
        if (word.shape.any(Tags::DIGITS) || about) && !measure {
            return None;
        }
        let inner = self.head_first(end, depth + 1)?;
        (inner.cases.any(Tags::GENITIVE) && !self.is_whole(end, inner)).then_some(inner.end)
    }

    /// Whether what ends before a genitive is not completed by it: a place by name ("развитие в Казахстане | безопасной
    /// энергетики"), a day ("проведение 6 октября | референдума").
    fn is_whole(&self, end: usize, genitive: Chunk) -> bool {
        let is = |at: usize, class: Classes| self.word(at).is_some_and(|word| word.classes.any(class));
        let digits = |at: usize| self.word(at).is_some_and(|word| word.shape.any(Tags::DIGITS));
        let last = end.checked_sub(1);
        let place = last.is_some_and(|at| is(at, self.kinds.places)) && genitive.head > genitive.start;
        let dated = last.is_some_and(|at| is(at, self.kinds.time) && at.checked_sub(1).is_some_and(digits));
        let month = dated && !is(genitive.head, self.kinds.time);
        place || month
    }

    /// A name right after a noun goes with it, unless it plainly begins the next phrase.
    fn name_may_follow(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|place| self.word(place)) else { return false };
        let begins = |word: &Word| {
            let oblique = word.tags.any(Tags::NOUN) && !word.tags.any(Tags::NOMINATIVE);
            let listed = !word.tags.any(Tags::UNKNOWN | Tags::GENITIVE);
            listed && (word.tags.any(Tags::ADJECTIVE) || oblique)
        };
        // "В 2026 году Литва возглавит": a time is not called so.
        let nominative = word_cases(self.word(at)).any(Tags::NOMINATIVE);
        if before.classes.any(self.kinds.time) && nominative {
            return false;
        }
        let after_name = before.tags.any(Tags::CAPITAL | Tags::UNKNOWN);
        !before.is_mark() && (after_name || !self.word(at).is_some_and(begins))
    }

    /// A comma, an "and" or an adverb between two modifiers.
    fn joins_modifiers(&self, start: usize, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        let next = self.word(at + 1);
        // "Political, economic, and cultural ties": the comma before the "and" parts nothing.
        let comma = word.tags.any(Tags::COORDINATOR)
            && at > start + 1
            && self.word(at - 1).is_some_and(Word::is_comma);
        let before = if comma { at - 2 } else { at.saturating_sub(1) };
        let after_modifier = at > start && self.word(before).is_some_and(is_modifier);
        let next_is = |feature: Tags| next.is_some_and(|next| next.tags.any(feature) && is_modifier(next));
        if word.is_comma() || word.tags.any(Tags::COORDINATOR) {
            // "The plan is ambitious, new schools will open": what a thing is like waits for no noun.
            let told = self.follows(start, Tags::AUXILIARY);
            // "In 1938, German officers": a year is no item of a list.
            let count = self.word(before).is_some_and(|word| word.tags.any(Tags::NUMERAL | Tags::DETERMINER));
            if word.is_comma() && self.is_caseless() && (told || count) {
                return false;
            }
            let near = next_is(Tags::ADJECTIVE | Tags::PARTICIPLE) && self.noun_within(at + 1, 4);
            return after_modifier && (near || self.shares_noun(start, at));
        }
        word.tags.any(Tags::ADVERB)
            && !word.tags.any(Tags::VERB)
            && next_is(Tags::ADJECTIVE | Tags::PARTICIPLE)
    }

    /// Whether heads come last and no case shows.
    fn is_caseless(&self) -> bool {
        self.head == Side::Last && self.order == Order::VerbObject
    }

    /// Whether the word before the phrase is one of these.
    fn follows(&self, start: usize, tags: Tags) -> bool {
        start.checked_sub(1).and_then(|before| self.word(before)).is_some_and(|word| word.tags.any(tags))
    }

    /// A comma or an "and".
    fn is_joint(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.is_comma() || word.tags.any(Tags::COORDINATOR))
    }

    /// Whether what ends before the comma or "and" at `at` opens a list before one noun: "political, economic and
    /// cultural | ties", "trade, energy and transport | corridors".
    fn shares_noun(&self, start: usize, at: usize) -> bool {
        let own = Tags::DETERMINER | Tags::NUMERAL | Tags::POSSESSIVE | Tags::PRONOUN;
        let first = at.checked_sub(1).filter(|last| *last >= start);
        let Some(first) = first.filter(|last| self.lists(*last, false)) else { return false };
        // What has an article or a number of its own stands by itself: "a school and sports hall".
        let named = self.lists(first, true);
        let caseless = self.is_caseless();
        if named
            && (!caseless || (start..at).any(|place| self.word(place).is_some_and(|one| one.tags.any(own))))
        {
            return false;
        }
        let alone = |joint: usize| {
            self.is_joint(joint) && self.lists(joint - 1, false) && !self.lists(joint - 1, true)
        };
        let mut sure = !named || (start + 1..at).any(alone);
        let mut place = at;
        while self.is_joint(place) && place < at + LIST {
            let closes = |place: usize| self.word(place).is_some_and(|word| word.tags.any(Tags::COORDINATOR));
            let last = closes(place) || closes(place + 1);
            let from = if !closes(place) && last { place + 2 } else { place + 1 };
            let mut to = from;
            while self.lists(to, false) && to < from + ITEM {
                to += 1;
            }
            let noun = |place: usize| self.lists(place, true);
            let nouns = (from..to).filter(|place| noun(*place)).count();
            if !last {
                if to == from || nouns > 0 && !caseless {
                    return false;
                }
                sure |= nouns == 0;
                place = to;
                continue;
            }
            let head =
                self.word(to).is_some_and(|word| is_noun(word) && !is_name(word)) || self.begins_entry(to);
            let head = if head { to } else { to.saturating_sub(1) };
            let modifies = if self.tail(head) > head + 1 {
                // "Economic and security cooperation": an entry of two nouns.
                sure || (from..=head).all(noun)
            } else {
                head > from && (sure || (from..head).all(noun))
            };
            return modifies && self.word(head).is_some_and(|word| is_noun(word) || self.begins_entry(head));
        }
        false
    }

    /// Whether the word can be an item of a list before one noun: an adjective or a participle, or, asked for nouns
    /// alone or where no case shows, a noun that counts nothing.
    fn lists(&self, at: usize, noun: bool) -> bool {
        let Some(word) = self.word(at) else { return false };
        let adjective = word.tags.any(Tags::ADJECTIVE | Tags::PARTICIPLE)
            && is_modifier(word)
            && !word.tags.any(Tags::DETERMINER | Tags::NUMERAL);
        let one = (is_noun(word) || self.begins_entry(at))
            && !word.tags.any(Tags::PLURAL | Tags::PRONOUN | Tags::VERB | Tags::POSSESSIVE)
            && !word.shape.any(Tags::CAPITAL | Tags::ACRONYM | Tags::DIGITS)
            && word.partner.is_none();
        if noun { one && !adjective } else { adjective || one && self.head == Side::Last }
    }

    fn noun_within(&self, from: usize, count: usize) -> bool {
        (from..from + count)
            .map_while(|at| self.word(at).filter(|word| is_modifier(word) || is_noun(word)))
            .any(is_noun)
    }

    fn noun_follows(&self, at: usize) -> bool {
        self.noun_within(at + 1, 3)
    }

    /// Everything up to the last noun; "of" goes on to the next phrase.
    fn head_last(&self, start: usize, depth: usize) -> Option<Chunk> {
        let mut at = start;
        let mut head = None;
        let mut end = start;
        while let Some(word) = self.word(at).filter(|_| at < start + LONGEST) {
            if let Some(to) = word.partner.filter(|to| *to > at) {
                head = head.or_else(|| Some(self.quoted_head(at, to)));
                end = to + 1;
                at = end;
                continue;
            }
            let noun = (is_noun(word) || self.is_doing_of(at)) && word.partner.is_none() && !self.is_sum(at);
            if noun {
                if self.parts(start, head, at) {
                    break;
                }
                head = Some(at);
                end = self.tail(at);
                at = end - 1;
            } else if head.is_none() && self.counts_on(start, at) {
                // "To" in "up to eight".
            } else if self.begins_entry(at) && !(self.parts(start, head, at)) {
                // "Town" in "town council".
            } else if self.is_money(at) || self.is_sum(at) {
                // "Its $11 billion merger": the sign belongs to the number after it.
            } else if head == at.checked_sub(1) && self.is_apostrophe(at) {
                // "The players' union": the mark belongs to the noun before it.
            } else {
                let modifies = is_modifier(word) && !self.parts(start, head, at);
                if !modifies && !self.joins_modifiers(start, at) {
                    break;
                }
            }
            at += 1;
            if noun && self.closes(word) {
                break;
            }
            if noun && self.is_joint(at) && self.shares_noun(start, at) {
                at += if self.word(at + 1).is_some_and(|word| word.tags.any(Tags::COORDINATOR)) {
                    2
                } else {
                    1
                };
            }
        }
        if head.is_none()
            && depth == 0
            && let Some(inner) = self.counted_of(start, at)
        {
            return Some(Chunk { start, ..inner });
        }
        if head.is_none() && self.bare_count(start, at) {
            (head, end) = (Some(start), at);
        } else if head.is_none()
            && self.word(at.saturating_sub(1)).is_some_and(|word| word.tags.any(Tags::NUMERAL))
            && (start..at).any(|place| self.is_money(place))
        {
            (head, end) = (Some(at - 1), at);
        }
        let mut head = head?;
        if let Some(last) = self.named_before(start, end).filter(|_| depth == 0) {
            (head, end) = (last, last + 1);
        }
        let cases = self.word(head)?.tags.and(Tags::CASES);
        if depth < 4
            && let Some(from) = self.after_of(head, end)
        {
            let inner = self.head_last(from, depth + 1);
            end = inner.map_or(end.min(from - 1), |inner| inner.end);
            if depth == 0 && inner.is_some() {
                end = self.named_on(head, end);
            }
        }
        Some(Chunk { start, end, head, preposition: None, cases })
    }

    /// Where the phrase after "of" begins, which may belong to the entry of the noun: "creation of", "target of".
    fn after_of(&self, head: usize, end: usize) -> Option<usize> {
        let of = |at: usize| self.word(at).filter(|word| word.classes.any(self.kinds.of));
        let own = end.checked_sub(1).filter(|last| *last > head).and_then(of);
        if own.is_some_and(|word| word.part_of == Some(head)) {
            return Some(end);
        }
        of(end).filter(|word| word.part_of.is_none()).map(|_| end + 1)
    }

    /// What some of are meant, where a number in digits stands before "of": "120 of 200 wells".
    fn counted_of(&self, start: usize, end: usize) -> Option<Chunk> {
        let number = |word: &Word| word.tags.any(Tags::NUMERAL) && word.readings.len() <= 1;
        let counts =
            |at: usize| self.word(at).is_some_and(|word| word.shape.any(Tags::DIGITS) || number(word));
        let of = self.word(end).filter(|word| word.classes.any(self.kinds.of) && word.part_of.is_none());
        let count = end.checked_sub(1).is_some_and(|last| last >= start && counts(last));
        let money = (start..end).any(|at| self.is_money(at));
        of.filter(|_| count && !money && self.order == Order::VerbObject)?;
        self.head_last(end + 1, 1)
    }

    /// One past the rest of a body's name that goes on after "and": "Ministry of Information and Technologies".
    fn named_on(&self, head: usize, end: usize) -> usize {
        let capital = |at: usize| self.word(at).is_some_and(|word| word.shape.any(Tags::CAPITAL));
        let body = self.word(head).is_some_and(|word| word.classes.any(self.kinds.bodies));
        let joins = self.word(end).is_some_and(|word| word.tags.any(Tags::COORDINATOR));
        if !body || !joins || !capital(head) || !end.checked_sub(1).is_some_and(capital) {
            return end;
        }
        let to = (end + 1..end + NAME)
            .take_while(|at| capital(*at) && self.word(*at).is_some_and(names_on))
            .last();
        let somebody = |at: usize| {
            self.word(at).is_some_and(|word| word.classes.any(self.kinds.bodies.or(self.kinds.persons)))
        };
        to.filter(|to| !(end + 1..=*to).any(somebody)).map_or(end, |to| to + 1)
    }

    /// The noun of a body whose name begins with two joined subjects: "the Trade and Industry Ministry".
    fn named_before(&self, start: usize, end: usize) -> Option<usize> {
        let capital =
            |at: usize| self.word(at).is_some_and(|word| word.shape.any(Tags::CAPITAL | Tags::ACRONYM));
        let is_class = |at: usize, class| self.word(at).is_some_and(|word| word.classes.any(class));
        let first = end.checked_sub(1)?;
        let listed = self.word(first).is_some_and(|word| !word.tags.any(Tags::UNKNOWN));
        let alone = first == start || first == start + 1 && self.word(start)?.tags.any(Tags::DETERMINER);
        let joins = self.word(end)?.tags.any(Tags::COORDINATOR);
        if !joins
            || !alone
            || !listed
            || !capital(first)
            || is_class(first, self.kinds.bodies.or(self.kinds.persons))
        {
            return None;
        }
        let last = (end + 1..end + NAME)
            .take_while(|at| capital(*at) && self.word(*at).is_some_and(names_on))
            .last()?;
        let people = (end + 1..last).any(|at| is_class(at, self.kinds.persons));
        (last > end + 1 && is_class(last, self.kinds.bodies) && !people).then_some(last)
    }

    /// Whether a number stands for what was counted before, right before its verb: "three more will follow".
    fn bare_count(&self, start: usize, end: usize) -> bool {
        let number = |word: &Word| word.tags.any(Tags::NUMERAL) && word.readings.len() <= 1;
        let verb = |word: &Word| word.tags.any(Tags::AUXILIARY | Tags::FINITE);
        let light = Tags::NUMERAL | Tags::DETERMINER | Tags::ADVERB;
        let opens = |word: &Word| word.is_stop() || word.tags.any(Tags::COORDINATOR | Tags::SUBORDINATOR);
        self.order == Order::VerbObject
            && start.checked_sub(1).and_then(|before| self.word(before)).is_none_or(opens)
            && self.word(start).is_some_and(number)
            && self.word(end).is_some_and(verb)
            && (start..end).all(|at| self.word(at).is_some_and(|word| word.tags.any(light)))
    }

    /// The word that a name in quotation marks is about: its last noun where an izafet ends it, else its first word.
    fn quoted_head(&self, open: usize, close: usize) -> usize {
        let last = || (open + 1..close).rev().find(|at| self.word(*at).is_some_and(is_noun));
        let shows = |word: &Word| {
            let cases = word.tags.and(Tags::CASES);
            word.tags.any(Tags::POSSESSIVE) || cases != Tags::NONE && !cases.any(Tags::NOMINATIVE)
        };
        let izafet = || last().filter(|at| self.word(*at).is_some_and(shows));
        let about = || last().filter(|_| (open + 1..close).any(|at| self.is_about(at)));
        let ends = (self.order == Order::ObjectVerb).then(|| izafet().or_else(about)).flatten();
        ends.unwrap_or(open + 1)
    }

    /// A postposition inside a title: "су туралы ереже".
    fn is_about(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.tags.any(Tags::PREPOSITION))
    }

    /// Whether the word belongs to a determiner of several words that the phrase holds: "up to", "at least".
    fn counts_on(&self, start: usize, at: usize) -> bool {
        let whole =
            self.word(at).and_then(|word| word.part_of).filter(|whole| *whole >= start && *whole < at);
        self.is_caseless()
            && whole.and_then(|whole| self.word(whole)).is_some_and(|word| word.tags.any(Tags::DETERMINER))
    }

    /// Whether the word belongs to an entry whose noun comes after it.
    fn begins_entry(&self, at: usize) -> bool {
        let whole = self.word(at).and_then(|word| word.part_of).filter(|whole| *whole > at);
        whole.and_then(|whole| self.word(whole)).is_some_and(is_noun)
    }

    /// A sign of money glued to the number after it.
    fn is_money(&self, at: usize) -> bool {
        let (Some(word), Some(next)) = (self.word(at), self.word(at + 1)) else { return false };
        // "£200m" too.
        let number =
            next.tags.any(Tags::NUMERAL) || next.fold.starts_with(|letter: char| letter.is_ascii_digit());
        word.is_money() && word.span.end == next.span.start && number
    }

    /// A deed in "-ing" that stands for a noun: "ensuring of flights".
    fn is_doing_of(&self, at: usize) -> bool {
        let doing = self.word(at).is_some_and(|word| {
            word.tags.all(Tags::VERB | Tags::GERUND) && word.group.is_none() && word.part_of.is_none()
        });
        doing
            && self.order == Order::VerbObject
            && self.word(at + 1).is_some_and(|next| next.classes.any(self.kinds.of) && next.part_of.is_none())
    }

    /// A number with a letter for thousands or millions that tells what a thing costs: "a $1.6B line".
    fn is_sum(&self, at: usize) -> bool {
        let short = self.word(at).is_some_and(|word| {
            word.tags.any(Tags::UNKNOWN) && word.fold.starts_with(|letter: char| letter.is_ascii_digit())
        });
        short
            && at.checked_sub(1).is_some_and(|sign| self.is_money(sign))
            && (self.noun_follows(at) || self.begins_entry(at + 1))
            && !self.word(at + 1).is_some_and(|next| next.classes.any(self.kinds.which_time))
    }

    /// An apostrophe glued to the word before it and followed by more of the phrase.
    fn is_apostrophe(&self, at: usize) -> bool {
        let (Some(word), Some(before)) =
            (self.word(at), at.checked_sub(1).and_then(|place| self.word(place)))
        else {
            return false;
        };
        &*word.fold == "'"
            && before.span.end == word.span.start
            && self.word(at + 1).is_some_and(|next| is_noun(next) || is_modifier(next))
    }

    /// Whether a case ending or a pronoun closes the phrase after this noun.
    fn closes(&self, word: &Word) -> bool {
        if word.tags.any(Tags::PRONOUN) {
            return true;
        }
        let case = word.tags.and(Tags::CASES);
        self.order == Order::ObjectVerb && case != Tags::NONE && !case.any(Tags::NOMINATIVE | Tags::GENITIVE)
    }

    /// Whether the word begins a new phrase after the noun at `head`.
    fn parts(&self, start: usize, head: Option<usize>, at: usize) -> bool {
        let Some(head) = head else { return false };
        self.begins_anew(start, at)
            || self.order == Order::ObjectVerb && self.after_full_name(head, at)
            || self.order == Order::ObjectVerb && self.kinds.doers.begins(&self.sentence.words, head, at)
    }

    /// Whether a given name and a surname end before the word: "Асел Тұрсынова Торғай өңіріне".
    fn after_full_name(&self, head: usize, at: usize) -> bool {
        let capital = |word: &Word| word.shape.any(Tags::CAPITAL) && word.tags.any(Tags::UNKNOWN);
        let first = head.checked_sub(1).and_then(|before| self.word(before));
        let given = first.is_some_and(|word| word.classes.any(self.kinds.given));
        let surname =
            self.word(head).is_some_and(|word| capital(word) && self.lexicon.is_surname(&word.fold));
        let goes_on = self.word(at).is_some_and(|word| self.lexicon.is_patronymic(&word.fold));
        at == head + 1 && given && surname && !goes_on
    }

    /// Whether the word begins a new phrase: a determiner, or a plain adjective after a finished noun.
    fn begins_anew(&self, start: usize, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        if at == start {
            return false;
        }
        if word.tags.any(Tags::DETERMINER | Tags::PRONOUN) && !is_name(word) {
            return true;
        }
        // "The council approved measures": a verb after the noun begins the predicate.
        let verb = is_verb(word)
            && !word.tags.any(Tags::ADJECTIVE | Tags::NUMERAL)
            && self.order == Order::VerbObject;
        let before = self.word(at - 1);
        if verb && before.is_some_and(is_noun) {
            return true;
        }
        // "A school next year": when it is, not what.
        let which = self.is_caseless() && word.classes.any(self.kinds.which_time);
        let time = |place: usize| self.word(place).is_some_and(|word| word.classes.any(self.kinds.time));
        if which
            && time(at + 1)
            && before.is_some_and(|word| is_noun(word) && !word.tags.any(Tags::POSSESSIVE))
        {
            return true;
        }
        // "The first season two weeks late": a number word after a noun counts what follows.
        let several = before.is_some_and(|before| before.tags.any(Tags::PLURAL));
        let counts = word.tags.any(Tags::NUMERAL)
            && (!word.shape.any(Tags::DIGITS) || several)
            && self.order == Order::VerbObject
            && self.word(at + 1).is_some_and(|next| is_noun(next) || several && next.tags.any(Tags::NUMERAL));
        if counts && before.is_some_and(|before| is_noun(before) && !before.tags.any(Tags::POSSESSIVE)) {
            return true;
        }
        false
    }
}

pub(crate) fn is_noun(word: &Word) -> bool {
    word.part_of.is_none()
        && (word.tags.any(Tags::NOUN | Tags::PRONOUN) || word.shape.any(Tags::ACRONYM))
        && !word.tags.any(Tags::RELATIVE | Tags::SUBORDINATOR | Tags::PREPOSITION | Tags::COORDINATOR)
}

fn is_modifier(word: &Word) -> bool {
    let verb = word.tags.any(Tags::FINITE) && !word.tags.any(Tags::PARTICIPLE);
    word.tags.any(Tags::MODIFIERS)
        && !word.is_mark()
        && !word.tags.any(Tags::PREPOSITION | Tags::SHORT | Tags::RELATIVE)
        && word.group.is_none()
        && !verb
}

fn is_verb(word: &Word) -> bool {
    word.tags.any(Tags::VERB) && !word.tags.any(Tags::NOUN)
}

/// Whether a word can go on with a name: no verb, no mark, nobody's pronoun.
fn names_on(word: &Word) -> bool {
    !word.is_mark() && !word.tags.any(Tags::PRONOUN | Tags::DETERMINER | Tags::RELATIVE)
}

/// The cases that a word may stand in.
fn word_cases(word: Option<&Word>) -> Tags {
    word.map_or(Tags::NONE, |word| word.tags.and(Tags::CASES))
}

/// A word that is written as a name.
fn is_name(word: &Word) -> bool {
    word.shape.any(Tags::CAPITAL | Tags::ACRONYM) && word.tags.any(Tags::NOUN | Tags::UNKNOWN)
}
