//! What an initiative is: told by the nouns of its object, then by the deed. Never by the article's subject.

use crate::extract::analysis::{Chunk, Word};
use crate::extract::clause::View;
use crate::extract::lexicon::Classes;
use crate::extract::rule::Hit;
use crate::extract::tags::Tags;
use crate::extract::target::Target;
use crate::model::mention::Kind;
use crate::model::morphology::Order;

/// The kind that the words of target and trigger tell, if any does.
pub(crate) fn kind_of(view: View<'_>, target: &Target, hit: Hit) -> Option<Kind> {
    // "Внёс законопроект о пастбищах" is about a law, whatever the law is about.
    let document =
        (hit.start..hit.end).filter(|at| view.is(*at, Tags::NOUN)).find_map(|at| of_word(view, at));
    // "Меморандумға қол қойды": where objects come first, the document stands right before.
    let before = || {
        // "Заңға қол қойды": past the words of the trigger's own entry.
        let own = |at: usize| view.word(at).is_some_and(|word| word.part_of == Some(hit.start));
        let at = (0..hit.start).rev().find(|at| !own(*at));
        let at = at.filter(|_| view.lexicon.order == Order::ObjectVerb)?;
        of_word(view, at).filter(|_| view.is(at, Tags::NOUN))
    };
    // "A decree on the establishment of a ministry": what is decided tells more than how.
    let decided = |kind: &Kind| {
        let by = |at: usize| {
            view.is_class(at, view.grammar.decision) || view.is_class(at, view.grammar.instruction)
        };
        let deed =
            target.act.is_some_and(|act| view.is_class(act, view.grammar.deed.or(view.grammar.act_noun)));
        *kind == Kind::Law && view.is_caseless() && deed && (hit.start..hit.end).any(by)
    };
    if let Some(kind @ (Kind::Law | Kind::Cooperation)) =
        document.or_else(before).filter(|kind| !decided(kind))
    {
        return Some(kind);
    }
    // "Направят 640 млн на ремонт теплотрасс": what the money is for tells more than money does.
    let spends = spends(view, target, hit);
    let money = |chunk: &Chunk| {
        let sum = |at: usize| {
            view.word(at).is_some_and(|word| word.is_money() || word.tags.any(Tags::DIGITS | Tags::NUMERAL))
        };
        // "Announced £9m for youth clubs": a sum is no thing, whatever is done with it.
        let sign = |at: usize| view.word(at).is_some_and(Word::is_money);
        let paid = view.is_caseless() && chunk.head.checked_sub(1).is_some_and(sign);
        // "Средства фонда направят на ремонт".
        let funds = view.is_class(chunk.head, view.grammar.money_noun);
        spends && (funds || (chunk.start..=chunk.head).any(sum)) || paid
    };
    let in_chunk = target.chunk.filter(|chunk| !money(chunk));
    let in_chunk = in_chunk.and_then(|chunk| of_chunk(view, chunk).or_else(|| of_joined(view, chunk)));
    // Where objects come first, money is the object, and what it is for stands before it.
    let last = view.lexicon.order == Order::ObjectVerb;
    let paid = last && target.chunk.is_some_and(|chunk| money(&chunk));
    let by_act = || target.act.filter(|_| !paid).and_then(|act| of_word(view, act));
    let later = || {
        let later = view.sentence.chunks_from(target.from).take_while(|chunk| chunk.start < target.to);
        let later = later.skip_while(|chunk| money(chunk)).take(4);
        later.filter(|chunk| completes(view, chunk)).find_map(|chunk| of_chunk(view, *chunk))
    };
    // "Выделено 17 млрд на строительство": what money is given for comes before that it is given.
    let sum = view.is_caseless() && target.chunk.is_some_and(|chunk| money(&chunk));
    let aim = || purpose(view, target.from.min(hit.start)).and_then(|chunk| of_chunk(view, chunk));
    let own = match (in_chunk, (spends || sum) && !last) {
        (Some(kind), _) => Some(kind),
        (None, true) => later().or_else(|| aim().filter(|_| spends)).or_else(by_act),
        (None, false) => by_act().or_else(later),
    };
    // "Вложит в завод 300 млн": where the money goes may stand before it.
    let between = || {
        let inside = view.sentence.chunks_from(hit.end).take_while(|chunk| chunk.end <= target.from);
        inside.take(2).find_map(|chunk| of_chunk(view, *chunk).filter(|_| chunk.preposition.is_some()))
    };
    let own = own.or_else(between).or_else(aim);
    let own = own.or_else(|| target.chunk.and_then(|chunk| of_chunk(view, chunk)));
    own.map(|kind| weighed(view, target, hit.head, kind))
}

