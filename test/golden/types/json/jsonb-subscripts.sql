-- reading by subscripts
SELECT ('{"a":[1,{"b":2}]}'::jsonb)['a'][1]['b'], ('[1,2,3]'::jsonb)[-1], ('[1]'::jsonb)['0'], ('{"1":5}'::jsonb)[1], ('{"1":5}'::jsonb)[NULL::text], ('1'::jsonb)['a'], (NULL::jsonb)['a'];
--| jsonb jsonb | jsonb jsonb | jsonb jsonb | jsonb jsonb | jsonb jsonb | jsonb jsonb | jsonb jsonb
--| 2 | 3 | 1 | 5 | NULL | NULL | NULL
SELECT ('{"1":5}'::jsonb)[1.5];
--| ERROR 42804: subscript type numeric is not supported
--| HINT: jsonb subscript must be coercible to either integer or text.
--| POSITION: 27
SELECT ('{"1":5}'::jsonb)[1:2];
--| ERROR 42804: jsonb subscript does not support slices
--| POSITION: 29
SELECT (array['{"a":1}','2']::jsonb[])[1]['a'];
--| ERROR 22P02: invalid input syntax for type integer: "a"
--| POSITION: 43
SELECT ((array['{"a":1}','2']::jsonb[])[1])['a'], (array['{"a":1}','2']::jsonb[])[2];
--| array jsonb | array jsonb
--| 1 | 2
