/**
 * Keys of a GiST: boxes. A key has a few parts, one or two for each index column; a part is a span between two byte strings in the order of normalised keys
 * (decision 0005), so that unions, overlaps and enlargements are the same code for all types. A scalar is a span whose ends are equal, a range is the span of
 * its bounds, a rectangle has two parts.
 *
 * Key bytes: for each part its flags (u8), the lower end, the upper end (left out for a point and an open end); then for each part the lengths of both ends (u16
 * each). Lengths come last, so that keys of leaves, compared as bytes, order by their first parts.
 *
 * Flags: 01 has NULL, 02 has empty (a range without values), 04 has a span, 08 the ends are equal, 10 nothing is above the upper end. A leaf has exactly one
 * of 01, 02 and 04. An inner node's ends are cut to a few bytes, outwards.
 */
import { IndexKeyBuffer } from '../index-key.js';

export const PART_NULL = 1;
export const PART_EMPTY = 2;
export const PART_SPAN = 4;
export const PART_POINT = 8;
export const PART_OPEN = 16;

/** Bytes of an end in inner nodes. */
const CUT_BYTES_MAX = 64;
const LENGTHS_BYTES = 4;
/** Bytes of all ends in a key of an inner node, so that many fit a page whatever the number of parts. */
const CUT_KEY_BYTES = 2400;

/** 256 ** -i. */
const WEIGHTS = Float64Array.from({ length: 128 }, (_, i) => 256 ** -i);
/** Enlargement by a NULL or an empty range where there was none: more than any span grows. */
const KIND_CHANGE = 1e6;

/** Where the parts of a key stand. */
export class BoxView {
  u8: Uint8Array = NOTHING;
  readonly flags: Uint8Array;
  readonly lowAt: Int32Array;
  readonly lowLength: Int32Array;
  readonly highAt: Int32Array;
  readonly highLength: Int32Array;

  constructor(readonly parts: number) {
    this.flags = new Uint8Array(parts);
    this.lowAt = new Int32Array(parts);
    this.lowLength = new Int32Array(parts);
    this.highAt = new Int32Array(parts);
    this.highLength = new Int32Array(parts);
  }

  read(u8: Uint8Array, start: number, length: number): this {
    this.u8 = u8;
    let at = start;
    let lengthsAt = start + length - this.parts * LENGTHS_BYTES;
    for (let p = 0; p < this.parts; p++) {
      const flags = u8[at];
      const low = u8[lengthsAt] | (u8[lengthsAt + 1] << 8);
      const high = u8[lengthsAt + 2] | (u8[lengthsAt + 3] << 8);
      lengthsAt += LENGTHS_BYTES;
      this.flags[p] = flags;
      this.lowAt[p] = at + 1;
      this.lowLength[p] = low;
      const isPoint = (flags & PART_POINT) !== 0;
      this.highAt[p] = isPoint ? at + 1 : at + 1 + low;
      this.highLength[p] = isPoint ? low : high;
      at += 1 + low + high;
    }
    return this;
  }
}

const NOTHING: Uint8Array = new Uint8Array(0);

export function compareSpans(a: Uint8Array, aAt: number, aLength: number, b: Uint8Array, bAt: number, bLength: number): number {
  const shared = aLength < bLength ? aLength : bLength;
  for (let i = 0; i < shared; i++) {
    const difference = a[aAt + i] - b[bAt + i];
    if (difference !== 0) return difference;
  }
  return aLength - bLength;
}

export function compareLows(a: BoxView, b: BoxView, part: number): number {
  return compareSpans(a.u8, a.lowAt[part], a.lowLength[part], b.u8, b.lowAt[part], b.lowLength[part]);
}

export function compareHighs(a: BoxView, b: BoxView, part: number): number {
  const aIsOpen = (a.flags[part] & PART_OPEN) !== 0;
  const bIsOpen = (b.flags[part] & PART_OPEN) !== 0;
  if (aIsOpen || bIsOpen) return aIsOpen ? (bIsOpen ? 0 : 1) : -1;
  return compareSpans(a.u8, a.highAt[part], a.highLength[part], b.u8, b.highAt[part], b.highLength[part]);
}

const KINDS = PART_NULL | PART_EMPTY | PART_SPAN;

/** True when everything in `inner` is in `outer`. */
export function covers(outer: BoxView, inner: BoxView): boolean {
  for (let p = 0; p < outer.parts; p++) {
    if ((inner.flags[p] & KINDS & ~outer.flags[p]) !== 0) return false;
    if ((inner.flags[p] & PART_SPAN) === 0) continue;
    if (compareLows(outer, inner, p) > 0 || compareHighs(outer, inner, p) < 0) return false;
  }
  return true;
}

/** Distance between two byte strings: their difference as fractions in base 256, seven bytes of it. */
function distance(low: Uint8Array, lowAt: number, lowLength: number, high: Uint8Array, highAt: number, highLength: number): number {
  const end = lowLength > highLength ? lowLength : highLength;
  let i = 0;
  while (i < end && i < 120 && (i < lowLength ? low[lowAt + i] : 0) === (i < highLength ? high[highAt + i] : 0)) i++;
  let sum = 0;
  const stop = i + 7;
  for (; i < stop && i < end && i < 127; i++) sum += ((i < highLength ? high[highAt + i] : 0) - (i < lowLength ? low[lowAt + i] : 0)) * WEIGHTS[i];
  return sum;
}

