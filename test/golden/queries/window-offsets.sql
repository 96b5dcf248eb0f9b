-- lag and lead with offsets and defaults: negative, zero and NULL offsets, a default of a common type, partitions' ends.

SELECT x, lag(x) OVER w, lag(x, 2) OVER w AS lag2, lag(x, 2, -1) OVER w AS d, lead(x) OVER w, lead(x, 2) OVER w AS lead2, lead(x, 0) OVER w AS self, lead(x, -1) OVER w AS back, lag(x, NULL) OVER w AS none FROM (VALUES (1), (2), (NULL), (4)) v(x) WINDOW w AS (ORDER BY x) ORDER BY x;
--| x int4 | lag int4 | lag2 int4 | d int4 | lead int4 | lead2 int4 | self int4 | back int4 | none int4
--| 1 | NULL | NULL | -1 | 2 | 4 | 1 | NULL | NULL
--| 2 | 1 | NULL | -1 | 4 | NULL | 2 | 1 | NULL
--| 4 | 2 | 1 | 1 | NULL | NULL | 4 | 2 | NULL
--| NULL | 4 | 2 | 2 | NULL | NULL | NULL | 4 | NULL
SELECT x, lag(x, 1, 0.5) OVER (ORDER BY x) AS common, lead(x, 1, NULL) OVER (ORDER BY x) AS plain FROM (VALUES (1), (2)) v(x);
--| x int4 | common numeric | plain int4
--| 1 | 0.5 | 2
--| 2 | 1 | NULL
SELECT g, x, lag(x, 1, x * 10) OVER (PARTITION BY g ORDER BY x) AS own FROM (VALUES ('a', 1), ('a', 2), ('b', 3)) v(g, x);
--| g text | x int4 | own int4
--| a | 1 | 10
--| a | 2 | 1
--| b | 3 | 30
SELECT x, lag(x, x) OVER (ORDER BY x) FROM (VALUES (1), (2), (3)) v(x);
--| x int4 | lag int4
--| 1 | NULL
--| 2 | NULL
--| 3 | NULL
SELECT lag(x, 1, 'a') OVER (ORDER BY x) FROM (VALUES (1), (2)) v(x);
--| ERROR 22P02: invalid input syntax for type integer: "a"
--| POSITION: 18
SELECT lag(x, 1, true) OVER (ORDER BY x) FROM (VALUES (1), (2)) v(x);
--| ERROR 42883: function lag(integer, integer, boolean) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT lag(x) FROM (VALUES (1)) v(x);
--| ERROR 42809: window function lag requires an OVER clause
--| POSITION: 8
SELECT ntile(0) OVER (ORDER BY x) FROM (VALUES (1)) v(x);
--| ERROR 22014: argument of ntile must be greater than zero
SELECT nth_value(x, 0) OVER (ORDER BY x) FROM (VALUES (1)) v(x);
--| ERROR 22016: argument of nth_value must be greater than zero
SELECT nth_value(x, NULL) OVER (ORDER BY x), ntile(NULL) OVER (ORDER BY x) FROM (VALUES (1)) v(x);
--| nth_value int4 | ntile int4
--| NULL | NULL
SELECT lag(DISTINCT x) OVER (ORDER BY x) FROM (VALUES (1)) v(x);
--| ERROR 0A000: DISTINCT is not implemented for window functions
--| POSITION: 8
SELECT lag(x) FILTER (WHERE true) OVER (ORDER BY x) FROM (VALUES (1)) v(x);
--| ERROR 0A000: FILTER is not implemented for non-aggregate window functions
--| POSITION: 8
