-- Functions of numbers in every width: rounding, roots, logarithms, powers, trigonometry in radians and degrees, divisors; their domains.

SELECT ceiling(-1.5::float8), ceil(1.2::float8), floor(-1.5::float8), trunc(-1.5::float8), dtrunc(1.9), dround(2.5), dround(-0.5), round(2.5), round(-2.5), round(1.005, 2), trunc(12.345, -1), sign(-3.0), sign('-Infinity'::float8);
--| ceiling float8 | ceil float8 | floor float8 | trunc float8 | dtrunc float8 | dround float8 | dround float8 | round numeric | round numeric | round numeric | trunc numeric | sign numeric | sign float8
--| -1 | 2 | -2 | -1 | 1 | 2 | -0 | 3 | -3 | 1.01 | 10 | -1 | -1
SELECT exp(1::float8), dexp(0), exp(1.0), numeric_exp(2.5), ln(2.0), numeric_ln(10), ln(2::float8), dlog1(1), dlog10(1000), log(100::float8), log10(1000.0), log10(0.001::float8), log(2, 1024), numeric_log(3, 81);
--| exp float8 | dexp float8 | exp numeric | numeric_exp numeric | ln numeric | numeric_ln numeric | ln float8 | dlog1 float8 | dlog10 float8 | log float8 | log10 numeric | log10 float8 | log numeric | numeric_log numeric
--| 2.718281828459045 | 1 | 2.7182818284590452 | 12.182493960703473 | 0.6931471805599453 | 2.3025850929940457 | 0.6931471805599453 | 0 | 3 | 2 | 3.0000000000000000 | -3 | 10.0000000000000000 | 4.0000000000000000
SELECT ln(0::float8);
--| ERROR 2201E: cannot take logarithm of zero
SELECT ln(-1.0);
--| ERROR 2201E: cannot take logarithm of a negative number
SELECT log(0);
--| ERROR 2201E: cannot take logarithm of zero
SELECT log(1, 5);
--| ERROR 22012: division by zero
--! not-postgres errors within functions that PostgreSQL writes in SQL have no CONTEXT line (COMPAT.md)
SELECT log10(-1.0);
--| ERROR 2201E: cannot take logarithm of a negative number
SELECT exp(1000::float8);
--| ERROR 22003: value out of range: overflow
SELECT exp(-1000::float8);
--| ERROR 22003: value out of range: underflow
SELECT exp(10000.0);
--| ERROR 22003: value overflows numeric format
SELECT power(2::float8, 0.5), pow(2::float8, 10::float8), pow(2.0, 10), power(0::float8, 0), power(-8.0, 3), power('NaN'::float8, 0), 2 ^ -1 AS caret, sqrt(2::float8), sqrt(2.0), numeric_sqrt(16), |/ 9 AS root, ||/ 27 < 3.1 AS cube;
--| power float8 | pow float8 | pow numeric | power float8 | power numeric | power float8 | caret float8 | sqrt float8 | sqrt numeric | numeric_sqrt numeric | root float8 | cube bool
--| 1.4142135623730951 | 1024 | 1024.0000000000000000 | 1 | -512.0000000000000000 | 1 | 0.5 | 1.4142135623730951 | 1.414213562373095 | 4.000000000000000 | 3 | t
SELECT power(-8::float8, 0.5);
--| ERROR 2201F: a negative number raised to a non-integer power yields a complex result
SELECT power(0, -1.0);
--| ERROR 2201F: zero raised to a negative power is undefined
SELECT sqrt(-1.0);
--| ERROR 2201F: cannot take square root of a negative number
SELECT sqrt(-1::float8);
--| ERROR 2201F: cannot take square root of a negative number
SELECT power(10.0, 200000);
--| ERROR 22003: value overflows numeric format
SELECT sind(30), cosd(60), tand(45), cotd(45), asind(0.5), acosd(0.5), atand(1), atan2d(1, -1), sind(1e20) IS NOT NULL AS big, sind('NaN'::float8);
--| sind float8 | cosd float8 | tand float8 | cotd float8 | asind float8 | acosd float8 | atand float8 | atan2d float8 | big bool | sind float8
--| 0.5 | 0.5 | 1 | 1 | 30 | 60 | 45 | 135 | t | NaN
SELECT asinh(1)::numeric(10, 8), acosh(1), atanh(0.5)::numeric(10, 8), asinh('-Infinity'::float8), cotd(0), tand(90);
--| asinh numeric(10,8) | acosh float8 | atanh numeric(10,8) | asinh float8 | cotd float8 | tand float8
--| 0.88137359 | 0 | 0.54930614 | -Infinity | Infinity | Infinity
SELECT acosh(0.5);
--| ERROR 22003: input is out of range
SELECT atanh(2);
--| ERROR 22003: input is out of range
SELECT atanh(1);
--| atanh float8
--| Infinity
SELECT asind(2);
--| ERROR 22003: input is out of range
SELECT sind('Infinity'::float8);
--| ERROR 22003: input is out of range
SELECT width_bucket(5.35::float8, 0.024, 10.06, 5), width_bucket(-1::float8, 0, 10, 5), width_bucket(10::float8, 0, 10, 5), width_bucket(5::float8, 10, 0, 5), width_bucket(5.35, 0.024, 10.06, 5), width_bucket(3, ARRAY[1, 3, 5]), width_bucket(NULL, 0, 1, 2) IS NULL AS none;
--| width_bucket int4 | width_bucket int4 | width_bucket int4 | width_bucket int4 | width_bucket int4 | width_bucket int4 | none bool
--| 3 | 0 | 6 | 3 | 3 | 2 | t
SELECT width_bucket(5::float8, 0, 10, 0);
--| ERROR 2201G: count must be greater than zero
SELECT width_bucket(5::float8, 1, 1, 2);
--| ERROR 2201G: lower bound cannot equal upper bound
SELECT width_bucket('NaN'::float8, 0, 1, 2);
--| ERROR 2201G: operand, lower bound, and upper bound cannot be NaN
SELECT width_bucket(5.0, 0, 'Infinity', 2);
--| ERROR 2201G: lower and upper bounds must be finite
SELECT width_bucket(5, ARRAY[[1, 2]]);
--| ERROR 2202E: thresholds must be one-dimensional array
SELECT width_bucket(5, ARRAY[1, NULL]);
--| ERROR 22004: thresholds array must not contain NULLs
SELECT gcd(0, 5), gcd(-4, 6), lcm(4, 6), lcm(0, 3), factorial(20), factorial(0), min_scale(1.500), scale(1.500), trim_scale(1.500), div(7, -2), mod(-7, 2);
--| gcd int4 | gcd int4 | lcm int4 | lcm int4 | factorial numeric | factorial numeric | min_scale int4 | scale int4 | trim_scale numeric | div numeric | mod int4
--| 5 | 2 | 12 | 0 | 2432902008176640000 | 1 | 1 | 3 | 1.5 | -3 | -1
SELECT factorial(-1);
--| ERROR 22003: factorial of a negative number is undefined
SELECT factorial(100000);
--| ERROR 22003: value overflows numeric format
SELECT setseed(0.5), setseed(NULL) IS NULL AS none;
--| setseed void | none bool
--| "" | t
SELECT setseed(2);
--| ERROR 22023: setseed parameter 2 is out of allowed range [-1,1]
SELECT random() < 1 AS below, random() >= 0 AS above;
--| below bool | above bool
--| t | t
SELECT * FROM generate_series(1::int8, 7, 3);
--| generate_series int8
--| 1
--| 4
--| 7
SELECT * FROM generate_series(1.0, 2.0, 0.4);
--| generate_series numeric
--| 1.0
--| 1.4
--| 1.8
SELECT * FROM generate_series(3, 1, -1);
--| generate_series int4
--| 3
--| 2
--| 1
SELECT * FROM generate_series(9223372036854775806, 9223372036854775807);
--| generate_series int8
--| 9223372036854775806
--| 9223372036854775807
SELECT * FROM generate_series(1::int8, 2, 0);
--| ERROR 22023: step size cannot equal zero
SELECT * FROM generate_series(1.0, 2, 0);
--| ERROR 22023: step size cannot equal zero
SELECT * FROM generate_series(1, 'NaN'::numeric);
--| ERROR 22023: stop value cannot be NaN
SELECT * FROM generate_series(NULL::int8, 2, 1);
--| generate_series int8
--| (0 rows)
SELECT generate_subscripts('[2:4]={1,2,3}'::int[], 1), generate_subscripts(ARRAY[[1, 2], [3, 4]], 2, true);
--| generate_subscripts int4 | generate_subscripts int4
--| 2 | 2
--| 3 | 1
--| 4 | NULL
SELECT generate_subscripts(ARRAY[1], 3);
--| generate_subscripts int4
--| (0 rows)
