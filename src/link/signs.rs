//! The signs by which two mentions are compared, each by its name. Never gives one its weight.

macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// What speaks for or against two mentions naming one initiative; or how much each of it weighs, as
        /// read from `assets/link/score.toml`.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Signs { $($(#[$doc])* pub $name: f32,)* }

        impl Signs {
            /// The names of all signs, in order.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// Each as `value` gives it by name.
            ///
            /// # Errors
            /// The first that `value` gives.
            pub fn named<E>(mut value: impl FnMut(&'static str) -> Result<f32, E>) -> Result<Self, E> {
                Ok(Self { $($name: value(stringify!($name))?),* })
            }

            /// Their values, in the same order.
            #[must_use]
            pub const fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name),*]
            }

            /// The sum of all signs, each times its weight.
            #[must_use]
            pub fn weighed(&self, weights: &Self) -> f32 {
                0.0 $(+ self.$name * weights.$name)*
            }
        }
    };
}

signs! {
    /// Always 1.
    bias,
    /// Share of common words, rare ones counting more, 0 to 1.
    overlap,
    /// The smaller one's words found in the other, 0 to 1.
    contained,
    /// Cosine of the sentence encoder less its middle, where it knows both languages.
    cosine,
    /// The same where one side is glossed.
    gloss,
    /// One side is glossed.
    glossed,
    /// How much their cosine stands out among those of either with the mentions of the other's article.
    outstanding,
    /// Heads: the same.
    head_same,
    /// The head of one somewhere in the other.
    head_shared,
    /// Heads of one family.
    head_kin,
    /// Heads of two families, and none in common.
    head_differs,
    /// A head on one side that the other side, which has none, does not name.
    head_lacking,
    /// Proper names in common, at most two.
    name_same,
    /// Proper names on both sides and none in common.
    name_differs,
    /// The same title in quotation marks.
    title_same,
    /// Titles on both sides and none in common.
    title_differs,
    /// Places in common.
    place_same,
    /// Places on both sides and none in common.
    place_differs,
    /// Bodies in common.
    body_same,
    /// Bodies on both sides and none in common.
    body_differs,
    /// Target times that agree.
    when_same,
    /// Target times that exclude each other.
    when_differs,
    /// A quantity in common.
    number_same,
    /// Quantities on both sides and none in common.
    number_differs,
    /// The same actor.
    actor_same,
    /// Two different actors.
    actor_differs,
    /// The same kind.
    kind_same,
    /// Two different kinds.
    kind_differs,
    /// How surely both articles report one happening, 0 to 1.
    event,
    /// How much the subjects of both articles have in common whatever their days, 0 to 1.
    story,
    /// In one sentence.
    sentence,
    /// In one article.
    article,
    /// In one article, next to each other.
    next,
    /// In one article, how near: 1 for one sentence, less for each between them.
    near,
    /// In one article, with the same head.
    local_head,
    /// In one article, heads of two families.
    local_head_differs,
    /// In one article, the later one names the other with a word that points ("this order").
    recalled,
    /// In one article, the later one says that it is another one.
    another,
    /// In one article, the smaller one's words found in the other, 0 to 1.
    local_contained,
    /// In two articles, how much the sentences around them have in common, 0 to 1.
    context,
    /// In one article, how little the one that says less says, 0 to 1.
    local_thin,
    /// In two articles, the same.
    thin,
    /// In two articles, the same head, and little in words or setting that tells two things of that sort
    /// apart, 0 to 1.
    bare_head,
    /// In two articles, the smaller one's words found in the other, and as little, 0 to 1.
    bare_words,
    /// In two articles of one language, how little of what they share tells two things of their sort apart, 0 to 1.
    bare,
    /// The same in two languages, where much of what is the same is not seen to be.
    bare_across,
    /// In two articles, how little their subjects have in common, 0 to 1.
    strangers,
    /// In two articles, how little their subjects have in common, where little in their words tells two things of
    /// their sort apart, 0 to 1.
    bare_strangers,
    /// In two articles, how little the one that says less tells by itself of which thing of its sort it is, 0 to 1.
    vague,
    /// The same, where their subjects have little in common, 0 to 1.
    vague_strangers,
    /// The same, where places are named beside both and no name in common, 0 to 1.
    vague_elsewhere,
    /// In two articles, quantities on both sides and none in common, and as little in their words, 0 to 1.
    bare_numbers,
    /// In two articles that both say enough of their subjects, how surely these have nothing to do with each other, 0
    /// to 1.
    unrelated,
    /// In two articles, how far apart in time they are, 0 to 1 for a year, as far as each mention has words of its own
    /// that tell it from others of its sort.
    long_unlike,
    /// In two articles, how much of what is named beside them is the same, 0 to 1.
    setting,
    /// In two articles of one language, names of places beside both, no name in common, and little in their words
    /// that tells two things of their sort apart, 0 to 1.
    elsewhere,
    /// The same in two languages.
    elsewhere_across,
    /// In two articles, one of which tells the other's text, how equally far into them they stand, 0 to 1.
    abreast,
    /// In two articles, one of which tells the other's text, how far apart they stand in them, 0 to 1.
    astray,
}
