-- in_range, which decides where a RANGE frame with an offset ends: the boundary is base plus or minus the offset, overflow counts as infinitely far.

--! rowsort
SELECT v, b, s, l, in_range(v, b, 10::int8, s, l) AS i8, in_range(v::int4, b::int4, 10::int8, s, l) AS i48, in_range(v::int4, b::int4, 10::int4, s, l) AS i4, in_range(v::int4, b::int4, 10::int2, s, l) AS i42,
  in_range(v::int2, b::int2, 10::int8, s, l) AS i28, in_range(v::int2, b::int2, 10::int4, s, l) AS i24, in_range(v::int2, b::int2, 10::int2, s, l) AS i2,
  in_range(v::float8, b::float8, 10::float8, s, l) AS f8, in_range(v::float4, b::float4, 10::float8, s, l) AS f4, in_range(v::numeric, b::numeric, 10::numeric, s, l) AS n
FROM (VALUES (90::int8, 100::int8), (111, 100)) x(v, b), (VALUES (true, true), (true, false), (false, true), (false, false)) y(s, l);
--| v int8 | b int8 | s bool | l bool | i8 bool | i48 bool | i4 bool | i42 bool | i28 bool | i24 bool | i2 bool | f8 bool | f4 bool | n bool
--| 111 | 100 | f | f | t | t | t | t | t | t | t | t | t | t
--| 111 | 100 | f | t | f | f | f | f | f | f | f | f | f | f
--| 111 | 100 | t | f | t | t | t | t | t | t | t | t | t | t
--| 111 | 100 | t | t | f | f | f | f | f | f | f | f | f | f
--| 90 | 100 | f | f | f | f | f | f | f | f | f | f | f | f
--| 90 | 100 | f | t | t | t | t | t | t | t | t | t | t | t
--| 90 | 100 | t | f | t | t | t | t | t | t | t | t | t | t
--| 90 | 100 | t | t | t | t | t | t | t | t | t | t | t | t
SELECT in_range(32767::int2, 32767::int2, 1::int2, false, true) AS past, in_range(-2147483648, -2147483648, 1, true, false) AS before;
--| past bool | before bool
--| t | t
SELECT in_range('NaN'::float8, 1::float8, 1::float8, true, true) AS nan, in_range(1::float8, 'Infinity'::float8, 'Infinity'::float8, true, false) AS inf, in_range('NaN'::numeric, 'NaN'::numeric, 1::numeric, true, true) AS n;
--| nan bool | inf bool | n bool
--| f | t | t
SELECT in_range('2024-03-01'::date, '2024-02-29', '1 day', false, true) AS d, in_range('2024-03-01'::timestamp, '2024-02-29', '23:59', false, true) AS ts, in_range('2024-03-01'::timestamptz, '2024-02-29', '1 day', false, true) AS tz,
  in_range('12:00'::time, '11:00', '1 hour', false, true) AS t, in_range('12:00+00'::timetz, '11:00+00', '59 min', false, true) AS ttz, in_range('1 mon'::interval, '29 days', '1 day', false, true) AS i;
--| d bool | ts bool | tz bool | t bool | ttz bool | i bool
--| t | f | t | t | f | t
SELECT in_range(1, 1, -1, true, true);
--| ERROR 22013: invalid preceding or following size in window function
SELECT in_range(1::float8, 1::float8, 'NaN'::float8, true, true);
--| ERROR 22013: invalid preceding or following size in window function
SELECT in_range('2024-03-01'::date, '2024-02-29', '-1 day', false, true);
--| ERROR 22013: invalid preceding or following size in window function
SELECT in_range(1::numeric, 1::numeric, '-Infinity'::numeric, false, true);
--| ERROR 22013: invalid preceding or following size in window function
SELECT in_range(NULL::int4, 1, 1, true, true) AS none;
--| none bool
--| NULL
