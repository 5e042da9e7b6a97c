//! Reads what words do beside each other: verb groups, choices between readings, conversions, endings of names.

use super::Reader;
use crate::base::problem::Problem;
use crate::extract::lexicon::{Beside, Choice, Classes, Condition, Conversion, Group, NameEnding};
use crate::extract::named;
use crate::extract::tags::Tags;
use crate::model::morphology::{ChoiceRule, ConversionRule, GroupRule};

impl Reader<'_> {
    /// Reads all of it; a row that cannot be read leaves the others.
    pub(super) fn read_groups(&mut self) {
        let pack = self.pack;
        let morphology = &pack.morphology;
        self.lexicon.agreement.clone_from(&morphology.agreement);
        for (from, nominative) in &morphology.name_endings {
            match name_ending(from, nominative) {
                Ok(ending) => self.lexicon.name_endings.push(ending),
                Err(problem) => self.problem("morphology", &["name_endings", from], problem),
            }
        }
        let ends = |text: &str| text.split_whitespace().map(str::to_owned).collect();
        self.lexicon.surnames = ends(&morphology.surnames);
        self.lexicon.patronymics = ends(&morphology.patronymics);
        for raw in &morphology.groups {
            match self.group(raw) {
                Ok(group) => self.lexicon.groups.push(group),
                Err(problem) => self.problem("morphology", &["[[groups"], problem),
            }
        }
        for raw in &morphology.choices {
            match self.choice(raw) {
                Ok(choice) => self.lexicon.choices.push(choice),
                Err(problem) => self.problem("morphology", &["[[choices"], problem),
            }
        }
        for raw in &morphology.conversions {
            match self.conversion(raw) {
                Ok(conversion) => self.lexicon.conversions.push(conversion),
                Err(problem) => self.problem("morphology", &["[[conversions"], problem),
            }
        }
    }

    fn group(&self, raw: &GroupRule) -> Result<Group, Problem> {
        let class = |name: &String| match self.lexicon.class(name) {
            none if none == Classes::default() => Err(named::no_class(name, self.lexicon.names(), &[])),
            class => Ok(class),
        };
        Ok(Group {
            with: raw.with.iter().map(class).collect::<Result<_, _>>()?,
            form: Tags::parse(&raw.form)?,
            gives: Tags::parse(&raw.gives)?,
        })
    }

    fn choice(&self, raw: &ChoiceRule) -> Result<Choice, Problem> {
        let keep = self.lexicon.condition(&raw.keep)?;
        Ok(Choice { keep, beside: self.beside(&raw.after, &raw.before)? })
    }

    fn conversion(&self, raw: &ConversionRule) -> Result<Conversion, Problem> {
        let form = self.lexicon.condition(&raw.form)?;
        let gives = Tags::parse(&raw.gives)?;
        Ok(Conversion { form, gives, beside: self.beside(&raw.after, &raw.before)? })
    }

    fn beside(&self, after: &[String], before: &[String]) -> Result<Beside, Problem> {
        let all = |texts: &[String]| -> Result<Vec<Condition>, Problem> {
            texts.iter().map(|text| self.lexicon.condition(text)).collect()
        };
        Ok(Beside { after: all(after)?, before: all(before)? })
    }
}

fn name_ending(from: &str, nominative: &str) -> Result<NameEnding, Problem> {
    let (features, ending) = from.rsplit_once(' ').unwrap_or(("", from));
    let cases = Tags::parse(features)?;
    Ok(NameEnding { cases, ending: ending.to_owned(), nominative: nominative.to_owned() })
}
