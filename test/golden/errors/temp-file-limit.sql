--! not-engine interpreter it keeps all rows in memory
-- 53400: more in temporary files than a session may have
SET work_mem = '64kB';
--| SET
SET temp_file_limit = '64kB';
--| SET
CREATE TABLE sorted AS SELECT g, repeat('x', 100) AS pad FROM generate_series(1, 20000) g ORDER BY -g;
--| ERROR 53400: temporary file size exceeds temp_file_limit (64kB)
SELECT to_regclass('sorted');
--| to_regclass regclass
--| NULL
RESET temp_file_limit;
--| RESET
RESET work_mem;
--| RESET
