-- tsvector and tsquery: text in and out, quoting, positions, weights, prefixes, precedence, errors.
select $$a fat 'c at' it''s 'it''s' \\x b\ c$$::tsvector;
--| tsvector oid=3614
--| '\\x' 'a' 'b c' 'c at' 'fat' 'it''''s' 'it''s'
select 'a:1A,3B c:* b:5,5A,2'::tsvector;
--| ERROR 42601: syntax error in tsvector: "a:1A,3B c:* b:5,5A,2"
--| POSITION: 8
select 'b:3D a:20000,1 a:2c'::tsvector;
--| tsvector oid=3614
--| 'a':1,2C,16383 'b':3
select 'a:'::tsvector;
--| ERROR 42601: syntax error in tsvector: "a:"
--| POSITION: 8
select 'a:0'::tsvector;
--| ERROR 42601: wrong position info in tsvector: "a:0"
--| POSITION: 8
select 'a:1AB'::tsvector;
--| ERROR 42601: syntax error in tsvector: "a:1AB"
--| POSITION: 8
select $$'a$$::tsvector;
--| ERROR 42601: syntax error in tsvector: "'a"
--| POSITION: 8
select $$''$$::tsvector;
--| ERROR 42601: syntax error in tsvector: "''"
--| POSITION: 8
select $$a\$$::tsvector;
--| ERROR 42601: there is no escaped character: "a\"
--| POSITION: 8
select ''::tsvector, '   '::tsvector;
--| tsvector oid=3614 | tsvector oid=3614
--| "" | ""
select 'жук é 日本'::tsvector;
--| tsvector oid=3614
--| 'é' 'жук' '日本'
select 'a & b | c & !d <-> e <2> f'::tsquery, '!(a|b)'::tsquery, 'a:*AB & b:d'::tsquery, 'a <-> (b <-> c)'::tsquery, '(a <-> b) <-> c'::tsquery;
--| tsquery oid=3615 | tsquery oid=3615 | tsquery oid=3615 | tsquery oid=3615 | tsquery oid=3615
--| "'a' & 'b' | 'c' & !'d' <-> 'e' <2> 'f'" | "!( 'a' | 'b' )" | 'a':*AB & 'b':D | 'a' <-> ( 'b' <-> 'c' ) | 'a' <-> 'b' <-> 'c'
select '!!a & !(b & c)'::tsquery, 'a <0> b'::tsquery, 'a <16384> b'::tsquery, $$'a b' & c\&d:*$$::tsquery;
--| tsquery oid=3615 | tsquery oid=3615 | tsquery oid=3615 | tsquery oid=3615
--| !!'a' & !( 'b' & 'c' ) | 'a' <0> 'b' | 'a' <16384> 'b' | 'a b' & 'c&d':*
select 'a &'::tsquery;
--| ERROR 42601: no operand in tsquery: "a &"
--| POSITION: 8
select '& a'::tsquery;
--| ERROR 42601: syntax error in tsquery: "& a"
--| POSITION: 8
select 'a b'::tsquery;
--| ERROR 42601: syntax error in tsquery: "a b"
--| POSITION: 8
select '(a'::tsquery;
--| ERROR 42601: syntax error in tsquery: "(a"
--| POSITION: 8
select 'a)'::tsquery;
--| ERROR 42601: syntax error in tsquery: "a)"
--| POSITION: 8
select 'a <16385> b'::tsquery;
--| ERROR 22023: distance in phrase operator must be an integer value between zero and 16384 inclusive
--| POSITION: 8
select 'a <x> b'::tsquery;
--| ERROR 42601: syntax error in tsquery: "a <x> b"
--| POSITION: 8
select 'a <->'::tsquery;
--| ERROR 42601: syntax error in tsquery: "a <->"
--| POSITION: 8
select ':a'::tsquery;
--| ERROR 42601: syntax error in tsquery: ":a"
--| POSITION: 8
select repeat('x', 2047)::tsvector;
--| ERROR 54000: word is too long (2047 bytes, max 2046 bytes)
select length(repeat('x', 2046)::tsvector);
--| length int4
--| 1
select numnode((select string_agg('a', '&' order by i) from generate_series(1, 100) i)::tsquery);
--| numnode int4
--| 199
select array['a'::tsvector, 'b:1'], array['a & b'::tsquery], '{"a & b",NULL}'::tsquery[];
--| array oid=3643 | array oid=3645 | tsquery oid=3645
--| {'a','b':1} | {"'a' & 'b'"} | {"'a' & 'b'",NULL}
select pg_typeof('a'::tsvector), pg_typeof('a'::tsquery), pg_typeof('english'::regconfig);
--| pg_typeof regtype | pg_typeof regtype | pg_typeof regtype
--| tsvector | tsquery | regconfig
