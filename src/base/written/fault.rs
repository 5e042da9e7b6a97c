//! What is wrong with a value that is read, and where it stands. Never words of a language.

use std::fmt::{self, Display};
use std::ops::Range;

use serde::de::{self, Expected, Unexpected};

use crate::base::problem::{Problem, line};
use crate::base::said::Said;

/// The first thing that is wrong.
#[derive(Debug)]
pub(super) struct Fault {
    problem: Box<Problem>,
    span: Option<Range<usize>>,
    /// Whether it is of another sort than belongs there; which sort that is, whoever asked for the value knows.
    is_misfit: bool,
}

impl Fault {
    fn new(problem: Problem) -> Self {
        Self { problem: Box::new(problem), span: None, is_misfit: false }
    }

    /// A value of another sort than belongs there.
    pub(super) fn misfit() -> Self {
        Self { is_misfit: true, ..Self::new(Problem::default()) }
    }

    /// The same at this place, where none is known yet; a value of another sort then is told as one in whose place
    /// this belongs.
    pub(super) fn at(mut self, span: Range<usize>, wanted: &'static str) -> Self {
        if self.span.is_none() {
            self.span = Some(span);
            if self.is_misfit {
                *self.problem = Problem::new(Said::text(wanted), "");
            }
        }
        self
    }

    /// As a person is told of it.
    pub(super) fn problem(self, file: &str, text: &str) -> Problem {
        self.problem.at(line(file, text, self.span.map_or(0, |span| span.start)))
    }
}

impl de::Error for Fault {
    fn custom<T: Display>(told: T) -> Self {
        Self::new(Problem::new(told.to_string(), ""))
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::misfit()
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::misfit()
    }

    fn invalid_length(length: usize, _: &dyn Expected) -> Self {
        Self::new(Problem::new(Said::count("fault.wants_length", length), ""))
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        let what = Said::text("problem.none_of").with("value", format!("\"{name}\""));
        Self::new(Problem::new(what.with("known", known.join(", ")), ""))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        let what = Said::text("fault.no_field").with("name", name);
        Self::new(Problem::new(what, "").meant(name, known.iter().copied()))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Problem::new(Said::text("fault.lacks_field").with("name", name), ""))
    }
}

/// For logs, in no language.
impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.problem, f)
    }
}

impl std::error::Error for Fault {}
