-- Statements at the wrong moment or about the wrong kind of object.

DROP ROLE postgres;
--| ERROR 55006: current user cannot be dropped
CREATE TABLE used (a int PRIMARY KEY, g int GENERATED ALWAYS AS (a + 1) STORED);
--| CREATE TABLE
INSERT INTO used VALUES (1), (2);
--| INSERT 0 2
BEGIN;
--| BEGIN
DECLARE c CURSOR FOR SELECT * FROM used;
--| DECLARE CURSOR
FETCH c;
--| a int4 | g int4
--| 1 | 2
--| FETCH 1
DROP TABLE used;
--| ERROR 55006: cannot DROP TABLE "used" because it is being used by active queries in this session
ROLLBACK;
--| ROLLBACK
ALTER TABLE used ALTER g TYPE int8 USING a * 2;
--| ERROR 42611: cannot specify USING when altering type of generated column
--| DETAIL: Column "g" is a generated column.
INSERT INTO used VALUES (3, 5);
--| ERROR 428C9: cannot insert a non-DEFAULT value into column "g"
--| DETAIL: Column "g" is a generated column.
UPDATE used SET g = 5;
--| ERROR 428C9: column "g" can only be updated to DEFAULT
--| DETAIL: Column "g" is a generated column.
CREATE TABLE bad (a int GENERATED ALWAYS AS (random()) STORED);
--| ERROR 42P17: generation expression is not immutable
CREATE TABLE bad (a int GENERATED ALWAYS AS (b) STORED, b int GENERATED ALWAYS AS (1) STORED);
--| ERROR 42P17: cannot use generated column "b" in column generation expression
--| DETAIL: A generated column cannot reference another generated column.
--| POSITION: 46
CREATE TABLE bad (a int DEFAULT (SELECT 1));
--| ERROR 0A000: cannot use subquery in DEFAULT expression
--| POSITION: 33
CREATE TABLE bad (a int DEFAULT b, b int);
--| ERROR 0A000: cannot use column reference in DEFAULT expression
--| POSITION: 33
CREATE TABLE bad (a int CHECK (count(*) > 1));
--| ERROR 42803: aggregate functions are not allowed in check constraints
--| POSITION: 32
CREATE TABLE bad (a int PRIMARY KEY, PRIMARY KEY (a));
--| ERROR 42P16: multiple primary keys for table "bad" are not allowed
--| POSITION: 38
CREATE TABLE bad (a int, a text);
--| ERROR 42701: column "a" specified more than once
CREATE TABLE bad (a int, UNIQUE (nosuch));
--| ERROR 42703: column "nosuch" named in key does not exist
--| POSITION: 26
CREATE TABLE bad (a int DEFAULT 1 DEFAULT 2);
--| ERROR 42601: multiple default values specified for column "a" of table "bad"
--| POSITION: 35
CREATE TABLE bad (a int REFERENCES nosuch);
--| ERROR 42P01: relation "nosuch" does not exist
CREATE TABLE bad (a text REFERENCES used (a));
--| ERROR 42804: foreign key constraint "bad_a_fkey" cannot be implemented
--| DETAIL: Key columns "a" and "a" are of incompatible types: text and integer.
CREATE TABLE bad (a int REFERENCES used (g));
--| ERROR 42830: there is no unique constraint matching given keys for referenced table "used"
CREATE TABLE bad (a int REFERENCES used (a, g));
--| ERROR 42830: there is no unique constraint matching given keys for referenced table "used"
CREATE TABLE bad (xmin int);
--| ERROR 42701: column name "xmin" conflicts with a system column name
CREATE TABLE bad (a unknown_type);
--| ERROR 42704: type "unknown_type" does not exist
--| POSITION: 21
CREATE TABLE bad (a record);
--| ERROR 42P16: column "a" has pseudo-type record
CREATE TABLE pg_catalog.bad (a int);
--| ERROR 42501: permission denied to create "pg_catalog.bad"
--| DETAIL: System catalog modifications are currently disallowed.
CREATE TABLE nosuch.bad (a int);
--| ERROR 3F000: schema "nosuch" does not exist
--| POSITION: 14
CREATE TABLE bad (a text COLLATE nosuch);
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
--| POSITION: 26
CREATE TABLE bad (a int COLLATE "C");
--| ERROR 42804: collations are not supported by type integer
--| POSITION: 25
CREATE TEMP TABLE public.bad (a int);
--| ERROR 42P16: cannot create temporary relation in non-temporary schema
--| POSITION: 19
CREATE INDEX ON used USING nosuch (a);
--| ERROR 42704: access method "nosuch" does not exist
CREATE INDEX ON used ((random()));
--| ERROR 42P17: functions in index expression must be marked IMMUTABLE
CREATE INDEX ON used (a) WHERE random() > 0;
--| ERROR 42P17: functions in index predicate must be marked IMMUTABLE
CREATE UNIQUE INDEX ON used ((1));
--| ERROR 23505: could not create unique index "used_expr_idx"
--| DETAIL: Key ((1))=(1) is duplicated.
--| FIELDS: schema public, table used, constraint used_expr_idx
CREATE INDEX CONCURRENTLY ON nosuch (a);
--| ERROR 42P01: relation "nosuch" does not exist
BEGIN;
--| BEGIN
CREATE INDEX CONCURRENTLY ON used (a);
--| ERROR 25001: CREATE INDEX CONCURRENTLY cannot run inside a transaction block
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
VACUUM used;
--| ERROR 25001: VACUUM cannot run inside a transaction block
ROLLBACK;
--| ROLLBACK
BEGIN READ ONLY;
--| BEGIN
INSERT INTO used VALUES (9);
--| ERROR 25006: cannot execute INSERT in a read-only transaction
ROLLBACK;
--| ROLLBACK
BEGIN READ ONLY;
--| BEGIN
SELECT nextval('nosuch');
--| ERROR 42P01: relation "nosuch" does not exist
--| POSITION: 16
ROLLBACK;
--| ROLLBACK
SELECT currval('nosuch');
--| ERROR 42P01: relation "nosuch" does not exist
--| POSITION: 16
CREATE SEQUENCE sq1;
--| CREATE SEQUENCE
SELECT currval('sq1');
--| ERROR 55000: currval of sequence "sq1" is not yet defined in this session
SELECT lastval();
--| ERROR 55000: lastval is not yet defined in this session
SELECT setval('sq1', 0);
--| ERROR 22003: setval: value 0 is out of bounds for sequence "sq1" (1..9223372036854775807)
ALTER SEQUENCE sq1 MAXVALUE 1 NO CYCLE;
--| ERROR 22023: MINVALUE (1) must be less than MAXVALUE (1)
SELECT nextval('sq1');
--| nextval int8
--| 1
SELECT nextval('sq1');
--| nextval int8
--| 2
INSERT INTO used (a) VALUES (1);
--| ERROR 23505: duplicate key value violates unique constraint "used_pkey"
--| DETAIL: Key (a)=(1) already exists.
--| FIELDS: schema public, table used, constraint used_pkey
INSERT INTO used (a) VALUES (NULL);
--| ERROR 23502: null value in column "a" of relation "used" violates not-null constraint
--| DETAIL: Failing row contains (null, null).
--| FIELDS: schema public, table used, column a
INSERT INTO used (a, a) VALUES (1, 2);
--| ERROR 42701: column "a" specified more than once
--| POSITION: 22
INSERT INTO used VALUES (1, 2, 3);
--| ERROR 42601: INSERT has more expressions than target columns
--| POSITION: 32
INSERT INTO used (a) VALUES (1, 2);
--| ERROR 42601: INSERT has more expressions than target columns
--| POSITION: 33
INSERT INTO used (a, nosuch) VALUES (1, 2);
--| ERROR 42703: column "nosuch" of relation "used" does not exist
--| POSITION: 22
INSERT INTO used (a) VALUES (7) ON CONFLICT (nosuch) DO NOTHING;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 45
INSERT INTO used (a) VALUES (7) ON CONFLICT (g) DO NOTHING;
--| ERROR 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification
INSERT INTO used (a) VALUES (8), (8) ON CONFLICT (a) DO UPDATE SET a = 8;
--| ERROR 21000: ON CONFLICT DO UPDATE command cannot affect row a second time
--| HINT: Ensure that no rows proposed for insertion within the same command have duplicate constrained values.
INSERT INTO used (a) VALUES (7) ON CONFLICT ON CONSTRAINT nosuch DO NOTHING;
--| ERROR 42704: constraint "nosuch" for table "used" does not exist
INSERT INTO used (a) VALUES (7) ON CONFLICT DO UPDATE SET a = 1;
--| ERROR 42601: ON CONFLICT DO UPDATE requires inference specification or constraint name
--| HINT: For example, ON CONFLICT (column_name).
--| POSITION: 33
UPDATE used SET nosuch = 1;
--| ERROR 42703: column "nosuch" of relation "used" does not exist
--| POSITION: 17
UPDATE used SET a = 1, a = 2;
--| ERROR 42601: multiple assignments to same column "a"
UPDATE used SET (a, g) = (1);
--| ERROR 0A000: source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression
--| POSITION: 27
DELETE FROM used RETURNING nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 28
SELECT * FROM used FOR UPDATE OF nosuch;
--| ERROR 42P01: relation "nosuch" in FOR UPDATE clause not found in FROM clause
--| POSITION: 34
SELECT 1 LIMIT NULL OFFSET NULL;
--| ?column? int4
--| 1
SELECT DISTINCT a FROM used ORDER BY g;
--| ERROR 42P10: for SELECT DISTINCT, ORDER BY expressions must appear in select list
--| POSITION: 38
SELECT a FROM used ORDER BY 5;
--| ERROR 42P10: ORDER BY position 5 is not in select list
--| POSITION: 29
SELECT a FROM used GROUP BY 5;
--| ERROR 42P10: GROUP BY position 5 is not in select list
--| POSITION: 29
SELECT a FROM used ORDER BY 'x';
--| ERROR 42601: non-integer constant in ORDER BY
--| POSITION: 29
SELECT DISTINCT ON (a) a FROM used ORDER BY g;
--| ERROR 42P10: SELECT DISTINCT ON expressions must match initial ORDER BY expressions
--| POSITION: 21
WITH w AS (SELECT 1), w AS (SELECT 2) SELECT 1;
--| ERROR 42712: WITH query name "w" specified more than once
--| POSITION: 23
WITH RECURSIVE w AS (SELECT * FROM w) SELECT 1;
--| ERROR 42P19: recursive query "w" does not have the form non-recursive-term UNION [ALL] recursive-term
--| POSITION: 16
WITH RECURSIVE w(n) AS (SELECT 1 UNION ALL SELECT count(*) FROM w) SELECT 1;
--| ERROR 42P19: aggregate functions are not allowed in a recursive query's recursive term
--| POSITION: 51
WITH w AS (SELECT * FROM w) SELECT 1;
--| ERROR 42P01: relation "w" does not exist
--| DETAIL: There is a WITH item named "w", but it cannot be referenced from this part of the query.
--| HINT: Use WITH RECURSIVE, or re-order the WITH items to remove forward references.
--| POSITION: 26
WITH w(a, b) AS (SELECT 1) SELECT 1;
--| ERROR 42P10: WITH query "w" has 1 columns available but 2 columns specified
--| POSITION: 6
SELECT 1 WINDOW w AS (), w AS ();
--| ERROR 42P20: window "w" is already defined
--| POSITION: 31
SELECT count(*) OVER nosuch;
--| ERROR 42704: window "nosuch" does not exist
--| POSITION: 22
SELECT count(*) OVER (ROWS -1 PRECEDING);
--| ERROR 22013: frame starting offset must not be negative
SELECT count(*) OVER (ORDER BY a ROWS NULL PRECEDING) FROM used;
--| ERROR 22004: frame starting offset must not be null
SELECT count(*) OVER (RANGE 1 PRECEDING) FROM used;
--| ERROR 42P20: RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column
--| POSITION: 22
SELECT count(*) OVER (ORDER BY a, g RANGE 1 PRECEDING) FROM used;
--| ERROR 42P20: RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column
--| POSITION: 22
SELECT count(*) OVER (GROUPS 1 PRECEDING) FROM used;
--| ERROR 42P20: GROUPS mode requires an ORDER BY clause
--| POSITION: 22
SELECT count(*) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM used;
--| ERROR 42P20: frame start cannot be UNBOUNDED FOLLOWING
--| POSITION: 36
SELECT generate_series(1, 2) FROM used WHERE generate_series(1, 2) = 1;
--| ERROR 0A000: set-returning functions are not allowed in WHERE
--| POSITION: 46
SELECT CASE WHEN generate_series(1, 2) = 1 THEN 1 END;
--| ERROR 42804: argument of CASE/WHEN must not return a set
--| POSITION: 18
SELECT COALESCE(generate_series(1, 2), 1);
--| ERROR 0A000: set-returning functions are not allowed in COALESCE
--| HINT: You might be able to move the set-returning function into a LATERAL FROM item.
--| POSITION: 17
SELECT sum(generate_series(1, 2));
--| ERROR 0A000: aggregate function calls cannot contain set-returning function calls
--| HINT: You might be able to move the set-returning function into a LATERAL FROM item.
--| POSITION: 12
SELECT * FROM used u JOIN used v USING (nosuch);
--| ERROR 42703: column "nosuch" specified in USING clause does not exist in left table
SELECT * FROM used u JOIN used v ON u.nosuch = 1;
--| ERROR 42703: column u.nosuch does not exist
--| POSITION: 37
SELECT * FROM used u JOIN used v ON 1;
--| ERROR 42804: argument of JOIN/ON must be type boolean, not type integer
--| POSITION: 37
SELECT * FROM used, LATERAL (SELECT nosuch.a) x;
--| ERROR 42P01: missing FROM-clause entry for table "nosuch"
--| POSITION: 37
SELECT * FROM used u, (SELECT u.a) x;
--| ERROR 42P01: invalid reference to FROM-clause entry for table "u"
--| HINT: There is an entry for table "u", but it cannot be referenced from this part of the query.
--| POSITION: 31
SELECT * FROM generate_series(1, 2) AS g(a, b);
--| ERROR 42P10: table "g" has 1 columns available but 2 columns specified
SELECT * FROM abs(1) AS (a int);
--| ERROR 42601: a column definition list is only allowed for functions returning "record"
--| POSITION: 26
SELECT * FROM json_to_record('{}');
--| ERROR 42601: a column definition list is required for functions returning "record"
--| POSITION: 15
TABLE nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
--| POSITION: 7
EXPLAIN (NOSUCH) SELECT 1;
--| ERROR 42601: unrecognized EXPLAIN option "nosuch"
--| POSITION: 10
EXPLAIN (FORMAT nosuch) SELECT 1;
--| ERROR 22023: unrecognized value for EXPLAIN option "format": "nosuch"
--| POSITION: 10
EXPLAIN (ANALYZE nosuch) SELECT 1;
--| ERROR 42601: analyze requires a Boolean value
EXPLAIN (TIMING) SELECT 1;
--| ERROR 22023: EXPLAIN option TIMING requires ANALYZE
EXPLAIN (COSTS OFF, FORMAT yaml) SELECT 1;
--| QUERY PLAN text
--| "- Plan: \n    Node Type: \"Result\"\n    Parallel Aware: false\n    Async Capable: false"
--| EXPLAIN
EXPLAIN ANALYZE SELECT nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 24
EXPLAIN VERBOSE SELECT nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 24
EXPLAIN ANALYSE VERBOSE SELECT nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 32
SHOW nosuch.thing;
--| ERROR 42704: unrecognized configuration parameter "nosuch.thing"
--! refused COMPAT.md
ALTER DATABASE nosuch REFRESH COLLATION VERSION;
--| ERROR 0A000: ALTER DATABASE REFRESH COLL is not supported
SET CATALOG nosuch;
--| ERROR 42601: syntax error at or near "nosuch"
--| POSITION: 13
--! simple-only several statements are one message
SELECT 1; SELECT nosuch; SELECT 2;
--| ?column? int4
--| 1
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 18
SELECT 1 / (SELECT 0);
--| ERROR 22012: division by zero
SELECT sqrt(-1), ln(0);
--| ERROR 2201F: cannot take square root of a negative number
SELECT 'a'::"char" || 1 / 0;
--| ERROR 22012: division by zero
SELECT 9223372036854775808::int8;
--| ERROR 22003: bigint out of range
SELECT 10000000000000000000000 % 0;
--| ERROR 22012: division by zero
SELECT xmlparse(CONTENT ' <a/> ' STRIP WHITESPACE), xmlparse(CONTENT ' x ' PRESERVE WHITESPACE);
--| xmlparse oid=142 | xmlparse oid=142
--| " <a/> " | " x "
SELECT SUBSTRING('abc' FROM '(');
--| ERROR 2201B: invalid regular expression: parentheses () not balanced
SELECT pg_catalog.concat('a', pg_catalog.concat('b')), pg_catalog.row_number() OVER () AS r;
--| concat text | r int8
--| ab | 1
SELECT row_number() OVER (ORDER BY 1);
--| row_number int8
--| 1
SELECT concat(VARIADIC ARRAY['a'] ORDER BY 1);
--| ERROR 42809: ORDER BY specified, but concat is not an aggregate function
--| POSITION: 8
SELECT array_agg(VARIADIC ARRAY[1] ORDER BY 1);
--| array_agg int4[]
--| {{1}}
SELECT count(DISTINCT *) FROM used;
--| ERROR 42601: syntax error at or near "*"
--| POSITION: 23
SELECT count() FROM used;
--| ERROR 42809: count(*) must be used to call a parameterless aggregate function
--| POSITION: 8
PREPARE m AS MERGE INTO used USING (VALUES (1)) v(a) ON v.a = used.a WHEN MATCHED THEN DO NOTHING;
--| PREPARE
EXECUTE m;
--| MERGE 0
SELECT a FROM used ORDER BY a ASC LIMIT 1;
--| a int4
--| 1
SELECT EXTRACT(MINUTE FROM timestamp '2024-01-01 12:34:56');
--| extract numeric
--| 34
CREATE GLOBAL TEMPORARY TABLE gt1 (a int);
--| WARNING 01000: GLOBAL is deprecated in temporary table creation
--| POSITION: 8
--| CREATE TABLE
CREATE GLOBAL TEMP TABLE gt2 (a int);
--| WARNING 01000: GLOBAL is deprecated in temporary table creation
--| POSITION: 8
--| CREATE TABLE
CREATE LOCAL TEMPORARY TABLE lt1 (a int);
--| CREATE TABLE
CREATE TABLE od (a int) WITH (autovacuum_enabled);
--| CREATE TABLE
SELECT reloptions FROM pg_class WHERE relname = 'od';
--| reloptions text[]
--| {autovacuum_enabled=true}
COPY used (a) TO STDOUT (ENCODING 'UTF8', FORMAT text);
--| 1
--| 2
--| COPY 2
COPY used (a) TO STDOUT (HEADER on);
--| a
--| 1
--| 2
--| COPY 2
CREATE SEQUENCE sqn SEQUENCE NAME x;
--| ERROR 42601: invalid sequence option SEQUENCE NAME
--| POSITION: 21
CREATE TABLE idn (a int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME idseq START 3));
--| CREATE TABLE
INSERT INTO idn DEFAULT VALUES RETURNING a;
--| a int4
--| 3
--| INSERT 0 1
--! refused COMPAT.md
ALTER TABLE idn OPTIONS (a 'b');
--| ERROR 0A000: ALTER TABLE … GENERIC OPTIONS is not supported
CREATE ROLE err_role VALID UNTIL 'tomorrowish';
--| ERROR 22007: invalid input syntax for type timestamp with time zone: "tomorrowish"
CREATE USER err_user SYSID 5;
--| NOTICE 00000: SYSID can no longer be specified
--| CREATE ROLE
DROP USER IF EXISTS err_user;
--| DROP ROLE
