-- What may change of a relation while its row type is in use elsewhere.

CREATE TABLE r (x int, y text);
--| CREATE TABLE

CREATE TABLE u (id int, r r);
--| CREATE TABLE

INSERT INTO u VALUES (1, (1,'one'));
--| INSERT 0 1

ALTER TABLE r ADD COLUMN z int DEFAULT 5;
--| ERROR 0A000: cannot alter table "r" because column "u.r" uses its row type

ALTER TABLE r ADD COLUMN z int DEFAULT NULL;
--| ALTER TABLE

ALTER TABLE r ADD COLUMN n int NOT NULL;
--| ALTER TABLE

ALTER TABLE r ADD COLUMN s serial;
--| ERROR 0A000: cannot alter table "r" because column "u.r" uses its row type

ALTER TABLE r ADD COLUMN g int GENERATED ALWAYS AS (x) STORED;
--| ERROR 0A000: cannot alter table "r" because column "u.r" uses its row type

ALTER TABLE r ADD COLUMN ck int CHECK (ck > 0);
--| ALTER TABLE

ALTER TABLE r ALTER COLUMN x TYPE bigint;
--| ERROR 0A000: cannot alter table "r" because column "u.r" uses its row type

ALTER TABLE r ALTER COLUMN y TYPE varchar;
--| ERROR 0A000: cannot alter table "r" because column "u.r" uses its row type

ALTER TABLE r ALTER COLUMN y SET NOT NULL;
--| ALTER TABLE

ALTER TABLE r ALTER COLUMN x SET DEFAULT 7;
--| ALTER TABLE

ALTER TABLE r ADD CHECK (x > 0);
--| ALTER TABLE

SELECT * FROM u;
--| id int4 | r user-type
--| 1 | (1,one,,,)

CREATE TYPE c AS (a int, b text);
--| CREATE TYPE

CREATE TABLE t (v c, arr c[]);
--| CREATE TABLE

ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint;
--| ERROR 0A000: cannot alter type "c" because column "t.arr" uses it

ALTER TYPE c ALTER ATTRIBUTE b TYPE varchar;
--| ERROR 0A000: cannot alter type "c" because column "t.arr" uses it

ALTER TYPE c ADD ATTRIBUTE d int;
--| ALTER TYPE

CREATE TYPE outerc AS (i c, k int);
--| CREATE TYPE

CREATE TABLE t2 (o outerc);
--| CREATE TABLE

ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint;
--| ERROR 0A000: cannot alter type "c" because column "t.arr" uses it

DROP TABLE t;
--| DROP TABLE

ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint;
--| ERROR 0A000: cannot alter type "c" because column "t2.o" uses it

DROP TABLE t2;
--| DROP TABLE

ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint;
--| ALTER TYPE

CREATE DOMAIN dc AS c;
--| CREATE DOMAIN

CREATE TABLE t3 (v dc);
--| CREATE TABLE

ALTER TYPE c ALTER ATTRIBUTE a TYPE int;
--| ERROR 0A000: cannot alter type "c" because column "t3.v" uses it

CREATE TABLE t4 (x int4range);
--| CREATE TABLE

CREATE VIEW vv AS SELECT NULL::c AS c;
--| CREATE VIEW

ALTER TYPE c ADD ATTRIBUTE a int;
--| ERROR 42701: column "a" of relation "c" already exists

ALTER TYPE c DROP ATTRIBUTE nope;
--| ERROR 42703: column "nope" of relation "c" does not exist

ALTER TYPE c DROP ATTRIBUTE IF EXISTS nope;
--| NOTICE 00000: column "nope" of relation "c" does not exist, skipping
--| ALTER TYPE

ALTER TYPE c RENAME ATTRIBUTE a TO aa;
--| ALTER TYPE

ALTER TYPE c RENAME ATTRIBUTE aa TO b;
--| ERROR 42701: column "b" of relation "c" already exists
