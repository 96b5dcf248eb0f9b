-- json_each, json_each_text, json_object_keys
SELECT * FROM json_each('{"a":1, "b": null,"c":"x", "a": [1, 2]}');
--| key text | value json
--| a | 1
--| b | null
--| c | "\"x\""
--| a | [1, 2]
SELECT * FROM json_each_text('{"a":1,"b":null,"c":"x\t"}');
--| key text | value text
--| a | 1
--| b | NULL
--| c | "x\t"
SELECT json_each('{"a":1}');
--| json_each record
--| (a,1)
SELECT * FROM json_each('[1]');
--| ERROR 22023: cannot deconstruct an array as an object
SELECT * FROM json_each_text('1');
--| ERROR 22023: cannot deconstruct a scalar
SELECT json_object_keys('{"b":1,"a":2,"b":3}');
--| json_object_keys text
--| b
--| a
--| b
SELECT json_object_keys('[1]');
--| ERROR 22023: cannot call json_object_keys on an array
SELECT json_object_keys('1');
--| ERROR 22023: cannot call json_object_keys on a scalar
