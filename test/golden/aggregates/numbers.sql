-- Aggregates of numbers of each type: result types, NULLs left out, a single value, none at all; overflow, NaN and infinity.

SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1'::int2), ('2'::int2), ('4'::int2), (NULL)) v(x);
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::int2)) v(x);
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::int2)) v(x) WHERE false;
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1'::int4), ('2'::int4), ('4'::int4), (NULL)) v(x);
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::int4)) v(x);
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::int4)) v(x) WHERE false;
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('9223372036854775807'::int8), ('1'::int8), ('4'::int8), (NULL)) v(x);
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::int8)) v(x);
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::int8)) v(x) WHERE false;
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1.5'::float4), ('2.5'::float4), ('-1'::float4), (NULL)) v(x);
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::float4)) v(x);
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::float4)) v(x) WHERE false;
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1.5'::float8), ('2.5'::float8), ('-1'::float8), (NULL)) v(x);
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::float8)) v(x);
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::float8)) v(x) WHERE false;
SELECT sum(x), avg(x), min(x), max(x), count(x), variance(x), var_samp(x), var_pop(x), stddev(x), stddev_samp(x), stddev_pop(x) FROM (VALUES ('1.5'::numeric), ('2.5'::numeric), ('-1'::numeric), (NULL)) v(x);
SELECT sum(x), avg(x), min(x), max(x), variance(x), var_pop(x), stddev(x), stddev_pop(x) FROM (VALUES ('7'::numeric)) v(x);
SELECT sum(x), avg(x), min(x), variance(x), stddev_pop(x) FROM (VALUES ('7'::numeric)) v(x) WHERE false;
SELECT sum(x) FROM (VALUES (3e38::float4), (3e38::float4)) v(x);
SELECT sum(x) FROM (VALUES (1.7e308::float8), (1.7e308)) v(x);
SELECT avg(x), variance(x) FROM (VALUES ('NaN'::float8), (1)) v(x);
SELECT sum(x), avg(x), variance(x) FROM (VALUES ('Infinity'::numeric), (1)) v(x);
SELECT sum(x), avg(x), stddev(x) FROM (VALUES ('Infinity'::float4), ('-Infinity')) v(x);
SELECT sum(DISTINCT x), avg(DISTINCT x), count(DISTINCT x) FROM (VALUES (1::int2), (1), (2)) v(x);
SELECT sum(x) FILTER (WHERE x > 1), max(x) FILTER (WHERE false) FROM (VALUES (1), (2), (3)) v(x);
