-- Hypothetical-set aggregates: rank, dense_rank, percent_rank, cume_dist WITHIN GROUP: several keys, directions, NULLs, groups, filters, errors.
CREATE TABLE score (g int, x int, y text);
--| CREATE TABLE
INSERT INTO score VALUES (1, 10, 'a'), (1, 20, 'b'), (1, 20, 'c'), (1, 50, 'd'), (2, 5, 'e'), (2, NULL, 'f'), (3, NULL, NULL);
--| INSERT 0 7
SELECT rank(20) WITHIN GROUP (ORDER BY x) AS rank, dense_rank(20) WITHIN GROUP (ORDER BY x) AS dense, percent_rank(20) WITHIN GROUP (ORDER BY x) AS percent, cume_dist(20) WITHIN GROUP (ORDER BY x) AS cume FROM score;
--| rank int8 | dense int8 | percent float8 | cume float8
--| 3 | 3 | 0.2857142857142857 | 0.625
SELECT rank(30) WITHIN GROUP (ORDER BY x DESC) AS rank, dense_rank(30) WITHIN GROUP (ORDER BY x DESC) AS dense, percent_rank(30) WITHIN GROUP (ORDER BY x DESC NULLS LAST) AS percent, cume_dist(30) WITHIN GROUP (ORDER BY x NULLS FIRST) AS cume FROM score;
--| rank int8 | dense int8 | percent float8 | cume float8
--| 4 | 3 | 0.14285714285714285 | 0.875
SELECT rank(20, 'c') WITHIN GROUP (ORDER BY x, y) AS a, rank(20, 'c') WITHIN GROUP (ORDER BY x, y DESC) AS b, dense_rank(20, 'bb') WITHIN GROUP (ORDER BY x DESC, y) AS c FROM score;
--| a int8 | b int8 | c int8
--| 4 | 3 | 5
SELECT rank(NULL) WITHIN GROUP (ORDER BY x) AS a, dense_rank(NULL) WITHIN GROUP (ORDER BY x) AS b, cume_dist(NULL) WITHIN GROUP (ORDER BY x NULLS FIRST) AS c FROM score;
--| a int8 | b int8 | c float8
--| 6 | 5 | 0.375
SELECT g, rank(20) WITHIN GROUP (ORDER BY x) AS rank, cume_dist(20) WITHIN GROUP (ORDER BY x) AS cume, percent_rank(20) WITHIN GROUP (ORDER BY x) AS percent FROM score GROUP BY g ORDER BY g;
--| g int4 | rank int8 | cume float8 | percent float8
--| 1 | 2 | 0.8 | 0.25
--| 2 | 2 | 0.6666666666666666 | 0.5
--| 3 | 1 | 0.5 | 0
SELECT g, rank(g * 10) WITHIN GROUP (ORDER BY x) AS rank FROM score GROUP BY g ORDER BY g;
--| g int4 | rank int8
--| 1 | 1
--| 2 | 2
--| 3 | 1
SELECT rank(20) WITHIN GROUP (ORDER BY x) FILTER (WHERE x > 10) AS a, dense_rank(20) WITHIN GROUP (ORDER BY x) FILTER (WHERE false) AS b, percent_rank(1) WITHIN GROUP (ORDER BY x) FILTER (WHERE false) AS c, cume_dist(1) WITHIN GROUP (ORDER BY x) FILTER (WHERE false) AS d FROM score;
--| a int8 | b int8 | c float8 | d float8
--| 1 | 1 | 0 | 1
SELECT rank(20.5) WITHIN GROUP (ORDER BY x) AS a, rank('15') WITHIN GROUP (ORDER BY x) AS b, rank('bb') WITHIN GROUP (ORDER BY y) AS c, rank(2) WITHIN GROUP (ORDER BY x % 3) AS d FROM score;
--| a int8 | b int8 | c int8 | d int8
--| 5 | 3 | 3 | 2
SELECT g, rank(20) WITHIN GROUP (ORDER BY x) AS rank FROM score GROUP BY ROLLUP (g) ORDER BY g NULLS LAST;
--| g int4 | rank int8
--| 1 | 2
--| 2 | 2
--| 3 | 1
--| NULL | 3
SELECT rank('x') WITHIN GROUP (ORDER BY x) FROM score;
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 13
SELECT rank(1, 2) WITHIN GROUP (ORDER BY x) FROM score;
--| ERROR 42883: function rank(integer, integer, integer) does not exist
--| HINT: To use the hypothetical-set aggregate rank, the number of hypothetical direct arguments (here 2) must match the number of ordering columns (here 1).
--| POSITION: 8
SELECT rank(1) WITHIN GROUP (ORDER BY x, y) FROM score;
--| ERROR 42883: function rank(integer, integer, text) does not exist
--| HINT: To use the hypothetical-set aggregate rank, the number of hypothetical direct arguments (here 1) must match the number of ordering columns (here 2).
--| POSITION: 8
SELECT rank(x) WITHIN GROUP (ORDER BY x) FROM score;
--| ERROR 42803: column "score.x" must appear in the GROUP BY clause or be used in an aggregate function
--| DETAIL: Direct arguments of an ordered-set aggregate must use only grouped columns.
--| POSITION: 13
SELECT rank(VARIADIC ARRAY[1, 2]) WITHIN GROUP (ORDER BY x, g) FROM score;
--| ERROR 42601: cannot use VARIADIC with WITHIN GROUP
--| POSITION: 35
SELECT rank(1) FROM score;
--| ERROR 42809: WITHIN GROUP is required for ordered-set aggregate rank
--| POSITION: 8
SELECT rank() WITHIN GROUP (ORDER BY x) FROM score;
--| ERROR 42883: function rank(integer) does not exist
--| HINT: To use the hypothetical-set aggregate rank, the number of hypothetical direct arguments (here 0) must match the number of ordering columns (here 1).
--| POSITION: 8
SELECT rank(1) WITHIN GROUP (ORDER BY x) OVER () FROM score;
--| ERROR 0A000: OVER is not supported for ordered-set aggregate rank
--| POSITION: 8
