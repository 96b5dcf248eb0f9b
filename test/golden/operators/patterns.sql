-- Patterns over text, name and character(n): LIKE, ILIKE, regular expressions and their negations, by operator.

--! rowsort
SELECT a, b, a ~~ b AS like, a !~~ b AS nlike, a ~~* b AS ilike, a !~~* b AS nilike
FROM (VALUES ('Abc'::text), ('ab'::text), (''::text), (NULL)) l(a), (VALUES ('a%'::text), ('A__'::text), (''::text), (NULL)) r(b);
--| a text | b text | like bool | nlike bool | ilike bool | nilike bool
--| "" | "" | t | f | t | f
--| "" | A__ | f | t | f | t
--| "" | NULL | NULL | NULL | NULL | NULL
--| "" | a% | f | t | f | t
--| Abc | "" | f | t | f | t
--| Abc | A__ | t | f | t | f
--| Abc | NULL | NULL | NULL | NULL | NULL
--| Abc | a% | f | t | t | f
--| NULL | "" | NULL | NULL | NULL | NULL
--| NULL | A__ | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | a% | NULL | NULL | NULL | NULL
--| ab | "" | f | t | f | t
--| ab | A__ | f | t | f | t
--| ab | NULL | NULL | NULL | NULL | NULL
--| ab | a% | t | f | t | f

--! rowsort
SELECT a, b, a ~ b AS match, a !~ b AS nmatch, a ~* b AS imatch, a !~* b AS nimatch
FROM (VALUES ('Abc'::text), ('ab'::text), (''::text), (NULL)) l(a), (VALUES ('^a'::text), ('B?c$'::text), (''::text), (NULL)) r(b);
--| a text | b text | match bool | nmatch bool | imatch bool | nimatch bool
--| "" | "" | t | f | t | f
--| "" | B?c$ | f | t | f | t
--| "" | NULL | NULL | NULL | NULL | NULL
--| "" | ^a | f | t | f | t
--| Abc | "" | t | f | t | f
--| Abc | B?c$ | t | f | t | f
--| Abc | NULL | NULL | NULL | NULL | NULL
--| Abc | ^a | f | t | t | f
--| NULL | "" | NULL | NULL | NULL | NULL
--| NULL | B?c$ | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | ^a | NULL | NULL | NULL | NULL
--| ab | "" | t | f | t | f
--| ab | B?c$ | f | t | f | t
--| ab | NULL | NULL | NULL | NULL | NULL
--| ab | ^a | t | f | t | f

--! rowsort
SELECT a, b, a ~~ b AS like, a !~~ b AS nlike, a ~~* b AS ilike, a !~~* b AS nilike
FROM (VALUES ('Abc'::name), ('ab'::name), (''::name), (NULL)) l(a), (VALUES ('a%'::text), ('A__'::text), (''::text), (NULL)) r(b);
--| a name | b text | like bool | nlike bool | ilike bool | nilike bool
--| "" | "" | t | f | t | f
--| "" | A__ | f | t | f | t
--| "" | NULL | NULL | NULL | NULL | NULL
--| "" | a% | f | t | f | t
--| Abc | "" | f | t | f | t
--| Abc | A__ | t | f | t | f
--| Abc | NULL | NULL | NULL | NULL | NULL
--| Abc | a% | f | t | t | f
--| NULL | "" | NULL | NULL | NULL | NULL
--| NULL | A__ | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | a% | NULL | NULL | NULL | NULL
--| ab | "" | f | t | f | t
--| ab | A__ | f | t | f | t
--| ab | NULL | NULL | NULL | NULL | NULL
--| ab | a% | t | f | t | f

--! rowsort
SELECT a, b, a ~ b AS match, a !~ b AS nmatch, a ~* b AS imatch, a !~* b AS nimatch
FROM (VALUES ('Abc'::name), ('ab'::name), (''::name), (NULL)) l(a), (VALUES ('^a'::text), ('B?c$'::text), (''::text), (NULL)) r(b);
--| a name | b text | match bool | nmatch bool | imatch bool | nimatch bool
--| "" | "" | t | f | t | f
--| "" | B?c$ | f | t | f | t
--| "" | NULL | NULL | NULL | NULL | NULL
--| "" | ^a | f | t | f | t
--| Abc | "" | t | f | t | f
--| Abc | B?c$ | t | f | t | f
--| Abc | NULL | NULL | NULL | NULL | NULL
--| Abc | ^a | f | t | t | f
--| NULL | "" | NULL | NULL | NULL | NULL
--| NULL | B?c$ | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | ^a | NULL | NULL | NULL | NULL
--| ab | "" | t | f | t | f
--| ab | B?c$ | f | t | f | t
--| ab | NULL | NULL | NULL | NULL | NULL
--| ab | ^a | t | f | t | f

