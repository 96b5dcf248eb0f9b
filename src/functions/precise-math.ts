/**
 * Elementary functions rounded to the nearest float8 (up to about one case in 2^40), because V8's Math functions are off by
 * a unit in the last place often enough to show (0.5 ^ 2.5), while the C library under PostgreSQL hardly ever is.
 *
 * A value is an unevaluated sum of two float8s, about 106 bits ("double-double": Dekker 1971, Knuth 4.2.2).
 * The result of each operation is left in one scratch array (hi, lo), so that nothing is allocated.
 */

/** hi and lo of the last result; a typed array, because module variables would box every float8. */
const pair = new Float64Array(2) as unknown as [number, number];

/** hi + lo = a + b exactly. */
function twoSum(a: number, b: number): void {
  const s = a + b;
  const t = s - a;
  pair[1] = a - (s - t) + (b - t);
  pair[0] = s;
}

/** The same when |a| >= |b|. */
function quickSum(a: number, b: number): void {
  const s = a + b;
  pair[1] = b - (s - a);
  pair[0] = s;
}

const SPLITTER = 134217729;

/** hi + lo = a * b exactly (no overflow for the ranges used here). */
function twoProduct(a: number, b: number): void {
  const p = a * b;
  let t = SPLITTER * a;
  const ah = t - (t - a);
  const al = a - ah;
  t = SPLITTER * b;
  const bh = t - (t - b);
  const bl = b - bh;
  pair[1] = al * bl - (p - ah * bh - al * bh - ah * bl);
  pair[0] = p;
}

function add(ah: number, al: number, bh: number, bl: number): void {
  twoSum(ah, bh);
  const sh = pair[0];
  const sl = pair[1];
  twoSum(al, bl);
  const th = pair[0];
  const tl = pair[1];
  quickSum(sh, sl + th);
  quickSum(pair[0], pair[1] + tl);
}

function multiply(ah: number, al: number, bh: number, bl: number): void {
  twoProduct(ah, bh);
  quickSum(pair[0], pair[1] + (ah * bl + al * bh));
}

function divide(ah: number, al: number, bh: number, bl: number): void {
  const q1 = ah / bh;
  multiply(bh, bl, q1, 0);
  add(ah, al, -pair[0], -pair[1]);
  const rh = pair[0];
  const rl = pair[1];
  const q2 = rh / bh;
  multiply(bh, bl, q2, 0);
  add(rh, rl, -pair[0], -pair[1]);
  const q3 = pair[0] / bh;
  quickSum(q1, q2);
  add(pair[0], pair[1], q3, 0);
}

function squareRoot(ah: number, al: number): void {
  if (ah === 0) {
    pair[0] = 0;
    pair[1] = 0;
    return;
  }
  const r = Math.sqrt(ah);
  twoProduct(r, r);
  add(ah, al, -pair[0], -pair[1]);
  quickSum(r, pair[0] / (2 * r));
}

const LN2_HIGH = 0.69314718036912381649; // 33 bits, so that k * LN2_HIGH is exact
const LN2_MIDDLE = 1.90821492927058770002e-10;
const LN2_LOW = -5.7180654461339306e-27;

/** 1/n! as pairs. */
const INVERSE_FACTORIAL_HIGH: number[] = [1];
const INVERSE_FACTORIAL_LOW: number[] = [0];
for (let n = 1; n <= 30; n++) {
  divide(INVERSE_FACTORIAL_HIGH[n - 1] as number, INVERSE_FACTORIAL_LOW[n - 1] as number, n, 0);
  INVERSE_FACTORIAL_HIGH[n] = pair[0];
  INVERSE_FACTORIAL_LOW[n] = pair[1];
}

