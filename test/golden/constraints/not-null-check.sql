-- NOT NULL and CHECK: who is named in the error, NULL passes a check, order of checks.
CREATE TABLE t (id int NOT NULL, age int CHECK (age >= 0), name text CONSTRAINT short CHECK (length(name) < 5), CHECK (id <> age), CONSTRAINT grown CHECK (age < 100 OR name = 'old'));
--| CREATE TABLE
INSERT INTO t VALUES (1, 5, 'ann'), (2, NULL, NULL), (3, 120, 'old');
--| INSERT 0 3
INSERT INTO t VALUES (NULL, 1, 'x');
--| ERROR 23502: null value in column "id" of relation "t" violates not-null constraint
--| DETAIL: Failing row contains (null, 1, x).
--| FIELDS: schema public, table t, column id
INSERT INTO t VALUES (4, -1, 'x');
--| ERROR 23514: new row for relation "t" violates check constraint "t_age_check"
--| DETAIL: Failing row contains (4, -1, x).
--| FIELDS: schema public, table t, constraint t_age_check
INSERT INTO t VALUES (4, 1, 'too long');
--| ERROR 23514: new row for relation "t" violates check constraint "short"
--| DETAIL: Failing row contains (4, 1, too long).
--| FIELDS: schema public, table t, constraint short
INSERT INTO t VALUES (4, 4, 'x');
--| ERROR 23514: new row for relation "t" violates check constraint "t_check"
--| DETAIL: Failing row contains (4, 4, x).
--| FIELDS: schema public, table t, constraint t_check
INSERT INTO t VALUES (4, 100, 'x');
--| ERROR 23514: new row for relation "t" violates check constraint "grown"
--| DETAIL: Failing row contains (4, 100, x).
--| FIELDS: schema public, table t, constraint grown
UPDATE t SET age = -5 WHERE id = 1;
--| ERROR 23514: new row for relation "t" violates check constraint "t_age_check"
--| DETAIL: Failing row contains (1, -5, ann).
--| FIELDS: schema public, table t, constraint t_age_check
UPDATE t SET id = NULL WHERE id = 1;
--| ERROR 23502: null value in column "id" of relation "t" violates not-null constraint
--| DETAIL: Failing row contains (null, 5, ann).
--| FIELDS: schema public, table t, column id
UPDATE t SET age = age + 1 WHERE id = 2;
--| UPDATE 1
SELECT * FROM t ORDER BY id;
--| id int4 | age int4 | name text
--| 1 | 5 | ann
--| 2 | NULL | NULL
--| 3 | 120 | old
ALTER TABLE t ALTER COLUMN name SET NOT NULL;
--| ERROR 23502: column "name" of relation "t" contains null values
--| FIELDS: schema public, table t, column name
ALTER TABLE t ADD CHECK (age < 50);
--| ERROR 23514: check constraint "t_age_check1" of relation "t" is violated by some row
--| FIELDS: schema public, table t, constraint t_age_check1
ALTER TABLE t ADD CONSTRAINT limits CHECK (id < 100);
--| ALTER TABLE
INSERT INTO t VALUES (100, 1, 'a');
--| ERROR 23514: new row for relation "t" violates check constraint "limits"
--| DETAIL: Failing row contains (100, 1, a).
--| FIELDS: schema public, table t, constraint limits
ALTER TABLE t DROP CONSTRAINT limits;
--| ALTER TABLE
INSERT INTO t VALUES (100, 1, 'a');
--| INSERT 0 1
ALTER TABLE t DROP CONSTRAINT nosuch;
--| ERROR 42704: constraint "nosuch" of relation "t" does not exist
ALTER TABLE t ALTER COLUMN id DROP NOT NULL;
--| ALTER TABLE
INSERT INTO t VALUES (NULL, 1, 'b');
--| INSERT 0 1
CREATE TABLE bad (a int CHECK (b > 1));
--| ERROR 42703: column "b" does not exist
--| POSITION: 32
CREATE TABLE bad (a int CHECK (a));
--| ERROR 42804: argument of CHECK must be type boolean, not type integer
--| POSITION: 32
CREATE TABLE bad (a int CHECK (a > (SELECT 1)));
--| ERROR 0A000: cannot use subquery in check constraint
--| POSITION: 36
CREATE TABLE bad (a int CHECK (sum(a) > 1));
--| ERROR 42803: aggregate functions are not allowed in check constraints
--| POSITION: 32
