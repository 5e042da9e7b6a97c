//! What linking keeps of an article, so that its text is never read twice. Plain data, never compared here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::id::{ArticleId, MentionId};
use crate::base::span::Span;
use crate::base::when::When;
use crate::link::encoder::Vector;
use crate::link::hash::Key;
use crate::model::figure::Comparison;
use crate::model::lang::Lang;
use crate::model::mention::{Kind, Stage};
use crate::model::thread::Course;

/// Changes whenever features of an older program must be computed anew.
pub const VERSION: u16 = 5;

/// All that linking knows of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ArticleFeatures {
    /// The article.
    pub article: ArticleId,
    /// Its language.
    pub lang: Lang,
    /// Publication day.
    pub day: Option<NaiveDate>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Title.
    pub title: String,
    /// Initiatives in order of place.
    pub mentions: Vec<MentionFeatures>,
    /// Quantities in order of place.
    pub figures: Vec<FigureFeatures>,
    /// The mean of the vectors of its mentions.
    pub middle: Middle,
    /// The article as a whole.
    pub sketch: Sketch,
}

/// The mean of some unit vectors: what an article's mentions have in common.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Middle {
    /// Where it points.
    pub vector: Vector,
    /// How long it is, 0 to 1.
    pub length: f32,
    /// Of how many vectors.
    pub count: u16,
}

impl Middle {
    /// The mean of these vectors, each taken at length one; nothing of none.
    #[must_use]
    pub fn of<'a>(vectors: impl Iterator<Item = &'a Vector>) -> Self {
        let mut sum: Vec<f32> = Vec::new();
        let mut count = 0_u16;
        for unit in vectors.filter_map(Vector::unit) {
            sum.resize(unit.len(), 0.0);
            count = count.saturating_add(1);
            for (total, x) in sum.iter_mut().zip(unit) {
                *total += x;
            }
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        Self { vector: Vector::of(&sum), length: length / f32::from(count.max(1)), count }
    }

    /// The mean cosine of a vector with those of the middle; `member` where it is one of them and is to be
    /// left out.
    #[must_use]
    pub fn cosine(&self, vector: &Vector, member: bool) -> Option<f32> {
        let mean = self.vector.cosine(vector)? * self.length;
        let count = f32::from(self.count);
        match member {
            false => Some(mean),
            true if self.count > 1 => Some((mean * count - 1.0) / (count - 1.0)),
            true => None,
        }
    }
}

/// What is compared of one mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionFeatures {
    /// The mention.
    pub id: MentionId,
    /// Where it is.
    pub span: Span,
    /// Number of its sentence within the article.
    pub sentence: u32,
    /// Short name.
    pub label: String,
    /// Who, as written.
    pub actor: Option<String>,
    /// Who, across scripts.
    pub actor_key: Option<Key>,
    /// How far it is.
    pub stage: Stage,
    /// What it is.
    pub kind: Kind,
    /// Target time.
    pub when: Option<When>,
    /// Whether it goes on, as the text says.
    pub course: Course,
    /// How sure the rule is.
    pub confidence: f32,
    /// Words of the object.
    pub terms: Vec<Term>,
    /// What sort of thing it is.
    pub head: Option<Head>,
    /// Names in the object.
    pub names: Vec<NameKey>,
    /// Quantities in the mention.
    pub numbers: Vec<f32>,
    /// The mention of the same article that it points back to.
    pub antecedent: Option<u16>,
    /// The mention before it that it names with a word that points ("this order"), though it says more of its own.
    pub recalls: Option<u16>,
    /// Whether it says that it is another one than the one before.
    pub another: bool,
    /// Its place among the mentions of the article.
    pub number: u16,
    /// How much its words say together.
    pub content: f32,
    /// Telling words of the sentences it stands in and beside, each once, in order of key.
    pub context: Vec<Key>,
    /// Names of its sentence, or else of the one before or of the headline, each once, in order of key.
    pub setting: Vec<Key>,
    /// Those of them that may be of places.
    pub places: Vec<Key>,
    /// How far into the article it stands, in thousandths.
    pub depth: u16,
    /// In which part of its article it stands.
    pub part: Part,
    /// Whether it says so little that it only points back.
    pub pointing: bool,
    /// Whether the sentence encoder does not know its language and saw glosses.
    pub glossed: bool,
    /// The object as the sentence encoder sees it; empty where it was not encoded.
    pub vector: Vector,
}

