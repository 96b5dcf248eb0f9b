-- json_array_elements and its text form, json_array_length
SELECT json_array_elements('[1,null,"a",[2 , 3]]'), json_array_elements_text('[1,null,"a",[2 , 3]]');
--| json_array_elements json | json_array_elements_text text
--| 1 | 1
--| null | NULL
--| "\"a\"" | a
--| [2 , 3] | [2 , 3]
SELECT json_array_elements('{}');
--| ERROR 22023: cannot call json_array_elements on a non-array
SELECT json_array_elements('1');
--| ERROR 22023: cannot call json_array_elements on a scalar
SELECT json_array_elements_text('1');
--| ERROR 22023: cannot call json_array_elements_text on a scalar
SELECT json_array_elements_text('{"a":1}');
--| ERROR 22023: cannot call json_array_elements_text on a non-array
SELECT json_array_length('[1,2]'), json_array_length('[]');
--| json_array_length int4 | json_array_length int4
--| 2 | 0
SELECT json_array_length('{}');
--| ERROR 22023: cannot get array length of a non-array
SELECT json_array_length('1');
--| ERROR 22023: cannot get array length of a scalar
