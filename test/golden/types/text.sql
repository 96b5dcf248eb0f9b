-- text, varchar(n) and char(n): lengths, padding, comparison by bytes.
SELECT 'abc'::varchar(2) AS a, 'abc'::char(5) AS b, 'abc'::char AS c, length('ab '::char(5)) AS d, octet_length('ab'::char(5)) AS e;
--| a varchar(2) | b bpchar(5) | c bpchar(1) | d int4 | e int4
--| ab | "abc  " | a | 2 | 5
SELECT 'a '::char(3) = 'a' AS a, 'a '::varchar = 'a' AS b, 'a '::char(3) || '|' AS c, 'ab'::char(4)::text || '|' AS d;
--| a bool | b bool | c text | d text
--| t | f | a| | ab|
CREATE TABLE s (v varchar(3), c char(3), t text);
--| CREATE TABLE
INSERT INTO s VALUES ('abc', 'a', 'x');
--| INSERT 0 1
INSERT INTO s VALUES ('abcd', 'a', 'x');
--| ERROR 22001: value too long for type character varying(3)
INSERT INTO s VALUES ('abc  ', 'abc  ', '');
--| INSERT 0 1
INSERT INTO s VALUES ('a', 'abcd', 'x');
--| ERROR 22001: value too long for type character(3)
SELECT v, c, t, length(v) AS lv, length(c) AS lc, v || '|' AS joined FROM s ORDER BY t;
--| v varchar(3) | c bpchar(3) | t text | lv int4 | lc int4 | joined text
--| abc | abc | "" | 3 | 3 | abc|
--| abc | "a  " | x | 3 | 1 | abc|
-- The default order is that of the UTF-8 bytes.
SELECT x FROM (VALUES ('a'), ('B'), ('ä'), ('Z'), ('z'), (''), ('😀'), ('｡')) v(x) ORDER BY x;
--| x text
--| ""
--| B
--| Z
--| a
--| z
--| ä
--| ｡
--| 😀
SELECT 'a' < 'B' AS a, 'Z' < 'a' AS b, 'ab' > 'a' AS c, '😀' > '｡' AS d;
--| a bool | b bool | c bool | d bool
--| f | t | t | t
SELECT 'it''s' AS a, E'tab\tnew\nline\\' AS b, U&'\0441\+01F600' AS c, $$dollar 'quoted'$$ AS d, $x$with $$ inside$x$ AS e, E'\x41\u00e9\101' AS f;
--| a text | b text | c text | d text | e text | f text
--| it's | "tab\tnew\nline\\" | с😀 | dollar 'quoted' | with $$ inside | AéA
SELECT 'one'
  'two' AS joined;
--| joined text
--| onetwo
SELECT 'no' 'gap';
--| ERROR 42601: syntax error at or near "'gap'"
--| POSITION: 13
SELECT length('😀é') AS chars, octet_length('😀é') AS bytes, reverse('a😀b') AS r, upper('straße') AS u, substr('a😀b', 2, 1) AS s;
--| chars int4 | bytes int4 | r text | u text | s text
--| 2 | 6 | b😀a | STRAßE | 😀
SELECT 'x'::text::int;
--| ERROR 22P02: invalid input syntax for type integer: "x"
SELECT ''::char(3) = '   '::char(3) AS a, ''::text IS NULL AS b;
--| a bool | b bool
--| t | f
SELECT 'abc'::varchar(0);
--| ERROR 22023: length for type varchar must be at least 1
--| POSITION: 15
SELECT name 'x' AS n, 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'::name AS cut;
--| n name | cut name
--| x | abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk
SELECT E'\xff';
--| ERROR 22021: invalid byte sequence for encoding "UTF8": 0xff
SELECT chr(0);
--| ERROR 54000: null character not permitted
