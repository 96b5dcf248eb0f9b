-- jsonb in tables: indexes, large values, unique keys
CREATE TABLE t (id int PRIMARY KEY, j jsonb NOT NULL DEFAULT '{}', UNIQUE (j));
--| CREATE TABLE
INSERT INTO t (id) VALUES (1) RETURNING j;
--| j jsonb
--| {}
--| INSERT 0 1
INSERT INTO t VALUES (2, '{"a": 1}'), (3, '[1, 2]'), (4, '"text"');
--| INSERT 0 3
INSERT INTO t VALUES (5, '{"a": 1.0}');
--| ERROR 23505: duplicate key value violates unique constraint "t_j_key"
--| DETAIL: Key (j)=({"a": 1.0}) already exists.
--| FIELDS: schema public, table t, constraint t_j_key
SELECT id FROM t WHERE j = '{"a": 1.00}';
--| id int4
--| 2
SELECT id, j FROM t WHERE j > '[]' ORDER BY j DESC;
--| id int4 | j jsonb
--| 2 | {"a": 1}
--| 1 | {}
--| 3 | [1, 2]
--| 4 | "\"text\""
CREATE INDEX ON t ((j ->> 'a'));
--| CREATE INDEX
SELECT id FROM t WHERE j ->> 'a' = '1';
--| id int4
--| 2
CREATE TABLE big (id int, j jsonb);
--| CREATE TABLE
INSERT INTO big SELECT 1, ('{"k": [' || string_agg(g::text, ',') || '], "tail": "' || repeat('é', 20000) || '"}')::jsonb FROM generate_series(1, 20000) g;
--| INSERT 0 1
INSERT INTO big SELECT 2, ('"' || string_agg(md5(g::text), '') || '"')::jsonb FROM generate_series(1, 3000) g;
--| INSERT 0 1
SELECT id, length(j::text), j -> 'k' -> 19999, jsonb_array_length(j -> 'k'), length(j ->> 'tail'), md5(j::text) FROM big WHERE id = 1;
--| id int4 | length int4 | ?column? jsonb | jsonb_array_length int4 | length int4 | md5 text
--| 1 | 148913 | 20000 | 20000 | 20000 | 2cabcb105a123cd82ffc27dd4e1b4345
SELECT id, length(j::text), md5(j #>> '{}') FROM big WHERE id = 2;
--| id int4 | length int4 | md5 text
--| 2 | 96002 | 76634e560f67567a6b907f1e14355c88
UPDATE big SET j = jsonb_set(j, '{k,5}', '"x"') WHERE id = 1 RETURNING j #> '{k,5}', md5(j::text);
--| ?column? jsonb | md5 text
--| "\"x\"" | d5976eeee5f92b2aabde12cb215a1d92
--| UPDATE 1
SELECT count(*), max(length(j::text)) FROM big;
--| count int8 | max int4
--| 2 | 148915
