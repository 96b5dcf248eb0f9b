-- jsonb to boolean and numbers
SELECT '1.5'::jsonb::int, '2.5'::jsonb::int, '-2.5'::jsonb::int2, '1e3'::jsonb::int8, '1.10'::jsonb::numeric, '1.1'::jsonb::float8, '1.1'::jsonb::float4, 'true'::jsonb::bool;
--| int4 int4 | int4 int4 | int2 int2 | int8 int8 | numeric numeric | float8 float8 | float4 float4 | bool bool
--| 2 | 3 | -3 | 1000 | 1.10 | 1.1 | 1.1 | t
SELECT 'null'::jsonb::int;
--| ERROR 22023: cannot cast jsonb null to type integer
SELECT '"1"'::jsonb::bool;
--| ERROR 22023: cannot cast jsonb string to type boolean
SELECT '[]'::jsonb::float8;
--| ERROR 22023: cannot cast jsonb array to type double precision
SELECT '{}'::jsonb::numeric;
--| ERROR 22023: cannot cast jsonb object to type numeric
SELECT '1'::jsonb::bool;
--| ERROR 22023: cannot cast jsonb numeric to type boolean
SELECT 'true'::jsonb::int2;
--| ERROR 22023: cannot cast jsonb boolean to type smallint
SELECT 'null'::jsonb::int8;
--| ERROR 22023: cannot cast jsonb null to type bigint
SELECT 'null'::jsonb::float4;
--| ERROR 22023: cannot cast jsonb null to type real
SELECT '1e10'::jsonb::int;
--| ERROR 22003: integer out of range
SELECT '1e400'::jsonb::float8;
--| ERROR 22003: "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" is out of range for type double precision
