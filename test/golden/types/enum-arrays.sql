-- Enums compared with the elements of arrays.
create type mood as enum ('sad','ok','happy');
--| CREATE TYPE
create table m(x mood, r int4range, a int[], t text);
--| CREATE TABLE
insert into m values ('ok','[1,5)','{1,2}','q');
--| INSERT 0 1
select x >= all(array[x]), x >= any(array['happy'::mood, x]), x < all(array['happy'::mood]), x = any(array[x]), x <> all('{sad}'::mood[]) from m;
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| t | t | t | t | t
select r && any(array[r]), r @> any(array[int4range(1,2)]), a = any(array[[1,2]]) from m;
--| ERROR 42883: operator does not exist: integer[] = integer
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 63
select r < any(array[r, '[2,9)']), r <@ all(array[r]) from m;
--| ?column? bool | ?column? bool
--| t | t
select x in ('ok','sad'), x not in ('sad') from m;
--| ?column? bool | ?column? bool
--| t | t
select a && any(array[row(1)]) from m;
--| ERROR 42883: operator does not exist: integer[] && record
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 10
select row(1,x) = any(array[row(1,x)]) from m;
--| ?column? bool
--| t