--! rowsort
SELECT a, b, a ~~ b AS like, a !~~ b AS nlike, a ~~* b AS ilike, a !~~* b AS nilike
FROM (VALUES ('Abc'::char(5)), ('ab'::char(5)), (''::char(5)), (NULL)) l(a), (VALUES ('a%'::text), ('A__'::text), (''::text), (NULL)) r(b);
--| a bpchar | b text | like bool | nlike bool | ilike bool | nilike bool
--| "     " | "" | f | t | f | t
--| "     " | A__ | f | t | f | t
--| "     " | NULL | NULL | NULL | NULL | NULL
--| "     " | a% | f | t | f | t
--| "Abc  " | "" | f | t | f | t
--| "Abc  " | A__ | f | t | f | t
--| "Abc  " | NULL | NULL | NULL | NULL | NULL
--| "Abc  " | a% | f | t | t | f
--| "ab   " | "" | f | t | f | t
--| "ab   " | A__ | f | t | f | t
--| "ab   " | NULL | NULL | NULL | NULL | NULL
--| "ab   " | a% | t | f | t | f
--| NULL | "" | NULL | NULL | NULL | NULL
--| NULL | A__ | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | a% | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a ~ b AS match, a !~ b AS nmatch, a ~* b AS imatch, a !~* b AS nimatch
FROM (VALUES ('Abc'::char(5)), ('ab'::char(5)), (''::char(5)), (NULL)) l(a), (VALUES ('^a'::text), ('B?c$'::text), (''::text), (NULL)) r(b);
--| a bpchar | b text | match bool | nmatch bool | imatch bool | nimatch bool
--| "     " | "" | t | f | t | f
--| "     " | B?c$ | f | t | f | t
--| "     " | NULL | NULL | NULL | NULL | NULL
--| "     " | ^a | f | t | f | t
--| "Abc  " | "" | t | f | t | f
--| "Abc  " | B?c$ | f | t | f | t
--| "Abc  " | NULL | NULL | NULL | NULL | NULL
--| "Abc  " | ^a | f | t | t | f
--| "ab   " | "" | t | f | t | f
--| "ab   " | B?c$ | f | t | f | t
--| "ab   " | NULL | NULL | NULL | NULL | NULL
--| "ab   " | ^a | t | f | t | f
--| NULL | "" | NULL | NULL | NULL | NULL
--| NULL | B?c$ | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | ^a | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a ~~ b AS op, a !~~ b AS nop, a LIKE b AS l, like(a, b), notlike(a, b), bytealike(a, b), byteanlike(a, b)
FROM (VALUES ('\x00ff41'::bytea), ('\x'), (NULL)) l(a), (VALUES ('\x0025'::bytea), ('\x5f5f5f'), ('\x')) r(b);
--| a bytea | b bytea | op bool | nop bool | l bool | like bool | notlike bool | bytealike bool | byteanlike bool
--| NULL | \x | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | \x0025 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | \x5f5f5f | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| \x | \x | t | f | t | t | f | t | f
--| \x | \x0025 | f | t | f | f | t | f | t
--| \x | \x5f5f5f | f | t | f | f | t | f | t
--| \x00ff41 | \x | f | t | f | f | t | f | t
--| \x00ff41 | \x0025 | t | f | t | t | f | t | f
--| \x00ff41 | \x5f5f5f | t | f | t | t | f | t | f
SELECT like('abc', 'a_c'), notlike('abc', 'a_c'), like('abc'::name, 'a%'), notlike('abc'::name, 'a%'), like(NULL, 'a') IS NULL AS n;
--| like bool | notlike bool | like bool | notlike bool | n bool
--| t | f | t | f | t
SELECT 'a' LIKE 'a\';
--| ?column? bool
--| f
SELECT '\x61'::bytea LIKE '\x615c'::bytea;
--| ?column? bool
--| f
SELECT like_escape('a#%b', '#'), like_escape('a#%b', ''), like_escape('\x612325'::bytea, '\x23'::bytea);
--| like_escape text | like_escape text | like_escape bytea
--| a\%b | a#%b | \x615c25
SELECT like_escape('a', 'ab');
--| ERROR 22025: invalid escape string
--| HINT: Escape string must be empty or one character.
SELECT like_escape('\x61'::bytea, '\x6162'::bytea);
--| ERROR 22025: invalid escape string
--| HINT: Escape string must be empty or one character.
SELECT 'a' ~ '(';
--| ERROR 2201B: invalid regular expression: parentheses () not balanced
SELECT 'a'::name !~* '[';
--| ERROR 2201B: invalid regular expression: brackets [] not balanced
SELECT 'a'::char(3) ~* '*';
--| ERROR 2201B: invalid regular expression: quantifier operand invalid
