-- Tests in their rarer spellings and with their negations: IS NULL, IN, BETWEEN, LIKE, SIMILAR TO, IS DISTINCT FROM, truth, quantified comparisons.

CREATE TABLE val (x int, t text);
--| CREATE TABLE
INSERT INTO val VALUES (1, 'a'), (2, 'a%'), (3, NULL), (NULL, 'A_');
--| INSERT 0 4
SELECT x, x ISNULL AS n, x NOTNULL AS nn, x IS NULL AS i, x IS NOT NULL AS inn, (x, t) IS NULL AS r, (x, t) IS NOT NULL AS rn FROM val ORDER BY x;
--| x int4 | n bool | nn bool | i bool | inn bool | r bool | rn bool
--| 1 | f | t | f | t | f | t
--| 2 | f | t | f | t | f | t
--| 3 | f | t | f | t | f | f
--| NULL | t | f | t | f | f | f
SELECT x BETWEEN 1 AND 2 AS b, x NOT BETWEEN 1 AND 2 AS nb, x BETWEEN SYMMETRIC 2 AND 1 AS bs, x NOT BETWEEN SYMMETRIC 2 AND 1 AS nbs, x BETWEEN ASYMMETRIC 2 AND 1 AS ba, x NOT BETWEEN ASYMMETRIC 2 AND 1 AS nba FROM val ORDER BY x;
--| b bool | nb bool | bs bool | nbs bool | ba bool | nba bool
--| t | f | t | f | f | t
--| t | f | t | f | f | t
--| f | t | f | t | f | t
--| NULL | NULL | NULL | NULL | NULL | NULL
SELECT t LIKE 'a%' AS l, t NOT LIKE 'a%' AS nl, t ILIKE 'a_' AS i, t NOT ILIKE 'a_' AS ni, t LIKE 'a!%' ESCAPE '!' AS le, t NOT LIKE 'a!%' ESCAPE '!' AS nle, t ILIKE 'A!%' ESCAPE '!' AS ie, t NOT ILIKE 'A!%' ESCAPE '!' AS nie, t SIMILAR TO 'a|A_' AS s, t NOT SIMILAR TO 'a|A_' AS ns, t SIMILAR TO 'a!%' ESCAPE '!' AS se, t NOT SIMILAR TO 'a!%' ESCAPE '!' AS nse FROM val ORDER BY x;
--| l bool | nl bool | i bool | ni bool | le bool | nle bool | ie bool | nie bool | s bool | ns bool | se bool | nse bool
--| t | f | f | t | f | t | f | t | t | f | f | t
--| t | f | t | f | t | f | t | f | f | t | t | f
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| f | t | t | f | f | t | f | t | t | f | f | t
SELECT 'a' LIKE 'a' ESCAPE 'xy';
--| ERROR 22025: invalid escape string
--| HINT: Escape string must be empty or one character.
SELECT 'a' SIMILAR TO 'a' ESCAPE 'xy';
--| ERROR 22025: invalid escape string
--| HINT: Escape string must be empty or one character.
SELECT x IN (1, NULL) AS i, x NOT IN (1, NULL) AS ni, x IN (SELECT x FROM val WHERE x > 1) AS s, x NOT IN (SELECT x FROM val WHERE x > 1) AS ns FROM val ORDER BY x;
--| i bool | ni bool | s bool | ns bool
--| t | f | f | t
--| NULL | NULL | t | f
--| NULL | NULL | t | f
--| NULL | NULL | NULL | NULL
SELECT x IS DISTINCT FROM 1 AS d, x IS NOT DISTINCT FROM 1 AS nd, x > 1 IS TRUE AS t, x > 1 IS NOT TRUE AS nt, x > 1 IS FALSE AS f, x > 1 IS NOT FALSE AS nf, x > 1 IS UNKNOWN AS u, x > 1 IS NOT UNKNOWN AS nu FROM val ORDER BY x;
--| d bool | nd bool | t bool | nt bool | f bool | nf bool | u bool | nu bool
--| f | t | f | t | t | f | f | t
--| t | f | t | f | f | t | f | t
--| t | f | t | f | f | t | f | t
--| t | f | f | t | f | t | t | f
SELECT x = SOME (ARRAY[1, NULL]) AS s, x <> ALL (ARRAY[1, 2]) AS a, x OPERATOR(pg_catalog.=) ANY (ARRAY[1, 2]) AS o, x OPERATOR(=) ANY (ARRAY[3]) AS p, x < ANY (SELECT 2) AS q, t LIKE ANY (ARRAY['a', 'A%']) AS l, t NOT LIKE ALL (ARRAY['a', 'A%']) AS nl, t ILIKE ANY (ARRAY['A']) AS i, t NOT ILIKE ALL (ARRAY['A', 'b']) AS ni, t ~ ANY (ARRAY['^a$', '%']) AS r, t || 'x' = SOME (SELECT 'ax') AS c FROM val ORDER BY x;
--| s bool | a bool | o bool | p bool | q bool | l bool | nl bool | i bool | ni bool | r bool | c bool
--| t | f | t | f | t | t | f | t | f | t | t
--| NULL | f | t | f | f | f | t | f | t | t | f
--| NULL | t | f | t | f | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | t | f | f | t | f | f
SELECT 1 + ANY (ARRAY[1]);
--| ERROR 42809: op ANY/ALL (array) requires operator to yield boolean
--| POSITION: 10
SELECT 1 = ANY (1);
--| ERROR 42809: op ANY/ALL (array) requires array on right side
--| POSITION: 10
SELECT 1 = ANY (SELECT 1, 2);
--| ERROR 42601: subquery has too many columns
--| POSITION: 10
SELECT 'e' COLLATE "C" < 'f' COLLATE "C" AS c, 'b' COLLATE pg_catalog."POSIX" > 'a' AS p, 'a' || 'b' COLLATE "C" AS j;
--| c bool | p bool | j text
--| t | t | ab
SELECT 'a' COLLATE "C" < 'b' COLLATE "POSIX";
--| ERROR 42P21: collation mismatch between explicit collations "C" and "POSIX"
--| POSITION: 30
SELECT 1 COLLATE "C";
--| ERROR 42804: collations are not supported by type integer
--| POSITION: 10
SELECT 'a' COLLATE nosuch;
--| ERROR 42704: collation "nosuch" for encoding "UTF8" does not exist
--| POSITION: 12
SELECT 1 OPERATOR(pg_catalog.+) 2 AS q, OPERATOR(pg_catalog.-) 3 AS u, 1 OPERATOR(+) 2 AS n, OPERATOR(-) 3 AS un, |/ 16 AS root, @ -5 AS abs, 2 ^ 3 % 5 AS mix, - 2 ^ 2 AS minus, 1 != 2 AS ne, 1 <> 2 AS ne2, 5 >= 3 AS ge, 3 <= 5 AS le;
--| ERROR 42883: operator does not exist: double precision % integer
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 149
SELECT 1 OPERATOR(nosuch.+) 2;
--| ERROR 3F000: schema "nosuch" does not exist
--| POSITION: 10
SELECT 1 !!! 2;
--| ERROR 42883: operator does not exist: integer !!! integer
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 10
SELECT !!! 2;
--| ERROR 42883: operator does not exist: !!! integer
--| HINT: No operator matches the given name and argument type. You might need to add an explicit type cast.
--| POSITION: 8
SELECT COLLATION FOR ('a'::text), COLLATION FOR (t) FROM val WHERE x = 1;
--| pg_collation_for text | pg_collation_for text
--| "\"default\"" | "\"default\""
SELECT '<a/>'::xml IS DOCUMENT AS d, 'a'::xml IS NOT DOCUMENT AS nd, U&'\00e9' IS NFC NORMALIZED AS nfc, U&'\00e9' IS NOT NFD NORMALIZED AS nfd, 'x' IS NFKC NORMALIZED AS k, 'x' IS NOT NFKD NORMALIZED AS kd, 'x' IS NORMALIZED AS n, 'x' IS NOT NORMALIZED AS nn;
--| d bool | nd bool | nfc bool | nfd bool | k bool | kd bool | n bool | nn bool
--| t | t | t | t | t | f | t | f
SELECT ROW(1, 2) = ROW(1, 2) AS r, (1, 2) < (1, 3) AS p, ROW() IS NULL AS e, ROW(1, NULL) IS NOT NULL AS n, (1, 2) = ANY (SELECT 1, 2) AS s, ROW(1, 2) IN ((1, 2), (3, 4)) AS i;
--| r bool | p bool | e bool | n bool | s bool | i bool
--| t | t | t | f | t | t
SELECT NOT true AND false OR true AS prec, NOT (true AND false) AS par, true = NOT false;
--| prec bool | par bool | ?column? bool
--| t | t | t
SELECT CASE x WHEN 1 THEN 'one' WHEN 2 THEN 'two' END AS c, CASE WHEN x > 1 THEN 'more' ELSE 'none' END AS d, COALESCE(x, 0), NULLIF(x, 1), GREATEST(x, 2), LEAST(x, 2) FROM val ORDER BY x;
--| c text | d text | coalesce int4 | nullif int4 | greatest int4 | least int4
--| one | none | 1 | NULL | 2 | 1
--| two | more | 2 | 2 | 2 | 2
--| NULL | more | 3 | 3 | 3 | 2
--| NULL | none | 0 | NULL | 2 | 2
SELECT CAST('7' AS int), EXTRACT('year' FROM date '2024-01-01'), EXTRACT(YEAR FROM date '2024-01-01'), EXTRACT(day FROM date '2024-01-05'), POSITION('b' IN 'abc'), TRIM(LEADING 'x' FROM 'xax'), TRIM(TRAILING 'x' FROM 'xax'), TRIM(BOTH 'x' FROM 'xax'), TRIM('xa', 'x'), TRIM(FROM ' a '), TRIM(LEADING FROM ' a '), TRIM(TRAILING FROM ' a ') || '|', SUBSTRING('abcdef' FROM 2 FOR 3), SUBSTRING('abcdef' FOR 2), SUBSTRING('abcdef' FOR 2 FROM 3), SUBSTRING('abcdef' FROM 4), SUBSTRING('abcdef', 2, 2), SUBSTRING('abc' SIMILAR 'a#"b#"c' ESCAPE '#'), OVERLAY('abc' PLACING 'x' FROM 2 FOR 1), OVERLAY('abc' PLACING 'x' FROM 2), OVERLAY('abc', 'x', 2), OVERLAY('abc', 'xy', 2, 1), NORMALIZE('x'), NORMALIZE('x', NFKC);
--| int4 int4 | extract numeric | extract numeric | extract numeric | position int4 | ltrim text | rtrim text | btrim text | btrim text | btrim text | ltrim text | ?column? text | substring text | substring text | substring text | substring text | substring text | substring text | overlay text | overlay text | overlay text | overlay text | normalize text | normalize text
--| 7 | 2024 | 2024 | 5 | 2 | ax | xa | a | a | a | "a " | " a|" | bcd | ab | cd | def | bc | b | axc | axc | axc | axyc | x | x
SELECT EXTRACT();
--| ERROR 42601: syntax error at or near ")"
--| POSITION: 16
SELECT POSITION();
--| ERROR 42601: syntax error at or near ")"
--| POSITION: 17
SELECT OVERLAY();
--| ERROR 42883: function overlay() does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT SUBSTRING();
--| ERROR 42883: function substring() does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT TREAT(1 AS bigint), TREAT('a' AS text);
--| int8 int8 | text text
--| 1 | a
SELECT TREAT(1 AS nosuch);
--| ERROR 42883: function pg_catalog.nosuch(integer) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT (CURRENT_TIME = CURRENT_TIMESTAMP::timetz) AS a, (CURRENT_TIMESTAMP = now()) AS b, (LOCALTIME = CURRENT_TIMESTAMP::time) AS c, (LOCALTIMESTAMP = now()::timestamp) AS d, CURRENT_TIME(0) = now()::timetz(0) AS e, CURRENT_TIMESTAMP(2) = now()::timestamptz(2) AS f, LOCALTIME(1) = now()::time(1) AS g, LOCALTIMESTAMP(3) = now()::timestamp(3) AS h, CURRENT_DATE = now()::date AS i, CURRENT_CATALOG = current_database() AS j, CURRENT_SCHEMA, CURRENT_ROLE = USER AS k, SESSION_USER = CURRENT_USER AS l;
--| a bool | b bool | c bool | d bool | e bool | f bool | g bool | h bool | i bool | j bool | current_schema name | k bool | l bool
--| t | t | t | t | t | t | t | t | t | t | public | t | t
SELECT make_interval(days := 2, hours => 3), make_interval(hours := 1);
--| make_interval interval | make_interval interval
--| 2 days 03:00:00 | 01:00:00
SELECT count(ALL x), count(DISTINCT t), string_agg(t, ',' ORDER BY t DESC), array_agg(DISTINCT x ORDER BY x), concat(VARIADIC ARRAY['a', 'b']), concat('x', VARIADIC ARRAY['a']), array_agg(ALL x ORDER BY x), sum(x) FILTER (WHERE x > 1), percentile_disc(0.5) WITHIN GROUP (ORDER BY x), count(*), grouping(t) FROM val GROUP BY ROLLUP (t) ORDER BY 1, 2, 3;
--| ERROR 42883: function concat(unknown, text[]) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 145
SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE GROUP) AS g, sum(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE NO OTHERS) AS n, sum(x) OVER (ORDER BY x GROUPS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE TIES) AS t, sum(x) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS c, row_number() OVER () IS NOT NULL AS r FROM val WHERE x IS NOT NULL ORDER BY x;
--| x int4 | g int8 | n int8 | t int8 | c int8 | r bool
--| 1 | NULL | 6 | 3 | 2 | t
--| 2 | 1 | 6 | 6 | 4 | t
--| 3 | 2 | 6 | 5 | 2 | t
SELECT x FROM val ORDER BY x USING OPERATOR(pg_catalog.>) NULLS LAST;
--| x int4
--| 3
--| 2
--| 1
--| NULL
SELECT x FROM val ORDER BY x USING OPERATOR(<) NULLS FIRST, t USING >;
--| x int4
--| NULL
--| 1
--| 2
--| 3
SELECT x FROM val ORDER BY x USING =;
--| ERROR 42809: operator = is not a valid ordering operator
--| HINT: Ordering operators must be "<" or ">" members of btree operator families.
--| POSITION: 36
SELECT (ARRAY[1, 2, 3])[2:], (ARRAY[1, 2, 3])[:2], (ARRAY[1, 2, 3])[:], (ARRAY[[1, 2], [3, 4]])[1:1][2:2], ARRAY[[], []]::int[], ARRAY[]::int[], ARRAY(SELECT 1), (ROW(1, 2)).f2, (SELECT ROW(1, 'a'))::text, (ARRAY[1])[1] + 1;
--| array int4[] | array int4[] | array int4[] | array int4[] | array int4[] | array int4[] | array int4[] | f2 int4 | row text | ?column? int4
--| {2,3} | {1,2} | {1,2,3} | {{2}} | {} | {} | {1} | 2 | (1,a) | 2
SELECT val.x, public.val.t FROM val WHERE false;
--| x int4 | t text
--| (0 rows)
SELECT (val).x, val.*, (val.*) IS NULL FROM val WHERE x = 1;
--| x int4 | x int4 | t text | ?column? bool
--| 1 | 1 | a | f
SELECT nosuch.public.val.x FROM val;
--| ERROR 0A000: cross-database references are not implemented: nosuch.public.val.x
--| POSITION: 8
CREATE TABLE bex (a int DEFAULT -5 + 2 * 3, b bool DEFAULT 1 < 2, c bool DEFAULT 1 IS DISTINCT FROM 2, d bool DEFAULT 1 IS NOT DISTINCT FROM 1, e float DEFAULT |/ 4, f int DEFAULT '7'::int, g text DEFAULT 'a' || 'b', h bool DEFAULT '<a/>'::xml IS DOCUMENT, i bool DEFAULT 'x'::xml IS NOT DOCUMENT, j bool DEFAULT (1 IN (1, 2)));
--| CREATE TABLE
INSERT INTO bex DEFAULT VALUES RETURNING *;
--| a int4 | b bool | c bool | d bool | e float8 | f int4 | g text | h bool | i bool | j bool
--| 1 | t | t | t | 2 | 7 | ab | t | t | t
--| INSERT 0 1
