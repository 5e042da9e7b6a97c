//! Bookmarks found in the bytes of a file whose tables cannot be read, whole pages or torn off. Never takes a
//! bookmark for kept that may have been deleted: what is found goes into the trash.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use memchr::memmem;
use rusqlite::Connection;

use crate::base::id::BookmarkId;
use crate::model::bookmark::{Bookmark, Place};
use crate::store::sqlite::reader::{has_bookmark, set_bookmark};

/// How the JSON of a bookmark begins.
const BEGINS: &[u8] = b"{\"id\":\"";

/// Puts bookmarks that are not there yet into the trash; says how many.
pub(super) fn bookmarks(bytes: &[u8], into: &Connection, at: DateTime<Utc>) -> rusqlite::Result<usize> {
    let mut latest: BTreeMap<BookmarkId, Bookmark> = BTreeMap::new();
    for start in memmem::find_iter(bytes, BEGINS) {
        let rest = bytes.get(start..).unwrap_or_default();
        let mut stream = serde_json::Deserializer::from_slice(rest).into_iter::<Bookmark>();
        let Some(Ok(found)) = stream.next() else { continue };
        let is_newer = latest.get(&found.id).is_none_or(|known| known.changed <= found.changed);
        if is_newer {
            latest.insert(found.id.clone(), found);
        }
    }
    let mut count = 0;
    for (id, found) in latest {
        if !has_bookmark(into, &id)? {
            let trashed = Some(found.trashed.unwrap_or(at));
            set_bookmark(into, &id, &Bookmark { trashed, place: Place::Orphan, ..found }, None)?;
            count += 1;
        }
    }
    Ok(count)
}
