-- Operators over values of rows, where constants would be computed while planning.
SELECT j - 1, j - -1, j - 7 FROM (VALUES ('[1, 2, 3]'::jsonb), ('[]')) v(j);
--| ?column? jsonb | ?column? jsonb | ?column? jsonb
--| [1, 3] | [1, 2] | [1, 2, 3]
--| [] | [] | []
SELECT j - 1 FROM (VALUES ('{"a": 1}'::jsonb), ('{}')) v(j);
--| ERROR 22023: cannot delete from object using integer index
SELECT a + b FROM (VALUES ('{}'::aclitem[], '=r/postgres'::aclitem), ('{}', '=w/postgres')) v(a, b);
--| ERROR 0A000: aclinsert is no longer supported
SELECT a - b FROM (VALUES ('{}'::aclitem[], '=r/postgres'::aclitem), ('{}', '=w/postgres')) v(a, b);
--| ERROR 0A000: aclremove is no longer supported
