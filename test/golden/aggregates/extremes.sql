-- min and max of every ordered type: NULLs do not count, of nothing the result is NULL.

SELECT min(x), max(x), count(*) FROM (VALUES ('1'::int2), (NULL), ('-2')) v(x);
--| min int2 | max int2 | count int8
--| -2 | 1 | 3
SELECT min(x), max(x) FROM (VALUES ('1'::int2)) v(x) WHERE false;
--| min int2 | max int2
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('1'::int8), (NULL), ('-2')) v(x);
--| min int8 | max int8 | count int8
--| -2 | 1 | 3
SELECT min(x), max(x) FROM (VALUES ('1'::int8)) v(x) WHERE false;
--| min int8 | max int8
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('1'::oid), (NULL), ('4294967295')) v(x);
--| min oid | max oid | count int8
--| 1 | 4294967295 | 3
SELECT min(x), max(x) FROM (VALUES ('1'::oid)) v(x) WHERE false;
--| min oid | max oid
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('1'::float4), (NULL), ('NaN')) v(x);
--| min float4 | max float4 | count int8
--| 1 | NaN | 3
SELECT min(x), max(x) FROM (VALUES ('1'::float4)) v(x) WHERE false;
--| min float4 | max float4
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('2024-01-01'::date), (NULL), ('-infinity')) v(x);
--| min date | max date | count int8
--| -infinity | 2024-01-01 | 3
SELECT min(x), max(x) FROM (VALUES ('2024-01-01'::date)) v(x) WHERE false;
--| min date | max date
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('12:00'::time), (NULL), ('24:00')) v(x);
--| min time | max time | count int8
--| 12:00:00 | 24:00:00 | 3
SELECT min(x), max(x) FROM (VALUES ('12:00'::time)) v(x) WHERE false;
--| min time | max time
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('12:00+00'::timetz), (NULL), ('12:00+01')) v(x);
--| min timetz | max timetz | count int8
--| 12:00:00+01 | 12:00:00+00 | 3
SELECT min(x), max(x) FROM (VALUES ('12:00+00'::timetz)) v(x) WHERE false;
--| min timetz | max timetz
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('2024-01-01'::timestamp), (NULL), ('infinity')) v(x);
--| min timestamp | max timestamp | count int8
--| 2024-01-01 00:00:00 | infinity | 3
SELECT min(x), max(x) FROM (VALUES ('2024-01-01'::timestamp)) v(x) WHERE false;
--| min timestamp | max timestamp
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('2024-01-01'::timestamptz), (NULL), ('2024-01-01 00:00-01')) v(x);
--| min timestamptz | max timestamptz | count int8
--| 2024-01-01 00:00:00+00 | 2024-01-01 01:00:00+00 | 3
SELECT min(x), max(x) FROM (VALUES ('2024-01-01'::timestamptz)) v(x) WHERE false;
--| min timestamptz | max timestamptz
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('1 month'::interval), (NULL), ('31 days')) v(x);
--| min interval | max interval | count int8
--| 1 mon | 31 days | 3
SELECT min(x), max(x) FROM (VALUES ('1 month'::interval)) v(x) WHERE false;
--| min interval | max interval
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('b'::char(3)), (NULL), ('a')) v(x);
--| min bpchar | max bpchar | count int8
--| a | "b  " | 3
SELECT min(x), max(x) FROM (VALUES ('b'::char(3))) v(x) WHERE false;
--| min bpchar | max bpchar
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('b'::text), (NULL), ('B')) v(x);
--| min text | max text | count int8
--| B | b | 3
SELECT min(x), max(x) FROM (VALUES ('b'::text)) v(x) WHERE false;
--| min text | max text
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('(1,2)'::tid), (NULL), ('(0,9)')) v(x);
--| min oid=27 | max oid=27 | count int8
--| (0,9) | (1,2) | 3
SELECT min(x), max(x) FROM (VALUES ('(1,2)'::tid)) v(x) WHERE false;
--| min oid=27 | max oid=27
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('7'::xid8), (NULL), ('8')) v(x);
--| min oid=5069 | max oid=5069 | count int8
--| 7 | 8 | 3
SELECT min(x), max(x) FROM (VALUES ('7'::xid8)) v(x) WHERE false;
--| min oid=5069 | max oid=5069
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('1/0'::pg_lsn), (NULL), ('0/FF')) v(x);
--| min oid=3220 | max oid=3220 | count int8
--| 0/FF | 1/0 | 3
SELECT min(x), max(x) FROM (VALUES ('1/0'::pg_lsn)) v(x) WHERE false;
--| min oid=3220 | max oid=3220
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('10.0.0.1'::inet), (NULL), ('9.0.0.0/8')) v(x);
--| min oid=869 | max oid=869 | count int8
--| 9.0.0.0/8 | 10.0.0.1 | 3
SELECT min(x), max(x) FROM (VALUES ('10.0.0.1'::inet)) v(x) WHERE false;
--| min oid=869 | max oid=869
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('1'::money), (NULL), ('-1')) v(x);
--| min money | max money | count int8
--| -$1.00 | $1.00 | 3
SELECT min(x), max(x) FROM (VALUES ('1'::money)) v(x) WHERE false;
--| min money | max money
--| NULL | NULL
SELECT min(x), max(x), count(*) FROM (VALUES ('{1,2}'::int4[]), (NULL), ('{1}')) v(x);
--| min int4[] | max int4[] | count int8
--| {1} | {1,2} | 3
SELECT min(x), max(x) FROM (VALUES ('{1,2}'::int4[])) v(x) WHERE false;
--| min int4[] | max int4[]
--| NULL | NULL
SELECT max(x) FROM (VALUES (true), (false)) v(x);
--| ERROR 42883: function max(boolean) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT min(x) FROM (VALUES ('{}'::jsonb)) v(x);
--| ERROR 42883: function min(jsonb) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
