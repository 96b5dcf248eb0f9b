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
SELECT '[[1,2,3],[4,5],[6]]'::json #> '{1,-1}', '[[1,2,3],[4,5]]'::json #> '{1,-2}', '[[4,5],[1,2,3]]'::json #> '{-1,-1}', '{"a":[1],"b":[1,2,3]}'::json #> '{b,-1}', '{"a":[1],"b":[1,2,3]}'::json #> '{b,-2}';
--| ?column? json | ?column? json | ?column? json | ?column? json | ?column? json
--| NULL | 5 | 2 | 1 | 2
SELECT '-.1'::json;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token "-.1" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: -.1
SELECT '-.e5'::json;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token "-.e5" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: -.e5
SELECT '-e1x'::json;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Token "-e1x" is invalid.
--| POSITION: 8
--| CONTEXT: JSON data, line 1: -e1x
