-- Elements nest 256 deep; of a long line what stands before the fault is shown.
SELECT (repeat('<a>', 256) || repeat('</a>', 256))::xml IS NULL;
--| ?column? bool
--| f
SELECT (repeat('<a>', 257) || repeat('</a>', 257))::xml IS NULL;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Excessive depth in document: 256 use XML_PARSE_HUGE option\n<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a\n                                                                               ^
SELECT (repeat('<a>', 256) || '<b x="1"/>' || repeat('</a>', 256))::xml IS NULL;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Excessive depth in document: 256 use XML_PARSE_HUGE option\n<a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><a><b x="1"\n                                                                               ^
SELECT xml_is_well_formed(repeat('<a>', 257) || repeat('</a>', 257));
--| xml_is_well_formed bool
--| f
SELECT ('<a>' || repeat('x', 200) || '<b>' || repeat('y', 200) || '</a>')::xml IS NULL;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Opening and ending tag mismatch: b line 1 and a\nyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy</a>\n                                                                               ^\nline 1: Premature end of data in tag a line 1\nyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy</a>\n                                                                               ^
SELECT (E'<a>\n' || repeat('x', 20) || E'</b>\n' || repeat('y', 200) || '</a>')::xml IS NULL;
--| ERROR 2200N: invalid XML content
--| DETAIL: line 2: Opening and ending tag mismatch: a line 1 and b\nxxxxxxxxxxxxxxxxxxxx</b>\n                        ^
