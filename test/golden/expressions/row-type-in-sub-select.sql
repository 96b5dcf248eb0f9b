-- A row constructor stays one under a cast to a row type: IN compares its fields with the columns.
CREATE TYPE pair AS (n int4, t text);
--| CREATE TYPE
CREATE TABLE pt (a int, p pair);
--| CREATE TABLE
INSERT INTO pt VALUES (1, '(1,a)'), (2, NULL);
--| INSERT 0 2
SELECT ROW(1,'a')::pair IN (SELECT p FROM pt);
--| ERROR 42601: subquery has too few columns
--| POSITION: 25
SELECT p IN (SELECT p FROM pt) FROM pt;
--| ?column? bool
--| t
--| NULL
SELECT ROW(1,'a')::pair = ANY (SELECT p FROM pt);
--| ERROR 42601: subquery has too few columns
--| POSITION: 25
SELECT ROW(1,'a')::pair IN (SELECT 1, 'a'::text);
--| ?column? bool
--| t
SELECT ROW(1) IN (SELECT a FROM pt);
--| ?column? bool
--| t
SELECT (ROW(1,'a')) IN (SELECT 1, 'a'::text);
--| ?column? bool
--| t
SELECT (1, 'a') IN (SELECT 1, 'a'::text);
--| ?column? bool
--| t
SELECT ('(1,a)'::pair) IN (SELECT p FROM pt);
--| ?column? bool
--| t
