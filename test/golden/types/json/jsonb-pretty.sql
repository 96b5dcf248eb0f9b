-- jsonb_pretty
SELECT jsonb_pretty('{"a":[1,{},[],{"b":2}],"c":"x"}');
--| jsonb_pretty text
--| "{\n    \"a\": [\n        1,\n        {\n        },\n        [\n        ],\n        {\n            \"b\": 2\n        }\n    ],\n    \"c\": \"x\"\n}"
SELECT jsonb_pretty('1'), jsonb_pretty('[]'), jsonb_pretty('{}');
--| jsonb_pretty text | jsonb_pretty text | jsonb_pretty text
--| 1 | "[\n]" | "{\n}"