/** How wide a part is; an open end counts as far. */
export function widthOf(box: BoxView, part: number): number {
  const flags = box.flags[part];
  if ((flags & PART_SPAN) === 0 || (flags & PART_POINT) !== 0) return 0;
  if ((flags & PART_OPEN) !== 0) return 256;
  return distance(box.u8, box.lowAt[part], box.lowLength[part], box.u8, box.highAt[part], box.highLength[part]);
}

/** By how much a part of `box` grows when `added` (a leaf's key) comes to it. */
export function enlargement(box: BoxView, added: BoxView, part: number): number {
  const has = box.flags[part];
  const kind = added.flags[part] & KINDS;
  if ((kind & PART_SPAN) === 0) return (has & kind) !== 0 ? ((has & PART_SPAN) !== 0 ? 1e-9 : 0) : KIND_CHANGE;
  if ((has & PART_SPAN) === 0) return KIND_CHANGE;
  let sum = 0;
  if (compareLows(added, box, part) < 0) sum += distance(added.u8, added.lowAt[part], added.lowLength[part], box.u8, box.lowAt[part], box.lowLength[part]);
  if (compareHighs(added, box, part) > 0) sum += distance(box.u8, box.highAt[part], box.highLength[part], added.u8, added.highAt[part], added.highLength[part]);
  return sum;
}

/** How far the spans of two keys overlap in a part; below zero when they do not even touch. */
export function overlapOf(left: BoxView, right: BoxView, part: number): number {
  if ((left.flags[part] & PART_SPAN) === 0 || (right.flags[part] & PART_SPAN) === 0) return -1;
  if ((left.flags[part] & PART_OPEN) !== 0) return 256;
  const order = compareSpans(left.u8, left.highAt[part], left.highLength[part], right.u8, right.lowAt[part], right.lowLength[part]);
  if (order < 0) return -1;
  return distance(right.u8, right.lowAt[part], right.lowLength[part], left.u8, left.highAt[part], left.highLength[part]);
}

/** The union of boxes. The sources must stay as they are until `take`. */
export class BoxUnion {
  private readonly flags: Uint8Array;
  private readonly lows: { u8: Uint8Array; at: number; length: number }[] = [];
  private readonly highs: { u8: Uint8Array; at: number; length: number }[] = [];
  private readonly out = new IndexKeyBuffer();

  constructor(private readonly parts: number) {
    this.flags = new Uint8Array(parts);
    for (let p = 0; p < parts; p++) {
      this.lows.push({ u8: NOTHING, at: 0, length: 0 });
      this.highs.push({ u8: NOTHING, at: 0, length: 0 });
    }
  }

  reset(): this {
    this.flags.fill(0);
    return this;
  }

  add(box: BoxView): this {
    for (let p = 0; p < this.parts; p++) {
      const given = box.flags[p];
      const had = this.flags[p];
      if ((given & PART_SPAN) !== 0) {
        const low = this.lows[p];
        const high = this.highs[p];
        const isFirst = (had & PART_SPAN) === 0;
        if (isFirst || compareSpans(box.u8, box.lowAt[p], box.lowLength[p], low.u8, low.at, low.length) < 0) {
          low.u8 = box.u8;
          low.at = box.lowAt[p];
          low.length = box.lowLength[p];
        }
        if (isFirst || compareSpans(box.u8, box.highAt[p], box.highLength[p], high.u8, high.at, high.length) > 0) {
          high.u8 = box.u8;
          high.at = box.highAt[p];
          high.length = box.highLength[p];
        }
      }
      this.flags[p] = had | (given & (KINDS | PART_OPEN));
    }
    return this;
  }

  /** The key of an inner node. */
  take(): Uint8Array {
    const { out } = this;
    const cut = Math.min(CUT_BYTES_MAX, (CUT_KEY_BYTES / this.parts / 2) >>> 0);
    out.reset();
    const lengths: number[] = [];
    for (let p = 0; p < this.parts; p++) {
      const flagsAt = out.length;
      let flags = this.flags[p];
      out.byte(0);
      let lowLength = 0;
      let highLength = 0;
      if ((flags & PART_SPAN) !== 0) {
        const low = this.lows[p];
        const high = this.highs[p];
        lowLength = Math.min(low.length, cut);
        out.bytes(low.u8.subarray(low.at, low.at + lowLength));
        if ((flags & PART_OPEN) === 0) {
          if (low.length <= cut && compareSpans(low.u8, low.at, low.length, high.u8, high.at, high.length) === 0) flags |= PART_POINT;
          else if (high.length <= cut) {
            highLength = high.length;
            out.bytes(high.u8.subarray(high.at, high.at + highLength));
          } else {
            // The least string of so many bytes that is above all that begin like this one.
            highLength = cut;
            while (highLength > 0 && high.u8[high.at + highLength - 1] === 0xff) highLength--;
            if (highLength === 0) flags |= PART_OPEN;
            else {
              out.bytes(high.u8.subarray(high.at, high.at + highLength));
              out.u8[out.length - 1]++;
            }
          }
        }
      }
      out.u8[flagsAt] = flags;
      lengths.push(lowLength, highLength);
    }
    for (const length of lengths) {
      out.byte(length & 255);
      out.byte(length >>> 8);
    }
    return out.take();
  }
}
