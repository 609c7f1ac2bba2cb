-- What figures are called and what they are about is put otherwise: all are made anew from the articles.

UPDATE figures SET body = NULL;
