-- The extension vector. PostgreSQL here is built without pgvector: what is expected was worked out by hand from its documentation.

--! not-postgres pgvector is not at hand
SELECT '[1]'::vector;
--| ERROR 42704: type "vector" does not exist
--| POSITION: 15

--! not-postgres pgvector is not at hand
SELECT name, default_version, installed_version, comment FROM pg_available_extensions WHERE name = 'vector';
--| name name | default_version text | installed_version text | comment text
--| vector | 0.8.0 | NULL | vector data type and ivfflat and hnsw access methods

--! not-postgres pgvector is not at hand
CREATE EXTENSION vector;
--| CREATE EXTENSION

--! not-postgres pgvector is not at hand
CREATE EXTENSION vector;
--| ERROR 42710: extension "vector" already exists

--! not-postgres pgvector is not at hand
CREATE EXTENSION IF NOT EXISTS vector;
--| NOTICE 42710: extension "vector" already exists, skipping
--| CREATE EXTENSION

--! not-postgres pgvector is not at hand
SELECT extname, extversion, extrelocatable, extnamespace::regnamespace FROM pg_extension WHERE extname = 'vector';
--| extname name | extversion text | extrelocatable bool | extnamespace oid=4089
--| vector | 0.8.0 | t | public

--! not-postgres pgvector is not at hand
SELECT typname, typcategory, typlen, typstorage, typarray::regtype, typinput, typmodin FROM pg_type WHERE oid = 'vector'::regtype;
--| typname name | typcategory "char" | typlen int2 | typstorage "char" | typarray regtype | typinput regproc | typmodin regproc
--| vector | U | -1 | e | vector[] | vector_in | vector_typmod_in

--! not-postgres pgvector is not at hand
SELECT ' [ 1, -2.5 ,3e2,0x1p4, 1e-50] '::vector, '[0.1,16777217]'::vector;
--| vector user-type | vector user-type
--| [1,-2.5,300,16,0] | [0.1,1.6777216e+07]

--! not-postgres pgvector is not at hand
SELECT '1,2'::vector;
--| ERROR 22P02: invalid input syntax for type vector: "1,2"
--| DETAIL: Vector contents must start with "[".
--| POSITION: 8

--! not-postgres pgvector is not at hand
SELECT '[]'::vector;
--| ERROR 22000: vector must have at least 1 dimension
--| POSITION: 8

--! not-postgres pgvector is not at hand
SELECT '[1,]'::vector;
--| ERROR 22P02: invalid input syntax for type vector: "[1,]"
--| POSITION: 8

--! not-postgres pgvector is not at hand
SELECT '[1,2'::vector;
--| ERROR 22P02: invalid input syntax for type vector: "[1,2"
--| POSITION: 8

--! not-postgres pgvector is not at hand
SELECT '[1] x'::vector;
--| ERROR 22P02: invalid input syntax for type vector: "[1] x"
--| DETAIL: Junk after closing right brace.
--| POSITION: 8

--! not-postgres pgvector is not at hand
SELECT '[4e38]'::vector;
--| ERROR 22003: "4e38" is out of range for type vector
--| POSITION: 8

--! not-postgres pgvector is not at hand
SELECT '[NaN]'::vector;
--| ERROR 22000: NaN not allowed in vector
--| POSITION: 8

--! not-postgres pgvector is not at hand
SELECT '[-inf]'::vector;
--| ERROR 22000: infinite value not allowed in vector
--| POSITION: 8

--! not-postgres pgvector is not at hand
SELECT '[1,2]'::vector(3);
--| ERROR 22000: expected 3 dimensions, not 2

--! not-postgres pgvector is not at hand
CREATE TABLE v (a vector(0));
--| ERROR 22023: dimensions for type vector must be at least 1
--| POSITION: 19

--! not-postgres pgvector is not at hand
CREATE TABLE v (a vector(16001));
--| ERROR 22023: dimensions for type vector cannot exceed 16000
--| POSITION: 19

--! not-postgres pgvector is not at hand
CREATE TABLE v (a vector(1, 2));
--| ERROR 22023: invalid type modifier
--| POSITION: 19

