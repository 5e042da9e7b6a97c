-- An article and its text name each other, so that one of them comes first and names nothing for a moment. Until
-- that is mended every table that may name a new row is searched for it: each needs an index, or none may be told.

CREATE INDEX articles_by_text ON articles (text);
CREATE INDEX sources_by_article ON sources (article);

-- Hints, which may name what is no more.
ALTER TABLE nearness RENAME TO nearness_before;
CREATE TABLE nearness (
    key INTEGER NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (key, row)
) STRICT, WITHOUT ROWID;
INSERT INTO nearness SELECT key, row FROM nearness_before;
DROP TABLE nearness_before;
