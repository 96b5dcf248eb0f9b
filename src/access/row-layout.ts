/**
 * RowLayout: where each column of a table lies inside a stored row, for one layout version; readers.
 *
 *   OFFSET  SIZE                   MEANING (from the tuple's start, which is 8-byte aligned)
 *        0    24                   header (txn/tuple-header.ts)
 *       24    8 * ceil(columns/64) null bitmap: bit `column % 32` of word `column / 32`, set = NULL
 *              16, 8 each          columns of 16 bytes, then of 8, in column order
 *               4, 2, 1 each       columns of 4 bytes and slots of variable-length ones, then of 2, then of 1
 *               rest               variable-length bytes, unaligned
 *
 * A slot: u16 offset from the tuple's start (low 13 bits; bit 15 = overflow pointer, bit 14 = compressed, bit 13 = known ASCII), u16 length.
 * A compressed value: u32 original length, then raw deflate. An overflow pointer: u32 original length, u32 stored length, u32 page and u16 line
 * of the first chunk, u16 flags (1 = compressed, 2 = ASCII); 16 bytes.
 *
 * The layout depends on the columns' types alone: adding a column makes a new version, and rows say which one they have. When the fixed part would pass
 * WIDE_FIXED_BYTES, the columns of 8 and 16 bytes become "boxed": they get a slot and, when not NULL, their bytes among the variable-length ones
 * (1,600 bigint columns fit a page as long as most are NULL).
 *
 * Readers are closures per column made once per layout; each storage class has one closure literal, so their code stays monomorphic.
 */
import { getU32 } from '../base/index.js';
import { notSupported } from '../errors/index.js';
import type { ChunkViews } from '../storage/index.js';
import { HAS_NULLS, TUPLE_HEADER_BYTES } from '../txn/index.js';
import { numericFromScaled, numericTypmodScale, type Datum, type StorageClass, type TypeOps } from '../types/index.js';
import { decodeText } from './text-bytes.js';
import { inflate } from './compression.js';

/** Fixed part above which 8- and 16-byte columns are boxed: two rows should fit a page. */
const WIDE_FIXED_BYTES = 4000;

export const SLOT_OFFSET_MASK = 0x1fff;
export const SLOT_OVERFLOW = 0x8000;
export const SLOT_COMPRESSED = 0x4000;
export const SLOT_ASCII = 0x2000;
export const OVERFLOW_POINTER_BYTES = 16;
export const OVERFLOW_POINTER_COMPRESSED = 1;
export const OVERFLOW_POINTER_ASCII = 2;

export interface LayoutColumn {
  readonly ops: TypeOps;
  readonly typmod: number;
}

/** Reads one column of the row at `word` of a chunk; NULL as null. */
export type ColumnReader = (views: ChunkViews, word: number) => Datum;

/** Fetches values that lie outside the row. */
export interface OverflowReader {
  /** The stored bytes of the value whose first chunk is at (page, line). */
  readOverflow(page: number, line: number, storedBytes: number): Uint8Array;
}

export interface ColumnSlot {
  readonly index: number;
  readonly ops: TypeOps;
  readonly typmod: number;
  readonly storage: StorageClass;
  /** Byte offset of the value, or of the slot when `isVariable`. */
  readonly offset: number;
  readonly width: number;
  /** Text, bytes, encoded and boxed columns: a slot stands at `offset`. */
  readonly isVariable: boolean;
  readonly isBoxed: boolean;
  /** numeric columns of class `scaled`. */
  readonly scale: number;
  /** Word offset and bit of the column in the null bitmap. */
  readonly nullWord: number;
  readonly nullBit: number;
}

const WIDTHS: Readonly<Record<StorageClass, number>> = {
  bool: 1,
  char1: 1,
  int2: 2,
  int4: 4,
  uint4: 4,
  float4: 4,
  int8: 8,
  float8: 8,
  scaled: 8,
  fixed16: 16,
  text: 0,
  bytes: 0,
  encoded: 0,
};

