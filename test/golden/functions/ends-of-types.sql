-- Intervals, addresses and clocks at the ends of their types: what PostgreSQL 15 lets wrap, and fields of to_date, which are so many bytes.
SET TimeZone = 'UTC';
--| SET
SELECT date_trunc('day', '294276-12-31 23:59:59+00'::timestamptz, 'Europe/Berlin'), date_trunc('hour', '294276-12-31 23:59:59+00'::timestamptz, 'Europe/Berlin');
--| date_trunc timestamptz | date_trunc timestamptz
--| 294276-12-31 23:00:00+00 | 294276-12-31 23:00:00+00
SELECT date_trunc('year', '294276-12-31 23:59:59+00'::timestamptz, 'Europe/Berlin');
--| date_trunc timestamptz
--| 294276-12-31 23:00:00+00
SELECT date_trunc('week', '294276-12-31 23:59:59+00'::timestamptz, 'Europe/Berlin');
--| date_trunc timestamptz
--| 294276-12-31 23:00:00+00
SELECT date_trunc('week', '4714-11-24 00:00:00+00 BC'::timestamptz, 'America/New_York');
--| ERROR 22008: timestamp out of range
SELECT date_trunc('day', '4714-11-24 03:00:00+00 BC'::timestamptz, 'America/New_York');
--| ERROR 22008: timestamp out of range
SELECT date_trunc('minute', '4714-11-24 03:00:00+00 BC'::timestamptz, 'America/New_York');
--| date_trunc timestamptz
--| 4714-11-24 02:59:02+00 BC
SELECT date_trunc('year', '294276-12-31 23:59:59+00'::timestamptz, 'America/New_York');
--| date_trunc timestamptz
--| 294276-01-01 05:00:00+00
SELECT make_interval(10, 2147483646), make_interval(years => 2000000000), make_interval(years => -2147483648), make_interval(months => -2147483648, years => -1);
--| make_interval interval | make_interval interval | make_interval interval | make_interval interval
--| -178956960 years -10 mons | -147483648 years | 00:00:00 | 178956969 years 8 mons
SELECT make_interval(weeks => 2147483647), make_interval(weeks => 1, days => 2147483647);
--| make_interval interval | make_interval interval
--| 2147483641 days | -2147483642 days
SELECT make_interval(secs => 1e12), make_interval(secs => -9e12);
--| make_interval interval | make_interval interval
--| 277777777:46:40 | -2500000000:00:00
SELECT make_interval(secs => 1e13);
--| make_interval interval
--| -2562047788:00:54.775808
SELECT make_interval(secs => -1e300);
--| make_interval interval
--| -2562047788:00:54.775808
SELECT make_interval(hours => 2147483647, mins => 2147483647), make_interval(hours => 2147483647, secs => 9e12);
--| make_interval interval | make_interval interval
--| 2183275041:07:00 | -476611929:01:49.551616
SELECT make_interval(secs => 'NaN');
--| ERROR 22008: interval out of range
SELECT make_interval(secs => 'Infinity');
--| ERROR 22008: interval out of range
SELECT '2000-01-01'::timestamp - '-2147483648 days'::interval;
--| ERROR 22008: timestamp out of range
SELECT '2000-01-01'::timestamptz - '-2147483648 days'::interval;
--| ERROR 22008: timestamp out of range
SELECT '2000-01-01'::date - '-2147483648 days'::interval;
--| ERROR 22008: timestamp out of range
SELECT '2000-01-01'::timestamp - '-2147483648 months'::interval;
--| ERROR 22008: timestamp out of range
SELECT '10:00'::time - '-2147483648 days'::interval, '10:00+00'::timetz - '-2147483648 days'::interval;
--| ?column? time | ?column? timetz
--| 10:00:00 | 10:00:00+00
SELECT '2000-01-01'::timestamp - make_interval(secs => -9223372036854.775808);
--| ERROR 22008: timestamp out of range
SELECT - '-2147483648 days'::interval;
--| ERROR 22008: interval out of range
SELECT '1 day'::interval - '-2147483648 days'::interval;
--| ERROR 22008: interval out of range
SELECT '::1'::inet - (-9223372036854775808);
--| ERROR 22003: result is out of range
SELECT 'ffff::1'::inet - (-9223372036854775808);
--| ?column? oid=869
--| fffe:ffff:ffff:ffff:8000::1
SELECT 'ffff::1'::inet - 9223372036854775807, 'ffff::1'::inet + (-9223372036854775808), '10.0.0.1'::inet - (-5);
--| ?column? oid=869 | ?column? oid=869 | ?column? oid=869
--| fffe:ffff:ffff:ffff:8000::2 | fffe:ffff:ffff:ffff:8000::1 | 10.0.0.6
SELECT to_date('éééé', 'YYYY-MM-DD');
--| ERROR 22007: invalid value "éé" for "YYYY"
--| DETAIL: Value must be an integer.
SELECT to_date('éé', 'YYYY-MM-DD');
--| ERROR 22007: invalid value "éé" for "YYYY"
--| DETAIL: Value must be an integer.
SELECT to_date('20é0', 'YYYY-MM-DD');
--| ERROR 22007: invalid value "é" for "MM"
--| DETAIL: Value must be an integer.
SELECT to_timestamp('2000-é1', 'YYYY-MM');
--| ERROR 22007: invalid value "é" for "MM"
--| DETAIL: Value must be an integer.

SELECT '1.50'::money * '-1e308'::float8;
--| ERROR 22003: value out of range: overflow
SELECT '1.50'::money * 'Infinity'::float8;
--| ERROR 22003: money out of range
SELECT '1.50'::money * 'NaN'::float8;
--| ERROR 22003: money out of range
SELECT '1.50'::money / '1e-320'::float8;
--| ERROR 22003: value out of range: overflow
SELECT '1.50'::money / 'NaN'::float8;
--| ERROR 22003: money out of range
SELECT '1.50'::money * '1e-320'::float8, '0.01'::money / '1e308'::float8;
--| ?column? money | ?column? money
--| $0.00 | $0.00
SELECT '1.50'::money * '1e17'::float8;
--| ERROR 22003: money out of range
SELECT extract(epoch FROM '294276-12-31 23:59:59.999999'::timestamp), date_part('epoch', '294276-12-31 23:59:59.999999'::timestamp);
--| extract numeric | date_part float8
--| 9224318016000.000000 | 9224318016000
SELECT extract(epoch FROM '294247-01-10 04:00:54.775806+00'::timestamptz), extract(epoch FROM '294247-01-10 04:00:54.775807+00'::timestamptz);
--| extract numeric | extract numeric
--| 9223372036854.775806 | 9223372036854.775800
SELECT make_date(-2147483648, 0, 65536);
--| ERROR 22008: date field value out of range: -2147483648-00-65536
SELECT make_date(-2147483647, 0, 65536);
--| ERROR 22008: date field value out of range: -2147483646-00-65536
SELECT '::1'::inet - 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'::inet, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'::inet - '::1'::inet, '0.0.0.0'::inet - '255.255.255.255'::inet;
--| ?column? int8 | ?column? int8 | ?column? int8
--| 2 | -2 | -4294967295
SELECT '::1'::inet - '1000::'::inet;
--| ERROR 22003: result is out of range
