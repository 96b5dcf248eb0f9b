-- A failed transaction shows nothing, not even all settings.
BEGIN;
--| BEGIN
SELECT 1 / 0;
--| ERROR 22012: division by zero
SHOW ALL;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
SHOW work_mem;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
ROLLBACK;
--| ROLLBACK
