/** Functions behind pg_cast among numbers, booleans, text types and oids, and the length coercions. */
import { PgError } from '../errors/index.js';
import {
  charByte,
  charFromByte,
  coerceBpchar,
  coerceVarchar,
  float4ToNumeric,
  float8ToNumeric,
  formatChar,
  numericFromInt8,
  numericToFloat4,
  numericToFloat8,
  numericToInt2,
  numericToInt4,
  numericToInt8,
  parseChar,
  parseReg,
  applyNumericTypmod,
  roundToFloat4,
  toInt8,
  toName,
  trimBlanks,
  type Int8,
  type Numeric,
} from '../types/index.js';
import { floatOverflow, floatUnderflow, outOfRange } from './arithmetic.js';
import type { CallContext, ScalarFamily } from './function-impl.js';

/** Nearest integer, ties to even (C's rint). */
export function roundHalfEven(x: number): number {
  if (x - x !== 0) return x;
  const whole = Math.floor(x);
  const rest = x - whole;
  if (rest < 0.5) return whole === 0 && x < 0 ? -0 : whole;
  if (rest > 0.5) return whole + 1 === 0 ? -0 : whole + 1;
  const even = whole % 2 === 0 ? whole : whole + 1;
  return even === 0 && x < 0 ? -0 : even;
}

function floatToInt2(x: number): number {
  const r = roundHalfEven(x);
  if (!(r >= -32768 && r <= 32767)) throw outOfRange('smallint');
  return r + 0;
}

function floatToInt4(x: number): number {
  const r = roundHalfEven(x);
  if (!(r >= -2147483648 && r <= 2147483647)) throw outOfRange('integer');
  return r + 0;
}

function floatToInt8(x: number): Int8 {
  const r = roundHalfEven(x);
  if (!(r >= -9223372036854775808 && r < 9223372036854775808)) throw outOfRange('bigint');
  return Number.isSafeInteger(r) ? r + 0 : toInt8(BigInt(r));
}

function int8ToInt4(a: Int8): number {
  if (typeof a === 'bigint' || (a | 0) !== a) throw outOfRange('integer');
  return a;
}

function toInt2(a: Int8): number {
  if (typeof a === 'bigint' || a > 32767 || a < -32768) throw outOfRange('smallint');
  return a;
}

function int8ToFloat4(a: Int8): number {
  return typeof a === 'number' ? Math.fround(a) : roundToFloat4(a.toString());
}

function float8ToFloat4(x: number): number {
  const r = Math.fround(x);
  if ((r === Infinity || r === -Infinity) && x - x === 0) throw floatOverflow();
  if (r === 0 && x !== 0) throw floatUnderflow();
  return r;
}

function int4ToChar(a: number): string {
  if (a < -128 || a > 127) throw new PgError('numeric_value_out_of_range', '"char" out of range');
  return charFromByte(a & 0xff);
}

function int8ToOid(a: Int8): number {
  if (typeof a === 'bigint' || a < 0 || a > 4294967295) throw outOfRange('OID');
  return a;
}

const identity = <T>(a: T): T => a;
const fromInteger = (a: Int8): Numeric => numericFromInt8(a);

export const castFunctions: ScalarFamily = {
  'int2(int4)': toInt2,
  'int2(int8)': toInt2,
  'int2(float4)': floatToInt2,
  'int2(float8)': floatToInt2,
  'int2(numeric)': numericToInt2,
  'int4(int2)': identity,
  'int4(int8)': int8ToInt4,
  'int4(float4)': floatToInt4,
  'int4(float8)': floatToInt4,
  'int4(numeric)': numericToInt4,
  'int4(bool)': (a: boolean) => (a ? 1 : 0),
  'int4(char)': (a: string) => (charByte(a) << 24) >> 24,
  'int8(int2)': identity,
  'int8(int4)': identity,
  'int8(float4)': floatToInt8,
  'int8(float8)': floatToInt8,
  'int8(numeric)': numericToInt8,
  'int8(oid)': identity,
  'oid(int8)': int8ToOid,
  'float4(int2)': identity,
  'float4(int4)': (a: number) => Math.fround(a),
  'float4(int8)': int8ToFloat4,
  'float4(float8)': float8ToFloat4,
  'float4(numeric)': numericToFloat4,
  'float8(int2)': identity,
  'float8(int4)': identity,
  'float8(int8)': (a: Int8) => Number(a),
  'float8(float4)': identity,
  'float8(numeric)': numericToFloat8,
  'numeric(int2)': fromInteger,
  'numeric(int4)': fromInteger,
  'numeric(int8)': fromInteger,
  'numeric(float4)': (a: number) => float4ToNumeric(a),
  'numeric(float8)': (a: number) => float8ToNumeric(a),
  'numeric(numeric,int4)': (a: Numeric, typmod: number) => applyNumericTypmod(a, typmod),
  'bool(int4)': (a: number) => a !== 0,

  'text(bool)': (a: boolean) => (a ? 'true' : 'false'),
  'text(bpchar)': trimBlanks,
  'text(name)': identity,
  'text(char)': formatChar,
  'name(text)': toName,
  'name(varchar)': toName,
  'name(bpchar)': (a: string) => trimBlanks(toName(a)),
  'varchar(name)': identity,
  'bpchar(name)': identity,
  'bpchar(char)': identity,
  'char(int4)': int4ToChar,
  'char(text)': parseChar,
  'varchar(varchar,int4,bool)': coerceVarchar,
  'bpchar(bpchar,int4,bool)': coerceBpchar,
  'regclass(text)': (a: string, context: CallContext) => parseReg('regclass', a, context),
};
