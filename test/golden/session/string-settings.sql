-- How plain strings are read: standard_conforming_strings, escape_string_warning, backslash_quote.
SHOW standard_conforming_strings;
--| standard_conforming_strings text
--| on
--| SHOW
SELECT 'a\\b', length('\n'), E'a\\b';
--| ?column? text | length int4 | ?column? text
--| a\\b | 2 | a\b
SET standard_conforming_strings = off;
--| SET
SELECT 'a\\b';
--| WARNING 22P06: nonstandard use of \\ in a string literal
--| HINT: Use the escape string syntax for backslashes, e.g., E'\\'.
--| POSITION: 8
--| ?column? text
--| a\b
SELECT 'tab\there', 'second';
--| WARNING 22P06: nonstandard use of escape in a string literal
--| HINT: Use the escape string syntax for escapes, e.g., E'\r\n'.
--| POSITION: 8
--| ?column? text | ?column? text
--| "tab\there" | second
SELECT 'it\'s', 'and\'s';
--| WARNING 22P06: nonstandard use of \' in a string literal
--| HINT: Use '' to write quotes in strings, or use the escape string syntax (E'...').
--| POSITION: 8
--| WARNING 22P06: nonstandard use of \' in a string literal
--| HINT: Use '' to write quotes in strings, or use the escape string syntax (E'...').
--| POSITION: 17
--| ?column? text | ?column? text
--| it's | and's
SELECT 'plain', '\101\x42\u0043', n'\t|', $$a\b$$, b'101', x'1f', 'it''s';
--| WARNING 22P06: nonstandard use of escape in a string literal
--| HINT: Use the escape string syntax for escapes, e.g., E'\r\n'.
--| POSITION: 17
--| WARNING 22P06: nonstandard use of escape in a string literal
--| HINT: Use the escape string syntax for escapes, e.g., E'\r\n'.
--| POSITION: 36
--| ?column? text | ?column? text | bpchar bpchar | ?column? text | ?column? bit | ?column? bit | ?column? text
--| plain | ABC | "\t|" | a\b | 101 | 00011111 | it's
SELECT E'a\\b', '\\', '\n';
--| WARNING 22P06: nonstandard use of \\ in a string literal
--| HINT: Use the escape string syntax for backslashes, e.g., E'\\'.
--| POSITION: 17
--| WARNING 22P06: nonstandard use of escape in a string literal
--| HINT: Use the escape string syntax for escapes, e.g., E'\r\n'.
--| POSITION: 23
--| ?column? text | ?column? text | ?column? text
--| a\b | \ | "\n"
SELECT 'continued\x21'
  ' and \x22more\x22';
