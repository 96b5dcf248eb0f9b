/** Functions of money: cents as int8. */
import { PgError } from '../errors/index.js';
import {
  INT8_MAX,
  INT8_MIN,
  Numeric,
  compareInt8,
  divisionByZero,
  numericMultiply,
  numericToInt8,
  numericWithScale,
  toInt8,
  type Int8,
} from '../types/index.js';
import { floatOverflow, outOfRange } from './arithmetic.js';
import { roundHalfEven } from './cast.js';
import { IntegerSum } from './exact-sum.js';
import type { AggregateFamily, AggregateImpl, ScalarFamily } from './function-impl.js';

function checked(value: bigint, type = 'money'): Int8 {
  if (value > INT8_MAX || value < INT8_MIN) throw outOfRange(type);
  return toInt8(value);
}

const multiply = (a: Int8, b: Int8): Int8 => checked(BigInt(a) * BigInt(b));

function divide(a: Int8, b: Int8): Int8 {
  if (b === 0) throw divisionByZero();
  if (a === INT8_MIN && b === -1) {
    throw new PgError('floating_point_exception', 'floating-point exception', {
      detail: 'An invalid floating-point operation was signaled. This probably means an out-of-range result or an invalid operation, such as division by zero.',
    });
  }
  return toInt8(BigInt(a) / BigInt(b));
}

function fromFloat(value: number): Int8 {
  const rounded = roundHalfEven(value);
  if (!(rounded >= -9223372036854775808 && rounded < 9223372036854775808)) throw outOfRange('money');
  return toInt8(BigInt(rounded));
}

/** The result of a finite operand that is infinite. */
function withoutOverflow(value: number, operand: number): number {
  if (Number.isFinite(operand) && !Number.isFinite(value)) throw floatOverflow();
  return value;
}

const multiplyFloat = (a: Int8, b: number): Int8 => fromFloat(withoutOverflow(Number(a) * b, b));

function divideFloat(a: Int8, b: number): Int8 {
  if (b === 0) throw divisionByZero();
  return fromFloat(withoutOverflow(Number(a) / b, b));
}

const HUNDRED = new Numeric(100, 0);
const fromInteger = (a: Int8): Int8 => checked(BigInt(a) * 100n, 'bigint');

function addMoney(state: IntegerSum, value: Int8): IntegerSum {
  state.add(value);
  checked(state.total());
  return state;
}

const sum: AggregateImpl<IntegerSum> = {
  skipNulls: true,
  init: () => new IntegerSum(),
  transition: addMoney,
  inverse(state, value: Int8) {
    state.remove(value);
    return state;
  },
  final: state => (state.count === 0 ? null : toInt8(state.total())),
};

export const moneyAggregates: AggregateFamily = { 'sum(money)': sum as AggregateImpl };

export const moneyFunctions: ScalarFamily = {
  'cash_eq(money,money)': (a: Int8, b: Int8) => a === b,
  'cash_ne(money,money)': (a: Int8, b: Int8) => a !== b,
  'cash_lt(money,money)': (a: Int8, b: Int8) => a < b,
  'cash_le(money,money)': (a: Int8, b: Int8) => a <= b,
  'cash_gt(money,money)': (a: Int8, b: Int8) => a > b,
  'cash_ge(money,money)': (a: Int8, b: Int8) => a >= b,
  'cash_cmp(money,money)': compareInt8,
  'cashlarger(money,money)': (a: Int8, b: Int8) => (a > b ? a : b),
  'cashsmaller(money,money)': (a: Int8, b: Int8) => (a < b ? a : b),
  'cash_pl(money,money)': (a: Int8, b: Int8) => checked(BigInt(a) + BigInt(b)),
  'cash_mi(money,money)': (a: Int8, b: Int8) => checked(BigInt(a) - BigInt(b)),
  'cash_mul_int2(money,int2)': multiply,
  'cash_mul_int4(money,int4)': multiply,
  'cash_mul_int8(money,int8)': multiply,
  'int2_mul_cash(int2,money)': multiply,
  'int4_mul_cash(int4,money)': multiply,
  'int8_mul_cash(int8,money)': multiply,
  'cash_div_int2(money,int2)': divide,
  'cash_div_int4(money,int4)': divide,
  'cash_div_int8(money,int8)': divide,
  'cash_mul_flt4(money,float4)': multiplyFloat,
  'cash_mul_flt8(money,float8)': multiplyFloat,
  'flt4_mul_cash(float4,money)': (a: number, b: Int8) => multiplyFloat(b, a),
  'flt8_mul_cash(float8,money)': (a: number, b: Int8) => multiplyFloat(b, a),
  'cash_div_flt4(money,float4)': divideFloat,
  'cash_div_flt8(money,float8)': divideFloat,
  'cash_div_cash(money,money)': (a: Int8, b: Int8) => {
    if (b === 0) throw divisionByZero();
    return Number(a) / Number(b);
  },
  'money(int4)': fromInteger,
  'money(int8)': fromInteger,
  'money(numeric)': (a: Numeric) => numericToInt8(numericMultiply(a, HUNDRED)),
  'numeric(money)': (a: Int8) => numericWithScale(new Numeric(a, 2), 2),
};
