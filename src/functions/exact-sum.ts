/**
 * Exact running sums. Integers add up in a float8 that is emptied into a bigint before it could leave 2^53, which costs
 * one comparison per value; numerics do the same with their coefficients at the largest scale seen.
 */
import type { Numeric } from '../types/index.js';
import {
  NUMERIC_INFINITY,
  NUMERIC_MINUS_INFINITY,
  NUMERIC_NAN,
  checkNumericLimits,
  numericFromBigInt,
  powerOfTen,
  scaleUpCoef,
  type Int8,
} from '../types/index.js';

/** |low| and every value added to it stay within this, so that their sum is exact. */
const HALF_SAFE = 4503599627370496;

export class IntegerSum {
  /** Values added. */
  count = 0;
  private low = 0;
  private high = 0n;

  add(value: Int8): void {
    this.count++;
    this.accumulate(value);
  }

  remove(value: Int8): void {
    this.count--;
    this.accumulate(-value);
  }

  private accumulate(value: Int8): void {
    if (typeof value === 'number' && value <= HALF_SAFE && value >= -HALF_SAFE) {
      const sum = this.low + value;
      if (sum <= HALF_SAFE && sum >= -HALF_SAFE) this.low = sum;
      else {
        this.high += BigInt(sum);
        this.low = 0;
      }
    } else this.high += BigInt(value);
  }

  total(): bigint {
    return this.high + BigInt(this.low);
  }

  toNumeric(): Numeric {
    return numericFromBigInt(this.total(), 0);
  }
}

export class NumericSum {
  /** Finite values added. */
  count = 0;
  nanCount = 0;
  infinityCount = 0;
  minusInfinityCount = 0;
  private scale = 0;
  private low = 0;
  private high = 0n;
  /** Values at the current scale, and at each lower one: removing the last value of the largest scale lowers the result's. */
  private countAtScale = 0;
  private countsBelow: number[] = [];

  add(value: Numeric): void {
    const { coef } = value;
    if (value.scale === this.scale && typeof coef === 'number' && coef <= HALF_SAFE && coef >= -HALF_SAFE) {
      this.count++;
      this.countAtScale++;
      const sum = this.low + coef;
      if (sum <= HALF_SAFE && sum >= -HALF_SAFE) this.low = sum;
      else {
        this.high += BigInt(sum);
        this.low = 0;
      }
    } else this.addGeneral(value);
  }

  private addGeneral(value: Numeric): void {
    const { coef, scale } = value;
    if (this.countSpecial(coef, 1)) return;
    this.count++;
    if (scale > this.scale) {
      this.high = this.total() * powerOfTen(scale - this.scale);
      this.low = 0;
      if (this.countAtScale > 0) this.countsBelow[this.scale] = this.countAtScale;
      this.scale = scale;
      this.countAtScale = 1;
      this.high += BigInt(coef);
    } else {
      if (scale === this.scale) this.countAtScale++;
      else this.countsBelow[scale] = (this.countsBelow[scale] ?? 0) + 1;
      this.high += BigInt(scaleUpCoef(coef, this.scale - scale));
    }
  }

  remove(value: Numeric): void {
    const { coef, scale } = value;
    if (this.countSpecial(coef, -1)) return;
    this.count--;
    this.high -= BigInt(scaleUpCoef(coef, this.scale - scale));
    if (scale < this.scale) this.countsBelow[scale] = (this.countsBelow[scale] ?? 0) - 1;
    else if (--this.countAtScale === 0) this.lowerScale();
  }

  /** No value of the current scale is left: go down to the next one in use. */
  private lowerScale(): void {
    let scale = this.scale - 1;
    while (scale > 0 && !((this.countsBelow[scale] ?? 0) > 0)) scale--;
    if (scale < 0) return;
    this.high = this.total() / powerOfTen(this.scale - scale);
    this.low = 0;
    this.scale = scale;
    this.countAtScale = this.countsBelow[scale] ?? 0;
    this.countsBelow[scale] = 0;
  }

  private countSpecial(coef: number | bigint, by: number): boolean {
    if (typeof coef === 'bigint' || coef - coef === 0) return false;
    if (coef !== coef) this.nanCount += by;
    else if (coef > 0) this.infinityCount += by;
    else this.minusInfinityCount += by;
    return true;
  }

  /** Values added, special ones included. */
  get totalCount(): number {
    return this.count + this.nanCount + this.infinityCount + this.minusInfinityCount;
  }

  /** NaN or an infinity if the values hold one, else undefined. */
  special(): Numeric | undefined {
    if (this.nanCount > 0 || (this.infinityCount > 0 && this.minusInfinityCount > 0)) return NUMERIC_NAN;
    if (this.infinityCount > 0) return NUMERIC_INFINITY;
    return this.minusInfinityCount > 0 ? NUMERIC_MINUS_INFINITY : undefined;
  }

  private total(): bigint {
    return this.high + BigInt(this.low);
  }

  toNumeric(): Numeric {
    return this.special() ?? checkNumericLimits(numericFromBigInt(this.total(), this.scale));
  }
}
