-- COPY in text format: NULLs, escapes, delimiters, errors with their line.
CREATE TABLE t (a int, b text, c date);
--| CREATE TABLE
COPY t FROM stdin;
1	one	2024-01-01
2	\N	\N
3	tab\there \\ back\nline	2024-02-29
4		2024-12-31
\.
--| COPY 4
SELECT * FROM t ORDER BY a;
--| a int4 | b text | c date
--| 1 | one | 2024-01-01
--| 2 | NULL | NULL
--| 3 | "tab\there \\ back\nline" | 2024-02-29
--| 4 | "" | 2024-12-31
COPY t TO stdout;
--| 1	one	2024-01-01
--| 2	\N	\N
--| 3	tab\there \\ back\nline	2024-02-29
--| 4		2024-12-31
--| COPY 4
COPY t (b, a) TO stdout (DELIMITER '|', NULL 'null');
--| one|1
--| null|2
--| tab\there \\ back\nline|3
--| |4
--| COPY 4
COPY (SELECT a, a * 2.5 AS x FROM t WHERE a < 3 ORDER BY a) TO stdout;
--| 1	2.5
--| 2	5.0
--| COPY 2
COPY t (a, b) FROM stdin WITH (DELIMITER ',', NULL '-');
10,ten
11,-
\.
--| COPY 2
COPY t FROM stdin;
x	bad	2024-01-01
\.
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| CONTEXT: COPY t, line 1, column a: "x"
COPY t FROM stdin;
20	ok	2024-01-01
21	missing
\.
--| ERROR 22P04: missing data for column "c"
--| CONTEXT: COPY t, line 2: "21	missing"
COPY t FROM stdin;
22	too	2024-01-01	many
\.
--| ERROR 22P04: extra data after last expected column
--| CONTEXT: COPY t, line 1: "22	too	2024-01-01	many"
COPY t FROM stdin;
23	date	2024-02-30
\.
--| ERROR 22008: date/time field value out of range: "2024-02-30"
--| CONTEXT: COPY t, line 1, column c: "2024-02-30"
SELECT count(*) FROM t;
--| count int8
--| 6
COPY nosuch FROM stdin;
COPY t (nosuch) FROM stdin;
COPY t TO stdout (DELIMITER 'xx');
COPY t FROM stdin;
\.
--| ERROR 42P01: relation "nosuch" does not exist
CREATE TABLE k (id int PRIMARY KEY, v text DEFAULT 'def' CHECK (v <> 'no'));
--| CREATE TABLE
COPY k (id) FROM stdin;
1
2
\.
--| COPY 2
COPY k FROM stdin;
2	dup
\.
--| ERROR 23505: duplicate key value violates unique constraint "k_pkey"
--| DETAIL: Key (id)=(2) already exists.
--| CONTEXT: COPY k, line 1
--| FIELDS: schema public, table k, constraint k_pkey
COPY k FROM stdin;
3	no
\.
--| ERROR 23514: new row for relation "k" violates check constraint "k_v_check"
--| DETAIL: Failing row contains (3, no).
--| CONTEXT: COPY k, line 1: "3	no"
--| FIELDS: schema public, table k, constraint k_v_check
SELECT * FROM k ORDER BY id;
--| id int4 | v text
--| 1 | def
--| 2 | def
