/**
 * Comparison functions behind the operators = <> < <= > >=, the btree support functions (bt…cmp) and the larger/smaller pairs.
 *
 * Each representation has its own small arrow functions, so that the type feedback of one stays free of the others:
 * plain numbers, int8 (number or bigint), floats (NaN is equal to itself and above all), text, and so on.
 */
import {
  charByte,
  compareBpchar,
  compareBytes,
  compareFloat,
  compareInt8,
  compareNumeric,
  compareRecords,
  compareText,
  equalBytes,
  equalNumeric,
  equalRecords,
  trimBlanks,
  type ArrayValue,
  type Datum,
  type Int8,
  type Numeric,
  type RecordValue,
} from '../types/index.js';
import type { CallContext, ScalarFamily, ScalarImpl } from './function-impl.js';

interface Comparisons {
  readonly eq: ScalarImpl;
  readonly ne: ScalarImpl;
  readonly lt: ScalarImpl;
  readonly le: ScalarImpl;
  readonly gt: ScalarImpl;
  readonly ge: ScalarImpl;
  readonly cmp: ScalarImpl;
}

const numbers: Comparisons = {
  eq: (a: number, b: number) => a === b,
  ne: (a: number, b: number) => a !== b,
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
  cmp: (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0),
};

/** btint2cmp tells the difference, not just its sign. */
const int2s: Comparisons = { ...numbers, cmp: (a: number, b: number) => a - b };

const int8s: Comparisons = {
  eq: (a: Int8, b: Int8) => a === b,
  ne: (a: Int8, b: Int8) => a !== b,
  lt: (a: Int8, b: Int8) => a < b,
  le: (a: Int8, b: Int8) => a <= b,
  gt: (a: Int8, b: Int8) => a > b,
  ge: (a: Int8, b: Int8) => a >= b,
  cmp: (a: Int8, b: Int8) => compareInt8(a, b),
};

const floats: Comparisons = {
  eq: (a: number, b: number) => a === b || (a !== a && b !== b),
  ne: (a: number, b: number) => a !== b && (a === a || b === b),
  lt: (a: number, b: number) => a < b || (b !== b && a === a),
  le: (a: number, b: number) => a <= b || b !== b,
  gt: (a: number, b: number) => a > b || (a !== a && b === b),
  ge: (a: number, b: number) => a >= b || a !== a,
  cmp: (a: number, b: number) => compareFloat(a, b),
};

const numerics: Comparisons = {
  eq: (a: Numeric, b: Numeric) => equalNumeric(a, b),
  ne: (a: Numeric, b: Numeric) => !equalNumeric(a, b),
  lt: (a: Numeric, b: Numeric) => compareNumeric(a, b) < 0,
  le: (a: Numeric, b: Numeric) => compareNumeric(a, b) <= 0,
  gt: (a: Numeric, b: Numeric) => compareNumeric(a, b) > 0,
  ge: (a: Numeric, b: Numeric) => compareNumeric(a, b) >= 0,
  cmp: (a: Numeric, b: Numeric) => compareNumeric(a, b),
};

const texts: Comparisons = {
  eq: (a: string, b: string) => a === b,
  ne: (a: string, b: string) => a !== b,
  lt: (a: string, b: string) => compareText(a, b) < 0,
  le: (a: string, b: string) => compareText(a, b) <= 0,
  gt: (a: string, b: string) => compareText(a, b) > 0,
  ge: (a: string, b: string) => compareText(a, b) >= 0,
  cmp: (a: string, b: string) => Math.sign(compareText(a, b)),
};

const bpchars: Comparisons = {
  eq: (a: string, b: string) => a === b || trimBlanks(a) === trimBlanks(b),
  ne: (a: string, b: string) => a !== b && trimBlanks(a) !== trimBlanks(b),
  lt: (a: string, b: string) => compareBpchar(a, b) < 0,
  le: (a: string, b: string) => compareBpchar(a, b) <= 0,
  gt: (a: string, b: string) => compareBpchar(a, b) > 0,
  ge: (a: string, b: string) => compareBpchar(a, b) >= 0,
  cmp: (a: string, b: string) => Math.sign(compareBpchar(a, b)),
};

const bools: Comparisons = {
  eq: (a: boolean, b: boolean) => a === b,
  ne: (a: boolean, b: boolean) => a !== b,
  lt: (a: boolean, b: boolean) => !a && b,
  le: (a: boolean, b: boolean) => !a || b,
  gt: (a: boolean, b: boolean) => a && !b,
  ge: (a: boolean, b: boolean) => a || !b,
  cmp: (a: boolean, b: boolean) => Number(a) - Number(b),
};

