/**
 * Index-only scans: column values out of index keys. A row need not be looked at when its page is known to hold only rows that everyone sees; otherwise the
 * heap is asked whether the row is visible, but the values are still the key's (all visible versions behind one entry have the same key).
 */
import type { Index } from '../../access/index.js';
import type { IndexDescriptor } from '../../catalog/index.js';
import type { Datum } from '../../types/index.js';

/** Lead byte of a value in a key column (access/index-key.ts). */
const LEAD_VALUE = 1;

export class IndexKeyReader {
  /** By key column; only those up to the last one wanted are read. */
  readonly values: Datum[] = [];
  private readonly wanted: number;

  /** @param columns attnum - 1 of the table columns that are read */
  constructor(
    private readonly index: Index,
    private readonly descriptor: IndexDescriptor,
    columns: readonly number[],
  ) {
    let wanted = 0;
    for (let k = 0; k < descriptor.keyCount; k++) if (columns.includes(descriptor.columns[k] - 1)) wanted = k + 1;
    this.wanted = wanted;
    for (let k = 0; k < wanted; k++) this.values.push(null);
  }

  /** Key column that holds a table column (attnum - 1), -1 if none does. */
  keyColumnOf(column: number): number {
    return this.descriptor.columns.indexOf(column + 1);
  }

  read(bytes: Uint8Array, start: number, length: number): void {
    const { values, wanted } = this;
    const { columns, boxes } = this.index.encoder;
    if (boxes !== null) {
      boxes.readValues(bytes, start, length, values, wanted);
      return;
    }
    let at = start;
    for (let k = 0; k < wanted; k++) {
      if (bytes[at++] !== LEAD_VALUE) {
        values[k] = null;
        continue;
      }
      const { ops, isDescending } = columns[k];
      const decode = ops.decodeKey as NonNullable<typeof ops.decodeKey>;
      if (isDescending) {
        const turned = bytes.slice(at);
        for (let i = 0; i < turned.length; i++) turned[i] ^= 0xff;
        const { value, next } = decode(turned, 0);
        values[k] = value;
        at += next;
      } else {
        const { value, next } = decode(bytes, at);
        values[k] = value;
        at = next;
      }
    }
  }
}
