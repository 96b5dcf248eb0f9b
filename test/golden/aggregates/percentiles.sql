-- percentile_cont, percentile_disc and mode over numbers and intervals, one fraction or an array of them.

SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY x), percentile_disc(0.25) WITHIN GROUP (ORDER BY x), percentile_cont(ARRAY[0, 0.5, NULL, 1]) WITHIN GROUP (ORDER BY x), percentile_disc(ARRAY[0, 0.5, NULL, 1]) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8), (2), (4), (NULL), (8)) v(x);
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x), percentile_cont(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY x), percentile_disc(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES ('1 day'::interval), ('2 days'), ('1 month')) v(x);
SELECT percentile_disc(ARRAY[[0.5, 1], [0, NULL]]) WITHIN GROUP (ORDER BY x) FROM (VALUES ('a'), ('b'), ('c')) v(x);
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x DESC), mode() WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (1), (5)) v(x);
SELECT percentile_cont(NULL) WITHIN GROUP (ORDER BY x), percentile_disc('{}'::float8[]) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x);
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x), mode() WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x) WHERE false;
SELECT percentile_cont(1.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x);
SELECT percentile_disc(-0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1)) v(x);
SELECT percentile_cont(ARRAY[0.5, 2]) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x);
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES ('a')) v(x);
SELECT percentile_cont(x) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x);
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) OVER () FROM (VALUES (1::float8)) v(x);
SELECT mode(x) FROM (VALUES (1)) v(x);
