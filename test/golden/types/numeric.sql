-- Exact decimals: scales of results, rounding, special values, overflow.
SELECT 1.10 + 2.2 AS a, 1.10 - 2.205 AS b, 1.10 * 2.20 AS c, -0.00 AS d, 00012.3400 AS e;
--| a numeric | b numeric | c numeric | d numeric | e numeric
--| 3.30 | -1.105 | 2.4200 | 0.00 | 12.3400
SELECT 1 / 3.0 AS a, 10.0 / 3 AS b, 1000000000000 / 3.0 AS c, 0.0001 / 3 AS d, 2.0 / 3000000000 AS e;
--| a numeric | b numeric | c numeric | d numeric | e numeric
--| 0.33333333333333333333 | 3.3333333333333333 | 333333333333.33333333 | 0.000033333333333333333333 | 0.0000000006666666666666666667
SELECT 7.5 % 2 AS a, -7.5 % 2 AS b, div(7.5, 2) AS c, mod(-7.5, 2) AS d;
--| a numeric | b numeric | c numeric | d numeric
--| 1.5 | -1.5 | 3 | -1.5
SELECT 1.0 / 0;
--| ERROR 22012: division by zero
SELECT 5.5 % 0;
--| ERROR 22012: division by zero
SELECT round(2.5) AS a, round(-2.5) AS b, round(1.005, 2) AS c, round(1234.56, -2) AS d, trunc(-1.79, 1) AS e, ceil(-1.5) AS f, floor(-1.5) AS g;
--| a numeric | b numeric | c numeric | d numeric | e numeric | f numeric | g numeric
--| 3 | -3 | 1.01 | 1200 | -1.7 | -1 | -2
SELECT 12345.678::numeric(7, 2) AS a, 0.5::numeric(3, 0) AS b, 1.5::numeric(3, 0) AS c, 99.995::numeric(5, 2) AS d;
--| a numeric(7,2) | b numeric(3,0) | c numeric(3,0) | d numeric(5,2)
--| 12345.68 | 1 | 2 | 100.00
SELECT 1000::numeric(3, 0);
--| ERROR 22003: numeric field overflow
--| DETAIL: A field with precision 3, scale 0 must round to an absolute value less than 10^3.
SELECT 99.995::numeric(4, 2);
--| ERROR 22003: numeric field overflow
--| DETAIL: A field with precision 4, scale 2 must round to an absolute value less than 10^2.
SELECT '1e5'::numeric AS a, '1.5E-3'::numeric AS b, '  -12.50 '::numeric AS c, '.5'::numeric AS d, '5.'::numeric AS e;
--| a numeric | b numeric | c numeric | d numeric | e numeric
--| 100000 | 0.0015 | -12.50 | 0.5 | 5
SELECT '1.2.3'::numeric;
--| ERROR 22P02: invalid input syntax for type numeric: "1.2.3"
--| POSITION: 8
SELECT 'NaN'::numeric AS a, 'Infinity'::numeric AS b, '-inf'::numeric AS c;
--| a numeric | b numeric | c numeric
--| NaN | Infinity | -Infinity
SELECT 'NaN'::numeric = 'NaN'::numeric AS a, 'NaN'::numeric > 'Infinity'::numeric AS b, 'Infinity'::numeric - 'Infinity'::numeric AS c;
--| a bool | b bool | c numeric
--| t | t | NaN
SELECT 123456789012345678901234567890 * 987654321098765432109876543210 AS product;
--| product numeric
--| 121932631137021795226185032733622923332237463801111263526900
SELECT 2 ^ 10 AS a, 2.0 ^ 0.5 AS b, 2 ^ -1 AS c, power(10.0, 20) AS d, sqrt(2.0) AS e, exp(1.0) AS f, ln(10.0) AS g, log(1000.0) AS h, log(2.0, 64.0) AS i;
--| a float8 | b numeric | c float8 | d numeric | e numeric | f numeric | g numeric | h numeric | i numeric
--| 1024 | 1.4142135623730950 | 0.5 | 100000000000000000000.0000000000000000 | 1.414213562373095 | 2.7182818284590452 | 2.3025850929940457 | 3.0000000000000000 | 6.0000000000000000
SELECT sqrt(-1.0);
--| ERROR 2201F: cannot take square root of a negative number
SELECT ln(0.0);
--| ERROR 2201E: cannot take logarithm of zero
SELECT 1.5::int AS a, 2.5::int AS b, -0.5::int AS c, 32767.4::int2 AS d;
--| a int4 | b int4 | c int4 | d int2
--| 2 | 3 | -1 | 32767
SELECT 2147483647.5::int4;
--| ERROR 22003: integer out of range
SELECT 'NaN'::numeric::int4;
--| ERROR 0A000: cannot convert NaN to integer
SELECT numeric '1.50' = 1.5 AS a, 1.50 < 1.500001 AS b, greatest(1.5, 2, 1.75) AS c;
--| a bool | b bool | c numeric
--| t | t | 2
SELECT scale(1.500) AS a, min_scale(1.500) AS b, trim_scale(1.500) AS c;
--| a int4 | b int4 | c numeric
--| 3 | 1 | 1.5
SELECT sum(x) AS s, avg(x) AS a, min(x) AS n, max(x) AS m FROM (VALUES (1.10), (2.20), (3.305)) v(x);
--| s numeric | a numeric | n numeric | m numeric
--| 6.605 | 2.2016666666666667 | 1.10 | 3.305
SELECT avg(x) AS a FROM (VALUES (1), (2), (2)) v(x);
--| a numeric
--| 1.6666666666666667
SELECT 0.1::numeric + 0.2::numeric = 0.3 AS exact, 0.1::float8 + 0.2::float8 = 0.3::float8 AS inexact;
--| exact bool | inexact bool
--| t | f
CREATE TABLE n (a numeric(15, 2), b numeric);
--| CREATE TABLE
INSERT INTO n VALUES (1.005, 1.0050), (9999999999999.99, 1e-20), (NULL, 'NaN');
--| INSERT 0 3
INSERT INTO n VALUES (10000000000000, 0);
--| ERROR 22003: numeric field overflow
--| DETAIL: A field with precision 15, scale 2 must round to an absolute value less than 10^13.
SELECT a, b, a * a AS square FROM n ORDER BY a;
--| a numeric(15,2) | b numeric | square numeric
--| 1.01 | 1.0050 | 1.0201
--| 9999999999999.99 | 0.00000000000000000001 | 99999999999999800000000000.0001
--| NULL | NaN | NULL
