-- Order of byte strings and bit strings: by bytes, by bits; of equal beginnings the shorter is less.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(byteacmp(a, b)) AS cmp
FROM (VALUES (''::bytea), ('\x00'::bytea), ('\x0001'::bytea), ('\xff'::bytea), (NULL)) l(a), (VALUES (''::bytea), ('\x00'::bytea), ('\x0001'::bytea), ('\xff'::bytea), (NULL)) r(b);
--| a bytea | b bytea | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | \x | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | \x00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | \x0001 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | \xff | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| \x | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| \x | \x | f | t | t | f | t | f | 0
--| \x | \x00 | t | t | f | t | f | f | -1
--| \x | \x0001 | t | t | f | t | f | f | -1
--| \x | \xff | t | t | f | t | f | f | -1
--| \x00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| \x00 | \x | f | f | f | t | t | t | 1
--| \x00 | \x00 | f | t | t | f | t | f | 0
--| \x00 | \x0001 | t | t | f | t | f | f | -1
--| \x00 | \xff | t | t | f | t | f | f | -1
--| \x0001 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| \x0001 | \x | f | f | f | t | t | t | 1
--| \x0001 | \x00 | f | f | f | t | t | t | 1
--| \x0001 | \x0001 | f | t | t | f | t | f | 0
--| \x0001 | \xff | t | t | f | t | f | f | -1
--| \xff | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| \xff | \x | f | f | f | t | t | t | 1
--| \xff | \x00 | f | f | f | t | t | t | 1
--| \xff | \x0001 | f | f | f | t | t | t | 1
--| \xff | \xff | f | t | t | f | t | f | 0

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(bitcmp(a, b)) AS cmp
FROM (VALUES ('101'::bit(3)), ('100'::bit(3)), ('000'::bit(3)), (NULL)) l(a), (VALUES ('101'::bit(3)), ('100'::bit(3)), ('000'::bit(3)), (NULL)) r(b);
--| a bit | b bit | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| 000 | 000 | f | t | t | f | t | f | 0
--| 000 | 100 | t | t | f | t | f | f | -1
--| 000 | 101 | t | t | f | t | f | f | -1
--| 000 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 100 | 000 | f | f | f | t | t | t | 1
--| 100 | 100 | f | t | t | f | t | f | 0
--| 100 | 101 | t | t | f | t | f | f | -1
--| 100 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 101 | 000 | f | f | f | t | t | t | 1
--| 101 | 100 | f | f | f | t | t | t | 1
--| 101 | 101 | f | t | t | f | t | f | 0
--| 101 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 000 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 100 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 101 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(varbitcmp(a, b)) AS cmp
FROM (VALUES (''::varbit), ('0'::varbit), ('00'::varbit), ('101'::varbit), (NULL)) l(a), (VALUES (''::varbit), ('0'::varbit), ('00'::varbit), ('101'::varbit), (NULL)) r(b);
--| a varbit | b varbit | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| "" | "" | f | t | t | f | t | f | 0
--| "" | 0 | t | t | f | t | f | f | -1
--| "" | 00 | t | t | f | t | f | f | -1
--| "" | 101 | t | t | f | t | f | f | -1
--| "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 0 | "" | f | f | f | t | t | t | 1
--| 0 | 0 | f | t | t | f | t | f | 0
--| 0 | 00 | t | t | f | t | f | f | -1
--| 0 | 101 | t | t | f | t | f | f | -1
--| 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 00 | "" | f | f | f | t | t | t | 1
--| 00 | 0 | f | f | f | t | t | t | 1
--| 00 | 00 | f | t | t | f | t | f | 0
--| 00 | 101 | t | t | f | t | f | f | -1
--| 00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 101 | "" | f | f | f | t | t | t | 1
--| 101 | 0 | f | f | f | t | t | t | 1
--| 101 | 00 | f | f | f | t | t | t | 1
--| 101 | 101 | f | t | t | f | t | f | 0
--| 101 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 101 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
