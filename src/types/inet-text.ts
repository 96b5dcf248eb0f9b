/**
 * Text of network addresses (PostgreSQL chapter 8.9): IPv4 in dotted octets, IPv6 in RFC 4291's forms, with a width in bits.
 * The readers follow the rules of inet_net_pton and inet_cidr_pton: the first wants whole addresses unless a width is given, the second
 * fills what is missing by the classes of old.
 */

/** Bytes of an address and its width in bits. */
export interface ParsedAddress {
  readonly bytes: Uint8Array;
  readonly bits: number;
}

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';

/** Decimal digits up to the end of the text, at most `limit`. */
function widthOf(text: string, limit: number): number | null {
  if (!/^\d+$/.test(text)) return null;
  const bits = Number(text);
  return bits <= limit ? bits : null;
}

/** Octets of a dotted address; `at` is where reading stopped. */
function octetsOf(text: string, allowTrailingDot: boolean): { octets: number[]; at: number } | null {
  const octets: number[] = [];
  let at = 0;
  while (isDigit(text[at])) {
    let value = 0;
    for (; isDigit(text[at]); at++) {
      value = value * 10 + Number(text[at]);
      if (value > 255) return null;
    }
    if (octets.length === 4) return null;
    octets.push(value);
    if (text[at] !== '.') break;
    at++;
    if (!allowTrailingDot && !isDigit(text[at])) return null;
  }
  return { octets, at };
}

export function parseInet4(text: string): ParsedAddress | null {
  const read = octetsOf(text, true);
  if (read === null || read.octets.length === 0) return null;
  const { octets, at } = read;
  let bits = 32;
  if (at < text.length) {
    const width = text[at] === '/' && text[at - 1] !== '.' ? widthOf(text.slice(at + 1), 32) : null;
    if (width === null) return null;
    bits = width;
  } else if (octets.length !== 4) return null;
  if (bits >> 3 > octets.length) return null;
  const bytes = new Uint8Array(4);
  bytes.set(octets);
  return { bytes, bits };
}

/** 0x and the hexadecimal digits of up to four octets. */
function hexOctets(text: string): { octets: number[]; at: number } | null {
  const digits = /^0[xX]([0-9a-fA-F]+)/.exec(text);
  if (digits === null) return null;
  const hex = digits[1] as string;
  if (hex.length > 8) return null;
  const octets: number[] = [];
  for (let i = 0; i < hex.length; i += 2) octets.push(parseInt(hex.slice(i, i + 2).padEnd(2, '0'), 16));
  return { octets, at: digits[0].length };
}

function classWidth(octets: readonly number[]): number {
  const first = octets[0] as number;
  const byClass = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
  const bits = Math.max(byClass, octets.length * 8);
  return bits === 8 && first === 224 ? 4 : bits;
}

export function parseCidr4(text: string): ParsedAddress | null {
  const read = /^0[xX]/.test(text) ? hexOctets(text) : octetsOf(text, false);
  if (read === null || read.octets.length === 0) return null;
  const { octets, at } = read;
  let bits: number;
  if (at < text.length) {
    const width = text[at] === '/' ? widthOf(text.slice(at + 1), 32) : null;
    if (width === null) return null;
    bits = width;
  } else bits = classWidth(octets);
  const bytes = new Uint8Array(4);
  bytes.set(octets);
  return { bytes, bits };
}

/** A width without leading zeros. */
function strictWidth(text: string): number | null {
  return /^(0|[1-9]\d*)$/.test(text) ? widthOf(text, 128) : null;
}

/** The IPv4 tail of an IPv6 address: four octets without leading zeros. */
function embedded4(text: string): number[] | null {
  const parts = text.split('.');
  if (parts.length > 4 || !parts.every(p => /^(0|[1-9]\d*)$/.test(p) && Number(p) <= 255)) return null;
  return [...parts.map(Number), 0, 0, 0].slice(0, 4);
}

export function parseInet6(text: string): ParsedAddress | null {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const bits = slash < 0 ? 128 : strictWidth(text.slice(slash + 1));
  if (bits === null) return null;
  const gap = address.indexOf('::');
  if (gap >= 0 && address.indexOf('::', gap + 1) >= 0) return null;
  const head = gap < 0 ? address : address.slice(0, gap);
  const tail = gap < 0 ? '' : address.slice(gap + 2);
  const before = groupsOf(head, gap < 0);
  const after = groupsOf(tail, true);
  if (before === null || after === null) return null;
  const count = before.length + after.length;
  if (gap < 0 ? count !== 16 : count > 14 && count !== 16) return null;
  const bytes = new Uint8Array(16);
  bytes.set(before);
  bytes.set(after, 16 - after.length);
  return { bytes, bits };
}

