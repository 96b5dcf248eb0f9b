-- Rows that little else calls: configurations and dictionaries by name, slots and origins that do not exist, files that are not there.

SELECT regconfigin('english') = 'english'::regconfig AS c, regdictionaryin('english_stem') = 'english_stem'::regdictionary AS d, regconfigin('-') IS NOT NULL AS dash;
--| c bool | d bool | dash bool
--| t | t | t
SELECT regconfigin('nosuch');
--| ERROR 42704: text search configuration "nosuch" does not exist
SELECT regdictionaryin('nosuch');
--| ERROR 42704: text search dictionary "nosuch" does not exist
SELECT json_to_tsvector('{"a": "The Fat Rats", "b": [1, true, null]}', '"all"'), json_to_tsvector('{"a": "x", "b": 1}'::json, '["string"]'::jsonb), json_to_tsvector(NULL::json, '"all"') IS NULL AS none;
--| json_to_tsvector oid=3614 | json_to_tsvector oid=3614 | none bool
--| '1':8 'b':6 'fat':3 'rat':4 'true':10 | 'x':1 | t
SELECT json_to_tsvector('{"a": 1}'::json, '"nosuch"');
--| ERROR 22023: wrong flag in flag array: "nosuch"
--| HINT: Possible values are: "string", "numeric", "boolean", "key", and "all".
SELECT pg_copy_logical_replication_slot('nosuch', 'other', false, 'test_decoding');
--| ERROR 55000: logical decoding requires wal_level >= logical
SELECT pg_copy_logical_replication_slot('nosuch', 'other', true);
--| ERROR 55000: logical decoding requires wal_level >= logical
SELECT pg_copy_physical_replication_slot('nosuch', 'other', false);
--| ERROR 42704: replication slot "nosuch" does not exist
SELECT pg_logical_slot_get_binary_changes('nosuch', NULL, NULL);
--| ERROR 55000: logical decoding requires wal_level >= logical
SELECT pg_logical_slot_peek_changes('nosuch', NULL, NULL);
--| ERROR 55000: logical decoding requires wal_level >= logical
SELECT pg_replication_origin_xact_reset();
--| pg_replication_origin_xact_reset void
--| ""
SELECT pg_read_binary_file('no_such_file');
--| ERROR 58P01: could not open file "no_such_file" for reading: No such file or directory
SELECT count(*) FROM pg_ls_tmpdir();
--| count int8
--| 0
