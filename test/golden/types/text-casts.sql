-- Casts between the character types and from other types to them: blanks, truncation, names cut at 63 bytes.

SELECT 'ab '::char(3)::varchar || '|', 'ab '::char(3)::text || '|', 'ab '::varchar::char(5) || '|', 'ab'::text::char(3) || '|', 'abc'::text::char(2), 'abc'::varchar(2), 'é'::char(1);
--| ?column? text | ?column? text | ?column? text | ?column? text | bpchar bpchar(2) | varchar varchar(2) | bpchar bpchar(1)
--| ab| | ab| | ab| | ab| | ab | ab | é
SELECT 'a'::"char"::text, 'a'::"char"::char(3) || '|', 'a'::"char"::varchar, 'abc'::text::"char", 'abc'::char(3)::"char", 'abc'::varchar::"char", ''::text::"char";
--| text text | ?column? text | varchar varchar | char "char" | char "char" | char "char" | char "char"
--| a | a| | a | a | a | a | ""
SELECT repeat('x', 70)::name, 'ab '::char(3)::name || '|', repeat('é', 40)::varchar::name, 'abc'::name::char(5) || '|', 'abc'::name::varchar, 'abc'::name::text;
--| repeat name | ?column? text | repeat name | ?column? text | varchar varchar | text text
--| xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | ab| | ééééééééééééééééééééééééééééééé | abc| | abc | abc
SELECT true::varchar, false::char(5), '10.1.0.0/16'::cidr::varchar, '10.1.0.1'::inet::char(12), '::1'::inet::text, '10/8'::cidr::char(10), '<a/>'::xml::varchar, '<a/>'::xml::char(4), '<a/>'::varchar::xml, '<b/>'::char(4)::xml, '10.1/16'::cidr::inet, '10.1.0.0/16'::inet::cidr;
--| varchar varchar | bpchar bpchar(5) | varchar varchar | bpchar bpchar(12) | text text | bpchar bpchar(10) | varchar varchar | bpchar bpchar(4) | xml oid=142 | xml oid=142 | inet oid=869 | cidr oid=650
--| true | false | 10.1.0.0/16 | "10.1.0.1/32 " | ::1/128 | 10.0.0.0/8 | <a/> | <a/> | <a/> | <b/> | 10.1.0.0/16 | 10.1.0.0/16
SELECT '10.1.2.3/16'::inet::cidr;
--| cidr oid=650
--| 10.1.0.0/16
SELECT '<a>'::varchar::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Premature end of data in tag a line 1\n<a>\n   ^
SELECT bpchar('abc'::name), varchar('abc'::name), name('abc'::varchar), name('abc'::bpchar), text('a'::"char"), bpchar('a'::"char"), "char"('xyz'::text);
--| ERROR 42601: syntax error at or near "'abc'"
--| POSITION: 37
SELECT 'abc'::varchar(0);
--| ERROR 22023: length for type varchar must be at least 1
--| POSITION: 15
SELECT 'abc'::char(-1);
--| ERROR 42601: syntax error at or near "-"
--| POSITION: 20
SELECT varchar('abcdef', 7, true), bpchar('abcdef', 7, true), bpchar('ab', 9, false) || '|';
--| ERROR 42601: syntax error at or near "'abcdef'"
--| POSITION: 16
SELECT varchar('abcdef', 7, false);
--| ERROR 42601: syntax error at or near "'abcdef'"
--| POSITION: 16
SELECT bpchar('abcdef', 7, false);
--| ERROR 22001: value too long for type character(3)
CREATE TABLE narrow (v varchar(3), c char(3));
--| CREATE TABLE
INSERT INTO narrow VALUES ('ab   ', 'ab   ');
--| INSERT 0 1
SELECT v || '|', c || '|', length(v), length(c) FROM narrow;
--| ?column? text | ?column? text | length int4 | length int4
--| ab | | ab| | 3 | 2
INSERT INTO narrow VALUES ('abcd', 'x');
--| ERROR 22001: value too long for type character varying(3)
INSERT INTO narrow VALUES ('x', 'abcd');
--| ERROR 22001: value too long for type character(3)
