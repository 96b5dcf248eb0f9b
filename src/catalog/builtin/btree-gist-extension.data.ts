/** The operator classes of the extension btree_gist, as of PostgreSQL 15: name, and input type. Each has the comparisons of its type as strategies 1 to 6: < <= = >= > <>. */

export const BTREE_GIST_VERSION = '1.7';
export const BTREE_GIST_COMMENT = 'support for indexing common datatypes in GiST';

export const BTREE_GIST_CLASSES = `gist_oid_ops 26
gist_int2_ops 21
gist_int4_ops 23
gist_int8_ops 20
gist_float4_ops 700
gist_float8_ops 701
gist_timestamp_ops 1114
gist_timestamptz_ops 1184
gist_time_ops 1083
gist_timetz_ops 1266
gist_date_ops 1082
gist_interval_ops 1186
gist_cash_ops 790
gist_macaddr_ops 829
gist_text_ops 25
gist_bpchar_ops 1042
gist_bytea_ops 17
gist_numeric_ops 1700
gist_bit_ops 1560
gist_vbit_ops 1562
gist_inet_ops 869
gist_cidr_ops 650
gist_uuid_ops 2950
gist_macaddr8_ops 774
gist_enum_ops 3500
gist_bool_ops 16`;
