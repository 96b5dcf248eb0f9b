-- ORDER BY, GROUP BY, DISTINCT, set operations and windows under collations of ICU: deterministic, ties by bytes.

CREATE TABLE t (id int, a text COLLATE "en-x-icu", b varchar(10) COLLATE "sv-x-icu", c text, d char(5) COLLATE "de-x-icu", e text[] COLLATE "en-x-icu");
--| CREATE TABLE

INSERT INTO t SELECT i, x, x, x, left(x,5), ARRAY[x,'z'] FROM unnest(ARRAY['a','A','b','B','ä','Ä','z','Z','ö','å','e','é','è','E','ab','aB','Ab','a b','a-b','ab c','','ß','ss','SS','10','9','1','_x','-x','ñ','n','o','ø','æ','ae','ü','u','ue','中','文','日','あ','ア','я','А','ı','i','I','İ']) WITH ORDINALITY u(x,i);
--| INSERT 0 49

SELECT string_agg(a, '|' ORDER BY a) FROM t;
--| string_agg text
--| |_x|-x|1|10|9|a|A|å|ä|Ä|a b|a-b|ab|aB|Ab|ab c|ae|æ|b|B|e|E|é|è|i|I|İ|ı|n|ñ|o|ö|ø|ss|SS|ß|u|ü|ue|z|Z|А|я|あ|ア|中|文|日

SELECT string_agg(b, '|' ORDER BY b) FROM t;
--| string_agg text
--| |_x|-x|1|10|9|a|A|a b|a-b|ab|aB|Ab|ab c|ae|b|B|e|E|é|è|i|I|İ|ı|n|ñ|o|ss|SS|ß|u|ue|ü|z|Z|å|ä|Ä|æ|ö|ø|А|я|あ|ア|中|文|日

SELECT string_agg(d, '|' ORDER BY d, id) FROM t;
--| string_agg text
--| |_x|-x|1|10|9|a|A|å|ä|Ä|a b|a-b|ab|aB|Ab|ab c|ae|æ|b|B|e|E|é|è|i|I|İ|ı|n|ñ|o|ö|ø|ss|SS|ß|u|ü|ue|z|Z|А|я|あ|ア|中|文|日

SELECT string_agg(c, '|' ORDER BY c COLLATE "ja-x-icu") FROM t;
--| string_agg text
--| |_x|-x|1|10|9|a|A|å|ä|Ä|a b|a-b|ab|aB|Ab|ab c|ae|æ|b|B|e|E|é|è|i|I|İ|ı|n|ñ|o|ö|ø|ss|SS|ß|u|ü|ue|z|Z|あ|ア|中|日|文|А|я

SELECT string_agg(c, '|' ORDER BY c COLLATE "zh-x-icu") FROM t;
--| string_agg text
--| |_x|-x|1|10|9|日|文|中|a|A|å|ä|Ä|a b|a-b|ab|aB|Ab|ab c|ae|æ|b|B|é|è|e|E|i|I|İ|ı|n|ñ|o|ö|ø|ss|SS|ß|u|ü|ue|z|Z|А|я|あ|ア

SELECT string_agg(c, '|' ORDER BY c COLLATE "es-x-icu") FROM t;
--| string_agg text
--| |_x|-x|1|10|9|a|A|å|ä|Ä|a b|a-b|ab|aB|Ab|ab c|ae|æ|b|B|e|E|é|è|i|I|İ|ı|n|ñ|o|ö|ø|ss|SS|ß|u|ü|ue|z|Z|А|я|あ|ア|中|文|日

SELECT string_agg(c, '|' ORDER BY c COLLATE "tr-x-icu") FROM t;
--| string_agg text
--| |_x|-x|1|10|9|a|A|å|ä|Ä|a b|a-b|ab|aB|Ab|ab c|ae|æ|b|B|e|E|é|è|ı|I|i|İ|n|ñ|o|ø|ö|ss|SS|ß|u|ue|ü|z|Z|А|я|あ|ア|中|文|日

SELECT string_agg(c, '|' ORDER BY c COLLATE "und-x-icu") FROM t;
--| string_agg text
--| |_x|-x|1|10|9|a|A|å|ä|Ä|a b|a-b|ab|aB|Ab|ab c|ae|æ|b|B|e|E|é|è|i|I|İ|ı|n|ñ|o|ö|ø|ss|SS|ß|u|ü|ue|z|Z|А|я|あ|ア|中|文|日

SELECT string_agg(c, '|' ORDER BY c COLLATE "C") FROM t;
--| string_agg text
--| |-x|1|10|9|A|Ab|B|E|I|SS|Z|_x|a|a b|a-b|aB|ab|ab c|ae|b|e|i|n|o|ss|u|ue|z|Ä|ß|ä|å|æ|è|é|ñ|ö|ø|ü|İ|ı|А|я|あ|ア|中|文|日

SELECT string_agg(c, '|' ORDER BY c COLLATE "ucs_basic") FROM t;
--| string_agg text
--| |-x|1|10|9|A|Ab|B|E|I|SS|Z|_x|a|a b|a-b|aB|ab|ab c|ae|b|e|i|n|o|ss|u|ue|z|Ä|ß|ä|å|æ|è|é|ñ|ö|ø|ü|İ|ı|А|я|あ|ア|中|文|日

