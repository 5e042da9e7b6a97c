//! What bytes are before they are text: documents, archives, binary data, broken UTF-8. Never decodes.

use crate::base::said::Said;

/// Beginnings of files that are no plain text, with the key of what they are and its name.
const FORMATS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "format.document", "PDF"),
    (b"{\\rtf", "format.document", "RTF"),
    (b"PK\x03\x04", "format.zip", ""),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "format.office", ""),
    (b"\x1f\x8b\x08", "format.archive", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "format.archive", "7-Zip"),
    (b"Rar!\x1a\x07", "format.archive", "RAR"),
    (b"\x28\xb5\x2f\xfd", "format.archive", "Zstandard"),
    (b"\xfd7zXZ\x00", "format.archive", "XZ"),
    (b"\x89PNG\r\n\x1a\n", "format.image", "PNG"),
    (b"\xff\xd8\xff", "format.image", "JPEG"),
    (b"GIF87a", "format.image", "GIF"),
    (b"GIF89a", "format.image", "GIF"),
    (b"II*\x00", "format.image", "TIFF"),
    (b"MM\x00*", "format.image", "TIFF"),
    (b"\x7fELF", "format.program", ""),
    (b"SQLite format 3\x00", "format.database", "SQLite"),
    (b"OggS", "format.sound", "Ogg"),
    (b"ID3\x03", "format.sound", "MP3"),
    (b"ID3\x04", "format.sound", "MP3"),
];

/// The name of the format that the bytes begin like.
pub(super) fn known_format(bytes: &[u8]) -> Option<Said> {
    let (_, key, name) = FORMATS.iter().find(|(start, ..)| bytes.starts_with(start))?;
    let kind = Said::text(key);
    Some(if name.is_empty() { kind } else { kind.with("name", *name) })
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
