-- -> and ->> by name and by position.
SELECT '{"a":1}'::jsonb -> 'a', '{"a":1}'::jsonb -> 0, '{"a":1}'::jsonb -> 'b', '"a"'::jsonb -> 'a';
--| ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb
--| 1 | NULL | NULL | NULL
SELECT '"a"'::jsonb -> 0, '1'::jsonb -> -1, '[1,2]'::jsonb -> -1, '[1,2]'::jsonb ->> -3, '[1,2]'::jsonb -> 2;
--| ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? text | ?column? jsonb
--| "\"a\"" | 1 | 2 | NULL | NULL
SELECT '{"a":null}'::jsonb ->> 'a', '{"a":null}'::jsonb -> 'a', '{"a":"x\ny"}'::jsonb ->> 'a', '{"a":{"b": [1]}}'::jsonb ->> 'a', '[true]'::jsonb ->> 0;
--| ?column? text | ?column? jsonb | ?column? text | ?column? text | ?column? text
--| NULL | null | "x\ny" | {"b": [1]} | true
SELECT NULL::jsonb -> 'a', '{}'::jsonb -> NULL::text;
--| ?column? jsonb | ?column? jsonb
--| NULL | NULL
