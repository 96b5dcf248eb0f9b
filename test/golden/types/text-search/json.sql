-- Texts within JSON documents.
select to_tsvector('english', '{"a": "The fat rats", "b": ["cats", 12, {"dogs": "mice"}]}'::json), to_tsvector('english', '{"b": ["cats", 12, {"dogs": "mice"}], "a": "The fat rats"}'::jsonb);
--| to_tsvector oid=3614 | to_tsvector oid=3614
--| 'cat':5 'fat':2 'mice':7 'rat':3 | 'cat':5 'fat':2 'mice':7 'rat':3
select to_tsvector('"cats"'::jsonb), to_tsvector('12'::json), to_tsvector('{}'::jsonb), to_tsvector('simple', '["a b", "the", "c"]'::json);
--| to_tsvector oid=3614 | to_tsvector oid=3614 | to_tsvector oid=3614 | to_tsvector oid=3614
--| 'cat':1 | "" | "" | 'a':1 'b':2 'c':6 'the':4
select json_to_tsvector('english', '{"fat cats": "run 12", "n": 12.50, "t": true, "x": null}', '"all"'), json_to_tsvector('english', '{"fat cats": "run 12", "n": 12.50, "t": true, "x": null}', '["key", "Boolean"]');
--| json_to_tsvector oid=3614 | json_to_tsvector oid=3614
--| '12':5 '12.50':9 'cat':2 'fat':1 'n':7 'run':4 'true':12 'x':14 | 'cat':2 'fat':1 'n':4 'true':7 'x':9
select jsonb_to_tsvector('english', '{"fat cats": "run 12", "n": 12.50, "t": true, "x": null}', '["numeric"]'), jsonb_to_tsvector('{"fat cats": "run 12", "n": 12.50, "t": true, "x": null}', '["string", "numeric"]'), jsonb_to_tsvector('{"a": "b"}', '[]');
--| jsonb_to_tsvector oid=3614 | jsonb_to_tsvector oid=3614 | jsonb_to_tsvector oid=3614
--| '12.50':1 | '12':4 '12.50':1 'run':3 | ""
select jsonb_to_tsvector('{}', '{}');
--| ERROR 22023: wrong flag type, only arrays and scalars are allowed
select jsonb_to_tsvector('{}', '[1]');
--| ERROR 22023: flag array element is not a string
--| HINT: Possible values are: "string", "numeric", "boolean", "key", and "all".
select jsonb_to_tsvector('{}', '["nonesuch"]');
--| ERROR 22023: wrong flag in flag array: "nonesuch"
--| HINT: Possible values are: "string", "numeric", "boolean", "key", and "all".
select jsonb_to_tsvector('{}', '12');
--| ERROR 22023: flag array element is not a string
--| HINT: Possible values are: "string", "numeric", "boolean", "key", and "all".
select json_to_tsvector('english', '["a"', '"all"');
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: The input string ended unexpectedly.
--| POSITION: 36
--| CONTEXT: JSON data, line 1: ["a"
