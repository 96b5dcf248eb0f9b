-- Casts between numbers of all kinds: rounding to even for floats and away from zero for numeric, overflow, NaN.

SELECT x, x::float4, x::float8, x::numeric, x::int8 FROM (VALUES (32767::int2), ('-32768'), (NULL)) v(x);
--| x int2 | x float4 | x float8 | x numeric | x int8
--| 32767 | 32767 | 32767 | 32767 | 32767
--| -32768 | -32768 | -32768 | -32768 | -32768
--| NULL | NULL | NULL | NULL | NULL
SELECT x, x::float4, x::float8, x::numeric FROM (VALUES (9223372036854775807::int8), (-16777217), (NULL)) v(x);
--| x int8 | x float4 | x float8 | x numeric
--| 9223372036854775807 | 9.223372e+18 | 9.223372036854776e+18 | 9223372036854775807
--| -16777217 | -1.6777216e+07 | -16777217 | -16777217
--| NULL | NULL | NULL | NULL
SELECT x, x::int2, x::int4, x::int8, x::numeric FROM (VALUES (0.5::float4), (1.5), (-2.5), (NULL)) v(x);
--| x float4 | x int2 | x int4 | x int8 | x numeric
--| 0.5 | 0 | 0 | 0 | 0.5
--| 1.5 | 2 | 2 | 2 | 1.5
--| -2.5 | -2 | -2 | -2 | -2.5
--| NULL | NULL | NULL | NULL | NULL
SELECT x, x::int2, x::int4, x::int8, x::numeric, x::float4 FROM (VALUES (0.5::float8), (1.5), (-2.5), (NULL)) v(x);
--| x float8 | x int2 | x int4 | x int8 | x numeric | x float4
--| 0.5 | 0 | 0 | 0 | 0.5 | 0.5
--| 1.5 | 2 | 2 | 2 | 1.5 | 1.5
--| -2.5 | -2 | -2 | -2 | -2.5 | -2.5
--| NULL | NULL | NULL | NULL | NULL | NULL
SELECT x, x::int2, x::int4, x::int8, x::float4, x::float8 FROM (VALUES (0.5), (1.5), (-2.5), (NULL)) v(x);
--| x numeric | x int2 | x int4 | x int8 | x float4 | x float8
--| 0.5 | 1 | 1 | 1 | 0.5 | 0.5
--| 1.5 | 2 | 2 | 2 | 1.5 | 1.5
--| -2.5 | -3 | -3 | -3 | -2.5 | -2.5
--| NULL | NULL | NULL | NULL | NULL | NULL
SELECT 32768::float4::int2;
--| ERROR 22003: smallint out of range
SELECT 2147483648::float4::int4;
--| ERROR 22003: integer out of range
SELECT 9.3e18::float4::int8;
--| ERROR 22003: bigint out of range
SELECT 32767.5::float8::int2;
--| ERROR 22003: smallint out of range
SELECT 'NaN'::float8::int4;
--| ERROR 22003: integer out of range
SELECT 'Infinity'::float8::int8;
--| ERROR 22003: bigint out of range
SELECT 9223372036854775807.5::int8;
--| ERROR 22003: bigint out of range
SELECT 'NaN'::numeric::int4;
--| ERROR 0A000: cannot convert NaN to integer
SELECT 'Infinity'::numeric::int2;
--| ERROR 0A000: cannot convert infinity to smallint
SELECT 1e40::numeric::float4;
--| ERROR 22003: "10000000000000000000000000000000000000000" is out of range for type real
SELECT 1e400::numeric::float8;
--| ERROR 22003: "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000" is out of range for type double precision
SELECT 1e39::float8::float4;
--| ERROR 22003: value out of range: overflow
SELECT 40000::int4::int2;
--| ERROR 22003: smallint out of range
SELECT 5000000000::int8::int4;
--| ERROR 22003: integer out of range
SELECT 40000::int8::int2;
--| ERROR 22003: smallint out of range
SELECT 'NaN'::float4::numeric, 'Infinity'::float8::numeric, 0.1::float4::numeric, 0.1::float8::numeric, 1e20::float4::numeric;
--| numeric numeric | numeric numeric | numeric numeric | numeric numeric | numeric numeric
--| NaN | Infinity | 0.1 | 0.1 | 100000000000000000000
SELECT 7::int2::oid, 7::int8::oid, 4294967295::oid::int8, 4294967295::oid::int4, (-1)::int4::oid;
--| oid oid | oid oid | int8 int8 | int4 int4 | oid oid
--| 7 | 7 | 4294967295 | -1 | 4294967295
SELECT 4294967296::int8::oid;
--| ERROR 22003: OID out of range
SELECT (-1)::int8::oid;
--| ERROR 22003: OID out of range
SELECT 5::int4::bool, 0::int4::bool, true::int4, 65::int4::"char", 'A'::"char"::int4;
--| bool bool | bool bool | int4 int4 | char "char" | int4 int4
--| t | f | 1 | A | 65
SELECT 128::int4::"char";
--| ERROR 22003: "char" out of range
SELECT 5::int8::bool;
--| ERROR 42846: cannot cast type bigint to boolean
--| POSITION: 15
SELECT 5::int4::bit(8), (-1)::int8::bit(4), B'101'::int4, B'11111111'::int8, 5::int2::bit(3);
--| ERROR 42846: cannot cast type smallint to bit
--| POSITION: 85
