-- Rows without a named type whose fields are of the user's types.
CREATE TYPE pair AS (n int4, t text);
--| CREATE TYPE
SELECT (x1)::text FROM (VALUES ('(2,b)'::pair, 1)) AS x1(v0, v1);
--| x1 text
--| ("(2,b)",1)
SELECT ROW('(2,b)'::pair, 1)::text;
--| row text
--| ("(2,b)",1)
SELECT x1 FROM (VALUES ('(2,b)'::pair, 1)) AS x1(v0, v1);
--| x1 record
--| ("(2,b)",1)
CREATE TABLE pp (d pair, e int);
--| CREATE TABLE
INSERT INTO pp VALUES ('(1,)', 2);
--| INSERT 0 1
SELECT (pp)::text FROM pp;
--| pp text
--| ("(1,)",2)
SELECT (x1)::text FROM (SELECT * FROM pp) x1;
--| x1 text
--| ("(1,)",2)
SELECT md5((x1)::text) FROM (SELECT * FROM pp) x1;
--| md5 text
--| 2d7afe2fd159c573de471fa0ce559021
SELECT (x1)::text::uuid FROM (VALUES ('(2,b)'::pair, 1)) AS x1(v0, v1);
--| ERROR 22P02: invalid input syntax for type uuid: "("(2,b)",1)"
CREATE TYPE mood AS ENUM ('sad', 'ok');
--| CREATE TYPE
SELECT x FROM (VALUES ('sad'::mood)) x(v);
--| x record
--| (sad)
SELECT ROW('sad'::mood, 1) < ROW('ok'::mood, 1), ROW('ok'::mood) = ROW('ok'::mood);
--| ?column? bool | ?column? bool
--| t | t
SELECT ARRAY[ROW('sad'::mood, 1), ROW('ok'::mood, 2)];
--| array oid=2287
--| {"(sad,1)","(ok,2)"}
SELECT DISTINCT x FROM (VALUES ('sad'::mood), ('ok'), ('sad')) x(v) ORDER BY x;
--| x record
--| (sad)
--| (ok)
SELECT row_to_json(x), to_jsonb(x) FROM (VALUES ('(1,a)'::pair, 'ok'::mood)) x(p, m);
--| row_to_json json | to_jsonb jsonb
--| {"p":{"n":1,"t":"a"},"m":"ok"} | {"m": "ok", "p": {"n": 1, "t": "a"}}
SELECT x, count(*) FROM (VALUES ('(1,a)'::pair), ('(1,a)')) x(p) GROUP BY x;
--| x record | count int8
--| ("(1,a)") | 2
SELECT array_agg(x) FROM (VALUES ('(1,a)'::pair), ('(1,b)')) x(p);
--| array_agg oid=2287
--| {"(\"(1,a)\")","(\"(1,b)\")"}
