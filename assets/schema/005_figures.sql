-- The figures that articles state, so that a table of all of them asks no text. What is here can be made
-- anew from the articles.

CREATE TABLE figures (
    article INTEGER PRIMARY KEY REFERENCES article (id),
    body BLOB                   -- the number of their format, then postcard; NULL until they are made
) STRICT;

CREATE INDEX figures_due ON figures (article) WHERE body IS NULL;

INSERT INTO figures (article) SELECT id FROM article;
