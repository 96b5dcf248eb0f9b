-- Every kind of join, with duplicates, NULL keys and empty sides.
CREATE TABLE l (id int, v text);
--| CREATE TABLE
CREATE TABLE r (id int, w text);
--| CREATE TABLE
INSERT INTO l VALUES (1, 'a'), (2, 'b'), (2, 'bb'), (3, 'c'), (NULL, 'n');
--| INSERT 0 5
INSERT INTO r VALUES (2, 'x'), (3, 'y'), (3, 'yy'), (4, 'z'), (NULL, 'm');
--| INSERT 0 5
SELECT l.id, v, w FROM l JOIN r ON l.id = r.id ORDER BY 1, 2, 3;
--| id int4 | v text | w text
--| 2 | b | x
--| 2 | bb | x
--| 3 | c | y
--| 3 | c | yy
SELECT l.id, v, r.id, w FROM l LEFT JOIN r ON l.id = r.id ORDER BY 1, 2, 3, 4;
--| id int4 | v text | id int4 | w text
--| 1 | a | NULL | NULL
--| 2 | b | 2 | x
--| 2 | bb | 2 | x
--| 3 | c | 3 | y
--| 3 | c | 3 | yy
--| NULL | n | NULL | NULL
SELECT l.id, v, r.id, w FROM l RIGHT JOIN r ON l.id = r.id ORDER BY 3, 4, 2;
--| id int4 | v text | id int4 | w text
--| 2 | b | 2 | x
--| 2 | bb | 2 | x
--| 3 | c | 3 | y
--| 3 | c | 3 | yy
--| NULL | NULL | 4 | z
--| NULL | NULL | NULL | m
SELECT l.id, v, r.id, w FROM l FULL JOIN r ON l.id = r.id ORDER BY 1, 3, 2, 4;
--| id int4 | v text | id int4 | w text
--| 1 | a | NULL | NULL
--| 2 | b | 2 | x
--| 2 | bb | 2 | x
--| 3 | c | 3 | y
--| 3 | c | 3 | yy
--| NULL | NULL | 4 | z
--| NULL | n | NULL | NULL
--| NULL | NULL | NULL | m
SELECT count(*) FROM l CROSS JOIN r;
--| count int8
--| 25
SELECT count(*) FROM l, r WHERE l.id < r.id;
--| count int8
--| 11
SELECT * FROM l JOIN r USING (id) ORDER BY 1, 2, 3;
--| id int4 | v text | w text
--| 2 | b | x
--| 2 | bb | x
--| 3 | c | y
--| 3 | c | yy
SELECT * FROM l NATURAL FULL JOIN r ORDER BY 1, 2, 3;
--| id int4 | v text | w text
--| 1 | a | NULL
--| 2 | b | x
--| 2 | bb | x
--| 3 | c | y
--| 3 | c | yy
--| 4 | NULL | z
--| NULL | n | NULL
--| NULL | NULL | m
SELECT id, l.id, r.id FROM l FULL JOIN r USING (id) ORDER BY 1, 2, 3;
--| id int4 | id int4 | id int4
--| 1 | 1 | NULL
--| 2 | 2 | 2
--| 2 | 2 | 2
--| 3 | 3 | 3
--| 3 | 3 | 3
--| 4 | NULL | 4
--| NULL | NULL | NULL
--| NULL | NULL | NULL
SELECT j.id, v FROM (l LEFT JOIN r USING (id)) AS j ORDER BY 1, 2;
--| id int4 | v text
--| 1 | a
--| 2 | b
--| 2 | bb
--| 3 | c
--| 3 | c
--| NULL | n
-- Conditions of an outer join are not conditions on its result.
SELECT l.id, v, w FROM l LEFT JOIN r ON l.id = r.id AND w = 'x' ORDER BY 1, 2, 3;
--| id int4 | v text | w text
--| 1 | a | NULL
--| 2 | b | x
--| 2 | bb | x
--| 3 | c | NULL
--| NULL | n | NULL
SELECT l.id, v, w FROM l LEFT JOIN r ON l.id = r.id WHERE w = 'x' ORDER BY 1, 2, 3;
--| id int4 | v text | w text
--| 2 | b | x
--| 2 | bb | x
SELECT l.id, v, w FROM l LEFT JOIN r ON l.id = r.id AND l.v = 'b' ORDER BY 1, 2, 3;
--| id int4 | v text | w text
--| 1 | a | NULL
--| 2 | b | x
--| 2 | bb | NULL
--| 3 | c | NULL
--| NULL | n | NULL
SELECT l.id, v, w FROM l LEFT JOIN r ON false ORDER BY 1, 2;
--| id int4 | v text | w text
--| 1 | a | NULL
--| 2 | b | NULL
--| 2 | bb | NULL
--| 3 | c | NULL
--| NULL | n | NULL
SELECT l.id, v, w FROM l FULL JOIN r ON l.id = r.id AND l.v > 'b' ORDER BY 1, 2, 3;
--| id int4 | v text | w text
--| 1 | a | NULL
--| 2 | b | NULL
--| 2 | bb | x
--| 3 | c | y
--| 3 | c | yy
--| NULL | n | NULL
--| NULL | NULL | m
--| NULL | NULL | z
SELECT l.id, w FROM l LEFT JOIN r ON l.id > r.id ORDER BY 1, 2;
--| id int4 | w text
--| 1 | NULL
--| 2 | NULL
--| 2 | NULL
--| 3 | x
--| NULL | NULL
SELECT a.v, b.v, w FROM l a JOIN l b ON a.id = b.id LEFT JOIN r ON r.id = b.id ORDER BY 1, 2, 3;
--| v text | v text | w text
--| a | a | NULL
--| b | b | x
--| b | bb | x
--| bb | b | x
--| bb | bb | x
--| c | c | y
--| c | c | yy
SELECT l.v, r.w, s.n FROM l LEFT JOIN (r JOIN (VALUES (3, 'three')) s(id, n) ON r.id = s.id) ON l.id = r.id ORDER BY 1, 2, 3;
--| v text | w text | n text
--| a | NULL | NULL
--| b | NULL | NULL
--| bb | NULL | NULL
--| c | y | three
--| c | yy | three
--| n | NULL | NULL
SELECT v, m FROM l, LATERAL (SELECT max(w) AS m FROM r WHERE r.id >= l.id) x ORDER BY 1;
--| v text | m text
--| a | z
--| b | z
--| bb | z
--| c | z
--| n | NULL
SELECT v, w FROM l LEFT JOIN LATERAL (SELECT w FROM r WHERE r.id = l.id ORDER BY w DESC LIMIT 1) x ON true ORDER BY 1;
--| v text | w text
--| a | NULL
--| b | x
--| bb | x
--| c | yy
--| n | NULL
SELECT v, g FROM l CROSS JOIN LATERAL generate_series(1, l.id) g ORDER BY 1, 2;
--| v text | g int4
--| a | 1
--| b | 1
--| b | 2
--| bb | 1
--| bb | 2
--| c | 1
--| c | 2
--| c | 3
SELECT 1 FROM l WHERE EXISTS (SELECT FROM r WHERE r.id = l.id);
--| ?column? int4
--| 1
--| 1
--| 1
SELECT v FROM l WHERE NOT EXISTS (SELECT FROM r WHERE r.id = l.id) ORDER BY v;
--| v text
--| a
--| n
SELECT count(*) FROM l LEFT JOIN r ON l.id = r.id LEFT JOIN l l2 ON l2.id = r.id;
--| count int8
--| 8
SELECT * FROM l JOIN r ON l.id = r.nope;
--| ERROR 42703: column r.nope does not exist
--| POSITION: 34
SELECT id FROM l, r;
--| ERROR 42702: column reference "id" is ambiguous
--| POSITION: 8
SELECT * FROM l JOIN r USING (v);
--| ERROR 42703: column "v" specified in USING clause does not exist in right table
SELECT l.id FROM l AS x;
--| ERROR 42P01: invalid reference to FROM-clause entry for table "l"
--| HINT: Perhaps you meant to reference the table alias "x".
--| POSITION: 8
SELECT * FROM l, l;
--| ERROR 42712: table name "l" specified more than once
SELECT * FROM l JOIN r ON 1;
--| ERROR 42804: argument of JOIN/ON must be type boolean, not type integer
--| POSITION: 27
SELECT v FROM l, (SELECT l.id) s;
--| ERROR 42P01: invalid reference to FROM-clause entry for table "l"
--| HINT: There is an entry for table "l", but it cannot be referenced from this part of the query.
--| POSITION: 26
-- NULL compared with any element of an array is false when there is none: rows of the preserved side stay.
CREATE TABLE ja (x int);
--| CREATE TABLE
CREATE TABLE jb (y int);
--| CREATE TABLE
INSERT INTO ja VALUES (1), (2);
--| INSERT 0 2
--! not-postgres COMPAT.md
SELECT x FROM ja LEFT JOIN jb ON false WHERE (y <> ANY (ARRAY(SELECT 1 WHERE false))) IS FALSE ORDER BY x;
--| x int4
--| 1
--| 2
SELECT x FROM ja LEFT JOIN jb ON x = y WHERE NOT (y = ANY (ARRAY(SELECT 1 WHERE false))) ORDER BY x;
--| x int4
--| 1
--| 2
--! not-postgres COMPAT.md
SELECT x FROM ja LEFT JOIN jb ON x = y WHERE (y = ANY (ARRAY(SELECT 1 WHERE false))) IS NOT NULL ORDER BY x;
--| x int4
--| 1
--| 2
SELECT x FROM ja LEFT JOIN jb ON x = y WHERE y = ALL (ARRAY(SELECT 1 WHERE false)) ORDER BY x;
--| x int4
--| 1
--| 2
