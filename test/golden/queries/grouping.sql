-- GROUP BY, HAVING, aggregates with DISTINCT, ORDER BY and FILTER, grouping sets.
CREATE TABLE sale (region text, product text, qty int, price numeric(8, 2));
--| CREATE TABLE
INSERT INTO sale VALUES ('n', 'a', 1, 10), ('n', 'b', 2, 20.50), ('s', 'a', 3, 10), ('s', 'b', NULL, 5), ('s', 'a', 3, 12.25), (NULL, 'c', 7, NULL);
--| INSERT 0 6
SELECT region, count(*), sum(qty), avg(price), min(product), max(price) FROM sale GROUP BY region ORDER BY region;
--| region text | count int8 | sum int8 | avg numeric | min text | max numeric
--| n | 2 | 3 | 15.2500000000000000 | a | 20.50
--| s | 3 | 6 | 9.0833333333333333 | a | 12.25
--| NULL | 1 | 7 | NULL | c | NULL
SELECT region, product, sum(qty * price) AS revenue FROM sale GROUP BY 1, 2 ORDER BY 1, 2;
--| region text | product text | revenue numeric
--| n | a | 10.00
--| n | b | 41.00
--| s | a | 66.75
--| s | b | NULL
--| NULL | c | NULL
SELECT region || '!' AS r, count(*) FROM sale GROUP BY r ORDER BY r;
--| r text | count int8
--| n! | 2
--| s! | 3
--| NULL | 1
SELECT product, count(DISTINCT qty), sum(DISTINCT qty), count(*) FILTER (WHERE price > 10) FROM sale GROUP BY product HAVING count(*) > 1 ORDER BY product;
--| product text | count int8 | sum int8 | count int8
--| a | 2 | 4 | 1
--| b | 1 | 2 | 1
SELECT count(*) FROM sale HAVING count(*) > 100;
--| count int8
--| (0 rows)
SELECT count(*) FROM sale WHERE false;
--| count int8
--| 0
SELECT region FROM sale WHERE false GROUP BY region;
--| region text
--| (0 rows)
SELECT string_agg(product, '' ORDER BY qty DESC NULLS LAST, product) AS s, array_agg(DISTINCT region ORDER BY region) AS a FROM sale;
--| s text | a text[]
--| caabab | {n,s,NULL}
SELECT region, product, sum(qty), grouping(region, product) AS g FROM sale GROUP BY ROLLUP (region, product) ORDER BY g, region, product;
--| region text | product text | sum int8 | g int4
--| n | a | 1 | 0
--| n | b | 2 | 0
--| s | a | 6 | 0
--| s | b | NULL | 0
--| NULL | c | 7 | 0
--| n | NULL | 3 | 1
--| s | NULL | 6 | 1
--| NULL | NULL | 7 | 1
--| NULL | NULL | 16 | 3
SELECT region, product, count(*) FROM sale GROUP BY CUBE (region, product) ORDER BY 1, 2, 3;
--| region text | product text | count int8
--| n | a | 1
--| n | b | 1
--| n | NULL | 2
--| s | a | 2
--| s | b | 1
--| s | NULL | 3
--| NULL | a | 3
--| NULL | b | 2
--| NULL | c | 1
--| NULL | c | 1
--| NULL | NULL | 1
--| NULL | NULL | 6
SELECT region, product, count(*) FROM sale GROUP BY GROUPING SETS ((region), (product), ()) ORDER BY 1, 2, 3;
--| region text | product text | count int8
--| n | NULL | 2
--| s | NULL | 3
--| NULL | a | 3
--| NULL | b | 2
--| NULL | c | 1
--| NULL | NULL | 1
--| NULL | NULL | 6
SELECT qty % 2 AS odd, sum(price) FROM sale GROUP BY qty % 2 ORDER BY 1;
--| odd int4 | sum numeric
--| 0 | 20.50
--| 1 | 32.25
--| NULL | 5.00
SELECT sum(qty) + 1 AS a, sum(qty + 1) AS b, round(avg(qty), 2) AS c FROM sale;
--| a int8 | b int8 | c numeric
--| 17 | 21 | 3.20
SELECT region, qty FROM sale GROUP BY region;
--| ERROR 42803: column "sale.qty" must appear in the GROUP BY clause or be used in an aggregate function
--| POSITION: 16
SELECT region FROM sale GROUP BY region HAVING qty > 1;
--| ERROR 42803: column "sale.qty" must appear in the GROUP BY clause or be used in an aggregate function
--| POSITION: 48
SELECT region, sum(sum(qty)) FROM sale GROUP BY region;
--| ERROR 42803: aggregate function calls cannot be nested
--| POSITION: 20
SELECT region FROM sale WHERE sum(qty) > 1 GROUP BY region;
--| ERROR 42803: aggregate functions are not allowed in WHERE
--| POSITION: 31
SELECT count(*) FROM sale GROUP BY 5;
--| ERROR 42P10: GROUP BY position 5 is not in select list
--| POSITION: 36
SELECT sum(product) FROM sale;
--| ERROR 42883: function sum(text) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT *, count(*) FROM sale;
--| ERROR 42803: column "sale.region" must appear in the GROUP BY clause or be used in an aggregate function
--| POSITION: 8
CREATE TABLE keyed (id int PRIMARY KEY, name text);
--| CREATE TABLE
INSERT INTO keyed VALUES (1, 'x'), (2, 'y');
--| INSERT 0 2
SELECT k.id, k.name, count(s.qty) FROM keyed k LEFT JOIN sale s ON s.qty = k.id GROUP BY k.id ORDER BY k.id;
--| id int4 | name text | count int8
--| 1 | x | 1
--| 2 | y | 1
SELECT DISTINCT region, product FROM sale ORDER BY region, product;
--| region text | product text
--| n | a
--| n | b
--| s | a
--| s | b
--| NULL | c
SELECT DISTINCT ON (region) region, product, qty FROM sale ORDER BY region, qty DESC NULLS LAST, product;
--| region text | product text | qty int4
--| n | b | 2
--| s | a | 3
--| NULL | c | 7
SELECT DISTINCT region FROM sale ORDER BY qty;
--| ERROR 42P10: for SELECT DISTINCT, ORDER BY expressions must appear in select list
--| POSITION: 43
SELECT DISTINCT ON (region) region, product FROM sale ORDER BY product;
--| ERROR 42P10: SELECT DISTINCT ON expressions must match initial ORDER BY expressions
--| POSITION: 21
SELECT count(DISTINCT (region, product)) FROM sale;
--| count int8
--| 5
SELECT max(region), min(region), bool_and(qty > 0), bool_or(price IS NULL) FROM sale;
--| max text | min text | bool_and bool | bool_or bool
--| s | n | t | t
-- A condition as key of grouping sets: the empty set has its row, whatever folding makes of a NOT around the key.
--! not-postgres PostgreSQL folds NOT before it matches the key, and gives false
SELECT NOT (region IS NULL) AS known, count(*) FROM sale GROUP BY CUBE ((region IS NULL)) ORDER BY 2, 1;
--| known bool | count int8
--| f | 1
--| t | 5
--| NULL | 6
SELECT (region IS NULL) AS unknown, count(*) FROM sale GROUP BY CUBE ((region IS NULL)) HAVING NOT (region IS NULL) IS DISTINCT FROM false ORDER BY 2, 1;
--| unknown bool | count int8
--| f | 5
-- Sub-selects above grouping sets see keys that are left out as NULL.
SELECT region, (SELECT region) AS again, EXISTS (SELECT region INTERSECT SELECT NULL) AS is_null FROM sale WHERE region IS NOT NULL GROUP BY ROLLUP (region) ORDER BY 1;
--| region text | again text | is_null bool
--| n | n | f
--| s | s | f
--| NULL | NULL | t
SELECT region FROM sale GROUP BY GROUPING SETS ((region), ()) HAVING EXISTS (SELECT 1 WHERE sale.region IS NULL) ORDER BY 1;
--| region text
--| NULL
--| NULL
-- GROUPING of a plain GROUP BY: no key is left out.
SELECT region, GROUPING(region) AS g, count(*) FROM sale GROUP BY region HAVING GROUPING(region) = 0 ORDER BY GROUPING(region), 1;
--| region text | g int4 | count int8
--| n | 0 | 2
--| s | 0 | 3
--| NULL | 0 | 1
SELECT GROUPING(region, product) + 1 AS g FROM sale GROUP BY region, product ORDER BY 1 LIMIT 1;
--| g int4
--| 1
SELECT DISTINCT (SELECT GROUPING(s.region) FROM sale s GROUP BY s.region LIMIT 1) AS g FROM sale;
--| g int4
--| 0
