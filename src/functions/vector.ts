/**
 * Functions of the extension pgvector: distances, arithmetic, casts, avg and sum of vectors; distances of bit strings.
 * Sums of products run in single precision from the first dimension to the last, as pgvector's do where it is built without vector instructions.
 */
import { PgError } from '../errors/index.js';
import {
  checkDimensions,
  checkElement,
  checkExpected,
  compareVectors,
  makeVectorType,
  numericToFloat4,
  typeOids,
  vectorError,
  vectorValue,
  type ArrayValue,
  type Datum,
  type Numeric,
  type TypeContext,
  type TypeOps,
  type VectorValue,
} from '../types/index.js';
import { floatOverflow, floatUnderflow } from './arithmetic.js';
import type { AggregateFamily, AggregateImpl, ScalarFamily } from './function-impl.js';

const { fround } = Math;

function sameDimensions(a: VectorValue, b: VectorValue): number {
  if (a.numbers.length !== b.numbers.length) throw vectorError(`different vector dimensions ${a.numbers.length} and ${b.numbers.length}`);
  return a.numbers.length;
}

function squaredDistance(a: VectorValue, b: VectorValue): number {
  const count = sameDimensions(a, b);
  const x = a.numbers;
  const y = b.numbers;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const difference = fround(x[i]! - y[i]!);
    sum = fround(sum + fround(difference * difference));
  }
  return sum;
}

function innerProduct(a: VectorValue, b: VectorValue): number {
  const count = sameDimensions(a, b);
  const x = a.numbers;
  const y = b.numbers;
  let sum = 0;
  for (let i = 0; i < count; i++) sum = fround(sum + fround(x[i]! * y[i]!));
  return sum;
}

function cosineDistance(a: VectorValue, b: VectorValue): number {
  const product = innerProduct(a, b);
  const similarity = product / Math.sqrt(innerProduct(a, a) * innerProduct(b, b));
  return 1 - (similarity > 1 ? 1 : similarity < -1 ? -1 : similarity);
}

function taxicabDistance(a: VectorValue, b: VectorValue): number {
  const count = sameDimensions(a, b);
  let sum = 0;
  for (let i = 0; i < count; i++) sum = fround(sum + Math.abs(fround(a.numbers[i]! - b.numbers[i]!)));
  return sum;
}

/** The angle between unit vectors as part of a half turn. */
function sphericalDistance(a: VectorValue, b: VectorValue): number {
  const product = innerProduct(a, b);
  return Math.acos(product > 1 ? 1 : product < -1 ? -1 : product) / Math.PI;
}

function norm({ numbers }: VectorValue): number {
  let sum = 0;
  for (const n of numbers) sum += n * n;
  return Math.sqrt(sum);
}

const isInfinite = (n: number): boolean => n === Infinity || n === -Infinity;

function combined(a: VectorValue, b: VectorValue, combine: (x: number, y: number) => number): VectorValue {
  const numbers = new Float32Array(sameDimensions(a, b));
  for (let i = 0; i < numbers.length; i++) {
    numbers[i] = combine(a.numbers[i]!, b.numbers[i]!);
    if (isInfinite(numbers[i]!)) throw floatOverflow();
  }
  return vectorValue(numbers);
}

const add = (a: VectorValue, b: VectorValue): VectorValue => combined(a, b, (x, y) => x + y);

function multiply(a: VectorValue, b: VectorValue): VectorValue {
  return combined(a, b, (x, y) => {
    const product = fround(x * y);
    if (product === 0 && x !== 0 && y !== 0) throw floatUnderflow();
    return product;
  });
}

function normalized(a: VectorValue): VectorValue {
  const length = norm(a);
  const numbers = new Float32Array(a.numbers.length);
  if (length > 0) {
    for (let i = 0; i < numbers.length; i++) {
      numbers[i] = a.numbers[i]! / length;
      if (isInfinite(numbers[i]!)) throw floatOverflow();
    }
  }
  return vectorValue(numbers);
}

function concatenated(a: VectorValue, b: VectorValue): VectorValue {
  const count = a.numbers.length + b.numbers.length;
  checkDimensions(count);
  const numbers = new Float32Array(count);
  numbers.set(a.numbers);
  numbers.set(b.numbers, a.numbers.length);
  return vectorValue(numbers);
}

