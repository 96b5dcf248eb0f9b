-- Set-returning functions in FROM and in the target list.
SELECT * FROM generate_series(1, 5);
--| generate_series int4
--| 1
--| 2
--| 3
--| 4
--| 5
SELECT * FROM generate_series(5, 1, -2) AS g(n);
--| n int4
--| 5
--| 3
--| 1
SELECT n FROM generate_series(1, 0) n;
--| n int4
--| (0 rows)
SELECT generate_series(1, 3, 0);
--| ERROR 22023: step size cannot equal zero
SELECT x FROM generate_series(1.0, 2.0, 0.5) x;
--| x numeric
--| 1.0
--| 1.5
--| 2.0
SELECT d FROM generate_series(timestamp '2024-01-30', timestamp '2024-02-02', interval '1 day') d;
--| d timestamp
--| 2024-01-30 00:00:00
--| 2024-01-31 00:00:00
--| 2024-02-01 00:00:00
--| 2024-02-02 00:00:00
SELECT d::date FROM generate_series(date '2024-01-31', date '2024-03-31', interval '1 month') d;
--| d date
--| 2024-01-31
--| 2024-02-29
--| 2024-03-29
SELECT generate_series(1, 2) AS a, generate_series(1, 3) AS b;
--| a int4 | b int4
--| 1 | 1
--| 2 | 2
--| NULL | 3
SELECT 'x' AS s, unnest(ARRAY[1, 2]) AS u;
--| s text | u int4
--| x | 1
--| x | 2
SELECT generate_series(1, 2) + 10 AS a ORDER BY a DESC;
--| a int4
--| 12
--| 11
SELECT n, o FROM generate_series(10, 12) WITH ORDINALITY AS t(n, o);
--| n int4 | o int8
--| 10 | 1
--| 11 | 2
--| 12 | 3
SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) AS t(a, b);
--| a int4 | b int4
--| 1 | 1
--| 2 | 2
--| NULL | 3
SELECT count(*) FROM generate_series(1, 1000) a, generate_series(1, 10) b WHERE a % 10 = b;
--| count int8
--| 900
SELECT a, b FROM generate_series(1, 3) a, generate_series(1, a) b ORDER BY 1, 2;
--| a int4 | b int4
--| 1 | 1
--| 2 | 1
--| 2 | 2
--| 3 | 1
--| 3 | 2
--| 3 | 3
SELECT generate_series(1, 3) LIMIT 2;
--| generate_series int4
--| 1
--| 2
SELECT i FROM generate_series(9223372036854775806, 9223372036854775807) i;
--| i int8
--| 9223372036854775806
--| 9223372036854775807
SELECT 1 WHERE generate_series(1, 2) = 1;
--| ERROR 0A000: set-returning functions are not allowed in WHERE
--| POSITION: 16
SELECT sum(generate_series(1, 3));
--| ERROR 0A000: aggregate function calls cannot contain set-returning function calls
--| HINT: You might be able to move the set-returning function into a LATERAL FROM item.
--| POSITION: 12
SELECT CASE WHEN true THEN generate_series(1, 2) END;
--| ERROR 0A000: set-returning functions are not allowed in CASE
--| HINT: You might be able to move the set-returning function into a LATERAL FROM item.
--| POSITION: 28
SELECT generate_subscripts(ARRAY[7, 8, 9], 1) AS i;
--| i int4
--| 1
--| 2
--| 3
SELECT * FROM string_to_table('a,b', ',') t;
--| t text
--| a
--| b
SELECT * FROM regexp_split_to_table('a1b2c', '[0-9]') t;
--| t text
--| a
--| b
--| c
SELECT abs(x) FROM abs(-5) x;
--| abs int4
--| 5
