-- UPDATE and DELETE with a join and EXISTS or IN: the semi join may stand below the join, on any of its sides.
CREATE TABLE target (a int, b int);
--| CREATE TABLE
CREATE TABLE source (a int, b int);
--| CREATE TABLE
CREATE TABLE filter (a int);
--| CREATE TABLE
INSERT INTO target SELECT g, g % 3 FROM generate_series(1, 9) g;
--| INSERT 0 9
INSERT INTO source SELECT g, g % 3 FROM generate_series(1, 9) g;
--| INSERT 0 9
INSERT INTO filter VALUES (2), (2), (5), (NULL);
--| INSERT 0 4
--! rowsort
UPDATE target t SET a = t.a + 100 FROM source s WHERE s.a = t.a AND EXISTS (SELECT FROM filter f WHERE f.a = s.a) RETURNING t.a;
--| a int4
--| 102
--| 105
--| UPDATE 2
--! rowsort
UPDATE target t SET b = 7 FROM source s WHERE s.a = t.a AND EXISTS (SELECT FROM filter f WHERE f.a > s.a) RETURNING t.a;
--| a int4
--| 1
--| 3
--| 4
--| UPDATE 3
--! rowsort
DELETE FROM target t USING source s WHERE s.a = t.a AND s.b IN (SELECT a FROM filter) RETURNING t.a;
--| a int4
--| 8
--| DELETE 1
--! rowsort
DELETE FROM target t USING source s, source r WHERE s.a = t.a AND r.a = s.a AND EXISTS (SELECT FROM filter f WHERE t.a > 5) AND t.b IN (SELECT f.a - 2 FROM filter f) RETURNING t.a;
--| a int4
--| 6
--| 9
--| DELETE 2
--! rowsort
DELETE FROM target t USING source s WHERE s.a = t.a AND NOT EXISTS (SELECT FROM filter f WHERE f.a = s.a) AND EXISTS (SELECT FROM filter f JOIN filter g USING (a) WHERE f.a >= s.b) RETURNING t.a;
--| a int4
--| 1
--| 3
--| 4
--| 7
--| DELETE 4
SELECT a, b FROM target t WHERE EXISTS (SELECT FROM filter f WHERE f.a < t.a) ORDER BY a FOR UPDATE;
--| a int4 | b int4
--| 102 | 2
--| 105 | 2
SELECT t.a, s.b FROM target t JOIN source s ON s.a = t.a - 100 WHERE s.a IN (SELECT a FROM filter) ORDER BY 1 FOR UPDATE OF t;
--| a int4 | b int4
--| 102 | 2
--| 105 | 2
