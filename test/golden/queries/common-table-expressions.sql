-- WITH: several, nested, used twice, recursive, data-modifying.
WITH a AS (SELECT 1 AS x), b (y) AS (SELECT x + 1 FROM a) SELECT * FROM a, b;
--| x int4 | y int4
--| 1 | 2
WITH a AS (SELECT 1 AS x) SELECT * FROM (WITH a AS (SELECT 2 AS x) SELECT * FROM a) s, a;
--| x int4 | x int4
--| 2 | 1
WITH t AS (SELECT generate_series(1, 3) AS n) SELECT a.n, b.n FROM t a JOIN t b ON a.n = b.n + 1 ORDER BY 1;
--| n int4 | n int4
--| 2 | 1
--| 3 | 2
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i), count(*) FROM n;
--| sum int8 | count int8
--| 15 | 5
WITH RECURSIVE f (a, b) AS (SELECT 0, 1 UNION ALL SELECT b, a + b FROM f WHERE b < 50) SELECT a FROM f;
--| a int4
--| 0
--| 1
--| 1
--| 2
--| 3
--| 5
--| 8
--| 13
--| 21
--| 34
WITH RECURSIVE r (x) AS (SELECT 1 UNION SELECT (x + 1) % 4 FROM r) SELECT x FROM r ORDER BY x;
--| x int4
--| 0
--| 1
--| 2
--| 3
CREATE TABLE part (id int, parent int, name text);
--| CREATE TABLE
INSERT INTO part VALUES (1, NULL, 'car'), (2, 1, 'wheel'), (3, 1, 'motor'), (4, 3, 'piston'), (5, 4, 'ring');
--| INSERT 0 5
WITH RECURSIVE tree AS (SELECT id, name, 1 AS depth, name AS path FROM part WHERE parent IS NULL UNION ALL SELECT p.id, p.name, depth + 1, path || '/' || p.name FROM part p JOIN tree t ON p.parent = t.id) SELECT depth, path FROM tree ORDER BY path;
--| depth int4 | path text
--| 1 | car
--| 2 | car/motor
--| 3 | car/motor/piston
--| 4 | car/motor/piston/ring
--| 2 | car/wheel
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT i FROM n LIMIT 3;
--| i int4
--| 1
--| 2
--| 3
WITH gone AS (DELETE FROM part WHERE id > 3 RETURNING *) SELECT count(*), min(name) FROM gone;
--| count int8 | min text
--| 2 | piston
WITH added AS (INSERT INTO part VALUES (6, 2, 'tyre') RETURNING id) SELECT id, (SELECT count(*) FROM part) AS before FROM added;
--| id int4 | before int8
--| 6 | 3
SELECT id FROM part ORDER BY id;
--| id int4
--| 1
--| 2
--| 3
--| 6
WITH x AS (SELECT id FROM part WHERE name = 'car') UPDATE part SET name = 'bus' WHERE id IN (SELECT id FROM x) RETURNING *;
--| id int4 | parent int4 | name text
--| 1 | NULL | bus
--| UPDATE 1
WITH x AS (SELECT 1) DELETE FROM part WHERE id = (SELECT * FROM x);
--| DELETE 1
WITH src AS (SELECT 10 AS id, 'bolt' AS name) INSERT INTO part (id, name) SELECT * FROM src RETURNING id, parent;
--| id int4 | parent int4
--| 10 | NULL
--| INSERT 0 1
WITH x AS (SELECT 1), x AS (SELECT 2) SELECT * FROM x;
--| ERROR 42712: WITH query name "x" specified more than once
--| POSITION: 23
WITH x (a, b) AS (SELECT 1) SELECT * FROM x;
--| ERROR 42P10: WITH query "x" has 1 columns available but 2 columns specified
--| POSITION: 6
WITH x AS (SELECT * FROM y), y AS (SELECT 1) SELECT * FROM x;
--| ERROR 42P01: relation "y" does not exist
--| DETAIL: There is a WITH item named "y", but it cannot be referenced from this part of the query.
--| HINT: Use WITH RECURSIVE, or re-order the WITH items to remove forward references.
--| POSITION: 26
WITH RECURSIVE x (n) AS (SELECT n + 1 FROM x) SELECT * FROM x;
--| ERROR 42P19: recursive query "x" does not have the form non-recursive-term UNION [ALL] recursive-term
--| POSITION: 16
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x ORDER BY 1) SELECT * FROM x;
--| ERROR 0A000: ORDER BY in a recursive query is not implemented
--| POSITION: 74
WITH RECURSIVE x (n) AS (SELECT 1 UNION ALL SELECT max(n) FROM x) SELECT * FROM x;
--| ERROR 42P19: aggregate functions are not allowed in a recursive query's recursive term
--| POSITION: 52
WITH x AS MATERIALIZED (SELECT 1 AS a), y AS NOT MATERIALIZED (SELECT 2 AS b) SELECT a, b FROM x, y;
--| a int4 | b int4
--| 1 | 2
SELECT * FROM x;
--| ERROR 42P01: relation "x" does not exist
--| POSITION: 15
-- A recursion within a branch of a union is not the union's.
WITH u(c) AS ((WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r) UNION ALL SELECT 10) SELECT c FROM u ORDER BY c;
--| c int4
--| 0
--| 1
--| 2
--| 3
--| 10
WITH u(c) AS ((WITH RECURSIVE r(n) AS (SELECT 0 UNION SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r WHERE false) UNION SELECT 10) SELECT c FROM u;
--| c int4
--| 10