/** `count` numbers from the `start`th on (from 1), as far as there are any. */
function subvector(a: VectorValue, start: number, count: number): VectorValue {
  if (count < 1) checkDimensions(0);
  const end = start > a.numbers.length - count ? a.numbers.length + 1 : start + count;
  const from = Math.max(start, 1);
  checkDimensions(end - from);
  return vectorValue(a.numbers.slice(from - 1, end - 1));
}

function fromArray(array: ArrayValue, typmod: number, toNumber: (value: Datum) => number): VectorValue {
  if (array.dims.length > 1) throw vectorError('array must be 1-D');
  if (array.values.includes(null)) throw new PgError('null_value_not_allowed', 'array must not contain nulls');
  checkDimensions(array.values.length);
  checkExpected(typmod, array.values.length);
  const numbers = Float32Array.from(array.values, toNumber);
  for (const n of numbers) checkElement(n);
  return vectorValue(numbers);
}

const numberArray = (array: ArrayValue, typmod: number): VectorValue => fromArray(array, typmod, value => value as number);

function toArray({ numbers }: VectorValue): ArrayValue {
  return { kind: 'array', elementType: typeOids.FLOAT4, dims: [numbers.length], lowerBounds: [1], values: Array.from(numbers) };
}

const binaryQuantize = ({ numbers }: VectorValue): string => Array.from(numbers, n => (n > 0 ? '1' : '0')).join('');

function sameBits(a: string, b: string): number {
  if (a.length !== b.length) throw vectorError(`different bit lengths ${a.length} and ${b.length}`);
  return a.length;
}

function hammingDistance(a: string, b: string): number {
  const length = sameBits(a, b);
  let count = 0;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) count++;
  return count;
}

function jaccardDistance(a: string, b: string): number {
  const length = sameBits(a, b);
  let both = 0;
  let either = 0;
  for (let i = 0; i < length; i++) {
    if (a[i] === '1' && b[i] === '1') both++;
    if (a[i] === '1' || b[i] === '1') either++;
  }
  return both === 0 ? 1 : 1 - both / either;
}

// --- the transition state of avg: a count, then the sums, as float8[] ---

const float8Array = (values: readonly number[]): ArrayValue => ({
  kind: 'array',
  elementType: typeOids.FLOAT8,
  dims: [values.length],
  lowerBounds: [1],
  values,
});

function stateOf(array: ArrayValue, caller: string): readonly number[] {
  if (array.dims.length !== 1 || array.values.length < 1 || array.values.includes(null)) {
    throw new PgError('internal_error', `${caller}: expected state array`);
  }
  return array.values as readonly number[];
}

function accumulated(state: readonly number[], { numbers }: VectorValue): number[] {
  const isFirst = state[0] === 0;
  if (!isFirst) checkExpected(state.length - 1, numbers.length);
  const next = [state[0]! + 1];
  for (let i = 0; i < numbers.length; i++) {
    const sum = isFirst ? numbers[i]! : state[i + 1]! + numbers[i]!;
    if (isInfinite(sum)) throw floatOverflow();
    next.push(sum);
  }
  return next;
}

function averageOf(state: readonly number[]): VectorValue | null {
  if (state[0] === 0) return null;
  checkDimensions(state.length - 1);
  const numbers = Float32Array.from(state.slice(1), sum => sum / state[0]!);
  for (const n of numbers) checkElement(n);
  return vectorValue(numbers);
}

function combinedStates(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a[0] === 0) return b;
  if (b[0] === 0) return a;
  checkExpected(a.length - 1, b.length - 1);
  return a.map((n, i) => {
    const sum = n + b[i]!;
    if (isInfinite(sum)) throw floatOverflow();
    return sum;
  });
}

let made: TypeOps | undefined;
const vectorType = (): TypeOps => (made ??= makeVectorType());

function typmodIn(array: ArrayValue): number {
  const modifiers = array.values.map(value => {
    if (!/^[+-]?\d+$/.test(value as string)) throw new PgError('invalid_text_representation', `invalid input syntax for type integer: "${value as string}"`);
    return Number(value);
  });
  return vectorType().parseTypmod!(modifiers);
}

