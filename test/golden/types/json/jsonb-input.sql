-- jsonb input: order of names, repeated names, numbers, escapes.
SELECT '{"b":1,"aa":[1,2,{"x":null}],"a":1.10, "b":true}'::jsonb AS a, ' [ ] '::jsonb AS b, '{}'::jsonb AS c, '"x"'::jsonb AS d, 'null'::jsonb AS e;
--| a jsonb | b jsonb | c jsonb | d jsonb | e jsonb
--| {"a": 1.10, "b": true, "aa": [1, 2, {"x": null}]} | [] | {} | "\"x\"" | null
SELECT '{"b":1,"aa":2,"a":3,"b":4, "é":1, "zz":1, "":0}'::jsonb;
--| jsonb jsonb
--| {"": 0, "a": 3, "b": 4, "aa": 2, "zz": 1, "é": 1}
SELECT '-0'::jsonb, '-0.0'::jsonb, '1.10'::jsonb, '1e2'::jsonb, '1E-5'::jsonb, '123456789012345678901234567890.1'::jsonb;
--| jsonb jsonb | jsonb jsonb | jsonb jsonb | jsonb jsonb | jsonb jsonb | jsonb jsonb
--| 0 | 0.0 | 1.10 | 100 | 0.00001 | 123456789012345678901234567890.1
SELECT '"\b\f\n\r\t\"\\\/\u0001\u007f\u001f"'::jsonb, '"\u00e9\ud83d\ude00"'::jsonb;
--| jsonb jsonb | jsonb jsonb
--| "\"\\b\\f\\n\\r\\t\\\"\\\\/\\u0001\\u001f\"" | "\"é😀\""
SELECT jsonb '{"a": [1, 2]}', cast('1' AS jsonb)::text, '{"a": 1}'::json::jsonb, '{"a":1 }'::jsonb::json;
--| jsonb jsonb | text text | jsonb jsonb | json json
--| {"a": [1, 2]} | 1 | {"a": 1} | {"a": 1}
SELECT array['1', '{"a":"b"}']::jsonb[], '{"{\"a\": 1}",NULL}'::jsonb[];
--| array oid=3807 | jsonb oid=3807
--| {1,"{\"a\": \"b\"}"} | {"{\"a\": 1}",NULL}
SELECT NULL::jsonb;
--| jsonb jsonb
--| NULL
