-- Order of oidvector: by length first, then element by element.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btoidvectorcmp(a, b)) AS cmp
FROM (VALUES ('1 2'::oidvector), ('3'), (''), (NULL)) l(a), (VALUES ('1 2'::oidvector), ('1 3'), ('')) r(b);
--| a oid=30 | b oid=30 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| "" | "" | f | t | t | f | t | f | 0
--| "" | 1 2 | t | t | f | t | f | f | -1
--| "" | 1 3 | t | t | f | t | f | f | -1
--| 1 2 | "" | f | f | f | t | t | t | 1
--| 1 2 | 1 2 | f | t | t | f | t | f | 0
--| 1 2 | 1 3 | t | t | f | t | f | f | -1
--| 3 | "" | f | f | f | t | t | t | 1
--| 3 | 1 2 | t | t | f | t | f | f | -1
--| 3 | 1 3 | t | t | f | t | f | f | -1
--| NULL | "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 1 2 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 1 3 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
SELECT oidvectortypes('23 25'::oidvector), oidvectortypes(''), oidvectortypes(NULL);
--| oidvectortypes text | oidvectortypes text | oidvectortypes text
--| integer, text | "" | NULL
SELECT ('1 2 3'::int2vector)[0], ('1 2 3'::oidvector)[2], ('1 2'::oidvector)[5];
--| int2vector int2 | oidvector oid | oidvector oid
--| 1 | 3 | NULL
SELECT '1 x'::oidvector;
--| ERROR 22P02: invalid input syntax for type oid: "x"
--| POSITION: 8
SELECT '1 70000'::int2vector;
--| ERROR 22003: value "70000" is out of range for type smallint
--| POSITION: 8
