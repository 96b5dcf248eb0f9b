-- String functions.
SELECT upper('aé') AS a, lower('AÉ') AS b, initcap('hello wORLD') AS c, length('héllo') AS d, char_length('x ') AS e, bit_length('é') AS f;
--| a text | b text | c text | d int4 | e int4 | f int4
--| AÉ | aé | Hello World | 5 | 2 | 16
SELECT substring('postgres' FROM 5 FOR 3) AS a, substring('postgres', 5) AS b, substring('postgres' FROM -1 FOR 4) AS c, substring('foobar' FROM 'o(.)b') AS d, left('abcdef', 2) AS e, left('abcdef', -2) AS f, right('abcdef', 2) AS g, right('abcdef', -2) AS h;
--| a text | b text | c text | d text | e text | f text | g text | h text
--| gre | gres | po | o | ab | abcd | ef | cdef
SELECT substring('abc' FROM 1 FOR -1);
--| ERROR 22011: negative substring length not allowed
SELECT position('bar' IN 'foobar') AS a, strpos('foobar', 'z') AS b, overlay('Txxxxas' PLACING 'hom' FROM 2 FOR 4) AS c, replace('aXbXc', 'X', '--') AS d, translate('12345', '143', 'ax') AS e;
--| a int4 | b int4 | c text | d text | e text
--| 4 | 0 | Thomas | a--b--c | a2x5
SELECT trim('  x  ') AS a, trim(BOTH 'xy' FROM 'xyabcyx') AS b, ltrim('xxabc', 'x') AS c, rtrim('abcxx', 'x') AS d, btrim('  a ') AS e, trim(LEADING FROM '  a ') AS f;
--| a text | b text | c text | d text | e text | f text
--| x | abc | abc | abc | a | "a "
SELECT lpad('7', 3, '0') AS a, rpad('ab', 5, 'xy') AS b, lpad('abcdef', 3) AS c, repeat('ab', 3) AS d, repeat('x', -1) AS e, reverse('abc') AS f;
--| a text | b text | c text | d text | e text | f text
--| 007 | abxyx | abc | ababab | "" | cba
SELECT split_part('a,b,c', ',', 2) AS a, split_part('a,b,c', ',', -1) AS b, split_part('abc', ',', 2) AS c;
--| a text | b text | c text
--| b | c | ""
SELECT split_part('a', ',', 0);
--| ERROR 22023: field position must not be zero
SELECT ascii('A') AS a, chr(65) AS b, ascii('é') AS c, chr(233) AS d, to_hex(255) AS e, md5('') AS f;
--| a int4 | b text | c int4 | d text | e text | f text
--| 65 | A | 233 | é | ff | d41d8cd98f00b204e9800998ecf8427e
SELECT concat('a', 1, true, NULL, 2.5) AS a, concat_ws('-', 1, NULL, 'x') AS b, format('%s is %I and %L', 'x', 'My Col', 'it''s') AS c, format('%2$s %1$s %%', 'a', 'b') AS d, format('%5s|%-5s|', 'a', 'b') AS e;
--| a text | b text | c text | d text | e text
--| a1t2.5 | 1-x | x is "My Col" and 'it''s' | b a % | "    a|b    |"
SELECT quote_ident('plain') AS a, quote_ident('Has Space') AS b, quote_ident('select') AS c, quote_literal('it''s') AS d, quote_literal(E'a\\b') AS e, quote_nullable(NULL) AS f;
--| a text | b text | c text | d text | e text | f text
--| plain | "\"Has Space\"" | "\"select\"" | 'it''s' | E'a\\b' | "NULL"
SELECT regexp_replace('foobarbaz', 'b..', 'X') AS a, regexp_replace('foobarbaz', 'b..', 'X', 'g') AS b, regexp_replace('foobar', '(o+)(b)', '\2\1') AS c, regexp_matches('foobarbequebaz', '(bar)(beque)') AS d, regexp_split_to_array('a  b c', '\s+') AS e;
--| a text | b text | c text | d text[] | e text[]
--| fooXbaz | fooXX | fbooar | {bar,beque} | {a,b,c}
SELECT regexp_match('abc', 'z') AS a, regexp_count('banana', 'an') AS b, regexp_substr('banana', 'a.', 2) AS c, regexp_instr('banana', 'n', 1, 2) AS d, regexp_like('Abc', '^a', 'i') AS e;
--| a text[] | b int4 | c text | d int4 | e bool
--| NULL | 2 | an | 5 | t
SELECT m FROM regexp_matches('a1b22c', '[0-9]+', 'g') AS m;
--| m text[]
--| {1}
--| {22}
SELECT starts_with('abc', 'ab') AS a, 'abc' ^@ 'b' AS b, string_to_array('a b', NULL) AS c, unistr('\0041') AS d;
--| a bool | b bool | c text[] | d text
--| t | f | {a," ",b} | A
SELECT string_agg(x, ', ' ORDER BY x DESC) AS a, string_agg(DISTINCT x, '') AS b FROM (VALUES ('a'), ('c'), ('b'), ('a')) v(x);
--| a text | b text
--| c, b, a, a | abc
SELECT to_char(1234567.891, '9,999,999.99') AS a, to_char(0.5, '0.00%') AS b, to_char(42, 'RN') AS c, to_char(-1.5, 'S9.9') AS d, to_char(7, '000') AS e;
--| a text | b text | c text | d text | e text
--| " 1,234,567.89" | " 0.50%" | "           XLII" | -1.5 | " 007"
SELECT nosuchfunction('x');
--| ERROR 42883: function nosuchfunction(unknown) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT upper(1);
--| ERROR 42883: function upper(integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT length();
--| ERROR 42883: function length() does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
