-- FULL JOIN by values of types that cannot be keys of both sides: merged or hashed by PostgreSQL.
CREATE TABLE fn (a name, d date, n int);
--| CREATE TABLE
CREATE TABLE ft (a text, d timestamp, z timestamptz, n int);
--| CREATE TABLE
INSERT INTO fn VALUES ('a', '2024-01-01', 1), ('b', '2024-01-02', 2), (NULL, NULL, 3), ('a', 'infinity', 4);
--| INSERT 0 4
INSERT INTO ft VALUES ('a', '2024-01-01', '2024-01-01', 1), ('c', '2024-01-02 12:00', '2024-01-02', 2), (NULL, NULL, NULL, 3), ('a', 'infinity', '-infinity', 4);
--| INSERT 0 4
SELECT x.n, y.n FROM fn x FULL JOIN ft y ON x.a = y.a ORDER BY 1, 2;
--| n int4 | n int4
--| 1 | 1
--| 1 | 4
--| 2 | NULL
--| 3 | NULL
--| 4 | 1
--| 4 | 4
--| NULL | 2
--| NULL | 3
SELECT x.n, y.n FROM fn x FULL JOIN ft y ON y.d = x.d ORDER BY 1, 2;
--| n int4 | n int4
--| 1 | 1
--| 2 | NULL
--| 3 | NULL
--| 4 | 4
--| NULL | 2
--| NULL | 3
SELECT x.n, y.n FROM fn x FULL JOIN ft y ON x.d = y.z ORDER BY 1, 2;
--| n int4 | n int4
--| 1 | 1
--| 2 | 2
--| 3 | NULL
--| 4 | NULL
--| NULL | 3
--| NULL | 4
SELECT x.n, y.n FROM fn x FULL JOIN ft y ON x.d = y.d AND x.a = y.a ORDER BY 1, 2;
--| n int4 | n int4
--| 1 | 1
--| 2 | NULL
--| 3 | NULL
--| 4 | 4
--| NULL | 2
--| NULL | 3
SELECT x.n, y.n FROM fn x FULL JOIN ft y ON x.d = y.d AND x.n = y.n ORDER BY 1, 2;
--| n int4 | n int4
--| 1 | 1
--| 2 | NULL
--| 3 | NULL
--| 4 | 4
--| NULL | 2
--| NULL | 3
SELECT count(*) FROM fn x FULL JOIN ft y ON x.a = y.a WHERE x.n IS NULL;
--| count int8
--| 2
SELECT x.n, y.n FROM fn x FULL JOIN ft y ON x.d < y.d ORDER BY 1, 2;
--| ERROR 0A000: FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
SELECT x.n, y.n FROM fn x FULL JOIN ft y ON x.a = y.a AND x.n < y.n ORDER BY 1, 2;
--| n int4 | n int4
--| 1 | 4
--| 2 | NULL
--| 3 | NULL
--| 4 | NULL
--| NULL | 1
--| NULL | 2
--| NULL | 3
SELECT x.n, y.n FROM fn x FULL JOIN ft y ON x.a = 'a' ORDER BY 1, 2;
--| ERROR 0A000: FULL JOIN is only supported with merge-joinable or hash-joinable join conditions
SELECT a, x.n, y.n FROM fn x FULL JOIN ft y USING (a) ORDER BY 1, 2, 3;
--| a name | n int4 | n int4
--| a | 1 | 1
--| a | 1 | 4
--| a | 4 | 1
--| a | 4 | 4
--| b | 2 | NULL
--| c | NULL | 2
--| NULL | 3 | NULL
--| NULL | NULL | 3
