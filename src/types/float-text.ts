/**
 * Text of floating point numbers as PostgreSQL writes and reads them.
 *
 * Output with extra_float_digits > 0 is the shortest decimal strictly inside the rounding interval (Ryu, Adams 2018; PostgreSQL
 * refuses the interval's end points, JavaScript does not: 1e23 prints as 9.999999999999999e+22). Exponent form below 1e-4 and
 * from 10^15 (float4: 10^6) on. With extra_float_digits <= 0 it is C's %.*g of 15 (6) plus that many digits.
 */
import { PgError } from '../errors/index.js';
import { inputOutOfRange, invalidInput } from './define-type.js';

const bits = new DataView(new ArrayBuffer(8));

export function formatFloat8(value: number, extraDigits: number): string {
  const magnitude = value < 0 ? -value : value;
  // Here JavaScript's own text is the same: shortest digits in fixed notation.
  if (extraDigits > 0 && magnitude < 1e15 && magnitude >= 1e-4) return String(value);
  if (value - value !== 0) return formatNonFinite(value);
  if (extraDigits <= 0) return formatG(value, Math.max(1, 15 + extraDigits));
  if (value === 0) return 1 / value < 0 ? '-0' : '0';
  let shortest = value.toExponential();
  if ((value >= 9007199254740992 || value <= -9007199254740992) && isOnBoundary(value, shortest)) shortest = nextShortest(value, shortest);
  return layOut(shortest, 15);
}

export function formatFloat4(value: number, extraDigits: number): string {
  if (value - value !== 0) return formatNonFinite(value);
  if (extraDigits <= 0) return formatG(value, Math.max(1, 6 + extraDigits));
  if (value === 0) return 1 / value < 0 ? '-0' : '0';
  return quickFloat4(value) ?? layOut(shortestFloat4(value), 6);
}

