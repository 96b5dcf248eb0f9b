/** Network address functions and operators (PostgreSQL chapter 9.12). */
import { PgError } from '../errors/index.js';
import {
  abbreviatedCidr,
  addressText,
  compareInet,
  formatInet,
  inetFamily,
  inetWidthMax,
  macBytes,
  macText,
  makeInet,
  maskedBytes,
  sameNetwork,
  toInt8,
  widenMac,
  type InetValue,
  type Int8,
} from '../types/index.js';
import type { AggregateFamily, AggregateImpl, ScalarFamily } from './function-impl.js';

// --- inet ---

const addressNumber = (value: InetValue): bigint => value.bytes.reduce((n, b) => (n << 8n) | BigInt(b), 0n);

function bytesOf(address: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = size - 1, rest = address; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 255n);
  return bytes;
}

const fullMask = (size: number, bits: number): Uint8Array => maskedBytes(new Uint8Array(size).fill(255), bits);
const network = (a: InetValue): InetValue => makeInet(maskedBytes(a.bytes, a.bits), a.bits);

function netmask(a: InetValue): InetValue {
  return makeInet(fullMask(a.bytes.length, a.bits), inetWidthMax(a));
}

function hostmask(a: InetValue): InetValue {
  return makeInet(
    fullMask(a.bytes.length, a.bits).map(b => b ^ 255),
    inetWidthMax(a),
  );
}

function broadcast(a: InetValue): InetValue {
  const mask = fullMask(a.bytes.length, a.bits);
  return makeInet(
    a.bytes.map((b, i) => b | ((mask[i] as number) ^ 255)),
    a.bits,
  );
}

/** -1 is the whole address. */
function checkedWidth(a: InetValue, bits: number): number {
  const width = bits === -1 ? inetWidthMax(a) : bits;
  if (width < 0 || width > inetWidthMax(a)) throw new PgError('invalid_parameter_value', `invalid mask length: ${bits}`);
  return width;
}

const isWithin = (a: InetValue, b: InetValue): boolean => a.bytes.length === b.bytes.length && a.bits >= b.bits && sameNetwork(a, b, b.bits);
const isStrictlyWithin = (a: InetValue, b: InetValue): boolean => a.bits > b.bits && isWithin(a, b);
const overlap = (a: InetValue, b: InetValue): boolean => a.bytes.length === b.bytes.length && sameNetwork(a, b, Math.min(a.bits, b.bits));

/** Bit by bit, of addresses of one family; the wider of the two widths. */
function bitwise(verb: string, combine: (x: number, y: number) => number): (a: InetValue, b: InetValue) => InetValue {
  return (a, b) => {
    if (a.bytes.length !== b.bytes.length) throw new PgError('invalid_parameter_value', `cannot ${verb} inet values of different sizes`);
    return makeInet(
      a.bytes.map((x, i) => combine(x, b.bytes[i] as number)),
      Math.max(a.bits, b.bits),
    );
  };
}

function outOfRange(): PgError {
  return new PgError('numeric_value_out_of_range', 'result is out of range');
}

function plus(a: InetValue, n: bigint): InetValue {
  const sum = addressNumber(a) + n;
  if (sum < 0n || sum >> BigInt(inetWidthMax(a)) !== 0n) throw outOfRange();
  return makeInet(bytesOf(sum, a.bytes.length), a.bits);
}

function difference(a: InetValue, b: InetValue): Int8 {
  if (a.bytes.length !== b.bytes.length) throw new PgError('invalid_parameter_value', 'cannot subtract inet values of different sizes');
  // Addresses of version 6 wrap: the distance is the shorter way around.
  const d = BigInt.asIntN(129 - (a.bytes.length >> 4), addressNumber(a) - addressNumber(b));
  if (BigInt.asIntN(64, d) !== d) throw outOfRange();
  return toInt8(d);
}

function merge(a: InetValue, b: InetValue): InetValue {
  if (a.bytes.length !== b.bytes.length) throw new PgError('invalid_parameter_value', 'cannot merge addresses from different families');
  let bits = Math.min(a.bits, b.bits);
  while (bits > 0 && !sameNetwork(a, b, bits)) bits--;
  return makeInet(maskedBytes(a.bytes, bits), bits);
}

const larger = (a: InetValue, b: InetValue): InetValue => (compareInet(a, b) > 0 ? a : b);
const smaller = (a: InetValue, b: InetValue): InetValue => (compareInet(a, b) < 0 ? a : b);

// --- MAC addresses ---

function macOperations(type: 'macaddr' | 'macaddr8'): ScalarFamily {
  const pair = `(${type},${type})`;
  const each = (a: string, b: string, combine: (x: number, y: number) => number): string => {
    const other = macBytes(b);
    return macText(macBytes(a).map((x, i) => combine(x, other[i] as number)));
  };
  return {
    [`${type}_eq${pair}`]: (a: string, b: string) => a === b,
    [`${type}_ne${pair}`]: (a: string, b: string) => a !== b,
    [`${type}_lt${pair}`]: (a: string, b: string) => a < b,
    [`${type}_le${pair}`]: (a: string, b: string) => a <= b,
    [`${type}_gt${pair}`]: (a: string, b: string) => a > b,
    [`${type}_ge${pair}`]: (a: string, b: string) => a >= b,
    [`${type}_cmp${pair}`]: (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0),
    [`${type}_and${pair}`]: (a: string, b: string) => each(a, b, (x, y) => x & y),
    [`${type}_or${pair}`]: (a: string, b: string) => each(a, b, (x, y) => x | y),
    [`${type}_not(${type})`]: (a: string) => macText(macBytes(a).map(x => x ^ 255)),
    [`trunc(${type})`]: (a: string) => macText(macBytes(a).map((x, i) => (i < 3 ? x : 0))),
  };
}

