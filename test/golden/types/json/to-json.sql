-- to_json and to_jsonb of every kind of type
SELECT to_json(1), to_json(1.50), to_json('a"b'::text), to_json(true), to_json('NaN'::float8), to_json('Infinity'::numeric), to_json(1e20::float8), to_json(NULL::int);
--| to_json json | to_json json | to_json json | to_json json | to_json json | to_json json | to_json json | to_json json
--| 1 | 1.50 | "\"a\\\"b\"" | true | "\"NaN\"" | "\"Infinity\"" | 1e+20 | NULL
SELECT to_json(date '2020-01-02'), to_json(timestamp '2020-01-02 03:04:05.6'), to_json(timestamptz '2020-01-02 03:04:05+00'), to_json(date 'infinity'), to_json(timestamp '-infinity'), to_json(time '01:02:03'), to_json(interval '1 day'), to_json('0044-03-15 BC'::date), to_json('0044-03-15 01:02:03 BC'::timestamp);
--| to_json json | to_json json | to_json json | to_json json | to_json json | to_json json | to_json json | to_json json | to_json json
--| "\"2020-01-02\"" | "\"2020-01-02T03:04:05.6\"" | "\"2020-01-02T03:04:05+00:00\"" | "\"infinity\"" | "\"-infinity\"" | "\"01:02:03\"" | "\"1 day\"" | "\"0044-03-15 BC\"" | "\"0044-03-15T01:02:03 BC\""
SELECT to_jsonb(date '2020-01-02'), to_jsonb(timestamp '2020-01-02 03:04:05.6'), to_jsonb(timestamptz '2020-01-02 03:04:05+00'), to_jsonb(date 'infinity'), to_jsonb(timestamptz '-infinity');
--| to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb
--| "\"2020-01-02\"" | "\"2020-01-02T03:04:05.6\"" | "\"2020-01-02T03:04:05+00:00\"" | "\"infinity\"" | "\"-infinity\""
SET timezone = 'Asia/Kolkata';
--| SET
SELECT to_json(timestamptz '2020-01-02 03:04:05+00'), to_jsonb(timestamptz '0044-03-15 01:02:03+00 BC');
--| to_json json | to_jsonb jsonb
--| "\"2020-01-02T08:34:05+05:30\"" | "\"0044-03-15T06:55:31+05:53:28 BC\""
RESET timezone;
--| RESET
SET datestyle = 'SQL, DMY';
--| SET
SELECT to_json(date '2020-01-02'), to_json(timestamp '2020-01-02 03:04:05'), to_jsonb(timestamptz '2020-01-02 03:04:05+00');
--| to_json json | to_json json | to_jsonb jsonb
--| "\"2020-01-02\"" | "\"2020-01-02T03:04:05\"" | "\"2020-01-02T03:04:05+00:00\""
RESET datestyle;
--| RESET
SELECT to_json(array[1,2,NULL]), to_json(array[[1,2],[3,4]]), to_json('{}'::int[]), to_json(array['a','b"']), to_json(array['{"a": 1}'::json]), to_json(array[row(1,'a')]);
--| to_json json | to_json json | to_json json | to_json json | to_json json | to_json json
--| [1,2,null] | [[1,2],[3,4]] | [] | ["a","b\""] | [{"a": 1}] | [{"f1":1,"f2":"a"}]
SELECT to_jsonb(array[1,2,NULL]), to_jsonb(array[[1,2],[3,4]]), to_jsonb('{}'::int[]), to_jsonb(array['a','b"']), to_jsonb(array['{"a": 1}'::json]), to_jsonb(array[row(1,'a')]);
--| to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb
--| [1, 2, null] | [[1, 2], [3, 4]] | [] | ["a", "b\""] | [{"a": 1}] | [{"f1": 1, "f2": "a"}]
SELECT to_json(row(1,'a',NULL)), to_jsonb(row(1,'a',NULL)), to_json('{"a": 1}'::json), to_json('{"a":1}'::jsonb), to_jsonb('{"a":1,"a":2}'::json), to_jsonb(1.50), to_jsonb('NaN'::float8), to_jsonb(1e20::float8), to_jsonb('x'::text), to_jsonb('x'::char(3)), to_jsonb('\x01'::bytea), to_jsonb('a'::name);
--| to_json json | to_jsonb jsonb | to_json json | to_json json | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb
--| {"f1":1,"f2":"a","f3":null} | {"f1": 1, "f2": "a", "f3": null} | {"a": 1} | {"a": 1} | {"a": 2} | 1.50 | "\"NaN\"" | 100000000000000000000 | "\"x\"" | "\"x  \"" | "\"\\\\x01\"" | "\"a\""
CREATE DOMAIN posint AS int CHECK (value > 0);
--| CREATE DOMAIN
CREATE TYPE mood AS ENUM ('sad', 'ok');
--| CREATE TYPE
CREATE TYPE pair AS (x int, y text);
--| CREATE TYPE
SELECT to_json(5::posint), to_jsonb(5::posint), to_json('ok'::mood), to_json(row(1,'z')::pair), to_jsonb(array[row(1,'z')::pair, NULL]), to_json(array[5]::posint[]);
--| to_json json | to_jsonb jsonb | to_json json | to_json json | to_jsonb jsonb | to_json json
--| 5 | 5 | "\"ok\"" | {"x":1,"y":"z"} | [{"x": 1, "y": "z"}, null] | [5]
SELECT to_json('x');
--| ERROR 42804: could not determine polymorphic type because input has type unknown
SELECT to_json('1'::oid), to_json('a'::"char"), to_jsonb(1::int8), to_jsonb('12:00'::time), to_jsonb('00000000-0000-0000-0000-000000000001'::uuid), to_json('1 2'::int2vector), to_json('101'::bit(3)), to_json('1.00'::money);
--| to_json json | to_json json | to_jsonb jsonb | to_jsonb jsonb | to_jsonb jsonb | to_json json | to_json json | to_json json
--| "\"1\"" | "\"a\"" | 1 | "\"12:00:00\"" | "\"00000000-0000-0000-0000-000000000001\"" | [1,2] | "\"101\"" | "\"$1.00\""
