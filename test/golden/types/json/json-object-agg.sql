-- json_object_agg, jsonb_object_agg
SELECT json_object_agg(k, v ORDER BY k), jsonb_object_agg(k, v ORDER BY k) FROM (VALUES ('a',1),('b',NULL),('a',3)) t(k,v);
--| json_object_agg json | jsonb_object_agg jsonb
--| { "a" : 1, "a" : 3, "b" : null } | {"a": 3, "b": null}
SELECT json_object_agg(k, v), jsonb_object_agg(k, v) FROM (VALUES (1, array[1,2]),(2, NULL)) t(k,v);
--| json_object_agg json | jsonb_object_agg jsonb
--| { "1" : [1,2], "2" : null } | {"1": [1, 2], "2": null}
SELECT json_object_agg(k, v), jsonb_object_agg(k, v) FROM (VALUES (1, 2)) t(k,v) WHERE false;
--| json_object_agg json | jsonb_object_agg jsonb
--| NULL | NULL
SELECT json_object_agg(NULL::text, 1);
--| ERROR 22023: field name must not be null
SELECT jsonb_object_agg(NULL::text, 1);
--| ERROR 22023: field name must not be null
SELECT json_object_agg(array[1], 1);
--| ERROR 22023: key value must be scalar, not array, composite, or json
SELECT jsonb_object_agg(array[1], 1);
--| ERROR 22023: key value must be scalar, not array, composite, or json
SELECT jsonb_object_agg(k, v) OVER (ORDER BY k) FROM (VALUES ('a',1),('b',2)) t(k,v);
--| jsonb_object_agg jsonb
--| {"a": 1}
--| {"a": 1, "b": 2}
