-- float4 and float8: shortest texts, special values, overflow, underflow.
SELECT 1.5::float8 AS a, 0.1::float8 AS b, 0.1::float4 AS c, 1e21::float8 AS d, 1e15::float8 AS e, 1e-5::float8 AS f, 123456789.0::float4 AS g;
--| a float8 | b float8 | c float4 | d float8 | e float8 | f float8 | g float4
--| 1.5 | 0.1 | 0.1 | 1e+21 | 1e+15 | 1e-05 | 1.2345679e+08
SELECT 0.1::float8 + 0.2::float8 AS a, 0.1::float4 + 0.2::float4 AS b, 0.1::float4::float8 AS c, 1::float8 / 3 AS d;
--| a float8 | b float4 | c float8 | d float8
--| 0.30000000000000004 | 0.3 | 0.10000000149011612 | 0.3333333333333333
SELECT 'Infinity'::float8 AS a, '-infinity'::float4 AS b, 'NaN'::float8 AS c, '-0'::float8 AS d;
--| a float8 | b float4 | c float8 | d float8
--| Infinity | -Infinity | NaN | -0
SELECT 'NaN'::float8 = 'NaN'::float8 AS a, 'NaN'::float8 > 'Infinity'::float8 AS b, '-0'::float8 = 0 AS c;
--| a bool | b bool | c bool
--| t | t | t
SELECT 1e308::float8 * 10;
--| ERROR 22003: value out of range: overflow
SELECT 1e-308::float8 / 1e300;
--| ERROR 22003: value out of range: underflow
SELECT 1::float8 / 0;
--| ERROR 22012: division by zero
SELECT '1e400'::float8;
--| ERROR 22003: "1e400" is out of range for type double precision
--| POSITION: 8
SELECT '1e40'::float4;
--| ERROR 22003: "1e40" is out of range for type real
--| POSITION: 8
SELECT 'x'::float8;
--| ERROR 22P02: invalid input syntax for type double precision: "x"
--| POSITION: 8
SELECT 1e38::float8::float4 AS a;
--| a float4
--| 1e+38
SELECT 1e39::float8::float4;
--| ERROR 22003: value out of range: overflow
SELECT round(2.5::float8) AS a, round(3.5::float8) AS b, round(-2.5::float8) AS c, trunc(-1.7::float8) AS d, ceil(1.2::float8) AS e, floor(-1.2::float8) AS f;
--| a float8 | b float8 | c float8 | d float8 | e float8 | f float8
--| 2 | 4 | -2 | -1 | 2 | -2
SELECT 2.5::float8::int AS a, 3.5::float8::int AS b, (-2.5)::float8::int8 AS c;
--| a int4 | b int4 | c int8
--| 2 | 4 | -2
SELECT 3e9::float8::int4;
--| ERROR 22003: integer out of range
SELECT sqrt(2::float8) AS a, cbrt(8::float8) AS b, exp(1::float8) AS c, ln(2::float8) AS d, 2::float8 ^ 0.5 AS e, pi() AS f;
--| a float8 | b float8 | c float8 | d float8 | e float8 | f float8
--| 1.4142135623730951 | 2 | 2.718281828459045 | 0.6931471805599453 | 1.4142135623730951 | 3.141592653589793
SELECT sqrt((-1)::float8);
--| ERROR 2201F: cannot take square root of a negative number
SELECT sin(1), cos(1), tan(1), atan2(1, 2), degrees(pi()), radians(180::float8);
--| sin float8 | cos float8 | tan float8 | atan2 float8 | degrees float8 | radians float8
--| 0.8414709848078965 | 0.5403023058681398 | 1.5574077246549023 | 0.4636476090008061 | 180 | 3.141592653589793
SELECT sum(x) AS s, avg(x) AS a, stddev(x) AS d, var_pop(x) AS v FROM (VALUES (1::float8), (2), (4)) t(x);
--| s float8 | a float8 | d float8 | v float8
--| 7 | 2.3333333333333335 | 1.5275252316519468 | 1.5555555555555556
SELECT 1.0::float8::numeric AS a, 0.1::float8::numeric AS b, 123456789.123456789::float8::numeric AS c, 1e20::float8::text AS d;
--| a numeric | b numeric | c numeric | d text
--| 1 | 0.1 | 123456789.123457 | 1e+20
SET extra_float_digits = 0;
--| SET
SELECT 0.1::float8 + 0.2::float8 AS a, 1::float4 / 3 AS b;
--| a float8 | b float8
--| 0.3 | 0.333333333333333
