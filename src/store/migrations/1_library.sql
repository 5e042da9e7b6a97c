-- The library of version 1.
--
-- Three kinds of tables: what came in (files, sources, articles, texts), what was made from it and can be
-- made again (entries, findings, features, mentions, members, threads, retired, events, series and the
-- indexes), and the reader's own data (bookmarks, dates, reads, places, corrections, settings, journal).
-- The reader's data names articles by their ids, never by rows, and references nothing: it outlives all else.

-- What came in.

CREATE TABLE files (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE articles (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- The present text.
    text INTEGER NOT NULL REFERENCES texts (num) DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    outlet TEXT,
    credited TEXT,
    url TEXT,
    author TEXT,
    lang TEXT NOT NULL,
    file TEXT NOT NULL,
    -- All evidence for the date, strongest first, as JSON; the reader's own is in `dates`.
    dated TEXT NOT NULL,
    -- Blocks of the present text as JSON: start, end, kind.
    blocks TEXT NOT NULL
) STRICT;

CREATE TABLE texts (
    num INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (row) DEFERRABLE INITIALLY DEFERRED,
    revision TEXT NOT NULL,
    -- Milliseconds since 1970.
    seen INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE INDEX texts_by_revision ON texts (revision, article);
CREATE INDEX texts_by_article ON texts (article, num);

CREATE TABLE sources (
    path TEXT NOT NULL,
    part TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (row),
    PRIMARY KEY (path, part)
) STRICT, WITHOUT ROWID;

-- What was made from it.

-- One narrow row for each article: all that the timeline and the filters of a search need.
CREATE TABLE entries (
    row INTEGER PRIMARY KEY REFERENCES articles (row),
    -- Minutes since the beginning of year 1; the reader's own date first.
    at INTEGER,
    -- Number of its event.
    event INTEGER,
    read INTEGER NOT NULL,
    -- Bookmarks outside the trash.
    marks INTEGER NOT NULL,
    words INTEGER NOT NULL,
    -- Mentions found.
    initiatives INTEGER NOT NULL,
    -- Bits by the order of stages and kinds.
    stages INTEGER NOT NULL,
    kinds INTEGER NOT NULL,
    lang TEXT NOT NULL,
    -- Version under which the present text was looked at.
    version INTEGER REFERENCES versions (num)
) STRICT;

CREATE TABLE versions (
    num INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE findings (
    row INTEGER PRIMARY KEY REFERENCES articles (row),
    data BLOB NOT NULL
) STRICT;

CREATE TABLE features (
    row INTEGER PRIMARY KEY REFERENCES articles (row),
    bytes BLOB NOT NULL
) STRICT;

-- What other articles show of a mention.
CREATE TABLE mentions (
    row INTEGER NOT NULL REFERENCES articles (row),
    num INTEGER NOT NULL,
    id TEXT NOT NULL,
    stage INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    actor TEXT,
    "when" TEXT,
    quote TEXT NOT NULL,
    PRIMARY KEY (row, num)
) STRICT, WITHOUT ROWID;

CREATE TABLE threads (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- Place among all threads.
    ord INTEGER NOT NULL,
    -- The name in its first language, for other threads to show.
    label TEXT NOT NULL,
    data BLOB NOT NULL,
    -- Its line in the ledger; NULL where an article of it has changed since it was made.
    line BLOB
) STRICT;

-- Thread of each mention, also of mentions that are not there at the moment.
CREATE TABLE members (
    row INTEGER NOT NULL REFERENCES articles (row),
    mention TEXT NOT NULL,
    thread INTEGER NOT NULL REFERENCES threads (num),
    PRIMARY KEY (row, mention)
) STRICT, WITHOUT ROWID;

CREATE INDEX members_by_thread ON members (thread);

CREATE TABLE retired (
    id TEXT PRIMARY KEY,
    ord INTEGER NOT NULL,
    heir TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- Place among all events; NULL for one that is no more and may come back.
    ord INTEGER,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE series (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    ord INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE series_articles (
    row INTEGER NOT NULL REFERENCES articles (row),
    series INTEGER NOT NULL REFERENCES series (num) ON DELETE CASCADE,
    PRIMARY KEY (row, series)
) STRICT, WITHOUT ROWID;

-- The reader's data.

CREATE TABLE bookmarks (
    id TEXT PRIMARY KEY,
    article TEXT NOT NULL,
    -- Milliseconds since 1970.
    created INTEGER NOT NULL,
    trashed INTEGER,
    -- Revision in which its place was looked for.
    placed TEXT,
    -- The whole bookmark as JSON.
    data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX bookmarks_by_article ON bookmarks (article);

CREATE TABLE tags (
    bookmark TEXT NOT NULL REFERENCES bookmarks (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (bookmark, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE dates (
    article TEXT PRIMARY KEY,
    day TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reads (
    article TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
    article TEXT PRIMARY KEY,
    revision TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    undone INTEGER NOT NULL,
    data TEXT NOT NULL
) STRICT;
