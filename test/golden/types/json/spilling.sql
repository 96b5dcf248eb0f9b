-- sorts, groups and joins of jsonb and jsonpath beyond work_mem
CREATE TABLE s (id int, j jsonb, p jsonpath);
--| CREATE TABLE
INSERT INTO s SELECT g, jsonb_build_object('g', g % 700, 'pad', repeat('x', 100)), ('$.a' || g % 3)::jsonpath FROM generate_series(1, 3000) g;
--| INSERT 0 3000
SET work_mem = '64kB';
--| SET
SELECT md5(string_agg(j::text, ',')) FROM (SELECT j FROM s ORDER BY j, id) x;
--| md5 text
--| 5ca2f564792ebeeda2411e1e35faebd0
SELECT md5(string_agg(j::text || c, ',' ORDER BY j)) FROM (SELECT j, count(*) c FROM s GROUP BY j) x;
--| md5 text
--| aa99c03652507577b72648c4d4910ffe
SELECT count(*) FROM s a JOIN s b ON a.j = b.j AND a.id = b.id;
--| count int8
--| 3000
SELECT count(DISTINCT j) FROM s;
--| count int8
--| 700
SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM (SELECT id, p FROM s ORDER BY j DESC, id) x;
--| md5 text
--| 13b3c3e0bbc10bb4fac03876064ce6b5
ANALYZE s;
--| ANALYZE
SELECT n_distinct, null_frac, most_common_vals IS NULL FROM pg_stats WHERE tablename = 's' AND attname = 'j';
--| n_distinct float4 | null_frac float4 | ?column? bool
--| -0.23333333 | 0 | f
CREATE INDEX ON s (j);
--| CREATE INDEX
SET enable_seqscan = off;
--| SET
SELECT count(*) FROM s WHERE j >= '{"g": 5, "pad": ""}' AND j < '{"g": 6, "pad": ""}';
--| count int8
--| 5
SELECT j ->> 'g' FROM s ORDER BY j LIMIT 3;
--| ?column? text
--| 0
--| 0
--| 0
SELECT j -> 'g' FROM s ORDER BY j DESC LIMIT 3;
--| ?column? jsonb
--| 699
--| 699
--| 699
