-- SET, SHOW, RESET, SET LOCAL; settings follow transactions.
SHOW DateStyle;
--| DateStyle text
--| ISO, MDY
--| SHOW
SET DateStyle = 'ISO, DMY';
--| SET
SHOW datestyle;
--| DateStyle text
--| ISO, DMY
--| SHOW
RESET DateStyle;
--| RESET
SHOW DateStyle;
--| DateStyle text
--| ISO, MDY
--| SHOW
SET work_mem = '8MB';
--| SET
SHOW work_mem;
--| work_mem text
--| 8MB
--| SHOW
SELECT current_setting('work_mem');
--| current_setting text
--| 8MB
SET work_mem = 'lots';
--| ERROR 22023: invalid value for parameter "work_mem": "lots"
SET nosuch = 1;
--| ERROR 42704: unrecognized configuration parameter "nosuch"
SHOW nosuch;
--| ERROR 42704: unrecognized configuration parameter "nosuch"
SET my.setting = 'custom';
--| SET
SHOW my.setting;
--| my.setting text
--| custom
--| SHOW
SELECT current_setting('my.other', true) AS missing, current_setting('my.setting') AS there;
--| missing text | there text
--| NULL | custom
SELECT current_setting('my.other');
--| ERROR 42704: unrecognized configuration parameter "my.other"
BEGIN;
--| BEGIN
SET LOCAL work_mem = '1MB';
--| SET
SHOW work_mem;
--| work_mem text
--| 1MB
--| SHOW
COMMIT;
--| COMMIT
SHOW work_mem;
--| work_mem text
--| 8MB
--| SHOW
BEGIN;
--| BEGIN
SET work_mem = '2MB';
--| SET
ROLLBACK;
--| ROLLBACK
SHOW work_mem;
--| work_mem text
--| 8MB
--| SHOW
SELECT set_config('work_mem', '3MB', false);
--| set_config text
--| 3MB
SHOW work_mem;
--| work_mem text
--| 3MB
--| SHOW
SET search_path = pg_catalog;
--| SET
CREATE TABLE x (a int);
--| ERROR 42501: permission denied to create "pg_catalog.x"
--| DETAIL: System catalog modifications are currently disallowed.
SET search_path TO DEFAULT;
--| SET
SHOW search_path;
--| search_path text
--| "\"$user\", public"
--| SHOW
SET TIME ZONE 'Asia/Tokyo';
--| SET
SELECT timestamptz '2024-01-01 00:00+00' AS t;
--| t timestamptz
--| 2024-01-01 09:00:00+09
SET TIME ZONE -3;
--| SET
SELECT timestamptz '2024-01-01 00:00+00' AS t;
--| t timestamptz
--| 2023-12-31 21:00:00-03
SET TIME ZONE 'Nowhere/City';
--| ERROR 22023: invalid value for parameter "TimeZone": "Nowhere/City"
SET extra_float_digits = 99;
--| ERROR 22023: 99 is outside the valid range for parameter "extra_float_digits" (-15 .. 3)
SET client_encoding = 'nonsense';
--| ERROR 22023: invalid value for parameter "client_encoding": "nonsense"
RESET ALL;
--| RESET
SHOW work_mem;
--| work_mem text
--| 4MB
--| SHOW
SELECT current_user, session_user, current_database() = current_catalog AS same, current_schema();
--| current_user name | session_user name | same bool | current_schema name
--| postgres | postgres | t | public
