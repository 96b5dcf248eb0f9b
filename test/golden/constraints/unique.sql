-- PRIMARY KEY and UNIQUE: keys in the error, NULLs, several columns, deferred checks.
CREATE TABLE t (a int, b text, c int UNIQUE, PRIMARY KEY (a, b));
--| CREATE TABLE
INSERT INTO t VALUES (1, 'x', 1), (1, 'y', NULL), (2, 'x', NULL);
--| INSERT 0 3
INSERT INTO t VALUES (1, 'x', 5);
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (a, b)=(1, x) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
INSERT INTO t VALUES (3, 'x', 1);
--| ERROR 23505: duplicate key value violates unique constraint "t_c_key"
--| DETAIL: Key (c)=(1) already exists.
--| FIELDS: schema public, table t, constraint t_c_key
INSERT INTO t VALUES (NULL, 'x', 9);
--| ERROR 23502: null value in column "a" of relation "t" violates not-null constraint
--| DETAIL: Failing row contains (null, x, 9).
--| FIELDS: schema public, table t, column a
UPDATE t SET b = 'x' WHERE b = 'y';
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (a, b)=(1, x) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
UPDATE t SET c = 1 WHERE a = 2;
--| ERROR 23505: duplicate key value violates unique constraint "t_c_key"
--| DETAIL: Key (c)=(1) already exists.
--| FIELDS: schema public, table t, constraint t_c_key
SELECT * FROM t ORDER BY a, b;
--| a int4 | b text | c int4
--| 1 | x | 1
--| 1 | y | NULL
--| 2 | x | NULL
DELETE FROM t WHERE c = 1;
--| DELETE 1
INSERT INTO t VALUES (1, 'x', 1);
--| INSERT 0 1
CREATE TABLE n (a int UNIQUE NULLS NOT DISTINCT);
--| CREATE TABLE
INSERT INTO n VALUES (NULL);
--| INSERT 0 1
INSERT INTO n VALUES (NULL);
--| ERROR 23505: duplicate key value violates unique constraint "n_a_key"
--| DETAIL: Key (a)=(null) already exists.
--| FIELDS: schema public, table n, constraint n_a_key
CREATE TABLE u (a text);
--| CREATE TABLE
INSERT INTO u VALUES ('d'), ('d'), ('e');
--| INSERT 0 3
ALTER TABLE u ADD PRIMARY KEY (a);
--| ERROR 23505: could not create unique index "u_pkey"
--| DETAIL: Key (a)=(d) is duplicated.
--| FIELDS: schema public, table u, constraint u_pkey
CREATE UNIQUE INDEX u_a ON u (a);
--| ERROR 23505: could not create unique index "u_a"
--| DETAIL: Key (a)=(d) is duplicated.
--| FIELDS: schema public, table u, constraint u_a
DELETE FROM u WHERE a = 'd';
--| DELETE 2
CREATE UNIQUE INDEX u_lower ON u (lower(a));
--| CREATE INDEX
INSERT INTO u VALUES ('E');
--| ERROR 23505: duplicate key value violates unique constraint "u_lower"
--| DETAIL: Key (lower(a))=(e) already exists.
--| FIELDS: schema public, table u, constraint u_lower
CREATE TABLE two (a int PRIMARY KEY, b int PRIMARY KEY);
--| ERROR 42P16: multiple primary keys for table "two" are not allowed
--| POSITION: 44
CREATE TABLE none (a int, PRIMARY KEY (nosuch));
--| ERROR 42703: column "nosuch" named in key does not exist
--| POSITION: 27
CREATE TABLE twice (a int, UNIQUE (a, a));
--| ERROR 42701: column "a" appears twice in unique constraint
--| POSITION: 28
CREATE TABLE d (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, v int);
--| CREATE TABLE
INSERT INTO d VALUES (1, 1), (2, 2);
--| INSERT 0 2
UPDATE d SET id = id + 1;
--| UPDATE 2
SELECT * FROM d ORDER BY id;
--| id int4 | v int4
--| 2 | 1
--| 3 | 2
BEGIN;
--| BEGIN
INSERT INTO d VALUES (2, 9);
--| INSERT 0 1
COMMIT;
--| ERROR 23505: duplicate key value violates unique constraint "d_pkey"
--| DETAIL: Key (id)=(2) already exists.
--| FIELDS: schema public, table d, constraint d_pkey
SELECT * FROM d ORDER BY id;
--| id int4 | v int4
--| 2 | 1
--| 3 | 2