/** Bytes of the null bitmap. */
export function nullBitmapBytes(columns: number): number {
  return 8 * Math.ceil(columns / 64);
}

export class RowLayout {
  readonly slots: readonly ColumnSlot[];
  /** Words of the null bitmap, an even number. */
  readonly nullWords: number;
  /** Bytes of header, bitmap and fixed part: where variable bytes begin. */
  readonly fixedBytes: number;
  readonly hasVariable: boolean;
  private readonly readers: ColumnReader[] = [];

  constructor(
    readonly version: number,
    columns: readonly LayoutColumn[],
    readonly overflow: OverflowReader | null = null,
  ) {
    const storage = columns.map(c => c.ops.storageClass(c.typmod));
    const bitmap = nullBitmapBytes(columns.length);
    this.nullWords = bitmap / 4;
    const start = TUPLE_HEADER_BYTES + bitmap;
    const plain = storage.reduce((sum, s) => sum + (WIDTHS[s] || 4), 0);
    const isWide = start + plain > WIDE_FIXED_BYTES;
    const isBoxed = storage.map(s => isWide && WIDTHS[s] >= 8);
    const width = (i: number): number => (isBoxed[i] || WIDTHS[storage[i]] === 0 ? 4 : WIDTHS[storage[i]]);
    const offsets = new Array<number>(columns.length);
    let at = start;
    for (const size of [16, 8, 4, 2, 1]) {
      for (let i = 0; i < columns.length; i++) {
        if (width(i) !== size) continue;
        offsets[i] = at;
        at += size;
      }
    }
    this.fixedBytes = at;
    this.slots = columns.map((c, i) => ({
      index: i,
      ops: c.ops,
      typmod: c.typmod,
      storage: storage[i],
      offset: offsets[i],
      width: width(i),
      isVariable: isBoxed[i] || WIDTHS[storage[i]] === 0,
      isBoxed: isBoxed[i],
      scale: storage[i] === 'scaled' ? numericTypmodScale(c.typmod) : 0,
      nullWord: TUPLE_HEADER_BYTES / 4 + (i >>> 5),
      nullBit: (1 << (i & 31)) | 0,
    }));
    this.hasVariable = this.slots.some(s => s.isVariable);
    for (const slot of this.slots) this.readers.push(makeReader(slot, overflow));
  }

  get columnCount(): number {
    return this.slots.length;
  }

  isNull(views: ChunkViews, word: number, column: number): boolean {
    if ((views.u16[word * 2 + 6] & HAS_NULLS) === 0) return false;
    const slot = this.slots[column];
    return (views.i32[word + slot.nullWord] & slot.nullBit) !== 0;
  }

  reader(column: number): ColumnReader {
    return this.readers[column];
  }

  read(views: ChunkViews, word: number, column: number): Datum {
    return this.readers[column](views, word);
  }
}

function isNullIn(views: ChunkViews, word: number, nullWord: number, nullBit: number): boolean {
  return (views.u16[word * 2 + 6] & HAS_NULLS) !== 0 && (views.i32[word + nullWord] & nullBit) !== 0;
}

/** An int8 as number when safe, else bigint. */
export function int8OfWords(low: number, high: number): number | bigint {
  const value = high * 4294967296 + low;
  return value <= 9007199254740991 && value >= -9007199254740991 ? value : (BigInt(high) << 32n) | BigInt(low);
}

const boxWords = new Int32Array(4);
const boxBytes = new Uint8Array(boxWords.buffer);
const boxUnsigned = new Uint32Array(boxWords.buffer);
const boxFloat = new Float64Array(boxWords.buffer);

