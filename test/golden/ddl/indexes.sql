-- Indexes: kinds, use for look-ups, ranges and order, names, errors; results never depend on them.
CREATE TABLE t (a int, b text, c numeric);
--| CREATE TABLE
INSERT INTO t SELECT i, chr(97 + i % 5), i / 10.0 FROM generate_series(1, 100) i;
--| INSERT 0 100
CREATE INDEX t_a ON t (a);
--| CREATE INDEX
CREATE INDEX ON t (b, a DESC);
--| CREATE INDEX
CREATE INDEX t_expr ON t ((a % 10));
--| CREATE INDEX
CREATE INDEX t_partial ON t (c) WHERE b = 'c';
--| CREATE INDEX
SELECT a FROM t WHERE a = 50;
--| a int4
--| 50
SELECT a FROM t WHERE a > 97 ORDER BY a DESC;
--| a int4
--| 100
--| 99
--| 98
SELECT a FROM t WHERE b = 'c' AND a > 90 ORDER BY a;
--| a int4
--| 92
--| 97
SELECT a FROM t WHERE a % 10 = 3 AND a < 30 ORDER BY a;
--| a int4
--| 3
--| 13
--| 23
SELECT count(*) FROM t WHERE b = 'c' AND c < 5;
--| count int8
--| 10
SELECT b, a FROM t ORDER BY b, a DESC LIMIT 2;
--| b text | a int4
--| a | 100
--| a | 95
SELECT a FROM t WHERE a = 5 OR a = 95 ORDER BY a;
--| a int4
--| 5
--| 95
SELECT a FROM t WHERE a IS NULL;
--| a int4
--| (0 rows)
UPDATE t SET a = a + 1000 WHERE b = 'a';
--| UPDATE 20
SELECT count(*) FROM t WHERE a > 1000;
--| count int8
--| 20
DELETE FROM t WHERE a > 1050;
--| DELETE 10
SELECT max(a), min(a) FROM t;
--| max int4 | min int4
--| 1050 | 1
CREATE INDEX t_a ON t (b);
--| ERROR 42P07: relation "t_a" already exists
CREATE INDEX IF NOT EXISTS t_a ON t (b);
--| NOTICE 42P07: relation "t_a" already exists, skipping
--| CREATE INDEX
CREATE INDEX bad ON t (nosuch);
--| ERROR 42703: column "nosuch" does not exist
CREATE INDEX bad ON nosuch (a);
--| ERROR 42P01: relation "nosuch" does not exist
CREATE INDEX bad ON t USING nosuch (a);
--| ERROR 42704: access method "nosuch" does not exist
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 't' ORDER BY 1;
--| indexname name | indexdef text
--| t_a | CREATE INDEX t_a ON public.t USING btree (a)
--| t_b_a_idx | CREATE INDEX t_b_a_idx ON public.t USING btree (b, a DESC)
--| t_expr | CREATE INDEX t_expr ON public.t USING btree (((a % 10)))
--| t_partial | CREATE INDEX t_partial ON public.t USING btree (c) WHERE (b = 'c'::text)
DROP INDEX t_a;
--| DROP INDEX
DROP INDEX t_a;
--| ERROR 42704: index "t_a" does not exist
DROP INDEX IF EXISTS t_a;
--| NOTICE 00000: index "t_a" does not exist, skipping
--| DROP INDEX
DROP INDEX t_b_a_idx, t_expr, t_partial;
--| DROP INDEX
CREATE INDEX t_null ON t (a NULLS FIRST);
--| CREATE INDEX
INSERT INTO t VALUES (NULL, 'n', 0);
--| INSERT 0 1
SELECT b FROM t WHERE a IS NULL;
--| b text
--| n
SELECT a, b FROM t ORDER BY a NULLS FIRST LIMIT 2;
--| a int4 | b text
--| NULL | n
--| 1 | b
ALTER INDEX t_null RENAME TO t_nulls;
--| ALTER INDEX
DROP INDEX t_nulls;
--| DROP INDEX
