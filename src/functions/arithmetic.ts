/** Integer and floating point arithmetic: the functions behind + - * / % and unary minus, with PostgreSQL's range checks. */
import { PgError } from '../errors/index.js';
import { checkedInt8, divisionByZero, int8Add, int8Divide, int8Modulo, int8Multiply, int8Negate, int8Subtract, type Int8 } from '../types/index.js';
import type { ScalarFamily } from './function-impl.js';

export function outOfRange(type: string): PgError {
  return new PgError('numeric_value_out_of_range', `${type} out of range`);
}

export function floatOverflow(): PgError {
  return new PgError('numeric_value_out_of_range', 'value out of range: overflow');
}

export function floatUnderflow(): PgError {
  return new PgError('numeric_value_out_of_range', 'value out of range: underflow');
}

/** Passes a result through if it is an int4. */
export function int4(value: number): number {
  if ((value | 0) !== value) throw outOfRange('integer');
  return value;
}

export function int2(value: number): number {
  if (value > 32767 || value < -32768) throw outOfRange('smallint');
  return value;
}

// Products of two int4 can pass 2^53, but then they are far out of int4's range. Adding 0 turns -0 into 0.
const multiplyInt4 = (a: number, b: number): number => int4(a * b + 0);

function divideInt4(a: number, b: number): number {
  if (b === 0) throw divisionByZero();
  return int4(Math.trunc(a / b) + 0);
}

function divideInt2(a: number, b: number): number {
  if (b === 0) throw divisionByZero();
  return int2(Math.trunc(a / b) + 0);
}

function moduloSmall(a: number, b: number): number {
  if (b === 0) throw divisionByZero();
  return (a % b) + 0;
}