/// Whether the deed or its trigger gives money away.
pub(crate) fn spends(view: View<'_>, target: &Target, hit: Hit) -> bool {
    target.act.into_iter().chain([hit.head]).any(|at| view.is_class(at, view.grammar.fund))
}

/// The kind of what a phrase that tells none is joined to: "connections and transport corridors".
fn of_joined(view: View<'_>, chunk: Chunk) -> Option<Kind> {
    let joins = view.is_caseless() && view.is(chunk.end, Tags::COORDINATOR);
    let next =
        view.sentence.chunks_from(chunk.end).next().filter(|next| joins && next.start == chunk.end + 1)?;
    of_chunk(view, *next)
}

/// Whether a later phrase tells what the object is about, and not only where, when or to whom.
pub(crate) fn completes(view: View<'_>, chunk: &Chunk) -> bool {
    let about = |at: usize| view.is_class(at, view.grammar.about) && !view.is_class(at, view.grammar.to);
    !view.is_caseless() || chunk.preposition.is_none_or(about)
}

/// "На ремонт теплотрасс направят 640 млн": the deed that money or people go to, named before the first word of both.
pub(crate) fn purpose(view: View<'_>, first: usize) -> Option<Chunk> {
    let start = view.start(first);
    // "Мектеп құрылысына 16 млрд теңге бөлінді": where postpositions follow, the dative tells what it is for.
    let last = view.lexicon.order == Order::ObjectVerb;
    let aimed = |chunk: &Chunk| {
        last && chunk.cases.any(Tags::DATIVE)
            && !chunk.cases.any(Tags::NOMINATIVE)
            && of_chunk(view, *chunk).is_some()
    };
    let deed = |chunk: &&Chunk| {
        aimed(chunk) || chunk.preposition.is_some() && view.is_class(chunk.head, view.grammar.act_noun)
    };
    let before = || view.sentence.chunks_before(first).take_while(|chunk| chunk.start >= start);
    if let Some(chunk) = before().into_iter().find(deed) {
        return Some(*chunk);
    }
    // "На работы по благоустройству выделят 5 млн": what the work is about follows its noun.
    let about = |chunk: &&Chunk| {
        let on = chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.about));
        !last && on && chunk.cases.any(Tags::ACCUSATIVE)
    };
    let chunk = before().into_iter().find(about)?;
    let next = view.sentence.chunks_from(chunk.end).next().filter(|next| next.end <= first);
    [Some(chunk), next].into_iter().flatten().find(|chunk| of_chunk(view, **chunk).is_some()).copied()
}