const byteStrings: Comparisons = {
  eq: (a: Uint8Array, b: Uint8Array) => equalBytes(a, b),
  ne: (a: Uint8Array, b: Uint8Array) => !equalBytes(a, b),
  lt: (a: Uint8Array, b: Uint8Array) => compareBytes(a, b) < 0,
  le: (a: Uint8Array, b: Uint8Array) => compareBytes(a, b) <= 0,
  gt: (a: Uint8Array, b: Uint8Array) => compareBytes(a, b) > 0,
  ge: (a: Uint8Array, b: Uint8Array) => compareBytes(a, b) >= 0,
  cmp: (a: Uint8Array, b: Uint8Array) => Math.sign(compareBytes(a, b)),
};

/** Canonical text of fixed length in ASCII: JavaScript's own order is right. */
const uuids: Comparisons = {
  eq: (a: string, b: string) => a === b,
  ne: (a: string, b: string) => a !== b,
  lt: (a: string, b: string) => a < b,
  le: (a: string, b: string) => a <= b,
  gt: (a: string, b: string) => a > b,
  ge: (a: string, b: string) => a >= b,
  cmp: (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0),
};

/** From an order alone, for types off the hot path. */
function comparisonsBy(compare: (a: Datum, b: Datum, context: CallContext) => number): Comparisons {
  return {
    eq: (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) === 0,
    ne: (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) !== 0,
    lt: (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) < 0,
    le: (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) <= 0,
    gt: (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) > 0,
    ge: (a: Datum, b: Datum, context: CallContext) => compare(a, b, context) >= 0,
    cmp: (a: Datum, b: Datum, context: CallContext) => Math.sign(compare(a, b, context)),
  };
}

const chars: Comparisons = {
  ...comparisonsBy((a, b) => charByte(a as string) - charByte(b as string)),
  cmp: (a: string, b: string) => charByte(a) - charByte(b),
};

const vectors = comparisonsBy((a, b) => {
  const x = (a as ArrayValue).values as readonly number[];
  const y = (b as ArrayValue).values as readonly number[];
  if (x.length !== y.length) return x.length - y.length;
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return (x[i] as number) - (y[i] as number);
  return 0;
});

const recordOrder = comparisonsBy((a, b, context) => compareRecords(a as RecordValue, b as RecordValue, id => context.typeById(id)));
const records: Comparisons = {
  ...recordOrder,
  eq: (a: RecordValue, b: RecordValue, context: CallContext) => equalRecords(a, b, id => context.typeById(id)),
  ne: (a: RecordValue, b: RecordValue, context: CallContext) => !equalRecords(a, b, id => context.typeById(id)),
};

const OPERATIONS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const;

/** `<prefix>eq(args)` … `<prefix>ge(args)`, and the three-way comparison under its own name. */
function named(prefix: string, args: string, ops: Comparisons, cmpName?: string): Record<string, ScalarImpl> {
  const family: Record<string, ScalarImpl> = {};
  for (const operation of OPERATIONS) family[`${prefix}${operation}(${args})`] = ops[operation];
  if (cmpName !== undefined) family[`${cmpName}(${args})`] = ops.cmp;
  return family;
}

/** Comparisons between name and text: nameeqtext(name,text), texteqname(text,name). */
function nameWithText(): Record<string, ScalarImpl> {
  const family: Record<string, ScalarImpl> = { 'btnametextcmp(name,text)': texts.cmp, 'bttextnamecmp(text,name)': texts.cmp };
  for (const operation of OPERATIONS) {
    family[`name${operation}text(name,text)`] = texts[operation];
    family[`text${operation}name(text,name)`] = texts[operation];
  }
  return family;
}

/** The greater or lesser of two values by a comparison; ties go as PostgreSQL's function decides. */
function extremes(type: string, larger: string, smaller: string, ops: Comparisons): Record<string, ScalarImpl> {
  return {
    [`${larger}(${type},${type})`]: (a: Datum, b: Datum, context: CallContext) => ((ops.gt(a, b, context) as boolean) ? a : b),
    [`${smaller}(${type},${type})`]: (a: Datum, b: Datum, context: CallContext) => ((ops.lt(a, b, context) as boolean) ? a : b),
  };
}

