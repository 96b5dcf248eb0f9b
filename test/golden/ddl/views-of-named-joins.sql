-- Views over joins that have a name: merged columns of different types, names that are there twice.
create table a(a int, c int, e int);
--| CREATE TABLE
create table b(a int, b int, c int, d int, e int);
--| CREATE TABLE
create view v1 as select avg(3) from (a x4 right join b x5 using (e, c)) as x3 group by x3.e, x3.c, x3.d;
--| CREATE VIEW
select pg_get_viewdef('v1');
--| pg_get_viewdef text
--| " SELECT avg(3) AS avg\n   FROM (a x4\n     RIGHT JOIN b x5 USING (e, c)) x3(e, c, a, a_1, b, d)\n  GROUP BY x3.e, x3.c, x3.d;"
select * from v1;
--| avg numeric
--| (0 rows)
create view v2 as select x3.d from (a x4 right join b x5 using (e, c)) as x3;
--| CREATE VIEW
select pg_get_viewdef('v2');
--| pg_get_viewdef text
--| " SELECT x3.d\n   FROM (a x4\n     RIGHT JOIN b x5 USING (e, c)) x3(e, c, a, a_1, b, d);"
select * from v2;
--| d int4
--| (0 rows)
create view v3 as select x3.d, x3.b from (a x4 join b x5 using (e, c)) as x3;
--| CREATE VIEW
select pg_get_viewdef('v3');
--| pg_get_viewdef text
--| " SELECT x3.d,\n    x3.b\n   FROM (a x4\n     JOIN b x5 USING (e, c)) x3(e, c, a, a_1, b, d);"
select * from v3;
--| d int4 | b int4
--| (0 rows)
create view v4 as select avg(3) from (a x4 right join b x5 using (e, c)) as x3 group by grouping sets((x3.e, x3.c, x3.d),());
--| CREATE VIEW
select pg_get_viewdef('v4');
--| pg_get_viewdef text
--| " SELECT avg(3) AS avg\n   FROM (a x4\n     RIGHT JOIN b x5 USING (e, c)) x3(e, c, a, a_1, b, d)\n  GROUP BY GROUPING SETS ((x3.e, x3.c, x3.d), ());"
select * from v4;
--| avg numeric
--| NULL
create view v5 as select avg(3) from (a x4 right join b x5 using (e, c)) as x3 where (select true) group by grouping sets((x3.e, x3.c, x3.d),()), rollup(x3.e);
--| CREATE VIEW
select pg_get_viewdef('v5');
--| pg_get_viewdef text
--| " SELECT avg(3) AS avg\n   FROM (a x4\n     RIGHT JOIN b x5 USING (e, c)) x3(e, c, a, a_1, b, d)\n  WHERE ( SELECT true)\n  GROUP BY GROUPING SETS ((x3.e, x3.c, x3.d), ()), ROLLUP(x3.e);"
select * from v5;
--| avg numeric
--| NULL
create view u as select a,c,e from a;
--| CREATE VIEW
create view v6 as select avg(3) from (u x4 right join b x5 using (e, c)) as x3 group by x3.e, x3.c, x3.d;
--| CREATE VIEW
select pg_get_viewdef('v6');
--| pg_get_viewdef text
--| " SELECT avg(3) AS avg\n   FROM (u x4\n     RIGHT JOIN b x5 USING (e, c)) x3(e, c, a, a_1, b, d)\n  GROUP BY x3.e, x3.c, x3.d;"
select * from v6;
--| avg numeric
--| (0 rows)
create table n1(c numeric(20,5));
--| CREATE TABLE
create table n2(c numeric(12,2), e int);
--| CREATE TABLE
create view z5 as SELECT x3.c FROM (n1 x4 RIGHT JOIN n2 x5 USING (c)) AS x3;
--| CREATE VIEW
select * from z5;
--| c numeric
--| (0 rows)
select pg_get_viewdef('z5');
--| pg_get_viewdef text
--| " SELECT x3.c\n   FROM (n1 x4\n     RIGHT JOIN n2 x5 USING (c)) x3;"
create view z6 as SELECT x3.c FROM (n1 x4 FULL JOIN n2 x5 USING (c)) AS x3;
--| CREATE VIEW
select * from z6;
--| c numeric
--| (0 rows)
select pg_get_viewdef('z6');
--| pg_get_viewdef text
--| " SELECT x3.c\n   FROM (n1 x4\n     FULL JOIN n2 x5 USING (c)) x3;"
create view z7 as SELECT x3.c FROM (n1 x4 LEFT JOIN n2 x5 USING (c)) AS x3;
--| CREATE VIEW
select * from z7;
--| c numeric
--| (0 rows)
select pg_get_viewdef('z7');
--| pg_get_viewdef text
--| " SELECT x3.c\n   FROM (n1 x4\n     LEFT JOIN n2 x5 USING (c)) x3;"
create table n3(c int);
--| CREATE TABLE
create view z8 as SELECT x3.c FROM (n3 x4 RIGHT JOIN n2 x5 USING (c)) AS x3;
--| CREATE VIEW
select * from z8;
--| c numeric
--| (0 rows)
select pg_get_viewdef('z8');
--| pg_get_viewdef text
--| " SELECT x3.c\n   FROM (n3 x4\n     RIGHT JOIN n2 x5 USING (c)) x3;"
create view z9 as SELECT c FROM n3 x4 RIGHT JOIN n2 x5 USING (c);
--| CREATE VIEW
select * from z9;
--| c numeric
--| (0 rows)
select pg_get_viewdef('z9');
--| pg_get_viewdef text
--| " SELECT c\n   FROM (n3 x4\n     RIGHT JOIN n2 x5 USING (c));"
