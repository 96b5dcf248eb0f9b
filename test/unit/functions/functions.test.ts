import { expect, test } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import { aggregateFunctions, scalarFunctions, setFunctions, type CallContext } from '../../../src/functions/index.js';
import { builtinTypeByName, plainContext, type Datum, type TypeOps } from '../../../src/types/index.js';
import { AGGREGATE_CASES } from './aggregates.cases.js';
import { FUNCTION_CASES } from './functions.cases.js';

const POLYMORPHIC: Readonly<Record<string, string>> = {
  anyarray: '_int4',
  anycompatiblearray: '_int4',
  anyelement: 'int4',
  anycompatible: 'int4',
  any: 'int4',
};

function typeNamed(name: string): TypeOps {
  const type = builtinTypeByName(POLYMORPHIC[name] ?? name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}

function callContext(resultType: string): CallContext {
  // The functions tested here ask the session for nothing.
  return { ...plainContext, argumentTypes: [], resultType: typeNamed(resultType).oid } as unknown as CallContext;
}

function parameterTypes(signature: string): string[] {
  const list = signature.slice(signature.indexOf('(') + 1, -1);
  return list === '' ? [] : list.split(',');
}

const read = (type: string, text: string | null): Datum => (text === null ? null : typeNamed(type).parse(text, -1, plainContext));

function resultText(resultType: string, run: () => Datum): string | null {
  try {
    const value = run();
    // Int8 values are normalised, and no integer is -0.
    if (typeof value === 'bigint') expect(Number.isSafeInteger(Number(value))).toBe(false);
    if (!resultType.startsWith('float')) expect(Object.is(value, -0)).toBe(false);
    return value === null ? null : typeNamed(resultType).format(value, plainContext);
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    return `!${error.code} ${error.message}${error.detail === undefined ? '' : ' | ' + error.detail}`;
  }
}

test.each(FUNCTION_CASES)('%s: %s of %j', (signature, resultType, args, expected) => {
  const impl = scalarFunctions().get(signature)!;
  const types = parameterTypes(signature);
  expect(resultText(resultType, () => impl(...args.map((text, i) => read(types[i]!, text)), callContext(resultType)))).toBe(expected);
});

test.each(AGGREGATE_CASES)('%s', (signature, types, resultType, rows, expected) => {
  const impl = aggregateFunctions().get(signature)!;
  const context = callContext(resultType);
  const run = (extra: readonly (readonly (string | null)[])[]): string | null =>
    resultText(resultType, () => {
      let state = impl.init(context);
      const values = (row: readonly (string | null)[]): Datum[] => row.map((text, i) => read(types[i]!, text));
      const isSkipped = (row: readonly (string | null)[]): boolean => impl.skipNulls && row.includes(null);
      for (const row of extra) if (!isSkipped(row)) state = impl.transition(state, ...values(row), context);
      for (const row of rows) if (!isSkipped(row)) state = impl.transition(state, ...values(row), context);
      for (const row of extra) if (!isSkipped(row)) state = impl.inverse!(state, ...values(row), context);
      impl.final(state, context);
      return impl.final(state, context);
    });
  expect(run([])).toBe(expected);
  // Moving frames: what went in and out again leaves no trace, display scale included.
  if (impl.inverse !== undefined && rows.length > 0) expect(run(rows.slice(0, 1))).toBe(expected);
});

const setOf = (signature: string, args: readonly string[]): (string | null)[] => {
  const types = parameterTypes(signature);
  const values = setFunctions().get(signature)!(...args.map((text, i) => read(types[i]!, text)), callContext('int4'));
  return [...values].map(value => (value === null ? null : String(value)));
};

test('set-returning functions', () => {
  expect(setOf('generate_series(int4,int4,int4)', ['5', '1', '-2'])).toEqual(['5', '3', '1']);
  expect(setOf('generate_series(int4,int4)', ['2', '1'])).toEqual([]);
  expect(setOf('generate_series(int8,int8,int8)', ['9223372036854775800', '9223372036854775807', '3'])).toEqual([
    '9223372036854775800',
    '9223372036854775803',
    '9223372036854775806',
  ]);
  expect(setOf('generate_series(numeric,numeric,numeric)', ['1.0', '2', '0.50'])).toEqual(['1.0', '1.50', '2.00']);
  expect(() => setOf('generate_series(int4,int4,int4)', ['1', '2', '0'])).toThrow('step size cannot equal zero');
  expect(setOf('unnest(anyarray)', ['{{1,2},{NULL,4}}'])).toEqual(['1', '2', null, '4']);
  expect(setOf('generate_subscripts(anyarray,int4,bool)', ['[2:4]={1,2,3}', '1', 't'])).toEqual(['4', '3', '2']);
  expect(setOf('generate_subscripts(anyarray,int4)', ['{1}', '2'])).toEqual([]);
});

test('ordered-set and hypothetical-set aggregates', () => {
  const over = (signature: string, values: readonly Datum[], direct: Datum, resultType = 'float8'): Datum => {
    const impl = aggregateFunctions().get(signature)!;
    const order = (a: readonly Datum[], b: readonly Datum[]): number => (a[0] as number) - (b[0] as number);
    const context: CallContext = { ...callContext(resultType), withinGroupOrder: order };
    let state = impl.init(context);
    for (const value of values) state = impl.transition(state, value, context);
    return (impl.final as (state: unknown, context: CallContext, direct: Datum) => Datum)(state, context, direct);
  };
  expect(over('percentile_cont(float8,float8)', [1, 2, 4, 8], 0.5)).toBe(3);
  expect(over('percentile_disc(float8,anyelement)', [1, 2, 4, 8], 0.5)).toBe(2);
  expect(() => over('percentile_disc(float8,anyelement)', [1], 1.5)).toThrow('percentile value 1.5 is not between 0 and 1');
  expect(over('mode(anyelement)', [1, 2, 2, 3, 3], null)).toBe(2);
  expect(over('rank(any)', [1, 1, 5, 7], 5)).toBe(3);
  expect(over('dense_rank(any)', [1, 1, 5, 7], 5)).toBe(2);
  expect(over('percent_rank(any)', [1, 1, 5, 7], 5)).toBe(0.5);
  expect(over('cume_dist(any)', [1, 1, 5, 7], 5)).toBe(0.8);
});
