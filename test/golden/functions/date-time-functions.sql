-- Functions of dates and times: age, parts, truncation, binning, finiteness, construction, overlap, zones; what they say to NULL and infinity.

SET TimeZone = 'Europe/Berlin';
--| SET
SELECT age('2024-03-31'::timestamp, '2024-02-29'), age('2024-03-31'::timestamptz, '2024-02-29'), age('2024-02-29'::timestamp, '2024-03-31'), age(NULL::timestamp, now()::timestamp) IS NULL AS none;
--| age interval | age interval | age interval | none bool
--| 1 mon 2 days | 1 mon 2 days | -1 mons -2 days | t
SELECT age(current_date::timestamp) = '0' AS today, age(current_date::timestamptz) = '0' AS zoned, age('3'::xid) IS NOT NULL AS xid, mxid_age('1'::xid) IS NOT NULL AS mxid;
--| today bool | zoned bool | xid bool | mxid bool
--| t | t | t | t
SELECT date_part('epoch', interval '1 month 1 day 1.5 s'), date_part('hour', time '23:59:59.5'), date_part('timezone', timetz '12:00+05:30'), date_part('second', timetz '12:00:07.25+00');
--| date_part float8 | date_part float8 | date_part float8 | date_part float8
--| 2678401.5 | 23 | 19800 | 7.25
SELECT extract(microseconds FROM time '00:00:01.5'), extract(epoch FROM timetz '00:00+01'), extract(timezone_hour FROM timetz '12:00-03:30'), extract(timezone_minute FROM timetz '12:00-03:30');
--| extract numeric | extract numeric | extract numeric | extract numeric
--| 1500000 | -3600.000000 | -3 | -30
SELECT extract(year FROM time '12:00');
--| ERROR 0A000: unit "year" not supported for type time without time zone
SELECT extract(fortnight FROM timetz '12:00+00');
--| ERROR 22023: unit "fortnight" not recognized for type time with time zone
SELECT date_part('timezone', interval '1 day');
--| ERROR 0A000: unit "timezone" not supported for type interval
SELECT date_bin('15 min', '2024-03-31 12:34:56+02'::timestamptz, '2000-01-01'), date_bin('1 day', '1999-12-31 23:00'::timestamp, '2000-01-01 12:00');
--| date_bin timestamptz | date_bin timestamp
--| 2024-03-31 12:30:00+02 | 1999-12-31 12:00:00
SELECT date_bin('1 month', '2024-03-31'::timestamptz, '2000-01-01');
--| ERROR 0A000: timestamps cannot be binned into intervals containing months or years
SELECT date_bin('0', '2024-03-31'::timestamptz, '2000-01-01');
--| ERROR 22008: stride must be greater than zero
SELECT date_trunc('day', '2024-03-31 00:30+00'::timestamptz, 'America/New_York'), date_trunc('hour', '2024-03-31 00:30+00'::timestamptz, 'Asia/Kolkata');
--| date_trunc timestamptz | date_trunc timestamptz
--| 2024-03-30 05:00:00+01 | 2024-03-31 01:30:00+01
SELECT date_trunc('day', now(), 'Nowhere/At_All');
--| ERROR 22023: time zone "Nowhere/At_All" not recognized
SELECT isfinite('2024-01-01'::date), isfinite('infinity'::date), isfinite('-infinity'::timestamp), isfinite('2024-01-01'::timestamptz), isfinite('1 day'::interval), isfinite(NULL::interval);
--| isfinite bool | isfinite bool | isfinite bool | isfinite bool | isfinite bool | isfinite bool
--| t | f | f | t | t | NULL
SELECT make_time(23, 59, 59.999), make_time(24, 0, 0), make_time(0, 0, 60);
--| make_time time | make_time time | make_time time
--| 23:59:59.999 | 24:00:00 | 00:01:00
SELECT make_time(24, 0, 1);
--| ERROR 22008: time field value out of range: 24:00:01
SELECT make_time(-1, 0, 0);
--| ERROR 22008: time field value out of range: -1:00:00
SELECT make_timestamptz(2024, 3, 31, 1, 59, 59.5), make_timestamptz(2024, 3, 31, 2, 30, 0), make_timestamptz(2024, 7, 1, 12, 0, 0, 'America/New_York'), make_timestamptz(-44, 3, 15, 12, 0, 0, 'UTC');
--| make_timestamptz timestamptz | make_timestamptz timestamptz | make_timestamptz timestamptz | make_timestamptz timestamptz
--| 2024-03-31 01:59:59.5+01 | 2024-03-31 03:30:00+02 | 2024-07-01 18:00:00+02 | 0044-03-15 12:53:28+00:53:28 BC
SELECT make_timestamptz(2024, 2, 30, 0, 0, 0);
--| ERROR 22008: date field value out of range: 2024-02-30
SELECT make_timestamptz(2024, 2, 1, 0, 0, 0, 'Mars/Olympus');
--| ERROR 22023: time zone "Mars/Olympus" not recognized
SELECT timezone('UTC', timetz '12:00+02'), timezone(interval '-3 hours', timetz '12:00+02'), timezone(interval '1 hour', timestamp '2024-07-01 12:00'), timezone(interval '1 hour', timestamptz '2024-07-01 12:00+00');
--| timezone timetz | timezone timetz | timezone timestamptz | timezone timestamp
--| 10:00:00+00 | 07:00:00-03 | 2024-07-01 13:00:00+02 | 2024-07-01 13:00:00
SELECT timezone(interval '1 month', timestamp '2024-07-01 12:00');
--| ERROR 22023: interval time zone "1 mon" must not include months or days
SELECT timezone('Nowhere', timetz '12:00+02');
--| ERROR 22023: time zone "Nowhere" not recognized
SELECT transaction_timestamp() = now() AS same, statement_timestamp() >= now() AS later, clock_timestamp() >= statement_timestamp() AS clock, timeofday() ~ '^\w{3} \w{3} \d\d \d\d:\d\d:\d\d\.\d{6} \d{4} CES?T$' AS words;
--| same bool | later bool | clock bool | words bool
--| t | t | t | t
SELECT time(timestamp '2024-01-01 12:34:56.7'), time(timestamptz '2024-07-01 00:00+00'), time(interval '1 day 25:00'), time(timetz '12:00+09'), time(time '12:34:56.789', 1), timetz(time '12:00'), timetz(timestamptz '2024-07-01 00:00+00'), timetz(timetz '12:00:00.56+01', 1);
--| ERROR 42601: syntax error at or near "timestamp"
--| POSITION: 13
SELECT timestamp(timestamp '2024-01-01 12:34:56.789', 0), timestamptz(timestamptz '2024-01-01 12:34:56.789', 2), timestamptz(timestamp '2024-07-01 12:00'), interval(time '12:34'), interval('1 day 01:02:03.456', 1);
--| ERROR 42601: syntax error at or near "timestamp"
--| POSITION: 18
SELECT time(timestamp 'infinity');
--| ERROR 42601: syntax error at or near "timestamp"
--| POSITION: 13
SELECT timetz(timestamptz '-infinity');
--| timetz timetz
--| NULL
