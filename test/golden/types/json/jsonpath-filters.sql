-- filters and predicates
SELECT jsonb_path_query_array('[1,2,3,4,5]', '$[*] ? (@ > 2 && @ < 5)'), jsonb_path_query_array('[1,2,3]', '$ ? (@ > 1)'), jsonb_path_query_array('[1,2,3]', 'strict $ ? (@ > 1)'), jsonb_path_query_array('[{"a":1},{"a":2,"b":1}]', '$[*] ? (@.b == 1 || @.a == 1)'), jsonb_path_query_array('[{"a":1},{"b":2}]', '$[*] ? (!(@.a == 1))');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [3, 4] | [2, 3] | [] | [{"a": 1}, {"a": 2, "b": 1}] | [{"b": 2}]
SELECT jsonb_path_query_array('[{"a":1},{"b":2}]', '$[*] ? (exists(@.a))'), jsonb_path_query_array('[{"a":1},{"b":2}]', 'strict $[*] ? (exists(@.a))'), jsonb_path_query_array('[{"a":[1,5]},{"a":[2]}]', '$ ? (@.a[*] > 4)'), jsonb_path_query_array('[{"a":{"b":1}}]', '$[*].a ? (@.b == 1).b');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [{"a": 1}] | [{"a": 1}] | [{"a": [1, 5]}] | [1]
SELECT jsonb_path_query_array('[1,"a",null,true,[1],{"a":1}]', '$[*] ? (@ == null)'), jsonb_path_query_array('[1,"a",null,true,[1],{"a":1}]', '$[*] ? (@ != null)'), jsonb_path_query_array('[1,"a",null,true]', '$[*] ? (@ == "a")'), jsonb_path_query_array('[1,"a",null,true]', '$[*] ? (@ < "b")'), jsonb_path_query_array('[1,"a",null,true,false]', '$[*] ? (@ < true)');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [null] | [1, "a", true, 1, {"a": 1}] | ["a"] | ["a"] | [false]
SELECT jsonb_path_query_array('[1,"a",null]', '$[*] ? ((@ > 0) is unknown)'), jsonb_path_query('[1,"a"]', '$[*] > 0'), jsonb_path_query('1', '$ > 0'), jsonb_path_query('"a"', '$ > 0'), jsonb_path_query('[2,"a"]', 'strict $[*] > 0'), jsonb_path_query('["a",2]', 'lax $[*] > 0');
--| jsonb_path_query_array jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb
--| ["a"] | true | true | null | null | true
SELECT jsonb_path_query('null', '$ == null'), jsonb_path_query('null', '$ < 1'), jsonb_path_query('null', '$ <= null'), jsonb_path_query('[]', '$[*] == 1'), jsonb_path_query('{"a":1}', '$ == $'), jsonb_path_query('1', '($ == 1) is unknown'), jsonb_path_query('1', '!($ == 1)'), jsonb_path_query('1', '($ == 1).type()');
--| jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb
--| true | false | true | false | null | false | false | "\"boolean\""
SELECT jsonb_path_query_array('[1,2,3,"x"]', '$[*] ? (@ == 1.0)'), jsonb_path_query_array('["a","b","ab","é","😀"]', '$[*] ? (@ > "a")'), jsonb_path_query_array('[{"a":1,"b":1},{"a":1,"b":2}]', '$[*] ? (@.a == @.b)'), jsonb_path_query_array('{"x":2,"l":[1,2,3]}', '$.l[*] ? (@ >= $.x)');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| [1] | ["b", "ab", "é", "😀"] | [{"a": 1, "b": 1}] | [2, 3]
SELECT jsonb_path_query_array('["abc","bcd","a"]', '$[*] ? (@ starts with "a")'), jsonb_path_query_array('["abc","bcd",1]', '$[*] ? (@ starts with $p)', '{"p":"b"}'), jsonb_path_query_array('["abc",1]', '$[*] ? ((@ starts with "a") is unknown)'), jsonb_path_query('"abc"', '$ starts with "b"'), jsonb_path_query('[]', '$ starts with "b"');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb
--| ["abc", "a"] | ["bcd"] | [1] | false | false
SELECT jsonb_path_query_array('["abc","ABC","a\nb","xabc","a.c",1]', '$[*] ? (@ like_regex "^a")'), jsonb_path_query_array('["abc","ABC","a\nb","xabc"]', '$[*] ? (@ like_regex "^a" flag "i")'), jsonb_path_query_array('["a\nb","ab"]', '$[*] ? (@ like_regex "a.b")'), jsonb_path_query_array('["a\nb","axb"]', '$[*] ? (@ like_regex "a.b" flag "s")'), jsonb_path_query_array('["a\nb","xb"]', '$[*] ? (@ like_regex "^b")'), jsonb_path_query_array('["a\nb","xb"]', '$[*] ? (@ like_regex "^b" flag "m")'), jsonb_path_query_array('["a.c","abc"]', '$[*] ? (@ like_regex "a.c" flag "q")'), jsonb_path_query_array('["A.C","abc"]', '$[*] ? (@ like_regex "a.c" flag "iq")');
--| jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb | jsonb_path_query_array jsonb
--| ["abc", "a\nb", "a.c"] | ["abc", "ABC", "a\nb"] | [] | ["a\nb", "axb"] | [] | ["a\nb"] | ["a.c"] | ["A.C"]
SELECT jsonb_path_query('1', '(1 == 1) && (2 == "a")'), jsonb_path_query('1', '(1 == 2) && (2 == "a")'), jsonb_path_query('1', '(1 == 1) || (2 == "a")'), jsonb_path_query('1', '(2 == "a") || (1 == 2)'), jsonb_path_query('1', '(2 == "a") && (1 == 2)'), jsonb_path_query('1', 'exists($.a)'), jsonb_path_query('1', 'strict exists($.a)'), jsonb_path_query('1', 'exists($ ? (@ > 0))');
--| jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb | jsonb_path_query jsonb
--| null | false | true | null | false | false | null | true
