#![allow(clippy::disallowed_methods, reason = "a test reads the corpora")]

use super::*;
use crate::lang::packs;

fn name(bytes: &[u8]) -> String {
    decode(bytes, None, packs()).unwrap().encoding.name
}

fn encode(text: &str, label: &str) -> Vec<u8> {
    let single = singles().iter().find(|single| single.is_called(label)).unwrap();
    let byte = |c: char| (0..=255).find(|byte| single.letter(*byte) == c).unwrap_or(b'?');
    text.chars().map(byte).collect()
}

#[test]
fn short_cyrillic_texts_are_told_apart() {
    for text in [
        "Привет, мир",
        "Правительство приняло решение о повышении пенсий.",
        "Совет директоров утвердил план",
        "Погода на завтра",
        "ВЫБОРЫ ПРЕЗИДЕНТА НАЗНАЧЕНЫ",
    ] {
        for label in ["windows-1251", "koi8-r", "ibm866", "iso-8859-5", "ibm855"] {
            let bytes = encode(text, label);
            let decoded = decode(&bytes, None, packs()).unwrap();
            assert_eq!(decoded.text, text, "{label}, taken for {}", decoded.encoding.name);
        }
    }
}

#[test]
fn kazakh_in_its_own_encoding_is_read() {
    let text = "Үкімет отырысында жаңа жоба таныстырылды";
    let decoded = decode(&encode(text, "kz-1048"), None, packs()).unwrap();
    assert_eq!((decoded.text.as_str(), decoded.encoding.name.as_str()), (text, "kz-1048"));
}

#[test]
fn wide_text_needs_no_mark() {
    for text in ["Совет одобрил план", "A plan", "Шешім — қабылданды"] {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let four: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(decode(&little, None, packs()).unwrap().text, text);
        assert_eq!(decode(&big, None, packs()).unwrap().text, text);
        assert_eq!(decode(&four, None, packs()).unwrap().text, text);
        let marked = [b"\xff\xfe".as_slice(), &little].concat();
        let decoded = decode(&marked, None, packs()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding.sureness), (text, Sureness::Stated));
    }
    assert_eq!(name(b"a b c d e f g h "), "UTF-8");
}

#[test]
fn western_text_keeps_its_marks() {
    assert_eq!(name(b"The \x93summit\x94 \x96 and what it didn\x92t decide"), "windows-1252");
    assert_eq!(decode(b"\x93Yes\x94, he said", None, packs()).unwrap().text, "“Yes”, he said");
    assert_eq!(decode(b"Le caf\xe9 de la r\xe9gion", None, packs()).unwrap().text, "Le café de la région");
}

#[test]
fn a_broken_byte_leaves_utf8() {
    let mut bytes = "Правительство приняло решение".as_bytes().to_vec();
    bytes.push(0xd0);
    let decoded = decode(&bytes, None, packs()).unwrap();
    assert_eq!(decoded.text, "Правительство приняло решение\u{fffd}");
    assert_eq!(decoded.problems.len(), 1);
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(decode(b"", None, packs()).unwrap_err(), Refused::Empty);
    for bytes in [b"%PDF-1.7\n".as_slice(), b"\x00\x01\x02\x03\x04\xff\xfe\x80", b"\x89PNG\r\n\x1a\n\x00"] {
        assert!(matches!(decode(bytes, None, packs()), Err(Refused::Binary { .. })), "{bytes:?}");
    }
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    for length in [300, 5000, 40_000] {
        let bytes: Vec<u8> = (0..length).map(|_| noise()).collect();
        assert!(
            matches!(decode(&bytes, None, packs()), Err(Refused::Binary { .. })),
            "{length} bytes of noise"
        );
    }
    assert!(matches!(decode(b"a", Some("martian"), packs()), Err(Refused::UnknownEncoding { .. })));
}

#[test]
fn the_hand_wins() {
    let bytes = encode("Совет", "koi8-r");
    assert_eq!(decode(&bytes, Some(" KOI8-R "), packs()).unwrap().text, "Совет");
    assert_eq!(decode(&bytes, Some("RK1048"), packs()).unwrap().encoding.name, "kz-1048");
    assert_eq!(decode("é".as_bytes(), Some("latin1"), packs()).unwrap().text, "Ã©");
}

/// The Russian and Kazakh texts of the corpora, whole and each line of twenty letters or more.
fn own_pieces() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/extract/");
    let files = ["articles", "held", "quiet"]
        .iter()
        .flat_map(|part| std::fs::read_dir(format!("{folder}{part}")).unwrap());
    let paths = files.map(|entry| entry.unwrap().path());
    let is_cyrillic = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("ru_") || name.starts_with("kk_")
    };
    let texts = paths.filter(is_cyrillic).map(|path| std::fs::read_to_string(path).unwrap());
    let long = |line: &&str| line.chars().filter(|c| c.is_alphabetic()).count() >= 20;
    texts
        .flat_map(|text| {
            let lines: Vec<String> = text.lines().filter(long).map(str::to_owned).collect();
            std::iter::once(text).chain(lines)
        })
        .collect()
}

#[test]
fn own_texts_are_read_in_every_encoding_that_holds_them() {
    let pieces = own_pieces();
    for (label, least) in
        [("windows-1251", 200), ("koi8-r", 100), ("ibm866", 100), ("iso-8859-5", 100), ("kz-1048", 300)]
    {
        let single = singles().iter().find(|single| single.is_called(label)).unwrap();
        let holds = |c: char| (0..=255).any(|byte| single.letter(byte) == c);
        let held = pieces.iter().filter(|piece| !piece.is_ascii() && piece.chars().all(holds));
        let read = held.map(|piece| {
            let decoded = decode(&encode(piece, label), None, packs()).unwrap();
            assert_eq!(decoded.text, *piece, "{label}, taken for {}", decoded.encoding.name);
        });
        let count = read.count();
        assert!(count >= least, "{label}: only {count} pieces");
    }
}
