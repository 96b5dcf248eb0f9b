-- UPDATE and INSERT of parts of a jsonb column
CREATE TABLE s (id int, j jsonb, js jsonb[]);
--| CREATE TABLE
INSERT INTO s VALUES (1,'{}',NULL),(2,NULL,NULL),(3,'[1]',array['{"a":1}'::jsonb]),(4,'{"a":{"b":[1]}}',NULL);
--| INSERT 0 4
UPDATE s SET j['a'] = '1' WHERE id = 1 RETURNING j;
--| j jsonb
--| {"a": 1}
--| UPDATE 1
UPDATE s SET j['a']['b'] = '1' WHERE id = 1 RETURNING j;
--| ERROR 22023: cannot replace existing key
--| DETAIL: The path assumes key is a composite object, but it is a scalar value.
UPDATE s SET j['x']['b'] = '1' WHERE id = 1 RETURNING j;
--| j jsonb
--| {"a": 1, "x": {"b": 1}}
--| UPDATE 1
UPDATE s SET j['y'][2]['k'] = '{"z":1}' WHERE id = 1 RETURNING j;
--| j jsonb
--| {"a": 1, "x": {"b": 1}, "y": [null, null, {"k": {"z": 1}}]}
--| UPDATE 1
UPDATE s SET j['a'] = '1' WHERE id = 2 RETURNING j;
--| j jsonb
--| {"a": 1}
--| UPDATE 1
UPDATE s SET j = NULL WHERE id = 2;
--| UPDATE 1
UPDATE s SET j[2] = '"q"' WHERE id = 2 RETURNING j;
--| j jsonb
--| [null, null, "q"]
--| UPDATE 1
UPDATE s SET j[5] = '5', j[0]='0' WHERE id = 3 RETURNING j;
--| j jsonb
--| [0, null, null, null, null, 5]
--| UPDATE 1
UPDATE s SET j[-8] = '5' WHERE id = 3 RETURNING j;
--| ERROR 22023: path element at position 1 is out of range: -8
UPDATE s SET j[-1] = '7' WHERE id = 3 RETURNING j;
--| j jsonb
--| [0, null, null, null, null, 7]
--| UPDATE 1
UPDATE s SET j['a'] = '7' WHERE id = 3 RETURNING j;
--| ERROR 22P02: path element at position 1 is not an integer: "a"
UPDATE s SET j[NULL] = '7' WHERE id = 3 RETURNING j;
--| ERROR 22004: jsonb subscript in assignment must not be null
UPDATE s SET j['a']['b'][3] = NULL WHERE id = 4 RETURNING j;
--| j jsonb
--| {"a": {"b": [1, null, null, null]}}
--| UPDATE 1
UPDATE s SET js[2] = '7' WHERE id = 3 RETURNING js;
--| js oid=3807
--| {"{\"a\": 1}",7}
--| UPDATE 1
INSERT INTO s(id, j['a']['b']) VALUES (9, '1') RETURNING j;
--| j jsonb
--| {"a": {"b": 1}}
--| INSERT 0 1
UPDATE s SET j['a'] = 1 WHERE id = 1;
--| ERROR 42804: subscripted assignment to "j" requires type jsonb but expression is of type integer
--| HINT: You will need to rewrite or cast the expression.
--| POSITION: 14
SELECT id, j FROM s ORDER BY id;
--| id int4 | j jsonb
--| 1 | {"a": 1, "x": {"b": 1}, "y": [null, null, {"k": {"z": 1}}]}
--| 2 | [null, null, "q"]
--| 3 | [0, null, null, null, null, 7]
--| 4 | {"a": {"b": [1, null, null, null]}}
--| 9 | {"a": {"b": 1}}
