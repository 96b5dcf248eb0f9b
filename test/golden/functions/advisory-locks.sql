-- Advisory locks of the session and of the transaction: counted, shared and exclusive, by one key or two; unlocking what is not held warns.

SELECT pg_advisory_lock(1), pg_advisory_lock(1), pg_advisory_lock(1, 2), pg_advisory_lock_shared(3), pg_advisory_lock_shared(3, 4), pg_advisory_lock(NULL) IS NULL AS none;
--| pg_advisory_lock void | pg_advisory_lock void | pg_advisory_lock void | pg_advisory_lock_shared void | pg_advisory_lock_shared void | none bool
--| "" | "" | "" | "" | "" | t
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory';
--| count int8
--| 4
SELECT classid, objid, objsubid, mode, granted FROM pg_locks WHERE locktype = 'advisory' ORDER BY 1, 2, 3;
--| classid oid | objid oid | objsubid int2 | mode text | granted bool
--| 0 | 1 | 1 | ExclusiveLock | t
--| 0 | 3 | 1 | ShareLock | t
--| 1 | 2 | 2 | ExclusiveLock | t
--| 3 | 4 | 2 | ShareLock | t
SELECT pg_try_advisory_lock(1), pg_try_advisory_lock(1, 2), pg_try_advisory_lock_shared(3), pg_try_advisory_lock_shared(3, 4), pg_try_advisory_lock(-9223372036854775808);
--| pg_try_advisory_lock bool | pg_try_advisory_lock bool | pg_try_advisory_lock_shared bool | pg_try_advisory_lock_shared bool | pg_try_advisory_lock bool
--| t | t | t | t | t
SELECT pg_advisory_unlock(1), pg_advisory_unlock(1), pg_advisory_unlock(1), pg_advisory_unlock_shared(3), pg_advisory_unlock_shared(3, 4), pg_advisory_unlock(1, 2), pg_advisory_unlock(1, 2);
--| pg_advisory_unlock bool | pg_advisory_unlock bool | pg_advisory_unlock bool | pg_advisory_unlock_shared bool | pg_advisory_unlock_shared bool | pg_advisory_unlock bool | pg_advisory_unlock bool
--| t | t | t | t | t | t | t
SELECT pg_advisory_unlock(1);
--| WARNING 01000: you don't own a lock of type ExclusiveLock
--| pg_advisory_unlock bool
--| f
SELECT pg_advisory_unlock(1, 2);
--| WARNING 01000: you don't own a lock of type ExclusiveLock
--| pg_advisory_unlock bool
--| f
SELECT pg_advisory_unlock_shared(77);
--| WARNING 01000: you don't own a lock of type ShareLock
--| pg_advisory_unlock_shared bool
--| f
SELECT pg_advisory_unlock_shared(7, 8);
--| WARNING 01000: you don't own a lock of type ShareLock
--| pg_advisory_unlock_shared bool
--| f
SELECT pg_advisory_unlock_all();
--| pg_advisory_unlock_all void
--| ""
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory';
--| count int8
--| 0
BEGIN;
--| BEGIN
SELECT pg_advisory_xact_lock(1), pg_advisory_xact_lock(1, 2), pg_advisory_xact_lock_shared(3), pg_advisory_xact_lock_shared(3, 4);
--| pg_advisory_xact_lock void | pg_advisory_xact_lock void | pg_advisory_xact_lock_shared void | pg_advisory_xact_lock_shared void
--| "" | "" | "" | ""
SELECT pg_try_advisory_xact_lock(5), pg_try_advisory_xact_lock(5, 6), pg_try_advisory_xact_lock_shared(7), pg_try_advisory_xact_lock_shared(7, 8);
--| pg_try_advisory_xact_lock bool | pg_try_advisory_xact_lock bool | pg_try_advisory_xact_lock_shared bool | pg_try_advisory_xact_lock_shared bool
--| t | t | t | t
SELECT mode, count(*) FROM pg_locks WHERE locktype = 'advisory' GROUP BY 1 ORDER BY 1;
--| mode text | count int8
--| ExclusiveLock | 4
--| ShareLock | 4
SELECT pg_advisory_unlock(1);
--| WARNING 01000: you don't own a lock of type ExclusiveLock
--| pg_advisory_unlock bool
--| f
COMMIT;
--| COMMIT
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory';
--| count int8
--| 0
