-- Read-only transactions write to temporary tables; which statements fix the isolation level.
create table shared (id int primary key, v int);
--| CREATE TABLE
insert into shared values (1, 1);
--| INSERT 0 1
create temp table own (id int primary key, v int);
--| CREATE TABLE
begin read only;
--| BEGIN
insert into own values (1, 1);
--| INSERT 0 1
update own set v = 2 where id = 1 returning *;
--| id int4 | v int4
--| 1 | 2
--| UPDATE 1
insert into own select id + 1, v from shared;
--| INSERT 0 1
select * from own order by id for update;
--| id int4 | v int4
--| 1 | 2
--| 2 | 1
with d as (delete from own where id = 1 returning *) select * from d;
--| id int4 | v int4
--| 1 | 2
merge into own using shared on shared.id = own.id when not matched then insert values (shared.id, 7);
--| MERGE 1
savepoint a;
--| SAVEPOINT
update shared set v = 2 where id = 1;
--| ERROR 25006: cannot execute UPDATE in a read-only transaction
rollback to a;
--| ROLLBACK
with d as (delete from shared returning *) insert into own select * from d;
--| ERROR 25006: cannot execute INSERT in a read-only transaction
rollback to a;
--| ROLLBACK
select * from own, shared for update;
--| ERROR 25006: cannot execute SELECT FOR UPDATE in a read-only transaction
rollback to a;
--| ROLLBACK
select * from own, shared for update of own;
--| id int4 | v int4 | id int4 | v int4
--| 2 | 1 | 1 | 1
--| 1 | 7 | 1 | 1
truncate own;
--| ERROR 25006: cannot execute TRUNCATE TABLE in a read-only transaction
rollback to a;
--| ROLLBACK
create temp table other (a int);
--| ERROR 25006: cannot execute CREATE TABLE in a read-only transaction
rollback to a;
--| ROLLBACK
rollback to a;
--| ROLLBACK
drop table own;
--| ERROR 25006: cannot execute DROP TABLE in a read-only transaction
rollback to a;
--| ROLLBACK
lock table shared in exclusive mode;
--| LOCK TABLE
commit;
--| COMMIT
select * from own order by id;
--| id int4 | v int4
--| 1 | 7
--| 2 | 1
begin isolation level repeatable read;
--| BEGIN
create table x (a int);
--| CREATE TABLE
set transaction isolation level serializable;
--| ERROR 25001: SET TRANSACTION ISOLATION LEVEL must be called before any query
rollback;
--| ROLLBACK
begin;
--| BEGIN
lock table shared in share mode;
--| LOCK TABLE
set transaction isolation level serializable;
--| SET
comment on table shared is 'x';
--| COMMENT
set transaction isolation level repeatable read;
--| ERROR 25001: SET TRANSACTION ISOLATION LEVEL must be called before any query
rollback;
--| ROLLBACK