function makeReader(slot: ColumnSlot, overflow: OverflowReader | null): ColumnReader {
  const { nullWord, nullBit, offset, ops, scale } = slot;
  const wordOffset = offset >>> 2;
  if (slot.isBoxed) return boxedReader(slot);
  switch (slot.storage) {
    case 'bool':
      return (v, w) => (isNullIn(v, w, nullWord, nullBit) ? null : v.u8[w * 4 + offset] !== 0);
    case 'char1':
      return (v, w) => {
        if (isNullIn(v, w, nullWord, nullBit)) return null;
        const code = v.u8[w * 4 + offset];
        return code === 0 ? '' : String.fromCharCode(code);
      };
    case 'int2': {
      const half = offset >>> 1;
      return (v, w) => (isNullIn(v, w, nullWord, nullBit) ? null : (v.u16[w * 2 + half] << 16) >> 16);
    }
    case 'int4':
      return (v, w) => (isNullIn(v, w, nullWord, nullBit) ? null : v.i32[w + wordOffset]);
    case 'uint4':
      return (v, w) => (isNullIn(v, w, nullWord, nullBit) ? null : v.u32[w + wordOffset]);
    case 'float4':
      return (v, w) => {
        if (isNullIn(v, w, nullWord, nullBit)) return null;
        floatWord[0] = v.i32[w + wordOffset];
        return floatOf[0];
      };
    case 'int8':
      return (v, w) => (isNullIn(v, w, nullWord, nullBit) ? null : int8OfWords(v.u32[w + wordOffset], v.i32[w + wordOffset + 1]));
    case 'float8':
      return (v, w) => (isNullIn(v, w, nullWord, nullBit) ? null : v.f64[(w + wordOffset) >>> 1]);
    case 'scaled':
      return (v, w) => (isNullIn(v, w, nullWord, nullBit) ? null : numericFromScaled(v.f64[(w + wordOffset) >>> 1], scale));
    case 'fixed16': {
      const decode = ops.decodeFixed;
      if (decode === undefined) throw notSupported(`storing type ${ops.name}`);
      return (v, w) => (isNullIn(v, w, nullWord, nullBit) ? null : decode(v.i32, w + wordOffset));
    }
    case 'text':
      return (v, w) => {
        if (isNullIn(v, w, nullWord, nullBit)) return null;
        const s = v.u32[w + wordOffset];
        if ((s & (SLOT_OVERFLOW | SLOT_COMPRESSED)) !== 0) {
          const value = wideValue(v, w, s, overflow);
          return decodeText(value.bytes, 0, value.bytes.length, value.isAscii);
        }
        return decodeText(v.u8, w * 4 + (s & SLOT_OFFSET_MASK), s >>> 16, (s & SLOT_ASCII) !== 0);
      };
    case 'bytes':
      return (v, w) => {
        if (isNullIn(v, w, nullWord, nullBit)) return null;
        const s = v.u32[w + wordOffset];
        if ((s & (SLOT_OVERFLOW | SLOT_COMPRESSED)) !== 0) return wideValue(v, w, s, overflow).bytes;
        const at = w * 4 + (s & SLOT_OFFSET_MASK);
        // A copy that does not share the page's memory.
        return new Uint8Array(v.u8.subarray(at, at + (s >>> 16)));
      };
    case 'encoded': {
      const decode = ops.decode;
      if (decode === undefined) throw notSupported(`storing type ${ops.name}`);
      return (v, w) => {
        if (isNullIn(v, w, nullWord, nullBit)) return null;
        const s = v.u32[w + wordOffset];
        if ((s & (SLOT_OVERFLOW | SLOT_COMPRESSED)) !== 0) {
          const { bytes } = wideValue(v, w, s, overflow);
          return decode(bytes, 0, bytes.length);
        }
        return decode(v.u8, w * 4 + (s & SLOT_OFFSET_MASK), s >>> 16);
      };
    }
  }
}

const floatWord = new Int32Array(1);
const floatOf = new Float32Array(floatWord.buffer);

