-- Comparisons of real and double precision: NaN equals itself and is above everything, zeros are equal, a real is widened first (0.1 is not 0.1).

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, btfloat4cmp(a, b) AS cmp, float4larger(a, b) AS larger, float4smaller(a, b) AS smaller
FROM (VALUES ('-Infinity'::float4), ('-1.5'::float4), ('0'::float4), ('NaN'::float4), (NULL)) l(a), (VALUES ('-1.5'::float4), ('0'::float4), ('1e-30'::float4), ('NaN'::float4), (NULL)) r(b);
--| a float4 | b float4 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4 | larger float4 | smaller float4
--| -1.5 | -1.5 | f | t | t | f | t | f | 0 | -1.5 | -1.5
--| -1.5 | 0 | t | t | f | t | f | f | -1 | 0 | -1.5
--| -1.5 | 1e-30 | t | t | f | t | f | f | -1 | 1e-30 | -1.5
--| -1.5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -1.5 | NaN | t | t | f | t | f | f | -1 | NaN | -1.5
--| -Infinity | -1.5 | t | t | f | t | f | f | -1 | -1.5 | -Infinity
--| -Infinity | 0 | t | t | f | t | f | f | -1 | 0 | -Infinity
--| -Infinity | 1e-30 | t | t | f | t | f | f | -1 | 1e-30 | -Infinity
--| -Infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -Infinity | NaN | t | t | f | t | f | f | -1 | NaN | -Infinity
--| 0 | -1.5 | f | f | f | t | t | t | 1 | 0 | -1.5
--| 0 | 0 | f | t | t | f | t | f | 0 | 0 | 0
--| 0 | 1e-30 | t | t | f | t | f | f | -1 | 1e-30 | 0
--| 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 0 | NaN | t | t | f | t | f | f | -1 | NaN | 0
--| NULL | -1.5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 1e-30 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NaN | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NaN | -1.5 | f | f | f | t | t | t | 1 | NaN | -1.5
--| NaN | 0 | f | f | f | t | t | t | 1 | NaN | 0
--| NaN | 1e-30 | f | f | f | t | t | t | 1 | NaN | 1e-30
--| NaN | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NaN | NaN | f | t | t | f | t | f | 0 | NaN | NaN

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, btfloat48cmp(a, b) AS cmp
FROM (VALUES ('-Infinity'::float4), ('-1.5'::float4), ('0'::float4), ('NaN'::float4), (NULL)) l(a), (VALUES ('-1.5'::float8), ('-0'::float8), ('1e-30'::float8), ('NaN'::float8), (NULL)) r(b);
--| a float4 | b float8 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| -1.5 | -0 | t | t | f | t | f | f | -1
--| -1.5 | -1.5 | f | t | t | f | t | f | 0
--| -1.5 | 1e-30 | t | t | f | t | f | f | -1
--| -1.5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -1.5 | NaN | t | t | f | t | f | f | -1
--| -Infinity | -0 | t | t | f | t | f | f | -1
--| -Infinity | -1.5 | t | t | f | t | f | f | -1
--| -Infinity | 1e-30 | t | t | f | t | f | f | -1
--| -Infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -Infinity | NaN | t | t | f | t | f | f | -1
--| 0 | -0 | f | t | t | f | t | f | 0
--| 0 | -1.5 | f | f | f | t | t | t | 1
--| 0 | 1e-30 | t | t | f | t | f | f | -1
--| 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 0 | NaN | t | t | f | t | f | f | -1
--| NULL | -0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -1.5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 1e-30 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NaN | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NaN | -0 | f | f | f | t | t | t | 1
--| NaN | -1.5 | f | f | f | t | t | t | 1
--| NaN | 1e-30 | f | f | f | t | t | t | 1
--| NaN | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NaN | NaN | f | t | t | f | t | f | 0

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, btfloat84cmp(a, b) AS cmp
FROM (VALUES ('-Infinity'::float8), ('-1.5'::float8), ('0'::float8), ('NaN'::float8), (NULL)) l(a), (VALUES ('-1.5'::float4), ('0'::float4), ('1e-30'::float4), ('NaN'::float4), (NULL)) r(b);
--| a float8 | b float4 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4
--| -1.5 | -1.5 | f | t | t | f | t | f | 0
--| -1.5 | 0 | t | t | f | t | f | f | -1
--| -1.5 | 1e-30 | t | t | f | t | f | f | -1
--| -1.5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -1.5 | NaN | t | t | f | t | f | f | -1
--| -Infinity | -1.5 | t | t | f | t | f | f | -1
--| -Infinity | 0 | t | t | f | t | f | f | -1
--| -Infinity | 1e-30 | t | t | f | t | f | f | -1
--| -Infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -Infinity | NaN | t | t | f | t | f | f | -1
--| 0 | -1.5 | f | f | f | t | t | t | 1
--| 0 | 0 | f | t | t | f | t | f | 0
--| 0 | 1e-30 | t | t | f | t | f | f | -1
--| 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 0 | NaN | t | t | f | t | f | f | -1
--| NULL | -1.5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 1e-30 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NaN | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NaN | -1.5 | f | f | f | t | t | t | 1
--| NaN | 0 | f | f | f | t | t | t | 1
--| NaN | 1e-30 | f | f | f | t | t | t | 1
--| NaN | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NaN | NaN | f | t | t | f | t | f | 0

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, btfloat8cmp(a, b) AS cmp, float8larger(a, b) AS larger, float8smaller(a, b) AS smaller
FROM (VALUES ('-Infinity'::float8), ('-1.5'::float8), ('0'::float8), ('NaN'::float8), (NULL)) l(a), (VALUES ('-1.5'::float8), ('-0'::float8), ('1e-30'::float8), ('NaN'::float8), (NULL)) r(b);
--| a float8 | b float8 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp int4 | larger float8 | smaller float8
--| -1.5 | -0 | t | t | f | t | f | f | -1 | -0 | -1.5
--| -1.5 | -1.5 | f | t | t | f | t | f | 0 | -1.5 | -1.5
--| -1.5 | 1e-30 | t | t | f | t | f | f | -1 | 1e-30 | -1.5
--| -1.5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -1.5 | NaN | t | t | f | t | f | f | -1 | NaN | -1.5
--| -Infinity | -0 | t | t | f | t | f | f | -1 | -0 | -Infinity
--| -Infinity | -1.5 | t | t | f | t | f | f | -1 | -1.5 | -Infinity
--| -Infinity | 1e-30 | t | t | f | t | f | f | -1 | 1e-30 | -Infinity
--| -Infinity | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -Infinity | NaN | t | t | f | t | f | f | -1 | NaN | -Infinity
--| 0 | -0 | f | t | t | f | t | f | 0 | -0 | -0
--| 0 | -1.5 | f | f | f | t | t | t | 1 | 0 | -1.5
--| 0 | 1e-30 | t | t | f | t | f | f | -1 | 1e-30 | 0
--| 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 0 | NaN | t | t | f | t | f | f | -1 | NaN | 0
--| NULL | -0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -1.5 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 1e-30 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NaN | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NaN | -0 | f | f | f | t | t | t | 1 | NaN | -0
--| NaN | -1.5 | f | f | f | t | t | t | 1 | NaN | -1.5
--| NaN | 1e-30 | f | f | f | t | t | t | 1 | NaN | 1e-30
--| NaN | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NaN | NaN | f | t | t | f | t | f | 0 | NaN | NaN

SELECT 0.1::float4 = 0.1::float8 AS widened, 0.5::float4 = 0.5::float8 AS exact, 0.1::float8 > 0.1::float4 AS gt;
--| widened bool | exact bool | gt bool
--| f | t | f
