//! Stable names of things, made from content so that the same input gives the same id on any machine.

use serde::{Deserialize, Serialize};

/// Twelve hexadecimal digits of a BLAKE3 hash over the parts, each part closed by a zero byte.
#[must_use]
pub fn digest(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let mut hex = hasher.finalize().to_hex().to_string();
    hex.truncate(12);
    hex
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// One article; stays the same when its publisher changes the text.
    ArticleId
    /// One bookmark, for ever.
    BookmarkId
    /// One correction of links by the reader.
    CorrectionId
    /// One happening that several articles report.
    EventId
    /// One mention of an initiative.
    MentionId
    /// One text of an article: the hash of exactly that text.
    RevisionId
    /// One quantity followed over time.
    SeriesId
    /// One initiative, in all its mentions.
    ThreadId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&["ab", "c"]).len(), 12);
    }
}
