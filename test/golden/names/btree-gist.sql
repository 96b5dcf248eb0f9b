-- The extension btree_gist: its operator classes in the catalogs, and what depends on them.
CREATE TABLE t (a int, t text, u uuid, d date);
--| CREATE TABLE
CREATE INDEX ON t USING gist (a);
--| ERROR 42704: data type integer has no default operator class for access method "gist"
--| HINT: You must specify an operator class for the index or define a default operator class for the data type.
CREATE INDEX ON t USING gist (a gist_int4_ops);
--| ERROR 42704: operator class "gist_int4_ops" does not exist for access method "gist"
CREATE EXTENSION btree_gist;
--| CREATE EXTENSION
CREATE EXTENSION btree_gist;
--| ERROR 42710: extension "btree_gist" already exists
CREATE EXTENSION IF NOT EXISTS btree_gist;
--| NOTICE 42710: extension "btree_gist" already exists, skipping
--| CREATE EXTENSION
SELECT extname, extversion, extrelocatable FROM pg_extension WHERE extname = 'btree_gist';
--| extname name | extversion text | extrelocatable bool
--| btree_gist | 1.7 | t
SELECT c.opcname, c.opcintype::regtype, f.opfname, c.opcdefault FROM pg_opclass c JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_am m ON m.oid = c.opcmethod WHERE m.amname = 'gist' ORDER BY 1;
--| opcname name | opcintype regtype | opfname name | opcdefault bool
--| box_ops | box | box_ops | t
--| circle_ops | circle | circle_ops | t
--| gist_bit_ops | bit | gist_bit_ops | t
--| gist_bool_ops | boolean | gist_bool_ops | t
--| gist_bpchar_ops | character | gist_bpchar_ops | t
--| gist_bytea_ops | bytea | gist_bytea_ops | t
--| gist_cash_ops | money | gist_cash_ops | t
--| gist_cidr_ops | cidr | gist_cidr_ops | t
--| gist_date_ops | date | gist_date_ops | t
--| gist_enum_ops | anyenum | gist_enum_ops | t
--| gist_float4_ops | real | gist_float4_ops | t
--| gist_float8_ops | double precision | gist_float8_ops | t
--| gist_inet_ops | inet | gist_inet_ops | t
--| gist_int2_ops | smallint | gist_int2_ops | t
--| gist_int4_ops | integer | gist_int4_ops | t
--| gist_int8_ops | bigint | gist_int8_ops | t
--| gist_interval_ops | interval | gist_interval_ops | t
--| gist_macaddr8_ops | macaddr8 | gist_macaddr8_ops | t
--| gist_macaddr_ops | macaddr | gist_macaddr_ops | t
--| gist_numeric_ops | numeric | gist_numeric_ops | t
--| gist_oid_ops | oid | gist_oid_ops | t
--| gist_text_ops | text | gist_text_ops | t
--| gist_time_ops | time without time zone | gist_time_ops | t
--| gist_timestamp_ops | timestamp without time zone | gist_timestamp_ops | t
--| gist_timestamptz_ops | timestamp with time zone | gist_timestamptz_ops | t
--| gist_timetz_ops | time with time zone | gist_timetz_ops | t
--| gist_uuid_ops | uuid | gist_uuid_ops | t
--| gist_vbit_ops | bit varying | gist_vbit_ops | t
--| inet_ops | inet | network_ops | f
--| multirange_ops | anymultirange | multirange_ops | t
--| point_ops | point | point_ops | t
--| poly_ops | polygon | poly_ops | t
--| range_ops | anyrange | range_ops | t
--| tsquery_ops | tsquery | tsquery_ops | t
--| tsvector_ops | tsvector | tsvector_ops | t
SELECT amopstrategy, amopopr::regoperator, amoplefttype::regtype FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily WHERE f.opfname IN ('gist_uuid_ops', 'gist_cidr_ops') AND amoppurpose = 's' ORDER BY f.opfname, 1;
--| amopstrategy int2 | amopopr oid=2204 | amoplefttype regtype
--| 1 | <(inet,inet) | inet
--| 2 | <=(inet,inet) | inet
--| 3 | =(inet,inet) | inet
--| 4 | >=(inet,inet) | inet
--| 5 | >(inet,inet) | inet
--| 6 | <>(inet,inet) | inet
--| 1 | <(uuid,uuid) | uuid
--| 2 | <=(uuid,uuid) | uuid
--| 3 | =(uuid,uuid) | uuid
--| 4 | >=(uuid,uuid) | uuid
--| 5 | >(uuid,uuid) | uuid
--| 6 | <>(uuid,uuid) | uuid
CREATE INDEX t_all ON t USING gist (a, t, u, d);
--| CREATE INDEX
CREATE INDEX t_named ON t USING gist (a gist_int4_ops);
--| CREATE INDEX
CREATE INDEX ON t USING gist (a gist_int8_ops);
--| ERROR 42804: operator class "gist_int8_ops" does not accept data type integer
CREATE INDEX ON t (a gist_int4_ops);
--| ERROR 42704: operator class "gist_int4_ops" does not exist for access method "btree"
SELECT indexdef FROM pg_indexes WHERE tablename = 't' ORDER BY 1;
--| indexdef text
--| CREATE INDEX t_all ON public.t USING gist (a, t, u, d)
--| CREATE INDEX t_named ON public.t USING gist (a)
DROP EXTENSION btree_gist;
--| ERROR 2BP01: cannot drop extension btree_gist because other objects depend on it
--| DETAIL: index t_named depends on operator class gist_int4_ops for access method gist\nindex t_all depends on operator class gist_uuid_ops for access method gist
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP EXTENSION btree_gist CASCADE;
--| NOTICE 00000: drop cascades to 2 other objects
--| DETAIL: drop cascades to index t_named\ndrop cascades to index t_all
--| DROP EXTENSION
SELECT indexdef FROM pg_indexes WHERE tablename = 't' ORDER BY 1;
--| indexdef text
--| (0 rows)
SELECT count(*) FROM pg_opclass WHERE opcname LIKE 'gist_%';
--| count int8
--| 0
DROP TABLE t;
--| DROP TABLE
