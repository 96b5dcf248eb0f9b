-- xml: checked text; what SQL/XML spells with key words; functions; errors.
SELECT '<a/>'::xml AS a, 'text'::xml AS b, '<a b="1">x<!-- c --><?pi y?><![CDATA[<]]>&#x41;&lt;</a>tail'::xml AS c, ''::xml AS d, xml '<é/>' AS e, '<a:b xmlns:a="x"/>'::xml AS f, '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'::xml AS g;
--| a oid=142 | b oid=142 | c oid=142 | d oid=142 | e oid=142 | f oid=142 | g oid=142
--| <a/> | text | <a b="1">x<!-- c --><?pi y?><![CDATA[<]]>&#x41;&lt;</a>tail | "" | <é/> | <a:b xmlns:a="x"/> | <!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>
SELECT '<?xml version="1.0" encoding="UTF-8"?><a/>'::xml AS a, '<?xml version="1.0" standalone="yes"?><a/>'::xml AS b, '<?xml version="1.1"?><a/>'::xml AS c, '<?xml version="1.0"?><a/>'::xml::text AS d;
--| a oid=142 | b oid=142 | c oid=142 | d text
--| <a/> | <?xml version="1.0" standalone="yes"?><a/> | <?xml version="1.1"?><a/> | <?xml version="1.0"?><a/>
SELECT '<a>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Premature end of data in tag a line 1\n<a>\n   ^
--| POSITION: 8
SELECT '<a></b>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Opening and ending tag mismatch: a line 1 and b\n<a></b>\n       ^
--| POSITION: 8
SELECT '<a><b></a>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Opening and ending tag mismatch: b line 1 and a\n<a><b></a>\n          ^\nline 1: Premature end of data in tag a line 1\n<a><b></a>\n          ^
--| POSITION: 8
SELECT E'<a>\n<b>\n</a>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 3: Opening and ending tag mismatch: b line 2 and a\n</a>\n    ^\nline 3: Premature end of data in tag a line 1\n</a>\n    ^
--| POSITION: 8
SELECT 'a & b'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: xmlParseEntityRef: no name\na & b\n   ^
--| POSITION: 8
SELECT '&nosuch;'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Entity 'nosuch' not defined\n&nosuch;\n        ^
--| POSITION: 8
SELECT '&lt'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: EntityRef: expecting ';'\n&lt\n   ^
--| POSITION: 8
SELECT '&#0;'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: xmlParseCharRef: invalid xmlChar value 0\n&#0;\n    ^
--| POSITION: 8
SELECT '<a b=c/>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: AttValue: " or ' expected\n<a b=c/>\n     ^\nline 1: attributes construct error\n<a b=c/>\n     ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b=c/>\n     ^
--| POSITION: 8
SELECT '<a b = "x"c="y"/>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: attributes construct error\n<a b = "x"c="y"/>\n          ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b = "x"c="y"/>\n          ^
--| POSITION: 8
SELECT '<a b="1" b="2"/>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Attribute b redefined\n<a b="1" b="2"/>\n              ^
--| POSITION: 8
SELECT '<a b="x/>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: AttValue: ' expected\n<a b="x/>\n         ^\nline 1: attributes construct error\n<a b="x/>\n         ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="x/>\n         ^
--| POSITION: 8
SELECT '<a b="<"/>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Unescaped '<' not allowed in attributes values\n<a b="<"/>\n      ^\nline 1: attributes construct error\n<a b="<"/>\n      ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="<"/>\n      ^\nline 1: StartTag: invalid element name\n<a b="<"/>\n       ^
--| POSITION: 8
SELECT '<a b>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Specification mandates value for attribute b\n<a b>\n    ^\nline 1: Premature end of data in tag a line 1\n<a b>\n     ^
--| POSITION: 8
SELECT '<'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: StartTag: invalid element name\n<\n ^
--| POSITION: 8
SELECT 'a < b'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: StartTag: invalid element name\na < b\n   ^
--| POSITION: 8
SELECT '<1/>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: StartTag: invalid element name\n<1/>\n ^
--| POSITION: 8
SELECT '<a'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^
--| POSITION: 8
SELECT '</a>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: chunk is not well balanced\n</a>\n^
--| POSITION: 8
SELECT '<a>x</a></b>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: chunk is not well balanced\n<a>x</a></b>\n        ^
--| POSITION: 8
SELECT '<a></ a>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: expected '>'\n<a></ a>\n      ^\nline 1: Opening and ending tag mismatch: a line 1 and unparsable\n<a></ a>\n      ^
--| POSITION: 8
SELECT 'a]]>b'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Sequence ']]>' not allowed in content\na]]>b\n^
--| POSITION: 8
SELECT '<!-- a -- b -->'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Double hyphen within comment: <!-- a \n<!-- a -- b -->\n       ^
--| POSITION: 8
SELECT '<!-- a'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Comment not terminated\n<!-- a\n      ^
--| POSITION: 8
SELECT '<![CDATA[ a'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: CData section not finished\n<![CDATA[ a\n           ^
--| POSITION: 8
SELECT '<?php'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: ParsePI: PI php space expected\n<?php\n     ^\nline 1: ParsePI: PI php never end ...\n<?php\n     ^
--| POSITION: 8
SELECT '<?xml foo?><a/>'::xml;
--| ERROR 2200N: invalid XML content: invalid XML declaration
--| DETAIL: Malformed declaration: missing version.
--| POSITION: 8
SELECT ' <?xml version="1.0"?><a/>'::xml;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: XML declaration allowed only at the start of the document\n <?xml version="1.0"?><a/>\n      ^
--| POSITION: 8
SELECT xmlcomment('a') AS a, xmlcomment('') AS b, xmlcomment(NULL) AS c;
--| a oid=142 | b oid=142 | c oid=142
--| <!--a--> | <!----> | NULL
SELECT xmlcomment('a--b');
--| ERROR 2200S: invalid XML comment
SELECT xmlcomment('a-');
--| ERROR 2200S: invalid XML comment
SELECT xmlconcat('<a/>', '<b/>', 'c') AS a, xmlconcat(NULL, '<a/>') AS b, xmlconcat(NULL) AS c, xmlconcat('<?xml version="1.1"?><a/>', '<?xml version="1.1" standalone="no"?><b/>') AS d, xmlconcat('<?xml version="1.0" standalone="yes"?><a/>', '<?xml version="1.0" standalone="yes"?><b/>') AS e, xmlconcat('<?xml version="1.1"?><a/>', '<b/>') AS f;
--| a oid=142 | b oid=142 | c oid=142 | d oid=142 | e oid=142 | f oid=142
--| <a/><b/>c | <a/> | NULL | <?xml version="1.1"?><a/><b/> | <?xml version="1.0" standalone="yes"?><a/><b/> | <a/><b/>
SELECT xmlconcat('<a/>', 1);
--| ERROR 42804: argument of XMLCONCAT must be type xml, not type integer
--| POSITION: 26
SELECT xmlelement(NAME foo) AS a, xmlelement(NAME foo, 'x<y&"z') AS b, xmlelement(NAME foo, xmlattributes('a<"b' AS bar, 1 AS n, NULL AS gone)) AS c, xmlelement(NAME foo, 'x', 1, true, NULL, '<i/>'::xml, 1.5) AS d, xmlelement(NAME foo, '') AS e, xmlelement(NAME foo, NULL) AS f;
--| a oid=142 | b oid=142 | c oid=142 | d oid=142 | e oid=142 | f oid=142
--| <foo/> | <foo>x&lt;y&amp;"z</foo> | <foo bar="a&lt;&quot;b" n="1"/> | <foo>x1true<i/>1.5</foo> | <foo></foo> | <foo/>
SELECT xmlelement(NAME t, date '2024-02-29', timestamp '2024-02-29 10:00', timestamptz '2024-02-29 10:00+02', interval '1 day') AS a, xmlelement(NAME t, ARRAY[1, NULL, 2], '\x0102'::bytea, ARRAY['a<b']) AS b, xmlelement(NAME t, xmlattributes(E'a\nb\t\r>''' AS x), E'a\r\nb>"') AS c;
--| a oid=142 | b oid=142 | c oid=142
--| <t>2024-02-292024-02-29T10:00:002024-02-29T08:00:00+00:001 day</t> | <t><element>1</element><element>2</element>AQI=<element>a&lt;b</element></t> | "<t x=\"a&#10;b&#9;&#13;&gt;'\">a&#x0d;\nb&gt;\"</t>"
SELECT xmlelement(NAME "a b:c", xmlattributes(1 AS "x y")) AS a, xmlelement(NAME "xml1") AS b, xmlelement(NAME "_x0041_") AS c, xmlelement(NAME "1a") AS d, xmlelement(NAME "é") AS e, xmlelement(NAME ":a") AS f;
--| a oid=142 | b oid=142 | c oid=142 | d oid=142 | e oid=142 | f oid=142
--| <a_x0020_b:c x_x0020_y="1"/> | <xml1/> | <_x005F_x0041_/> | <_x0031_a/> | <é/> | <_x003A_a/>
SELECT xmlelement(NAME foo, xmlattributes(1 AS a, 2 AS a));
--| ERROR 42601: XML attribute name "a" appears more than once
--| POSITION: 51
SELECT xmlelement(NAME foo, xmlattributes(1));
--| ERROR 42601: unnamed XML attribute value must be a column reference
--| POSITION: 43
SELECT xmlelement(NAME foo, date 'infinity');
--| ERROR 22008: date out of range
--| DETAIL: XML does not support infinite date values.
SELECT xmlelement(NAME foo, timestamp '-infinity');
--| ERROR 22008: timestamp out of range
--| DETAIL: XML does not support infinite timestamp values.
SELECT xmlforest('abc' AS foo, 123 AS bar, NULL AS baz) AS a, xmlforest(NULL AS x) AS b, xmlforest(x, "Y z", 'a&b' AS c) AS d FROM (VALUES (1, 'y')) v(x, "Y z");
--| a oid=142 | b oid=142 | d oid=142
--| <foo>abc</foo><bar>123</bar> | NULL | <x>1</x><Y_x0020_z>y</Y_x0020_z><c>a&amp;b</c>
SELECT xmlforest(1);
--| ERROR 42601: unnamed XML element value must be a column reference
--| POSITION: 18
SELECT xmlpi(NAME php) AS a, xmlpi(NAME php, 'echo "hi"') AS b, xmlpi(NAME php, '  a') AS c, xmlpi(NAME php, NULL) AS d;
--| a oid=142 | b oid=142 | c oid=142 | d oid=142
--| <?php?> | <?php echo "hi"?> | <?php a?> | NULL
SELECT xmlpi(NAME xml, 'x');
--| ERROR 42601: invalid XML processing instruction
--| DETAIL: XML processing instruction target name cannot be "xml".
SELECT xmlpi(NAME php, 'a?>b');
--| ERROR 2200T: invalid XML processing instruction
--| DETAIL: XML processing instruction cannot contain "?>".
SELECT xmlroot('<a/>', VERSION '1.0', STANDALONE YES) AS a, xmlroot('<a/>', VERSION NO VALUE) AS b, xmlroot('<?xml version="1.1"?><a/>', VERSION NO VALUE, STANDALONE NO) AS c, xmlroot('<?xml version="1.1" standalone="yes"?><a/>', VERSION NO VALUE, STANDALONE NO VALUE) AS d, xmlroot('<a/>', VERSION '1.1') AS e, xmlroot('<?xml version="1.0" standalone="no"?><a/>', VERSION '1.0') AS f, xmlroot(NULL, VERSION '1.0') AS g;
--| a oid=142 | b oid=142 | c oid=142 | d oid=142 | e oid=142 | f oid=142 | g oid=142
--| <?xml version="1.0" standalone="yes"?><a/> | <a/> | <?xml version="1.0" standalone="no"?><a/> | <a/> | <?xml version="1.1"?><a/> | <?xml version="1.0" standalone="no"?><a/> | NULL
SELECT '<a/>'::xml IS DOCUMENT AS a, 'abc'::xml IS DOCUMENT AS b, '<a/><b/>'::xml IS DOCUMENT AS c, '<a/>'::xml IS NOT DOCUMENT AS d, NULL::xml IS DOCUMENT AS e, '<!-- x --><a/>'::xml IS DOCUMENT AS f;
--| a bool | b bool | c bool | d bool | e bool | f bool
--| t | f | f | f | NULL | t
SELECT 1 IS DOCUMENT;
--| ERROR 42804: argument of IS DOCUMENT must be type xml, not type integer
--| POSITION: 8
SELECT xmlserialize(CONTENT '<a/>'::xml AS text) AS a, xmlserialize(DOCUMENT '<a/>'::xml AS varchar(10)) AS b, xmlserialize(CONTENT 'x'::xml AS char(5)) AS c;
--| a text | b varchar(10) | c bpchar(5)
--| <a/> | <a/> | "x    "
SELECT xmlserialize(DOCUMENT '<a/>'::xml AS varchar(3));
--| ERROR 22001: value too long for type character varying(3)
SELECT xmlserialize(DOCUMENT 'abc'::xml AS text);
--| ERROR 2200L: not an XML document
SELECT xmlserialize(CONTENT 1 AS text);
--| ERROR 42804: argument of XMLSERIALIZE must be type xml, not type integer
--| POSITION: 29
SELECT xmlserialize(CONTENT 'x'::xml AS int);
--| ERROR 42846: cannot cast XMLSERIALIZE result to integer
--| POSITION: 8
SELECT xmlparse(DOCUMENT '<a>x</a>') AS a, xmlparse(CONTENT 'abc<b/>') AS b, xmlparse(CONTENT '  a  ' PRESERVE WHITESPACE) AS c, xmlparse(DOCUMENT ' <a/> ') AS d, xmlparse(CONTENT NULL) AS e;
--| a oid=142 | b oid=142 | c oid=142 | d oid=142 | e oid=142
--| <a>x</a> | abc<b/> | "  a  " | " <a/> " | NULL
SELECT xmlparse(DOCUMENT 'abc');
--| ERROR 2200M: invalid XML document
--| DETAIL: line 1: Start tag expected, '<' not found\nabc\n^
SELECT xmlparse(DOCUMENT '<a/><b/>');
--| ERROR 2200M: invalid XML document
--| DETAIL: line 1: Extra content at the end of the document\n<a/><b/>\n    ^
SELECT xmlparse(DOCUMENT '<a>');
--| ERROR 2200M: invalid XML document
--| DETAIL: line 1: Premature end of data in tag a line 1\n<a>\n   ^
SELECT xmlparse(DOCUMENT '');
--| ERROR 2200M: invalid XML document
--| DETAIL: line 1: switching encoding : no input\n\n^\nline 1: Document is empty\n\n^
SELECT xmlparse(DOCUMENT '  ');
--| ERROR 2200M: invalid XML document
--| DETAIL: line 1: Start tag expected, '<' not found\n  \n  ^
SELECT xml_is_well_formed('<a>') AS a, xml_is_well_formed('<a/>') AS b, xml_is_well_formed('x') AS c, xml_is_well_formed_document('x') AS d, xml_is_well_formed_content('x') AS e, xml_is_well_formed_document('<a/>') AS f;
--| a bool | b bool | c bool | d bool | e bool | f bool
--| f | t | t | f | t | t
SELECT xmlagg(x ORDER BY x::text DESC) AS a, xmlagg(x) AS b, xmlagg(x) FILTER (WHERE false) AS c FROM (VALUES ('<a/>'::xml), (NULL), ('b')) v(x);
--| a oid=142 | b oid=142 | c oid=142
--| b<a/> | <a/>b | NULL
SELECT '<a/>'::xml = '<a/>'::xml;
--| ERROR 42883: operator does not exist: xml = xml
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 20
SELECT x FROM (VALUES ('<a/>'::xml)) v(x) ORDER BY x;
--| ERROR 42883: could not identify an ordering operator for type xml
--| HINT: Use an explicit ordering operator or modify the query.
--| POSITION: 52
SELECT xml('x') AS a, text('<a/>'::xml) AS b, 'x'::text::xml AS c, '<a/>'::xml || 'b' AS d;
--| a oid=142 | b text | c oid=142 | d text
--| x | <a/> | x | <a/>b
CREATE TABLE docs (id int, x xml DEFAULT '<none/>', a xml[]);
--| CREATE TABLE
INSERT INTO docs VALUES (1, '<a>1</a>', '{<b/>,NULL}'), (2, DEFAULT, NULL);
--| INSERT 0 2
SELECT * FROM docs ORDER BY id;
--| id int4 | x oid=142 | a oid=143
--| 1 | <a>1</a> | {<b/>,NULL}
--| 2 | <none/> | NULL
INSERT INTO docs VALUES (3, '<a');
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^
--| POSITION: 29
CREATE VIEW xv AS SELECT xmlelement(NAME foo, xmlattributes(1 AS a, 'x' AS "B c"), 'y', 2) AS a, xmlforest(1 AS a, 2 AS "b c") AS b, xmlconcat('<a/>', 'b') AS c, xmlpi(NAME php, 'x') AS d, xmlroot('<a/>', VERSION '1.0', STANDALONE YES) AS e, xmlroot('<a/>', VERSION NO VALUE) AS f, xmlparse(DOCUMENT '<a/>') AS g, xmlparse(CONTENT 'a' PRESERVE WHITESPACE) AS h, xmlserialize(CONTENT 'x'::xml AS text) AS i, 'x'::xml IS DOCUMENT AS j, xmlserialize(DOCUMENT '<x/>'::xml AS varchar(10)) AS k, 'x'::xml IS NOT DOCUMENT AS l;
--| CREATE VIEW
SELECT pg_get_viewdef('xv'::regclass), pg_get_viewdef('xv'::regclass, true);
--| pg_get_viewdef text | pg_get_viewdef text
--| " SELECT XMLELEMENT(NAME foo, XMLATTRIBUTES(1 AS a, 'x' AS \"B c\"), 'y', 2) AS a,\n    XMLFOREST(1 AS a, 2 AS \"b c\") AS b,\n    XMLCONCAT('<a/>'::xml, 'b'::xml) AS c,\n    XMLPI(NAME php, 'x'::text) AS d,\n    XMLROOT('<a/>'::xml, VERSION '1.0'::text, STANDALONE YES) AS e,\n    XMLROOT('<a/>'::xml, VERSION NO VALUE) AS f,\n    XMLPARSE(DOCUMENT '<a/>'::text STRIP WHITESPACE) AS g,\n    XMLPARSE(CONTENT 'a'::text PRESERVE WHITESPACE) AS h,\n    XMLSERIALIZE(CONTENT 'x'::xml AS text) AS i,\n    'x'::xml IS DOCUMENT AS j,\n    (XMLSERIALIZE(DOCUMENT '<x/>'::xml AS character varying(10)))::character varying(10) AS k,\n    (NOT 'x'::xml IS DOCUMENT) AS l;" | " SELECT XMLELEMENT(NAME foo, XMLATTRIBUTES(1 AS a, 'x' AS \"B c\"), 'y', 2) AS a,\n    XMLFOREST(1 AS a, 2 AS \"b c\") AS b,\n    XMLCONCAT('<a/>'::xml, 'b'::xml) AS c,\n    XMLPI(NAME php, 'x'::text) AS d,\n    XMLROOT('<a/>'::xml, VERSION '1.0'::text, STANDALONE YES) AS e,\n    XMLROOT('<a/>'::xml, VERSION NO VALUE) AS f,\n    XMLPARSE(DOCUMENT '<a/>'::text STRIP WHITESPACE) AS g,\n    XMLPARSE(CONTENT 'a'::text PRESERVE WHITESPACE) AS h,\n    XMLSERIALIZE(CONTENT 'x'::xml AS text) AS i,\n    ('x'::xml) IS DOCUMENT AS j,\n    XMLSERIALIZE(DOCUMENT '<x/>'::xml AS character varying(10))::character varying(10) AS k,\n    NOT ('x'::xml) IS DOCUMENT AS l;"
SELECT * FROM xv;
--| a oid=142 | b oid=142 | c oid=142 | d oid=142 | e oid=142 | f oid=142 | g oid=142 | h oid=142 | i text | j bool | k varchar(10) | l bool
--| <foo a="1" B_x0020_c="x">y2</foo> | <a>1</a><b_x0020_c>2</b_x0020_c> | <a/>b | <?php x?> | <?xml version="1.0" standalone="yes"?><a/> | <a/> | <a/> | a | x | f | <x/> | t
SELECT id, xmlelement(NAME row, xmlattributes(id), x) AS r FROM docs ORDER BY id;
--| id int4 | r oid=142
--| 1 | <row id="1"><a>1</a></row>
--| 2 | <row id="2"><none/></row>
SELECT xmlelement(NAME docs, xmlagg(xmlelement(NAME d, id) ORDER BY id)) AS r FROM docs;
--| r oid=142
--| <docs><d>1</d><d>2</d></docs>
SET xmloption = document;
--| SET
SELECT 'abc'::xml;
--| ERROR 2200M: invalid XML document
--| DETAIL: line 1: Start tag expected, '<' not found\nabc\n^
--| POSITION: 8
SELECT '<a/>'::xml AS a, xml_is_well_formed('abc') AS b;
--| a oid=142 | b bool
--| <a/> | f
SET xmlbinary = hex;
--| SET
SELECT xmlelement(NAME t, '\x01ff'::bytea);
--| xmlelement oid=142
--| <t>01FF</t>
SELECT xmlvalidate('<a/>', 'x');
--| ERROR 0A000: xmlvalidate is not implemented