export const vectorFunctions: ScalarFamily = {
  'vector_in(cstring,oid,int4)': (text: string, _type: number, typmod: number, context: TypeContext) => vectorType().parse(text, typmod, context),
  'vector_out(vector)': (a: VectorValue, context: TypeContext) => vectorType().format(a, context),
  'vector_send(vector)': (a: VectorValue, context: TypeContext) => vectorType().send(a, context),
  'vector_typmod_in(_cstring)': typmodIn,
  'l2_distance(vector,vector)': (a: VectorValue, b: VectorValue) => Math.sqrt(squaredDistance(a, b)),
  'vector_l2_squared_distance(vector,vector)': squaredDistance,
  'inner_product(vector,vector)': innerProduct,
  'vector_negative_inner_product(vector,vector)': (a: VectorValue, b: VectorValue) => -innerProduct(a, b),
  'cosine_distance(vector,vector)': cosineDistance,
  'l1_distance(vector,vector)': taxicabDistance,
  'vector_spherical_distance(vector,vector)': sphericalDistance,
  'vector_dims(vector)': (a: VectorValue) => a.numbers.length,
  'vector_norm(vector)': norm,
  'l2_normalize(vector)': normalized,
  'binary_quantize(vector)': binaryQuantize,
  'subvector(vector,int4,int4)': subvector,
  'vector_add(vector,vector)': add,
  'vector_sub(vector,vector)': (a: VectorValue, b: VectorValue) => combined(a, b, (x, y) => x - y),
  'vector_mul(vector,vector)': multiply,
  'vector_concat(vector,vector)': concatenated,
  'vector_lt(vector,vector)': (a: VectorValue, b: VectorValue) => compareVectors(a, b) < 0,
  'vector_le(vector,vector)': (a: VectorValue, b: VectorValue) => compareVectors(a, b) <= 0,
  'vector_eq(vector,vector)': (a: VectorValue, b: VectorValue) => compareVectors(a, b) === 0,
  'vector_ne(vector,vector)': (a: VectorValue, b: VectorValue) => compareVectors(a, b) !== 0,
  'vector_ge(vector,vector)': (a: VectorValue, b: VectorValue) => compareVectors(a, b) >= 0,
  'vector_gt(vector,vector)': (a: VectorValue, b: VectorValue) => compareVectors(a, b) > 0,
  'vector_cmp(vector,vector)': compareVectors,
  'vector_accum(_float8,vector)': (state: ArrayValue, value: VectorValue) => float8Array(accumulated(stateOf(state, 'vector_accum'), value)),
  'vector_avg(_float8)': (state: ArrayValue) => averageOf(stateOf(state, 'vector_avg')),
  'vector_combine(_float8,_float8)': (a: ArrayValue, b: ArrayValue) => float8Array(combinedStates(stateOf(a, 'vector_combine'), stateOf(b, 'vector_combine'))),
  'vector(vector,int4,bool)': (a: VectorValue, typmod: number) => {
    checkExpected(typmod, a.numbers.length);
    return a;
  },
  'array_to_vector(_int4,int4,bool)': numberArray,
  'array_to_vector(_float4,int4,bool)': numberArray,
  'array_to_vector(_float8,int4,bool)': numberArray,
  'array_to_vector(_numeric,int4,bool)': (array: ArrayValue, typmod: number) => fromArray(array, typmod, value => numericToFloat4(value as Numeric)),
  'vector_to_float4(vector,int4,bool)': toArray,
  'hamming_distance(bit,bit)': hammingDistance,
  'jaccard_distance(bit,bit)': jaccardDistance,
};

/** Sums so far; the first element counts the rows. */
const average: AggregateImpl<readonly number[]> = {
  skipNulls: true,
  init: () => [0],
  transition: (state, value: VectorValue) => accumulated(state, value),
  final: averageOf,
};

const sum: AggregateImpl<{ total: VectorValue | null }> = {
  skipNulls: true,
  init: () => ({ total: null }),
  transition(state, value: VectorValue) {
    state.total = state.total === null ? value : add(state.total, value);
    return state;
  },
  final: state => state.total,
};

export const vectorAggregates: AggregateFamily = { 'avg(vector)': average as AggregateImpl, 'sum(vector)': sum as AggregateImpl };
