-- Ranges to multiranges, constructors of ranges and multiranges, canonical forms and differences of bounds.

SELECT '[1,5]'::int4range::int4multirange, '[1,5]'::int8range::int8multirange, '(1,2]'::numrange::nummultirange, '[2024-01-01,2024-01-05]'::daterange::datemultirange, '[2024-01-01,)'::tsrange::tsmultirange, 'empty'::tstzrange::tstzmultirange;
--| int4multirange oid=4451 | int8multirange oid=4536 | nummultirange oid=4532 | datemultirange oid=4535 | tsmultirange oid=4533 | tstzmultirange oid=4534
--| {[1,6)} | {[1,6)} | {(1,2]} | {[2024-01-01,2024-01-06)} | {["2024-01-01 00:00:00",)} | {}
SELECT int8range(1, 5), int8range(1, 5, '[]'), int8range(NULL, 5, '()'), numrange(1.5, 2.5, '(]'), tsrange('2024-01-01', NULL, '[]'), tstzrange('2024-01-01', '2024-01-02'), tstzrange('2024-01-01', '2024-01-02', '()'), daterange('2024-01-01', '2024-01-01', '[]');
--| int8range oid=3926 | int8range oid=3926 | int8range oid=3926 | numrange oid=3906 | tsrange oid=3908 | tstzrange oid=3910 | tstzrange oid=3910 | daterange oid=3912
--| [1,5) | [1,6) | (,5) | (1.5,2.5] | ["2024-01-01 00:00:00",) | ["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00") | ("2024-01-01 00:00:00+00","2024-01-02 00:00:00+00") | [2024-01-01,2024-01-02)
SELECT int8range(5, 1);
--| ERROR 22000: range lower bound must be less than or equal to range upper bound
SELECT int8range(1, 5, '[');
--| ERROR 42601: invalid range bound flags
--| HINT: Valid values are "[]", "[)", "(]", and "()".
SELECT int8range(1, 5, NULL);
--| ERROR 22000: range constructor flags argument must not be null
SELECT int8multirange(), int8multirange(int8range(1, 3)), int8multirange(int8range(1, 3), int8range(3, 5), int8range(9, 10)), nummultirange(), nummultirange(numrange(1, 2)), nummultirange(numrange(1, 2), numrange(2, 3, '[]')), datemultirange(), datemultirange(daterange('2024-01-01', '2024-01-02'), daterange('2024-01-02', '2024-01-03'));
--| int8multirange oid=4536 | int8multirange oid=4536 | int8multirange oid=4536 | nummultirange oid=4532 | nummultirange oid=4532 | nummultirange oid=4532 | datemultirange oid=4535 | datemultirange oid=4535
--| {} | {[1,3)} | {[1,5),[9,10)} | {} | {[1,2)} | {[1,3]} | {} | {[2024-01-01,2024-01-03)}
SELECT tsmultirange(), tsmultirange(tsrange('2024-01-01', '2024-01-02')), tsmultirange(tsrange('2024-01-01', '2024-01-02'), tsrange(NULL, '2023-01-01')), tstzmultirange(), tstzmultirange(tstzrange('2024-01-01', '2024-01-02')), tstzmultirange(tstzrange('2024-01-01', NULL), 'empty'::tstzrange), int4multirange(VARIADIC NULL::int4range[]) IS NULL AS none;
--| tsmultirange oid=4533 | tsmultirange oid=4533 | tsmultirange oid=4533 | tstzmultirange oid=4534 | tstzmultirange oid=4534 | tstzmultirange oid=4534 | none bool
--| {} | {["2024-01-01 00:00:00","2024-01-02 00:00:00")} | {(,"2023-01-01 00:00:00"),["2024-01-01 00:00:00","2024-01-02 00:00:00")} | {} | {["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")} | {["2024-01-01 00:00:00+00",)} | t
SELECT int8multirange(VARIADIC ARRAY[int8range(1, 3), NULL]);
--| ERROR 22004: multirange values cannot contain null members
SELECT int8multirange(VARIADIC ARRAY[[int8range(1, 3)], [int8range(4, 5)]]);
--| ERROR 21000: multiranges cannot be constructed from multidimensional arrays
SELECT int4range_canonical('(1,5]'), int8range_canonical('(1,5]'), daterange_canonical('(2024-01-01,2024-01-05]'), int8range_subdiff(5, 3), tstzrange_subdiff('2024-01-02', '2024-01-01'), range_cmp('[1,2)'::int4range, '[1,3)'::int4range), multirange_cmp('{}'::int4multirange, '{[1,2)}'::int4multirange);
--| int4range_canonical oid=3904 | int8range_canonical oid=3926 | daterange_canonical oid=3912 | int8range_subdiff float8 | tstzrange_subdiff float8 | range_cmp int4 | multirange_cmp int4
--| [2,6) | [2,6) | [2024-01-02,2024-01-06) | 2 | 86400 | -1 | -1
SELECT int4range(2147483647, 2147483647, '[]');
--| ERROR 22003: integer out of range
SELECT int8range_canonical('[1,9223372036854775807]');
--| ERROR 22003: bigint out of range
--| POSITION: 28
