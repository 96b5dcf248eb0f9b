-- Casts between object names and numbers: an oid of nothing is shown as a number, zero as a dash; the forms with and without argument types.

SELECT 'now'::regproc::oid::regproc, 'now'::regproc::int8::regproc, 'now'::regproc::int4::regproc, 0::oid::regproc, 7::int2::regproc, 4294967295::int8::regproc, 5::int4::regproc, 'now'::regproc = 'now'::regproc::oid AS eq;
--| regproc regproc | regproc regproc | regproc regproc | regproc regproc | regproc regproc | regproc regproc | regproc regproc | eq bool
--| now | now | now | - | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regproc;
--| ERROR 42883: function "no_such_thing" does not exist
--| POSITION: 8
SELECT 'abs(int4)'::regprocedure::oid::regprocedure, 'abs(int4)'::regprocedure::int8::regprocedure, 'abs(int4)'::regprocedure::int4::regprocedure, 0::oid::regprocedure, 7::int2::regprocedure, 4294967295::int8::regprocedure, 5::int4::regprocedure, 'abs(int4)'::regprocedure = 'abs(int4)'::regprocedure::oid AS eq;
--| regprocedure oid=2202 | regprocedure oid=2202 | regprocedure oid=2202 | regprocedure oid=2202 | regprocedure oid=2202 | regprocedure oid=2202 | regprocedure oid=2202 | eq bool
--| abs(integer) | abs(integer) | abs(integer) | - | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regprocedure;
--| ERROR 22P02: expected a left parenthesis
--| POSITION: 8
SELECT '||/'::regoper::oid::regoper, '||/'::regoper::int8::regoper, '||/'::regoper::int4::regoper, 0::oid::regoper, 7::int2::regoper, 4294967295::int8::regoper, 5::int4::regoper, '||/'::regoper = '||/'::regoper::oid AS eq;
--| regoper oid=2203 | regoper oid=2203 | regoper oid=2203 | regoper oid=2203 | regoper oid=2203 | regoper oid=2203 | regoper oid=2203 | eq bool
--| ||/ | ||/ | ||/ | 0 | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regoper;
--| ERROR 42883: operator does not exist: no_such_thing
--| POSITION: 8
SELECT '+(int4,int4)'::regoperator::oid::regoperator, '+(int4,int4)'::regoperator::int8::regoperator, '+(int4,int4)'::regoperator::int4::regoperator, 0::oid::regoperator, 7::int2::regoperator, 4294967295::int8::regoperator, 5::int4::regoperator, '+(int4,int4)'::regoperator = '+(int4,int4)'::regoperator::oid AS eq;
--| regoperator oid=2204 | regoperator oid=2204 | regoperator oid=2204 | regoperator oid=2204 | regoperator oid=2204 | regoperator oid=2204 | regoperator oid=2204 | eq bool
--| +(integer,integer) | +(integer,integer) | +(integer,integer) | 0 | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regoperator;
--| ERROR 22P02: expected a left parenthesis
--| POSITION: 8
SELECT 'pg_class'::regclass::oid::regclass, 'pg_class'::regclass::int8::regclass, 'pg_class'::regclass::int4::regclass, 0::oid::regclass, 7::int2::regclass, 4294967295::int8::regclass, 5::int4::regclass, 'pg_class'::regclass = 'pg_class'::regclass::oid AS eq;
--| regclass regclass | regclass regclass | regclass regclass | regclass regclass | regclass regclass | regclass regclass | regclass regclass | eq bool
--| pg_class | pg_class | pg_class | - | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regclass;
--| ERROR 42P01: relation "no_such_thing" does not exist
--| POSITION: 8
SELECT '"C"'::regcollation::oid::regcollation, '"C"'::regcollation::int8::regcollation, '"C"'::regcollation::int4::regcollation, 0::oid::regcollation, 7::int2::regcollation, 4294967295::int8::regcollation, 5::int4::regcollation, '"C"'::regcollation = '"C"'::regcollation::oid AS eq;
--| regcollation oid=4191 | regcollation oid=4191 | regcollation oid=4191 | regcollation oid=4191 | regcollation oid=4191 | regcollation oid=4191 | regcollation oid=4191 | eq bool
--| "\"C\"" | "\"C\"" | "\"C\"" | - | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regcollation;
--| ERROR 42704: collation "no_such_thing" for encoding "UTF8" does not exist
--| POSITION: 8
SELECT 'int4'::regtype::oid::regtype, 'int4'::regtype::int8::regtype, 'int4'::regtype::int4::regtype, 0::oid::regtype, 7::int2::regtype, 4294967295::int8::regtype, 5::int4::regtype, 'int4'::regtype = 'int4'::regtype::oid AS eq;
--| regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | regtype regtype | eq bool
--| integer | integer | integer | - | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regtype;
--| ERROR 42704: type "no_such_thing" does not exist
--| POSITION: 8
SELECT 'postgres'::regrole::oid::regrole, 'postgres'::regrole::int8::regrole, 'postgres'::regrole::int4::regrole, 0::oid::regrole, 7::int2::regrole, 4294967295::int8::regrole, 5::int4::regrole, 'postgres'::regrole = 'postgres'::regrole::oid AS eq;
--| regrole oid=4096 | regrole oid=4096 | regrole oid=4096 | regrole oid=4096 | regrole oid=4096 | regrole oid=4096 | regrole oid=4096 | eq bool
--| postgres | postgres | postgres | - | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regrole;
--| ERROR 42704: role "no_such_thing" does not exist
--| POSITION: 8
SELECT 'pg_catalog'::regnamespace::oid::regnamespace, 'pg_catalog'::regnamespace::int8::regnamespace, 'pg_catalog'::regnamespace::int4::regnamespace, 0::oid::regnamespace, 7::int2::regnamespace, 4294967295::int8::regnamespace, 5::int4::regnamespace, 'pg_catalog'::regnamespace = 'pg_catalog'::regnamespace::oid AS eq;
--| regnamespace oid=4089 | regnamespace oid=4089 | regnamespace oid=4089 | regnamespace oid=4089 | regnamespace oid=4089 | regnamespace oid=4089 | regnamespace oid=4089 | eq bool
--| pg_catalog | pg_catalog | pg_catalog | - | 7 | 4294967295 | 5 | t
SELECT 'no_such_thing'::regnamespace;
--| ERROR 3F000: schema "no_such_thing" does not exist
--| POSITION: 8
SELECT 'abs(int4)'::regprocedure::regproc, 'now'::regproc::regprocedure, '+(int4,int4)'::regoperator::regoper, '||/'::regoper::regoperator, 'pg_class'::text::regclass, 'pg_type'::varchar::regclass;
--| regproc regproc | regprocedure oid=2202 | regoper oid=2203 | regoperator oid=2204 | regclass regclass | regclass regclass
--| pg_catalog.abs | now() | pg_catalog.+ | ||/(NONE,double precision) | pg_class | pg_type
SELECT 'abs'::regproc;
--| ERROR 42725: more than one function named "abs"
--| POSITION: 8
SELECT '+'::regoper;
--| ERROR 42725: more than one operator named +
--| POSITION: 8
SELECT 'a.b.c.d'::regclass;
--| ERROR 42601: improper relation name (too many dotted names): a.b.c.d
--| POSITION: 8
SELECT '-'::regclass, '-'::regproc, '1259'::regclass, '0'::regtype;
--| regclass regclass | regproc regproc | regclass regclass | regtype regtype
--| - | - | pg_class | -