/// The kind in the light of the deed: a factory that is closed is a policy, a centre that is built a building.
fn weighed(view: View<'_>, target: &Target, trigger: usize, kind: Kind) -> Kind {
    let grammar = view.grammar;
    let own = target.act.is_some_and(|act| view.is(act, Tags::INFINITIVE));
    // "Решение о закрытии шахты": the deed may be what the phrase is about.
    let told = target.chunk.map(|chunk| chunk.head).filter(|at| view.is_class(*at, grammar.act_noun));
    let acts = [target.act, Some(trigger).filter(|_| !own), told];
    let does = |class: Classes| acts.iter().flatten().any(|at| view.is_class(*at, class));
    let has = |class: Classes| {
        target.chunk.is_some_and(|chunk| (chunk.start..chunk.end).any(|at| view.is_class(at, class)))
    };
    let ruled = does(grammar.overruling);
    let banned =
        target.act.is_some_and(|act| view.is_class(act, grammar.overruling) && view.is(act, Tags::NOUN));
    let built = does(grammar.building) || has(grammar.building);
    // Pupils alone are people: a ticket for them is no schooling.
    let schooling = || has(grammar.schooling) && !has(grammar.people);
    match kind {
        Kind::Infrastructure | Kind::Institution | Kind::Policy | Kind::Other if does(grammar.banning) => {
            Kind::Law
        }
        Kind::Infrastructure | Kind::Institution if ruled => Kind::Policy,
        Kind::Institution if does(grammar.join) => Kind::Cooperation,
        // A school that is built is a building.
        Kind::Education if built => Kind::Infrastructure,
        Kind::Other if banned => Kind::Policy,
        Kind::Policy | Kind::Other | Kind::Infrastructure | Kind::Institution if has(grammar.joint) => {
            Kind::Cooperation
        }
        // "Meals replaced by snacks", "dismissed the claims": only somebody is named to an office or leaves it.
        Kind::Appointment if view.is_caseless() && !names_somebody(view, target) => Kind::Policy,
        // Ships and buses that are bought are goods.
        Kind::Infrastructure if view.is_caseless() && does(grammar.trade) => Kind::Other,
        Kind::Institution if does(grammar.building) || has(grammar.premises) => Kind::Infrastructure,
        Kind::Policy | Kind::Other if schooling() => Kind::Education,
        Kind::Institution
        | Kind::Programme
        | Kind::Event
        | Kind::Law
        | Kind::Infrastructure
        | Kind::Education
        | Kind::Policy
        | Kind::Cooperation
        | Kind::Appointment
        | Kind::Other => kind,
    }
}

/// Whether what a deed is done to is somebody, an office or a name; so it is where nothing is named.
fn names_somebody(view: View<'_>, target: &Target) -> bool {
    let grammar = view.grammar;
    let somebody = grammar.people.or(grammar.title).or(grammar.given).or(grammar.group_noun).or(grammar.body);
    let names = |at: usize| {
        view.is_class(at, somebody)
            || view.is(at, Tags::CAPITAL | Tags::PRONOUN)
            || of_word(view, at) == Some(Kind::Appointment)
    };
    target.chunk.is_none_or(|chunk| (chunk.start..chunk.end).any(names))
}

/// What several do together, or one with a state, is cooperation where nothing tells that it is more.
pub(crate) fn shared(view: View<'_>, target: &Target, found: Option<Kind>, actor: Option<&str>) -> Kind {
    let kind = found.unwrap_or(Kind::Policy);
    let overruling = view.grammar.overruling.or(view.grammar.banning);
    let ruled = target.act.is_some_and(|act| view.is_class(act, overruling));
    if kind != Kind::Policy || ruled {
        return kind;
    }
    let several = actor.is_some_and(|actor| actor.contains(", "));
    let partner = |chunk: &Chunk| {
        let with = chunk.preposition.is_some_and(|at| view.is_class(at, view.grammar.with));
        // "Поставит Монголии вагоны": what one state gives another.
        let given = chunk.preposition.is_none()
            && chunk.cases.any(Tags::DATIVE)
            && !chunk.cases.any(Tags::NOMINATIVE | Tags::GENITIVE);
        (with || given) && view.is_class(chunk.head, view.grammar.country)
    };
    let joined = view.sentence.chunks_from(target.from).take_while(|chunk| chunk.start < target.to);
    if several || joined.into_iter().any(partner) { Kind::Cooperation } else { kind }
}

