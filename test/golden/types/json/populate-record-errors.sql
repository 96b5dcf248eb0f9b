-- what json_populate_record refuses
CREATE TYPE jpop AS (a int, b text, c int[]);
--| CREATE TYPE
SELECT json_populate_record(NULL::jpop, '[1]');
--| ERROR 22023: cannot call populate_composite on an array
SELECT json_populate_record(NULL::jpop, '1');
--| ERROR 22023: cannot call populate_composite on a scalar
SELECT jsonb_populate_record(NULL::jpop, '[1]');
--| ERROR 22023: cannot call populate_composite on an array
SELECT jsonb_populate_record(NULL::jpop, '1');
--| ERROR 22023: cannot call populate_composite on a scalar
SELECT jsonb_populate_record(1, '1');
--| ERROR 42804: first argument of jsonb_populate_record must be a row type
SELECT json_populate_record(NULL::record, '{"a":1}');
--| ERROR 0A000: could not determine row type for result of json_populate_record
--| HINT: Provide a non-null record argument, or call the function in the FROM clause using a column definition list.
SELECT jsonb_populate_record(NULL::record, '{"a":1}');
--| ERROR 0A000: could not determine row type for result of jsonb_populate_record
--| HINT: Provide a non-null record argument, or call the function in the FROM clause using a column definition list.
SELECT json_populate_record(NULL::jpop, '{"a": "x"}');
--| ERROR 22P02: invalid input syntax for type integer: "x"
SELECT jsonb_populate_record(NULL::jpop, '{"a": [1]}');
--| ERROR 22P02: invalid input syntax for type integer: "[1]"
SELECT * FROM jsonb_populate_record(NULL::jpop, '{"c":{}}');
--| ERROR 22P02: expected JSON array
--| HINT: See the value of key "c".
SELECT * FROM jsonb_populate_record(NULL::jpop, '{"c":[[1],2]}');
--| ERROR 22P02: expected JSON array
--| HINT: See the array element [1] of key "c".
SELECT * FROM json_populate_record(NULL::jpop, '{"c":[[1],2]}');
--| ERROR 22P02: expected JSON array
--| HINT: See the array element [1] of key "c".
SELECT * FROM json_populate_record(NULL::jpop, '{"c":[[1],[2,3]]}');
--| ERROR 22P02: malformed JSON array
--| DETAIL: Multidimensional arrays must have sub-arrays with matching dimensions.
SELECT * FROM json_populate_record(NULL::jpop, '{"c":[1,[2,3]]}');
--| ERROR 22P02: invalid input syntax for type integer: "[2,3]"
SELECT * FROM json_populate_record(NULL::jpop, '{"c":1}');
--| ERROR 22P02: expected JSON array
--| HINT: See the value of key "c".
SELECT * FROM jsonb_populate_record(NULL::jpop, '{"c":[1,"x"]}');
--| ERROR 22P02: invalid input syntax for type integer: "x"
