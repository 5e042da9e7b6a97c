//! Writes out endings from sets: `{theme}л` with every theme. Never looks at a text.

use std::collections::BTreeMap;

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::extract::tags::Tags;

/// Endings with their features.
pub(super) type Endings = Vec<(String, Tags)>;

/// The named sets of a language, written out.
#[derive(Debug, Default)]
pub(super) struct Sets(BTreeMap<String, Endings>);

/// Endings that one form may stand for at most; a slip in a file must not fill the memory.
const MOST: usize = 20_000;

impl Sets {
    /// Writes out the sets; a set may use others, in whatever order they stand. One that cannot be written out is a
    /// problem and left out.
    pub(super) fn read(raw: &BTreeMap<String, Vec<(String, String)>>) -> (Self, Vec<Problem>) {
        let mut sets = Self::default();
        let mut problems = Vec::new();
        let mut left: Vec<_> = raw.iter().collect();
        while !left.is_empty() {
            let before = left.len();
            let mut later = Vec::new();
            for (name, forms) in left {
                if forms.iter().all(|(_, endings)| sets.knows_all(endings)) {
                    let written = sets.write_out(forms, Tags::NONE);
                    let written = written.unwrap_or_else(|problem| {
                        problems.push(problem);
                        Endings::new()
                    });
                    sets.0.insert(name.clone(), written);
                } else {
                    later.push((name, forms));
                }
            }
            if later.len() == before {
                for (name, _) in later {
                    let what = Said::text("fault.set_circle").with("name", name.as_str());
                    problems.push(Problem::new(what, format!("{name} =")).hint(Said::text("advice.set")));
                }
                break;
            }
            left = later;
        }
        (sets, problems)
    }

    fn knows_all(&self, endings: &str) -> bool {
        endings
            .split('{')
            .skip(1)
            .all(|part| part.split('}').next().is_some_and(|name| self.0.contains_key(name)))
    }

    /// All endings of the forms, with the features of the forms and of the sets in them, and `tags`.
    pub(super) fn write_out(&self, forms: &[(String, String)], tags: Tags) -> Result<Endings, Problem> {
        let mut found = Vec::new();
        for (features, endings) in forms {
            let own = tags | Tags::parse(features)?;
            for ending in endings.split_whitespace() {
                let ending = if ending == "-" { "" } else { ending };
                found.extend(self.expand(ending, own)?);
                if found.len() > MOST {
                    return Err(too_many(endings));
                }
            }
        }
        Ok(found)
    }

    fn expand(&self, ending: &str, tags: Tags) -> Result<Endings, Problem> {
        let Some((before, rest)) = ending.split_once('{') else {
            return Ok(vec![(ending.to_owned(), tags)]);
        };
        let (name, after) = rest.split_once('}').ok_or_else(|| {
            let what = Said::text("fault.unclosed").with("ending", ending);
            Problem::new(what, ending).hint(Said::text("advice.close"))
        })?;
        let set = self.0.get(name).ok_or_else(|| {
            let what = Said::text("fault.no_set").with("name", name);
            Problem::new(what, format!("{{{name}}}")).meant(name, self.0.keys().map(String::as_str))
        })?;
        let tails = self.expand(after, tags)?;
        let mut found = Vec::with_capacity(set.len() * tails.len());
        for (middle, more) in set {
            for (tail, tail_tags) in &tails {
                found.push((format!("{before}{middle}{tail}"), *more | *tail_tags));
            }
            if found.len() > MOST {
                return Err(too_many(ending));
            }
        }
        Ok(found)
    }
}

fn too_many(endings: &str) -> Problem {
    let what = Said::text("fault.too_many_endings").with("ending", endings).with("most", MOST);
    Problem::new(what, endings).hint(Said::text("advice.fewer_endings"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_multiply() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let raw = BTreeMap::from([
            ("case".to_owned(), vec![pair("", "-"), pair("dative", "ға ге")]),
            ("chain".to_owned(), vec![pair("plural", "лар{case}")]),
        ]);
        let (sets, problems) = Sets::read(&raw);
        assert_eq!(problems, []);
        let all = sets.write_out(&[pair("noun", "{chain} {case}")], Tags::NONE).unwrap();
        assert_eq!(all.len(), 6);
        assert!(all.contains(&("ларға".to_owned(), Tags::PLURAL | Tags::NOUN | Tags::DATIVE)));
    }

    #[test]
    fn a_set_that_cannot_be_written_out_leaves_the_others() {
        let one = |ends: &str| vec![(String::new(), ends.to_owned())];
        let raw = BTreeMap::from([("a".to_owned(), one("{b}")), ("c".to_owned(), one("x y"))]);
        let (sets, problems) = Sets::read(&raw);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.len() == 1 && told[0].contains("fault.set_circle {name: a}"), "{told:?}");
        assert_eq!(sets.write_out(&one("{c}"), Tags::NONE).unwrap().len(), 2);
        let told = sets.write_out(&one("{d}"), Tags::NONE).unwrap_err().to_string();
        assert!(told.contains("fault.no_set {name: d}"), "{told}");
    }
}
