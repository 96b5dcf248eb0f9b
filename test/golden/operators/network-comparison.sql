-- Order of network addresses: family, then the bits of the network, then its length, then the address; containment both ways; MAC addresses.

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, a << b AS sub, a <<= b AS subeq, a >> b AS sup, a >>= b AS supeq, a && b AS overlap, sign(network_cmp(a, b)) AS cmp, network_larger(a, b) AS larger, network_smaller(a, b) AS smaller
FROM (VALUES ('10.0.0.0/8'::inet), ('10.1.0.0/16'::inet), ('10.1.0.1'::inet), ('::1'::inet), (NULL)) l(a), (VALUES ('10.0.0.0/8'::inet), ('10.1.0.0/16'::inet), ('10.1.0.1'::inet), ('::1'::inet), (NULL)) r(b);
--| a oid=869 | b oid=869 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | sub bool | subeq bool | sup bool | supeq bool | overlap bool | cmp float8 | larger oid=869 | smaller oid=869
--| 10.0.0.0/8 | 10.0.0.0/8 | f | t | t | f | t | f | f | t | f | t | t | 0 | 10.0.0.0/8 | 10.0.0.0/8
--| 10.0.0.0/8 | 10.1.0.0/16 | t | t | f | t | f | f | f | f | t | t | t | -1 | 10.1.0.0/16 | 10.0.0.0/8
--| 10.0.0.0/8 | 10.1.0.1 | t | t | f | t | f | f | f | f | t | t | t | -1 | 10.1.0.1 | 10.0.0.0/8
--| 10.0.0.0/8 | ::1 | t | t | f | t | f | f | f | f | f | f | f | -1 | ::1 | 10.0.0.0/8
--| 10.0.0.0/8 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 10.1.0.0/16 | 10.0.0.0/8 | f | f | f | t | t | t | t | t | f | f | t | 1 | 10.1.0.0/16 | 10.0.0.0/8
--| 10.1.0.0/16 | 10.1.0.0/16 | f | t | t | f | t | f | f | t | f | t | t | 0 | 10.1.0.0/16 | 10.1.0.0/16
--| 10.1.0.0/16 | 10.1.0.1 | t | t | f | t | f | f | f | f | t | t | t | -1 | 10.1.0.1 | 10.1.0.0/16
--| 10.1.0.0/16 | ::1 | t | t | f | t | f | f | f | f | f | f | f | -1 | ::1 | 10.1.0.0/16
--| 10.1.0.0/16 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 10.1.0.1 | 10.0.0.0/8 | f | f | f | t | t | t | t | t | f | f | t | 1 | 10.1.0.1 | 10.0.0.0/8
--| 10.1.0.1 | 10.1.0.0/16 | f | f | f | t | t | t | t | t | f | f | t | 1 | 10.1.0.1 | 10.1.0.0/16
--| 10.1.0.1 | 10.1.0.1 | f | t | t | f | t | f | f | t | f | t | t | 0 | 10.1.0.1 | 10.1.0.1
--| 10.1.0.1 | ::1 | t | t | f | t | f | f | f | f | f | f | f | -1 | ::1 | 10.1.0.1
--| 10.1.0.1 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| ::1 | 10.0.0.0/8 | f | f | f | t | t | t | f | f | f | f | f | 1 | ::1 | 10.0.0.0/8
--| ::1 | 10.1.0.0/16 | f | f | f | t | t | t | f | f | f | f | f | 1 | ::1 | 10.1.0.0/16
--| ::1 | 10.1.0.1 | f | f | f | t | t | t | f | f | f | f | f | 1 | ::1 | 10.1.0.1
--| ::1 | ::1 | f | t | t | f | t | f | f | t | f | t | t | 0 | ::1 | ::1
--| ::1 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 10.0.0.0/8 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 10.1.0.0/16 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 10.1.0.1 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | ::1 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(macaddr_cmp(a, b)) AS cmp
FROM (VALUES ('00:00:00:00:00:00'::macaddr), ('08:00:2b:01:02:03'::macaddr), ('ff:ff:ff:ff:ff:ff'::macaddr), (NULL)) l(a), (VALUES ('00:00:00:00:00:00'::macaddr), ('08:00:2b:01:02:03'::macaddr), ('ff:ff:ff:ff:ff:ff'::macaddr), (NULL)) r(b);
--| a oid=829 | b oid=829 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| 00:00:00:00:00:00 | 00:00:00:00:00:00 | f | t | t | f | t | f | 0
--| 00:00:00:00:00:00 | 08:00:2b:01:02:03 | t | t | f | t | f | f | -1
--| 00:00:00:00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 00:00:00:00:00:00 | ff:ff:ff:ff:ff:ff | t | t | f | t | f | f | -1
--| 08:00:2b:01:02:03 | 00:00:00:00:00:00 | f | f | f | t | t | t | 1
--| 08:00:2b:01:02:03 | 08:00:2b:01:02:03 | f | t | t | f | t | f | 0
--| 08:00:2b:01:02:03 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 08:00:2b:01:02:03 | ff:ff:ff:ff:ff:ff | t | t | f | t | f | f | -1
--| NULL | 00:00:00:00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 08:00:2b:01:02:03 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | ff:ff:ff:ff:ff:ff | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| ff:ff:ff:ff:ff:ff | 00:00:00:00:00:00 | f | f | f | t | t | t | 1
--| ff:ff:ff:ff:ff:ff | 08:00:2b:01:02:03 | f | f | f | t | t | t | 1
--| ff:ff:ff:ff:ff:ff | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| ff:ff:ff:ff:ff:ff | ff:ff:ff:ff:ff:ff | f | t | t | f | t | f | 0