/// The kind that the nouns of a phrase tell: the one it is about first, then those that complete it.
pub(crate) fn of_chunk(view: View<'_>, chunk: Chunk) -> Option<Kind> {
    // "Член организации": who belongs to a body works with it.
    let many = view.is(chunk.head, Tags::PLURAL) && !view.is(chunk.head, Tags::SINGULAR);
    let belongs = view.is_class(chunk.head, view.grammar.membership) && !many;
    if belongs && (chunk.head + 1..chunk.end).any(|at| view.is_class(at, view.grammar.body)) {
        return Some(Kind::Cooperation);
    }
    // "Создание организации": a noun for a deed that is one for a body too, unless something is its object.
    let also_body = |at: usize| {
        let both = view.is_class(at, view.grammar.body) && view.is_class(at, view.grammar.act_noun);
        both && !view.is_caseless() && (at > chunk.head || chunk.end == at + 1)
    };
    let telling = order(view, chunk)
        .filter(|at| (counts(view, *at) || also_body(*at)) && !only_owns(view, chunk, *at))
        .find_map(|at| of_word(view, at));
    // "Проект закона" is a law, "проект" alone a programme.
    let found = telling.or_else(|| {
        let owns = |at: &usize| !view.is_caseless() && only_owns(view, chunk, *at);
        let nouns = order(view, chunk).filter(|at| view.is(*at, Tags::NOUN) && !owns(at));
        nouns.into_iter().find_map(|at| of_word(view, at))
    });
    // Pupils alone are people; what is done for them may be schooling.
    let schooling = (chunk.start..chunk.end).any(|at| view.is_class(at, view.grammar.schooling))
        && !view.is_class(chunk.head, view.grammar.people);
    // "Модернизация предприятий" is about buildings.
    let builds =
        view.is_class(chunk.head, view.grammar.building) && view.is_class(chunk.head, view.grammar.act_noun);
    match found {
        Some(Kind::Institution | Kind::Education) if builds && !view.is_caseless() => {
            Some(Kind::Infrastructure)
        }
        Some(Kind::Programme | Kind::Policy | Kind::Other) | None if schooling => Some(Kind::Education),
        _ => found,
    }
}

/// The noun of a phrase that names the thing itself, beyond words that only carry it.
pub(crate) fn telling_noun(view: View<'_>, chunk: Chunk) -> Option<usize> {
    let named = |at: &usize| counts(view, *at) && view.is(*at, Tags::NOUN);
    order(view, chunk)
        .find(|at| named(at) && !is_author(view, chunk, *at) && !is_adjective_of_next(view, chunk, *at))
}

/// Whether a word that may be a noun is the adjective of the next one: "объездной дороги", "рабочей группы".
fn is_adjective_of_next(view: View<'_>, chunk: Chunk, at: usize) -> bool {
    let cases = |at: usize| view.word(at).map_or(Tags::NONE, |word| word.tags.and(Tags::CASES));
    let next = at + 1 < chunk.end && view.is(at + 1, Tags::NOUN) && !view.is(at + 1, Tags::CAPITAL);
    let shown = view.is_head_first();
    shown && next && at > chunk.head && view.is(at, Tags::ADJECTIVE) && cases(at).any(cases(at + 1))
}

/// Whether a noun names whose proposal or decision the phrase is about: "предложение правительства".
fn is_author(view: View<'_>, chunk: Chunk, at: usize) -> bool {
    let grammar = view.grammar;
    let somebody = grammar.body.or(grammar.title).or(grammar.state).or(grammar.country);
    at > chunk.head
        && view.is_class(chunk.head, grammar.authored)
        && view.is(at, Tags::GENITIVE)
        && view.is_class(at, somebody)
}

