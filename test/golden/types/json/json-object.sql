-- json_object and jsonb_object of text arrays
SELECT json_object('{a,1,b,NULL,"c d",3}'), json_object('{{a,1},{b,2}}'), json_object('{}'), json_object('{a,b}','{1,NULL}'), json_object('{}','{}');
--| json_object json | json_object json | json_object json | json_object json | json_object json
--| {"a" : "1", "b" : null, "c d" : "3"} | {"a" : "1", "b" : "2"} | {} | {"a" : "1", "b" : null} | {}
SELECT jsonb_object('{a,1,b,NULL,"c d",3}'), jsonb_object('{{a,1},{b,2}}'), jsonb_object('{}'), jsonb_object('{a,b}','{1,NULL}'), jsonb_object('{a,1,a,2}');
--| jsonb_object jsonb | jsonb_object jsonb | jsonb_object jsonb | jsonb_object jsonb | jsonb_object jsonb
--| {"a": "1", "b": null, "c d": "3"} | {"a": "1", "b": "2"} | {} | {"a": "1", "b": null} | {"a": "2"}
SELECT json_object('{a}');
--| ERROR 2202E: array must have even number of elements
SELECT jsonb_object('{a}');
--| ERROR 2202E: array must have even number of elements
SELECT json_object('{{a,b,c}}');
--| ERROR 2202E: array must have two columns
SELECT jsonb_object('{{a},{b}}');
--| ERROR 2202E: array must have two columns
SELECT json_object('{{{a,b}}}');
--| ERROR 2202E: wrong number of array subscripts
SELECT json_object(array[NULL,'a']);
--| ERROR 22004: null value not allowed for object key
SELECT jsonb_object(array[NULL,'a']);
--| ERROR 22004: null value not allowed for object key
SELECT json_object('{a,b}','{1}');
--| ERROR 2202E: mismatched array dimensions
SELECT jsonb_object('{a,b}','{1}');
--| ERROR 2202E: mismatched array dimensions
SELECT json_object('{{a,b}}','{{1,2}}');
--| ERROR 2202E: wrong number of array subscripts
SELECT jsonb_object('{NULL}','{1}');
--| ERROR 22004: null value not allowed for object key
