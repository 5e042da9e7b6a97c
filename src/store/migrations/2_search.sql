-- Full-text search, and what is known of articles that are not here.

-- Forms of words, made by `search::spell`; the texts themselves stay in `texts`. Rows are those of `articles`.
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, body, outlet,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE VIRTUAL TABLE actors USING fts5 (
    name,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- Of bookmarks that came before their articles.
CREATE TABLE credits (
    article TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    outlet TEXT,
    url TEXT,
    day TEXT,
    lang TEXT NOT NULL
) STRICT, WITHOUT ROWID;
