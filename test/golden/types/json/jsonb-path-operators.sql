-- #> and #>>, jsonb_extract_path.
SELECT '"a"'::jsonb #>> '{}', '"a"'::jsonb #> '{}', '[1]'::jsonb #>> '{}', 'null'::jsonb #>> '{}', '1'::jsonb #> '{0}';
--| ?column? text | ?column? jsonb | ?column? text | ?column? text | ?column? jsonb
--| a | "\"a\"" | [1] | NULL | NULL
SELECT '{"a":[1,{"b":2}]}'::jsonb #> '{a,1,b}', '{"a":[1,{"b":2}]}'::jsonb #> '{a,-1,b}', '{"a":[1,{"b":2}]}'::jsonb #> '{a, 1,b}', '{"a":[1,{"b":2}]}'::jsonb #> '{a,+1,b}';
--| ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb
--| 2 | 2 | 2 | 2
SELECT '{"a":[1,{"b":2}]}'::jsonb #> '{a,x,b}', '{"a":[1,{"b":2}]}'::jsonb #> array['a',NULL], '{"a":[1,{"b":2}]}'::jsonb #>> '{a}';
--| ?column? jsonb | ?column? jsonb | ?column? text
--| NULL | NULL | [1, {"b": 2}]
SELECT jsonb_extract_path('{"a":[1,{"b":"x"}]}', 'a', '1', 'b'), jsonb_extract_path_text('{"a":[1,{"b":"x"}]}', 'a', '1', 'b'), jsonb_extract_path('{"a":1}', VARIADIC '{a}');
--| jsonb_extract_path jsonb | jsonb_extract_path_text text | jsonb_extract_path jsonb
--| "\"x\"" | x | 1
