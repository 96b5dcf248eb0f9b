-- Multiranges: literals, constructors, operators between ranges and multiranges, functions, unnest, storage, errors.
SELECT '{}'::int4multirange AS a, '{[1,3),[5,7]}'::int4multirange AS b, '{[5,7],[1,3)}'::int4multirange AS c, '{[1,3),[3,5)}'::int4multirange AS d, '{[1,4),[2,6),empty}'::int4multirange AS e, ' { empty , [1,2] } '::int4multirange AS f, '{(,)}'::int4multirange AS g;
--| a oid=4451 | b oid=4451 | c oid=4451 | d oid=4451 | e oid=4451 | f oid=4451 | g oid=4451
--| {} | {[1,3),[5,8)} | {[1,3),[5,8)} | {[1,5)} | {[1,6)} | {[1,3)} | {(,)}
SELECT '{[1.5,2),[2,3]}'::nummultirange AS a, '{[2024-01-01,2024-01-31],[2024-02-01,2024-02-02]}'::datemultirange AS b, '{[1,2),["5","7")}'::int8multirange AS c, '{["2024-01-01 10:00","2024-01-01 11:00"]}'::tsmultirange AS d;
--| a oid=4532 | b oid=4535 | c oid=4536 | d oid=4533
--| {[1.5,3]} | {[2024-01-01,2024-02-03)} | {[1,2),[5,7)} | {["2024-01-01 10:00:00","2024-01-01 11:00:00"]}
SELECT int4multirange() AS a, int4multirange(int4range(1, 3)) AS b, int4multirange(int4range(1, 3), int4range(2, 9)) AS c, int4multirange(VARIADIC ARRAY[int4range(1, 3), int4range(4, 5)]) AS d, multirange(int4range(1, 2)) AS e, int4range(1, 2)::int4multirange AS f, datemultirange(daterange('2024-01-01', '2024-01-05')) AS g, int4multirange('empty'::int4range) AS h;
--| a oid=4451 | b oid=4451 | c oid=4451 | d oid=4451 | e oid=4451 | f oid=4451 | g oid=4535 | h oid=4451
--| {} | {[1,3)} | {[1,9)} | {[1,3),[4,5)} | {[1,2)} | {[1,2)} | {[2024-01-01,2024-01-05)} | {}
SELECT '[1,2)'::int4multirange;
--| ERROR 22P02: malformed multirange literal: "[1,2)"
--| DETAIL: Missing left brace.
--| POSITION: 8
SELECT '{[1,2)'::int4multirange;
--| ERROR 22P02: malformed multirange literal: "{[1,2)"
--| DETAIL: Unexpected end of input.
--| POSITION: 8
SELECT '{1,2}'::int4multirange;
--| ERROR 22P02: malformed multirange literal: "{1,2}"
--| DETAIL: Expected range start.
--| POSITION: 8
SELECT '{[1,2) [3,4)}'::int4multirange;
--| ERROR 22P02: malformed multirange literal: "{[1,2) [3,4)}"
--| DETAIL: Expected comma or end of multirange.
--| POSITION: 8
SELECT '{[1,2)} x'::int4multirange;
--| ERROR 22P02: malformed multirange literal: "{[1,2)} x"
--| DETAIL: Junk after closing right brace.
--| POSITION: 8
SELECT '{[1,2),}'::int4multirange;
--| ERROR 22P02: malformed multirange literal: "{[1,2),}"
--| DETAIL: Expected range start.
--| POSITION: 8
SELECT '{[2,1)}'::int4multirange;
--| ERROR 22000: range lower bound must be less than or equal to range upper bound
--| POSITION: 8
SELECT '{[a,b)}'::int4multirange;
--| ERROR 22P02: invalid input syntax for type integer: "a"
--| POSITION: 8
SELECT '{[1,2}'::int4multirange;
--| ERROR 22P02: malformed multirange literal: "{[1,2}"
--| DETAIL: Unexpected end of input.
--| POSITION: 8
SELECT ''::int4multirange;
--| ERROR 22P02: malformed multirange literal: ""
--| DETAIL: Missing left brace.
--| POSITION: 8
SELECT int4multirange(int4range(1, 2), NULL);
--| ERROR 22004: multirange values cannot contain null members
SELECT int4multirange(VARIADIC ARRAY[[int4range(1, 2)], [int4range(3, 4)]]);
--| ERROR 21000: multiranges cannot be constructed from multidimensional arrays
SELECT lower(m) AS lower, upper(m) AS upper, isempty(m) AS empty, lower_inc(m) AS linc, upper_inc(m) AS uinc, lower_inf(m) AS linf, upper_inf(m) AS uinf, range_merge(m) AS span FROM (VALUES ('{[1,3),[7,9)}'::int4multirange), ('{}'), ('{(,3),[5,)}'), (NULL)) v(m);
--| lower int4 | upper int4 | empty bool | linc bool | uinc bool | linf bool | uinf bool | span oid=3904
--| 1 | 9 | f | t | f | f | f | [1,9)
--| NULL | NULL | t | f | f | f | f | empty
--| NULL | NULL | f | f | f | t | t | (,)
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
SELECT a, b, a = b AS eq, a <> b AS ne, a < b AS lt, a <= b AS le, a > b AS gt, a >= b AS ge, a @> b AS contains, a <@ b AS contained, a && b AS overlaps, a << b AS "left", a >> b AS "right", a &< b AS overleft, a &> b AS overright, a -|- b AS adjacent, a + b AS sum, a - b AS difference, a * b AS common FROM (VALUES ('{[1,5),[8,12)}'::int4multirange, '{[3,9)}'::int4multirange), ('{[1,5)}', '{[5,9),[20,30)}'), ('{}', '{[1,2)}'), ('{(,)}', '{[1,2),[3,4)}'), ('{[1,2),[3,4),[5,6)}', '{[1,6)}'), ('{[1,2)}', '{[1,2),[3,4)}'), ('{[10,12)}', '{[1,2),[3,10)}')) v(a, b);
--| a oid=4451 | b oid=4451 | eq bool | ne bool | lt bool | le bool | gt bool | ge bool | contains bool | contained bool | overlaps bool | left bool | right bool | overleft bool | overright bool | adjacent bool | sum oid=4451 | difference oid=4451 | common oid=4451
--| {[1,5),[8,12)} | {[3,9)} | f | t | t | t | f | f | f | f | t | f | f | f | f | f | {[1,12)} | {[1,3),[9,12)} | {[3,5),[8,9)}
--| {[1,5)} | {[5,9),[20,30)} | f | t | t | t | f | f | f | f | f | t | f | t | f | t | {[1,9),[20,30)} | {[1,5)} | {}
--| {} | {[1,2)} | f | t | t | t | f | f | f | t | f | f | f | f | f | f | {[1,2)} | {} | {}
--| {(,)} | {[1,2),[3,4)} | f | t | t | t | f | f | t | f | t | f | f | f | f | f | {(,)} | {(,1),[2,3),[4,)} | {[1,2),[3,4)}
--| {[1,2),[3,4),[5,6)} | {[1,6)} | f | t | t | t | f | f | f | t | t | f | f | t | t | f | {[1,6)} | {} | {[1,2),[3,4),[5,6)}
--| {[1,2)} | {[1,2),[3,4)} | f | t | t | t | f | f | f | t | t | f | f | t | t | f | {[1,2),[3,4)} | {} | {[1,2)}
--| {[10,12)} | {[1,2),[3,10)} | f | t | f | f | t | t | f | f | f | f | t | f | t | t | {[1,2),[3,12)} | {[10,12)} | {}
SELECT m @> r AS a, r <@ m AS b, m <@ r AS c, r @> m AS d, m && r AS e, r && m AS f, m << r AS g, r << m AS h, m >> r AS i, r >> m AS j, m &< r AS k, r &< m AS l, m &> r AS n, r &> m AS o, m -|- r AS p, r -|- m AS q FROM (VALUES ('{[1,5),[8,12)}'::int4multirange, int4range(2, 4)), ('{[1,5),[8,12)}', '[5,8)'), ('{[1,5),[8,12)}', '[12,14)'), ('{[1,5),[8,12)}', '(,1)'), ('{[1,5),[8,12)}', 'empty'), ('{}', '[1,2)'), ('{[2,3)}', '(,)')) v(m, r);
--| a bool | b bool | c bool | d bool | e bool | f bool | g bool | h bool | i bool | j bool | k bool | l bool | n bool | o bool | p bool | q bool
--| t | t | f | f | t | t | f | f | f | f | f | t | f | t | f | f
--| f | f | f | f | f | f | f | f | f | f | f | t | f | t | f | f
--| f | f | f | f | f | f | t | f | f | t | t | f | f | t | t | t
--| f | f | f | f | f | f | f | t | t | f | f | t | t | f | t | t
--| t | t | f | f | f | f | f | f | f | f | f | f | f | f | f | f
--| f | f | t | t | f | f | f | f | f | f | f | f | f | f | f | f
--| f | f | t | t | t | t | f | f | f | f | t | f | t | f | f | f
SELECT m @> 3 AS a, 3 <@ m AS b, m @> 6 AS c, m @> 11 AS d FROM (VALUES ('{[1,5),[8,12)}'::int4multirange), ('{}'), ('{(,4)}')) v(m);
--| a bool | b bool | c bool | d bool
--| t | t | f | t
--| f | f | f | f
--| t | t | f | f
SELECT '{[1,5)}'::int4multirange + '{[5,6),[10,11)}'::int4multirange AS a, '{[1,20)}'::int4multirange - '{[3,5),[7,9),[19,30)}'::int4multirange AS b, '{[1,5),[7,20)}'::int4multirange * '{[3,8),[9,10),[15,)}'::int4multirange AS c, '{[1,5)}'::nummultirange - '{(2,3]}'::nummultirange AS d;
--| a oid=4451 | b oid=4451 | c oid=4451 | d oid=4532
--| {[1,6),[10,11)} | {[1,3),[5,7),[9,19)} | {[3,5),[7,8),[9,10),[15,20)} | {[1,2],(3,5)}
SELECT unnest('{[1,3),[5,7),[9,)}'::int4multirange) AS r;
--| r oid=3904
--| [1,3)
--| [5,7)
--| [9,)
SELECT i, r FROM unnest('{[1,3),[5,7)}'::int4multirange) WITH ORDINALITY AS t(r, i);
--| i int8 | r oid=3904
--| 1 | [1,3)
--| 2 | [5,7)
SELECT count(*) FROM unnest('{}'::int4multirange);
--| count int8
--| 0
CREATE TABLE mr (id int, m int4multirange, d datemultirange, a int4multirange[]);
--| CREATE TABLE
CREATE INDEX ON mr (m);
--| CREATE INDEX
INSERT INTO mr VALUES (1, '{[1,3),[5,7)}', '{[2024-01-01,2024-01-05]}', '{"{[1,2)}","{}"}'), (2, '{}', '{}', '{}'), (3, NULL, NULL, NULL), (4, '{[1,3)}', '{(,2024-01-01)}', NULL), (5, '{(,)}', NULL, NULL);
--| INSERT 0 5
SELECT * FROM mr ORDER BY m, id;
--| id int4 | m oid=4451 | d oid=4535 | a oid=6150
--| 2 | {} | {} | {}
--| 5 | {(,)} | NULL | NULL
--| 4 | {[1,3)} | {(,2024-01-01)} | NULL
--| 1 | {[1,3),[5,7)} | {[2024-01-01,2024-01-06)} | {"{[1,2)}","{}"}
--| 3 | NULL | NULL | NULL
SET enable_seqscan = off;
--| SET
SELECT id FROM mr WHERE m = '{[1,3),[5,7)}' ORDER BY id;
--| id int4
--| 1
SELECT id, m FROM mr WHERE m > '{[1,2)}' ORDER BY m DESC;
--| id int4 | m oid=4451
--| 1 | {[1,3),[5,7)}
--| 4 | {[1,3)}
SELECT id FROM mr WHERE m @> 6 ORDER BY id;
--| id int4
--| 1
--| 5
SELECT m, count(*) FROM (SELECT m FROM mr UNION ALL SELECT m FROM mr) s GROUP BY m ORDER BY m;
--| m oid=4451 | count int8
--| {} | 2
--| {(,)} | 2
--| {[1,3)} | 2
--| {[1,3),[5,7)} | 2
--| NULL | 2
SELECT range_agg(m) AS u, range_intersect_agg(m) AS i FROM mr WHERE id IN (1, 4, 5);
--| u oid=4451 | i oid=4451
--| {(,)} | {[1,3)}
SELECT range_agg(m) AS u, range_intersect_agg(m) AS i FROM (VALUES ('{}'::int4multirange), (NULL)) v(m);
--| u oid=4451 | i oid=4451
--| {} | {}
SELECT range_agg(m) AS u, range_intersect_agg(m) AS i FROM mr WHERE m IS NULL;
--| u oid=4451 | i oid=4451
--| NULL | NULL
SELECT '{[1,2)}'::int4multirange::text AS a, pg_typeof('{[1,2)}'::int4multirange) AS b, '{[1,2)}'::int4multirange = '{[1,1]}' AS c;
--| a text | b regtype | c bool
--| {[1,2)} | int4multirange | t
SELECT '{[1,2)}'::int4multirange && '{[1,2)}'::nummultirange;
--| ERROR 42883: operator does not exist: int4multirange && nummultirange
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 34
SELECT int4multirange(1, 2);
--| ERROR 42883: function int4multirange(integer, integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
