-- inet, cidr, macaddr, macaddr8: literals, output, operators, functions, storage and index order, casts, errors.
SELECT '192.168.1.5'::inet AS a, '192.168.1.5/24'::inet AS b, '10.1/16'::inet AS c, '0.0.0.0/0'::inet AS d, '192.168.1.5/32'::inet AS e, '::1'::inet AS f, '2001:db8::ff00:42:8329/64'::inet AS g, '::ffff:1.2.3.4'::inet AS h, '1:2:3:4:5:6:7:8'::inet AS i, '::'::inet AS j, '1.2.3.4.'::inet AS k;
--| a oid=869 | b oid=869 | c oid=869 | d oid=869 | e oid=869 | f oid=869 | g oid=869 | h oid=869 | i oid=869 | j oid=869 | k oid=869
--| 192.168.1.5 | 192.168.1.5/24 | 10.1.0.0/16 | 0.0.0.0/0 | 192.168.1.5 | ::1 | 2001:db8::ff00:42:8329/64 | ::ffff:1.2.3.4 | 1:2:3:4:5:6:7:8 | :: | 1.2.3.4
SELECT '192.168.1'::cidr AS a, '192.168'::cidr AS b, '10'::cidr AS c, '128.1'::cidr AS d, '224'::cidr AS e, '240.1'::cidr AS f, '192.168.1.0/25'::cidr AS g, '2001:4f8:3:ba::/64'::cidr AS h, '::1'::cidr AS i, '0xa1b2'::cidr AS j, '10.1.2.3/32'::cidr AS k;
--| a oid=650 | b oid=650 | c oid=650 | d oid=650 | e oid=650 | f oid=650 | g oid=650 | h oid=650 | i oid=650 | j oid=650 | k oid=650
--| 192.168.1.0/24 | 192.168.0.0/24 | 10.0.0.0/8 | 128.1.0.0/16 | 224.0.0.0/4 | 240.1.0.0/32 | 192.168.1.0/25 | 2001:4f8:3:ba::/64 | ::1/128 | 161.178.0.0/16 | 10.1.2.3/32
SELECT '1:0:0:4:0:0:0:8'::inet AS a, '0:0:1::'::inet AS b, '1:2:3:4:5:6:0:8'::inet AS c, '::1.2.3.4'::inet AS d, '::1:2'::inet AS e, '1::'::inet AS f, 'FE80::ABCD/10'::inet AS g, '0:0:0:0:0:ffff:0102:0304'::inet AS h, '::0.0.0.1'::inet AS i, '1:2:3:4:5:6:1.2.3.4'::inet AS j;
--| a oid=869 | b oid=869 | c oid=869 | d oid=869 | e oid=869 | f oid=869 | g oid=869 | h oid=869 | i oid=869 | j oid=869
--| 1:0:0:4::8 | 0:0:1:: | 1:2:3:4:5:6:0:8 | ::1.2.3.4 | ::0.1.0.2 | 1:: | fe80::abcd/10 | ::ffff:1.2.3.4 | ::1 | 1:2:3:4:5:6:102:304
SELECT '192.168.1.256'::inet;
--| ERROR 22P02: invalid input syntax for type inet: "192.168.1.256"
--| POSITION: 8
SELECT '192.168.1'::inet;
--| ERROR 22P02: invalid input syntax for type inet: "192.168.1"
--| POSITION: 8
SELECT '192.168.1.1/33'::inet;
--| ERROR 22P02: invalid input syntax for type inet: "192.168.1.1/33"
--| POSITION: 8
SELECT '1.2.3.4.5'::inet;
--| ERROR 22P02: invalid input syntax for type inet: "1.2.3.4.5"
--| POSITION: 8
SELECT '1::2::3'::inet;
--| ERROR 22P02: invalid input syntax for type inet: "1::2::3"
--| POSITION: 8
SELECT ':1'::inet;
--| ERROR 22P02: invalid input syntax for type inet: ":1"
--| POSITION: 8
SELECT '::12345'::inet;
--| ERROR 22P02: invalid input syntax for type inet: "::12345"
--| POSITION: 8
SELECT '::1/129'::inet;
--| ERROR 22P02: invalid input syntax for type inet: "::1/129"
--| POSITION: 8
SELECT '::1/08'::inet;
--| ERROR 22P02: invalid input syntax for type inet: "::1/08"
--| POSITION: 8
SELECT ''::inet;
--| ERROR 22P02: invalid input syntax for type inet: ""
--| POSITION: 8
SELECT 'x'::cidr;
--| ERROR 22P02: invalid input syntax for type cidr: "x"
--| POSITION: 8
SELECT '192.168.1.5/24'::cidr;
--| ERROR 22P02: invalid cidr value: "192.168.1.5/24"
--| DETAIL: Value has bits set to right of mask.
--| POSITION: 8
SELECT '10.'::cidr;
--| ERROR 22P02: invalid input syntax for type cidr: "10."
--| POSITION: 8
SELECT a, b, a = b AS eq, a <> b AS ne, a < b AS lt, a <= b AS le, a > b AS gt, a >= b AS ge, a << b AS sub, a <<= b AS subeq, a >> b AS sup, a >>= b AS supeq, a && b AS overlap FROM (VALUES ('192.168.1.5'::inet, '192.168.1/24'::cidr), ('10.0.0.0/8', '10.0.0.0/16'), ('10.1.2.3/8', '10.1.2.3/8'), ('1.2.3.4', '::1'), ('2001:db8::/32', '2001:db8:1::1'), ('10.0.0.1/8', '10.0.0.2/8')) v(a, b);
--| ERROR 22P02: invalid cidr value: "10.1.2.3/8"
--| DETAIL: Value has bits set to right of mask.
--| POSITION: 283
SELECT ~ '192.168.1.6'::inet AS a, ~ '::'::inet AS b, '192.168.1.6'::inet & '0.0.0.255'::inet AS c, '192.168.1.6/24'::inet | '0.0.0.255'::inet AS d, '192.168.1.6'::inet + 25 AS e, 200 + '::ffff:fff0:1'::inet AS f, '192.168.1.43'::inet - 36 AS g, '192.168.1.43'::inet - '192.168.1.19'::inet AS h, '::ffff:fff0:1'::inet - '::ffff:fff0:0'::inet AS i;
--| a oid=869 | b oid=869 | c oid=869 | d oid=869 | e oid=869 | f oid=869 | g oid=869 | h int8 | i int8
--| 63.87.254.249 | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 0.0.0.6 | 192.168.1.255 | 192.168.1.31 | ::ffff:255.240.0.201 | 192.168.1.7 | 24 | 1
SELECT '255.255.255.255'::inet + 1;
--| ERROR 22003: result is out of range
SELECT '0.0.0.0'::inet - 1;
--| ERROR 22003: result is out of range
SELECT '1.2.3.4'::inet & '::1'::inet;
--| ERROR 22023: cannot AND inet values of different sizes
SELECT '1.2.3.4'::inet | '::1'::inet;
--| ERROR 22023: cannot OR inet values of different sizes
SELECT '1.2.3.4'::inet - '::1'::inet;
--| ERROR 22023: cannot subtract inet values of different sizes
SELECT 'ffff::'::inet - '::1'::inet;
--| ERROR 22003: result is out of range
SELECT abbrev(i) AS abbrev, broadcast(i) AS broadcast, family(i) AS family, host(i) AS host, hostmask(i) AS hostmask, masklen(i) AS masklen, netmask(i) AS netmask, network(i) AS network, text(i) AS text, i::cidr AS cidr, i::text AS cast FROM (VALUES ('192.168.1.5/24'::inet), ('10.1.0.0/16'), ('192.168.1.5'), ('::1'), ('2001:db8:1:2::5/61'), ('0.0.0.0/0'), ('::/0')) v(i);
--| abbrev text | broadcast oid=869 | family int4 | host text | hostmask oid=869 | masklen int4 | netmask oid=869 | network oid=650 | text text | cidr oid=650 | cast text
--| 192.168.1.5/24 | 192.168.1.255/24 | 4 | 192.168.1.5 | 0.0.0.255 | 24 | 255.255.255.0 | 192.168.1.0/24 | 192.168.1.5/24 | 192.168.1.0/24 | 192.168.1.5/24
--| 10.1.0.0/16 | 10.1.255.255/16 | 4 | 10.1.0.0 | 0.0.255.255 | 16 | 255.255.0.0 | 10.1.0.0/16 | 10.1.0.0/16 | 10.1.0.0/16 | 10.1.0.0/16
--| 192.168.1.5 | 192.168.1.5 | 4 | 192.168.1.5 | 0.0.0.0 | 32 | 255.255.255.255 | 192.168.1.5/32 | 192.168.1.5/32 | 192.168.1.5/32 | 192.168.1.5/32
--| ::1 | ::1 | 6 | ::1 | :: | 128 | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | ::1/128 | ::1/128 | ::1/128 | ::1/128
--| 2001:db8:1:2::5/61 | 2001:db8:1:7:ffff:ffff:ffff:ffff/61 | 6 | 2001:db8:1:2::5 | ::7:ffff:ffff:ffff:ffff | 61 | ffff:ffff:ffff:fff8:: | 2001:db8:1::/61 | 2001:db8:1:2::5/61 | 2001:db8:1::/61 | 2001:db8:1:2::5/61
--| 0.0.0.0/0 | 255.255.255.255/0 | 4 | 0.0.0.0 | 255.255.255.255 | 0 | 0.0.0.0 | 0.0.0.0/0 | 0.0.0.0/0 | 0.0.0.0/0 | 0.0.0.0/0
--| ::/0 | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/0 | 6 | :: | ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff | 0 | :: | ::/0 | ::/0 | ::/0 | ::/0
SELECT c, abbrev(c) AS abbrev FROM (VALUES ('10.1.0.0/16'::cidr), ('10/8'), ('192.168.1.128/25'), ('172.16.0.0/12'), ('0.0.0.0/0'), ('::/0'), ('2001:db8::/32'), ('2001:db8:1::/48'), ('2001:db8:1:2::/61'), ('fe80::/10'), ('::1'), ('::ffff:1.2.3.0/120'), ('1:0:3::/48'), ('::/16'), ('0:1::/32'), ('0:ffff:0:ab:0:12::/96'), ('0:1234:102:0:12:0:102:0/112')) v(c);
--| ERROR 22P02: invalid cidr value: "2001:db8:1:2::/61"
--| DETAIL: Value has bits set to right of mask.
--| POSITION: 184
SELECT set_masklen('192.168.1.5/24'::inet, 16) AS a, set_masklen('192.168.1.0/24'::cidr, 16) AS b, set_masklen('::1'::inet, -1) AS c, inet_merge('192.168.1.5/24', '192.168.2.5/24') AS d, inet_same_family('192.168.1.5/24', '::1') AS e, inet_merge('::1', '::2') AS f;
--| a oid=869 | b oid=650 | c oid=869 | d oid=650 | e bool | f oid=650
--| 192.168.1.5/16 | 192.168.0.0/16 | ::1 | 192.168.0.0/22 | f | ::/126
SELECT set_masklen('192.168.1.5'::inet, 33);
--| ERROR 22023: invalid mask length: 33
SELECT set_masklen('192.168.1.0/24'::cidr, -2);
--| ERROR 22023: invalid mask length: -2
SELECT inet_merge('1.2.3.4', '::1');
--| ERROR 22023: cannot merge addresses from different families
SELECT '08:00:2b:01:02:03'::macaddr AS a, '08-00-2b-01-02-03'::macaddr AS b, '08002b:010203'::macaddr AS c, '08002b-010203'::macaddr AS d, '0800.2b01.0203'::macaddr AS e, '0800-2b01-0203'::macaddr AS f, '08002b010203'::macaddr AS g, ' 8:0:2B:1:2:3 '::macaddr AS h;
--| a oid=829 | b oid=829 | c oid=829 | d oid=829 | e oid=829 | f oid=829 | g oid=829 | h oid=829
--| 08:00:2b:01:02:03 | 08:00:2b:01:02:03 | 08:00:2b:01:02:03 | 08:00:2b:01:02:03 | 08:00:2b:01:02:03 | 08:00:2b:01:02:03 | 08:00:2b:01:02:03 | 08:00:2b:01:02:03
SELECT '08:00:2b:01:02'::macaddr;
--| ERROR 22P02: invalid input syntax for type macaddr: "08:00:2b:01:02"
--| POSITION: 8
SELECT '08:00:2b:01:02:100'::macaddr;
--| ERROR 22003: invalid octet value in "macaddr" value: "08:00:2b:01:02:100"
--| POSITION: 8
SELECT '08:00:2b:01:02:0g'::macaddr;
--| ERROR 22P02: invalid input syntax for type macaddr: "08:00:2b:01:02:0g"
--| POSITION: 8
SELECT '08:00:2b:01:02:03 x'::macaddr;
--| ERROR 22P02: invalid input syntax for type macaddr: "08:00:2b:01:02:03 x"
--| POSITION: 8
SELECT '08:00:2b:01:02:03'::macaddr8 AS a, '08:00:2b:01:02:03:04:05'::macaddr8 AS b, '08002b0102030405'::macaddr8 AS c, '08002b01:02030405'::macaddr8 AS d, '0800.2B01.0203.0405'::macaddr8 AS e, ' 08002b010203 '::macaddr8 AS f;
--| a oid=774 | b oid=774 | c oid=774 | d oid=774 | e oid=774 | f oid=774
--| 08:00:2b:ff:fe:01:02:03 | 08:00:2b:01:02:03:04:05 | 08:00:2b:01:02:03:04:05 | 08:00:2b:01:02:03:04:05 | 08:00:2b:01:02:03:04:05 | 08:00:2b:ff:fe:01:02:03
SELECT '08:00:2b:01:02'::macaddr8;
--| ERROR 22P02: invalid input syntax for type macaddr8: "08:00:2b:01:02"
--| POSITION: 8
SELECT '08:00-2b:01:02:03'::macaddr8;
--| ERROR 22P02: invalid input syntax for type macaddr8: "08:00-2b:01:02:03"
--| POSITION: 8
SELECT '08:00:2b:01:02:03:04:05:06'::macaddr8;
--| ERROR 22P02: invalid input syntax for type macaddr8: "08:00:2b:01:02:03:04:05:06"
--| POSITION: 8
SELECT m, n, m = n AS eq, m <> n AS ne, m < n AS lt, m <= n AS le, m > n AS gt, m >= n AS ge, ~ m AS inverted, m & n AS both, m | n AS either, trunc(m) AS trunc FROM (VALUES ('08:00:2b:01:02:03'::macaddr, 'ff:00:00:ff:0f:f0'::macaddr)) v(m, n);
--| m oid=829 | n oid=829 | eq bool | ne bool | lt bool | le bool | gt bool | ge bool | inverted oid=829 | both oid=829 | either oid=829 | trunc oid=829
--| 08:00:2b:01:02:03 | ff:00:00:ff:0f:f0 | f | t | t | t | f | f | f7:ff:d4:fe:fd:fc | 08:00:00:01:02:00 | ff:00:2b:ff:0f:f3 | 08:00:2b:00:00:00
SELECT m, n, m = n AS eq, m <> n AS ne, m < n AS lt, m <= n AS le, m > n AS gt, m >= n AS ge, ~ m AS inverted, m & n AS both, m | n AS either, trunc(m) AS trunc, macaddr8_set7bit(m) AS set7 FROM (VALUES ('00:34:56:ab:cd:ef:01:23'::macaddr8, 'ff:00:00:ff:0f:f0:00:01'::macaddr8)) v(m, n);
--| m oid=774 | n oid=774 | eq bool | ne bool | lt bool | le bool | gt bool | ge bool | inverted oid=774 | both oid=774 | either oid=774 | trunc oid=774 | set7 oid=774
--| 00:34:56:ab:cd:ef:01:23 | ff:00:00:ff:0f:f0:00:01 | f | t | t | t | f | f | ff:cb:a9:54:32:10:fe:dc | 00:00:00:ab:0d:e0:00:01 | ff:34:56:ff:cf:ff:01:23 | 00:34:56:00:00:00:00:00 | 02:34:56:ab:cd:ef:01:23
SELECT '08:00:2b:01:02:03'::macaddr::macaddr8 AS a, '08:00:2b:ff:fe:01:02:03'::macaddr8::macaddr AS b, '08:00:2b:01:02:03'::macaddr::text AS c;
--| a oid=774 | b oid=829 | c text
--| 08:00:2b:ff:fe:01:02:03 | 08:00:2b:01:02:03 | 08:00:2b:01:02:03
SELECT '08:00:2b:01:02:03:04:05'::macaddr8::macaddr;
--| ERROR 22003: macaddr8 data out of range to convert to macaddr
--| HINT: Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.
CREATE TABLE host (id int PRIMARY KEY, ip inet UNIQUE, net cidr, mac macaddr, mac8 macaddr8, ips inet[]);
--| CREATE TABLE
INSERT INTO host VALUES (1, '192.168.1.5/24', '192.168.1/24', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', '{192.168.1.1,::1,NULL}'), (2, '10.0.0.1', '10/8', NULL, NULL, '{}'), (3, '::1', '::/0', 'ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff', NULL), (4, '10.0.0.0/8', NULL, '00:00:00:00:00:00', NULL, NULL), (5, NULL, NULL, NULL, NULL, NULL), (6, '10.0.0.0/16', '10.0/16', NULL, NULL, NULL);
--| INSERT 0 6
SELECT * FROM host ORDER BY ip, id;
--| id int4 | ip oid=869 | net oid=650 | mac oid=829 | mac8 oid=774 | ips oid=1041
--| 4 | 10.0.0.0/8 | NULL | 00:00:00:00:00:00 | NULL | NULL
--| 6 | 10.0.0.0/16 | 10.0.0.0/16 | NULL | NULL | NULL
--| 2 | 10.0.0.1 | 10.0.0.0/8 | NULL | NULL | {}
--| 1 | 192.168.1.5/24 | 192.168.1.0/24 | 08:00:2b:01:02:03 | 08:00:2b:01:02:03:04:05 | {192.168.1.1,::1,NULL}
--| 3 | ::1 | ::/0 | ff:ff:ff:ff:ff:ff | ff:ff:ff:ff:fe:ff:ff:ff | NULL
--| 5 | NULL | NULL | NULL | NULL | NULL
CREATE INDEX ON host (net);
--| CREATE INDEX
CREATE INDEX ON host (mac);
--| CREATE INDEX
CREATE INDEX ON host (mac8);
--| CREATE INDEX
SET enable_seqscan = off;
--| SET
SELECT ip FROM host WHERE ip = '10.0.0.1';
--| ip oid=869
--| 10.0.0.1
SELECT ip FROM host WHERE ip >= '10.0.0.0/8' AND ip < '11.0.0.0' ORDER BY ip;
--| ip oid=869
--| 10.0.0.0/8
--| 10.0.0.0/16
--| 10.0.0.1
SELECT net FROM host WHERE net IS NOT NULL ORDER BY net DESC;
--| net oid=650
--| ::/0
--| 192.168.1.0/24
--| 10.0.0.0/16
--| 10.0.0.0/8
SELECT mac FROM host WHERE mac > '00:00:00:00:00:01' ORDER BY mac;
--| mac oid=829
--| 08:00:2b:01:02:03
--| ff:ff:ff:ff:ff:ff
SELECT mac8 FROM host WHERE mac8 = '08:00:2b:01:02:03:04:05';
--| mac8 oid=774
--| 08:00:2b:01:02:03:04:05
SELECT id FROM host WHERE ip <<= '10/8' ORDER BY id;
--| id int4
--| 2
--| 4
--| 6
SELECT min(ip), max(ip), min(net) AS minnet, count(DISTINCT ip) FROM host;
--| min oid=869 | max oid=869 | minnet oid=869 | count int8
--| 10.0.0.0/8 | ::1 | 10.0.0.0/8 | 5
INSERT INTO host VALUES (7, '10.0.0.1');
--| ERROR 23505: duplicate key value violates unique constraint "host_ip_key"
--| DETAIL: Key (ip)=(10.0.0.1) already exists.
--| FIELDS: schema public, table host, constraint host_ip_key
SELECT a.id, b.id FROM host a JOIN host b ON a.net = b.net ORDER BY 1;
--| id int4 | id int4
--| 1 | 1
--| 2 | 2
--| 3 | 3
--| 6 | 6
SELECT '192.168.1.5'::inet::cidr AS a, '192.168.1/24'::cidr::inet AS b, '10.1.2.3/8'::inet::cidr AS c, '192.168.1/24'::cidr::text AS d, '10.0.0.1'::text::inet AS e, '10.0.0.1'::varchar::inet AS f, '10.0.0.1/24'::inet::varchar AS g;
--| a oid=650 | b oid=869 | c oid=650 | d text | e oid=869 | f oid=869 | g varchar
--| 192.168.1.5/32 | 192.168.1.0/24 | 10.0.0.0/8 | 192.168.1.0/24 | 10.0.0.1 | 10.0.0.1 | 10.0.0.1/24
SELECT '10.0.0.1'::inet = '10.0.0.1/32'::cidr AS a, '10.0.0.1' = '10.0.0.1'::inet AS b, inet '10.0.0.5' BETWEEN '10.0.0.1' AND '10.0.0.9' AS c, inet '10.0.0.1' IN ('10.0.0.1', '::1') AS d;
--| a bool | b bool | c bool | d bool
--| t | t | t | t
SELECT inet '10.0.0.1' || 'x' AS a, concat(inet '10.0.0.1/8', cidr '10/8') AS b, pg_typeof(network('10.0.0.1')) AS c;
--| a text | b text | c regtype
--| 10.0.0.1/32x | 10.0.0.1/810.0.0.0/8 | cidr
SELECT inet_send('10.0.0.1/8') AS a, cidr_send('::/0') AS b, macaddr_send('08:00:2b:01:02:03') AS c, macaddr8_send('08:00:2b:01:02:03') AS d;
--| a bytea | b bytea | c bytea | d bytea
--| \x020800040a000001 | \x0300011000000000000000000000000000000000 | \x08002b010203 | \x08002bfffe010203
