-- Where errors about definitions point to: into the statement as long as PostgreSQL remembers its text.
create table base(price int);
--| CREATE TABLE
alter table base add d nosuchtype;
--| ERROR 42704: type "nosuchtype" does not exist
--| POSITION: 24
alter table base alter price type nosuch;
--| ERROR 42704: type "nosuch" does not exist
alter table base alter price type int using nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 45
alter table base alter price type text using (select 1);
--| ERROR 0A000: cannot use subquery in transform expression
--| POSITION: 46
alter table base add c int generated always as (nosuch + 1) stored;
--| ERROR 42703: column "nosuch" does not exist
alter table base add c int check (nosuch > 1);
--| ERROR 42703: column "nosuch" does not exist
alter table base add check (nosuch > 1);
--| ERROR 42703: column "nosuch" does not exist
alter table base alter price set default nosuch;
--| ERROR 0A000: cannot use column reference in DEFAULT expression
alter table base add c int default nosuch;
--| ERROR 0A000: cannot use column reference in DEFAULT expression
alter table base add c int default 'x';
--| ERROR 22P02: invalid input syntax for type integer: "x"
alter table base add c text collate nosuch;
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
--| POSITION: 29
alter table base add constraint q unique (nosuch);
--| ERROR 42703: column "nosuch" named in key does not exist
alter table base add foreign key (price) references base(nosuch);
--| ERROR 42703: column "nosuch" referenced in foreign key constraint does not exist
alter table base add foreign key (price) references nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
alter table base add c int references nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
alter table base drop column nosuch;
--| ERROR 42703: column "nosuch" of relation "base" does not exist
alter table base alter nosuch set not null;
--| ERROR 42703: column "nosuch" of relation "base" does not exist
alter table base add c serial default 3;
--| ERROR 42601: multiple default values specified for column "c" of table "base"
alter table base add c int default 1 default 2;
--| ERROR 42601: multiple default values specified for column "c" of table "base"
--| POSITION: 38
alter table base add c int null not null;
--| ERROR 42601: conflicting NULL/NOT NULL declarations for column "c" of table "base"
--| POSITION: 33
alter table base add c int primary key primary key;
--| ERROR 42P16: multiple primary keys for table "base" are not allowed
--| POSITION: 40
create table t2(a int default nosuch);
--| ERROR 0A000: cannot use column reference in DEFAULT expression
--| POSITION: 31
create table t2(a int check (nosuch > 1));
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 30
create table t2(a int, check (nosuch > 1));
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 31
create table t2(a int generated always as (nosuch) stored);
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 44
create table t2(a nosuch);
--| ERROR 42704: type "nosuch" does not exist
--| POSITION: 19
create table t2(a int default 'x');
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| POSITION: 31
create index on base (nosuch);
--| ERROR 42703: column "nosuch" does not exist
create index on base ((nosuch));
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 24
create index on base (price) where nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 36
create index on base (price nosuch_ops);
--| ERROR 42704: operator class "nosuch_ops" does not exist for access method "btree"
create table pk(a int default (select 1), b int);
--| ERROR 0A000: cannot use subquery in DEFAULT expression
--| POSITION: 31
alter table base add constraint c check (price = any(select 1));
--| ERROR 0A000: cannot use subquery in check constraint
alter table base add constraint c check (sum(price) > 1);
--| ERROR 42803: aggregate functions are not allowed in check constraints
alter table base alter price set default sum(1);
--| ERROR 42803: aggregate functions are not allowed in DEFAULT expressions
alter table base alter price set default generate_series(1,2);
--| ERROR 0A000: set-returning functions are not allowed in DEFAULT expressions
alter table base alter price type int using sum(price);
--| ERROR 42803: aggregate functions are not allowed in transform expressions
--| POSITION: 45
alter table base alter price add generated always as identity (start nosuch);
--| ERROR 42601: syntax error at or near "nosuch"
--| POSITION: 70
create view vv as select nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 26
create materialized view vv as select nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 39
create table t3 as select nosuch;
--| ERROR 42703: column "nosuch" does not exist
--| POSITION: 27
alter view nosuch rename to x;
--| ERROR 42P01: relation "nosuch" does not exist
alter table base rename nosuch to x;
--| ERROR 42703: column "nosuch" does not exist
alter sequence nosuch restart;
--| ERROR 42P01: relation "nosuch" does not exist
create sequence s start with 5 maxvalue 3;
--| ERROR 22023: START value (5) cannot be greater than MAXVALUE (3)
create type ct as (a nosuch);
--| ERROR 42704: type "nosuch" does not exist
create type ct as (a int);
--| CREATE TYPE
alter type ct add attribute b nosuch;
--| ERROR 42704: type "nosuch" does not exist
--| POSITION: 31
alter type ct alter attribute a type nosuch;
--| ERROR 42704: type "nosuch" does not exist
comment on column base.nosuch is 'x';
--| ERROR 42703: column "nosuch" of relation "base" does not exist
grant select (nosuch) on base to public;
--| ERROR 42703: column "nosuch" of relation "base" does not exist
truncate nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
lock table nosuch;
--| ERROR 25P01: LOCK TABLE can only be used in transaction blocks
analyze nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
analyze base (nosuch);
--| ERROR 42703: column "nosuch" of relation "base" does not exist
vacuum nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
drop table nosuch;
--| ERROR 42P01: table "nosuch" does not exist
drop index nosuch;
--| ERROR 42704: index "nosuch" does not exist
reindex table nosuch;
--| ERROR 42P01: relation "nosuch" does not exist
alter table base set (nosuch = 1);
--| ERROR 22023: unrecognized parameter "nosuch"
create table t4 (a int) with (nosuch = 1);
--| ERROR 22023: unrecognized parameter "nosuch"
