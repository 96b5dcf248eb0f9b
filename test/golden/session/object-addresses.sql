-- pg_identify_object, pg_identify_object_as_address, pg_get_object_address: every kind of object, objects that are gone, errors.
CREATE SCHEMA s;
--| CREATE SCHEMA
CREATE TABLE s."T b" (a int PRIMARY KEY, b text DEFAULT 'x', CHECK (a > 0));
--| CREATE TABLE
CREATE VIEW s.v AS SELECT 1 AS x;
--| CREATE VIEW
CREATE TYPE s.e AS ENUM ('a');
--| CREATE TYPE
CREATE DOMAIN s.d AS int CHECK (VALUE > 0);
--| CREATE DOMAIN
CREATE SEQUENCE s.q;
--| CREATE SEQUENCE
CREATE VIEW objects AS SELECT * FROM (VALUES (1, 'pg_class'::regclass, 's."T b"'::regclass::oid, 0), (2, 'pg_class', 's."T b"'::regclass, 1), (3, 'pg_class', 's."T b_pkey"'::regclass, 0), (4, 'pg_class', 's.v'::regclass, 0), (5, 'pg_type', 'int4'::regtype, 0), (6, 'pg_type', 's.e'::regtype, 0), (7, 'pg_type', 's.d'::regtype, 0), (8, 'pg_proc', 'abs(int4)'::regprocedure, 0), (9, 'pg_proc', 'sum(int4)'::regprocedure, 0), (10, 'pg_operator', '+(int4,int4)'::regoperator, 0), (11, 'pg_namespace', 's'::regnamespace, 0), (12, 'pg_authid', 10, 0), (13, 'pg_class', 's.q'::regclass, 0), (14, 'pg_constraint', (SELECT oid FROM pg_constraint WHERE conname = 'T b_a_check'), 0), (15, 'pg_constraint', (SELECT oid FROM pg_constraint WHERE conname = 'd_check'), 0), (16, 'pg_attrdef', (SELECT oid FROM pg_attrdef WHERE adrelid = 's."T b"'::regclass), 0), (17, 'pg_collation', 950, 0), (18, 'pg_language', 14, 0), (19, 'pg_am', 403, 0), (20, 'pg_tablespace', 1663, 0), (21, 'pg_cast', (SELECT oid FROM pg_cast WHERE castsource = 23 AND casttarget = 20), 0), (22, 'pg_opclass', 1978, 0), (23, 'pg_opfamily', 1976, 0), (24, 'pg_type', 's.e[]'::regtype, 0), (25, 'pg_operator', '-(none,int4)'::regoperator, 0)) v(n, c, o, s);
--| CREATE VIEW
SELECT n, i.* FROM objects, pg_identify_object(c, o, s) i ORDER BY n;
--| n int4 | type text | schema text | name text | identity text
--| 1 | table | s | "\"T b\"" | s."T b"
--| 2 | table column | s | "\"T b\"" | s."T b".a
--| 3 | index | s | "\"T b_pkey\"" | s."T b_pkey"
--| 4 | view | s | v | s.v
--| 5 | type | pg_catalog | int4 | integer
--| 6 | type | s | e | s.e
--| 7 | type | s | d | s.d
--| 8 | function | pg_catalog | NULL | pg_catalog.abs(integer)
--| 9 | aggregate | pg_catalog | NULL | pg_catalog.sum(integer)
--| 10 | operator | pg_catalog | NULL | pg_catalog.+(integer,integer)
--| 11 | schema | NULL | s | s
--| 12 | role | NULL | postgres | postgres
--| 13 | sequence | s | q | s.q
--| 14 | table constraint | s | NULL | "\"T b_a_check\" on s.\"T b\""
--| 15 | domain constraint | s | NULL | d_check on s.d
--| 16 | default value | NULL | NULL | for s."T b".b
--| 17 | collation | pg_catalog | "\"C\"" | pg_catalog."C"
--| 18 | language | NULL | sql | sql
--| 19 | access method | NULL | btree | btree
--| 20 | tablespace | NULL | pg_default | pg_default
--| 21 | cast | NULL | NULL | (integer AS bigint)
--| 22 | operator class | pg_catalog | int4_ops | pg_catalog.int4_ops USING btree
--| 23 | operator family | pg_catalog | integer_ops | pg_catalog.integer_ops USING btree
--| 24 | type | s | _e | s.e[]
--| 25 | operator | pg_catalog | NULL | pg_catalog.-(NONE,integer)
SELECT n, i.* FROM objects, pg_identify_object_as_address(c, o, s) i ORDER BY n;
--| n int4 | type text | object_names text[] | object_args text[]
--| 1 | table | {s,"T b"} | {}
--| 2 | table column | {s,"T b",a} | {}
--| 3 | index | {s,"T b_pkey"} | {}
--| 4 | view | {s,v} | {}
--| 5 | type | {integer} | {}
--| 6 | type | {s.e} | {}
--| 7 | type | {s.d} | {}
--| 8 | function | {pg_catalog,abs} | {integer}
--| 9 | aggregate | {pg_catalog,sum} | {integer}
--| 10 | operator | {pg_catalog,+} | {integer,integer}
--| 11 | schema | {s} | {}
--| 12 | role | {postgres} | {}
--| 13 | sequence | {s,q} | {}
--| 14 | table constraint | {s,"T b","T b_a_check"} | {}
--| 15 | domain constraint | {s.d} | {d_check}
--| 16 | default value | {s,"T b",b} | {}
--| 17 | collation | {pg_catalog,C} | {}
--| 18 | language | {sql} | {}
--| 19 | access method | {btree} | {}
--| 20 | tablespace | {pg_default} | {}
--| 21 | cast | {integer} | {bigint}
--| 22 | operator class | {btree,pg_catalog,int4_ops} | {}
--| 23 | operator family | {btree,pg_catalog,integer_ops} | {}
--| 24 | type | {s.e[]} | {}
--| 25 | operator | {pg_catalog,-} | {integer}
SELECT n FROM (SELECT * FROM objects WHERE n NOT IN (15, 16, 21, 22, 23, 25) OFFSET 0) x, pg_identify_object_as_address(c, o, s) i, pg_get_object_address(i.type, i.object_names, i.object_args) a WHERE (a.classid, a.objid, a.objsubid) IS DISTINCT FROM (c, o, s);
--| n int4
--| (0 rows)
SELECT pg_identify_object('pg_class'::regclass, 99999999, 0) AS a, pg_identify_object('pg_proc'::regclass, 99999999, 0) AS b, pg_identify_object('pg_type'::regclass, 99999999, 0) AS c, pg_identify_object_as_address('pg_class'::regclass, 's."T b"'::regclass, 9) AS d, pg_identify_object_as_address('pg_namespace'::regclass, 99999999, 0) AS e;
--| a record | b record | c record | d record | e record
--| (relation,,,) | (routine,,,) | (type,,,) | ("table column",,) | (schema,,)
SELECT pg_identify_object(99999, 1, 0);
--| ERROR XX000: unrecognized object class: 99999
SELECT pg_get_object_address('table', '{s,nosuch}', '{}');
--| ERROR 42P01: relation "s.nosuch" does not exist
SELECT pg_get_object_address('foo', '{s,nosuch}', '{}');
--| ERROR 22023: unrecognized object type "foo"
SELECT pg_get_object_address('view', '{s,"T b"}', '{}');
--| ERROR 42809: "T b" is not a view
SELECT pg_get_object_address('table', '{}', '{}');
--| ERROR 22023: name list length must be at least 1
SELECT pg_get_object_address('table column', '{s,"T b",nosuch}', '{}');
--| ERROR 42703: column "nosuch" of relation "s.T b" does not exist
SELECT pg_get_object_address('function', '{nosuch}', '{integer}');
--| ERROR 42883: function nosuch(integer) does not exist
SELECT pg_get_object_address('schema', '{nosuch}', '{}');
--| ERROR 3F000: schema "nosuch" does not exist
SELECT pg_get_object_address('schema', '{a,b}', '{}');
--| ERROR 22023: name list length must be exactly 1
SELECT pg_get_object_address('role', '{nosuch}', '{}');
--| ERROR 42704: role "nosuch" does not exist
SELECT pg_get_object_address('table', NULL, '{}') AS a, pg_get_object_address('table', '{NULL}', '{}') AS b;
--| ERROR 22023: name or argument lists may not contain nulls
SELECT pg_current_logfile() AS a, pg_current_logfile('stderr') AS b;
--| a text | b text
--| NULL | NULL
SELECT pg_current_logfile('nosuch');
--| ERROR 22023: log format "nosuch" is not supported
--| HINT: The supported log formats are "stderr", "csvlog", and "jsonlog".
