-- LEFT JOIN with IS NULL, NOT EXISTS: anti joins.
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
EXPLAIN (COSTS OFF) SELECT pa.id, pb.id FROM pa LEFT JOIN pb ON pb.a_id = pa.id WHERE pb.a_id IS NULL;
--| QUERY PLAN text
--| Hash Anti Join
--|   Hash Cond: (pa.id = pb.a_id)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pb
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa LEFT JOIN pc ON pc.id = pa.id AND pc.z > 100 WHERE pc.z IS NULL;
--| QUERY PLAN text
--| Hash Anti Join
--|   Hash Cond: (pa.id = pc.id)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pc
--|               Filter: (z > 100)
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT count(*) FROM pa LEFT JOIN pc ON pc.id = pa.id LEFT JOIN pb ON pb.id = pc.z WHERE pc.id IS NULL;
--| QUERY PLAN text
--| Aggregate
--|   ->  Hash Anti Join
--|         Hash Cond: (pa.id = pc.id)
--|         ->  Seq Scan on pa
--|         ->  Hash
--|               ->  Seq Scan on pc
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE NOT EXISTS (SELECT FROM pc WHERE pc.id = pa.x);
--| QUERY PLAN text
--| Hash Anti Join
--|   Hash Cond: (pa.x = pc.id)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pc
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE x NOT IN (SELECT id FROM pc);
--| QUERY PLAN text
--| Seq Scan on pa
--|   Filter: (NOT (hashed SubPlan 1))
--|   SubPlan 1
--|     ->  Seq Scan on pc
--| EXPLAIN
SELECT count(*), count(pb.id), sum(pa.x) FROM pa LEFT JOIN pb ON pb.a_id = pa.id WHERE pb.a_id IS NULL;
--| count int8 | count int8 | sum int8
--| 101 | 0 | 420
SELECT count(*), count(pc.z), sum(coalesce(pc.z, 5)) FROM pa LEFT JOIN pc ON pc.id = pa.id WHERE pc.id IS NULL;
--| count int8 | count int8 | sum int8
--| 141 | 0 | 705
SELECT pc.z, count(*) FROM pa LEFT JOIN pc ON pc.id = pa.id WHERE pc.id IS NULL GROUP BY pc.z;
--| z int4 | count int8
--| NULL | 141
SELECT DISTINCT pc.z FROM pa LEFT JOIN pc ON pc.id = pa.id WHERE pc.id IS NULL;
--| z int4
--| NULL
SELECT pa.id, pc FROM pa LEFT JOIN pc ON pc.id = pa.id WHERE pc.id IS NULL ORDER BY pa.id LIMIT 2;
--| id int4 | pc user-type
--| 60 | NULL
--| 61 | NULL
SELECT count(*) FROM pa LEFT JOIN pc ON pc.id = pa.id LEFT JOIN pb ON pb.id = pc.z WHERE pc.id IS NULL;
--| count int8
--| 141
SELECT count(*), count(b2.id) FROM pa LEFT JOIN pc ON pc.id = pa.id LEFT JOIN pb b2 ON b2.id = coalesce(pc.z, pa.id) WHERE pc.id IS NULL;
--| count int8 | count int8
--| 141 | 41
SELECT count(*) FROM pa p1 LEFT JOIN (pa p2 JOIN pb ON pb.a_id = p2.id) ON p2.id = p1.x WHERE p2.id IS NULL;
--| count int8
--| 40
SELECT count(*) FROM pa p1 LEFT JOIN (pa p2 LEFT JOIN pb ON pb.a_id = p2.id) ON p2.id = p1.x WHERE pb.a_id IS NULL;
--| count int8
--| 40
SELECT count(*) FROM pa FULL JOIN pb ON pa.id = pb.id LEFT JOIN pc ON pc.id = pb.id WHERE pc.id IS NULL;
--| count int8
--| 141
SELECT (SELECT count(*) FROM pb LEFT JOIN pc ON pc.id = pb.id + pa.id WHERE pc.id IS NULL) FROM pa WHERE id < 4 ORDER BY id;
--| count int8
--| 42
--| 43
--| 44
SELECT count(*) FROM pa WHERE NOT EXISTS (SELECT FROM pc WHERE pc.id = pa.x);
--| count int8
--| 20
SELECT count(*) FROM pa WHERE x NOT IN (SELECT id FROM pc);
--| count int8
--| 0
SELECT count(*) FROM pa WHERE x NOT IN (SELECT a_id FROM pb);
--| count int8
--| 0
