-- Columns of views may have defaults of their own, which come before those of the table.
CREATE TABLE base (id int PRIMARY KEY, name text DEFAULT 'of the table', price int DEFAULT 1, made date);
--| CREATE TABLE
CREATE VIEW v AS SELECT id, name AS label, price FROM base;
--| CREATE VIEW
ALTER VIEW v ALTER COLUMN label SET DEFAULT 'of the view';
--| ALTER VIEW
CREATE VIEW w AS SELECT label, id, price FROM v;
--| CREATE VIEW
INSERT INTO base (id) VALUES (1);
--| INSERT 0 1
INSERT INTO v (id) VALUES (2) RETURNING *;
--| id int4 | label text | price int4
--| 2 | of the view | 1
--| INSERT 0 1
INSERT INTO v VALUES (3, DEFAULT, DEFAULT), (4, 'given', 4) RETURNING *;
--| id int4 | label text | price int4
--| 3 | of the view | 1
--| 4 | given | 4
--| INSERT 0 2
INSERT INTO v (id, label) VALUES (5, DEFAULT) RETURNING *;
--| id int4 | label text | price int4
--| 5 | of the view | 1
--| INSERT 0 1
INSERT INTO v (id, label) VALUES (6, NULL) RETURNING *;
--| id int4 | label text | price int4
--| 6 | NULL | 1
--| INSERT 0 1
INSERT INTO w (id) VALUES (7) RETURNING *;
--| label text | id int4 | price int4
--| of the view | 7 | 1
--| INSERT 0 1
ALTER TABLE w ALTER price SET DEFAULT 100 + 1;
--| ALTER TABLE
ALTER VIEW w ALTER label SET DEFAULT upper('of the view above');
--| ALTER VIEW
INSERT INTO w (id) VALUES (8) RETURNING *;
--| label text | id int4 | price int4
--| OF THE VIEW ABOVE | 8 | 101
--| INSERT 0 1
INSERT INTO w (id) SELECT g FROM generate_series(9, 10) g RETURNING *;
--| label text | id int4 | price int4
--| OF THE VIEW ABOVE | 9 | 101
--| OF THE VIEW ABOVE | 10 | 101
--| INSERT 0 2
UPDATE w SET label = DEFAULT, price = DEFAULT WHERE id = 4 RETURNING *;
--| label text | id int4 | price int4
--| OF THE VIEW ABOVE | 4 | 101
--| UPDATE 1
UPDATE v SET label = DEFAULT, price = DEFAULT WHERE id = 4 RETURNING *;
--| id int4 | label text | price int4
--| 4 | of the view | NULL
--| UPDATE 1
INSERT INTO w VALUES ('x', 4, 4) ON CONFLICT (id) DO UPDATE SET label = DEFAULT, price = EXCLUDED.price RETURNING *;
--| label text | id int4 | price int4
--| OF THE VIEW ABOVE | 4 | 4
--| INSERT 0 1
INSERT INTO w DEFAULT VALUES;
--| ERROR 23502: null value in column "id" of relation "base" violates not-null constraint
--| DETAIL: Failing row contains (null, OF THE VIEW ABOVE, 101, null).
--| FIELDS: schema public, table base, column id
ALTER VIEW w ALTER id SET DEFAULT 50;
--| ALTER VIEW
INSERT INTO w DEFAULT VALUES RETURNING *;
--| label text | id int4 | price int4
--| OF THE VIEW ABOVE | 50 | 101
--| INSERT 0 1
ALTER VIEW v ALTER label SET DEFAULT 5;
--| ALTER VIEW
INSERT INTO v (id) VALUES (51) RETURNING *;
--| id int4 | label text | price int4
--| 51 | 5 | 1
--| INSERT 0 1
ALTER VIEW v ALTER price SET DEFAULT 'five';
--| ERROR 22P02: invalid input syntax for type integer: "five"
ALTER VIEW v ALTER price SET DEFAULT (SELECT 1);
--| ERROR 0A000: cannot use subquery in DEFAULT expression
ALTER VIEW v ALTER nope SET DEFAULT 1;
--| ERROR 42703: column "nope" of relation "v" does not exist
SELECT adnum, pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'w'::regclass ORDER BY 1;
--| adnum int2 | pg_get_expr text
--| 1 | upper('of the view above'::text)
--| 2 | 50
--| 3 | (100 + 1)
CREATE OR REPLACE VIEW w AS SELECT label, id, price, 1 AS one FROM v;
--| CREATE VIEW
INSERT INTO w (id) VALUES (60) RETURNING *;
--| label text | id int4 | price int4 | one int4
--| OF THE VIEW ABOVE | 60 | 101 | 1
--| INSERT 0 1
ALTER VIEW w ALTER label DROP DEFAULT;
--| ALTER VIEW
ALTER VIEW v ALTER label DROP DEFAULT;
--| ALTER VIEW
INSERT INTO w (id) VALUES (61) RETURNING *;
--| label text | id int4 | price int4 | one int4
--| of the table | 61 | 101 | 1
--| INSERT 0 1
DROP VIEW w;
--| DROP VIEW
SELECT count(*) FROM pg_attrdef WHERE adrelid NOT IN (SELECT oid FROM pg_class);
--| count int8
--| 0
SELECT * FROM base ORDER BY id;
--| id int4 | name text | price int4 | made date
--| 1 | of the table | 1 | NULL
--| 2 | of the view | 1 | NULL
--| 3 | of the view | 1 | NULL
--| 4 | OF THE VIEW ABOVE | 4 | NULL
--| 5 | of the view | 1 | NULL
--| 6 | NULL | 1 | NULL
--| 7 | of the view | 1 | NULL
--| 8 | OF THE VIEW ABOVE | 101 | NULL
--| 9 | OF THE VIEW ABOVE | 101 | NULL
--| 10 | OF THE VIEW ABOVE | 101 | NULL
--| 50 | OF THE VIEW ABOVE | 101 | NULL
--| 51 | 5 | 1 | NULL
--| 60 | OF THE VIEW ABOVE | 101 | NULL
--| 61 | of the table | 101 | NULL
