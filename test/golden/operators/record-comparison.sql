-- Order of records: column by column; the image operators (*=, *<, …) compare stored bytes, so that equal values may differ.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, btrecordcmp(a, b) AS cmp
FROM (VALUES (ROW(1, 'a')), (ROW(1, NULL)), (ROW(2, 'a')), (NULL)) l(a), (VALUES (ROW(1, 'a')), (ROW(1, NULL)), (ROW(2, 'a'))) r(b);
--| ERROR 42883: could not identify a comparison function for type unknown
SELECT ROW(1.0) = ROW(1.00) AS equal, ROW(1.0) *= ROW(1.00) AS image, ROW(1.0) *<> ROW(1.00) AS other, ROW(1, NULL) *= ROW(1, NULL) AS nulls;
--| ERROR 42883: operator does not exist: numeric *= numeric
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 48
SELECT ROW(1, 'a') *< ROW(1, 'b') AS lt, ROW(1, 'a') *<= ROW(1, 'a') AS le, ROW(1, 'b') *> ROW(1, 'a') AS gt, ROW(1, 'b') *>= ROW(1, 'b') AS ge, btrecordimagecmp(ROW(1), ROW(1)) AS cmp;
--| ERROR 42883: operator does not exist: integer *< integer
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 20
SELECT record_image_eq(ROW(1), ROW(1)) AS eq, record_image_ne(ROW(1), ROW(2)) AS ne, record_image_lt(ROW(1), ROW(2)) AS lt, record_image_le(ROW(1), ROW(2)) AS le, record_image_gt(ROW(1), ROW(2)) AS gt, record_image_ge(ROW(1), ROW(2)) AS ge;
--| eq bool | ne bool | lt bool | le bool | gt bool | ge bool
--| t | t | t | t | f | f
--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, btrecordcmp(a, b) AS cmp
FROM (VALUES (ROW(1, 'a'::text)), (ROW(1, NULL::text)), (ROW(2, 'a'::text)), (NULL)) l(a), (VALUES (ROW(1, 'a'::text)), (ROW(1, NULL::text)), (ROW(2, 'a'::text))) r(b);
--| a record | b record | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| (1,) | (1,) | f | t | t | f | t | f | 0
--| (1,) | (1,a) | f | f | f | t | t | t | 1
--| (1,) | (2,a) | t | t | f | t | f | f | -1
--| (1,a) | (1,) | t | t | f | t | f | f | -1
--| (1,a) | (1,a) | f | t | t | f | t | f | 0
--| (1,a) | (2,a) | t | t | f | t | f | f | -1
--| (2,a) | (1,) | f | f | f | t | t | t | 1
--| (2,a) | (1,a) | f | f | f | t | t | t | 1
--| (2,a) | (2,a) | f | t | t | f | t | f | 0
--| NULL | (1,) | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | (1,a) | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | (2,a) | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--! rowsort
SELECT a, b, a *< b AS lt, a *<= b AS le, a *= b AS eq, a *<> b AS ne, a *>= b AS ge, a *> b AS gt, btrecordimagecmp(a, b) AS cmp
FROM (VALUES (ROW(1, 'a'::text)), (ROW(1, NULL::text)), (ROW(2, 'a'::text)), (NULL)) l(a), (VALUES (ROW(1, 'a'::text)), (ROW(1, NULL::text)), (ROW(2, 'a'::text))) r(b);
--| a record | b record | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| (1,) | (1,) | f | t | t | f | t | f | 0
--| (1,) | (1,a) | f | f | f | t | t | t | 1
--| (1,) | (2,a) | t | t | f | t | f | f | -1
--| (1,a) | (1,) | t | t | f | t | f | f | -1
--| (1,a) | (1,a) | f | t | t | f | t | f | 0
--| (1,a) | (2,a) | t | t | f | t | f | f | -1
--| (2,a) | (1,) | f | f | f | t | t | t | 1
--| (2,a) | (1,a) | f | f | f | t | t | t | 1
--| (2,a) | (2,a) | f | t | t | f | t | f | 0
--| NULL | (1,) | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | (1,a) | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | (2,a) | NULL | NULL | NULL | NULL | NULL | NULL | NULL
SELECT record_eq(ROW(1), ROW(2)) AS eq, record_ne(ROW(1), ROW(2)) AS ne, record_lt(ROW(1), ROW(2)) AS lt, record_le(ROW(1), ROW(2)) AS le, record_gt(ROW(1), ROW(2)) AS gt, record_ge(ROW(1), ROW(2)) AS ge;
--| eq bool | ne bool | lt bool | le bool | gt bool | ge bool
--| f | t | t | t | f | f
SELECT record_lt(ROW(1), ROW(1, 2));
--| ERROR 42804: cannot compare record types with different numbers of columns
SELECT record_eq(ROW(1), ROW('a'::text));
--| ERROR 42804: cannot compare dissimilar column types integer and text at record column 1
SELECT record_image_eq(ROW(1), ROW(1::int8));
--| ERROR 42804: cannot compare dissimilar column types integer and bigint at record column 1
SELECT record_lt(ROW('<a/>'::xml), ROW('<a/>'::xml));
--| ERROR 42883: could not identify a comparison function for type xml
SELECT ROW(1) *< ROW(1, 2);
--| ERROR 42601: unequal number of entries in row expressions
--| POSITION: 15
