/** min and max of every ordered type, boolean and bit aggregates, string_agg and array_agg. */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  arrayOf,
  builtinTypeByName,
  compareArrays,
  compareBpchar,
  compareFloat,
  compareNumeric,
  compareText,
  type ArrayValue,
  type Datum,
  type Int8,
  type Numeric,
  type TypeOps,
} from '../types/index.js';
import { elementOps, typeOps } from './array.js';
import { int8And, int8Or, int8Xor } from './bitwise.js';
import type { AggregateFamily, AggregateImpl, CallContext } from './function-impl.js';

interface Best {
  value: Datum;
}

/** Keeps the value that `replaces` the one before. Equal values replace: the last of them wins, as in PostgreSQL. */
function extreme(replaces: (next: Datum, best: Datum, context: CallContext) => boolean): AggregateImpl {
  const impl: AggregateImpl<Best> = {
    skipNulls: true,
    init: () => ({ value: null }),
    transition(state, value: Datum, context: CallContext) {
      if (state.value === null || replaces(value, state.value, context)) state.value = value;
      return state;
    },
    final: state => state.value,
  };
  return impl as AggregateImpl;
}

type Compare = (a: Datum, b: Datum, context: CallContext) => number;

function minAndMax(type: string, compare: Compare): Record<string, AggregateImpl> {
  return {
    [`min(${type})`]: extreme((next, best, context) => compare(next, best, context) <= 0),
    [`max(${type})`]: extreme((next, best, context) => compare(next, best, context) >= 0),
  };
}

/** Through the type's own order, looked up at first use. */
function ordered(type: string): Record<string, AggregateImpl> {
  let ops: TypeOps | undefined;
  return minAndMax(type, (a, b) => {
    ops ??= builtinTypeByName(type) as TypeOps;
    return ops.compare(a, b);
  });
}

const numberExtremes = (type: string): Record<string, AggregateImpl> => ({
  [`min(${type})`]: extreme((next, best) => (next as number) <= (best as number)),
  [`max(${type})`]: extreme((next, best) => (next as number) >= (best as number)),
});

// bpchar alone keeps the first of equal values.
const bpcharExtremes: Record<string, AggregateImpl> = {
  'min(bpchar)': extreme((next, best) => compareBpchar(next as string, best as string) < 0),
  'max(bpchar)': extreme((next, best) => compareBpchar(next as string, best as string) > 0),
};

/** Folds values with a function of two. */
function fold(combine: (a: Datum, b: Datum) => Datum): AggregateImpl {
  const impl: AggregateImpl<Best> = {
    skipNulls: true,
    init: () => ({ value: null }),
    transition(state, value: Datum) {
      state.value = state.value === null ? value : combine(state.value, value);
      return state;
    },
    final: state => state.value,
  };
  return impl as AggregateImpl;
}

interface TruthCount {
  count: number;
  trueCount: number;
}

function truth(final: (state: TruthCount) => boolean): AggregateImpl {
  const impl: AggregateImpl<TruthCount> = {
    skipNulls: true,
    init: () => ({ count: 0, trueCount: 0 }),
    transition(state, value: boolean) {
      state.count++;
      if (value) state.trueCount++;
      return state;
    },
    inverse(state, value: boolean) {
      state.count--;
      if (value) state.trueCount--;
      return state;
    },
    final: state => (state.count === 0 ? null : final(state)),
  };
  return impl as AggregateImpl;
}

const allTrue = truth(state => state.trueCount === state.count);

const small = (f: (a: number, b: number) => number): AggregateImpl => fold((a, b) => f(a as number, b as number));
const wide = (f: (a: Int8, b: Int8) => Int8): AggregateImpl => fold((a, b) => f(a as Int8, b as Int8));

// --- string_agg: NULL values are skipped, the first value's delimiter is not used ---

interface Joined {
  text: string | null;
}

const joinText: AggregateImpl<Joined> = {
  skipNulls: false,
  init: () => ({ text: null }),
  transition(state, value: string | null, delimiter: string | null) {
    if (value === null) return state;
    if (state.text === null) state.text = value;
    else state.text += delimiter === null ? value : delimiter + value;
    return state;
  },
  final: state => state.text,
};

interface JoinedBytes {
  parts: Uint8Array[];
}

