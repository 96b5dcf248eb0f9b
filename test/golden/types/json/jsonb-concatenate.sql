-- ||
SELECT '{"a":1}'::jsonb || '{"b":2,"a":3}', '[1]'::jsonb || '2', '1'::jsonb || '2', '{"a":1}'::jsonb || '[1]', '{"a":1}'::jsonb || '1';
--| ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb
--| {"a": 3, "b": 2} | [1, 2] | [1, 2] | [{"a": 1}, 1] | [{"a": 1}, 1]
SELECT '{}'::jsonb || '[]', '[]'::jsonb || '{}', '1'::jsonb || '{"a":1}', '{}'::jsonb || '1', '[]'::jsonb || '[1]', '{}'::jsonb || '{"a":1}', NULL || '1'::jsonb;
--| ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb
--| [{}] | [{}] | [1, {"a": 1}] | [{}, 1] | [1] | {"a": 1} | NULL
