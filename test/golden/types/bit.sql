-- bit, bit varying and char: literals with and without a length, casts, operators, functions, aggregates, errors.
select bit '101', bit(3) '101', bit varying '101', bit varying(2) '10', B'101', X'1f', char 'abc', char(5) 'abc', character '', varchar 'abc', varchar(5) 'ab', pg_typeof(bit '101'), pg_typeof(char 'abc');
--| bit bit | bit bit(3) | varbit varbit | varbit varbit(2) | ?column? bit | ?column? bit | bpchar bpchar | bpchar bpchar(5) | bpchar bpchar | varchar varchar | varchar varchar(5) | pg_typeof regtype | pg_typeof regtype
--| 101 | 101 | 101 | 10 | 101 | 00011111 | abc | "abc  " | "" | abc | ab | bit | character
select bit(2) '101';
--| bit bit(2)
--| 10
select bit(5) '101';
--| bit bit(5)
--| 10100
select varbit(2) '101';
--| varbit varbit(2)
--| 10
select char(2) 'abc', varchar(2) 'abc';
--| bpchar bpchar(2) | varchar varchar(2)
--| ab | ab
select '101'::bit, '101'::bit(5), '101'::bit(2), '10111'::varbit(2), B'101'::bit(5), B'1011'::bit(2), 'abc'::char, 'abc'::char(2), 'abc'::character varying;
--| bit bit(1) | bit bit(5) | bit bit(2) | varbit varbit(2) | bit bit(5) | bit bit(2) | bpchar bpchar(1) | bpchar bpchar(2) | varchar varchar
--| 1 | 10100 | 10 | 10 | 10100 | 10 | a | ab | abc
select cast('101' as bit), cast(B'101' as bit), cast(B'101' as bit varying), cast(5 as bit(4)), cast(5 as bit), 5::bit(3), (-5)::bit(8), 5::int8::bit(70), B'1010'::int, B'1010'::int8, cast(44 as bit(10)), cast(-44 as bit(12)), '1110'::bit(4)::integer;
--| bit bit(1) | bit bit(1) | varbit varbit | bit bit(4) | bit bit(1) | bit bit(3) | bit bit(8) | bit bit(70) | int4 int4 | int8 int8 | bit bit(10) | bit bit(12) | int4 int4
--| 1 | 1 | 101 | 0101 | 1 | 101 | 11111011 | 0000000000000000000000000000000000000000000000000000000000000000000101 | 10 | 10 | 0000101100 | 111111010100 | 14
create table bt (a bit, b bit(3), c varbit, d varbit(3), e char, f char(3));
--| CREATE TABLE
insert into bt values ('1','101','10101','10','a','abc');
--| INSERT 0 1
insert into bt values ('101','101','10101','10','a','abc');
--| ERROR 22026: bit string length 3 does not match type bit(1)
insert into bt values ('1','10','10101','10','a','abc');
--| ERROR 22026: bit string length 2 does not match type bit(3)
insert into bt values ('1','101','10101','1010','a','abc');
--| ERROR 22001: bit string too long for type bit varying(3)
insert into bt values ('1','101','10101','10','ab','abc');
--| ERROR 22001: value too long for type character(1)
insert into bt values (B'1',B'101',B'10101',B'10','a','abc'), (B'1'::bit, B'1'::bit(3), '', '', 'a  ', 'ab');
--| INSERT 0 2
select * from bt;
--| a bit(1) | b bit(3) | c varbit | d varbit(3) | e bpchar(1) | f bpchar(3)
--| 1 | 101 | 10101 | 10 | a | abc
--| 1 | 101 | 10101 | 10 | a | abc
--| 1 | 100 | "" | "" | a | "ab "
select a||b, b&b, b|'010', b#'111', ~b, b<<1, b>>1, c||d, b||c from bt;
--| ?column? varbit | ?column? bit | ?column? bit | ?column? bit | ?column? bit | ?column? bit | ?column? bit | ?column? varbit | ?column? varbit
--| 1101 | 101 | 111 | 010 | 010 | 010 | 010 | 1010110 | 10110101
--| 1101 | 101 | 111 | 010 | 010 | 010 | 010 | 1010110 | 10110101
--| 1100 | 100 | 110 | 011 | 011 | 000 | 010 | "" | 100
select B'101' & B'11';
--| ERROR 22026: cannot AND bit strings of different sizes
select length(B'10101'), bit_length(B'1'), octet_length(B'101010101'), position(B'01' in B'1101'), substring(B'10101' from 2 for 3), substring(B'10101' from 2), overlay(B'11111' placing B'00' from 2 for 3),overlay(B'11111' placing B'00' from 2), get_bit(B'101',1), set_bit(B'101',1,1), bit_count(B'1011');
--| length int4 | bit_length int4 | octet_length int4 | position int4 | substring bit | substring bit | overlay bit | overlay bit | get_bit int4 | set_bit bit | bit_count int8
--| 5 | 1 | 2 | 3 | 010 | 0101 | 1001 | 10011 | 0 | 111 | 3
select set_bit(B'101',5,1);
--| ERROR 2202E: bit index 5 out of valid range (0..2)
select get_bit(B'101',5);
--| ERROR 2202E: bit index 5 out of valid range (0..2)
select set_bit(B'101',1,2);
--| ERROR 22023: new bit must be 0 or 1
select B'12';
--| ERROR 22P02: "2" is not a valid binary digit
--| POSITION: 8
select X'1g';
--| ERROR 22P02: "g" is not a valid hexadecimal digit
--| POSITION: 8
select bit '12', bit 'x1f', bit 'xg';
--| ERROR 22P02: "2" is not a valid binary digit
--| POSITION: 12
select B'101' = B'101', B'101' < B'11', B'10'::varbit < B'100', B'101' > B'1', B'1' between B'0' and B'11';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | t | t | t | t
select bit_and(x), bit_or(x), bit_xor(x) from (values (B'101'),(B'110')) v(x);
--| bit_and bit | bit_or bit | bit_xor bit
--| 100 | 111 | 011
select 1::bit(3), 255::bit, B'1'::varbit::bit(3), substring('x' from 1);
--| bit bit(3) | bit bit(1) | bit bit(3) | substring text
--| 001 | 1 | 100 | x
select bit(0) '';
--| ERROR 22023: length for type bit must be at least 1
--| POSITION: 8
select '1'::bit(83886081);
--| ERROR 22023: length for type bit cannot exceed 83886080
--| POSITION: 13
select 'a'::char(0);
--| ERROR 22023: length for type char must be at least 1
--| POSITION: 13
select bit '101'::bit varying(2), pg_typeof(B'101'), pg_typeof('101'::bit), pg_typeof(B'1'||B'1');
--| varbit varbit(2) | pg_typeof regtype | pg_typeof regtype | pg_typeof regtype
--| 10 | bit | bit | bit varying
prepare p(bit) as select $1;
--| PREPARE
execute p('101');
--| ?column? bit
--| 101
execute p('1');
--| ?column? bit
--| 1
prepare p2(char) as select $1;
--| PREPARE
execute p2('101');
--| ?column? bpchar
--| 101
select bit_send(B'101'), varbit_send('10101010101');
--| bit_send bytea | varbit_send bytea
--| \x00000003a0 | \x0000000baaa0
select pg_catalog."bit"(5,3), pg_catalog."bit"(B'101',2,true), pg_catalog.varbit(B'101',2,true);
--| bit bit | bit bit | varbit varbit
--| 101 | 10 | 10
select 'abc'::bpchar, pg_typeof('abc'::bpchar), 'abc'::"char", "char" 'abc', pg_typeof("char" 'abc');
--| bpchar bpchar | pg_typeof regtype | char "char" | char "char" | pg_typeof regtype
--| abc | character | a | a | "\"char\""
select national character 'abc', nchar(2) 'abc', n'abc', pg_typeof(n'abc');
--| bpchar bpchar | bpchar bpchar(2) | bpchar bpchar | pg_typeof regtype
--| abc | ab | abc | character
select array['101']::bit[], array['101']::bit(2)[], '{101}'::bit[], '{101}'::bit(3)[];
--| array oid=1561(1) | array oid=1561(2) | bit oid=1561(1) | bit oid=1561(3)
--| {1} | {10} | {1} | {101}
create domain bd as bit;
--| CREATE DOMAIN
select '101'::bd;
--| bd bit(1)
--| 1
select '1'::bd;
--| bd bit(1)
--| 1
create domain cd as char(2);
--| CREATE DOMAIN
select 'abc'::cd, 'a'::cd || 'x';
--| cd bpchar(2) | ?column? text
--| ab | ax
select interval '1' year, interval(2) '1.234', interval '1:2' hour to minute, timestamp(0) '2020-01-01 10:00:00.6', time(1) '10:00:00.66', numeric(3,1) '12.34', float(3) '1.5', float(53) '1.5', timestamptz(0) '2020-01-01 10:00:00.6+0';
--| interval interval(327679) | interval interval(2147418114) | interval interval(201392127) | timestamp timestamp(0) | time time(1) | numeric numeric(3,1) | float4 float4 | float8 float8 | timestamptz timestamptz(0)
--| 1 year | 00:00:01.23 | 01:02:00 | 2020-01-01 10:00:01 | 10:00:00.7 | 12.3 | 1.5 | 1.5 | 2020-01-01 10:00:01+00
