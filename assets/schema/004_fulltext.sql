-- The full text index. All of it can be made again of the articles. Words are folded (`text::term`);
-- those of a title, author, source or date have a byte before them that says so.

-- Articles whose words are to be indexed, anew or for the first time, or to be forgotten. Triggers see
-- to it, whatever changes an article.
CREATE TABLE fulltext_due (
    article INTEGER PRIMARY KEY
) STRICT;

-- Articles indexed together, small ones merged to larger ones. Within it an article is known by its
-- place in the list. An article that is due is not looked for.
CREATE TABLE fulltext_segment (
    id INTEGER PRIMARY KEY,
    newest INTEGER NOT NULL,    -- the highest id of its articles
    words INTEGER NOT NULL,     -- of all its articles
    articles BLOB NOT NULL      -- ids and words of each
) STRICT;

-- The words of a segment in order, a few kibibytes a block, each with where it stands.
CREATE TABLE fulltext_block (
    id INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL REFERENCES fulltext_segment (id),
    first BLOB NOT NULL,        -- the first word
    lists BLOB NOT NULL,        -- words, and in which articles how often
    places BLOB NOT NULL,       -- where in these
    UNIQUE (segment, first)
) STRICT;

-- Where the sentences of a segment's articles begin and end, by the numbers of their words: so a word's
-- place says which sentence it stands in.
CREATE TABLE fulltext_sentence (
    segment INTEGER PRIMARY KEY REFERENCES fulltext_segment (id),
    places BLOB NOT NULL
) STRICT;

-- What a segment has of articles that were deleted or indexed anew since.
CREATE TABLE fulltext_gone (
    segment INTEGER NOT NULL REFERENCES fulltext_segment (id),
    nth INTEGER NOT NULL,       -- the article's place in the list
    PRIMARY KEY (segment, nth)
) STRICT, WITHOUT ROWID;

-- Without OR IGNORE, which the statement that sets a trigger off would override.
CREATE TRIGGER fulltext_article_comes AFTER INSERT ON article BEGIN
    INSERT INTO fulltext_due SELECT new.id
    WHERE NOT EXISTS (SELECT 1 FROM fulltext_due WHERE article = new.id);
END;

CREATE TRIGGER fulltext_article_changes AFTER UPDATE OF text, outline, place ON article
WHEN old.text IS NOT new.text OR old.outline IS NOT new.outline OR old.place IS NOT new.place BEGIN
    INSERT INTO fulltext_due SELECT new.id
    WHERE NOT EXISTS (SELECT 1 FROM fulltext_due WHERE article = new.id);
END;

CREATE TRIGGER fulltext_article_goes AFTER DELETE ON article BEGIN
    INSERT INTO fulltext_due SELECT old.id
    WHERE NOT EXISTS (SELECT 1 FROM fulltext_due WHERE article = old.id);
END;

INSERT INTO fulltext_due SELECT id FROM article;