/** exp(xh + xl) into hi + lo without its power of two, which is returned. */
function expPair(xh: number, xl: number): number {
  const k = Math.round(xh * 1.4426950408889634);
  twoSum(xh, -k * LN2_HIGH);
  add(pair[0], pair[1], xl, 0);
  const ah = pair[0];
  const al = pair[1];
  twoProduct(-k, LN2_MIDDLE);
  add(ah, al, pair[0], pair[1]);
  add(pair[0], pair[1], -k * LN2_LOW, 0);
  // Taylor series of r / 512, then nine squarings of (1 + t): (1 + t)^2 - 1 = 2t + t^2 keeps the low bits.
  const rh = pair[0] / 512;
  const rl = pair[1] / 512;
  let sh = INVERSE_FACTORIAL_HIGH[9] as number;
  let sl = INVERSE_FACTORIAL_LOW[9] as number;
  for (let n = 8; n >= 1; n--) {
    multiply(sh, sl, rh, rl);
    add(pair[0], pair[1], INVERSE_FACTORIAL_HIGH[n] as number, INVERSE_FACTORIAL_LOW[n] as number);
    sh = pair[0];
    sl = pair[1];
  }
  multiply(sh, sl, rh, rl);
  for (let i = 0; i < 9; i++) {
    const th = pair[0];
    const tl = pair[1];
    multiply(th, tl, th, tl);
    add(pair[0], pair[1], 2 * th, 2 * tl);
  }
  add(pair[0], pair[1], 1, 0);
  return k;
}

/** (hi + lo) * 2^k rounded once, also into the subnormal range. */
function scaled(k: number): number {
  const sum = pair[0] + pair[1];
  if (k > -1000) return k > 1000 ? sum * 2 ** 1000 * 2 ** (k - 1000) : sum * 2 ** k;
  // Rounding to fewer bits: push hi first and let lo break the tie.
  const coarse = pair[0] * 2 ** -969 * 2 ** (k + 969);
  if (coarse === 0) return coarse;
  const back = (coarse / 2 ** (k + 969)) * 2 ** 969;
  const rest = pair[0] - back + pair[1];
  const ulp = 5e-324 * 2 ** 100 * 2 ** -(k + 100);
  if (coarse > 2.2250738585072014e-308 || Math.abs(rest) * 2 < ulp) return coarse;
  return rest > 0 ? coarse + 5e-324 : coarse - 5e-324;
}

export function preciseExp(x: number): number {
  if (!(x < 710 && x > -746)) return Math.exp(x);
  return scaled(expPair(x, 0));
}

/** ln(x) into hi + lo, x positive and finite. */
function logPair(x: number): void {
  const f = x - 1;
  if (f > -0.01 && f < 0.01) {
    // 2 atanh(f / (2 + f)); f is exact here.
    twoSum(2, f);
    divide(f, 0, pair[0], pair[1]);
    const sh = pair[0];
    const sl = pair[1];
    multiply(sh, sl, sh, sl);
    const qh = pair[0];
    const ql = pair[1];
    let th = 0;
    let tl = 0;
    for (let n = 17; n >= 3; n -= 2) {
      divide(1, 0, n, 0);
      add(pair[0], pair[1], th, tl);
      multiply(pair[0], pair[1], qh, ql);
      th = pair[0];
      tl = pair[1];
    }
    multiply(th, tl, sh, sl);
    add(sh, sl, pair[0], pair[1]);
    pair[0] *= 2;
    pair[1] *= 2;
    return;
  }
  // One Newton step: y + (x * exp(-y) - 1).
  const y = Math.log(x);
  const k = expPair(-y, 0);
  const eh = pair[0];
  const el = pair[1];
  const m = scaleByTwo(x, k);
  multiply(eh, el, m, 0);
  add(pair[0], pair[1], -1, 0);
  add(y, 0, pair[0], pair[1]);
}

function scaleByTwo(x: number, k: number): number {
  return k > 1000 ? x * 2 ** 1000 * 2 ** (k - 1000) : k < -1000 ? x * 2 ** -1000 * 2 ** (k + 1000) : x * 2 ** k;
}

export function preciseLog(x: number): number {
  if (!(x > 0) || x === Infinity || x === 1) return Math.log(x);
  logPair(x);
  return pair[0] + pair[1];
}

/** x^y for finite x > 0 or integral y. */
export function precisePower(x: number, y: number): number {
  if (x === 0 || y === 0 || x - x !== 0 || y - y !== 0 || x === 1) return Math.pow(x, y);
  if (y === 1) return x;
  const negative = x < 0 && Math.abs(y % 2) === 1;
  logPair(Math.abs(x));
  const lh = pair[0];
  const ll = pair[1];
  const estimate = lh * y;
  if (estimate > 710) return negative ? -Infinity : Infinity;
  if (estimate < -746) return negative ? -0 : 0;
  multiply(lh, ll, y, 0);
  const result = scaled(expPair(pair[0], pair[1]));
  return negative ? -result : result;
}

