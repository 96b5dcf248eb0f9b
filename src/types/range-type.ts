/**
 * Range and multirange types over any subtype (PostgreSQL chapter 8.17).
 *
 * Flags: 01 empty, 02 lower inclusive, 04 upper inclusive, 08 lower infinite, 10 upper infinite.
 *
 * Binary form of a range: flags (1), then for each finite bound its length (4) and bytes; of a multirange: count (4), then for each range
 * its length (4) and bytes. Stored form: flags, then the finite bounds (stored-value.ts); a multirange is a count (varint) and its ranges.
 *
 * | KEY BYTES | MEANING |
 * |-----------|---------|
 * | 00        | an empty range, or the end of a multirange |
 * | 01        | a range; its bounds follow |
 * | 00 / 02   | an infinite lower / upper bound |
 * | 01 key b  | a finite bound; b orders by inclusiveness: lower 0 inclusive, 1 exclusive; upper 0 exclusive, 1 inclusive |
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { BinaryReader, BinaryWriter } from './binary.js';
import type { Datum, MultirangeValue, RangeValue } from './datum.js';
import { defineType } from './define-type.js';
import { combineHash, mix32 } from './hash.js';
import { compareMultiranges, makeMultirange, multirangeOf } from './multirange.js';
import { parseMultirangeText, parseRangeText, quoteBound } from './range-text.js';
import { compareRanges, emptyRange, makeRange, type RangeFacts } from './range.js';
import { StoredValueReader, StoredValueWriter } from './stored-value.js';
import type { KeyWriter, TypeContext, TypeOps } from './type-ops.js';

const EMPTY = 0x01;
const LOWER_INCLUSIVE = 0x02;
const UPPER_INCLUSIVE = 0x04;
const LOWER_INFINITE = 0x08;
const UPPER_INFINITE = 0x10;

export function rangeFlags(r: RangeValue): number {
  if (r.isEmpty) return EMPTY;
  return (
    (r.lowerInclusive ? LOWER_INCLUSIVE : 0) |
    (r.upperInclusive ? UPPER_INCLUSIVE : 0) |
    (r.lower === null ? LOWER_INFINITE : 0) |
    (r.upper === null ? UPPER_INFINITE : 0)
  );
}

function parseRange(facts: RangeFacts, text: string, typmod: number, context: TypeContext): RangeValue {
  const parts = parseRangeText(text);
  if (parts.isEmpty) return emptyRange(facts);
  const bound = (t: string | null): Datum => (t === null ? null : facts.subtype.parse(t, typmod, context));
  const lower = bound(parts.lower);
  return makeRange(facts, lower, parts.lowerInclusive, bound(parts.upper), parts.upperInclusive);
}

function formatRange(facts: RangeFacts, r: RangeValue, context: TypeContext): string {
  if (r.isEmpty) return 'empty';
  const bound = (v: Datum): string => (v === null ? '' : quoteBound(facts.subtype.format(v, context)));
  return (r.lowerInclusive ? '[' : '(') + bound(r.lower) + ',' + bound(r.upper) + (r.upperInclusive ? ']' : ')');
}

function receiveRange(facts: RangeFacts, reader: BinaryReader, typmod: number, context: TypeContext): RangeValue {
  const flags = reader.byte() & (EMPTY | LOWER_INCLUSIVE | UPPER_INCLUSIVE | LOWER_INFINITE | UPPER_INFINITE);
  if ((flags & EMPTY) !== 0) return emptyRange(facts);
  // A copy, so that the value does not keep the message alive.
  const bound = (isInfinite: boolean): Datum => (isInfinite ? null : facts.subtype.receive(reader.bytes(reader.int32()).slice(), typmod, context));
  const lower = bound((flags & LOWER_INFINITE) !== 0);
  const upper = bound((flags & UPPER_INFINITE) !== 0);
  return makeRange(facts, lower, (flags & LOWER_INCLUSIVE) !== 0, upper, (flags & UPPER_INCLUSIVE) !== 0);
}

function sendRange(facts: RangeFacts, r: RangeValue, context: TypeContext): Uint8Array {
  const out = new BinaryWriter();
  out.byte(rangeFlags(r));
  for (const bound of [r.lower, r.upper]) {
    if (bound === null) continue;
    const bytes = facts.subtype.send(bound, context);
    out.int32(bytes.length);
    out.bytes(bytes);
  }
  return out.take();
}

function storeRange(facts: RangeFacts, r: RangeValue, out: StoredValueWriter): void {
  const { subtype } = facts;
  const storage = subtype.storageClass(-1);
  out.byte(rangeFlags(r));
  if (r.lower !== null) out.value(r.lower, subtype, storage);
  if (r.upper !== null) out.value(r.upper, subtype, storage);
}

function loadRange(facts: RangeFacts, reader: StoredValueReader): RangeValue {
  const flags = reader.byte();
  if ((flags & EMPTY) !== 0) return emptyRange(facts);
  const { subtype } = facts;
  const storage = subtype.storageClass(-1);
  const lower = (flags & LOWER_INFINITE) !== 0 ? null : reader.value(subtype, storage);
  const upper = (flags & UPPER_INFINITE) !== 0 ? null : reader.value(subtype, storage);
  return {
    kind: 'range',
    rangeType: facts.rangeType,
    isEmpty: false,
    lower,
    upper,
    lowerInclusive: (flags & LOWER_INCLUSIVE) !== 0,
    upperInclusive: (flags & UPPER_INCLUSIVE) !== 0,
  };
}

function hashRange(facts: RangeFacts, r: RangeValue): number {
  let h = mix32(rangeFlags(r));
  if (r.lower !== null) h = combineHash(h, facts.subtype.hash(r.lower));
  if (r.upper !== null) h = combineHash(h, facts.subtype.hash(r.upper));
  return h;
}

function writeRangeKey(facts: RangeFacts, r: RangeValue, out: KeyWriter): void {
  if (r.isEmpty) {
    out.byte(0);
    return;
  }
  out.byte(1);
  if (r.lower === null) out.byte(0);
  else {
    out.byte(1);
    facts.subtype.encodeKey(r.lower, out);
    out.byte(r.lowerInclusive ? 0 : 1);
  }
  if (r.upper === null) out.byte(2);
  else {
    out.byte(1);
    facts.subtype.encodeKey(r.upper, out);
    out.byte(r.upperInclusive ? 1 : 0);
  }
}

function readRangeKey(facts: RangeFacts, bytes: Uint8Array, start: number): { value: RangeValue; next: number } {
  if (bytes[start] === 0) return { value: emptyRange(facts), next: start + 1 };
  const decode = facts.subtype.decodeKey as NonNullable<TypeOps['decodeKey']>;
  let at = start + 1;
  let lower: Datum = null;
  let upper: Datum = null;
  let lowerInclusive = false;
  let upperInclusive = false;
  if (bytes[at] === 0) at++;
  else {
    const read = decode(bytes, at + 1);
    lower = read.value;
    lowerInclusive = bytes[read.next] === 0;
    at = read.next + 1;
  }
  if (bytes[at] === 2) at++;
  else {
    const read = decode(bytes, at + 1);
    upper = read.value;
    upperInclusive = bytes[read.next] === 1;
    at = read.next + 1;
  }
  return { value: { kind: 'range', rangeType: facts.rangeType, isEmpty: false, lower, upper, lowerInclusive, upperInclusive }, next: at };
}

export function rangeType(name: string, arrayOid: Oid, facts: RangeFacts): TypeOps {
  return defineType({
    oid: facts.rangeType,
    name,
    arrayOid,
    length: -1,
    parse: (text, typmod, context) => parseRange(facts, text, typmod, context),
    format: (value, context) => formatRange(facts, value as RangeValue, context),
    receive(bytes, typmod, context) {
      const reader = new BinaryReader(bytes);
      const range = receiveRange(facts, reader, typmod, context);
      reader.end();
      return range;
    },
    send: (value, context) => sendRange(facts, value as RangeValue, context),
    compare: (a, b) => compareRanges(facts, a as RangeValue, b as RangeValue),
    hash: value => hashRange(facts, value as RangeValue),
    storageClass: () => 'encoded',
    encode(value) {
      const out = new StoredValueWriter();
      storeRange(facts, value as RangeValue, out);
      return out.take();
    },
    decode: (bytes, start) => loadRange(facts, new StoredValueReader(bytes, start)),
    encodeKey: (value, out) => writeRangeKey(facts, value as RangeValue, out),
    decodeKey: facts.subtype.decodeKey === undefined ? undefined : (bytes, start) => readRangeKey(facts, bytes, start),
    range: facts,
  });
}

export function multirangeType(name: string, arrayOid: Oid, facts: RangeFacts): TypeOps {
  return defineType({
    oid: facts.multirangeType,
    name,
    arrayOid,
    length: -1,
    parse: (text, typmod, context) =>
      makeMultirange(
        facts,
        parseMultirangeText(text).map(t => parseRange(facts, t, typmod, context)),
      ),
    format: (value, context) => `{${(value as MultirangeValue).ranges.map(r => formatRange(facts, r, context)).join(',')}}`,
    receive(bytes, typmod, context) {
      const reader = new BinaryReader(bytes);
      const count = reader.int32();
      const ranges: RangeValue[] = [];
      for (let i = 0; i < count; i++) {
        const part = new BinaryReader(reader.bytes(reader.int32()));
        ranges.push(receiveRange(facts, part, typmod, context));
        part.end();
      }
      if (count < 0) throw new PgError('protocol_violation', 'insufficient data left in message');
      reader.end();
      return makeMultirange(facts, ranges);
    },
    send(value, context) {
      const out = new BinaryWriter();
      const { ranges } = value as MultirangeValue;
      out.int32(ranges.length);
      for (const range of ranges) {
        const bytes = sendRange(facts, range, context);
        out.int32(bytes.length);
        out.bytes(bytes);
      }
      return out.take();
    },
    compare: (a, b) => compareMultiranges(facts, a as MultirangeValue, b as MultirangeValue),
    hash(value) {
      let h = 1;
      for (const range of (value as MultirangeValue).ranges) h = combineHash(h, hashRange(facts, range));
      return h;
    },
    storageClass: () => 'encoded',
    encode(value) {
      const out = new StoredValueWriter();
      const { ranges } = value as MultirangeValue;
      out.varint(ranges.length);
      for (const range of ranges) storeRange(facts, range, out);
      return out.take();
    },
    decode(bytes, start) {
      const reader = new StoredValueReader(bytes, start);
      const count = reader.varint();
      const ranges: RangeValue[] = [];
      for (let i = 0; i < count; i++) ranges.push(loadRange(facts, reader));
      return multirangeOf(facts, ranges);
    },
    encodeKey(value, out) {
      for (const range of (value as MultirangeValue).ranges) writeRangeKey(facts, range, out);
      out.byte(0);
    },
    decodeKey:
      facts.subtype.decodeKey === undefined
        ? undefined
        : (bytes, start) => {
            const ranges: RangeValue[] = [];
            let at = start;
            while (bytes[at] !== 0) {
              const read = readRangeKey(facts, bytes, at);
              ranges.push(read.value);
              at = read.next;
            }
            return { value: multirangeOf(facts, ranges), next: at + 1 };
          },
    range: facts,
  });
}
