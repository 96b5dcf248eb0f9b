-- Aggregates of numbers of each type: result types, NULLs left out, a single value, none at all; overflow, NaN and infinity.

SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1'::int2), ('2'::int2), ('4'::int2), (NULL)) v(x);
--| sum int8 | avg numeric | min int2 | max int2 | count int8 | variance numeric | var_samp numeric | var_pop numeric | stddev numeric | stddev_samp numeric | stddev_pop numeric
--| 7 | 2.3333333333333333 | 1 | 4 | 3 | 2.3333333333333333 | 2.3333333333333333 | 1.5555555555555556 | 1.5275252316519467 | 1.5275252316519467 | 1.2472191289246471
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::int2)) v(x);
--| sum int8 | avg numeric | min int2 | max int2 | variance numeric | var_pop numeric | stddev numeric | stddev_pop numeric
--| 7 | 7.0000000000000000 | 7 | 7 | NULL | 0 | NULL | 0
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::int2)) v(x) WHERE false;
--| sum int8 | avg numeric | min int2 | variance numeric | stddev_pop numeric
--| NULL | NULL | NULL | NULL | NULL
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1'::int4), ('2'::int4), ('4'::int4), (NULL)) v(x);
--| sum int8 | avg numeric | min int4 | max int4 | count int8 | variance numeric | var_samp numeric | var_pop numeric | stddev numeric | stddev_samp numeric | stddev_pop numeric
--| 7 | 2.3333333333333333 | 1 | 4 | 3 | 2.3333333333333333 | 2.3333333333333333 | 1.5555555555555556 | 1.5275252316519467 | 1.5275252316519467 | 1.2472191289246471
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::int4)) v(x);
--| sum int8 | avg numeric | min int4 | max int4 | variance numeric | var_pop numeric | stddev numeric | stddev_pop numeric
--| 7 | 7.0000000000000000 | 7 | 7 | NULL | 0 | NULL | 0
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::int4)) v(x) WHERE false;
--| sum int8 | avg numeric | min int4 | variance numeric | stddev_pop numeric
--| NULL | NULL | NULL | NULL | NULL
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('9223372036854775807'::int8), ('1'::int8), ('4'::int8), (NULL)) v(x);
--| sum numeric | avg numeric | min int8 | max int8 | count int8 | variance numeric | var_samp numeric | var_pop numeric | stddev numeric | stddev_samp numeric | stddev_pop numeric
--| 9223372036854775812 | 3074457345618258604 | 1 | 9223372036854775807 | 3 | 28356863910078205267093349199986207409 | 28356863910078205267093349199986207409 | 18904575940052136844728899466657471606 | 5325116328314171699 | 5325116328314171699 | 4347939275110927402
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::int8)) v(x);
--| sum numeric | avg numeric | min int8 | max int8 | variance numeric | var_pop numeric | stddev numeric | stddev_pop numeric
--| 7 | 7.0000000000000000 | 7 | 7 | NULL | 0 | NULL | 0
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::int8)) v(x) WHERE false;
--| sum numeric | avg numeric | min int8 | variance numeric | stddev_pop numeric
--| NULL | NULL | NULL | NULL | NULL
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1.5'::float4), ('2.5'::float4), ('-1'::float4), (NULL)) v(x);
--| sum float4 | avg float8 | min float4 | max float4 | count int8 | variance float8 | var_samp float8 | var_pop float8 | stddev float8 | stddev_samp float8 | stddev_pop float8
--| 3 | 1 | -1 | 2.5 | 3 | 3.25 | 3.25 | 2.1666666666666665 | 1.8027756377319946 | 1.8027756377319946 | 1.4719601443879744
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::float4)) v(x);
--| sum float4 | avg float8 | min float4 | max float4 | variance float8 | var_pop float8 | stddev float8 | stddev_pop float8
--| 7 | 7 | 7 | 7 | NULL | 0 | NULL | 0
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::float4)) v(x) WHERE false;
--| sum float4 | avg float8 | min float4 | variance float8 | stddev_pop float8
--| NULL | NULL | NULL | NULL | NULL
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1.5'::float8), ('2.5'::float8), ('-1'::float8), (NULL)) v(x);
--| sum float8 | avg float8 | min float8 | max float8 | count int8 | variance float8 | var_samp float8 | var_pop float8 | stddev float8 | stddev_samp float8 | stddev_pop float8
--| 3 | 1 | -1 | 2.5 | 3 | 3.25 | 3.25 | 2.1666666666666665 | 1.8027756377319946 | 1.8027756377319946 | 1.4719601443879744
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::float8)) v(x);
--| sum float8 | avg float8 | min float8 | max float8 | variance float8 | var_pop float8 | stddev float8 | stddev_pop float8
--| 7 | 7 | 7 | 7 | NULL | 0 | NULL | 0
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::float8)) v(x) WHERE false;
--| sum float8 | avg float8 | min float8 | variance float8 | stddev_pop float8
--| NULL | NULL | NULL | NULL | NULL
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1.5'::numeric), ('2.5'::numeric), ('-1'::numeric), (NULL)) v(x);
--| sum numeric | avg numeric | min numeric | max numeric | count int8 | variance numeric | var_samp numeric | var_pop numeric | stddev numeric | stddev_samp numeric | stddev_pop numeric
--| 3.0 | 1.00000000000000000000 | -1 | 2.5 | 3 | 3.2500000000000000 | 3.2500000000000000 | 2.1666666666666667 | 1.8027756377319946 | 1.8027756377319946 | 1.4719601443879745
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::numeric)) v(x);
--| sum numeric | avg numeric | min numeric | max numeric | variance numeric | var_pop numeric | stddev numeric | stddev_pop numeric
--| 7 | 7.0000000000000000 | 7 | 7 | NULL | 0 | NULL | 0
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::numeric)) v(x) WHERE false;
--| sum numeric | avg numeric | min numeric | variance numeric | stddev_pop numeric
--| NULL | NULL | NULL | NULL | NULL
SELECT sum(x) FROM (VALUES (3e38::float4), (3e38::float4)) v(x);
--| ERROR 22003: value out of range: overflow
SELECT sum(x) FROM (VALUES (1.7e308::float8), (1.7e308)) v(x);
--| ERROR 22003: value out of range: overflow
SELECT avg(x), variance(x) FROM (VALUES ('NaN'::float8), (1)) v(x);
--| avg float8 | variance float8
--| NaN | NaN
SELECT sum(x), avg(x), variance(x) FROM (VALUES ('Infinity'::numeric), (1)) v(x);
--| sum numeric | avg numeric | variance numeric
--| Infinity | Infinity | NaN
SELECT sum(x), avg(x), stddev(x) FROM (VALUES ('Infinity'::float4), ('-Infinity')) v(x);
--| sum float4 | avg float8 | stddev float8
--| NaN | NaN | NaN
SELECT sum(DISTINCT x), avg(DISTINCT x), count(DISTINCT x) FROM (VALUES (1::int2), (1), (2)) v(x);
--| sum int8 | avg numeric | count int8
--| 3 | 1.5000000000000000 | 2
SELECT sum(x) FILTER (WHERE x > 1), max(x) FILTER (WHERE false) FROM (VALUES (1), (2), (3)) v(x);
--| sum int8 | max int4
--| 5 | NULL
