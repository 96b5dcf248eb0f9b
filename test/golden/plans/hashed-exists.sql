-- EXISTS that cannot become a join: asked for each row, or run once into a hash table.
CREATE TABLE pa (id int PRIMARY KEY, x int, t text);
--| CREATE TABLE
INSERT INTO pa SELECT g, nullif(g % 10, 3), 'v' || g FROM generate_series(1, 300) g;
--| INSERT 0 300
CREATE TABLE pb (id int PRIMARY KEY, y int, t text);
--| CREATE TABLE
INSERT INTO pb SELECT g, nullif(g % 7, 2), 'v' || g % 5 FROM generate_series(1, 100) g;
--| INSERT 0 100
CREATE TABLE one (k int);
--| CREATE TABLE
INSERT INTO one VALUES (3);
--| INSERT 0 1
ANALYZE pa, pb, one;
--| ANALYZE
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE x = 1 OR EXISTS (SELECT FROM pb WHERE pb.y = pa.x);
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: ((x = 1) OR (hashed SubPlan 2))
--|   SubPlan 2
--|     ->  Seq Scan on pb
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT id, EXISTS (SELECT FROM pb WHERE pb.y = pa.x AND pb.id > 50) FROM pa;
--| QUERY PLAN text
--| Seq Scan on pa
--|   SubPlan 2
--|     ->  Seq Scan on pb
--|           Filter: (id > 50)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT k, EXISTS (SELECT FROM pb WHERE pb.id = one.k) FROM one;
--| QUERY PLAN text
--| Seq Scan on one
--|   SubPlan 1
--|     ->  Seq Scan on pb
--|           Filter: (id = one.k)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT id, EXISTS (SELECT FROM pb WHERE pb.y > pa.x) FROM pa;
--| QUERY PLAN text
--| Seq Scan on pa
--|   SubPlan 1
--|     ->  Seq Scan on pb
--|           Filter: (y > pa.x)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT id FROM pa WHERE x = 1 OR NOT EXISTS (SELECT FROM pb WHERE pb.y = pa.x AND pb.t = pa.t);
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: ((x = 1) OR (NOT (hashed SubPlan 2)))
--|   SubPlan 2
--|     ->  Seq Scan on pb
--| EXPLAIN
SELECT count(*) FROM pa WHERE x = 1 OR EXISTS (SELECT FROM pb WHERE pb.y = pa.x);
--| count int8
--| 150
SELECT count(*) FROM pa WHERE x = 1 OR NOT EXISTS (SELECT FROM pb WHERE pb.y = pa.x);
--| count int8
--| 180
SELECT x, EXISTS (SELECT FROM pb WHERE pb.y = pa.x) e, count(*) FROM pa GROUP BY x ORDER BY x;
--| x int4 | e bool | count int8
--| 0 | t | 30
--| 1 | t | 30
--| 2 | f | 30
--| 4 | t | 30
--| 5 | t | 30
--| 6 | t | 30
--| 7 | f | 30
--| 8 | f | 30
--| 9 | f | 30
--| NULL | f | 30
SELECT x, EXISTS (SELECT FROM pb WHERE pa.x = pb.y AND pb.id < 4) e, count(*) FROM pa GROUP BY x ORDER BY x;
--| x int4 | e bool | count int8
--| 0 | f | 30
--| 1 | t | 30
--| 2 | f | 30
--| 4 | f | 30
--| 5 | f | 30
--| 6 | f | 30
--| 7 | f | 30
--| 8 | f | 30
--| 9 | f | 30
--| NULL | f | 30
SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM pb WHERE pb.y = pa.x + 1 AND pb.t = 'v' || pa.x)) FROM pa;
--| count int8
--| 90
SELECT count(*) FROM pa WHERE x IS NULL AND (id < 0 OR EXISTS (SELECT FROM pb WHERE pb.y IS NULL));
--| count int8
--| 30
SELECT count(*) FROM pa WHERE x IS NULL AND (id < 0 OR EXISTS (SELECT FROM pb WHERE pb.y = pa.x));
--| count int8
--| 0
SELECT count(*) FROM pa WHERE id < 0 OR EXISTS (SELECT FROM pb WHERE (pb.y, pb.t) = (pa.x, pa.t));
--| count int8
--| 2
SELECT count(*) FROM pa WHERE id < 0 OR EXISTS (SELECT max(y) FROM pb WHERE pb.y = pa.x);
--| count int8
--| 300
SELECT count(*) FROM pa WHERE id < 0 OR EXISTS (SELECT y FROM pb WHERE pb.y = pa.x ORDER BY y LIMIT 1);
--| count int8
--| 150
SELECT count(*) FROM pa WHERE id < 0 OR EXISTS (SELECT y FROM pb WHERE pb.y = pa.x LIMIT 0);
--| count int8
--| 0
SELECT count(*) FROM pa WHERE id < 0 OR EXISTS (SELECT FROM pb WHERE pb.y = pa.x AND EXISTS (SELECT FROM one WHERE one.k = pb.y));
--| count int8
--| 0
SELECT count(*) FROM pa WHERE id < 0 OR EXISTS (SELECT FROM pb WHERE pb.y = pa.x AND EXISTS (SELECT FROM one WHERE one.k = pa.x));
--| count int8
--| 0
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT pa.id + 1 FROM pa WHERE pa.id < 5 AND (pa.id < 0 OR EXISTS (SELECT FROM r WHERE r.n = pa.id))) SELECT n FROM r ORDER BY n;
--| ERROR 42P19: recursive reference to query "r" must not appear within a subquery
--| POSITION: 123
SELECT (SELECT count(*) FROM pa WHERE id < 0 OR EXISTS (SELECT FROM pb WHERE pb.y = pa.x AND pb.id > one.k)) FROM one;
--| count int8
--| 150
UPDATE pa SET t = 'changed' WHERE id < 0 OR EXISTS (SELECT FROM pb WHERE pb.y = pa.x AND pb.id < 3);
--| UPDATE 30
SELECT count(*) FROM pa WHERE t = 'changed';
--| count int8
--| 30
