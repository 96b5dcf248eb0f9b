/** Comparison of enum values. The enum's own type (through the call's argument types) knows the order of its labels. */
import type { Oid } from '../base/index.js';
import type { Datum } from '../types/index.js';
import { typeOps } from './array.js';
import type { AggregateFamily, AggregateImpl, CallContext, ScalarFamily } from './function-impl.js';

function compare(a: Datum, b: Datum, context: CallContext): number {
  return a === b ? 0 : typeOps(context.argumentTypes[0] as Oid, context).compare(a, b);
}

export const enumFunctions: ScalarFamily = {
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
