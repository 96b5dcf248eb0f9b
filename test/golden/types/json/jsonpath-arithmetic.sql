-- operators
SELECT jsonb_path_query('{"a":7,"b":[2,3]}', '$.a + $.b[0]'), jsonb_path_query('7', '$ - 2 * 3'), jsonb_path_query('7', '$ / 2'), jsonb_path_query('7', '$ % 4'), jsonb_path_query('7', '-$'), jsonb_path_query('7', '+$'), jsonb_path_query_array('[1,2,3]', '-$[*]'), jsonb_path_query('[5]', '$ + 1'), jsonb_path_query_array('[1,2]', '+$'), jsonb_path_query('1.10', '$ + 0.2'), jsonb_path_query('7', '-$ + 1');
--| jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query_array jsonb | jsonb_path_query jsonb | jsonb_path_query_array jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb
--| 9 | 1 | 3.5000000000000000 | 3 | -7 | 7 | [-1, -2, -3] | 6 | [1, 2] | 1.30 | -6
SELECT jsonb_path_query('[1,2]', '$ + 1');
--| ERROR 22038: left operand of jsonpath operator + is not a single numeric value
SELECT jsonb_path_query('1', '1 + $.a');
--| ERROR 22038: right operand of jsonpath operator + is not a single numeric value
SELECT jsonb_path_query('"a"', '$ * 2');
--| ERROR 22038: left operand of jsonpath operator * is not a single numeric value
SELECT jsonb_path_query('1', '"a" - 2');
--| ERROR 22038: left operand of jsonpath operator - is not a single numeric value
SELECT jsonb_path_query('1', '$ / 0');
--| ERROR 22012: division by zero
SELECT jsonb_path_query('1', '$ % 0');
--| ERROR 22012: division by zero
SELECT jsonb_path_query('["a"]', '-$[*]');
--| ERROR 2203B: operand of unary jsonpath operator - is not a numeric value
SELECT jsonb_path_query('[1,"a"]', '+$');
--| ERROR 2203B: operand of unary jsonpath operator + is not a numeric value
SELECT jsonb_path_query_array('[0,1,"a"]', '$[*] ? (10 / @ > 5)'), jsonb_path_query_array('[0,1,"a"]', '$[*] ? ((10 / @ > 5) is unknown)');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1] | [0, "a"]
SELECT jsonb_path_query('[1,2,3]', '$[$.size() - 1]'), jsonb_path_query('{"a":[1,2,3],"i":1}', '$.a[$.i to last]');
--| jsonb_path_query jsonb | jsonb_path_query jsonb
--| 3 | 2
--| NULL | 3
