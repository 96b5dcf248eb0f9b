-- jsonb_strip_nulls
SELECT jsonb_strip_nulls('{"a":null,"b":[null,{"c":null}]}'), jsonb_strip_nulls('null'), jsonb_strip_nulls('[null]');
--| jsonb_strip_nulls jsonb | jsonb_strip_nulls jsonb | jsonb_strip_nulls jsonb
--| {"b": [null, {}]} | null | [null]
