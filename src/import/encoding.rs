//! Makes text of bytes and says how sure it is of the encoding. Never drops a byte without a problem.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::base::problem::Problem;
use crate::import::Refused;

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
    /// No other encoding gives text of a known language.
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

/// Decodes `bytes`, by the encoding named `by_hand` where there is one.
pub(super) fn decode(bytes: &[u8], by_hand: Option<&str>) -> Result<Decoded, Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if let Some(name) = by_hand {
        let encoding = Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| Refused::UnknownEncoding { name: name.to_owned() })?;
        return Ok(with(encoding, bytes, Sureness::Stated));
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(with(encoding, bytes, Sureness::Stated));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(with(UTF_8, bytes, Sureness::Certain));
    }
    if let Some(encoding) = wide(bytes) {
        return Ok(with(encoding, bytes, Sureness::Likely));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    Ok(with(encoding, bytes, Sureness::Guessed))
}

fn with(encoding: &'static Encoding, bytes: &[u8], sureness: Sureness) -> Decoded {
    let (text, encoding, broken) = encoding.decode(bytes);
    let mut problems = Vec::new();
    if broken {
        let what = format!("some bytes are no {}: they are shown as \u{fffd}", encoding.name());
        problems.push(Problem::new(what, "").hint("name the encoding by hand"));
    }
    Decoded {
        text: text.into_owned(),
        encoding: Detected { name: encoding.name().to_owned(), sureness },
        problems,
    }
}

/// UTF-16 without a byte order mark: every other byte is a plane's number.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    if bytes.len() % 2 != 0 || !sample.contains(&0) {
        return None;
    }
    let count = |offset: usize| {
        sample.iter().skip(offset).step_by(2).filter(|b| matches!(b, 0 | 4 | 5 | 0x20)).count() * 4
    };
    let (even, odd) = (count(0), count(1));
    let most = sample.len() / 2 * 3;
    match () {
        () if odd >= most && odd > even => Some(UTF_16LE),
        () if even >= most && even > odd => Some(UTF_16BE),
        () => None,
    }
}
