-- jsonb_set
SELECT jsonb_set('{"a":{"b":1}}','{a,b}','2'), jsonb_set('{"a":{"b":1}}','{a,c}','2'), jsonb_set('{"a":{"b":1}}','{a,c}','2',false), jsonb_set('[1,2]','{5}','9'), jsonb_set('[1,2]','{-5}','9'), jsonb_set('[1,2]','{-5}','9',false);
--| jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb
--| {"a": {"b": 2}} | {"a": {"b": 1, "c": 2}} | {"a": {"b": 1}} | [1, 2, 9] | [9, 1, 2] | [1, 2]
SELECT jsonb_set('{}','{a}','1'), jsonb_set('{}','{a,b}','1'), jsonb_set('[]','{0}','1'), jsonb_set('[]','{-1}','1'), jsonb_set('[]','{0}','1', false), jsonb_set('{"a":1}','{a,b}','1'), jsonb_set('{"a":1}','{}','1'), jsonb_set('{"a":1}','{a}',NULL);
--| jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb | jsonb_set jsonb
--| {"a": 1} | {} | [1] | [1] | [] | {"a": 1} | {"a": 1} | NULL
SELECT jsonb_set('1','{a}','1');
--| ERROR 22023: cannot set path in scalar
SELECT jsonb_set('[1]','{a}','1');
--| ERROR 22P02: path element at position 1 is not an integer: "a"
SELECT jsonb_set('{"a":[1]}','{a,b}','1');
--| ERROR 22P02: path element at position 2 is not an integer: "b"
SELECT jsonb_set('{"a":1}', array[NULL], '1');
--| ERROR 22004: path element at position 1 is null
