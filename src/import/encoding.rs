//! Makes text of bytes and says how sure it is of the encoding. Never drops a byte without a problem.

mod bytes;
mod score;
mod table;
mod wide;

use encoding_rs::{Encoding, UTF_8};

use crate::base::problem::Problem;
use crate::base::said::Said;
use crate::import::Refused;
use crate::lang::Packs;
pub(super) use table::check;
use table::{Single, singles};

/// The encoding that a file was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// Its name, such as `windows-1251`.
    pub name: String,
    /// How sure that is.
    pub sureness: Sureness,
}

/// How sure an encoding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Other encodings would give text as good.
    Guessed,
    /// No other encoding gives text as good.
    Likely,
    /// The bytes can hardly be anything else: well-formed UTF-8.
    Certain,
    /// A byte order mark or the reader says it.
    Stated,
}

/// Text with the encoding it came in.
#[derive(Clone, Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Detected,
    pub(super) problems: Vec<Problem>,
}

/// Decodes `bytes`, by the encoding named `by_hand` where there is one. A byte order mark is no part of the text.
///
/// Tried in this order: a byte order mark, UTF-16 and UTF-32 without one, UTF-8, UTF-8 with a few broken bytes,
/// the single-byte encodings of `assets/import/encodings.toml`, and whatever `chardetng` takes it for.
pub(super) fn decode(bytes: &[u8], by_hand: Option<&str>, packs: &Packs) -> Result<Decoded, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if let Some(name) = by_hand {
        return named(bytes, name);
    }
    if let Some(kind) = bytes::known_format(bytes) {
        return Err(Refused::Binary { kind });
    }
    if let Some(text) = wide::utf32(bytes) {
        return Ok(done(text, "UTF-32", Sureness::Likely));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(standard(encoding, bytes, Sureness::Stated));
    }
    if let Some(encoding) = wide::utf16(bytes) {
        return Ok(standard(encoding, bytes, Sureness::Likely));
    }
    if bytes::mostly_controls(bytes) {
        return Err(Refused::Binary { kind: Said::text("format.data") });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(done(text.to_owned(), UTF_8.name(), Sureness::Certain));
    }
    if bytes::mostly_utf8(bytes) {
        return Ok(standard(UTF_8, bytes, Sureness::Likely));
    }
    if let Some((single, sureness)) = score::best(bytes, packs) {
        return Ok(by_table(single, bytes, sureness));
    }
    if bytes::some_controls(bytes) {
        return Err(Refused::Binary { kind: Said::text("format.data") });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let mut decoded = standard(encoding, bytes, Sureness::Guessed);
    let what = Said::text("problem.guessed").with("encoding", encoding.name());
    decoded.problems.push(Problem::new(what, "").hint(Said::text("advice.by_option")));
    Ok(decoded)
}

/// Decodes by an encoding named by hand.
fn named(bytes: &[u8], name: &str) -> Result<Decoded, Refused> {
    let label = name.trim().to_lowercase();
    if let Some(single) = singles().iter().find(|single| single.is_called(&label)) {
        return Ok(by_table(single, bytes, Sureness::Stated));
    }
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) => Ok(standard(encoding, bytes, Sureness::Stated)),
        None => Err(Refused::UnknownEncoding { name: name.to_owned() }),
    }
}

fn by_table(single: &Single, bytes: &[u8], sureness: Sureness) -> Decoded {
    let text = single.decode(bytes);
    let holes = text.contains('\u{fffd}');
    let mut decoded = done(text, &single.name, sureness);
    if holes {
        decoded.problems.push(broken(&single.name));
    }
    decoded
}

fn standard(encoding: &'static Encoding, bytes: &[u8], sureness: Sureness) -> Decoded {
    let (text, encoding, errors) = encoding.decode(bytes);
    let mut decoded = done(text.into_owned(), encoding.name(), sureness);
    if errors {
        decoded.problems.push(broken(encoding.name()));
    }
    decoded
}

fn done(text: String, name: &str, sureness: Sureness) -> Decoded {
    Decoded { text, encoding: Detected { name: name.to_owned(), sureness }, problems: Vec::new() }
}

fn broken(name: &str) -> Problem {
    let what = Said::text("problem.broken").with("encoding", name).with("sign", "\u{fffd}");
    Problem::new(what, "").hint(Said::text("advice.by_hand"))
}

#[cfg(test)]
mod tests;
