/**
 * RowEncoder: values to the bytes of a stored row (row-layout.ts), in one scratch buffer that is reused; the bytes are valid until the next encoding.
 *
 * Small rows take one pass. A row past ROW_BYTES_TARGET goes the wide way: its largest variable-length values are compressed, then moved to
 * overflow pages, until it fits (after PostgreSQL's chapter 73.2, TOAST).
 */
import { copyBytes, getU32, putU32, putU16, type RowRef, rowRef, rowRefLine, rowRefPage } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { ChunkViews } from '../storage/index.js';
import { HAS_NULLS, HAS_OVERFLOW, TUPLE_INFO, TUPLE_LAYOUT } from '../txn/index.js';
import { numericToScaled, type Datum, type Numeric } from '../types/index.js';
import { COMPRESS_BYTES_MIN, deflate } from './compression.js';
import {
  OVERFLOW_POINTER_ASCII,
  OVERFLOW_POINTER_BYTES,
  OVERFLOW_POINTER_COMPRESSED,
  SLOT_ASCII,
  SLOT_COMPRESSED,
  SLOT_OFFSET_MASK,
  SLOT_OVERFLOW,
  type ColumnSlot,
  type RowLayout,
} from './row-layout.js';
import { encodeText } from './text-bytes.js';

/** Above this a row's large values are compressed and moved away: four rows fit a page (PostgreSQL's TOAST_TUPLE_TARGET). */
export const ROW_BYTES_TARGET = 2032;
/** Largest row: a page less its header and one line pointer, rounded down to 8. */
export const ROW_BYTES_MAX = 8152;

/** Takes large values out of rows. */
export interface OverflowWriter {
  /** Stores the bytes with reference count 0; returns where the first chunk is. The insert or update of the row counts the reference. */
  writeOverflow(bytes: Uint8Array, start: number, length: number): RowRef;
}

/** The row an update starts from: columns marked unchanged are copied as they are stored. */
export interface OldRow {
  readonly views: ChunkViews;
  readonly word: number;
  readonly layout: RowLayout;
  /** All columns of the table: what columns added since have for rows stored before. */
  readonly columns: readonly { readonly missingValue?: Datum }[];
}

interface Part {
  readonly slot: ColumnSlot;
  bytes: Uint8Array;
  start: number;
  length: number;
  flags: number;
  rawBytes: number;
  isDone: boolean;
}

/** Scratch memory, 8-byte aligned, grown as needed. */
class RowBuffer {
  u8 = new Uint8Array(16384);
  u16 = new Uint16Array(this.u8.buffer);
  i32 = new Int32Array(this.u8.buffer);
  u32 = new Uint32Array(this.u8.buffer);
  f32 = new Float32Array(this.u8.buffer);
  f64 = new Float64Array(this.u8.buffer);

  ensure(bytes: number): void {
    if (bytes <= this.u8.length) return;
    const grown = new Uint8Array(Math.ceil(Math.max(bytes, this.u8.length * 2) / 8) * 8);
    grown.set(this.u8);
    this.replace(grown);
  }

  /** Lets go of memory that one huge value needed. */
  trim(): void {
    if (this.u8.length > 1 << 20) this.replace(new Uint8Array(16384));
  }

  private replace(grown: Uint8Array<ArrayBuffer>): void {
    this.u8 = grown;
    this.u16 = new Uint16Array(grown.buffer);
    this.i32 = new Int32Array(grown.buffer);
    this.u32 = new Uint32Array(grown.buffer);
    this.f32 = new Float32Array(grown.buffer);
    this.f64 = new Float64Array(grown.buffer);
  }
}

export class RowEncoder {
  /** The encoded row starts at byte 0. */
  readonly row = new RowBuffer();
  /** First chunks of overflow values that the row refers to and that an older version refers to as well. */
  readonly carried: RowRef[] = [];
  /** Likewise, written for this row. */
  readonly written: RowRef[] = [];
  private readonly scratch = new RowBuffer();

