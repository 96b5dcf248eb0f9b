-- The three integer types: limits, input forms, overflow in every operation.
SELECT 32767::int2 AS a, (-32768)::int2 AS b, 2147483647 AS c, 2147483648 AS d, 9223372036854775807 AS e, 9223372036854775808 AS f;
--| a int2 | b int2 | c int4 | d int8 | e int8 | f numeric
--| 32767 | -32768 | 2147483647 | 2147483648 | 9223372036854775807 | 9223372036854775808
SELECT '  42 '::int4 AS a, '-0'::int4 AS b, '+7'::int8 AS c;
--| a int4 | b int4 | c int8
--| 42 | 0 | 7
SELECT 'abc'::int4;
--| ERROR 22P02: invalid input syntax for type integer: "abc"
--| POSITION: 8
SELECT ''::int8;
--| ERROR 22P02: invalid input syntax for type bigint: ""
--| POSITION: 8
SELECT '1.5'::int4;
--| ERROR 22P02: invalid input syntax for type integer: "1.5"
--| POSITION: 8
SELECT '32768'::int2;
--| ERROR 22003: value "32768" is out of range for type smallint
--| POSITION: 8
SELECT '2147483648'::int4;
--| ERROR 22003: value "2147483648" is out of range for type integer
--| POSITION: 8
SELECT '9223372036854775808'::int8;
--| ERROR 22003: value "9223372036854775808" is out of range for type bigint
--| POSITION: 8
SELECT 32767::int2 + 1::int2;
--| ERROR 22003: smallint out of range
SELECT 2147483647 + 1;
--| ERROR 22003: integer out of range
SELECT -2147483648 - 1;
--| ERROR 22003: integer out of range
SELECT 9223372036854775807 + 1;
--| ERROR 22003: bigint out of range
SELECT 9223372036854775807 * 2;
--| ERROR 22003: bigint out of range
SELECT 3037000500 * 3037000500;
--| ERROR 22003: bigint out of range
SELECT (-9223372036854775808) / (-1);
--| ERROR 22003: bigint out of range
SELECT -(-2147483648);
--| ?column? int8
--| 2147483648
SELECT -((-32768)::int2);
--| ERROR 22003: smallint out of range
SELECT abs(-2147483648);
--| ERROR 22003: integer out of range
-- Division truncates toward zero, the remainder takes the dividend's sign.
SELECT 7 / 2 AS a, -7 / 2 AS b, 7 / -2 AS c, 7 % 3 AS d, -7 % 3 AS e, 7 % -3 AS f;
--| a int4 | b int4 | c int4 | d int4 | e int4 | f int4
--| 3 | -3 | -3 | 1 | -1 | 1
SELECT (-2147483648) % (-1) AS a, (-9223372036854775808) % (-1) AS b;
--| a int4 | b int8
--| 0 | 0
SELECT 1 / 0;
--| ERROR 22012: division by zero
SELECT 1 % 0;
--| ERROR 22012: division by zero
SELECT 1::int8 / 0::int2;
--| ERROR 22012: division by zero
-- Mixed widths give the wider one.
SELECT 1::int2 + 1::int4 AS a, 1::int4 + 1::int8 AS b, 1::int2 * 1::int8 AS c, 1::int2 / 2::int2 AS d;
--| a int4 | b int8 | c int8 | d int2
--| 2 | 2 | 1 | 0
SELECT 5 & 3 AS a, 5 | 3 AS b, 5 # 3 AS c, ~5 AS d, 1 << 31 AS e, -8 >> 1 AS f, 1::int8 << 40 AS g;
--| a int4 | b int4 | c int4 | d int4 | e int4 | f int4 | g int8
--| 1 | 7 | 6 | -6 | -2147483648 | -4 | 1099511627776
SELECT 9007199254740993 AS a, 9007199254740992 + 1 AS b, 9007199254740993 - 1 AS c, 4611686018427387904 * 1 AS d;
--| a int8 | b int8 | c int8 | d int8
--| 9007199254740993 | 9007199254740993 | 9007199254740992 | 4611686018427387904
SELECT gcd(12, 18) AS a, lcm(4, 6) AS b, sign(-3) AS c, mod(10, 4) AS d, div(17, 5) AS e, factorial(20) AS f;
--| a int4 | b int4 | c float8 | d int4 | e numeric | f numeric
--| 6 | 12 | -1 | 2 | 3 | 2432902008176640000
