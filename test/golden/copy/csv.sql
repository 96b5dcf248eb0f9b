-- COPY in CSV format: quotes, headers, NULL against empty, forced quotes, errors.
CREATE TABLE t (a int, b text, c text);
--| CREATE TABLE
COPY t FROM stdin WITH (FORMAT csv);
1,plain,"quoted, with comma"
2,,""
3,"say ""hi""","two
lines"
\.
--| COPY 3
SELECT a, b, b IS NULL AS bn, c, c IS NULL AS cn FROM t ORDER BY a;
--| a int4 | b text | bn bool | c text | cn bool
--| 1 | plain | f | quoted, with comma | f
--| 2 | NULL | t | "" | f
--| 3 | say "hi" | f | "two\nlines" | f
COPY t TO stdout WITH (FORMAT csv);
--| 1,plain,"quoted, with comma"
--| 2,,""
--| 3,"say ""hi""","two
--| lines"
--| COPY 3
COPY t TO stdout WITH (FORMAT csv, HEADER, FORCE_QUOTE *);
--| a,b,c
--| "1","plain","quoted, with comma"
--| "2",,""
--| "3","say ""hi""","two
--| lines"
--| COPY 3
COPY t TO stdout WITH (FORMAT csv, DELIMITER ';', QUOTE '''', NULL 'nil');
--| 1;plain;quoted, with comma
--| 2;nil;
--| 3;say "hi";'two
--| lines'
--| COPY 3
COPY t FROM stdin WITH (FORMAT csv, HEADER true);
a,b,c
10,x,y
\.
--| COPY 1
COPY t FROM stdin WITH (FORMAT csv, HEADER MATCH);
a,c,b
11,x,y
\.
--| ERROR 22P04: column name mismatch in header line field 2: got "c", expected "b"
--| CONTEXT: COPY t, line 1: "a,c,b"
COPY t FROM stdin CSV;
12,"open
\.
--| ERROR 22P04: unterminated CSV quoted field
--| CONTEXT: COPY t, line 1: "12,"open\n"
COPY t FROM stdin CSV;
13,one
\.
--| ERROR 22P04: missing data for column "c"
--| CONTEXT: COPY t, line 1: "13,one"
COPY t FROM stdin CSV;
x,one,two
\.
--| ERROR 22P02: invalid input syntax for type integer: "x"
--| CONTEXT: COPY t, line 1, column a: "x"
COPY t (a, b) FROM stdin (FORMAT csv, NULL 'NULL', FORCE_NULL (b));
20,"NULL"
21,NULL
\.
--| COPY 2
SELECT a, b FROM t WHERE a >= 10 ORDER BY a;
--| a int4 | b text
--| 10 | x
--| 20 | NULL
--| 21 | NULL
COPY t TO stdout (FORMAT xml);
--| ERROR 22023: COPY format "xml" not recognized
--| POSITION: 19
COPY t TO stdout (FORMAT csv, QUOTE 'ab');
--| ERROR 0A000: COPY quote must be a single one-byte character
COPY (VALUES (1, 'a b'), (NULL, 'it''s "x"')) TO stdout CSV HEADER;
--| column1,column2
--| 1,a b
--| ,"it's ""x"""
--| COPY 2
