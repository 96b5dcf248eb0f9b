-- OVERLAPS over periods given by two ends or by a start and a length: half-open, ends may be swapped, a point overlaps what contains it, NULL where it matters.

SELECT a, b, c, d, (a, b) OVERLAPS (c, d) AS o FROM (VALUES ('2024-01-01'::timestamp, '2024-01-10'::timestamp, '2024-01-10'::timestamp, '2024-01-20'::timestamp), ('2024-01-10', '2024-01-01', '2024-01-05', '2024-01-05'), ('2024-01-01', '2024-01-01', '2024-01-01', '2024-01-01'), ('2024-01-01', NULL, '2024-01-01', '2024-01-02'), ('2024-01-01', NULL, '2024-02-01', '2024-03-01'), (NULL, NULL, '2024-02-01', '2024-03-01')) v(a, b, c, d);
--| a timestamp | b timestamp | c timestamp | d timestamp | o bool
--| 2024-01-01 00:00:00 | 2024-01-10 00:00:00 | 2024-01-10 00:00:00 | 2024-01-20 00:00:00 | f
--| 2024-01-10 00:00:00 | 2024-01-01 00:00:00 | 2024-01-05 00:00:00 | 2024-01-05 00:00:00 | t
--| 2024-01-01 00:00:00 | 2024-01-01 00:00:00 | 2024-01-01 00:00:00 | 2024-01-01 00:00:00 | t
--| 2024-01-01 00:00:00 | NULL | 2024-01-01 00:00:00 | 2024-01-02 00:00:00 | NULL
--| 2024-01-01 00:00:00 | NULL | 2024-02-01 00:00:00 | 2024-03-01 00:00:00 | NULL
--| NULL | NULL | 2024-02-01 00:00:00 | 2024-03-01 00:00:00 | NULL
SELECT (timestamp '2024-01-01', interval '10 days') OVERLAPS (timestamp '2024-01-10', interval '1 day') AS ii, (timestamp '2024-01-01', timestamp '2024-01-05') OVERLAPS (timestamp '2024-01-05', interval '-1 day') AS ti, (timestamp '2024-01-01', interval '1 day') OVERLAPS (timestamp '2024-01-02', timestamp '2024-01-03') AS it;
--| ii bool | ti bool | it bool
--| t | t | f
SELECT (timestamptz '2024-01-01', timestamptz '2024-01-05') OVERLAPS (timestamptz '2024-01-04', timestamptz '2024-01-08') AS tt, (timestamptz '2024-01-01', interval '1 day') OVERLAPS (timestamptz '2024-01-01 23:59', interval '1 min') AS ii, (timestamptz '2024-01-01', timestamptz '2024-01-05') OVERLAPS (timestamptz '2024-01-05', interval '1 day') AS ti, (timestamptz '2024-01-01', interval '1 day') OVERLAPS (timestamptz '2023-12-31', timestamptz '2024-01-02') AS it;
--| tt bool | ii bool | ti bool | it bool
--| t | t | f | t
SELECT (time '10:00', time '12:00') OVERLAPS (time '11:59', time '13:00') AS tt, (time '10:00', interval '1 hour') OVERLAPS (time '11:00', interval '1 hour') AS ii, (time '10:00', time '12:00') OVERLAPS (time '11:00', interval '1 min') AS ti, (time '23:00', interval '2 hours') OVERLAPS (time '00:30', time '00:40') AS it;
--| tt bool | ii bool | ti bool | it bool
--| t | f | t | f
SELECT (timetz '10:00+00', timetz '12:00+00') OVERLAPS (timetz '12:00+01', timetz '14:00+01') AS z, (timetz '10:00+00', NULL) OVERLAPS (timetz '10:00+00', timetz '14:00+00') AS none;
--| z bool | none bool
--| t | NULL
SELECT (date '2024-01-01', date '2024-01-05') OVERLAPS (date '2024-01-04', interval '1 day') AS dates;
--| dates bool
--| t
SELECT (1, 2) OVERLAPS (3, 4);
--| ERROR 42883: function pg_catalog.overlaps(integer, integer, integer, integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 15
SELECT (timestamp '2024-01-01', 2) OVERLAPS (timestamp '2024-01-01', 3);
--| ERROR 42883: function pg_catalog.overlaps(timestamp without time zone, integer, timestamp without time zone, integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 36
SELECT (date '2024-01-01') OVERLAPS (date '2024-01-01', date '2024-01-02');
--| ERROR 42601: syntax error at or near "OVERLAPS"
--| POSITION: 28
SELECT (date '2024-01-01', date '2024-01-02', 1) OVERLAPS (date '2024-01-01', date '2024-01-02');
--| ERROR 42601: wrong number of parameters on left side of OVERLAPS expression
--| POSITION: 8
