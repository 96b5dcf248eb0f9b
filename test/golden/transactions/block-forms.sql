-- Transaction statements in all their spellings and with every mode; two-phase commit without a transaction.

START TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY, DEFERRABLE;
--| START TRANSACTION
SHOW transaction_isolation;
--| transaction_isolation text
--| serializable
--| SHOW
COMMIT WORK;
--| COMMIT
BEGIN TRANSACTION READ ONLY;
--| BEGIN
CREATE TABLE none (a int);
--| ERROR 25006: cannot execute CREATE TABLE in a read-only transaction
END TRANSACTION;
--| ROLLBACK
BEGIN WORK ISOLATION LEVEL REPEATABLE READ NOT DEFERRABLE;
--| BEGIN
SAVEPOINT s;
--| SAVEPOINT
ROLLBACK WORK TO SAVEPOINT s;
--| ROLLBACK
ROLLBACK TRANSACTION TO s;
--| ROLLBACK
RELEASE SAVEPOINT s;
--| RELEASE
ABORT WORK;
--| ROLLBACK
BEGIN READ WRITE;
--| BEGIN
COMMIT AND CHAIN;
--| COMMIT
SHOW transaction_read_only;
--| transaction_read_only text
--| off
--| SHOW
ROLLBACK WORK AND CHAIN;
--| ROLLBACK
COMMIT TRANSACTION AND NO CHAIN;
--| COMMIT
ROLLBACK AND CHAIN;
--| ERROR 25P01: ROLLBACK AND CHAIN can only be used in transaction blocks
COMMIT AND CHAIN;
--| ERROR 25P01: COMMIT AND CHAIN can only be used in transaction blocks
BEGIN;
--| BEGIN
BEGIN;
--| WARNING 25001: there is already a transaction in progress
--| BEGIN
ROLLBACK TRANSACTION AND NO CHAIN;
--| ROLLBACK
ROLLBACK;
--| WARNING 25P01: there is no transaction in progress
--| ROLLBACK
COMMIT;
--| WARNING 25P01: there is no transaction in progress
--| COMMIT
SAVEPOINT s;
--| ERROR 25P01: SAVEPOINT can only be used in transaction blocks
RELEASE s;
--| ERROR 25P01: RELEASE SAVEPOINT can only be used in transaction blocks
ROLLBACK TO s;
--| ERROR 25P01: ROLLBACK TO SAVEPOINT can only be used in transaction blocks
BEGIN;
--| BEGIN
RELEASE nosuch;
--| ERROR 3B001: savepoint "nosuch" does not exist
SELECT 1;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
END WORK;
--| ROLLBACK
BEGIN;
--| BEGIN
SAVEPOINT a;
--| SAVEPOINT
SAVEPOINT a;
--| SAVEPOINT
RELEASE a;
--| RELEASE
ROLLBACK TO a;
--| ROLLBACK
ABORT TRANSACTION;
--| ROLLBACK
START TRANSACTION;
--| START TRANSACTION
ABORT AND NO CHAIN;
--| ROLLBACK
BEGIN ISOLATION LEVEL READ COMMITTED;
--| BEGIN
SET CONSTRAINTS ALL DEFERRED;
--| SET CONSTRAINTS
SET CONSTRAINTS ALL IMMEDIATE;
--| SET CONSTRAINTS
SET CONSTRAINTS nosuch DEFERRED;
--| ERROR 42704: constraint "nosuch" does not exist
ROLLBACK;
--| ROLLBACK
SET CONSTRAINTS ALL DEFERRED;
--| WARNING 25P01: SET CONSTRAINTS can only be used in transaction blocks
--| SET CONSTRAINTS
CREATE TABLE parent (id int PRIMARY KEY);
--| CREATE TABLE
CREATE TABLE kid (p int CONSTRAINT kid_fk REFERENCES parent (id) DEFERRABLE INITIALLY IMMEDIATE, q int CONSTRAINT kid_q REFERENCES parent (id) NOT DEFERRABLE);
--| CREATE TABLE
BEGIN;
--| BEGIN
SET CONSTRAINTS kid_fk DEFERRED;
--| SET CONSTRAINTS
INSERT INTO kid VALUES (1, NULL);
--| INSERT 0 1
SET CONSTRAINTS kid_fk IMMEDIATE;
--| ERROR 23503: insert or update on table "kid" violates foreign key constraint "kid_fk"
--| DETAIL: Key (p)=(1) is not present in table "parent".
--| FIELDS: schema public, table kid, constraint kid_fk
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
SET CONSTRAINTS public.kid_fk, kid_q DEFERRED;
--| ERROR 42809: constraint "kid_q" is not deferrable
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
SET CONSTRAINTS kid_fk DEFERRED;
--| SET CONSTRAINTS
INSERT INTO kid VALUES (1, NULL);
--| INSERT 0 1
COMMIT;
--| ERROR 23503: insert or update on table "kid" violates foreign key constraint "kid_fk"
--| DETAIL: Key (p)=(1) is not present in table "parent".
--| FIELDS: schema public, table kid, constraint kid_fk
