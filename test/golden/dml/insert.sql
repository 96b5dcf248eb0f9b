-- INSERT: values, defaults, column lists, SELECT, RETURNING, errors.
CREATE TABLE t (id serial PRIMARY KEY, a int DEFAULT 7, b text DEFAULT 'none' NOT NULL, c date);
--| CREATE TABLE
INSERT INTO t DEFAULT VALUES;
--| INSERT 0 1
INSERT INTO t (a, b) VALUES (1, 'x'), (DEFAULT, 'y'), (NULL, DEFAULT);
--| INSERT 0 3
INSERT INTO t (b, a) SELECT 'sel ' || g, g FROM generate_series(10, 11) g;
--| INSERT 0 2
INSERT INTO t VALUES (100, 5, 'full', '2024-01-01') RETURNING *;
--| id int4 | a int4 | b text | c date
--| 100 | 5 | full | 2024-01-01
--| INSERT 0 1
INSERT INTO t (b) VALUES ('r') RETURNING id, upper(b) AS u, a + 1;
--| id int4 | u text | ?column? int4
--| 7 | R | 8
--| INSERT 0 1
INSERT INTO t (a) VALUES (1 + 1), ((SELECT max(a) FROM t)) RETURNING a;
--| a int4
--| 2
--| 11
--| INSERT 0 2
SELECT * FROM t ORDER BY id;
--| id int4 | a int4 | b text | c date
--| 1 | 7 | none | NULL
--| 2 | 1 | x | NULL
--| 3 | 7 | y | NULL
--| 4 | NULL | none | NULL
--| 5 | 10 | sel 10 | NULL
--| 6 | 11 | sel 11 | NULL
--| 7 | 7 | r | NULL
--| 8 | 2 | none | NULL
--| 9 | 11 | none | NULL
--| 100 | 5 | full | 2024-01-01
INSERT INTO t (id) VALUES (100);
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (id)=(100) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
INSERT INTO t (b) VALUES (NULL);
--| ERROR 23502: null value in column "b" of relation "t" violates not-null constraint
--| DETAIL: Failing row contains (10, 7, null, null).
--| FIELDS: schema public, table t, column b
INSERT INTO t (a, b) VALUES (1);
--| ERROR 42601: INSERT has more target columns than expressions
--| POSITION: 19
INSERT INTO t (a) VALUES (1, 2);
--| ERROR 42601: INSERT has more expressions than target columns
--| POSITION: 30
INSERT INTO t (nosuch) VALUES (1);
--| ERROR 42703: column "nosuch" of relation "t" does not exist
--| POSITION: 16
INSERT INTO t (a, a) VALUES (1, 2);
--| ERROR 42701: column "a" specified more than once
--| POSITION: 19
INSERT INTO nosuch VALUES (1);
--| ERROR 42P01: relation "nosuch" does not exist
--| POSITION: 13
INSERT INTO t (a) VALUES ('x');
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 27
INSERT INTO t (c) VALUES ('2024-02-30');
--| ERROR 22008: date/time field value out of range: "2024-02-30"
--| POSITION: 27
INSERT INTO t (a) SELECT 'x'::text;
--| ERROR 42804: column "a" is of type integer but expression is of type text
--| HINT: You will need to rewrite or cast the expression.
--| POSITION: 26
INSERT INTO t VALUES (200, 1, 'a', NULL, 5);
--| ERROR 42601: INSERT has more expressions than target columns
--| POSITION: 42
INSERT INTO t (a) VALUES (t.id);
--| ERROR 42P01: invalid reference to FROM-clause entry for table "t"
--| HINT: There is an entry for table "t", but it cannot be referenced from this part of the query.
--| POSITION: 27
INSERT INTO t AS x (a) VALUES (77) RETURNING x.a;
--| a int4
--| 77
--| INSERT 0 1
INSERT INTO t (a) SELECT a FROM t WHERE id = 1 RETURNING id > 1 AS later;
--| later bool
--| t
--| INSERT 0 1
-- A failing row takes the statement's other rows with it.
INSERT INTO t (id, a) VALUES (300, 1), (100, 2);
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (id)=(100) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
SELECT count(*) FROM t WHERE id = 300;
--| count int8
--| 0
CREATE TABLE g (a int, b int GENERATED ALWAYS AS (a * 2) STORED, i int GENERATED ALWAYS AS IDENTITY);
--| CREATE TABLE
INSERT INTO g (a) VALUES (3), (NULL) RETURNING *;
--| a int4 | b int4 | i int4
--| 3 | 6 | 1
--| NULL | NULL | 2
--| INSERT 0 2
INSERT INTO g (a, b) VALUES (1, 2);
--| ERROR 428C9: cannot insert a non-DEFAULT value into column "b"
--| DETAIL: Column "b" is a generated column.
INSERT INTO g (a, i) VALUES (1, 2);
--| ERROR 428C9: cannot insert a non-DEFAULT value into column "i"
--| DETAIL: Column "i" is an identity column defined as GENERATED ALWAYS.
--| HINT: Use OVERRIDING SYSTEM VALUE to override.
INSERT INTO g (a, i) OVERRIDING SYSTEM VALUE VALUES (1, 50) RETURNING *;
--| a int4 | b int4 | i int4
--| 1 | 2 | 50
--| INSERT 0 1
INSERT INTO g (a, b) VALUES (5, DEFAULT) RETURNING *;
--| a int4 | b int4 | i int4
--| 5 | 10 | 3
--| INSERT 0 1
