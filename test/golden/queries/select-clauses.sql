-- Clauses of SELECT in all their spellings: ALL, INTO, LIMIT ALL, OFFSET ROWS, FETCH, TABLE, ONLY, locking, samples, SEARCH and CYCLE.

CREATE TABLE emp (id int PRIMARY KEY, boss int, name text);
--| CREATE TABLE
INSERT INTO emp VALUES (1, NULL, 'ann'), (2, 1, 'bob'), (3, 1, 'cyd'), (4, 2, 'dan');
--| INSERT 0 4
SELECT ALL name FROM emp ORDER BY id LIMIT ALL;
--| name text
--| ann
--| bob
--| cyd
--| dan
SELECT name FROM emp ORDER BY id OFFSET 1 ROW;
--| name text
--| bob
--| cyd
--| dan
SELECT name FROM emp ORDER BY id OFFSET 2 ROWS;
--| name text
--| cyd
--| dan
SELECT name FROM emp ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY;
--| name text
--| bob
--| cyd
SELECT name FROM emp ORDER BY id OFFSET 1 FETCH FIRST ROW ONLY;
--| name text
--| bob
SELECT name FROM emp ORDER BY id FETCH FIRST 1 ROW ONLY OFFSET 2;
--| name text
--| cyd
SELECT name FROM emp ORDER BY id FETCH FIRST +2 ROWS ONLY;
--| name text
--| ann
--| bob
SELECT name FROM emp ORDER BY id FETCH FIRST -1 ROWS ONLY;
--| ERROR 2201W: LIMIT must not be negative
SELECT name FROM emp ORDER BY boss FETCH FIRST (1 + 1) ROWS WITH TIES;
--| name text
--| bob
--| cyd
SELECT name FROM emp ORDER BY id OFFSET 1 LIMIT 1;
--| name text
--| bob
SELECT name FROM emp ORDER BY id LIMIT 1 OFFSET 1;
--| name text
--| bob
SELECT name FROM emp ORDER BY id LIMIT 1, 2;
--| ERROR 42601: LIMIT #,# syntax is not supported
--| HINT: Use separate LIMIT and OFFSET clauses.
--| POSITION: 34
SELECT name FROM emp LIMIT -1;
--| ERROR 2201W: LIMIT must not be negative
SELECT name FROM emp OFFSET -1;
--| ERROR 2201X: OFFSET must not be negative
SELECT name FROM emp LIMIT 'a';
--| ERROR 22P02: invalid input syntax for type bigint: "a"
--| POSITION: 28
SELECT name FROM emp LIMIT name;
--| ERROR 42804: argument of LIMIT must be type bigint, not type text
--| POSITION: 28
SELECT name FROM emp FETCH FIRST 1 ROW WITH TIES;
--| ERROR 42601: WITH TIES cannot be specified without ORDER BY clause
(SELECT name FROM emp ORDER BY id LIMIT 1) ORDER BY name;
--| ERROR 42601: multiple ORDER BY clauses not allowed
--| POSITION: 53
TABLE emp ORDER BY id LIMIT 1;
--| id int4 | boss int4 | name text
--| 1 | NULL | ann
TABLE ONLY emp EXCEPT SELECT * FROM emp WHERE id > 1;
--| id int4 | boss int4 | name text
--| 1 | NULL | ann
SELECT 1 UNION DISTINCT SELECT 1 UNION ALL TABLE one;
--| ERROR 42P01: relation "one" does not exist
--| POSITION: 50
WITH one AS (SELECT 1) SELECT 1 UNION DISTINCT SELECT 1 UNION ALL TABLE one;
--| ?column? int4
--| 1
--| 1
SELECT 1 INTERSECT ALL SELECT 1 EXCEPT DISTINCT SELECT 2;
--| ?column? int4
--| 1
VALUES (1, 'a'), (2, DEFAULT);
--| ERROR 42601: DEFAULT is not allowed in this context
--| POSITION: 22
VALUES (1, 'a'), (2, NULL) ORDER BY 1 DESC LIMIT 1;
--| column1 int4 | column2 text
--| 2 | NULL
SELECT count(*) FROM ONLY emp;
--| count int8
--| 4
SELECT count(*) FROM ONLY (emp);
--| count int8
--| 4
SELECT count(*) FROM emp *;
--| count int8
--| 4
SELECT DISTINCT ON (boss) boss, name FROM emp ORDER BY boss, id DESC;
--| boss int4 | name text
--| 1 | cyd
--| 2 | dan
--| NULL | ann
SELECT e.name, b.name FROM emp e INNER JOIN emp b ON b.id = e.boss ORDER BY 1;
--| name text | name text
--| bob | ann
--| cyd | ann
--| dan | bob
SELECT e.name, b.name FROM emp e LEFT OUTER JOIN emp b ON b.id = e.boss ORDER BY 1;
--| name text | name text
--| ann | NULL
--| bob | ann
--| cyd | ann
--| dan | bob
SELECT e.name, b.name FROM emp e RIGHT OUTER JOIN emp b ON b.id = e.boss ORDER BY 1, 2;
--| name text | name text
--| bob | ann
--| cyd | ann
--| dan | bob
--| NULL | cyd
--| NULL | dan
SELECT e.name, b.name FROM emp e FULL OUTER JOIN emp b ON b.id = e.boss ORDER BY 1, 2;
--| name text | name text
--| ann | NULL
--| bob | ann
--| cyd | ann
--| dan | bob
--| NULL | cyd
--| NULL | dan
SELECT j.id FROM (emp e JOIN emp b USING (id) AS u) AS j ORDER BY 1;
--| id int4
--| 1
--| 2
--| 3
--| 4
SELECT u.id FROM emp e JOIN emp b USING (id) AS u ORDER BY 1 LIMIT 1;
--| id int4
--| 1
SELECT count(*) FROM emp NATURAL JOIN emp e2;
--| count int8
--| 3
SELECT count(*) FROM emp NATURAL LEFT JOIN emp e2;
--| count int8
--| 4
SELECT count(*) FROM emp CROSS JOIN emp e2, LATERAL (SELECT 1) l, LATERAL generate_series(1, emp.id) g(x);
--| count int8
--| 40
SELECT * FROM json_to_record('{"a": 1, "b": "x"}') AS (a int, b text);
--| a int4 | b text
--| 1 | x
SELECT * FROM json_to_record('{"a": 1, "b": "x"}') r(a int, b text COLLATE "C");
--| a int4 | b text
--| 1 | x
SELECT * FROM json_to_record('{"a": 1}') AS r(a int);
--| a int4
--| 1
SELECT * FROM ROWS FROM (generate_series(1, 2), json_to_record('{"a": 1}') AS (a int)) WITH ORDINALITY AS r(g, a, o);
--| g int4 | a int4 | o int8
--| 1 | 1 | 1
--| 2 | NULL | 2
SELECT * FROM current_date AS d(x) WHERE x <> current_date;
--| x date
--| (0 rows)
SELECT * FROM COALESCE(1, 2) AS c(x);
--| x int4
--| 1
SELECT * FROM generate_series(1, 2) WITH ORDINALITY;
--| generate_series int4 | ordinality int8
--| 1 | 1
--| 2 | 2
SELECT count(*) FROM emp TABLESAMPLE SYSTEM (100);
--| count int8
--| 4
SELECT count(*) FROM emp AS e TABLESAMPLE BERNOULLI (100) REPEATABLE (7);
--| count int8
--| 4
SELECT count(*) FROM emp TABLESAMPLE BERNOULLI (0);
--| count int8
--| 0
SELECT count(*) FROM emp TABLESAMPLE BERNOULLI (101);
--| ERROR 2202H: sample percentage must be between 0 and 100
SELECT count(*) FROM emp TABLESAMPLE BERNOULLI (-1);
--| ERROR 2202H: sample percentage must be between 0 and 100
SELECT count(*) FROM emp TABLESAMPLE SYSTEM (NULL);
--| ERROR 2202H: TABLESAMPLE parameter cannot be null
SELECT count(*) FROM emp TABLESAMPLE SYSTEM (10) REPEATABLE (NULL);
--| ERROR 2202G: TABLESAMPLE REPEATABLE parameter cannot be null
SELECT count(*) FROM emp TABLESAMPLE nosuch (10);
--| ERROR 42704: tablesample method nosuch does not exist
--| POSITION: 38
SELECT count(*) FROM emp TABLESAMPLE BERNOULLI (10, 20);
--| ERROR 2202H: tablesample method bernoulli requires 1 argument, not 2
--| POSITION: 38
SELECT count(*) FROM (SELECT 1) s TABLESAMPLE SYSTEM (10);
--| ERROR 42601: syntax error at or near "TABLESAMPLE"
--| POSITION: 35
SELECT name INTO TEMPORARY TABLE t1 FROM emp WHERE id = 1;
--| SELECT 1
SELECT name INTO TEMP t2 FROM emp;
--| SELECT 4
SELECT name INTO LOCAL TEMP t3 FROM emp;
--| SELECT 4
SELECT name INTO LOCAL TEMPORARY t4 FROM emp;
--| SELECT 4
SELECT name INTO GLOBAL TEMP t5 FROM emp;
--| WARNING 01000: GLOBAL is deprecated in temporary table creation
--| POSITION: 18
--| SELECT 4
SELECT name INTO GLOBAL TEMPORARY t6 FROM emp;
--| WARNING 01000: GLOBAL is deprecated in temporary table creation
--| POSITION: 18
--| SELECT 4
SELECT name INTO UNLOGGED TABLE t7 FROM emp;
--| SELECT 4
SELECT name INTO TABLE t8 FROM emp ORDER BY id LIMIT 2;
--| SELECT 2
SELECT relname, relpersistence FROM pg_class WHERE relname ~ '^t[1-8]$' ORDER BY 1;
--| relname name | relpersistence "char"
--| t1 | t
--| t2 | t
--| t3 | t
--| t4 | t
--| t5 | t
--| t6 | t
--| t7 | u
--| t8 | p
SELECT name INTO t8 FROM emp;
--| ERROR 42P07: relation "t8" already exists
SELECT name FROM emp WHERE id = 1 FOR NO KEY UPDATE;
--| name text
--| ann
SELECT name FROM emp WHERE id = 1 FOR SHARE OF emp NOWAIT;
--| name text
--| ann
SELECT name FROM emp WHERE id = 1 FOR KEY SHARE SKIP LOCKED;
--| name text
--| ann
SELECT name FROM emp WHERE id = 1 FOR UPDATE NOWAIT;
--| name text
--| ann
SELECT name FROM emp WHERE id = 1 FOR READ ONLY;
--| name text
--| ann
SELECT name FROM emp ORDER BY id LIMIT 1 FOR UPDATE;
--| name text
--| ann
SELECT name FROM emp ORDER BY id FOR UPDATE LIMIT 1;
--| name text
--| ann
SELECT name FROM emp FOR UPDATE OF nosuch;
--| ERROR 42P01: relation "nosuch" in FOR UPDATE clause not found in FROM clause
--| POSITION: 36
SELECT DISTINCT name FROM emp FOR UPDATE;
--| ERROR 0A000: FOR UPDATE is not allowed with DISTINCT clause
SELECT count(*) FROM emp FOR SHARE;
--| ERROR 0A000: FOR SHARE is not allowed with aggregate functions
WITH RECURSIVE tree AS (SELECT id, boss FROM emp WHERE boss IS NULL UNION ALL SELECT e.id, e.boss FROM emp e JOIN tree t ON t.id = e.boss) SEARCH DEPTH FIRST BY id SET path SELECT id, path FROM tree ORDER BY path;
--| id int4 | path oid=2287
--| 1 | {(1)}
--| 2 | {(1),(2)}
--| 4 | {(1),(2),(4)}
--| 3 | {(1),(3)}
WITH RECURSIVE tree AS (SELECT id, boss FROM emp WHERE boss IS NULL UNION ALL SELECT e.id, e.boss FROM emp e JOIN tree t ON t.id = e.boss) SEARCH BREADTH FIRST BY id SET ord SELECT id, ord FROM tree ORDER BY ord;
--| id int4 | ord record
--| 1 | (0,1)
--| 2 | (1,2)
--| 3 | (1,3)
--| 4 | (2,4)
WITH RECURSIVE loop(n) AS (SELECT 1 UNION ALL SELECT n % 3 + 1 FROM loop) CYCLE n SET looped USING seen SELECT n, looped, seen FROM loop;
--| n int4 | looped bool | seen oid=2287
--| 1 | f | {(1)}
--| 2 | f | {(1),(2)}
--| 3 | f | {(1),(2),(3)}
--| 1 | t | {(1),(2),(3),(1)}
WITH RECURSIVE loop(n) AS (SELECT 1 UNION ALL SELECT n % 3 + 1 FROM loop) CYCLE n SET looped TO 'y' DEFAULT 'n' USING seen SELECT n, looped FROM loop;
--| n int4 | looped text
--| 1 | n
--| 2 | n
--| 3 | n
--| 1 | y
WITH RECURSIVE loop(n) AS (SELECT 1 UNION ALL SELECT n % 3 + 1 FROM loop) CYCLE m SET looped USING seen SELECT n FROM loop;
--| ERROR 42601: cycle column "m" not in WITH query column list
--| POSITION: 75
WITH RECURSIVE loop(n, m) AS (SELECT 1, 2 UNION ALL SELECT l.n % 3 + 1, 3 FROM loop l) CYCLE n SET m USING seen SELECT n FROM loop;
--| ERROR 42601: cycle mark column name "m" already used in WITH query column list
--| POSITION: 88
WITH w AS MATERIALIZED (SELECT 1 AS a), v AS NOT MATERIALIZED (SELECT 2 AS b) SELECT * FROM w, v;
--| a int4 | b int4
--| 1 | 2
WITH w AS (SELECT 1) (SELECT * FROM w) UNION ALL SELECT 2;
--| ?column? int4
--| 1
--| 2
SELECT 1 AS select, 2 "from", 3 label;
--| select int4 | from int4 | label int4
--| 1 | 2 | 3
SELECT;
--| (no columns)
--|
SELECT FROM emp;
--| (no columns)
--|
--|
--|
--|
SELECT row_number() OVER () > 0 AS r, rank() OVER (PARTITION BY boss ORDER BY id) FROM emp ORDER BY id;
--| r bool | rank int8
--| t | 1
--| t | 1
--| t | 2
--| t | 1
SELECT pg_catalog.row_number() OVER w FROM emp WINDOW w AS (ORDER BY id), v AS (w) ORDER BY 1;
--| row_number int8
--| 1
--| 2
--| 3
--| 4
SELECT boss, name, count(*) FROM emp GROUP BY ALL CUBE (boss), name HAVING count(*) > 0 ORDER BY 1, 2;
--| boss int4 | name text | count int8
--| 1 | bob | 1
--| 1 | cyd | 1
--| 2 | dan | 1
--| NULL | ann | 1
--| NULL | ann | 1
--| NULL | bob | 1
--| NULL | cyd | 1
--| NULL | dan | 1
SELECT boss, count(*) FROM emp GROUP BY DISTINCT GROUPING SETS ((boss), (boss), ROLLUP (boss)), () ORDER BY 1, 2;
--| boss int4 | count int8
--| 1 | 2
--| 2 | 1
--| NULL | 1
--| NULL | 4