function gcdSmall(a: number, b: number): number {
  let x = Math.abs(a);
  let y = Math.abs(b);
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function gcdInt8(a: Int8, b: Int8): Int8 {
  if (typeof a === 'number' && typeof b === 'number') return gcdSmall(a, b);
  let x = BigInt(a);
  let y = BigInt(b);
  if (x < 0n) x = -x;
  if (y < 0n) y = -y;
  while (y !== 0n) [x, y] = [y, x % y];
  return checkedInt8(x);
}

function lcmInt8(a: Int8, b: Int8): Int8 {
  if (a === 0 || b === 0) return 0;
  const product = BigInt(int8Divide(a, gcdInt8(a, b))) * BigInt(b);
  return checkedInt8(product < 0n ? -product : product);
}

// --- floats ---

const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity;

function addFloat8(a: number, b: number): number {
  const r = a + b;
  if (isInfinite(r) && !isInfinite(a) && !isInfinite(b)) throw floatOverflow();
  return r;
}

function subtractFloat8(a: number, b: number): number {
  const r = a - b;
  if (isInfinite(r) && !isInfinite(a) && !isInfinite(b)) throw floatOverflow();
  return r;
}

function multiplyFloat8(a: number, b: number): number {
  const r = a * b;
  if (isInfinite(r) && !isInfinite(a) && !isInfinite(b)) throw floatOverflow();
  if (r === 0 && a !== 0 && b !== 0) throw floatUnderflow();
  return r;
}

export function divideFloat8(a: number, b: number): number {
  if (b === 0 && a === a) throw divisionByZero();
  const r = a / b;
  if (isInfinite(r) && !isInfinite(a)) throw floatOverflow();
  if (r === 0 && a !== 0 && !isInfinite(b)) throw floatUnderflow();
  return r;
}

function addFloat4(a: number, b: number): number {
  const r = Math.fround(a + b);
  if (isInfinite(r) && !isInfinite(a) && !isInfinite(b)) throw floatOverflow();
  return r;
}

function subtractFloat4(a: number, b: number): number {
  const r = Math.fround(a - b);
  if (isInfinite(r) && !isInfinite(a) && !isInfinite(b)) throw floatOverflow();
  return r;
}

// A product or quotient of two float4 computed in float8 and rounded again equals the directly rounded one.
function multiplyFloat4(a: number, b: number): number {
  const r = Math.fround(a * b);
  if (isInfinite(r) && !isInfinite(a) && !isInfinite(b)) throw floatOverflow();
  if (r === 0 && a !== 0 && b !== 0) throw floatUnderflow();
  return r;
}

function divideFloat4(a: number, b: number): number {
  if (b === 0 && a === a) throw divisionByZero();
  const r = Math.fround(a / b);
  if (isInfinite(r) && !isInfinite(a)) throw floatOverflow();
  if (r === 0 && a !== 0 && !isInfinite(b)) throw floatUnderflow();
  return r;
}

const identity = <T>(a: T): T => a;
const absInt8 = (a: Int8): Int8 => (a < 0 ? int8Negate(a) : a);
const negateSmall = (a: number): number => 0 - a;
const absSmall = (a: number): number => (a < 0 ? -a : a);

export const arithmeticFunctions: ScalarFamily = {
  'int2pl(int2,int2)': (a: number, b: number) => int2(a + b),
  'int2mi(int2,int2)': (a: number, b: number) => int2(a - b),
  'int2mul(int2,int2)': (a: number, b: number) => int2(a * b + 0),
  'int2div(int2,int2)': divideInt2,
  'int2mod(int2,int2)': moduloSmall,
  'mod(int2,int2)': moduloSmall,
  'int2um(int2)': (a: number) => int2(negateSmall(a)),
  'int2up(int2)': identity,
  'int2abs(int2)': (a: number) => int2(absSmall(a)),
  'abs(int2)': (a: number) => int2(absSmall(a)),

  'int4pl(int4,int4)': (a: number, b: number) => int4(a + b),
  'int4mi(int4,int4)': (a: number, b: number) => int4(a - b),
  'int4mul(int4,int4)': multiplyInt4,
  'int4div(int4,int4)': divideInt4,
  'int4mod(int4,int4)': moduloSmall,
  'mod(int4,int4)': moduloSmall,
  'int4um(int4)': (a: number) => int4(negateSmall(a)),
  'int4up(int4)': identity,
  'int4abs(int4)': (a: number) => int4(absSmall(a)),
  'abs(int4)': (a: number) => int4(absSmall(a)),
  'int4inc(int4)': (a: number) => int4(a + 1),

  'int24pl(int2,int4)': (a: number, b: number) => int4(a + b),
  'int24mi(int2,int4)': (a: number, b: number) => int4(a - b),
  'int24mul(int2,int4)': multiplyInt4,
  'int24div(int2,int4)': divideInt4,
  'int42pl(int4,int2)': (a: number, b: number) => int4(a + b),
  'int42mi(int4,int2)': (a: number, b: number) => int4(a - b),
  'int42mul(int4,int2)': multiplyInt4,
  'int42div(int4,int2)': divideInt4,

  'int8pl(int8,int8)': int8Add,
  'int8mi(int8,int8)': int8Subtract,
  'int8mul(int8,int8)': int8Multiply,
  'int8div(int8,int8)': int8Divide,
  'int8mod(int8,int8)': int8Modulo,
  'mod(int8,int8)': int8Modulo,
  'int8um(int8)': int8Negate,
  'int8up(int8)': identity,
  'int8abs(int8)': absInt8,
  'abs(int8)': absInt8,
  'int8inc(int8)': (a: Int8) => int8Add(a, 1),
  'int8dec(int8)': (a: Int8) => int8Subtract(a, 1),
  'int28pl(int2,int8)': int8Add,
  'int28mi(int2,int8)': int8Subtract,
  'int28mul(int2,int8)': int8Multiply,
  'int28div(int2,int8)': int8Divide,
  'int48pl(int4,int8)': int8Add,
  'int48mi(int4,int8)': int8Subtract,
  'int48mul(int4,int8)': int8Multiply,
  'int48div(int4,int8)': int8Divide,
  'int82pl(int8,int2)': int8Add,
  'int82mi(int8,int2)': int8Subtract,
  'int82mul(int8,int2)': int8Multiply,
  'int82div(int8,int2)': int8Divide,
  'int84pl(int8,int4)': int8Add,
  'int84mi(int8,int4)': int8Subtract,
  'int84mul(int8,int4)': int8Multiply,
  'int84div(int8,int4)': int8Divide,

  'gcd(int4,int4)': (a: number, b: number) => int4(gcdSmall(a, b)),
  'gcd(int8,int8)': gcdInt8,
  'lcm(int4,int4)': (a: number, b: number) => (a === 0 || b === 0 ? 0 : int4(Math.abs((a / gcdSmall(a, b)) * b))),
  'lcm(int8,int8)': lcmInt8,

  'float8pl(float8,float8)': addFloat8,
  'float8mi(float8,float8)': subtractFloat8,
  'float8mul(float8,float8)': multiplyFloat8,
  'float8div(float8,float8)': divideFloat8,
  'float8um(float8)': (a: number) => -a,
  'float8up(float8)': identity,
  'float8abs(float8)': Math.abs,
  'abs(float8)': Math.abs,
  'float4pl(float4,float4)': addFloat4,
  'float4mi(float4,float4)': subtractFloat4,
  'float4mul(float4,float4)': multiplyFloat4,
  'float4div(float4,float4)': divideFloat4,
  'float4um(float4)': (a: number) => -a,
  'float4up(float4)': identity,
  'float4abs(float4)': Math.abs,
  'abs(float4)': Math.abs,
  'float48pl(float4,float8)': addFloat8,
  'float48mi(float4,float8)': subtractFloat8,
  'float48mul(float4,float8)': multiplyFloat8,
  'float48div(float4,float8)': divideFloat8,
  'float84pl(float8,float4)': addFloat8,
  'float84mi(float8,float4)': subtractFloat8,
  'float84mul(float8,float4)': multiplyFloat8,
  'float84div(float8,float4)': divideFloat8,
};
