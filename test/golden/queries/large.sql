-- Enough rows for several pages, hash tables, sorts and index ranges.
CREATE TABLE big (id int PRIMARY KEY, grp int, val text, amount numeric(10, 2));
--| CREATE TABLE
INSERT INTO big SELECT i, i % 97, 'value ' || i, (i * 37 % 1000)::numeric / 100 FROM generate_series(1, 5000) i;
--| INSERT 0 5000
CREATE INDEX big_grp ON big (grp, id);
--| CREATE INDEX
ANALYZE big;
--| ANALYZE
SELECT count(*), sum(id), min(val), max(amount) FROM big;
--| count int8 | sum int8 | min text | max numeric
--| 5000 | 12502500 | value 1 | 9.99
SELECT grp, count(*), sum(amount) FROM big GROUP BY grp ORDER BY 2 DESC, 1 LIMIT 5;
--| grp int4 | count int8 | sum numeric
--| 1 | 52 | 259.38
--| 2 | 52 | 258.62
--| 3 | 52 | 247.86
--| 4 | 52 | 257.10
--| 5 | 52 | 256.34
SELECT id, val FROM big WHERE id = 4321;
--| id int4 | val text
--| 4321 | value 4321
SELECT id FROM big WHERE id BETWEEN 2498 AND 2502 ORDER BY id;
--| id int4
--| 2498
--| 2499
--| 2500
--| 2501
--| 2502
SELECT id FROM big WHERE grp = 13 AND id > 4800 ORDER BY id;
--| id int4
--| 4863
--| 4960
SELECT id FROM big WHERE id IN (5, 5000, 5001, 77) ORDER BY id;
--| id int4
--| 5
--| 77
--| 5000
SELECT id FROM big WHERE val LIKE 'value 49_9' ORDER BY id;
--| id int4
--| 4909
--| 4919
--| 4929
--| 4939
--| 4949
--| 4959
--| 4969
--| 4979
--| 4989
--| 4999
SELECT id FROM big ORDER BY amount DESC, id LIMIT 3;
--| id int4
--| 27
--| 1027
--| 2027
SELECT a.grp, count(*) FROM big a JOIN big b ON a.id = b.id + 97 WHERE a.grp < 3 GROUP BY a.grp ORDER BY 1;
--| grp int4 | count int8
--| 0 | 50
--| 1 | 51
--| 2 | 51
SELECT count(*) FROM big a WHERE EXISTS (SELECT 1 FROM big b WHERE b.id = a.id * 2);
--| count int8
--| 2500
UPDATE big SET amount = amount + 1 WHERE grp = 5;
--| UPDATE 52
DELETE FROM big WHERE id % 10 = 0;
--| DELETE 500
SELECT count(*), sum(amount) FROM big;
--| count int8 | sum numeric
--| 4500 | 22547.00
SELECT id FROM big WHERE grp = 5 ORDER BY id DESC LIMIT 2;
--| id int4
--| 4952
--| 4855
INSERT INTO big SELECT id + 10000, grp, val, amount FROM big WHERE grp = 0;
--| INSERT 0 46
SELECT count(*), max(id) FROM big WHERE grp = 0;
--| count int8 | max int4
--| 92 | 14947
SELECT count(DISTINCT grp), count(DISTINCT amount) FROM big;
--| count int8 | count int8
--| 97 | 904
SELECT sum(x) FROM (SELECT id AS x FROM big ORDER BY id DESC OFFSET 10 LIMIT 10) s;
--| sum int8
--| 133368
TRUNCATE big;
--| TRUNCATE TABLE
SELECT count(*) FROM big;
--| count int8
--| 0
SELECT id FROM big WHERE id = 1;
--| id int4
--| (0 rows)
