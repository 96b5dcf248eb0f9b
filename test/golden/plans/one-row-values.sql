-- A VALUES list of one row and a sub-query without FROM stand for one row: they leave no trace in the plan.
create table e(x int);
--| CREATE TABLE
insert into e values (1),(2),(3);
--| INSERT 0 3
SELECT coalesce(x, 1 / 0) FROM (VALUES (5)) v(x);
--| coalesce int4
--| 5
SELECT x / 0 FROM (VALUES (1)) v(x) WHERE false;
--| ERROR 22012: division by zero
explain (costs off) select * from (values (1,2)) v(a,b);
--| QUERY PLAN text
--| Result
--| EXPLAIN
explain (costs off) select * from (select 1 as a) v where a = 2;
--| QUERY PLAN text
--| Result
--|   One-Time Filter: false
--| EXPLAIN
explain (costs off) select * from e join (values (2)) v(a) on e.x = v.a;
--| QUERY PLAN text
--| Seq Scan on e
--|   Filter: (x = 2)
--| EXPLAIN
select * from e join (values (2)) v(a) on e.x = v.a;
--| x int4 | a int4
--| 2 | 2
select * from e left join (values (2)) v(a) on e.x = v.a order by 1;
--| x int4 | a int4
--| 1 | NULL
--| 2 | 2
--| 3 | NULL
select * from (values (2)) v(a) left join e on e.x = v.a order by 1;
--| a int4 | x int4
--| 2 | 2
select * from (values (2)) v(a) full join e on e.x = v.a order by 2;
--| a int4 | x int4
--| NULL | 1
--| 2 | 2
--| NULL | 3
select v, v.a from (values (2)) v(a), e where e.x > v.a;
--| v record | a int4
--| (2) | 2
select * from (values (1)) a(x), (values (2)) b(y);
--| x int4 | y int4
--| 1 | 2
select * from e, lateral (values (e.x * 2)) v(y) order by 1;
--| x int4 | y int4
--| 1 | 2
--| 2 | 4
--| 3 | 6
select * from e, lateral (select e.x * 3 as y) v order by 1;
--| x int4 | y int4
--| 1 | 3
--| 2 | 6
--| 3 | 9
select * from e left join lateral (select e.x * 3 as y) v on true order by 1;
--| x int4 | y int4
--| 1 | 3
--| 2 | 6
--| 3 | 9
select (select y from (values (e.x)) v(y)) from e order by 1;
--| y int4
--| 1
--| 2
--| 3
select sum(a) from (values (7)) v(a);
--| sum int8
--| 7
select a, count(*) from (values (7)) v(a) group by a;
--| a int4 | count int8
--| 7 | 1
select a, count(*) from (values (7)) v(a) group by rollup(a) order by 1;
--| a int4 | count int8
--| 7 | 1
--| NULL | 1
select * from (values (random())) v(a) where a > 2;
--| a float8
--| (0 rows)
select a, a from (values (random())) v(a) where false;
--| a float8 | a float8
--| (0 rows)
select * from (values (1), (2)) v(a) join (values (2)) w(b) on a = b;
--| a int4 | b int4
--| 2 | 2
update e set x = v.n from (values (2, 20)) v(o, n) where x = v.o returning *;
--| x int4 | o int4 | n int4
--| 20 | 2 | 20
--| UPDATE 1
delete from e using (values (20)) v(o) where x = v.o returning *;
--| x int4 | o int4
--| 20 | 20
--| DELETE 1
insert into e select * from (values (9)) v(a) returning *;
--| x int4
--| 9
--| INSERT 0 1
select * from (values (1)) v(a) for update;
--| a int4
--| 1
select * from (values ('a'::text, null::int)) v(a,b) where b is null;
--| a text | b int4
--| a | NULL
select pg_typeof(a) from (values (1)) v(a);
--| pg_typeof regtype
--| integer
with w as (select 1 as a) select * from w, e where w.a = e.x;
--| a int4 | x int4
--| 1 | 1
select * from (select 1 as a where false) s;
--| a int4
--| (0 rows)
select * from (select 1 as a where true) s, e order by 2;
--| a int4 | x int4
--| 1 | 1
--| 1 | 3
--| 1 | 9
select * from (select 1 as a limit 1) s;
--| a int4
--| 1
select * from ((values (1)) union all (values (2))) s(a);
--| a int4
--| 1
--| 2
select x from (values (1)) v(x) union select x from e order by 1;
--| x int4
--| 1
--| 3
--| 9
select exists(select 1 from (values (1)) v(x) where x = 2);
--| exists bool
--| f
select 1 in (select x from (values (1)) v(x));
--| ?column? bool
--| t
select * from (values (1)) v(x) where exists(select from e where e.x = v.x);
--| x int4
--| 1
select array_agg(g) from (values (3)) v(n), generate_series(1, v.n) g;
--| array_agg int4[]
--| {1,2,3}
select * from (values (3)) v(n) natural join (select 3 as n) w;
--| n int4
--| 3
merge into e using (values (1)) v(a) on e.x = v.a when matched then update set x = 100 when not matched then insert values (5);
--| MERGE 1
select * from e order by 1;
--| x int4
--| 3
--| 9
--| 100
explain (costs off) with recursive t(n) as (values (1) union all select n+1 from t where n < 100) select sum(n) from t;
--| QUERY PLAN text
--| Aggregate
--|   CTE t
--|     ->  Recursive Union
--|           ->  Result
--|           ->  WorkTable Scan on t t_1
--|                 Filter: (n < 100)
--|   ->  CTE Scan on t
--| EXPLAIN
create view vv as select * from (values (1)) v(a);
--| CREATE VIEW
select * from vv;
--| a int4
--| 1
select pg_get_viewdef('vv');
--| pg_get_viewdef text
--| " SELECT v.a\n   FROM ( VALUES (1)) v(a);"
select x.* from (select row(1,2) as r) x;
--| r record
--| (1,2)
select count(*) from (values (1)) v(a) where a = 1 having count(*) > 5;
--| count int8
--| (0 rows)
select distinct a from (values (1)) v(a);
--| a int4
--| 1
select a from (values (1)) v(a) order by a limit 1;
--| a int4
--| 1
select row_number() over (order by a) from (values (1)) v(a);
--| row_number int8
--| 1
select generate_series(1, a) from (values (2)) v(a);
--| generate_series int4
--| 1
--| 2

-- Conditions that are always true leave none either.
explain (costs off) select * from e where 5 = any('{1,5}');
--| QUERY PLAN text
--| Seq Scan on e
--| EXPLAIN
explain (costs off) select * from e where true and 1 = 1;
--| QUERY PLAN text
--| Seq Scan on e
--| EXPLAIN
explain (costs off) select * from e where 5 = any('{1}');
--| QUERY PLAN text
--| Result
--|   One-Time Filter: false
--| EXPLAIN
select 1 = any('{1,2}'), 1 = any('{2,null}'), 1 = all('{}'::int[]), 1 = any('{}'::int[]), null = any('{1}'::int[]), null = any('{}'::int[]), 1 <> all('{1,null}'), 1 <> all('{2,null}'), 1 = any(null::int[]);
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | NULL | t | f | NULL | f | f | NULL | NULL
select count(*) from e full join vv on 1 = any('{2}'::int[]);
--| count int8
--| 4
