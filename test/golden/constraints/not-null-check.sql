-- NOT NULL and CHECK: who is named in the error, NULL passes a check, order of checks.
CREATE TABLE t (id int NOT NULL, age int CHECK (age >= 0), name text CONSTRAINT short CHECK (length(name) < 5), CHECK (id <> age), CONSTRAINT grown CHECK (age < 100 OR name = 'old'));
--| ERROR 42601: syntax error at or near "both"
--| POSITION: 143
INSERT INTO t VALUES (1, 5, 'ann'), (2, NULL, NULL), (3, 120, 'old');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
INSERT INTO t VALUES (NULL, 1, 'x');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
INSERT INTO t VALUES (4, -1, 'x');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
INSERT INTO t VALUES (4, 1, 'too long');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
INSERT INTO t VALUES (4, 4, 'x');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
INSERT INTO t VALUES (4, 100, 'x');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
UPDATE t SET age = -5 WHERE id = 1;
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 8
UPDATE t SET id = NULL WHERE id = 1;
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 8
UPDATE t SET age = age + 1 WHERE id = 2;
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 8
SELECT * FROM t ORDER BY id;
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 15
ALTER TABLE t ALTER COLUMN name SET NOT NULL;
--| ERROR 42P01: relation "t" does not exist
ALTER TABLE t ADD CHECK (age < 50);
--| ERROR 42P01: relation "t" does not exist
ALTER TABLE t ADD CONSTRAINT limits CHECK (id < 100);
--| ERROR 42P01: relation "t" does not exist
INSERT INTO t VALUES (100, 1, 'a');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
ALTER TABLE t DROP CONSTRAINT limits;
--| ERROR 42P01: relation "t" does not exist
INSERT INTO t VALUES (100, 1, 'a');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
ALTER TABLE t DROP CONSTRAINT nosuch;
--| ERROR 42P01: relation "t" does not exist
ALTER TABLE t ALTER COLUMN id DROP NOT NULL;
--| ERROR 42P01: relation "t" does not exist
INSERT INTO t VALUES (NULL, 1, 'b');
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 13
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
