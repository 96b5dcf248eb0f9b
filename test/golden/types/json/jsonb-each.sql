-- jsonb_each, jsonb_each_text, jsonb_object_keys
SELECT * FROM jsonb_each('{"a":1,"b":null,"c":"x"}');
--| key text | value jsonb
--| a | 1
--| b | null
--| c | "\"x\""
SELECT * FROM jsonb_each_text('{"a":1,"b":null,"c":"x"}');
--| key text | value text
--| a | 1
--| b | NULL
--| c | x
SELECT jsonb_each('{"a":1}'), jsonb_each_text('{"a":"1"}');
--| jsonb_each record | jsonb_each_text record
--| (a,1) | (a,1)
SELECT * FROM jsonb_each('[1]');
--| ERROR 22023: cannot call jsonb_each on a non-object
SELECT * FROM jsonb_each_text('1');
--| ERROR 22023: cannot call jsonb_each_text on a non-object
SELECT jsonb_object_keys('{"b":1,"a":2}');
--| jsonb_object_keys text
--| a
--| b
SELECT jsonb_object_keys('[1]');
--| ERROR 22023: cannot call jsonb_object_keys on an array
SELECT jsonb_object_keys('1');
--| ERROR 22023: cannot call jsonb_object_keys on a scalar
