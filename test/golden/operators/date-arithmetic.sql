-- Sums and differences of dates, times, timestamps and intervals, both ways round; results out of range.

SET TimeZone = 'Europe/Berlin';
--| SET
SELECT d, i, d + i AS plus, i + d AS reverse, d - i AS minus FROM (VALUES ('2024-01-31'::date, '1 month'::interval), ('2024-03-31', '-1 month'), ('infinity', '1 day'), (NULL, '1 day'), ('2024-01-01', NULL)) v(d, i);
--| d date | i interval | plus timestamp | reverse timestamp | minus timestamp
--| 2024-01-31 | 1 mon | 2024-02-29 00:00:00 | 2024-02-29 00:00:00 | 2023-12-31 00:00:00
--| 2024-03-31 | -1 mons | 2024-02-29 00:00:00 | 2024-02-29 00:00:00 | 2024-04-30 00:00:00
--| infinity | 1 day | infinity | infinity | infinity
--| NULL | 1 day | NULL | NULL | NULL
--| 2024-01-01 | NULL | NULL | NULL | NULL
SELECT t, i, t + i AS plus, i + t AS reverse, t - i AS minus FROM (VALUES ('2024-01-31 12:00'::timestamp, '1 month 1 hour'::interval), ('-infinity', '1 day'), (NULL, '1 day')) v(t, i);
--| t timestamp | i interval | plus timestamp | reverse timestamp | minus timestamp
--| 2024-01-31 12:00:00 | 1 mon 01:00:00 | 2024-02-29 13:00:00 | 2024-02-29 13:00:00 | 2023-12-31 11:00:00
--| -infinity | 1 day | -infinity | -infinity | -infinity
--| NULL | 1 day | NULL | NULL | NULL
-- A day is not 24 hours when the clocks change.
SELECT t, i, t + i AS plus, i + t AS reverse, t - i AS minus FROM (VALUES ('2024-03-30 12:00'::timestamptz, '1 day'::interval), ('2024-03-30 12:00', '24 hours'), ('infinity', '-1 year'), (NULL, '1 day')) v(t, i);
--| t timestamptz | i interval | plus timestamptz | reverse timestamptz | minus timestamptz
--| 2024-03-30 12:00:00+01 | 1 day | 2024-03-31 12:00:00+02 | 2024-03-31 12:00:00+02 | 2024-03-29 12:00:00+01
--| 2024-03-30 12:00:00+01 | 24:00:00 | 2024-03-31 13:00:00+02 | 2024-03-31 13:00:00+02 | 2024-03-29 12:00:00+01
--| infinity | -1 years | infinity | infinity | infinity
--| NULL | 1 day | NULL | NULL | NULL
SELECT t, i, t + i AS plus, i + t AS reverse, t - i AS minus FROM (VALUES ('23:30'::time, '1 hour'::interval), ('00:10', '-11 min'), ('24:00', '0'), (NULL, '1 hour')) v(t, i);
--| t time | i interval | plus time | reverse time | minus time
--| 23:30:00 | 01:00:00 | 00:30:00 | 00:30:00 | 22:30:00
--| 00:10:00 | -00:11:00 | 23:59:00 | 23:59:00 | 00:21:00
--| 24:00:00 | 00:00:00 | 00:00:00 | 00:00:00 | 00:00:00
--| NULL | 01:00:00 | NULL | NULL | NULL
SELECT t, i, t + i AS plus, i + t AS reverse, t - i AS minus FROM (VALUES ('23:30+02'::timetz, '1 hour'::interval), ('00:10-08', '1 day'), (NULL, '1 hour')) v(t, i);
--| t timetz | i interval | plus timetz | reverse timetz | minus timetz
--| 23:30:00+02 | 01:00:00 | 00:30:00+02 | 00:30:00+02 | 22:30:00+02
--| 00:10:00-08 | 1 day | 00:10:00-08 | 00:10:00-08 | 00:10:00-08
--| NULL | 01:00:00 | NULL | NULL | NULL
SELECT d, t, d + t AS plus, t + d AS reverse FROM (VALUES ('2024-02-29'::date, '24:00'::time), ('-infinity', '12:00'), (NULL, '12:00')) v(d, t);
--| d date | t time | plus timestamp | reverse timestamp
--| 2024-02-29 | 24:00:00 | 2024-03-01 00:00:00 | 2024-03-01 00:00:00
--| -infinity | 12:00:00 | -infinity | -infinity
--| NULL | 12:00:00 | NULL | NULL
SELECT d, t, d + t AS plus, t + d AS reverse FROM (VALUES ('2024-02-29'::date, '12:00+05'::timetz), ('infinity', '12:00+00'), (NULL, '12:00+00')) v(d, t);
--| d date | t timetz | plus timestamptz | reverse timestamptz
--| 2024-02-29 | 12:00:00+05 | 2024-02-29 08:00:00+01 | 2024-02-29 08:00:00+01
--| infinity | 12:00:00+00 | infinity | infinity
--| NULL | 12:00:00+00 | NULL | NULL
SELECT timestamp(d, t), timestamptz(d, t), timestamptz(d, t::timetz) FROM (VALUES ('2024-07-01'::date, '12:00'::time), (NULL, '12:00')) v(d, t);
--| ERROR 42601: syntax error at or near "d"
--| POSITION: 18
SELECT f, i, f * i AS product, i * f AS reverse FROM (VALUES (1.5::float8, '1 month 1 day'::interval), (-0.1, '1 year'), (NULL, '1 day')) v(f, i);
--| f float8 | i interval | product interval | reverse interval
--| 1.5 | 1 mon 1 day | 1 mon 16 days 12:00:00 | 1 mon 16 days 12:00:00
--| -0.1 | 1 year | -1 mons -6 days | -1 mons -6 days
--| NULL | 1 day | NULL | NULL
SELECT 'Infinity'::float8 * '1 day'::interval;
--| ERROR 22008: interval out of range
SELECT 1e20::float8 * '1 day'::interval;
--| ERROR 22008: interval out of range
SELECT '1 day'::interval / 0;
--| ERROR 22012: division by zero
SELECT '5874897-12-31'::date + 1;
--| ERROR 22008: date out of range
SELECT '5874897-12-31'::date + '1 day'::interval;
--| ERROR 22008: date out of range for timestamp
SELECT '294276-12-31 23:59:59'::timestamp + '1 second'::interval;
--| ERROR 22008: timestamp out of range
SELECT '294276-12-31 23:59:59'::timestamptz + '1 month'::interval;
--| ERROR 22008: timestamp out of range
SELECT 'infinity'::date - '2024-01-01'::date;
--| ERROR 22008: cannot subtract infinite dates
SELECT 'infinity'::timestamp - 'infinity'::timestamp;
--| ERROR 22008: cannot subtract infinite timestamps
SELECT '5000000-01-01'::date + '00:00'::time;
--| ERROR 22008: date out of range for timestamp
