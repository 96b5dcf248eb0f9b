/**
 * Stored columns -> registers. For rows of the current layout version the common fixed-width classes are read by one switch over a small program
 * (no call per column: 2-3 ns each against 5-6 through reader closures); everything else goes through the layout's readers.
 */
import type { ColumnReader, LayoutSet } from '../../access/index.js';
import type { ChunkViews } from '../../storage/index.js';
import { HAS_NULLS } from '../../txn/index.js';
import { Numeric, NUMERIC_NAN, type Datum } from '../../types/index.js';

const INT4 = 0;
const INT8 = 1;
const FLOAT8 = 2;
const SCALED = 3;
const INT2 = 4;
const BOOL = 5;
const OTHER = 6;

/** Per column: kind, word offset (byte offset for int2 and bool), null word, null bit, register, extra (scale, or number of the reader). */
const STRIDE = 6;

export class ColumnLoader {
  private readonly program: Int32Array;
  private readonly readers: ColumnReader[] = [];
  private readonly version: number;

  /** @param columns attnum - 1, @param slots the register of each */
  constructor(
    private readonly layouts: LayoutSet,
    readonly columns: readonly number[],
    readonly slots: readonly number[],
  ) {
    const layout = layouts.current;
    this.version = layouts.currentVersion;
    this.program = new Int32Array(columns.length * STRIDE);
    columns.forEach((column, i) => {
      const slot = layout.slots[column];
      const at = i * STRIDE;
      let kind = OTHER;
      let extra = 0;
      let offset = slot.offset >>> 2;
      if (!slot.isBoxed) {
        switch (slot.storage) {
          case 'int4':
            kind = INT4;
            break;
          case 'int8':
            kind = INT8;
            break;
          case 'float8':
            kind = FLOAT8;
            break;
          case 'scaled':
            kind = SCALED;
            extra = slot.scale;
            break;
          case 'int2':
            kind = INT2;
            offset = slot.offset;
            break;
          case 'bool':
            kind = BOOL;
            offset = slot.offset;
            break;
          default:
        }
      }
      if (kind === OTHER) {
        extra = this.readers.length;
        this.readers.push(layout.reader(column));
      }
      this.program.set([kind, offset, slot.nullWord, slot.nullBit, slots[i], extra], at);
    });
  }

  load(views: ChunkViews, word: number, r: Datum[]): void {
    if (views.u16[word * 2 + 7] !== this.version) {
      for (let i = 0; i < this.columns.length; i++) r[this.slots[i]] = this.layouts.read(views, word, this.columns[i]);
      return;
    }
    const { program } = this;
    const hasNulls = (views.u16[word * 2 + 6] & HAS_NULLS) !== 0;
    const { i32 } = views;
    for (let at = 0; at < program.length; at += STRIDE) {
      const slot = program[at + 4];
      if (hasNulls && (i32[word + program[at + 2]] & program[at + 3]) !== 0) {
        r[slot] = null;
        continue;
      }
      const offset = program[at + 1];
      switch (program[at]) {
        case INT4:
          r[slot] = i32[word + offset];
          break;
        case INT8: {
          const low = views.u32[word + offset];
          const high = i32[word + offset + 1];
          const value = high * 4294967296 + low;
          r[slot] = value <= 9007199254740991 && value >= -9007199254740991 ? value : (BigInt(high) << 32n) | BigInt(low);
          break;
        }
        case FLOAT8:
          r[slot] = views.f64[(word + offset) >>> 1];
          break;
        case SCALED: {
          const value = views.f64[(word + offset) >>> 1];
          r[slot] = value === value ? new Numeric(value, program[at + 5]) : NUMERIC_NAN;
          break;
        }
        case INT2:
          r[slot] = (views.u16[word * 2 + (offset >>> 1)] << 16) >> 16;
          break;
        case BOOL:
          r[slot] = views.u8[word * 4 + offset] !== 0;
          break;
        default:
          r[slot] = this.readers[program[at + 5]](views, word);
      }
    }
  }
}
