-- By what linking finds what is near a new article without looking at all.

-- Words, names and subjects with the articles that hold them. Hints only: keys of an older text may stay.
CREATE TABLE nearness (
    key INTEGER NOT NULL,
    row INTEGER NOT NULL REFERENCES articles (row),
    PRIMARY KEY (key, row)
) STRICT, WITHOUT ROWID;

-- How much each word tells, as counted when all articles were linked last.
CREATE TABLE rarity (
    num INTEGER PRIMARY KEY CHECK (num = 1),
    bytes BLOB NOT NULL
) STRICT;
