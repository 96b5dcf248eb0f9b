/** generate_series over int4, int8 and numeric. Lazy: the caller may stop at any element. */
import { PgError } from '../errors/index.js';
import type { Numeric } from '../types/index.js';
import { INT8_MAX, INT8_MIN, NUMERIC_ONE, compareNumeric, isFiniteNumeric, numericAdd, toInt8, type Datum, type Int8 } from '../types/index.js';
import type { SetFamily } from './function-impl.js';

function zeroStep(): PgError {
  return new PgError('invalid_parameter_value', 'step size cannot equal zero');
}

/** An iterator object rather than a generator: about three times faster per element. */
class IntegerSeries implements IterableIterator<Datum> {
  constructor(
    private current: number,
    private readonly stop: number,
    private readonly step: number,
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  next(): IteratorResult<Datum> {
    const value = this.current;
    if (this.step > 0 ? value > this.stop : value < this.stop) return { done: true, value: undefined };
    this.current = value + this.step;
    return { done: false, value };
  }
}

function series4(start: number, stop: number, step: number): Iterable<Datum> {
  if (step === 0) throw zeroStep();
  return new IntegerSeries(start, stop, step);
}

function series8(start: Int8, stop: Int8, step: Int8): Iterable<Datum> {
  if (step === 0) throw zeroStep();
  // One step past the end must be safe too.
  const isSafe = (n: Int8): n is number => typeof n === 'number' && Math.abs(n) <= 4503599627370496;
  if (isSafe(start) && isSafe(stop) && isSafe(step)) return new IntegerSeries(start, stop, step);
  return bigSeries(BigInt(start), BigInt(stop), BigInt(step));
}

function* bigSeries(start: bigint, stop: bigint, step: bigint): Iterable<Datum> {
  for (let n = start; (step > 0n ? n <= stop : n >= stop) && n <= INT8_MAX && n >= INT8_MIN; n += step) yield toInt8(n);
}

function rejectSpecial(value: Numeric, what: string): void {
  if (isFiniteNumeric(value)) return;
  throw new PgError('invalid_parameter_value', `${what} cannot be ${value.coef !== value.coef ? 'NaN' : 'infinity'}`);
}

function numericSeries(start: Numeric, stop: Numeric, step: Numeric): Iterable<Datum> {
  rejectSpecial(start, 'start value');
  rejectSpecial(stop, 'stop value');
  rejectSpecial(step, 'step size');
  if (step.coef === 0) throw zeroStep();
  return stepNumeric(start, stop, step);
}

function* stepNumeric(start: Numeric, stop: Numeric, step: Numeric): Iterable<Datum> {
  const direction = step.coef > 0 ? 1 : -1;
  for (let n = start; compareNumeric(n, stop) * direction <= 0; n = numericAdd(n, step)) yield n;
}

export const seriesFunctions: SetFamily = {
  'generate_series(int4,int4)': (start: number, stop: number) => series4(start, stop, 1),
  'generate_series(int4,int4,int4)': (start: number, stop: number, step: number) => series4(start, stop, step),
  'generate_series(int8,int8)': (start: Int8, stop: Int8) => series8(start, stop, 1),
  'generate_series(int8,int8,int8)': (start: Int8, stop: Int8, step: Int8) => series8(start, stop, step),
  'generate_series(numeric,numeric)': (start: Numeric, stop: Numeric) => numericSeries(start, stop, NUMERIC_ONE),
  'generate_series(numeric,numeric,numeric)': (start: Numeric, stop: Numeric, step: Numeric) => numericSeries(start, stop, step),
};
