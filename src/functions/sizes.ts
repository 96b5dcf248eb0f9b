/** pg_size_pretty and pg_size_bytes (PostgreSQL 9.27.7). */
import { PgError } from '../errors/index.js';
import {
  divideRounded,
  formatNumeric,
  isFiniteNumeric,
  numericFromInt8,
  parseNumericText,
  powerOfTen,
  toInt8,
  type Int8,
  type Numeric,
} from '../types/index.js';
import type { ScalarFamily } from './function-impl.js';

interface Unit {
  readonly name: string;
  readonly bits: number;
  /** Sizes below this are shown in the unit. */
  readonly limit: bigint;
  /** Halves are rounded up; the value arrives with one bit more. */
  readonly isRounded: boolean;
}

const UNITS: readonly Unit[] = [
  { name: 'bytes', bits: 0, limit: 10n * 1024n, isRounded: false },
  { name: 'kB', bits: 10, limit: 20n * 1024n - 1n, isRounded: true },
  { name: 'MB', bits: 20, limit: 20n * 1024n - 1n, isRounded: true },
  { name: 'GB', bits: 30, limit: 20n * 1024n - 1n, isRounded: true },
  { name: 'TB', bits: 40, limit: 20n * 1024n - 1n, isRounded: true },
  { name: 'PB', bits: 50, limit: 20n * 1024n - 1n, isRounded: true },
];

const halved = (n: bigint): bigint => (n + (n < 0n ? -1n : 1n)) / 2n;

/** `text` is how the amount looks in bytes. */
function pretty(size: bigint, text: string, isBelow: boolean): string {
  if (isBelow) return `${text} bytes`;
  let rest = size;
  for (let i = 0; ; i++) {
    const unit = UNITS[i] as Unit;
    const next = UNITS[i + 1];
    const magnitude = rest < 0n ? -rest : rest;
    if (i > 0 && (!next || magnitude < unit.limit)) return `${unit.isRounded ? halved(rest) : rest} ${unit.name}`;
    if (!next) return `${rest} ${unit.name}`;
    rest /= 1n << BigInt(next.bits - unit.bits - (next.isRounded ? 1 : 0) + (unit.isRounded ? 1 : 0));
  }
}

const BYTES_LIMIT = 10240n;

function prettyInt8(size: Int8): string {
  const big = BigInt(size);
  return pretty(big, String(size), (big < 0n ? -big : big) < BYTES_LIMIT);
}

function prettyNumeric(size: Numeric): string {
  if (!isFiniteNumeric(size)) return `${formatNumeric(size)} PB`;
  const scale = powerOfTen(size.scale);
  const coef = BigInt(size.coef);
  return pretty(coef / scale, formatNumeric(size), (coef < 0n ? -coef : coef) < BYTES_LIMIT * scale);
}

const MULTIPLIERS: Readonly<Record<string, number>> = { '': 0, bytes: 0, kb: 10, mb: 20, gb: 30, tb: 40, pb: 50 };

function sizeBytes(text: string): Int8 {
  const m = /^[ \t\n\r\f\v]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\r\f\v]*(.*?)[ \t\n\r\f\v]*$/s.exec(text);
  if (!m) throw new PgError('invalid_parameter_value', `invalid size: "${text}"`);
  const unit = m[2] as string;
  const bits = MULTIPLIERS[unit.toLowerCase()];
  if (bits === undefined) {
    throw new PgError('invalid_parameter_value', `invalid size: "${text}"`, {
      detail: `Invalid size unit: "${unit}".`,
      hint: 'Valid units are "bytes", "kB", "MB", "GB", "TB", and "PB".',
    });
  }
  const number = parseNumericText(m[1] as string) ?? numericFromInt8(0);
  const bytes = divideRounded(BigInt(number.coef) << BigInt(bits), powerOfTen(number.scale));
  if (bytes !== BigInt.asIntN(64, bytes)) throw new PgError('numeric_value_out_of_range', 'bigint out of range');
  return toInt8(bytes);
}

export const sizeFunctions: ScalarFamily = {
  'pg_size_pretty(int8)': prettyInt8,
  'pg_size_pretty(numeric)': prettyNumeric,
  'pg_size_bytes(text)': sizeBytes,
};
