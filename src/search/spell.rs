//! The forms in which words of texts and words of queries meet: folded, stemmed, cut at every mark.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use foldhash::HashMap;

use crate::base::span::Span;
use crate::lang;
use crate::model::article::Article;
use crate::model::lang::Lang;
use crate::text::fold::fold;
use crate::text::stem::Stemmer;
use crate::text::tokens::{TokenKind, tokens};

/// Forms remembered at most.
const MEMORY: usize = 60_000;

/// Letters that the beginning of a word keeps at least when it is stemmed.
const BEGINNING: usize = 3;

static STEMMERS: LazyLock<BTreeMap<Lang, Stemmer>> =
    LazyLock::new(|| lang::packs().iter().map(|pack| (pack.lang, Stemmer::new(pack))).collect());

/// Brings the words of texts in one language to their forms, and remembers those it has met.
#[derive(Debug, Default)]
pub struct Speller {
    lang: Lang,
    known: HashMap<String, String>,
}

/// One word of a text in its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelt {
    /// The word with all that is joined to it ("Alem" of "Alem.AI" has the span of both).
    pub span: Span,
    /// Its form: lower case letters and digits, never empty.
    pub form: String,
}

impl Speller {
    /// The words of a text in order. A word with marks inside is several ("Alem.AI": `alem`, `ai`).
    pub fn spell(&mut self, text: &str, lang: Lang) -> Vec<Spelt> {
        if self.lang != lang || self.known.len() > MEMORY {
            *self = Self { lang, known: HashMap::default() };
        }
        let mut all = Vec::new();
        for token in tokens(text).filter(|token| token.kind != TokenKind::Mark) {
            for form in self.forms_of(token.span.of(text)).split(' ').filter(|form| !form.is_empty()) {
                all.push(Spelt { span: token.span, form: form.to_owned() });
            }
        }
        all
    }

    /// The words of a text in order, with a space between them: what an index takes in.
    pub fn index(&mut self, text: &str, lang: Lang) -> String {
        if self.lang != lang || self.known.len() > MEMORY {
            *self = Self { lang, known: HashMap::default() };
        }
        let mut line = String::with_capacity(text.len());
        for token in tokens(text).filter(|token| token.kind != TokenKind::Mark) {
            let form = self.forms_of(token.span.of(text));
            if !line.is_empty() && !form.is_empty() {
                line.push(' ');
            }
            line.push_str(form);
        }
        line
    }

    /// The title and the blocks of the body of an article as an index takes them in. Words of two blocks never
    /// stand one after another.
    pub fn article(&mut self, article: &Article) -> (String, String) {
        let blocks = article.body().map(|block| self.index(block.span.of(&article.text), article.lang));
        let body = apart(blocks.collect());
        (self.index(&article.title, article.lang), body)
    }

    fn forms_of(&mut self, token: &str) -> &str {
        if !self.known.contains_key(token) {
            let stemmer = STEMMERS.get(&self.lang);
            let forms: Vec<String> = pieces(token)
                .into_iter()
                .map(|piece| stemmer.map_or_else(|| piece.clone(), |stemmer| stem(stemmer, &piece)))
                .collect();
            self.known.insert(token.to_owned(), forms.join(" "));
        }
        self.known.get(token).map_or("", String::as_str)
    }
}

/// Lines of forms as one, such that no phrase is met across two of them.
#[must_use]
pub fn apart(mut lines: Vec<String>) -> String {
    lines.retain(|line| !line.is_empty());
    lines.join(" · ")
}

/// The folded parts of a token between its marks.
fn pieces(token: &str) -> Vec<String> {
    let folded = fold(token);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|piece| !piece.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A stem without any mark, the piece itself where the stemmer leaves nothing.
fn stem(stemmer: &Stemmer, piece: &str) -> String {
    let stem: String = stemmer.stem(piece).chars().filter(|c| c.is_alphanumeric()).collect();
    if stem.is_empty() { piece.to_owned() } else { stem }
}

/// The words of a query, each with every form it may have: a query does not tell its language.
#[must_use]
pub fn query_forms(text: &str) -> Vec<Vec<String>> {
    let words = tokens(text).filter(|token| token.kind != TokenKind::Mark);
    words.flat_map(|token| pieces(token.span.of(text))).map(|piece| forms(&piece)).collect()
}

fn forms(piece: &str) -> Vec<String> {
    let mut forms = vec![piece.to_owned()];
    for stemmer in STEMMERS.values() {
        let once = stem(stemmer, piece);
        // One form of a word may look to a stemmer as if it had one more suffix ("инициатив").
        forms.push(stem(stemmer, &once));
        forms.push(once);
    }
    forms.sort();
    forms.dedup();
    forms
}

/// The forms of a word that is still being typed. A short beginning is not stemmed: too little would be left.
#[must_use]
pub fn beginnings(forms: &[String]) -> Vec<String> {
    let longest = forms.iter().map(|form| form.chars().count()).max().unwrap_or(0);
    let mut kept: Vec<String> =
        forms.iter().filter(|form| form.chars().count() >= BEGINNING.min(longest)).cloned().collect();
    // A beginning of a beginning finds all that the longer one finds.
    let all = kept.clone();
    kept.retain(|form| !all.iter().any(|other| other != form && form.starts_with(other.as_str())));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(text: &str, lang: &str) -> String {
        Speller::default().index(text, Lang::new(lang))
    }

    #[test]
    fn forms_of_one_word_meet() {
        assert_eq!(index("Инициативы, центру", "ru"), index("инициатива «центров»", "ru"));
        assert_eq!(index("Alem.A\u{456}", "ru"), "alem ai");
        assert_eq!(index("60\u{a0}000 км", "ru"), "60 000 км");
        assert_eq!(index("ав\u{ad}тор", "xx"), "автор");
    }

    #[test]
    fn every_form_of_an_index_is_among_those_of_a_query() {
        for (lang, text) in [
            ("ru", "Президентами предложенные"),
            ("en", "Initiatives running"),
            ("kk", "орталығын"),
            ("xx", "Zażółć"),
        ] {
            let forms = query_forms(text);
            for (nth, form) in index(text, lang).split(' ').enumerate() {
                assert!(forms[nth].iter().any(|one| one == form), "{form} of {text} in {forms:?}");
            }
        }
    }

    #[test]
    fn a_form_that_is_cut_shorter_than_its_fellows_is_found() {
        let short = index("инициатив", "ru");
        assert!(query_forms("инициатива")[0].contains(&short), "{short}");
    }

    #[test]
    fn a_beginning_that_finds_more_stands_for_the_longer_one() {
        assert_eq!(beginnings(&["цент".to_owned(), "центр".to_owned()]), ["цент"]);
        assert_eq!(beginnings(&["я".to_owned()]), ["я"]);
        assert_eq!(beginnings(&["be".to_owned(), "being".to_owned()]), ["being"]);
    }

    #[test]
    fn spelling_keeps_the_places() {
        let text = "Центр — «Alem.AI»";
        let spelt = Speller::default().spell(text, Lang::new("ru"));
        let found: Vec<_> = spelt.iter().map(|one| (one.span.of(text), one.form.as_str())).collect();
        assert_eq!(found, [("Центр", "центр"), ("Alem.AI", "alem"), ("Alem.AI", "ai")]);
    }
}
