-- json_populate_record, jsonb_populate_record
CREATE TYPE jpop AS (a int, b text, c int[], d numeric(4,1), e json, f jsonb);
--| CREATE TYPE
SELECT * FROM json_populate_record(NULL::jpop, '{"a": 1, "b": "x", "c": [1, 2], "d": 1.25, "e": {"k": [1 , 2]}, "f": {"k": [1 , 2]}, "z": 1}');
--| a int4 | b text | c int4[] | d numeric(4,1) | e json | f jsonb
--| 1 | x | {1,2} | 1.3 | {"k": [1 , 2]} | {"k": [1, 2]}
SELECT * FROM jsonb_populate_record(NULL::jpop, '{"a": 1, "b": "x", "c": [1, 2], "d": 1.25, "e": {"k": [1 , 2]}, "f": {"k": [1 , 2]}, "z": 1}');
--| a int4 | b text | c int4[] | d numeric(4,1) | e json | f jsonb
--| 1 | x | {1,2} | 1.3 | {"k": [1, 2]} | {"k": [1, 2]}
SELECT json_populate_record(row(7, 'old', NULL, 1, NULL, NULL)::jpop, '{"b": null, "c": "{3,4}", "e": "s", "f": "s"}'), jsonb_populate_record(row(7, 'old', NULL, 1, NULL, NULL)::jpop, '{"b": null, "c": "{3,4}", "e": "s", "f": "s"}');
--| json_populate_record user-type | jsonb_populate_record user-type
--| (7,,"{3,4}",1.0,"""s""","""s""") | (7,,"{3,4}",1.0,"""s""","""s""")
SELECT json_populate_record(NULL::jpop, '{"a": "5", "b": 5, "d": "1.24", "b": true}'), jsonb_populate_record(NULL::jpop, '{"a": "5", "b": {"x":1}, "d": "1.24"}');
--| json_populate_record user-type | jsonb_populate_record user-type
--| (5,true,,1.2,,) | (5,"{""x"": 1}",,1.2,,)
SELECT json_populate_record(NULL::jpop, '{}'), jsonb_populate_record(row(1,'a',NULL,NULL,NULL,NULL)::jpop, '{}'), json_populate_record(NULL::jpop, NULL), jsonb_populate_record(row(1,'a',NULL,NULL,NULL,NULL)::jpop, NULL);
--| json_populate_record user-type | jsonb_populate_record user-type | json_populate_record user-type | jsonb_populate_record user-type
--| (,,,,,) | (1,a,,,,) | NULL | (1,a,,,,)
SELECT json_populate_record(row(1,2), '{"f1":3}'), jsonb_populate_record(row(1,'x'::text), '{"f2":"y"}');
--| json_populate_record record | jsonb_populate_record record
--| (3,2) | (1,y)
SELECT (json_populate_record(NULL::jpop, '{"a": 1}')).*;
--| a int4 | b text | c int4[] | d numeric(4,1) | e json | f jsonb
--| 1 | NULL | NULL | NULL | NULL | NULL