/** Nearest cube root. */
export function preciseCbrt(x: number): number {
  if (x === 0 || x - x !== 0) return x;
  // Scale into a range where cubes neither overflow nor underflow.
  const factor = Math.abs(x) > 1e100 ? 2 ** -300 : Math.abs(x) < 1e-100 ? 2 ** 300 : 1;
  const v = x * factor;
  const r = Math.cbrt(v);
  twoProduct(r, r);
  multiply(pair[0], pair[1], r, 0);
  add(v, 0, -pair[0], -pair[1]);
  const root = r + (pair[0] + pair[1]) / (3 * r * r);
  return factor === 1 ? root : factor < 1 ? root * 2 ** 100 : root * 2 ** -100;
}

// --- trigonometry ---

// pi / 2 in three parts of 33 bits and the rest (Cody and Waite), so that k * part is exact for k below 2^20.
const HALF_PI_1 = 1.57079632673412561417;
const HALF_PI_2 = 6.0771005063039659766e-11;
const HALF_PI_3 = 2.0222662487111664558e-21;
const HALF_PI_4 = 8.47842766036889956997e-32;
const PI_HIGH = 3.141592653589793;
const PI_LOW = 1.2246467991473532e-16;

/** Bits after the point of 2/pi for reducing huge arguments (Payne and Hanek 1983). */
const REDUCTION_BITS = 1300;
let twoOverPi = 0n;

function twoOverPiFixed(): bigint {
  if (twoOverPi === 0n) {
    // Machin: pi = 16 atan(1/5) - 4 atan(1/239).
    const bits = BigInt(REDUCTION_BITS + 64);
    const atanInverse = (n: bigint): bigint => {
      let term = (1n << bits) / n;
      let sum = term;
      for (let k = 3n, sign = -1n; term !== 0n; k += 2n, sign = -sign) {
        term /= n * n;
        sum += (sign * term) / k;
      }
      return sum;
    };
    const pi = 16n * atanInverse(5n) - 4n * atanInverse(239n);
    twoOverPi = (1n << (bits + BigInt(REDUCTION_BITS) + 1n)) / pi;
  }
  return twoOverPi;
}

const view = new DataView(new ArrayBuffer(8));

/** Reduces x to hi + lo in [-pi/4, pi/4]; returns the quadrant 0..3. */
function reduceAngle(x: number): number {
  const k = Math.round(x * 0.6366197723675814);
  if (k > -1000000 && k < 1000000) {
    twoSum(x, -k * HALF_PI_1);
    add(pair[0], pair[1], -k * HALF_PI_2, 0);
    add(pair[0], pair[1], -k * HALF_PI_3, 0);
    add(pair[0], pair[1], -k * HALF_PI_4, 0);
    return k & 3;
  }
  view.setFloat64(0, Math.abs(x));
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n) - 1075;
  const mantissa = (bits & 0xfffffffffffffn) | 0x10000000000000n;
  // |x| * 2/pi in fixed point, rounded to the nearest quadrant.
  const shift = BigInt(REDUCTION_BITS);
  const turns = exponent >= 0 ? (mantissa * twoOverPiFixed()) << BigInt(exponent) : (mantissa * twoOverPiFixed()) >> BigInt(-exponent);
  let quadrant = turns >> shift;
  let rest = turns - (quadrant << shift);
  if (rest >> (shift - 1n) !== 0n) {
    rest -= 1n << shift;
    quadrant += 1n;
  }
  const negative = x < 0;
  // The 160 bits after the leading ones are enough for a pair.
  const high = Number(rest >> (shift - 200n));
  const low = Number((rest >> (shift - 200n)) - BigInt(high));
  const fh = high * 2 ** -200;
  const fl = low * 2 ** -200;
  multiply(fh, fl, PI_HIGH / 2, PI_LOW / 2);
  const q = Number(quadrant & 3n);
  if (!negative) return q;
  pair[0] = -pair[0];
  pair[1] = -pair[1];
  return (4 - q) & 3;
}

