-- EXISTS and IN: semi joins, and inner joins where there is one partner at most.
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
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE EXISTS (SELECT FROM pb WHERE pb.id = pa.id);
--| QUERY PLAN text
--| Hash Join
--|   Hash Cond: (pa.id = pb.id)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pb
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE EXISTS (SELECT FROM pb WHERE pb.id = pa.id LIMIT 1);
--| QUERY PLAN text
--| Hash Join
--|   Hash Cond: (pa.id = pb.id)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pb
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE EXISTS (SELECT FROM pc WHERE pc.id = pa.id AND pc.z > pa.x);
--| QUERY PLAN text
--| Hash Semi Join
--|   Hash Cond: (pa.id = pc.id)
--|   Join Filter: (pc.z > pa.x)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pc
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE id IN (SELECT a_id FROM pb);
--| QUERY PLAN text
--| Hash Join
--|   Hash Cond: (pa.id = pb.a_id)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pb
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE (id, x) IN (SELECT id, y FROM pb);
--| QUERY PLAN text
--| Hash Join
--|   Hash Cond: ((pa.id = pb.id) AND (pa.x = pb.y))
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  Seq Scan on pb
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE id IN (SELECT id FROM pc GROUP BY id HAVING count(*) > 3);
--| QUERY PLAN text
--| Hash Join
--|   Hash Cond: (pa.id = pc.id)
--|   ->  Seq Scan on pa
--|   ->  Hash
--|         ->  HashAggregate
--|               Group Key: pc.id
--|               Filter: (count(*) > 3)
--|               ->  Seq Scan on pc
--| EXPLAIN
EXPLAIN (COSTS OFF) SELECT * FROM pa WHERE id IN (SELECT id FROM pb UNION SELECT id FROM pc);
--| QUERY PLAN text
--| Hash Join
--|   Hash Cond: (pb.id = pa.id)
--|   ->  HashAggregate
--|         Group Key: pb.id
--|         ->  Append
--|               ->  Seq Scan on pb
--|               ->  Seq Scan on pc
--|   ->  Hash
--|         ->  Seq Scan on pa
--| EXPLAIN
EXPLAIN (COSTS OFF) DELETE FROM pb WHERE a_id IN (SELECT id FROM pa WHERE x = 4);
--| QUERY PLAN text
--| Delete on pb
--|   ->  Hash Join
--|         Hash Cond: (pb.a_id = pa.id)
--|         ->  Seq Scan on pb
--|         ->  Hash
--|               ->  Seq Scan on pa
--|                     Filter: (x = 4)
--| EXPLAIN
SELECT count(*) FROM pa WHERE EXISTS (SELECT FROM pb WHERE pb.id = pa.id LIMIT 1);
--| count int8
--| 100
SELECT count(*) FROM pa WHERE EXISTS (SELECT FROM pb WHERE pb.id = pa.id LIMIT 0);
--| count int8
--| 0
SELECT count(*) FROM pa WHERE id IN (SELECT a_id FROM pb);
--| count int8
--| 99
SELECT count(*) FROM pa WHERE x IN (SELECT id FROM pb WHERE y = 3);
--| count int8
--| 0
SELECT count(*) FROM pa WHERE (id, x) IN (SELECT a_id, y FROM pb);
--| count int8
--| 11
SELECT count(*) FROM pa WHERE id IN (SELECT id FROM pc GROUP BY id HAVING count(*) > 3);
--| count int8
--| 59
SELECT count(*) FROM pa WHERE x IN (SELECT DISTINCT z FROM pc);
--| count int8
--| 160
SELECT count(*) FROM pa WHERE x IN (SELECT id FROM pc UNION SELECT y FROM pb);
--| count int8
--| 180
DELETE FROM pb WHERE a_id IN (SELECT id FROM pa WHERE x = 4);
--| DELETE 10
UPDATE pb SET y = 100 WHERE a_id IN (SELECT id FROM pa WHERE x = 5);
--| UPDATE 10
SELECT count(*), sum(y) FROM pb;
--| count int8 | sum int8
--| 90 | 1238
