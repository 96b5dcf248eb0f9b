-- what is no jsonpath
SELECT ''::jsonpath;
--| ERROR 22P02: invalid input syntax for type jsonpath: ""
--| POSITION: 8
SELECT '$ ? (@ like_regex "^a.*" flag "ixs")'::jsonpath;
--| ERROR 0A000: XQuery "x" flag (expanded regular expressions) is not implemented
--| POSITION: 8
SELECT '1.a'::jsonpath;
--| ERROR 42601: trailing junk after numeric literal at or near "1.a" of jsonpath input
--| POSITION: 8
SELECT '@'::jsonpath;
--| ERROR 42601: @ is not allowed in root expressions
--| POSITION: 8
SELECT '@ + 1'::jsonpath;
--| ERROR 42601: @ is not allowed in root expressions
--| POSITION: 8
SELECT '$.a ? (last)'::jsonpath;
--| ERROR 42601: syntax error at or near ")" of jsonpath input
--| POSITION: 8
SELECT 'last'::jsonpath;
--| ERROR 42601: LAST is allowed only in array subscripts
--| POSITION: 8
SELECT '$.a['::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$ ? (@.a'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$.'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$.a b'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$.a b c'::jsonpath;
--| ERROR 42601: syntax error at or near " " of jsonpath input
--| POSITION: 8
SELECT '$.a b.c'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$ # 1'::jsonpath;
--| ERROR 42601: syntax error at or near "#" of jsonpath input
--| POSITION: 8
SELECT '$ & 1'::jsonpath;
--| ERROR 42601: syntax error at or near "&" of jsonpath input
--| POSITION: 8
SELECT '"abc'::jsonpath;
--| ERROR 42601: unexpected end of quoted string at end of jsonpath input
--| POSITION: 8
SELECT '1a'::jsonpath;
--| ERROR 42601: trailing junk after numeric literal at or near "1a" of jsonpath input
--| POSITION: 8
SELECT '0x1F'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '01'::jsonpath;
--| ERROR 42601: trailing junk after numeric literal at or near "01" of jsonpath input
--| POSITION: 8
SELECT '1_000'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$ ? (@ like_regex "(")'::jsonpath;
--| ERROR 2201B: invalid regular expression: parentheses () not balanced
--| POSITION: 8
SELECT '$ ? (@ like_regex "a" flag "z")'::jsonpath;
--| ERROR 42601: invalid input syntax for type jsonpath
--| DETAIL: Unrecognized flag character "z" in LIKE_REGEX predicate.
--| POSITION: 8
SELECT '$ ? (@ like_regex "a" flag "x")'::jsonpath;
--| ERROR 0A000: XQuery "x" flag (expanded regular expressions) is not implemented
--| POSITION: 8
SELECT '!$.a'::jsonpath;
--| ERROR 42601: syntax error at or near "$" of jsonpath input
--| POSITION: 8
SELECT '$.a == 1 == 2'::jsonpath;
--| ERROR 42601: syntax error at or near "==" of jsonpath input
--| POSITION: 8
SELECT '($.a == 1) == 2'::jsonpath;
--| ERROR 42601: syntax error at or near "==" of jsonpath input
--| POSITION: 8
SELECT '"\u0000"'::jsonpath;
--| ERROR 22P05: unsupported Unicode escape sequence
--| DETAIL: \u0000 cannot be converted to text.
--| POSITION: 8
SELECT '"\ud800"'::jsonpath;
--| ERROR 22P02: invalid input syntax for type jsonpath
--| DETAIL: Unicode low surrogate must follow a high surrogate.
--| POSITION: 8
SELECT '"\ud83d\ud83d"'::jsonpath;
--| ERROR 22P02: invalid input syntax for type jsonpath
--| DETAIL: Unicode high surrogate must not follow a high surrogate.
--| POSITION: 8
SELECT E'"\\x4"'::jsonpath;
--| ERROR 42601: invalid hex character sequence at or near "\x4" of jsonpath input
--| POSITION: 8
SELECT '"\u12"'::jsonpath;
--| ERROR 42601: invalid unicode sequence at or near "\u12" of jsonpath input
--| POSITION: 8
SELECT '"\u{}"'::jsonpath;
--| ERROR 42601: invalid unicode sequence at or near "\u{" of jsonpath input
--| POSITION: 8
SELECT '"\u{110000}"'::jsonpath;
--| ERROR 42601: invalid Unicode code point
--| POSITION: 8
SELECT '"abc\'::jsonpath;
--| ERROR 42601: unexpected end after backslash at or near "\" of jsonpath input
--| POSITION: 8
SELECT '-1.type()'::jsonpath;
--| ERROR 42601: trailing junk after numeric literal at or near "1.t" of jsonpath input
--| POSITION: 8
SELECT '!(true)'::jsonpath;
--| ERROR 42601: syntax error at or near ")" of jsonpath input
--| POSITION: 8
SELECT '$ ? (true)'::jsonpath;
--| ERROR 42601: syntax error at or near ")" of jsonpath input
--| POSITION: 8
SELECT '$ ? (@ == 1 && true)'::jsonpath;
--| ERROR 42601: syntax error at or near ")" of jsonpath input
--| POSITION: 8
SELECT '$ ? (1 < 2 < 3)'::jsonpath;
--| ERROR 42601: syntax error at or near "<" of jsonpath input
--| POSITION: 8
SELECT '$ ? (@ <> 1), 2'::jsonpath;
--| ERROR 42601: syntax error at or near "," of jsonpath input
--| POSITION: 8
SELECT '$.**{4294967296}'::jsonpath;
--| ERROR 22003: value "4294967296" is out of range for type integer
--| POSITION: 8
SELECT '$.**{-1}'::jsonpath;
--| ERROR 42601: syntax error at or near "-" of jsonpath input
--| POSITION: 8
SELECT '$.**{1 to}'::jsonpath;
--| ERROR 42601: syntax error at or near "}" of jsonpath input
--| POSITION: 8
SELECT '$.foo()'::jsonpath;
--| ERROR 42601: syntax error at or near "(" of jsonpath input
--| POSITION: 8
SELECT 'TRUE'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT 'True'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$.a/*c*/.b'::jsonpath;
--| ERROR 42601: syntax error at or near "." of jsonpath input
--| POSITION: 8
SELECT '$.a/*c*/'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$.a /*'::jsonpath;
--| ERROR 42601: unexpected end of comment at end of jsonpath input
--| POSITION: 8
SELECT '$ a'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '$ "a'::jsonpath;
--| ERROR 42601: unexpected end of quoted string at end of jsonpath input
--| POSITION: 8
SELECT '1e'::jsonpath;
--| ERROR 42601: trailing junk after numeric literal at or near "1e" of jsonpath input
--| POSITION: 8
SELECT '1e+'::jsonpath;
--| ERROR 42601: invalid numeric literal at or near "1e+" of jsonpath input
--| POSITION: 8
SELECT '1e5a'::jsonpath;
--| ERROR 42601: trailing junk after numeric literal at or near "1e5a" of jsonpath input
--| POSITION: 8
SELECT '00'::jsonpath;
--| ERROR 42601: trailing junk after numeric literal at or near "00" of jsonpath input
--| POSITION: 8
SELECT '$.1a'::jsonpath;
--| ERROR 42601: trailing junk after numeric literal at or near ".1a" of jsonpath input
--| POSITION: 8
SELECT '$.1'::jsonpath;
--| ERROR 42601: syntax error at or near ".1" of jsonpath input
--| POSITION: 8
SELECT '$.a-b'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT 'lax'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT 'strict lax $'::jsonpath;
--| ERROR 42601: syntax error at or near " " of jsonpath input
--| POSITION: 8
SELECT '$ is unknown'::jsonpath;
--| ERROR 42601: syntax error at or near " " of jsonpath input
--| POSITION: 8
SELECT '(1 == 1) is known'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT 'exists($) is unknown'::jsonpath;
--| ERROR 42601: syntax error at or near " " of jsonpath input
--| POSITION: 8
SELECT '!(1==1) && !!(2==2)'::jsonpath;
--| ERROR 42601: syntax error at or near "!" of jsonpath input
--| POSITION: 8
SELECT '2 ** 3'::jsonpath;
--| ERROR 42601: syntax error at or near "**" of jsonpath input
--| POSITION: 8
SELECT '$**'::jsonpath;
--| ERROR 42601: syntax error at or near "**" of jsonpath input
--| POSITION: 8
SELECT '$ ? ((@.a == 1) == true)'::jsonpath;
--| ERROR 42601: syntax error at or near "==" of jsonpath input
--| POSITION: 8
SELECT '$.a ? (@ like_regex $x)'::jsonpath;
--| ERROR 42601: syntax error at or near "$x" of jsonpath input
--| POSITION: 8
SELECT '$.datetime(1)'::jsonpath;
--| ERROR 42601: syntax error at or near "1" of jsonpath input
--| POSITION: 8
SELECT '$.size(1)'::jsonpath;
--| ERROR 42601: syntax error at or near "1" of jsonpath input
--| POSITION: 8
SELECT '1 == 1 + (2 == 2)'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '(1 == 1) + 2'::jsonpath;
--| ERROR 42601: syntax error at or near "+" of jsonpath input
--| POSITION: 8
SELECT '-(1 == 1)'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT 'exists(1 == 1)'::jsonpath;
--| ERROR 42601: syntax error at or near "==" of jsonpath input
--| POSITION: 8
SELECT '$[1 == 1]'::jsonpath;
--| ERROR 42601: syntax error at or near "==" of jsonpath input
--| POSITION: 8
SELECT '$["a"'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
SELECT '1 && 2 == 2'::jsonpath;
--| ERROR 42601: syntax error at or near "&&" of jsonpath input
--| POSITION: 8
SELECT '2 == 2 && 1'::jsonpath;
--| ERROR 42601: syntax error at end of jsonpath input
--| POSITION: 8
