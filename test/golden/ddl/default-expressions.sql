-- Default expressions of every form that the grammar lets stand without parentheses.

CREATE TABLE bex (a int DEFAULT -5 + 2 * 3, b bool DEFAULT 1 < 2);
--| CREATE TABLE
CREATE TABLE bex2 (c bool DEFAULT 1 IS DISTINCT FROM 2, d bool DEFAULT 1 IS NOT DISTINCT FROM 1);
--| CREATE TABLE
CREATE TABLE bex3 (e float DEFAULT |/ 4, f int DEFAULT '7'::int, g text DEFAULT 'a' || 'b');
--| CREATE TABLE
CREATE TABLE bex4 (h bool DEFAULT '<a/>'::xml IS DOCUMENT, i bool DEFAULT 'x'::xml IS NOT DOCUMENT, j bool DEFAULT (1 IN (1, 2)));
--| CREATE TABLE
INSERT INTO bex DEFAULT VALUES RETURNING *;
--| a int4 | b bool
--| 1 | t
--| INSERT 0 1
INSERT INTO bex2 DEFAULT VALUES RETURNING *;
--| c bool | d bool
--| t | t
--| INSERT 0 1
INSERT INTO bex3 DEFAULT VALUES RETURNING *;
--| e float8 | f int4 | g text
--| 2 | 7 | ab
--| INSERT 0 1
INSERT INTO bex4 DEFAULT VALUES RETURNING *;
--| h bool | i bool | j bool
--| t | t | t
--| INSERT 0 1
SELECT adrelid::regclass, pg_get_expr(adbin, adrelid) FROM pg_attrdef ORDER BY adrelid, adnum;
--| adrelid regclass | pg_get_expr text
--| bex | ('-5'::integer + (2 * 3))
--| bex | (1 < 2)
--| bex2 | (1 IS DISTINCT FROM 2)
--| bex2 | (NOT (1 IS DISTINCT FROM 1))
--| bex3 | (|/ (4)::double precision)
--| bex3 | 7
--| bex3 | ('a'::text || 'b'::text)
--| bex4 | '<a/>'::xml IS DOCUMENT
--| bex4 | (NOT 'x'::xml IS DOCUMENT)
--| bex4 | (1 = ANY (ARRAY[1, 2]))
CREATE TABLE bad (a int DEFAULT 1 = 1 AND true);
--| ERROR 42601: syntax error at or near "AND"
--| POSITION: 39
CREATE TABLE bad (a bool DEFAULT 1 IN (1));
--| ERROR 42601: syntax error at or near "IN"
--| POSITION: 36
