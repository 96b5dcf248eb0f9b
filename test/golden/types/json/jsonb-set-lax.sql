-- jsonb_set_lax and what it does with NULL.
SELECT jsonb_set_lax('{"a":1}','{a}',NULL), jsonb_set_lax('{"a":1}','{a}',NULL,true,'delete_key'), jsonb_set_lax('{"a":1}','{a}',NULL,true,'return_target'), jsonb_set_lax('{"a":1}','{b}','2'), jsonb_set_lax('{"a":1}','{a}',NULL,true,'use_json_null');
--| jsonb_set_lax jsonb | jsonb_set_lax jsonb | jsonb_set_lax jsonb | jsonb_set_lax jsonb | jsonb_set_lax jsonb
--| {"a": null} | {} | {"a": 1} | {"a": 1, "b": 2} | {"a": null}
SELECT jsonb_set_lax('{"a":1}','{a}',NULL,true,'raise_exception');
--| ERROR 22004: JSON value must not be null
--| DETAIL: Exception was raised because null_value_treatment is "raise_exception".
--| HINT: To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.
SELECT jsonb_set_lax('{"a":1}','{a}',NULL,true,'x');
--| ERROR 22023: null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"
SELECT jsonb_set_lax('{"a":1}','{a}','1',true,'x');
--| jsonb_set_lax jsonb
--| {"a": 1}
SELECT jsonb_set_lax('{"a":1}','{a}','1',true,NULL);
--| ERROR 22023: null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"
SELECT jsonb_set_lax(NULL,'{a}','1');
--| jsonb_set_lax jsonb
--| NULL
