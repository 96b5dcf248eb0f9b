/** Assembles a node in memory, to be written into a page by one change. */
import { copyBytes, PAGE_BYTES, putU16, putU32 } from '../../base/index.js';
import { PAGE_LOWER, PageKind, type PageChange } from '../../storage/index.js';
import { ITEM_HEADER_BYTES, LEVEL_AT, NODE_BYTES, putItemHeader, RIGHT_AT, SLOT_BYTES, SLOTS_AT, SPECIAL_AT, SPECIAL_BYTES, SPLIT_AT } from './gist-page.js';

/** An entry of a node, copied out of its page: row reference or child page (`payload`, gist-page.ts) and key. */
export interface NodeEntry {
  readonly payload: number;
  readonly key: Uint8Array;
}

export const entryBytes = (keyLength: number): number => SLOT_BYTES + ITEM_HEADER_BYTES + keyLength;

export class GistImage {
  readonly u8 = new Uint8Array(PAGE_BYTES);
  count = 0;
  right = 0;
  split = 0;
  private level = 0;
  private upper = SPECIAL_AT;

  start(level: number, right: number, split: number): this {
    this.level = level;
    this.right = right;
    this.split = split;
    this.count = 0;
    this.upper = SPECIAL_AT;
    return this;
  }

  /** Bytes in use by slots and items. */
  get usedBytes(): number {
    return NODE_BYTES - (this.upper - (SLOTS_AT + this.count * SLOT_BYTES));
  }

  append(payload: number, source: Uint8Array, at: number, length: number): void {
    const { u8 } = this;
    this.upper -= ITEM_HEADER_BYTES + length;
    putItemHeader(u8, this.upper, payload, length);
    copyBytes(u8, this.upper + ITEM_HEADER_BYTES, source, at, length);
    putU16(u8, SLOTS_AT + this.count * SLOT_BYTES, this.upper);
    this.count++;
  }

  fill(entries: readonly NodeEntry[]): this {
    for (const { payload, key } of entries) this.append(payload, key, 0, key.length);
    return this;
  }

  /** Writes the node over whatever the page holds. */
  writeTo(change: PageChange, frame: number): void {
    const { u8, upper } = this;
    const lower = SLOTS_AT + this.count * SLOT_BYTES;
    u8.fill(0, SPECIAL_AT, PAGE_BYTES);
    putU32(u8, RIGHT_AT, this.right);
    putU32(u8, SPLIT_AT, this.split % 0x100000000);
    putU32(u8, SPLIT_AT + 4, Math.floor(this.split / 0x100000000));
    putU16(u8, LEVEL_AT, this.level);
    change.initialise(frame, this.level === 0 ? PageKind.gistLeaf : PageKind.gistInner, SPECIAL_BYTES);
    change.put32(frame, PAGE_LOWER, lower | (upper << 16));
    change.putBytes(frame, SLOTS_AT, u8, SLOTS_AT, lower - SLOTS_AT);
    change.putBytes(frame, upper, u8, upper, PAGE_BYTES - upper);
  }
}
