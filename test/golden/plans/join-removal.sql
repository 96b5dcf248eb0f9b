-- Left joins that add neither columns nor rows are left out.
CREATE TABLE pa (id int PRIMARY KEY, x int, t text);
--| CREATE TABLE
INSERT INTO pa SELECT g, nullif(g % 10, 3), 'v' || g FROM generate_series(1, 200) g;
--| INSERT 0 200
CREATE TABLE pb (id int PRIMARY KEY, y int, a_id int UNIQUE);
--| CREATE TABLE
INSERT INTO pb SELECT g, g % 7, nullif(g, 40) FROM generate_series(1, 100) g;
--| INSERT 0 100
CREATE TABLE pc (id int, z int);
--| CREATE TABLE
INSERT INTO pc SELECT g % 60, g FROM generate_series(1, 300) g;
--| INSERT 0 300
ANALYZE pa, pb, pc;
--| ANALYZE
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN pb ON pb.a_id = pa.id;
--| QUERY PLAN text
--| Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id, pb.y FROM pa LEFT JOIN pb ON pb.a_id = pa.id;
--| QUERY PLAN text
--| Hash Left Join
--|   Hash Cond: (pa.id = pb.a_id)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pb
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN pb ON pb.a_id = pa.id AND pb.y = 3;
--| QUERY PLAN text
--| Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN pb ON pb.a_id = pa.id WHERE pb.y IS NULL;
--| QUERY PLAN text
--| Hash Left Join
--|   Hash Cond: (pa.id = pb.a_id)
--|   Filter: (pb.y IS NULL)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pb
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN pc ON pc.id = pa.id;
--| QUERY PLAN text
--| Hash Right Join
--|   Hash Cond: (pc.id = pa.id)
--|   ->  Seq Scan on pc
--|   ->  Hash
--|         ->  Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN (SELECT id, count(*) FROM pc GROUP BY id) s ON s.id = pa.id;
--| QUERY PLAN text
--| Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN (SELECT DISTINCT id, z FROM pc) s ON s.id = pa.id;
--| QUERY PLAN text
--| Hash Right Join
--|   Hash Cond: (pc.id = pa.id)
--|   ->  HashAggregate
--|         Group Key: pc.id, pc.z
--|         ->  Seq Scan on pc
--|   ->  Hash
--|         ->  Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN (SELECT DISTINCT id, z FROM pc) s ON s.id = pa.id AND s.z = pa.x;
--| QUERY PLAN text
--| Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN pb ON pb.a_id = pa.id LEFT JOIN pb b2 ON b2.id = pa.x;
--| QUERY PLAN text
--| Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT pa.id FROM pa LEFT JOIN pb ON pb.a_id = pa.id LEFT JOIN pb b2 ON b2.id = pb.y;
--| QUERY PLAN text
--| Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT count(*) FROM pa LEFT JOIN pb ON pb.a_id = pa.id;
--| QUERY PLAN text
--| Aggregate
--|   ->  Seq Scan on pa
--| EXPLAIN
SELECT count(*) FROM pa LEFT JOIN pb ON pb.a_id = pa.id AND pb.y = 3;
--| count int8
--| 200
SELECT count(*) FROM pa LEFT JOIN pc ON pc.id = pa.id;
--| count int8
--| 436
SELECT count(*) FROM pa LEFT JOIN (SELECT DISTINCT id, z FROM pc) s ON s.id = pa.id;
--| count int8
--| 436
SELECT count(*), sum((SELECT count(*) FROM pc WHERE pc.id = pb.y)) FROM pa LEFT JOIN pb ON pb.a_id = pa.id;
--| count int8 | sum numeric
--| 200 | 495
