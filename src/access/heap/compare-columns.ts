/** Whether columns of a stored row and of the row just encoded have the same bytes: decides HOT updates and the strength of an update's lock. */
import { HAS_NULLS } from '../../txn/index.js';
import type { ChunkViews } from '../../storage/index.js';
import { SLOT_OFFSET_MASK, SLOT_OVERFLOW } from '../row-layout.js';
import type { HeapTable } from './heap-table.js';

/** Different bytes may still be equal values (1.0 and 1.00): the answer "different" is always safe. */
export function sameColumns(table: HeapTable, views: ChunkViews, word: number, columns: readonly number[]): boolean {
  if (columns.length === 0) return true;
  const { encoder } = table;
  const { row } = encoder;
  const old = table.layouts.of(views, word);
  const hasNew = (row.u16[6] & HAS_NULLS) !== 0;
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c];
    // A row older than the column: comparing would need its missing value.
    if (column >= old.columnCount) return false;
    const to = encoder.layout.slots[column];
    const from = old.slots[column];
    const isNull = hasNew && (row.i32[to.nullWord] & to.nullBit) !== 0;
    if (isNull !== old.isNull(views, word, column)) return false;
    if (isNull) continue;
    if (to.isVariable !== from.isVariable || to.width !== from.width) return false;
    let toAt = to.offset;
    let fromAt = word * 4 + from.offset;
    let length = to.width;
    if (to.isVariable) {
      const a = row.u32[to.offset >>> 2];
      const b = views.u32[word + (from.offset >>> 2)];
      // Same length and flags; an overflow pointer that was carried over is the same 16 bytes.
      if ((a & ~SLOT_OFFSET_MASK) !== (b & ~SLOT_OFFSET_MASK)) return false;
      if ((a & SLOT_OVERFLOW) !== 0 && encoder.carried.length === 0) return false;
      toAt = a & SLOT_OFFSET_MASK;
      fromAt = word * 4 + (b & SLOT_OFFSET_MASK);
      length = a >>> 16;
    }
    for (let i = 0; i < length; i++) if (row.u8[toAt + i] !== views.u8[fromAt + i]) return false;
  }
  return true;
}
