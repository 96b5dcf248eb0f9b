-- ts_rewrite of one target.
select ts_rewrite('a & b'::tsquery, 'a'::tsquery, 'foo | bar'::tsquery), ts_rewrite('a & b & c', 'c & a', 'x'), ts_rewrite('a | b | c', 'b | a', 'x & y'), ts_rewrite('a & (b | c)', 'c | b', 'd');
--| ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615
--| "'b' & ( 'foo' | 'bar' )" | 'b' & 'x' | "'c' | 'y' & 'x'" | 'a' & 'd'
select ts_rewrite('a & b'::tsquery, 'a', ''::tsquery), ts_rewrite('a'::tsquery, 'a', ''::tsquery), ts_rewrite('!a & b'::tsquery, 'a', ''::tsquery), ts_rewrite(''::tsquery, 'a', 'b');
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 42
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 86
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 135
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 160
--| ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615
--| 'b' | "" | 'b' | ""
select ts_rewrite('a <-> b <-> c'::tsquery, 'a <-> b', 'x'), ts_rewrite('a <2> b', 'a <-> b', 'x'), ts_rewrite('a & a & b', 'a', 'a & c'), ts_rewrite('a:A & b', 'a', 'c'), ts_rewrite('a & b & c & d', 'd & b', '!(e | f)');
--| ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615
--| 'x' <-> 'c' | 'a' <2> 'b' | 'b' & 'a' & 'c' & 'a' & 'c' | 'b' & 'c' | "'c' & 'a' & !( 'f' | 'e' )"
