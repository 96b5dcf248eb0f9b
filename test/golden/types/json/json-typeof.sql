-- json_typeof
SELECT json_typeof('1'), json_typeof('null'), json_typeof('{}'), json_typeof('[]'), json_typeof('true'), json_typeof('"a"');
--| json_typeof text | json_typeof text | json_typeof text | json_typeof text | json_typeof text | json_typeof text
--| number | null | object | array | boolean | string
