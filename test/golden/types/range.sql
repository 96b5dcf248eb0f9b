-- Ranges: literals, canonical forms, constructors, bounds, operators, functions, aggregates, storage and index order, errors.
SELECT '[1,5]'::int4range AS a, '(1,5]'::int4range AS b, '[1,)'::int4range AS c, '(,)'::int4range AS d, ' empty '::int4range AS e, '(1,2)'::int4range AS f, '[,5]'::int4range AS g;
--| a oid=3904 | b oid=3904 | c oid=3904 | d oid=3904 | e oid=3904 | f oid=3904 | g oid=3904
--| [1,6) | [2,6) | [1,) | (,) | empty | empty | (,6)
SELECT '[1.50,2]'::numrange AS a, '(1.5,2.50]'::numrange AS b, '[1,1)'::numrange AS c, '[1,9223372036854775806]'::int8range AS d, '(9007199254740992,9007199254740993]'::int8range AS e;
--| a oid=3906 | b oid=3906 | c oid=3906 | d oid=3926 | e oid=3926
--| [1.50,2] | (1.5,2.50] | empty | [1,9223372036854775807) | [9007199254740993,9007199254740994)
SELECT '[2024-01-01,2024-01-31]'::daterange AS a, '(2024-01-01,2024-01-03)'::daterange AS b, '[-infinity,infinity]'::daterange AS c, '(-infinity,infinity)'::daterange AS d, '[infinity,)'::daterange AS e;
--| a oid=3912 | b oid=3912 | c oid=3912 | d oid=3912 | e oid=3912
--| [2024-01-01,2024-02-01) | [2024-01-02,2024-01-03) | [-infinity,infinity] | (-infinity,infinity) | [infinity,)
SELECT '[2024-01-01 10:00,2024-01-01 11:30)'::tsrange AS a, '(2024-01-01,]'::tsrange AS b, '["2024-01-01 10:00","2024-01-02"]'::tsrange AS c, tstzrange('2024-01-01 00:00+00', '2024-02-01 00:00+00', '(]') AS d;
--| a oid=3908 | b oid=3908 | c oid=3908 | d oid=3910
--| ["2024-01-01 10:00:00","2024-01-01 11:30:00") | ("2024-01-01 00:00:00",) | ["2024-01-01 10:00:00","2024-01-02 00:00:00"] | ("2024-01-01 00:00:00+00","2024-02-01 00:00:00+00"]
SELECT int4range(1, 5) AS a, int4range(1, 5, '[]') AS b, int4range(1, NULL) AS c, int4range(NULL, 5, '(]') AS d, int4range(NULL, NULL, '[]') AS e, int4range(3, 3) AS f, daterange('2024-01-01', '2024-01-02', '()') AS g, numrange(1, 2, '(]') AS h, int8range(1, 2) AS i;
--| a oid=3904 | b oid=3904 | c oid=3904 | d oid=3904 | e oid=3904 | f oid=3904 | g oid=3912 | h oid=3906 | i oid=3926
--| [1,5) | [1,6) | [1,) | (,6) | (,) | empty | empty | (1,2] | [1,2)
SELECT '[1,5'::int4range;
--| ERROR 22P02: malformed range literal: "[1,5"
--| DETAIL: Unexpected end of input.
--| POSITION: 8
SELECT '1,5)'::int4range;
--| ERROR 22P02: malformed range literal: "1,5)"
--| DETAIL: Missing left parenthesis or bracket.
--| POSITION: 8
SELECT '[1)'::int4range;
--| ERROR 22P02: malformed range literal: "[1)"
--| DETAIL: Missing comma after lower bound.
--| POSITION: 8
SELECT '[1,2,3)'::int4range;
--| ERROR 22P02: malformed range literal: "[1,2,3)"
--| DETAIL: Too many commas.
--| POSITION: 8
SELECT '[1,2) x'::int4range;
--| ERROR 22P02: malformed range literal: "[1,2) x"
--| DETAIL: Junk after right parenthesis or bracket.
--| POSITION: 8
SELECT 'empty x'::int4range;
--| ERROR 22P02: malformed range literal: "empty x"
--| DETAIL: Junk after "empty" key word.
--| POSITION: 8
SELECT ''::int4range;
--| ERROR 22P02: malformed range literal: ""
--| DETAIL: Missing left parenthesis or bracket.
--| POSITION: 8
SELECT '[a,2)'::int4range;
--| ERROR 22P02: invalid input syntax for type integer: "a"
--| POSITION: 8
SELECT '[5,1]'::int4range;
--| ERROR 22000: range lower bound must be less than or equal to range upper bound
--| POSITION: 8
SELECT '["1,2)'::int4range;
--| ERROR 22P02: malformed range literal: "["1,2)"
--| DETAIL: Unexpected end of input.
--| POSITION: 8
SELECT '[1,2147483647]'::int4range;
--| ERROR 22003: integer out of range
--| POSITION: 8
SELECT '[1,9223372036854775807]'::int8range;
--| ERROR 22003: bigint out of range
--| POSITION: 8
SELECT '[5874897-12-31,5874897-12-31]'::daterange;
--| ERROR 22008: date out of range
--| POSITION: 8
SELECT int4range(5, 1);
--| ERROR 22000: range lower bound must be less than or equal to range upper bound
SELECT int4range(1, 5, '[');
--| ERROR 42601: invalid range bound flags
--| HINT: Valid values are "[]", "[)", "(]", and "()".
SELECT int4range(1, 5, NULL);
--| ERROR 22000: range constructor flags argument must not be null
SELECT lower(r) AS lower, upper(r) AS upper, isempty(r) AS empty, lower_inc(r) AS linc, upper_inc(r) AS uinc, lower_inf(r) AS linf, upper_inf(r) AS uinf FROM (VALUES (int4range(1, 5)), ('empty'), ('(,5)'), ('[1,)'), (NULL)) v(r);
--| lower int4 | upper int4 | empty bool | linc bool | uinc bool | linf bool | uinf bool
--| 1 | 5 | f | t | f | f | f
--| NULL | NULL | t | f | f | f | f
--| NULL | 5 | f | f | f | t | f
--| 1 | NULL | f | t | f | f | t
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL
SELECT lower_inc('[infinity,infinity]'::daterange) AS a, upper_inf('(,infinity]'::daterange) AS b, upper_inc(numrange(1, 2, '[]')) AS c;
--| a bool | b bool | c bool
--| t | f | t
SELECT a, b, a = b AS eq, a <> b AS ne, a < b AS lt, a <= b AS le, a > b AS gt, a >= b AS ge, a @> b AS contains, a <@ b AS contained, a && b AS overlaps, a << b AS "left", a >> b AS "right", a &< b AS overleft, a &> b AS overright, a -|- b AS adjacent, a * b AS common, range_merge(a, b) AS merged FROM (VALUES (int4range(1, 5), int4range(3, 9)), ('[1,5)', '[5,9)'), ('[1,9)', '[3,4)'), ('empty', '[1,2)'), ('(,)', '[1,2)'), ('[1,3)', '[7,9)'), ('[1,)', '(,1)'), ('[4,8)', '[4,8)')) v(a, b);
--| a oid=3904 | b oid=3904 | eq bool | ne bool | lt bool | le bool | gt bool | ge bool | contains bool | contained bool | overlaps bool | left bool | right bool | overleft bool | overright bool | adjacent bool | common oid=3904 | merged oid=3904
--| [1,5) | [3,9) | f | t | t | t | f | f | f | f | t | f | f | t | f | f | [3,5) | [1,9)
--| [1,5) | [5,9) | f | t | t | t | f | f | f | f | f | t | f | t | f | t | empty | [1,9)
--| [1,9) | [3,4) | f | t | t | t | f | f | t | f | t | f | f | f | f | f | [3,4) | [1,9)
--| empty | [1,2) | f | t | t | t | f | f | f | t | f | f | f | f | f | f | empty | [1,2)
--| (,) | [1,2) | f | t | t | t | f | f | t | f | t | f | f | f | f | f | [1,2) | (,)
--| [1,3) | [7,9) | f | t | t | t | f | f | f | f | f | t | f | t | f | f | empty | [1,9)
--| [1,) | (,1) | f | t | f | f | t | t | f | f | f | f | t | f | t | t | empty | (,)
--| [4,8) | [4,8) | t | f | f | t | f | t | t | t | t | f | f | t | t | f | [4,8) | [4,8)
SELECT a -|- b AS adjacent, a && b AS overlaps, a @> b AS contains, a < b AS lt FROM (VALUES (numrange(1, 2), numrange(2, 3)), ('[1,2]', '[2,3]'), ('[1,2)', '(2,3]'), ('(1,2]', '(2,3]'), ('[1,2]', '(1,2)'), ('(1,2)', '[1,2)')) v(a, b);
--| adjacent bool | overlaps bool | contains bool | lt bool
--| t | f | f | t
--| f | t | f | t
--| f | f | f | t
--| t | f | f | t
--| f | t | t | t
--| f | t | f | f
SELECT r @> 3 AS a, 3 <@ r AS b, r @> 5 AS c FROM (VALUES (int4range(1, 5)), ('empty'), ('(,4)')) v(r);
--| a bool | b bool | c bool
--| t | t | f
--| f | f | f
--| t | t | f
SELECT numrange(1, 5) + numrange(3, 9) AS a, int4range(1, 5) + int4range(5, 9) AS b, int4range(1, 5) - int4range(3, 9) AS c, int4range(1, 9) - int4range(1, 4) AS d, int4range(1, 5) - int4range(7, 9) AS e, int4range(3, 4) - int4range(1, 9) AS f, numrange(1, 5) - numrange(2, 5, '(]') AS g;
--| a oid=3906 | b oid=3904 | c oid=3904 | d oid=3904 | e oid=3904 | f oid=3904 | g oid=3906
--| [1,9) | [1,9) | [1,3) | [4,9) | [1,5) | empty | [1,2]
SELECT int4range(1, 3) + int4range(5, 7);
--| ERROR 22000: result of range union would not be contiguous
SELECT int4range(1, 9) - int4range(3, 5);
--| ERROR 22000: result of range difference would not be contiguous
SELECT int4range(1, 2) = numrange(1, 2);
--| ERROR 42883: operator does not exist: int4range = numrange
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 24
SELECT int4range(1, 2) @> 1.5;
--| ERROR 42883: operator does not exist: int4range @> numeric
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 24
SELECT '[1,2)'::int4range @> '2' AS a, int4range(1, 9) && '[3,4]' AS b, int4range(1, 9) @> '[3,4]'::int4range AS c;
--| ERROR 22P02: malformed range literal: "2"
--| DETAIL: Missing left parenthesis or bracket.
--| POSITION: 30
CREATE TABLE booking (id int PRIMARY KEY, during tsrange, seats int4range DEFAULT '[1,4]', marks int4range[]);
--| CREATE TABLE
INSERT INTO booking VALUES (1, '[2024-01-01 10:00,2024-01-01 11:00)', DEFAULT, '{"[1,3)","[5,)"}'), (2, '[2024-01-01 11:00,2024-01-01 12:00)', '[7,9)', NULL), (3, NULL, 'empty', '{empty,NULL}'), (4, '(,2024-01-01 09:00]', '(,)', '{}');
--| INSERT 0 4
SELECT * FROM booking ORDER BY id;
--| id int4 | during oid=3908 | seats oid=3904 | marks oid=3905
--| 1 | ["2024-01-01 10:00:00","2024-01-01 11:00:00") | [1,5) | {"[1,3)","[5,)"}
--| 2 | ["2024-01-01 11:00:00","2024-01-01 12:00:00") | [7,9) | NULL
--| 3 | NULL | empty | {empty,NULL}
--| 4 | (,"2024-01-01 09:00:00"] | (,) | {}
CREATE INDEX ON booking (seats, id);
--| CREATE INDEX
SET enable_seqscan = off;
--| SET
SELECT id, seats FROM booking ORDER BY seats, id;
--| id int4 | seats oid=3904
--| 3 | empty
--| 4 | (,)
--| 1 | [1,5)
--| 2 | [7,9)
SELECT id FROM booking WHERE seats = int4range(7, 9);
--| id int4
--| 2
SELECT id FROM booking WHERE seats >= int4range(1, 2) ORDER BY seats DESC, id;
--| id int4
--| 2
--| 1
SELECT id FROM booking WHERE during && tsrange('2024-01-01 10:30', '2024-01-01 11:30') ORDER BY id;
--| id int4
--| 1
--| 2
SELECT id, upper(during) - lower(during) AS duration FROM booking ORDER BY id;
--| id int4 | duration interval
--| 1 | 01:00:00
--| 2 | 01:00:00
--| 3 | NULL
--| 4 | NULL
UPDATE booking SET seats = seats + int4range(9, 12) WHERE id = 2 RETURNING id, seats;
--| id int4 | seats oid=3904
--| 2 | [7,12)
--| UPDATE 1
SELECT seats, count(*) FROM booking GROUP BY seats ORDER BY seats;
--| seats oid=3904 | count int8
--| empty | 1
--| (,) | 1
--| [1,5) | 1
--| [7,12) | 1
SELECT DISTINCT seats FROM (SELECT seats FROM booking UNION ALL SELECT seats FROM booking) s ORDER BY 1;
--| seats oid=3904
--| empty
--| (,)
--| [1,5)
--| [7,12)
SELECT a.id, b.id FROM booking a JOIN booking b ON a.seats = b.seats ORDER BY 1;
--| id int4 | id int4
--| 1 | 1
--| 2 | 2
--| 3 | 3
--| 4 | 4
SELECT range_agg(seats) AS u, range_intersect_agg(seats) AS i FROM booking WHERE id IN (1, 2);
--| u oid=4451 | i oid=3904
--| {[1,5),[7,12)} | empty
SELECT range_agg(seats) AS u, range_intersect_agg(seats) AS i FROM booking WHERE false;
--| u oid=4451 | i oid=3904
--| NULL | NULL
SELECT range_agg(r) AS u, range_intersect_agg(r) AS i FROM (VALUES (int4range(1, 5)), (NULL), (int4range(3, 9)), (int4range(12, 13))) v(r);
--| u oid=4451 | i oid=3904
--| {[1,9),[12,13)} | empty
SELECT array_agg(seats ORDER BY seats) AS a, max(upper(seats)) AS m FROM booking;
--| a oid=3905 | m int4
--| {empty,"(,)","[1,5)","[7,12)"} | 12
SELECT '[1,5)'::int4range::text AS a, ('[1,' || '5]')::int4range AS b, pg_typeof(int4range(1, 2)) AS c, pg_column_size(int4range(1, 2)) > 0 AS d;
--| a text | b oid=3904 | c regtype | d bool
--| [1,5) | [1,6) | int4range | t
SELECT CAST(int4range(1, 2) AS numrange);
--| ERROR 42846: cannot cast type int4range to numrange
--| POSITION: 8
SELECT int4range(1, 2) || 'x';
--| ?column? text
--| [1,2)x
SELECT coalesce(NULL, int4range(1, 2)) AS a, int4range(1, 2) IN ('[1,2)', 'empty') AS b, int4range(1, 2) IS DISTINCT FROM '[1,1]' AS c, ARRAY[int4range(1, 2), '[3,4]'] AS d;
--| a oid=3904 | b bool | c bool | d oid=3905
--| [1,2) | t | f | {"[1,2)","[3,5)"}
SELECT rngtypid::regtype, rngsubtype::regtype, rngmultitypid::regtype, rngcollation, rngsubopc, rngcanonical, rngsubdiff FROM pg_range ORDER BY rngtypid;
--| rngtypid regtype | rngsubtype regtype | rngmultitypid regtype | rngcollation oid | rngsubopc oid | rngcanonical regproc | rngsubdiff regproc
--| int4range | integer | int4multirange | 0 | 1978 | int4range_canonical | int4range_subdiff
--| numrange | numeric | nummultirange | 0 | 3125 | - | numrange_subdiff
--| tsrange | timestamp without time zone | tsmultirange | 0 | 3128 | - | tsrange_subdiff
--| tstzrange | timestamp with time zone | tstzmultirange | 0 | 3127 | - | tstzrange_subdiff
--| daterange | date | datemultirange | 0 | 3122 | daterange_canonical | daterange_subdiff
--| int8range | bigint | int8multirange | 0 | 3124 | int8range_canonical | int8range_subdiff
SELECT int4range_subdiff(5, 3) AS a, numrange_subdiff(1.5, 1) AS b, daterange_subdiff('2024-01-03', '2024-01-01') AS c, tsrange_subdiff('2024-01-01 00:01', '2024-01-01') AS d;
--| a float8 | b float8 | c float8 | d float8
--| 2 | 0.5 | 2 | 60
SELECT row_number() OVER (ORDER BY r), r FROM (VALUES (int4range(5, 6)), ('empty'), ('(,3)'), ('[1,)'), ('[1,2)'), ('(,)')) v(r) ORDER BY 1;
--| row_number int8 | r oid=3904
--| 1 | empty
--| 2 | (,3)
--| 3 | (,)
--| 4 | [1,2)
--| 5 | [1,)
--| 6 | [5,6)
-- Of bounds that are equal but look different, that of the second range stays.
SELECT numrange(1.0, 2.00) + numrange(1, 2.0), numrange(1, 2.0) + numrange(1.0, 2.00), range_merge(numrange(1.0, 2.00), numrange(1, 2.0)), numrange(1.0, 2.00) * numrange(1, 2.0);
--| ?column? oid=3906 | ?column? oid=3906 | range_merge oid=3906 | ?column? oid=3906
--| [1,2.0) | [1.0,2.00) | [1,2.0) | [1.0,2.00)
SELECT range_agg(x) FROM (VALUES (numrange(1.00, 2)), (numrange(1.0, 2.0)), (numrange(2.000, 3))) v(x);
--| range_agg oid=4532
--| {[1.0,3)}
