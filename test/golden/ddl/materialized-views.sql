-- Materialized views: with and without data, refreshed as a whole or concurrently, their storage clauses.

CREATE TABLE base (id int PRIMARY KEY, n int);
--| CREATE TABLE
INSERT INTO base VALUES (1, 10), (2, 20);
--| INSERT 0 2
CREATE MATERIALIZED VIEW mv AS SELECT id, n * 2 AS d FROM base;
--| SELECT 2
CREATE MATERIALIZED VIEW IF NOT EXISTS mv AS SELECT 1;
--| NOTICE 42P07: relation "mv" already exists, skipping
--| CREATE MATERIALIZED VIEW
CREATE MATERIALIZED VIEW mv AS SELECT 1;
--| ERROR 42P07: relation "mv" already exists
CREATE MATERIALIZED VIEW empty (a, b) USING heap WITH (fillfactor = 70) TABLESPACE pg_default AS SELECT id, n FROM base WITH NO DATA;
--| CREATE MATERIALIZED VIEW
SELECT * FROM empty;
--| ERROR 55000: materialized view "empty" has not been populated
--| HINT: Use the REFRESH MATERIALIZED VIEW command.
REFRESH MATERIALIZED VIEW empty WITH DATA;
--| REFRESH MATERIALIZED VIEW
SELECT * FROM empty ORDER BY a;
--| a int4 | b int4
--| 1 | 10
--| 2 | 20
INSERT INTO base VALUES (3, 30);
--| INSERT 0 1
SELECT count(*) FROM mv;
--| count int8
--| 2
REFRESH MATERIALIZED VIEW mv;
--| REFRESH MATERIALIZED VIEW
SELECT * FROM mv ORDER BY id;
--| id int4 | d int4
--| 1 | 20
--| 2 | 40
--| 3 | 60
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;
--| ERROR 55000: cannot refresh materialized view "public.mv" concurrently
--| HINT: Create a unique index with no WHERE clause on one or more columns of the materialized view.
CREATE UNIQUE INDEX mv_id ON mv (id);
--| CREATE INDEX
UPDATE base SET n = 11 WHERE id = 1;
--| UPDATE 1
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;
--| REFRESH MATERIALIZED VIEW
SELECT * FROM mv ORDER BY id;
--| id int4 | d int4
--| 1 | 22
--| 2 | 40
--| 3 | 60
REFRESH MATERIALIZED VIEW mv WITH NO DATA;
--| REFRESH MATERIALIZED VIEW
SELECT * FROM mv;
--| ERROR 55000: materialized view "mv" has not been populated
--| HINT: Use the REFRESH MATERIALIZED VIEW command.
REFRESH MATERIALIZED VIEW CONCURRENTLY mv WITH NO DATA;
--| ERROR 0A000: CONCURRENTLY cannot be used when the materialized view is not populated
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;
--| ERROR 0A000: CONCURRENTLY cannot be used when the materialized view is not populated
REFRESH MATERIALIZED VIEW base;
--| ERROR 0A000: "base" is not a materialized view
REFRESH MATERIALIZED VIEW nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
INSERT INTO mv VALUES (1, 1);
--| ERROR 42809: cannot change materialized view "mv"
DELETE FROM mv;
--| ERROR 42809: cannot change materialized view "mv"
DROP VIEW mv;
--| ERROR 42809: "mv" is not a view
--| HINT: Use DROP MATERIALIZED VIEW to remove a materialized view.
DROP MATERIALIZED VIEW base;
--| ERROR 42809: "base" is not a materialized view
--| HINT: Use DROP TABLE to remove a table.
CREATE MATERIALIZED VIEW withd AS VALUES (1, 2) WITH DATA;
--| SELECT 1
TABLE withd;
--| column1 int4 | column2 int4
--| 1 | 2
ALTER MATERIALIZED VIEW withd RENAME COLUMN column1 TO a;
--| ALTER MATERIALIZED VIEW
ALTER MATERIALIZED VIEW IF EXISTS withd RENAME TO renamed;
--| ALTER MATERIALIZED VIEW
ALTER MATERIALIZED VIEW IF EXISTS nosuch RENAME TO renamed;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER MATERIALIZED VIEW
SELECT schemaname, matviewname, hasindexes, ispopulated FROM pg_matviews ORDER BY 2;
--| schemaname name | matviewname name | hasindexes bool | ispopulated bool
--| public | empty | f | t
--| public | mv | t | f
--| public | renamed | f | t
SELECT definition FROM pg_matviews WHERE matviewname = 'mv';
--| definition text
--| " SELECT base.id,\n    (base.n * 2) AS d\n   FROM base;"
EXPLAIN (COSTS OFF) REFRESH MATERIALIZED VIEW mv;
--| QUERY PLAN text
--| Utility statements have no plan structure
--| EXPLAIN
DROP TABLE base;
--| ERROR 2BP01: cannot drop table base because other objects depend on it
--| DETAIL: materialized view mv depends on table base\nmaterialized view empty depends on table base
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP MATERIALIZED VIEW IF EXISTS mv, empty, nosuch RESTRICT;
--| NOTICE 00000: materialized view "nosuch" does not exist, skipping
--| DROP MATERIALIZED VIEW
DROP TABLE base CASCADE;
--| DROP TABLE
