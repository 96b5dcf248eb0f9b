-- Views over WITH queries, VALUES and sub-queries whose alias lists columns.
CREATE TABLE t (a int);
--| CREATE TABLE
INSERT INTO t VALUES (1), (2);
--| INSERT 0 2
CREATE VIEW v1 AS WITH w (c0) AS MATERIALIZED (SELECT 1) SELECT 2 AS b FROM w AS x (k0) GROUP BY x.k0;
--| CREATE VIEW
SELECT * FROM v1;
--| b int4
--| 2
SELECT pg_get_viewdef('v1');
--| pg_get_viewdef text
--| " WITH w(c0) AS MATERIALIZED (\n         SELECT 1 AS \"?column?\"\n        )\n SELECT 2 AS b\n   FROM w x(k0)\n  GROUP BY x.k0;"
CREATE VIEW v2 AS WITH w (c0, c1) AS (SELECT a, a + 1 FROM t) SELECT 2 AS b FROM w AS x (k0) WHERE x.k0 > x.c1 - 2;
--| CREATE VIEW
SELECT * FROM v2;
--| b int4
--| 2
--| 2
SELECT pg_get_viewdef('v2');
--| pg_get_viewdef text
--| " WITH w(c0, c1) AS (\n         SELECT t.a,\n            (t.a + 1) AS \"?column?\"\n           FROM t\n        )\n SELECT 2 AS b\n   FROM w x(k0, c1)\n  WHERE (x.k0 > (x.c1 - 2));"
CREATE VIEW v3 AS WITH RECURSIVE w (a, b) AS (SELECT 1, 2 UNION ALL SELECT k + 1, l FROM w AS y (k, l) WHERE k < 3) SELECT w.* FROM w JOIN w u (c) ON c = 1;
--| CREATE VIEW
SELECT * FROM v3 ORDER BY 1;
--| a int4 | b int4
--| 1 | 2
--| 2 | 2
--| 3 | 2
SELECT pg_get_viewdef('v3');
--| pg_get_viewdef text
--| " WITH RECURSIVE w(a, b) AS (\n         SELECT 1 AS \"?column?\",\n            2 AS \"?column?\"\n        UNION ALL\n         SELECT (y.k + 1),\n            y.l\n           FROM w y(k, l)\n          WHERE (y.k < 3)\n        )\n SELECT w.a,\n    w.b\n   FROM (w\n     JOIN w u(c, b) ON ((u.c = 1)));"
CREATE VIEW v4 AS SELECT * FROM (SELECT 1 a) x (a), (VALUES (1)) y (column1), v1 z (q);
--| CREATE VIEW
SELECT pg_get_viewdef('v4');
--| pg_get_viewdef text
--| " SELECT x.a,\n    y.column1,\n    z.q\n   FROM ( SELECT 1 AS a) x(a),\n    ( VALUES (1)) y(column1),\n    v1 z(q);"
