-- INSERT … ON CONFLICT: nothing, update, excluded, arbiters, errors.
CREATE TABLE t (id int PRIMARY KEY, code text UNIQUE, n int DEFAULT 0);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2);
--| INSERT 0 2
INSERT INTO t VALUES (1, 'z', 9) ON CONFLICT DO NOTHING;
--| INSERT 0 0
INSERT INTO t VALUES (3, 'a', 9) ON CONFLICT DO NOTHING RETURNING *;
--| id int4 | code text | n int4
--| (0 rows)
--| INSERT 0 0
INSERT INTO t VALUES (1, 'z', 9), (4, 'd', 4) ON CONFLICT (id) DO NOTHING RETURNING id;
--| id int4
--| 4
--| INSERT 0 1
INSERT INTO t VALUES (1, 'q', 5) ON CONFLICT (id) DO UPDATE SET n = t.n + excluded.n RETURNING *;
--| id int4 | code text | n int4
--| 1 | a | 6
--| INSERT 0 1
INSERT INTO t VALUES (9, 'a', 7) ON CONFLICT (code) DO UPDATE SET n = excluded.n, code = excluded.code || '!' RETURNING *;
--| id int4 | code text | n int4
--| 1 | a! | 7
--| INSERT 0 1
INSERT INTO t VALUES (2, 'b', 100) ON CONFLICT (id) DO UPDATE SET n = excluded.n WHERE t.n > 50 RETURNING *;
--| id int4 | code text | n int4
--| (0 rows)
--| INSERT 0 0
INSERT INTO t VALUES (2, 'x', 3) ON CONFLICT ON CONSTRAINT t_pkey DO UPDATE SET code = 'two' RETURNING *;
--| id int4 | code text | n int4
--| 2 | two | 2
--| INSERT 0 1
INSERT INTO t VALUES (5, 'e', 1), (5, 'f', 2) ON CONFLICT (id) DO UPDATE SET n = excluded.n;
--| ERROR 21000: ON CONFLICT DO UPDATE command cannot affect row a second time
--| HINT: Ensure that no rows proposed for insertion within the same command have duplicate constrained values.
INSERT INTO t VALUES (3, 'two', 1) ON CONFLICT (id) DO NOTHING;
--| ERROR 23505: duplicate key value violates unique constraint "t_code_key"
--| DETAIL: Key (code)=(two) already exists.
--| FIELDS: schema public, table t, constraint t_code_key
INSERT INTO t VALUES (1, 'x', 1) ON CONFLICT (n) DO NOTHING;
--| ERROR 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification
INSERT INTO t VALUES (1, 'x', 1) ON CONFLICT (nosuch) DO NOTHING;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 46
INSERT INTO t VALUES (1, 'x', 1) ON CONFLICT DO UPDATE SET n = 1;
--| ERROR 42601: ON CONFLICT DO UPDATE requires inference specification or constraint name
--| HINT: For example, ON CONFLICT (column_name).
--| POSITION: 34
INSERT INTO t VALUES (1, 'x', 1) ON CONFLICT ON CONSTRAINT nosuch DO NOTHING;
--| ERROR 42704: constraint "nosuch" for table "t" does not exist
INSERT INTO t AS x VALUES (1, 'x', 1) ON CONFLICT (id) DO UPDATE SET n = x.n * 10 RETURNING x.n;
--| n int4
--| 70
--| INSERT 0 1
INSERT INTO t VALUES (1, 'x', 1) ON CONFLICT (id) DO UPDATE SET n = (SELECT max(n) FROM t) RETURNING n;
--| n int4
--| 70
--| INSERT 0 1
INSERT INTO t VALUES (2, 'x', 1) ON CONFLICT (id) DO UPDATE SET id = 1;
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (id)=(1) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
SELECT * FROM t ORDER BY id;
--| id int4 | code text | n int4
--| 1 | a! | 70
--| 2 | two | 2
--| 4 | d | 4
CREATE UNIQUE INDEX t_partial ON t (n) WHERE n > 1000;
--| CREATE INDEX
INSERT INTO t VALUES (20, 'p', 2000);
--| INSERT 0 1
INSERT INTO t VALUES (21, 'q', 2000) ON CONFLICT (n) WHERE n > 1000 DO UPDATE SET code = excluded.code RETURNING *;
--| id int4 | code text | n int4
--| 20 | q | 2000
--| INSERT 0 1
