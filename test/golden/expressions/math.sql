-- Mathematical functions and their errors.
SELECT abs(-5) AS a, abs(-5.5) AS b, sign(-2.5) AS c, ceil(1.1) AS d, ceiling(-1.1) AS e, floor(1.9) AS f, round(1.5) AS g, trunc(1.9) AS h;
--| a int4 | b numeric | c numeric | d numeric | e numeric | f numeric | g numeric | h numeric
--| 5 | 5.5 | -1 | 2 | -1 | 1 | 2 | 1
SELECT power(2, 10) AS a, power(2::numeric, -2) AS b, sqrt(16) AS c, cbrt(8) AS d, exp(0) AS e, ln(1) AS f, log(100) AS g, log10(1000) AS h, mod(7, 3) AS i;
--| a float8 | b numeric | c float8 | d float8 | e float8 | f float8 | g float8 | h float8 | i int4
--| 1024 | 0.2500000000000000 | 4 | 2 | 1 | 0 | 2 | 3 | 1
SELECT power(0, -1);
--| ERROR 2201F: zero raised to a negative power is undefined
SELECT power(-8, 0.5);
--| ERROR 2201F: a negative number raised to a non-integer power yields a complex result
SELECT ln(-1);
--| ERROR 2201E: cannot take logarithm of a negative number
SELECT log(0);
--| ERROR 2201E: cannot take logarithm of zero
SELECT width_bucket(5.35, 0.024, 10.06, 5) AS a, width_bucket(5, ARRAY[1, 3, 4, 6]) AS b, greatest(3, 1, 2) AS c, least(3, 1, 2) AS d;
--| a int4 | b int4 | c int4 | d int4
--| 3 | 3 | 3 | 1
SELECT asin(1), acos(1), atan(1), sinh(1::float8), cosh(1::float8), tanh(1::float8), cot(1::float8);
--| asin float8 | acos float8 | atan float8 | sinh float8 | cosh float8 | tanh float8 | cot float8
--| 1.5707963267948966 | 0 | 0.7853981633974483 | 1.1752011936438014 | 1.5430806348152437 | 0.7615941559557649 | 0.6420926159343306
SELECT asin(2);
--| ERROR 22003: input is out of range
SELECT round(12.345, 1) AS a, round(-12.35, 1) AS b, round(12345, -2) AS c, trunc(12.349, 2) AS d;
--| a numeric | b numeric | c numeric | d numeric
--| 12.3 | -12.4 | 12300 | 12.34
SELECT pi()::numeric(10, 8) AS p, degrees(1)::numeric(10, 5) AS d, e FROM exp(1) AS e;
--| p numeric(10,8) | d numeric(10,5) | e float8
--| 3.14159265 | 57.29578 | 2.718281828459045
SELECT random() BETWEEN 0 AND 1 AS r;
--| r bool
--| t
SELECT factorial(5) AS a, factorial(0) AS b;
--| a numeric | b numeric
--| 120 | 1
SELECT factorial(-1);
--| ERROR 22003: factorial of a negative number is undefined
SELECT sum(x), avg(x), min(x), max(x), count(x), stddev(x), variance(x), stddev_pop(x), var_samp(x) FROM generate_series(1, 10) x;
--| sum int8 | avg numeric | min int4 | max int4 | count int8 | stddev numeric | variance numeric | stddev_pop numeric | var_samp numeric
--| 55 | 5.5000000000000000 | 1 | 10 | 10 | 3.0276503540974917 | 9.1666666666666667 | 2.8722813232690143 | 9.1666666666666667
SELECT corr(y, x), covar_pop(y, x), regr_slope(y, x), regr_intercept(y, x) FROM (VALUES (1, 2), (2, 4), (3, 7)) v(x, y);
--| corr float8 | covar_pop float8 | regr_slope float8 | regr_intercept float8
--| 0.9933992677987828 | 1.6666666666666667 | 2.5 | -0.6666666666666666
SELECT bit_and(x), bit_or(x), bit_xor(x) FROM (VALUES (12), (10)) v(x);
--| bit_and int4 | bit_or int4 | bit_xor int4
--| 8 | 14 | 6
SELECT mode() WITHIN GROUP (ORDER BY x) AS m, percentile_cont(0.5) WITHIN GROUP (ORDER BY x) AS c, percentile_disc(0.5) WITHIN GROUP (ORDER BY x) AS d FROM (VALUES (1), (2), (2), (9)) v(x);
--| m int4 | c float8 | d int4
--| 2 | 2 | 2
SELECT sum(9223372036854775807::int8) AS s, sum(2147483647) AS t FROM generate_series(1, 3);
--| s numeric | t int8
--| 27670116110564327421 | 6442450941
