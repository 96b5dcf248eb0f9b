-- ON CONFLICT with exclusion constraints: DO NOTHING takes them as arbiters, DO UPDATE does not.
CREATE TABLE t (id int PRIMARY KEY, r int4range, CONSTRAINT ex EXCLUDE USING gist (r WITH &&));
--| CREATE TABLE
INSERT INTO t VALUES (1, '[1,5)');
--| INSERT 0 1
INSERT INTO t VALUES (2, '[3,9)') ON CONFLICT DO NOTHING;
--| INSERT 0 0
INSERT INTO t VALUES (2, '[3,9)'), (3, '[5,7)'), (4, '[6,8)') ON CONFLICT DO NOTHING RETURNING *;
--| id int4 | r oid=3904
--| 3 | [5,7)
--| INSERT 0 1
INSERT INTO t VALUES (5, '[6,8)') ON CONFLICT ON CONSTRAINT ex DO NOTHING;
--| INSERT 0 0
INSERT INTO t VALUES (1, '[20,21)') ON CONFLICT ON CONSTRAINT ex DO NOTHING;
--| ERROR 23505: duplicate key value violates unique constraint "t_pkey"
--| DETAIL: Key (id)=(1) already exists.
--| FIELDS: schema public, table t, constraint t_pkey
INSERT INTO t VALUES (5, '[6,8)') ON CONFLICT (id) DO NOTHING;
--| ERROR 23P01: conflicting key value violates exclusion constraint "ex"
--| DETAIL: Key (r)=([6,8)) conflicts with existing key (r)=([5,7)).
--| FIELDS: schema public, table t, constraint ex
INSERT INTO t VALUES (5, '[6,8)') ON CONFLICT (r) DO NOTHING;
--| ERROR 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification
INSERT INTO t VALUES (5, '[6,8)') ON CONFLICT ON CONSTRAINT ex DO UPDATE SET id = 9;
--| ERROR 42809: ON CONFLICT DO UPDATE not supported with exclusion constraints
INSERT INTO t VALUES (1, '[40,41)') ON CONFLICT (id) DO UPDATE SET r = excluded.r;
--| INSERT 0 1
INSERT INTO t VALUES (1, '[6,8)') ON CONFLICT (id) DO UPDATE SET r = excluded.r;
--| ERROR 23P01: conflicting key value violates exclusion constraint "ex"
--| DETAIL: Key (r)=([6,8)) conflicts with existing key (r)=([5,7)).
--| FIELDS: schema public, table t, constraint ex
SELECT * FROM t ORDER BY id;
--| id int4 | r oid=3904
--| 1 | [40,41)
--| 3 | [5,7)
EXPLAIN (COSTS OFF) INSERT INTO t VALUES (2, '[3,9)') ON CONFLICT ON CONSTRAINT ex DO NOTHING;
--| QUERY PLAN text
--| Insert on t
--|   Conflict Resolution: NOTHING
--|   Conflict Arbiter Indexes: ex
--|   ->  Result
--| EXPLAIN
DROP TABLE t;
--| DROP TABLE
