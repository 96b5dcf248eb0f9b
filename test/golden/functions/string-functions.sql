-- Functions of strings in their less usual forms: lengths, padding, trimming, patterns in SQL and POSIX syntax, splitting, quoting, normal forms.

SELECT char_length('é '::char(5)), character_length('é '::char(5)), character_length('日本'), textlen('abc'), length(''::char(3)), octet_length('é '::char(5)), bit_length('é');
--| char_length int4 | character_length int4 | character_length int4 | textlen int4 | length int4 | octet_length int4 | bit_length int4
--| 1 | 1 | 2 | 3 | 0 | 6 | 16
SELECT rpad('abc', 5) || '|', rpad('abc', 2), rpad('é', 3, 'xy'), rpad('a', -1), lpad('', 3, ''), rtrim('a  ') || '|', rtrim('  ') || '|', substr('abc', 2), substr('abc', -1), substr(NULL, 1) IS NULL AS none;
--| ?column? text | rpad text | rpad text | rpad text | lpad text | ?column? text | ?column? text | substr text | substr text | none bool
--| abc  | | ab | éxy | "" | "" | a| | | | bc | abc | t
SELECT overlay('abcdef' PLACING 'ZZ' FROM 3), overlay('abcdef' PLACING '' FROM 3 FOR 2), overlay('abc' PLACING 'é' FROM 10);
--| overlay text | overlay text | overlay text
--| abZZef | abef | abcé
SELECT overlay('abc' PLACING 'x' FROM 0);
--| ERROR 22011: negative substring length not allowed
SELECT format('no arguments %%'), format('%s'), 1;
--| ERROR 22023: too few arguments for format()
SELECT format('%'), 1;
--| ERROR 22023: unterminated format() type specifier
--| HINT: For a single "%" use "%%".
SELECT format('%y', 1);
--| ERROR 22023: unrecognized format() type specifier "y"
--| HINT: For a single "%" use "%%".
SELECT format('%1$s %1$L %2$I', 'a''b', 'Col'), format('%-5s|%5s|', 'ab', 'cd'), format('%s', NULL), format('%L', NULL), format('%*s|', 4, 'x');
--| format text | format text | format text | format text | format text
--| a'b 'a''b' "Col" | "ab   |   cd|" | "" | "NULL" | "   x|"
SELECT format('%I', NULL);
--| ERROR 22004: null values cannot be formatted as an SQL identifier
SELECT format('%0$s', 1);
--| ERROR 22023: format specifies argument 0, but arguments are numbered from 1
SELECT quote_literal(1.50), quote_literal(ARRAY['a''b']), quote_nullable(NULL::int), quote_nullable(DATE '2024-01-01'), quote_literal('a\b'), quote_ident('a"b'), quote_ident('select'), quote_ident('abc');
--| quote_literal text | quote_literal text | quote_nullable text | quote_nullable text | quote_literal text | quote_ident text | quote_ident text | quote_ident text
--| '1.50' | '{a''b}' | "NULL" | '2024-01-01' | E'a\\b' | "\"a\"\"b\"" | "\"select\"" | abc
SELECT parse_ident('"A".b.C'), parse_ident('a.b ', false), parse_ident('a.b(x)', false);
--| parse_ident text[] | parse_ident text[] | parse_ident text[]
--| {A,b,c} | {a,b} | {a,b}
SELECT parse_ident('a.b(x)', true);
--| ERROR 22023: string is not a valid identifier: "a.b(x)"
SELECT parse_ident('a..b');
--| ERROR 22023: string is not a valid identifier: "a..b"
--| DETAIL: No valid identifier before ".".
SELECT parse_ident('"a');
--| ERROR 22023: string is not a valid identifier: ""a"
--| DETAIL: String has unclosed double quotes.
SELECT string_to_array('a,b,,c', ',', ''), string_to_array('abc', NULL), string_to_array('', ','), string_to_array('a*b', '', 'x'), string_to_array(NULL, ',', 'x') IS NULL AS none;
--| string_to_array text[] | string_to_array text[] | string_to_array text[] | string_to_array text[] | none bool
--| {a,b,NULL,c} | {a,b,c} | {} | {a*b} | t
SELECT * FROM string_to_table('a,b,,c', ',', 'b');
--| string_to_table text
--| a
--| NULL
--| ""
--| c
SELECT * FROM string_to_table('abc', NULL);
--| string_to_table text
--| a
--| b
--| c
SELECT array_to_string(ARRAY[1, NULL, 3], ','), array_to_string(ARRAY[1, NULL, 3], ',', '*'), array_to_string('{}'::int[], ','), array_to_string(ARRAY[[1, 2], [3, 4]], '-');
--| array_to_string text | array_to_string text | array_to_string text | array_to_string text
--| 1,3 | 1,*,3 | "" | 1-2-3-4
SELECT regexp_count('banana', 'a', 3), regexp_count('bAnAna', 'a', 1, 'i'), regexp_count('', 'x*'), regexp_count('abc', '', 2);
--| regexp_count int4 | regexp_count int4 | regexp_count int4 | regexp_count int4
--| 2 | 3 | 1 | 3
SELECT regexp_count('abc', 'a', 0);
--| ERROR 22023: invalid value for parameter "start": 0
SELECT regexp_count('abc', 'a', 1, 'g');
--| ERROR 22023: regexp_count() does not support the "global" option
SELECT regexp_instr('foobarbaz', 'b..'), regexp_instr('foobarbaz', 'b..', 5), regexp_instr('foobarbaz', 'b..', 1, 2), regexp_instr('foobarbaz', 'b..', 1, 2, 1), regexp_instr('fooBAR', 'b(a)', 1, 1, 0, 'i'), regexp_instr('foobarbaz', 'b(a)(.)', 1, 2, 1, '', 2), regexp_instr('abc', 'x');
--| regexp_instr int4 | regexp_instr int4 | regexp_instr int4 | regexp_instr int4 | regexp_instr int4 | regexp_instr int4 | regexp_instr int4
--| 4 | 7 | 7 | 10 | 4 | 10 | 0
SELECT regexp_instr('abc', 'b', 1, 0);
--| ERROR 22023: invalid value for parameter "n": 0
SELECT regexp_instr('abc', 'b', 1, 1, 2);
--| ERROR 22023: invalid value for parameter "endoption": 2
SELECT regexp_instr('abc', 'b', 1, 1, 0, '', -1);
--| ERROR 22023: invalid value for parameter "subexpr": -1
SELECT regexp_like('abc', 'B'), regexp_like('abc', 'B', 'i'), regexp_match('aBc', '(b)(C)', 'i'), regexp_match('abc', 'x', 'i') IS NULL AS none;
--| regexp_like bool | regexp_like bool | regexp_match text[] | none bool
--| f | t | {B,c} | t
SELECT regexp_like('abc', 'B', 'z');
--| ERROR 22023: invalid regular expression option: "z"
SELECT regexp_match('abc', 'b', 'g');
--| ERROR 22023: regexp_match() does not support the "global" option
--| HINT: Use the regexp_matches function instead.
SELECT regexp_replace('banana', 'a', 'o', 3), regexp_replace('banana', 'a', 'o', 1, 2), regexp_replace('bAnAna', 'a', '<\&>', 1, 0, 'i'), regexp_replace('banana', '(a)(n)', '\2\1', 2, 1, '');
--| regexp_replace text | regexp_replace text | regexp_replace text | regexp_replace text
--| banona | banona | b<A>n<A>n<a> | bnaana
SELECT regexp_replace('banana', 'a', 'o', -1);
--| ERROR 22023: invalid value for parameter "start": -1
SELECT regexp_replace('banana', 'a', 'o', 1, -1);
--| ERROR 22023: invalid value for parameter "n": -1
SELECT regexp_split_to_array('aXbxc', 'x', 'i'), regexp_split_to_array('abc', ''), regexp_split_to_array('', 'x');
--| regexp_split_to_array text[] | regexp_split_to_array text[] | regexp_split_to_array text[]
--| {a,b,c} | {a,b,c} | {""}
SELECT * FROM regexp_split_to_table('aXbxc', 'x', 'i');
--| regexp_split_to_table text
--| a
--| b
--| c
SELECT regexp_split_to_array('abc', 'b', 'g');
--| ERROR 22023: regexp_split_to_array() does not support the "global" option
SELECT regexp_substr('foobarbaz', 'b..'), regexp_substr('foobarbaz', 'b..', 5), regexp_substr('foobarbaz', 'b..', 1, 2), regexp_substr('fooBAR', 'b(a)', 1, 1, 'i'), regexp_substr('foobarbaz', 'b(a)(.)', 1, 2, '', 2), regexp_substr('abc', 'x') IS NULL AS none;
--| regexp_substr text | regexp_substr text | regexp_substr text | regexp_substr text | regexp_substr text | none bool
--| bar | baz | baz | BA | z | t
SELECT regexp_substr('abc', 'b', 1, 1, '', -1);
--| ERROR 22023: invalid value for parameter "subexpr": -1
SELECT substring('foobar' SIMILAR '%#"o_b#"%' ESCAPE '#'), substring('foobar', '%#"o_b#"%', '#'), substring('foobar' FROM 'o(.)b'), substring('foobar' FROM 'x'), similar_escape('a%', NULL), similar_escape('a_b', '#'), similar_to_escape('a%'), similar_to_escape('a#%', '#');
--| substring text | substring text | substring text | substring text | similar_escape text | similar_escape text | similar_to_escape text | similar_to_escape text
--| oob | oob | o | NULL | ^(?:a.*)$ | ^(?:a.b)$ | ^(?:a.*)$ | ^(?:a\%)$
--! not-postgres errors within functions that PostgreSQL writes in SQL have no CONTEXT line (COMPAT.md)
SELECT substring('abc' SIMILAR 'a#"b#"c#"' ESCAPE '#');
--| ERROR 2200C: SQL regular expression may not contain more than two escape-double-quote separators
SELECT similar_escape('a', 'xy');
--| ERROR 22025: invalid escape string
--| HINT: Escape string must be empty or one character.
SELECT normalize('é', NFC) = 'é' AS nfc, normalize('é', NFD) = 'é' AS nfd, normalize('ﬁ', NFKC), normalize('①', NFKD), normalize('x') AS plain, is_normalized('é', 'NFC'), is_normalized('x', 'nfkd'), 'é' IS NFD NORMALIZED AS d, 'é' IS NORMALIZED AS c;
--| nfc bool | nfd bool | normalize text | normalize text | plain text | is_normalized bool | is_normalized bool | d bool | c bool
--| t | t | fi | 1 | x | f | t | f | t
SELECT normalize('x', 'NFX');
--| ERROR 42601: syntax error at or near "'NFX'"
--| POSITION: 23
SELECT is_normalized('x', 'y');
--| ERROR 22023: invalid normalization form: y
SELECT to_hex(255), to_hex(-1), to_hex(9223372036854775807), to_hex(-1::int8), chr(233), ascii('é'), ascii(''), initcap('hello wORLD-x'), reverse('aé'), repeat('x', 0), translate('abc', 'ab', 'x'), split_part('a,b,c', ',', -1), starts_with('abc', 'ab');
--| to_hex text | to_hex text | to_hex text | to_hex text | chr text | ascii int4 | ascii int4 | initcap text | reverse text | repeat text | translate text | split_part text | starts_with bool
--| ff | ffffffff | 7fffffffffffffff | ffffffffffffffff | é | 233 | 0 | Hello World-X | éa | "" | xc | c | t
SELECT split_part('a', ',', 0);
--| ERROR 22023: field position must not be zero
SELECT chr(0);
--| ERROR 54000: null character not permitted
SELECT chr(-1);
--| ERROR 22023: character number must be positive
SELECT to_char(12345::int8, '99G999D9'), to_char(-1.5::float4, 'S9.99'), to_char(1e10::float8, '9.99EEEE'), to_char(0.1::float4, 'FM0.099'), to_char('NaN'::float8, '999'), to_char(-5::int8, '9PR'), to_char(485, 'RN'), to_char(1::int8, '9th'), to_char(0::float8, '9.9');
--| to_char text | to_char text | to_char text | to_char text | to_char text | to_char text | to_char text | to_char text | to_char text
--| " 12,345.0" | -1.50 | " 1.00e+10" | 0.1 | " NaN" | <5> | "        CDLXXXV" | " 1st" | "  .0"
SELECT to_ascii('abc'), 1;
--| ERROR 0A000: encoding conversion from UTF8 to ASCII not supported
SELECT num_nonnulls(1, NULL, 'x'), num_nulls(1, NULL, 'x'), num_nonnulls(VARIADIC ARRAY[1, NULL]), num_nulls(VARIADIC NULL::int[]) IS NULL AS none;
--| num_nonnulls int4 | num_nulls int4 | num_nonnulls int4 | none bool
--| 2 | 1 | 1 | t
SELECT num_nonnulls();
--| ERROR 42883: function num_nonnulls() does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
