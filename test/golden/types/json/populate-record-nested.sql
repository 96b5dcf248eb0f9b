-- arrays, composites and domains inside
CREATE TYPE inner_t AS (x int, y text[]);
--| CREATE TYPE
CREATE TYPE outer_t AS (i inner_t, l inner_t[], m int[], j jsonb[]);
--| CREATE TYPE
SELECT jsonb_populate_record(NULL::outer_t, '{"i": {"x": 1, "y": ["a", null]}, "l": [{"x": 2}, null, "(3,{z})"], "m": [[1,2],[3,4]], "j": [1, {"a": "b"}, "c"]}');
--| jsonb_populate_record user-type
--| ("(1,""{a,NULL}"")","{""(2,)"",NULL,""(3,{z})""}","{{1,2},{3,4}}","{1,""{\\""a\\"": \\""b\\""}"",""\\""c\\""""}")
SELECT json_populate_record(NULL::outer_t, '{"i": {"x": 1, "y": ["a", null]}, "l": [{"x": 2}, null, "(3,{z})"], "m": [[1,2],[3,4]], "j": [1, {"a": "b"}, "c"]}');
--| json_populate_record user-type
--| ("(1,""{a,NULL}"")","{""(2,)"",NULL,""(3,{z})""}","{{1,2},{3,4}}","{1,""{\\""a\\"": \\""b\\""}"",""\\""c\\""""}")
SELECT jsonb_populate_record(NULL::outer_t, '{"m": []}'), jsonb_populate_record(NULL::outer_t, '{"m": [[]]}'), jsonb_populate_record(NULL::outer_t, '{"i": "(5,)"}');
--| jsonb_populate_record user-type | jsonb_populate_record user-type | jsonb_populate_record user-type
--| (,,{},) | (,,{},) | ("(5,)",,,)
SELECT jsonb_populate_record(row(row(1, '{q}')::inner_t, NULL, NULL, NULL)::outer_t, '{"i": {"x": 9}}');
--| jsonb_populate_record user-type
--| ("(9,{q})",,,)
CREATE DOMAIN pos AS int CHECK (value > 0);
--| CREATE DOMAIN
CREATE DOMAIN must AS text NOT NULL;
--| CREATE DOMAIN
CREATE TYPE dom_t AS (p pos, q must);
--| CREATE TYPE
SELECT jsonb_populate_record(NULL::dom_t, '{"p": 1, "q": "a"}');
--| jsonb_populate_record user-type
--| (1,a)
SELECT jsonb_populate_record(NULL::dom_t, '{"p": 0, "q": "a"}');
--| ERROR 23514: value for domain pos violates check constraint "pos_check"
--| FIELDS: schema public, dataType pos, constraint pos_check
SELECT jsonb_populate_record(NULL::dom_t, '{"p": 1}');
--| ERROR 23502: domain must does not allow null values
--| FIELDS: schema public, dataType must
SELECT jsonb_populate_record(row(1,'a')::dom_t, '{"p": 2}');
--| jsonb_populate_record user-type
--| (2,a)
CREATE DOMAIN dom_row AS inner_t CHECK ((value).x > 0);
--| CREATE DOMAIN
SELECT jsonb_populate_record(NULL::dom_row, '{"x": 1}');
--| jsonb_populate_record user-type
--| (1,)
SELECT jsonb_populate_record(NULL::dom_row, '{"x": 0}');
--| ERROR 23514: value for domain dom_row violates check constraint "dom_row_check"
--| FIELDS: schema public, dataType dom_row, constraint dom_row_check
