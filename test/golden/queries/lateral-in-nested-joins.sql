-- LATERAL sub-selects that are not pulled up, inside the inner side of an outer join: they see the outer side's row.
CREATE TABLE holder (a int, c text);
--| CREATE TABLE
INSERT INTO holder VALUES (1, 'x'), (2, 'y');
--| INSERT 0 2
CREATE TABLE empty_one (a int, d int);
--| CREATE TABLE
SELECT h.a, s.c FROM holder h LEFT JOIN (LATERAL (SELECT h.c FROM empty_one GROUP BY ()) AS s(c) LEFT JOIN holder o ON o.a = 1) ON true ORDER BY 1;
--| a int4 | c text
--| 1 | x
--| 2 | y
SELECT h.a, s.c, o.a FROM holder h LEFT JOIN (LATERAL (SELECT h.c FROM empty_one GROUP BY ()) AS s(c) JOIN holder o ON o.c = s.c) ON true ORDER BY 1;
--| a int4 | c text | a int4
--| 1 | x | 1
--| 2 | y | 2
SELECT h.a, s.c, s.n FROM holder h LEFT JOIN (LATERAL (SELECT h.c, count(*) FROM holder i WHERE i.a >= h.a) AS s(c, n) LEFT JOIN holder o ON false) ON true ORDER BY 1;
--| a int4 | c text | n int8
--| 1 | x | 2
--| 2 | y | 1
SELECT h.a, s.n, t.n FROM holder h LEFT JOIN (LATERAL (SELECT count(*) FROM holder i WHERE i.a > h.a) AS s(n) JOIN LATERAL (SELECT max(i.c) FROM holder i WHERE i.a > s.n AND i.a <= h.a + 1) AS t(n) ON true) ON h.a < 5 ORDER BY 1;
--| a int4 | n int8 | n text
--| 1 | 1 | y
--| 2 | 0 | y
