-- Hash functions: their values are PostgreSQL's, since users shard by them and hash partitions must agree; equal values of any width or scale hash alike.

SELECT hashint2(7::int2), hashint4(7), hashint8(7), hashint4(-7), hashint8(-7), hashint8(4294967296), hashint4(NULL) IS NULL AS none;
--| hashint2 int4 | hashint4 int4 | hashint8 int4 | hashint4 int4 | hashint8 int4 | hashint8 int4 | none bool
--| -978793473 | -978793473 | -978793473 | -82204417 | -82204417 | -1905060026 | t
SELECT hashint2extended(7::int2, 0), hashint4extended(7, 0), hashint8extended(7, 0), hashint4extended(7, 1), hashint8extended(-9223372036854775808, 8589934592);
--| hashint2extended int8 | hashint4extended int8 | hashint8extended int8 | hashint4extended int8 | hashint8extended int8
--| -3288951424994980865 | -3288951424994980865 | -3288951424994980865 | -3604598377573523768 | -3780124910841354979
SELECT hashoid(4294967295), hashoidextended(1, 5), hashchar('a'), hashchar('') , hashcharextended('a', 3);
--| hashoid int4 | hashoidextended int8 | hashchar int4 | hashchar int4 | hashcharextended int8
--| 385747274 | -475770148949854016 | 463612535 | -272711505 | 4663277891116282525
SELECT hashfloat4('1.5'), hashfloat8(1.5), hashfloat8(-0.0), hashfloat8(0), hashfloat4('NaN') = hashfloat8('NaN') AS nan, hashfloat4extended(1.5, 2), hashfloat8extended(1.5, 2);
--| hashfloat4 int4 | hashfloat8 int4 | hashfloat8 int4 | hashfloat8 int4 | nan bool | hashfloat4extended int8 | hashfloat8extended int8
--| 630860146 | 630860146 | 0 | 0 | t | 8070826715738731308 | 8070826715738731308
SELECT hash_numeric(1.50), hash_numeric(1.5), hash_numeric(0), hash_numeric('NaN'), hash_numeric(12345678901234567890.5), hash_numeric_extended(1.5, 9), hash_numeric_extended(0, 9);
--| hash_numeric int4 | hash_numeric int4 | hash_numeric int4 | hash_numeric int4 | hash_numeric int4 | hash_numeric_extended int8 | hash_numeric_extended int8
--| 692967894 | 692967894 | -1 | 0 | 1700675009 | 6948285770912952975 | 8
SELECT hashtext(''), hashtext('abc'), hashtext(repeat('x', 100)), hashtextextended('abc', 0), hashtextextended('abc', 42);
--| hashtext int4 | hashtext int4 | hashtext int4 | hashtextextended int8 | hashtextextended int8
--| -1477818771 | -785388649 | 1174826790 | -6747756470228489321 | 4423357919252764502
SELECT hashname('abc'), hashnameextended('abc', 1), hashbpchar('abc  '), hashbpcharextended('abc', 1), hashvarlena('abc', NULL) IS NULL;
--| ERROR 42883: function hashvarlena(unknown, unknown) does not exist
--| HINT: No function matches the given name and argument types. You might need to add explicit type casts.
--| POSITION: 104
SELECT uuid_hash('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'), uuid_hash_extended('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 7);
--| uuid_hash int4 | uuid_hash_extended int8
--| 1154666245 | -7831945923156934305
SELECT time_hash('12:34:56'), time_hash_extended('12:34:56', 7), timetz_hash('12:34:56+02'), timetz_hash_extended('12:34:56+02', 7);
--| time_hash int4 | time_hash_extended int8 | timetz_hash int4 | timetz_hash_extended int8
--| 1578700661 | -2930230636342829062 | 1160876863 | 5571542482267973030
SELECT timestamp_hash('2024-02-29 12:00'), timestamp_hash_extended('2024-02-29 12:00', 7), interval_hash('1 mon'), interval_hash('30 days'), interval_hash_extended('1 mon', 7);
--| timestamp_hash int4 | timestamp_hash_extended int8 | interval_hash int4 | interval_hash int4 | interval_hash_extended int8
--| 376416086 | 5276415231681193854 | 1574789525 | 1574789525 | -2880107222835501379
SELECT jsonb_hash('{"a":[1,null]}'), jsonb_hash_extended('{"a":[1,null]}', 7);
--| jsonb_hash int4 | jsonb_hash_extended int8
--| -1650326444 | -6329365549498266372
