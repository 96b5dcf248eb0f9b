-- .datetime()
SELECT jsonb_path_query_array('["2017-03-10","12:34:56","12:34:56+03:10","12:34:56.789","2017-03-10 12:34:56","2017-03-10T12:34:56","2017-03-10 12:34:56.5+03","2017-03-10T12:34:56-05:20"]', '$[*].datetime()');
--| jsonb_path_query_array jsonb
--| ["2017-03-10", "12:34:56", "12:34:56+03:10", "12:34:56.789", "2017-03-10T12:34:56", "2017-03-10T12:34:56", "2017-03-10T12:34:56.5+03:00", "2017-03-10T12:34:56-05:20"]
SELECT jsonb_path_query_array('["2017-03-10","12:34:56","12:34:56+03:10","12:34:56.789","2017-03-10 12:34:56","2017-03-10T12:34:56","2017-03-10 12:34:56.5+03"]', '$[*].datetime().type()');
--| jsonb_path_query_array jsonb
--| ["date", "time without time zone", "time with time zone", "time without time zone", "timestamp without time zone", "timestamp without time zone", "timestamp with time zone"]
SELECT jsonb_path_query('"10-03-2017 12:34"', '$.datetime("dd-mm-yyyy HH24:MI")'), jsonb_path_query('"10-03-2017"', '$.datetime("dd-mm-yyyy")'), jsonb_path_query('"12:34"', '$.datetime("HH24:MI")'), jsonb_path_query('"12:34 +05:20"', '$.datetime("HH24:MI TZH:TZM")'), jsonb_path_query('"10-03-2017 12:34 -05"', '$.datetime("dd-mm-yyyy HH24:MI TZH")');
--| jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb
--| "\"2017-03-10T12:34:00\"" | "\"2017-03-10\"" | "\"12:34:00\"" | "\"12:34:00+05:20\"" | "\"2017-03-10T12:34:00-05:00\""
SELECT jsonb_path_query('"10-03-2017T12:34:56"', '$.datetime("dd-mm-yyyy\"T\"HH24:MI:SS")'), jsonb_path_query('"12:34:56.78"', '$.datetime("HH24:MI:SS.FF1")'), jsonb_path_query('"2017"', '$.datetime("YYYY")');
--| jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb
--| "\"2017-03-10T12:34:56\"" | "\"12:34:56.8\"" | "\"2017-01-01\""
SELECT jsonb_path_query('"bogus"', '$.datetime()');
--| ERROR 22031: datetime format is not recognized: "bogus"
--| HINT: Use a datetime template argument to specify the input data format.
SELECT jsonb_path_query('"12:34"', '$.datetime("aaa")');
--| ERROR 22007: invalid datetime format separator: "a"
SELECT jsonb_path_query('"aaaa"', '$.datetime("HH24")');
--| ERROR 22007: invalid value "aa" for "HH24"
--| DETAIL: Value must be an integer.
SELECT jsonb_path_query('1', '$.datetime()');
--| ERROR 22031: jsonpath item method .datetime() can only be applied to a string
SELECT jsonb_path_query('"10-03-2017"', '$.datetime("dd/mm/yyyy")');
--| ERROR 22007: unmatched format separator "/"
SELECT jsonb_path_query('"10-03-2017 x"', '$.datetime("dd-mm-yyyy")');
--| ERROR 22007: trailing characters remain in input string after datetime format
SELECT jsonb_path_query('"10-03"', '$.datetime("dd-mm-yyyy")');
--| ERROR 22007: input string is too short for datetime format
SELECT jsonb_path_query('"10-03-2017t12:34:56"', '$.datetime("dd-mm-yyyy\"T\"HH24:MI:SS")');
--| ERROR 22007: unmatched format character "T"
SELECT jsonb_path_query('"40-03-2017"', '$.datetime("dd-mm-yyyy")');
--| ERROR 22008: date/time field value out of range: "40-03-2017"
SELECT jsonb_path_query('"12:34"', '$.datetime("HH24:MI TZH")');
--| ERROR 22007: input string is too short for datetime format
SELECT jsonb_path_query('"2017-03-10"', '$.datetime("HH24:MI")');
--| ERROR 22007: unmatched format separator ":"
SELECT jsonb_path_query('"2017 5"', '$.datetime("yyyy TZH")');
--| ERROR 22007: datetime format is zoned but not timed
SELECT jsonb_path_query('"x"', '$.datetime("")');
--| ERROR 22007: datetime format is not dated and not timed
SELECT jsonb_path_query('"10-03-2017"', '$.datetime("dd%mm")', '{}', true);
--| ERROR 22007: invalid datetime format separator: "%"
SELECT jsonb_path_query_array('["bogus","2017-03-10"]', '$[*].datetime()', '{}', true), jsonb_path_query_array('["bogus","2017-03-10"]', '$[*] ? (@.datetime() > "2000-01-01".datetime())');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [] | ["2017-03-10"]
SELECT jsonb_path_query_array('["2017-03-10","2017-03-11","2017-03-10 00:00:00","12:34:56"]', '$[*].datetime() ? (@ == "2017-03-10".datetime())');
--| jsonb_path_query_array jsonb
--| ["2017-03-10", "2017-03-10T00:00:00"]
SELECT jsonb_path_query_array('["2017-03-10","2017-03-11","2017-03-10 00:00:01"]', '$[*].datetime() ? (@ > "2017-03-10".datetime())');
--| jsonb_path_query_array jsonb
--| ["2017-03-11", "2017-03-10T00:00:01"]
SELECT jsonb_path_query_array('["12:34:55","12:34:56","12:34:57"]', '$[*].datetime() ? (@ >= "12:34:56".datetime())');
--| jsonb_path_query_array jsonb
--| ["12:34:56", "12:34:57"]
SELECT jsonb_path_query_array('["12:34:56+00","12:34:56+01","12:34:57+01"]', '$[*].datetime() ? (@ < "12:34:56+00:30".datetime())');
--| jsonb_path_query_array jsonb
--| ["12:34:56+01:00", "12:34:57+01:00"]
SELECT jsonb_path_query('["2017-03-10"]', '$[*].datetime() ? (@ < "2017-03-10 00:00:00+00".datetime())');
--| ERROR 0A000: cannot convert value from date to timestamptz without time zone usage
--| HINT: Use *_tz() function for time zone support.
SELECT jsonb_path_query('["12:00:00"]', '$[*].datetime() ? (@ < "12:34:56+00".datetime())');
--| ERROR 0A000: cannot convert value from time to timetz without time zone usage
--| HINT: Use *_tz() function for time zone support.
SELECT jsonb_path_query('["2017-03-10 00:00:00"]', '$[*].datetime() ? (@ < "2017-03-10 00:00:00+00".datetime())', '{}', true);
--| ERROR 0A000: cannot convert value from timestamp to timestamptz without time zone usage
--| HINT: Use *_tz() function for time zone support.
