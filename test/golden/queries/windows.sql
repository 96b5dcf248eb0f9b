-- Window functions: ranking, neighbours, aggregates over frames, named windows.
CREATE TABLE w (g text, n int, v numeric);
--| CREATE TABLE
INSERT INTO w VALUES ('a', 1, 10), ('a', 2, 20), ('a', 2, 5), ('b', 1, NULL), ('b', 3, 7), ('a', 4, 1);
--| INSERT 0 6
SELECT g, n, row_number() OVER (PARTITION BY g ORDER BY n, v) AS rn, rank() OVER (PARTITION BY g ORDER BY n) AS r, dense_rank() OVER (PARTITION BY g ORDER BY n) AS d FROM w ORDER BY g, n, v;
--| g text | n int4 | rn int8 | r int8 | d int8
--| a | 1 | 1 | 1 | 1
--| a | 2 | 2 | 2 | 2
--| a | 2 | 3 | 2 | 2
--| a | 4 | 4 | 4 | 3
--| b | 1 | 1 | 1 | 1
--| b | 3 | 2 | 2 | 2
SELECT g, n, sum(v) OVER (PARTITION BY g ORDER BY n) AS running, sum(v) OVER (PARTITION BY g) AS total, count(*) OVER () AS all FROM w ORDER BY g, n, v;
--| g text | n int4 | running numeric | total numeric | all int8
--| a | 1 | 10 | 36 | 6
--| a | 2 | 35 | 36 | 6
--| a | 2 | 35 | 36 | 6
--| a | 4 | 36 | 36 | 6
--| b | 1 | NULL | 7 | 6
--| b | 3 | 7 | 7 | 6
SELECT n, v, lag(v) OVER o AS before, lead(v, 1, -1) OVER o AS after, first_value(v) OVER o AS f, last_value(v) OVER o AS l, nth_value(v, 2) OVER o AS second FROM w WINDOW o AS (ORDER BY n, v) ORDER BY n, v;
--| n int4 | v numeric | before numeric | after numeric | f numeric | l numeric | second numeric
--| 1 | 10 | NULL | NULL | 10 | 10 | NULL
--| 1 | NULL | 10 | 5 | 10 | NULL | NULL
--| 2 | 5 | NULL | 20 | 10 | 5 | NULL
--| 2 | 20 | 5 | 7 | 10 | 20 | NULL
--| 3 | 7 | 20 | 1 | 10 | 7 | NULL
--| 4 | 1 | 7 | -1 | 10 | 1 | NULL
SELECT n, avg(v) OVER (ORDER BY n, v ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS smooth, sum(n) OVER (ORDER BY n RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS near, count(*) OVER (ORDER BY n GROUPS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS groups FROM w ORDER BY n, v;
--| n int4 | smooth numeric | near int8 | groups int8
--| 1 | 10.0000000000000000 | 2 | 4
--| 1 | 7.5000000000000000 | 2 | 4
--| 2 | 12.5000000000000000 | 6 | 3
--| 2 | 10.6666666666666667 | 6 | 3
--| 3 | 9.3333333333333333 | 7 | 2
--| 4 | 4.0000000000000000 | 7 | 1
SELECT n, sum(n) OVER (ORDER BY n, v ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW) AS others, array_agg(n) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) IS NOT NULL AS t FROM w ORDER BY n, v;
--| n int4 | others int8 | t bool
--| 1 | NULL | t
--| 1 | 1 | t
--| 2 | 2 | t
--| 2 | 4 | t
--| 3 | 6 | t
--| 4 | 9 | t
SELECT n, ntile(3) OVER (ORDER BY n, v) AS t, percent_rank() OVER (ORDER BY n) AS p, cume_dist() OVER (ORDER BY n) AS c FROM w ORDER BY n, v;
--| n int4 | t int4 | p float8 | c float8
--| 1 | 1 | 0 | 0.3333333333333333
--| 1 | 1 | 0 | 0.3333333333333333
--| 2 | 2 | 0.4 | 0.6666666666666666
--| 2 | 2 | 0.4 | 0.6666666666666666
--| 3 | 3 | 0.8 | 0.8333333333333334
--| 4 | 3 | 1 | 1
SELECT g, sum(sum(v)) OVER (ORDER BY g) AS s FROM w GROUP BY g ORDER BY g;
--| g text | s numeric
--| a | 36
--| b | 43
SELECT g, n FROM (SELECT g, n, row_number() OVER (PARTITION BY g ORDER BY n DESC) AS rn FROM w) s WHERE rn = 1 ORDER BY g;
--| g text | n int4
--| a | 4
--| b | 3
SELECT count(*) FILTER (WHERE v > 5) OVER (PARTITION BY g) AS c FROM w ORDER BY c;
--| c int8
--| 1
--| 1
--| 2
--| 2
--| 2
--| 2
SELECT n, sum(n) OVER (x ORDER BY n) FROM w WINDOW x AS (PARTITION BY g) ORDER BY 1, 2;
--| n int4 | sum int8
--| 1 | 1
--| 1 | 1
--| 2 | 5
--| 2 | 5
--| 3 | 4
--| 4 | 9
SELECT row_number() OVER () FROM w WHERE row_number() OVER () > 1;
--| ERROR 42P20: window functions are not allowed in WHERE
--| POSITION: 42
SELECT rank() FROM w;
--| ERROR 42809: window function rank requires an OVER clause
--| POSITION: 8
SELECT sum(n) OVER nosuch FROM w;
--| ERROR 42704: window "nosuch" does not exist
--| POSITION: 20
SELECT upper(g) OVER () FROM w;
--| ERROR 42809: OVER specified, but upper is not a window function nor an aggregate function
--| POSITION: 8
SELECT sum(n) OVER (ORDER BY n ROWS BETWEEN -1 PRECEDING AND CURRENT ROW) FROM w;
--| ERROR 22013: frame starting offset must not be negative
SELECT ntile(0) OVER () FROM w;
--| ERROR 22014: argument of ntile must be greater than zero
SELECT sum(row_number() OVER ()) FROM w;
--| ERROR 42803: aggregate function calls cannot contain window function calls
--| POSITION: 12
