-- EXPLAIN (SETTINGS): those that planning depends on and that are not as built in.
EXPLAIN (COSTS off, SETTINGS) SELECT 1;
--| QUERY PLAN text
--| Result
--| EXPLAIN
SET enable_seqscan = off;
--| SET
SET work_mem = '1MB';
--| SET
SET application_name = 'no matter';
--| SET
SET random_page_cost = 4;
--| SET
EXPLAIN (COSTS off, SETTINGS) SELECT 1;
--| QUERY PLAN text
--| Result
--| Settings: enable_seqscan = 'off', work_mem = '1MB'
--| EXPLAIN
EXPLAIN (COSTS off, SETTINGS off) SELECT 1;
--| QUERY PLAN text
--| Result
--| EXPLAIN
EXPLAIN (COSTS off, SETTINGS, FORMAT json) SELECT 1;
--| QUERY PLAN json
--| "[\n  {\n    \"Plan\": {\n      \"Node Type\": \"Result\",\n      \"Parallel Aware\": false,\n      \"Async Capable\": false\n    },\n    \"Settings\": {\n      \"enable_seqscan\": \"off\",\n      \"work_mem\": \"1MB\"\n    }\n  }\n]"
--| EXPLAIN
EXPLAIN (COSTS off, SETTINGS, FORMAT yaml) SELECT 1;
--| QUERY PLAN text
--| "- Plan: \n    Node Type: \"Result\"\n    Parallel Aware: false\n    Async Capable: false\n  Settings: \n    enable_seqscan: \"off\"\n    work_mem: \"1MB\""
--| EXPLAIN
EXPLAIN (COSTS off, SETTINGS, FORMAT xml) SELECT 1;
--| QUERY PLAN oid=142
--| "<explain xmlns=\"http://www.postgresql.org/2009/explain\">\n  <Query>\n    <Plan>\n      <Node-Type>Result</Node-Type>\n      <Parallel-Aware>false</Parallel-Aware>\n      <Async-Capable>false</Async-Capable>\n    </Plan>\n    <Settings>\n      <enable_seqscan>off</enable_seqscan>\n      <work_mem>1MB</work_mem>\n    </Settings>\n  </Query>\n</explain>"
--| EXPLAIN
SET search_path = pg_catalog;
--| SET
RESET enable_seqscan;
--| RESET
RESET work_mem;
--| RESET
EXPLAIN (COSTS off, SETTINGS) SELECT 1;
--| QUERY PLAN text
--| Result
--| Settings: search_path = 'pg_catalog'
--| EXPLAIN
RESET search_path;
--| RESET
EXPLAIN (COSTS off, SETTINGS, FORMAT json) SELECT 1;
--| QUERY PLAN json
--| "[\n  {\n    \"Plan\": {\n      \"Node Type\": \"Result\",\n      \"Parallel Aware\": false,\n      \"Async Capable\": false\n    },\n    \"Settings\": {\n    }\n  }\n]"
--| EXPLAIN
