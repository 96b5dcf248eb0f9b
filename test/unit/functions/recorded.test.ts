import { expect, test } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import { scalarFunctions, setFunctions, type CallContext } from '../../../src/functions/index.js';
import { builtinTypeByName, plainContext, type Datum, type Interval, type TypeOps } from '../../../src/types/index.js';
import { DATETIME_CASES } from './datetime.cases.js';
import { FORMATTING_CASES } from './formatting.cases.js';
import type { RecordedCase } from './recorded.js';
import { REGEX_CASES } from './regex.cases.js';
import { STRING_CASES } from './string-cases.data.js';

function typeNamed(name: string): TypeOps {
  const type = builtinTypeByName(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}

const context = { ...plainContext, timeZone: 'America/New_York' };

/** Values keep to the representations of datum.ts: no -0, bigints only beyond the safe integers. */
function expectCanonical(value: Datum, type: string): void {
  const numbers = value !== null && typeof value === 'object' && 'months' in value ? intervalNumbers(value) : [value];
  for (const n of numbers) {
    if (typeof n === 'bigint') expect(Number.isSafeInteger(Number(n))).toBe(false);
    if (!type.startsWith('float')) expect(Object.is(n, -0)).toBe(false);
  }
}

const intervalNumbers = (value: Interval): Datum[] => [value.months, value.days, value.micros];

function show(value: Datum, type: string): string {
  expectCanonical(value, type);
  if (value === null) return 'NULL';
  return `=${typeof value === 'boolean' ? String(value) : typeNamed(type).format(value, context)}`;
}

function run([signature, resultType, args, , types]: RecordedCase): string {
  const declared = signature.slice(signature.indexOf('(') + 1, -1);
  const argumentTypes = types ?? (declared === '' ? [] : declared.split(','));
  const isSet = resultType.startsWith('setof ');
  let type = isSet ? resultType.slice(6) : resultType;
  if (type.startsWith('any')) type = argumentTypes[0] as string;
  try {
    const values = args.map((text, i) => (text === null ? null : typeNamed(argumentTypes[i] as string).parse(text, -1, context)));
    const call = { ...context, argumentTypes: argumentTypes.map(t => typeNamed(t).oid), resultType: typeNamed(type).oid } as unknown as CallContext;
    if (!isSet) {
      const impl = scalarFunctions().get(signature);
      if (!impl) throw new Error(`no function ${signature}`);
      return show(impl(...values, call), type);
    }
    const impl = setFunctions().get(signature);
    if (!impl) throw new Error(`no function ${signature}`);
    const rows = [...impl(...values, call)];
    // Arrays of arrays print as one array.
    if (type.startsWith('_')) return `={${rows.map(row => typeNamed(type).format(row as never, context)).join(',')}}`;
    const element = typeNamed(type);
    const array = {
      kind: 'array',
      elementType: element.oid,
      dims: rows.length ? [rows.length] : [],
      lowerBounds: rows.length ? [1] : [],
      values: rows,
    } as const;
    return `=${typeNamed(`_${type}`).format(array, context)}`;
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    return `E ${error.code} ${error.message}${error.detail ? ` D:${error.detail}` : ''}${error.hint ? ` H:${error.hint}` : ''}`;
  }
}

/** Strict functions are not called with nulls; their cases are the caller's business. */
function isRunnable([, , args, expected]: RecordedCase): boolean {
  return !(args.includes(null) && (expected === 'NULL' || expected === '={}'));
}

for (const [family, cases] of [
  ['date and time', DATETIME_CASES],
  ['strings, patterns and hashes', STRING_CASES],
  ['formatting', FORMATTING_CASES],
  ['regular expressions', REGEX_CASES],
] as const) {
  test(`${family}: ${cases.length} recorded calls`, () => {
    const runnable = cases.filter(isRunnable);
    const wrong = runnable.filter(c => run(c) !== c[3]).map(c => ({ call: c[0], args: c[2], postgres: c[3], here: run(c) }));
    expect(wrong).toEqual([]);
  });
}
