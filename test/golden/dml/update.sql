-- UPDATE: expressions over old values, FROM, multi-column SET, RETURNING, errors.
CREATE TABLE t (id int PRIMARY KEY, a int, b text);
--| CREATE TABLE
CREATE TABLE s (id int, add int);
--| CREATE TABLE
INSERT INTO t VALUES (1, 10, 'x'), (2, 20, 'y'), (3, 30, NULL);
--| INSERT 0 3
INSERT INTO s VALUES (1, 100), (3, 300);
--| INSERT 0 2
UPDATE t SET a = a + 1 WHERE id = 1 RETURNING *;
--| id int4 | a int4 | b text
--| 1 | 11 | x
--| UPDATE 1
UPDATE t SET a = id, id = id + 10 RETURNING id, a;
--| id int4 | a int4
--| 12 | 2
--| 13 | 3
--| 11 | 1
--| UPDATE 3
UPDATE t SET id = id - 10;
--| UPDATE 3
UPDATE t SET (a, b) = (a * 2, 'pair') WHERE id = 2 RETURNING *;
--| id int4 | a int4 | b text
--| 2 | 4 | pair
--| UPDATE 1
UPDATE t SET (a, b) = (SELECT add, 'sub' FROM s WHERE s.id = t.id) WHERE id = 3 RETURNING *;
--| id int4 | a int4 | b text
--| 3 | 300 | sub
--| UPDATE 1
UPDATE t SET a = DEFAULT, b = NULL WHERE id = 3 RETURNING *;
--| id int4 | a int4 | b text
--| 3 | NULL | NULL
--| UPDATE 1
UPDATE t SET a = t.a + s.add FROM s WHERE s.id = t.id AND t.a IS NOT NULL RETURNING t.id, t.a, s.add;
--| id int4 | a int4 | add int4
--| 1 | 101 | 100
--| UPDATE 1
UPDATE t AS x SET b = 'alias' WHERE x.id = 1 RETURNING x.b;
--| b text
--| alias
--| UPDATE 1
UPDATE t SET b = 'none' WHERE false;
--| UPDATE 0
UPDATE t SET a = a WHERE id > 0;
--| UPDATE 3
SELECT * FROM t ORDER BY id;
--| id int4 | a int4 | b text
--| 1 | 101 | alias
--| 2 | 4 | pair
--| 3 | NULL | NULL
UPDATE t SET id = 2 WHERE id = 1;
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (id)=(2) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
UPDATE t SET id = NULL;
--| ERROR 23502: null value in column "id" of relation "t" violates not-null constraint
--| DETAIL: Failing row contains (null, 4, pair).
--| FIELDS: schema public, table t, column id
UPDATE t SET nosuch = 1;
--| ERROR 42703: column "nosuch" of relation "t" does not exist
--| POSITION: 14
UPDATE t SET a = 'x';
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 18
UPDATE t SET a = 1, a = 2;
--| ERROR 42601: multiple assignments to same column "a"
UPDATE nosuch SET a = 1;
--| ERROR 42P01: relation "nosuch" does not exist
--| POSITION: 8
UPDATE t SET t.a = 1;
--| ERROR 42703: column "t" of relation "t" does not exist
--| POSITION: 14
UPDATE t SET a = 1 / 0 WHERE id = 1;
--| ERROR 22012: division by zero
UPDATE t SET a = s.add WHERE s.id = t.id;
--| ERROR 42P01: missing FROM-clause entry for table "s"
--| POSITION: 30
-- A unique key may not collide even for a moment of one statement.
UPDATE t SET id = id + 1;
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (id)=(3) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
UPDATE t SET a = (SELECT count(*) FROM t);
--| UPDATE 3
SELECT id, a FROM t ORDER BY id;
--| id int4 | a int4
--| 1 | 3
--| 2 | 3
--| 3 | 3
UPDATE t SET a = sum(a);
--| ERROR 42803: aggregate functions are not allowed in UPDATE
--| POSITION: 18