/** Bytes of groups between colons; only the last may be an IPv4 address. */
function groupsOf(text: string, mayEndIn4: boolean): number[] | null {
  const bytes: number[] = [];
  if (text === '') return bytes;
  const groups = text.split(':');
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as string;
    if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else {
      const octets = mayEndIn4 && i === groups.length - 1 ? embedded4(group) : null;
      if (octets === null) return null;
      bytes.push(...octets);
    }
  }
  return bytes.length > 16 ? null : bytes;
}

// --- output ---

/** The address alone. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const words: number[] = [];
  for (let i = 0; i < 16; i += 2) words.push(((bytes[i] as number) << 8) | (bytes[i + 1] as number));
  const gap = longestZeros(words);
  const isEmbedded = gap.start === 0 && (gap.length === 6 || (gap.length === 7 && words[7] !== 1) || (gap.length === 5 && words[5] === 0xffff));
  let out = '';
  for (let i = 0; i < 8; i++) {
    if (gap.length > 0 && i >= gap.start && i < gap.start + gap.length) {
      if (i === gap.start) out += ':';
      continue;
    }
    if (i > 0) out += ':';
    if (i === 6 && isEmbedded) return out + bytes.slice(12).join('.');
    out += (words[i] as number).toString(16);
  }
  return gap.length > 0 && gap.start + gap.length === 8 ? out + ':' : out;
}

/** The first longest run of at least two zero words. */
function longestZeros(words: readonly number[]): { start: number; length: number } {
  let best = { start: -1, length: 0 };
  for (let i = 0; i < words.length;) {
    let end = i;
    while (end < words.length && words[end] === 0) end++;
    if (end - i > best.length) best = { start: i, length: end - i };
    i = Math.max(end, i + 1);
  }
  return best.length < 2 ? { start: -1, length: 0 } : best;
}

/** abbrev(cidr): only what the width covers. */
export function abbreviatedCidr(bytes: Uint8Array, bits: number): string {
  if (bytes.length === 4) {
    const octets = Array.from(bytes.subarray(0, (bits + 7) >> 3));
    const partial = bits & 7;
    if (partial !== 0) octets[octets.length - 1] = (octets.at(-1) as number) & (0xff00 >> partial) & 0xff;
    return `${octets.length === 0 ? '0' : octets.join('.')}/${bits}`;
  }
  if (bits === 0) return '::/0';
  const words: number[] = [];
  const shown = Math.max((bits + 15) >> 4, 2);
  for (let i = 0; i < shown * 2; i += 2) words.push(((bytes[i] as number) << 8) | (bytes[i + 1] as number));
  // Unlike in addresses, even one zero word is left out. A run that is not longer than the best one is counted on into the next, as the server does.
  let gapStart = 0;
  let gapLength = 0;
  let runStart = 0;
  let runLength = 0;
  for (let i = 0; i <= shown; i++) {
    if (i < shown && words[i] === 0) {
      if (runLength === 0) runStart = i;
      runLength++;
    } else if (runLength > gapLength) {
      gapStart = runStart;
      gapLength = runLength;
      runLength = 0;
    }
  }
  const isEmbedded =
    gapLength !== shown &&
    gapStart === 0 &&
    (gapLength === 6 || (gapLength === 5 && bytes[10] === 0xff && bytes[11] === 0xff) || (gapLength === 7 && bytes[14] !== 0 && bytes[15] !== 1));
  let out = '';
  for (let i = 0; i < shown; i++) {
    if (gapLength !== 0 && i >= gapStart && i < gapStart + gapLength) {
      if (i === gapStart) out += ':';
      if (i === shown - 1) out += ':';
    } else if (isEmbedded && i > 5) {
      out += (i === 6 ? ':' : '.') + String(bytes[i * 2]);
      if (i !== 7 || bits > 120) out += '.' + String(bytes[i * 2 + 1]);
    } else {
      if (out !== '') out += ':';
      out += (words[i] as number).toString(16);
    }
  }
  return `${out}/${bits}`;
}
