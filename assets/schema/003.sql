-- Articles in short, so that a library is listed, counted and filtered without its texts. What is here
-- can be made anew from the articles; where a row is missing, it is made the next time.

CREATE TABLE brief (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    size INTEGER,               -- as of the article
    modified INTEGER,
    suggested_by INTEGER,       -- the fingerprint of the tagger that suggested its marks; NULL without
    body BLOB NOT NULL          -- title, author, marks and so on: the number of their format, then postcard
) STRICT;
