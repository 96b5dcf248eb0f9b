/** Comparison of enum values. The enum's own type (through the call's argument types) knows the order of its labels. */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { typeOids, type Datum } from '../types/index.js';
import { typeOps } from './array.js';
import type { AggregateFamily, AggregateImpl, CallContext, ScalarFamily } from './function-impl.js';

function compare(a: Datum, b: Datum, context: CallContext): number {
  return a === b ? 0 : typeOps(context.argumentTypes[0] as Oid, context).compare(a, b);
}

const enumType = (context: CallContext): Oid => (context.argumentTypes.find(t => t !== 0 && t !== typeOids.UNKNOWN) ?? 0) as Oid;

/** The first or the last label of the call's enum type. */
function endLabel(at: 0 | -1, context: CallContext): string {
  const type = enumType(context);
  const label = context.catalog.enumLabels?.(type).at(at);
  if (label === undefined) throw new PgError('object_not_in_prerequisite_state', `enum ${context.catalog.formatType(type, null)} contains no values`);
  return label;
}

/** Labels from `low` to `high` of the call's enum type; a null bound is open. */
function labels(low: Datum, high: Datum, context: CallContext): readonly string[] {
  const all = context.catalog.enumLabels?.(enumType(context)) ?? [];
  const from = low === null ? 0 : all.indexOf(low as string);
  const to = high === null ? all.length - 1 : all.indexOf(high as string);
  return all.slice(from, to + 1);
}

function labelArray(values: readonly string[], context: CallContext): Datum {
  const elementType = enumType(context);
  return { kind: 'array', elementType, dims: values.length ? [values.length] : [], lowerBounds: values.length ? [1] : [], values };
}

export const enumFunctions: ScalarFamily = {
  'enum_first(anyenum)': (_value: Datum, context: CallContext) => endLabel(0, context),
  'enum_last(anyenum)': (_value: Datum, context: CallContext) => endLabel(-1, context),
  'enum_range(anyenum)': (_value: Datum, context: CallContext) => labelArray(labels(null, null, context), context),
  'enum_range(anyenum,anyenum)': (low: Datum, high: Datum, context: CallContext) => labelArray(labels(low, high, context), context),
  'enum_eq(anyenum,anyenum)': (a: Datum, b: Datum) => a === b,
  'enum_ne(anyenum,anyenum)': (a: Datum, b: Datum) => a !== b,
  'enum_lt(anyenum,anyenum)': (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) < 0,
  'enum_le(anyenum,anyenum)': (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) <= 0,
  'enum_gt(anyenum,anyenum)': (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) > 0,
  'enum_ge(anyenum,anyenum)': (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) >= 0,
  'enum_cmp(anyenum,anyenum)': (a: Datum, b: Datum, context: CallContext) => Math.sign(compare(a, b, context)),
  'enum_larger(anyenum,anyenum)': (a: Datum, b: Datum, context: CallContext) => (compare(a, b, context) > 0 ? a : b),
  'enum_smaller(anyenum,anyenum)': (a: Datum, b: Datum, context: CallContext) => (compare(a, b, context) < 0 ? a : b),
};

function extreme(sign: 1 | -1): AggregateImpl {
  const impl: AggregateImpl<{ value: Datum }> = {
    skipNulls: true,
    init: () => ({ value: null }),
    transition(state, value: Datum, context: CallContext) {
      if (state.value === null || compare(value, state.value, context) * sign > 0) state.value = value;
      return state;
    },
    final: state => state.value,
  };
  return impl as AggregateImpl;
}

export const enumAggregates: AggregateFamily = { 'max(anyenum)': extreme(1), 'min(anyenum)': extreme(-1) };
