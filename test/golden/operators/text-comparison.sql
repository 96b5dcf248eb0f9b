-- Order of text, name and character(n) by code points: blanks at the end of character(n) do not count, names compare with text.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, a ~<~ b AS plt, a ~<=~ b AS ple, a ~>=~ b AS pge, a ~>~ b AS pgt, sign(bttextcmp(a, b)) AS cmp, text_larger(a, b) AS larger, text_smaller(a, b) AS smaller, sign(bttext_pattern_cmp(a, b)) AS pattern_cmp
FROM (VALUES (''::text), ('a'::text), ('a '::text), ('B'::text), ('é'::text), (NULL)) l(a), (VALUES (''::text), ('a'::text), ('a '::text), ('B'::text), ('é'::text), (NULL)) r(b);
--| a text | b text | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | plt bool | ple bool | pge bool | pgt bool | cmp float8 | larger text | smaller text | pattern_cmp float8
--| "" | "" | f | t | t | f | t | f | f | t | t | f | 0 | "" | "" | 0
--| "" | "a " | t | t | f | t | f | f | t | t | f | f | -1 | "a " | "" | -1
--| "" | B | t | t | f | t | f | f | t | t | f | f | -1 | B | "" | -1
--| "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| "" | a | t | t | f | t | f | f | t | t | f | f | -1 | a | "" | -1
--| "" | é | t | t | f | t | f | f | t | t | f | f | -1 | é | "" | -1
--| "a " | "" | f | f | f | t | t | t | f | f | t | t | 1 | "a " | "" | 1
--| "a " | "a " | f | t | t | f | t | f | f | t | t | f | 0 | "a " | "a " | 0
--| "a " | B | f | f | f | t | t | t | f | f | t | t | 1 | "a " | B | 1
--| "a " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| "a " | a | f | f | f | t | t | t | f | f | t | t | 1 | "a " | a | 1
--| "a " | é | t | t | f | t | f | f | t | t | f | f | -1 | é | "a " | -1
--| B | "" | f | f | f | t | t | t | f | f | t | t | 1 | B | "" | 1
--| B | "a " | t | t | f | t | f | f | t | t | f | f | -1 | "a " | B | -1
--| B | B | f | t | t | f | t | f | f | t | t | f | 0 | B | B | 0
--| B | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| B | a | t | t | f | t | f | f | t | t | f | f | -1 | a | B | -1
--| B | é | t | t | f | t | f | f | t | t | f | f | -1 | é | B | -1
--| NULL | "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | "a " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | B | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | a | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | é | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | "" | f | f | f | t | t | t | f | f | t | t | 1 | a | "" | 1
--| a | "a " | t | t | f | t | f | f | t | t | f | f | -1 | "a " | a | -1
--| a | B | f | f | f | t | t | t | f | f | t | t | 1 | a | B | 1
--| a | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | a | f | t | t | f | t | f | f | t | t | f | 0 | a | a | 0
--| a | é | t | t | f | t | f | f | t | t | f | f | -1 | é | a | -1
--| é | "" | f | f | f | t | t | t | f | f | t | t | 1 | é | "" | 1
--| é | "a " | f | f | f | t | t | t | f | f | t | t | 1 | é | "a " | 1
--| é | B | f | f | f | t | t | t | f | f | t | t | 1 | é | B | 1
--| é | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| é | a | f | f | f | t | t | t | f | f | t | t | 1 | é | a | 1
--| é | é | f | t | t | f | t | f | f | t | t | f | 0 | é | é | 0

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, a ~<~ b AS plt, a ~<=~ b AS ple, a ~>=~ b AS pge, a ~>~ b AS pgt, sign(bpcharcmp(a, b)) AS cmp, bpchar_larger(a, b) AS larger, bpchar_smaller(a, b) AS smaller, sign(btbpchar_pattern_cmp(a, b)) AS pattern_cmp
FROM (VALUES (''::char(3)), ('a'::char(3)), ('B'::char(3)), (NULL)) l(a), (VALUES (''::char(3)), ('a'::char(3)), ('B'::char(3)), (NULL)) r(b);
--| a bpchar | b bpchar | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | plt bool | ple bool | pge bool | pgt bool | cmp float8 | larger bpchar | smaller bpchar | pattern_cmp float8
--| "   " | "   " | f | t | t | f | t | f | f | t | t | f | 0 | "   " | "   " | 0
--| "   " | "B  " | t | t | f | t | f | f | t | t | f | f | -1 | "B  " | "   " | -1
--| "   " | "a  " | t | t | f | t | f | f | t | t | f | f | -1 | "a  " | "   " | -1
--| "   " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| "B  " | "   " | f | f | f | t | t | t | f | f | t | t | 1 | "B  " | "   " | 1
--| "B  " | "B  " | f | t | t | f | t | f | f | t | t | f | 0 | "B  " | "B  " | 0
--| "B  " | "a  " | t | t | f | t | f | f | t | t | f | f | -1 | "a  " | "B  " | -1
--| "B  " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| "a  " | "   " | f | f | f | t | t | t | f | f | t | t | 1 | "a  " | "   " | 1
--| "a  " | "B  " | f | f | f | t | t | t | f | f | t | t | 1 | "a  " | "B  " | 1
--| "a  " | "a  " | f | t | t | f | t | f | f | t | t | f | 0 | "a  " | "a  " | 0
--| "a  " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | "   " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | "B  " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | "a  " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btnamecmp(a, b)) AS cmp
FROM (VALUES (''::name), ('a'::name), ('B'::name), (NULL)) l(a), (VALUES (''::name), ('a'::name), ('B'::name), (NULL)) r(b);
--| a name | b name | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| "" | "" | f | t | t | f | t | f | 0
--| "" | B | t | t | f | t | f | f | -1
--| "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| "" | a | t | t | f | t | f | f | -1
--| B | "" | f | f | f | t | t | t | 1
--| B | B | f | t | t | f | t | f | 0
--| B | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| B | a | t | t | f | t | f | f | -1
--| NULL | "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | B | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | a | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | "" | f | f | f | t | t | t | 1
--| a | B | f | f | f | t | t | t | 1
--| a | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | a | f | t | t | f | t | f | 0

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btnametextcmp(a, b)) AS cmp
FROM (VALUES ('a'::name), ('B'::name), (NULL)) l(a), (VALUES ('a'::text), ('a '::text), (NULL)) r(b);
--| a name | b text | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| B | "a " | t | t | f | t | f | f | -1
--| B | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| B | a | t | t | f | t | f | f | -1
--| NULL | "a " | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | a | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | "a " | t | t | f | t | f | f | -1
--| a | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | a | f | t | t | f | t | f | 0

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(bttextnamecmp(a, b)) AS cmp
FROM (VALUES ('a'::text), ('a '::text), (NULL)) l(a), (VALUES ('a'::name), ('B'::name), (NULL)) r(b);
--| a text | b name | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| "a " | B | f | f | f | t | t | t | 1
--| "a " | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| "a " | a | f | f | f | t | t | t | 1
--| NULL | B | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | a | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | B | f | f | f | t | t | t | 1
--| a | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | a | f | t | t | f | t | f | 0

SELECT hashtext('a') = hashtext('a') AS t, hashtext('a') = hashtext('b') AS f, hashtextextended('a', 0) = hashtextextended('a', 1) AS seed, hashname('a') = hashname('a') AS n, hashnameextended('a', 0) = hashnameextended('a', 0) AS ne;
--| t bool | f bool | seed bool | n bool | ne bool
--| t | f | f | t | t
SELECT hashbpchar('a'::char(3)) = hashbpchar('a'::char(9)) AS blanks, hashbpcharextended('a'::char(3), 5) = hashbpcharextended('a'::char(9), 5) AS blanks64, hashtext('a') = hashtext('a  ') AS text;
--| blanks bool | blanks64 bool | text bool
--| t | t | f
SELECT nameconcatoid('tab', 16384), nameconcatoid(NULL, 1), length(nameconcatoid(repeat('x', 63)::name, 4294967295)::text);
--| nameconcatoid name | nameconcatoid name | length int4
--| tab_16384 | NULL | 63
