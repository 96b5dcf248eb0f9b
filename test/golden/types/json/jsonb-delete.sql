-- - with a name, names, a position; #-
SELECT '{"a":1,"b":2}'::jsonb - 'a', '["a","b",1]'::jsonb - 'a', '[1,2,3]'::jsonb - 1, '[1,2,3]'::jsonb - -1, '[1]'::jsonb - 5, '{"a":1,"b":2,"c":3}'::jsonb - '{a,c}'::text[], '{}'::jsonb - 1;
--| ERROR 22023: cannot delete from object using integer index
SELECT '1'::jsonb - 'a';
--| ERROR 22023: cannot delete from scalar
SELECT '1'::jsonb - 1;
--| ERROR 22023: cannot delete from scalar
SELECT '{"a":1}'::jsonb - 1;
--| ERROR 22023: cannot delete from object using integer index
SELECT '1'::jsonb - '{a}'::text[];
--| ERROR 22023: cannot delete from scalar
SELECT '{"a":1}'::jsonb - array[['a','b'],['c','d']];
--| ERROR 2202E: wrong number of array subscripts
SELECT '{"a":[1,{"b":2}]}'::jsonb #- '{a,1,b}', '{"a":1}'::jsonb #- '{}', '[1,2]'::jsonb #- '{-1}', '[1,2]'::jsonb #- '{7}', '{"a":1}'::jsonb #- '{b}';
--| ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb | ?column? jsonb
--| {"a": [1, {}]} | {"a": 1} | [1] | [1, 2] | {"a": 1}
SELECT '1'::jsonb #- '{a}';
--| ERROR 22023: cannot delete path in scalar
SELECT '[1]'::jsonb #- '{a}';
--| ERROR 22P02: path element at position 1 is not an integer: "a"
SELECT '{"a":{"b":1}}'::jsonb #- array['a',NULL];
--| ERROR 22004: path element at position 2 is null
