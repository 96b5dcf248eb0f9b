-- Casts between dates, times, timestamps and intervals, and to a precision.

SET TimeZone = 'Europe/Berlin';
--| SET
SELECT '2024-07-01'::date::timestamp, '2024-07-01'::date::timestamptz, '2024-07-01 12:34:56.7'::timestamp::date, '2024-07-01 12:34:56.7'::timestamp::time, '2024-07-01 12:34:56.7'::timestamp::timestamptz, 'infinity'::date::timestamp, '-infinity'::timestamp::date;
--| timestamp timestamp | timestamptz timestamptz | date date | time time | timestamptz timestamptz | timestamp timestamp | date date
--| 2024-07-01 00:00:00 | 2024-07-01 00:00:00+02 | 2024-07-01 | 12:34:56.7 | 2024-07-01 12:34:56.7+02 | infinity | -infinity
SELECT '2024-07-01 23:30+00'::timestamptz::date, '2024-07-01 23:30+00'::timestamptz::time, '2024-07-01 23:30+00'::timestamptz::timetz, '2024-07-01 23:30+00'::timestamptz::timestamp, '2024-03-31 02:30'::timestamp::timestamptz, '2024-10-27 02:30'::timestamp::timestamptz;
--| date date | time time | timetz timetz | timestamp timestamp | timestamptz timestamptz | timestamptz timestamptz
--| 2024-07-02 | 01:30:00 | 01:30:00+02 | 2024-07-02 01:30:00 | 2024-03-31 03:30:00+02 | 2024-10-27 02:30:00+01
SELECT '12:34:56.7'::time::interval, '24:00'::time::interval, '-1 hour'::interval::time, '30 hours'::interval::time, '1 month 1 day 01:00'::interval::time, '12:34'::time::timetz = '12:34'::timetz AS zone, '12:34+05'::timetz::time;
--| interval interval | interval interval | time time | time time | time time | zone bool | time time
--| 12:34:56.7 | 24:00:00 | 23:00:00 | 06:00:00 | 01:00:00 | t | 12:34:00
SELECT '12:34:56.789'::time::time(1), '12:34:56.789+02'::timetz::timetz(0), '2024-01-01 23:59:59.9999'::timestamp::timestamp(0), '2024-01-01 23:59:59.9999+00'::timestamptz::timestamptz(2), '1 day 23:59:59.999'::interval::interval(1), '1 year 2 days 03:04'::interval::interval year, '1 year 14 months 2 days 03:04:05'::interval::interval day to minute;
--| time time(1) | timetz timetz(0) | timestamp timestamp(0) | timestamptz timestamptz(2) | interval interval(2147418113) | interval interval(327679) | interval interval(201916415)
--| 12:34:56.8 | 12:34:57+02 | 2024-01-02 00:00:00 | 2024-01-02 01:00:00+01 | 1 day 24:00:00 | 1 year | 2 years 2 mons 2 days 03:04:00
SELECT '12:00'::time(7), '12:00'::time::interval(9);
--| WARNING 22023: TIME(7) precision reduced to maximum allowed, 6
--| POSITION: 17
--| WARNING 22023: INTERVAL(9) precision reduced to maximum allowed, 6
--| POSITION: 41
--| time time(6) | interval interval(2147418118)
--| 12:00:00 | 12:00:00
SELECT 'infinity'::timestamp::time IS NULL AS t;
--| t bool
--| t
SELECT '300000-01-01'::date::timestamp;
--| ERROR 22008: date out of range for timestamp
SELECT '1 day'::interval::date;
--| ERROR 42846: cannot cast type interval to date
--| POSITION: 25
SELECT '12:00'::time::timestamp;
--| ERROR 42846: cannot cast type time without time zone to timestamp without time zone
--| POSITION: 21
