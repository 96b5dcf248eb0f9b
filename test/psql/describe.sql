-- psql's \d family, answered from the catalogs.
CREATE TABLE author (id serial PRIMARY KEY, name varchar(40) NOT NULL UNIQUE, born date, tags text[] DEFAULT '{}');
CREATE TABLE book (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author_id int REFERENCES author ON DELETE CASCADE, title text DEFAULT 'untitled', price numeric(8,2) CHECK (price > 0), twice numeric GENERATED ALWAYS AS (price * 2) STORED);
CREATE INDEX book_title ON book (title, price DESC NULLS LAST);
CREATE UNIQUE INDEX book_lower ON book (lower(title)) WHERE price > 5;
CREATE VIEW cheap AS SELECT title, price FROM book WHERE price < 10::numeric;
CREATE SEQUENCE ticket START 100 INCREMENT 5 CYCLE MAXVALUE 1000;
CREATE SCHEMA other;
CREATE TABLE other.thing (a int);
COMMENT ON TABLE book IS 'what is read';
COMMENT ON COLUMN book.title IS 'its name';
\d
\dt
\dt other.*
\di
\dv
\ds
\dn
\d author
\d book
\d cheap
\d book_title
\d book_lower
\d ticket
\d author_id_seq
\d other.thing
\d nosuch
\dt nosuch
\dt b*
\du
\dp
\df upper
\sv cheap
SELECT 1 AS one \gdesc
\x on
SELECT * FROM author;
INSERT INTO author (name) VALUES ('ann') RETURNING id, name, born;
\x off
SELECT 'plain' AS a, NULL AS b, 1.50 AS c, true AS d, ARRAY[1,2] AS e;
\pset null '(null)'
TABLE author;
SELECT count(*) FROM book \gset
\echo :count
SELECT nosuch FROM author;
SELECT 1 +;
\errverbose
DROP TABLE author;
\set ON_ERROR_ROLLBACK on
BEGIN;
SELECT 1 / 0;
SELECT 'still alive' AS state;
COMMIT;
