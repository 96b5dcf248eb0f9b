-- Bits of integers: and, or, exclusive or, complement, shifts (the distance is taken modulo the width).

SELECT a, b, a & b AS "and", a | b AS "or", a # b AS "xor", ~ a AS "not"
FROM (VALUES ('6'::int2, '3'::int2), ('-1'::int2, '255'::int2), ('-32768'::int2, '32767'::int2), (NULL, '1'::int2)) v(a, b);
--| a int2 | b int2 | and int2 | or int2 | xor int2 | not int2
--| 6 | 3 | 2 | 7 | 5 | -7
--| -1 | 255 | 255 | -1 | -256 | 0
--| -32768 | 32767 | 0 | -1 | -1 | 32767
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT s, '5'::int2 << s AS l, '-5'::int2 >> s AS r FROM (VALUES (0), (1), (14), (15), (16), (-1), (NULL)) v(s);
--| s int4 | l int2 | r int2
--| 0 | 5 | -5
--| 1 | 10 | -3
--| 14 | 16384 | -1
--| 15 | -32768 | -1
--| 16 | 0 | -1
--| -1 | 0 | -1
--| NULL | NULL | NULL
SELECT bit_and(x), bit_or(x), bit_xor(x) FROM (VALUES ('12'::int2), ('10'::int2), (NULL), ('-1'::int2)) v(x);
--| bit_and int2 | bit_or int2 | bit_xor int2
--| 8 | -1 | -7
SELECT bit_and(x), bit_or(x), bit_xor(x) FROM (VALUES ('1'::int2)) v(x) WHERE false;
--| bit_and int2 | bit_or int2 | bit_xor int2
--| NULL | NULL | NULL
SELECT a, b, a & b AS "and", a | b AS "or", a # b AS "xor", ~ a AS "not"
FROM (VALUES ('6'::int4, '3'::int4), ('-1'::int4, '255'::int4), ('-2147483648'::int4, '2147483647'::int4), (NULL, '1'::int4)) v(a, b);
--| a int4 | b int4 | and int4 | or int4 | xor int4 | not int4
--| 6 | 3 | 2 | 7 | 5 | -7
--| -1 | 255 | 255 | -1 | -256 | 0
--| -2147483648 | 2147483647 | 0 | -1 | -1 | 2147483647
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT s, '5'::int4 << s AS l, '-5'::int4 >> s AS r FROM (VALUES (0), (1), (30), (31), (32), (-1), (NULL)) v(s);
--| s int4 | l int4 | r int4
--| 0 | 5 | -5
--| 1 | 10 | -3
--| 30 | 1073741824 | -1
--| 31 | -2147483648 | -1
--| 32 | 5 | -5
--| -1 | -2147483648 | -1
--| NULL | NULL | NULL
SELECT bit_and(x), bit_or(x), bit_xor(x) FROM (VALUES ('12'::int4), ('10'::int4), (NULL), ('-1'::int4)) v(x);
--| bit_and int4 | bit_or int4 | bit_xor int4
--| 8 | -1 | -7
SELECT bit_and(x), bit_or(x), bit_xor(x) FROM (VALUES ('1'::int4)) v(x) WHERE false;
--| bit_and int4 | bit_or int4 | bit_xor int4
--| NULL | NULL | NULL
SELECT a, b, a & b AS "and", a | b AS "or", a # b AS "xor", ~ a AS "not"
FROM (VALUES ('6'::int8, '3'::int8), ('-1'::int8, '255'::int8), ('-9223372036854775808'::int8, '9223372036854775807'::int8), (NULL, '1'::int8)) v(a, b);
--| a int8 | b int8 | and int8 | or int8 | xor int8 | not int8
--| 6 | 3 | 2 | 7 | 5 | -7
--| -1 | 255 | 255 | -1 | -256 | 0
--| -9223372036854775808 | 9223372036854775807 | 0 | -1 | -1 | 9223372036854775807
--| NULL | 1 | NULL | NULL | NULL | NULL
SELECT s, '5'::int8 << s AS l, '-5'::int8 >> s AS r FROM (VALUES (0), (1), (62), (63), (64), (-1), (NULL)) v(s);
--| s int4 | l int8 | r int8
--| 0 | 5 | -5
--| 1 | 10 | -3
--| 62 | 4611686018427387904 | -1
--| 63 | -9223372036854775808 | -1
--| 64 | 5 | -5
--| -1 | -9223372036854775808 | -1
--| NULL | NULL | NULL
SELECT bit_and(x), bit_or(x), bit_xor(x) FROM (VALUES ('12'::int8), ('10'::int8), (NULL), ('-1'::int8)) v(x);
--| bit_and int8 | bit_or int8 | bit_xor int8
--| 8 | -1 | -7
SELECT bit_and(x), bit_or(x), bit_xor(x) FROM (VALUES ('1'::int8)) v(x) WHERE false;
--| bit_and int8 | bit_or int8 | bit_xor int8
--| NULL | NULL | NULL
