-- Collations that conflict: 42P21 where somebody has to sort, 42P22 where somebody has to compare.

CREATE TABLE t (id int, a text COLLATE "en-x-icu", b varchar(10) COLLATE "sv-x-icu", c text, d char(5) COLLATE "de-x-icu", e text[] COLLATE "en-x-icu");
--| CREATE TABLE

INSERT INTO t SELECT i, x, x, x, left(x,5), ARRAY[x,'z'] FROM unnest(ARRAY['a','A','b','B','ä','Ä','z','Z','ö','å','e','é','è','E','ab','aB','Ab','a b','a-b','ab c','','ß','ss','SS','10','9','1','_x','-x','ñ','n','o','ø','æ','ae','ü','u','ue','中','文','日','あ','ア','я','А','ı','i','I','İ']) WITH ORDINALITY u(x,i);
--| INSERT 0 49

SELECT coalesce(a, b) FROM t ORDER BY 1 LIMIT 4;
--| ERROR 42P21: collation mismatch between implicit collations "en-x-icu" and "sv-x-icu"
--| HINT: You can choose the collation by applying the COLLATE clause to one or both expressions.
--| POSITION: 20

SELECT nullif(a, b) FROM t;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT a IS DISTINCT FROM b FROM t;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT (a || b) COLLATE "C" < 'x' FROM t LIMIT 1;
--| ?column? bool
--| t

SELECT a || b || 'x' COLLATE "C" < 'x' FROM t LIMIT 1;
--| ?column? bool
--| t

SELECT a ~ b FROM t;
--| ERROR 42P22: could not determine which collation to use for regular expression
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT a ILIKE b FROM t;
--| ERROR 42P22: could not determine which collation to use for ILIKE
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT lower(a || b) FROM t;
--| ERROR 42P22: could not determine which collation to use for lower() function
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT initcap(a || b) FROM t;
--| ERROR 42P22: could not determine which collation to use for initcap() function
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT md5(a || b) FROM t WHERE id = 1;
--| md5 text
--| 4124bc0a9335c27f086f24ba207a4912

SELECT x < 'b' FROM (SELECT a || b AS x FROM t) s LIMIT 1;
--| ?column? bool
--| t

SELECT count(DISTINCT a || b) FROM t;
--| ERROR 42P21: collation mismatch between implicit collations "en-x-icu" and "sv-x-icu"
--| HINT: You can choose the collation by applying the COLLATE clause to one or both expressions.
--| POSITION: 28

SELECT string_agg(a, ',' ORDER BY a || b) FROM t;
--| ERROR 42P21: collation mismatch between implicit collations "en-x-icu" and "sv-x-icu"
--| HINT: You can choose the collation by applying the COLLATE clause to one or both expressions.
--| POSITION: 40

SELECT row_number() OVER (PARTITION BY a || b) FROM t;
--| ERROR 42P21: collation mismatch between implicit collations "en-x-icu" and "sv-x-icu"
--| HINT: You can choose the collation by applying the COLLATE clause to one or both expressions.
--| POSITION: 45

SELECT row_number() OVER (ORDER BY a || b) FROM t;
--| ERROR 42P21: collation mismatch between implicit collations "en-x-icu" and "sv-x-icu"
--| HINT: You can choose the collation by applying the COLLATE clause to one or both expressions.
--| POSITION: 41

SELECT a FROM t GROUP BY a, a || b;
--| ERROR 42P21: collation mismatch between implicit collations "en-x-icu" and "sv-x-icu"
--| HINT: You can choose the collation by applying the COLLATE clause to one or both expressions.
--| POSITION: 34

SELECT DISTINCT a || b FROM t;
--| ERROR 42P21: collation mismatch between implicit collations "en-x-icu" and "sv-x-icu"
--| HINT: You can choose the collation by applying the COLLATE clause to one or both expressions.
--| POSITION: 22

SELECT position(a in b) FROM t;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT a < b FROM t;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT a = b FROM t;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT greatest(a, b) FROM t;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT a FROM t UNION SELECT b FROM t;
--| ERROR 42P21: collation mismatch between implicit collations "en-x-icu" and "sv-x-icu"
--| HINT: You can choose the collation by applying the COLLATE clause to one or both expressions.
--| POSITION: 30

SELECT count(*) FROM (SELECT a FROM t UNION ALL SELECT b FROM t) u;
--| count int8
--| 98

SELECT max(a || b) FROM t;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT pg_collation_for(a || b) FROM t LIMIT 1;
--| pg_collation_for text
--| NULL

CREATE TABLE u AS SELECT a || b AS x FROM t;
--| ERROR 42P22: no collation was derived for column "x" with collatable type text
--| HINT: Use the COLLATE clause to set the collation explicitly.

CREATE VIEW v AS SELECT a || b AS x FROM t;
--| ERROR 42P22: could not determine which collation to use for view column "x"
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT 'a' COLLATE "C" < 'b' COLLATE "en-x-icu";
--| ERROR 42P21: collation mismatch between explicit collations "C" and "en-x-icu"
--| POSITION: 30

SELECT 1 COLLATE "C";
--| ERROR 42804: collations are not supported by type integer
--| POSITION: 10

SELECT 'a' COLLATE nope;
--| ERROR 42704: collation "nope" for encoding "UTF8" does not exist
--| POSITION: 12

VALUES ('a' COLLATE "C"), ('b' COLLATE "en-x-icu");
--| ERROR 42P21: collation mismatch between explicit collations "C" and "en-x-icu"
--| POSITION: 32

SELECT x FROM (SELECT a FROM t UNION ALL SELECT b FROM t) u(x) ORDER BY x;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT a FROM t UNION ALL SELECT b FROM t ORDER BY 1;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT count(*) FROM (SELECT a FROM t UNION ALL SELECT b FROM t) u(x) WHERE x > 'm';
--| count int8
--| 52

SELECT count(*) FROM (SELECT a || b FROM t) u(x) WHERE x > x;
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT max(x) FROM (SELECT a || b FROM t) u(x);
--| ERROR 42P22: could not determine which collation to use for string comparison
--| HINT: Use the COLLATE clause to set the collation explicitly.

SELECT max(x || 'q') FROM (SELECT a || b FROM t) u(x);
--| max text
--| 日日q
