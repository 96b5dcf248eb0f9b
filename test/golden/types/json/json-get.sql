-- -> ->> #> #>> on json: the text as written
SELECT '{"a": 1 , "b" : [1,  2]}'::json -> 'b', '{"a":1}'::json -> 0, '"a"'::json -> 0, '1'::json -> -1, '[1, 2 ]'::json -> -1, '[1,2]'::json ->> -3, '{"a":null}'::json ->> 'a', '{"a":"x\ny"}'::json ->> 'a', '{"a":"x\ny"}'::json -> 'a';
--| ?column? json | ?column? json | ?column? json | ?column? json | ?column? json | ?column? text | ?column? text | ?column? text | ?column? json
--| [1,  2] | NULL | NULL | NULL | 2 | NULL | NULL | "x\ny" | "\"x\\ny\""
SELECT '{"a":1,"a":2}'::json -> 'a', '{"a":{"b":1},"a":{"c":2}}'::json #> '{a,b}', '{"a\u0062":1}'::json -> 'ab';
--| ?column? json | ?column? json | ?column? json
--| 2 | 1 | 1
SELECT '"a"'::json #>> '{}', '"a"'::json #> '{}', '[1]'::json #>> '{}', 'null'::json #>> '{}', '1'::json #> '{0}', ' {"a" : 1 } '::json #> '{}';
--| ?column? text | ?column? json | ?column? text | ?column? text | ?column? json | ?column? json
--| a | "\"a\"" | [1] | NULL | NULL | {"a" : 1 }
SELECT '{"a":[1,{"b":2}]}'::json #> '{a,1,b}', '{"a":[1,{"b":2}]}'::json #> '{a,-1,b}', '{"a":[1,{"b":2}]}'::json #> '{a, 1,b}', '{"a":[1,{"b":2}]}'::json #> '{a,x,b}', '{"a":[1,{"b":2}]}'::json #> array['a',NULL];
--| ?column? json | ?column? json | ?column? json | ?column? json | ?column? json
--| 2 | 2 | 2 | NULL | NULL
SELECT json_extract_path('{"a":[1,{"b":"x"}]}', 'a', '1', 'b'), json_extract_path_text('{"a":[1,{"b":"x"}]}', 'a', '1', 'b');
--| json_extract_path json | json_extract_path_text text
--| "\"x\"" | x
SELECT '{"1":5}'::json -> 1, '{"1":5}'::json #> '{1}', '[5]'::json -> '0', '[5]'::json #> '{0}';
--| ?column? json | ?column? json | ?column? json | ?column? json
--| NULL | 5 | NULL | 5
