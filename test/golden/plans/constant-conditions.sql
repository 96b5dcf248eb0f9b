-- What planning settles: NOT moved inwards, constant lists, conditions that are never true.
CREATE TABLE pa (id int PRIMARY KEY, x int, t text, d date);
--| CREATE TABLE
INSERT INTO pa SELECT g, g % 10, 'v' || g, date '2020-01-01' + g FROM generate_series(1, 1000) g;
--| INSERT 0 1000
CREATE TABLE pb (id int PRIMARY KEY, y int);
--| CREATE TABLE
INSERT INTO pb SELECT g, g % 7 FROM generate_series(1, 500) g;
--| INSERT 0 500
ANALYZE pa, pb;
--| ANALYZE
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE NOT (x = 1 AND NOT t = 'a');
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: ((x <> 1) OR (t = 'a'::text))
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE NOT (x IN (1, 2, 3));
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: (x <> ALL ('{1,2,3}'::integer[]))
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE NOT (x IS NULL);
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: (x IS NOT NULL)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE NOT (x < 3 OR (t LIKE 'a%' AND t IS DISTINCT FROM 'b'));
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: ((x >= 3) AND ((t !~~ 'a%'::text) OR (NOT (t IS DISTINCT FROM 'b'::text))))
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE NOT ((x = 1) IS TRUE);
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: ((x = 1) IS NOT TRUE)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE NOT ((x, id) IS NULL);
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: ((x IS NOT NULL) OR (id IS NOT NULL))
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE t = ANY (ARRAY['a', 'b']::varchar[]);
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: (t = ANY ('{a,b}'::text[]))
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE 5 < id AND id < 20;
--| QUERY PLAN text
--| Index Scan using pa_pkey on pa
--|   Index Cond: ((id > 5) AND (id < 20))
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE false;
--| QUERY PLAN text
--| Result
--|   One-Time Filter: false
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE x = 1 AND NULL::bool;
--| QUERY PLAN text
--| Result
--|   One-Time Filter: false
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa LEFT JOIN pb ON pa.id = pb.id AND 1 = 2;
--| QUERY PLAN text
--| Nested Loop Left Join
--|   Join Filter: false
--|   ->  Seq Scan on pa
--|   ->  Result
--|         One-Time Filter: false
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa JOIN pb ON pa.id = pb.id WHERE 1 = 2;
--| QUERY PLAN text
--| Result
--|   One-Time Filter: false
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT count(*) FROM pa WHERE false;
--| QUERY PLAN text
--| Aggregate
--|   ->  Result
--|         One-Time Filter: false
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT x FROM pa WHERE false GROUP BY x;
--| QUERY PLAN text
--| HashAggregate
--|   Group Key: x
--|   ->  Result
--|         One-Time Filter: false
--| EXPLAIN
EXPLAIN (COSTS OFF) UPDATE pa SET x = 1 WHERE false;
--| QUERY PLAN text
--| Update on pa
--|   ->  Result
--|         One-Time Filter: false
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE id IN (SELECT id FROM pb WHERE false);
--| QUERY PLAN text
--| Result
--|   One-Time Filter: false
--| EXPLAIN
SELECT count(*) FROM pa WHERE NOT (x = 1 OR x IS NULL);
--| count int8
--| 900
SELECT count(*), count(pb.id) FROM pa LEFT JOIN pb ON false;
--| count int8 | count int8
--| 1000 | 0
SELECT * FROM pa WHERE false;
--| id int4 | x int4 | t text | d date
--| (0 rows)
SELECT count(*), sum(x) FROM pa WHERE false;
--| count int8 | sum int8
--| 0 | NULL
SELECT x, count(*) FROM pa WHERE false GROUP BY x;
--| x int4 | count int8
--| (0 rows)
SELECT count(*) FROM pa WHERE id IN (SELECT id FROM pb WHERE false);
--| count int8
--| 0
SELECT count(*) FROM pa WHERE NOT EXISTS (SELECT FROM pb WHERE pb.id = pa.id AND false);
--| count int8
--| 1000
SELECT count(*) FROM (VALUES (1), (NULL)) v(a) WHERE NOT (a = ANY (ARRAY[2, NULL]));
--| count int8
--| 0
SELECT count(*) FROM (VALUES (1), (NULL), (2)) v(a) WHERE NOT (a <> ALL (ARRAY[2, 3]));
--| count int8
--| 1
SELECT a, b, NOT ((a, b) IS NULL), NOT ((a, b) IS NOT NULL) FROM (VALUES (1, 2), (1, NULL), (NULL, NULL)) v(a, b);
--| a int4 | b int4 | ?column? bool | ?column? bool
--| 1 | 2 | t | f
--| 1 | NULL | t | t
--| NULL | NULL | f | t
UPDATE pa SET x = 1 WHERE false;
--| UPDATE 0
