-- EXCLUDE and CREATE INDEX USING gist: what is refused, and how definitions are shown.
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (a WITH =));
--| ERROR 42704: data type integer has no default operator class for access method "gist"
--| HINT: You must specify an operator class for the index or define a default operator class for the data type.
CREATE TABLE t (a int, r int4range, EXCLUDE USING btree (a WITH <));
--| ERROR 42809: operator <(integer,integer) is not commutative
--| DETAIL: Only commutative operators can be used in exclusion constraints.
CREATE TABLE t (a int, r int4range, EXCLUDE USING btree (a WITH <>));
--| ERROR 42809: operator <>(integer,integer) is not a member of operator family "integer_ops"
--| DETAIL: The exclusion operator must be related to the index operator class for the constraint.
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r WITH @>));
--| ERROR 42809: operator @>(anyrange,anyrange) is not commutative
--| DETAIL: Only commutative operators can be used in exclusion constraints.
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r WITH <>));
--| ERROR 42809: operator <>(anyrange,anyrange) is not a member of operator family "range_ops"
--| DETAIL: The exclusion operator must be related to the index operator class for the constraint.
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r WITH ~~~));
--| ERROR 42883: operator does not exist: int4range ~~~ int4range
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r WITH nowhere.&&));
--| ERROR 3F000: schema "nowhere" does not exist
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r DESC WITH &&));
--| ERROR 0A000: access method "gist" does not support ASC/DESC options
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r NULLS FIRST WITH &&));
--| ERROR 0A000: access method "gist" does not support NULLS FIRST/LAST options
CREATE TABLE t (a int, r int4range, EXCLUDE USING gin (r WITH &&));
--| ERROR 0A000: access method "gin" does not support exclusion constraints
CREATE TABLE t (a int, r int4range, EXCLUDE USING brin (r WITH &&));
--| ERROR 0A000: access method "brin" does not support exclusion constraints
CREATE TABLE t (a int, r int4range, EXCLUDE USING nothing (r WITH &&));
--| ERROR 42704: access method "nothing" does not exist
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (q WITH &&));
--| ERROR 42703: column "q" named in key does not exist
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r other_ops WITH &&));
--| ERROR 42704: operator class "other_ops" does not exist for access method "gist"
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r multirange_ops WITH &&));
--| ERROR 42804: operator class "multirange_ops" does not accept data type int4range
CREATE TABLE t (a int, r int4range, EXCLUDE USING gist (r WITH &&) NOT VALID);
--| ERROR 0A000: EXCLUDE constraints cannot be marked NOT VALID
CREATE TABLE t (a int, r int4range EXCLUDE USING gist (r WITH &&));
--| ERROR 42601: syntax error at or near "EXCLUDE"
--| POSITION: 36
CREATE TABLE t (a int, r int4range, i inet, EXCLUDE USING gist (r WITH &&) INCLUDE (a), EXCLUDE (a WITH =), EXCLUDE USING gist (r range_ops WITH OPERATOR(pg_catalog.=)) WITH (fillfactor = 70) WHERE (a > 1));
--| CREATE TABLE
SELECT conname, contype, conindid::regclass, conkey, conexclop::regoperator[], pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass ORDER BY conname;
--| conname name | contype "char" | conindid regclass | conkey int2[] | conexclop oid=2209 | pg_get_constraintdef text
--| t_a_excl | x | t_a_excl | {1} | {"=(integer,integer)"} | EXCLUDE USING btree (a WITH =)
--| t_r_a_excl | x | t_r_a_excl | {2} | {"&&(anyrange,anyrange)"} | EXCLUDE USING gist (r WITH &&) INCLUDE (a)
--| t_r_excl | x | t_r_excl | {2} | {"=(anyrange,anyrange)"} | EXCLUDE USING gist (r WITH =) WITH (fillfactor='70') WHERE ((a > 1))
SELECT indexrelid::regclass, indisunique, indisexclusion, indimmediate, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1;
--| indexrelid regclass | indisunique bool | indisexclusion bool | indimmediate bool | pg_get_indexdef text
--| t_r_a_excl | f | t | t | CREATE INDEX t_r_a_excl ON public.t USING gist (r) INCLUDE (a)
--| t_a_excl | f | t | t | CREATE INDEX t_a_excl ON public.t USING btree (a)
--| t_r_excl | f | t | t | CREATE INDEX t_r_excl ON public.t USING gist (r) WITH (fillfactor='70') WHERE (a > 1)
CREATE UNIQUE INDEX ON t USING gist (r);
--| ERROR 0A000: access method "gist" does not support unique indexes
CREATE INDEX ON t USING gist (r DESC);
--| ERROR 0A000: access method "gist" does not support ASC/DESC options
CREATE INDEX ON t USING gist (a);
--| ERROR 42704: data type integer has no default operator class for access method "gist"
--| HINT: You must specify an operator class for the index or define a default operator class for the data type.
CREATE INDEX ON t USING gist (i);
--| ERROR 42704: data type inet has no default operator class for access method "gist"
--| HINT: You must specify an operator class for the index or define a default operator class for the data type.
CREATE INDEX ON t USING gist (r) WITH (fillfactor = 5);
--| ERROR 22023: value 5 out of bounds for option "fillfactor"
--| DETAIL: Valid values are between "10" and "100".
CREATE INDEX ON t USING gist (r) WITH (buffering = maybe);
--| ERROR 22023: invalid value for enum option "buffering": maybe
--| DETAIL: Valid values are "on", "off", and "auto".
CREATE INDEX ON t USING gist (r) WITH (deduplicate_items = on);
--| ERROR 22023: unrecognized parameter "deduplicate_items"
CREATE INDEX t_net ON t USING gist (i inet_ops, r) INCLUDE (a) WITH (buffering = on, fillfactor = 50) WHERE a IS NOT NULL;
--| CREATE INDEX
SELECT pg_get_indexdef('t_net'::regclass), pg_get_indexdef('t_net'::regclass, 1, false), pg_get_indexdef('t_net'::regclass, 3, false);
--| pg_get_indexdef text | pg_get_indexdef text | pg_get_indexdef text
--| CREATE INDEX t_net ON public.t USING gist (i inet_ops, r) INCLUDE (a) WITH (buffering='on', fillfactor='50') WHERE (a IS NOT NULL) | i | a
CREATE TABLE copy (LIKE t INCLUDING INDEXES);
--| CREATE TABLE
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'copy'::regclass ORDER BY conname;
--| conname name | pg_get_constraintdef text
--| copy_a_excl | EXCLUDE USING btree (a WITH =)
--| copy_r_a_excl | EXCLUDE USING gist (r WITH &&) INCLUDE (a)
--| copy_r_excl | EXCLUDE USING gist (r WITH =) WITH (fillfactor='70') WHERE ((a > 1))
ALTER TABLE t ADD EXCLUDE USING gist (r WITH &&), ADD EXCLUDE USING gist (int4range(a, a + 1) WITH &&);
--| ALTER TABLE
ALTER TABLE t ADD CONSTRAINT t_r_excl EXCLUDE USING gist (r WITH &&);
--| ERROR 42P07: relation "t_r_excl" already exists
ALTER TABLE t ADD UNIQUE USING INDEX t_r_excl;
--| ERROR 55000: index "t_r_excl" is already associated with a constraint
--| POSITION: 19
ALTER TABLE t ALTER r TYPE int8range USING int8range(lower(r), upper(r));
--| ALTER TABLE
ALTER TABLE t ALTER r TYPE text USING r::text;
--| ERROR 42704: data type text has no default operator class for access method "gist"
--| HINT: You must specify an operator class for the index or define a default operator class for the data type.
SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass ORDER BY conname;
--| pg_get_constraintdef text
--| EXCLUDE USING btree (a WITH =)
--| EXCLUDE USING gist (int4range(a, (a + 1)) WITH &&)
--| EXCLUDE USING gist (r WITH &&) INCLUDE (a)
--| EXCLUDE USING gist (r WITH =) WITH (fillfactor='70') WHERE ((a > 1))
--| EXCLUDE USING gist (r WITH &&)
DROP INDEX t_r_excl;
--| ERROR 2BP01: cannot drop index t_r_excl because constraint t_r_excl on table t requires it
--| HINT: You can drop constraint t_r_excl on table t instead.
ALTER TABLE t DROP COLUMN r;
--| ALTER TABLE
SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass ORDER BY conname;
--| conname name
--| t_a_excl
--| t_int4range_excl
SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1;
--| indexrelid regclass
--| t_a_excl
--| t_int4range_excl
DROP TABLE t, copy;
--| DROP TABLE
CREATE TABLE alt (a int, t varchar, EXCLUDE (a WITH =, t WITH =));
--| CREATE TABLE
INSERT INTO alt VALUES (1, 'x');
--| INSERT 0 1
ALTER TABLE alt ALTER a TYPE bigint, ALTER t TYPE text;
--| ALTER TABLE
SELECT conexclop::regoperator[], pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'alt'::regclass;
--| conexclop oid=2209 | pg_get_constraintdef text
--| {"=(bigint,bigint)","=(text,text)"} | EXCLUDE USING btree (a WITH =, t WITH =)
INSERT INTO alt VALUES (1, 'x');
--| ERROR 23P01: conflicting key value violates exclusion constraint "alt_a_t_excl"
--| DETAIL: Key (a, t)=(1, x) conflicts with existing key (a, t)=(1, x).
--| FIELDS: schema public, table alt, constraint alt_a_t_excl
INSERT INTO alt VALUES (9000000000, 'x');
--| INSERT 0 1
ALTER TABLE alt ALTER a TYPE point USING point(a, a);
--| ERROR 42704: data type point has no default operator class for access method "btree"
--| HINT: You must specify an operator class for the index or define a default operator class for the data type.
DROP TABLE alt;
--| DROP TABLE
