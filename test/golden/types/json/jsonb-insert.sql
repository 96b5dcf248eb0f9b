-- jsonb_insert
SELECT jsonb_insert('{"a":[0,1]}','{a,1}','"n"'), jsonb_insert('{"a":[0,1]}','{a,1}','"n"',true), jsonb_insert('{"a":[0,1]}','{b}','"n"'), jsonb_insert('[1]','{-1}','5'), jsonb_insert('[1]','{-1}','5',true), jsonb_insert('[1]','{-2}','5'), jsonb_insert('[1]','{7}','5'), jsonb_insert('[]','{1}','3');
--| jsonb_insert jsonb | jsonb_insert jsonb | jsonb_insert jsonb | jsonb_insert jsonb | jsonb_insert jsonb | jsonb_insert jsonb | jsonb_insert jsonb | jsonb_insert jsonb
--| {"a": [0, "n", 1]} | {"a": [0, 1, "n"]} | {"a": [0, 1], "b": "n"} | [5, 1] | [1, 5] | [5, 1] | [1, 5] | [3]
SELECT jsonb_insert('{"a":1}','{a}','1');
--| ERROR 22023: cannot replace existing key
--| HINT: Try using the function jsonb_set to replace key value.
SELECT jsonb_insert('1','{a}','1');
--| ERROR 22023: cannot set path in scalar
