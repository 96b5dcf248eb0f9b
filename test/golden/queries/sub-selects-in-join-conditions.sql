-- A correlated sub-select in the condition of a join with a unique inner side: the first inner row it lets pass is not the partner yet.
CREATE TABLE facts (b text);
--| CREATE TABLE
CREATE TABLE pairs (a numeric PRIMARY KEY, b float4, c bool);
--| CREATE TABLE
INSERT INTO pairs VALUES (10, -0.25, false), (-1.5, NULL, false), (0, NULL, true);
--| INSERT 0 3
SELECT t.a FROM pairs t, pairs x WHERE x.a = t.a AND x.b <> ALL (SELECT t.b FROM facts) ORDER BY 1;
--| a numeric
--| -1.5
--| 0
--| 10
SET enable_hashjoin = off;
--| SET
SET enable_mergejoin = off;
--| SET
SET enable_indexscan = off;
--| SET
SET enable_bitmapscan = off;
--| SET
SELECT t.a FROM pairs t, pairs x WHERE x.a = t.a AND x.b <> ALL (SELECT t.b FROM facts) ORDER BY 1;
--| a numeric
--| -1.5
--| 0
--| 10
SELECT t.a FROM pairs t, pairs x WHERE x.a = t.a AND NOT EXISTS (SELECT t.b + x.b FROM facts) ORDER BY 1;
--| a numeric
--| -1.5
--| 0
--| 10
SELECT t.a, x.a FROM pairs t LEFT JOIN pairs x ON x.a = t.a AND NOT EXISTS (SELECT t.b + x.b FROM facts) ORDER BY 1;
--| a numeric | a numeric
--| -1.5 | -1.5
--| 0 | 0
--| 10 | 10
UPDATE pairs t SET c = NOT t.c FROM pairs x WHERE x.a = t.a AND x.b NOT IN (SELECT t.b FROM facts f (k) WHERE NULL::bool);
--| UPDATE 3
