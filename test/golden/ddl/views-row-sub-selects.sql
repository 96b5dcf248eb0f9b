-- Views that compare a row with a sub-select's.
CREATE TABLE rt (a int, b text);
--| CREATE TABLE
CREATE VIEW rv1 AS SELECT 1 AS x FROM rt WHERE (a, b) = (SELECT a, b FROM rt LIMIT 1);
--| CREATE VIEW
SELECT pg_get_viewdef('rv1');
--| pg_get_viewdef text
--| " SELECT 1 AS x\n   FROM rt\n  WHERE ((rt.a, rt.b) = ( SELECT rt_1.a,\n            rt_1.b\n           FROM rt rt_1\n         LIMIT 1));"
SELECT * FROM rv1;
--| x int4
--| (0 rows)
CREATE VIEW rv2 AS SELECT 1 AS x FROM rt WHERE (a, 'x'::text) = (SELECT * FROM (SELECT a, b FROM rt) s ORDER BY 1 LIMIT 1);
--| CREATE VIEW
SELECT pg_get_viewdef('rv2');
--| pg_get_viewdef text
--| " SELECT 1 AS x\n   FROM rt\n  WHERE ((rt.a, 'x'::text) = ( SELECT s.a,\n            s.b\n           FROM ( SELECT rt_1.a,\n                    rt_1.b\n                   FROM rt rt_1) s\n          ORDER BY s.a\n         LIMIT 1));"
SELECT * FROM rv2;
--| x int4
--| (0 rows)
CREATE VIEW rv3 AS SELECT 1 AS x FROM rt WHERE (a, b) < (SELECT a, b FROM rt LIMIT 1);
--| CREATE VIEW
SELECT pg_get_viewdef('rv3');
--| pg_get_viewdef text
--| " SELECT 1 AS x\n   FROM rt\n  WHERE ((rt.a, rt.b) < ( SELECT rt_1.a,\n            rt_1.b\n           FROM rt rt_1\n         LIMIT 1));"
SELECT * FROM rv3;
--| x int4
--| (0 rows)
CREATE VIEW rv4 AS SELECT 1 AS x FROM rt WHERE (a, b) <> (SELECT a, b FROM rt LIMIT 1);
--| CREATE VIEW
SELECT pg_get_viewdef('rv4');
--| pg_get_viewdef text
--| " SELECT 1 AS x\n   FROM rt\n  WHERE ((rt.a, rt.b) <> ( SELECT rt_1.a,\n            rt_1.b\n           FROM rt rt_1\n         LIMIT 1));"
SELECT * FROM rv4;
--| x int4
--| (0 rows)
CREATE VIEW rv5 AS SELECT (a, b) < ANY (SELECT a, b FROM rt), (a, b) <> ALL (SELECT a, b FROM rt) AS y, (a, b) NOT IN (SELECT a, b FROM rt) AS z, (a, b) >= ALL (SELECT a, b FROM rt) AS w FROM rt;
--| CREATE VIEW
SELECT pg_get_viewdef('rv5');
--| pg_get_viewdef text
--| " SELECT ((rt.a, rt.b) < ANY ( SELECT rt_1.a,\n            rt_1.b\n           FROM rt rt_1)) AS \"?column?\",\n    ((rt.a, rt.b) <> ALL ( SELECT rt_1.a,\n            rt_1.b\n           FROM rt rt_1)) AS y,\n    (NOT ((rt.a, rt.b) IN ( SELECT rt_1.a,\n            rt_1.b\n           FROM rt rt_1))) AS z,\n    ((rt.a, rt.b) >= ALL ( SELECT rt_1.a,\n            rt_1.b\n           FROM rt rt_1)) AS w\n   FROM rt;"
SELECT * FROM rv5;
--| ?column? bool | y bool | z bool | w bool
--| (0 rows)
CREATE VIEW rv6 AS SELECT 1 AS x FROM rt WHERE (a, b) IS DISTINCT FROM (1, 'x');
--| CREATE VIEW
SELECT pg_get_viewdef('rv6');
--| pg_get_viewdef text
--| " SELECT 1 AS x\n   FROM rt\n  WHERE ((rt.a IS DISTINCT FROM 1) OR (rt.b IS DISTINCT FROM 'x'::text));"
SELECT * FROM rv6;
--| x int4
--| (0 rows)
