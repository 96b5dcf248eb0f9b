-- Functions of byte strings: lengths, trimming, pieces, single bytes and bits, digests, encodings.

SELECT length('\x'::bytea), octet_length('\x00ff'::bytea), bit_length('\x00ff'::bytea), bit_count('\x0103ff'::bytea), length('\xc3a9'::bytea, 'UTF8'), length(NULL::bytea);
--| length int4 | octet_length int4 | bit_length int4 | bit_count int8 | length int4 | length int4
--| 0 | 2 | 16 | 11 | 1 | NULL
SELECT length('\xff'::bytea, 'UTF8');
--| ERROR 22021: invalid byte sequence for encoding "UTF8": 0xff
SELECT length('\xff'::bytea, 'KLINGON');
--| ERROR 22023: invalid encoding name "KLINGON"
SELECT btrim('\x0000410000'::bytea, '\x00'), ltrim('\x000041'::bytea, '\x00'), rtrim('\x410000'::bytea, '\x0041'), btrim('\x01'::bytea, '\x'), trim(BOTH '\x00' FROM '\x0001'::bytea);
--| btrim bytea | ltrim bytea | rtrim bytea | btrim bytea | btrim bytea
--| \x41 | \x41 | \x | \x01 | \x01
SELECT substr('\x01020304'::bytea, 2), substr('\x01020304'::bytea, 2, 2), substr('\x01020304'::bytea, -1, 3), substring('\x01020304'::bytea FROM 3), substring('\x0102'::bytea FROM 9);
--| substr bytea | substr bytea | substr bytea | substring bytea | substring bytea
--| \x020304 | \x0203 | \x01 | \x0304 | \x
SELECT substr('\x01'::bytea, 1, -1);
--| ERROR 22011: negative substring length not allowed
SELECT overlay('\x01020304'::bytea PLACING '\xff' FROM 2), overlay('\x01020304'::bytea PLACING '\xffff' FROM 2 FOR 3), overlay('\x01'::bytea PLACING '\x02' FROM 9);
--| overlay bytea | overlay bytea | overlay bytea
--| \x01ff0304 | \x01ffff | \x0102
SELECT overlay('\x01'::bytea PLACING '\x02' FROM 0);
--| ERROR 22011: negative substring length not allowed
SELECT position('\x03'::bytea IN '\x0103'::bytea), position('\x'::bytea IN '\x01'), position('\x09'::bytea IN '\x01');
--| position int4 | position int4 | position int4
--| 2 | 1 | 0
SELECT get_byte('\x01ff'::bytea, 1), set_byte('\x01ff'::bytea, 0, 258), get_bit('\x01ff'::bytea, 8), set_bit('\x00'::bytea, 7, 1);
--| get_byte int4 | set_byte bytea | get_bit int4 | set_bit bytea
--| 255 | \x02ff | 1 | \x80
SELECT get_byte('\x01'::bytea, 1);
--| ERROR 2202E: index 1 out of valid range, 0..0
SELECT set_byte('\x01'::bytea, -1, 1);
--| ERROR 2202E: index -1 out of valid range, 0..0
SELECT get_bit('\x01'::bytea, 8);
--| ERROR 2202E: index 8 out of valid range, 0..7
SELECT set_bit('\x01'::bytea, 0, 2);
--| ERROR 22023: new bit must be 0 or 1
SELECT md5(''::bytea), md5('abc'::bytea), md5('abc');
--| md5 text | md5 text | md5 text
--| d41d8cd98f00b204e9800998ecf8427e | 900150983cd24fb0d6963f7d28e17f72 | 900150983cd24fb0d6963f7d28e17f72
SELECT sha224('abc'), sha256('');
--| sha224 bytea | sha256 bytea
--| \x23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7 | \xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
SELECT sha384('abc');
--| sha384 bytea
--| \xcb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
SELECT sha512('abc');
--| sha512 bytea
--| \xddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
SELECT convert('\xc3a9'::bytea, 'UTF8', 'LATIN1'), convert_from('\xe9', 'LATIN1'), convert_to('é', 'LATIN1'), convert_to('abc', 'SQL_ASCII');
--| convert bytea | convert_from text | convert_to bytea | convert_to bytea
--| \xe9 | é | \xe9 | \x616263
SELECT convert_to('€', 'LATIN1');
--| ERROR 22P05: character with byte sequence 0xe2 0x82 0xac in encoding "UTF8" has no equivalent in encoding "LATIN1"
SELECT convert_from('\xff', 'UTF8');
--| ERROR 22021: invalid byte sequence for encoding "UTF8": 0xff
SELECT convert('\x41'::bytea, 'UTF8', 'NOSUCH');
--| ERROR 22023: invalid destination encoding name "NOSUCH"
SELECT convert_from('\x00', 'LATIN1');
--| ERROR 22021: invalid byte sequence for encoding "LATIN1": 0x00
SELECT encode('\x0001ff', 'escape'), encode('\x0001ff', 'base64'), decode('AAH/', 'base64'), decode('\000a', 'escape');
--| encode text | encode text | decode bytea | decode bytea
--| \000\377 | AAH/ | \x0001ff | \x0061
SELECT decode('0', 'hex');
--| ERROR 22023: invalid hexadecimal data: odd number of digits
SELECT decode('A=A', 'base64');
--| ERROR 22023: unexpected "=" while decoding base64 sequence
SELECT encode('a', 'rot13');
--| ERROR 22023: unrecognized encoding: "rot13"
SELECT string_agg(b, '\x2c' ORDER BY b), string_agg(b, NULL ORDER BY b), string_agg(b, '\x00') FILTER (WHERE b IS NULL) FROM (VALUES ('\x01'::bytea), ('\x02'), (NULL)) v(b);
--| string_agg bytea | string_agg bytea | string_agg bytea
--| \x012c02 | \x0102 | NULL
