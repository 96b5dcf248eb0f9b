-- SET, RESET and SHOW in all their spellings: time zones, transaction modes, roles, schemas, names, XML option, DISCARD.

SET TIME ZONE 'Europe/Berlin';
--| SET
SHOW TIME ZONE;
--| TimeZone text
--| Europe/Berlin
--| SHOW
SET TIME ZONE utc;
--| SET
SHOW timezone;
--| TimeZone text
--| UTC
--| SHOW
SET TIME ZONE INTERVAL '+05:30' HOUR TO MINUTE;
--| SET
SHOW TIME ZONE;
--| TimeZone text
--| <+05:30>-05:30
--| SHOW
SET TIME ZONE INTERVAL '-3';
--| SET
SET TIME ZONE INTERVAL(2) '02:00';
--| SET
SHOW TIME ZONE;
--| TimeZone text
--| <+02>-02
--| SHOW
SET TIME ZONE -7.5;
--| SET
SHOW TIME ZONE;
--| TimeZone text
--| <-07:30>+07:30
--| SHOW
SET TIME ZONE DEFAULT;
--| SET
SET TIME ZONE LOCAL;
--| SET
RESET TIME ZONE;
--| RESET
SET TIME ZONE INTERVAL '1 month';
--| ERROR 22023: invalid value for parameter "TimeZone": "INTERVAL '1 mon'"
--| DETAIL: Cannot specify months in time zone interval.
SET TIME ZONE INTERVAL '1' DAY;
--| ERROR 42601: time zone interval must be HOUR or HOUR TO MINUTE
--| POSITION: 28
SET TIME ZONE 'Nowhere/Land';
--| ERROR 22023: invalid value for parameter "TimeZone": "Nowhere/Land"
SET SESSION work_mem TO '2MB';
--| SET
SHOW work_mem;
--| work_mem text
--| 2MB
--| SHOW
SET LOCAL work_mem = '3MB';
--| WARNING 25P01: SET LOCAL can only be used in transaction blocks
--| SET
BEGIN;
--| BEGIN
SET LOCAL work_mem = '3MB';
--| SET
SHOW work_mem;
--| work_mem text
--| 3MB
--| SHOW
COMMIT;
--| COMMIT
SHOW work_mem;
--| work_mem text
--| 2MB
--| SHOW
SET work_mem TO DEFAULT;
--| SET
--! refused COMPAT.md
SET work_mem FROM CURRENT;
--| ERROR 0A000: SET … FROM CURRENT outside a function definition is not supported
RESET ALL;
--| RESET
SET CATALOG 'postgres';
--| ERROR 0A000: current database cannot be changed
--| POSITION: 13
SET SCHEMA 'pg_catalog';
--| SET
SHOW search_path;
--| search_path text
--| pg_catalog
--| SHOW
RESET search_path;
--| RESET
SET NAMES 'UTF8';
--| SET
SHOW client_encoding;
--| client_encoding text
--| UTF8
--| SHOW
SET NAMES;
--| SET
SET NAMES DEFAULT;
--| SET
SET NAMES 'nosuch';
--| ERROR 22023: invalid value for parameter "client_encoding": "nosuch"
SET XML OPTION DOCUMENT;
--| SET
SHOW xmloption;
--| xmloption text
--| document
--| SHOW
SET XML OPTION CONTENT;
--| SET
CREATE ROLE set_role;
--| CREATE ROLE
SET ROLE set_role;
--| SET
SELECT current_user, session_user;
--| current_user name | session_user name
--| set_role | postgres
SET ROLE 'postgres';
--| SET
SET ROLE NONE;
--| SET
SET SESSION AUTHORIZATION set_role;
--| SET
SELECT current_user, session_user;
--| current_user name | session_user name
--| set_role | set_role
SHOW SESSION AUTHORIZATION;
--| session_authorization text
--| set_role
--| SHOW
RESET SESSION AUTHORIZATION;
--| RESET
SET SESSION AUTHORIZATION 'set_role';
--| SET
SET SESSION AUTHORIZATION DEFAULT;
--| SET
SET ROLE nosuch_role;
--| ERROR 22023: role "nosuch_role" does not exist
SET SESSION AUTHORIZATION nosuch_role;
--| ERROR 22023: role "nosuch_role" does not exist
DROP ROLE set_role;
--| DROP ROLE
SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY, NOT DEFERRABLE;
--| SET
SHOW default_transaction_isolation;
--| default_transaction_isolation text
--| repeatable read
--| SHOW
SHOW default_transaction_read_only;
--| default_transaction_read_only text
--| on
--| SHOW
SHOW TRANSACTION ISOLATION LEVEL;
--| transaction_isolation text
--| repeatable read
--| SHOW
RESET ALL;
--| RESET
SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE;
--| SET
RESET TRANSACTION ISOLATION LEVEL;
--| WARNING 25P01: RESET TRANSACTION can only be used in transaction blocks
--| RESET
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
--| WARNING 25P01: SET TRANSACTION can only be used in transaction blocks
--| SET
BEGIN;
--| BEGIN
SET TRANSACTION ISOLATION LEVEL READ UNCOMMITTED READ WRITE;
--| SET
SHOW transaction_isolation;
--| transaction_isolation text
--| read uncommitted
--| SHOW
SET TRANSACTION DEFERRABLE;
--| SET
SELECT 1;
--| ?column? int4
--| 1
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;
--| ERROR 25001: SET TRANSACTION ISOLATION LEVEL must be called before any query
ROLLBACK;
--| ROLLBACK
BEGIN;
--| BEGIN
--! refused COMPAT.md
SET TRANSACTION SNAPSHOT 'nosuch';
--| ERROR 0A000: SET TRANSACTION SNAPSHOT is not supported
ROLLBACK;
--| ROLLBACK
BEGIN ISOLATION LEVEL REPEATABLE READ;
--| BEGIN
--! refused COMPAT.md
SET TRANSACTION SNAPSHOT 'nosuch';
--| ERROR 0A000: SET TRANSACTION SNAPSHOT is not supported
ROLLBACK;
--| ROLLBACK
SET nosuch = 1;
--| ERROR 42704: unrecognized configuration parameter "nosuch"
SET work_mem = 'x';
--| ERROR 22023: invalid value for parameter "work_mem": "x"
SET server_version = '1';
--| ERROR 55P02: parameter "server_version" cannot be changed
SET max_connections = 5;
--| ERROR 55P02: parameter "max_connections" cannot be changed without restarting the server
SET custom.thing = 'a', 'b';
--| ERROR 22023: SET custom.thing takes only one argument
SHOW custom.thing;
--| ERROR 42704: unrecognized configuration parameter "custom.thing"
SET DateStyle = German, DMY;
--| SET
SHOW DateStyle;
--| DateStyle text
--| German, DMY
--| SHOW
SELECT date '2024-02-29';
--| date date
--| 29.02.2024
DISCARD PLANS;
--| DISCARD PLANS
DISCARD SEQUENCES;
--| DISCARD SEQUENCES
DISCARD TEMP;
--| DISCARD TEMP
DISCARD TEMPORARY;
--| DISCARD TEMP
DISCARD ALL;
--| DISCARD ALL
SHOW DateStyle;
--| DateStyle text
--| ISO, MDY
--| SHOW
BEGIN;
--| BEGIN
DISCARD ALL;
--| ERROR 25001: DISCARD ALL cannot run inside a transaction block
ROLLBACK;
--| ROLLBACK
SHOW nosuch;
--| ERROR 42704: unrecognized configuration parameter "nosuch"
RESET nosuch;
--| ERROR 42704: unrecognized configuration parameter "nosuch"
SET statement_timeout = -1;
--| ERROR 22023: -1 ms is outside the valid range for parameter "statement_timeout" (0 .. 2147483647)
SET seq_page_cost = 'a';
--| ERROR 22023: invalid value for parameter "seq_page_cost": "a"
SET enable_seqscan = 7;
--| ERROR 22023: parameter "enable_seqscan" requires a Boolean value
SET bytea_output = 'base64';
--| ERROR 22023: invalid value for parameter "bytea_output": "base64"
--| HINT: Available values: escape, hex.
SET work_mem = '1 parsec';
--| ERROR 22023: invalid value for parameter "work_mem": "1 parsec"
--| HINT: Valid units for this parameter are "B", "kB", "MB", "GB", and "TB".
