-- Transaction ids and snapshots: assigned on demand, visible afterwards; the texts and parts of snapshots.

SELECT pg_current_xact_id_if_assigned() IS NULL AS none, txid_current_if_assigned() IS NULL AS old_none;
--| none bool | old_none bool
--| t | t
BEGIN;
--| BEGIN
SELECT pg_current_xact_id() = pg_current_xact_id() AS same, txid_current() = pg_current_xact_id()::text::int8 AS old, pg_current_xact_id_if_assigned() = pg_current_xact_id() AS assigned, txid_current_if_assigned() = txid_current() AS old_assigned;
--| same bool | old bool | assigned bool | old_assigned bool
--| t | t | t | t
SELECT pg_xact_status(pg_current_xact_id()), txid_status(txid_current());
--| pg_xact_status text | txid_status text
--| in progress | in progress
SELECT pg_visible_in_snapshot(pg_current_xact_id(), pg_current_snapshot()) AS own, txid_visible_in_snapshot(txid_current(), txid_current_snapshot()) AS old;
--| own bool | old bool
--| f | f
COMMIT;
--| COMMIT
SELECT pg_xact_status('0'::xid8) IS NULL AS zero, txid_status(NULL) IS NULL AS none;
--| zero bool | none bool
--| t | t
SELECT pg_xact_status('18446744073709551615'::xid8);
--| ERROR 22023: transaction ID 18446744073709551615 is in the future
SELECT pg_snapshot_xmin(s), pg_snapshot_xmax(s), array(SELECT pg_snapshot_xip(s)) FROM (VALUES ('10:20:10,14,15'::pg_snapshot), ('1:1:'), (NULL)) v(s);
--| pg_snapshot_xmin oid=5069 | pg_snapshot_xmax oid=5069 | array oid=271
--| 10 | 20 | {10,14,15}
--| 1 | 1 | {}
--| NULL | NULL | {}
SELECT txid_snapshot_xmin(s), txid_snapshot_xmax(s), array(SELECT txid_snapshot_xip(s)) FROM (VALUES ('10:20:10,14,15'::txid_snapshot), (NULL)) v(s);
--| txid_snapshot_xmin int8 | txid_snapshot_xmax int8 | array int8[]
--| 10 | 20 | {10,14,15}
--| NULL | NULL | {}
SELECT x, pg_visible_in_snapshot(x, '10:20:10,14') AS v, txid_visible_in_snapshot(x::text::int8, '10:20:10,14') AS old FROM (VALUES ('9'::xid8), ('10'), ('11'), ('14'), ('20')) v(x);
--| x oid=5069 | v bool | old bool
--| 9 | t | t
--| 10 | f | f
--| 11 | t | t
--| 14 | f | f
--| 20 | f | f
SELECT '10:20:14,10'::pg_snapshot;
--| ERROR 22P02: invalid input syntax for type pg_snapshot: "10:20:14,10"
--| POSITION: 8
SELECT '31:12:'::txid_snapshot;
--| ERROR 22P02: invalid input syntax for type pg_snapshot: "31:12:"
--| POSITION: 8
SELECT pg_xact_commit_timestamp('3'::xid);
--| ERROR 55000: could not get commit timestamp data
--| HINT: Make sure the configuration parameter "track_commit_timestamp" is set.
SELECT * FROM pg_last_committed_xact();
--| ERROR 55000: could not get commit timestamp data
--| HINT: Make sure the configuration parameter "track_commit_timestamp" is set.
SELECT * FROM pg_xact_commit_timestamp_origin('3'::xid);
--| ERROR 55000: could not get commit timestamp data
--| HINT: Make sure the configuration parameter "track_commit_timestamp" is set.
SELECT pg_trigger_depth();
--| pg_trigger_depth int4
--| 0
