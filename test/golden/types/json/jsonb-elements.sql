-- jsonb_array_elements and its text form, jsonb_array_length
SELECT jsonb_array_elements('[1,null,"a",[2]]'), jsonb_array_elements_text('[1,null,"a",[2]]');
--| jsonb_array_elements jsonb | jsonb_array_elements_text text
--| 1 | 1
--| null | NULL
--| "\"a\"" | a
--| [2] | [2]
SELECT * FROM jsonb_array_elements('[1,{"a":2}]') WITH ORDINALITY;
--| value jsonb | ordinality int8
--| 1 | 1
--| {"a": 2} | 2
SELECT jsonb_array_elements('{}');
--| ERROR 22023: cannot extract elements from an object
SELECT jsonb_array_elements('1');
--| ERROR 22023: cannot extract elements from a scalar
SELECT jsonb_array_elements_text('1');
--| ERROR 22023: cannot extract elements from a scalar
SELECT jsonb_array_length('[1,2]'), jsonb_array_length('[]');
--| jsonb_array_length int4 | jsonb_array_length int4
--| 2 | 0
SELECT jsonb_array_length('{}');
--| ERROR 22023: cannot get array length of a non-array
SELECT jsonb_array_length('1');
--| ERROR 22023: cannot get array length of a scalar
