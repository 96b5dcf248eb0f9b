-- date: input forms, arithmetic, limits, errors.
SELECT '2024-02-29'::date AS a, 'Jan 8, 1999'::date AS b, '19990108'::date AS c, '1999.008'::date AS d, 'January 8, 99 BC'::date AS e, '1/8/1999'::date AS f;
--| a date | b date | c date | d date | e date | f date
--| 2024-02-29 | 1999-01-08 | 1999-01-08 | 1999-01-08 | 0099-01-08 BC | 1999-01-08
SELECT '2023-02-29'::date;
--| ERROR 22008: date/time field value out of range: "2023-02-29"
--| POSITION: 8
SELECT '2024-13-01'::date;
--| ERROR 22008: date/time field value out of range: "2024-13-01"
--| HINT: Perhaps you need a different "datestyle" setting.
--| POSITION: 8
SELECT '99999999-01-01'::date;
--| ERROR 22008: date out of range: "99999999-01-01"
--| POSITION: 8
SELECT 'yesterday noon'::date;
--| ERROR 22007: invalid input syntax for type date: "yesterday noon"
--| POSITION: 8
SELECT 'nonsense'::date;
--| ERROR 22007: invalid input syntax for type date: "nonsense"
--| POSITION: 8
SELECT ''::date;
--| ERROR 22007: invalid input syntax for type date: ""
--| POSITION: 8
SELECT '18/19/2020'::date;
--| ERROR 22008: date/time field value out of range: "18/19/2020"
--| HINT: Perhaps you need a different "datestyle" setting.
--| POSITION: 8
SELECT date '2024-03-01' - date '2024-02-01' AS days, date '2024-01-31' + 1 AS next, date '2024-03-01' - 1 AS before, 1 + date '2024-01-31' AS sum;
--| days int4 | next date | before date | sum date
--| 29 | 2024-02-01 | 2024-02-29 | 2024-02-01
SELECT date '2024-01-31' + interval '1 month' AS a, date '2024-01-01' + time '10:00' AS b;
--| a timestamp | b timestamp
--| 2024-02-29 00:00:00 | 2024-01-01 10:00:00
SELECT 'infinity'::date AS a, '-infinity'::date AS b, 'infinity'::date > '9999-12-31'::date AS c, 'epoch'::date AS d;
--| a date | b date | c bool | d date
--| infinity | -infinity | t | 1970-01-01
SELECT extract(year FROM date '2024-02-29') AS y, extract(dow FROM date '2024-02-29') AS dow, extract(isodow FROM date '2024-03-03') AS iso, extract(week FROM date '2021-01-03') AS w, extract(doy FROM date '2024-12-31') AS doy, extract(quarter FROM date '2024-05-01') AS q, extract(century FROM date '2000-01-01') AS c;
--| y numeric | dow numeric | iso numeric | w numeric | doy numeric | q numeric | c numeric
--| 2024 | 4 | 7 | 53 | 366 | 2 | 20
SELECT extract(hour FROM date '2024-01-01');
--| ERROR 0A000: unit "hour" not supported for type date
SELECT extract(nonsense FROM date '2024-01-01');
--| ERROR 22023: unit "nonsense" not recognized for type date
SELECT make_date(2024, 2, 29) AS a, make_date(-44, 3, 15) AS b;
--| a date | b date
--| 2024-02-29 | 0044-03-15 BC
SELECT make_date(2023, 2, 29);
--| ERROR 22008: date field value out of range: 2023-02-29
SELECT date_trunc('month', date '2024-02-29') AS a, date '2024-02-29'::timestamp AS b, to_char(date '2024-02-29', 'Day, DD Mon YYYY') AS c;
--| a timestamptz | b timestamp | c text
--| 2024-02-01 00:00:00+00 | 2024-02-29 00:00:00 | Thursday , 29 Feb 2024
SELECT date '5874897-12-31' AS last, date '4713-01-01 BC' AS first;
--| last date | first date
--| 5874897-12-31 | 4713-01-01 BC
SELECT date '5874897-12-31' + 1;
--| ERROR 22008: date out of range
SET DateStyle = 'SQL, DMY';
--| SET
SELECT '3/4/2024'::date AS d, date '2024-04-03'::text AS t;
--| d date | t text
--| 03/04/2024 | 03/04/2024
SET DateStyle = 'German';
--| SET
SELECT date '2024-04-03' AS d;
--| d date
--| 03.04.2024
SET DateStyle = 'Postgres, MDY';
--| SET
SELECT date '2024-04-03' AS d, timestamp '2024-04-03 10:11:12.5' AS t;
--| d date | t timestamp
--| 04-03-2024 | Wed Apr 03 10:11:12.5 2024
