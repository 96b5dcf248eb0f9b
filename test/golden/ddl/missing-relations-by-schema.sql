-- A relation that is not there is named without its schema where DROP and IF EXISTS speak of it.
CREATE SCHEMA sx;
--| CREATE SCHEMA
drop table if exists sx.nope;
--| NOTICE 00000: table "nope" does not exist, skipping
--| DROP TABLE
drop table if exists public.nope, nosuch.nope;
--| NOTICE 00000: table "nope" does not exist, skipping
--| NOTICE 00000: schema "nosuch" does not exist, skipping
--| DROP TABLE
drop table if exists pg_temp.nope;
--| NOTICE 00000: schema "pg_temp" does not exist, skipping
--| DROP TABLE
drop view if exists sx.nope;
--| NOTICE 00000: view "nope" does not exist, skipping
--| DROP VIEW
drop sequence if exists sx.nope;
--| NOTICE 00000: sequence "nope" does not exist, skipping
--| DROP SEQUENCE
drop index if exists sx.nope;
--| NOTICE 00000: index "nope" does not exist, skipping
--| DROP INDEX
drop type if exists sx.nope;
--| NOTICE 00000: type "sx.nope" does not exist, skipping
--| DROP TYPE
alter table if exists sx.nope add column a int;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER TABLE
drop table sx.nope;
--| ERROR 42P01: table "nope" does not exist
drop type sx.nope;
--| ERROR 42704: type "sx.nope" does not exist
alter table if exists sx.nope rename to b;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER TABLE
alter table if exists sx.nope rename column a to b;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER TABLE
alter view if exists sx.nope rename to b;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER VIEW
alter index if exists sx.nope rename to b;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER INDEX
alter sequence if exists sx.nope restart;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER SEQUENCE
alter table if exists sx.nope set schema public;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER TABLE
alter table if exists nosuch.nope add a int;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER TABLE
alter table if exists sx.nope owner to current_user;
--| NOTICE 00000: relation "nope" does not exist, skipping
--| ALTER TABLE
drop trigger if exists tr on sx.nope;
--| NOTICE 00000: relation "sx.nope" does not exist, skipping
--| DROP TRIGGER
drop materialized view if exists sx.nope;
--| NOTICE 00000: materialized view "nope" does not exist, skipping
--| DROP MATERIALIZED VIEW
drop table nosuch.nope;
--| ERROR 3F000: schema "nosuch" does not exist
drop view sx.nope;
--| ERROR 42P01: view "nope" does not exist
