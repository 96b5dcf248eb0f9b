-- ALTER COLLATION: names in stored text follow.

CREATE SCHEMA s;
--| CREATE SCHEMA

CREATE COLLATION nat (provider = icu, locale = 'en-u-kn-true');
--| CREATE COLLATION

CREATE COLLATION other FROM nat;
--| CREATE COLLATION

CREATE TABLE t (a text COLLATE nat, b text CHECK (b < 'x' COLLATE nat), c text);
--| CREATE TABLE

CREATE VIEW v AS SELECT a, c COLLATE nat AS d FROM t WHERE c > 'b' COLLATE nat;
--| CREATE VIEW

CREATE INDEX ti ON t ((c COLLATE nat));
--| CREATE INDEX

ALTER COLLATION nat RENAME TO numeric_order;
--| ALTER COLLATION

ALTER COLLATION numeric_order RENAME TO other;
--| ERROR 42710: collation "other" already exists in schema "public"

SELECT pg_get_viewdef('v'), pg_get_indexdef('ti'::regclass), pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass;
--| pg_get_viewdef text | pg_get_indexdef text | pg_get_constraintdef text
--| " SELECT t.a,\n    (t.c COLLATE numeric_order) AS d\n   FROM t\n  WHERE (t.c > ('b'::text COLLATE numeric_order));" | CREATE INDEX ti ON public.t USING btree (c COLLATE numeric_order) | CHECK ((b < ('x'::text COLLATE numeric_order)))

ALTER COLLATION numeric_order SET SCHEMA s;
--| ALTER COLLATION

SELECT pg_get_viewdef('v');
--| pg_get_viewdef text
--| " SELECT t.a,\n    (t.c COLLATE s.numeric_order) AS d\n   FROM t\n  WHERE (t.c > ('b'::text COLLATE s.numeric_order));"

INSERT INTO t VALUES ('a10', 'a', 'c10'), ('a9', 'a', 'c9'), ('a1', 'a', 'a1');
--| INSERT 0 3

SELECT a FROM t ORDER BY a;
--| a text
--| a1
--| a9
--| a10

SELECT d FROM v ORDER BY d;
--| d text
--| c9
--| c10

DROP SCHEMA s;
--| ERROR 2BP01: cannot drop schema s because other objects depend on it
--| DETAIL: collation s.numeric_order depends on schema s\ncolumn a of table t depends on collation s.numeric_order\nconstraint t_b_check on table t depends on collation s.numeric_order\nview v depends on collation s.numeric_order\nindex ti depends on collation s.numeric_order
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.

ALTER COLLATION s.numeric_order OWNER TO CURRENT_USER;
--| ALTER COLLATION

ALTER COLLATION s.numeric_order REFRESH VERSION;
--| NOTICE 00000: version has not changed
--| ALTER COLLATION

ALTER COLLATION nope REFRESH VERSION;
--| ERROR 42704: collation "nope" for encoding "UTF8" does not exist

ALTER COLLATION nope RENAME TO x;
--| ERROR 42704: collation "nope" for encoding "UTF8" does not exist

DROP SCHEMA s CASCADE;
--| NOTICE 00000: drop cascades to 5 other objects
--| DETAIL: drop cascades to collation s.numeric_order\ndrop cascades to column a of table t\ndrop cascades to constraint t_b_check on table t\ndrop cascades to view v\ndrop cascades to index ti
--| DROP SCHEMA

SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped;
--| attname name
--| b
--| c
