-- json_agg, jsonb_agg
SELECT json_agg(x ORDER BY x), jsonb_agg(x ORDER BY x) FROM (VALUES (1),(2),(NULL)) v(x);
--| json_agg json | jsonb_agg jsonb
--| [1, 2, null] | [1, 2, null]
SELECT json_agg(v ORDER BY a), jsonb_agg(v ORDER BY a) FROM (VALUES (1,'a'),(2,'b'),(3,NULL)) v(a,b);
--| json_agg json | jsonb_agg jsonb
--| "[{\"a\":1,\"b\":\"a\"}, \n {\"a\":2,\"b\":\"b\"}, \n {\"a\":3,\"b\":null}]" | [{"a": 1, "b": "a"}, {"a": 2, "b": "b"}, {"a": 3, "b": null}]
SELECT json_agg(array[a] ORDER BY a), json_agg(b ORDER BY a), json_agg(a) FILTER (WHERE a > 5), jsonb_agg(a) FILTER (WHERE a > 5) FROM (VALUES (1,'a'),(2,'b'),(3,NULL)) v(a,b);
--| json_agg json | json_agg json | json_agg json | jsonb_agg jsonb
--| "[[1], \n [2], \n [3]]" | ["a", "b", null] | NULL | NULL
SELECT json_agg(j), jsonb_agg(j) FROM (VALUES ('{"a": 1}'::json), ('[2 ,3]')) v(j);
--| json_agg json | jsonb_agg jsonb
--| [{"a": 1}, [2 ,3]] | [{"a": 1}, [2, 3]]
SELECT json_agg(DISTINCT a), jsonb_agg(DISTINCT a) FROM (VALUES (2),(1),(2)) v(a);
--| json_agg json | jsonb_agg jsonb
--| [1, 2] | [1, 2]
SELECT json_agg(a) OVER (ORDER BY a), jsonb_agg(a) OVER (ORDER BY a ROWS 1 PRECEDING) FROM (VALUES (2),(1),(3)) v(a) ORDER BY a;
--| json_agg json | jsonb_agg jsonb
--| [1] | [1]
--| [1, 2] | [1, 2]
--| [1, 2, 3] | [2, 3]
SELECT json_agg(a), jsonb_agg(a) FROM (VALUES (1)) v(a) WHERE false;
--| json_agg json | jsonb_agg jsonb
--| NULL | NULL
SELECT json_agg(json_build_object('id', a) ORDER BY a DESC) FROM (VALUES (2),(1)) v(a);
--| json_agg json
--| [{"id" : 2}, {"id" : 1}]
SELECT json_agg(r) FROM (SELECT NULL::record AS r FROM (VALUES (1),(2)) v) q;
--| json_agg json
--| [null, null]