  constructor(readonly layout: RowLayout) {}

  /**
   * Encodes; returns the row's length in bytes. Header fields other than info and layout version are zero.
   * @param unchanged with `old`: by column, 1 = copy the stored value instead of encoding `values[column]`.
   */
  encode(values: readonly Datum[], overflow: OverflowWriter | null, old: OldRow | null = null, unchanged: Uint8Array | null = null): number {
    const { layout, row } = this;
    const { slots, fixedBytes } = layout;
    this.carried.length = 0;
    this.written.length = 0;
    row.trim();
    row.u8.fill(0, 0, fixedBytes);
    let end = fixedBytes;
    let info = 0;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i];
      if (unchanged !== null && unchanged[i] !== 0 && old !== null) {
        if (i >= old.layout.columnCount) {
          // Stored before the column was added: its value is the column's, whatever `values` has there.
          const missing = old.columns[i].missingValue ?? null;
          if (missing === null) {
            row.i32[slot.nullWord] |= slot.nullBit;
            info |= HAS_NULLS;
          } else end = this.putValue(slot, missing, end);
          continue;
        }
        const from = old.layout.slots[i];
        if (old.layout.isNull(old.views, old.word, i)) {
          row.i32[slot.nullWord] |= slot.nullBit;
          info |= HAS_NULLS;
        } else if (slot.isVariable && from.isVariable) {
          const s = old.views.u32[old.word + (from.offset >>> 2)];
          const length = s >>> 16;
          row.ensure(end + length);
          copyBytes(row.u8, end, old.views.u8, old.word * 4 + (s & SLOT_OFFSET_MASK), length);
          this.setPart(slot, end, length, s & 0xe000);
          if ((s & SLOT_OVERFLOW) !== 0) {
            info |= HAS_OVERFLOW;
            this.carried.push(overflowHead(row.u8, end));
          }
          end += length;
        } else if (!slot.isVariable && !from.isVariable) {
          copyBytes(row.u8, slot.offset, old.views.u8, old.word * 4 + from.offset, slot.width);
        } else {
          end = this.putValue(slot, values[i], end);
        }
        continue;
      }
      const value = values[i];
      if (value === null || value === undefined) {
        row.i32[slot.nullWord] |= slot.nullBit;
        info |= HAS_NULLS;
      } else {
        end = this.putValue(slot, value, end);
      }
    }
    row.u16[TUPLE_INFO >> 1] = info;
    row.u16[TUPLE_LAYOUT >> 1] = layout.version;
    if (end > ROW_BYTES_TARGET && layout.hasVariable) end = this.shrink(end, info, overflow);
    if (end > ROW_BYTES_MAX) throw new PgError('program_limit_exceeded', `row is too big: size ${end}, maximum size ${ROW_BYTES_MAX}`);
    return end;
  }

  /** Appends the value's bytes at `end` if it is of variable length; returns the new end. Slots hold the full start and length in `partStart/partLength`. */
  private putValue(slot: ColumnSlot, value: Datum, end: number): number {
    const { row } = this;
    if (slot.isBoxed) return this.putBoxed(slot, value, end);
    switch (slot.storage) {
      case 'bool':
        row.u8[slot.offset] = value === true ? 1 : 0;
        return end;
      case 'char1':
        row.u8[slot.offset] = value === '' ? 0 : (value as string).charCodeAt(0);
        return end;
      case 'int2':
        row.u16[slot.offset >>> 1] = value as number;
        return end;
      case 'int4':
      case 'uint4':
        row.i32[slot.offset >>> 2] = value as number;
        return end;
      case 'float4':
        row.f32[slot.offset >>> 2] = value as number;
        return end;
      case 'int8':
        putInt8(row, slot.offset >>> 2, value as number | bigint);
        return end;
      case 'float8':
        row.f64[slot.offset >>> 3] = value as number;
        return end;
      case 'scaled':
        row.f64[slot.offset >>> 3] = numericToScaled(value as Numeric, slot.scale);
        return end;
      case 'fixed16':
        (slot.ops.encodeFixed as (v: Datum, words: Int32Array, word: number) => void)(value, row.i32, slot.offset >>> 2);
        return end;
      case 'text': {
        const text = value as string;
        row.ensure(end + text.length * 3);
        const length = encodeText(text, row.u8, end);
        this.setPart(slot, end, length, length === text.length ? SLOT_ASCII : 0);
        return end + length;
      }
      case 'bytes':
        return this.putBytes(slot, value as Uint8Array, end);
      case 'encoded':
        return this.putBytes(slot, (slot.ops.encode as (v: Datum) => Uint8Array)(value), end);
    }
  }

  private putBytes(slot: ColumnSlot, bytes: Uint8Array, end: number): number {
    this.row.ensure(end + bytes.length);
    copyBytes(this.row.u8, end, bytes, 0, bytes.length);
    this.setPart(slot, end, bytes.length, 0);
    return end + bytes.length;
  }

  private putBoxed(slot: ColumnSlot, value: Datum, end: number): number {
    const { row, scratch } = this;
    const bytes = slot.storage === 'fixed16' ? 16 : 8;
    switch (slot.storage) {
      case 'int8':
        putInt8(scratch, 0, value as number | bigint);
        break;
      case 'float8':
        scratch.f64[0] = value as number;
        break;
      case 'scaled':
        scratch.f64[0] = numericToScaled(value as Numeric, slot.scale);
        break;
      default:
        (slot.ops.encodeFixed as (v: Datum, words: Int32Array, word: number) => void)(value, scratch.i32, 0);
    }
    row.ensure(end + bytes);
    copyBytes(row.u8, end, scratch.u8, 0, bytes);
    this.setPart(slot, end, bytes, 0);
    return end + bytes;
  }

  /** Fills the slot. A part that starts or ends beyond what a slot can say is only remembered in `wide*`: the row will be shrunk. */
  private setPart(slot: ColumnSlot, start: number, length: number, flags: number): void {
    if (start <= SLOT_OFFSET_MASK && length <= 0xffff) {
      this.row.u32[slot.offset >>> 2] = ((length << 16) | flags | start) >>> 0;
    }
    if (start + length > ROW_BYTES_TARGET) {
      this.wideStart[slot.index] = start;
      this.wideLength[slot.index] = length;
      this.wideFlags[slot.index] = flags;
    } else {
      this.wideLength[slot.index] = -1;
    }
  }

  private readonly wideStart: number[] = [];
  private readonly wideLength: number[] = [];
  private readonly wideFlags: number[] = [];

  /** Compresses and moves values away until the row fits; returns the new length. */
  private shrink(end: number, info: number, overflow: OverflowWriter | null): number {
    const { row, layout } = this;
    const parts: Part[] = [];
    const source = row.u8.slice(0, end);
    for (const slot of layout.slots) {
      if (!slot.isVariable || (row.i32[slot.nullWord] & slot.nullBit) !== 0) continue;
      const s = row.u32[slot.offset >>> 2];
      let start = s & SLOT_OFFSET_MASK;
      let length = s >>> 16;
      let flags = s & 0xe000;
      if (this.wideLength[slot.index] >= 0) {
        start = this.wideStart[slot.index];
        length = this.wideLength[slot.index];
        flags = this.wideFlags[slot.index];
      }
      const isDone = slot.isBoxed || (flags & (SLOT_OVERFLOW | SLOT_COMPRESSED)) !== 0;
      parts.push({ slot, bytes: source, start, length, flags, rawBytes: length, isDone });
    }
    let total = layout.fixedBytes;
    for (const p of parts) total += p.length;
    // Compress, largest first; what stays larger than the target by itself goes out at once.
    while (total > ROW_BYTES_TARGET) {
      const part = largest(parts, p => !p.isDone && p.length >= COMPRESS_BYTES_MIN);
      if (part === null) break;
      total -= part.length;
      this.compress(part);
      if (part.length > ROW_BYTES_TARGET && overflow !== null) this.moveOut(part, overflow);
      total += part.length;
    }
    while (total > ROW_BYTES_TARGET && overflow !== null) {
      const part = largest(parts, p => !p.slot.isBoxed && (p.flags & SLOT_OVERFLOW) === 0 && p.length > OVERFLOW_POINTER_BYTES * 2);
      if (part === null) break;
      total -= part.length;
      this.moveOut(part, overflow);
      total += part.length;
    }
    if (total > ROW_BYTES_MAX) return total;
    let at = layout.fixedBytes;
    let bits = info & ~HAS_OVERFLOW;
    for (const p of parts) {
      copyBytes(row.u8, at, p.bytes, p.start, p.length);
      row.u32[p.slot.offset >>> 2] = ((p.length << 16) | p.flags | at) >>> 0;
      if ((p.flags & SLOT_OVERFLOW) !== 0) bits |= HAS_OVERFLOW;
      at += p.length;
    }
    row.u16[TUPLE_INFO >> 1] = bits;
    return total;
  }

  private compress(part: Part): void {
    part.isDone = true;
    const packed = deflate(part.bytes, part.start, part.length);
    if (packed === null) return;
    const bytes = new Uint8Array(packed.length + 4);
    putU32(bytes, 0, part.length);
    bytes.set(packed, 4);
    part.bytes = bytes;
    part.start = 0;
    part.length = bytes.length;
    part.flags |= SLOT_COMPRESSED;
  }

  private moveOut(part: Part, overflow: OverflowWriter): void {
    const isCompressed = (part.flags & SLOT_COMPRESSED) !== 0;
    const skip = isCompressed ? 4 : 0;
    // The length before compression: known from this encoding, or stored before a carried compressed value.
    const rawBytes = isCompressed ? getU32(part.bytes, part.start) : part.length;
    const stored = part.length - skip;
    const head = overflow.writeOverflow(part.bytes, part.start + skip, stored);
    this.written.push(head);
    const pointer = new Uint8Array(OVERFLOW_POINTER_BYTES);
    putU32(pointer, 0, rawBytes);
    putU32(pointer, 4, stored);
    putU32(pointer, 8, rowRefPage(head));
    putU16(pointer, 12, rowRefLine(head));
    putU16(pointer, 14, (isCompressed ? OVERFLOW_POINTER_COMPRESSED : 0) | ((part.flags & SLOT_ASCII) !== 0 ? OVERFLOW_POINTER_ASCII : 0));
    part.bytes = pointer;
    part.start = 0;
    part.length = OVERFLOW_POINTER_BYTES;
    part.flags = SLOT_OVERFLOW;
    part.isDone = true;
  }
}

function largest(parts: readonly Part[], isCandidate: (part: Part) => boolean): Part | null {
  let best: Part | null = null;
  for (const p of parts) if (isCandidate(p) && (best === null || p.length > best.length)) best = p;
  return best;
}

function putInt8(row: RowBuffer, word: number, value: number | bigint): void {
  if (typeof value === 'number') {
    const high = Math.floor(value / 4294967296);
    row.i32[word] = value - high * 4294967296;
    row.i32[word + 1] = high;
  } else {
    row.i32[word] = Number(BigInt.asIntN(32, value));
    row.i32[word + 1] = Number(value >> 32n);
  }
}

/** Where the first chunk of the value is whose overflow pointer stands at `at`. */
export function overflowHead(bytes: Uint8Array, at: number): RowRef {
  return rowRef(getU32(bytes, at + 8), bytes[at + 12] | (bytes[at + 13] << 8));
}
