-- Array functions in their rarer forms: fills with lower bounds, positions from a start, expansion of oidvectors.

SELECT array_fill(7, ARRAY[2, 2], ARRAY[0, 3]), array_fill(NULL::int, ARRAY[2]), array_fill('x'::text, '{}'::int[], '{}'::int[]);
--| array_fill int4[] | array_fill int4[] | array_fill text[]
--| [0:1][3:4]={{7,7},{7,7}} | {NULL,NULL} | {}
SELECT array_fill(1, ARRAY[2], ARRAY[1, 2]);
--| ERROR 2202E: wrong number of array subscripts
--| DETAIL: Low bound array has different size than dimensions array.
SELECT array_fill(1, ARRAY[NULL::int]);
--| ERROR 22004: dimension values cannot be null
SELECT array_fill(1, ARRAY[-1]);
--| ERROR 54000: array size exceeds the maximum allowed (134217727)
SELECT array_fill(1, NULL);
--| ERROR 22004: dimension array or low bound array cannot be null
SELECT array_position(ARRAY[1, 2, 1, NULL], 1, 2), array_position(ARRAY[1, NULL], NULL, 1), array_position('[5:7]={1,2,3}'::int[], 3), array_position(ARRAY[1], 2, 1) IS NULL AS none;
--| array_position int4 | array_position int4 | array_position int4 | none bool
--| 3 | 2 | 7 | t
SELECT array_position(ARRAY[1], 1, NULL);
--| ERROR 22004: initial position must not be null
SELECT array_position(ARRAY[[1]], 1);
--| ERROR 0A000: searching for elements in multidimensional arrays is not supported
SELECT information_schema._pg_expandarray('{}'::int[]);
--| _pg_expandarray record
--| (0 rows)
SELECT * FROM information_schema._pg_expandarray(ARRAY['a', 'b']);
--| x text | n int4
--| a | 1
--| b | 2
SELECT array_ge(ARRAY[1], ARRAY[1]), array_gt(ARRAY[2], ARRAY[1, 5]), array_le(ARRAY[1], ARRAY[1, 2]), array_lt(ARRAY[1], ARRAY[NULL::int]), array_ne(ARRAY[1], ARRAY[1]), array_eq('{}'::int[], '{}');
--| array_ge bool | array_gt bool | array_le bool | array_lt bool | array_ne bool | array_eq bool
--| t | t | t | t | f | t
