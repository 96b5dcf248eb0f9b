-- ts_stat and ts_rewrite with the text of a query.
create table d (id int, v tsvector);
--| CREATE TABLE
insert into d select i, to_tsvector('english', 'cats and ' || repeat('dogs ', i) || 'w' || i) from generate_series(1, 5) i;
--| INSERT 0 5
insert into d values (6, 'cat:1A,2B bird'), (7, null), (8, '');
--| INSERT 0 3
select * from ts_stat('select v from d');
--| word text | ndoc int4 | nentry int4
--| w5 | 1 | 1
--| w4 | 1 | 1
--| w3 | 1 | 1
--| w2 | 1 | 1
--| w1 | 1 | 1
--| dog | 5 | 15
--| cat | 6 | 7
--| bird | 1 | 1
select * from ts_stat('select v from d', 'ab') order by nentry desc, ndoc desc, word;
--| word text | ndoc int4 | nentry int4
--| cat | 1 | 2
select * from ts_stat('select v from d where false');
--| word text | ndoc int4 | nentry int4
--| (0 rows)
select word from ts_stat('select v from d order by id') where ndoc > 1;
--| word text
--| dog
--| cat
begin;
--| BEGIN
delete from d where id < 5;
--| DELETE 4
select * from ts_stat('select v from d');
--| word text | ndoc int4 | nentry int4
--| w5 | 1 | 1
--| dog | 1 | 5
--| cat | 2 | 3
--| bird | 1 | 1
rollback;
--| ROLLBACK
select * from ts_stat('select id from d');
--| ERROR 22023: ts_stat query must return one tsvector column
select * from ts_stat('select v, v from d');
--| ERROR 22023: ts_stat query must return one tsvector column
select * from ts_stat('delete from d');
--| ERROR 42P11: cannot open DELETE query as cursor
select * from ts_stat('create table nonesuch()');
--| ERROR 42P11: cannot open CREATE TABLE query as cursor
select * from ts_stat('select 1; select 2');
--| ERROR 42P11: cannot open multi-query plan as cursor
select * from ts_stat('select v from nonesuch');
--| ERROR 42P01: relation "nonesuch" does not exist
select * from ts_stat('selec');
--| ERROR 42601: syntax error at or near "selec"
select * from ts_stat('select (1 / id - 1)::text::tsvector from d');
--| word text | ndoc int4 | nentry int4
--| 0 | 1 | 1
--| -1 | 7 | 7
create table synonyms (t tsquery, s tsquery);
--| CREATE TABLE
insert into synonyms values ('cat', 'kitten | cat'), ('dog & big', 'wolf'), (null, 'x'), ('y', null), ('', 'z'), ('old', '');
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 104
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 122
--| INSERT 0 6
select ts_rewrite('cat & big & dog'::tsquery, 'select t, s from synonyms'), ts_rewrite('old & cat'::tsquery, 'select t, s from synonyms'), ts_rewrite(''::tsquery, 'select 1'), ts_rewrite('old'::tsquery, 'select t, s from synonyms'), ts_rewrite('!(cat <-> y)', 'select t, s from synonyms');
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| POSITION: 151
--| ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615 | ts_rewrite oid=3615
--| "'wolf' & ( 'cat' | 'kitten' )" | "'cat' | 'kitten'" | "" | "" | "!( ( 'cat' | 'kitten' ) <-> 'y' )"
select ts_rewrite('cat', 'select t from synonyms');
--| ERROR 22023: ts_rewrite query must return two tsquery columns
select ts_rewrite('cat', 'select 1, 2');
--| ERROR 22023: ts_rewrite query must return two tsquery columns
drop table d, synonyms;
--| DROP TABLE
select tsvectorin('a:1'), tsvectorout('a:1'), tsvectorsend('a:1A b'), tsqueryin('a'), tsqueryout('a'), tsquerysend('a:*AB & !b <-> c');
--| tsvectorin oid=3614 | tsvectorout oid=2275 | tsvectorsend bytea | tsqueryin oid=3615 | tsqueryout oid=2275 | tsquerysend bytea
--| 'a':1 | 'a':1 | \x0000000261000001c00162000000 | 'a' | 'a' | \x00000006020202040001010000630002010100006200010c016100
select pg_describe_object('pg_ts_config'::regclass, 3748, 0), pg_describe_object('pg_ts_dict'::regclass, 3765, 0), pg_describe_object('pg_ts_parser'::regclass, 3722, 0), pg_describe_object('pg_ts_template'::regclass, 3727, 0);
--| pg_describe_object text | pg_describe_object text | pg_describe_object text | pg_describe_object text
--| text search configuration simple | text search dictionary simple | text search parser "default" | text search template simple
