-- Order of arrays: element by element, then number of elements, then dimensions; NULL elements are equal and above all.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btarraycmp(a, b)) AS cmp, array_larger(a, b) AS larger, array_smaller(a, b) AS smaller
FROM (VALUES ('{}'::int4[]), ('{1}'::int4[]), ('{1,2}'::int4[]), ('{NULL}'::int4[]), ('{{1,2}}'::int4[]), (NULL)) l(a), (VALUES ('{}'::int4[]), ('{1}'::int4[]), ('{1,2}'::int4[]), ('{NULL}'::int4[]), ('{{1,2}}'::int4[]), (NULL)) r(b);
--| a int4[] | b int4[] | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger int4[] | smaller int4[]
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | {1,2} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | {1} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | {NULL} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | {{1,2}} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | {} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| {1,2} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| {1,2} | {1,2} | f | t | t | f | t | f | 0 | {1,2} | {1,2}
--| {1,2} | {1} | f | f | f | t | t | t | 1 | {1,2} | {1}
--| {1,2} | {NULL} | t | t | f | t | f | f | -1 | {NULL} | {1,2}
--| {1,2} | {{1,2}} | t | t | f | t | f | f | -1 | {{1,2}} | {1,2}
--| {1,2} | {} | f | f | f | t | t | t | 1 | {1,2} | {}
--| {1} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| {1} | {1,2} | t | t | f | t | f | f | -1 | {1,2} | {1}
--| {1} | {1} | f | t | t | f | t | f | 0 | {1} | {1}
--| {1} | {NULL} | t | t | f | t | f | f | -1 | {NULL} | {1}
--| {1} | {{1,2}} | t | t | f | t | f | f | -1 | {{1,2}} | {1}
--| {1} | {} | f | f | f | t | t | t | 1 | {1} | {}
--| {NULL} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| {NULL} | {1,2} | f | f | f | t | t | t | 1 | {NULL} | {1,2}
--| {NULL} | {1} | f | f | f | t | t | t | 1 | {NULL} | {1}
--| {NULL} | {NULL} | f | t | t | f | t | f | 0 | {NULL} | {NULL}
--| {NULL} | {{1,2}} | f | f | f | t | t | t | 1 | {NULL} | {{1,2}}
--| {NULL} | {} | f | f | f | t | t | t | 1 | {NULL} | {}
--| {{1,2}} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| {{1,2}} | {1,2} | f | f | f | t | t | t | 1 | {{1,2}} | {1,2}
--| {{1,2}} | {1} | f | f | f | t | t | t | 1 | {{1,2}} | {1}
--| {{1,2}} | {NULL} | t | t | f | t | f | f | -1 | {NULL} | {{1,2}}
--| {{1,2}} | {{1,2}} | f | t | t | f | t | f | 0 | {{1,2}} | {{1,2}}
--| {{1,2}} | {} | f | f | f | t | t | t | 1 | {{1,2}} | {}
--| {} | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| {} | {1,2} | t | t | f | t | f | f | -1 | {1,2} | {}
--| {} | {1} | t | t | f | t | f | f | -1 | {1} | {}
--| {} | {NULL} | t | t | f | t | f | f | -1 | {NULL} | {}
--| {} | {{1,2}} | t | t | f | t | f | f | -1 | {{1,2}} | {}
--| {} | {} | f | t | t | f | t | f | 0 | {} | {}

SELECT max(a), min(a), array_agg(a) FROM (VALUES (ARRAY[1, 2]), (ARRAY[1, 3])) v(a);
--| max int4[] | min int4[] | array_agg int4[]
--| {1,3} | {1,2} | {{1,2},{1,3}}
SELECT array_agg(a) FROM (VALUES (ARRAY[1, 2]), (ARRAY[1])) v(a);
--| ERROR 2202E: cannot accumulate arrays of different dimensionality
SELECT array_agg(a) FROM (VALUES (ARRAY[1, 2]), (NULL)) v(a);
--| ERROR 22004: cannot accumulate null arrays
SELECT array_agg(a) FROM (VALUES ('{}'::int[])) v(a);
--| ERROR 2202E: cannot accumulate empty arrays
SELECT ARRAY['<a/>'::xml] < ARRAY['<a/>'::xml];
--| ERROR 42883: could not identify a comparison function for type xml
