-- Roles with every option, membership, privileges on every kind of object and their revocation.

CREATE ROLE gr_a WITH NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 3 VALID UNTIL '2030-01-01' PASSWORD NULL;
--| CREATE ROLE
--! refused COMPAT.md
CREATE USER gr_x ENCRYPTED PASSWORD 'secret';
--| ERROR 0A000: password authentication is not supported
CREATE USER gr_b NOINHERIT;
--| CREATE ROLE
CREATE GROUP gr_g WITH SYSID 77 USER gr_a;
--| NOTICE 00000: SYSID can no longer be specified
--| CREATE ROLE
CREATE ROLE gr_c IN ROLE gr_g ROLE gr_b ADMIN gr_a;
--| CREATE ROLE
CREATE ROLE gr_d IN GROUP gr_g;
--| CREATE ROLE
CREATE ROLE gr_e UNENCRYPTED PASSWORD 'x';
--| ERROR 0A000: UNENCRYPTED PASSWORD is no longer supported
--| HINT: Remove UNENCRYPTED to store the password in encrypted form instead.
--| POSITION: 18
CREATE ROLE gr_a;
--| ERROR 42710: role "gr_a" already exists
CREATE ROLE pg_mine;
--| ERROR 42939: role name "pg_mine" is reserved
--| DETAIL: Role names starting with "pg_" are reserved.
CREATE ROLE public;
--| ERROR 42939: role name "public" is reserved
--| POSITION: 13
CREATE ROLE none;
--| ERROR 42939: role name "none" is reserved
--| POSITION: 13
CREATE ROLE gr_e nosuchoption;
--| ERROR 42601: unrecognized role option "nosuchoption"
--| POSITION: 18
CREATE ROLE gr_e LOGIN NOLOGIN;
--| ERROR 42601: conflicting or redundant options
--| POSITION: 24
SELECT rolname, rolsuper, rolinherit, rolcanlogin, rolconnlimit, rolvaliduntil FROM pg_roles WHERE rolname ~ '^gr_' ORDER BY 1;
--| rolname name | rolsuper bool | rolinherit bool | rolcanlogin bool | rolconnlimit int4 | rolvaliduntil timestamptz
--| gr_a | f | t | t | 3 | 2030-01-01 00:00:00+00
--| gr_b | f | f | t | -1 | NULL
--| gr_c | f | t | f | -1 | NULL
--| gr_d | f | t | f | -1 | NULL
--| gr_g | f | t | f | -1 | NULL
SELECT r.rolname, m.rolname, admin_option FROM pg_auth_members JOIN pg_roles r ON r.oid = roleid JOIN pg_roles m ON m.oid = member WHERE r.rolname ~ '^gr_' ORDER BY 1, 2;
--| rolname name | rolname name | admin_option bool
--| gr_c | gr_a | t
--| gr_c | gr_b | f
--| gr_g | gr_a | f
--| gr_g | gr_c | f
--| gr_g | gr_d | f
ALTER ROLE gr_a WITH CREATEDB CONNECTION LIMIT -1 VALID UNTIL 'infinity' NOINHERIT;
--| ALTER ROLE
--! refused COMPAT.md
ALTER ROLE gr_a PASSWORD 'y';
--| ERROR 0A000: password authentication is not supported
--! refused COMPAT.md
ALTER USER gr_b ENCRYPTED PASSWORD 'z';
--| ERROR 0A000: password authentication is not supported
ALTER USER gr_b INHERIT;
--| ALTER ROLE
ALTER ROLE gr_b PASSWORD NULL;
--| ALTER ROLE
ALTER ROLE gr_g USER gr_d;
--| NOTICE 00000: role "gr_d" is already a member of role "gr_g"
--| ALTER ROLE
ALTER GROUP gr_g ADD USER gr_b, gr_d;
--| NOTICE 00000: role "gr_d" is already a member of role "gr_g"
--| ALTER ROLE
ALTER GROUP gr_g DROP USER gr_d;
--| ALTER ROLE
ALTER GROUP gr_g DROP USER gr_d;
--| WARNING 01000: role "gr_d" is not a member of role "gr_g"
--| ALTER ROLE
ALTER ROLE nosuch LOGIN;
--| ERROR 42704: role "nosuch" does not exist
ALTER ROLE gr_a RENAME TO gr_aa;
--| ALTER ROLE
ALTER USER gr_aa RENAME TO gr_a;
--| ALTER ROLE
ALTER GROUP gr_g RENAME TO gr_gg;
--| ALTER ROLE
ALTER ROLE gr_gg RENAME TO gr_b;
--| ERROR 42710: role "gr_b" already exists
ALTER ROLE gr_gg RENAME TO gr_g;
--| ALTER ROLE
GRANT gr_a TO gr_b, gr_d WITH ADMIN OPTION;
--| GRANT ROLE
GRANT gr_a TO gr_b GRANTED BY postgres;
--| NOTICE 00000: role "gr_b" is already a member of role "gr_a"
--| GRANT ROLE
GRANT gr_a TO gr_a;
--| ERROR 0LP01: role "gr_a" is a member of role "gr_a"
GRANT gr_b TO gr_a;
--| ERROR 0LP01: role "gr_b" is a member of role "gr_a"
GRANT nosuch TO gr_a;
--| ERROR 42704: role "nosuch" does not exist
REVOKE ADMIN OPTION FOR gr_a FROM gr_d;
--| REVOKE ROLE
REVOKE gr_a FROM gr_b GRANTED BY postgres CASCADE;
--| REVOKE ROLE
REVOKE gr_a FROM gr_d RESTRICT;
--| REVOKE ROLE
REVOKE gr_a FROM gr_d;
--| WARNING 01000: role "gr_d" is not a member of role "gr_a"
--| REVOKE ROLE
CREATE TABLE gt (a int, b int);
--| CREATE TABLE
CREATE SEQUENCE gs;
--| CREATE SEQUENCE
CREATE SCHEMA gsch;
--| CREATE SCHEMA
CREATE DOMAIN gdom AS int;
--| CREATE DOMAIN
CREATE TYPE genum AS ENUM ('x');
--| CREATE TYPE
CREATE VIEW gview AS SELECT a FROM gt;
--| CREATE VIEW
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON gt TO gr_a;
--| GRANT
GRANT ALL PRIVILEGES ON TABLE gt TO gr_b WITH GRANT OPTION;
--| GRANT
GRANT SELECT (a), UPDATE (a, b), REFERENCES (b), INSERT (a) ON gt TO GROUP gr_g;
--| GRANT
GRANT ALL (a) ON gt TO PUBLIC;
--| GRANT
GRANT ALL ON gt, gview TO gr_c GRANTED BY CURRENT_USER;
--| GRANT
GRANT USAGE, SELECT ON SEQUENCE gs TO gr_a;
--| GRANT
GRANT CREATE, USAGE ON SCHEMA gsch, public TO gr_a;
--| GRANT
GRANT USAGE ON TYPE genum, gdom TO gr_a;
--| GRANT
GRANT USAGE ON DOMAIN gdom TO gr_a;
--| GRANT
GRANT USAGE ON DOMAIN genum TO gr_a;
--| ERROR 42809: "genum" is not a domain
GRANT CONNECT, TEMPORARY, TEMP ON DATABASE henrydb_golden_none TO gr_a;
--| ERROR 3D000: database "henrydb_golden_none" does not exist
GRANT SELECT ON ALL TABLES IN SCHEMA public TO gr_d;
--| GRANT
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public, gsch TO gr_d;
--| GRANT
SELECT relname, relacl FROM pg_class WHERE relname IN ('gt', 'gs', 'gview') ORDER BY 1;
--| relname name | relacl oid=1034
--| gs | {postgres=rwU/postgres,gr_a=rU/postgres,gr_d=U/postgres}
--| gt | {postgres=arwdDxt/postgres,gr_a=arwdDxt/postgres,gr_b=a*r*w*d*D*x*t*/postgres,gr_c=arwdDxt/postgres,gr_d=r/postgres}
--| gview | {postgres=arwdDxt/postgres,gr_c=arwdDxt/postgres,gr_d=r/postgres}
SELECT attname, attacl FROM pg_attribute WHERE attrelid = 'gt'::regclass AND attnum > 0 ORDER BY 1;
--| attname name | attacl oid=1034
--| a | {gr_g=arw/postgres,=arwx/postgres}
--| b | {gr_g=wx/postgres}
SELECT nspname, nspacl FROM pg_namespace WHERE nspname = 'gsch';
--| nspname name | nspacl oid=1034
--| gsch | {postgres=UC/postgres,gr_a=UC/postgres}
SELECT typname, typacl FROM pg_type WHERE typname IN ('gdom', 'genum') ORDER BY 1;
--| typname name | typacl oid=1034
--| gdom | {=U/postgres,postgres=U/postgres,gr_a=U/postgres}
--| genum | {=U/postgres,postgres=U/postgres,gr_a=U/postgres}
GRANT EXECUTE ON gt TO gr_a;
--| ERROR 0LP01: invalid privilege type EXECUTE for relation
GRANT CREATE ON gt TO gr_a;
--| ERROR 0LP01: invalid privilege type CREATE for relation
GRANT FLY ON gt TO gr_a;
--| ERROR 42601: unrecognized privilege type "fly"
GRANT SELECT (nosuch) ON gt TO gr_a;
--| ERROR 42703: column "nosuch" of relation "gt" does not exist
GRANT SELECT ON nosuch TO gr_a;
--| ERROR 42P01: relation "nosuch" does not exist
GRANT SELECT ON gt TO nosuch;
--| ERROR 42704: role "nosuch" does not exist
GRANT USAGE ON SCHEMA nosuch TO gr_a;
--| ERROR 3F000: schema "nosuch" does not exist
GRANT SELECT ON gt TO PUBLIC WITH GRANT OPTION;
--| ERROR 0LP01: grant options can only be granted to roles
GRANT DELETE (a) ON gt TO gr_a;
--| ERROR 0LP01: invalid privilege type DELETE for column
GRANT ALL ON gt TO gr_a GRANTED BY gr_b;
--| ERROR 0A000: grantor must be current user
REVOKE GRANT OPTION FOR SELECT ON gt FROM gr_b CASCADE;
--| REVOKE
REVOKE ALL PRIVILEGES ON gt FROM gr_a, gr_b GRANTED BY postgres RESTRICT;
--| REVOKE
REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM gr_d;
--| REVOKE
REVOKE UPDATE (a), SELECT (a) ON gt FROM GROUP gr_g;
--| REVOKE
REVOKE ALL ON SCHEMA gsch, public FROM gr_a;
--| REVOKE
REVOKE USAGE ON TYPE genum FROM PUBLIC;
--| REVOKE
REVOKE USAGE ON SEQUENCE gs FROM gr_a;
--| REVOKE
SELECT relname, relacl FROM pg_class WHERE relname IN ('gt', 'gs', 'gview') ORDER BY 1;
--| relname name | relacl oid=1034
--| gs | {postgres=rwU/postgres,gr_a=r/postgres,gr_d=U/postgres}
--| gt | {postgres=arwdDxt/postgres,gr_c=arwdDxt/postgres}
--| gview | {postgres=arwdDxt/postgres,gr_c=arwdDxt/postgres}
DROP ROLE gr_b;
--| DROP ROLE
DROP ROLE gr_c;
--| ERROR 2BP01: role "gr_c" cannot be dropped because some objects depend on it
--| DETAIL: privileges for table gt\nprivileges for view gview
ALTER TABLE gt OWNER TO gr_a;
--| ALTER TABLE
ALTER SCHEMA gsch OWNER TO CURRENT_USER;
--| ALTER SCHEMA
ALTER VIEW gview OWNER TO SESSION_USER;
--| ALTER VIEW
ALTER SEQUENCE gs OWNER TO CURRENT_ROLE;
--| ALTER SEQUENCE
ALTER TABLE gt OWNER TO nosuch;
--| ERROR 42704: role "nosuch" does not exist
REVOKE USAGE ON SEQUENCE gs FROM gr_a;
--| REVOKE
REVOKE ALL ON SEQUENCE gs FROM gr_a;
--| REVOKE
REVOKE ALL ON TYPE gdom, genum FROM gr_a;
--| REVOKE
DROP ROLE gr_a;
--| ERROR 2BP01: role "gr_a" cannot be dropped because some objects depend on it
--| DETAIL: owner of table gt
--! refused COMPAT.md
REASSIGN OWNED BY gr_a TO CURRENT_USER;
--| ERROR 0A000: REASSIGN OWNED is not supported
--! refused COMPAT.md
DROP OWNED BY gr_a, gr_d, gr_g CASCADE;
--| ERROR 0A000: DROP OWNED is not supported
--! refused COMPAT.md
REASSIGN OWNED BY gr_a, gr_d TO gr_g;
--| ERROR 0A000: REASSIGN OWNED is not supported
--! refused COMPAT.md
DROP OWNED BY gr_a RESTRICT;
--| ERROR 0A000: DROP OWNED is not supported
DROP TABLE gt CASCADE;
--| NOTICE 00000: drop cascades to view gview
--| DROP TABLE
DROP SEQUENCE gs;
--| DROP SEQUENCE
DROP SCHEMA gsch;
--| DROP SCHEMA
DROP DOMAIN gdom;
--| DROP DOMAIN
DROP TYPE genum;
--| DROP TYPE
DROP USER IF EXISTS gr_b, gr_nosuch;
--| NOTICE 00000: role "gr_b" does not exist, skipping
--| NOTICE 00000: role "gr_nosuch" does not exist, skipping
--| DROP ROLE
DROP ROLE CURRENT_USER;
--| ERROR 22023: cannot use special role specifier in DROP ROLE
DROP GROUP gr_g;
--| DROP ROLE
DROP GROUP IF EXISTS gr_g;
--| NOTICE 00000: role "gr_g" does not exist, skipping
--| DROP ROLE
DROP ROLE IF EXISTS gr_a, gr_b, gr_c, gr_d, gr_aa, gr_gg, gr_e, gr_g;
--| NOTICE 00000: role "gr_b" does not exist, skipping
--| NOTICE 00000: role "gr_aa" does not exist, skipping
--| NOTICE 00000: role "gr_gg" does not exist, skipping
--| NOTICE 00000: role "gr_e" does not exist, skipping
--| NOTICE 00000: role "gr_g" does not exist, skipping
--| DROP ROLE
DROP ROLE gr_a;
--| ERROR 42704: role "gr_a" does not exist
