-- DROP of every kind of object: what does not exist is an error, or with IF EXISTS a notice.

DROP FUNCTION nosuch(int), other(text) CASCADE;
--| ERROR 42883: function nosuch(integer) does not exist
DROP FUNCTION IF EXISTS nosuch(int) RESTRICT;
--| NOTICE 00000: function nosuch(pg_catalog.int4) does not exist, skipping
--| DROP FUNCTION
DROP FUNCTION nosuch;
--| ERROR 42883: could not find a function named "nosuch"
DROP PROCEDURE nosuch();
--| ERROR 42883: procedure nosuch() does not exist
DROP PROCEDURE IF EXISTS nosuch;
--| NOTICE 00000: procedure nosuch() does not exist, skipping
--| DROP PROCEDURE
DROP ROUTINE nosuch(int);
--| ERROR 42883: function nosuch(integer) does not exist
DROP ROUTINE IF EXISTS nosuch(int);
--| NOTICE 00000: routine nosuch(pg_catalog.int4) does not exist, skipping
--| DROP ROUTINE
DROP AGGREGATE nosuch(int);
--| ERROR 42883: aggregate nosuch(integer) does not exist
DROP AGGREGATE IF EXISTS nosuch(*), other(int ORDER BY text) CASCADE;
--| NOTICE 00000: aggregate nosuch() does not exist, skipping
--| NOTICE 00000: aggregate other(pg_catalog.int4,text) does not exist, skipping
--| DROP AGGREGATE
DROP AGGREGATE nosuch(ORDER BY int);
--| ERROR 42883: aggregate nosuch(integer) does not exist
--! refused COMPAT.md
DROP OPERATOR === (int, int);
--| ERROR 0A000: DROP OPERATOR is not supported
--! refused COMPAT.md
DROP OPERATOR IF EXISTS === (NONE, int), public.!== (int, int) RESTRICT;
--| ERROR 0A000: DROP OPERATOR is not supported
--! refused COMPAT.md
DROP OPERATOR CLASS nosuch USING btree;
--| ERROR 0A000: DROP OPCLASS is not supported
--! refused COMPAT.md
DROP OPERATOR CLASS IF EXISTS nosuch USING btree CASCADE;
--| ERROR 0A000: DROP OPCLASS is not supported
--! refused COMPAT.md
DROP OPERATOR FAMILY nosuch USING btree;
--| ERROR 0A000: DROP OPFAMILY is not supported
--! refused COMPAT.md
DROP OPERATOR FAMILY IF EXISTS nosuch USING btree;
--| ERROR 0A000: DROP OPFAMILY is not supported
DROP TRIGGER nosuch ON pg_class;
--| ERROR 42704: trigger "nosuch" for table "pg_class" does not exist
DROP TRIGGER IF EXISTS nosuch ON notable CASCADE;
--| NOTICE 00000: relation "notable" does not exist, skipping
--| DROP TRIGGER
DROP RULE nosuch ON pg_class;
--| ERROR 42704: rule "nosuch" for relation "pg_class" does not exist
DROP RULE IF EXISTS nosuch ON notable;
--| NOTICE 00000: relation "notable" does not exist, skipping
--| DROP RULE
DROP POLICY nosuch ON pg_class;
--| ERROR 42704: policy "nosuch" for table "pg_class" does not exist
DROP POLICY IF EXISTS nosuch ON notable RESTRICT;
--| NOTICE 00000: relation "notable" does not exist, skipping
--| DROP POLICY
DROP DATABASE nosuch;
--| ERROR 3D000: database "nosuch" does not exist
DROP DATABASE IF EXISTS nosuch WITH (FORCE);
--| NOTICE 00000: database "nosuch" does not exist, skipping
--| DROP DATABASE
DROP DATABASE IF EXISTS nosuch (FORCE);
--| NOTICE 00000: database "nosuch" does not exist, skipping
--| DROP DATABASE
DROP TABLESPACE nosuch;
--| ERROR 42704: tablespace "nosuch" does not exist
DROP TABLESPACE IF EXISTS nosuch;
--| NOTICE 00000: tablespace "nosuch" does not exist, skipping
--| DROP TABLESPACE
DROP FOREIGN TABLE nosuch;
--| ERROR 42704: foreign table "nosuch" does not exist
DROP FOREIGN TABLE IF EXISTS nosuch;
--| NOTICE 00000: foreign table "nosuch" does not exist, skipping
--| DROP FOREIGN TABLE
DROP COLLATION nosuch;
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
DROP COLLATION IF EXISTS nosuch;
--| NOTICE 00000: collation "nosuch" does not exist, skipping
--| DROP COLLATION
DROP CONVERSION nosuch;
--| ERROR 42704: conversion "nosuch" does not exist
DROP CONVERSION IF EXISTS nosuch;
--| NOTICE 00000: conversion "nosuch" does not exist, skipping
--| DROP CONVERSION
DROP STATISTICS nosuch;
--| ERROR 42704: statistics object "nosuch" does not exist
DROP STATISTICS IF EXISTS nosuch;
--| NOTICE 00000: statistics object "nosuch" does not exist, skipping
--| DROP STATISTICS
DROP TEXT SEARCH PARSER nosuch;
--| ERROR 42704: text search parser "nosuch" does not exist
DROP TEXT SEARCH DICTIONARY nosuch;
--| ERROR 42704: text search dictionary "nosuch" does not exist
DROP TEXT SEARCH TEMPLATE nosuch;
--| ERROR 42704: text search template "nosuch" does not exist
DROP TEXT SEARCH CONFIGURATION nosuch;
--| ERROR 42704: text search configuration "nosuch" does not exist
DROP TEXT SEARCH CONFIGURATION IF EXISTS nosuch;
--| NOTICE 00000: text search configuration "nosuch" does not exist, skipping
--| DROP TEXT SEARCH CONFIGURATION
DROP ACCESS METHOD nosuch;
--| ERROR 42704: access method "nosuch" does not exist
DROP EVENT TRIGGER nosuch;
--| ERROR 42704: event trigger "nosuch" does not exist
DROP FOREIGN DATA WRAPPER nosuch;
--| ERROR 42704: foreign-data wrapper "nosuch" does not exist
DROP PUBLICATION nosuch;
--| ERROR 42704: publication "nosuch" does not exist
DROP SERVER nosuch;
--| ERROR 42704: server "nosuch" does not exist
DROP LANGUAGE nosuch;
--| ERROR 42704: language "nosuch" does not exist
DROP PROCEDURAL LANGUAGE IF EXISTS nosuch;
--| NOTICE 00000: language "nosuch" does not exist, skipping
--| DROP LANGUAGE
DROP EXTENSION nosuch;
--| ERROR 42704: extension "nosuch" does not exist
DROP EXTENSION IF EXISTS nosuch;
--| NOTICE 00000: extension "nosuch" does not exist, skipping
--| DROP EXTENSION
--! refused COMPAT.md
DROP CAST (int4 AS point);
--| ERROR 0A000: DROP CAST is not supported
--! refused COMPAT.md
DROP CAST IF EXISTS (int4 AS point) CASCADE;
--| ERROR 0A000: DROP CAST is not supported
--! refused COMPAT.md
DROP TRANSFORM FOR int4 LANGUAGE nosuch;
--| ERROR 0A000: DROP TRANSFORM is not supported
--! refused COMPAT.md
DROP TRANSFORM IF EXISTS FOR int4 LANGUAGE sql RESTRICT;
--| ERROR 0A000: DROP TRANSFORM is not supported
DROP SUBSCRIPTION nosuch;
--| ERROR 42704: subscription "nosuch" does not exist
DROP SUBSCRIPTION IF EXISTS nosuch CASCADE;
--| NOTICE 00000: subscription "nosuch" does not exist, skipping
--| DROP SUBSCRIPTION
--! refused COMPAT.md
DROP USER MAPPING FOR CURRENT_USER SERVER nosuch;
--| ERROR 0A000: DROP USER MAPPING is not supported
--! refused COMPAT.md
DROP USER MAPPING IF EXISTS FOR USER SERVER nosuch;
--| ERROR 0A000: DROP USER MAPPING is not supported
DROP INDEX nosuch;
--| ERROR 42704: index "nosuch" does not exist
DROP INDEX CONCURRENTLY nosuch;
--| ERROR 42704: index "nosuch" does not exist
