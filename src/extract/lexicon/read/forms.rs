//! Reads how words inflect: sets of endings, paradigms, and what the end of a word in no list tells.

use foldhash::HashMap;

use super::{Pattern, Reader};
use crate::base::problem::Problem;
use crate::extract::lexicon::endings::Sets;
use crate::extract::tags::Tags;
use crate::model::morphology::{GuessRule, Paradigm};
use crate::text::fold::fold;

impl Reader<'_> {
    /// Reads all forms; a paradigm that cannot be read leaves the others.
    pub(super) fn read_forms(&mut self) {
        let pack = self.pack;
        let (sets, problems) = Sets::read(&pack.morphology.sets);
        for problem in problems {
            self.problem("morphology", &["[sets"], problem);
        }
        for raw in &pack.morphology.paradigms {
            if let Err(problem) = self.read_paradigm(raw, &sets) {
                let lemma = format!("lemma = \"{}\"", raw.lemma);
                self.problem("morphology", &["[[paradigms", &lemma], problem);
            }
        }
        for raw in &pack.morphology.guesses {
            if let Err(problem) = self.read_guess(raw, &sets) {
                self.problem("morphology", &["[[guesses"], problem);
            }
        }
    }

    fn read_paradigm(&mut self, raw: &Paradigm, sets: &Sets) -> Result<(), Problem> {
        let tags = Tags::parse(&raw.tags)?;
        let mut endings: HashMap<Box<str>, Vec<Tags>> = HashMap::default();
        for (ending, tags) in sets.write_out(&raw.forms, tags)? {
            add(endings.entry(fold(&ending).into()).or_default(), tags, raw.apart);
        }
        let irregular: Result<_, _> = raw.irregular.iter().map(|names| Tags::parse(names)).collect();
        let ends = raw.lemma.split_whitespace().map(|end| fold(end.trim_matches('-')));
        let mut lemma: Vec<String> = ends.collect();
        lemma.sort_by_key(|end| std::cmp::Reverse(end.len()));
        self.patterns.push(Pattern {
            part: raw.part.clone(),
            lemma,
            tags,
            irregular: irregular?,
            perfective_future: raw.perfective_future,
            reflexive: raw.reflexive.clone(),
            apart: raw.apart,
        });
        self.lexicon.paradigms.push(endings);
        Ok(())
    }

    fn read_guess(&mut self, raw: &GuessRule, sets: &Sets) -> Result<(), Problem> {
        let form = [(raw.tags.clone(), raw.endings.clone())];
        for (ending, tags) in sets.write_out(&form, Tags::UNKNOWN)? {
            if tags.all(Tags::NOUN | Tags::NOMINATIVE | Tags::SINGULAR) && !tags.any(Tags::PLURAL) {
                self.lexicon.nominatives.push((fold(&ending).into(), tags));
            }
            add(self.lexicon.guesses.entry(fold(&ending).into()).or_default(), tags, raw.apart);
        }
        Ok(())
    }
}

/// Adds a form's features to those of the forms that look the same, or beside them.
fn add(known: &mut Vec<Tags>, tags: Tags, apart: bool) {
    if known.contains(&tags) {
        return;
    }
    match known.first_mut().filter(|_| !apart) {
        Some(first) => *first |= tags,
        None => known.push(tags),
    }
}
