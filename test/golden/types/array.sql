-- Arrays: literals, constructors, subscripts, slices, functions, comparison, errors.
SELECT '{1,2,NULL,4}'::int[] AS a, ARRAY[1, 2, 3] AS b, ARRAY['a', NULL, 'null', '', 'x y', 'q"b\'] AS c, '{}'::text[] AS d, ARRAY[[1, 2], [3, 4]] AS e;
--| a int4[] | b int4[] | c text[] | d text[] | e int4[]
--| {1,2,NULL,4} | {1,2,3} | {a,NULL,"null","","x y","q\"b\\"} | {} | {{1,2},{3,4}}
SELECT '{1,2'::int[];
--| ERROR 22P02: malformed array literal: "{1,2"
--| DETAIL: Unexpected end of input.
--| POSITION: 8
SELECT '{{1,2},{3}}'::int[];
--| ERROR 22P02: malformed array literal: "{{1,2},{3}}"
--| DETAIL: Multidimensional arrays must have sub-arrays with matching dimensions.
--| POSITION: 8
SELECT '{a}'::int[];
--| ERROR 22P02: invalid input syntax for type integer: "a"
--| POSITION: 8
SELECT ARRAY[];
--| ERROR 42P18: cannot determine type of empty array
--| HINT: Explicitly cast to the desired type, for example ARRAY[]::integer[].
--| POSITION: 8
SELECT ARRAY[]::int[] AS empty, ARRAY[1, 2.5] AS numbers;
--| empty int4[] | numbers numeric[]
--| {} | {1,2.5}
SELECT ARRAY[1, 'x'];
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 17
SELECT a[1] AS first, a[5] AS none, a[2:3] AS slice, a[:2] AS head, a[2:] AS tail, a[3:2] AS empty FROM (VALUES (ARRAY[10, 20, 30, 40])) v(a);
--| first int4 | none int4 | slice int4[] | head int4[] | tail int4[] | empty int4[]
--| 10 | NULL | {20,30} | {10,20} | {20,30,40} | {}
SELECT '[2:4]={1,2,3}'::int[] AS bounds, ('[2:4]={1,2,3}'::int[])[2] AS two, array_lower('[2:4]={1,2,3}'::int[], 1) AS lower;
--| bounds int4[] | two int4 | lower int4
--| [2:4]={1,2,3} | 1 | 2
SELECT m[1][2] AS cell, m[1] AS none, m[1:1][1:2] AS row FROM (VALUES (ARRAY[[1, 2], [3, 4]])) v(m);
--| cell int4 | none int4 | row int4[]
--| 2 | NULL | {{1,2}}
SELECT array_length(ARRAY[1, 2, 3], 1) AS a, array_length('{}'::int[], 1) AS b, cardinality(ARRAY[[1], [2]]) AS c, array_ndims(ARRAY[[1], [2]]) AS d, array_dims(ARRAY[[1], [2]]) AS e, array_upper(ARRAY[5, 6], 1) AS f;
--| a int4 | b int4 | c int4 | d int4 | e text | f int4
--| 3 | NULL | 2 | 2 | [1:2][1:1] | 2
SELECT ARRAY[1, 2] || 3 AS a, 0 || ARRAY[1] AS b, ARRAY[1] || ARRAY[2, 3] AS c, array_append(ARRAY[1], 2) AS d, array_cat(ARRAY[1], NULL) AS e, ARRAY[1] || NULL AS f;
--| a int4[] | b int4[] | c int4[] | d int4[] | e int4[] | f int4[]
--| {1,2,3} | {0,1} | {1,2,3} | {1,2} | {1} | {1}
SELECT array_position(ARRAY['a', 'b', 'c'], 'b') AS a, array_positions(ARRAY[1, 2, 1], 1) AS b, array_remove(ARRAY[1, 2, 1], 1) AS c, array_replace(ARRAY[1, 2, 1], 1, 9) AS d, array_to_string(ARRAY[1, NULL, 3], ',', '*') AS e, string_to_array('a,b,,c', ',') AS f;
--| a int4 | b int4[] | c int4[] | d int4[] | e text | f text[]
--| 2 | {1,3} | {2} | {9,2,9} | 1,*,3 | {a,b,"",c}
SELECT ARRAY[1, 2] = ARRAY[1, 2] AS a, ARRAY[1, 2] < ARRAY[1, 3] AS b, ARRAY[1, 2] < ARRAY[1, 2, 0] AS c, ARRAY[1, NULL] = ARRAY[1, NULL]::int[] AS d;
--| a bool | b bool | c bool | d bool
--| t | t | t | t
SELECT ARRAY[1, 2, 3] @> ARRAY[2] AS a, ARRAY[2] <@ ARRAY[1, 2] AS b, ARRAY[1, 2] && ARRAY[2, 3] AS c;
--| a bool | b bool | c bool
--| t | t | t
SELECT 2 = ANY (ARRAY[1, 2]) AS a, 2 = ALL (ARRAY[2, 2]) AS b, 2 > ANY ('{}'::int[]) AS c, 2 > ALL ('{}'::int[]) AS d, 3 = ANY (ARRAY[1, NULL]) AS e, NOT 1 = ANY (ARRAY[1, NULL]) AS f;
--| a bool | b bool | c bool | d bool | e bool | f bool
--| t | t | f | t | NULL | f
SELECT unnest(ARRAY[3, 1, 2]) AS x;
--| x int4
--| 3
--| 1
--| 2
SELECT * FROM unnest(ARRAY['a', 'b'], ARRAY[1, 2, 3]) AS t(s, n);
--| s text | n int4
--| a | 1
--| b | 2
--| NULL | 3
SELECT i, x FROM unnest(ARRAY['a', 'b']) WITH ORDINALITY AS t(x, i) ORDER BY i DESC;
--| i int8 | x text
--| 2 | b
--| 1 | a
SELECT array_agg(x ORDER BY x DESC) AS a, array_agg(x) FILTER (WHERE x > 5) AS b FROM (VALUES (1), (3), (NULL), (2)) v(x);
--| a int4[] | b int4[]
--| {NULL,3,2,1} | NULL
SELECT ARRAY(SELECT x FROM generate_series(1, 4) x WHERE x % 2 = 0) AS a;
--| a int4[]
--| {2,4}
SELECT '{1.5,2}'::int[];
--| ERROR 22P02: invalid input syntax for type integer: "1.5"
--| POSITION: 8
SELECT ARRAY['1', '2']::int[] AS a, ARRAY[1, 2]::text[] AS b, '{2024-01-01,NULL}'::date[] AS c, '{t,f}'::bool[] AS d;
--| a int4[] | b text[] | c date[] | d bool[]
--| {1,2} | {1,2} | {2024-01-01,NULL} | {t,f}
CREATE TABLE arr (id int, a int[], t text[] DEFAULT '{}');
--| CREATE TABLE
INSERT INTO arr VALUES (1, '{1,2,3}', '{x}'), (2, NULL, DEFAULT), (3, '{}', ARRAY['a,b', '{}']);
--| INSERT 0 3
UPDATE arr SET a[2] = 20, t[3] = 'third' WHERE id = 1;
--| UPDATE 1
UPDATE arr SET a[1] = 7 WHERE id = 2;
--| UPDATE 1
UPDATE arr SET a[1:2] = '{8,9}' WHERE id = 3;
--| UPDATE 1
SELECT * FROM arr ORDER BY id;
--| id int4 | a int4[] | t text[]
--| 1 | {1,20,3} | {x,NULL,third}
--| 2 | {7} | {}
--| 3 | {8,9} | {"a,b","{}"}
SELECT id FROM arr WHERE 9 = ANY (a) ORDER BY id;
--| id int4
--| 3
SELECT (ARRAY[1, 2])['x'];
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 22
SELECT array_fill(7, ARRAY[2, 2]) AS a, trim_array(ARRAY[1, 2, 3], 1) AS b;
--| a int4[] | b int4[]
--| {{7,7},{7,7}} | {1,2}
SELECT array_fill(1, ARRAY[2000000000]);
--| ERROR 54000: array size exceeds the maximum allowed (134217727)
SELECT length(array_fill('ab'::text, ARRAY[100000])::text), md5(array_fill('a b'::text, ARRAY[300,100])::text);
--| length int4 | md5 text
--| 300001 | 32d5f972e0ccfe139f0a43e47d7b8f3c
