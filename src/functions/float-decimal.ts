/** Exact decimal forms of float8 as C's printf gives them: every digit true, halves to even. */

const view = new DataView(new ArrayBuffer(8));

/** |value| as numerator / 2^shift. */
function fraction(value: number): { numerator: bigint; shift: number } {
  view.setFloat64(0, Math.abs(value));
  const high = view.getUint32(0);
  const exponent = high >>> 20;
  const mantissa = (BigInt(high & 0xfffff) << 32n) | BigInt(view.getUint32(4));
  if (exponent === 0) return { numerator: mantissa, shift: 1074 };
  return { numerator: mantissa | (1n << 52n), shift: 1075 - exponent };
}

/** |value| * 10^digits rounded to an integer. */
function scaled(value: number, digits: number): bigint {
  const { numerator, shift } = fraction(value);
  let top = numerator;
  let bottom = 1n;
  if (digits >= 0) top *= 10n ** BigInt(digits);
  else bottom = 10n ** BigInt(-digits);
  if (shift >= 0) bottom <<= BigInt(shift);
  else top <<= BigInt(-shift);
  const quotient = top / bottom;
  const rest = (top % bottom) * 2n;
  return rest > bottom || (rest === bottom && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function special(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity';
}

const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0);

/** printf's %.*f */
export function fixedText(value: number, digits: number): string {
  if (!Number.isFinite(value)) return special(value);
  const text = scaled(value, digits)
    .toString()
    .padStart(digits + 1, '0');
  const body = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return isNegative(value) ? `-${body}` : body;
}

/** printf's %.*e, of a finite value; the exponent has two digits at least. */
export function exponentText(value: number, digits: number): string {
  const sign = isNegative(value) ? '-' : '';
  let exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  let text = value === 0 ? '0'.repeat(digits + 1) : scaled(value, digits - exponent).toString();
  // The logarithm may be off by one, and rounding may carry.
  while (text.length !== digits + 1) {
    exponent += text.length > digits + 1 ? 1 : -1;
    text = scaled(value, digits - exponent).toString();
  }
  return sign + scientific(text, exponent);
}

/** d.ddde±xx of a row of digits. */
export function scientific(digits: string, exponent: number): string {
  const mantissa = digits.length > 1 ? `${digits[0] as string}.${digits.slice(1)}` : digits;
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
