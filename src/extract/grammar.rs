//! The word classes that the engine itself asks for, looked up once. Never holds a word.

use crate::extract::lexicon::{Classes, Lexicon};

macro_rules! grammar {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// Classes known to the engine by name; a language without one has the empty class.
        #[derive(Clone, Copy, Debug, Default)]
        pub(crate) struct Grammar { $($(#[$doc])* pub(crate) $name: Classes,)* }

        impl Grammar {
            pub(crate) fn of(lexicon: &Lexicon) -> Self {
                Self { $($name: lexicon.class(&stringify!($name).replace('_', "-")),)* }
            }
        }
    };
}

grammar! {
    /// Prepositions that name what something is about.
    about,
    /// Any listed deed.
    act,
    /// Papers that propose: report, review.
    advice,
    /// Verbal nouns: creation, opening.
    act_noun,
    /// Prepositions before the doer of a passive ("by").
    by,
    /// Nouns that only carry their complement: idea, question, possibility.
    carrier,
    /// Nouns for what somebody says or decides: proposal, request.
    authored,
    /// Words that open a sentence without saying anything: moreover, therefore.
    connector,
    /// Deeds that make a fact worth telling: create, sign, ban.
    deed,
    /// Deeds that change how much there is of a thing: double, cut.
    deed_weak,
    /// Deeds that only lead to others: consider, begin.
    light,
    /// Deeds that say nothing by themselves: act, remain.
    vague,
    /// Names of general things that are nobody's proposal by themselves: efforts, work, measures.
    generic,
    /// A pronoun for one thing named before: "it".
    it,
    /// A pronoun for several things named before: "them".
    them,
    /// Pronouns that point at whoever does it: "itself".
    reflexive,
    /// Groups whose name stands for who leads them: leaders, ministers, sides.
    group_noun,
    /// Openers of a condition: if, unless.
    condition,
    /// Words that open an insertion: according to.
    insertion,
    /// Nouns and verbs of news that hold no initiative: goals, snow, shares.
    quiet,
    /// Words of politics and administration.
    policy,
    /// Joins two nouns: of.
    of,
    /// Places.
    place,
    /// Offices of whoever leads a state.
    rank_head,
    /// Offices of whoever leads its government.
    rank_premier,
    /// Prepositions before a partner: with.
    with,
    /// Deeds that mostly tell what a thing is for: to ensure, to promote.
    aim,
    /// The word before an infinitive: to.
    to,
    /// Openers of a purpose: in order to.
    purpose,
    /// Nouns that name a person by office.
    title,
    /// Verbs of speech.
    say,
    /// Deeds that bring something before others: submit, put forward.
    bring_up,
    /// Deeds that put a paper into force: adopt, approve.
    adopt,
    /// To give.
    give,
    /// To come out with something.
    speak_out,
    /// Nouns that name a state: country, republic.
    state,
    /// Nouns of time: day, week, year.
    time,
    /// Umbrella nouns: a number of initiatives.
    umbrella,
    /// Given names of people.
    given,
    /// Given names of women.
    given_f,
    /// What is put before a name out of courtesy: Mr, Mrs.
    honorific,
    /// Words that point at what was named before: this, such, the said.
    pointing,
    /// Words for papers about what was told right before: relevant, corresponding.
    matter,
    /// Words for one of several by its number: first, second.
    ordinal,
    /// Words before what is new: a, some, one.
    indefinite,
    /// States by name.
    country,
    /// What stands inside a name: van, de, bin.
    name_inside,
    /// Nouns for what lists hold: measures, steps, items.
    list_noun,
    /// Words that point at something as its owner or place: its, there.
    pointing_owner,
    /// Nouns for people: farmers, students.
    people,
    /// Nouns for one person by trade or party, said of whoever was named before: politician, striker.
    individual,
    /// Bodies: ministry, parliament, company.
    body,
    /// Verbs of laws: take effect.
    law_verb,
    /// Adjectives that tell education.
    schooling,
    /// Deeds of building, which make an institution a building: build, repair.
    building,
    /// Openers of a question told in passing: how, whether.
    question,
    /// Deeds that only make a meeting take place: hold, host, attend.
    holding,
    /// Deeds that bring two things together: connect, merge.
    pairing,
    /// Deeds that rule what others do, whatever it is done to: ban, allow, close.
    overruling,
    /// Adjectives that make an institution a place: shopping (centre), perinatal.
    premises,
    /// Adjectives that tell cooperation: joint, bilateral.
    joint,
    /// Openers of the clause that says what is wished: that.
    that,
    /// Particles that make a deed a mere thought: would.
    wish,
    /// Verbal nouns that only bring a thing about: creation, opening.
    bringing,
    /// The event that an article reports: summit, meeting, session.
    gathering,
    /// Who only passes on what others say and do: newspaper, news agency.
    media,
    /// Deeds of trade: buy, sell.
    trade,
    /// Nouns for what was decided: resolution, decree.
    decision,
    /// Nouns for what was ordered: instruction, directive.
    instruction,
    /// Deeds that spend money: allot, invest.
    fund,
    /// Money by its name: dollar, euro.
    money,
    /// Deeds that say what may be done at all: ban, allow.
    banning,
    /// Verbs whose object stands in the genitive: deprive of, achieve.
    of_genitive,
    /// To turn into: become.
    turning,
    /// Nouns for what sets a deed going: initiative, instruction, decree.
    behest,
    /// What joins a deed to whose order or initiative it follows: "on the initiative of".
    led_by,
    /// Gatherings at which a body decides: sitting, session.
    sitting,
    /// What stands before a body in which something is done: in.
    inside,
    /// Bodies whose one word is their name: the Treasury.
    body_named,
    /// Bare nouns for what was just told: the project, the document.
    told_thing,
    /// Nouns for money that is given: funds, means.
    money_noun,
    /// Nouns for who belongs to a body: member.
    membership,
    /// Deeds of joining a body.
    join,
    /// What stands between two who agree: between.
    between,
    /// Bare nouns that stand for a body named before: company, agency.
    stand_in,
    /// Public bodies that one noun may stand for: ministry, agency.
    office_body,
    /// Firms that one noun may stand for: company, holding.
    firm,
}
