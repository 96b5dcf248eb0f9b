-- Comparisons of integers of all widths, each pair of types by its own operator; the btree comparison functions give -1, 0 or 1.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint2cmp(a, b)) AS cmp, int2larger(a, b) AS larger, int2smaller(a, b) AS smaller
FROM (VALUES ('-32768'::int2), ('7'::int2), ('32767'::int2), (NULL)) l(a), (VALUES ('-32768'::int2), ('7'::int2), ('32767'::int2), (NULL)) r(b);
--| a int2 | b int2 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger int2 | smaller int2
--| -32768 | -32768 | f | t | t | f | t | f | 0 | -32768 | -32768
--| -32768 | 32767 | t | t | f | t | f | f | -1 | 32767 | -32768
--| -32768 | 7 | t | t | f | t | f | f | -1 | 7 | -32768
--| -32768 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 32767 | -32768 | f | f | f | t | t | t | 1 | 32767 | -32768
--| 32767 | 32767 | f | t | t | f | t | f | 0 | 32767 | 32767
--| 32767 | 7 | f | f | f | t | t | t | 1 | 32767 | 7
--| 32767 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -32768 | f | f | f | t | t | t | 1 | 7 | -32768
--| 7 | 32767 | t | t | f | t | f | f | -1 | 32767 | 7
--| 7 | 7 | f | t | t | f | t | f | 0 | 7 | 7
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -32768 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 32767 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint24cmp(a, b)) AS cmp
FROM (VALUES ('-32768'::int2), ('7'::int2), ('32767'::int2), (NULL)) l(a), (VALUES ('-2147483648'::int4), ('7'::int4), ('2147483647'::int4), (NULL)) r(b);
--| a int2 | b int4 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| -32768 | -2147483648 | f | f | f | t | t | t | 1
--| -32768 | 2147483647 | t | t | f | t | f | f | -1
--| -32768 | 7 | t | t | f | t | f | f | -1
--| -32768 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 32767 | -2147483648 | f | f | f | t | t | t | 1
--| 32767 | 2147483647 | t | t | f | t | f | f | -1
--| 32767 | 7 | f | f | f | t | t | t | 1
--| 32767 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -2147483648 | f | f | f | t | t | t | 1
--| 7 | 2147483647 | t | t | f | t | f | f | -1
--| 7 | 7 | f | t | t | f | t | f | 0
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -2147483648 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2147483647 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint28cmp(a, b)) AS cmp
FROM (VALUES ('-32768'::int2), ('7'::int2), ('32767'::int2), (NULL)) l(a), (VALUES ('-9223372036854775808'::int8), ('7'::int8), ('9223372036854775807'::int8), (NULL)) r(b);
--| a int2 | b int8 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| -32768 | -9223372036854775808 | f | f | f | t | t | t | 1
--| -32768 | 7 | t | t | f | t | f | f | -1
--| -32768 | 9223372036854775807 | t | t | f | t | f | f | -1
--| -32768 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 32767 | -9223372036854775808 | f | f | f | t | t | t | 1
--| 32767 | 7 | f | f | f | t | t | t | 1
--| 32767 | 9223372036854775807 | t | t | f | t | f | f | -1
--| 32767 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -9223372036854775808 | f | f | f | t | t | t | 1
--| 7 | 7 | f | t | t | f | t | f | 0
--| 7 | 9223372036854775807 | t | t | f | t | f | f | -1
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -9223372036854775808 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 9223372036854775807 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint42cmp(a, b)) AS cmp
FROM (VALUES ('-2147483648'::int4), ('7'::int4), ('2147483647'::int4), (NULL)) l(a), (VALUES ('-32768'::int2), ('7'::int2), ('32767'::int2), (NULL)) r(b);
--| a int4 | b int2 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| -2147483648 | -32768 | t | t | f | t | f | f | -1
--| -2147483648 | 32767 | t | t | f | t | f | f | -1
--| -2147483648 | 7 | t | t | f | t | f | f | -1
--| -2147483648 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2147483647 | -32768 | f | f | f | t | t | t | 1
--| 2147483647 | 32767 | f | f | f | t | t | t | 1
--| 2147483647 | 7 | f | f | f | t | t | t | 1
--| 2147483647 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -32768 | f | f | f | t | t | t | 1
--| 7 | 32767 | t | t | f | t | f | f | -1
--| 7 | 7 | f | t | t | f | t | f | 0
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -32768 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 32767 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint4cmp(a, b)) AS cmp, int4larger(a, b) AS larger, int4smaller(a, b) AS smaller
FROM (VALUES ('-2147483648'::int4), ('7'::int4), ('2147483647'::int4), (NULL)) l(a), (VALUES ('-2147483648'::int4), ('7'::int4), ('2147483647'::int4), (NULL)) r(b);
--| a int4 | b int4 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger int4 | smaller int4
--| -2147483648 | -2147483648 | f | t | t | f | t | f | 0 | -2147483648 | -2147483648
--| -2147483648 | 2147483647 | t | t | f | t | f | f | -1 | 2147483647 | -2147483648
--| -2147483648 | 7 | t | t | f | t | f | f | -1 | 7 | -2147483648
--| -2147483648 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2147483647 | -2147483648 | f | f | f | t | t | t | 1 | 2147483647 | -2147483648
--| 2147483647 | 2147483647 | f | t | t | f | t | f | 0 | 2147483647 | 2147483647
--| 2147483647 | 7 | f | f | f | t | t | t | 1 | 2147483647 | 7
--| 2147483647 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -2147483648 | f | f | f | t | t | t | 1 | 7 | -2147483648
--| 7 | 2147483647 | t | t | f | t | f | f | -1 | 2147483647 | 7
--| 7 | 7 | f | t | t | f | t | f | 0 | 7 | 7
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -2147483648 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2147483647 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint48cmp(a, b)) AS cmp
FROM (VALUES ('-2147483648'::int4), ('7'::int4), ('2147483647'::int4), (NULL)) l(a), (VALUES ('-9223372036854775808'::int8), ('7'::int8), ('9223372036854775807'::int8), (NULL)) r(b);
--| a int4 | b int8 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| -2147483648 | -9223372036854775808 | f | f | f | t | t | t | 1
--| -2147483648 | 7 | t | t | f | t | f | f | -1
--| -2147483648 | 9223372036854775807 | t | t | f | t | f | f | -1
--| -2147483648 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2147483647 | -9223372036854775808 | f | f | f | t | t | t | 1
--| 2147483647 | 7 | f | f | f | t | t | t | 1
--| 2147483647 | 9223372036854775807 | t | t | f | t | f | f | -1
--| 2147483647 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -9223372036854775808 | f | f | f | t | t | t | 1
--| 7 | 7 | f | t | t | f | t | f | 0
--| 7 | 9223372036854775807 | t | t | f | t | f | f | -1
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -9223372036854775808 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 9223372036854775807 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint82cmp(a, b)) AS cmp
FROM (VALUES ('-9223372036854775808'::int8), ('7'::int8), ('9223372036854775807'::int8), (NULL)) l(a), (VALUES ('-32768'::int2), ('7'::int2), ('32767'::int2), (NULL)) r(b);
--| a int8 | b int2 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| -9223372036854775808 | -32768 | t | t | f | t | f | f | -1
--| -9223372036854775808 | 32767 | t | t | f | t | f | f | -1
--| -9223372036854775808 | 7 | t | t | f | t | f | f | -1
--| -9223372036854775808 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -32768 | f | f | f | t | t | t | 1
--| 7 | 32767 | t | t | f | t | f | f | -1
--| 7 | 7 | f | t | t | f | t | f | 0
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 9223372036854775807 | -32768 | f | f | f | t | t | t | 1
--| 9223372036854775807 | 32767 | f | f | f | t | t | t | 1
--| 9223372036854775807 | 7 | f | f | f | t | t | t | 1
--| 9223372036854775807 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -32768 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 32767 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint84cmp(a, b)) AS cmp
FROM (VALUES ('-9223372036854775808'::int8), ('7'::int8), ('9223372036854775807'::int8), (NULL)) l(a), (VALUES ('-2147483648'::int4), ('7'::int4), ('2147483647'::int4), (NULL)) r(b);
--| a int8 | b int4 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| -9223372036854775808 | -2147483648 | t | t | f | t | f | f | -1
--| -9223372036854775808 | 2147483647 | t | t | f | t | f | f | -1
--| -9223372036854775808 | 7 | t | t | f | t | f | f | -1
--| -9223372036854775808 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -2147483648 | f | f | f | t | t | t | 1
--| 7 | 2147483647 | t | t | f | t | f | f | -1
--| 7 | 7 | f | t | t | f | t | f | 0
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 9223372036854775807 | -2147483648 | f | f | f | t | t | t | 1
--| 9223372036854775807 | 2147483647 | f | f | f | t | t | t | 1
--| 9223372036854775807 | 7 | f | f | f | t | t | t | 1
--| 9223372036854775807 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -2147483648 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2147483647 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btint8cmp(a, b)) AS cmp, int8larger(a, b) AS larger, int8smaller(a, b) AS smaller
FROM (VALUES ('-9223372036854775808'::int8), ('7'::int8), ('9223372036854775807'::int8), (NULL)) l(a), (VALUES ('-9223372036854775808'::int8), ('7'::int8), ('9223372036854775807'::int8), (NULL)) r(b);
--| a int8 | b int8 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger int8 | smaller int8
--| -9223372036854775808 | -9223372036854775808 | f | t | t | f | t | f | 0 | -9223372036854775808 | -9223372036854775808
--| -9223372036854775808 | 7 | t | t | f | t | f | f | -1 | 7 | -9223372036854775808
--| -9223372036854775808 | 9223372036854775807 | t | t | f | t | f | f | -1 | 9223372036854775807 | -9223372036854775808
--| -9223372036854775808 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | -9223372036854775808 | f | f | f | t | t | t | 1 | 7 | -9223372036854775808
--| 7 | 7 | f | t | t | f | t | f | 0 | 7 | 7
--| 7 | 9223372036854775807 | t | t | f | t | f | f | -1 | 9223372036854775807 | 7
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 9223372036854775807 | -9223372036854775808 | f | f | f | t | t | t | 1 | 9223372036854775807 | -9223372036854775808
--| 9223372036854775807 | 7 | f | f | f | t | t | t | 1 | 9223372036854775807 | 7
--| 9223372036854775807 | 9223372036854775807 | f | t | t | f | t | f | 0 | 9223372036854775807 | 9223372036854775807
--| 9223372036854775807 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -9223372036854775808 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 9223372036854775807 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
