-- .type() .size() .double() .abs() .floor() .ceiling() .keyvalue()
SELECT jsonb_path_query_array('[1,"a",null,true,[1],{"a":1}]', '$[*].type()'), jsonb_path_query_array('[1,"a"]', '$.type()'), jsonb_path_query_array('[1,2]', '$.size()'), jsonb_path_query_array('[[1],2]', '$[*].size()'), jsonb_path_query_array('{"a":1}', '$.size()'), jsonb_path_query('"2020-01-01"', '$.datetime().type()');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query jsonb
--| ["number", "string", "null", "boolean", "array", "object"] | ["array"] | [2] | [1, 1] | [1] | "\"date\""
SELECT jsonb_path_query('[1]', 'strict $[0].size()');
--| ERROR 22039: jsonpath item method .size() can only be applied to an array
SELECT jsonb_path_query_array('["1.5","1e3",2.50,"-0"]', '$[*].double()'), jsonb_path_query_array('[[1,"2"]]', '$.double()', '{}', true), jsonb_path_query_array('["12","13"]', '$.double()');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1.5, 1000, 2.50, 0] | [] | [12, 13]
SELECT jsonb_path_query('"x"', '$.double()');
--| ERROR 22036: string argument of jsonpath item method .double() is not a valid representation of a double precision number
SELECT jsonb_path_query('"1e1000"', '$.double()');
--| ERROR 22036: string argument of jsonpath item method .double() is not a valid representation of a double precision number
SELECT jsonb_path_query('"NaN"', '$.double()');
--| ERROR 22036: string argument of jsonpath item method .double() is not a valid representation of a double precision number
SELECT jsonb_path_query('"Infinity"', '$.double()');
--| ERROR 22036: string argument of jsonpath item method .double() is not a valid representation of a double precision number
SELECT jsonb_path_query('true', '$.double()');
--| ERROR 22036: jsonpath item method .double() can only be applied to a string or numeric value
SELECT jsonb_path_query('1e1000', '$.double()');
--| ERROR 22036: numeric argument of jsonpath item method .double() is out of range for type double precision
SELECT jsonb_path_query_array('[-1.5,2.5,0,"a"]', '$[0 to 2].abs()'), jsonb_path_query_array('[-1.5,2.5,0]', '$[*].floor()'), jsonb_path_query_array('[-1.5,2.5,0]', '$[*].ceiling()'), jsonb_path_query_array('[-1.50]', '$.abs()');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1.5, 2.5, 0] | [-2, 2, 0] | [-1, 3, 0] | [1.50]
SELECT jsonb_path_query('"a"', '$.abs()');
--| ERROR 22036: jsonpath item method .abs() can only be applied to a numeric value
SELECT jsonb_path_query('null', '$.floor()');
--| ERROR 22036: jsonpath item method .floor() can only be applied to a numeric value
SELECT jsonb_path_query('{}', '$.ceiling()');
--| ERROR 22036: jsonpath item method .ceiling() can only be applied to a numeric value
SELECT jsonb_path_query('{"a":1,"bb":[1,2],"c":{"d":"x"}}', '$.keyvalue()');
--| jsonb_path_query jsonb
--| {"id": 0, "key": "a", "value": 1}
--| {"id": 0, "key": "c", "value": {"d": "x"}}
--| {"id": 0, "key": "bb", "value": [1, 2]}
SELECT jsonb_path_query('[{"a":1,"b":[1,2]},{"c":{"a":"bbb"}}]', '$[*].keyvalue()');
--| jsonb_path_query jsonb
--| {"id": 12, "key": "a", "value": 1}
--| {"id": 12, "key": "b", "value": [1, 2]}
--| {"id": 72, "key": "c", "value": {"a": "bbb"}}
SELECT jsonb_path_query('[{"a":1.5,"b":"text"},{"c":{"a":123456789012345678901234567890.5}},{"z":{"y":{"x":0}}}]', '$.**.keyvalue().id');
--| ERROR 2203C: jsonpath item method .keyvalue() can only be applied to an object
SELECT jsonb_path_query('{"a":{"b":1}}', '$.keyvalue().keyvalue()');
--| jsonb_path_query jsonb
--| {"id": 20000000000, "key": "id", "value": 0}
--| {"id": 20000000000, "key": "key", "value": "a"}
--| {"id": 20000000000, "key": "value", "value": {"b": 1}}
SELECT jsonb_path_query('{"a":1}', '$v.keyvalue()', '{"v":{"x":1},"w":2}');
--| jsonb_path_query jsonb
--| {"id": 10000000024, "key": "x", "value": 1}
SELECT jsonb_path_query('{"a":1}', '$.keyvalue().value'), jsonb_path_query_array('{}', '$.keyvalue()'), jsonb_path_query('{"a":"x","b":"y"}', '$.keyvalue() ? (@.value == "y").key');
--| jsonb_path_query jsonb | jsonb_path_query_array jsonb | jsonb_path_query jsonb
--| 1 | [] | "\"b\""
SELECT jsonb_path_query('1', '$.keyvalue()');
--| ERROR 2203C: jsonpath item method .keyvalue() can only be applied to an object
SELECT jsonb_path_query('[1]', 'strict $.keyvalue()');
--| ERROR 2203C: jsonpath item method .keyvalue() can only be applied to an object
