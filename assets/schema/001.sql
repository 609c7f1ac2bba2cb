-- Articles, what a person did to them, and the journal of edits. Never changed any more: what comes
-- later is a migration of its own.

-- 'peru', by which a file says that it is a library.
PRAGMA application_id = 1885696629;

CREATE TABLE article (
    id INTEGER PRIMARY KEY,     -- ascending as they came
    name TEXT NOT NULL UNIQUE,  -- by what it is known from one day to the next
    place TEXT NOT NULL,        -- where it came from, as shown to a person
    title TEXT NOT NULL,        -- for whoever looks into the file; may be clipped
    added INTEGER NOT NULL,     -- milliseconds since 1970
    size INTEGER,               -- of the file that it was read from, in bytes
    modified INTEGER,           -- of that file, in nanoseconds since 1970
    suggested_by INTEGER,       -- the fingerprint of the tagger that made the suggestions
    suggestions BLOB,           -- the number of their format, then postcard
    text TEXT NOT NULL,
    outline BLOB NOT NULL,      -- blocks, sentences and so on: the number of their format, then postcard
    source BLOB                 -- the bytes it came as, where the text is not these
) STRICT;

-- What a person did to a stretch of an article's text, as it is now. The numbers of those that are
-- gone are never given again, since undo may bring them back.
CREATE TABLE annotation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article (id),
    standing TEXT NOT NULL CHECK (standing IN ('in place', 'moved', 'lost')),
    start INTEGER NOT NULL,     -- where its words are now, in bytes of the text
    stop INTEGER NOT NULL,
    quote TEXT NOT NULL,        -- the anchor: the words, what stood around them, where they began
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    began INTEGER NOT NULL,
    starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
    memo TEXT NOT NULL
) STRICT;

CREATE INDEX annotation_by_article ON annotation (article);

-- A person's verdicts on the marks of a stretch of text.
CREATE TABLE mark (
    annotation INTEGER NOT NULL REFERENCES annotation (id) ON DELETE CASCADE,
    label TEXT NOT NULL,        -- 'concern', 'opportunity', 'statistic', 'theme 12'
    verdict TEXT NOT NULL CHECK (verdict IN ('made', 'confirmed', 'rejected')),
    PRIMARY KEY (annotation, label)
) STRICT, WITHOUT ROWID;

-- What a person did to a whole article; no row where that is nothing.
CREATE TABLE card (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    starred INTEGER NOT NULL CHECK (starred IN (0, 1)),
    memo TEXT NOT NULL
) STRICT;

-- The codebook, once it is set: one row here, and its themes by their numbers.
CREATE TABLE codebook (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    title TEXT
) STRICT;

CREATE TABLE theme (
    id INTEGER PRIMARY KEY,
    body TEXT NOT NULL          -- JSON
) STRICT;

-- Every edit; rows are only ever added. The tables above are what comes of it.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,     -- each one more than the one before
    made INTEGER NOT NULL,      -- milliseconds since 1970
    deed TEXT NOT NULL CHECK (deed IN ('edit', 'undo', 'redo', 'source')),
    about INTEGER,              -- the step that is undone or redone
    what TEXT NOT NULL,         -- in words
    changes TEXT NOT NULL       -- JSON
) STRICT;
