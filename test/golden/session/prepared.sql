-- PREPARE, EXECUTE, DEALLOCATE, and parameters through the protocol.
CREATE TABLE t (a int, b text, c numeric);
--| CREATE TABLE
INSERT INTO t VALUES (1, 'one', 1.5), (2, 'two', 2.5), (3, '01234', NULL);
--| INSERT 0 3
PREPARE q (int) AS SELECT b FROM t WHERE a = $1;
--| PREPARE
EXECUTE q (2);
--| b text
--| two
EXECUTE q ('3');
--| b text
--| 01234
EXECUTE q (NULL);
--| b text
--| (0 rows)
EXECUTE q;
--| ERROR 42601: wrong number of parameters for prepared statement "q"
--| DETAIL: Expected 1 parameters but got 0.
EXECUTE q (1, 2);
--| ERROR 42601: wrong number of parameters for prepared statement "q"
--| DETAIL: Expected 1 parameters but got 2.
EXECUTE q ('x');
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 12
PREPARE q AS SELECT 1;
--| ERROR 42P05: prepared statement "q" already exists
PREPARE ins AS INSERT INTO t VALUES ($1, $2, $3) RETURNING a, b;
--| PREPARE
EXECUTE ins (4, 'four; DROP TABLE t', 4);
--| a int4 | b text
--| 4 | four; DROP TABLE t
--| INSERT 0 1
EXECUTE ins (1 + 4, upper('five'), '5.5');
--| a int4 | b text
--| 5 | FIVE
--| INSERT 0 1
DEALLOCATE q;
--| DEALLOCATE
EXECUTE q (1);
--| ERROR 26000: prepared statement "q" does not exist
DEALLOCATE nosuch;
--| ERROR 26000: prepared statement "nosuch" does not exist
DEALLOCATE ALL;
--| DEALLOCATE ALL
PREPARE bad AS SELECT nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 23
PREPARE p2 AS SELECT $1 + $2;
--| ERROR 42725: operator is not unique: unknown + unknown
--| HINT: Could not choose a best candidate operator. You might need to add explicit type casts.
--| POSITION: 25
PREPARE p3 AS SELECT $1;
--| PREPARE
EXECUTE p3 ('text');
--| ?column? text
--| text
--! bind ["2"]
SELECT b FROM t WHERE a = $1;
--| b text
--| two
--! bind ["01234"]
SELECT a, $1 AS same FROM t WHERE b = $1;
--| a int4 | same text
--| 3 | 01234
--! bind ["' OR true --"]
SELECT count(*) FROM t WHERE b = $1;
--| count int8
--| 0
--! bind ["abc"]
SELECT a FROM t WHERE a = $1;
--| ERROR 22P02: invalid input syntax for type integer: "abc"
--| CONTEXT: unnamed portal parameter $1 = '...'
--! bind [null]
SELECT count(*) FROM t WHERE c IS NOT DISTINCT FROM $1;
--| count int8
--| 1
--! bind ["1", "2"]
SELECT $1::int + $2 AS sum;
--| sum int4
--| 3
--! bind ["1"]
SELECT $1 + 1.5 AS n;
--| n numeric
--| 2.5
--! bind ["{1,3}"]
SELECT a FROM t WHERE a = ANY ($1) ORDER BY a;
--| a int4
--| 1
--| 3
--! bind ["2024-02-29"]
SELECT $1::date + 1 AS d;
--| d date
--| 2024-03-01
--! bind ["2", "1"]
SELECT a FROM t ORDER BY a LIMIT $1 OFFSET $2;
--| a int4
--| 2
--| 3
--! bind ["9", "nine"]
INSERT INTO t (a, b) VALUES ($1, $2) RETURNING *;
--| a int4 | b text | c numeric
--| 9 | nine | NULL
--| INSERT 0 1
--! bind ["7"]
SELECT $2::int;
--| ERROR 42P18: could not determine data type of parameter $1
--! bind ["7"]
SELECT 1;
--| ERROR 08P01: bind message supplies 1 parameters, but prepared statement "" requires 0
--! simple-only the message differs when it is parsed on its own
SELECT $1;
--| ERROR 42P02: there is no parameter $1
--| POSITION: 8