function narrowed(mac: string): string {
  const bytes = Array.from(macBytes(mac));
  if (bytes[3] !== 0xff || bytes[4] !== 0xfe) {
    throw new PgError('numeric_value_out_of_range', 'macaddr8 data out of range to convert to macaddr', {
      hint:
        'Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, ' +
        'are eligible to be converted from macaddr8 to macaddr.',
    });
  }
  return macText([...bytes.slice(0, 3), ...bytes.slice(5)]);
}

export const networkFunctions: ScalarFamily = {
  'network_eq(inet,inet)': (a: InetValue, b: InetValue) => compareInet(a, b) === 0,
  'network_ne(inet,inet)': (a: InetValue, b: InetValue) => compareInet(a, b) !== 0,
  'network_lt(inet,inet)': (a: InetValue, b: InetValue) => compareInet(a, b) < 0,
  'network_le(inet,inet)': (a: InetValue, b: InetValue) => compareInet(a, b) <= 0,
  'network_gt(inet,inet)': (a: InetValue, b: InetValue) => compareInet(a, b) > 0,
  'network_ge(inet,inet)': (a: InetValue, b: InetValue) => compareInet(a, b) >= 0,
  'network_cmp(inet,inet)': (a: InetValue, b: InetValue) => Math.sign(compareInet(a, b)),
  'network_larger(inet,inet)': larger,
  'network_smaller(inet,inet)': smaller,
  'network_sub(inet,inet)': isStrictlyWithin,
  'network_subeq(inet,inet)': isWithin,
  'network_sup(inet,inet)': (a: InetValue, b: InetValue) => isStrictlyWithin(b, a),
  'network_supeq(inet,inet)': (a: InetValue, b: InetValue) => isWithin(b, a),
  'network_overlap(inet,inet)': overlap,
  'inetnot(inet)': (a: InetValue) =>
    makeInet(
      a.bytes.map(b => b ^ 255),
      a.bits,
    ),
  'inetand(inet,inet)': bitwise('AND', (x, y) => x & y),
  'inetor(inet,inet)': bitwise('OR', (x, y) => x | y),
  'inetpl(inet,int8)': (a: InetValue, n: Int8) => plus(a, BigInt(n)),
  'int8pl_inet(int8,inet)': (n: Int8, a: InetValue) => plus(a, BigInt(n)),
  'inetmi_int8(inet,int8)': (a: InetValue, n: Int8) => plus(a, BigInt.asIntN(64, -BigInt(n))),
  'inetmi(inet,inet)': difference,

  'abbrev(inet)': (a: InetValue) => formatInet(a),
  'abbrev(cidr)': (a: InetValue) => abbreviatedCidr(a.bytes, a.bits),
  'broadcast(inet)': broadcast,
  'family(inet)': (a: InetValue) => inetFamily(a),
  'host(inet)': (a: InetValue) => addressText(a.bytes),
  'hostmask(inet)': hostmask,
  'inet_merge(inet,inet)': merge,
  'inet_same_family(inet,inet)': (a: InetValue, b: InetValue) => a.bytes.length === b.bytes.length,
  'masklen(inet)': (a: InetValue) => a.bits,
  'netmask(inet)': netmask,
  'network(inet)': network,
  'cidr(inet)': network,
  'set_masklen(inet,int4)': (a: InetValue, bits: number) => makeInet(a.bytes, checkedWidth(a, bits)),
  'set_masklen(cidr,int4)': (a: InetValue, bits: number) => network(makeInet(a.bytes, checkedWidth(a, bits))),
  'text(inet)': (a: InetValue) => formatInet(a, true),

  ...macOperations('macaddr'),
  ...macOperations('macaddr8'),
  'macaddr8_set7bit(macaddr8)': (a: string) => macText(macBytes(a).map((x, i) => (i === 0 ? x | 2 : x))),
  'macaddr8(macaddr)': (a: string) => macText(widenMac(Array.from(macBytes(a)))),
  'macaddr(macaddr8)': narrowed,
};

function extreme(pick: (a: InetValue, b: InetValue) => InetValue): AggregateImpl {
  const impl: AggregateImpl<{ value: InetValue | null }> = {
    skipNulls: true,
    init: () => ({ value: null }),
    transition(state, value: InetValue) {
      state.value = state.value === null ? value : pick(state.value, value);
      return state;
    },
    final: state => state.value,
  };
  return impl as AggregateImpl;
}

export const networkAggregates: AggregateFamily = { 'min(inet)': extreme(smaller), 'max(inet)': extreme(larger) };
