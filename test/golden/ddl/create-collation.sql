-- CREATE COLLATION and DROP COLLATION.

CREATE COLLATION natural_sort (provider = icu, locale = 'en-u-kn-true');
--| CREATE COLLATION

SELECT x FROM (VALUES ('a10'), ('a9'), ('a1')) v(x) ORDER BY x COLLATE natural_sort;
--| x text
--| a1
--| a9
--| a10

CREATE COLLATION upper_first (provider = icu, locale = 'und-u-kf-upper');
--| CREATE COLLATION

SELECT x FROM (VALUES ('a'), ('A'), ('b')) v(x) ORDER BY x COLLATE upper_first;
--| x text
--| A
--| a
--| b

CREATE COLLATION phone (provider = icu, locale = 'de@collation=phonebook');
--| CREATE COLLATION

SELECT x FROM (VALUES ('ad'), ('ä'), ('af')) v(x) ORDER BY x COLLATE phone;
--| x text
--| ad
--| ä
--| af

CREATE COLLATION root (provider = icu, locale = '');
--| CREATE COLLATION

CREATE COLLATION shifted (provider = icu, locale = 'und-u-ka-shifted');
--| CREATE COLLATION

SELECT x FROM (VALUES ('a b'), ('ab'), ('a-c'), ('aa')) v(x) ORDER BY x COLLATE shifted;
--| x text
--| aa
--| a b
--| ab
--| a-c

CREATE COLLATION bytes (locale = 'C');
--| CREATE COLLATION

CREATE COLLATION IF NOT EXISTS bytes (locale = 'C');
--| NOTICE 42710: collation "bytes" for encoding "UTF8" already exists, skipping
--| CREATE COLLATION

CREATE COLLATION bytes (locale = 'C');
--| ERROR 42710: collation "bytes" for encoding "UTF8" already exists

CREATE COLLATION copy FROM phone;
--| CREATE COLLATION

SELECT collname, collprovider, collisdeterministic, collencoding, collcollate, collctype, colliculocale FROM pg_collation WHERE collnamespace = 'public'::regnamespace ORDER BY collname COLLATE "C";
--| collname name | collprovider "char" | collisdeterministic bool | collencoding int4 | collcollate text | collctype text | colliculocale text
--| bytes | c | t | 6 | C | C | NULL
--| copy | i | t | -1 | NULL | NULL | de@collation=phonebook
--| natural_sort | i | t | -1 | NULL | NULL | en-u-kn-true
--| phone | i | t | -1 | NULL | NULL | de@collation=phonebook
--| root | i | t | -1 | NULL | NULL | ""
--| shifted | i | t | -1 | NULL | NULL | und-u-ka-shifted
--| upper_first | i | t | -1 | NULL | NULL | und-u-kf-upper

CREATE TABLE x (t text COLLATE copy);
--| CREATE TABLE

DROP COLLATION copy;
--| ERROR 2BP01: cannot drop collation copy because other objects depend on it
--| DETAIL: column t of table x depends on collation copy
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.

DROP COLLATION copy CASCADE;
--| NOTICE 00000: drop cascades to column t of table x
--| DROP COLLATION

SELECT attname FROM pg_attribute WHERE attrelid = 'x'::regclass AND attnum > 0 AND NOT attisdropped;
--| attname name
--| (0 rows)

CREATE INDEX ON x (oid);
--| ERROR 42703: column "oid" does not exist

DROP COLLATION IF EXISTS copy;
--| NOTICE 00000: collation "copy" does not exist, skipping
--| DROP COLLATION

DROP COLLATION copy;
--| ERROR 42704: collation "copy" for encoding "UTF8" does not exist

DROP COLLATION "C";
--| ERROR 2BP01: cannot drop collation "C" because it is required by the database system

CREATE COLLATION a (provider = icu);
--| ERROR 42P17: parameter "locale" must be specified

CREATE COLLATION a (provider = foo, locale = 'de');
--| ERROR 42P17: unrecognized collation provider: foo

CREATE COLLATION a (locale = 'de', locale = 'de');
--| ERROR 42601: conflicting or redundant options
--| POSITION: 36

CREATE COLLATION a (locale = 'C', lc_collate = 'C');
--| ERROR 42601: conflicting or redundant options
--| DETAIL: LOCALE cannot be specified together with LC_COLLATE or LC_CTYPE.

CREATE COLLATION a (provider = libc, locale = 'nope');
--| ERROR 22023: could not create locale "nope": No such file or directory
--| DETAIL: The operating system could not find any locale data for the locale name "nope".

CREATE COLLATION a (lc_collate = 'C');
--| ERROR 42P17: parameter "lc_ctype" must be specified

CREATE COLLATION a (locale = 'C', deterministic = false);
--| ERROR 0A000: nondeterministic collations not supported with this provider

CREATE COLLATION a FROM nope;
--| ERROR 42704: collation "nope" for encoding "UTF8" does not exist

CREATE COLLATION a (from = phone, locale = 'x');
--| ERROR 42601: conflicting or redundant options
--| DETAIL: FROM cannot be specified together with any other options.

CREATE COLLATION a (nope = 1);
--| ERROR 42601: collation attribute "nope" not recognized
--| POSITION: 21

CREATE COLLATION a FROM "default";
--| ERROR 42P17: collation "default" cannot be copied

ALTER TABLE x ADD COLUMN u text COLLATE phone;
--| ALTER TABLE

ALTER TABLE x ALTER COLUMN u TYPE varchar(9) COLLATE natural_sort;
--| ALTER TABLE

SELECT attcollation::regcollation FROM pg_attribute WHERE attrelid = 'x'::regclass AND attname = 'u';
--| attcollation oid=4191
--| natural_sort

CREATE TABLE y (LIKE x);
--| CREATE TABLE

CREATE VIEW w AS SELECT u, u < 'x' COLLATE phone AS l FROM x;
--| CREATE VIEW

SELECT pg_get_viewdef('w');
--| pg_get_viewdef text
--| " SELECT x.u,\n    ((x.u)::text < ('x'::text COLLATE phone)) AS l\n   FROM x;"

DROP TABLE y;
--| DROP TABLE

BEGIN;
--| BEGIN

DROP COLLATION natural_sort CASCADE;
--| NOTICE 00000: drop cascades to 2 other objects
--| DETAIL: drop cascades to column u of table x\ndrop cascades to view w
--| DROP COLLATION

SELECT 'a' < 'b' COLLATE natural_sort;
--| ERROR 42704: collation "natural_sort" for encoding "UTF8" does not exist
--| POSITION: 18

ROLLBACK;
--| ROLLBACK

SELECT 'a2' < 'a10' COLLATE natural_sort;
--| ?column? bool
--| t