--! not-postgres pgvector is not at hand
CREATE TABLE v (id int PRIMARY KEY, a vector(3), u vector);
--| CREATE TABLE

--! not-postgres pgvector is not at hand
INSERT INTO v VALUES (1, '[1,2,3]', '[1]'), (2, '[4,5,6]', '[1,2]'), (3, NULL, NULL), (4, '[0,0,0]', '[-1,7]');
--| INSERT 0 4

--! not-postgres pgvector is not at hand
INSERT INTO v VALUES (5, '[1,2]', NULL);
--| ERROR 22000: expected 3 dimensions, not 2

--! not-postgres pgvector is not at hand
INSERT INTO v VALUES (5, ARRAY[1, 1, 1.5], ARRAY[1, 2]::real[]);
--| INSERT 0 1

--! not-postgres pgvector is not at hand
SELECT * FROM v ORDER BY a <-> '[3,1,2]', id LIMIT 4;
--| id int4 | a user-type(3) | u user-type
--| 5 | [1,1,1.5] | [1,2]
--| 1 | [1,2,3] | [1]
--| 4 | [0,0,0] | [-1,7]
--| 2 | [4,5,6] | [1,2]

--! not-postgres pgvector is not at hand
SELECT id, a <-> '[1,1,1]' AS l2, a <#> '[1,1,1]' AS ip, a <=> '[1,1,1]' AS cosine, a <+> '[1,1,1]' AS l1 FROM v ORDER BY id;
--| id int4 | l2 float8 | ip float8 | cosine float8 | l1 float8
--| 1 | 2.23606797749979 | -6 | 0.07417990022744858 | 3
--| 2 | 7.0710678118654755 | -15 | 0.013072457560346584 | 12
--| 3 | NULL | NULL | NULL | NULL
--| 4 | 1.7320508075688772 | -0 | NaN | 3
--| 5 | 0.5 | -3.5 | 0.019803941180393192 | 0.5

--! not-postgres pgvector is not at hand
SELECT a + a, a - '[1,1,1]', a * a, a || u FROM v ORDER BY id;
--| ?column? user-type | ?column? user-type | ?column? user-type | ?column? user-type
--| [2,4,6] | [0,1,2] | [1,4,9] | [1,2,3,1]
--| [8,10,12] | [3,4,5] | [16,25,36] | [4,5,6,1,2]
--| NULL | NULL | NULL | NULL
--| [0,0,0] | [-1,-1,-1] | [0,0,0] | [0,0,0,-1,7]
--| [2,2,3] | [0,0,0.5] | [1,1,2.25] | [1,1,1.5,1,2]

--! not-postgres pgvector is not at hand
SELECT avg(a), sum(a), min(id) FROM v;
--| avg user-type | sum user-type | min int4
--| [1.5,2,2.625] | [6,8,10.5] | 1

--! not-postgres pgvector is not at hand
SELECT avg(u) FROM v;
--| ERROR 22000: expected 1 dimensions, not 2

--! not-postgres pgvector is not at hand
SELECT sum(u) FROM v;
--| ERROR 22000: different vector dimensions 1 and 2

--! not-postgres pgvector is not at hand
SELECT avg(a), sum(a) FROM v WHERE id = 3;
--| avg user-type | sum user-type
--| NULL | NULL

--! not-postgres pgvector is not at hand
SELECT u, count(*) FROM v GROUP BY u ORDER BY u;
--| u user-type | count int8
--| [-1,7] | 1
--| [1] | 1
--| [1,2] | 2
--| NULL | 1

--! not-postgres pgvector is not at hand
SELECT id FROM v WHERE u > '[1]' ORDER BY u DESC;
--| id int4
--| 2
--| 5

--! not-postgres pgvector is not at hand
SELECT x.id, y.id FROM v x JOIN v y ON x.u = y.u WHERE x.id <> y.id ORDER BY 1;
--| id int4 | id int4
--| 2 | 5
--| 5 | 2

