-- The functions under casts to a length or precision, called by name; typmods as pg_attribute has them.

SELECT pg_catalog."timestamp"('2024-01-01 12:34:56.789'::timestamp, 0), pg_catalog."timestamptz"('2024-01-01 12:34:56.789+00'::timestamptz, 2), pg_catalog."time"('12:34:56.789'::time, 1), pg_catalog."timetz"('12:34:56.789+01'::timetz, 0), pg_catalog."interval"('1 day 01:02:03.456'::interval, 2147418113);
--| timestamp timestamp | timestamptz timestamptz | time time | timetz timetz | interval interval
--| 2024-01-01 12:34:57 | 2024-01-01 12:34:56.79+00 | 12:34:56.8 | 12:34:57+01 | 1 day 01:02:03.5
SELECT pg_catalog."numeric"(1.2345, 655366), pg_catalog."numeric"('NaN'::numeric, 655366), pg_catalog."numeric"(NULL::numeric, 655366) IS NULL AS none;
--| numeric numeric | numeric numeric | none bool
--| 1.23 | NaN | t
SELECT pg_catalog."numeric"(123456789.5, 196612);
--| ERROR 22003: numeric field overflow
--| DETAIL: A field with precision 3, scale 0 must round to an absolute value less than 10^3.
SELECT pg_catalog."varchar"('abcdef'::varchar, 7, true), pg_catalog."varchar"('abc   '::varchar, 7, false), pg_catalog."bpchar"('ab'::bpchar, 8, false) || '|';
--| varchar varchar | varchar varchar | ?column? text
--| abc | abc | ab|
SELECT pg_catalog."varchar"('abcdef'::varchar, 7, false);
--| ERROR 22001: value too long for type character varying(3)
SELECT pg_catalog."bit"(B'101', 5, false);
--| ERROR 22026: bit string length 3 does not match type bit(5)
SELECT pg_catalog."bit"(B'101', 5, true), pg_catalog."varbit"(B'10101'::varbit, 3, true), pg_catalog."bit"(5, 4), pg_catalog."bit"(5::int8, 3);
--| bit bit | varbit varbit | bit bit | bit bit
--| 10100 | 101 | 0101 | 101
SELECT pg_catalog."varbit"(B'10101'::varbit, 3, false);
--| ERROR 22001: bit string too long for type bit varying(3)
SELECT pg_catalog."timestamp"('2024-01-01'::date, '12:34'::time), pg_catalog."timestamptz"('2024-01-01'::date, '12:34'::time), pg_catalog."timestamptz"('2024-01-01'::date, '12:34+03'::timetz), pg_catalog."timestamptz"('infinity'::date, '12:34'::time);
--| timestamp timestamp | timestamptz timestamptz | timestamptz timestamptz | timestamptz timestamptz
--| 2024-01-01 12:34:00 | 2024-01-01 12:34:00+00 | 2024-01-01 09:34:00+00 | infinity
SELECT pg_catalog."timestamp"('5874897-12-31'::date, '12:34'::time);
--| ERROR 22008: date out of range for timestamp
SELECT pg_catalog."char"(65), pg_catalog."char"('xyz'::text), pg_catalog."text"('x'::"char"), pg_catalog."name"('abc'::text), pg_catalog."float4"(1.5::numeric), pg_catalog."money"(1.5);
--| char "char" | char "char" | text text | name name | float4 float4 | money money
--| A | x | x | abc | 1.5 | $1.50