function formatNonFinite(value: number): string {
  return value !== value ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

/** Rewrites JavaScript's `d.ddde+x` in fixed form when -4 <= x < limit, else with a two-digit exponent. */
function layOut(exponential: string, limit: number): string {
  const e = exponential.indexOf('e');
  const exponent = Number(exponential.slice(e + 1));
  const negative = exponential.charCodeAt(0) === 45;
  const mantissa = exponential.slice(negative ? 1 : 0, e);
  return layOutDigits(negative ? '-' : '', mantissa.length > 1 ? mantissa[0] + mantissa.slice(2) : mantissa, exponent, limit);
}

/** The number with these significant digits, the first of weight 10^exponent. */
function layOutDigits(sign: string, digits: string, exponent: number, limit: number): string {
  if (exponent < -4 || exponent >= limit) {
    const magnitude = Math.abs(exponent);
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${magnitude < 10 ? '0' : ''}${magnitude}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return sign + digits.padEnd(exponent + 1, '0');
  return `${sign}${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

/** C's %.{digits}g: ties of the exact binary value to even, trailing zeros dropped. */
export function formatG(value: number, digits: number): string {
  if (value - value !== 0) return formatNonFinite(value);
  if (value === 0) return 1 / value < 0 ? '-0' : '0';
  const text = toExponentialEven(value, digits);
  const at = text.indexOf('e');
  let mantissa = text.slice(0, at);
  if (mantissa.includes('.')) mantissa = mantissa.replace(/\.?0+$/, '');
  return layOut(mantissa + text.slice(at), digits);
}

/** `digits` significant digits in exponent form; exact ties go to even, as in C (toExponential takes them away from zero). */
function toExponentialEven(value: number, digits: number): string {
  const longer = value.toExponential(digits);
  const e = longer.indexOf('e');
  if (longer.charCodeAt(e - 1) === 53 && isExactTie(value, digits)) {
    const previous = longer.charCodeAt(e - (digits === 1 ? 3 : 2));
    if ((previous & 1) === 0) return longer.slice(0, digits === 1 ? e - 2 : e - 1) + longer.slice(e);
  }
  return value.toExponential(digits - 1);
}

function isExactTie(value: number, digits: number): boolean {
  const exact = value.toExponential(100);
  const e = exact.indexOf('e');
  for (let i = exact.indexOf('.') + digits + 1; i < e; i++) if (exact.charCodeAt(i) !== 48) return false;
  return true;
}

/** Does this decimal lie exactly half way between `value` (an integer >= 2^53) and a neighbour? */
function isOnBoundary(value: number, exponential: string): boolean {
  const decimal = integerOf(exponential);
  if (decimal === undefined) return false;
  const exact = BigInt(value);
  if (decimal === exact) return false;
  const difference = (decimal - exact) * 2n;
  return difference === BigInt(neighbour(value, true)) - exact || difference === BigInt(neighbour(value, false)) - exact;
}

function integerOf(exponential: string): bigint | undefined {
  const m = /^(-?)(\d)(?:\.(\d+))?e\+(\d+)$/.exec(exponential);
  if (m === null) return undefined;
  const fraction = m[3] ?? '';
  const zeros = Number(m[4]) - fraction.length;
  if (zeros < 0) return undefined;
  const magnitude = BigInt((m[2] as string) + fraction) * 10n ** BigInt(zeros);
  return m[1] === '-' ? -magnitude : magnitude;
}

/** The next float64 away from (`outward`) or toward zero. */
function neighbour(value: number, outward: boolean): number {
  bits.setFloat64(0, value);
  bits.setBigUint64(0, bits.getBigUint64(0) + (outward ? 1n : -1n));
  const next = bits.getFloat64(0);
  return next - next === 0 ? next : value;
}

function nextShortest(value: number, exponential: string): string {
  const used = exponential.replace(/^-/, '').replace(/e.*$/, '').replace('.', '').length;
  for (let digits = used; digits <= 17; digits++) {
    const candidate = value.toExponential(digits - 1);
    if (Number(candidate) === value && !isOnBoundary(value, candidate)) return trimExponential(candidate);
  }
  return value.toExponential(16);
}

function trimExponential(text: string): string {
  const e = text.indexOf('e');
  return (
    text
      .slice(0, e)
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '') + text.slice(e)
  );
}

/** Shortest decimal strictly between the half-way points to the float4 neighbours; the nearest one if several. */
function shortestFloat4(value: number): string {
  const magnitude = Math.abs(value);
  bits.setFloat32(0, magnitude);
  const pattern = bits.getUint32(0);
  bits.setUint32(0, pattern + 1);
  const above = bits.getFloat32(0);
  bits.setUint32(0, pattern - 1);
  const below = bits.getFloat32(0);
  const high = above === Infinity ? magnitude + (magnitude - below) / 2 : (magnitude + above) / 2;
  const low = (magnitude + below) / 2;
  // A float4 that is not subnormal is told by six digits if by fewer, so the search may start there.
  for (let digits = magnitude < 1.1754943508222875e-38 ? 1 : 6; digits <= 9; digits++) {
    const text = toExponentialEven(magnitude, digits);
    const read = Number(text);
    if (read > low && read < high) return (value < 0 ? '-' : '') + trimExponential(text);
    if (digits > 1) {
      // Next to a power of two the interval is lopsided: the nearest decimal may miss it on the narrow side while the next above fits.
      const e = text.indexOf('e');
      const step = Number('1' + text.slice(e)) / 10 ** (digits - 1);
      const up = (read + step).toExponential(digits - 1);
      const upRead = Number(up);
      if (read <= low && upRead > low && upRead < high) return (value < 0 ? '-' : '') + trimExponential(up);
    }
  }
  return value.toExponential(8);
}

/** 10^0 … 10^22, all exact. */
const POWERS: readonly number[] = Array.from({ length: 23 }, (_, i) => Number('1e' + i));
const float4Word = new Float32Array(1);
const float4Pattern = new Uint32Array(float4Word.buffer);

/** The common range by float8 arithmetic on scaled integers; undefined where that leaves a doubt. */
function quickFloat4(value: number): string | undefined {
  const magnitude = value < 0 ? -value : value;
  if (!(magnitude >= 1e-5 && magnitude < 1e9)) return undefined;
  float4Word[0] = magnitude;
  const pattern = float4Pattern[0] as number;
  if ((pattern & 0x7fffff) === 0) return undefined;
  // Half the gap to both neighbours, which are as far away as each other except at powers of two.
  float4Pattern[0] = pattern + 1;
  const reach = ((float4Word[0] as number) - magnitude) / 2;
  let exponent = 8;
  while (exponent > 0 && magnitude < (POWERS[exponent] as number)) exponent--;
  if (magnitude < 1) for (exponent = -1; magnitude * (POWERS[-exponent] as number) < 1;) exponent--;
  for (let digits = 6; digits <= 9; digits++) {
    const power = digits - 1 - exponent;
    const factor = POWERS[power < 0 ? -power : power] as number;
    const scaled = power >= 0 ? magnitude * factor : magnitude / factor;
    let whole = Math.round(scaled);
    if (Math.abs(scaled - Math.floor(scaled) - 0.5) < 1e-6) return undefined;
    const read = power >= 0 ? whole / factor : whole * factor;
    if (Math.abs(read - magnitude) < reach) {
      let dropped = 0;
      for (; whole % 10 === 0; dropped++) whole /= 10;
      const text = String(whole);
      return layOutDigits(value < 0 ? '-' : '', text, text.length + dropped - 1 - power, 6);
    }
  }
  return undefined;
}

// --- input ---

const DECIMAL = /^[ \t\n\v\f\r]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[ \t\n\v\f\r]*$/;
const WORD = /^[ \t\n\v\f\r]*(?:([+-]?)nan|([+-]?)inf(?:inity)?)[ \t\n\v\f\r]*$/i;
const HEX = /^[ \t\n\v\f\r]*([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)(?:[pP]([+-]?\d+))?[ \t\n\v\f\r]*$/;

export function parseFloat8(text: string): number {
  const m = DECIMAL.exec(text);
  if (m === null) return parseWord(text, 'double precision');
  const value = Number(m[1]);
  if ((value === 0 && /[1-9]/.test((m[1] as string).replace(/[eE].*$/, ''))) || value - value !== 0) {
    throw floatOutOfRange(m[1] as string, 'double precision');
  }
  return value;
}

export function parseFloat4(text: string): number {
  const m = DECIMAL.exec(text);
  if (m === null) return Math.fround(parseWord(text, 'real'));
  const digits = m[1] as string;
  const value = roundToFloat4(digits);
  if ((value === 0 && /[1-9]/.test(digits.replace(/[eE].*$/, ''))) || value - value !== 0) throw floatOutOfRange(digits, 'real');
  return value;
}

function floatOutOfRange(text: string, type: string): PgError {
  return new PgError('numeric_value_out_of_range', `"${text}" is out of range for type ${type}`);
}

function parseWord(text: string, type: string): number {
  const w = WORD.exec(text);
  if (w !== null) return w[2] === undefined ? NaN : w[2] === '-' ? -Infinity : Infinity;
  const h = HEX.exec(text);
  if (h === null || (h[2] === '' && h[3] === '')) throw invalidInput(type, text);
  const fraction = h[3] as string;
  const mantissa = BigInt('0x' + (h[2] as string) + fraction);
  const exponent = Number(h[4] ?? '0') - 4 * fraction.length;
  const value = scaleByTwo(mantissa, exponent);
  if (value - value !== 0 || (value === 0 && mantissa !== 0n)) throw inputOutOfRange(type, text);
  return h[1] === '-' ? -value : value;
}

function scaleByTwo(mantissa: bigint, exponent: number): number {
  return Number(mantissa) * 2 ** exponent;
}

/** Nearest float4 to a decimal numeral, rounding once: going through float8 would round twice. */
export function roundToFloat4(digits: string): number {
  const wide = Number(digits);
  const narrow = Math.fround(wide);
  if (narrow === wide || wide - wide !== 0 || narrow - narrow !== 0) return narrow;
  // Only a float8 exactly half way between two float4s can have hidden which side the decimal lies on.
  bits.setFloat64(0, wide);
  if ((bits.getUint32(4) & 0x1fffffff) !== 0x10000000) return narrow;
  const side = compareDecimal(digits, wide);
  if (side === 0) return narrow;
  const outward = side > 0 === wide > 0;
  bits.setFloat64(0, wide);
  bits.setBigUint64(0, bits.getBigUint64(0) + (outward ? 1n : -1n));
  return Math.fround(bits.getFloat64(0));
}

/** Sign of (decimal - value), exactly. */
function compareDecimal(digits: string, value: number): number {
  const exact = value.toExponential(100);
  const [a, b] = [decimalParts(digits), decimalParts(exact)];
  const low = Math.min(a.exponent, b.exponent);
  const x = a.coefficient * 10n ** BigInt(a.exponent - low);
  const y = b.coefficient * 10n ** BigInt(b.exponent - low);
  return x < y ? -1 : x > y ? 1 : 0;
}

function decimalParts(text: string): { coefficient: bigint; exponent: number } {
  const m = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) as RegExpExecArray;
  const fraction = m[3] as string;
  const magnitude = BigInt((m[2] as string) + fraction);
  return { coefficient: m[1] === '-' ? -magnitude : magnitude, exponent: Number(m[4] ?? '0') - fraction.length };
}
