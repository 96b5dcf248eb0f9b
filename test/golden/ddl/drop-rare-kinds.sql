-- DROP of objects of kinds that are rarely there.

DROP SERVER IF EXISTS nope;
--| NOTICE 00000: server "nope" does not exist, skipping
--| DROP SERVER

DROP SERVER nope;
--| ERROR 42704: server "nope" does not exist

DROP FOREIGN DATA WRAPPER IF EXISTS nope;
--| NOTICE 00000: foreign-data wrapper "nope" does not exist, skipping
--| DROP FOREIGN DATA WRAPPER

DROP FOREIGN DATA WRAPPER nope;
--| ERROR 42704: foreign-data wrapper "nope" does not exist

DROP PUBLICATION IF EXISTS nope, nope2;
--| NOTICE 00000: publication "nope" does not exist, skipping
--| NOTICE 00000: publication "nope2" does not exist, skipping
--| DROP PUBLICATION

DROP PUBLICATION nope;
--| ERROR 42704: publication "nope" does not exist

DROP SUBSCRIPTION IF EXISTS nope;
--| NOTICE 00000: subscription "nope" does not exist, skipping
--| DROP SUBSCRIPTION

DROP SUBSCRIPTION nope;
--| ERROR 42704: subscription "nope" does not exist

DROP STATISTICS IF EXISTS nope;
--| NOTICE 00000: statistics object "nope" does not exist, skipping
--| DROP STATISTICS

DROP STATISTICS nope;
--| ERROR 42704: statistics object "nope" does not exist

DROP STATISTICS nowhere.nope;
--| ERROR 3F000: schema "nowhere" does not exist

DROP TABLESPACE IF EXISTS nope;
--| NOTICE 00000: tablespace "nope" does not exist, skipping
--| DROP TABLESPACE

DROP TABLESPACE nope;
--| ERROR 42704: tablespace "nope" does not exist

DROP DATABASE IF EXISTS nope;
--| NOTICE 00000: database "nope" does not exist, skipping
--| DROP DATABASE

DROP DATABASE nope;
--| ERROR 3D000: database "nope" does not exist

DROP TEXT SEARCH PARSER IF EXISTS nope;
--| NOTICE 00000: text search parser "nope" does not exist, skipping
--| DROP TEXT SEARCH PARSER

DROP TEXT SEARCH DICTIONARY IF EXISTS nope;
--| NOTICE 00000: text search dictionary "nope" does not exist, skipping
--| DROP TEXT SEARCH DICTIONARY

DROP TEXT SEARCH TEMPLATE IF EXISTS nope;
--| NOTICE 00000: text search template "nope" does not exist, skipping
--| DROP TEXT SEARCH TEMPLATE

DROP TEXT SEARCH CONFIGURATION IF EXISTS nope;
--| NOTICE 00000: text search configuration "nope" does not exist, skipping
--| DROP TEXT SEARCH CONFIGURATION

DROP TEXT SEARCH CONFIGURATION nope;
--| ERROR 42704: text search configuration "nope" does not exist

DROP CONVERSION IF EXISTS nope;
--| NOTICE 00000: conversion "nope" does not exist, skipping
--| DROP CONVERSION

DROP CONVERSION nope;
--| ERROR 42704: conversion "nope" does not exist

DROP LANGUAGE IF EXISTS nope;
--| NOTICE 00000: language "nope" does not exist, skipping
--| DROP LANGUAGE

DROP LANGUAGE nope;
--| ERROR 42704: language "nope" does not exist

DROP LANGUAGE sql;
--| ERROR 2BP01: cannot drop language sql because it is required by the database system

DROP ACCESS METHOD IF EXISTS nope;
--| NOTICE 00000: access method "nope" does not exist, skipping
--| DROP ACCESS METHOD

DROP ACCESS METHOD nope;
--| ERROR 42704: access method "nope" does not exist

DROP ACCESS METHOD heap;
--| ERROR 2BP01: cannot drop access method heap because it is required by the database system

DROP EVENT TRIGGER IF EXISTS nope;
--| NOTICE 00000: event trigger "nope" does not exist, skipping
--| DROP EVENT TRIGGER

DROP EVENT TRIGGER nope;
--| ERROR 42704: event trigger "nope" does not exist
