-- ORDER BY by name, number, expression; LIMIT, OFFSET, FETCH; ties.
CREATE TABLE t (id int, grp text, score numeric);
--| CREATE TABLE
INSERT INTO t SELECT i, CASE i % 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' END, (i * 7 % 5)::numeric / 2 FROM generate_series(1, 12) i;
--| INSERT 0 12
SELECT id FROM t ORDER BY id DESC LIMIT 3;
--| id int4
--| 12
--| 11
--| 10
SELECT id FROM t ORDER BY id OFFSET 9;
--| id int4
--| 10
--| 11
--| 12
SELECT id FROM t ORDER BY id LIMIT 2 OFFSET 5;
--| id int4
--| 6
--| 7
SELECT id, grp FROM t ORDER BY grp DESC, id LIMIT 4;
--| id int4 | grp text
--| 2 | NULL
--| 5 | NULL
--| 8 | NULL
--| 11 | NULL
SELECT id, grp FROM t ORDER BY 2 NULLS FIRST, 1 DESC LIMIT 4;
--| id int4 | grp text
--| 11 | NULL
--| 8 | NULL
--| 5 | NULL
--| 2 | NULL
SELECT id, score AS s FROM t ORDER BY s DESC, id FETCH FIRST 3 ROWS ONLY;
--| id int4 | s numeric
--| 2 | 2.0000000000000000
--| 7 | 2.0000000000000000
--| 12 | 2.0000000000000000
--! rowsort
--! rowsort
SELECT id, score FROM t ORDER BY score DESC FETCH FIRST 3 ROWS WITH TIES;
--| id int4 | score numeric
--| 12 | 2.0000000000000000
--| 2 | 2.0000000000000000
--| 7 | 2.0000000000000000
SELECT id FROM t ORDER BY score * -1, id DESC FETCH NEXT ROW ONLY;
--| id int4
--| 12
SELECT id AS grp FROM t ORDER BY grp LIMIT 2;
--| grp int4
--| 1
--| 2
SELECT id AS grp FROM t ORDER BY t.grp, id LIMIT 2;
--| grp int4
--| 3
--| 6
SELECT id FROM t ORDER BY id LIMIT 0;
--| id int4
--| (0 rows)
SELECT id FROM t ORDER BY id LIMIT NULL OFFSET 11;
--| id int4
--| 12
SELECT id FROM t ORDER BY id LIMIT ALL OFFSET 11;
--| id int4
--| 12
SELECT id FROM t ORDER BY id LIMIT -1;
--| ERROR 2201W: LIMIT must not be negative
SELECT id FROM t ORDER BY id OFFSET -1;
--| ERROR 2201X: OFFSET must not be negative
SELECT id FROM t ORDER BY id LIMIT 1 + 1;
--| id int4
--| 1
--| 2
SELECT id FROM t ORDER BY id LIMIT 'x';
--| ERROR 22P02: invalid input syntax for type bigint: "x"
--| POSITION: 36
SELECT id FROM t ORDER BY id LIMIT id;
--| ERROR 42P10: argument of LIMIT must not contain variables
--| POSITION: 36
SELECT id FROM t ORDER BY 2;
--| ERROR 42P10: ORDER BY position 2 is not in select list
--| POSITION: 27
SELECT id FROM t ORDER BY nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 27
SELECT id FROM t ORDER BY id USING > LIMIT 2;
--| id int4
--| 12
--| 11
SELECT id FROM t ORDER BY random() LIMIT 0;
--| id int4
--| (0 rows)
SELECT x FROM (VALUES (1.5), ('NaN'), (NULL), (-1), ('Infinity')) v(x) ORDER BY x;
--| x numeric
--| -1
--| 1.5
--| Infinity
--| NaN
--| NULL
SELECT * FROM (SELECT id FROM t ORDER BY id DESC LIMIT 3) s ORDER BY id;
--| id int4
--| 10
--| 11
--| 12
SELECT id FROM t WHERE grp IS NULL ORDER BY id LIMIT 10 OFFSET 100;
--| id int4
--| (0 rows)
CREATE INDEX t_score ON t (score DESC, id);
--| CREATE INDEX
SELECT id, score FROM t ORDER BY score DESC, id LIMIT 3;
--| id int4 | score numeric
--| 2 | 2.0000000000000000
--| 7 | 2.0000000000000000
--| 12 | 2.0000000000000000
SELECT id, score FROM t ORDER BY score, id DESC LIMIT 3;
--| id int4 | score numeric
--| 10 | 0.00000000000000000000
--| 5 | 0.00000000000000000000
--| 8 | 0.50000000000000000000
