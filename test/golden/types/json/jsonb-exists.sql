-- ?, ?| and ?&.
SELECT '"a"'::jsonb ? 'a', '["a","b"]'::jsonb ? 'b', '[1]'::jsonb ? '1', '{"a":1}'::jsonb ? 'a', '{"a":"b"}'::jsonb ? 'b';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | t | f | t | f
SELECT '{"a":1}'::jsonb ?| array['x','a',NULL], '{"a":1}'::jsonb ?& array['a',NULL], '{"a":1}'::jsonb ?& array['a','b'], '{"a":1}'::jsonb ?& '{}', '{"a":1}'::jsonb ?| '{}';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | t | f | t | f
SELECT jsonb_exists('{"a":1}', 'a'), jsonb_exists_any('["b"]', '{a,b}'), jsonb_exists_all('["b"]', '{a,b}');
--| jsonb_exists bool | jsonb_exists_any bool | jsonb_exists_all bool
--| t | t | f
