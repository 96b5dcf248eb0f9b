-- Log positions: differences, sums with numbers, and what there is to ask about the log.

SELECT pg_wal_lsn_diff('1/0', '0/FF'), '1/0'::pg_lsn - '0/FF'::pg_lsn AS minus, '0/10'::pg_lsn + 16 AS plus, '0/20'::pg_lsn - 16 AS less, pg_lsn(255), pg_lsn(18446744073709551615);
--| pg_wal_lsn_diff numeric | minus numeric | plus oid=3220 | less oid=3220 | pg_lsn oid=3220 | pg_lsn oid=3220
--| 4294967041 | 4294967041 | 0/20 | 0/10 | 0/FF | FFFFFFFF/FFFFFFFF
--! not-postgres errors within functions that PostgreSQL writes in SQL have no CONTEXT line (COMPAT.md)
SELECT 16 + 'FFFFFFFF/FFFFFFFF'::pg_lsn;
--| ERROR 22023: pg_lsn out of range
SELECT 16 + '0/1'::pg_lsn AS reverse;
--| reverse oid=3220
--| 0/11
SELECT '0/1'::pg_lsn - 2;
--| ERROR 22023: pg_lsn out of range
SELECT '0/1'::pg_lsn + 'NaN'::numeric;
--| ERROR 0A000: cannot add NaN to pg_lsn
SELECT pg_lsn(-1);
--| ERROR 22023: pg_lsn out of range
SELECT pg_lsn('NaN'::numeric);
--| ERROR 0A000: cannot convert NaN to pg_lsn
SELECT pg_current_wal_lsn() >= '0/0' AS a, pg_current_wal_insert_lsn() >= pg_current_wal_flush_lsn() AS b, pg_last_wal_receive_lsn() IS NULL AS c, pg_last_wal_replay_lsn() IS NULL AS d, pg_last_xact_replay_timestamp() IS NULL AS e;
--| a bool | b bool | c bool | d bool | e bool
--| t | t | t | t | t
SELECT pg_is_wal_replay_paused();
--| ERROR 55000: recovery is not in progress
--| HINT: Recovery control functions can only be executed during recovery.
SELECT pg_wal_replay_pause();
--| ERROR 55000: recovery is not in progress
--| HINT: Recovery control functions can only be executed during recovery.
SELECT pg_wal_replay_resume();
--| ERROR 55000: recovery is not in progress
--| HINT: Recovery control functions can only be executed during recovery.
SELECT pg_get_wal_replay_pause_state();
--| ERROR 55000: recovery is not in progress
--| HINT: Recovery control functions can only be executed during recovery.
