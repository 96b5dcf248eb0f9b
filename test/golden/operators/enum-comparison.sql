-- Enums: order of their labels, extremes, ranges of values.

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
--| CREATE TYPE
--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, enum_cmp(a, b) AS cmp, enum_larger(a, b) AS larger, enum_smaller(a, b) AS smaller
FROM (VALUES ('sad'::mood), ('happy'), (NULL)) l(a), (VALUES ('ok'::mood), ('happy'), (NULL)) r(b);
--| a user-type | b user-type | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4 | larger user-type | smaller user-type
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | happy | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | ok | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| happy | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| happy | happy | f | t | t | f | t | f | 0 | happy | happy
--| happy | ok | f | f | f | t | t | t | 1 | happy | ok
--| sad | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| sad | happy | t | t | f | t | f | f | -1 | happy | sad
--| sad | ok | t | t | f | t | f | f | -1 | ok | sad
SELECT enum_first('ok'::mood), enum_last(NULL::mood), enum_range('ok'::mood), enum_range('ok'::mood, NULL), enum_range(NULL, 'ok'::mood), enum_range('happy'::mood, 'sad'::mood), enum_range(NULL::mood, NULL);
--| enum_first user-type | enum_last user-type | enum_range user-type | enum_range user-type | enum_range user-type | enum_range user-type | enum_range user-type
--| sad | happy | {sad,ok,happy} | {ok,happy} | {sad,ok} | {} | {sad,ok,happy}
SELECT min(m), max(m) FROM (VALUES ('ok'::mood), ('sad'), (NULL), ('happy')) v(m);
--| min user-type | max user-type
--| sad | happy
SELECT min(m), max(m) FROM (VALUES ('ok'::mood)) v(m) WHERE false;
--| min user-type | max user-type
--| NULL | NULL
ALTER TYPE mood ADD VALUE 'fine' BEFORE 'happy';
--| ALTER TYPE
SELECT enum_range(NULL::mood), 'fine'::mood < 'happy'::mood AS before;
--| enum_range user-type | before bool
--| {sad,ok,fine,happy} | t
SELECT 'none'::mood;
--| ERROR 22P02: invalid input value for enum mood: "none"
--| POSITION: 8
SELECT enum_first(NULL);
--| ERROR 42883: function enum_first(unknown) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT enum_send('ok'::mood), enum_out('ok'::mood);
--| enum_send bytea | enum_out oid=2275
--| \x6f6b | ok
SELECT 'ok'::mood = 'ok'::text;
--| ERROR 42883: operator does not exist: mood = text
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 19
CREATE TYPE nothing AS ENUM ();
--| CREATE TYPE
SELECT enum_range(NULL::nothing);
--| enum_range user-type
--| {}
SELECT enum_first(NULL::nothing);
--| ERROR 55000: enum nothing contains no values
