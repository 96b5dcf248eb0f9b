-- Documents to tsvectors by the configurations simple and english; generated columns; matches.
select to_tsvector('english', 'The Fat Rats sat on a mat, and ate fat rats. See http://foo.com/x/y?z=1 or mail me@foo.com, 1.5e3 up-to-date.');
--| to_tsvector oid=3614
--| '/x/y?z=1':15 '1.5e3':19 'ate':9 'date':23 'fat':2,10 'foo.com':14 'foo.com/x/y?z=1':13 'mail':17 'mat':7 'me@foo.com':18 'rat':3,11 'sat':4 'see':12 'up-to-d':20
select to_tsvector('simple', 'The Fat Rats'), to_tsvector('pg_catalog.english', 'The Fat Rats'), to_tsvector('english', ''), to_tsvector(null::text);
--| to_tsvector oid=3614 | to_tsvector oid=3614 | to_tsvector oid=3614 | to_tsvector oid=3614
--| 'fat':2 'rats':3 'the':1 | 'fat':2 'rat':3 | "" | NULL
select to_tsvector('english', 'jumping jumped jumps happily generously generalization skies dying news');
--| to_tsvector oid=3614
--| 'die':8 'general':6 'generous':5 'happili':4 'jump':1,2,3 'news':9 'sky':7
select get_current_ts_config(), to_tsvector('The quick brown foxes');
--| get_current_ts_config oid=3734 | to_tsvector oid=3614
--| english | 'brown':3 'fox':4 'quick':2
set default_text_search_config = 'simple';
--| SET
select get_current_ts_config(), to_tsvector('The quick brown foxes');
--| get_current_ts_config oid=3734 | to_tsvector oid=3614
--| simple | 'brown':3 'foxes':4 'quick':2 'the':1
show default_text_search_config;
--| default_text_search_config text
--| pg_catalog.simple
--| SHOW
reset default_text_search_config;
--| RESET
set default_text_search_config = 'nonesuch';
--| ERROR 22023: invalid value for parameter "default_text_search_config": "nonesuch"
select 'nonesuch'::regconfig;
--| ERROR 42704: text search configuration "nonesuch" does not exist
--| POSITION: 8
select 'nonesuch.english'::regconfig;
--| ERROR 3F000: schema "nonesuch" does not exist
--| POSITION: 8
select 'nonesuch'::regdictionary;
--| ERROR 42704: text search dictionary "nonesuch" does not exist
--| POSITION: 8
select 'english'::regconfig, 3748::regconfig, 'english_stem'::regdictionary, 'pg_catalog.simple'::regdictionary, '-'::regconfig;
--| regconfig oid=3734 | regconfig oid=3734 | regdictionary oid=3769 | regdictionary oid=3769 | regconfig oid=3734
--| english | simple | english_stem | simple | -
select to_tsquery('english', 'the & fat & (rats | !cats:*a)'), to_tsquery('english', 'supernovae'), to_tsquery('simple', 'the & foo-bar');
--| to_tsquery oid=3615 | to_tsquery oid=3615 | to_tsquery oid=3615
--| "'fat' & ( 'rat' | !'cat':*A )" | 'supernova' | 'the' & 'foo-bar' <-> 'foo' <-> 'bar'
select plainto_tsquery('english', 'The Fat & Rats'), phraseto_tsquery('english', 'The fat and the rats'), websearch_to_tsquery('english', '"fat rat" or cat -dog "');
--| plainto_tsquery oid=3615 | phraseto_tsquery oid=3615 | websearch_to_tsquery oid=3615
--| 'fat' & 'rat' | 'fat' <3> 'rat' | "'fat' <-> 'rat' | 'cat' & !'dog'"
select to_tsquery('the');
--| NOTICE 00000: text-search query contains only stop words or doesn't contain lexemes, ignored
--| to_tsquery oid=3615
--| ""
select plainto_tsquery('');
--| NOTICE 00000: text-search query doesn't contain lexemes: ""
--| plainto_tsquery oid=3615
--| ""
select websearch_to_tsquery('or the -');
--| NOTICE 00000: text-search query contains only stop words or doesn't contain lexemes, ignored
--| websearch_to_tsquery oid=3615
--| ""
select to_tsquery('english', 'fat rat');
--| ERROR 42601: syntax error in tsquery: "fat rat"
select ts_lexize('english_stem', 'stars'), ts_lexize('english_stem', 'the'), ts_lexize('simple', 'The');
--| ts_lexize text[] | ts_lexize text[] | ts_lexize text[]
--| {star} | {} | {the}
create table docs (id int primary key, body text, words tsvector generated always as (to_tsvector('english', body)) stored);
--| CREATE TABLE
insert into docs (id, body) select i, 'Document number ' || i || ' is about ' || (array['cats', 'dogs', 'running birds'])[i % 3 + 1] from generate_series(1, 30) i;
--| INSERT 0 30
select id, words from docs where words @@ to_tsquery('english', 'bird & run') order by id limit 3;
--| id int4 | words oid=3614
--| 2 | '2':3 'bird':7 'document':1 'number':2 'run':6
--| 5 | '5':3 'bird':7 'document':1 'number':2 'run':6
--| 8 | '8':3 'bird':7 'document':1 'number':2 'run':6
select count(*) from docs where words @@ to_tsquery('dog | cat');
--| count int8
--| 20
select count(*) from docs where body @@ 'cat';
--| count int8
--| 10
select count(*) from docs where body @@ to_tsquery('cat & !7');
--| count int8
--| 10
select id from docs where to_tsquery('number <2> about') @@ words and id < 4 order by id;
--| id int4
--| 1
--| 2
--| 3
select count(*) from docs where words @@@ to_tsquery('dog');
--| count int8
--| 10
update docs set body = 'mice' where id = 1;
--| UPDATE 1
select * from docs where words @@ 'mice'::tsquery or words @@ to_tsquery('mice');
--| id int4 | body text | words oid=3614
--| 1 | mice | 'mice':1
drop table docs;
--| DROP TABLE
