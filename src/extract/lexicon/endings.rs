//! Writes out endings from sets: `{theme}л` with every theme. Never looks at a text.

use std::collections::BTreeMap;

use crate::extract::tags::Tags;

/// Endings with their features.
pub(super) type Endings = Vec<(String, Tags)>;

/// The named sets of a language, written out.
#[derive(Debug, Default)]
pub(super) struct Sets(BTreeMap<String, Endings>);

/// Endings that one form may stand for at most; a slip in a file must not fill the memory.
const MOST: usize = 20_000;

impl Sets {
    /// Writes out the sets; a set may use sets that come before it in the order of their names or that need
    /// fewer steps.
    pub(super) fn read(raw: &BTreeMap<String, Vec<(String, String)>>) -> Result<Self, String> {
        let mut sets = Self::default();
        let mut left: Vec<_> = raw.iter().collect();
        while !left.is_empty() {
            let before = left.len();
            let mut later = Vec::new();
            for (name, forms) in left {
                if forms.iter().all(|(_, endings)| sets.knows_all(endings)) {
                    let written = sets.write_out(forms, Tags::NONE)?;
                    sets.0.insert(name.clone(), written);
                } else {
                    later.push((name, forms));
                }
            }
            if later.len() == before {
                let names: Vec<&str> = later.iter().map(|(name, _)| name.as_str()).collect();
                return Err(format!("sets that need unknown sets: {}", names.join(", ")));
            }
            left = later;
        }
        Ok(sets)
    }

    fn knows_all(&self, endings: &str) -> bool {
        endings
            .split('{')
            .skip(1)
            .all(|part| part.split('}').next().is_some_and(|name| self.0.contains_key(name)))
    }

    /// All endings of the forms, with the features of the forms and of the sets in them, and `tags`.
    pub(super) fn write_out(&self, forms: &[(String, String)], tags: Tags) -> Result<Endings, String> {
        let mut found = Vec::new();
        for (features, endings) in forms {
            let own = tags | Tags::parse(features).map_err(|name| format!("no feature is called {name}"))?;
            for ending in endings.split_whitespace() {
                let ending = if ending == "-" { "" } else { ending };
                found.extend(self.expand(ending, own)?);
                if found.len() > MOST {
                    return Err("too many endings".to_owned());
                }
            }
        }
        Ok(found)
    }

    fn expand(&self, ending: &str, tags: Tags) -> Result<Endings, String> {
        let Some((before, rest)) = ending.split_once('{') else {
            return Ok(vec![(ending.to_owned(), tags)]);
        };
        let (name, after) = rest.split_once('}').ok_or_else(|| format!("no closing bracket in {ending}"))?;
        let set = self.0.get(name).ok_or_else(|| format!("no set is called {name}"))?;
        let tails = self.expand(after, tags)?;
        let mut found = Vec::with_capacity(set.len() * tails.len());
        for (middle, more) in set {
            for (tail, tail_tags) in &tails {
                found.push((format!("{before}{middle}{tail}"), *more | *tail_tags));
            }
            if found.len() > MOST {
                return Err(format!("too many endings in {ending}"));
            }
        }
        Ok(found)
    }
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
        let sets = Sets::read(&raw).unwrap();
        let all = sets.write_out(&[pair("noun", "{chain} {case}")], Tags::NONE).unwrap();
        assert_eq!(all.len(), 6);
        assert!(all.contains(&("ларға".to_owned(), Tags::PLURAL | Tags::NOUN | Tags::DATIVE)));
        assert!(Sets::read(&BTreeMap::from([("a".to_owned(), vec![pair("", "{b}")])])).is_err());
    }
}
