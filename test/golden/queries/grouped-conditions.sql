-- Conditions and constants as grouping keys: what folding makes of them must not come between a key and its uses.
CREATE TABLE g (a int PRIMARY KEY, d timestamp NOT NULL, b bool, n text);
--| CREATE TABLE
INSERT INTO g VALUES (1, '2000-01-01', true, 'x'), (2, '2001-01-01', NULL, 'a'), (3, '2001-01-01', false, 'm'), (4, '2001-01-01', false, NULL);
--| INSERT 0 4
SELECT NOT (d IS NULL) FROM g GROUP BY d IS NULL;
--| ?column? bool
--| t
SELECT (a > 2 AND b) AND count(*) > 1 FROM g GROUP BY (a > 2 AND b) ORDER BY 1;
--| ERROR 42803: column "g.a" must appear in the GROUP BY clause or be used in an aggregate function
--| POSITION: 9
SELECT (a > 2 OR b) OR count(*) > 4 FROM g GROUP BY (a > 2 OR b) HAVING NOT (a > 2 OR b);
--| ERROR 42803: column "g.a" must appear in the GROUP BY clause or be used in an aggregate function
--| POSITION: 9
SELECT count(*) FROM g GROUP BY a > 1 HAVING NOT (a > 1);
--| count int8
--| 1
SELECT count(*) FROM g GROUP BY a > 1 HAVING NOT (a > 1) OR count(*) > 2 ORDER BY 1;
--| count int8
--| 1
--| 3
SELECT 1 FROM (SELECT NULL::int c0, true c1 FROM (SELECT 1) y) x GROUP BY ROLLUP (c0 % 3, c1) HAVING true;
--| ?column? int4
--| 1
--| 1
--| 1
SELECT true, c1, c0 FROM (SELECT NULL::int c0, true c1 FROM (SELECT 1) y) x GROUP BY ROLLUP (c0, c1) ORDER BY 1, 2, 3;
--| ?column? bool | c1 bool | c0 int4
--| t | t | NULL
--| t | NULL | NULL
--| t | NULL | NULL
SELECT 7, c1, c1 + 1, sum(c1), count(*) FROM (SELECT 7 c1 FROM (SELECT 1) y) x GROUP BY CUBE (c1) ORDER BY c1;
--| ?column? int4 | c1 int4 | ?column? int4 | sum int8 | count int8
--| 7 | 7 | 8 | 7 | 1
--| 7 | NULL | NULL | 7 | 1
SELECT k, k + 1, grouping(k), sum(k) FROM (SELECT a + 1 k FROM g) x GROUP BY ROLLUP (k) ORDER BY 1, 2;
--| k int4 | ?column? int4 | grouping int4 | sum int8
--| 2 | 3 | 0 | 2
--| 3 | 4 | 0 | 3
--| 4 | 5 | 0 | 4
--| 5 | 6 | 0 | 5
--| NULL | NULL | 1 | 14
SELECT k, row_number() OVER (ORDER BY k) FROM (SELECT 5 k, a FROM g) x GROUP BY GROUPING SETS ((k), (a), ()) ORDER BY 1, 2;
--| k int4 | row_number int8
--| 5 | 1
--| NULL | 2
--| NULL | 3
--| NULL | 4
--| NULL | 5
--| NULL | 6
SELECT (SELECT k) FROM (SELECT 5 k, a FROM g) x GROUP BY GROUPING SETS ((k), (a), ()) ORDER BY 1;
--| k int4
--| 5
--| NULL
--| NULL
--| NULL
--| NULL
--| NULL
-- Window keys may depend on a grouped primary key.
SELECT a, rank() OVER (ORDER BY n) FROM g GROUP BY a ORDER BY 1;
--| a int4 | rank int8
--| 1 | 3
--| 2 | 1
--| 3 | 2
--| 4 | 4
SELECT a, rank() OVER (PARTITION BY b ORDER BY n || 'x', count(*)) FROM g GROUP BY a ORDER BY 1;
--| a int4 | rank int8
--| 1 | 1
--| 2 | 1
--| 3 | 1
--| 4 | 2
SELECT a, sum(count(*)) OVER (PARTITION BY b ORDER BY d RANGE BETWEEN '1 year' PRECEDING AND CURRENT ROW) FROM g GROUP BY a ORDER BY 1;
--| a int4 | sum numeric
--| 1 | 1
--| 2 | 1
--| 3 | 2
--| 4 | 2
-- Keys that are conditions, compared with true and false within arguments of window functions.
CREATE TABLE gw (d bool, n int);
--| CREATE TABLE
INSERT INTO gw VALUES (true, 1), (NULL, 2), (false, 3);
--| INSERT 0 3
SELECT max(1) FILTER (WHERE (d IS NULL) IN (false)) OVER () FROM gw GROUP BY (d IS NULL);
--| max int4
--| 1
--| 1
SELECT max(1) FILTER (WHERE (n > 1) = (d IS NULL)) OVER () FROM gw GROUP BY n > 1, d IS NULL;
--| max int4
--| 1
--| 1
--| 1
SELECT (d IS NULL) = false, NOT (d IS NULL), (d IS NULL) IS FALSE, (d IS NULL) IS NOT TRUE, count(*) FROM gw GROUP BY (d IS NULL) ORDER BY 1;
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | count int8
--| f | f | f | f | 1
--| t | t | t | t | 2
