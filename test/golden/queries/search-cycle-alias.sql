-- Columns that SEARCH and CYCLE add are not renamed by an alias.
WITH RECURSIVE w(n, v) AS (SELECT 1, 2 UNION ALL SELECT n + 1, v FROM w WHERE n < 3) CYCLE n SET z USING p SELECT * FROM w AS x(a, b);
--| a int4 | b int4 | z bool | p oid=2287
--| 1 | 2 | f | {(1)}
--| 2 | 2 | f | {(1),(2)}
--| 3 | 2 | f | {(1),(2),(3)}
WITH RECURSIVE w(n, v) AS (SELECT 1, 2 UNION ALL SELECT n + 1, v FROM w WHERE n < 3) CYCLE n SET z USING p SELECT * FROM w AS x(a, b, c);
--| ERROR 42P10: table "x" has 2 columns available but 3 columns specified
WITH RECURSIVE w(n, v) AS (SELECT 1, 2 UNION ALL SELECT n + 1, v FROM w WHERE n < 3) SEARCH DEPTH FIRST BY n SET o SELECT * FROM w AS x(a, b, c);
--| ERROR 42P10: table "x" has 2 columns available but 3 columns specified
WITH RECURSIVE w(n, v) AS (SELECT 1, 2 UNION ALL SELECT n + 1, v FROM w WHERE n < 3) SEARCH DEPTH FIRST BY n SET o SELECT a, x.o FROM w AS x(a);
--| a int4 | o oid=2287
--| 1 | {(1)}
--| 2 | {(1),(2)}
--| 3 | {(1),(2),(3)}
