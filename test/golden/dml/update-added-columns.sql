-- Rows stored before a column was added keep its default through updates of other columns, however they are written.
CREATE TABLE grown (id int PRIMARY KEY, v text);
--| CREATE TABLE
INSERT INTO grown SELECT g, 'v' || g FROM generate_series(1, 6) g;
--| INSERT 0 6
ALTER TABLE grown ADD COLUMN c int NOT NULL DEFAULT 7;
--| ALTER TABLE
ALTER TABLE grown ADD COLUMN t text DEFAULT 'long ' || repeat('x', 20), ADD COLUMN n int, ADD COLUMN d numeric(10,2) DEFAULT 1.5;
--| ALTER TABLE
UPDATE grown SET v = 'changed' WHERE id = 1;
--| UPDATE 1
UPDATE grown SET id = 20 WHERE id = 2 RETURNING *;
--| id int4 | v text | c int4 | t text | n int4 | d numeric(10,2)
--| 20 | v2 | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| UPDATE 1
UPDATE grown SET n = 5 WHERE id = 3;
--| UPDATE 1
INSERT INTO grown VALUES (4, 'other') ON CONFLICT (id) DO UPDATE SET v = excluded.v RETURNING *;
--| id int4 | v text | c int4 | t text | n int4 | d numeric(10,2)
--| 4 | other | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| INSERT 0 1
MERGE INTO grown USING (SELECT 5 AS id) s ON s.id = grown.id WHEN MATCHED THEN UPDATE SET v = 'merged';
--| MERGE 1
SELECT * FROM grown ORDER BY id;
--| id int4 | v text | c int4 | t text | n int4 | d numeric(10,2)
--| 1 | changed | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| 3 | v3 | 7 | long xxxxxxxxxxxxxxxxxxxx | 5 | 1.50
--| 4 | other | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| 5 | merged | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| 6 | v6 | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| 20 | v2 | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
ALTER TABLE grown ADD CHECK (c = 7), ALTER COLUMN v TYPE varchar(50), ALTER COLUMN t SET NOT NULL;
--| ALTER TABLE
BEGIN;
--| BEGIN
SELECT * FROM grown WHERE id = 6 FOR UPDATE;
--| id int4 | v varchar(50) | c int4 | t text | n int4 | d numeric(10,2)
--| 6 | v6 | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
UPDATE grown SET v = v || '!';
--| UPDATE 6
SAVEPOINT s;
--| SAVEPOINT
ALTER TABLE grown ADD COLUMN late int DEFAULT 9;
--| ALTER TABLE
UPDATE grown SET n = 1 WHERE id = 6;
--| UPDATE 1
SELECT * FROM grown ORDER BY id;
--| id int4 | v varchar(50) | c int4 | t text | n int4 | d numeric(10,2) | late int4
--| 1 | changed! | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50 | 9
--| 3 | v3! | 7 | long xxxxxxxxxxxxxxxxxxxx | 5 | 1.50 | 9
--| 4 | other! | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50 | 9
--| 5 | merged! | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50 | 9
--| 6 | v6! | 7 | long xxxxxxxxxxxxxxxxxxxx | 1 | 1.50 | 9
--| 20 | v2! | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50 | 9
ROLLBACK TO s;
--| ROLLBACK
UPDATE grown SET n = 2 WHERE id = 6;
--| UPDATE 1
COMMIT;
--| COMMIT
SELECT * FROM grown ORDER BY id;
--| id int4 | v varchar(50) | c int4 | t text | n int4 | d numeric(10,2)
--| 1 | changed! | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| 3 | v3! | 7 | long xxxxxxxxxxxxxxxxxxxx | 5 | 1.50
--| 4 | other! | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| 5 | merged! | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
--| 6 | v6! | 7 | long xxxxxxxxxxxxxxxxxxxx | 2 | 1.50
--| 20 | v2! | 7 | long xxxxxxxxxxxxxxxxxxxx | NULL | 1.50
