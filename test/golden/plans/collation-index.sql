-- An index serves the comparisons and the order of its own collation only.

CREATE TABLE t (id int, a text COLLATE "en-x-icu", b text);
--| CREATE TABLE

INSERT INTO t SELECT i, chr(97 + i % 26) || i, chr(65 + i % 58) || i FROM generate_series(1, 500) i;
--| INSERT 0 500

CREATE INDEX ta ON t (a);
--| CREATE INDEX

CREATE INDEX tb ON t (b);
--| CREATE INDEX

CREATE INDEX tbi ON t (b COLLATE "de-x-icu");
--| CREATE INDEX

ANALYZE t;
--| ANALYZE

SELECT pg_get_indexdef('ta'::regclass), pg_get_indexdef('tbi'::regclass);
--| pg_get_indexdef text | pg_get_indexdef text
--| CREATE INDEX ta ON public.t USING btree (a) | CREATE INDEX tbi ON public.t USING btree (b COLLATE "de-x-icu")

SET enable_seqscan = off;
--| SET

SET enable_bitmapscan = off;
--| SET

EXPLAIN (COSTS off) SELECT id FROM t WHERE a = 'c2';
--| QUERY PLAN text
--| Index Scan using ta on t
--|   Index Cond: (a = 'c2'::text)
--| EXPLAIN

EXPLAIN (COSTS off) SELECT id FROM t WHERE b = 'c2';
--| QUERY PLAN text
--| Index Scan using tb on t
--|   Index Cond: (b = 'c2'::text)
--| EXPLAIN

EXPLAIN (COSTS off) SELECT id FROM t WHERE b = 'c2' COLLATE "de-x-icu";
--| QUERY PLAN text
--| Index Scan using tbi on t
--|   Index Cond: (b = 'c2'::text COLLATE "de-x-icu")
--| EXPLAIN

SELECT id FROM t WHERE a = 'c2';
--| id int4
--| 2

SELECT id FROM t WHERE a IN ('c2', 'd3', 'C2');
--| id int4
--| 2
--| 3

SELECT id FROM t WHERE b = 'c34' COLLATE "de-x-icu";
--| id int4
--| 34

SELECT a FROM t WHERE a > 'z3' ORDER BY a LIMIT 4;
--| a text
--| z311
--| z337
--| z363
--| z389

SELECT a FROM t WHERE a > 'Z3' ORDER BY a LIMIT 4;
--| a text
--| z311
--| z337
--| z363
--| z389

SELECT b FROM t WHERE b > 'Z3' ORDER BY b LIMIT 4;
--| b text
--| Z315
--| Z373
--| Z431
--| Z489

SELECT b FROM t WHERE b COLLATE "de-x-icu" > 'Z3' ORDER BY b COLLATE "de-x-icu" LIMIT 4;
--| b text
--| Z315
--| z347
--| Z373
--| z405

SELECT min(a), max(a), min(b), max(b), min(b COLLATE "de-x-icu") FROM t;
--| min text | max text | min text | max text | min text
--| a104 | z77 | A116 | z57 | _146

SELECT count(*) FROM t WHERE a LIKE 'c%';
--| count int8
--| 20

SELECT count(*) FROM t WHERE a BETWEEN 'c' AND 'e';
--| count int8
--| 40

SET enable_hashjoin = off;
--| SET

SET enable_nestloop = off;
--| SET

SELECT x.a, y.b FROM t x JOIN t y ON x.a = y.b ORDER BY x.a LIMIT 3;
--| a text | b text
--| (0 rows)

SELECT x.a, y.b FROM t x JOIN t y ON x.a = y.b ORDER BY y.b LIMIT 3;
--| a text | b text
--| (0 rows)

SELECT count(*) FROM t x FULL JOIN t y ON x.a = y.b COLLATE "C";
--| count int8
--| 1000

SELECT count(*) FROM t x JOIN t y ON x.b = y.b COLLATE "sv-x-icu";
--| count int8
--| 500

CREATE TABLE p (k text COLLATE "en-x-icu" PRIMARY KEY);
--| CREATE TABLE

INSERT INTO p VALUES ('a'), ('A'), ('b'), ('B');
--| INSERT 0 4

INSERT INTO p VALUES ('a');
--| ERROR 23505: duplicate key value violates unique constraint "p_pkey"
--| DETAIL: Key (k)=(a) already exists.
--| FIELDS: schema public, table p, constraint p_pkey

INSERT INTO p VALUES ('A') ON CONFLICT DO NOTHING;
--| INSERT 0 0

SELECT * FROM p ORDER BY k DESC;
--| k text
--| B
--| b
--| A
--| a

SELECT k FROM p WHERE k > 'a' ORDER BY k;
--| k text
--| A
--| b
--| B
