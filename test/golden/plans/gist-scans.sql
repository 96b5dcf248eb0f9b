-- GiST: the operators of ranges, multiranges, networks and btree_gist as index conditions, in plans and results; NULL and empty values; vacuum and REINDEX.
CREATE EXTENSION btree_gist;
--| CREATE EXTENSION
CREATE TABLE d (id int, during int4range);
--| CREATE TABLE
CREATE TABLE rd (id int, room int, during int4range);
--| CREATE TABLE
CREATE TABLE m (id int, mr int4multirange);
--| CREATE TABLE
CREATE TABLE n (id int, i inet);
--| CREATE TABLE
CREATE TABLE s (id int, tx text, ts timestamptz);
--| CREATE TABLE
INSERT INTO d SELECT n, int4range(n * 10, n * 10 + 15) FROM generate_series(1, 1000) n;
--| INSERT 0 1000
INSERT INTO d VALUES (3000, 'empty'), (3001, NULL), (3002, '(,5)'), (3003, '[9990,)');
--| INSERT 0 4
INSERT INTO rd SELECT n, n % 7, int4range(n * 10, n * 10 + 15) FROM generate_series(1, 1000) n;
--| INSERT 0 1000
INSERT INTO m SELECT n, int4multirange(int4range(n * 10, n * 10 + 3), int4range(n * 10 + 7, n * 10 + 9)) FROM generate_series(1, 1000) n;
--| INSERT 0 1000
INSERT INTO m VALUES (3000, '{}'), (3001, NULL), (3002, '{(,5)}'), (3003, '{[9990,)}');
--| INSERT 0 4
INSERT INTO n SELECT n, ('10.' || n % 5 || '.' || n % 200 || '.0/24')::inet FROM generate_series(1, 1000) n;
--| INSERT 0 1000
INSERT INTO n VALUES (3001, NULL), (3002, '::1'), (3003, '10.0.0.0/8');
--| INSERT 0 3
INSERT INTO s SELECT n, 'tx' || n % 100, '2024-01-01 00:00+00'::timestamptz + n * interval '1 hour' FROM generate_series(1, 1000) n;
--| INSERT 0 1000
INSERT INTO s VALUES (3001, NULL, NULL), (3002, '', '-infinity'), (3003, 'zz', 'infinity');
--| INSERT 0 3
CREATE INDEX d_during ON d USING gist (during);
--| CREATE INDEX
CREATE INDEX rd_index ON rd USING gist (room, during);
--| CREATE INDEX
CREATE INDEX m_mr ON m USING gist (mr);
--| CREATE INDEX
CREATE INDEX n_i ON n USING gist (i inet_ops);
--| CREATE INDEX
CREATE INDEX s_index ON s USING gist (tx, ts);
--| CREATE INDEX
ANALYZE d, rd, m, n, s;
--| ANALYZE
SET enable_seqscan = off;
--| SET
SET enable_bitmapscan = off;
--| SET
EXPLAIN (COSTS OFF) SELECT * FROM d WHERE during && '[100,120)';
--| QUERY PLAN text
--| Index Scan using d_during on d
--|   Index Cond: (during && '[100,120)'::int4range)
--| EXPLAIN
SELECT id FROM d WHERE during && '[100,120)' ORDER BY id;
--| id int4
--| 9
--| 10
--| 11
EXPLAIN (COSTS OFF) SELECT * FROM d WHERE 105 <@ during;
--| QUERY PLAN text
--| Index Scan using d_during on d
--|   Index Cond: (during @> 105)
--| EXPLAIN
SELECT id FROM d WHERE 105 <@ during ORDER BY id;
--| id int4
--| 10
SELECT id FROM d WHERE during @> '[100,112)'::int4range ORDER BY id;
--| id int4
--| 10
SELECT id FROM d WHERE during <@ '[100,132)'::int4range ORDER BY id;
--| id int4
--| 10
--| 11
--| 3000
SELECT id FROM d WHERE during << '[40,132)'::int4range ORDER BY id;
--| id int4
--| 1
--| 2
--| 3002
SELECT id FROM d WHERE during >> '[40,9970)'::int4range ORDER BY id;
--| id int4
--| 997
--| 998
--| 999
--| 1000
--| 3003
SELECT id FROM d WHERE during &< '[40,50)'::int4range ORDER BY id;
--| id int4
--| 1
--| 2
--| 3
--| 3002
SELECT id FROM d WHERE during &> '[9970,9970]'::int4range ORDER BY id;
--| id int4
--| 997
--| 998
--| 999
--| 1000
--| 3003
EXPLAIN (COSTS OFF) SELECT id FROM d WHERE during -|- '[40,50)'::int4range AND id > 3;
--| QUERY PLAN text
--| Index Scan using d_during on d
--|   Index Cond: (during -|- '[40,50)'::int4range)
--|   Filter: (id > 3)
--| EXPLAIN
SELECT id FROM d WHERE during -|- '[40,50)'::int4range AND id > 3;
--| id int4
--| 5
SELECT id FROM d WHERE during = '[40,55)'::int4range;
--| id int4
--| 4
SELECT count(*) FROM d WHERE during @> 'empty'::int4range;
--| count int8
--| 1003
SELECT id FROM d WHERE during <@ 'empty'::int4range;
--| id int4
--| 3000
SELECT id FROM d WHERE during = 'empty'::int4range;
--| id int4
--| 3000
SELECT id FROM d WHERE during && NULL;
--| id int4
--| (0 rows)
EXPLAIN (COSTS OFF) SELECT id FROM d WHERE during IS NULL;
--| QUERY PLAN text
--| Index Scan using d_during on d
--|   Index Cond: (during IS NULL)
--| EXPLAIN
SELECT id FROM d WHERE during IS NULL;
--| id int4
--| 3001
SELECT count(*) FROM d WHERE during IS NOT NULL;
--| count int8
--| 1003
EXPLAIN (COSTS OFF) SELECT during FROM d WHERE during && '[100,120)';
--| QUERY PLAN text
--| Index Only Scan using d_during on d
--|   Index Cond: (during && '[100,120)'::int4range)
--| EXPLAIN
SELECT during FROM d WHERE during && '[100,120)' ORDER BY 1;
--| during oid=3904
--| [90,105)
--| [100,115)
--| [110,125)
SELECT during FROM d WHERE NOT isempty(during) AND during <@ '[30,66)' ORDER BY 1;
--| during oid=3904
--| [30,45)
--| [40,55)
--| [50,65)
SELECT id FROM d WHERE during && '{[100,103),[300,301)}'::int4multirange ORDER BY id;
--| id int4
--| 9
--| 10
--| 29
--| 30
EXPLAIN (COSTS OFF) SELECT id FROM d WHERE during <@ '{[100,153),[300,391)}'::int4multirange;
--| QUERY PLAN text
--| Index Scan using d_during on d
--|   Index Cond: (during <@ '{[100,153),[300,391)}'::int4multirange)
--| EXPLAIN
SELECT id FROM d WHERE during <@ '{[100,153),[300,391)}'::int4multirange ORDER BY id;
--| id int4
--| 10
--| 11
--| 12
--| 13
--| 30
--| 31
--| 32
--| 33
--| 34
--| 35
--| 36
--| 37
--| 3000
EXPLAIN (COSTS OFF) SELECT * FROM rd WHERE room = 3 AND during && '[100,200)';
--| QUERY PLAN text
--| Index Scan using rd_index on rd
--|   Index Cond: ((room = 3) AND (during && '[100,200)'::int4range))
--| EXPLAIN
SELECT id FROM rd WHERE room = 3 AND during && '[100,200)' ORDER BY id;
--| id int4
--| 10
--| 17
SELECT id FROM rd WHERE room > 4 AND during && '[100,200)' ORDER BY id;
--| id int4
--| 12
--| 13
--| 19
SELECT id FROM rd WHERE room <> 4 AND during && '[100,150)' ORDER BY id;
--| id int4
--| 9
--| 10
--| 12
--| 13
--| 14
SELECT room, during FROM rd WHERE during @> 777 ORDER BY room;
--| room int4 | during oid=3904
--| 0 | [770,785)
EXPLAIN (COSTS OFF) SELECT id FROM m WHERE mr && '{[100,103),[300,301)}'::int4multirange;
--| QUERY PLAN text
--| Index Scan using m_mr on m
--|   Index Cond: (mr && '{[100,103),[300,301)}'::int4multirange)
--| EXPLAIN
SELECT id FROM m WHERE mr && '{[100,103),[300,301)}'::int4multirange ORDER BY id;
--| id int4
--| 10
--| 30
SELECT id FROM m WHERE mr @> 107 ORDER BY id;
--| id int4
--| 10
SELECT id FROM m WHERE mr @> 105 ORDER BY id;
--| id int4
--| (0 rows)
SELECT id FROM m WHERE mr @> '[107,108]'::int4range ORDER BY id;
--| id int4
--| 10
SELECT id FROM m WHERE mr <@ '[100,119)'::int4range ORDER BY id;
--| id int4
--| 10
--| 11
--| 3000
SELECT id FROM m WHERE mr << '{[50,60)}'::int4multirange ORDER BY id;
--| id int4
--| 1
--| 2
--| 3
--| 4
--| 3002
SELECT id FROM m WHERE mr -|- '[53,57)'::int4range ORDER BY id;
--| id int4
--| (0 rows)
SELECT count(*) FROM m WHERE mr @> '{}'::int4multirange;
--| count int8
--| 1003
EXPLAIN (COSTS OFF) SELECT id FROM n WHERE i && '10.0.0.0/16';
--| QUERY PLAN text
--| Index Scan using n_i on n
--|   Index Cond: (i && '10.0.0.0/16'::inet)
--| EXPLAIN
SELECT count(*) FROM n WHERE i && '10.1.0.0/16';
--| count int8
--| 201
SELECT count(*) FROM n WHERE i << '10.1.0.0/16';
--| count int8
--| 200
SELECT count(*) FROM n WHERE i <<= '10.1.0.0/16';
--| count int8
--| 200
SELECT count(*) FROM n WHERE i >> '10.1.6.7';
--| count int8
--| 6
SELECT count(*) FROM n WHERE '10.0.5.0/24' <<= i;
--| count int8
--| 6
SELECT count(*) FROM n WHERE i = '10.1.6.0/24';
--| count int8
--| 5
SELECT count(*) FROM n WHERE i < '10.1.6.0/24';
--| count int8
--| 206
SELECT count(*) FROM n WHERE i >= '10.1.6.0/24';
--| count int8
--| 796
EXPLAIN (COSTS OFF) SELECT id FROM s WHERE tx = 'tx5' AND ts < '2024-01-20 00:00+00';
--| QUERY PLAN text
--| Index Scan using s_index on s
--|   Index Cond: ((tx = 'tx5'::text) AND (ts < '2024-01-20 00:00:00+00'::timestamp with time zone))
--| EXPLAIN
SELECT id FROM s WHERE tx = 'tx5' AND ts < '2024-01-20 00:00+00' ORDER BY id;
--| id int4
--| 5
--| 105
--| 205
--| 305
--| 405
SELECT count(*) FROM s WHERE tx > 'tx90';
--| count int8
--| 91
SELECT id FROM s WHERE ts >= '2024-02-11 00:00+00' ORDER BY id;
--| id int4
--| 984
--| 985
--| 986
--| 987
--| 988
--| 989
--| 990
--| 991
--| 992
--| 993
--| 994
--| 995
--| 996
--| 997
--| 998
--| 999
--| 1000
--| 3003
SELECT count(*) FROM s WHERE tx <> 'tx5';
--| count int8
--| 992
SET enable_seqscan = on;
--| SET
SET enable_memoize = off;
--| SET
EXPLAIN (COSTS OFF) SELECT a.id, b.id FROM d a JOIN d b ON a.during && b.during WHERE a.id BETWEEN 5 AND 7;
--| QUERY PLAN text
--| Nested Loop
--|   ->  Seq Scan on d a
--|         Filter: ((id >= 5) AND (id <= 7))
--|   ->  Index Scan using d_during on d b
--|         Index Cond: (during && a.during)
--| EXPLAIN
SELECT a.id, b.id FROM d a JOIN d b ON a.during && b.during WHERE a.id BETWEEN 5 AND 7 ORDER BY 1, 2;
--| id int4 | id int4
--| 5 | 4
--| 5 | 5
--| 5 | 6
--| 6 | 5
--| 6 | 6
--| 6 | 7
--| 7 | 6
--| 7 | 7
--| 7 | 8
SET enable_seqscan = off;
--| SET
SET enable_bitmapscan = on;
--| SET
SET enable_indexscan = off;
--| SET
SET enable_indexonlyscan = off;
--| SET
EXPLAIN (COSTS OFF) SELECT id FROM d WHERE during && '[100,200)';
--| QUERY PLAN text
--| Bitmap Heap Scan on d
--|   Recheck Cond: (during && '[100,200)'::int4range)
--|   ->  Bitmap Index Scan on d_during
--|         Index Cond: (during && '[100,200)'::int4range)
--| EXPLAIN
SELECT id FROM d WHERE during && '[100,200)' ORDER BY id;
--| id int4
--| 9
--| 10
--| 11
--| 12
--| 13
--| 14
--| 15
--| 16
--| 17
--| 18
--| 19
EXPLAIN (COSTS OFF) SELECT id FROM n WHERE i << '10.1.0.0/16' AND id > 7;
--| QUERY PLAN text
--| Bitmap Heap Scan on n
--|   Recheck Cond: (i << '10.1.0.0/16'::inet)
--|   Filter: (id > 7)
--|   ->  Bitmap Index Scan on n_i
--|         Index Cond: (i << '10.1.0.0/16'::inet)
--| EXPLAIN
SELECT count(*) FROM n WHERE i << '10.1.0.0/16' AND id > 7;
--| count int8
--| 198
EXPLAIN (COSTS OFF) SELECT id FROM m WHERE mr @> 1000 OR mr && '[700,702)'::int4range;
--| QUERY PLAN text
--| Bitmap Heap Scan on m
--|   Recheck Cond: ((mr @> 1000) OR (mr && '[700,702)'::int4range))
--|   ->  BitmapOr
--|         ->  Bitmap Index Scan on m_mr
--|               Index Cond: (mr @> 1000)
--|         ->  Bitmap Index Scan on m_mr
--|               Index Cond: (mr && '[700,702)'::int4range)
--| EXPLAIN
SELECT id FROM m WHERE mr @> 1000 OR mr && '[700,702)'::int4range ORDER BY id;
--| id int4
--| 70
--| 100
SET enable_indexscan = on;
--| SET
SET enable_bitmapscan = off;
--| SET
DELETE FROM d WHERE id % 3 = 0;
--| DELETE 335
VACUUM d;
--| VACUUM
INSERT INTO d SELECT n, int4range(n, n + 3) FROM generate_series(2000, 3000, 50) n;
--| INSERT 0 21
SELECT count(*) FROM d WHERE during && '[100,2500)';
--| count int8
--| 170
REINDEX TABLE d;
--| REINDEX
SELECT count(*) FROM d WHERE during && '[100,2500)';
--| count int8
--| 170
UPDATE d SET during = int4range(lower(during) + 20000, upper(during) + 20000) WHERE id < 50;
--| UPDATE 33
SELECT count(*) FROM d WHERE during && '[20000,21000)';
--| count int8
--| 33
TRUNCATE d;
--| TRUNCATE TABLE
SELECT count(*) FROM d WHERE during && '[100,2500)';
--| count int8
--| 0
CREATE UNLOGGED TABLE u (r daterange, EXCLUDE USING gist (r WITH &&));
--| CREATE TABLE
CREATE TEMP TABLE tt (r daterange, EXCLUDE USING gist (r WITH &&));
--| CREATE TABLE
INSERT INTO u VALUES ('[2024-01-01,2024-02-01)'), ('[2024-02-01,2024-03-01)');
--| INSERT 0 2
INSERT INTO tt SELECT * FROM u;
--| INSERT 0 2
INSERT INTO tt VALUES ('[2024-02-29,2024-02-29]') ON CONFLICT DO NOTHING;
--| INSERT 0 0
DROP TABLE d, rd, m, n, s, u, tt;
--| DROP TABLE
DROP EXTENSION btree_gist;
--| DROP EXTENSION
