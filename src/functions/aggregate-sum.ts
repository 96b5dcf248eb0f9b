/** count, sum and avg. */
import { Numeric, checkedInt8, numericDivide, type Datum, type Int8 } from '../types/index.js';
import { floatOverflow } from './arithmetic.js';
import { IntegerSum, NumericSum } from './exact-sum.js';
import type { AggregateFamily, AggregateImpl } from './function-impl.js';

interface Count {
  n: number;
}

const countRows: AggregateImpl<Count> = {
  skipNulls: true,
  init: () => ({ n: 0 }),
  transition(state) {
    state.n++;
    return state;
  },
  inverse(state) {
    state.n--;
    return state;
  },
  final: state => state.n,
};

function integerSum(final: (state: IntegerSum) => Datum): AggregateImpl<IntegerSum> {
  return {
    skipNulls: true,
    init: () => new IntegerSum(),
    transition(state, value: Int8) {
      state.add(value);
      return state;
    },
    inverse(state, value: Int8) {
      state.remove(value);
      return state;
    },
    final: state => (state.count === 0 ? null : final(state)),
  };
}

function numericSum(final: (state: NumericSum) => Datum): AggregateImpl<NumericSum> {
  return {
    skipNulls: true,
    init: () => new NumericSum(),
    transition(state, value: Numeric) {
      state.add(value);
      return state;
    },
    inverse(state, value: Numeric) {
      state.remove(value);
      return state;
    },
    final: state => (state.totalCount === 0 ? null : final(state)),
  };
}

const averageOf = (state: IntegerSum): Numeric => numericDivide(state.toNumeric(), new Numeric(state.count, 0));

interface FloatSum {
  sum: number;
  isEmpty: boolean;
}

const isInfinite = (x: number): boolean => x === Infinity || x === -Infinity;

/** Plain left-to-right addition in the type's own precision. */
function floatSum(round: (x: number) => number): AggregateImpl<FloatSum> {
  return {
    skipNulls: true,
    init: () => ({ sum: 0, isEmpty: true }),
    transition(state, value: number) {
      if (state.isEmpty) {
        state.isEmpty = false;
        state.sum = value;
        return state;
      }
      const sum = round(state.sum + value);
      if (isInfinite(sum) && !isInfinite(state.sum) && !isInfinite(value)) throw floatOverflow();
      state.sum = sum;
      return state;
    },
    final: state => (state.isEmpty ? null : state.sum),
  };
}

export const sumAggregates: AggregateFamily = {
  'count()': countRows as AggregateImpl,
  'count(any)': countRows as AggregateImpl,
  'sum(int2)': integerSum(state => checkedInt8(state.total())) as AggregateImpl,
  'sum(int4)': integerSum(state => checkedInt8(state.total())) as AggregateImpl,
  'sum(int8)': integerSum(state => state.toNumeric()) as AggregateImpl,
  'sum(numeric)': numericSum(state => state.toNumeric()) as AggregateImpl,
  'sum(float4)': floatSum(Math.fround) as AggregateImpl,
  'sum(float8)': floatSum(x => x) as AggregateImpl,
  'avg(int2)': integerSum(averageOf) as AggregateImpl,
  'avg(int4)': integerSum(averageOf) as AggregateImpl,
  'avg(int8)': integerSum(averageOf) as AggregateImpl,
  'avg(numeric)': numericSum(state => state.special() ?? numericDivide(state.toNumeric(), new Numeric(state.count, 0))) as AggregateImpl,
};
