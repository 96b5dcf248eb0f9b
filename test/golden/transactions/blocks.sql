-- BEGIN, COMMIT, ROLLBACK, the failed state, warnings.
CREATE TABLE t (a int PRIMARY KEY);
--| CREATE TABLE
BEGIN;
--| BEGIN
INSERT INTO t VALUES (1);
--| INSERT 0 1
COMMIT;
--| COMMIT
START TRANSACTION;
--| START TRANSACTION
INSERT INTO t VALUES (2);
--| INSERT 0 1
ROLLBACK;
--| ROLLBACK
SELECT * FROM t;
--| a int4
--| 1
BEGIN;
--| BEGIN
INSERT INTO t VALUES (3);
--| INSERT 0 1
INSERT INTO t VALUES (1);
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (a)=(1) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
SELECT 1;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
INSERT INTO t VALUES (4);
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
COMMIT;
--| ROLLBACK
SELECT * FROM t;
--| a int4
--| 1
COMMIT;
--| WARNING 25P01: there is no transaction in progress
--| COMMIT
ROLLBACK;
--| WARNING 25P01: there is no transaction in progress
--| ROLLBACK
BEGIN;
--| BEGIN
BEGIN;
--| WARNING 25001: there is already a transaction in progress
--| BEGIN
ABORT;
--| ROLLBACK
BEGIN;
--| BEGIN
SELECT nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 8
BEGIN;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
END;
--| ROLLBACK
--! simple-only several statements in one message
BEGIN; INSERT INTO t VALUES (5); COMMIT;
--| BEGIN
--| INSERT 0 1
--| COMMIT
--! simple-only several statements in one message
INSERT INTO t VALUES (6); INSERT INTO t VALUES (1);
--| INSERT 0 1
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (a)=(1) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
SELECT * FROM t ORDER BY a;
--| a int4
--| 1
--| 5
--! simple-only several statements in one message
INSERT INTO t VALUES (7); SELECT 1 / 0; INSERT INTO t VALUES (8);
--| INSERT 0 1
--| ERROR 22012: division by zero
SELECT * FROM t ORDER BY a;
--| a int4
--| 1
--| 5
BEGIN ISOLATION LEVEL READ COMMITTED, READ ONLY;
--| BEGIN
INSERT INTO t VALUES (9);
--| ERROR 25006: cannot execute INSERT in a read-only transaction
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
INSERT INTO t VALUES (10);
--| INSERT 0 1
COMMIT AND CHAIN;
--| COMMIT
INSERT INTO t VALUES (11);
--| INSERT 0 1
ROLLBACK;
--| ROLLBACK
SELECT max(a) FROM t;
--| max int4
--| 10
SHOW transaction_isolation;
--| transaction_isolation text
--| read committed
--| SHOW
