-- Dates, timestamps and timestamps with time zone compare with each other; in a zone other than UTC a day begins at another instant.

SET TimeZone = 'Europe/Berlin';
--| SET
--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, date_cmp(a, b) AS cmp, date_larger(a, b) AS larger, date_smaller(a, b) AS smaller
FROM (VALUES ('-infinity'::date), ('2024-02-29'::date), ('9999-12-31'::date), (NULL)) l(a), (VALUES ('-infinity'::date), ('2024-02-29'::date), ('9999-12-31'::date), (NULL)) r(b);
--| a date | b date | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4 | larger date | smaller date
--| -infinity | -infinity | f | t | t | f | t | f | 0 | -infinity | -infinity
--| -infinity | 2024-02-29 | t | t | f | t | f | f | -1 | 2024-02-29 | -infinity
--| -infinity | 9999-12-31 | t | t | f | t | f | f | -1 | 9999-12-31 | -infinity
--| -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 | -infinity | f | f | f | t | t | t | 1 | 2024-02-29 | -infinity
--| 2024-02-29 | 2024-02-29 | f | t | t | f | t | f | 0 | 2024-02-29 | 2024-02-29
--| 2024-02-29 | 9999-12-31 | t | t | f | t | f | f | -1 | 9999-12-31 | 2024-02-29
--| 2024-02-29 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 9999-12-31 | -infinity | f | f | f | t | t | t | 1 | 9999-12-31 | -infinity
--| 9999-12-31 | 2024-02-29 | f | f | f | t | t | t | 1 | 9999-12-31 | 2024-02-29
--| 9999-12-31 | 9999-12-31 | f | t | t | f | t | f | 0 | 9999-12-31 | 9999-12-31
--| 9999-12-31 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 9999-12-31 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, date_cmp_timestamp(a, b) AS cmp
FROM (VALUES ('-infinity'::date), ('2024-02-29'::date), ('9999-12-31'::date), (NULL)) l(a), (VALUES ('-infinity'::timestamp), ('2024-02-29 00:00:00'::timestamp), ('2024-02-29 00:00:00.000001'::timestamp), (NULL)) r(b);
--| a date | b timestamp | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| -infinity | -infinity | f | t | t | f | t | f | 0
--| -infinity | 2024-02-29 00:00:00 | t | t | f | t | f | f | -1
--| -infinity | 2024-02-29 00:00:00.000001 | t | t | f | t | f | f | -1
--| -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 | -infinity | f | f | f | t | t | t | 1
--| 2024-02-29 | 2024-02-29 00:00:00 | f | t | t | f | t | f | 0
--| 2024-02-29 | 2024-02-29 00:00:00.000001 | t | t | f | t | f | f | -1
--| 2024-02-29 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 9999-12-31 | -infinity | f | f | f | t | t | t | 1
--| 9999-12-31 | 2024-02-29 00:00:00 | f | f | f | t | t | t | 1
--| 9999-12-31 | 2024-02-29 00:00:00.000001 | f | f | f | t | t | t | 1
--| 9999-12-31 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 00:00:00.000001 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, date_cmp_timestamptz(a, b) AS cmp
FROM (VALUES ('-infinity'::date), ('2024-02-29'::date), ('9999-12-31'::date), (NULL)) l(a), (VALUES ('infinity'::timestamptz), ('2024-02-29 00:00:00+00'::timestamptz), ('2024-02-28 23:59:59.999999+00'::timestamptz), (NULL)) r(b);
--| a date | b timestamptz | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| -infinity | 2024-02-29 00:59:59.999999+01 | t | t | f | t | f | f | -1
--| -infinity | 2024-02-29 01:00:00+01 | t | t | f | t | f | f | -1
--| -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -infinity | infinity | t | t | f | t | f | f | -1
--| 2024-02-29 | 2024-02-29 00:59:59.999999+01 | t | t | f | t | f | f | -1
--| 2024-02-29 | 2024-02-29 01:00:00+01 | t | t | f | t | f | f | -1
--| 2024-02-29 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 | infinity | t | t | f | t | f | f | -1
--| 9999-12-31 | 2024-02-29 00:59:59.999999+01 | f | f | f | t | t | t | 1
--| 9999-12-31 | 2024-02-29 01:00:00+01 | f | f | f | t | t | t | 1
--| 9999-12-31 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 9999-12-31 | infinity | t | t | f | t | f | f | -1
--| NULL | 2024-02-29 00:59:59.999999+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 01:00:00+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, timestamp_cmp_date(a, b) AS cmp
FROM (VALUES ('-infinity'::timestamp), ('2024-02-29 00:00:00'::timestamp), ('2024-02-29 00:00:00.000001'::timestamp), (NULL)) l(a), (VALUES ('-infinity'::date), ('2024-02-29'::date), ('9999-12-31'::date), (NULL)) r(b);
--| a timestamp | b date | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| -infinity | -infinity | f | t | t | f | t | f | 0
--| -infinity | 2024-02-29 | t | t | f | t | f | f | -1
--| -infinity | 9999-12-31 | t | t | f | t | f | f | -1
--| -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 00:00:00 | -infinity | f | f | f | t | t | t | 1
--| 2024-02-29 00:00:00 | 2024-02-29 | f | t | t | f | t | f | 0
--| 2024-02-29 00:00:00 | 9999-12-31 | t | t | f | t | f | f | -1
--| 2024-02-29 00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 00:00:00.000001 | -infinity | f | f | f | t | t | t | 1
--| 2024-02-29 00:00:00.000001 | 2024-02-29 | f | f | f | t | t | t | 1
--| 2024-02-29 00:00:00.000001 | 9999-12-31 | t | t | f | t | f | f | -1
--| 2024-02-29 00:00:00.000001 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 9999-12-31 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, timestamp_cmp(a, b) AS cmp, timestamp_larger(a, b) AS larger, timestamp_smaller(a, b) AS smaller
FROM (VALUES ('-infinity'::timestamp), ('2024-02-29 00:00:00'::timestamp), ('2024-02-29 00:00:00.000001'::timestamp), (NULL)) l(a), (VALUES ('-infinity'::timestamp), ('2024-02-29 00:00:00'::timestamp), ('2024-02-29 00:00:00.000001'::timestamp), (NULL)) r(b);
--| a timestamp | b timestamp | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4 | larger timestamp | smaller timestamp
--| -infinity | -infinity | f | t | t | f | t | f | 0 | -infinity | -infinity
--| -infinity | 2024-02-29 00:00:00 | t | t | f | t | f | f | -1 | 2024-02-29 00:00:00 | -infinity
--| -infinity | 2024-02-29 00:00:00.000001 | t | t | f | t | f | f | -1 | 2024-02-29 00:00:00.000001 | -infinity
--| -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 00:00:00 | -infinity | f | f | f | t | t | t | 1 | 2024-02-29 00:00:00 | -infinity
--| 2024-02-29 00:00:00 | 2024-02-29 00:00:00 | f | t | t | f | t | f | 0 | 2024-02-29 00:00:00 | 2024-02-29 00:00:00
--| 2024-02-29 00:00:00 | 2024-02-29 00:00:00.000001 | t | t | f | t | f | f | -1 | 2024-02-29 00:00:00.000001 | 2024-02-29 00:00:00
--| 2024-02-29 00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 00:00:00.000001 | -infinity | f | f | f | t | t | t | 1 | 2024-02-29 00:00:00.000001 | -infinity
--| 2024-02-29 00:00:00.000001 | 2024-02-29 00:00:00 | f | f | f | t | t | t | 1 | 2024-02-29 00:00:00.000001 | 2024-02-29 00:00:00
--| 2024-02-29 00:00:00.000001 | 2024-02-29 00:00:00.000001 | f | t | t | f | t | f | 0 | 2024-02-29 00:00:00.000001 | 2024-02-29 00:00:00.000001
--| 2024-02-29 00:00:00.000001 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 00:00:00.000001 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, timestamp_cmp_timestamptz(a, b) AS cmp
FROM (VALUES ('-infinity'::timestamp), ('2024-02-29 00:00:00'::timestamp), ('2024-02-29 00:00:00.000001'::timestamp), (NULL)) l(a), (VALUES ('infinity'::timestamptz), ('2024-02-29 00:00:00+00'::timestamptz), ('2024-02-28 23:59:59.999999+00'::timestamptz), (NULL)) r(b);
--| a timestamp | b timestamptz | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| -infinity | 2024-02-29 00:59:59.999999+01 | t | t | f | t | f | f | -1
--| -infinity | 2024-02-29 01:00:00+01 | t | t | f | t | f | f | -1
--| -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -infinity | infinity | t | t | f | t | f | f | -1
--| 2024-02-29 00:00:00 | 2024-02-29 00:59:59.999999+01 | t | t | f | t | f | f | -1
--| 2024-02-29 00:00:00 | 2024-02-29 01:00:00+01 | t | t | f | t | f | f | -1
--| 2024-02-29 00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 00:00:00 | infinity | t | t | f | t | f | f | -1
--| 2024-02-29 00:00:00.000001 | 2024-02-29 00:59:59.999999+01 | t | t | f | t | f | f | -1
--| 2024-02-29 00:00:00.000001 | 2024-02-29 01:00:00+01 | t | t | f | t | f | f | -1
--| 2024-02-29 00:00:00.000001 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 00:00:00.000001 | infinity | t | t | f | t | f | f | -1
--| NULL | 2024-02-29 00:59:59.999999+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 01:00:00+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, timestamptz_cmp_date(a, b) AS cmp
FROM (VALUES ('infinity'::timestamptz), ('2024-02-29 00:00:00+00'::timestamptz), ('2024-02-28 23:59:59.999999+00'::timestamptz), (NULL)) l(a), (VALUES ('-infinity'::date), ('2024-02-29'::date), ('9999-12-31'::date), (NULL)) r(b);
--| a timestamptz | b date | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| 2024-02-29 00:59:59.999999+01 | -infinity | f | f | f | t | t | t | 1
--| 2024-02-29 00:59:59.999999+01 | 2024-02-29 | f | f | f | t | t | t | 1
--| 2024-02-29 00:59:59.999999+01 | 9999-12-31 | t | t | f | t | f | f | -1
--| 2024-02-29 00:59:59.999999+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 01:00:00+01 | -infinity | f | f | f | t | t | t | 1
--| 2024-02-29 01:00:00+01 | 2024-02-29 | f | f | f | t | t | t | 1
--| 2024-02-29 01:00:00+01 | 9999-12-31 | t | t | f | t | f | f | -1
--| 2024-02-29 01:00:00+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 9999-12-31 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| infinity | -infinity | f | f | f | t | t | t | 1
--| infinity | 2024-02-29 | f | f | f | t | t | t | 1
--| infinity | 9999-12-31 | f | f | f | t | t | t | 1
--| infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, timestamptz_cmp_timestamp(a, b) AS cmp
FROM (VALUES ('infinity'::timestamptz), ('2024-02-29 00:00:00+00'::timestamptz), ('2024-02-28 23:59:59.999999+00'::timestamptz), (NULL)) l(a), (VALUES ('-infinity'::timestamp), ('2024-02-29 00:00:00'::timestamp), ('2024-02-29 00:00:00.000001'::timestamp), (NULL)) r(b);
--| a timestamptz | b timestamp | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| 2024-02-29 00:59:59.999999+01 | -infinity | f | f | f | t | t | t | 1
--| 2024-02-29 00:59:59.999999+01 | 2024-02-29 00:00:00 | f | f | f | t | t | t | 1
--| 2024-02-29 00:59:59.999999+01 | 2024-02-29 00:00:00.000001 | f | f | f | t | t | t | 1
--| 2024-02-29 00:59:59.999999+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 01:00:00+01 | -infinity | f | f | f | t | t | t | 1
--| 2024-02-29 01:00:00+01 | 2024-02-29 00:00:00 | f | f | f | t | t | t | 1
--| 2024-02-29 01:00:00+01 | 2024-02-29 00:00:00.000001 | f | f | f | t | t | t | 1
--| 2024-02-29 01:00:00+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 00:00:00.000001 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| infinity | -infinity | f | f | f | t | t | t | 1
--| infinity | 2024-02-29 00:00:00 | f | f | f | t | t | t | 1
--| infinity | 2024-02-29 00:00:00.000001 | f | f | f | t | t | t | 1
--| infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, timestamptz_cmp(a, b) AS cmp, timestamptz_larger(a, b) AS larger, timestamptz_smaller(a, b) AS smaller
FROM (VALUES ('infinity'::timestamptz), ('2024-02-29 00:00:00+00'::timestamptz), ('2024-02-28 23:59:59.999999+00'::timestamptz), (NULL)) l(a), (VALUES ('infinity'::timestamptz), ('2024-02-29 00:00:00+00'::timestamptz), ('2024-02-28 23:59:59.999999+00'::timestamptz), (NULL)) r(b);
--| a timestamptz | b timestamptz | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4 | larger timestamptz | smaller timestamptz
--| 2024-02-29 00:59:59.999999+01 | 2024-02-29 00:59:59.999999+01 | f | t | t | f | t | f | 0 | 2024-02-29 00:59:59.999999+01 | 2024-02-29 00:59:59.999999+01
--| 2024-02-29 00:59:59.999999+01 | 2024-02-29 01:00:00+01 | t | t | f | t | f | f | -1 | 2024-02-29 01:00:00+01 | 2024-02-29 00:59:59.999999+01
--| 2024-02-29 00:59:59.999999+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 00:59:59.999999+01 | infinity | t | t | f | t | f | f | -1 | infinity | 2024-02-29 00:59:59.999999+01
--| 2024-02-29 01:00:00+01 | 2024-02-29 00:59:59.999999+01 | f | f | f | t | t | t | 1 | 2024-02-29 01:00:00+01 | 2024-02-29 00:59:59.999999+01
--| 2024-02-29 01:00:00+01 | 2024-02-29 01:00:00+01 | f | t | t | f | t | f | 0 | 2024-02-29 01:00:00+01 | 2024-02-29 01:00:00+01
--| 2024-02-29 01:00:00+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2024-02-29 01:00:00+01 | infinity | t | t | f | t | f | f | -1 | infinity | 2024-02-29 01:00:00+01
--| NULL | 2024-02-29 00:59:59.999999+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2024-02-29 01:00:00+01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| infinity | 2024-02-29 00:59:59.999999+01 | f | f | f | t | t | t | 1 | infinity | 2024-02-29 00:59:59.999999+01
--| infinity | 2024-02-29 01:00:00+01 | f | f | f | t | t | t | 1 | infinity | 2024-02-29 01:00:00+01
--| infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| infinity | infinity | f | t | t | f | t | f | 0 | infinity | infinity