/** sin of a reduced angle into hi + lo. */
function sinPair(xh: number, xl: number): void {
  multiply(xh, xl, xh, xl);
  const qh = -pair[0];
  const ql = -pair[1];
  let sh = INVERSE_FACTORIAL_HIGH[27] as number;
  let sl = INVERSE_FACTORIAL_LOW[27] as number;
  for (let n = 25; n >= 3; n -= 2) {
    multiply(sh, sl, qh, ql);
    add(pair[0], pair[1], INVERSE_FACTORIAL_HIGH[n] as number, INVERSE_FACTORIAL_LOW[n] as number);
    sh = pair[0];
    sl = pair[1];
  }
  multiply(sh, sl, qh, ql);
  multiply(pair[0], pair[1], xh, xl);
  add(xh, xl, pair[0], pair[1]);
}

/** cos of a reduced angle into hi + lo. */
function cosPair(xh: number, xl: number): void {
  multiply(xh, xl, xh, xl);
  const qh = -pair[0];
  const ql = -pair[1];
  let sh = INVERSE_FACTORIAL_HIGH[28] as number;
  let sl = INVERSE_FACTORIAL_LOW[28] as number;
  for (let n = 26; n >= 0; n -= 2) {
    multiply(sh, sl, qh, ql);
    add(pair[0], pair[1], INVERSE_FACTORIAL_HIGH[n] as number, INVERSE_FACTORIAL_LOW[n] as number);
    sh = pair[0];
    sl = pair[1];
  }
}

/** sin(x + quarters * pi/2) into hi + lo. */
function sinOf(x: number, quarters: number): void {
  const quadrant = (reduceAngle(x) + quarters) & 3;
  if ((quadrant & 1) === 0) sinPair(pair[0], pair[1]);
  else cosPair(pair[0], pair[1]);
  if (quadrant >= 2) {
    pair[0] = -pair[0];
    pair[1] = -pair[1];
  }
}

const TINY = 1e-9;

export function preciseSin(x: number): number {
  if (x - x !== 0) return NaN;
  if (x > -TINY && x < TINY) return Math.sin(x);
  sinOf(x, 0);
  return pair[0] + pair[1];
}

export function preciseCos(x: number): number {
  if (x - x !== 0) return NaN;
  sinOf(x, 1);
  return pair[0] + pair[1];
}

export function preciseTan(x: number): number {
  if (x - x !== 0) return NaN;
  if (x > -TINY && x < TINY) return Math.tan(x);
  tanPair(x);
  return pair[0] + pair[1];
}

function tanPair(x: number): void {
  sinOf(x, 0);
  const sh = pair[0];
  const sl = pair[1];
  sinOf(x, 1);
  divide(sh, sl, pair[0], pair[1]);
}

/** atan(xh + xl) into hi + lo: y + (x - tan y) / (1 + x tan y). */
function atanPair(xh: number, xl: number): void {
  const y = Math.atan(xh);
  tanPair(y);
  const th = pair[0];
  const tl = pair[1];
  multiply(xh, xl, th, tl);
  add(pair[0], pair[1], 1, 0);
  const dh = pair[0];
  const dl = pair[1];
  add(xh, xl, -th, -tl);
  divide(pair[0], pair[1], dh, dl);
  add(y, 0, pair[0], pair[1]);
}

export function preciseAtan(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude > TINY && magnitude < 1e15)) return Math.atan(x);
  atanPair(x, 0);
  return pair[0] + pair[1];
}

export function preciseAtan2(y: number, x: number): number {
  const plain = Math.atan2(y, x);
  if (x === 0 || y === 0 || x - x !== 0 || y - y !== 0) return plain;
  const q = Math.abs(y / x);
  if (!(q > 1e-15 && q < 1e15) || Math.abs(x) > 1e290 || Math.abs(y) > 1e290 || Math.abs(x) < 1e-290 || Math.abs(y) < 1e-290) {
    // Beyond this the quotient alone, or pi/2, is the answer to the last bit.
    return plain;
  }
  divide(Math.abs(y), 0, Math.abs(x), 0);
  atanPair(pair[0], pair[1]);
  if (x < 0) add(PI_HIGH, PI_LOW, -pair[0], -pair[1]);
  const result = pair[0] + pair[1];
  return y < 0 ? -result : result;
}

