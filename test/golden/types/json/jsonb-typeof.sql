-- jsonb_typeof
SELECT jsonb_typeof('1'), jsonb_typeof('null'), jsonb_typeof('{}'), jsonb_typeof('[]'), jsonb_typeof('true'), jsonb_typeof('"a"'), jsonb_typeof(NULL);
--| jsonb_typeof text | jsonb_typeof text | jsonb_typeof text | jsonb_typeof text | jsonb_typeof text | jsonb_typeof text | jsonb_typeof text
--| number | null | object | array | boolean | string | NULL
