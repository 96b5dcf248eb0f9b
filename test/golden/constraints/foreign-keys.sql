-- Foreign keys: both directions, every action, NULL keys, several columns, definition errors.
CREATE TABLE p (id int PRIMARY KEY, name text UNIQUE);
--| CREATE TABLE
INSERT INTO p VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five');
--| INSERT 0 5
CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p, q int DEFAULT 5 REFERENCES p (id) ON DELETE SET DEFAULT ON UPDATE CASCADE);
--| CREATE TABLE
INSERT INTO c VALUES (1, 1, 2), (2, NULL, 3);
--| INSERT 0 2
INSERT INTO c VALUES (3, 99, 1);
--| ERROR 23503: insert or update on table "c" violates foreign key constraint "c_p_fkey"
--| DETAIL: Key (p)=(99) is not present in table "p".
--| FIELDS: schema public, table c, constraint c_p_fkey
UPDATE c SET p = 42 WHERE id = 1;
--| ERROR 23503: insert or update on table "c" violates foreign key constraint "c_p_fkey"
--| DETAIL: Key (p)=(42) is not present in table "p".
--| FIELDS: schema public, table c, constraint c_p_fkey
DELETE FROM p WHERE id = 1;
--| ERROR 23503: update or delete on table "p" violates foreign key constraint "c_p_fkey" on table "c"
--| DETAIL: Key (id)=(1) is still referenced from table "c".
--| FIELDS: schema public, table c, constraint c_p_fkey
UPDATE p SET id = 10 WHERE id = 1;
--| ERROR 23503: update or delete on table "p" violates foreign key constraint "c_p_fkey" on table "c"
--| DETAIL: Key (id)=(1) is still referenced from table "c".
--| FIELDS: schema public, table c, constraint c_p_fkey
UPDATE p SET name = 'uno' WHERE id = 1;
--| UPDATE 1
DELETE FROM p WHERE id = 2;
--| DELETE 1
SELECT * FROM c ORDER BY id;
--| id int4 | p int4 | q int4
--| 1 | 1 | 5
--| 2 | NULL | 3
UPDATE p SET id = 33 WHERE id = 3;
--| UPDATE 1
SELECT * FROM c ORDER BY id;
--| id int4 | p int4 | q int4
--| 1 | 1 | 5
--| 2 | NULL | 33
DELETE FROM p WHERE id = 4;
--| DELETE 1
DROP TABLE p;
--| ERROR 2BP01: cannot drop table p because other objects depend on it
--| DETAIL: constraint c_p_fkey on table c depends on table p\nconstraint c_q_fkey on table c depends on table p
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
TRUNCATE p;
--| ERROR 0A000: cannot truncate a table referenced in a foreign key constraint
--| DETAIL: Table "c" references "p".
--| HINT: Truncate table "c" at the same time, or use TRUNCATE ... CASCADE.
CREATE TABLE cas (id int PRIMARY KEY, p int REFERENCES p ON DELETE CASCADE);
--| CREATE TABLE
CREATE TABLE nul (id int, p int REFERENCES p ON DELETE SET NULL);
--| CREATE TABLE
CREATE TABLE deep (c int REFERENCES cas ON DELETE CASCADE);
--| CREATE TABLE
INSERT INTO p VALUES (20, 'twenty');
--| INSERT 0 1
INSERT INTO cas VALUES (1, 20), (2, 20), (3, 5);
--| INSERT 0 3
INSERT INTO nul VALUES (1, 20);
--| INSERT 0 1
INSERT INTO deep VALUES (1), (1), (3);
--| INSERT 0 3
DELETE FROM p WHERE id = 20;
--| DELETE 1
SELECT (SELECT count(*) FROM cas) AS cas, (SELECT count(*) FROM deep) AS deep, (SELECT p FROM nul) AS nul;
--| cas int8 | deep int8 | nul int4
--| 1 | 1 | NULL
CREATE TABLE self (id int PRIMARY KEY, up int REFERENCES self);
--| CREATE TABLE
INSERT INTO self VALUES (1, 2), (2, 1), (3, 3);
--| INSERT 0 3
DELETE FROM self WHERE id = 1;
--| ERROR 23503: update or delete on table "self" violates foreign key constraint "self_up_fkey" on table "self"
--| DETAIL: Key (id)=(1) is still referenced from table "self".
--| FIELDS: schema public, table self, constraint self_up_fkey
DELETE FROM self WHERE id IN (1, 2);
--| DELETE 2
CREATE TABLE pair (a int, b int, PRIMARY KEY (a, b));
--| CREATE TABLE
CREATE TABLE ref (a int, b int, FOREIGN KEY (a, b) REFERENCES pair);
--| CREATE TABLE
INSERT INTO pair VALUES (1, 2);
--| INSERT 0 1
INSERT INTO ref VALUES (1, 2), (1, NULL), (NULL, 7);
--| INSERT 0 3
INSERT INTO ref VALUES (2, 1);
--| ERROR 23503: insert or update on table "ref" violates foreign key constraint "ref_a_b_fkey"
--| DETAIL: Key (a, b)=(2, 1) is not present in table "pair".
--| FIELDS: schema public, table ref, constraint ref_a_b_fkey
CREATE TABLE full_ref (a int, b int, FOREIGN KEY (a, b) REFERENCES pair MATCH FULL);
--| CREATE TABLE
INSERT INTO full_ref VALUES (1, NULL);
--| ERROR 23503: insert or update on table "full_ref" violates foreign key constraint "full_ref_a_b_fkey"
--| DETAIL: MATCH FULL does not allow mixing of null and nonnull key values.
--| FIELDS: schema public, table full_ref, constraint full_ref_a_b_fkey
CREATE TABLE bad (x int REFERENCES nosuch);
--| ERROR 42P01: relation "nosuch" does not exist
CREATE TABLE bad (x int REFERENCES p (nosuch));
--| ERROR 42703: column "nosuch" referenced in foreign key constraint does not exist
CREATE TABLE bad (x int REFERENCES c (p));
--| ERROR 42830: there is no unique constraint matching given keys for referenced table "c"
CREATE TABLE bad (x text REFERENCES p (id));
--| ERROR 42804: foreign key constraint "bad_x_fkey" cannot be implemented
--| DETAIL: Key columns "x" and "id" are of incompatible types: text and integer.
CREATE TABLE bad (x int, FOREIGN KEY (x) REFERENCES pair);
--| ERROR 42830: number of referencing and referenced columns for foreign key disagree
ALTER TABLE nul ADD CONSTRAINT nul_name FOREIGN KEY (id) REFERENCES p (id);
--| ALTER TABLE
CREATE TABLE def (x int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
--| CREATE TABLE
BEGIN;
--| BEGIN
INSERT INTO def VALUES (777);
--| INSERT 0 1
INSERT INTO p VALUES (777, 'late');
--| INSERT 0 1
COMMIT;
--| COMMIT
BEGIN;
--| BEGIN
INSERT INTO def VALUES (888);
--| INSERT 0 1
COMMIT;
--| ERROR 23503: insert or update on table "def" violates foreign key constraint "def_x_fkey"
--| DETAIL: Key (x)=(888) is not present in table "p".
--| FIELDS: schema public, table def, constraint def_x_fkey
SELECT * FROM def;
--| x int4
--| 777
DROP TABLE p CASCADE;
--| NOTICE 00000: drop cascades to 6 other objects
--| DETAIL: drop cascades to constraint c_p_fkey on table c\ndrop cascades to constraint c_q_fkey on table c\ndrop cascades to constraint cas_p_fkey on table cas\ndrop cascades to constraint nul_p_fkey on table nul\ndrop cascades to constraint nul_name on table nul\ndrop cascades to constraint def_x_fkey on table def
--| DROP TABLE