/** asin(xh + xl) into hi + lo, for arguments not close to 1. */
function asinPair(xh: number, xl: number): void {
  const y = Math.asin(xh);
  sinOf(y, 1);
  const ch = pair[0];
  const cl = pair[1];
  sinOf(y, 0);
  add(xh, xl, -pair[0], -pair[1]);
  divide(pair[0], pair[1], ch, cl);
  add(y, 0, pair[0], pair[1]);
}

/** 2 asin(sqrt((1 - x) / 2)) into hi + lo: acos without cancellation for x in [0.5, 1]. */
function acosNearOne(x: number): void {
  squareRoot((1 - x) / 2, 0);
  asinPair(pair[0], pair[1]);
  pair[0] *= 2;
  pair[1] *= 2;
}

export function preciseAsin(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude > TINY && magnitude < 1)) return Math.asin(x);
  if (magnitude < 0.5) asinPair(magnitude, 0);
  else {
    acosNearOne(magnitude);
    add(PI_HIGH / 2, PI_LOW / 2, -pair[0], -pair[1]);
  }
  const result = pair[0] + pair[1];
  return x < 0 ? -result : result;
}

export function preciseAcos(x: number): number {
  if (!(x > -1 && x < 1)) return Math.acos(x);
  if (x >= 0.5) acosNearOne(x);
  else if (x <= -0.5) {
    acosNearOne(-x);
    add(PI_HIGH, PI_LOW, -pair[0], -pair[1]);
  } else {
    if (x > -1e-300 && x < 1e-300) return Math.PI / 2;
    asinPair(x, 0);
    add(PI_HIGH / 2, PI_LOW / 2, -pair[0], -pair[1]);
  }
  return pair[0] + pair[1];
}

// --- functions by the classic formulas on top of the ones above; their error is the formulas' ---

const LOG10_E = 0.43429448190325181667;
const LOG10_2_HIGH = 3.01029995663611771306e-1; // 39 bits: products with an exponent are exact
const LOG10_2_LOW = 3.69423907715893078616e-13;
const LN2 = 0.6931471805599453;

/** log10 through the natural logarithm of the significand. */
export function log10(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log10(x);
  let m = x;
  let exponent = 0;
  if (m < 2.2250738585072014e-308) {
    m *= 2 ** 54;
    exponent = -54;
  }
  view.setFloat64(0, m);
  const high = view.getUint32(0);
  exponent += (high >>> 20) - 1023;
  // Significand in [1, 2), or [0.5, 1) for numbers below 1.
  const shift = exponent < 0 ? 1 : 0;
  view.setUint32(0, (high & 0xfffff) | ((1023 - shift) << 20));
  exponent += shift;
  const z = exponent * LOG10_2_LOW + LOG10_E * preciseLog(view.getFloat64(0));
  return z + exponent * LOG10_2_HIGH;
}

export function cosh(x: number): number {
  const a = Math.abs(x);
  if (!(a < 709)) return Math.cosh(x);
  if (a < LN2 / 2) {
    const t = Math.expm1(a);
    return 1 + (t * t) / (2 * (1 + t));
  }
  const e = preciseExp(a);
  return a < 22 ? e * 0.5 + 0.5 / e : e * 0.5;
}

export function asinh(x: number): number {
  const a = Math.abs(x);
  if (!(a > 2 ** -28) || a === Infinity) return x;
  let r: number;
  if (a > 2 ** 28) r = preciseLog(a) + LN2;
  else if (a > 2) r = preciseLog(2 * a + 1 / (Math.sqrt(a * a + 1) + a));
  else r = Math.log1p(a + (a * a) / (1 + Math.sqrt(1 + a * a)));
  return x < 0 ? -r : r;
}

export function acosh(x: number): number {
  if (!(x > 1) || x === Infinity) return Math.acosh(x);
  if (x > 2 ** 28) return preciseLog(x) + LN2;
  if (x > 2) return preciseLog(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return Math.log1p(t + Math.sqrt(2 * t + t * t));
}
