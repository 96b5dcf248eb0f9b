-- Rows of a table with a dropped column: fields after it keep their values, in expressions, assignments and functions.
CREATE TABLE t (a int, b text, c int[], d text);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'x', '{3}', 'q');
--| INSERT 0 1
ALTER TABLE t DROP COLUMN b;
--| ALTER TABLE
SELECT (r).c, (r).d, (r).a FROM (SELECT t AS r FROM t OFFSET 0) x;
--| c int4[] | d text | a int4
--| {3} | q | 1
SELECT (r).* FROM (SELECT t AS r FROM t OFFSET 0) x;
--| a int4 | c int4[] | d text
--| 1 | {3} | q
SELECT t, t = row(1, array[3], 'q')::t, (row(5, '{1,2}', 'z')::t).c FROM t;
--| t user-type | ?column? bool | c int4[]
--| (1,{3},q) | t | {1,2}
CREATE TABLE u (r t, s t[]);
--| CREATE TABLE
INSERT INTO u SELECT t, array[t] FROM t;
--| INSERT 0 1
SELECT (r).c, (r).d, (s[1]).d FROM u;
--| c int4[] | d text | d text
--| {3} | q | q
UPDATE u SET r.d = 'new', s[1].c = '{7}' RETURNING r, s, (r).d;
--| r user-type | s user-type | d text
--| (1,{3},new) | {"(1,{7},q)"} | new
--| UPDATE 1
INSERT INTO u (r.c) VALUES ('{9}') RETURNING r, (r).a, (r).c;
--| r user-type | a int4 | c int4[]
--| (,{9},) | NULL | {9}
--| INSERT 0 1
SELECT * FROM jsonb_populate_record(NULL::t, '{"a": 5, "c": [1, 2], "d": "e"}');
--| a int4 | c int4[] | d text
--| 5 | {1,2} | e
SELECT x.d, x.c FROM jsonb_populate_recordset(NULL::t, '[{"a": 5, "c": [1, 2], "d": "e"}, {"d": "f"}]') x;
--| d text | c int4[]
--| e | {1,2}
--| f | NULL
SELECT row_to_json(t), to_jsonb(t) FROM t;
--| row_to_json json | to_jsonb jsonb
--| {"a":1,"c":[3],"d":"q"} | {"a": 1, "c": [3], "d": "q"}
