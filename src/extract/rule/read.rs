//! Reads rule files. A bad rule is a problem with its file and line, and the other rules go on.

use serde::Deserialize;

use super::{ActorPlace, Index, Need, ObjectPlace, Pattern, Rule, Rules, StageSource};
use crate::base::problem::Problem;
use crate::extract::lexicon::Lexicon;
use crate::model::lang::Lang;
use crate::model::mention::{Kind, Polarity, Stage};

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

/// One pattern or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Triggers {
    /// One.
    One(String),
    /// Several, tried in order.
    Several(Vec<String>),
}

impl Default for Triggers {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Triggers {
    fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(all) => all,
        }
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
        let file: RuleFile = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(text, span.start));
                problems.push(Problem::new(error.message(), format!("{name}:{line}")));
                continue;
            }
        };
        let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml");
        match compile(&file, format!("{lang}/{stem}"), lexicon) {
            Ok(rule) => rules.all.push(rule),
            Err((field, what)) => {
                let at = text.find(&field).map_or(1, |at| line_of(text, at));
                problems.push(Problem::new(what, format!("{name}:{at}")));
            }
        }
    }
    rules.index = Index::of(&rules.all);
    (rules, problems)
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
}

/// The rule, or the field that is wrong and what is wrong with it.
fn compile(file: &RuleFile, id: String, lexicon: &Lexicon) -> Result<Rule, (String, String)> {
    let bad = |field: &str, what: String| (field.to_owned(), what);
    let pattern = |field: &str, text: &str| {
        Pattern::read(text, lexicon)
            .map_err(|part| bad(field, format!("\"{part}\" is no feature, class or pattern")))
    };
    let stage = match file.stage.as_str() {
        "word" => StageSource::Word,
        "tense" => StageSource::Tense,
        word => StageSource::Fixed(
            Stage::from_word(word).ok_or_else(|| bad("stage", format!("\"{word}\" is no stage")))?,
        ),
    };
    let kind = match file.kind.as_deref() {
        Some(word) => {
            Some(Kind::from_word(word).ok_or_else(|| bad("kind", format!("\"{word}\" is no kind")))?)
        }
        None => None,
    };
    if file.object.is_empty() {
        return Err(bad("trigger", "the rule does not say where its object is".to_owned()));
    }
    let unless: Result<Vec<_>, _> = file.unless.iter().map(|text| pattern("unless", text)).collect();
    let object_is: Result<Vec<_>, _> = file.object_is.iter().map(|text| lexicon.condition(text)).collect();
    Ok(Rule {
        object_is: object_is
            .map_err(|name| bad("object_is", format!("\"{name}\" is no feature or class")))?,
        id,
        triggers: file.trigger.all().iter().map(|text| pattern("trigger", text)).collect::<Result<_, _>>()?,
        unless: unless?,
        object: file.object.clone(),
        actor: file.actor.clone(),
        stage,
        kind,
        polarity: file.polarity,
        sure: file.sure,
        needs: file.needs,
    })
}
