-- RETURNING sees the stored row: defaults, generated and coerced values; and works inside queries.
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, v varchar(5), n numeric(5, 1) DEFAULT 1.25);
--| CREATE TABLE
INSERT INTO t (v) VALUES ('a') RETURNING *;
--| id int4 | v varchar(5) | n numeric(5,1)
--| 1 | a | 1.3
--| INSERT 0 1
INSERT INTO t (v, n) VALUES ('b', 9.96), ('c', NULL) RETURNING id, n, n IS NULL AS missing;
--| id int4 | n numeric(5,1) | missing bool
--| 2 | 10.0 | f
--| 3 | NULL | t
--| INSERT 0 2
UPDATE t SET n = n * 2 RETURNING id, n, (SELECT count(*) FROM t) AS c;
--| id int4 | n numeric(5,1) | c int8
--| 1 | 2.6 | 3
--| 2 | 20.0 | 3
--| 3 | NULL | 3
--| UPDATE 3
DELETE FROM t WHERE id = 2 RETURNING t.*, 'gone' AS state;
--| id int4 | v varchar(5) | n numeric(5,1) | state text
--| 2 | b | 20.0 | gone
--| DELETE 1
DELETE FROM t WHERE id = 99 RETURNING id;
--| id int4
--| (0 rows)
--| DELETE 0
WITH moved AS (DELETE FROM t WHERE id = 1 RETURNING v) INSERT INTO t (v) SELECT v || '2' FROM moved RETURNING *;
--| id int4 | v varchar(5) | n numeric(5,1)
--| 4 | a2 | 1.3
--| INSERT 0 1
INSERT INTO t (v) VALUES ('x') RETURNING nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 42
INSERT INTO t (v) VALUES ('x') RETURNING count(*);
--| ERROR 42803: aggregate functions are not allowed in RETURNING
--| POSITION: 42
INSERT INTO t (v) VALUES ('x') RETURNING t;
--| t user-type
--| (5,x,1.3)
--| INSERT 0 1
SELECT * FROM t ORDER BY id;
--| id int4 | v varchar(5) | n numeric(5,1)
--| 3 | c | NULL
--| 4 | a2 | 1.3
--| 5 | x | 1.3
