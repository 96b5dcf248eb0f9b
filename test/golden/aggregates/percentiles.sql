-- percentile_cont, percentile_disc and mode over numbers and intervals, one fraction or an array of them.

SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY x), percentile_disc(0.25) WITHIN GROUP (ORDER BY x), percentile_cont(ARRAY[0, 0.5, NULL, 1]) WITHIN GROUP (ORDER BY x), percentile_disc(ARRAY[0, 0.5, NULL, 1]) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8), (2), (4), (NULL), (8)) v(x);
--| percentile_cont float8 | percentile_disc float8 | percentile_cont float8[] | percentile_disc float8[]
--| 1.75 | 1 | {1,3,NULL,8} | {1,2,NULL,8}
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x), percentile_cont(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY x), percentile_disc(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES ('1 day'::interval), ('2 days'), ('1 month')) v(x);
--| percentile_cont interval | percentile_cont interval[] | percentile_disc interval
--| 2 days | {"1 day 04:48:00","25 days -14:24:00"} | 2 days
SELECT percentile_disc(ARRAY[[0.5, 1], [0, NULL]]) WITHIN GROUP (ORDER BY x) FROM (VALUES ('a'), ('b'), ('c')) v(x);
--| percentile_disc text[]
--| {{b,c},{a,NULL}}
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x DESC), mode() WITHIN GROUP (ORDER BY x) FROM (VALUES (1), (1), (5)) v(x);
--| percentile_cont float8 | mode int4
--| 1 | 1
SELECT percentile_cont(NULL) WITHIN GROUP (ORDER BY x), percentile_disc('{}'::float8[]) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x);
--| percentile_cont float8 | percentile_disc float8[]
--| NULL | {}
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x), mode() WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x) WHERE false;
--| percentile_cont float8 | mode float8
--| NULL | NULL
SELECT percentile_cont(1.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x);
--| ERROR 22003: percentile value 1.5 is not between 0 and 1
SELECT percentile_disc(-0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES (1)) v(x);
--| ERROR 22003: percentile value -0.5 is not between 0 and 1
SELECT percentile_cont(ARRAY[0.5, 2]) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x);
--| ERROR 22003: percentile value 2 is not between 0 and 1
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM (VALUES ('a')) v(x);
--| ERROR 42883: function percentile_cont(numeric, text) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT percentile_cont(x) WITHIN GROUP (ORDER BY x) FROM (VALUES (1::float8)) v(x);
--| ERROR 42803: column "v.x" must appear in the GROUP BY clause or be used in an aggregate function
--| DETAIL: Direct arguments of an ordered-set aggregate must use only grouped columns.
--| POSITION: 24
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) OVER () FROM (VALUES (1::float8)) v(x);
--| ERROR 0A000: OVER is not supported for ordered-set aggregate percentile_cont
--| POSITION: 8
SELECT mode(x) FROM (VALUES (1)) v(x);
--| ERROR 42809: WITHIN GROUP is required for ordered-set aggregate mode
--| POSITION: 8
