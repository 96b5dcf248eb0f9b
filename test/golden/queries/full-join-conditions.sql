-- FULL JOIN whose condition is known before it runs, or an equality once constants are folded.
CREATE TABLE f1 (a int, b text);
--| CREATE TABLE
CREATE TABLE f2 (a int, b text);
--| CREATE TABLE
SELECT count(*) FROM f1 x FULL JOIN f2 y ON 1 IS DISTINCT FROM 1;
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON 1 IS NOT DISTINCT FROM 2;
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON (y.a, 1) IS NOT DISTINCT FROM (1, 2);
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON (y.a, 1) IS DISTINCT FROM (1, 2);
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON (1, 1) = (1, 2);
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON (1, y.a) = (2, 2);
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON (x.a, x.b) = (y.a, y.b);
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON y.a IS NULL AND false;
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a = y.a AND y.a IN (1, 2);
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a IN (y.a);
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a = ANY (ARRAY[y.a]);
--| ERROR 0A000: FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
SELECT count(*) FROM f1 x FULL JOIN f2 y ON NOT (x.a <> y.a);
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON (x.a = y.a) IS TRUE;
--| ERROR 0A000: FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
SELECT count(*) FROM f1 x FULL JOIN f2 y ON (x.a = y.a) = true;
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a = y.a OR false;
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON coalesce(NULL, x.a = y.a);
--| ERROR 0A000: FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a IN (SELECT 1);
--| ERROR 0A000: FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a = y.a WHERE x.b = 'a' AND y.b = 'b';
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a < y.a WHERE x.b = 'a';
--| count int8
--| 0
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a < y.a WHERE x.b = 'a' AND y.b = 'b';
--| count int8
--| 0
SELECT 1 FROM f1 x FULL JOIN f2 y ON x.a IS NOT DISTINCT FROM y.a WHERE false;
--| ?column? int4
--| (0 rows)
SELECT 1 FROM f1 x FULL JOIN f2 y ON x.a IS NOT DISTINCT FROM y.a WHERE NULL;
--| ?column? int4
--| (0 rows)
SELECT count(*) FROM f1 x FULL JOIN f2 y ON x.a < y.a WHERE NULL::bool;
--| count int8
--| 0
SELECT 1 FROM f1 x FULL JOIN f2 y ON x.a < y.a WHERE x.a > 1 AND false;
--| ?column? int4
--| (0 rows)
SELECT 1 FROM (f1 x JOIN f2 z ON false) FULL JOIN f2 y ON x.a < y.a;
--| ERROR 0A000: FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
SELECT 1 FROM f1 w JOIN (f1 x FULL JOIN f2 y ON x.a < y.a) ON false;
--| ERROR 0A000: FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
SELECT 1 FROM f1 w WHERE EXISTS (SELECT 1 FROM f1 x FULL JOIN f2 y ON x.a < y.a WHERE false);
--| ?column? int4
--| (0 rows)
