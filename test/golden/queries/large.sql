-- Enough rows for several pages, hash tables, sorts and index ranges.
CREATE TABLE big (id int PRIMARY KEY, grp int, val text, amount numeric(10, 2));
--| CREATE TABLE
INSERT INTO big SELECT i, i % 97, 'value ' || i, (i * 37 % 1000)::numeric / 100 FROM generate_series(1, 1500) i;
--| INSERT 0 1500
CREATE INDEX big_grp ON big (grp, id);
--| CREATE INDEX
ANALYZE big;
--| ANALYZE
SELECT count(*), sum(id), min(val), max(amount) FROM big;
--| count int8 | sum int8 | min text | max numeric
--| 1500 | 1125750 | value 1 | 9.99
SELECT grp, count(*), sum(amount) FROM big GROUP BY grp ORDER BY 2 DESC, 1 LIMIT 5;
--| grp int4 | count int8 | sum numeric
--| 1 | 16 | 82.72
--| 2 | 16 | 78.64
--| 3 | 16 | 74.56
--| 4 | 16 | 80.48
--| 5 | 16 | 76.40
SELECT id, val FROM big WHERE id = 1321;
--| id int4 | val text
--| 1321 | value 1321
SELECT id FROM big WHERE id BETWEEN 748 AND 752 ORDER BY id;
--| id int4
--| 748
--| 749
--| 750
--| 751
--| 752
SELECT id FROM big WHERE grp = 13 AND id > 1300 ORDER BY id;
--| id int4
--| 1371
--| 1468
SELECT id FROM big WHERE id IN (5, 1500, 1501, 77) ORDER BY id;
--| id int4
--| 5
--| 77
--| 1500
SELECT id FROM big WHERE val LIKE 'value 14_9' ORDER BY id;
--| id int4
--| 1409
--| 1419
--| 1429
--| 1439
--| 1449
--| 1459
--| 1469
--| 1479
--| 1489
--| 1499
SELECT id FROM big ORDER BY amount DESC, id LIMIT 3;
--| id int4
--| 27
--| 1027
--| 54
SELECT a.grp, count(*) FROM (SELECT * FROM big WHERE id <= 300) a JOIN (SELECT id FROM big WHERE id <= 300) b ON a.id = b.id + 97 WHERE a.grp < 30 GROUP BY a.grp ORDER BY 1;
--| grp int4 | count int8
--| 0 | 2
--| 1 | 3
--| 2 | 3
--| 3 | 3
--| 4 | 3
--| 5 | 3
--| 6 | 3
--| 7 | 3
--| 8 | 3
--| 9 | 3
--| 10 | 2
--| 11 | 2
--| 12 | 2
--| 13 | 2
--| 14 | 2
--| 15 | 2
--| 16 | 2
--| 17 | 2
--| 18 | 2
--| 19 | 2
--| 20 | 2
--| 21 | 2
--| 22 | 2
--| 23 | 2
--| 24 | 2
--| 25 | 2
--| 26 | 2
--| 27 | 2
--| 28 | 2
--| 29 | 2
SELECT count(*) FROM big a WHERE a.id % 9 = 0 AND EXISTS (SELECT 1 FROM big b WHERE b.id = a.id * 2);
--| count int8
--| 83
UPDATE big SET amount = amount + 1 WHERE grp = 5;
--| UPDATE 16
DELETE FROM big WHERE id % 10 = 0;
--| DELETE 150
SELECT count(*), sum(amount) FROM big;
--| count int8 | sum numeric
--| 1350 | 6779.00
SELECT id FROM big WHERE grp = 5 ORDER BY id DESC LIMIT 2;
--| id int4
--| 1363
--| 1266
INSERT INTO big SELECT id + 10000, grp, val, amount FROM big WHERE grp = 0;
--| INSERT 0 14
SELECT count(*), max(id) FROM big WHERE grp = 0;
--| count int8 | max int4
--| 28 | 11455
SELECT count(DISTINCT grp), count(DISTINCT amount) FROM big;
--| count int8 | count int8
--| 97 | 896
SELECT sum(x) FROM (SELECT id AS x FROM big ORDER BY id DESC OFFSET 10 LIMIT 10) s;
--| sum int8
--| 49949
TRUNCATE big;
--| TRUNCATE TABLE
SELECT count(*) FROM big;
--| count int8
--| 0
SELECT id FROM big WHERE id = 1;
--| id int4
--| (0 rows)