--! not-postgres pgvector is not at hand
SELECT DISTINCT vector_dims(u), vector_norm(a) FROM v ORDER BY 1, 2;
--| vector_dims int4 | vector_norm float8
--| 1 | 3.7416573867739413
--| 2 | 0
--| 2 | 2.0615528128088303
--| 2 | 8.774964387392123
--| NULL | NULL

--! not-postgres pgvector is not at hand
SELECT l2_distance('[0,0]', '[3,4]'), inner_product('[1,2]', '[3,4]'), cosine_distance('[1,0]', '[0,1]'), l1_distance('[0,0]', '[3,4]');
--| l2_distance float8 | inner_product float8 | cosine_distance float8 | l1_distance float8
--| 5 | 11 | 1 | 7

--! not-postgres pgvector is not at hand
SELECT cosine_distance('[0,0]', '[1,1]'), l2_normalize('[3,4]'), l2_normalize('[0,0]'), binary_quantize('[1,0,-1,2]'), subvector('[1,2,3,4,5]', 2, 3);
--| cosine_distance float8 | l2_normalize user-type | l2_normalize user-type | binary_quantize bit | subvector user-type
--| NaN | [0.6,0.8] | [0,0] | 1001 | [2,3,4]

--! not-postgres pgvector is not at hand
SELECT subvector('[1,2,3]', 0, 2), subvector('[1,2,3]', 3, 9), subvector('[1,2,3]', 2, 0);
--| ERROR 22000: vector must have at least 1 dimension

--! not-postgres pgvector is not at hand
SELECT '[1,2]' <-> '[1]'::vector;
--| ERROR 22000: different vector dimensions 2 and 1

--! not-postgres pgvector is not at hand
SELECT '[3e38]'::vector + '[3e38]';
--| ERROR 22003: value out of range: overflow

--! not-postgres pgvector is not at hand
SELECT '[1e-37]'::vector * '[1e-37]';
--| ERROR 22003: value out of range: underflow

--! not-postgres pgvector is not at hand
SELECT B'1010' <~> B'0110', B'1010' <%> B'0110', hamming_distance(B'1', B'10');
--| ERROR 22000: different bit lengths 1 and 2

--! not-postgres pgvector is not at hand
SELECT '[1,2.5]'::vector::real[], ARRAY[1,2]::vector, ARRAY[1.5,2]::float8[]::vector(2), '{1,2}'::numeric[]::vector;
--| float4 float4[] | array user-type | array user-type(2) | vector user-type
--| {1,2.5} | [1,2] | [1.5,2] | [1,2]

--! not-postgres pgvector is not at hand
SELECT ARRAY[1, NULL]::vector;
--| ERROR 22004: array must not contain nulls

--! not-postgres pgvector is not at hand
SELECT '{{1},{2}}'::int[]::vector;
--| ERROR 22000: array must be 1-D

--! not-postgres pgvector is not at hand
SELECT '{}'::int[]::vector;
--| ERROR 22000: vector must have at least 1 dimension

--! not-postgres pgvector is not at hand
SELECT '{1e300}'::float8[]::vector;
--| ERROR 22000: infinite value not allowed in vector

--! not-postgres pgvector is not at hand
SELECT '{"[1,2]","[3]"}'::vector[], ('{"[1,2]","[3]"}'::vector[])[2];
--| vector user-type | vector user-type
--| {"[1,2]",[3]} | [3]

--! not-postgres pgvector is not at hand
SELECT ('[1,2]'::vector)[1];
--| ERROR 42804: cannot subscript type vector because it does not support subscripting
--| POSITION: 9

--! not-postgres pgvector is not at hand
SELECT vector_send('[1,2]');
--| vector_send bytea
--| \x000200003f80000040000000

--! not-postgres pgvector is not at hand
CREATE INDEX v_a ON v (u);
--| CREATE INDEX

--! not-postgres pgvector is not at hand
SET enable_seqscan = off;
--| SET

--! not-postgres pgvector is not at hand
SET enable_sort = off;
--| SET

