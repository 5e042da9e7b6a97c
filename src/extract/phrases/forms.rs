//! Words known by their beginning or end. Never a listed word's value.

use std::collections::HashSet;

use crate::text::fold::fold;

/// Words given by their beginning, their end, or whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    whole: HashSet<String>,
    begins: Vec<String>,
    ends: Vec<String>,
}

impl Forms {
    /// A list separated by white space; a hyphen at the front or the end stands for any letters.
    pub(crate) fn of(list: &str) -> Self {
        let mut forms = Self::default();
        for word in list.split_whitespace() {
            if let Some(end) = word.strip_prefix('-') {
                forms.ends.push(fold(end));
            } else if let Some(begin) = word.strip_suffix('-') {
                forms.begins.push(fold(begin));
            } else {
                forms.whole.insert(fold(word));
            }
        }
        forms
    }

    /// Whether the folded word is one of them.
    pub(crate) fn fits(&self, word: &str) -> bool {
        let ends = |end: &String| word.ends_with(end.as_str()) && word.len() >= end.len() + 3;
        self.whole.contains(word)
            || self.begins.iter().any(|begin| word.starts_with(begin.as_str()))
            || self.ends.iter().any(ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_stand_for_letters() {
        let forms = Forms::of("-ed will plan-");
        for (word, fits) in
            [("asked", true), ("will", true), ("planning", true), ("bed", false), ("willing", false)]
        {
            assert_eq!(forms.fits(word), fits, "{word}");
        }
    }
}
