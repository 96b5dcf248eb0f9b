-- Operators and small functions of tsvectors and tsqueries.
select 'a:1 b:2'::tsvector || 'c:1 d:2 b:3', 'a:1A'::tsvector || 'b', 'a'::tsvector || 'a:1', 'a:1,16383'::tsvector || 'a:1', ''::tsvector || 'a:3'::tsvector;
--| ?column? oid=3614 | ?column? oid=3614 | ?column? oid=3614 | ?column? oid=3614 | ?column? oid=3614
--| 'a':1 'b':2,5 'c':3 'd':4 | 'a':1A 'b' | 'a':1 | 'a':1,16383 | 'a':3
select 'a'::tsquery && 'b | c', 'a | d'::tsquery || 'b', !!'a & b'::tsquery, 'a | b'::tsquery <-> 'c', tsquery_phrase('a <-> b', 'c', 3), ''::tsquery && 'a', !!''::tsquery;
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 139
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 161
--| ?column? oid=3615 | ?column? oid=3615 | ?column? oid=3615 | ?column? oid=3615 | tsquery_phrase oid=3615 | ?column? oid=3615 | ?column? oid=3615
--| "'a' & ( 'b' | 'c' )" | "'a' | 'd' | 'b'" | !( 'a' & 'b' ) | "( 'a' | 'b' ) <-> 'c'" | 'a' <-> 'b' <3> 'c' | 'a' | ""
select tsquery_phrase('a', 'b', -1);
--| ERROR 22023: distance in phrase operator must be an integer value between zero and 16384 inclusive
select tsquery_phrase('a', 'b', 16385);
--| ERROR 22023: distance in phrase operator must be an integer value between zero and 16384 inclusive
select 'a & b'::tsquery @> 'a', 'a & b'::tsquery <@ 'a', 'a'::tsquery <@ 'a & b', 'a & b'::tsquery @> 'a | !b', ''::tsquery <@ 'a', 'a'::tsquery @> '';
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 113
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 149
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | t | t | t | t
select setweight('a:1 b:2B c'::tsvector, 'A'), setweight('a:1 b:2B c'::tsvector, 'c', '{b,x}'), setweight('a:1A'::tsvector, 'd');
--| setweight oid=3614 | setweight oid=3614 | setweight oid=3614
--| 'a':1A 'b':2A 'c' | 'a':1 'b':2C 'c' | 'a':1
select setweight('a:1'::tsvector, 'x');
--| ERROR XX000: unrecognized weight: 120
select setweight('a:1'::tsvector, 'x', '{a}');
--| ERROR XX000: unrecognized weight: x
select setweight('a:1'::tsvector, 'a', '{a,null}');
--| setweight oid=3614
--| 'a':1A
select ts_delete('a b c'::tsvector, 'b'), ts_delete('a b c'::tsvector, 'x'), ts_delete('a b c'::tsvector, '{a,c,c,x}'), ts_delete('a:1'::tsvector, '{}'::text[]);
--| ts_delete oid=3614 | ts_delete oid=3614 | ts_delete oid=3614 | ts_delete oid=3614
--| 'a' 'c' | 'a' 'b' 'c' | 'a' 'b' 'c' | 'a':1
select ts_delete('a b c'::tsvector, '{a,null}');
--| ts_delete oid=3614
--| 'a' 'b' 'c'
select ts_filter('a:1A b:2B c d:3,4A'::tsvector, '{a}'), ts_filter('a:1A b:2B c d:3,4A'::tsvector, '{b,D}'), ts_filter('a:1'::tsvector, '{}');
--| ts_filter oid=3614 | ts_filter oid=3614 | ts_filter oid=3614
--| 'a':1A 'd':4A | 'b':2B 'd':3 | ""
select ts_filter('a:1'::tsvector, '{x}');
--| ERROR 22023: unrecognized weight: "x"
select ts_filter('a:1'::tsvector, '{a,null}');
--| ERROR 22004: weight array may not contain nulls
select strip('a:1A,2 b'::tsvector), length('a b:1,2'::tsvector), length(''::tsvector);
--| strip oid=3614 | length int4 | length int4
--| 'a' 'b' | 2 | 0
select numnode('a & !b'::tsquery), numnode(''::tsquery), querytree('a & !b'::tsquery), querytree('!b'::tsquery), querytree('a | !b'::tsquery), querytree(''::tsquery), querytree('a <-> !b & c'::tsquery);
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 44
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 154
--| numnode int4 | numnode int4 | querytree text | querytree text | querytree text | querytree text | querytree text
--| 4 | 0 | 'a' | T | T | "" | 'a' & 'c'
select array_to_tsvector('{b,a,b,"it''s"}'), tsvector_to_array('b:1 a'::tsvector), array_to_tsvector('{}');
--| array_to_tsvector oid=3614 | tsvector_to_array text[] | array_to_tsvector oid=3614
--| 'a' 'b' 'it''s' | {a,b} | ""
select array_to_tsvector('{b,null}');
--| ERROR 22004: lexeme array may not contain nulls
select array_to_tsvector('{b,""}');
--| ERROR 2200F: lexeme array may not contain empty strings
select * from unnest('a:1A,2 b c:3'::tsvector);
--| lexeme text | positions int2[] | weights text[]
--| a | {1,2} | {A,D}
--| b | NULL | NULL
--| c | {3} | {D}
select unnest('a:1A,2 b'::tsvector);
--| unnest record
--| (a,"{1,2}","{A,D}")
--| (b,,)
