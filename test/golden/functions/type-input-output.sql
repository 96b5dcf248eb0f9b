-- The input, output and binary output functions of types, called by name: the texts of edge values, the bytes sent, the errors of wrong texts.

SELECT boolin('yes'), boolout(true), boolsend(false), boolin(NULL) IS NULL AS none;
--| boolin bool | boolout oid=2275 | boolsend bytea | none bool
--| t | t | \x00 | t
SELECT boolin('maybe');
--| ERROR 22P02: invalid input syntax for type boolean: "maybe"
SELECT int2in('-32768'), int2out(7::int2), int2send((-2)::int2);
--| int2in int2 | int2out oid=2275 | int2send bytea
--| -32768 | 7 | \xfffe
SELECT int2in('32768');
--| ERROR 22003: value "32768" is out of range for type smallint
SELECT int4in(' 42 '), int4out(-5), int4send(258);
--| int4in int4 | int4out oid=2275 | int4send bytea
--| 42 | -5 | \x00000102
SELECT int4in('1.5');
--| ERROR 22P02: invalid input syntax for type integer: "1.5"
SELECT int8in('-9223372036854775808'), int8out(7::int8), int8send(-1::int8);
--| int8in int8 | int8out oid=2275 | int8send bytea
--| -9223372036854775808 | 7 | \xffffffffffffffff
SELECT int8in('9223372036854775808');
--| ERROR 22003: value "9223372036854775808" is out of range for type bigint
SELECT float4in('1e-45'), float4out(0.1::float4), float4send(1.5::float4);
--| float4in float4 | float4out oid=2275 | float4send bytea
--| 1e-45 | 0.1 | \x3fc00000
SELECT float4in('1e39');
--| ERROR 22003: "1e39" is out of range for type real
SELECT float8in('-0'), float8out(1e-7::float8), float8send('NaN'::float8);
--| float8in float8 | float8out oid=2275 | float8send bytea
--| -0 | 1e-07 | \x7ff8000000000000
SELECT float8in('1e-400');
--| ERROR 22003: "1e-400" is out of range for type double precision
SELECT numeric_in('1.005', 0, 131078), numeric_out(-0.50), numeric_send(12345.678);
--| ERROR 22003: numeric field overflow
--| DETAIL: A field with precision 2, scale 2 must round to an absolute value less than 1.
SELECT numeric_in('1e5', 0, 131078);
--| ERROR 22003: numeric field overflow
--| DETAIL: A field with precision 2, scale 2 must round to an absolute value less than 1.
SELECT cash_in('$1,234.567'), cash_out('-5'::money), cash_send('0.01'::money);
--| cash_in money | cash_out oid=2275 | cash_send bytea
--| $1,234.57 | -$5.00 | \x0000000000000001
SELECT cash_in('one');
--| ERROR 22P02: invalid input syntax for type money: "one"
SELECT oidin('4294967295'), oidout(1::oid), oidsend(2::oid);
--| oidin oid | oidout oid=2275 | oidsend bytea
--| 4294967295 | 1 | \x00000002
SELECT oidin('-4294967296');
--| ERROR 22003: value "-4294967296" is out of range for type oid
SELECT xidin('3'), xidout('3'::xid), xidsend('4294967295'::xid), cidin('5'), cidout('5'::cid), cidsend('1'::cid);
--| xidin oid=28 | xidout oid=2275 | xidsend bytea | cidin oid=29 | cidout oid=2275 | cidsend bytea
--| 3 | 3 | \xffffffff | 5 | 5 | \x00000001
SELECT xid8in('18446744073709551615'), xid8out('7'::xid8), xid8send('7'::xid8);
--| xid8in oid=5069 | xid8out oid=2275 | xid8send bytea
--| 18446744073709551615 | 7 | \x0000000000000007
SELECT tidin('(1,2)'), tidout('(0,1)'::tid), tidsend('(1,65535)'::tid);
--| tidin oid=27 | tidout oid=2275 | tidsend bytea
--| (1,2) | (0,1) | \x00000001ffff
SELECT tidin('(1,65536)');
--| ERROR 22P02: invalid input syntax for type tid: "(1,65536)"
SELECT charin('abc'), charin(''), charout('x'::"char"), charsend('a'::"char");
--| charin "char" | charin "char" | charout oid=2275 | charsend bytea
--| a | "" | x | \x61
SELECT textin('a b'), textout('é'), textsend('é'), unknownout(unknownin('u')), unknownsend(unknownin('w'));
--| textin text | textout oid=2275 | textsend bytea | unknownout oid=2275 | unknownsend bytea
--| a b | é | \xc3a9 | u | \x77
SELECT bpcharin('ab', 0, 8), bpcharout('a'::char(3)), bpcharsend('a'::char(3));
--| bpcharin bpchar | bpcharout oid=2275 | bpcharsend bytea
--| "ab  " | "a  " | \x612020
SELECT bpcharin('abcde', 0, 8);
--| ERROR 22001: value too long for type character(4)
SELECT varcharin('ab  ', 0, 6), varcharout('a'::varchar), varcharsend('ab'::varchar);
--| varcharin varchar | varcharout oid=2275 | varcharsend bytea
--| ab | a | \x6162
SELECT varcharin('abc', 0, 6);
--| ERROR 22001: value too long for type character varying(2)
SELECT namein(repeat('n', 70)), nameout('x'::name), namesend('x'::name);
--| ERROR 42883: function namein(text) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 8
SELECT cstring_in('c'), cstring_out('c'::cstring), cstring_send('c'::cstring);
--| cstring_in oid=2275 | cstring_out oid=2275 | cstring_send bytea
--| c | c | \x63
SELECT byteain('\x00FF'), byteain('a\001\\'), byteaout('\xdead'::bytea), byteasend('\x00'::bytea);
--| byteain bytea | byteain bytea | byteaout oid=2275 | byteasend bytea
--| \x00ff | \x61015c | \xdead | \x00
SELECT byteain('\x0');
--| ERROR 22023: invalid hexadecimal data: odd number of digits
SELECT byteain('\08');
--| ERROR 22P02: invalid input syntax for type bytea
SELECT bit_in('101', 0, 3), bit_out(B'10'), varbit_in('x1F', 0, -1), varbit_out(B''::varbit);
--| bit_in bit | bit_out oid=2275 | varbit_in varbit | varbit_out oid=2275
--| 101 | 10 | 00011111 | ""
SELECT bit_in('1012', 0, -1);
--| ERROR 22P02: "2" is not a valid binary digit
SELECT bit_in('1', 0, 2);
--| ERROR 22026: bit string length 1 does not match type bit(2)
SELECT varbit_in('111', 0, 2);
--| ERROR 22001: bit string too long for type bit varying(2)
SELECT date_in('2024-02-29'), date_out('infinity'::date), date_send('2000-01-02'::date);
--| date_in date | date_out oid=2275 | date_send bytea
--| 2024-02-29 | infinity | \x00000001
SELECT date_in('2023-02-29');
--| ERROR 22008: date/time field value out of range: "2023-02-29"
SELECT time_in('24:00', 0, -1), time_out('12:34:56.7'::time), time_send('00:00:01'::time);
--| time_in time | time_out oid=2275 | time_send bytea
--| 24:00:00 | 12:34:56.7 | \x00000000000f4240
SELECT time_in('25:00', 0, -1);
--| ERROR 22008: date/time field value out of range: "25:00"
SELECT timetz_in('12:00+02', 0, 0), timetz_out('12:00-08'::timetz), timetz_send('00:00:01+01'::timetz);
--| timetz_in timetz | timetz_out oid=2275 | timetz_send bytea
--| 12:00:00+02 | 12:00:00-08 | \x00000000000f4240fffff1f0
SELECT timestamp_in('2024-02-29 12:00:00.56', 0, 1), timestamp_out('-infinity'::timestamp), timestamp_send('2000-01-01 00:00:01'::timestamp);
--| timestamp_in timestamp | timestamp_out oid=2275 | timestamp_send bytea
--| 2024-02-29 12:00:00.6 | -infinity | \x00000000000f4240
SELECT timestamp_in('2024-13-01', 0, -1);
--| ERROR 22008: date/time field value out of range: "2024-13-01"
--| HINT: Perhaps you need a different "datestyle" setting.
SELECT timestamptz_in('2024-02-29 12:00+02', 0, -1), timestamptz_out('epoch'::timestamptz), timestamptz_send('2000-01-01 00:00:01+00'::timestamptz);
--| timestamptz_in timestamptz | timestamptz_out oid=2275 | timestamptz_send bytea
--| 2024-02-29 10:00:00+00 | 1970-01-01 00:00:00+00 | \x00000000000f4240
SELECT timestamptz_in('294277-01-01', 0, -1);
--| ERROR 22008: timestamp out of range: "294277-01-01"
SELECT interval_in('1 mon 2 days 03:04:05', 0, -1), interval_out('-1 day'), interval_send('1 mon 2 days 00:00:01'::interval);
--| interval_in interval | interval_out oid=2275 | interval_send bytea
--| 1 mon 2 days 03:04:05 | -1 days | \x00000000000f42400000000200000001
SELECT interval_in('one', 0, -1);
--| ERROR 22007: invalid input syntax for type interval: "one"
SELECT uuid_in('{A0EEBC99-9C0B4EF8-BB6D6BB9BD380A11}'), uuid_out('a0eebc999c0b4ef8bb6d6bb9bd380a11'::uuid), uuid_send('00000000-0000-0000-0000-0000000000ff'::uuid);
--| uuid_in uuid | uuid_out oid=2275 | uuid_send bytea
--| a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 | \x000000000000000000000000000000ff
SELECT uuid_in('a0');
--| ERROR 22P02: invalid input syntax for type uuid: "a0"
SELECT inet_in('10.1/16'), inet_out('::1'::inet), cidr_in('10.1/16'), cidr_out('10/8'::cidr);
--| inet_in oid=869 | inet_out oid=2275 | cidr_in oid=650 | cidr_out oid=2275
--| 10.1.0.0/16 | ::1 | 10.1.0.0/16 | 10.0.0.0/8
SELECT cidr_in('10.1.1.1/8');
--| ERROR 22P02: invalid cidr value: "10.1.1.1/8"
--| DETAIL: Value has bits set to right of mask.
SELECT macaddr_in('08002b:010203'), macaddr_out('08:00:2b:01:02:03'::macaddr), macaddr8_in('08:00:2b:01:02:03'), macaddr8_out('1:2:3:4:5:6:7:8'::macaddr8);
--| ERROR 22P02: invalid input syntax for type macaddr8: "1:2:3:4:5:6:7:8"
--| POSITION: 127
SELECT macaddr_in('g');
--| ERROR 22P02: invalid input syntax for type macaddr: "g"
SELECT json_in(' {"a" :1}'), json_out('[1, 2]'::json), json_send('{}'::json), jsonb_in('{"b":1,"a":2}'), jsonb_out('[1,2]'::jsonb), jsonb_send('{}'::jsonb);
--| json_in json | json_out oid=2275 | json_send bytea | jsonb_in jsonb | jsonb_out oid=2275 | jsonb_send bytea
--| " {\"a\" :1}" | [1, 2] | \x7b7d | {"a": 2, "b": 1} | [1, 2] | \x017b7d
SELECT json_in('{');
--| ERROR 22P02: invalid input syntax for type json
--| DETAIL: The input string ended unexpectedly.
--| CONTEXT: JSON data, line 1: {
SELECT jsonpath_in('$.a[*]'), jsonpath_out('strict $'::jsonpath), jsonpath_send('$'::jsonpath);
--| jsonpath_in oid=4072 | jsonpath_out oid=2275 | jsonpath_send bytea
--| $."a"[*] | strict $ | \x0124
SELECT xml_in('<a/>'), xml_out('<a/>'::xml), xml_send('x'::xml);
--| xml_in oid=142 | xml_out oid=2275 | xml_send bytea
--| <a/> | <a/> | \x78
SELECT xml_in('<a>');
--| ERROR 2200N: invalid XML content
--| DETAIL: line 1: Premature end of data in tag a line 1\n<a>\n   ^
SELECT pg_lsn_in('16/B374D848'), pg_lsn_out('0/0'::pg_lsn), pg_lsn_send('1/2'::pg_lsn);
--| pg_lsn_in oid=3220 | pg_lsn_out oid=2275 | pg_lsn_send bytea
--| 16/B374D848 | 0/0 | \x0000000100000002
SELECT pg_lsn_in('16B374D848');
--| ERROR 22P02: invalid input syntax for type pg_lsn: "16B374D848"
SELECT pg_snapshot_in('10:20:10,14'), pg_snapshot_out('1:1:'::pg_snapshot), pg_snapshot_send('10:20:10'::pg_snapshot), txid_snapshot_in('10:20:'), txid_snapshot_out('1:1:'::txid_snapshot), txid_snapshot_send('1:3:2'::txid_snapshot);
--| pg_snapshot_in oid=5038 | pg_snapshot_out oid=2275 | pg_snapshot_send bytea | txid_snapshot_in oid=2970 | txid_snapshot_out oid=2275 | txid_snapshot_send bytea
--| 10:20:10,14 | 1:1: | \x00000001000000000000000a0000000000000014000000000000000a | 10:20: | 1:1: | \x00000001000000000000000100000000000000030000000000000002
SELECT pg_snapshot_in('20:10:');
--| ERROR 22P02: invalid input syntax for type pg_snapshot: "20:10:"
SELECT int2vectorin('1 -2'), int2vectorout('3'::int2vector), int2vectorsend('1'::int2vector), oidvectorin('1 2'), oidvectorout('3'::oidvector), oidvectorsend('1'::oidvector);
--| int2vectorin oid=22 | int2vectorout oid=2275 | int2vectorsend bytea | oidvectorin oid=30 | oidvectorout oid=2275 | oidvectorsend bytea
--| 1 -2 | 3 | \x0000000100000000000000150000000100000000000000020001 | 1 2 | 3 | \x00000001000000000000001a00000001000000000000000400000001
SELECT point_in('(1,2)'), point_out('3,4'), line_in('{1,2,3}'), line_out('[(0,0),(1,1)]'::line), lseg_in('[(0,0),(1,1)]'), lseg_out('0,0,1,1'::lseg), box_in('0,0,1,1'), box_out('1,1,0,0'::box);
--| point_in point | point_out oid=2275 | line_in oid=628 | line_out oid=2275 | lseg_in oid=601 | lseg_out oid=2275 | box_in oid=603 | box_out oid=2275
--| (1,2) | (3,4) | {1,2,3} | {1,-1,0} | [(0,0),(1,1)] | [(0,0),(1,1)] | (1,1),(0,0) | (1,1),(0,0)
SELECT path_in('[(0,0),(1,1)]'), path_out('((0,0),(1,1))'::path), poly_in('0,0,1,1,1,0'), poly_out('((0,0))'::polygon), circle_in('<(0,0),1>'), circle_out('((1,2),3)'::circle);
--| path_in oid=602 | path_out oid=2275 | poly_in oid=604 | poly_out oid=2275 | circle_in oid=718 | circle_out oid=2275
--| [(0,0),(1,1)] | ((0,0),(1,1)) | ((0,0),(1,1),(1,0)) | ((0,0)) | <(0,0),1> | <(1,2),3>
SELECT point_in('1'), 1;
--| ERROR 22P02: invalid input syntax for type point: "1"
SELECT circle_in('<(0,0),-1>');
--| ERROR 22P02: invalid input syntax for type circle: "<(0,0),-1>"
SELECT array_in('{1,NULL,"3"}', 23, -1), array_out(ARRAY['a b', NULL, '']), array_send(ARRAY[1::int2]);
--| array_in oid=2277 | array_out oid=2275 | array_send bytea
--| {1,NULL,3} | {"a b",NULL,""} | \x0000000100000000000000150000000100000001000000020001
SELECT array_in('{1', 23, -1);
--| ERROR 22P02: malformed array literal: "{1"
--| DETAIL: Unexpected end of input.
SELECT record_in('(1,2)', 2249, -1);
--| ERROR 0A000: input of anonymous composite types is not implemented
SELECT record_out(ROW(1, NULL, 'a b')), record_send(ROW(1::int2, NULL::text));
--| record_out oid=2275 | record_send bytea
--| (1,,"a b") | \x000000020000001500000002000100000019ffffffff
SELECT regclassin('pg_class'), regclassout('pg_type'::regclass), regclasssend('pg_proc'::regclass), regtypein('int4[]'), regtypeout('text'::regtype), regtypesend('bool'::regtype);
--| regclassin regclass | regclassout oid=2275 | regclasssend bytea | regtypein regtype | regtypeout oid=2275 | regtypesend bytea
--| pg_class | pg_type | \x000004e7 | integer[] | text | \x00000010
SELECT regclassin('nosuch');
--| ERROR 42P01: relation "nosuch" does not exist
SELECT regprocin('now'), regprocout('now'::regproc), regprocsend('now'::regproc), regprocedurein('abs(int4)'), regprocedureout('abs(int8)'::regprocedure), regproceduresend('abs(int4)'::regprocedure);
--| regprocin regproc | regprocout oid=2275 | regprocsend bytea | regprocedurein oid=2202 | regprocedureout oid=2275 | regproceduresend bytea
--| now | now | \x00000513 | abs(integer) | abs(bigint) | \x00000575
SELECT regprocin('abs');
--| ERROR 42725: more than one function named "abs"
SELECT regoperin('!!='), 1;
--| ERROR 42883: operator does not exist: !!=
SELECT regoperin('||/'), regoperout('|/'::regoper), regopersend('|/'::regoper), regoperatorin('+(int4,int4)'), regoperatorout('-(none,int4)'::regoperator), regoperatorsend('+(int4,int4)'::regoperator);
--| regoperin oid=2203 | regoperout oid=2275 | regopersend bytea | regoperatorin oid=2204 | regoperatorout oid=2275 | regoperatorsend bytea
--| ||/ | |/ | \x00000254 | +(integer,integer) | -(NONE,integer) | \x00000227
SELECT regoperatorin('+(int4)');
--| ERROR 42P02: missing argument
--| HINT: Use NONE to denote the missing argument of a unary operator.
SELECT regnamespacein('public'), regnamespaceout('pg_catalog'::regnamespace), regnamespacesend('public'::regnamespace), regrolein('postgres'), regroleout('postgres'::regrole), regrolesend('postgres'::regrole);
--| regnamespacein oid=4089 | regnamespaceout oid=2275 | regnamespacesend bytea | regrolein oid=4096 | regroleout oid=2275 | regrolesend bytea
--| public | pg_catalog | \x00000898 | postgres | postgres | \x0000000a
SELECT regrolein('nosuch role');
--| ERROR 42602: invalid name syntax
SELECT regcollationin('"C"'), regcollationout('"POSIX"'::regcollation), regcollationsend('"C"'::regcollation);
--| regcollationin oid=4191 | regcollationout oid=2275 | regcollationsend bytea
--| "\"C\"" | "\"POSIX\"" | \x000003b6
SELECT void_out(void_in('x')) AS out, void_send(void_in('')) AS send;
--| out oid=2275 | send bytea
--| "" | \x
SELECT numerictypmodin('{10,2}'), numerictypmodout(655366), bpchartypmodin('{5}'), bpchartypmodout(9), varchartypmodin('{5}'), varchartypmodout(9), bittypmodin('{3}'), bittypmodout(3), varbittypmodin('{3}'), varbittypmodout(3);
--| numerictypmodin int4 | numerictypmodout oid=2275 | bpchartypmodin int4 | bpchartypmodout oid=2275 | varchartypmodin int4 | varchartypmodout oid=2275 | bittypmodin int4 | bittypmodout oid=2275 | varbittypmodin int4 | varbittypmodout oid=2275
--| 655366 | (10,2) | 9 | (5) | 9 | (5) | 3 | (3) | 3 | (3)
SELECT numerictypmodin('{1001}');
--| ERROR 22023: NUMERIC precision 1001 must be between 1 and 1000
SELECT varchartypmodin('{0}');
--| ERROR 22023: length for type varchar must be at least 1
SELECT bittypmodin('{1,2}');
--| ERROR 22023: invalid type modifier
