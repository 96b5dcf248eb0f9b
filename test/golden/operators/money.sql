-- Money: comparison, arithmetic with numbers of each kind, and the ratio of two amounts.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(cash_cmp(a, b)) AS cmp, cashlarger(a, b) AS larger, cashsmaller(a, b) AS smaller
FROM (VALUES ('-92233720368547758.08'::money), ('-0.01'::money), ('0.01'::money), ('92233720368547758.07'::money), (NULL)) l(a), (VALUES ('-92233720368547758.08'::money), ('-0.01'::money), ('0.01'::money), ('92233720368547758.07'::money), (NULL)) r(b);
--| a money | b money | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger money | smaller money
--| $0.01 | $0.01 | f | t | t | f | t | f | 0 | $0.01 | $0.01
--| $0.01 | $92,233,720,368,547,758.07 | t | t | f | t | f | f | -1 | $92,233,720,368,547,758.07 | $0.01
--| $0.01 | -$0.01 | f | f | f | t | t | t | 1 | $0.01 | -$0.01
--| $0.01 | -$92,233,720,368,547,758.08 | f | f | f | t | t | t | 1 | $0.01 | -$92,233,720,368,547,758.08
--| $0.01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| $92,233,720,368,547,758.07 | $0.01 | f | f | f | t | t | t | 1 | $92,233,720,368,547,758.07 | $0.01
--| $92,233,720,368,547,758.07 | $92,233,720,368,547,758.07 | f | t | t | f | t | f | 0 | $92,233,720,368,547,758.07 | $92,233,720,368,547,758.07
--| $92,233,720,368,547,758.07 | -$0.01 | f | f | f | t | t | t | 1 | $92,233,720,368,547,758.07 | -$0.01
--| $92,233,720,368,547,758.07 | -$92,233,720,368,547,758.08 | f | f | f | t | t | t | 1 | $92,233,720,368,547,758.07 | -$92,233,720,368,547,758.08
--| $92,233,720,368,547,758.07 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -$0.01 | $0.01 | t | t | f | t | f | f | -1 | $0.01 | -$0.01
--| -$0.01 | $92,233,720,368,547,758.07 | t | t | f | t | f | f | -1 | $92,233,720,368,547,758.07 | -$0.01
--| -$0.01 | -$0.01 | f | t | t | f | t | f | 0 | -$0.01 | -$0.01
--| -$0.01 | -$92,233,720,368,547,758.08 | f | f | f | t | t | t | 1 | -$0.01 | -$92,233,720,368,547,758.08
--| -$0.01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| -$92,233,720,368,547,758.08 | $0.01 | t | t | f | t | f | f | -1 | $0.01 | -$92,233,720,368,547,758.08
--| -$92,233,720,368,547,758.08 | $92,233,720,368,547,758.07 | t | t | f | t | f | f | -1 | $92,233,720,368,547,758.07 | -$92,233,720,368,547,758.08
--| -$92,233,720,368,547,758.08 | -$0.01 | t | t | f | t | f | f | -1 | -$0.01 | -$92,233,720,368,547,758.08
--| -$92,233,720,368,547,758.08 | -$92,233,720,368,547,758.08 | f | t | t | f | t | f | 0 | -$92,233,720,368,547,758.08 | -$92,233,720,368,547,758.08
--| -$92,233,720,368,547,758.08 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | $0.01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | $92,233,720,368,547,758.07 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -$0.01 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | -$92,233,720,368,547,758.08 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

