-- Deferrable exclusion constraints: at the end of the statement, at commit, by SET CONSTRAINTS; savepoints.
CREATE TABLE t (id int, r int4range, CONSTRAINT now EXCLUDE USING gist (r WITH &&) DEFERRABLE);
--| CREATE TABLE
INSERT INTO t VALUES (1, '[1,5)'), (2, '[5,9)'), (3, '[9,13)');
--| INSERT 0 3
UPDATE t SET r = int4range(lower(r) + 2, upper(r) + 2);
--| UPDATE 3
UPDATE t SET r = int4range(lower(r) + id, upper(r));
--| UPDATE 3
INSERT INTO t VALUES (4, '[5,6)');
--| ERROR 23P01: conflicting key value violates exclusion constraint "now"
--| DETAIL: Key (r)=([5,6)) conflicts with existing key (r)=([4,7)).
--| FIELDS: schema public, table t, constraint now
BEGIN;
--| BEGIN
SET CONSTRAINTS now DEFERRED;
--| SET CONSTRAINTS
INSERT INTO t VALUES (4, '[6,7)');
--| INSERT 0 1
SAVEPOINT s;
--| SAVEPOINT
INSERT INTO t VALUES (5, '[6,7)');
--| INSERT 0 1
ROLLBACK TO s;
--| ROLLBACK
DELETE FROM t WHERE id = 1;
--| DELETE 1
SET CONSTRAINTS now IMMEDIATE;
--| SET CONSTRAINTS
COMMIT;
--| COMMIT
SELECT * FROM t ORDER BY id;
--| id int4 | r oid=3904
--| 2 | [9,11)
--| 3 | [14,15)
--| 4 | [6,7)
BEGIN;
--| BEGIN
SET CONSTRAINTS ALL DEFERRED;
--| SET CONSTRAINTS
INSERT INTO t VALUES (6, '[6,7)');
--| INSERT 0 1
SET CONSTRAINTS ALL IMMEDIATE;
--| ERROR 23P01: conflicting key value violates exclusion constraint "now"
--| DETAIL: Key (r)=([6,7)) conflicts with existing key (r)=([6,7)).
--| FIELDS: schema public, table t, constraint now
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
SET CONSTRAINTS ALL DEFERRED;
--| SET CONSTRAINTS
INSERT INTO t VALUES (6, '[6,7)');
--| INSERT 0 1
COMMIT;
--| ERROR 23P01: conflicting key value violates exclusion constraint "now"
--| DETAIL: Key (r)=([6,7)) conflicts with existing key (r)=([6,7)).
--| FIELDS: schema public, table t, constraint now
INSERT INTO t VALUES (7, '[30,31)') ON CONFLICT ON CONSTRAINT now DO NOTHING;
--| ERROR 55000: ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters
--| FIELDS: schema public, table t, constraint now
DROP TABLE t;
--| DROP TABLE
CREATE TABLE t (id int, r int4range, CONSTRAINT later EXCLUDE USING gist (r WITH &&) DEFERRABLE INITIALLY DEFERRED);
--| CREATE TABLE
BEGIN;
--| BEGIN
INSERT INTO t VALUES (1, '[1,5)'), (2, '[4,9)');
--| INSERT 0 2
UPDATE t SET r = '[5,9)' WHERE id = 2;
--| UPDATE 1
COMMIT;
--| COMMIT
BEGIN;
--| BEGIN
INSERT INTO t VALUES (3, '[1,2)');
--| INSERT 0 1
INSERT INTO t VALUES (4, '[20,21)');
--| INSERT 0 1
DELETE FROM t WHERE id = 1;
--| DELETE 1
COMMIT;
--| COMMIT
SELECT * FROM t ORDER BY id;
--| id int4 | r oid=3904
--| 2 | [5,9)
--| 3 | [1,2)
--| 4 | [20,21)
SELECT conname, condeferrable, condeferred, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass;
--| conname name | condeferrable bool | condeferred bool | pg_get_constraintdef text
--| later | t | t | EXCLUDE USING gist (r WITH &&) DEFERRABLE INITIALLY DEFERRED
ALTER TABLE t ALTER CONSTRAINT later NOT DEFERRABLE;
--| ERROR 42809: constraint "later" of relation "t" is not a foreign key constraint
DROP TABLE t;
--| DROP TABLE
