//! A copy of a damaged library that SQLite opens: its first bytes are set right. Never touches the library.

use std::fs;
use std::io;
use std::path::Path;

use crate::store::sqlite::open::{APPLICATION, beside, create_file};

/// The first bytes of every SQLite file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Bytes of a page, where the file itself does not tell.
const PAGE: u16 = 4096;

/// Copies the library, with its journal, and gives all its bytes.
pub(super) fn readable(path: &Path, work: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = fs::read(path)?;
    set_right(&mut bytes);
    drop(create_file(work)?);
    fs::write(work, &bytes)?;
    let journal = beside(path, "-wal");
    if let Ok(journal) = fs::read(journal) {
        let to = beside(work, "-wal");
        drop(create_file(&to)?);
        fs::write(&to, &journal)?;
        bytes.extend(journal);
    }
    Ok(bytes)
}

/// Writes the parts of the header that are the same in every library, and those that its size tells.
fn set_right(bytes: &mut [u8]) {
    let size = bytes.len();
    let Some(header) = bytes.get_mut(..100) else { return };
    let mut put = |at: usize, value: &[u8]| {
        if let Some(place) = header.get_mut(at..at + value.len()) {
            place.copy_from_slice(value);
        }
    };
    put(0, MAGIC);
    put(16, &PAGE.to_be_bytes());
    // Written and read through a journal beside it; no reserved bytes; the fractions that SQLite demands.
    put(18, &[2, 2, 0, 64, 32, 32]);
    let pages = u32::try_from(size / usize::from(PAGE)).unwrap_or(u32::MAX);
    put(28, &pages.to_be_bytes());
    // No list of free pages is needed for reading; schema format 4; UTF-8.
    put(32, &[0; 8]);
    put(44, &4_u32.to_be_bytes());
    put(56, &1_u32.to_be_bytes());
    put(68, &APPLICATION.to_be_bytes());
}
