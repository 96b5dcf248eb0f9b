-- Sums and differences of dates, times, timestamps and intervals, both ways round; results out of range.

SET TimeZone = 'Europe/Berlin';
SELECT d, i, d + i AS plus, i + d AS reverse, d - i AS minus FROM (VALUES ('2024-01-31'::date, '1 month'::interval), ('2024-03-31', '-1 month'), ('infinity', '1 day'), (NULL, '1 day'), ('2024-01-01', NULL)) v(d, i);
SELECT t, i, t + i AS plus, i + t AS reverse, t - i AS minus FROM (VALUES ('2024-01-31 12:00'::timestamp, '1 month 1 hour'::interval), ('-infinity', '1 day'), (NULL, '1 day')) v(t, i);
-- A day is not 24 hours when the clocks change.
SELECT t, i, t + i AS plus, i + t AS reverse, t - i AS minus FROM (VALUES ('2024-03-30 12:00'::timestamptz, '1 day'::interval), ('2024-03-30 12:00', '24 hours'), ('infinity', '-1 year'), (NULL, '1 day')) v(t, i);
SELECT t, i, t + i AS plus, i + t AS reverse, t - i AS minus FROM (VALUES ('23:30'::time, '1 hour'::interval), ('00:10', '-11 min'), ('24:00', '0'), (NULL, '1 hour')) v(t, i);
SELECT t, i, t + i AS plus, i + t AS reverse, t - i AS minus FROM (VALUES ('23:30+02'::timetz, '1 hour'::interval), ('00:10-08', '1 day'), (NULL, '1 hour')) v(t, i);
SELECT d, t, d + t AS plus, t + d AS reverse FROM (VALUES ('2024-02-29'::date, '24:00'::time), ('-infinity', '12:00'), (NULL, '12:00')) v(d, t);
SELECT d, t, d + t AS plus, t + d AS reverse FROM (VALUES ('2024-02-29'::date, '12:00+05'::timetz), ('infinity', '12:00+00'), (NULL, '12:00+00')) v(d, t);
SELECT timestamp(d, t), timestamptz(d, t), timestamptz(d, t::timetz) FROM (VALUES ('2024-07-01'::date, '12:00'::time), (NULL, '12:00')) v(d, t);
SELECT f, i, f * i AS product, i * f AS reverse FROM (VALUES (1.5::float8, '1 month 1 day'::interval), (-0.1, '1 year'), (NULL, '1 day')) v(f, i);
SELECT 'Infinity'::float8 * '1 day'::interval;
SELECT 1e20::float8 * '1 day'::interval;
SELECT '1 day'::interval / 0;
SELECT '5874897-12-31'::date + 1;
SELECT '5874897-12-31'::date + '1 day'::interval;
SELECT '294276-12-31 23:59:59'::timestamp + '1 second'::interval;
SELECT '294276-12-31 23:59:59'::timestamptz + '1 month'::interval;
SELECT 'infinity'::date - '2024-01-01'::date;
SELECT 'infinity'::timestamp - 'infinity'::timestamp;
SELECT '5000000-01-01'::date + '00:00'::time;