SELECT string_agg(c, '|' ORDER BY c COLLATE "POSIX") FROM t;
--| string_agg text
--| |-x|1|10|9|A|Ab|B|E|I|SS|Z|_x|a|a b|a-b|aB|ab|ab c|ae|b|e|i|n|o|ss|u|ue|z|Ä|ß|ä|å|æ|è|é|ñ|ö|ø|ü|İ|ı|А|я|あ|ア|中|文|日

SELECT e FROM t ORDER BY e, id LIMIT 12;
--| e text[]
--| {"",z}
--| {_x,z}
--| {-x,z}
--| {1,z}
--| {10,z}
--| {9,z}
--| {a,z}
--| {A,z}
--| {å,z}
--| {ä,z}
--| {Ä,z}
--| {"a b",z}

SELECT min(e), max(e), min(d), max(d), min(b), max(b) FROM t;
--| min text[] | max text[] | min bpchar | max bpchar | min text | max text
--| {"",z} | {日,z} | "     " | "日    " | "" | 日

SELECT id, rank() OVER (ORDER BY b) FROM t ORDER BY 2, 1 LIMIT 10;
--| id int4 | rank int8
--| 21 | 1
--| 28 | 2
--| 29 | 3
--| 27 | 4
--| 25 | 5
--| 26 | 6
--| 1 | 7
--| 2 | 8
--| 18 | 9
--| 19 | 10

SELECT a, first_value(a) OVER (ORDER BY a ROWS UNBOUNDED PRECEDING), max(a) OVER (ORDER BY id ROWS 2 PRECEDING) FROM t ORDER BY id LIMIT 9;
--| a text | first_value text | max text
--| a | "" | a
--| A | "" | A
--| b | "" | b
--| B | "" | B
--| ä | "" | B
--| Ä | "" | B
--| z | "" | z
--| Z | "" | Z
--| ö | "" | Z

SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY lower(a)) FROM t;
--| percentile_disc text | mode text
--| è | ab

SELECT rank('b') WITHIN GROUP (ORDER BY a) FROM t;
--| rank int8
--| 20

SELECT DISTINCT lower(a) FROM t ORDER BY 1 LIMIT 8;
--| lower text
--| ""
--| _x
--| -x
--| 1
--| 10
--| 9
--| a
--| å

SELECT DISTINCT ON (lower(a)) a FROM t ORDER BY lower(a), a DESC LIMIT 8;
--| a text
--| ""
--| _x
--| -x
--| 1
--| 10
--| 9
--| A
--| å

SELECT a FROM t WHERE a BETWEEN 'a' AND 'b' ORDER BY a;
--| a text
--| a
--| A
--| å
--| ä
--| Ä
--| a b
--| a-b
--| ab
--| aB
--| Ab
--| ab c
--| ae
--| æ
--| b

SELECT a FROM t WHERE a IN ('a','B','zz') ORDER BY a;
--| a text
--| a
--| B

SELECT a FROM t WHERE a > ALL (ARRAY['y','u']) ORDER BY a;
--| a text
--| z
--| Z
--| А
--| я
--| あ
--| ア
--| 中
--| 文
--| 日

SELECT a FROM t WHERE a < ANY (SELECT a FROM t WHERE id < 3) ORDER BY a;
--| a text
--| ""
--| _x
--| -x
--| 1
--| 10
--| 9
--| a

SELECT a FROM t EXCEPT SELECT a FROM t WHERE id > 5 ORDER BY 1;
--| a text
--| a
--| A
--| ä
--| b
--| B

SELECT a FROM t INTERSECT ALL SELECT a FROM t WHERE id < 8 ORDER BY 1 DESC;
--| a text
--| z
--| B
--| b
--| Ä
--| ä
--| A
--| a

SELECT a, grouping(a) FROM t WHERE id < 8 GROUP BY ROLLUP (a) ORDER BY a NULLS FIRST;
--| a text | grouping int4
--| NULL | 1
--| a | 0
--| A | 0
--| ä | 0
--| Ä | 0
--| b | 0
--| B | 0
--| z | 0

WITH RECURSIVE r(x) AS (SELECT 'a' COLLATE "en-x-icu" UNION ALL SELECT x || 'b' FROM r WHERE length(x) < 3) SELECT * FROM r ORDER BY x DESC;
--| x text
--| abb
--| ab
--| a

WITH RECURSIVE r(x) AS (SELECT 'a' UNION ALL SELECT x || 'b' COLLATE "C" FROM r WHERE length(x) < 3) SELECT * FROM r ORDER BY x DESC;
--| ERROR 42P21: recursive query "r" column 1 has collation "default" in non-recursive term but collation "C" overall
--| HINT: Use the COLLATE clause to set the collation of the non-recursive term.
--| POSITION: 32

SELECT a FROM t ORDER BY a USING <  LIMIT 3;
--| a text
--| ""
--| _x
--| -x

SELECT a FROM t ORDER BY a USING > LIMIT 3;
--| a text
--| 日
--| 文
--| 中

SELECT CASE WHEN true THEN a ELSE c END FROM t ORDER BY 1 LIMIT 4;
--| c text
--| ""
--| _x
--| -x
--| 1
