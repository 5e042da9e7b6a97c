-- The order in which bookmarks were made, whatever the clock said.
ALTER TABLE bookmarks ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;

UPDATE bookmarks SET seq = made.seq
FROM (SELECT id, row_number() OVER (ORDER BY created, id) AS seq FROM bookmarks) AS made
WHERE made.id = bookmarks.id;

CREATE INDEX bookmarks_by_seq ON bookmarks (seq);
