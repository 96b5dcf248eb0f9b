-- ALTER TABLE: columns come and go, change name, type and default, on a table with rows.
CREATE TABLE t (a int, b text);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'x'), (2, 'y');
--| INSERT 0 2
ALTER TABLE t ADD COLUMN c int DEFAULT 42;
--| ALTER TABLE
ALTER TABLE t ADD d text;
--| ALTER TABLE
SELECT * FROM t ORDER BY a;
--| a int4 | b text | c int4 | d text
--| 1 | x | 42 | NULL
--| 2 | y | 42 | NULL
ALTER TABLE t ADD COLUMN e int NOT NULL;
--| ERROR 23502: column "e" of relation "t" contains null values
--| FIELDS: schema public, table t, column e
ALTER TABLE t ADD COLUMN c int;
--| ERROR 42701: column "c" of relation "t" already exists
ALTER TABLE t ADD COLUMN IF NOT EXISTS c int;
--| NOTICE 42701: column "c" of relation "t" already exists, skipping
--| ALTER TABLE
INSERT INTO t VALUES (3, 'z', DEFAULT, 'dd');
--| INSERT 0 1
ALTER TABLE t DROP COLUMN b;
--| ALTER TABLE
SELECT * FROM t ORDER BY a;
--| a int4 | c int4 | d text
--| 1 | 42 | NULL
--| 2 | 42 | NULL
--| 3 | 42 | dd
SELECT b FROM t;
--| ERROR 42703: column "b" does not exist
--| POSITION: 8
ALTER TABLE t DROP COLUMN nosuch;
--| ERROR 42703: column "nosuch" of relation "t" does not exist
ALTER TABLE t DROP COLUMN IF EXISTS nosuch;
--| NOTICE 00000: column "nosuch" of relation "t" does not exist, skipping
--| ALTER TABLE
ALTER TABLE t RENAME COLUMN c TO cc;
--| ALTER TABLE
ALTER TABLE t RENAME COLUMN a TO cc;
--| ERROR 42701: column "cc" of relation "t" already exists
ALTER TABLE t ALTER COLUMN cc SET DEFAULT 7;
--| ALTER TABLE
INSERT INTO t (a) VALUES (4) RETURNING *;
--| a int4 | cc int4 | d text
--| 4 | 7 | NULL
--| INSERT 0 1
ALTER TABLE t ALTER cc DROP DEFAULT;
--| ALTER TABLE
INSERT INTO t (a) VALUES (5) RETURNING *;
--| a int4 | cc int4 | d text
--| 5 | NULL | NULL
--| INSERT 0 1
ALTER TABLE t ALTER COLUMN a TYPE int8;
--| ALTER TABLE
ALTER TABLE t ALTER COLUMN a TYPE text USING 'n' || a;
--| ALTER TABLE
SELECT a, cc FROM t ORDER BY a;
--| a text | cc int4
--| n1 | 42
--| n2 | 42
--| n3 | 42
--| n4 | 7
--| n5 | NULL
ALTER TABLE t ALTER COLUMN a TYPE int;
--| ERROR 42804: column "a" cannot be cast automatically to type integer
--| HINT: You might need to specify "USING a::integer".
ALTER TABLE t ALTER COLUMN cc TYPE int2 USING cc + 100000;
--| ERROR 22003: smallint out of range
ALTER TABLE t RENAME TO u;
--| ALTER TABLE
SELECT count(*) FROM u;
--| count int8
--| 5
SELECT count(*) FROM t;
--| ERROR 42P01: relation "t" does not exist
--| POSITION: 22
ALTER TABLE u ADD PRIMARY KEY (a);
--| ALTER TABLE
ALTER TABLE u ADD CONSTRAINT u_cc UNIQUE (cc);
--| ERROR 23505: could not create unique index "u_cc"
--| DETAIL: Key (cc)=(42) is duplicated.
--| FIELDS: schema public, table u, constraint u_cc
ALTER TABLE u DROP COLUMN cc, ADD COLUMN f bool DEFAULT true, ADD CHECK (f);
--| ALTER TABLE
SELECT * FROM u ORDER BY a;
--| a text | d text | f bool
--| n1 | NULL | t
--| n2 | NULL | t
--| n3 | dd | t
--| n4 | NULL | t
--| n5 | NULL | t
INSERT INTO u VALUES ('n1');
--| ERROR 23505: duplicate key value violates unique constraint "u_pkey"
--| DETAIL: Key (a)=(n1) already exists.
--| FIELDS: schema public, table u, constraint u_pkey
ALTER TABLE nosuch ADD COLUMN a int;
--| ERROR 42P01: relation "nosuch" does not exist
ALTER TABLE IF EXISTS nosuch ADD COLUMN a int;
--| NOTICE 00000: relation "nosuch" does not exist, skipping
--| ALTER TABLE
ALTER TABLE u DROP CONSTRAINT u_pkey;
--| ALTER TABLE
INSERT INTO u VALUES ('n1');
--| INSERT 0 1
ALTER TABLE u ALTER COLUMN nosuch SET NOT NULL;
--| ERROR 42703: column "nosuch" of relation "u" does not exist
CREATE VIEW v AS SELECT a FROM u;
--| CREATE VIEW
ALTER TABLE u DROP COLUMN a;
--| ERROR 2BP01: cannot drop column a of table u because other objects depend on it
--| DETAIL: view v depends on column a of table u
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
ALTER TABLE u DROP COLUMN a CASCADE;
--| NOTICE 00000: drop cascades to view v
--| ALTER TABLE
SELECT * FROM v;
--| ERROR 42P01: relation "v" does not exist
--| POSITION: 15
