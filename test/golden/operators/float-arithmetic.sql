-- Arithmetic of real and double precision: the narrower operand is widened; overflow and underflow are errors, infinities and NaN are values.

SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('1.5'::float4, '0.1'::float4), ('-7'::float4, '2'::float4), ('Infinity'::float4, '2'::float4), ('NaN'::float4, '1'::float4), ('Infinity'::float4, '-Infinity'::float4), (NULL, '1'::float4)) v(a, b);
--| a float4 | b float4 | sum float4 | difference float4 | product float4 | quotient float4
--| 1.5 | 0.1 | 1.6 | 1.4 | 0.15 | 15
--| -7 | 2 | -5 | -9 | -14 | -3.5
--| Infinity | 2 | Infinity | Infinity | Infinity | Infinity
--| NaN | 1 | NaN | NaN | NaN | NaN
--| Infinity | -Infinity | NaN | Infinity | -Infinity | NaN
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '1'::float4 / '0'::float4 AS zero;
--| ERROR 22012: division by zero
SELECT '3e38'::float4 * '3e38'::float4 AS overflow;
--| ERROR 22003: value out of range: overflow
SELECT '1e-38'::float4 * '1e-38'::float4 AS tiny;
--| ERROR 22003: value out of range: underflow
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('1.5'::float4, '0.1'::float8), ('-7'::float4, '2'::float8), ('Infinity'::float4, '2'::float8), ('NaN'::float4, '1'::float8), ('Infinity'::float4, '-Infinity'::float8), (NULL, '1'::float8)) v(a, b);
--| a float4 | b float8 | sum float8 | difference float8 | product float8 | quotient float8
--| 1.5 | 0.1 | 1.6 | 1.4 | 0.15000000000000002 | 15
--| -7 | 2 | -5 | -9 | -14 | -3.5
--| Infinity | 2 | Infinity | Infinity | Infinity | Infinity
--| NaN | 1 | NaN | NaN | NaN | NaN
--| Infinity | -Infinity | NaN | Infinity | -Infinity | NaN
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '1'::float4 / '0'::float8 AS zero;
--| ERROR 22012: division by zero
SELECT '3e38'::float4 * '1.7e308'::float8 AS overflow;
--| ERROR 22003: value out of range: overflow
SELECT '1e-38'::float4 * '1e-308'::float8 AS tiny;
--| ERROR 22003: value out of range: underflow
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('1.5'::float8, '0.1'::float4), ('-7'::float8, '2'::float4), ('Infinity'::float8, '2'::float4), ('NaN'::float8, '1'::float4), ('Infinity'::float8, '-Infinity'::float4), (NULL, '1'::float4)) v(a, b);
--| a float8 | b float4 | sum float8 | difference float8 | product float8 | quotient float8
--| 1.5 | 0.1 | 1.6000000014901161 | 1.3999999985098839 | 0.15000000223517418 | 14.999999776482586
--| -7 | 2 | -5 | -9 | -14 | -3.5
--| Infinity | 2 | Infinity | Infinity | Infinity | Infinity
--| NaN | 1 | NaN | NaN | NaN | NaN
--| Infinity | -Infinity | NaN | Infinity | -Infinity | NaN
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '1'::float8 / '0'::float4 AS zero;
--| ERROR 22012: division by zero
SELECT '1.7e308'::float8 * '3e38'::float4 AS overflow;
--| ERROR 22003: value out of range: overflow
SELECT '1e-308'::float8 * '1e-38'::float4 AS tiny;
--| ERROR 22003: value out of range: underflow
SELECT a, b, a + b AS sum, a - b AS difference, a * b AS product, a / b AS quotient
FROM (VALUES ('1.5'::float8, '0.1'::float8), ('-7'::float8, '2'::float8), ('Infinity'::float8, '2'::float8), ('NaN'::float8, '1'::float8), ('Infinity'::float8, '-Infinity'::float8), (NULL, '1'::float8)) v(a, b);
--| a float8 | b float8 | sum float8 | difference float8 | product float8 | quotient float8
--| 1.5 | 0.1 | 1.6 | 1.4 | 0.15000000000000002 | 15
--| -7 | 2 | -5 | -9 | -14 | -3.5
--| Infinity | 2 | Infinity | Infinity | Infinity | Infinity
--| NaN | 1 | NaN | NaN | NaN | NaN
--| Infinity | -Infinity | NaN | Infinity | -Infinity | NaN
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT '1'::float8 / '0'::float8 AS zero;
--| ERROR 22012: division by zero
SELECT '1.7e308'::float8 * '1.7e308'::float8 AS overflow;
--| ERROR 22003: value out of range: overflow
SELECT '1e-308'::float8 * '1e-308'::float8 AS tiny;
--| ERROR 22003: value out of range: underflow
SELECT '3e38'::float4 + '3e38'::float4 AS overflow;
--| ERROR 22003: value out of range: overflow
SELECT '-3e38'::float4 - '3e38'::float4 AS overflow;
--| ERROR 22003: value out of range: overflow
SELECT a, + a AS plus, - a AS minus, @ a AS at, abs(a) AS abs, float4abs(a) AS internal FROM (VALUES ('-1.5'::float4), ('-0'::float4), ('-Infinity'::float4), ('NaN'::float4), (NULL)) v(a);
--| a float4 | plus float4 | minus float4 | at float4 | abs float4 | internal float4
--| -1.5 | -1.5 | 1.5 | 1.5 | 1.5 | 1.5
--| -0 | -0 | 0 | 0 | 0 | 0
--| -Infinity | -Infinity | Infinity | Infinity | Infinity | Infinity
--| NaN | NaN | NaN | NaN | NaN | NaN
--| NULL | NULL | NULL | NULL | NULL | NULL
SELECT '1.7e308'::float8 + '1.7e308'::float8 AS overflow;
--| ERROR 22003: value out of range: overflow
SELECT '-1.7e308'::float8 - '1.7e308'::float8 AS overflow;
--| ERROR 22003: value out of range: overflow
SELECT a, + a AS plus, - a AS minus, @ a AS at, abs(a) AS abs, float8abs(a) AS internal FROM (VALUES ('-1.5'::float8), ('-0'::float8), ('-Infinity'::float8), ('NaN'::float8), (NULL)) v(a);
--| a float8 | plus float8 | minus float8 | at float8 | abs float8 | internal float8
--| -1.5 | -1.5 | 1.5 | 1.5 | 1.5 | 1.5
--| -0 | -0 | 0 | 0 | 0 | 0
--| -Infinity | -Infinity | Infinity | Infinity | Infinity | Infinity
--| NaN | NaN | NaN | NaN | NaN | NaN
--| NULL | NULL | NULL | NULL | NULL | NULL
