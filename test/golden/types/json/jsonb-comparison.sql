-- order and equality of jsonb
SELECT '{"a":1}'::jsonb = '{"a":1.0}'::jsonb, '[]'::jsonb < '1'::jsonb, '[1]'::jsonb > '1'::jsonb, '{}'::jsonb > '[1,2]', 'true'::jsonb > '1', '"a"'::jsonb < '1', 'null' < '"a"'::jsonb, '{"b":1}'::jsonb > '{"a":2}', '{"aa":1}'::jsonb < '{"b":1}'::jsonb, '1'::jsonb <> '1', '1'::jsonb >= '1', '1'::jsonb <= '0';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | t | t | t | t | t | t | t | t | f | t | f
SELECT jsonb_cmp('[]','1'), jsonb_eq('1','1'), jsonb_ne('1','1'), jsonb_lt('1','2'), jsonb_le('1','2'), jsonb_gt('1','2'), jsonb_ge('1','2');
--| jsonb_cmp int4 | jsonb_eq bool | jsonb_ne bool | jsonb_lt bool | jsonb_le bool | jsonb_gt bool | jsonb_ge bool
--| -1 | t | f | t | t | f | f
SELECT v FROM (VALUES ('[]'::jsonb),('{}'),('1'),('null'),('"b"'),('"a"'),('true'),('false'),('[1]'),('[1,2]'),('[2]'),('{"a":1}'),('{"b":1}'),('{"a":2}'),('{"a":1,"b":1}'),('-1'),('[[]]'),('[{}]'),('["x"]'),(NULL)) t(v) ORDER BY v;
--| v jsonb
--| []
--| null
--| "\"a\""
--| "\"b\""
--| -1
--| 1
--| false
--| true
--| ["x"]
--| [1]
--| [2]
--| [[]]
--| [{}]
--| [1, 2]
--| {}
--| {"a": 1}
--| {"a": 2}
--| {"b": 1}
--| {"a": 1, "b": 1}
--| NULL
SELECT v, count(*) FROM (VALUES ('1'::jsonb),('1.0'),('1.00'),('[1]'),('[1.0]'),(NULL)) t(v) GROUP BY v ORDER BY 2 DESC, 1;
--| v jsonb | count int8
--| 1 | 3
--| [1] | 2
--| NULL | 1
SELECT DISTINCT v FROM (VALUES ('{"a":1,"b":2}'::jsonb),('{"b":2,"a":1}'),('[]')) t(v) ORDER BY v;
--| v jsonb
--| []
--| {"a": 1, "b": 2}
SELECT max(x.a), min(x.a) FROM (SELECT 1 AS a) x, (VALUES ('1'::jsonb)) y(v);
--| max int4 | min int4
--| 1 | 1
SELECT * FROM (VALUES ('1'::jsonb),('"a"')) a(v) JOIN (VALUES ('1.0'::jsonb),('"b"')) b(v) USING (v);
--| v jsonb
--| 1
SELECT greatest('1'::jsonb, '[1]', '"a"'), least('1'::jsonb, '[1]', '"a"'), '1'::jsonb IN ('2', '1.0'), '1'::jsonb = ANY (array['3','1']::jsonb[]), '1'::jsonb IS DISTINCT FROM '2';
--| greatest jsonb | least jsonb | ?column? bool | ?column? bool | ?column? bool
--| [1] | "\"a\"" | t | t | t
