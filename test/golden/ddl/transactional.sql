-- DDL is transactional: rolled back with everything it did.
BEGIN;
--| BEGIN
CREATE TABLE t (a int PRIMARY KEY);
--| CREATE TABLE
INSERT INTO t VALUES (1), (2);
--| INSERT 0 2
SELECT count(*) FROM t;
--| count int8
--| 2
ROLLBACK;
--| ROLLBACK
SELECT * FROM t;
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 15
CREATE TABLE t (a int);
--| CREATE TABLE
INSERT INTO t VALUES (1);
--| INSERT 0 1
BEGIN;
--| BEGIN
ALTER TABLE t ADD COLUMN b int DEFAULT 5;
--| ALTER TABLE
UPDATE t SET b = 6;
--| UPDATE 1
SAVEPOINT s;
--| SAVEPOINT
DROP TABLE t;
--| DROP TABLE
SELECT * FROM t;
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 15
ROLLBACK TO s;
--| ROLLBACK
SELECT * FROM t;
--| a int4 | b int4
--| 1 | 6
ROLLBACK;
--| ROLLBACK
SELECT * FROM t;
--| a int4
--| 1
BEGIN;
--| BEGIN
DROP TABLE t;
--| DROP TABLE
CREATE TABLE t (x text);
--| CREATE TABLE
INSERT INTO t VALUES ('new');
--| INSERT 0 1
COMMIT;
--| COMMIT
SELECT * FROM t;
--| x text
--| new
BEGIN;
--| BEGIN
TRUNCATE t;
--| TRUNCATE TABLE
SELECT count(*) FROM t;
--| count int8
--| 0
ROLLBACK;
--| ROLLBACK
SELECT count(*) FROM t;
--| count int8
--| 1
BEGIN;
--| BEGIN
CREATE INDEX t_x ON t (x);
--| CREATE INDEX
SAVEPOINT a;
--| SAVEPOINT
INSERT INTO t VALUES ('in savepoint');
--| INSERT 0 1
CREATE SEQUENCE q;
--| CREATE SEQUENCE
ROLLBACK TO a;
--| ROLLBACK
CREATE SEQUENCE q;
--| CREATE SEQUENCE
COMMIT;
--| COMMIT
SELECT x FROM t WHERE x = 'new';
--| x text
--| new
SELECT nextval('q');
--| nextval int8
--| 1
BEGIN;
--| BEGIN
ALTER TABLE t RENAME TO u;
--| ALTER TABLE
SELECT count(*) FROM u;
--| count int8
--| 1
ROLLBACK;
--| ROLLBACK
SELECT count(*) FROM u;
--| ERROR 42P01: relation "u" does not exist
--| POSITION: 22
