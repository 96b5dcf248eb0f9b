-- row_to_json and array_to_json, with line breaks
CREATE TABLE t (a int, b text, c int[]);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'x', '{1,2}'), (2, NULL, NULL);
--| INSERT 0 2
SELECT row_to_json(t) FROM t ORDER BY a;
--| row_to_json json
--| {"a":1,"b":"x","c":[1,2]}
--| {"a":2,"b":null,"c":null}
SELECT row_to_json(t, true) FROM t ORDER BY a;
--| row_to_json json
--| "{\"a\":1,\n \"b\":\"x\",\n \"c\":[1,2]}"
--| "{\"a\":2,\n \"b\":null,\n \"c\":null}"
SELECT row_to_json(q) FROM (SELECT a AS "A b", b FROM t) q ORDER BY a;
--| ERROR 42703: column "a" does not exist
--| POSITION: 69
SELECT row_to_json(row(1, 'a', array[1,2])), row_to_json(row(1, row(2, 3)), true);
--| row_to_json json | row_to_json json
--| {"f1":1,"f2":"a","f3":[1,2]} | "{\"f1\":1,\n \"f2\":{\"f1\":2,\"f2\":3}}"
SELECT row_to_json(v) FROM (VALUES (1, 'x')) v(n, m);
--| row_to_json json
--| {"n":1,"m":"x"}
SELECT to_jsonb(t) - 'b' FROM t ORDER BY a;
--| ?column? jsonb
--| {"a": 1, "c": [1, 2]}
--| {"a": 2, "c": null}
SELECT array_to_json(array[[1,2],[3,4]]), array_to_json(array[[1,2],[3,4]], true), array_to_json(array[1,2], true), array_to_json(array[row(1,2)], true), array_to_json(array[1], false);
--| array_to_json json | array_to_json json | array_to_json json | array_to_json json | array_to_json json
--| [[1,2],[3,4]] | "[[1,2],\n [3,4]]" | "[1,\n 2]" | [{"f1":1,"f2":2}] | [1]
SELECT row_to_json(NULL::t), array_to_json(array_agg(t ORDER BY a)) FROM t;
--| row_to_json json | array_to_json json
--| NULL | [{"a":1,"b":"x","c":[1,2]},{"a":2,"b":null,"c":null}]
SELECT json_agg(t.*), to_json(t.*) FROM t GROUP BY t.* ORDER BY max(a);
--| json_agg json | to_json json
--| [{"a":1,"b":"x","c":[1,2]}] | {"a":1,"b":"x","c":[1,2]}
--| [{"a":2,"b":null,"c":null}] | {"a":2,"b":null,"c":null}
ALTER TABLE t DROP COLUMN b;
--| ALTER TABLE
SELECT row_to_json(t), to_jsonb(t) FROM t ORDER BY a;
--| row_to_json json | to_jsonb jsonb
--| {"a":1,"c":[1,2]} | {"a": 1, "c": [1, 2]}
--| {"a":2,"c":null} | {"a": 2, "c": null}
