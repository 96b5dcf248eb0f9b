/**
 * The first 32 bytes of every page, on disk and in memory. The body belongs to the access method.
 *
 *   OFFSET SIZE MEANING
 *        0    8 LSN: end of the last log record that changed the page (low u32, high u32)
 *        8    4 CRC-32 of the page with this field zero, seeded by the page number; only right on disk; 0 = page never written (all zeros)
 *       12    2 flags: bit 0 = all tuples are visible to everyone
 *       14    2 page kind (what body this is; 0 = empty page that no access method has initialised)
 *       16    8 transaction id base: xids on the page are 32-bit offsets from it (low u32, high u32)
 *       24    2 lower: end of the line pointers, start of the hole
 *       26    2 upper: end of the hole, start of the items
 *       28    2 special: start of the access method's trailer
 *       30    2 prune hint (the access method's)
 */
import { crc32, PAGE_BYTES } from '../base/index.js';
import type { ChunkViews } from './arena.js';

export const PAGE_HEADER_BYTES = 32;
/** Most bytes a page has for its body. */
export const PAGE_BODY_BYTES = PAGE_BYTES - PAGE_HEADER_BYTES;

export const PAGE_LSN = 0;
export const PAGE_CRC = 8;
export const PAGE_FLAGS = 12;
export const PAGE_KIND = 14;
export const PAGE_XID_BASE = 16;
export const PAGE_LOWER = 24;
export const PAGE_UPPER = 26;
export const PAGE_SPECIAL = 28;
export const PAGE_PRUNE_HINT = 30;

export const PAGE_FLAG_ALL_VISIBLE = 1;

/** Kinds of page. The numbers are on disk: never reuse one. */
export const PageKind = {
  empty: 0,
  fileMap: 1,
  commitStatus: 2,
  heap: 3,
  overflow: 4,
  freeSpaceMap: 5,
  sequence: 6,
  btreeMeta: 16,
  btreeLeaf: 17,
  btreeInner: 18,
  btreeFree: 19,
  gistMeta: 20,
  gistLeaf: 21,
  gistInner: 22,
  gistFree: 23,
  indexOther: 31,
  test: 255,
} as const;
export type PageKind = (typeof PageKind)[keyof typeof PageKind];

const TWO_32 = 0x100000000;

/** Reads of the header. `word` is the page's base word in its chunk (`Arena.baseWord`). */
export function pageLsn(views: ChunkViews, word: number): number {
  return views.u32[word]! + views.u32[word + 1]! * TWO_32;
}
export function setPageLsn(views: ChunkViews, word: number, lsn: number): void {
  views.u32[word] = lsn % TWO_32;
  views.u32[word + 1] = Math.floor(lsn / TWO_32);
}
export function pageKind(views: ChunkViews, word: number): number {
  return views.u16[(word << 1) + (PAGE_KIND >> 1)]!;
}
export function pageFlags(views: ChunkViews, word: number): number {
  return views.u16[(word << 1) + (PAGE_FLAGS >> 1)]!;
}
export function isAllVisible(views: ChunkViews, word: number): boolean {
  return (views.u16[(word << 1) + (PAGE_FLAGS >> 1)]! & PAGE_FLAG_ALL_VISIBLE) !== 0;
}
export function pageXidBase(views: ChunkViews, word: number): number {
  return views.u32[word + (PAGE_XID_BASE >> 2)]! + views.u32[word + (PAGE_XID_BASE >> 2) + 1]! * TWO_32;
}
export function pageLower(views: ChunkViews, word: number): number {
  return views.u16[(word << 1) + (PAGE_LOWER >> 1)]!;
}
export function pageUpper(views: ChunkViews, word: number): number {
  return views.u16[(word << 1) + (PAGE_UPPER >> 1)]!;
}
export function pageSpecial(views: ChunkViews, word: number): number {
  return views.u16[(word << 1) + (PAGE_SPECIAL >> 1)]!;
}

/** The checksum that belongs into the page at `at`, whatever its field holds now. Never 0: that says "never written". */
export function pageChecksum(bytes: Uint8Array, at: number, page: number): number {
  const kept0 = bytes[at + PAGE_CRC]!;
  const kept1 = bytes[at + PAGE_CRC + 1]!;
  const kept2 = bytes[at + PAGE_CRC + 2]!;
  const kept3 = bytes[at + PAGE_CRC + 3]!;
  bytes.fill(0, at + PAGE_CRC, at + PAGE_CRC + 4);
  const sum = crc32(bytes, at, at + PAGE_BYTES, page);
  bytes[at + PAGE_CRC] = kept0;
  bytes[at + PAGE_CRC + 1] = kept1;
  bytes[at + PAGE_CRC + 2] = kept2;
  bytes[at + PAGE_CRC + 3] = kept3;
  return sum === 0 ? 1 : sum;
}

export function isZeroPage(views: ChunkViews, word: number): boolean {
  const { i32 } = views;
  for (let i = word; i < word + (PAGE_BYTES >> 2); i++) if (i32[i] !== 0) return false;
  return true;
}