--! not-postgres pgvector is not at hand
EXPLAIN (COSTS off) SELECT id FROM v WHERE u >= '[1,2]' ORDER BY u;
--| QUERY PLAN text
--| Index Scan using v_a on v
--|   Index Cond: (u >= '[1,2]'::vector)
--| EXPLAIN

--! not-postgres pgvector is not at hand
SELECT id, u FROM v WHERE u >= '[1]' ORDER BY u;
--| id int4 | u user-type
--| 1 | [1]
--| 2 | [1,2]
--| 5 | [1,2]

--! not-postgres pgvector is not at hand
CREATE INDEX ON v USING hnsw (a vector_l2_ops);
--| ERROR 0A000: access method "hnsw" is not supported

--! not-postgres pgvector is not at hand
CREATE VIEW w AS SELECT id, a <-> '[1,2,3]' AS d FROM v;
--| CREATE VIEW

--! not-postgres pgvector is not at hand
SELECT pg_get_viewdef('w');
--| pg_get_viewdef text
--| " SELECT v.id,\n    (v.a <-> '[1,2,3]'::vector) AS d\n   FROM v;"

--! not-postgres pgvector is not at hand
SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'v'::regclass AND attnum > 0;
--| format_type text
--| integer
--| vector(3)
--| vector

--! not-postgres pgvector is not at hand
ALTER TABLE v ALTER u TYPE vector(2);
--| ERROR 22000: expected 2 dimensions, not 1

--! not-postgres pgvector is not at hand
DROP TYPE vector;
--| ERROR 2BP01: cannot drop type vector because extension vector requires it
--| HINT: You can drop extension vector instead.

--! not-postgres pgvector is not at hand
DROP EXTENSION vector;
--| ERROR 2BP01: cannot drop extension vector because other objects depend on it
--| DETAIL: column u of table v depends on type vector\ncolumn a of table v depends on type vector\nview w depends on operator <->(vector,vector)
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.

--! not-postgres pgvector is not at hand
BEGIN;
--| BEGIN

--! not-postgres pgvector is not at hand
DROP EXTENSION vector CASCADE;
--| NOTICE 00000: drop cascades to 3 other objects
--| DETAIL: drop cascades to column u of table v\ndrop cascades to column a of table v\ndrop cascades to view w
--| DROP EXTENSION

--! not-postgres pgvector is not at hand
SELECT * FROM v ORDER BY id;
--| id int4
--| 1
--| 2
--| 3
--| 4
--| 5

--! not-postgres pgvector is not at hand
SELECT count(*) FROM pg_proc WHERE proname LIKE '%vector%' AND pronamespace = 'public'::regnamespace;
--| count int8
--| 0

--! not-postgres pgvector is not at hand
ROLLBACK;
--| ROLLBACK

--! not-postgres pgvector is not at hand
SELECT id, a FROM v WHERE id = 1;
--| id int4 | a user-type(3)
--| 1 | [1,2,3]

--! not-postgres pgvector is not at hand
DROP TABLE v CASCADE;
--| NOTICE 00000: drop cascades to view w
--| DROP TABLE

--! not-postgres pgvector is not at hand
DROP EXTENSION vector;
--| DROP EXTENSION

--! not-postgres pgvector is not at hand
DROP EXTENSION vector;
--| ERROR 42704: extension "vector" does not exist

--! not-postgres pgvector is not at hand
DROP EXTENSION IF EXISTS vector;
--| NOTICE 00000: extension "vector" does not exist, skipping
--| DROP EXTENSION

--! not-postgres pgvector is not at hand
SELECT count(*) FROM pg_depend WHERE objid >= 2000000000;
--| count int8
--| 0

--! not-postgres pgvector is not at hand
CREATE SCHEMA ext;
--| CREATE SCHEMA

--! not-postgres pgvector is not at hand
CREATE EXTENSION vector WITH SCHEMA ext VERSION '0.8.0';
--| CREATE EXTENSION

--! not-postgres pgvector is not at hand
SELECT '[1]'::ext.vector OPERATOR(ext.<->) '[2]';
--| ?column? float8
--| 1
