-- ON DELETE / UPDATE SET DEFAULT when the default is the key that goes: the reference is looked at, for nothing has changed in the referencing row.
CREATE TABLE parent (id int PRIMARY KEY);
--| CREATE TABLE
CREATE TABLE child (id int PRIMARY KEY, q int DEFAULT 9 REFERENCES parent ON DELETE SET DEFAULT ON UPDATE SET DEFAULT);
--| CREATE TABLE
INSERT INTO parent VALUES (1), (2), (9);
--| INSERT 0 3
INSERT INTO child VALUES (1, 9), (2, 2);
--| INSERT 0 2
DELETE FROM parent WHERE id = 9;
--| ERROR 23503: update or delete on table "parent" violates foreign key constraint "child_q_fkey" on table "child"
--| DETAIL: Key (id)=(9) is still referenced from table "child".
--| FIELDS: schema public, table child, constraint child_q_fkey
UPDATE parent SET id = 10 WHERE id = 9;
--| ERROR 23503: update or delete on table "parent" violates foreign key constraint "child_q_fkey" on table "child"
--| DETAIL: Key (id)=(9) is still referenced from table "child".
--| FIELDS: schema public, table child, constraint child_q_fkey
DELETE FROM parent WHERE id = 2;
--| DELETE 1
UPDATE parent SET id = id + 8;
--| ERROR 23505: duplicate key value violates unique constraint "parent_pkey"
--| DETAIL: Key (id)=(9) already exists.
--| FIELDS: schema public, table parent, constraint parent_pkey
DELETE FROM child;
--| DELETE 2
DELETE FROM parent WHERE id = 9;
--| DELETE 1
SELECT * FROM child;
--| id int4 | q int4
--| (0 rows)
SELECT * FROM parent ORDER BY id;
--| id int4
--| 1
