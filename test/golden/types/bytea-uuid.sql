-- bytea and uuid: both text forms, comparison, functions, errors.
SELECT '\xDEADbeef'::bytea AS a, 'abc\\\001'::bytea AS b, ''::bytea AS c, '\x'::bytea = ''::bytea AS d;
--| a bytea | b bytea | c bytea | d bool
--| \xdeadbeef | \x6162635c01 | \x | t
SELECT '\xABC'::bytea;
--| ERROR 22023: invalid hexadecimal data: odd number of digits
--| POSITION: 8
SELECT '\xZZ'::bytea;
--| ERROR 22023: invalid hexadecimal digit: "Z"
--| POSITION: 8
SELECT 'a\9'::bytea;
--| ERROR 22P02: invalid input syntax for type bytea
--| POSITION: 8
SELECT length('\x0102'::bytea) AS l, '\x01'::bytea || '\x02'::bytea AS c, substring('\x010203'::bytea FROM 2 FOR 1) AS s, get_byte('\x0102ff'::bytea, 2) AS g, '\x01'::bytea < '\x0100'::bytea AS lt;
--| l int4 | c bytea | s bytea | g int4 | lt bool
--| 2 | \x0102 | \x02 | 255 | t
SELECT encode('\x00ff7f'::bytea, 'hex') AS h, encode('hello'::bytea, 'base64') AS b, encode('\x00ff'::bytea, 'escape') AS e, decode('aGVsbG8=', 'base64') AS d;
--| h text | b text | e text | d bytea
--| 00ff7f | aGVsbG8= | \000\377 | \x68656c6c6f
SELECT decode('xyz', 'hex');
--| ERROR 22023: invalid hexadecimal digit: "x"
SELECT md5('abc') AS m, sha256('abc'::bytea) AS s;
--| m text | s bytea
--| 900150983cd24fb0d6963f7d28e17f72 | \xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
SET bytea_output = 'escape';
--| SET
SELECT '\x00417f5c'::bytea AS a;
--| a bytea
--| \000A\177\\
SELECT 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid AS a, '{a0eebc999c0b4ef8bb6d6bb9bd380a11}'::uuid AS b;
--| a uuid | b uuid
--| a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
SELECT 'a0eebc99'::uuid;
--| ERROR 22P02: invalid input syntax for type uuid: "a0eebc99"
--| POSITION: 8
SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid < 'b0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid AS lt, length(gen_random_uuid()::text) AS l;
--| lt bool | l int4
--| t | 36
CREATE TABLE u (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), b bytea);
--| CREATE TABLE
INSERT INTO u VALUES ('00000000-0000-0000-0000-000000000002', '\x02'), ('00000000-0000-0000-0000-000000000001', '\x01');
--| INSERT 0 2
SELECT * FROM u ORDER BY id;
--| id uuid | b bytea
--| 00000000-0000-0000-0000-000000000001 | \001
--| 00000000-0000-0000-0000-000000000002 | \002
INSERT INTO u (id) VALUES ('00000000-0000-0000-0000-000000000001');
--| ERROR 23505: duplicate key value violates unique constraint "u_pkey"
--| DETAIL: Key (id)=(00000000-0000-0000-0000-000000000001) already exists.
--| FIELDS: schema public, table u, constraint u_pkey
