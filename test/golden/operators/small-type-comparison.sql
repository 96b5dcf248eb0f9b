-- Order of the small types: boolean, "char" (a signed byte shown as a character), oid, tid, xid8, uuid, pg_lsn.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btboolcmp(a, b)) AS cmp, booland_statefunc(a, b) AS both, boolor_statefunc(a, b) AS either
FROM (VALUES ('false'::bool), ('true'::bool), (NULL)) l(a), (VALUES ('false'::bool), ('true'::bool), (NULL)) r(b);
--| a bool | b bool | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | both bool | either bool
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | f | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | t | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| f | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| f | f | f | t | t | f | t | f | 0 | f | f
--| f | t | t | t | f | t | f | f | -1 | f | t
--| t | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| t | f | f | f | f | t | t | t | 1 | f | t
--| t | t | f | t | t | f | t | f | 0 | t | t

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btcharcmp(a, b)) AS cmp, hashchar(a) = hashchar(b) AS hash, hashcharextended(a, 0) = hashcharextended(b, 0) AS hash64
FROM (VALUES ('a'::"char"), ('B'::"char"), (''::"char"), (NULL)) l(a), (VALUES ('a'::"char"), ('B'::"char"), (''::"char"), (NULL)) r(b);
--| a "char" | b "char" | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | hash bool | hash64 bool
--| "" | "" | f | t | t | f | t | f | 0 | t | t
--| "" | B | t | t | f | t | f | f | -1 | f | f
--| "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| "" | a | t | t | f | t | f | f | -1 | f | f
--| B | "" | f | f | f | t | t | t | 1 | f | f
--| B | B | f | t | t | f | t | f | 0 | t | t
--| B | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| B | a | t | t | f | t | f | f | -1 | f | f
--| NULL | "" | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | B | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | a | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | "" | f | f | f | t | t | t | 1 | f | f
--| a | B | f | f | f | t | t | t | 1 | f | f
--| a | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| a | a | f | t | t | f | t | f | 0 | t | t

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(btoidcmp(a, b)) AS cmp, oidlarger(a, b) AS larger, oidsmaller(a, b) AS smaller, hashoid(a) = hashoid(b) AS hash, hashoidextended(a, 0) = hashoidextended(b, 0) AS hash64
FROM (VALUES ('0'::oid), ('4294967295'::oid), ('2147483648'::oid), (NULL)) l(a), (VALUES ('0'::oid), ('4294967295'::oid), ('2147483648'::oid), (NULL)) r(b);
--| a oid | b oid | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger oid | smaller oid | hash bool | hash64 bool
--| 0 | 0 | f | t | t | f | t | f | 0 | 0 | 0 | t | t
--| 0 | 2147483648 | t | t | f | t | f | f | -1 | 2147483648 | 0 | f | f
--| 0 | 4294967295 | t | t | f | t | f | f | -1 | 4294967295 | 0 | f | f
--| 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 2147483648 | 0 | f | f | f | t | t | t | 1 | 2147483648 | 0 | f | f
--| 2147483648 | 2147483648 | f | t | t | f | t | f | 0 | 2147483648 | 2147483648 | t | t
--| 2147483648 | 4294967295 | t | t | f | t | f | f | -1 | 4294967295 | 2147483648 | f | f
--| 2147483648 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 4294967295 | 0 | f | f | f | t | t | t | 1 | 4294967295 | 0 | f | f
--| 4294967295 | 2147483648 | f | f | f | t | t | t | 1 | 4294967295 | 2147483648 | f | f
--| 4294967295 | 4294967295 | f | t | t | f | t | f | 0 | 4294967295 | 4294967295 | t | t
--| 4294967295 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 2147483648 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 4294967295 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(bttidcmp(a, b)) AS cmp, tidlarger(a, b) AS larger, tidsmaller(a, b) AS smaller
FROM (VALUES ('(0,0)'::tid), ('(4294967295,65535)'::tid), ('(1,2)'::tid), (NULL)) l(a), (VALUES ('(0,0)'::tid), ('(4294967295,65535)'::tid), ('(1,2)'::tid), (NULL)) r(b);
--| a oid=27 | b oid=27 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger oid=27 | smaller oid=27
--| (0,0) | (0,0) | f | t | t | f | t | f | 0 | (0,0) | (0,0)
--| (0,0) | (1,2) | t | t | f | t | f | f | -1 | (1,2) | (0,0)
--| (0,0) | (4294967295,65535) | t | t | f | t | f | f | -1 | (4294967295,65535) | (0,0)
--| (0,0) | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| (1,2) | (0,0) | f | f | f | t | t | t | 1 | (1,2) | (0,0)
--| (1,2) | (1,2) | f | t | t | f | t | f | 0 | (1,2) | (1,2)
--| (1,2) | (4294967295,65535) | t | t | f | t | f | f | -1 | (4294967295,65535) | (1,2)
--| (1,2) | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| (4294967295,65535) | (0,0) | f | f | f | t | t | t | 1 | (4294967295,65535) | (0,0)
--| (4294967295,65535) | (1,2) | f | f | f | t | t | t | 1 | (4294967295,65535) | (1,2)
--| (4294967295,65535) | (4294967295,65535) | f | t | t | f | t | f | 0 | (4294967295,65535) | (4294967295,65535)
--| (4294967295,65535) | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | (0,0) | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | (1,2) | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | (4294967295,65535) | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(xid8cmp(a, b)) AS cmp, xid8_larger(a, b) AS larger, xid8_smaller(a, b) AS smaller
FROM (VALUES ('0'::xid8), ('18446744073709551615'::xid8), ('7'::xid8), (NULL)) l(a), (VALUES ('0'::xid8), ('18446744073709551615'::xid8), ('7'::xid8), (NULL)) r(b);
--| a oid=5069 | b oid=5069 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger oid=5069 | smaller oid=5069
--| 0 | 0 | f | t | t | f | t | f | 0 | 0 | 0
--| 0 | 18446744073709551615 | t | t | f | t | f | f | -1 | 18446744073709551615 | 0
--| 0 | 7 | t | t | f | t | f | f | -1 | 7 | 0
--| 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 18446744073709551615 | 0 | f | f | f | t | t | t | 1 | 18446744073709551615 | 0
--| 18446744073709551615 | 18446744073709551615 | f | t | t | f | t | f | 0 | 18446744073709551615 | 18446744073709551615
--| 18446744073709551615 | 7 | f | f | f | t | t | t | 1 | 18446744073709551615 | 7
--| 18446744073709551615 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 7 | 0 | f | f | f | t | t | t | 1 | 7 | 0
--| 7 | 18446744073709551615 | t | t | f | t | f | f | -1 | 18446744073709551615 | 7
--| 7 | 7 | f | t | t | f | t | f | 0 | 7 | 7
--| 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 18446744073709551615 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 7 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(uuid_cmp(a, b)) AS cmp, uuid_hash(a) = uuid_hash(b) AS hash, uuid_hash_extended(a, 0) = uuid_hash_extended(b, 0) AS hash64
FROM (VALUES ('00000000-0000-0000-0000-000000000000'::uuid), ('ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid), ('12345678-9abc-def0-1234-56789abcdef0'::uuid), (NULL)) l(a), (VALUES ('00000000-0000-0000-0000-000000000000'::uuid), ('ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid), ('12345678-9abc-def0-1234-56789abcdef0'::uuid), (NULL)) r(b);
--| a uuid | b uuid | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | hash bool | hash64 bool
--| 00000000-0000-0000-0000-000000000000 | 00000000-0000-0000-0000-000000000000 | f | t | t | f | t | f | 0 | t | t
--| 00000000-0000-0000-0000-000000000000 | 12345678-9abc-def0-1234-56789abcdef0 | t | t | f | t | f | f | -1 | f | f
--| 00000000-0000-0000-0000-000000000000 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 00000000-0000-0000-0000-000000000000 | ffffffff-ffff-ffff-ffff-ffffffffffff | t | t | f | t | f | f | -1 | f | f
--| 12345678-9abc-def0-1234-56789abcdef0 | 00000000-0000-0000-0000-000000000000 | f | f | f | t | t | t | 1 | f | f
--| 12345678-9abc-def0-1234-56789abcdef0 | 12345678-9abc-def0-1234-56789abcdef0 | f | t | t | f | t | f | 0 | t | t
--| 12345678-9abc-def0-1234-56789abcdef0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 12345678-9abc-def0-1234-56789abcdef0 | ffffffff-ffff-ffff-ffff-ffffffffffff | t | t | f | t | f | f | -1 | f | f
--| NULL | 00000000-0000-0000-0000-000000000000 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 12345678-9abc-def0-1234-56789abcdef0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | ffffffff-ffff-ffff-ffff-ffffffffffff | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| ffffffff-ffff-ffff-ffff-ffffffffffff | 00000000-0000-0000-0000-000000000000 | f | f | f | t | t | t | 1 | f | f
--| ffffffff-ffff-ffff-ffff-ffffffffffff | 12345678-9abc-def0-1234-56789abcdef0 | f | f | f | t | t | t | 1 | f | f
--| ffffffff-ffff-ffff-ffff-ffffffffffff | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| ffffffff-ffff-ffff-ffff-ffffffffffff | ffffffff-ffff-ffff-ffff-ffffffffffff | f | t | t | f | t | f | 0 | t | t

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(pg_lsn_cmp(a, b)) AS cmp, pg_lsn_larger(a, b) AS larger, pg_lsn_smaller(a, b) AS smaller
FROM (VALUES ('0/0'::pg_lsn), ('FFFFFFFF/FFFFFFFF'::pg_lsn), ('1/2'::pg_lsn), (NULL)) l(a), (VALUES ('0/0'::pg_lsn), ('FFFFFFFF/FFFFFFFF'::pg_lsn), ('1/2'::pg_lsn), (NULL)) r(b);
--| a oid=3220 | b oid=3220 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8 | larger oid=3220 | smaller oid=3220
--| 0/0 | 0/0 | f | t | t | f | t | f | 0 | 0/0 | 0/0
--| 0/0 | 1/2 | t | t | f | t | f | f | -1 | 1/2 | 0/0
--| 0/0 | FFFFFFFF/FFFFFFFF | t | t | f | t | f | f | -1 | FFFFFFFF/FFFFFFFF | 0/0
--| 0/0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 1/2 | 0/0 | f | f | f | t | t | t | 1 | 1/2 | 0/0
--| 1/2 | 1/2 | f | t | t | f | t | f | 0 | 1/2 | 1/2
--| 1/2 | FFFFFFFF/FFFFFFFF | t | t | f | t | f | f | -1 | FFFFFFFF/FFFFFFFF | 1/2
--| 1/2 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| FFFFFFFF/FFFFFFFF | 0/0 | f | f | f | t | t | t | 1 | FFFFFFFF/FFFFFFFF | 0/0
--| FFFFFFFF/FFFFFFFF | 1/2 | f | f | f | t | t | t | 1 | FFFFFFFF/FFFFFFFF | 1/2
--| FFFFFFFF/FFFFFFFF | FFFFFFFF/FFFFFFFF | f | t | t | f | t | f | 0 | FFFFFFFF/FFFFFFFF | FFFFFFFF/FFFFFFFF
--| FFFFFFFF/FFFFFFFF | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 0/0 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 1/2 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | FFFFFFFF/FFFFFFFF | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

-- Transaction and command ids know only equality.
--! rowsort
SELECT a, b, a = b AS eq, a <> b AS ne FROM (VALUES ('3'::xid), ('4294967295'), (NULL)) l(a), (VALUES ('3'::xid), (NULL)) r(b);
--| a oid=28 | b oid=28 | eq bool | ne bool
--| 3 | 3 | t | f
--| 3 | NULL | NULL | NULL
--| 4294967295 | 3 | f | t
--| 4294967295 | NULL | NULL | NULL
--| NULL | 3 | NULL | NULL
--| NULL | NULL | NULL | NULL
SELECT '3'::xid = 3 AS eq, '3'::xid <> 3 AS ne, '3'::xid <> 4 AS other, '3'::cid = '3'::cid AS cid, '3'::cid = NULL AS none;
--| eq bool | ne bool | other bool | cid bool | none bool
--| t | f | t | t | NULL
SELECT '3'::xid < '4'::xid;
--| ERROR 42883: operator does not exist: xid < xid
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 17
SELECT '3'::cid <> '4'::cid;
--| ERROR 42883: operator does not exist: cid <> cid
--| HINT: No operator matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 17
