-- the _tz functions compare across time zones
SET timezone = 'UTC';
--| SET
SELECT jsonb_path_query_array_tz('["2017-03-10","2017-03-11","2017-03-10 00:00:00","2017-03-10 12:00:00","2017-03-10 03:00:00+03"]', '$[*].datetime() ? (@ == "2017-03-10 00:00:00+00".datetime())');
--| jsonb_path_query_array_tz jsonb
--| ["2017-03-10", "2017-03-10T00:00:00", "2017-03-10T03:00:00+03:00"]
SET timezone = 'America/New_York';
--| SET
SELECT jsonb_path_query_array_tz('["2017-03-10","2017-03-10 00:00:00","2017-03-10 05:00:00+00"]', '$[*].datetime() ? (@ == "2017-03-10 05:00:00+00".datetime())');
--| jsonb_path_query_array_tz jsonb
--| ["2017-03-10", "2017-03-10T00:00:00", "2017-03-10T05:00:00+00:00"]
SELECT jsonb_path_exists_tz('["2015-08-02"]', '$[*] ? (@.datetime() < "2015-08-02 12:00+00".datetime("yyyy-mm-dd HH24:MITZH"))'), jsonb_path_match_tz('["2015-08-02"]', '$[*].datetime() < "2015-08-02 00:00:00-12".datetime()'), jsonb_path_query_first_tz('["2015-08-02"]', '$[*].datetime()');
--| jsonb_path_exists_tz bool | jsonb_path_match_tz bool | jsonb_path_query_first_tz jsonb
--| t | t | "\"2015-08-02\""
SELECT * FROM jsonb_path_query_tz('["2015-08-01","2015-08-03"]', '$[*].datetime() ? (@ < "2015-08-02 00:00:00+00".datetime())');
--| jsonb_path_query_tz jsonb
--| "\"2015-08-01\""
SET timezone = '+04';
--| SET
SELECT jsonb_path_query_array_tz('["12:00:00","12:00:00+04"]', '$[*].datetime() ? (@ < "12:00:00+00".datetime())');
--| jsonb_path_query_array_tz jsonb
--| ["12:00:00", "12:00:00+04:00"]
