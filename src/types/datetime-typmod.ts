/** The precision modifier `(p)` of time and timestamp types: 0 to 6 digits of the second. */
import { PgError } from '../errors/index.js';
import type { Int8 } from './datum.js';

export const PRECISION_MAX = 6;
const SCALES = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1] as const;

/** `name` as in messages: `TIMESTAMP(%)`, the % standing for the number. */
export function parsePrecision(modifiers: readonly number[], name: string): number {
  if (modifiers.length !== 1) throw new PgError('invalid_parameter_value', 'invalid type modifier');
  const precision = modifiers[0] as number;
  if (precision < 0) throw new PgError('invalid_parameter_value', `${name.replace('%', String(precision))} precision must not be negative`);
  // More digits than there are is a warning in PostgreSQL, and the most there are.
  return Math.min(precision, PRECISION_MAX);
}

/** Rounds to `precision` digits of the second, halves away from zero. */
export function roundToPrecision(value: Int8, precision: number): Int8 {
  if (precision < 0 || precision >= PRECISION_MAX) return value;
  const scale = SCALES[precision] as number;
  if (typeof value === 'number') {
    const magnitude = Math.abs(value);
    const rounded = magnitude + scale / 2 - ((magnitude + scale / 2) % scale);
    if (Number.isSafeInteger(rounded)) return value < 0 ? 0 - rounded : rounded;
  }
  const big = BigInt(value);
  const step = BigInt(scale);
  const magnitude = big < 0n ? -big : big;
  // The addition wraps at 64 bits as PostgreSQL's does.
  const rounded = (BigInt.asIntN(64, magnitude + step / 2n) / step) * step;
  const result = big < 0n ? -rounded : rounded;
  return result <= 9007199254740991n && result >= -9007199254740991n ? Number(result) : result;
}
