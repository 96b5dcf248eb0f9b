-- Transition functions that users' aggregates and moving frames name: counts, sums in a wider type.

SELECT int8inc(7), int8dec(7), int4inc(7), int8inc_any(7, 'x'::text), int8dec_any(7, NULL::int) IS NULL AS strict, int8inc_any(9223372036854775806, 1);
--| int8inc int8 | int8dec int8 | int4inc int4 | int8inc_any int8 | strict bool | int8inc_any int8
--| 8 | 6 | 8 | 8 | t | 9223372036854775807
SELECT int8inc(9223372036854775807);
--| ERROR 22003: bigint out of range
SELECT int8dec(-9223372036854775808);
--| ERROR 22003: bigint out of range
SELECT int4inc(2147483647);
--| ERROR 22003: integer out of range
SELECT int8inc_any(9223372036854775807, 1);
--| ERROR 22003: bigint out of range
SELECT int2_sum(NULL, 3::int2), int2_sum(10, NULL), int2_sum(10, 3::int2), int4_sum(NULL, 3), int4_sum(10, 3), int8_sum(NULL, 3), int8_sum(10.5, 3), int8_sum(NULL, NULL) IS NULL AS none;
--| int2_sum int8 | int2_sum int8 | int2_sum int8 | int4_sum int8 | int4_sum int8 | int8_sum numeric | int8_sum numeric | none bool
--| 3 | 10 | 13 | 3 | 13 | 3 | 13.5 | t
SELECT booland_statefunc(true, NULL) IS NULL AS a, booland_statefunc(true, false) AS b, boolor_statefunc(false, true) AS c, xmlconcat2('<a/>', '<b/>') AS d, xmlconcat2(NULL, '<b/>') AS e;
--| a bool | b bool | c bool | d oid=142 | e oid=142
--| t | f | t | <a/><b/> | <b/>
SELECT btequalimage(25);
--| btequalimage bool
--| t
SELECT pg_catalog."current_user"() = current_user AS cu, pg_catalog."session_user"() = session_user AS su;
--| cu bool | su bool
--| t | t
SELECT namein('abc'), nameout('abc'), namesend('abc'), macaddr_out('08:00:2b:01:02:03'), macaddr8_in('08:00:2b:01:02:03'), macaddr8_out('08:00:2b:01:02:03:04:05');
--| namein name | nameout oid=2275 | namesend bytea | macaddr_out oid=2275 | macaddr8_in oid=774 | macaddr8_out oid=2275
--| abc | abc | \x616263 | 08:00:2b:01:02:03 | 08:00:2b:ff:fe:01:02:03 | 08:00:2b:01:02:03:04:05
SELECT macaddr8_in('08:00');
--| ERROR 22P02: invalid input syntax for type macaddr8: "08:00"
CREATE TYPE tiny AS ENUM ('a', 'b');
--| CREATE TYPE
SELECT enum_in('b', 'tiny'::regtype) IS NULL AS none;
--| none bool
--| f
SELECT enum_in('c', 'tiny'::regtype);
--| ERROR 22P02: invalid input value for enum tiny: "c"
SELECT pg_walfile_name('0/1');
--| pg_walfile_name text
--| 000000010000000000000000
SELECT pg_walfile_name('1/AB000001'), length(pg_walfile_name(pg_current_wal_lsn()));
--| pg_walfile_name text | length int4
--| 0000000100000001000000AB | 24
SELECT pg_reload_conf();
--| pg_reload_conf bool
--| t
SELECT adbin::text IS NULL AS none FROM pg_attrdef WHERE false;
--| none bool
--| (0 rows)
SELECT stxdndistinct::text, stxdndistinct::bytea, stxddependencies::text, stxddependencies::bytea, stxdmcv::text, stxdmcv::bytea FROM pg_statistic_ext_data WHERE false;
--| stxdndistinct text | stxdndistinct bytea | stxddependencies text | stxddependencies bytea | stxdmcv text | stxdmcv bytea
--| (0 rows)
SELECT '1'::pg_ndistinct;
--| ERROR 0A000: cannot accept a value of type pg_ndistinct
--| POSITION: 8
SELECT '1'::pg_dependencies;
--| ERROR 0A000: cannot accept a value of type pg_dependencies
--| POSITION: 8
SELECT '1'::pg_mcv_list;
--| ERROR 0A000: cannot accept a value of type pg_mcv_list
--| POSITION: 8
SELECT '1'::pg_node_tree;
--| ERROR 0A000: cannot accept a value of type pg_node_tree
--| POSITION: 8
