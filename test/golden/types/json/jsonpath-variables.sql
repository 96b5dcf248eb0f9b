-- named values
SELECT jsonb_path_query_array('[1,2,3]', '$[*] ? (@ > $x)', '{"x":1}'), jsonb_path_query('1', '$x', '{"x":[1,{"a":2}]}'), jsonb_path_query_array('1', '$x[*]', '{"x":[1,{"a":2}]}'), jsonb_path_query('1', '$"x y".z', '{"x y":{"z":5}}'), jsonb_path_query('[1,2]', '$[$i]', '{"i":1}');
--| jsonb_path_query_array jsonb | jsonb_path_query jsonb | jsonb_path_query_array jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb
--| [2, 3] | [1, {"a": 2}] | [1, {"a": 2}] | 5 | 2
SELECT jsonb_path_query('1', '$x');
--| ERROR 42704: could not find jsonpath variable "x"
SELECT jsonb_path_query('1', '$x', '{}', true);
--| ERROR 42704: could not find jsonpath variable "x"
SELECT jsonb_path_query('1', '$ == $x');
--| ERROR 42704: could not find jsonpath variable "x"
SELECT jsonb_path_query('1', '$', '[]');
--| ERROR 22023: "vars" argument is not an object
--| DETAIL: Jsonpath parameters should be encoded as key-value pairs of "vars" object.
SELECT jsonb_path_query('1', '$', 'null');
--| ERROR 22023: "vars" argument is not an object
--| DETAIL: Jsonpath parameters should be encoded as key-value pairs of "vars" object.
SELECT jsonb_path_query('1', '$', '1', true);
--| ERROR 22023: "vars" argument is not an object
--| DETAIL: Jsonpath parameters should be encoded as key-value pairs of "vars" object.
