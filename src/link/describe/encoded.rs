//! What the sentence encoder is to see of a mention. Never encodes.

use super::content;
use crate::link::lexicon::Lexicon;
use crate::link::sound;
use crate::link::words::{Shape, words};
use crate::model::article::Article;
use crate::model::lang::Lang;
use crate::model::mention::Mention;

/// What the encoder is to see: the object with what it stands for, as one line; for a language that the
/// encoder does not know, the meanings of its words.
pub(super) fn to_encode(article: &Article, mention: &Mention, lexicon: &Lexicon) -> String {
    let object = content(article, mention);
    let before = mention.antecedent.map_or("", |span| span.of(&article.text));
    let joined = format!("{before} {object}");
    if lexicon.grammar(article.lang).is_some_and(|grammar| !grammar.encoded) {
        return gloss(article.lang, &joined, lexicon);
    }
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The meanings of the words of a text, as the files of concepts call them; words without one as they sound.
fn gloss(lang: Lang, text: &str, lexicon: &Lexicon) -> String {
    let run = words(text);
    let mut glossed: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some((word, rest)) = run.get(at).zip(run.get(at..)) {
        let sense = lexicon.sense(lang, rest);
        at += sense.map_or(1, |sense| sense.words);
        match sense {
            Some(sense) => glossed.push(sense.concept.name.replace('-', " ")),
            None if lexicon.is_function(lang, &word.folded) => {}
            None if word.shape == Shape::Number => glossed.push(word.folded.clone()),
            None => glossed.push(sound::latin(&lexicon.stem(lang, &word.folded))),
        }
    }
    glossed.join(" ")
}
