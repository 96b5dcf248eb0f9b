-- Cursors: FETCH in all directions, MOVE, WITH HOLD, errors.
BEGIN;
--| BEGIN
DECLARE c CURSOR FOR SELECT generate_series(1, 5) AS n;
--| DECLARE CURSOR
FETCH c;
--| n int4
--| 1
--| FETCH 1
FETCH 2 FROM c;
--| n int4
--| 2
--| 3
--| FETCH 2
FETCH FORWARD ALL IN c;
--| n int4
--| 4
--| 5
--| FETCH 2
FETCH NEXT FROM c;
--| n int4
--| (0 rows)
--| FETCH 0
CLOSE c;
--| CLOSE CURSOR
FETCH c;
--| ERROR 34000: cursor "c" does not exist
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
DECLARE s SCROLL CURSOR FOR SELECT n FROM (VALUES (1), (2), (3), (4)) v(n) ORDER BY n DESC;
--| DECLARE CURSOR
FETCH LAST FROM s;
--| n int4
--| 1
--| FETCH 1
FETCH PRIOR FROM s;
--| n int4
--| 2
--| FETCH 1
FETCH FIRST FROM s;
--| n int4
--| 4
--| FETCH 1
FETCH ABSOLUTE 3 FROM s;
--| n int4
--| 2
--| FETCH 1
FETCH RELATIVE -1 FROM s;
--| n int4
--| 3
--| FETCH 1
FETCH BACKWARD ALL FROM s;
--| n int4
--| 4
--| FETCH 1
MOVE 2 FROM s;
--| MOVE 2
FETCH 0 FROM s;
--| n int4
--| 3
--| FETCH 1
MOVE ALL IN s;
--| MOVE 2
FETCH NEXT FROM s;
--| n int4
--| (0 rows)
--| FETCH 0
COMMIT;
--| COMMIT
FETCH s;
--| ERROR 34000: cursor "s" does not exist
DECLARE outside CURSOR FOR SELECT 1;
--| ERROR 25P01: DECLARE CURSOR can only be used in transaction blocks
CREATE TABLE t (a int);
--| CREATE TABLE
INSERT INTO t VALUES (1), (2), (3);
--| INSERT 0 3
BEGIN;
--| BEGIN
DECLARE h CURSOR WITH HOLD FOR SELECT a FROM t ORDER BY a;
--| DECLARE CURSOR
FETCH h;
--| a int4
--| 1
--| FETCH 1
COMMIT;
--| COMMIT
DELETE FROM t;
--| DELETE 3
FETCH ALL FROM h;
--| a int4
--| 2
--| 3
--| FETCH 2
CLOSE h;
--| CLOSE CURSOR
CLOSE nosuch;
--| ERROR 34000: cursor "nosuch" does not exist
BEGIN;
--| BEGIN
DECLARE n NO SCROLL CURSOR FOR SELECT 1;
--| DECLARE CURSOR
FETCH BACKWARD FROM n;
--| ERROR 55000: cursor can only scan forward
--| HINT: Declare it with SCROLL option to enable backward scan.
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
DECLARE d CURSOR FOR SELECT 1;
--| DECLARE CURSOR
DECLARE d CURSOR FOR SELECT 2;
--| ERROR 42P03: cursor "d" already exists
ROLLBACK;
--| ROLLBACK