const makeFamily = (): ScalarFamily => ({
  ...named('int2', 'int2,int2', int2s, 'btint2cmp'),
  ...named('int4', 'int4,int4', numbers, 'btint4cmp'),
  ...named('int24', 'int2,int4', numbers, 'btint24cmp'),
  ...named('int42', 'int4,int2', numbers, 'btint42cmp'),
  ...named('int8', 'int8,int8', int8s, 'btint8cmp'),
  ...named('int28', 'int2,int8', int8s, 'btint28cmp'),
  ...named('int82', 'int8,int2', int8s, 'btint82cmp'),
  ...named('int48', 'int4,int8', int8s, 'btint48cmp'),
  ...named('int84', 'int8,int4', int8s, 'btint84cmp'),
  ...named('float4', 'float4,float4', floats, 'btfloat4cmp'),
  ...named('float8', 'float8,float8', floats, 'btfloat8cmp'),
  ...named('float48', 'float4,float8', floats, 'btfloat48cmp'),
  ...named('float84', 'float8,float4', floats, 'btfloat84cmp'),
  ...named('numeric_', 'numeric,numeric', numerics, 'numeric_cmp'),
  ...named('bool', 'bool,bool', bools, 'btboolcmp'),
  ...named('oid', 'oid,oid', numbers, 'btoidcmp'),
  ...named('tid', 'tid,tid', numbers, 'bttidcmp'),
  ...named('char', 'char,char', chars, 'btcharcmp'),
  ...named('name', 'name,name', texts, 'btnamecmp'),
  ...named('bpchar', 'bpchar,bpchar', bpchars, 'bpcharcmp'),
  ...named('bytea', 'bytea,bytea', byteStrings, 'byteacmp'),
  ...named('uuid_', 'uuid,uuid', uuids, 'uuid_cmp'),
  ...named('oidvector', 'oidvector,oidvector', vectors, 'btoidvectorcmp'),
  ...named('record_', 'record,record', records, 'btrecordcmp'),
  ...named('record_image_', 'record,record', records, 'btrecordimagecmp'),
  ...nameWithText(),
  'texteq(text,text)': texts.eq,
  'textne(text,text)': texts.ne,
  'text_lt(text,text)': texts.lt,
  'text_le(text,text)': texts.le,
  'text_gt(text,text)': texts.gt,
  'text_ge(text,text)': texts.ge,
  'bttextcmp(text,text)': texts.cmp,
  'text_pattern_lt(text,text)': texts.lt,
  'text_pattern_le(text,text)': texts.le,
  'text_pattern_gt(text,text)': texts.gt,
  'text_pattern_ge(text,text)': texts.ge,
  'bttext_pattern_cmp(text,text)': texts.cmp,
  'bpchar_pattern_lt(bpchar,bpchar)': bpchars.lt,
  'bpchar_pattern_le(bpchar,bpchar)': bpchars.le,
  'bpchar_pattern_gt(bpchar,bpchar)': bpchars.gt,
  'bpchar_pattern_ge(bpchar,bpchar)': bpchars.ge,
  'btbpchar_pattern_cmp(bpchar,bpchar)': bpchars.cmp,
  'xideq(xid,xid)': numbers.eq,
  'xidneq(xid,xid)': numbers.ne,
  'xideqint4(xid,int4)': (a: number, b: number) => a === b >>> 0,
  'xidneqint4(xid,int4)': (a: number, b: number) => a !== b >>> 0,
  'cideq(cid,cid)': numbers.eq,
  'aclitemeq(aclitem,aclitem)': texts.eq,
  ...extremes('int2', 'int2larger', 'int2smaller', numbers),
  ...extremes('int4', 'int4larger', 'int4smaller', numbers),
  ...extremes('int8', 'int8larger', 'int8smaller', int8s),
  ...extremes('oid', 'oidlarger', 'oidsmaller', numbers),
  ...extremes('tid', 'tidlarger', 'tidsmaller', numbers),
  ...extremes('float4', 'float4larger', 'float4smaller', floats),
  ...extremes('float8', 'float8larger', 'float8smaller', floats),
  ...extremes('numeric', 'numeric_larger', 'numeric_smaller', numerics),
  ...extremes('text', 'text_larger', 'text_smaller', texts),
  'bpchar_larger(bpchar,bpchar)': (a: string, b: string) => (compareBpchar(a, b) >= 0 ? a : b),
  'bpchar_smaller(bpchar,bpchar)': (a: string, b: string) => (compareBpchar(a, b) <= 0 ? a : b),
});

let family: ScalarFamily | undefined;

/** Made at first use: the names of 250 functions take as long to make as many a first query. */
export function comparisonFunctions(): ScalarFamily {
  return (family ??= makeFamily());
}
