-- Scalar, correlated, EXISTS, IN, ANY and ALL subqueries anywhere.
CREATE TABLE dept (id int PRIMARY KEY, name text);
--| CREATE TABLE
CREATE TABLE emp (id int PRIMARY KEY, dept int, pay int, name text);
--| CREATE TABLE
INSERT INTO dept VALUES (1, 'sales'), (2, 'lab'), (3, 'empty');
--| INSERT 0 3
INSERT INTO emp VALUES (1, 1, 100, 'ann'), (2, 1, 200, 'bob'), (3, 2, 150, 'cay'), (4, NULL, 50, 'dan');
--| INSERT 0 4
SELECT (SELECT max(pay) FROM emp) AS a, (SELECT name FROM emp WHERE id = 99) AS b;
--| a int4 | b text
--| 200 | NULL
SELECT (SELECT name FROM emp);
--| ERROR 21000: more than one row returned by a subquery used as an expression
SELECT (SELECT id, name FROM emp WHERE id = 1);
--| ERROR 42601: subquery must return only one column
--| POSITION: 8
SELECT name, (SELECT count(*) FROM emp e WHERE e.dept = d.id) AS n FROM dept d ORDER BY name;
--| name text | n int8
--| empty | 0
--| lab | 1
--| sales | 2
SELECT name FROM emp e WHERE pay > (SELECT avg(pay) FROM emp x WHERE x.dept = e.dept) ORDER BY name;
--| name text
--| bob
SELECT name FROM dept d WHERE EXISTS (SELECT 1 FROM emp WHERE dept = d.id) ORDER BY name;
--| name text
--| lab
--| sales
SELECT name FROM dept WHERE id NOT IN (SELECT dept FROM emp) ORDER BY name;
--| name text
--| (0 rows)
SELECT name FROM dept WHERE id NOT IN (SELECT dept FROM emp WHERE dept IS NOT NULL) ORDER BY name;
--| name text
--| empty
SELECT name FROM emp WHERE pay >= ALL (SELECT pay FROM emp) ORDER BY name;
--| name text
--| bob
SELECT name FROM emp WHERE pay < ANY (SELECT pay FROM emp WHERE dept = 1) ORDER BY name;
--| name text
--| ann
--| cay
--| dan
SELECT name FROM emp WHERE (dept, pay) IN (SELECT dept, max(pay) FROM emp GROUP BY dept) ORDER BY name;
--| name text
--| bob
--| cay
SELECT name FROM emp WHERE (dept, pay) = (SELECT 1, 200);
--| name text
--| bob
SELECT dept, sum(pay) FROM emp GROUP BY dept HAVING sum(pay) > (SELECT avg(pay) FROM emp) ORDER BY dept;
--| dept int4 | sum int8
--| 1 | 300
--| 2 | 150
SELECT name FROM emp ORDER BY (SELECT name FROM dept WHERE dept.id = emp.dept) NULLS FIRST, name;
--| name text
--| dan
--| cay
--| ann
--| bob
SELECT d.name, s.total FROM dept d LEFT JOIN (SELECT dept, sum(pay) AS total FROM emp GROUP BY dept) s ON s.dept = d.id ORDER BY 1;
--| name text | total int8
--| empty | NULL
--| lab | 150
--| sales | 300
SELECT x.name FROM (SELECT * FROM emp WHERE pay > 60) AS x WHERE x.id > 1 ORDER BY 1;
--| name text
--| bob
--| cay
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v (n, s) WHERE n IN (SELECT id FROM dept) ORDER BY n;
--| n int4 | s text
--| 1 | a
--| 2 | b
SELECT name, CASE WHEN EXISTS (SELECT FROM emp WHERE dept = dept.id) THEN 'staffed' ELSE 'empty' END AS state FROM dept ORDER BY name;
--| name text | state text
--| empty | empty
--| lab | staffed
--| sales | staffed
SELECT count(*) FROM emp e1 WHERE EXISTS (SELECT 1 FROM emp e2 WHERE e2.dept = e1.dept AND EXISTS (SELECT 1 FROM dept d WHERE d.id = e1.dept AND e2.id <> e1.id));
--| count int8
--| 2
SELECT ARRAY(SELECT name FROM emp WHERE dept = d.id ORDER BY name) AS names FROM dept d ORDER BY id;
--| names text[]
--| {ann,bob}
--| {cay}
--| {}
SELECT 1 IN (SELECT 1 WHERE false) AS a, 1 NOT IN (SELECT 1 WHERE false) AS b, NULL IN (SELECT 1 WHERE false) AS c, 1 > ALL (SELECT 2 WHERE false) AS d;
--| a bool | b bool | c bool | d bool
--| f | t | f | t
SELECT id FROM emp LIMIT (SELECT count(*) FROM dept) - 1;
--| id int4
--| 1
--| 2
SELECT * FROM (SELECT 1);
--| ERROR 42601: subquery in FROM must have an alias
--| HINT: For example, FROM (SELECT ...) [AS] foo.
--| POSITION: 15
SELECT name FROM dept WHERE id IN (SELECT id, pay FROM emp);
--| ERROR 42601: subquery has too many columns
--| POSITION: 32
SELECT name FROM dept WHERE id = (SELECT dept FROM emp WHERE nosuch = 1);
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 62
SELECT sum((SELECT count(*) FROM dept WHERE dept.id <= emp.id)) AS s FROM emp;
--| s numeric
--| 9
SELECT (SELECT sum(e.pay) FROM dept LIMIT 1) AS outer_aggregate FROM emp e;
--| outer_aggregate int8
--| 500
