-- UPDATE and DELETE WHERE CURRENT OF a cursor: the row it has given last, in its newest version.
CREATE TABLE stock (id int PRIMARY KEY, name text, amount int);
--| CREATE TABLE
INSERT INTO stock SELECT g, 'item ' || g, g * 10 FROM generate_series(1, 6) g;
--| INSERT 0 6
CREATE VIEW few AS SELECT id, name FROM stock WHERE id < 100;
--| CREATE VIEW
CREATE TABLE other (id int);
--| CREATE TABLE
INSERT INTO other VALUES (1);
--| INSERT 0 1
BEGIN;
--| BEGIN
DECLARE c CURSOR FOR SELECT * FROM stock;
--| DECLARE CURSOR
UPDATE stock SET amount = 0 WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not positioned on a row
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
DECLARE c CURSOR FOR SELECT * FROM stock;
--| DECLARE CURSOR
FETCH 2 FROM c;
--| id int4 | name text | amount int4
--| 1 | item 1 | 10
--| 2 | item 2 | 20
--| FETCH 2
UPDATE stock SET name = 'second' WHERE CURRENT OF c;
--| UPDATE 1
UPDATE stock SET name = name || ', again' WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 2 | second, again | 20
--| UPDATE 1
FETCH 1 FROM c;
--| id int4 | name text | amount int4
--| 3 | item 3 | 30
--| FETCH 1
DELETE FROM stock WHERE CURRENT OF c RETURNING id;
--| id int4
--| 3
--| DELETE 1
DELETE FROM stock WHERE CURRENT OF c RETURNING id;
--| id int4
--| (0 rows)
--| DELETE 0
UPDATE stock SET name = 'gone' WHERE CURRENT OF c RETURNING id;
--| id int4
--| (0 rows)
--| UPDATE 0
FETCH BACKWARD 1 FROM c;
--| id int4 | name text | amount int4
--| 2 | item 2 | 20
--| FETCH 1
UPDATE stock SET amount = amount + 1 WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 2 | second, again | 21
--| UPDATE 1
MOVE 2 FROM c;
--| MOVE 2
UPDATE stock SET name = 'moved to' WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 4 | moved to | 40
--| UPDATE 1
FETCH ALL FROM c;
--| id int4 | name text | amount int4
--| 5 | item 5 | 50
--| 6 | item 6 | 60
--| FETCH 2
SAVEPOINT s;
--| SAVEPOINT
UPDATE stock SET amount = 0 WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not positioned on a row
ROLLBACK TO s;
--| ROLLBACK
FETCH BACKWARD 1 FROM c;
--| id int4 | name text | amount int4
--| 6 | item 6 | 60
--| FETCH 1
UPDATE stock SET amount = 0 FROM other WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4 | id int4
--| 6 | item 6 | 0 | 1
--| UPDATE 1
EXPLAIN (COSTS OFF) UPDATE stock SET amount = 0 WHERE CURRENT OF c;
--| QUERY PLAN text
--| Update on stock
--|   ->  Tid Scan on stock
--|         TID Cond: CURRENT OF c
--| EXPLAIN
SET enable_tidscan = off;
--| SET
EXPLAIN (COSTS OFF) DELETE FROM stock WHERE CURRENT OF c;
--| QUERY PLAN text
--| Delete on stock
--|   ->  Tid Scan on stock
--|         TID Cond: CURRENT OF c
--| EXPLAIN
RESET enable_tidscan;
--| RESET
SAVEPOINT s;
--| SAVEPOINT
UPDATE other SET id = 0 WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not a simply updatable scan of table "other"
ROLLBACK TO s;
--| ROLLBACK
UPDATE stock SET id = 1 WHERE CURRENT OF nosuch;
--| ERROR 34000: cursor "nosuch" does not exist
ROLLBACK TO s;
--| ROLLBACK
UPDATE few SET name = '' WHERE CURRENT OF c;
--| ERROR 0A000: WHERE CURRENT OF on a view is not implemented
ROLLBACK TO s;
--| ROLLBACK
SELECT * FROM stock WHERE CURRENT OF c;
--| ERROR 42601: syntax error at or near "OF"
--| POSITION: 35
ROLLBACK TO s;
--| ROLLBACK
UPDATE stock SET amount = 0 WHERE CURRENT OF c AND id = 1;
--| ERROR 42601: syntax error at or near "AND"
--| POSITION: 48
ROLLBACK TO s;
--| ROLLBACK
SELECT * FROM stock ORDER BY id;
--| id int4 | name text | amount int4
--| 1 | item 1 | 10
--| 2 | second, again | 21
--| 4 | moved to | 40
--| 5 | item 5 | 50
--| 6 | item 6 | 0
ROLLBACK;
--| ROLLBACK
-- What a savepoint took back is not followed.
BEGIN;
--| BEGIN
DECLARE c CURSOR FOR SELECT id, name FROM few WHERE id > 1;
--| DECLARE CURSOR
FETCH c;
--| id int4 | name text
--| 2 | item 2
--| FETCH 1
SAVEPOINT s;
--| SAVEPOINT
UPDATE stock SET name = 'lost' WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 2 | lost | 20
--| UPDATE 1
ROLLBACK TO s;
--| ROLLBACK
UPDATE stock SET name = 'through a view' WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 2 | through a view | 20
--| UPDATE 1
CREATE TABLE more AS SELECT 1 AS one;
--| SELECT 1
UPDATE stock SET name = name || '!' WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 2 | through a view! | 20
--| UPDATE 1
ROLLBACK;
--| ROLLBACK
-- Cursors that lock rows: by the table they lock, joined and sorted as they may be.
BEGIN;
--| BEGIN
DECLARE c CURSOR FOR SELECT * FROM stock ORDER BY amount DESC FOR UPDATE;
--| DECLARE CURSOR
FETCH 2 FROM c;
--| id int4 | name text | amount int4
--| 6 | item 6 | 60
--| 5 | item 5 | 50
--| FETCH 2
UPDATE stock SET name = 'second from above' WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 5 | second from above | 50
--| UPDATE 1
FETCH 1 FROM c;
--| id int4 | name text | amount int4
--| 4 | item 4 | 40
--| FETCH 1
DELETE FROM stock WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 4 | item 4 | 40
--| DELETE 1
CLOSE c;
--| CLOSE CURSOR
DECLARE c CURSOR FOR SELECT a.id, b.name FROM stock a JOIN stock b ON b.id = a.id + 1 ORDER BY 1 FOR UPDATE OF a;
--| DECLARE CURSOR
FETCH 2 FROM c;
--| id int4 | name text
--| 1 | item 2
--| 2 | item 3
--| FETCH 2
UPDATE stock SET name = 'the left one' WHERE CURRENT OF c RETURNING id, name;
--| id int4 | name text
--| 2 | the left one
--| UPDATE 1
CLOSE c;
--| CLOSE CURSOR
SAVEPOINT s;
--| SAVEPOINT
DECLARE c CURSOR FOR SELECT a.id FROM stock a JOIN stock b USING (id) FOR UPDATE;
--| DECLARE CURSOR
FETCH c;
--| id int4
--| 1
--| FETCH 1
UPDATE stock SET name = '' WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" has multiple FOR UPDATE/SHARE references to table "stock"
ROLLBACK TO s;
--| ROLLBACK
DECLARE c CURSOR FOR SELECT * FROM other FOR SHARE;
--| DECLARE CURSOR
FETCH c;
--| id int4
--| 1
--| FETCH 1
UPDATE stock SET name = '' WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" does not have a FOR UPDATE/SHARE reference to table "stock"
ROLLBACK TO s;
--| ROLLBACK
-- Others are on no row of a table unless they give its rows one by one.
DECLARE c CURSOR FOR SELECT * FROM stock ORDER BY amount;
--| DECLARE CURSOR
FETCH c;
--| id int4 | name text | amount int4
--| 1 | item 1 | 10
--| FETCH 1
UPDATE stock SET name = '' WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not a simply updatable scan of table "stock"
ROLLBACK TO s;
--| ROLLBACK
DECLARE c CURSOR FOR SELECT a.* FROM stock a JOIN stock b USING (id);
--| DECLARE CURSOR
FETCH c;
--| id int4 | name text | amount int4
--| 1 | item 1 | 10
--| FETCH 1
UPDATE stock SET name = '' WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not a simply updatable scan of table "stock"
ROLLBACK TO s;
--| ROLLBACK
DECLARE c CURSOR FOR SELECT count(*) FROM stock;
--| DECLARE CURSOR
FETCH c;
--| count int8
--| 5
--| FETCH 1
DELETE FROM stock WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not a simply updatable scan of table "stock"
ROLLBACK TO s;
--| ROLLBACK
DECLARE c CURSOR FOR SELECT DISTINCT id FROM stock;
--| DECLARE CURSOR
MOVE c;
--| MOVE 1
DELETE FROM stock WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not a simply updatable scan of table "stock"
ROLLBACK TO s;
--| ROLLBACK
DECLARE c CURSOR FOR SELECT 1;
--| DECLARE CURSOR
FETCH c;
--| ?column? int4
--| 1
--| FETCH 1
DELETE FROM stock WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not a simply updatable scan of table "stock"
ROLLBACK TO s;
--| ROLLBACK
DECLARE c CURSOR FOR SELECT id, generate_series(1, 2) FROM stock;
--| DECLARE CURSOR
FETCH c;
--| id int4 | generate_series int4
--| 1 | 1
--| FETCH 1
DELETE FROM stock WHERE CURRENT OF c;
--| ERROR 24000: cursor "c" is not a simply updatable scan of table "stock"
ROLLBACK TO s;
--| ROLLBACK
-- A LIMIT does no harm.
DECLARE c CURSOR FOR SELECT id FROM stock OFFSET 1 LIMIT 2;
--| DECLARE CURSOR
FETCH 2 FROM c;
--| id int4
--| 3
--| 6
--| FETCH 2
DELETE FROM stock WHERE CURRENT OF c RETURNING id;
--| id int4
--| 6
--| DELETE 1
FETCH 1 FROM c;
--| id int4
--| (0 rows)
--| FETCH 0
DELETE FROM stock WHERE CURRENT OF c RETURNING id;
--| ERROR 24000: cursor "c" is not positioned on a row
ROLLBACK TO s;
--| ROLLBACK
-- SCROLL cursors are on the row they went back to.
DECLARE c SCROLL CURSOR FOR SELECT * FROM stock;
--| DECLARE CURSOR
FETCH 2 FROM c;
--| id int4 | name text | amount int4
--| 1 | item 1 | 10
--| 3 | item 3 | 30
--| FETCH 2
FETCH PRIOR FROM c;
--| id int4 | name text | amount int4
--| 1 | item 1 | 10
--| FETCH 1
UPDATE stock SET name = 'scrolled' WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 1 | scrolled | 10
--| UPDATE 1
FETCH ABSOLUTE -1 FROM c;
--| id int4 | name text | amount int4
--| 2 | the left one | 20
--| FETCH 1
UPDATE stock SET name = 'last' WHERE CURRENT OF c RETURNING *;
--| id int4 | name text | amount int4
--| 2 | last | 20
--| UPDATE 1
ROLLBACK;
--| ROLLBACK
-- WITH HOLD: while the transaction lasts.
BEGIN;
--| BEGIN
DECLARE h CURSOR WITH HOLD FOR SELECT * FROM stock;
--| DECLARE CURSOR
FETCH 1 FROM h;
--| id int4 | name text | amount int4
--| 1 | item 1 | 10
--| FETCH 1
UPDATE stock SET name = 'held' WHERE CURRENT OF h RETURNING *;
--| id int4 | name text | amount int4
--| 1 | held | 10
--| UPDATE 1
COMMIT;
--| COMMIT
FETCH 1 FROM h;
--| id int4 | name text | amount int4
--| 2 | item 2 | 20
--| FETCH 1
UPDATE stock SET name = 'held' WHERE CURRENT OF h RETURNING *;
--| ERROR 24000: cursor "h" is held from a previous transaction
CLOSE h;
--| CLOSE CURSOR
-- Prepared once, for whatever cursor has the name.
PREPARE raise AS UPDATE stock SET amount = amount + 1000 WHERE CURRENT OF c RETURNING id, amount;
--| PREPARE
EXECUTE raise;
--| ERROR 34000: cursor "c" does not exist
BEGIN;
--| BEGIN
DECLARE c CURSOR FOR SELECT * FROM stock WHERE id BETWEEN 3 AND 4;
--| DECLARE CURSOR
FETCH 1 FROM c;
--| id int4 | name text | amount int4
--| 3 | item 3 | 30
--| FETCH 1
EXECUTE raise;
--| id int4 | amount int4
--| 3 | 1030
--| UPDATE 1
FETCH 1 FROM c;
--| id int4 | name text | amount int4
--| 4 | item 4 | 40
--| FETCH 1
EXECUTE raise;
--| id int4 | amount int4
--| 4 | 1040
--| UPDATE 1
COMMIT;
--| COMMIT
SELECT * FROM stock ORDER BY id;
--| id int4 | name text | amount int4
--| 1 | held | 10
--| 2 | item 2 | 20
--| 3 | item 3 | 1030
--| 4 | item 4 | 1040
--| 5 | item 5 | 50
--| 6 | item 6 | 60
