-- json_build_object, jsonb_build_object
SELECT json_build_object('a', 1, 'b', array[1,2], 1, NULL, true, 'x', date '2020-01-01', 1), json_build_object(), json_build_object(VARIADIC array['a','b']), json_build_object(VARIADIC NULL::text[]);
--| json_build_object json | json_build_object json | json_build_object json | json_build_object json
--| {"a" : 1, "b" : [1,2], "1" : null, "true" : "x", "2020-01-01" : 1} | {} | {"a" : "b"} | NULL
SELECT jsonb_build_object('a', 1, 'b', array[1,2], 1, NULL, true, 'x', date '2020-01-01', 1), jsonb_build_object(), jsonb_build_object(VARIADIC array['a','b']), jsonb_build_object('a',1,'a',2), jsonb_build_object(VARIADIC NULL::text[]);
--| jsonb_build_object jsonb | jsonb_build_object jsonb | jsonb_build_object jsonb | jsonb_build_object jsonb | jsonb_build_object jsonb
--| {"1": null, "a": 1, "b": [1, 2], "true": "x", "2020-01-01": 1} | {} | {"a": "b"} | {"a": 2} | NULL
SELECT json_build_object('a');
--| ERROR 22023: argument list must have even number of elements
--| HINT: The arguments of json_build_object() must consist of alternating keys and values.
SELECT jsonb_build_object('a',1,'b');
--| ERROR 22023: argument list must have even number of elements
--| HINT: The arguments of jsonb_build_object() must consist of alternating keys and values.
SELECT json_build_object(NULL, 1);
--| ERROR 22023: argument 1 cannot be null
--| HINT: Object keys should be text.
SELECT jsonb_build_object('a', 1, NULL, 1);
--| ERROR 22023: argument 3: key must not be null
SELECT json_build_object(array[1], 1);
--| ERROR 22023: key value must be scalar, not array, composite, or json
SELECT jsonb_build_object(array[1], 1);
--| ERROR 22023: key value must be scalar, not array, composite, or json
SELECT json_build_object('{}'::json, 1);
--| ERROR 22023: key value must be scalar, not array, composite, or json
SELECT jsonb_build_object(row(1), 1);
--| ERROR 22023: key value must be scalar, not array, composite, or json
