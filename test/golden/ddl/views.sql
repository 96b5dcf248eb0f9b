-- Views: defined by a query, follow their tables, keep their columns.
CREATE TABLE t (a int, b text);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'x'), (2, 'y');
--| INSERT 0 2
CREATE VIEW v AS SELECT a, upper(b) AS u FROM t WHERE a > 0;
--| CREATE VIEW
SELECT * FROM v ORDER BY a;
--| a int4 | u text
--| 1 | X
--| 2 | Y
INSERT INTO t VALUES (3, 'z');
--| INSERT 0 1
SELECT count(*) FROM v;
--| count int8
--| 3
CREATE VIEW v2 (x) AS SELECT a + 1 FROM v;
--| CREATE VIEW
SELECT x FROM v2 ORDER BY x DESC LIMIT 1;
--| x int4
--| 4
CREATE VIEW v AS SELECT 1;
--| ERROR 42P07: relation "v" already exists
CREATE OR REPLACE VIEW v AS SELECT a, lower(b) AS u FROM t;
--| CREATE VIEW
SELECT u FROM v ORDER BY u LIMIT 1;
--| u text
--| x
CREATE OR REPLACE VIEW v AS SELECT b FROM t;
--| ERROR 42P16: cannot drop columns from view
DROP TABLE t;
--| ERROR 2BP01: cannot drop table t because other objects depend on it
--| DETAIL: view v depends on table t\nview v2 depends on view v
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP VIEW v;
--| ERROR 2BP01: cannot drop view v because other objects depend on it
--| DETAIL: view v2 depends on view v
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
SELECT v.a, t.b FROM v JOIN t ON v.a = t.a ORDER BY 1;
--| a int4 | b text
--| 1 | x
--| 2 | y
--| 3 | z
CREATE VIEW star AS SELECT * FROM t;
--| CREATE VIEW
ALTER TABLE t ADD COLUMN c int;
--| ALTER TABLE
SELECT * FROM star ORDER BY a;
--| a int4 | b text
--| 1 | x
--| 2 | y
--| 3 | z
CREATE VIEW bad AS SELECT nosuch FROM t;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 27
CREATE VIEW bad AS SELECT a, a FROM t;
--| ERROR 42701: column "a" specified more than once
DROP VIEW nosuch;
--| ERROR 42P01: view "nosuch" does not exist
DROP VIEW IF EXISTS nosuch;
--| NOTICE 00000: view "nosuch" does not exist, skipping
--| DROP VIEW
SELECT table_name FROM information_schema.views WHERE table_schema = 'public' ORDER BY 1;
--| table_name name
--| star
--| v
--| v2
DROP VIEW v2, v;
--| DROP VIEW
DROP TABLE t CASCADE;
--| NOTICE 00000: drop cascades to view star
--| DROP TABLE
SELECT * FROM star;
--| ERROR 42P01: relation "star" does not exist
--| POSITION: 15
