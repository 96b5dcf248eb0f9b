-- json_populate_recordset, jsonb_populate_recordset
CREATE TYPE jpop AS (a int, b text);
--| CREATE TYPE
SELECT * FROM json_populate_recordset(NULL::jpop, '[{"a": 1, "b": "x"}, {"b": "y", "c": 1}, {}]');
--| a int4 | b text
--| 1 | x
--| NULL | y
--| NULL | NULL
SELECT * FROM jsonb_populate_recordset(row(5, 'def')::jpop, '[{"a": 1}, {"b": "y"}, {"b": null}]');
--| a int4 | b text
--| 1 | def
--| 5 | y
--| 5 | NULL
SELECT json_populate_recordset(NULL::jpop, '[{"a": 1}]'), jsonb_populate_recordset(NULL::jpop, '[{"a": 1},{"a": 2}]');
--| json_populate_recordset user-type | jsonb_populate_recordset user-type
--| (1,) | (1,)
--| NULL | (2,)
SELECT * FROM json_populate_recordset(NULL::jpop, NULL);
--| a int4 | b text
--| (0 rows)
SELECT * FROM jsonb_populate_recordset(NULL::jpop, '[]');
--| a int4 | b text
--| (0 rows)
SELECT json_populate_recordset(row(1,2), '[{"f1":3}]');
--| json_populate_recordset record
--| (3,2)
SELECT jsonb_populate_recordset(row(1,2), '{"f1":3}');
--| ERROR 22023: cannot call jsonb_populate_recordset on a non-array
SELECT json_populate_recordset(row(1,2), '{"f1":3}');
--| ERROR 22023: cannot call json_populate_recordset on an object
SELECT json_populate_recordset(row(1,2), '[3]');
--| ERROR 22023: argument of json_populate_recordset must be an array of objects
SELECT jsonb_populate_recordset(row(1,2), '[3]');
--| ERROR 22023: argument of jsonb_populate_recordset must be an array of objects
SELECT jsonb_populate_recordset(NULL::record, '[{"a":3}]');
--| ERROR 0A000: could not determine row type for result of jsonb_populate_recordset
--| HINT: Provide a non-null record argument, or call the function in the FROM clause using a column definition list.
SELECT json_populate_recordset(NULL::record, '3');
--| ERROR 0A000: could not determine row type for result of json_populate_recordset
--| HINT: Provide a non-null record argument, or call the function in the FROM clause using a column definition list.
SELECT json_populate_recordset(NULL::jpop, '3');
--| ERROR 22023: cannot call json_populate_recordset on a scalar
SELECT json_populate_recordset(1, '[]');
--| ERROR 42804: first argument of json_populate_recordset must be a row type
