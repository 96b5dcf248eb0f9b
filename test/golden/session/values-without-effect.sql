-- Values of settings that would have an effect that is not there are refused.

--! not-postgres 0A000 here
SET quote_all_identifiers = true;
--| ERROR 0A000: setting quote_all_identifiers = on is not supported

SET default_tablespace = 'nope';
--| ERROR 22023: invalid value for parameter "default_tablespace": "nope"
--| DETAIL: Tablespace "nope" does not exist.

SET default_tablespace = '';
--| SET

SET default_table_access_method = 'nope';
--| ERROR 22023: invalid value for parameter "default_table_access_method": "nope"
--| DETAIL: Table access method "nope" does not exist.

SET default_table_access_method = heap;
--| SET

SET lc_messages = 'xx_YY';
--| ERROR 22023: invalid value for parameter "lc_messages": "xx_YY"

SET lc_monetary = 'C';
--| SET

CREATE TABLE p (a int PRIMARY KEY);
--| CREATE TABLE

CREATE TABLE c (a int REFERENCES p ON DELETE CASCADE);
--| CREATE TABLE

INSERT INTO p VALUES (1);
--| INSERT 0 1

INSERT INTO c VALUES (1);
--| INSERT 0 1

SET session_replication_role = replica;
--| SET

INSERT INTO c VALUES (5);
--| INSERT 0 1

DELETE FROM p WHERE a = 1;
--| DELETE 1

SELECT * FROM c ORDER BY a;
--| a int4
--| 1
--| 5

RESET session_replication_role;
--| RESET

INSERT INTO c VALUES (6);
--| ERROR 23503: insert or update on table "c" violates foreign key constraint "c_a_fkey"
--| DETAIL: Key (a)=(6) is not present in table "p".
--| FIELDS: schema public, table c, constraint c_a_fkey
