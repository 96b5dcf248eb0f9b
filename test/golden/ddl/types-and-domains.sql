-- Domains, enums and composite types: created, altered in every way, dropped.

CREATE DOMAIN pos int CONSTRAINT positive CHECK (VALUE > 0) DEFAULT 1;
--| CREATE DOMAIN
CREATE DOMAIN nn AS text COLLATE "C" NOT NULL;
--| CREATE DOMAIN
CREATE DOMAIN opt text NULL DEFAULT 'd';
--| CREATE DOMAIN
CREATE TABLE dt (p pos, n nn, o opt);
--| CREATE TABLE
INSERT INTO dt (n) VALUES ('x') RETURNING *;
--| p int4 | n text | o text
--| 1 | x | d
--| INSERT 0 1
INSERT INTO dt VALUES (0, 'x');
--| ERROR 23514: value for domain pos violates check constraint "positive"
--| FIELDS: schema public, dataType pos, constraint positive
INSERT INTO dt VALUES (1, NULL);
--| ERROR 23502: domain nn does not allow null values
--| FIELDS: schema public, dataType nn
ALTER DOMAIN pos SET DEFAULT 7;
--| ALTER DOMAIN
ALTER DOMAIN pos DROP DEFAULT;
--| ALTER DOMAIN
ALTER DOMAIN pos SET NOT NULL;
--| ALTER DOMAIN
INSERT INTO dt VALUES (NULL, 'x');
--| ERROR 23502: domain pos does not allow null values
--| FIELDS: schema public, dataType pos
ALTER DOMAIN pos DROP NOT NULL;
--| ALTER DOMAIN
ALTER DOMAIN pos ADD CHECK (VALUE < 100);
--| ALTER DOMAIN
ALTER DOMAIN pos ADD CONSTRAINT even CHECK (VALUE % 2 = 0);
--| ERROR 23514: column "p" of table "dt" contains values that violate the new constraint
--| FIELDS: schema public, table dt, column p
ALTER DOMAIN pos ADD CONSTRAINT even CHECK (VALUE % 2 = 0) NOT VALID;
--| ALTER DOMAIN
INSERT INTO dt VALUES (3, 'x');
--| ERROR 23514: value for domain pos violates check constraint "even"
--| FIELDS: schema public, dataType pos, constraint even
ALTER DOMAIN pos VALIDATE CONSTRAINT even;
--| ERROR 23514: column "p" of table "dt" contains values that violate the new constraint
--| FIELDS: schema public, table dt, column p
DELETE FROM dt;
--| DELETE 1
ALTER DOMAIN pos VALIDATE CONSTRAINT even;
--| ALTER DOMAIN
ALTER DOMAIN pos VALIDATE CONSTRAINT nosuch;
--| ERROR 42704: constraint "nosuch" of domain "pos" does not exist
ALTER DOMAIN pos RENAME CONSTRAINT even TO pair;
--| ALTER DOMAIN
ALTER DOMAIN pos DROP CONSTRAINT pair RESTRICT;
--| ALTER DOMAIN
ALTER DOMAIN pos DROP CONSTRAINT IF EXISTS nosuch;
--| NOTICE 00000: constraint "nosuch" of domain "pos" does not exist, skipping
--| ALTER DOMAIN
ALTER DOMAIN pos DROP CONSTRAINT nosuch CASCADE;
--| ERROR 42704: constraint "nosuch" of domain "pos" does not exist
ALTER DOMAIN nosuch SET NOT NULL;
--| ERROR 42704: type "nosuch" does not exist
ALTER DOMAIN pos RENAME TO pos2;
--| ALTER DOMAIN
ALTER DOMAIN pos2 OWNER TO CURRENT_USER;
--| ALTER DOMAIN
CREATE SCHEMA other;
--| CREATE SCHEMA
ALTER DOMAIN pos2 SET SCHEMA other;
--| ALTER DOMAIN
SELECT 0::other.pos2;
--| ERROR 23514: value for domain other.pos2 violates check constraint "positive"
--| FIELDS: schema other, dataType pos2, constraint positive
COMMENT ON DOMAIN nn IS 'a domain';
--| COMMENT
COMMENT ON CONSTRAINT positive ON DOMAIN other.pos2 IS 'a constraint';
--| COMMENT
COMMENT ON DOMAIN nn IS NULL;
--| COMMENT
DROP DOMAIN nn;
--| ERROR 2BP01: cannot drop type nn because other objects depend on it
--| DETAIL: column n of table dt depends on type nn
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP DOMAIN IF EXISTS nosuch;
--| NOTICE 00000: type "nosuch" does not exist, skipping
--| DROP DOMAIN
DROP DOMAIN nn, opt CASCADE;
--| NOTICE 00000: drop cascades to 2 other objects
--| DETAIL: drop cascades to column o of table dt\ndrop cascades to column n of table dt
--| DROP DOMAIN
CREATE DOMAIN bad AS nosuch;
--| ERROR 42704: type "nosuch" does not exist
CREATE DOMAIN bad AS int PRIMARY KEY;
--| ERROR 42601: primary key constraints not possible for domains
CREATE DOMAIN bad AS int NOT NULL NULL;
--| ERROR 42601: conflicting NULL/NOT NULL constraints
CREATE TYPE en AS ENUM ('a', 'c');
--| CREATE TYPE
ALTER TYPE en ADD VALUE 'd';
--| ALTER TYPE
ALTER TYPE en ADD VALUE 'b' BEFORE 'c';
--| ALTER TYPE
ALTER TYPE en ADD VALUE 'bb' AFTER 'b';
--| ALTER TYPE
ALTER TYPE en ADD VALUE IF NOT EXISTS 'a';
--| NOTICE 42710: enum label "a" already exists, skipping
--| ALTER TYPE
ALTER TYPE en ADD VALUE 'a';
--| ERROR 42710: enum label "a" already exists
ALTER TYPE en ADD VALUE 'x' BEFORE 'nosuch';
--| ERROR 22023: "nosuch" is not an existing enum label
ALTER TYPE en RENAME VALUE 'bb' TO 'bc';
--| ALTER TYPE
ALTER TYPE en RENAME VALUE 'nosuch' TO 'z';
--| ERROR 22023: "nosuch" is not an existing enum label
ALTER TYPE en RENAME VALUE 'a' TO 'b';
--| ERROR 42710: enum label "b" already exists
SELECT enum_range(NULL::en);
--| enum_range user-type
--| {a,b,bc,c,d}
COMMENT ON TYPE en IS 'an enum';
--| COMMENT
ALTER TYPE en RENAME TO en3;
--| ALTER TYPE
ALTER TYPE en3 SET SCHEMA other;
--| ALTER TYPE
ALTER TYPE other.en3 OWNER TO CURRENT_USER;
--| ALTER TYPE
CREATE TYPE comp AS (a int, b text COLLATE "C");
--| CREATE TYPE
CREATE TYPE none AS ();
--| CREATE TYPE
ALTER TYPE comp ADD ATTRIBUTE c int, DROP ATTRIBUTE IF EXISTS nosuch, ALTER ATTRIBUTE a SET DATA TYPE int8;
--| NOTICE 00000: column "nosuch" of relation "comp" does not exist, skipping
--| ALTER TYPE
ALTER TYPE comp ALTER ATTRIBUTE b TYPE varchar COLLATE "POSIX" RESTRICT, DROP ATTRIBUTE c CASCADE, ADD ATTRIBUTE d date CASCADE;
--| ALTER TYPE
ALTER TYPE comp RENAME ATTRIBUTE d TO e;
--| ALTER TYPE
ALTER TYPE comp RENAME ATTRIBUTE e TO d CASCADE;
--| ALTER TYPE
ALTER TYPE comp DROP ATTRIBUTE nosuch;
--| ERROR 42703: column "nosuch" of relation "comp" does not exist
ALTER TYPE comp ADD ATTRIBUTE a int;
--| ERROR 42701: column "a" of relation "comp" already exists
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'comp'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum;
--| attname name | format_type text
--| a | bigint
--| b | character varying
--| d | date
CREATE TABLE uses (c comp);
--| CREATE TABLE
ALTER TYPE comp ALTER ATTRIBUTE a TYPE text;
--| ERROR 0A000: cannot alter type "comp" because column "uses.c" uses it
DROP TYPE comp RESTRICT;
--| ERROR 2BP01: cannot drop type comp because other objects depend on it
--| DETAIL: column c of table uses depends on type comp
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP TYPE comp, other.en3 CASCADE;
--| NOTICE 00000: drop cascades to column c of table uses
--| DROP TYPE
--! refused COMPAT.md
CREATE TYPE shell;
--| ERROR 0A000: CREATE TYPE is not supported
DROP TYPE IF EXISTS shell, nosuch;
--| NOTICE 00000: type "shell" does not exist, skipping
--| NOTICE 00000: type "nosuch" does not exist, skipping
--| DROP TYPE
DROP SCHEMA other CASCADE;
--| NOTICE 00000: drop cascades to 2 other objects
--| DETAIL: drop cascades to type other.pos2\ndrop cascades to column p of table dt
--| DROP SCHEMA