const joinBytes: AggregateImpl<JoinedBytes> = {
  skipNulls: false,
  init: () => ({ parts: [] }),
  transition(state, value: Uint8Array | null, delimiter: Uint8Array | null) {
    if (value === null) return state;
    if (state.parts.length > 0 && delimiter !== null) state.parts.push(delimiter);
    state.parts.push(value);
    return state;
  },
  final(state) {
    if (state.parts.length === 0) return null;
    let length = 0;
    for (const part of state.parts) length += part.length;
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of state.parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  },
};

// --- array_agg ---

interface Collected {
  values: Datum[];
}

const collect: AggregateImpl<Collected> = {
  skipNulls: false,
  init: () => ({ values: [] }),
  transition(state, value: Datum) {
    state.values.push(value);
    return state;
  },
  final(state, context) {
    if (state.values.length === 0) return null;
    return arrayOf(typeOps(context.resultType as Oid, context).elementOid, state.values.slice());
  },
};

interface Stacked {
  first: ArrayValue | null;
  count: number;
  values: Datum[];
}

/** array_agg over arrays: one more dimension. */
const stack: AggregateImpl<Stacked> = {
  skipNulls: false,
  init: () => ({ first: null, count: 0, values: [] }),
  transition(state, array: ArrayValue | null) {
    if (array === null) throw new PgError('null_value_not_allowed', 'cannot accumulate null arrays');
    if (state.first === null) {
      if (array.dims.length === 0) throw new PgError('array_subscript_error', 'cannot accumulate empty arrays');
      if (array.dims.length >= 6) throw new PgError('program_limit_exceeded', 'number of array dimensions (7) exceeds the maximum allowed (6)');
      state.first = array;
    } else if (!hasShape(array, state.first)) {
      throw new PgError('array_subscript_error', 'cannot accumulate arrays of different dimensionality');
    }
    state.count++;
    for (const value of array.values) state.values.push(value);
    return state;
  },
  final(state) {
    const { first } = state;
    if (first === null) return null;
    return {
      kind: 'array',
      elementType: first.elementType,
      dims: [state.count, ...first.dims],
      lowerBounds: [1, ...first.lowerBounds],
      values: state.values.slice(),
    };
  },
};

function hasShape(a: ArrayValue, b: ArrayValue): boolean {
  return a.dims.length === b.dims.length && a.dims.every((n, i) => n === b.dims[i] && a.lowerBounds[i] === b.lowerBounds[i]);
}

export const basicAggregates: AggregateFamily = {
  ...numberExtremes('int2'),
  ...numberExtremes('int4'),
  ...numberExtremes('int8'),
  ...numberExtremes('oid'),
  ...numberExtremes('tid'),
  ...numberExtremes('date'),
  ...numberExtremes('time'),
  ...numberExtremes('timestamp'),
  ...numberExtremes('timestamptz'),
  ...minAndMax('float4', (a, b) => compareFloat(a as number, b as number)),
  ...minAndMax('float8', (a, b) => compareFloat(a as number, b as number)),
  ...minAndMax('numeric', (a, b) => compareNumeric(a as Numeric, b as Numeric)),
  ...minAndMax('text', (a, b) => compareText(a as string, b as string)),
  ...bpcharExtremes,
  ...ordered('timetz'),
  ...ordered('pg_lsn'),
  ...ordered('xid8'),
  ...ordered('interval'),
  ...ordered('money'),
  ...minAndMax('anyarray', (a, b, context) => compareArrays(a as ArrayValue, b as ArrayValue, elementOps(a as ArrayValue, context))),
  'bool_and(bool)': allTrue,
  'every(bool)': allTrue,
  'bool_or(bool)': truth(state => state.trueCount > 0),
  'bit_and(int2)': small((a, b) => a & b),
  'bit_or(int2)': small((a, b) => a | b),
  'bit_xor(int2)': small((a, b) => a ^ b),
  'bit_and(int4)': small((a, b) => a & b),
  'bit_or(int4)': small((a, b) => a | b),
  'bit_xor(int4)': small((a, b) => a ^ b),
  'bit_and(int8)': wide(int8And),
  'bit_or(int8)': wide(int8Or),
  'bit_xor(int8)': wide(int8Xor),
  'string_agg(text,text)': joinText as AggregateImpl,
  'string_agg(bytea,bytea)': joinBytes as AggregateImpl,
  'array_agg(anynonarray)': collect as AggregateImpl,
  'array_agg(anyarray)': stack as AggregateImpl,
};