/// The words of a phrase by how much they tell: the head, what completes it, what stands before.
fn order(view: View<'_>, chunk: Chunk) -> impl Iterator<Item = usize> {
    let mut after: Vec<usize> = (chunk.head + 1..chunk.end).collect();
    // "Creation of a border commission": where heads come last, of each phrase after "of" its last noun first.
    if view.is_caseless() {
        for part in after.split_mut(|at| view.is_class(*at, view.grammar.of)) {
            part.reverse();
        }
    }
    std::iter::once(chunk.head).chain(after).chain((chunk.start..chunk.head).rev())
}

/// Nouns that say what something is: not those that carry, name people or times, or are too general.
fn counts(view: View<'_>, at: usize) -> bool {
    let grammar = view.grammar;
    view.word(at).is_some_and(|word| {
        let classes = word.classes;
        word.tags.any(Tags::NOUN)
            && !classes.any(grammar.carrier)
            && !classes.any(grammar.generic)
            && !classes.any(grammar.act_noun)
            && !classes.any(grammar.people)
            && !classes.any(grammar.title)
    })
}

/// Whether a noun for a body only owns what the phrase is about: "решение совета", "проверка фонда".
fn only_owns(view: View<'_>, chunk: Chunk, at: usize) -> bool {
    let grammar = view.grammar;
    // "Әкімшіліктің тиімділігі": where owners come first, a body owns what is no deed and carries nothing.
    if view.lexicon.order == Order::ObjectVerb {
        let deed = grammar.act_noun.or(grammar.carrier).or(grammar.act).or(grammar.building);
        let owner = view.is_class(at, grammar.body) && view.is(at, Tags::GENITIVE) && at < chunk.head;
        return owner && !view.is(at, Tags::NOMINATIVE) && !view.is_class(chunk.head, deed);
    }
    if is_author(view, chunk, at) {
        return true;
    }
    let body = view.is_class(at, grammar.body) && view.is(at, Tags::GENITIVE) && at > chunk.head;
    let founds = |place: usize| {
        view.is_class(place, grammar.bringing) && view.is_class(place, grammar.act_noun)
            || view.is_class(place, grammar.carrier)
    };
    body && grammar.bringing != Classes::default() && !(chunk.head..at).any(founds)
}

/// The kind listed for a word.
pub(crate) fn of_word(view: View<'_>, at: usize) -> Option<Kind> {
    let word = view.word(at)?;
    word.readings.iter().find_map(|reading| view.lexicon.entry(*reading)?.kind)
}

/// Whether a phrase names one thing that can be followed: of a firm kind, and one of its sort or by name.
pub(crate) fn is_solid(view: View<'_>, chunk: Chunk) -> bool {
    let Some(noun) = telling_noun(view, chunk) else { return false };
    let Some(word) = view.word(noun) else { return false };
    let firm = matches!(
        of_word(view, noun),
        Some(
            Kind::Institution
                | Kind::Programme
                | Kind::Event
                | Kind::Law
                | Kind::Infrastructure
                | Kind::Education
        )
    );
    let carried = noun == chunk.head
        || view.is_class(chunk.head, view.grammar.act_noun)
        || view.is_class(chunk.head, view.grammar.carrier);
    firm && carried && (one_of_its_sort(view, chunk, word) || is_named(view, chunk))
}

fn one_of_its_sort(view: View<'_>, chunk: Chunk, word: &Word) -> bool {
    let counted = (chunk.start..chunk.head).any(|at| view.is(at, Tags::NUMERAL));
    counted || word.tags.any(Tags::SINGULAR) || !word.tags.any(Tags::PLURAL)
}

/// Whether the phrase holds a name: capitals inside, an acronym, or quotation marks.
pub(crate) fn is_named(view: View<'_>, chunk: Chunk) -> bool {
    (chunk.start..chunk.end).any(|at| {
        view.word(at).is_some_and(|word| {
            let capital = word.shape.any(Tags::CAPITAL) && !word.shape.any(Tags::INITIAL);
            word.shape.any(Tags::QUOTED | Tags::ACRONYM) || (capital && !word.classes.any(view.grammar.place))
        })
    })
}