--! rowsort
SELECT a, b, a < b AS lt, a <= b AS le, a = b AS eq, a <> b AS ne, a >= b AS ge, a > b AS gt, sign(macaddr8_cmp(a, b)) AS cmp
FROM (VALUES ('00:00:00:00:00:00:00:00'::macaddr8), ('08:00:2b:ff:fe:01:02:03'::macaddr8), ('ff:ff:ff:ff:ff:ff:ff:ff'::macaddr8), (NULL)) l(a), (VALUES ('00:00:00:00:00:00:00:00'::macaddr8), ('08:00:2b:ff:fe:01:02:03'::macaddr8), ('ff:ff:ff:ff:ff:ff:ff:ff'::macaddr8), (NULL)) r(b);
--| a oid=774 | b oid=774 | lt bool | le bool | eq bool | ne bool | ge bool | gt bool | cmp float8
--| 00:00:00:00:00:00:00:00 | 00:00:00:00:00:00:00:00 | f | t | t | f | t | f | 0
--| 00:00:00:00:00:00:00:00 | 08:00:2b:ff:fe:01:02:03 | t | t | f | t | f | f | -1
--| 00:00:00:00:00:00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 00:00:00:00:00:00:00:00 | ff:ff:ff:ff:ff:ff:ff:ff | t | t | f | t | f | f | -1
--| 08:00:2b:ff:fe:01:02:03 | 00:00:00:00:00:00:00:00 | f | f | f | t | t | t | 1
--| 08:00:2b:ff:fe:01:02:03 | 08:00:2b:ff:fe:01:02:03 | f | t | t | f | t | f | 0
--| 08:00:2b:ff:fe:01:02:03 | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| 08:00:2b:ff:fe:01:02:03 | ff:ff:ff:ff:ff:ff:ff:ff | t | t | f | t | f | f | -1
--| NULL | 00:00:00:00:00:00:00:00 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | 08:00:2b:ff:fe:01:02:03 | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| NULL | ff:ff:ff:ff:ff:ff:ff:ff | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| ff:ff:ff:ff:ff:ff:ff:ff | 00:00:00:00:00:00:00:00 | f | f | f | t | t | t | 1
--| ff:ff:ff:ff:ff:ff:ff:ff | 08:00:2b:ff:fe:01:02:03 | f | f | f | t | t | t | 1
--| ff:ff:ff:ff:ff:ff:ff:ff | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL
--| ff:ff:ff:ff:ff:ff:ff:ff | ff:ff:ff:ff:ff:ff:ff:ff | f | t | t | f | t | f | 0

SELECT abbrev('10.1.0.0/16'::cidr), abbrev('10.0.0.0/8'::inet), abbrev('::/0'::cidr), abbrev(NULL::cidr);
--| abbrev text | abbrev text | abbrev text | abbrev text
--| 10.1/16 | 10.0.0.0/8 | ::/0 | NULL
