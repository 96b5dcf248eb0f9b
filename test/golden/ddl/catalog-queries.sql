-- What clients ask of the catalogs.
CREATE TABLE t (id int PRIMARY KEY, name varchar(20) NOT NULL, amount numeric(10, 2) DEFAULT 0, CHECK (amount >= 0));
--| CREATE TABLE
CREATE INDEX t_name ON t (name);
--| CREATE INDEX
CREATE TABLE c (t int REFERENCES t ON DELETE CASCADE);
--| CREATE TABLE
SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum;
--| attname name | type text | attnotnull bool
--| id | integer | t
--| name | character varying(20) | t
--| amount | numeric(10,2) | f
SELECT conname, contype, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conrelid IN ('t'::regclass, 'c'::regclass) ORDER BY conname;
--| conname name | contype "char" | def text
--| c_t_fkey | f | FOREIGN KEY (t) REFERENCES t(id) ON DELETE CASCADE
--| t_amount_check | c | CHECK ((amount >= (0)::numeric))
--| t_pkey | p | PRIMARY KEY (id)
SELECT relname, relkind, relnatts FROM pg_class WHERE relname IN ('t', 't_pkey', 't_name', 'c') ORDER BY relname;
--| relname name | relkind "char" | relnatts int2
--| c | r | 1
--| t | r | 3
--| t_name | i | 1
--| t_pkey | i | 1
SELECT indexrelid::regclass, indisunique, indisprimary, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1::text;
--| indexrelid regclass | indisunique bool | indisprimary bool | pg_get_indexdef text
--| t_pkey | t | t | CREATE UNIQUE INDEX t_pkey ON public.t USING btree (id)
--| t_name | f | f | CREATE INDEX t_name ON public.t USING btree (name)
SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1;
--| table_name name | table_type varchar
--| c | BASE TABLE
--| t | BASE TABLE
SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 't'::regclass;
--| pg_get_expr text
--| 0
SELECT typname, typlen, typcategory FROM pg_type WHERE oid IN (16, 20, 23, 25, 1700) ORDER BY oid;
--| typname name | typlen int2 | typcategory "char"
--| bool | 1 | B
--| int8 | 8 | N
--| int4 | 4 | N
--| text | -1 | S
--| numeric | -1 | N
SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname;
--| tablename name | indexname name
--| t | t_name
--| t | t_pkey
SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'pg_catalog', 'information_schema') ORDER BY 1;
--| nspname name
--| information_schema
--| pg_catalog
--| public
SELECT rolname, rolsuper, rolcanlogin FROM pg_roles WHERE rolname = 'postgres';
--| rolname name | rolsuper bool | rolcanlogin bool
--| postgres | t | t
SELECT proname, prorettype::regtype FROM pg_proc WHERE proname = 'upper' ORDER BY 2;
--| proname name | prorettype regtype
--| upper | text
--| upper | anyelement
--| upper | anyelement
SELECT oprname, oprleft::regtype, oprright::regtype FROM pg_operator WHERE oprname = '||' AND oprleft = 'text'::regtype ORDER BY 3;
--| oprname name | oprleft regtype | oprright regtype
--| || | text | text
--| || | text | anynonarray
SELECT obj_description('t'::regclass, 'pg_class') AS none;
--| none text
--| NULL
COMMENT ON TABLE t IS 'things';
--| COMMENT
COMMENT ON COLUMN t.name IS 'what it is called';
--| COMMENT
SELECT obj_description('t'::regclass, 'pg_class') AS t, col_description('t'::regclass, 2) AS c;
--| t text | c text
--| things | what it is called
SELECT has_table_privilege('postgres', 't', 'SELECT') AS p, pg_table_is_visible('t'::regclass) AS v;
--| p bool | v bool
--| t | t
SELECT 't'::regclass::oid = (SELECT oid FROM pg_class WHERE relname = 't') AS same;
--| same bool
--| t
SELECT confdeltype, confupdtype FROM pg_constraint WHERE conname = 'c_t_fkey';
--| confdeltype "char" | confupdtype "char"
--| c | a
SELECT tableoid::regclass, count(*) FROM t GROUP BY 1;
--| tableoid regclass | count int8
--| (0 rows)
