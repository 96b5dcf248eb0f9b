/** Assembles a node in memory, to be written into a page by one change: splits, bulk loading and compaction build pages with it. */
import { copyBytes, PAGE_BYTES, putU16, putU32 } from '../../base/index.js';
import { PAGE_LOWER, PageKind, type PageChange } from '../../storage/index.js';
import {
  CHILD_BYTES,
  ITEM_HEADER_BYTES,
  LEFT_AT,
  LEVEL_AT,
  NODE_BYTES,
  RIGHT_AT,
  SKIP_AT,
  SLOT_BYTES,
  SLOTS_AT,
  slotHigh,
  slotLow,
  SPECIAL_AT,
  SPECIAL_BYTES,
} from './btree-page.js';

export class NodeImage {
  readonly u8 = new Uint8Array(PAGE_BYTES);
  count = 0;
  level = 0;
  skip = 0;
  right = 0;
  left = 0;
  private upper = SPECIAL_AT;

  start(level: number, skip: number): void {
    this.level = level;
    this.skip = skip;
    this.count = 0;
    this.upper = SPECIAL_AT;
    this.right = 0;
    this.left = 0;
  }

  /** Bytes in use by slots and items. */
  get usedBytes(): number {
    return NODE_BYTES - (this.upper - (SLOTS_AT + this.count * SLOT_BYTES));
  }

  /** Appends the next key in order: `length` bytes of `source` at `at`, without its item header. */
  append(source: Uint8Array, at: number, length: number, child: number): void {
    const { u8 } = this;
    this.upper -= ITEM_HEADER_BYTES + length;
    const item = this.upper;
    putU16(u8, item, length);
    copyBytes(u8, item + ITEM_HEADER_BYTES, source, at, length);
    if (this.level > 0) {
      this.upper -= CHILD_BYTES;
      putU32(u8, this.upper, child);
    }
    const slot = SLOTS_AT + this.count * SLOT_BYTES;
    const key = item + ITEM_HEADER_BYTES;
    putU32(u8, slot, slotHigh(u8, key + this.skip, key + length, 0));
    putU16(u8, slot + 4, slotLow(u8, key + this.skip, key + length, 0));
    putU16(u8, slot + 6, item);
    this.count++;
  }

  /** Writes the node over whatever the page holds. */
  writeTo(change: PageChange, frame: number): void {
    const { u8, upper } = this;
    const lower = SLOTS_AT + this.count * SLOT_BYTES;
    putU32(u8, RIGHT_AT, this.right);
    putU32(u8, LEFT_AT, this.left);
    putU16(u8, LEVEL_AT, this.level);
    putU16(u8, SKIP_AT, this.skip);
    u8.fill(0, SKIP_AT + 2, PAGE_BYTES);
    change.initialise(frame, this.level === 0 ? PageKind.btreeLeaf : PageKind.btreeInner, SPECIAL_BYTES);
    change.put32(frame, PAGE_LOWER, lower | (upper << 16));
    change.putBytes(frame, SLOTS_AT, u8, SLOTS_AT, lower - SLOTS_AT);
    change.putBytes(frame, upper, u8, upper, PAGE_BYTES - upper);
  }
}
