-- FOR UPDATE and its kin are not for the side of an outer join that may be NULL, unless a condition makes the join an inner one.
CREATE TABLE a (id int PRIMARY KEY, v int);
--| CREATE TABLE
CREATE TABLE b (id int PRIMARY KEY, w int);
--| CREATE TABLE
CREATE VIEW bv AS SELECT * FROM b;
--| CREATE VIEW
CREATE VIEW av AS SELECT a.id, v, w FROM a LEFT JOIN b USING (id);
--| CREATE VIEW
INSERT INTO a VALUES (1, 1), (2, 2);
--| INSERT 0 2
INSERT INTO b VALUES (2, 20), (3, 30);
--| INSERT 0 2
SELECT * FROM a LEFT JOIN b USING (id) FOR UPDATE;
--| ERROR 0A000: FOR UPDATE cannot be applied to the nullable side of an outer join
SELECT * FROM a LEFT JOIN b USING (id) FOR KEY SHARE OF b;
--| ERROR 0A000: FOR KEY SHARE cannot be applied to the nullable side of an outer join
SELECT * FROM a LEFT JOIN b USING (id) ORDER BY id FOR SHARE OF a;
--| id int4 | v int4 | w int4
--| 1 | 1 | NULL
--| 2 | 2 | 20
SELECT * FROM a RIGHT JOIN b USING (id) FOR NO KEY UPDATE OF a;
--| ERROR 0A000: FOR NO KEY UPDATE cannot be applied to the nullable side of an outer join
SELECT * FROM a FULL JOIN b USING (id) FOR UPDATE OF a;
--| ERROR 0A000: FOR UPDATE cannot be applied to the nullable side of an outer join
SELECT * FROM a FULL JOIN b USING (id) FOR UPDATE OF b;
--| ERROR 0A000: FOR UPDATE cannot be applied to the nullable side of an outer join
SELECT * FROM a LEFT JOIN b USING (id) WHERE b.w > 0 FOR UPDATE;
--| id int4 | v int4 | w int4
--| 2 | 2 | 20
SELECT * FROM a FULL JOIN b USING (id) WHERE b.w > 20 FOR UPDATE OF b;
--| id int4 | v int4 | w int4
--| 3 | NULL | 30
SELECT * FROM a LEFT JOIN bv USING (id) FOR UPDATE OF bv;
--| ERROR 0A000: FOR UPDATE cannot be applied to the nullable side of an outer join
SELECT * FROM a LEFT JOIN bv USING (id) ORDER BY id FOR UPDATE OF a;
--| id int4 | v int4 | w int4
--| 1 | 1 | NULL
--| 2 | 2 | 20
SELECT * FROM a LEFT JOIN (SELECT * FROM b) s USING (id) FOR UPDATE OF s;
--| ERROR 0A000: FOR UPDATE cannot be applied to the nullable side of an outer join
SELECT * FROM a LEFT JOIN (SELECT * FROM b ORDER BY id LIMIT 5) s USING (id) FOR UPDATE;
--| ERROR 0A000: FOR UPDATE cannot be applied to the nullable side of an outer join
SELECT * FROM a LEFT JOIN (SELECT * FROM b FOR UPDATE) s USING (id) ORDER BY id;
--| id int4 | v int4 | w int4
--| 1 | 1 | NULL
--| 2 | 2 | 20
SELECT * FROM a LEFT JOIN (SELECT 1 AS id) s USING (id) ORDER BY id FOR UPDATE;
--| id int4 | v int4
--| 1 | 1
--| 2 | 2
SELECT * FROM a LEFT JOIN (VALUES (1)) s(id) USING (id) ORDER BY id FOR UPDATE OF a;
--| id int4 | v int4
--| 1 | 1
--| 2 | 2
SELECT * FROM av FOR UPDATE;
--| ERROR 0A000: FOR UPDATE cannot be applied to the nullable side of an outer join
SELECT * FROM (SELECT * FROM a) x, (SELECT * FROM b) y WHERE x.id = y.id FOR UPDATE;
--| id int4 | v int4 | id int4 | w int4
--| 2 | 2 | 2 | 20
SELECT * FROM (SELECT 1 AS one) x FOR UPDATE;
--| one int4
--| 1
EXPLAIN (COSTS OFF) SELECT * FROM a LEFT JOIN b USING (id) FOR UPDATE;
--| ERROR 0A000: FOR UPDATE cannot be applied to the nullable side of an outer join
CREATE VIEW locking AS SELECT x.id FROM (SELECT * FROM a) x JOIN b USING (id) FOR UPDATE;
--| CREATE VIEW
SELECT pg_get_viewdef('locking');
--| pg_get_viewdef text
--| " SELECT x.id\n   FROM (( SELECT a.id,\n            a.v\n           FROM a) x\n     JOIN b USING (id))\n FOR UPDATE OF x\n FOR UPDATE OF b;"
CREATE VIEW locking_within AS SELECT x.id FROM (SELECT * FROM a FOR SHARE) x JOIN b USING (id) FOR UPDATE OF x SKIP LOCKED;
--| CREATE VIEW
SELECT pg_get_viewdef('locking_within');
--| pg_get_viewdef text
--| " SELECT x.id\n   FROM (( SELECT a.id,\n            a.v\n           FROM a\n         FOR UPDATE OF a SKIP LOCKED) x\n     JOIN b USING (id))\n FOR UPDATE OF x SKIP LOCKED;"
SELECT * FROM locking;
--| id int4
--| 2
