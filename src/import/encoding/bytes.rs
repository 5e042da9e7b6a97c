//! What bytes are before they are text: documents, archives, binary data, broken UTF-8. Never decodes.

/// Beginnings of files that are no plain text.
const FORMATS: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF document"),
    (b"{\\rtf", "RTF document"),
    (b"PK\x03\x04", "ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    (b"\x1f\x8b\x08", "gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (b"Rar!\x1a\x07", "RAR archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard archive"),
    (b"\xfd7zXZ\x00", "XZ archive"),
    (b"\x89PNG\r\n\x1a\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF87a", "GIF image"),
    (b"GIF89a", "GIF image"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"OggS", "Ogg media"),
    (b"ID3\x03", "MP3 sound"),
    (b"ID3\x04", "MP3 sound"),
];

/// The name of the format that the bytes begin like.
pub(super) fn known_format(bytes: &[u8]) -> Option<&'static str> {
    FORMATS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name)
}

/// Whether more than a tenth of the first bytes are controls that no text holds.
pub(super) fn mostly_controls(bytes: &[u8]) -> bool {
    controls(bytes) * 10 > bytes.len().min(SAMPLE)
}

/// Whether more than a fiftieth of the first bytes are: too many for text in an encoding that is only guessed.
pub(super) fn some_controls(bytes: &[u8]) -> bool {
    controls(bytes) * 50 > bytes.len().min(SAMPLE)
}

/// The first bytes tell what the rest is like.
const SAMPLE: usize = 8192;

fn controls(bytes: &[u8]) -> usize {
    let control = |byte: &&u8| matches!(**byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f);
    bytes.iter().take(SAMPLE).filter(control).count()
}

/// Whether the bytes are UTF-8 but for a few: at least ten characters of several bytes for each broken place.
pub(super) fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad * 10
}
