-- tsvector and tsquery have an order: comparison, DISTINCT, GROUP BY, btree indexes.
create table v (id int primary key, v tsvector, q tsquery);
--| CREATE TABLE
insert into v values (1, 'a b', 'a & b'), (2, 'a:1 b', 'a | b'), (3, 'a b', 'b & a'), (4, 'abc', 'abc'), (5, '', '!a'), (6, 'a:1A b', 'a <-> b'), (7, 'a:2 b', 'a <2> b'), (8, null, null), (9, 'a:1,2 b', 'a:* & b'), (10, 'a:1 b:1', 'a & b:A');
--| INSERT 0 10
select id, v from v order by v, id;
--| id int4 | v oid=3614
--| 5 | ""
--| 4 | 'abc'
--| 1 | 'a' 'b'
--| 3 | 'a' 'b'
--| 7 | 'a':2 'b'
--| 6 | 'a':1A 'b'
--| 2 | 'a':1 'b'
--| 9 | 'a':1,2 'b'
--| 10 | 'a':1 'b':1
--| 8 | NULL
select id, q from v order by q, id;
--| id int4 | q oid=3615
--| 4 | 'abc'
--| 5 | !'a'
--| 7 | 'a' <2> 'b'
--| 6 | 'a' <-> 'b'
--| 2 | "'a' | 'b'"
--| 3 | 'b' & 'a'
--| 1 | 'a' & 'b'
--| 9 | 'a':* & 'b'
--| 10 | 'a' & 'b':A
--| 8 | NULL
select distinct v from v order by v desc;
--| v oid=3614
--| NULL
--| 'a':1 'b':1
--| 'a':1,2 'b'
--| 'a':1 'b'
--| 'a':1A 'b'
--| 'a':2 'b'
--| 'a' 'b'
--| 'abc'
--| ""
select count(*) from v group by q order by 1;
--| count int8
--| 1
--| 1
--| 1
--| 1
--| 1
--| 1
--| 1
--| 3
select a.id, b.id from v a join v b on a.v = b.v and a.id < b.id order by 1, 2;
--| id int4 | id int4
--| 1 | 3
select a.id, b.id from v a join v b on a.q = b.q and a.id < b.id order by 1, 2;
--| id int4 | id int4
--| 1 | 9
--| 1 | 10
--| 9 | 10
create index on v (v);
--| CREATE INDEX
create unique index on v (q, id);
--| CREATE INDEX
set enable_seqscan = off;
--| SET
select id from v where v = 'b a' order by id;
--| id int4
--| 1
--| 3
select id from v where v > 'a:1 b' order by v, id;
--| id int4
--| 9
--| 10
select id from v where q >= 'a & b' order by q, id;
--| id int4
--| 1
--| 9
--| 10
reset enable_seqscan;
--| RESET
insert into v values (10, 'a', 'b');
--| ERROR 23505: duplicate key value violates unique constraint "v_pkey"
--| DETAIL: Key (id)=(10) already exists.
--| FIELDS: schema public, table v, constraint v_pkey
select 'a'::tsvector < 'b', 'a'::tsvector <= 'a', 'a'::tsvector <> 'a:1', 'a'::tsvector >= 'b', 'a'::tsvector > 'b', tsvector_cmp('a', 'b:1');
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | tsvector_cmp int4
--| t | t | t | f | f | -1
select 'a'::tsquery < 'b', 'a'::tsquery <= 'a', 'a'::tsquery <> 'a:A', 'a'::tsquery >= 'b', 'a'::tsquery > 'b', tsquery_cmp('a', 'b');
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | tsquery_cmp int4
--| t | t | f | f | f | -1
select max(v) from v;
--| ERROR 42883: function max(tsvector) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
drop table v;
--| DROP TABLE
