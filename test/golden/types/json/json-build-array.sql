-- json_build_array, jsonb_build_array
SELECT json_build_array(1, 'a', NULL, true, row(1,2), array[1,2], '{"a":1}'::json), json_build_array(), json_build_array(VARIADIC array[1,2]), json_build_array(VARIADIC NULL::int[]), json_build_array(VARIADIC '{}'::text[]);
--| json_build_array json | json_build_array json | json_build_array json | json_build_array json | json_build_array json
--| [1, "a", null, true, {"f1":1,"f2":2}, [1,2], {"a":1}] | [] | [1, 2] | NULL | []
SELECT jsonb_build_array(1, 'a', NULL, true, row(1,2), array[1,2], '{"a":1}'::json), jsonb_build_array(), jsonb_build_array(VARIADIC array[1,2]), jsonb_build_array(VARIADIC NULL::int[]);
--| jsonb_build_array jsonb | jsonb_build_array jsonb | jsonb_build_array jsonb | jsonb_build_array jsonb
--| [1, "a", null, true, {"f1": 1, "f2": 2}, [1, 2], {"a": 1}] | [] | [1, 2] | NULL
SELECT json_build_array(a, b) FROM (VALUES (1, date '2020-01-01')) v(a, b);
--| json_build_array json
--| [1, "2020-01-01"]
