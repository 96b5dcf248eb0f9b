-- PREPARE TRANSACTION, COMMIT PREPARED, ROLLBACK PREPARED and what cannot be prepared.
CREATE TABLE t (a int PRIMARY KEY);
--| CREATE TABLE
PREPARE TRANSACTION 'outside';
--| WARNING 25P01: there is no transaction in progress
--| ROLLBACK
BEGIN;
--| BEGIN
INSERT INTO t VALUES (1);
--| INSERT 0 1
PREPARE TRANSACTION 'one';
--| PREPARE TRANSACTION
SELECT transaction IS NOT NULL AS has_id, gid, prepared <= now() AS is_past, owner FROM pg_prepared_xacts;
--| has_id bool | gid text | is_past bool | owner name
--| t | one | t | postgres
SELECT * FROM t;
--| a int4
--| (0 rows)
INSERT INTO t VALUES (2);
--| INSERT 0 1
COMMIT PREPARED 'unknown';
--| ERROR 42704: prepared transaction with identifier "unknown" does not exist
ROLLBACK PREPARED 'unknown';
--| ERROR 42704: prepared transaction with identifier "unknown" does not exist
BEGIN;
--| BEGIN
COMMIT PREPARED 'one';
--| ERROR 25001: COMMIT PREPARED cannot run inside a transaction block
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
INSERT INTO t VALUES (3);
--| INSERT 0 1
PREPARE TRANSACTION 'one';
--| ERROR 42710: transaction identifier "one" is already in use
SELECT * FROM t;
--| a int4
--| 2
COMMIT PREPARED 'one';
--| COMMIT PREPARED
SELECT * FROM t;
--| a int4
--| 1
--| 2
COMMIT PREPARED 'one';
--| ERROR 42704: prepared transaction with identifier "one" does not exist
BEGIN;
--| BEGIN
INSERT INTO t VALUES (4);
--| INSERT 0 1
SAVEPOINT s;
--| SAVEPOINT
INSERT INTO t VALUES (5);
--| INSERT 0 1
ROLLBACK TO s;
--| ROLLBACK
INSERT INTO t VALUES (6);
--| INSERT 0 1
SAVEPOINT r;
--| SAVEPOINT
INSERT INTO t VALUES (7);
--| INSERT 0 1
PREPARE TRANSACTION 'savepoints';
--| PREPARE TRANSACTION
COMMIT PREPARED 'savepoints';
--| COMMIT PREPARED
SELECT * FROM t ORDER BY a;
--| a int4
--| 1
--| 2
--| 4
--| 6
--| 7
BEGIN;
--| BEGIN
DELETE FROM t;
--| DELETE 5
PREPARE TRANSACTION 'undone';
--| PREPARE TRANSACTION
ROLLBACK PREPARED 'undone';
--| ROLLBACK PREPARED
SELECT count(*) FROM t;
--| count int8
--| 5
BEGIN;
--| BEGIN
INSERT INTO t VALUES (1);
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (a)=(1) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
PREPARE TRANSACTION 'failed';
--| ROLLBACK
ROLLBACK PREPARED 'failed';
--| ERROR 42704: prepared transaction with identifier "failed" does not exist
-- A read-only one has an id, too.
BEGIN;
--| BEGIN
SELECT 1 AS one;
--| one int4
--| 1
PREPARE TRANSACTION '';
--| PREPARE TRANSACTION
SELECT gid FROM pg_prepared_xacts;
--| gid text
--| ""
ROLLBACK PREPARED '';
--| ROLLBACK PREPARED
-- Locks stay.
BEGIN;
--| BEGIN
DELETE FROM t WHERE a = 1;
--| DELETE 1
CREATE TABLE made (b int);
--| CREATE TABLE
INSERT INTO made VALUES (8);
--| INSERT 0 1
PREPARE TRANSACTION 'locks';
--| PREPARE TRANSACTION
SELECT * FROM t WHERE a = 1 FOR UPDATE NOWAIT;
--| ERROR 55P03: could not obtain lock on row in relation "t"
SELECT * FROM t WHERE a = 2 FOR UPDATE NOWAIT;
--| a int4
--| 2
SELECT locktype, relation::regclass, mode, pid FROM pg_locks WHERE relation = 't'::regclass AND pid IS NULL ORDER BY mode;
--| locktype text | relation regclass | mode text | pid int4
--| relation | t | RowExclusiveLock | NULL
SELECT * FROM made;
--| ERROR 42P01: relation "made" does not exist
--| POSITION: 15
COMMIT PREPARED 'locks';
--| COMMIT PREPARED
SELECT * FROM made;
--| b int4
--| 8
-- Settings of the transaction are committed with the first phase.
BEGIN;
--| BEGIN
SET statement_timeout = '7s';
--| SET
SET LOCAL work_mem = '1MB';
--| SET
PREPARE TRANSACTION 'settings';
--| PREPARE TRANSACTION
SHOW statement_timeout;
--| statement_timeout text
--| 7s
--| SHOW
SHOW work_mem;
--| work_mem text
--| 4MB
--| SHOW
ROLLBACK PREPARED 'settings';
--| ROLLBACK PREPARED
SHOW statement_timeout;
--| statement_timeout text
--| 7s
--| SHOW
RESET statement_timeout;
--| RESET
-- Deferred constraints are checked in the first phase.
CREATE TABLE child (a int REFERENCES t DEFERRABLE INITIALLY DEFERRED);
--| CREATE TABLE
BEGIN;
--| BEGIN
INSERT INTO child VALUES (99);
--| INSERT 0 1
PREPARE TRANSACTION 'deferred';
--| ERROR 23503: insert or update on table "child" violates foreign key constraint "child_a_fkey"
--| DETAIL: Key (a)=(99) is not present in table "t".
--| FIELDS: schema public, table child, constraint child_a_fkey
SELECT count(*) FROM pg_prepared_xacts;
--| count int8
--| 0
-- What only its session could end.
BEGIN;
--| BEGIN
CREATE TEMPORARY TABLE mine (a int);
--| CREATE TABLE
PREPARE TRANSACTION 'temporary';
--| ERROR 0A000: cannot PREPARE a transaction that has operated on temporary objects
CREATE TEMPORARY TABLE mine (a int);
--| CREATE TABLE
BEGIN;
--| BEGIN
SELECT * FROM mine;
--| a int4
--| (0 rows)
PREPARE TRANSACTION 'temporary';
--| ERROR 0A000: cannot PREPARE a transaction that has operated on temporary objects
BEGIN;
--| BEGIN
DROP TABLE mine;
--| DROP TABLE
PREPARE TRANSACTION 'temporary';
--| ERROR 0A000: cannot PREPARE a transaction that has operated on temporary objects
BEGIN;
--| BEGIN
LISTEN a;
--| LISTEN
PREPARE TRANSACTION 'listen';
--| ERROR 0A000: cannot PREPARE a transaction that has executed LISTEN, UNLISTEN, or NOTIFY
BEGIN;
--| BEGIN
NOTIFY a;
--| NOTIFY
PREPARE TRANSACTION 'notify';
--| ERROR 0A000: cannot PREPARE a transaction that has executed LISTEN, UNLISTEN, or NOTIFY
BEGIN;
--| BEGIN
DECLARE c CURSOR WITH HOLD FOR SELECT 1;
--| DECLARE CURSOR
PREPARE TRANSACTION 'cursor';
--| ERROR 0A000: cannot PREPARE a transaction that has created a cursor WITH HOLD
BEGIN;
--| BEGIN
SELECT count(pg_advisory_lock(1)), count(pg_advisory_xact_lock(1));
--| count int8 | count int8
--| 1 | 1
PREPARE TRANSACTION 'both';
--| ERROR 0A000: cannot PREPARE while holding both session-level and transaction-level locks on the same object
SELECT pg_advisory_unlock(1);
--| pg_advisory_unlock bool
--| t
BEGIN;
--| BEGIN
PREPARE TRANSACTION '01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789';
--| ERROR 22023: transaction identifier "01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" is too long
BEGIN;
--| BEGIN
SELECT 1 / 0;
--| ERROR 22012: division by zero
PREPARE TRANSACTION 'broken';
--| ROLLBACK
CREATE ROLE preparing_other;
--| CREATE ROLE
BEGIN;
--| BEGIN
INSERT INTO t VALUES (100);
--| INSERT 0 1
PREPARE TRANSACTION 'owned';
--| PREPARE TRANSACTION
SET ROLE preparing_other;
--| SET
COMMIT PREPARED 'owned';
--| ERROR 42501: permission denied to finish prepared transaction
--| HINT: Must be superuser or the user that prepared the transaction.
RESET ROLE;
--| RESET
ROLLBACK PREPARED 'owned';
--| ROLLBACK PREPARED
DROP ROLE preparing_other;
--| DROP ROLE
