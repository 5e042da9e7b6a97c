//! Reads the entries of a class: what a word is, how it inflects, what it is joined to. Never reads other files.

use super::{Pattern, Reader};
use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::extract::lexicon::{Classes, Entry, Phrase, Reading, Stem};
use crate::extract::tags::Tags;
use crate::model::morphology::Side;
use crate::text::fold::fold;

impl Reader<'_> {
    /// Reads one entry: `lemma+stem/imperfective+stem>irregular`, of one or more words.
    pub(super) fn read_word(&mut self, word: &str, part: &str, like: &Entry) -> Result<(), Problem> {
        let pair = word.contains('/') && word.contains(' ');
        if pair {
            for (at, one) in word.split('/').enumerate() {
                let aspect = if at == 0 { Tags::PERFECTIVE } else { Tags::IMPERFECTIVE };
                self.read_one(one, part, like, aspect)?;
            }
            return Ok(());
        }
        self.read_one(word, part, like, Tags::NONE)
    }

    /// Reads one entry that is no pair of phrases.
    fn read_one(&mut self, word: &str, part: &str, like: &Entry, aspect: Tags) -> Result<(), Problem> {
        let parts: Vec<&str> = word.split_whitespace().collect();
        let starred = parts.iter().position(|part| part.ends_with('*'));
        let head = starred.unwrap_or(match self.pack.morphology.phrase_head {
            Side::First => 0,
            Side::Last => parts.len() - 1,
        });
        let inflecting = parts.get(head).copied().unwrap_or_default().trim_end_matches('*');
        if parts.len() == 1 {
            return self.read_head(inflecting, part, like, None, aspect);
        }
        let folded = |words: &[&str]| words.iter().map(|word| fold(word).into()).collect::<Vec<Box<str>>>();
        let before = folded(parts.get(..head).unwrap_or_default());
        let after = folded(parts.get(head + 1..).unwrap_or_default());
        let whole = Entry { lemma: word.replace('*', ""), ..like.clone() };
        let entry = self.push(whole);
        self.read_head(inflecting, part, like, Some(&Phrase { entry, before, after }), aspect)
    }

    fn read_head(
        &mut self,
        word: &str,
        part: &str,
        like: &Entry,
        phrase: Option<&Phrase>,
        known: Tags,
    ) -> Result<(), Problem> {
        let both = word.contains('/');
        let mut first = None;
        for (at, aspect) in word.split('/').enumerate() {
            let mut forms = aspect.split('>');
            let mut stems = forms.next().unwrap_or_default().split('+');
            let lemma = fold(stems.next().unwrap_or_default());
            if lemma.is_empty() {
                return Err(Problem::new(Said::text("fault.empty_word").with("word", word), word));
            }
            let aspect = match (both, at) {
                (true, 0) => Tags::PERFECTIVE,
                (true, _) => Tags::IMPERFECTIVE,
                (false, _) => known,
            };
            let shown: &str = first.get_or_insert_with(|| lemma.clone());
            let shown = if both { shown.to_owned() } else { lemma.clone() };
            let entry = match phrase {
                None => self.enter(&shown, part, aspect, like),
                Some(phrase) => {
                    let entry = self.enter(&lemma, &format!("{part} of phrase"), aspect, &Entry::default());
                    self.add_phrase(entry, phrase);
                    entry
                }
            };
            self.inflect(entry, &lemma, part, &stems.map(fold).collect::<Vec<_>>(), forms)?;
        }
        Ok(())
    }

    /// Adds an entry of several words; one listed in several classes is one entry with all of them.
    fn add_phrase(&mut self, head: u32, phrase: &Phrase) {
        let known = self.lexicon.phrases.entry(head).or_default();
        let same = |one: &&Phrase| one.before == phrase.before && one.after == phrase.after;
        let Some(first) = known.iter().find(same).map(|one| one.entry) else {
            known.push(phrase.clone());
            return;
        };
        let like = self.lexicon.entries.get(phrase.entry as usize).cloned();
        if let Some((like, own)) = like.zip(self.lexicon.entries.get_mut(first as usize)) {
            own.classes = own.classes.or(like.classes);
            own.tags |= like.tags;
            own.kind = own.kind.or(like.kind);
            own.stage = own.stage.or(like.stage);
        }
    }

    /// The entry of a word: one for all classes it is listed in.
    fn enter(&mut self, lemma: &str, part: &str, aspect: Tags, like: &Entry) -> u32 {
        let key = (lemma.to_owned(), format!("{part} {} {}", aspect.0, like.tags.0));
        if let Some(entry) = self.listed.get(&key) {
            if let Some(known) = self.lexicon.entries.get_mut(*entry as usize) {
                known.classes = known.classes.or(like.classes);
                known.kind = known.kind.or(like.kind);
                known.stage = known.stage.or(like.stage);
            }
            return *entry;
        }
        let entry = self.push(Entry { lemma: lemma.to_owned(), tags: like.tags | aspect, ..like.clone() });
        self.listed.insert(key, entry);
        entry
    }

    fn push(&mut self, entry: Entry) -> u32 {
        self.lexicon.entries.push(entry);
        u32::try_from(self.lexicon.entries.len() - 1).unwrap_or(Reading::NO_ENTRY)
    }

    fn inflect<'w>(
        &mut self,
        entry: u32,
        lemma: &str,
        part: &str,
        stems: &[String],
        irregular: impl Iterator<Item = &'w str>,
    ) -> Result<(), Problem> {
        if part.is_empty() {
            self.exact(entry, lemma, Tags::NONE);
            return Ok(());
        }
        let fits = |pattern: &Pattern| {
            let end = pattern.lemma.iter().find(|end| lemma.ends_with(end.as_str()))?;
            (pattern.part == part).then_some(end.len())
        };
        let best = self.patterns.iter().enumerate().filter_map(|(at, pattern)| Some((fits(pattern)?, at)));
        let best = best.max_by_key(|(cut, at)| (*cut, std::cmp::Reverse(*at)));
        let (cut, at) = best.ok_or_else(|| self.no_paradigm(lemma, part))?;
        let stem = lemma.get(..lemma.len() - cut).unwrap_or(lemma);
        let further = format!("{part} stem");
        let other = self.patterns.iter().position(|pattern| pattern.part == further).unwrap_or(at);
        let number = |at: usize| u16::try_from(at).unwrap_or_default();
        let own = std::iter::once((stem, number(at)));
        for (stem, paradigm) in own.chain(stems.iter().map(|stem| (stem.as_str(), number(other)))) {
            let known = self.lexicon.stems.entry(stem.into()).or_default();
            if !known.iter().any(|one| one.entry == entry && one.paradigm == paradigm) {
                known.push(Stem { entry, paradigm });
            }
        }
        let Some(pattern) = self.patterns.get(at) else {
            return Ok(());
        };
        let (tags, all, apart) = (pattern.tags, pattern.irregular.clone(), pattern.apart);
        if let Some(known) = self.lexicon.entries.get_mut(entry as usize)
            && !pattern.reflexive.is_empty()
            && lemma.ends_with(&pattern.reflexive)
        {
            known.tags |= Tags::REFLEXIVE;
        }
        if let Some(known) = self.lexicon.entries.get_mut(entry as usize)
            && pattern.perfective_future
            && known.tags.any(Tags::PERFECTIVE)
        {
            known.tags |= Tags::FUTURE;
        }
        let forms: Vec<&str> = irregular.collect();
        for (place, form) in forms.iter().enumerate() {
            // One form given stands for all the irregular ones.
            let meant =
                if forms.len() == 1 { all.as_slice() } else { all.get(place..=place).unwrap_or_default() };
            if apart {
                for one in meant {
                    self.exact_apart(entry, &fold(form), tags | *one);
                }
            } else {
                let sum = meant.iter().fold(tags, |sum, one| sum | *one);
                self.exact(entry, &fold(form), sum);
            }
        }
        Ok(())
    }

    /// Enters a form as a reading of its own beside others of the same word.
    fn exact_apart(&mut self, entry: u32, word: &str, tags: Tags) {
        let known = self.lexicon.entries.get(entry as usize);
        let (own, classes) = known.map_or((Tags::NONE, Classes::default()), |one| (one.tags, one.classes));
        let readings = self.lexicon.exact.entry(word.into()).or_default();
        let same = readings.iter_mut().filter(|reading| reading.entry == entry);
        same.for_each(|reading| reading.classes = classes);
        let tags = tags | own;
        if !readings.iter().any(|reading| reading.entry == entry && reading.tags == tags) {
            readings.push(Reading { entry, tags, classes });
        }
    }

    fn exact(&mut self, entry: u32, word: &str, tags: Tags) {
        let coming = self
            .lexicon
            .entries
            .get(entry as usize)
            .is_some_and(|one| one.tags.all(Tags::PERFECTIVE | Tags::FUTURE));
        let tags = if coming && tags.all(Tags::PRESENT | Tags::FINITE) {
            tags.without(Tags::PRESENT) | Tags::FUTURE
        } else {
            tags
        };
        let known = self.lexicon.entries.get(entry as usize);
        let (own, classes) = known.map_or((Tags::NONE, Classes::default()), |one| {
            (
                one.tags.without(if one.tags.any(Tags::PERFECTIVE) { Tags::FUTURE } else { Tags::NONE }),
                one.classes,
            )
        });
        let readings = self.lexicon.exact.entry(word.into()).or_default();
        match readings.iter_mut().find(|reading| reading.entry == entry) {
            Some(reading) => {
                reading.tags |= tags;
                reading.classes = classes;
            }
            None => readings.push(Reading { entry, tags: tags | own, classes }),
        }
    }

    /// That no paradigm inflects such a word.
    fn no_paradigm(&self, lemma: &str, part: &str) -> Problem {
        let what = Said::text("fault.no_paradigm").with("word", lemma).with("part", part);
        let problem = Problem::new(what, lemma);
        let mut parts = self.patterns.iter().map(|pattern| pattern.part.as_str()).collect::<Vec<_>>();
        parts.sort_unstable();
        parts.dedup();
        if parts.contains(&part) {
            return problem.hint(Said::text("advice.paradigm"));
        }
        problem.meant(part, parts.iter().copied())
    }
}