function boxedReader(slot: ColumnSlot): ColumnReader {
  const { nullWord, nullBit, storage, ops, scale } = slot;
  const wordOffset = slot.offset >>> 2;
  const bytes = WIDTHS[storage];
  return (v, w) => {
    if (isNullIn(v, w, nullWord, nullBit)) return null;
    const at = w * 4 + (v.u32[w + wordOffset] & SLOT_OFFSET_MASK);
    for (let i = 0; i < bytes; i++) boxBytes[i] = v.u8[at + i];
    if (storage === 'int8') return int8OfWords(boxUnsigned[0], boxWords[1]);
    if (storage === 'float8') return boxFloat[0];
    if (storage === 'scaled') return numericFromScaled(boxFloat[0], scale);
    return (ops.decodeFixed as (words: Int32Array, word: number) => Datum)(boxWords, 0);
  };
}

export interface WideValue {
  readonly bytes: Uint8Array;
  readonly isAscii: boolean;
}

/** A compressed or overflowing value, whole. `s` is its slot. */
export function wideValue(views: ChunkViews, word: number, s: number, overflow: OverflowReader | null): WideValue {
  const { u8 } = views;
  const at = word * 4 + (s & SLOT_OFFSET_MASK);
  const length = s >>> 16;
  const rawBytes = getU32(u8, at);
  if ((s & SLOT_OVERFLOW) === 0) return { bytes: inflate(u8, at + 4, length - 4, rawBytes), isAscii: (s & SLOT_ASCII) !== 0 };
  if (overflow === null) throw notSupported('reading an overflow value of a relation without overflow file');
  const flags = u8[at + 14] | (u8[at + 15] << 8);
  const stored = overflow.readOverflow(getU32(u8, at + 8), u8[at + 12] | (u8[at + 13] << 8), getU32(u8, at + 4));
  const bytes = (flags & OVERFLOW_POINTER_COMPRESSED) !== 0 ? inflate(stored, 0, stored.length, rawBytes) : stored;
  return { bytes, isAscii: (flags & OVERFLOW_POINTER_ASCII) !== 0 };
}

/**
 * All layout versions of a table. Rows of an older version have fewer columns; what they lack is the column's missing value.
 */
export class LayoutSet {
  private readonly byVersion = new Map<number, RowLayout>();

  /**
   * @param columns all columns of the table, dropped ones included, with the layout version each appeared in (ascending).
   * @param current the version that new rows get.
   */
  constructor(
    readonly columns: readonly (LayoutColumn & { readonly sinceLayout: number; readonly missingValue?: Datum })[],
    readonly currentVersion: number,
    private readonly overflow: OverflowReader | null = null,
  ) {
    this.current = this.forVersion(currentVersion);
  }

  readonly current: RowLayout;

  forVersion(version: number): RowLayout {
    let layout = this.byVersion.get(version);
    if (layout === undefined) {
      layout = new RowLayout(
        version,
        this.columns.filter(c => c.sinceLayout <= version),
        this.overflow,
      );
      this.byVersion.set(version, layout);
    }
    return layout;
  }

  /** The layout of the row at `word`. */
  of(views: ChunkViews, word: number): RowLayout {
    const version = views.u16[word * 2 + 7];
    return version === this.currentVersion ? this.current : this.forVersion(version);
  }

  /** Column of a row of any version. */
  read(views: ChunkViews, word: number, column: number): Datum {
    const version = views.u16[word * 2 + 7];
    if (version === this.currentVersion) return this.current.read(views, word, column);
    const layout = this.forVersion(version);
    if (column < layout.columnCount) return layout.read(views, word, column);
    return this.columns[column].missingValue ?? null;
  }

  /** All columns, in order, into `target`. */
  readAll(views: ChunkViews, word: number, target: Datum[]): Datum[] {
    const count = this.columns.length;
    for (let i = 0; i < count; i++) target[i] = this.read(views, word, i);
    return target;
  }
}
