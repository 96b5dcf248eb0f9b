-- Names of types as SQL spells them, and what they come to.

CREATE TABLE shapes (a numeric(5, 1)[], b text);
--| CREATE TABLE
SELECT pg_typeof(1::smallint), pg_typeof(1::double precision), pg_typeof(1::decimal), 1.25::decimal(3, 1), pg_typeof(1::dec), 1.25::dec(3, 1), pg_typeof(1::boolean), pg_typeof(1::float), pg_typeof(1::float(24)), pg_typeof(1::float(25)), pg_typeof(1::real), pg_typeof(1::bigint), pg_typeof(1::integer), pg_typeof(1::int), 1.25::numeric(3, 1);
--| pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | numeric numeric(3,1) | pg_typeof regtype | numeric numeric(3,1) | pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | numeric numeric(3,1)
--| smallint | double precision | numeric | 1.3 | numeric | 1.3 | boolean | double precision | real | double precision | real | bigint | integer | integer | 1.3
SELECT 1::float(0);
--| ERROR 22023: precision for type float must be at least 1 bit
--| POSITION: 17
SELECT 1::float(54);
--| ERROR 22023: precision for type float must be less than 54 bits
--| POSITION: 17
SELECT 'abc'::national character(2), 'abc'::national char(2), 'abc'::nchar(2), 'abc'::national character varying(2), 'abc'::nchar varying, 'abc'::character varying(2), 'abc'::char varying(1), 'abc'::character, 'abc'::varchar(2), pg_typeof('a'::nchar);
--| bpchar bpchar(2) | bpchar bpchar(2) | bpchar bpchar(2) | varchar varchar(2) | varchar varchar | varchar varchar(2) | varchar varchar(1) | bpchar bpchar(1) | varchar varchar(2) | pg_typeof regtype
--| ab | ab | ab | ab | abc | ab | a | a | ab | character
SELECT B'101'::bit, B'101'::bit(2), B'101'::bit varying(2), B'101'::bit varying, '101'::varbit(2);
--| bit bit(1) | bit bit(2) | varbit varbit(2) | varbit varbit | varbit varbit(2)
--| 1 | 10 | 10 | 101 | 10
SELECT pg_typeof('12:00'::time with time zone), pg_typeof('12:00'::time without time zone), pg_typeof('2024-01-01'::timestamp with time zone), pg_typeof('2024-01-01'::timestamp without time zone), '12:00:00.56'::time(1) with time zone, '2024-01-01 00:00:00.56'::timestamp(0) without time zone;
--| pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | pg_typeof regtype | timetz timetz(1) | timestamp timestamp(0)
--| time with time zone | time without time zone | timestamp with time zone | timestamp without time zone | 12:00:00.6+00 | 2024-01-01 00:00:01
SELECT '1-2'::interval year, '14'::interval month, '3'::interval day, '3'::interval hour, '3'::interval minute, '3.456'::interval second, '3.456'::interval second(1), '1-2'::interval year to month, '1 2:03'::interval day to hour, '1 2:03'::interval day to minute, '1 2:03:04.5'::interval day to second, '1 2:03:04.56'::interval day to second(1), '2:03'::interval hour to minute, '2:03:04'::interval hour to second, '2:03:04.56'::interval hour to second(1), '3:04'::interval minute to second, '3:04.56'::interval minute to second(1), '1.56'::interval(1);
--| interval interval(327679) | interval interval(196607) | interval interval(589823) | interval interval(67174399) | interval interval(134283263) | interval interval(268500991) | interval interval(268435457) | interval interval(458751) | interval interval(67698687) | interval interval(201916415) | interval interval(470351871) | interval interval(470286337) | interval interval(201392127) | interval interval(469827583) | interval interval(469762049) | interval interval(402718719) | interval interval(402653185) | interval interval(2147418113)
--| 1 year | 1 year 2 mons | 3 days | 03:00:00 | 00:03:00 | 00:00:03.456 | 00:00:03.5 | 1 year 2 mons | 1 day 02:00:00 | 1 day 02:03:00 | 1 day 02:03:04.5 | 1 day 02:03:04.6 | 02:03:00 | 02:03:04 | 02:03:04.6 | 00:03:04 | 00:03:04.6 | 00:00:01.6
SELECT interval '1' year, interval '1-2' year to month, interval(1) '1.56', interval '1.56' second(1), time(0) '12:00:00.6', timestamp(1) with time zone '2024-01-01 00:00:00.06+00', date '2024-01-01', numeric(3, 1) '1.25', national char(2) 'abc', nchar varying(2) 'abc', character varying 'abc', bit(3) '101', bit varying '101', boolean 't', float(10) '1.5', double precision '1.5', int4 '7', pg_catalog.int4 '7', json '[1]', text 'x', varchar(2) 'abc';
--| interval interval(327679) | interval interval(458751) | interval interval(2147418113) | interval interval(268435457) | time time(0) | timestamptz timestamptz(1) | date date | numeric numeric(3,1) | bpchar bpchar(2) | varchar varchar(2) | varchar varchar | bit bit(3) | varbit varbit | bool bool | float4 float4 | float8 float8 | int4 int4 | int4 int4 | json json | text text | varchar varchar(2)
--| 1 year | 1 year 2 mons | 00:00:01.6 | 00:00:01.6 | 12:00:01 | 2024-01-01 00:00:00.1+00 | 2024-01-01 | 1.3 | ab | ab | abc | 101 | 101 | t | 1.5 | 1.5 | 7 | 7 | [1] | x | ab
SELECT '{1,2}'::int[3], '{1,2}'::int array, '{1,2}'::int array[4], '{{1}}'::int[][2], pg_typeof('{}'::int[][][]);
--| int4 int4[] | int4 int4[] | int4 int4[] | int4 int4[] | pg_typeof regtype
--| {1,2} | {1,2} | {1,2} | {{1}} | integer[]
CREATE TABLE like_types (a pg_catalog.int4, b "char", c char, d int4[], e shapes);
--| CREATE TABLE
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'like_types'::regclass AND attnum > 0 ORDER BY attnum;
--| attname name | format_type text
--| a | integer
--| b | "\"char\""
--| c | character(1)
--| d | integer[]
--| e | shapes
SELECT 1::setof int;
--| int4 int4
--| 1
SELECT 1::nosuch;
--| ERROR 42704: type "nosuch" does not exist
--| POSITION: 11
SELECT 1::nosuch.int4;
--| ERROR 3F000: schema "nosuch" does not exist
--| POSITION: 11
SELECT 1::int4(3);
--| ERROR 42601: type modifier is not allowed for type "int4"
--| POSITION: 11
SELECT 'a'::varchar(0);
--| ERROR 22023: length for type varchar must be at least 1
--| POSITION: 13
SELECT 'a'::varchar(10485761);
--| ERROR 22023: length for type varchar cannot exceed 10485760
--| POSITION: 13
SELECT 1::numeric(1001);
--| ERROR 22023: NUMERIC precision 1001 must be between 1 and 1000
--| POSITION: 11
SELECT 1::numeric(0);
--| ERROR 22023: NUMERIC precision 0 must be between 1 and 1000
--| POSITION: 11
SELECT 1::numeric(5, 1001);
--| ERROR 22023: NUMERIC scale 1001 must be between -1000 and 1000
--| POSITION: 11
SELECT B''::bit(0);
--| ERROR 22023: length for type bit must be at least 1
--| POSITION: 13
SELECT '{1}'::int[] [1];
--| int4 int4[]
--| {1}
