-- Sums, differences, products, quotients of integers of mixed widths: the result has the wider type, and overflow is an error of that type.

SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient, a % b AS modulo
FROM (VALUES ('-7'::int2, '2'::int2), ('7'::int2, '-2'::int2), ('100'::int2, '3'::int2), (NULL, '1'::int2)) v(a, b);
--| a int2 | b int2 | sum int2 | difference int2 | product int2 | quotient int2 | modulo int2
--| -7 | 2 | -5 | -9 | -14 | -3 | -1
--| 7 | -2 | 5 | 9 | -14 | -3 | 1
--| 100 | 3 | 103 | 97 | 300 | 33 | 1
--| NULL | 1 | NULL | NULL | NULL | NULL | NULL
SELECT '32767'::int2 + '1'::int2 AS overflow;
--| ERROR 22003: smallint out of range
SELECT '-32768'::int2 - '1'::int2 AS overflow;
--| ERROR 22003: smallint out of range
SELECT '32767'::int2 * '2'::int2 AS overflow;
--| ERROR 22003: smallint out of range
SELECT '-32768'::int2 / '-1'::int2 AS overflow;
--| ERROR 22003: smallint out of range
SELECT '1'::int2 / '0'::int2 AS zero;
--| ERROR 22012: division by zero
SELECT '-32768'::int2 % '-1'::int2 AS none, '32767'::int2 % '-1'::int2 AS b;
--| none int2 | b int2
--| 0 | 0
SELECT '1'::int2 % '0'::int2 AS zero;
--| ERROR 22012: division by zero
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('-7'::int2, '2'::int4), ('7'::int2, '-2'::int4), ('100'::int2, '3'::int4), (NULL, '1'::int4)) v(a, b);
--| a int2 | b int4 | sum int4 | difference int4 | product int4 | quotient int4
--| -7 | 2 | -5 | -9 | -14 | -3
--| 7 | -2 | 5 | 9 | -14 | -3
--| 100 | 3 | 103 | 97 | 300 | 33
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '1'::int2 / '0'::int4 AS zero;
--| ERROR 22012: division by zero
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('-7'::int2, '2'::int8), ('7'::int2, '-2'::int8), ('100'::int2, '3'::int8), (NULL, '1'::int8)) v(a, b);
--| a int2 | b int8 | sum int8 | difference int8 | product int8 | quotient int8
--| -7 | 2 | -5 | -9 | -14 | -3
--| 7 | -2 | 5 | 9 | -14 | -3
--| 100 | 3 | 103 | 97 | 300 | 33
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '1'::int2 / '0'::int8 AS zero;
--| ERROR 22012: division by zero
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('-7'::int4, '2'::int2), ('7'::int4, '-2'::int2), ('100'::int4, '3'::int2), (NULL, '1'::int2)) v(a, b);
--| a int4 | b int2 | sum int4 | difference int4 | product int4 | quotient int4
--| -7 | 2 | -5 | -9 | -14 | -3
--| 7 | -2 | 5 | 9 | -14 | -3
--| 100 | 3 | 103 | 97 | 300 | 33
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '2147483647'::int4 + '1'::int2 AS overflow;
--| ERROR 22003: integer out of range
SELECT '-2147483648'::int4 - '1'::int2 AS overflow;
--| ERROR 22003: integer out of range
SELECT '2147483647'::int4 * '2'::int2 AS overflow;
--| ERROR 22003: integer out of range
SELECT '-2147483648'::int4 / '-1'::int2 AS overflow;
--| ERROR 22003: integer out of range
SELECT '1'::int4 / '0'::int2 AS zero;
--| ERROR 22012: division by zero
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient, a % b AS modulo
FROM (VALUES ('-7'::int4, '2'::int4), ('7'::int4, '-2'::int4), ('100'::int4, '3'::int4), (NULL, '1'::int4)) v(a, b);
--| a int4 | b int4 | sum int4 | difference int4 | product int4 | quotient int4 | modulo int4
--| -7 | 2 | -5 | -9 | -14 | -3 | -1
--| 7 | -2 | 5 | 9 | -14 | -3 | 1
--| 100 | 3 | 103 | 97 | 300 | 33 | 1
--| NULL | 1 | NULL | NULL | NULL | NULL | NULL
SELECT '2147483647'::int4 + '1'::int4 AS overflow;
--| ERROR 22003: integer out of range
SELECT '-2147483648'::int4 - '1'::int4 AS overflow;
--| ERROR 22003: integer out of range
SELECT '2147483647'::int4 * '2'::int4 AS overflow;
--| ERROR 22003: integer out of range
SELECT '-2147483648'::int4 / '-1'::int4 AS overflow;
--| ERROR 22003: integer out of range
SELECT '1'::int4 / '0'::int4 AS zero;
--| ERROR 22012: division by zero
SELECT '-2147483648'::int4 % '-1'::int4 AS none, '2147483647'::int4 % '-1'::int4 AS b;
--| none int4 | b int4
--| 0 | 0
SELECT '1'::int4 % '0'::int4 AS zero;
--| ERROR 22012: division by zero
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('-7'::int4, '2'::int8), ('7'::int4, '-2'::int8), ('100'::int4, '3'::int8), (NULL, '1'::int8)) v(a, b);
--| a int4 | b int8 | sum int8 | difference int8 | product int8 | quotient int8
--| -7 | 2 | -5 | -9 | -14 | -3
--| 7 | -2 | 5 | 9 | -14 | -3
--| 100 | 3 | 103 | 97 | 300 | 33
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '1'::int4 / '0'::int8 AS zero;
--| ERROR 22012: division by zero
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('-7'::int8, '2'::int2), ('7'::int8, '-2'::int2), ('100'::int8, '3'::int2), (NULL, '1'::int2)) v(a, b);
--| a int8 | b int2 | sum int8 | difference int8 | product int8 | quotient int8
--| -7 | 2 | -5 | -9 | -14 | -3
--| 7 | -2 | 5 | 9 | -14 | -3
--| 100 | 3 | 103 | 97 | 300 | 33
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '9223372036854775807'::int8 + '1'::int2 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '-9223372036854775808'::int8 - '1'::int2 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '9223372036854775807'::int8 * '2'::int2 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '-9223372036854775808'::int8 / '-1'::int2 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '1'::int8 / '0'::int2 AS zero;
--| ERROR 22012: division by zero
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('-7'::int8, '2'::int4), ('7'::int8, '-2'::int4), ('100'::int8, '3'::int4), (NULL, '1'::int4)) v(a, b);
--| a int8 | b int4 | sum int8 | difference int8 | product int8 | quotient int8
--| -7 | 2 | -5 | -9 | -14 | -3
--| 7 | -2 | 5 | 9 | -14 | -3
--| 100 | 3 | 103 | 97 | 300 | 33
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '9223372036854775807'::int8 + '1'::int4 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '-9223372036854775808'::int8 - '1'::int4 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '9223372036854775807'::int8 * '2'::int4 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '-9223372036854775808'::int8 / '-1'::int4 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '1'::int8 / '0'::int4 AS zero;
--| ERROR 22012: division by zero
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient, a % b AS modulo
FROM (VALUES ('-7'::int8, '2'::int8), ('7'::int8, '-2'::int8), ('100'::int8, '3'::int8), (NULL, '1'::int8)) v(a, b);
--| a int8 | b int8 | sum int8 | difference int8 | product int8 | quotient int8 | modulo int8
--| -7 | 2 | -5 | -9 | -14 | -3 | -1
--| 7 | -2 | 5 | 9 | -14 | -3 | 1
--| 100 | 3 | 103 | 97 | 300 | 33 | 1
--| NULL | 1 | NULL | NULL | NULL | NULL | NULL
SELECT '9223372036854775807'::int8 + '1'::int8 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '-9223372036854775808'::int8 - '1'::int8 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '9223372036854775807'::int8 * '2'::int8 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '-9223372036854775808'::int8 / '-1'::int8 AS overflow;
--| ERROR 22003: bigint out of range
SELECT '1'::int8 / '0'::int8 AS zero;
--| ERROR 22012: division by zero
SELECT '-9223372036854775808'::int8 % '-1'::int8 AS none, '9223372036854775807'::int8 % '-1'::int8 AS b;
--| none int8 | b int8
--| 0 | 0
SELECT '1'::int8 % '0'::int8 AS zero;
--| ERROR 22012: division by zero
