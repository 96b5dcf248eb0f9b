-- timestamp and timestamptz: input, zones, arithmetic, truncation, extraction.
SELECT timestamp '2024-02-29 13:14:15.123456' AS a, timestamp '2024-02-29' AS b, timestamp '2024-02-29T01:02:03Z' AS c, timestamp '2024-02-29 11:12 PM' AS d;
--| a timestamp | b timestamp | c timestamp | d timestamp
--| 2024-02-29 13:14:15.123456 | 2024-02-29 00:00:00 | 2024-02-29 01:02:03 | 2024-02-29 23:12:00
SELECT timestamptz '2024-02-29 13:14:15+02' AS a, timestamptz '2024-07-01 12:00 Europe/Berlin' AS b, timestamptz '2024-01-01 00:00:00 EST' AS c;
--| a timestamptz | b timestamptz | c timestamptz
--| 2024-02-29 11:14:15+00 | 2024-07-01 10:00:00+00 | 2024-01-01 05:00:00+00
SET TimeZone = 'America/New_York';
--| SET
SELECT timestamptz '2024-07-01 12:00:00+00' AS summer, timestamptz '2024-01-01 12:00:00+00' AS winter;
--| summer timestamptz | winter timestamptz
--| 2024-07-01 08:00:00-04 | 2024-01-01 07:00:00-05
-- Clocks go forward on 2024-03-10 and back on 2024-11-03.
SELECT timestamptz '2024-03-10 01:59:59' + interval '1 second' AS gap, timestamptz '2024-03-10 02:30' AS inside, timestamptz '2024-11-03 01:30' AS twice;
--| gap timestamptz | inside timestamptz | twice timestamptz
--| 2024-03-10 03:00:00-04 | 2024-03-10 03:30:00-04 | 2024-11-03 01:30:00-05
SELECT timestamptz '2024-03-09 12:00' + interval '1 day' AS day, timestamptz '2024-03-09 12:00' + interval '24 hours' AS hours;
--| day timestamptz | hours timestamptz
--| 2024-03-10 12:00:00-04 | 2024-03-10 13:00:00-04
SET TimeZone = 'UTC';
--| SET
SELECT timestamp '2024-07-01 12:00' AT TIME ZONE 'Europe/Berlin' AS a, timestamptz '2024-07-01 12:00+00' AT TIME ZONE 'Asia/Kolkata' AS b;
--| a timestamptz | b timestamp
--| 2024-07-01 10:00:00+00 | 2024-07-01 17:30:00
SELECT timestamp '2024-01-01' AT TIME ZONE 'Nowhere/City';
--| ERROR 22023: time zone "Nowhere/City" not recognized
SELECT timestamp '2024-03-01 00:00' - timestamp '2024-02-01 12:00' AS a, timestamp '2024-02-01' - interval '1 month 1 day' AS b, age(timestamp '2024-03-01', timestamp '2023-12-15') AS c;
--| a interval | b timestamp | c interval
--| 28 days 12:00:00 | 2023-12-31 00:00:00 | 2 mons 17 days
SELECT date_trunc('hour', timestamp '2024-02-29 13:14:15.9') AS h, date_trunc('week', timestamp '2024-02-29 13:14') AS w, date_trunc('quarter', timestamp '2024-05-06') AS q;
--| h timestamp | w timestamp | q timestamp
--| 2024-02-29 13:00:00 | 2024-02-26 00:00:00 | 2024-04-01 00:00:00
SELECT date_trunc('nonsense', timestamp '2024-01-01');
--| ERROR 22023: unit "nonsense" not recognized for type timestamp without time zone
SELECT extract(epoch FROM timestamptz '2024-01-01 00:00:00.5+00') AS e, extract(second FROM timestamp '2024-01-01 00:00:01.25') AS s, extract(milliseconds FROM timestamp '2024-01-01 00:00:01.25') AS ms, date_part('minute', timestamp '2024-01-01 00:59') AS m;
--| e numeric | s numeric | ms numeric | m float8
--| 1704067200.500000 | 1.250000 | 1250.000 | 59
SELECT timestamp '2024-01-01 12:34:56.789'::timestamp(1) AS a, '2024-01-01 12:34:56.789'::timestamp(0) AS b;
--| a timestamp(1) | b timestamp(0)
--| 2024-01-01 12:34:56.8 | 2024-01-01 12:34:57
SELECT timestamp '2024-02-30 00:00';
--| ERROR 22008: date/time field value out of range: "2024-02-30 00:00"
--| POSITION: 18
SELECT timestamp '2024-01-01 25:00';
--| ERROR 22008: date/time field value out of range: "2024-01-01 25:00"
--| POSITION: 18
SELECT timestamp '2024-01-01 24:00:00' AS midnight, timestamp '2024-01-01 23:59:60' AS leap;
--| midnight timestamp | leap timestamp
--| 2024-01-02 00:00:00 | 2024-01-02 00:00:00
SELECT 'infinity'::timestamp AS a, '-infinity'::timestamptz AS b, 'epoch'::timestamptz AS c;
--| a timestamp | b timestamptz | c timestamptz
--| infinity | -infinity | 1970-01-01 00:00:00+00
SELECT 'infinity'::timestamp - 'infinity'::timestamp;
--| ERROR 22008: cannot subtract infinite timestamps
SELECT to_timestamp(1709210055.25) AS a, to_timestamp('29 Feb 2024 13', 'DD Mon YYYY HH24') AS b;
--| a timestamptz | b timestamptz
--| 2024-02-29 12:34:15.25+00 | 2024-02-29 13:00:00+00
SELECT to_char(timestamp '2024-02-29 13:04:05.678', 'YYYY-MM-DD HH12:MI:SS.MS AM TMDay FMDDth Q IW') AS t;
--| t text
--| 2024-02-29 01:04:05.678 PM Thursday 29th 1 09
SELECT timestamp '2024-01-01' = timestamptz '2024-01-01 00:00+00' AS a, timestamp '2024-01-01' < date '2024-01-02' AS b;
--| a bool | b bool
--| t | t
SELECT make_timestamp(2024, 2, 29, 1, 2, 3.5) AS a, date_bin('15 minutes', timestamp '2024-02-29 13:14:15', timestamp '2024-01-01') AS b;
--| a timestamp | b timestamp
--| 2024-02-29 01:02:03.5 | 2024-02-29 13:00:00
SELECT time '13:14:15.5' AS a, time '01:02 PM' AS b, time '10:00' + interval '15 hours' AS c, time '10:00' - time '09:30' AS d, timetz '10:00+02' AS e;
--| a time | b time | c time | d interval | e timetz
--| 13:14:15.5 | 13:02:00 | 01:00:00 | 00:30:00 | 10:00:00+02
SELECT time '25:00';
--| ERROR 22008: date/time field value out of range: "25:00"
--| POSITION: 13
