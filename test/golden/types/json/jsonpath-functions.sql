-- exists, match, query, query_array, query_first, the operators, silent
SELECT jsonb_path_exists('{"a":1}', '$.a'), jsonb_path_exists('{"a":1}', '$.b'), jsonb_path_exists('{"a":1}', 'strict $.b', silent => true), jsonb_path_exists('[1,2]', '$[*] ? (@ > $x)', '{"x":1}'), jsonb_path_exists('[]', '$[*]'), jsonb_path_exists('[]', '1');
--| jsonb_path_exists bool | jsonb_path_exists bool | jsonb_path_exists bool | jsonb_path_exists bool | jsonb_path_exists bool | jsonb_path_exists bool
--| t | f | NULL | t | f | t
SELECT jsonb_path_exists('{"a":1}', 'strict $.b');
--| ERROR 2203A: JSON object does not contain key "b"
SELECT jsonb_path_match('{"a":1}', '$.a == 1'), jsonb_path_match('{"a":1}', '$.a == 2'), jsonb_path_match('{"a":1}', '$.a == "x"'), jsonb_path_match('{"a":1}', '$.a', silent => true), jsonb_path_match('true', '$'), jsonb_path_match('null', '$'), jsonb_path_match('[true,false]', '$[*]', silent => true);
--| jsonb_path_match bool | jsonb_path_match bool | jsonb_path_match bool | jsonb_path_match bool | jsonb_path_match bool | jsonb_path_match bool | jsonb_path_match bool
--| t | f | NULL | NULL | t | NULL | NULL
SELECT jsonb_path_match('{"a":1}', '$.a');
--| ERROR 22038: single boolean result is expected
SELECT jsonb_path_match('[true,false]', '$[*]');
--| ERROR 22038: single boolean result is expected
SELECT jsonb_path_match('1', '$.a');
--| ERROR 22038: single boolean result is expected
SELECT * FROM jsonb_path_query('[1,{"a":2},"x"]', '$[*]');
--| jsonb_path_query jsonb
--| 1
--| {"a": 2}
--| "\"x\""
SELECT jsonb_path_query_array('[1,2]', '$[*]'), jsonb_path_query_array('[1,2]', '$.a'), jsonb_path_query_first('[1,2]', '$[*]'), jsonb_path_query_first('[1,2]', '$.a'), jsonb_path_query_first('[null]', '$[*]');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_first jsonb | jsonb_path_query_first jsonb | jsonb_path_query_first jsonb
--| [1, 2] | [] | 1 | NULL | null
SELECT jsonb_path_query_array('[1,2,"a"]', 'strict $[*].a', silent => true), jsonb_path_query_array('[1,"a",2]', '-$[*]', silent => true), jsonb_path_query_first('[1]', 'strict $[5]', '{}', true);
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_first jsonb
--| [] | [-1] | NULL
SELECT '{"a":1}'::jsonb @? '$.a', '{"a":1}'::jsonb @? '$.b', '{"a":1}'::jsonb @? 'strict $.b', '[1,2]'::jsonb @? '$[*] ? (@ > 1)', '1'::jsonb @? '$x';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | NULL | t | t
SELECT '{"a":1}'::jsonb @@ '$.a == 1', '{"a":1}'::jsonb @@ '$.a > 1', '{"a":1}'::jsonb @@ '$.a', '{"a":1}'::jsonb @@ 'strict $.b == 1', '{"a":1}'::jsonb @@ '$.a == $x';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | NULL | NULL | f
SELECT NULL::jsonb @? '$.a', jsonb_path_exists('{}', NULL), jsonb_path_query_array(NULL, '$'), jsonb_path_exists_opr('1', '$'), jsonb_path_match_opr('1', '$ == 1');
--| ?column? bool | jsonb_path_exists bool | jsonb_path_query_array jsonb | jsonb_path_exists_opr bool | jsonb_path_match_opr bool
--| NULL | NULL | NULL | t | t
SELECT id FROM (VALUES (1, '{"tags":["a","b"]}'::jsonb), (2, '{"tags":["c"]}')) t(id, j) WHERE j @? '$.tags[*] ? (@ == "b")';
--| id int4
--| 1
SELECT jsonb_path_query(j, '$.l[*]') FROM (VALUES (1, '{"l":[1,2]}'::jsonb), (2, '{"l":[3]}')) t(id, j) ORDER BY id;
--| jsonb_path_query jsonb
--| 1
--| 2
--| 3
