/** Aggregates for the generator, a row each. */
import type { TypeName } from './value-types.js';

/** Aggregates: `{x}` arguments; `isOrdered` ones depend on the order of the rows and get an ORDER BY. */
export interface AggregateRow {
  readonly result: TypeName;
  readonly name: string;
  readonly argument: TypeName;
  readonly isOrdered: boolean;
}

const aggregate = (result: TypeName, name: string, ...of: readonly TypeName[]): AggregateRow[] => of.map(argument => ({ result, name, argument, isOrdered: false }));

export const AGGREGATES: readonly AggregateRow[] = [
  ...aggregate('int8', 'count', 'int4', 'text', 'bool', 'date', 'numeric', 'interval', 'int4[]'),
  ...aggregate('int8', 'sum', 'int2', 'int4'),
  ...aggregate('numeric', 'sum', 'int8', 'numeric'),
  ...aggregate('float8', 'sum', 'float8'),
  ...aggregate('float4', 'sum', 'float4'),
  ...aggregate('interval', 'sum', 'interval'),
  ...aggregate('numeric', 'avg', 'int2', 'int4', 'int8', 'numeric'),
  ...aggregate('float8', 'avg', 'float8', 'float4'),
  ...aggregate('bool', 'bool_and', 'bool'),
  ...aggregate('bool', 'bool_or', 'bool'),
  ...aggregate('bool', 'every', 'bool'),
  ...aggregate('int4', 'bit_and', 'int4'),
  ...aggregate('int4', 'bit_or', 'int4'),
  ...aggregate('int8', 'bit_xor', 'int8'),
  ...aggregate('numeric', 'stddev', 'int4', 'numeric'),
  ...aggregate('numeric', 'var_pop', 'int8', 'numeric'),
  ...aggregate('int2', 'bit_and', 'int2'),
  ...aggregate('int8', 'bit_or', 'int8'),
  ...aggregate('money', 'sum', 'money'),
  ...aggregate('numeric', 'var_samp', 'int4', 'numeric'),
  ...aggregate('numeric', 'stddev_pop', 'int2', 'int8'),
  ...aggregate('interval', 'avg', 'interval'),
  ...aggregate('int4multirange', 'range_agg', 'int4range', 'int4multirange'),
  ...aggregate('int4range', 'range_intersect_agg', 'int4range'),
  ...aggregate('int4multirange', 'range_intersect_agg', 'int4multirange'),
  ...(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'text', 'date', 'time', 'timetz', 'timestamp', 'timestamptz', 'bpchar', 'int4[]', 'text[]', 'inet', 'mood', 'money', 'numeric[]'] as const).flatMap(type => [
    ...aggregate(type, 'min', type),
    ...aggregate(type, 'max', type),
  ]),
  { result: 'int4[]', name: 'array_agg', argument: 'int4', isOrdered: true },
  { result: 'jsonb', name: 'jsonb_agg', argument: 'int4', isOrdered: true },
  { result: 'jsonb', name: 'jsonb_agg', argument: 'text', isOrdered: true },
  { result: 'text[]', name: 'array_agg', argument: 'text', isOrdered: true },
  { result: 'numeric[]', name: 'array_agg', argument: 'numeric', isOrdered: true },
  { result: 'date[]', name: 'array_agg', argument: 'date', isOrdered: true },
  { result: 'json', name: 'json_agg', argument: 'int4', isOrdered: true },
  { result: 'json', name: 'json_agg', argument: 'pair', isOrdered: true },
  { result: 'jsonb', name: 'jsonb_agg', argument: 'date', isOrdered: true },
  { result: 'jsonb', name: 'jsonb_agg', argument: 'jsonb', isOrdered: true },
];

/** Those that ask about an order; `direct` stands for the value that is placed among the rows. */
export interface OrderedSetRow {
  readonly result: TypeName;
  readonly call: string;
  readonly argument: TypeName;
}

const orderedSet = (result: TypeName, argument: TypeName, ...calls: readonly string[]): OrderedSetRow[] => calls.map(call => ({ result, call, argument }));

export const ORDERED_SETS: readonly OrderedSetRow[] = [
  ...(['int4', 'int8', 'numeric', 'float8', 'text', 'date', 'timestamp', 'bool', 'mood'] as const).flatMap(type =>
    orderedSet(type, type, 'percentile_disc(0.5)', 'percentile_disc(0.9)', 'percentile_disc(0)', 'percentile_disc(1)', 'mode()'),
  ),
  ...orderedSet('int4[]', 'int4', 'percentile_disc(ARRAY[0.25, 0.5, NULL, 1])'),
  ...orderedSet('float8', 'int4', 'percentile_cont(0.5)', 'percentile_cont(0.25)'),
  ...orderedSet('float8', 'float8', 'percentile_cont(0.5)'),
  ...orderedSet('float8[]', 'int4', 'percentile_cont(ARRAY[0, 0.5, 1, NULL])'),
  ...(['int4', 'text', 'numeric', 'date'] as const).flatMap(type => [
    ...orderedSet('int8', type, 'rank({direct})', 'dense_rank({direct})'),
    ...orderedSet('float8', type, 'percent_rank({direct})', 'cume_dist({direct})'),
  ]),
];
