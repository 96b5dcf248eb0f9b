-- LOCK TABLE in every mode; only in a transaction block; what cannot be locked.

CREATE TABLE lk (a int);
--| CREATE TABLE
CREATE VIEW lkv AS SELECT a FROM lk;
--| CREATE VIEW
LOCK TABLE lk;
--| ERROR 25P01: LOCK TABLE can only be used in transaction blocks
BEGIN;
--| BEGIN
LOCK lk;
--| LOCK TABLE
LOCK TABLE ONLY lk, lkv IN ACCESS SHARE MODE;
--| LOCK TABLE
LOCK TABLE lk IN ROW SHARE MODE NOWAIT;
--| LOCK TABLE
LOCK TABLE lk IN ROW EXCLUSIVE MODE;
--| LOCK TABLE
LOCK TABLE lk IN SHARE UPDATE EXCLUSIVE MODE;
--| LOCK TABLE
LOCK TABLE lk IN SHARE MODE;
--| LOCK TABLE
LOCK TABLE lk IN SHARE ROW EXCLUSIVE MODE;
--| LOCK TABLE
LOCK TABLE lk IN EXCLUSIVE MODE;
--| LOCK TABLE
LOCK TABLE lk * IN ACCESS EXCLUSIVE MODE NOWAIT;
--| LOCK TABLE
SELECT mode FROM pg_locks WHERE relation = 'lk'::regclass ORDER BY mode;
--| mode text
--| AccessExclusiveLock
--| AccessShareLock
--| ExclusiveLock
--| RowExclusiveLock
--| RowShareLock
--| ShareLock
--| ShareRowExclusiveLock
--| ShareUpdateExclusiveLock
LOCK TABLE nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
CREATE SEQUENCE lks;
--| CREATE SEQUENCE
LOCK TABLE lks;
--| ERROR 42809: cannot lock relation "lks"
--| DETAIL: This operation is not supported for sequences.
ROLLBACK;
--| ROLLBACK
LOCK TABLE lk IN NO MODE;
--| ERROR 42601: syntax error at or near "NO"
--| POSITION: 18