--| WARNING 22P06: nonstandard use of escape in a string literal
--| HINT: Use the escape string syntax for escapes, e.g., E'\r\n'.
--| POSITION: 8
--| ?column? text
--| continued! and "more"
SELECT U&'\0041';
--| ERROR 0A000: unsafe use of string constant with Unicode escapes
--| DETAIL: String constants with Unicode escapes cannot be used when standard_conforming_strings is off.
--| POSITION: 8
SELECT U&"\0041" FROM (SELECT 1 AS "A") t;
--| A int4
--| 1
SELECT '\uD83D\uDE00', '\uZ';
--| WARNING 22P06: nonstandard use of escape in a string literal
--| HINT: Use the escape string syntax for escapes, e.g., E'\r\n'.
--| POSITION: 8
--| ERROR 22025: invalid Unicode escape
--| HINT: Unicode escapes must be \uXXXX or \UXXXXXXXX.
--| POSITION: 25
SET escape_string_warning = off;
--| SET
SELECT 'a\\b', 'tab\there', 'it\'s', 'and\'s';
--| ?column? text | ?column? text | ?column? text | ?column? text
--| a\b | "tab\there" | it's | and's
SELECT 'a\\b' LIKE 'a\\b' AS one, 'a\\b' LIKE 'a\\\\b' AS two;
--| one bool | two bool
--| f | t
SELECT quote_literal('a\\b'), length('\
');
--| quote_literal text | length int4
--| E'a\\b' | 1
CREATE TABLE notes (id int, t text DEFAULT 'a\\b');
--| CREATE TABLE
INSERT INTO notes VALUES (1, 'x\ty');
--| INSERT 0 1
INSERT INTO notes (id) VALUES (2);
--| INSERT 0 1
UPDATE notes SET t = t || '\\' WHERE id = 1;
--| UPDATE 1
SET backslash_quote = off;
--| SET
SELECT 'it\'s', 'and\'s';
--| ERROR 22P06: unsafe use of \' in a string literal
--| HINT: Use '' to write quotes in strings. \' is insecure in client-only encodings.
--| POSITION: 8
SELECT E'it\'s', E'and\'s';
--| ERROR 22P06: unsafe use of \' in a string literal
--| HINT: Use '' to write quotes in strings. \' is insecure in client-only encodings.
--| POSITION: 8
SET backslash_quote = on;
--| SET
SELECT 'it\'s', 'and\'s';
--| ?column? text | ?column? text
--| it's | and's
RESET backslash_quote;
--| RESET
SET standard_conforming_strings = on;
--| SET
RESET escape_string_warning;
--| RESET
SELECT * FROM notes ORDER BY id;
--| id int4 | t text
--| 1 | "x\ty\\"
--| 2 | a\b
SELECT 'a\\b', '\n';
--| ?column? text | ?column? text
--| a\\b | \n
SET backslash_quote = off;
--| SET
SELECT E'it\'s', E'and\'s';
--| ERROR 22P06: unsafe use of \' in a string literal
--| HINT: Use '' to write quotes in strings. \' is insecure in client-only encodings.
--| POSITION: 8
SELECT E'it''s\n';
--| ?column? text
--| "it's\n"
RESET backslash_quote;
--| RESET
-- transform_null_equals: = NULL asks for NULL.
SET transform_null_equals = on;
--| SET
SELECT 1 = NULL, NULL = 1, NULL = NULL, 1 <> NULL, NULL::int = 1, 1 = NULL::int, 1 = ANY (ARRAY[NULL, 2]);
--| ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool | ?column? bool
--| f | f | t | NULL | NULL | NULL | NULL
SELECT id FROM notes WHERE t = NULL;
--| id int4
--| (0 rows)
SELECT CASE NULL WHEN NULL THEN 'null' ELSE 'other' END, (1, NULL) = (1, NULL), 1 IN (NULL), NULLIF(1, NULL);
--| case text | ?column? bool | ?column? bool | nullif int4
--| other | NULL | NULL | 1
PREPARE is_null (int) AS SELECT $1 = NULL AS answer;
--| PREPARE
EXECUTE is_null (NULL);
--| answer bool
--| t
EXECUTE is_null (1);
--| answer bool
--| f
CREATE VIEW without_text AS SELECT id FROM notes WHERE t = NULL;
--| CREATE VIEW
RESET transform_null_equals;
--| RESET
SELECT pg_get_viewdef('without_text');
--| pg_get_viewdef text
--| " SELECT notes.id\n   FROM notes\n  WHERE (notes.t IS NULL);"
SELECT 1 = NULL;
--| ?column? bool
--| NULL
-- array_nulls: NULL without quotes is a text.
SET array_nulls = off;
--| SET
SELECT '{null,"null",NULL,a}'::text[], array_to_string('{null,b}'::text[], ',', '*');
--| text text[] | array_to_string text
--| {"null","null","NULL",a} | null,b
SELECT '{null}'::int[];
--| ERROR 22P02: invalid input syntax for type integer: "null"
--| POSITION: 8
SELECT ARRAY[NULL, 1], array_remove(ARRAY[NULL, 1], NULL);
--| array int4[] | array_remove int4[]
--| {NULL,1} | {1}
RESET array_nulls;
--| RESET
SELECT '{null,1}'::int[];
--| int4 int4[]
--| {NULL,1}
