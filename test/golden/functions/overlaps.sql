-- OVERLAPS over periods given by two ends or by a start and a length: half-open, ends may be swapped, a point overlaps what contains it, NULL where it matters.

SELECT a, b, c, d, (a, b) OVERLAPS (c, d) AS o FROM (VALUES ('2024-01-01'::timestamp, '2024-01-10'::timestamp, '2024-01-10'::timestamp, '2024-01-20'::timestamp), ('2024-01-10', '2024-01-01', '2024-01-05', '2024-01-05'), ('2024-01-01', '2024-01-01', '2024-01-01', '2024-01-01'), ('2024-01-01', NULL, '2024-01-01', '2024-01-02'), ('2024-01-01', NULL, '2024-02-01', '2024-03-01'), (NULL, NULL, '2024-02-01', '2024-03-01')) v(a, b, c, d);
SELECT (timestamp '2024-01-01', interval '10 days') OVERLAPS (timestamp '2024-01-10', interval '1 day') AS ii, (timestamp '2024-01-01', timestamp '2024-01-05') OVERLAPS (timestamp '2024-01-05', interval '-1 day') AS ti, (timestamp '2024-01-01', interval '1 day') OVERLAPS (timestamp '2024-01-02', timestamp '2024-01-03') AS it;
SELECT (timestamptz '2024-01-01', timestamptz '2024-01-05') OVERLAPS (timestamptz '2024-01-04', timestamptz '2024-01-08') AS tt, (timestamptz '2024-01-01', interval '1 day') OVERLAPS (timestamptz '2024-01-01 23:59', interval '1 min') AS ii, (timestamptz '2024-01-01', timestamptz '2024-01-05') OVERLAPS (timestamptz '2024-01-05', interval '1 day') AS ti, (timestamptz '2024-01-01', interval '1 day') OVERLAPS (timestamptz '2023-12-31', timestamptz '2024-01-02') AS it;
SELECT (time '10:00', time '12:00') OVERLAPS (time '11:59', time '13:00') AS tt, (time '10:00', interval '1 hour') OVERLAPS (time '11:00', interval '1 hour') AS ii, (time '10:00', time '12:00') OVERLAPS (time '11:00', interval '1 min') AS ti, (time '23:00', interval '2 hours') OVERLAPS (time '00:30', time '00:40') AS it;
SELECT (timetz '10:00+00', timetz '12:00+00') OVERLAPS (timetz '12:00+01', timetz '14:00+01') AS z, (timetz '10:00+00', NULL) OVERLAPS (timetz '10:00+00', timetz '14:00+00') AS none;
SELECT (date '2024-01-01', date '2024-01-05') OVERLAPS (date '2024-01-04', interval '1 day') AS dates;
SELECT (1, 2) OVERLAPS (3, 4);
SELECT (timestamp '2024-01-01', 2) OVERLAPS (timestamp '2024-01-01', 3);
SELECT (date '2024-01-01') OVERLAPS (date '2024-01-01', date '2024-01-02');
SELECT (date '2024-01-01', date '2024-01-02', 1) OVERLAPS (date '2024-01-01', date '2024-01-02');