SELECT m, n, m * n AS product, n * m AS reverse, m / n AS quotient FROM (VALUES ('10.05'::money, '3'::int2), ('-0.01', '2'::int2), (NULL, '1'::int2)) v(m, n);
--| m money | n int2 | product money | reverse money | quotient money
--| $10.05 | 3 | $30.15 | $30.15 | $3.35
--| -$0.01 | 2 | -$0.02 | -$0.02 | $0.00
--| NULL | 1 | NULL | NULL | NULL
SELECT '1'::money / '0'::int2 AS zero;
--| ERROR 22012: division by zero
SELECT m, n, m * n AS product, n * m AS reverse, m / n AS quotient FROM (VALUES ('10.05'::money, '3'::int4), ('-0.01', '2'::int4), (NULL, '1'::int4)) v(m, n);
--| m money | n int4 | product money | reverse money | quotient money
--| $10.05 | 3 | $30.15 | $30.15 | $3.35
--| -$0.01 | 2 | -$0.02 | -$0.02 | $0.00
--| NULL | 1 | NULL | NULL | NULL
SELECT '1'::money / '0'::int4 AS zero;
--| ERROR 22012: division by zero
SELECT m, n, m * n AS product, n * m AS reverse, m / n AS quotient FROM (VALUES ('10.05'::money, '3'::int8), ('-0.01', '2'::int8), (NULL, '1'::int8)) v(m, n);
--| m money | n int8 | product money | reverse money | quotient money
--| $10.05 | 3 | $30.15 | $30.15 | $3.35
--| -$0.01 | 2 | -$0.02 | -$0.02 | $0.00
--| NULL | 1 | NULL | NULL | NULL
SELECT '1'::money / '0'::int8 AS zero;
--| ERROR 22012: division by zero
SELECT m, n, m * n AS product, n * m AS reverse, m / n AS quotient FROM (VALUES ('10.05'::money, '3'::float4), ('-0.01', '2'::float4), (NULL, '1'::float4)) v(m, n);
--| m money | n float4 | product money | reverse money | quotient money
--| $10.05 | 3 | $30.15 | $30.15 | $3.35
--| -$0.01 | 2 | -$0.02 | -$0.02 | $0.00
--| NULL | 1 | NULL | NULL | NULL
SELECT '1'::money / '0'::float4 AS zero;
--| ERROR 22012: division by zero
SELECT m, n, m * n AS product, n * m AS reverse, m / n AS quotient FROM (VALUES ('10.05'::money, '3'::float8), ('-0.01', '2'::float8), (NULL, '1'::float8)) v(m, n);
--| m money | n float8 | product money | reverse money | quotient money
--| $10.05 | 3 | $30.15 | $30.15 | $3.35
--| -$0.01 | 2 | -$0.02 | -$0.02 | $0.00
--| NULL | 1 | NULL | NULL | NULL
SELECT '1'::money / '0'::float8 AS zero;
--| ERROR 22012: division by zero
SELECT a + b AS sum, a - b AS difference, a / b AS ratio FROM (VALUES ('10.05'::money, '0.03'::money), ('-1', '4'), (NULL, '1')) v(a, b);
--| sum money | difference money | ratio float8
--| $10.08 | $10.02 | 335
--| $3.00 | -$5.00 | -0.25
--| NULL | NULL | NULL
SELECT '1'::money / '0'::money AS zero;
--| ERROR 22012: division by zero
SELECT '92233720368547758.07'::money + '0.01'::money AS overflow;
--| ERROR 22003: money out of range
SELECT '-92233720368547758.08'::money - '0.01'::money AS overflow;
--| ERROR 22003: money out of range
SELECT '92233720368547758.07'::money * 2 AS overflow;
--| ERROR 22003: money out of range
SELECT sum(m), min(m), max(m) FROM (VALUES ('1.10'::money), ('-2'), (NULL)) v(m);
--| sum money | min money | max money
--| -$0.90 | -$2.00 | $1.10
SELECT 12::int4::money, 12::int8::money, 12.345::numeric::money, '12.34'::money::numeric;
--| money money | money money | money money | numeric numeric
--| $12.00 | $12.00 | $12.35 | 12.34
SELECT 922337203685477580::int8::money AS overflow;
--| ERROR 22003: bigint out of range
SELECT 1e20::numeric::money AS overflow;
--| ERROR 22003: bigint out of range
SELECT 'NaN'::numeric::money AS none;
--| ERROR 0A000: cannot convert NaN to bigint
