-- json_strip_nulls
SELECT json_strip_nulls('{"a":null,"b":[null, {"c":null, "d\n": "e\u00e9"}], "c" : 1.50}'), json_strip_nulls('null'), json_strip_nulls('[1, null]');
--| json_strip_nulls json | json_strip_nulls json | json_strip_nulls json
--| {"b":[null,{"d\n":"eé"}],"c":1.50} | null | [1,null]
