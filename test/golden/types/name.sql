-- A name may be subscripted byte by byte, from 0.
SELECT ('abc'::name)[0], ('abc'::name)[2], ('abc'::name)[3] = '' AS past_end, ('abc'::name)[64], ('abc'::name)[-1], ('abc'::name)[NULL];
--| name "char" | name "char" | past_end bool | name "char" | name "char" | name "char"
--| a | c | t | NULL | NULL | NULL
SELECT typname[0] = '_' AS is_array, typname FROM pg_type WHERE oid IN (23, 1007) ORDER BY oid;
--| is_array bool | typname name
--| f | int4
--| t | _int4
SELECT ('é'::name)[1];
--| name "char"
--| \251
SELECT ('abc'::name)[0:1];
--| ERROR 0A000: slices of fixed-length arrays not implemented
SELECT ('abc'::name)[0][1];
--| name "char"
--| NULL
