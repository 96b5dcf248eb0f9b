-- members, elements, wildcards in lax and strict mode
SELECT jsonb_path_query_array('{"a":{"b":1},"c":[1,2,{"b":3}]}', '$.a.b'), jsonb_path_query_array('{"a":{"b":1},"c":[1,2,{"b":3}]}', '$.c[*].b'), jsonb_path_query_array('{"a":{"b":1},"c":[1,2,{"b":3}]}', '$.c.b'), jsonb_path_query_array('[{"b":1},{"b":2}]', '$.b');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1] | [3] | [3] | [1, 2]
SELECT jsonb_path_query_array('[1,2,3,4,5]', '$[0]'), jsonb_path_query_array('[1,2,3,4,5]', '$[last]'), jsonb_path_query_array('[1,2,3,4,5]', '$[last - 1 to last, 0]'), jsonb_path_query_array('[1,2,3,4,5]', '$[1.9]'), jsonb_path_query_array('[1,2,3]', '$[-1]'), jsonb_path_query_array('[1,2,3]', '$[7]'), jsonb_path_query_array('5', '$[0]'), jsonb_path_query_array('5', '$[*]'), jsonb_path_query_array('5', '$[last]');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1] | [5] | [4, 5, 1] | [2] | [] | [] | [5] | [5] | [5]
SELECT jsonb_path_query_array('{"a":1,"b":[2,{"c":3}]}', '$.*'), jsonb_path_query_array('{"a":1,"b":[2,{"c":3}]}', '$.**'), jsonb_path_query_array('{"a":1,"b":[2,{"c":3}]}', '$.**{1}'), jsonb_path_query_array('{"a":1,"b":[2,{"c":3}]}', '$.**{1 to 2}'), jsonb_path_query_array('{"a":1,"b":[2,{"c":3}]}', '$.**{last}'), jsonb_path_query_array('{"a":1,"b":[2,{"c":3}]}', '$.**{2 to last}'), jsonb_path_query_array('{"a":1,"b":[2,{"c":3}]}', '$.**.c'), jsonb_path_query_array('{"a":1,"b":[2,{"c":3}]}', 'strict $.**{3}.c');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1, [2, {"c": 3}]] | [{"a": 1, "b": [2, {"c": 3}]}, 1, [2, {"c": 3}], 2, {"c": 3}, 3] | [1, [2, {"c": 3}]] | [1, [2, {"c": 3}], 2, {"c": 3}] | [1, 2, 3] | [2, {"c": 3}, 3] | [3, 3] | []
SELECT jsonb_path_query_array('[{"a":1},{"b":2}]', '$.*'), jsonb_path_query_array('[[1,2],[3]]', '$[*][*]'), jsonb_path_query_array('[[1,2],[3]]', '$[*]'), jsonb_path_query_array('[[1,[2]],3]', '$[*][0]');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1, 2] | [1, 2, 3] | [[1, 2], [3]] | [1, 3]
SELECT jsonb_path_query('{}', 'strict $.a');
--| ERROR 2203A: JSON object does not contain key "a"
SELECT jsonb_path_query('1', 'strict $.a');
--| ERROR 2203A: jsonpath member accessor can only be applied to an object
SELECT jsonb_path_query('[{"a":1}]', 'strict $.a');
--| ERROR 2203A: jsonpath member accessor can only be applied to an object
SELECT jsonb_path_query('{}', 'strict $[*]');
--| ERROR 22039: jsonpath wildcard array accessor can only be applied to an array
SELECT jsonb_path_query('{}', 'strict $[0]');
--| ERROR 22039: jsonpath array accessor can only be applied to an array
SELECT jsonb_path_query('[1]', 'strict $[1]');
--| ERROR 22033: jsonpath array subscript is out of bounds
SELECT jsonb_path_query('[1]', 'strict $[-1]');
--| ERROR 22033: jsonpath array subscript is out of bounds
SELECT jsonb_path_query('[1]', 'strict $.*');
--| ERROR 2203C: jsonpath wildcard member accessor can only be applied to an object
SELECT jsonb_path_query('[1]', '$["a"]');
--| ERROR 22033: jsonpath array subscript is not a single numeric value
SELECT jsonb_path_query('[1]', '$[1, $[*] ? (@ > 5)]');
--| ERROR 22033: jsonpath array subscript is not a single numeric value
SELECT jsonb_path_query('[1]', '$[10000000000]');
--| ERROR 22033: jsonpath array subscript is out of integer range
SELECT jsonb_path_query_array('{}', 'lax $.a'), jsonb_path_query_array('1', 'lax $.a'), jsonb_path_query_array('1', 'lax $.*'), jsonb_path_query_array('[]', '$[*]'), jsonb_path_query_array('{"a":[]}', '$.a[last]');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [] | [] | [] | [] | []
SELECT jsonb_path_query_array('{"a":[1,2]}', 'strict $.a[*]'), jsonb_path_query_array('[{"a":[1]},{"a":[2,3]}]', 'strict $[*].a[*]'), jsonb_path_query_array('{"a":[1,2]}', 'strict $.**.a', '{}', true);
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1, 2] | [1, 2, 3] | [[1, 2]]
