-- Signs, absolute values and remainders of integers; the smallest one has no counterpart.

SELECT a, + a AS plus, - a AS minus, @ a AS at, abs(a) AS abs, int2abs(a) AS internal, mod(a, '4'::int2) AS mod
FROM (VALUES ('-7'::int2), ('0'::int2), ('32767'::int2), (NULL)) v(a);
--| a int2 | plus int2 | minus int2 | at int2 | abs int2 | internal int2 | mod int2
--| -7 | -7 | 7 | 7 | 7 | 7 | -3
--| 0 | 0 | 0 | 0 | 0 | 0 | 0
--| 32767 | 32767 | -32767 | 32767 | 32767 | 32767 | 3
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL
SELECT - '-32768'::int2 AS minus;
--| ERROR 22003: smallint out of range
SELECT @ '-32768'::int2 AS at;
--| ERROR 22003: smallint out of range
SELECT abs('-32768'::int2) AS abs;
--| ERROR 22003: smallint out of range
SELECT a, + a AS plus, - a AS minus, @ a AS at, abs(a) AS abs, int4abs(a) AS internal, mod(a, '4'::int4) AS mod
FROM (VALUES ('-7'::int4), ('0'::int4), ('2147483647'::int4), (NULL)) v(a);
--| a int4 | plus int4 | minus int4 | at int4 | abs int4 | internal int4 | mod int4
--| -7 | -7 | 7 | 7 | 7 | 7 | -3
--| 0 | 0 | 0 | 0 | 0 | 0 | 0
--| 2147483647 | 2147483647 | -2147483647 | 2147483647 | 2147483647 | 2147483647 | 3
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL
SELECT - '-2147483648'::int4 AS minus;
--| ERROR 22003: integer out of range
SELECT @ '-2147483648'::int4 AS at;
--| ERROR 22003: integer out of range
SELECT abs('-2147483648'::int4) AS abs;
--| ERROR 22003: integer out of range
SELECT a, + a AS plus, - a AS minus, @ a AS at, abs(a) AS abs, int8abs(a) AS internal, mod(a, '4'::int8) AS mod
FROM (VALUES ('-7'::int8), ('0'::int8), ('9223372036854775807'::int8), (NULL)) v(a);
--| a int8 | plus int8 | minus int8 | at int8 | abs int8 | internal int8 | mod int8
--| -7 | -7 | 7 | 7 | 7 | 7 | -3
--| 0 | 0 | 0 | 0 | 0 | 0 | 0
--| 9223372036854775807 | 9223372036854775807 | -9223372036854775807 | 9223372036854775807 | 9223372036854775807 | 9223372036854775807 | 3
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL
SELECT - '-9223372036854775808'::int8 AS minus;
--| ERROR 22003: bigint out of range
SELECT @ '-9223372036854775808'::int8 AS at;
--| ERROR 22003: bigint out of range
SELECT abs('-9223372036854775808'::int8) AS abs;
--| ERROR 22003: bigint out of range
SELECT gcd(a, b), lcm(a, b) FROM (VALUES (12::int8, -18::int8), (0, 5), (0, 0), (NULL, 1)) v(a, b);
--| gcd int8 | lcm int8
--| 6 | 36
--| 5 | 0
--| 0 | 0
--| NULL | NULL
SELECT gcd((-9223372036854775808)::int8, 0::int8);
--| ERROR 22003: bigint out of range
SELECT gcd((-9223372036854775808)::int8, (-9223372036854775808)::int8);
--| ERROR 22003: bigint out of range
SELECT lcm(9223372036854775807, 9223372036854775806);
--| ERROR 22003: bigint out of range
SELECT gcd(a, b), lcm(a, b) FROM (VALUES (1.25, 0.5), (-12, 18.0), (0, 0), ('NaN', 1), ('Infinity', 2)) v(a, b);
--| gcd numeric | lcm numeric
--| 0.25 | 2.50
--| 6.0 | 36.0
--| 0 | 0
--| NaN | NaN
--| NaN | NaN
