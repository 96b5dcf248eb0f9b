-- Comparisons, min, max and their like under the collation that COLLATE or a column gives.

SELECT 'a' < 'B', 'a' < 'B' COLLATE "en-x-icu", 'a' < 'B' COLLATE "C", 'a' COLLATE "und-x-icu" < 'B', 'a' < 'B' COLLATE "POSIX", 'a' < 'B' COLLATE ucs_basic;
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| f | t | f | t | f | f

SELECT 'z' < 'ä' COLLATE "sv-x-icu", 'z' < 'ä' COLLATE "de-x-icu";
--| ?column? bool | ?column? bool
--| t | f

SELECT ('a' COLLATE "C" || 'b') COLLATE "en-x-icu" < 'B';
--| ?column? bool
--| t

SELECT ARRAY['a' COLLATE "en-x-icu"] < ARRAY['B'];
--| ?column? bool
--| t

SELECT ROW('a' COLLATE "en-x-icu") < ROW('B');
--| ?column? bool
--| t

SELECT ('a' COLLATE "en-x-icu", 1) < ('B', 0);
--| ?column? bool
--| t

SELECT 'a' BETWEEN 'A' COLLATE "en-x-icu" AND 'B';
--| ERROR 42601: syntax error at or near "COLLATE"
--| POSITION: 24

SELECT greatest('a', 'B' COLLATE "en-x-icu"), least('a', 'B' COLLATE "C");
--| greatest text | least text
--| B | B

SELECT width_bucket('c'::text COLLATE "en-x-icu", ARRAY['a','B','d']);
--| width_bucket int4
--| 2

SELECT ARRAY['b','A'] COLLATE "en-x-icu" < ARRAY['B'];
--| ?column? bool
--| t

SELECT 'a' < 'B' COLLATE "en-x-icu" FROM generate_series(1,2);
--| ?column? bool
--| t
--| t

CREATE DOMAIN d AS text COLLATE "sv-x-icu";
--| CREATE DOMAIN

SELECT x FROM unnest(ARRAY['z','ä','a']::d[]) x ORDER BY x;
--| x text
--| a
--| z
--| ä

CREATE TABLE dd (x d);
--| CREATE TABLE

INSERT INTO dd VALUES ('z'),('ä'),('a'),('Å');
--| INSERT 0 4

SELECT x FROM dd ORDER BY x;
--| x text
--| a
--| z
--| Å
--| ä

SELECT max(x), min(x) FROM dd;
--| max text | min text
--| ä | a

SELECT pg_collation_for(x) FROM dd LIMIT 1;
--| pg_collation_for text
--| "\"sv-x-icu\""

CREATE TYPE comp AS (x text COLLATE "sv-x-icu", y int);
--| CREATE TYPE

SELECT (r).x FROM unnest(ARRAY[('z',1),('ä',2),('a',3)]::comp[]) r ORDER BY (r).x;
--| x text
--| a
--| z
--| ä

CREATE TABLE ck (x text CHECK (x < 'b' COLLATE "en-x-icu"));
--| CREATE TABLE

INSERT INTO ck VALUES ('A');
--| INSERT 0 1

INSERT INTO ck VALUES ('B');
--| ERROR 23514: new row for relation "ck" violates check constraint "ck_x_check"
--| DETAIL: Failing row contains (B).
--| FIELDS: schema public, table ck, constraint ck_x_check

INSERT INTO ck VALUES ('c');
--| ERROR 23514: new row for relation "ck" violates check constraint "ck_x_check"
--| DETAIL: Failing row contains (c).
--| FIELDS: schema public, table ck, constraint ck_x_check

CREATE TABLE g (x text COLLATE "tr-x-icu", y text GENERATED ALWAYS AS (upper(x)) STORED);
--| CREATE TABLE

INSERT INTO g VALUES ('i') RETURNING y;
--| y text
--| İ
--| INSERT 0 1

SELECT pg_collation_for('a'), pg_collation_for('a'::name), pg_collation_for('a' COLLATE "de-x-icu"), pg_collation_for('{a}'::text[]), pg_collation_for('a'::varchar(3) COLLATE "C");
--| pg_collation_for text | pg_collation_for text | pg_collation_for text | pg_collation_for text | pg_collation_for text
--| NULL | "\"C\"" | "\"de-x-icu\"" | "\"default\"" | "\"C\""

SELECT pg_collation_for(1);
--| ERROR 42804: collations are not supported by type integer

SELECT 'x'::text COLLATE pg_catalog."C";
--| text text
--| x
