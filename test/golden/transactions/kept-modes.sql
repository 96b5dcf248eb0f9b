-- A transaction keeps the modes it began with when the session's defaults change; AND CHAIN hands them on, unless the transaction has failed.
begin;
--| BEGIN
set default_transaction_isolation = 'serializable';
--| SET
show transaction_isolation;
--| transaction_isolation text
--| read committed
--| SHOW
commit;
--| COMMIT
show transaction_isolation;
--| transaction_isolation text
--| serializable
--| SHOW
set default_transaction_isolation = 'read committed';
--| SET
begin isolation level repeatable read;
--| BEGIN
commit and chain;
--| COMMIT
show transaction_isolation;
--| transaction_isolation text
--| repeatable read
--| SHOW
rollback and chain;
--| ROLLBACK
show transaction_isolation;
--| transaction_isolation text
--| repeatable read
--| SHOW
commit;
--| COMMIT
show transaction_isolation;
--| transaction_isolation text
--| read committed
--| SHOW
begin isolation level serializable read only deferrable;
--| BEGIN
commit and chain;
--| COMMIT
show transaction_read_only;
--| transaction_read_only text
--| on
--| SHOW
show transaction_deferrable;
--| transaction_deferrable text
--| on
--| SHOW
select 1/0;
--| ERROR 22012: division by zero
rollback and chain;
--| ROLLBACK
show transaction_isolation;
--| transaction_isolation text
--| serializable
--| SHOW
show transaction_read_only;
--| transaction_read_only text
--| on
--| SHOW
commit;
--| COMMIT
begin;
--| BEGIN
set session characteristics as transaction read only;
--| SET
show transaction_read_only;
--| transaction_read_only text
--| off
--| SHOW
commit;
--| COMMIT
show transaction_read_only;
--| transaction_read_only text
--| on
--| SHOW
reset default_transaction_read_only;
--| RESET
