-- @> and <@.
SELECT '{"a":{"b":1,"c":[1,2]}}'::jsonb @> '{"a":{"c":[2]}}', '[1,[2,3]]'::jsonb @> '[[3]]', '[1,2]'::jsonb @> '1', '1'::jsonb @> '[1]';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | t | t | f
SELECT '"a"'::jsonb @> '"a"', '1'::jsonb @> '1.0', '[]'::jsonb <@ '[1]', '[[1]]'::jsonb @> '[1]', '{"a":[]}'::jsonb @> '{"a":{}}', '{}'::jsonb @> '[]', '[1]'::jsonb @> '[1,1]';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | t | t | f | f | f | t
SELECT '{"a":null}'::jsonb @> '{"a":null}', '{"a":1,"b":2}'::jsonb @> '{}', '[{"a":1,"b":2}]'::jsonb @> '[{"b":2},{"a":1}]', '{"a":[1]}'::jsonb @> '{"a":1}';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | t | t | f
