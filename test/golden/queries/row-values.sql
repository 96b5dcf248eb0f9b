-- Row values and composite results.
SELECT ROW(1, 'a', NULL) AS r, (1, 2) AS p, ROW() AS e;
--| r record | p record | e record
--| (1,a,) | (1,2) | ()
SELECT ROW(1, 'a,b', '"q"', '') AS quoted;
--| quoted record
--| (1,"a,b","""q""","")
SELECT (1, 2) < (1, 3) AS a, (2, 1) > (1, 9) AS b, (1, 2) <> (1, 2) AS c, (1, NULL) IS DISTINCT FROM (1, NULL) AS d;
--| a bool | b bool | c bool | d bool
--| t | t | f | f
SELECT (1, 2) BETWEEN (1, 1) AND (1, 3) AS b;
--| b bool
--| t
SELECT (ROW(1, 2)).f1;
--| f1 int4
--| 1
SELECT x FROM (VALUES ((1, 2)), ((1, 1)), ((0, 5))) v(x) ORDER BY x;
--| x record
--| (0,5)
--| (1,1)
--| (1,2)
CREATE TABLE t (a int, b text);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'x'), (2, NULL);
--| INSERT 0 2
SELECT t FROM t ORDER BY t.a;
--| t user-type
--| (1,x)
--| (2,)
SELECT t = ROW(1, 'x')::t AS same FROM t ORDER BY a;
--| same bool
--| t
--| f
SELECT ROW(t.*, 9) FROM t ORDER BY a;
--| row record
--| (1,x,9)
--| (2,,9)
SELECT (a, b) = (1, 'x') AS c FROM t ORDER BY a;
--| c bool
--| t
--| f
SELECT count(t) FROM t;
--| count int8
--| 2
SELECT (t).nosuch FROM t;
--| ERROR 42703: column t.nosuch does not exist
--| POSITION: 9
SELECT ((1, 2)).a;
--| ERROR 42703: could not identify column "a" in record data type
--| POSITION: 9
