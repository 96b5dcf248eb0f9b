/**
 * Order-preserving key bytes of numeric: equal values of different display scale give equal keys (so it is not reversible).
 * After D. R. Hipp's key encoding for SQLite4: exponent, then base-100 digits with a "more follows" bit.
 *
 * A finite value is 0.d1d2d3… * 100^e with digits d in 0..99, d1 > 0.
 *
 * | first byte | meaning |
 * |------------|---------|
 * | 00         | -Infinity |
 * | 01         | negative, e > 57: complement of the 3 bytes of e, digits complemented |
 * | 02..77     | negative, e from 57 down to -60: digits complemented |
 * | 78         | negative, e < -60: complement of the 3 bytes of e + 2^20, digits complemented |
 * | 80         | zero |
 * | 87         | positive, e < -60: 3 bytes of e + 2^20, digits |
 * | 88..FD     | positive, e from -60 to 57 |
 * | FE         | positive, e > 57: 3 bytes of e, digits |
 * | FF 00, FF FF | Infinity, NaN |
 *
 * A digit d is written as 2d + 1, the last one as 2d.
 */
import { decimalExponent, trimScale, type Numeric } from './numeric.js';
import type { KeyWriter } from './type-ops.js';

export function writeNumericKey(value: Numeric, out: KeyWriter): void {
  const { coef } = value;
  if (typeof coef === 'number') {
    if (coef === 0) return out.byte(0x80);
    if (coef - coef !== 0) {
      if (coef < 0) return out.byte(0);
      out.byte(0xff);
      return out.byte(coef > 0 ? 0 : 0xff);
    }
  }
  const negative = coef < 0;
  const flip = negative ? 0xff : 0;
  const trimmed = trimScale(value);
  let digits = (negative ? -trimmed.coef : trimmed.coef).toString();
  // value = 0.digits * 10^exponent; an odd exponent moves the digits by one place.
  const exponent = decimalExponent(value) + 1;
  if ((exponent & 1) !== 0) digits = '0' + digits;
  const e = Math.ceil(exponent / 2);
  if (e >= -60 && e <= 57) out.byte(negative ? 0x02 + (57 - e) : 0x88 + (e + 60));
  else {
    const biased = e > 0 ? e : e + 0x100000;
    out.byte(e > 0 ? (negative ? 0x01 : 0xfe) : negative ? 0x78 : 0x87);
    out.byte(((biased >> 16) & 0xff) ^ flip);
    out.byte(((biased >> 8) & 0xff) ^ flip);
    out.byte((biased & 0xff) ^ flip);
  }
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end--;
  for (let i = 0; i < end; i += 2) {
    const pair = (digits.charCodeAt(i) - 48) * 10 + (i + 1 < end ? digits.charCodeAt(i + 1) - 48 : 0);
    out.byte((pair * 2 + (i + 2 < end ? 1 : 0)) ^ flip);
  }
}
