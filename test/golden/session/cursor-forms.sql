-- Cursors and prepared statements in all their spellings.

BEGIN;
--| BEGIN
DECLARE b INSENSITIVE NO SCROLL CURSOR WITHOUT HOLD FOR SELECT g FROM generate_series(1, 9) g;
--| DECLARE CURSOR
DECLARE c ASENSITIVE SCROLL CURSOR WITH HOLD FOR SELECT g FROM generate_series(1, 9) g;
--| DECLARE CURSOR
DECLARE c CURSOR FOR SELECT 1;
--| ERROR 42P03: cursor "c" already exists
FETCH NEXT FROM c;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
DECLARE c ASENSITIVE SCROLL CURSOR WITH HOLD FOR SELECT g FROM generate_series(1, 9) g;
--| DECLARE CURSOR
FETCH NEXT IN c;
--| g int4
--| 1
--| FETCH 1
FETCH FORWARD c;
--| g int4
--| 2
--| FETCH 1
FETCH FORWARD 2 FROM c;
--| g int4
--| 3
--| 4
--| FETCH 2
FETCH PRIOR FROM c;
--| g int4
--| 3
--| FETCH 1
FETCH BACKWARD c;
--| g int4
--| 2
--| FETCH 1
FETCH BACKWARD 1 IN c;
--| g int4
--| 1
--| FETCH 1
FETCH FIRST FROM c;
--| g int4
--| 1
--| FETCH 1
FETCH LAST c;
--| g int4
--| 9
--| FETCH 1
FETCH ABSOLUTE 3 FROM c;
--| g int4
--| 3
--| FETCH 1
FETCH ABSOLUTE -2 FROM c;
--| g int4
--| 8
--| FETCH 1
FETCH RELATIVE -1 FROM c;
--| g int4
--| 7
--| FETCH 1
FETCH RELATIVE +1 c;
--| g int4
--| 8
--| FETCH 1
FETCH 0 FROM c;
--| g int4
--| 8
--| FETCH 1
FETCH -2 c;
--| g int4
--| 7
--| 6
--| FETCH 2
FETCH +1 IN c;
--| g int4
--| 7
--| FETCH 1
FETCH c;
--| g int4
--| 8
--| FETCH 1
FETCH FORWARD ALL FROM c;
--| g int4
--| 9
--| FETCH 1
FETCH BACKWARD ALL c;
--| g int4
--| 9
--| 8
--| 7
--| 6
--| 5
--| 4
--| 3
--| 2
--| 1
--| FETCH 9
FETCH ALL c;
--| g int4
--| 1
--| 2
--| 3
--| 4
--| 5
--| 6
--| 7
--| 8
--| 9
--| FETCH 9
MOVE FIRST c;
--| MOVE 1
MOVE FORWARD 3 IN c;
--| MOVE 3
MOVE BACKWARD ALL IN c;
--| MOVE 3
MOVE LAST FROM c;
--| MOVE 1
MOVE c;
--| MOVE 0
COMMIT;
--| COMMIT
FETCH PRIOR FROM c;
--| g int4
--| 9
--| FETCH 1
CLOSE c;
--| CLOSE CURSOR
CLOSE c;
--| ERROR 34000: cursor "c" does not exist
CLOSE ALL;
--| CLOSE CURSOR ALL
DECLARE d CURSOR FOR SELECT 1;
--| ERROR 25P01: DECLARE CURSOR can only be used in transaction blocks
BEGIN;
--| BEGIN
DECLARE d SCROLL NO SCROLL CURSOR FOR SELECT 1;
--| ERROR 42P11: cannot specify both SCROLL and NO SCROLL
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
DECLARE d INSENSITIVE ASENSITIVE CURSOR FOR SELECT 1;
--| ERROR 42P11: cannot specify both ASENSITIVE and INSENSITIVE
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
DECLARE d NO SCROLL CURSOR FOR SELECT 1;
--| DECLARE CURSOR
FETCH BACKWARD 1 FROM d;
--| ERROR 55000: cursor can only scan forward
--| HINT: Declare it with SCROLL option to enable backward scan.
ROLLBACK;
--| ROLLBACK
PREPARE p (int, text) AS SELECT $1 + 1 AS n, $2 || 'x' AS t;
--| PREPARE
EXECUTE p (1, 'a');
--| n int4 | t text
--| 2 | ax
EXECUTE p (1);
--| ERROR 42601: wrong number of parameters for prepared statement "p"
--| DETAIL: Expected 2 parameters but got 1.
PREPARE p AS SELECT 1;
--| ERROR 42P05: prepared statement "p" already exists
CREATE TEMP TABLE made AS EXECUTE p (41, 'y');
--| SELECT 1
CREATE TABLE IF NOT EXISTS made2 AS EXECUTE p (1, 'b') WITH NO DATA;
--| SELECT 0
CREATE TABLE IF NOT EXISTS made2 AS EXECUTE p (1, 'b') WITH DATA;
--| NOTICE 42P07: relation "made2" already exists, skipping
--| CREATE TABLE AS
PREPARE q AS SELECT 7 AS seven;
--| PREPARE
CREATE UNLOGGED TABLE made3 AS EXECUTE q;
--| SELECT 1
TABLE made;
--| n int4 | t text
--| 42 | yx
TABLE made2;
--| n int4 | t text
--| (0 rows)
TABLE made3;
--| seven int4
--| 7
EXPLAIN (COSTS OFF) EXECUTE q;
--| QUERY PLAN text
--| Result
--| EXPLAIN
EXPLAIN (COSTS OFF) CREATE TABLE x AS EXECUTE q;
--| QUERY PLAN text
--| Result
--| EXPLAIN
EXPLAIN (COSTS OFF) CREATE TABLE x AS SELECT 1;
--| QUERY PLAN text
--| Result
--| EXPLAIN
EXPLAIN (COSTS OFF) DECLARE z CURSOR FOR SELECT 1;
--| QUERY PLAN text
--| Result
--| EXPLAIN
DEALLOCATE PREPARE p;
--| DEALLOCATE
DEALLOCATE q;
--| DEALLOCATE
DEALLOCATE q;
--| ERROR 26000: prepared statement "q" does not exist
DEALLOCATE PREPARE ALL;
--| DEALLOCATE ALL
PREPARE ins AS INSERT INTO made3 VALUES ($1) RETURNING seven;
--| PREPARE
EXECUTE ins (8);
--| seven int4
--| 8
--| INSERT 0 1
PREPARE upd (int) AS WITH w AS (SELECT 1) UPDATE made3 SET seven = $1 RETURNING *;
--| PREPARE
EXECUTE upd (9);
--| seven int4
--| 9
--| 9
--| UPDATE 2
DEALLOCATE ALL;
--| DEALLOCATE ALL
EXECUTE nosuch;
--| ERROR 26000: prepared statement "nosuch" does not exist
PREPARE bad AS SELECT $1;
--| PREPARE
PREPARE worse (int) AS SELECT $1, $3;
--| ERROR 42P18: could not determine data type of parameter $2
EXECUTE worse (1);
--| ERROR 26000: prepared statement "worse" does not exist
