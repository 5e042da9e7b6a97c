//! Reads rule files. A bad rule is a problem with its file and line, and the other rules go on.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{ActorPlace, Index, Need, ObjectPlace, Pattern, Rule, Rules, StageSource};
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::base::written;
use crate::extract::lexicon::Lexicon;
use crate::extract::named;
use crate::model::lang::Lang;
use crate::model::mention::Polarity;

/// One rule file, as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleFile {
    /// One sentence on what it is about.
    pub about: String,
    /// What sets it off, one or more patterns; see [`crate::extract`] for the notation.
    pub trigger: Triggers,
    /// What must not stand in the same clause.
    pub unless: Vec<String>,
    /// Where the object is, tried in order.
    pub object: Vec<ObjectPlace>,
    /// Where the actor is, tried in order.
    pub actor: Vec<ActorPlace>,
    /// A stage, or `word`, or `tense`.
    pub stage: String,
    /// The kind, where the construction and not the object tells it.
    pub kind: Option<String>,
    /// `denied` or `supposed`, where the construction itself says so.
    pub polarity: Option<Polarity>,
    /// How sure it is of any match, 0 to 1.
    pub sure: f32,
    /// What the object must be.
    pub needs: Need,
    /// Conditions, one of which one of the object's first words must meet.
    pub object_is: Vec<String>,
    /// Texts in which it finds a mention, at least three.
    pub accepts: Vec<Example>,
    /// Texts in which it finds nothing, at least two.
    pub rejects: Vec<Example>,
}

/// One pattern, or a list of them, tried in order.
#[derive(Clone, Debug, Default)]
pub struct Triggers(Vec<String>);

impl Triggers {
    fn all(&self) -> &[String] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Triggers {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct OneOrSeveral;

        impl<'de> Visitor<'de> for OneOrSeveral {
            type Value = Triggers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a pattern or a list of patterns")
            }

            fn visit_str<E>(self, one: &str) -> Result<Triggers, E> {
                Ok(Triggers(vec![one.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Triggers, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = list.next_element()? {
                    all.push(one);
                }
                Ok(Triggers(all))
            }
        }

        from.deserialize_str(OneOrSeveral)
    }
}

/// A text that a rule must accept or reject.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Example {
    /// The text.
    pub text: String,
    /// The mention's words.
    pub quote: String,
    /// Its stage.
    pub stage: String,
    /// Its kind, where that is to be checked.
    pub kind: Option<String>,
    /// Its actor, where that is to be checked.
    pub actor: Option<String>,
    /// Its label, where that is to be checked.
    pub label: Option<String>,
    /// Its time, where that is to be checked.
    pub when: Option<String>,
}

/// Reads the rules of one language from `(file name, text)`.
pub(crate) fn read<'a>(
    lang: Lang,
    lexicon: &Lexicon,
    files: impl Iterator<Item = (&'a str, &'a str)>,
) -> (Rules, Vec<Problem>) {
    let mut rules = Rules::default();
    let mut problems = Vec::new();
    for (name, text) in files {
        let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml");
        let file = written::read::<RuleFile>(name, text);
        match file.and_then(|file| compile(&file, format!("{lang}/{stem}"), lexicon, (name, text))) {
            Ok(rule) => rules.all.push(rule),
            Err(problem) => problems.push(problem),
        }
    }
    rules.index = Index::of(&rules.all);
    (rules, problems)
}

/// The rule; what is wrong with a field is told at its line of the file.
fn compile(
    rule: &RuleFile,
    id: String,
    lexicon: &Lexicon,
    (file, text): (&str, &str),
) -> Result<Rule, Problem> {
    let at = |field: &str, problem: Problem| {
        // At the beginning of a line, which the first one has no mark before.
        let first = text.starts_with(field);
        let field = if first { field.to_owned() } else { format!("\n{field}") };
        let before = [field.as_str(), field.trim_start()];
        problem.within(file, Some(text), &before)
    };
    let lacking = |what: &'static str, advice: &'static str| {
        at("about", Problem::new(Said::text(what), "").hint(Said::text(advice)))
    };
    let patterns = |field: &str, all: &[String]| -> Result<Vec<Pattern>, Problem> {
        all.iter().map(|text| Pattern::read(text, lexicon).map_err(|problem| at(field, problem))).collect()
    };
    let stage = match rule.stage.as_str() {
        "word" => StageSource::Word,
        "tense" => StageSource::Tense,
        "" => return Err(lacking("fault.rule_no_stage", "advice.rule_stage")),
        word => StageSource::Fixed(named::stage(word).map_err(|problem| at("stage", problem))?),
    };
    let kind = rule.kind.as_deref().map(|word| named::kind(word).map_err(|problem| at("kind", problem)));
    if rule.trigger.all().is_empty() {
        return Err(lacking("fault.rule_no_trigger", "advice.rule_trigger"));
    }
    if rule.object.is_empty() {
        return Err(lacking("fault.rule_no_object", "advice.rule_object"));
    }
    let object_is = rule.object_is.iter().map(|text| lexicon.condition(text));
    Ok(Rule {
        id,
        triggers: patterns("trigger", rule.trigger.all())?,
        unless: patterns("unless", &rule.unless)?,
        object: rule.object.clone(),
        object_is: object_is.collect::<Result<_, _>>().map_err(|problem| at("object_is", problem))?,
        actor: rule.actor.clone(),
        stage,
        kind: kind.transpose()?,
        polarity: rule.polarity,
        sure: rule.sure,
        needs: rule.needs,
    })
}
