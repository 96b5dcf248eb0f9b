-- jsonpath text, in its canonical form
SELECT '$'::jsonpath, 'strict $.a'::jsonpath, 'lax $.a[*].b'::jsonpath, '$.a.b.*'::jsonpath, '$."a b"'::jsonpath, '$.a[0,1 to 2, last, last - 1]'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $ | strict $."a" | $."a"[*]."b" | $."a"."b".* | $."a b" | $."a"[0,1 to 2,last,last - 1]
SELECT '$ ? (@.a > 1 && @.b == "x" || !(@.c < 3))'::jsonpath, '$.a ? (exists(@.b))'::jsonpath, '($.a + 1) * 2 - -$.b'::jsonpath, '-$.a'::jsonpath, '+$.a.b'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $?(@."a" > 1 && @."b" == "x" || !(@."c" < 3)) | $."a"?(exists (@."b")) | (($."a" + 1) * 2 - -$."b") | (-$."a") | (+$."a"."b")
SELECT '$.a.size().type()'::jsonpath, '$.datetime("HH24:MI")'::jsonpath, '$.datetime()'::jsonpath, '$.keyvalue().key'::jsonpath, '$.a.floor().ceiling().abs().double()'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $."a".size().type() | $.datetime("HH24:MI") | $.datetime() | $.keyvalue()."key" | $."a".floor().ceiling().abs().double()
SELECT '$.** '::jsonpath, '$.**{2}.a'::jsonpath, '$.**{2 to 5}'::jsonpath, '$.**{last}'::jsonpath, '$.**{2 to last}'::jsonpath, '$.**{1 to 0}'::jsonpath, '$.**.a'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $.** | $.**{2}."a" | $.**{2 to 5} | $.**{last} | $.**{2 to last} | $.**{1 to 0} | $.**."a"
SELECT '$ ? (@ like_regex "^a.*" flag "is")'::jsonpath, '$ ? (@ like_regex "a" flag "mqx")'::jsonpath, '$ ? (@ starts with "a")'::jsonpath, '$ ? (@ starts with $x)'::jsonpath, '$ ? ((@ == 1) is unknown)'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $?(@ like_regex "^a.*" flag "is") | $?(@ like_regex "a" flag "mxq") | $?(@ starts with "a") | $?(@ starts with $"x") | $?((@ == 1) is unknown)
SELECT '$.a ? (@ > 1) ? (@ < 5).b'::jsonpath, '1 + 2'::jsonpath, '"a\u0041\n"'::jsonpath, '1.50'::jsonpath, '1e3'::jsonpath, '.5'::jsonpath, '5.'::jsonpath, '$x.y'::jsonpath, '$"x y"'::jsonpath, 'null'::jsonpath, 'true'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $."a"?(@ > 1)?(@ < 5)."b" | (1 + 2) | "\"aA\\n\"" | 1.50 | 1000 | 0.5 | 5 | $"x"."y" | $"x y" | null | true
SELECT '1 .a'::jsonpath, '(1).a'::jsonpath, '1.e1'::jsonpath, '$[last]'::jsonpath, '$.a1 /* comment */ .b'::jsonpath, '1.5.a'::jsonpath, '1..a'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| (1)."a" | (1)."a" | 10 | $[last] | $."a1"."b" | (1.5)."a" | (1)."a"
SELECT '$.type'::jsonpath, '$.type()'::jsonpath, '$.last'::jsonpath, '$.to'::jsonpath, '$.strict'::jsonpath, '$.true'::jsonpath, '$.exists'::jsonpath, '$.size.double()'::jsonpath, '$.Size'::jsonpath, '$.TRUE'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $."type" | $.type() | $."last" | $."to" | $."strict" | $."true" | $."exists" | $."size".double() | $."Size" | $."TRUE"
SELECT 'exists($.a)'::jsonpath, '($.a == 1)'::jsonpath, '$.a == 1'::jsonpath, '!($.a == 1)'::jsonpath, '!exists($.a)'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| exists ($."a") | ($."a" == 1) | ($."a" == 1) | !($."a" == 1) | !(exists ($."a"))
SELECT '"\x41\u{41}\v\0"'::jsonpath, '"\ud83d\ude00\u{1F600}"'::jsonpath, '$.\u0061\x62'::jsonpath, '$.a\ b'::jsonpath, '$.é'::jsonpath, '$."\t"'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| "\"AA\\u000b0\"" | "\"😀😀\"" | $."ab" | $."a b" | $."é" | $."\t"
SELECT '((($.a)))'::jsonpath, '(($.a + 1)).b'::jsonpath, '($.a == 1).b'::jsonpath, '($.a).b'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $."a" | ($."a" + 1)."b" | ($."a" == 1)."b" | $."a"."b"
SELECT '$.a.type() == "x" ? (@ == true)'::jsonpath, '($.a.type() == "x") ? (@ == true)'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072
--| ($."a".type() == "x"?(@ == true)) | ($."a".type() == "x")?(@ == true)
SELECT '1 - 2 - 3'::jsonpath, '1 - (2 - 3)'::jsonpath, '1 * 2 + 3 % 4 / 5'::jsonpath, '1 * (2 + 3)'::jsonpath, '-(1)'::jsonpath, '-1'::jsonpath, '- -1'::jsonpath, '(-1).type()'::jsonpath, '-$.a[*]'::jsonpath, '-1 .type()'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| ((1 - 2) - 3) | (1 - (2 - 3)) | (1 * 2 + (3 % 4) / 5) | (1 * (2 + 3)) | -1 | -1 | 1 | (-1).type() | (-$."a"[*]) | (-(1).type())
SELECT '- 1 + 2'::jsonpath, '+ 1'::jsonpath, '-$ + 2'::jsonpath, '-($ + 2)'::jsonpath, '-$ * -$'::jsonpath, '(-$)[0]'::jsonpath, '-$[0]'::jsonpath, '-(-1)[0]'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| (-1 + 2) | 1 | (-$ + 2) | (-($ + 2)) | (-$ * -$) | (-$)[0] | (-$[0]) | (-(-1)[0])
SELECT '$[1 to $.x]'::jsonpath, '$[$.a ? (@ > 1)]'::jsonpath, '$[-1]'::jsonpath, '$[1.5]'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $[1 to $."x"] | $[$."a"?(@ > 1)] | $[-1] | $[1.5]
SELECT '$ ? (@ != 1)'::jsonpath, '$ ? (@ <> 1)'::jsonpath, '$ ? (@ >= 1 && @ <= 2)'::jsonpath, 'strict  $'::jsonpath, 'STRICT $'::jsonpath, 'LAX $.A'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $?(@ != 1) | $?(@ != 1) | $?(@ >= 1 && @ <= 2) | strict $ | strict $ | $."A"
SELECT '$ ? ("a" starts with "b")'::jsonpath, '(1 == 1) is unknown'::jsonpath, '(exists($)) is unknown && !exists($)'::jsonpath, '($ like_regex "a") && ($ starts with "b")'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| $?("a" starts with "b") | (1 == 1) is unknown | ((exists ($)) is unknown && !(exists ($))) | ($ like_regex "a" && $ starts with "b")
SELECT '1 == 1 && 2 == 2 || 3 == 3 && 4 == 4'::jsonpath, '1 == 1 && (2 == 2 || 3 == 3) && 4 == 4'::jsonpath, '1 == 1 || (2 == 2 || 3 == 3)'::jsonpath;
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4072
--| (1 == 1 && 2 == 2 || 3 == 3 && 4 == 4) | ((1 == 1 && (2 == 2 || 3 == 3)) && 4 == 4) | (1 == 1 || (2 == 2 || 3 == 3))
SELECT '$ ? (@.a == -1)'::jsonpath, '$ ? (@.a + 1 == -@.b * 2)'::jsonpath, '{"$.a", "$.b[*]"}'::jsonpath[];
--| jsonpath oid=4072 | jsonpath oid=4072 | jsonpath oid=4073
--| $?(@."a" == -1) | $?(@."a" + 1 == -@."b" * 2) | {"$.\"a\"","$.\"b\"[*]"}
CREATE TABLE p (id int, path jsonpath);
--| CREATE TABLE
INSERT INTO p VALUES (1, '$.a ? (@ > 1)'), (2, 'strict $[*]');
--| INSERT 0 2
SELECT * FROM p ORDER BY id;
--| id int4 | path oid=4072
--| 1 | $."a"?(@ > 1)
--| 2 | strict $[*]
SELECT id, jsonb_path_query_array('{"a": 5}', path, '{}', true) FROM p ORDER BY id;
--| id int4 | jsonb_path_query_array jsonb
--| 1 | [5]
--| 2 | []
SELECT * FROM p ORDER BY path;
--| ERROR 42883: could not identify an ordering operator for type jsonpath
--| HINT: Use an explicit ordering operator or modify the query.
--| POSITION: 26
