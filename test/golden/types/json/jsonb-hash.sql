-- PostgreSQL's hash values
SELECT jsonb_hash('{"a":[1,true,null,"x"]}'), jsonb_hash('1'), jsonb_hash('[1]'), jsonb_hash('{}'), jsonb_hash('"abc"'), jsonb_hash('1.5');
--| jsonb_hash int4 | jsonb_hash int4 | jsonb_hash int4 | jsonb_hash int4 | jsonb_hash int4 | jsonb_hash int4
--| 916081109 | -822615224 | -822615224 | 0 | 1362094999 | -1454515754
SELECT jsonb_hash_extended('{"a":[1,true,null,"x"]}',0), jsonb_hash_extended('{"a":[1,true,null,"x",false]}',77), jsonb_hash_extended('{"a":[1,true,null,"x"]}',-1), jsonb_hash_extended('[]',5);
--| jsonb_hash_extended int8 | jsonb_hash_extended int8 | jsonb_hash_extended int8 | jsonb_hash_extended int8
--| 6521789062571510229 | -227125643456674338 | -2233538358746222869 | 5
