-- GROUPING in a sub-select, of the keys of a query around it.

CREATE TABLE sale (region text, product text, n int);
--| CREATE TABLE

INSERT INTO sale VALUES ('n','a',1),('n','b',2),('s','a',3),('s','b',4),('s','c',5),(NULL,'a',6);
--| INSERT 0 6

SELECT region, (SELECT GROUPING(region)) FROM sale GROUP BY ROLLUP (region) ORDER BY 1, 2;
--| region text | grouping int4
--| n | 0
--| s | 0
--| NULL | 0
--| NULL | 1

SELECT region, product, (SELECT GROUPING(region, product)) AS g, GROUPING(product, region) FROM sale GROUP BY CUBE (region, product) ORDER BY 3, 1, 2;
--| region text | product text | g int4 | grouping int4
--| n | a | 0 | 0
--| n | b | 0 | 0
--| s | a | 0 | 0
--| s | b | 0 | 0
--| s | c | 0 | 0
--| NULL | a | 0 | 0
--| n | NULL | 1 | 2
--| s | NULL | 1 | 2
--| NULL | NULL | 1 | 2
--| NULL | a | 2 | 1
--| NULL | b | 2 | 1
--| NULL | c | 2 | 1
--| NULL | NULL | 3 | 3

SELECT region, (SELECT GROUPING(region) + x FROM (VALUES (10), (20)) v(x) WHERE x > 15) FROM sale GROUP BY ROLLUP (region) ORDER BY 1, 2;
--| region text | ?column? int4
--| n | 20
--| s | 20
--| NULL | 20
--| NULL | 21

SELECT region FROM sale GROUP BY ROLLUP (region) HAVING EXISTS (SELECT 1 WHERE GROUPING(region) = 1);
--| region text
--| NULL

SELECT region FROM sale GROUP BY ROLLUP (region) HAVING (SELECT GROUPING(region) = 0) ORDER BY 1;
--| region text
--| n
--| s
--| NULL

SELECT region, (SELECT sum(n) + GROUPING(s.region) FROM sale i WHERE i.region = s.region) FROM sale s GROUP BY ROLLUP (region) ORDER BY 1, 2;
--| region text | ?column? int8
--| n | 3
--| s | 12
--| NULL | NULL
--| NULL | NULL

SELECT region, (SELECT (SELECT GROUPING(s.region))) FROM sale s GROUP BY GROUPING SETS ((region), ()) ORDER BY 1, 2;
--| region text | grouping int4
--| n | 0
--| s | 0
--| NULL | 0
--| NULL | 1

SELECT region, (SELECT max(GROUPING(s.region)) FROM sale i) FROM sale s GROUP BY ROLLUP (region);
--| ERROR 42803: aggregate function calls cannot be nested
--| POSITION: 28

SELECT (SELECT GROUPING(s.n)) FROM sale s GROUP BY region;
--| ERROR 42803: arguments to GROUPING must be grouping expressions of the associated query level
--| POSITION: 25

SELECT (SELECT GROUPING(s.n)) FROM sale s;
--| ERROR 42803: arguments to GROUPING must be grouping expressions of the associated query level
--| POSITION: 25

SELECT n FROM sale s WHERE (SELECT GROUPING(s.n)) = 1;
--| ERROR 42803: grouping operations are not allowed in WHERE
--| POSITION: 36

SELECT upper(region), (SELECT GROUPING(upper(s.region))) FROM sale s GROUP BY ROLLUP (upper(region)) ORDER BY 1, 2;
--| ERROR 42803: arguments to GROUPING must be grouping expressions of the associated query level
--| POSITION: 40

SELECT region, (SELECT GROUPING(region)) FROM sale GROUP BY region ORDER BY 1;
--| region text | grouping int4
--| n | 0
--| s | 0
--| NULL | 0

SELECT region, count(*) FROM sale s GROUP BY ROLLUP (region) ORDER BY (SELECT GROUPING(s.region)), 1;
--| region text | count int8
--| n | 2
--| s | 3
--| NULL | 1
--| NULL | 6

SELECT region, rank() OVER (ORDER BY (SELECT GROUPING(s.region)), region) FROM sale s GROUP BY ROLLUP (region) ORDER BY 2;
--| region text | rank int8
--| n | 1
--| s | 2
--| NULL | 3
--| NULL | 4

SELECT region, l.x FROM (SELECT region, (SELECT GROUPING(region)) AS x FROM sale GROUP BY ROLLUP (region)) l ORDER BY 1, 2;
--| region text | x int4
--| n | 0
--| s | 0
--| NULL | 0
--| NULL | 1

SELECT region, (SELECT GROUPING(s.region) FROM (SELECT 1 AS z GROUP BY ROLLUP (z)) q ORDER BY 1 LIMIT 1) FROM sale s GROUP BY ROLLUP (region) ORDER BY 1, 2;
--| region text | grouping int4
--| n | 0
--| s | 0
--| NULL | 0
--| NULL | 1

CREATE VIEW gv AS SELECT region, (SELECT GROUPING(s.region)) AS g FROM sale s GROUP BY ROLLUP (region);
--| CREATE VIEW

SELECT pg_get_viewdef('gv');
--| pg_get_viewdef text
--| " SELECT s.region,\n    ( SELECT GROUPING(s.region) AS \"grouping\") AS g\n   FROM sale s\n  GROUP BY ROLLUP(s.region);"

SELECT * FROM gv ORDER BY 1, 2;
--| region text | g int4
--| n | 0
--| s | 0
--| NULL | 0
--| NULL | 1

SELECT region, EXISTS (SELECT 1 FROM sale i WHERE i.region = s.region AND GROUPING(s.region) = 0) FROM sale s GROUP BY ROLLUP (region) ORDER BY 1, 2;
--| region text | exists bool
--| n | t
--| s | t
--| NULL | f
--| NULL | f

SELECT region, 1 IN (SELECT GROUPING(s.region) FROM sale i) FROM sale s GROUP BY ROLLUP (region) ORDER BY 1, 2;
--| region text | ?column? bool
--| n | f
--| s | f
--| NULL | f
--| NULL | t
