-- What is constant is computed while the statement is planned: it fails there, whether or not a row would come to it.
create table e(x int);
--| CREATE TABLE
select 1/0 from e;
--| ERROR 22012: division by zero
select 1/0 where false;
--| ERROR 22012: division by zero
select * from e where 1/0 = x;
--| ERROR 22012: division by zero
select * from e where false and 1/0 = 1;
--| x int4
--| (0 rows)
select * from e where x = 1 and 1/0 = 1;
--| ERROR 22012: division by zero
select case when x > 0 then 1/0 else 1 end from e;
--| ERROR 22012: division by zero
select case when false then 1/0 else 1 end;
--| case int4
--| 1
select case when true then 1 else 1/0 end;
--| case int4
--| 1
select coalesce(1, 1/0);
--| coalesce int4
--| 1
select coalesce(x, 1/0) from e;
--| ERROR 22012: division by zero
explain select 1/0;
--| ERROR 22012: division by zero
explain (costs off) select * from e where x = 1/0;
--| ERROR 22012: division by zero
prepare f as select 1/0 from e;
--| PREPARE
execute f;
--| ERROR 22012: division by zero
create view fv as select 1/0 as d from e;
--| CREATE VIEW
select * from fv;
--| ERROR 22012: division by zero
select 'abcd'::varchar(2)::int from e;
--| ERROR 22P02: invalid input syntax for type integer: "ab"
select sum(1/0) from e;
--| ERROR 22012: division by zero
select x from e order by 1/0;
--| ERROR 22012: division by zero
select x from e group by x having 1/0 > 1;
--| ERROR 22012: division by zero
select x from e limit 1/0;
--| ERROR 22012: division by zero
select (select 1/0 from e);
--| ERROR 22012: division by zero
select exists(select 1/0 from e);
--| exists bool
--| f
select * from e where exists(select 1/0 from e);
--| x int4
--| (0 rows)
select array[1/0] from e;
--| ERROR 22012: division by zero
select row(1/0) from e;
--| ERROR 22012: division by zero
select 1 where 1 in (1, 1/0);
--| ERROR 22012: division by zero
select 1 from e where x in (1, 1/0);
--| ERROR 22012: division by zero
select 1 or 1/0 = 1;
--| ERROR 42804: argument of OR must be type boolean, not type integer
--| POSITION: 8
select true or 1/0 = 1;
--| ?column? bool
--| t
select 1/0 = 1 or true;
--| ERROR 22012: division by zero
select 1/0 = 1 and false;
--| ERROR 22012: division by zero
select null::int + 1/0;
--| ERROR 22012: division by zero
select nullif(1, 1/0);
--| ERROR 22012: division by zero
select greatest(1, 1/0);
--| ERROR 22012: division by zero
select (1/0) is null;
--| ERROR 22012: division by zero
insert into e select 1/0 where false;
--| ERROR 22012: division by zero
update e set x = 1/0;
--| ERROR 22012: division by zero
delete from e where x = 1/0;
--| ERROR 22012: division by zero
select to_date('x', 'YYYY') from e;
--| to_date date
--| (0 rows)
select '1 day'::interval / 0 from e;
--| ERROR 22012: division by zero
select ln(0) from e;
--| ERROR 2201E: cannot take logarithm of zero
select sqrt(-1) from e;
--| ERROR 2201F: cannot take square root of a negative number
select 2147483647 + 1 from e;
--| ERROR 22003: integer out of range
select -(-9223372036854775808) from e;
--| ?column? numeric
--| (0 rows)
select 'x' ~ '(' from e;
--| ERROR 2201B: invalid regular expression: parentheses () not balanced
select substring('x' from 1 for -1) from e;
--| ERROR 22011: negative substring length not allowed
select repeat('x', 2000000000) from e;
--| ERROR 54000: requested length too large
select jsonb '{}' -> 'a' from e;
--| ?column? jsonb
--| (0 rows)
select ('{"a"'||'}')::jsonb from e;
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: Expected ":", but found "}".
--| CONTEXT: JSON data, line 1: {"a"}
values (1/0);
--| ERROR 22012: division by zero
select * from (values (1/0)) v where false;
--| ERROR 22012: division by zero
create table g(a int default 1/0);
--| CREATE TABLE
create table g(a int, check (a > 1/0));
--| ERROR 42P07: relation "g" already exists
insert into g values (1);
--| INSERT 0 1
insert into g default values;
--| ERROR 22012: division by zero
select * from generate_series(1, 1/0);
--| ERROR 22012: division by zero
select 1 from e, e e2 where e.x = e2.x + 1/0;
--| ERROR 22012: division by zero
select x from e union select 1/0;
--| ERROR 22012: division by zero
select 'x'::text::int from e;
--| ERROR 22P02: invalid input syntax for type integer: "x"
select ('1'||'2')::text::int from e;
--| int4 int4
--| (0 rows)
select exists(select 1/0 from e limit 1);
--| exists bool
--| f
select x from (select x, 1/0 as y from e offset 0) s;
--| x int4
--| (0 rows)
select y from (select x, 1/0 as y from e offset 0) s;
--| ERROR 22012: division by zero
select * from (values (1/0)) v(a) where a = 1;
--| ERROR 22012: division by zero
insert into e values (1);
--| INSERT 0 1
select exists(select 1/0 from e), exists(select 1/0 from e limit 1);
--| exists bool | exists bool
--| t | t
select * from e where exists(select 1/0 from e e2 where e2.x = e.x);
--| x int4
--| 1
-- A WITH query that nobody reads is not planned.
with x as (select 1/0) select 2;
--| ?column? int4
--| 2
with x as materialized (select 1/0) select 2;
--| ?column? int4
--| 2
with recursive x(n) as (select 1/0 union all select n+1 from x) select 3;
--| ?column? int4
--| 3
with x as (select 1 from (values (1)) a(i) full join (values (2)) b(j) on i < j) select 4;
--| ?column? int4
--| 4
with x as (insert into e values (1/0) returning x) select 5;
--| ERROR 22012: division by zero
