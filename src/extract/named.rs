//! What words in files of rules and words name. One that names nothing is a problem, with the likest that does.

use crate::base::near::nearest;
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::extract::tags::Tags;
use crate::model::mention::{Kind, Stage};

/// The stage of this name.
pub(crate) fn stage(word: &str) -> Result<Stage, Problem> {
    Stage::from_word(word).ok_or_else(|| {
        let what = Said::text("fault.no_stage").with("name", word);
        Problem::new(what, word).meant(word, Stage::ALL.iter().map(|stage| stage.word()))
    })
}

/// The kind of this name.
pub(crate) fn kind(word: &str) -> Result<Kind, Problem> {
    Kind::from_word(word).ok_or_else(|| {
        let what = Said::text("fault.no_kind").with("name", word);
        Problem::new(what, word).meant(word, Kind::ALL.iter().map(|kind| kind.word()))
    })
}

/// That no feature has this name.
pub(crate) fn no_feature(name: &str) -> Problem {
    let what = Said::text("fault.no_feature").with("name", name);
    Problem::new(what, name).meant(name, Tags::all_names())
}

/// That no class of words, of which these are all, has this name; nor, where it might, a feature.
pub(crate) fn no_class<'a>(
    name: &str,
    classes: impl Iterator<Item = &'a str>,
    features: &[&'static str],
) -> Problem {
    let what = if features.is_empty() { "fault.no_class" } else { "fault.no_class_or_feature" };
    let problem = Problem::new(Said::text(what).with("name", name), name);
    match nearest(name, classes.chain(features.iter().copied())) {
        Some(near) => problem.hint(Said::text("advice.meant").with("near", near)),
        None => problem.hint(Said::text("advice.classes")),
    }
}

/// Whether it is a problem of a class that there is not.
pub(crate) fn is_missing_class(problem: &Problem) -> bool {
    matches!(problem.what, Said::Text("fault.no_class" | "fault.no_class_or_feature", _))
}
