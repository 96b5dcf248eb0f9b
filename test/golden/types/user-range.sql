-- CREATE TYPE … AS RANGE: attributes, constructors, multirange names, storage, catalog rows, errors, dropping.
CREATE TYPE floatrange AS RANGE (subtype = float8, subtype_diff = float8mi);
--| CREATE TYPE
SELECT '[1.5,2.5)'::floatrange AS a, floatrange(1, 2) AS b, floatrange(1, 2, '[]') AS c, floatmultirange(floatrange(1, 2), floatrange(4, 5)) AS d, floatrange(1, 2)::floatmultirange AS e, '{[1,2],(2,3)}'::floatmultirange AS f, '[-Infinity,NaN]'::floatrange AS g;
--| a user-type | b user-type | c user-type | d user-type | e user-type | f user-type | g user-type
--| [1.5,2.5) | [1,2) | [1,2] | {[1,2),[4,5)} | {[1,2)} | {[1,3)} | [-Infinity,NaN]
SELECT floatrange(1, 2) @> 1.5::float8 AS a, floatrange(1, 3) * floatrange(2, 5) AS b, floatrange(1, 2) -|- floatrange(2, 3) AS c, lower(floatrange(1, 2)) AS d, multirange(floatrange(1, 2)) AS e;
--| a bool | b user-type | c bool | d float8 | e user-type
--| t | [2,3) | t | 1 | {[1,2)}
CREATE TABLE f (r floatrange PRIMARY KEY, a floatrange[], m floatmultirange);
--| CREATE TABLE
INSERT INTO f VALUES ('[1,2)', '{"[1,2)",empty}', '{[1,2)}'), ('(,)', NULL, NULL), ('empty', '{}', '{}');
--| INSERT 0 3
SELECT * FROM f ORDER BY r DESC;
--| r user-type | a user-type | m user-type
--| [1,2) | {"[1,2)",empty} | {[1,2)}
--| (,) | NULL | NULL
--| empty | {} | {}
INSERT INTO f VALUES ('[1,2)');
--| ERROR 23505: duplicate key value violates unique constraint "f_pkey"
--| DETAIL: Key (r)=([1,2)) already exists.
--| FIELDS: schema public, table f, constraint f_pkey
SELECT range_agg(r) AS u, range_intersect_agg(r) AS i FROM f WHERE NOT isempty(r);
--| u user-type | i user-type
--| {(,)} | [1,2)
SELECT proname, proargtypes::regtype[], prosrc, provariadic::regtype, proisstrict, provolatile, proparallel, pronargs, prorettype::regtype FROM pg_proc WHERE proname IN ('floatrange', 'floatmultirange') ORDER BY oid;
--| proname name | proargtypes oid=2211 | prosrc text | provariadic regtype | proisstrict bool | provolatile "char" | proparallel "char" | pronargs int2 | prorettype regtype
--| floatrange | [0:1]={"double precision","double precision"} | range_constructor2 | - | f | i | s | 2 | floatrange
--| floatrange | [0:2]={"double precision","double precision",text} | range_constructor3 | - | f | i | s | 3 | floatrange
--| floatmultirange | {} | multirange_constructor0 | - | t | i | s | 0 | floatmultirange
--| floatmultirange | [0:0]={floatrange} | multirange_constructor1 | - | t | i | s | 1 | floatmultirange
--| floatmultirange | [0:0]={floatrange[]} | multirange_constructor2 | floatrange | t | i | s | 1 | floatmultirange
SELECT typname, typlen, typbyval, typtype, typcategory, typinput, typoutput, typreceive, typsend, typanalyze, typalign, typstorage, typcollation FROM pg_type WHERE typname LIKE '%float%range' ORDER BY oid;
--| typname name | typlen int2 | typbyval bool | typtype "char" | typcategory "char" | typinput regproc | typoutput regproc | typreceive regproc | typsend regproc | typanalyze regproc | typalign "char" | typstorage "char" | typcollation oid
--| _floatrange | -1 | f | b | A | array_in | array_out | array_recv | array_send | array_typanalyze | d | x | 0
--| floatmultirange | -1 | f | m | R | multirange_in | multirange_out | multirange_recv | multirange_send | multirange_typanalyze | d | x | 0
--| _floatmultirange | -1 | f | b | A | array_in | array_out | array_recv | array_send | array_typanalyze | d | x | 0
--| floatrange | -1 | f | r | R | range_in | range_out | range_recv | range_send | range_typanalyze | d | x | 0
SELECT rngtypid::regtype, rngsubtype::regtype, rngmultitypid::regtype, rngcollation, rngsubopc, rngcanonical, rngsubdiff FROM pg_range WHERE rngtypid > 16384;
--| rngtypid regtype | rngsubtype regtype | rngmultitypid regtype | rngcollation oid | rngsubopc oid | rngcanonical regproc | rngsubdiff regproc
--| floatrange | double precision | floatmultirange | 0 | 3123 | - | float8mi
SELECT castsource::regtype, casttarget::regtype, castfunc::regproc, castcontext, castmethod FROM pg_cast WHERE oid > 16384;
--| castsource regtype | casttarget regtype | castfunc regproc | castcontext "char" | castmethod "char"
--| floatrange | floatmultirange | public.floatmultirange | e | f
CREATE TYPE span AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
--| CREATE TYPE
SELECT span('a', 'b') AS a, span_multirange(span('a', 'c'), span('b', 'd')) AS b, '["a b","c,"]'::span AS c, '["",z)'::span AS d, '["\\"",")"]'::span AS e;
--| ERROR 22P02: malformed range literal: "["\\"",")"]"
--| DETAIL: Missing comma after lower bound.
--| POSITION: 131
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
--| CREATE TYPE
CREATE TYPE moodrange AS RANGE (subtype = mood, multirange_type_name = moods);
--| CREATE TYPE
SELECT '[sad,happy)'::moodrange @> 'ok'::mood AS a, moods(moodrange('sad', 'ok'), moodrange('ok', 'happy')) AS b, '[happy,sad]'::moodrange;
--| ERROR 22000: range lower bound must be less than or equal to range upper bound
--| POSITION: 115
SELECT '[sad,happy)'::moodrange AS a, moodrange('ok', NULL) AS b;
--| a user-type | b user-type
--| [sad,happy) | [ok,)
CREATE DOMAIN small AS int CHECK (VALUE < 10);
--| CREATE DOMAIN
CREATE TYPE smallrange AS RANGE (subtype = small);
--| CREATE TYPE
SELECT '[1,5]'::smallrange AS a, smallrange(1, 3) AS b;
--| a user-type | b user-type
--| [1,5] | [1,3)
SELECT '[1,50]'::smallrange;
--| ERROR 23514: value for domain small violates check constraint "small_check"
--| POSITION: 8
--| FIELDS: schema public, dataType small, constraint small_check
CREATE TYPE bad AS RANGE (collation = "C");
--| ERROR 42601: type attribute "subtype" is required
CREATE TYPE bad AS RANGE (subtype = int, subtype = int);
--| ERROR 42601: conflicting or redundant options
--| POSITION: 42
CREATE TYPE bad AS RANGE (subtype = int, foo = 3);
--| ERROR 42601: type attribute "foo" not recognized
CREATE TYPE bad AS RANGE (subtype = int, canonical = xx);
--| ERROR 42P17: cannot specify a canonical function without a pre-created shell type
--| HINT: Create the type as a shell type, then create its canonicalization function, then do a full CREATE TYPE.
CREATE TYPE bad AS RANGE (subtype = int, subtype_diff = int4mi);
--| ERROR 42P17: range subtype diff function int4mi(integer, integer) must return type double precision
CREATE TYPE bad AS RANGE (subtype = int, subtype_diff = nosuch);
--| ERROR 42883: function nosuch(integer, integer) does not exist
CREATE TYPE bad AS RANGE (subtype = int, subtype_opclass = text_ops);
--| ERROR 42804: operator class "text_ops" does not accept data type integer
CREATE TYPE bad AS RANGE (subtype = int, subtype_opclass = nosuch);
--| ERROR 42704: operator class "nosuch" does not exist for access method "btree"
CREATE TYPE bad AS RANGE (subtype = int, collation = "C");
--| ERROR 42809: range collation specified but subtype does not support collation
CREATE TYPE bad AS RANGE (subtype = text, collation = "nosuch");
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
CREATE TYPE bad AS RANGE (subtype = json);
--| ERROR 42704: data type json has no default operator class for access method "btree"
--| HINT: You must specify an operator class for the range type or define a default operator class for the subtype.
CREATE TYPE bad AS RANGE (subtype = anyelement);
--| ERROR 42804: range subtype cannot be anyelement
CREATE TYPE bad AS RANGE (subtype = nosuch);
--| ERROR 42704: type "nosuch" does not exist
CREATE TYPE floatrange AS RANGE (subtype = int);
--| ERROR 42710: type "floatrange" already exists
CREATE TYPE bad AS RANGE (subtype = int, multirange_type_name = floatrange);
--| ERROR 42710: type "floatrange" already exists
CREATE TYPE float_range AS RANGE (subtype = int);
--| CREATE TYPE
CREATE TYPE span_multirange AS RANGE (subtype = int);
--| ERROR 42710: type "span_multirange" already exists
DROP TYPE floatmultirange;
--| ERROR 2BP01: cannot drop type floatmultirange because type floatrange requires it
--| HINT: You can drop type floatrange instead.
DROP TYPE floatrange;
--| ERROR 2BP01: cannot drop type floatrange because other objects depend on it
--| DETAIL: column a of table f depends on type floatrange[]\ncolumn m of table f depends on type floatmultirange\ncolumn r of table f depends on type floatrange
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
DROP TYPE mood;
--| ERROR 2BP01: cannot drop type mood because other objects depend on it
--| DETAIL: type moodrange depends on type mood
--| HINT: Use DROP ... CASCADE to drop the dependent objects too.
ALTER TYPE span RENAME TO extent;
--| ALTER TYPE
SELECT '[a,b)'::extent AS a, span_multirange('[a,b)'::extent) AS b;
--| a user-type | b user-type
--| [a,b) | {[a,b)}
BEGIN;
--| BEGIN
CREATE TYPE gone AS RANGE (subtype = int8);
--| CREATE TYPE
SELECT gone(1, 2), gone_multirange();
--| gone user-type | gone_multirange user-type
--| [1,2) | {}
ROLLBACK;
--| ROLLBACK
SELECT gone(1, 2);
--| ERROR 42883: function gone(integer, integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
DROP TABLE f;
--| DROP TABLE
DROP TYPE floatrange;
--| DROP TYPE
DROP TYPE extent;
--| DROP TYPE
DROP TYPE moodrange;
--| DROP TYPE
SELECT count(*) FROM pg_cast WHERE oid > 16384;
--| count int8
--| 2
