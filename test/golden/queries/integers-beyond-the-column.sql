-- Columns with statistics, compared with integers that their type cannot hold.
CREATE TABLE n AS SELECT g AS i4, g::int2 AS i2, '2000-01-01'::date + g AS d FROM generate_series(1, 300) g;
--| SELECT 300
ANALYZE n;
--| ANALYZE
SELECT count(*) FROM n WHERE i4 <= '9007199254740993'::int8;
--| count int8
--| 300
SELECT count(*) FROM n WHERE i4 > '-9007199254740993'::int8;
--| count int8
--| 300
SELECT count(*) FROM n WHERE i2 < '9007199254740993'::int8;
--| count int8
--| 300
SELECT count(*) FROM n WHERE i2 <> '9007199254740993'::int8;
--| count int8
--| 300
SELECT count(*) FROM n WHERE i4 = '9007199254740993'::int8;
--| count int8
--| 0
SELECT count(*) FROM n WHERE d < '290000-01-01 00:00:00.000001'::timestamp;
--| count int8
--| 300
