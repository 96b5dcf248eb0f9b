-- Indexed int4 and int2 columns compared with integers that they cannot hold.
CREATE TABLE small (id int PRIMARY KEY, s int2);
--| CREATE TABLE
CREATE INDEX ON small (s DESC);
--| CREATE INDEX
INSERT INTO small VALUES (1, 1), (5, 5), (7, NULL), (2147483647, 32767), (-2147483648, -32768);
--| INSERT 0 5
SET enable_seqscan = off;
--| SET
SELECT id FROM small WHERE id = 4294967297;
--| id int4
--| (0 rows)
SELECT id FROM small WHERE id = 9223372036854775807;
--| id int4
--| (0 rows)
SELECT id FROM small WHERE id < 4294967297 ORDER BY id;
--| id int4
--| -2147483648
--| 1
--| 5
--| 7
--| 2147483647
SELECT id FROM small WHERE id >= -9223372036854775807 AND id <= 9223372036854775807 ORDER BY id;
--| id int4
--| -2147483648
--| 1
--| 5
--| 7
--| 2147483647
SELECT id FROM small WHERE id > 4294967296 OR id < -4294967296;
--| id int4
--| (0 rows)
SELECT id FROM small WHERE id <= 9007199254740993 AND id > 4 AND id < 4294967300 ORDER BY id;
--| id int4
--| 5
--| 7
--| 2147483647
SELECT s FROM small WHERE s = 65537;
--| s int2
--| (0 rows)
SELECT s FROM small WHERE s < 65536 ORDER BY s;
--| s int2
--| -32768
--| 1
--| 5
--| 32767
SELECT s FROM small WHERE s > -9223372036854775807 ORDER BY s DESC;
--| s int2
--| 32767
--| 5
--| 1
--| -32768
SELECT s FROM small WHERE s > 32768;
--| s int2
--| (0 rows)
SELECT id FROM small WHERE id IN (4294967297, 5, 9223372036854775807) ORDER BY id;
--| id int4
--| 5
SELECT id FROM small WHERE id = ANY (ARRAY[4294967297, 4294967301]);
--| id int4
--| (0 rows)
SELECT v.x, t.id FROM (VALUES (4294967297), (5), (9223372036854775807)) v(x) LEFT JOIN small t ON t.id = v.x ORDER BY 1;
--| x int8 | id int4
--| 5 | 5
--| 4294967297 | NULL
--| 9223372036854775807 | NULL
--! bind ["4294967297"]
SELECT id FROM small WHERE id = $1::int8;
--| id int4
--| (0 rows)
UPDATE small SET s = 0 WHERE id = 4294967297;
--| UPDATE 0
DELETE FROM small WHERE id = 4294967301;
--| DELETE 0
SELECT * FROM small ORDER BY id;
--| id int4 | s int2
--| -2147483648 | -32768
--| 1 | 1
--| 5 | 5
--| 7 | NULL
--| 2147483647 | 32767
CREATE TABLE wide (parent int8 REFERENCES small (id) ON DELETE CASCADE);
--| CREATE TABLE
INSERT INTO wide VALUES (5), (NULL);
--| INSERT 0 2
INSERT INTO wide VALUES (4294967297);
--| ERROR 23503: insert or update on table "wide" violates foreign key constraint "wide_parent_fkey"
--| DETAIL: Key (parent)=(4294967297) is not present in table "small".
--| FIELDS: schema public, table wide, constraint wide_parent_fkey
INSERT INTO wide VALUES (9223372036854775807);
--| ERROR 23503: insert or update on table "wide" violates foreign key constraint "wide_parent_fkey"
--| DETAIL: Key (parent)=(9223372036854775807) is not present in table "small".
--| FIELDS: schema public, table wide, constraint wide_parent_fkey
CREATE TABLE big (id int8 PRIMARY KEY);
--| CREATE TABLE
INSERT INTO big VALUES (1), (4294967297), (9223372036854775807);
--| INSERT 0 3
CREATE TABLE narrow (big int4 REFERENCES big (id) ON DELETE CASCADE);
--| CREATE TABLE
CREATE INDEX ON narrow (big);
--| CREATE INDEX
INSERT INTO narrow VALUES (1);
--| INSERT 0 1
DELETE FROM big WHERE id = 4294967297;
--| DELETE 1
DELETE FROM big WHERE id = 9223372036854775807;
--| DELETE 1
SELECT * FROM narrow;
--| big int4
--| 1
