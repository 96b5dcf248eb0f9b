/** Functions of bit and varbit (PostgreSQL chapter 9.6). A value is a string of 0s and 1s. */
import { PgError } from '../errors/index.js';
import { coerceBit, coerceVarbit, compareBits, inPortions, packBits, toInt8, type Int8 } from '../types/index.js';
import { outOfRange } from './arithmetic.js';
import type { AggregateFamily, CallContext, AggregateImpl, ScalarFamily, ScalarImpl } from './function-impl.js';

/** Joins two strings bit by bit; `table` gives the result for (0,0), (0,1), (1,0), (1,1). */
function bitwise(name: string, table: string): (a: string, b: string, context?: CallContext) => string {
  return (a, b, context) => {
    if (a.length !== b.length) throw new PgError('string_data_length_mismatch', `cannot ${name} bit strings of different sizes`);
    let at = 0;
    return inPortions(a, context?.work, piece => {
      let out = '';
      for (let i = 0; i < piece.length; i++, at++) out += table[(piece.charCodeAt(i) - 48) * 2 + b.charCodeAt(at) - 48] as string;
      return out;
    });
  };
}

const and = bitwise('AND', '0001');
const or = bitwise('OR', '0111');
const xor = bitwise('XOR', '0110');

function not(bits: string, context?: CallContext): string {
  return inPortions(bits, context?.work, piece => {
    let out = '';
    for (let i = 0; i < piece.length; i++) out += piece.charCodeAt(i) === 49 ? '0' : '1';
    return out;
  });
}

/** The length stays. */
function shiftLeft(bits: string, count: number): string {
  if (count >= 0) return count >= bits.length ? '0'.repeat(bits.length) : bits.slice(count) + '0'.repeat(count);
  return -count >= bits.length ? '0'.repeat(bits.length) : '0'.repeat(-count) + bits.slice(0, bits.length + count);
}

/** The lowest `length` bits of a number in two's complement, sign-extended. */
function bitsOf(value: Int8, length: number): string {
  if (length <= 0) length = 1;
  const width = Math.max(length, 64);
  return BigInt.asUintN(width, BigInt(value))
    .toString(2)
    .padStart(width, '0')
    .slice(width - length);
}

function toInteger(bits: string, width: number, type: string): Int8 {
  if (bits.length > width) throw outOfRange(type);
  const value = bits === '' ? 0n : BigInt('0b' + bits);
  return toInt8(BigInt.asIntN(width, value));
}

function checkIndex(bits: string, index: number): void {
  if (index >= 0 && index < bits.length) return;
  throw new PgError('array_subscript_error', `bit index ${index} out of valid range (0..${bits.length - 1})`);
}

function setBit(bits: string, index: number, bit: number): string {
  checkIndex(bits, index);
  if (bit !== 0 && bit !== 1) throw new PgError('invalid_parameter_value', 'new bit must be 0 or 1');
  return bits.slice(0, index) + String(bit) + bits.slice(index + 1);
}

function negativeLength(): PgError {
  return new PgError('substring_error', 'negative substring length not allowed');
}

/** SQL's substring: positions count from 1, those before 1 use up length. */
function substring(bits: string, start: number, length?: number): string {
  if (length === undefined) return bits.slice(Math.max(start - 1, 0));
  if (length < 0) throw negativeLength();
  const end = Math.min(start + length - 1, bits.length);
  return bits.slice(Math.max(start - 1, 0), Math.max(end, 0));
}

function overlay(bits: string, replacement: string, start: number, length: number): string {
  if (start <= 0) throw negativeLength();
  if (start + length > 2147483647) throw outOfRange('integer');
  return substring(bits, 1, start - 1) + replacement + substring(bits, start + length);
}

function countOnes(bits: string): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) if (bits.charCodeAt(i) === 49) count++;
  return count;
}

const COMPARISONS: readonly (readonly [string, (d: number) => boolean])[] = [
  ['eq', d => d === 0],
  ['ne', d => d !== 0],
  ['lt', d => d < 0],
  ['le', d => d <= 0],
  ['gt', d => d > 0],
  ['ge', d => d >= 0],
];

const comparisons: Record<string, ScalarImpl> = {};
for (const type of ['bit', 'varbit']) {
  for (const [name, holds] of COMPARISONS) comparisons[`${type}${name}(${type},${type})`] = (a: string, b: string) => holds(compareBits(a, b));
  comparisons[`${type}cmp(${type},${type})`] = compareBits;
}

export const bitStringFunctions: ScalarFamily = {
  ...comparisons,
  'bitand(bit,bit)': and,
  'bitor(bit,bit)': or,
  'bitxor(bit,bit)': xor,
  'bitnot(bit)': not,
  'bitcat(varbit,varbit)': (a: string, b: string) => a + b,
  'bitshiftleft(bit,int4)': shiftLeft,
  'bitshiftright(bit,int4)': (bits: string, count: number) => shiftLeft(bits, 0 - count),
  'bit(bit,int4,bool)': coerceBit,
  'varbit(varbit,int4,bool)': coerceVarbit,
  'bit(int4,int4)': bitsOf,
  'bit(int8,int4)': bitsOf,
  'int4(bit)': (bits: string) => toInteger(bits, 32, 'integer'),
  'int8(bit)': (bits: string) => toInteger(bits, 64, 'bigint'),
  'length(bit)': (bits: string) => bits.length,
  'bit_length(bit)': (bits: string) => bits.length,
  'octet_length(bit)': (bits: string) => packBits(bits).length,
  'bit_count(bit)': countOnes,
  'position(bit,bit)': (bits: string, wanted: string) => (bits === '' ? 0 : bits.indexOf(wanted) + 1),
  'substring(bit,int4,int4)': substring,
  'substring(bit,int4)': (bits: string, start: number) => substring(bits, start),
  'overlay(bit,bit,int4,int4)': overlay,
  'overlay(bit,bit,int4)': (bits: string, replacement: string, start: number) => overlay(bits, replacement, start, replacement.length),
  'get_bit(bit,int4)': (bits: string, index: number) => {
    checkIndex(bits, index);
    return bits.charCodeAt(index) - 48;
  },
  'set_bit(bit,int4,int4)': setBit,
};

function fold(combine: (a: string, b: string) => string): AggregateImpl {
  const impl: AggregateImpl<{ bits: string | null }> = {
    skipNulls: true,
    init: () => ({ bits: null }),
    transition(state, bits: string) {
      state.bits = state.bits === null ? bits : combine(state.bits, bits);
      return state;
    },
    final: state => state.bits,
  };
  return impl as AggregateImpl;
}

export const bitStringAggregates: AggregateFamily = {
  'bit_and(bit)': fold(and),
  'bit_or(bit)': fold(or),
  'bit_xor(bit)': fold(xor),
};
