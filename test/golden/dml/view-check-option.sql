-- WITH CHECK OPTION: what is written through a view is seen through it (44000).
CREATE TABLE item (id int PRIMARY KEY, name text, price int DEFAULT 10);
--| CREATE TABLE
INSERT INTO item VALUES (1, 'one', 5), (2, 'two', 15), (3, 'three', NULL);
--| INSERT 0 3
CREATE VIEW cheap AS SELECT * FROM item WHERE price < 20 WITH CHECK OPTION;
--| CREATE VIEW
SELECT reloptions FROM pg_class WHERE relname = 'cheap';
--| reloptions text[]
--| {check_option=cascaded}
SELECT check_option, is_updatable, is_insertable_into FROM information_schema.views WHERE table_name = 'cheap';
--| check_option varchar | is_updatable varchar(3) | is_insertable_into varchar(3)
--| CASCADED | YES | YES
INSERT INTO cheap VALUES (4, 'four', 19) RETURNING *;
--| id int4 | name text | price int4
--| 4 | four | 19
--| INSERT 0 1
INSERT INTO cheap VALUES (5, 'five', 20);
--| ERROR 44000: new row violates check option for view "cheap"
--| DETAIL: Failing row contains (5, five, 20).
INSERT INTO cheap (id, name) VALUES (6, 'six');
--| INSERT 0 1
INSERT INTO cheap VALUES (7, 'seven', NULL);
--| ERROR 44000: new row violates check option for view "cheap"
--| DETAIL: Failing row contains (7, seven, null).
UPDATE cheap SET price = price + 1 WHERE id = 4;
--| ERROR 44000: new row violates check option for view "cheap"
--| DETAIL: Failing row contains (4, four, 20).
UPDATE cheap SET name = 'FOUR' WHERE id = 4 RETURNING *;
--| id int4 | name text | price int4
--| 4 | FOUR | 19
--| UPDATE 1
UPDATE cheap SET price = NULL WHERE id = 1;
--| ERROR 44000: new row violates check option for view "cheap"
--| DETAIL: Failing row contains (1, one, null).
INSERT INTO cheap VALUES (1, 'again', 1) ON CONFLICT (id) DO UPDATE SET price = 40;
--| ERROR 44000: new row violates check option for view "cheap"
--| DETAIL: Failing row contains (1, one, 40).
INSERT INTO cheap VALUES (1, 'again', 40) ON CONFLICT (id) DO UPDATE SET price = 6 RETURNING *;
--| id int4 | name text | price int4
--| 1 | one | 6
--| INSERT 0 1
INSERT INTO cheap VALUES (1, 'again', 40) ON CONFLICT DO NOTHING;
--| INSERT 0 0
INSERT INTO cheap SELECT g, 'many', g FROM generate_series(18, 22) g;
--| ERROR 44000: new row violates check option for view "cheap"
--| DETAIL: Failing row contains (20, many, 20).
-- Other constraints come first.
INSERT INTO cheap VALUES (1, 'twice', 100);
--| ERROR 23505: duplicate key value violates unique constraint "item_pkey"
--| DETAIL: Key (id)=(1) already exists.
--| FIELDS: schema public, table item, constraint item_pkey
-- Views over views: CASCADED checks those below, LOCAL leaves it to them.
CREATE VIEW plain AS SELECT * FROM item WHERE price > 2;
--| CREATE VIEW
CREATE VIEW local_top AS SELECT * FROM plain WHERE id < 100 WITH LOCAL CHECK OPTION;
--| CREATE VIEW
CREATE VIEW cascaded_top AS SELECT * FROM plain WHERE id < 100 WITH CASCADED CHECK OPTION;
--| CREATE VIEW
CREATE VIEW over_cheap AS SELECT id, price FROM cheap WHERE id <> 50;
--| CREATE VIEW
CREATE VIEW local_over_cheap WITH (check_option = local) AS SELECT id, price FROM cheap WHERE id <> 50;
--| CREATE VIEW
INSERT INTO local_top VALUES (10, 'below', 1);
--| INSERT 0 1
INSERT INTO local_top VALUES (100, 'below', 5);
--| ERROR 44000: new row violates check option for view "local_top"
--| DETAIL: Failing row contains (100, below, 5).
INSERT INTO cascaded_top VALUES (11, 'below', 1);
--| ERROR 44000: new row violates check option for view "plain"
--| DETAIL: Failing row contains (11, below, 1).
INSERT INTO cascaded_top VALUES (101, 'below', 1);
--| ERROR 44000: new row violates check option for view "plain"
--| DETAIL: Failing row contains (101, below, 1).
INSERT INTO over_cheap VALUES (50, 1);
--| INSERT 0 1
INSERT INTO over_cheap VALUES (51, 30);
--| ERROR 44000: new row violates check option for view "cheap"
--| DETAIL: Failing row contains (51, null, 30).
INSERT INTO local_over_cheap VALUES (50, 30);
--| ERROR 23505: duplicate key value violates unique constraint "item_pkey"
--| DETAIL: Key (id)=(50) already exists.
--| FIELDS: schema public, table item, constraint item_pkey
INSERT INTO local_over_cheap VALUES (50, 3);
--| ERROR 23505: duplicate key value violates unique constraint "item_pkey"
--| DETAIL: Key (id)=(50) already exists.
--| FIELDS: schema public, table item, constraint item_pkey
UPDATE local_over_cheap SET id = 50 WHERE id = 4;
--| ERROR 23505: duplicate key value violates unique constraint "item_pkey"
--| DETAIL: Key (id)=(50) already exists.
--| FIELDS: schema public, table item, constraint item_pkey
-- Conditions with sub-selects.
CREATE TABLE allowed (id int);
--| CREATE TABLE
INSERT INTO allowed VALUES (60), (61);
--| INSERT 0 2
CREATE VIEW of_allowed AS SELECT * FROM item i WHERE EXISTS (SELECT FROM allowed a WHERE a.id = i.id) WITH CHECK OPTION;
--| CREATE VIEW
INSERT INTO of_allowed VALUES (60, 'sixty', 1), (61, 'sixty-one', 1) RETURNING id;
--| id int4
--| 60
--| 61
--| INSERT 0 2
INSERT INTO of_allowed VALUES (62, 'sixty-two', 1);
--| ERROR 44000: new row violates check option for view "of_allowed"
--| DETAIL: Failing row contains (62, sixty-two, 1).
UPDATE of_allowed SET id = id + 1 WHERE id = 61;
--| ERROR 44000: new row violates check option for view "of_allowed"
--| DETAIL: Failing row contains (62, sixty-one, 1).
DELETE FROM allowed WHERE id = 61;
--| DELETE 1
UPDATE of_allowed SET name = 'still' WHERE id >= 60 RETURNING *;
--| id int4 | name text | price int4
--| 60 | still | 1
--| UPDATE 1
-- What may have it.
CREATE VIEW wrong AS SELECT DISTINCT id FROM item WITH CHECK OPTION;
--| ERROR 0A000: WITH CHECK OPTION is supported only on automatically updatable views
--| HINT: Views containing DISTINCT are not automatically updatable.
CREATE VIEW wrong AS SELECT count(*) FROM item WITH LOCAL CHECK OPTION;
--| ERROR 0A000: WITH CHECK OPTION is supported only on automatically updatable views
--| HINT: Views that return aggregate functions are not automatically updatable.
CREATE VIEW wrong WITH (check_option = 'sometimes') AS SELECT * FROM item;
--| ERROR 22023: invalid value for enum option "check_option": sometimes
--| DETAIL: Valid values are "local" and "cascaded".
CREATE VIEW wrong WITH (check_option = local) AS SELECT * FROM item WITH CASCADED CHECK OPTION;
--| ERROR 22023: parameter "check_option" specified more than once
CREATE RECURSIVE VIEW wrong (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM wrong WITH CHECK OPTION;
--| ERROR 0A000: WITH CHECK OPTION not supported on recursive views
--| POSITION: 81
CREATE VIEW counted AS SELECT count(*) FROM item;
--| CREATE VIEW
ALTER VIEW counted SET (check_option = local);
--| ERROR 0A000: WITH CHECK OPTION is supported only on automatically updatable views
--| HINT: Views that return aggregate functions are not automatically updatable.
ALTER VIEW plain SET (check_option = 'local');
--| ALTER VIEW
INSERT INTO plain VALUES (70, 'seventy', 1);
--| ERROR 44000: new row violates check option for view "plain"
--| DETAIL: Failing row contains (70, seventy, 1).
ALTER VIEW plain RESET (check_option);
--| ALTER VIEW
INSERT INTO plain VALUES (70, 'seventy', 1);
--| INSERT 0 1
CREATE OR REPLACE VIEW cheap AS SELECT * FROM item WHERE price < 20;
--| CREATE VIEW
INSERT INTO cheap VALUES (71, 'dear', 1000);
--| INSERT 0 1
SELECT pg_get_viewdef('cascaded_top');
--| pg_get_viewdef text
--| " SELECT plain.id,\n    plain.name,\n    plain.price\n   FROM plain\n  WHERE (plain.id < 100);"
SELECT table_name, check_option FROM information_schema.views WHERE table_schema = 'public' ORDER BY 1;
--| table_name name | check_option varchar
--| cascaded_top | CASCADED
--| cheap | NONE
--| counted | NONE
--| local_over_cheap | LOCAL
--| local_top | LOCAL
--| of_allowed | CASCADED
--| over_cheap | NONE
--| plain | NONE
BEGIN;
--| BEGIN
INSERT INTO cascaded_top VALUES (500, 'outside', 5);
--| ERROR 44000: new row violates check option for view "cascaded_top"
--| DETAIL: Failing row contains (500, outside, 5).
ROLLBACK;
--| ROLLBACK
SELECT * FROM item ORDER BY id;
--| id int4 | name text | price int4
--| 1 | one | 6
--| 2 | two | 15
--| 3 | three | NULL
--| 4 | FOUR | 19
--| 6 | six | 10
--| 10 | below | 1
--| 50 | NULL | 1
--| 60 | still | 1
--| 61 | sixty-one | 1
--| 70 | seventy | 1
--| 71 | dear | 1000
