-- Keys of nearness as words of a full-text index: it takes many in at a time wherever they belong, where a table by
-- key is written all over for every article. Hints only, like those before.

ALTER TABLE nearness RENAME TO nearness_before;
CREATE VIRTUAL TABLE nearness USING fts5 (
    keys,
    content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
INSERT INTO nearness (rowid, keys) SELECT row, group_concat(key, ' ') FROM nearness_before GROUP BY row;
DROP TABLE nearness_before;
