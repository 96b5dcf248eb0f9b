-- Savepoints: nested, released, rolled back to, reused names, after errors.
CREATE TABLE t (a int PRIMARY KEY);
--| CREATE TABLE
BEGIN;
--| BEGIN
INSERT INTO t VALUES (1);
--| INSERT 0 1
SAVEPOINT one;
--| SAVEPOINT
INSERT INTO t VALUES (2);
--| INSERT 0 1
SAVEPOINT two;
--| SAVEPOINT
INSERT INTO t VALUES (3);
--| INSERT 0 1
ROLLBACK TO two;
--| ROLLBACK
INSERT INTO t VALUES (4);
--| INSERT 0 1
RELEASE one;
--| RELEASE
SELECT a FROM t ORDER BY a;
--| a int4
--| 1
--| 2
--| 4
ROLLBACK TO two;
--| ERROR 3B001: savepoint "two" does not exist
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
INSERT INTO t VALUES (10);
--| INSERT 0 1
SAVEPOINT s;
--| SAVEPOINT
INSERT INTO t VALUES (10);
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (a)=(10) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
SELECT 1;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
ROLLBACK TO s;
--| ROLLBACK
SELECT a FROM t;
--| a int4
--| 10
INSERT INTO t VALUES (11);
--| INSERT 0 1
ROLLBACK TO SAVEPOINT s;
--| ROLLBACK
INSERT INTO t VALUES (12);
--| INSERT 0 1
COMMIT;
--| COMMIT
SELECT a FROM t ORDER BY a;
--| a int4
--| 10
--| 12
BEGIN;
--| BEGIN
SAVEPOINT x;
--| SAVEPOINT
INSERT INTO t VALUES (20);
--| INSERT 0 1
SAVEPOINT x;
--| SAVEPOINT
INSERT INTO t VALUES (21);
--| INSERT 0 1
ROLLBACK TO x;
--| ROLLBACK
RELEASE x;
--| RELEASE
ROLLBACK TO x;
--| ROLLBACK
COMMIT;
--| COMMIT
SELECT a FROM t ORDER BY a;
--| a int4
--| 10
--| 12
SAVEPOINT outside;
--| ERROR 25P01: SAVEPOINT can only be used in transaction blocks
RELEASE outside;
--| ERROR 25P01: RELEASE SAVEPOINT can only be used in transaction blocks
ROLLBACK TO outside;
--| ERROR 25P01: ROLLBACK TO SAVEPOINT can only be used in transaction blocks
BEGIN;
--| BEGIN
UPDATE t SET a = a + 100 WHERE a = 12;
--| UPDATE 1
SAVEPOINT s;
--| SAVEPOINT
DELETE FROM t WHERE a = 112;
--| DELETE 1
UPDATE t SET a = 0 WHERE a = 10;
--| UPDATE 1
ROLLBACK TO s;
--| ROLLBACK
UPDATE t SET a = a + 1 WHERE a = 112;
--| UPDATE 1
COMMIT;
--| COMMIT
SELECT a FROM t ORDER BY a;
--| a int4
--| 10
--| 113
BEGIN;
--| BEGIN
ROLLBACK TO nosuch;
--| ERROR 3B001: savepoint "nosuch" does not exist
SELECT 1;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
ROLLBACK;
--| ROLLBACK
