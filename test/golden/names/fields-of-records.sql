-- Fields of anonymous records that columns of sub-queries, WITH queries and joins hold.
select (x).f1 from (select row(1,'a') as x) y;
--| f1 int4
--| 1
select x.f2 from (select row(1,'a') as x) y;
--| ERROR 42P01: missing FROM-clause entry for table "x"
--| POSITION: 8
select (x).f3 from (select row(1,'a') as x) y;
--| ERROR 42703: could not identify column "f3" in record data type
--| POSITION: 9
with y as (select row(1,'a') as x) select (x).f1 from y;
--| f1 int4
--| 1
select (z).f1 from (select x as z from (select row(1,2) as x) a) b;
--| f1 int4
--| 1
select (x).f1 from (values (row(1,2))) v(x);
--| ERROR 42809: record type has not been registered
select (x).f1 from (select row(1,2) as x union all select row(3,4)) v;
--| f1 int4
--| 1
--| 3
create table t(a int, b text);
--| CREATE TABLE
insert into t values (1,'x');
--| INSERT 0 1
select (x).a from (select t as x from t) y;
--| a int4
--| 1
select (x).f1 from (select row(t.a, t) as x from t) y;
--| f1 int4
--| 1
select (x).f2 from (select row(t.a, t) as x from t) y;
--| f2 user-type
--| (1,x)
select ((x).f2).b from (select row(t.a, t) as x from t) y;
--| b text
--| x
select (x).f1 from (select (select row(1,2)) as x) y;
--| ERROR 42809: record type has not been registered
select (x).f1 from (select coalesce(row(1,2)) as x) y;
--| ERROR 42809: record type has not been registered
select (x).f1 from (select case when true then row(1,2) end as x) y;
--| ERROR 42809: record type has not been registered
select (j.x).f1 from ((select row(1,2) as x) a join (select 1 as k) b on true) j;
--| f1 int4
--| 1
select row(1,2).f1;
--| ERROR 42601: syntax error at or near "."
--| POSITION: 16
select (x).f1 from (select row(1,2) as x) a left join (select 2) b on true;
--| f1 int4
--| 1
create view vr as select (x).f1 as q from (select row(1,'z'::text) as x) y;
--| CREATE VIEW
select * from vr;
--| q int4
--| 1
select pg_get_viewdef('vr');
--| pg_get_viewdef text
--| " SELECT (y.x).f1 AS q\n   FROM ( SELECT ROW(1, 'z'::text) AS x) y;"
select (select (x).f1) from (select row(1,2) as x) y;
--| f1 int4
--| 1
select y.* from (select row(1,'a') as x) y;
--| x record
--| (1,a)
select (y).x from (select row(1,'a') as x) y;
--| x record
--| (1,a)
select (y.*).x from (select row(1,'a') as x) y;
--| x record
--| (1,a)