/// A part of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The headline or the lead, which sum up what follows.
    Summary,
    /// What follows.
    #[default]
    Text,
}

/// One word of an object under each of its keys.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// The stem in its language.
    pub stem: Key,
    /// The meaning shared by all languages.
    pub concept: Option<Key>,
    /// The sound, for loanwords.
    pub sound: Option<Key>,
    /// How much it says, before its rarity is known: 0 to 2.
    pub weight: f32,
    /// How much it sets one thing apart from others of its sort: 0 to 2.
    pub distinct: f32,
}

/// The sort of thing a mention is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The word's meaning.
    pub concept: Key,
    /// The family it belongs to.
    pub family: Key,
}

/// A name, comparable across scripts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameKey {
    /// Equal for spellings of one name.
    pub key: Key,
    /// As written.
    pub text: String,
    /// What bears it.
    pub sort: NameSort,
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NameSort {
    /// A country, region, city.
    Place,
    /// A body known across languages.
    Body,
    /// Somebody.
    Person,
    /// Something else with a proper name.
    Proper,
    /// A title in quotation marks.
    Title,
}

/// A quantity with what it measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureFeatures {
    /// Where.
    pub span: Span,
    /// Value.
    pub value: f64,
    /// How the true value stands to it.
    pub cmp: Comparison,
    /// Unit as written.
    pub unit: String,
    /// Unit across languages.
    pub unit_key: Key,
    /// Words around it, without its own.
    pub terms: Vec<Term>,
    /// What it measures, as written.
    pub label: String,
    /// When it holds.
    pub as_of: Option<When>,
    /// The mention it stands in, or beside in one sentence.
    pub mention: Option<u16>,
}

/// An article as a whole, for events and reprints.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// Names and meanings in headline and first paragraphs, with how often they stand in the article.
    pub keys: Vec<(Key, u16)>,
    /// Hashes of word runs: equal share for equal text.
    pub shingles: Vec<Key>,
    /// Numbers and names with how far into the article each stands, in thousandths; in order of key.
    pub beats: Vec<(Key, u16)>,
    /// Headline and lead as the sentence encoder sees them.
    pub vector: Vector,
    /// The day of the happening that it reports.
    pub happened: Option<NaiveDate>,
}

/// Features that cannot be read, of an older program or damaged: to be computed anew.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these features are of another version")]
pub struct OldFeatures;

impl ArticleFeatures {
    /// As bytes for the library.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = VERSION.to_le_bytes().to_vec();
        bytes.extend(postcard::to_stdvec(self).unwrap_or_default());
        bytes
    }

    /// From the library.
    ///
    /// # Errors
    /// Where the bytes are of another version of the program, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OldFeatures> {
        match bytes.split_at_checked(2) {
            Some((version, rest)) if version == VERSION.to_le_bytes() => {
                postcard::from_bytes(rest).or(Err(OldFeatures))
            }
            _ => Err(OldFeatures),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_read_back() {
        let one = ArticleFeatures { title: "T".into(), lang: Lang::new("en"), ..ArticleFeatures::default() };
        let bytes = one.to_bytes();
        assert_eq!(ArticleFeatures::from_bytes(&bytes), Ok(one));
        assert_eq!(ArticleFeatures::from_bytes(&bytes[..1]), Err(OldFeatures));
        assert_eq!(ArticleFeatures::from_bytes(&[0, 0, 1]), Err(OldFeatures));
    }
}
