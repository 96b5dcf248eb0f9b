-- The match operator: weights, prefixes, phrases with negation, vectors without positions.
select 'a:1 b:2'::tsvector @@ 'a & b', 'a:1 b:2'::tsvector @@ 'a & c', 'a:1 b:2'::tsvector @@ 'a | c', 'a:1'::tsvector @@ '!a', 'a:1'::tsvector @@ '!c', ''::tsvector @@ '!a';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | t | f | t | t
select 'a:1A b:2'::tsvector @@ 'a:A', 'a:1A b:2'::tsvector @@ 'a:B', 'a:1A b:2'::tsvector @@ 'a:BA', 'a'::tsvector @@ 'a:B', 'a:1 b:2'::tsvector @@ 'a:D';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | t | t | t
select 'super:1 supernova:2 star:3'::tsvector @@ 'supern:*', 'super:1 star:3'::tsvector @@ 'supern:*', 'super:1A supernova:2B'::tsvector @@ 'sup:*B', 'super:1 supernova:2 star:3'::tsvector @@ 'super:* <-> star';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | t | t
select 'a:1 b:2 c:3'::tsvector @@ 'a <-> b', 'a:1 b:2 c:3'::tsvector @@ 'a <-> c', 'a:1 b:2 c:3'::tsvector @@ 'a <2> c', 'a:1 b:2 c:3'::tsvector @@ 'a <-> b <-> c', 'a:1 b:2 c:3'::tsvector @@ 'a <-> (b <-> c)', 'a:1'::tsvector @@ 'a <0> a';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | t | t | t | t
select 'a:1 b:2 c:3'::tsvector @@ 'a <-> !c', 'a:1 b:2 c:3'::tsvector @@ '!a <-> b', 'a:1 b:2 c:3'::tsvector @@ '!a <-> c', 'a:1 b:2'::tsvector @@ '!a <-> !b', 'a:1 b:2'::tsvector @@ '!(a <-> b)';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | t | t | f
select 'a:1 b:2 c:3'::tsvector @@ '(a | b) <-> c', 'a:1 b:2 c:3'::tsvector @@ '(a & b) <-> c', 'a:1 b:2 c:3'::tsvector @@ '(a | !b) <-> c', 'a:1 b:2 c:3'::tsvector @@ '(!a & !b) <-> c', 'a:1 b:2 c:3'::tsvector @@ '(!a | !b) <-> c';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | f | f | f | t
select 'a b'::tsvector @@ 'a <-> b', 'a b'::tsvector @@ '!(a <-> b)', 'a b'::tsvector @@ 'a <-> !b', 'a:1 b'::tsvector @@ 'a & b';
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| f | t | f | t
select 'a & b'::tsquery @@ 'a:1 b'::tsvector, 'a'::tsvector @@ ''::tsquery;
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 64
--| ?column? bool | ?column? bool
--| t | f
select 'fat cats' @@ 'cat', 'fat cats' @@ to_tsquery('english', 'cat'), 'cats'::text @@ 'the'::text;
--| NOTICE 00000: text-search query contains only stop words or doesn't contain lexemes, ignored
--| ?column? bool | ?column? bool | ?column? bool
--| t | t | f
