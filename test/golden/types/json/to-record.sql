-- json_to_record, jsonb_to_record and sets, with column definition lists
SELECT * FROM json_to_record('{"a":1,"b":[1,2],"c":"bar","d":{"x":1}}') AS x(a int, b text, c text, d json);
--| a int4 | b text | c text | d json
--| 1 | [1,2] | bar | {"x":1}
SELECT * FROM jsonb_to_record('{"a":1,"b":[1,2],"c":"bar","r":{"a":123,"b":"a b c"}}') AS x(a int, b int[], c text, d text, r jsonb);
--| a int4 | b int4[] | c text | d text | r jsonb
--| 1 | {1,2} | bar | NULL | {"a": 123, "b": "a b c"}
SELECT * FROM json_to_recordset('[{"a":1,"b":"foo"},{"a":"2","c":"bar"}]') AS x(a int, b text);
--| a int4 | b text
--| 1 | foo
--| 2 | NULL
SELECT * FROM jsonb_to_recordset('[{"a":1,"b":"foo"},{"a":"2","c":"bar"}]') AS x(a int, c varchar(2));
--| ERROR 22001: value too long for type character varying(2)
SELECT * FROM jsonb_to_recordset('[{"a":1},{"a":2}]') AS x(a numeric(5,2));
--| a numeric(5,2)
--| 1.00
--| 2.00
SELECT * FROM ROWS FROM (json_to_recordset('[{"a":1},{"a":2}]') AS (a int), jsonb_to_record('{"b":true}') AS (b bool)) WITH ORDINALITY;
--| a int4 | b bool | ordinality int8
--| 1 | t | 1
--| 2 | NULL | 2
SELECT t.id, x.* FROM (VALUES (1, '{"k":"v"}'::jsonb), (2, '{}'), (3, NULL)) t(id, j), jsonb_to_record(t.j) AS x(k text);
--| id int4 | k text
--| 1 | v
--| 2 | NULL
--| 3 | NULL
SELECT * FROM json_to_recordset(NULL) AS x(a int);
--| a int4
--| (0 rows)
SELECT * FROM json_populate_record(NULL::record, '{"a":1}') AS x(a int, b int);
--| a int4 | b int4
--| 1 | NULL
SELECT * FROM json_populate_record(row(1,2), '{"a":1}') AS x(a int, b int);
--| a int4 | b int4
--| 1 | 2
SELECT * FROM json_populate_record(row(1,2), '{"a":1}') AS x(a int, b text);
--| ERROR 42804: function return row and query-specified return row do not match
--| DETAIL: Returned type integer at ordinal position 2, but query expects text.
SELECT * FROM json_populate_record(row(1,2), '{"a":1}') AS x(a int);
--| ERROR 42804: function return row and query-specified return row do not match
--| DETAIL: Returned row contains 2 attributes, but query expects 1.
SELECT * FROM jsonb_populate_recordset(NULL::record, '[{"a":1},{"b":2}]') AS x(a int, b int);
--| a int4 | b int4
--| 1 | NULL
--| NULL | 2
SELECT json_to_record('{"a":1}');
--| ERROR 0A000: could not determine row type for result of json_to_record
--| HINT: Provide a non-null record argument, or call the function in the FROM clause using a column definition list.
SELECT jsonb_to_recordset('[{"a":1}]');
--| ERROR 0A000: could not determine row type for result of jsonb_to_recordset
--| HINT: Provide a non-null record argument, or call the function in the FROM clause using a column definition list.
SELECT * FROM json_to_record('{"a":1}');
--| ERROR 42601: a column definition list is required for functions returning "record"
--| POSITION: 15
SELECT * FROM jsonb_to_record('[1]') AS x(a int);
--| ERROR 22023: cannot call populate_composite on an array
SELECT * FROM jsonb_to_recordset('{}') AS x(a int);
--| ERROR 22023: cannot call jsonb_to_recordset on a non-array
SELECT * FROM json_to_recordset('[1]') AS x(a int);
--| ERROR 22023: argument of json_to_recordset must be an array of objects
SELECT * FROM json_to_record('{"a":"x"}') AS x(a int);
--| ERROR 22P02: invalid input syntax for type integer: "x"
