-- Conditions that few statements raise.

-- 22P01: the one quotient of two whole numbers that does not fit
SELECT '-92233720368547758.08'::money / (-1)::int8;
--| ERROR 22P01: floating-point exception
--| DETAIL: An invalid floating-point operation was signaled. This probably means an out-of-range result or an invalid operation, such as division by zero.
SELECT '-92233720368547758.08'::money / (-1)::int4;
--| ERROR 22P01: floating-point exception
--| DETAIL: An invalid floating-point operation was signaled. This probably means an out-of-range result or an invalid operation, such as division by zero.

-- 57014: a session that cancels itself
SELECT pg_cancel_backend(pg_backend_pid()), 'not shown';
--| ERROR 57014: canceling statement due to user request
SELECT 'goes on';
--| ?column? text
--| goes on
BEGIN;
--| BEGIN
SELECT count(pg_cancel_backend(pg_backend_pid())) FROM generate_series(1, 3);
--| ERROR 57014: canceling statement due to user request
SELECT 1;
--| ERROR 25P02: current transaction is aborted, commands ignored until end of transaction block
ROLLBACK;
--| ROLLBACK

-- 57014: out of time
SET statement_timeout = '20ms';
--| SET
SELECT pg_sleep(30);
--| ERROR 57014: canceling statement due to statement timeout
RESET statement_timeout;
--| RESET
