-- What a reader finds again the next time: where it was in each article, filters under a name (these
-- come and go as steps of the journal), settings.

CREATE TABLE position (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    source INTEGER NOT NULL,    -- byte of the source at the first row of words on screen
    above INTEGER NOT NULL,     -- rows without words above that
    unfolded INTEGER NOT NULL CHECK (unfolded IN (0, 1))
) STRICT;

CREATE TABLE view (
    name TEXT PRIMARY KEY,
    filter TEXT NOT NULL        -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
