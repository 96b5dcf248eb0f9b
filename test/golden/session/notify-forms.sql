-- LISTEN, NOTIFY, UNLISTEN.

LISTEN news;
--| LISTEN
NOTIFY news;
--| NOTIFY
NOTIFY news, 'payload';
--| NOTIFY
NOTIFY other, '';
--| NOTIFY
SELECT pg_listening_channels();
--| pg_listening_channels text
--| news
UNLISTEN news;
--| UNLISTEN
UNLISTEN nosuch;
--| UNLISTEN
UNLISTEN *;
--| UNLISTEN
BEGIN;
--| BEGIN
LISTEN a;
--| LISTEN
NOTIFY a, 'later';
--| NOTIFY
ROLLBACK;
--| ROLLBACK
SELECT count(*) FROM pg_listening_channels();
--| count int8
--| 0
--! refused COMPAT.md
LOAD 'no_such_library_at_all';
--| ERROR 0A000: LOAD is not supported
CHECKPOINT;
--| CHECKPOINT
