-- interval: input forms, output styles, arithmetic, comparison.
SELECT interval '1 year 2 months 3 days 04:05:06.789' AS a, interval '1-2' AS b, interval '3 4:05' AS c, interval 'P1Y2M3DT4H5M6S' AS d, interval '-1 day 2 hours' AS e, interval '90 minutes' AS f;
--| a interval | b interval | c interval | d interval | e interval | f interval
--| 1 year 2 mons 3 days 04:05:06.789 | 1 year 2 mons | 3 days 04:05:00 | 1 year 2 mons 3 days 04:05:06 | -1 days +02:00:00 | 01:30:00
SELECT interval '1.5 months' AS a, interval '1.5 days' AS b, interval '0.5 years' AS c, interval '1 week' AS d, interval '2 decades' AS e;
--| a interval | b interval | c interval | d interval | e interval
--| 1 mon 15 days | 1 day 12:00:00 | 6 mons | 7 days | 20 years
SELECT interval '1' YEAR AS a, interval '10' MINUTE AS b, interval '1-6' YEAR TO MONTH AS c, interval '1 12:30' DAY TO MINUTE AS d;
--| a interval(327679) | b interval(134283263) | c interval(458751) | d interval(201916415)
--| 1 year | 00:10:00 | 1 year 6 mons | 1 day 12:30:00
SELECT interval 'nonsense';
--| ERROR 22007: invalid input syntax for type interval: "nonsense"
--| POSITION: 17
SELECT interval '1 foo';
--| ERROR 22007: invalid input syntax for type interval: "1 foo"
--| POSITION: 17
SELECT interval '1 month' + interval '15 days' AS a, interval '1 day' * 2.5 AS b, interval '1 month' / 2 AS c, -interval '1 hour' AS d, interval '3 hours' - interval '1 day' AS e;
--| a interval | b interval | c interval | d interval | e interval
--| 1 mon 15 days | 2 days 12:00:00 | 15 days | -01:00:00 | -1 days +03:00:00
SELECT interval '1 day' / 0;
--| ERROR 22012: division by zero
SELECT interval '30 days' = interval '1 month' AS a, interval '24 hours' = interval '1 day' AS b, interval '1 month' > interval '29 days' AS c;
--| a bool | b bool | c bool
--| t | t | t
SELECT justify_days(interval '65 days') AS a, justify_hours(interval '50 hours') AS b, justify_interval(interval '1 mon -1 hour') AS c;
--| a interval | b interval | c interval
--| 2 mons 5 days | 2 days 02:00:00 | 29 days 23:00:00
SELECT extract(epoch FROM interval '1 day 1 hour') AS a, extract(day FROM interval '40 days') AS b, extract(month FROM interval '14 months') AS c, extract(year FROM interval '14 months') AS d;
--| a numeric | b numeric | c numeric | d numeric
--| 90000.000000 | 40 | 2 | 1
SELECT sum(x) AS s, avg(x) AS a, max(x) AS m FROM (VALUES (interval '1 day'), (interval '2 hours'), (interval '1 month')) v(x);
--| s interval | a interval | m interval
--| 1 mon 1 day 02:00:00 | 10 days 08:40:00 | 1 mon
SET IntervalStyle = 'sql_standard';
--| SET
SELECT interval '1 year 2 months' AS a, interval '3 days -04:05:06' AS b, interval '-1 year' AS c;
--| a interval | b interval | c interval
--| 1-2 | +0-0 +3 -4:05:06 | -1-0
SET IntervalStyle = 'iso_8601';
--| SET
SELECT interval '1 year 2 months 3 days 04:05:06.5' AS a, interval '0' AS b;
--| a interval | b interval
--| P1Y2M3DT4H5M6.5S | PT0S
SET IntervalStyle = 'postgres_verbose';
--| SET
SELECT interval '1 year 2 months -3 days 04:05:06.5' AS a, interval '0' AS b, interval '-2 hours' AS c;
--| a interval | b interval | c interval
--| @ 1 year 2 mons -3 days 4 hours 5 mins 6.5 secs | @ 0 | @ 2 hours ago
SET IntervalStyle = 'postgres';
--| SET
SELECT make_interval(days => 10, hours => 2) AS a, date_trunc('hour', interval '5 days 3 hours 44 minutes') AS b;
--| a interval | b interval
--| 10 days 02:00:00 | 5 days 03:00:00
SELECT to_char(interval '15 hours 2 minutes', 'HH24:MI') AS t;
--| t text
--| 15:02
SELECT interval '178956970 years 1 month';
--| interval interval
--| 178956970 years 1 mon
-- Days of intervals that are out of range of an int.
SELECT to_char('178000000 years'::interval, 'HH24:MI:SS DDD'), to_char('-178000000 years'::interval, 'DDD');
--| to_char text | to_char text
--| 00:00:00 -344509440 | 344509440
