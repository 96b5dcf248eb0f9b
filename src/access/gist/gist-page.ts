/**
 * Pages of a GiST (Hellerstein, Naughton, Pfeffer: "Generalized search trees for database systems", 1995). Page 0 is the meta page; a node is a page of kind
 * gistLeaf or gistInner:
 *
 *   OFFSET SIZE MEANING
 *        0   32 page header; lower = end of the slots, upper = start of the items
 *       32  2*n slots in no order: u16 offset of the item
 *    upper    - items: 6 bytes row reference (inner: u32 child, u16 zero), u16 key length (bit 15: the row is dead to everyone, a hint), key bytes (box.ts)
 *     8168    4 right sibling, 0 = none: where entries went when this node was split
 *     8172    4 free pages only: the next one
 *     8176    8 split number: the tree's counter at the last split of this node
 *     8184    2 level, 0 = leaf
 *     8186    6 reserved
 *
 * Meta page (kind gistMeta): at 32 u32 format version, 36 u32 root page, 40 u32 level of the root, 44 u32 first free page, 48 u64 counter of splits.
 * A free page (kind gistFree) keeps its right sibling and split number for searches under way, and has at 32 the transaction id after which nobody can reach it.
 */
import { PAGE_BYTES, type RowRef } from '../../base/index.js';
import { PAGE_HEADER_BYTES, type ChunkViews } from '../../storage/index.js';

export const SPECIAL_BYTES = 24;
export const SPECIAL_AT = PAGE_BYTES - SPECIAL_BYTES;
export const RIGHT_AT = SPECIAL_AT;
export const NEXT_FREE_AT = SPECIAL_AT + 4;
export const SPLIT_AT = SPECIAL_AT + 8;
export const LEVEL_AT = SPECIAL_AT + 16;
export const SLOTS_AT = PAGE_HEADER_BYTES;
export const SLOT_BYTES = 2;
export const ITEM_HEADER_BYTES = 8;
export const ITEM_DEAD = 0x8000;
export const REF_BYTES = 6;
/** Bytes for slots and items of a node. */
export const NODE_BYTES = SPECIAL_AT - SLOTS_AT;

export const META_VERSION = 32;
export const META_ROOT = 36;
export const META_LEVEL = 40;
export const META_FREE = 44;
export const META_SPLITS = 48;
export const FORMAT_VERSION = 1;
export const FREE_AFTER = 32;

/** Longest key: three fit a page, so that a split always finds a place where both halves do. */
export const KEY_BYTES_MAX = 2704;

const TWO_32 = 0x100000000;

/** Reads of a node whose base word is `word`. */
export function slotCount(views: ChunkViews, word: number): number {
  return (views.u16[word * 2 + 12] - SLOTS_AT) >>> 1;
}
export function nodeLevel(views: ChunkViews, word: number): number {
  return views.u16[word * 2 + (LEVEL_AT >> 1)];
}
export function rightOf(views: ChunkViews, word: number): number {
  return views.u32[word + (RIGHT_AT >> 2)];
}
export function splitOf(views: ChunkViews, word: number): number {
  return views.u32[word + (SPLIT_AT >> 2)] + views.u32[word + (SPLIT_AT >> 2) + 1] * TWO_32;
}
/** Byte of the chunk where slot i's item begins. */
export function itemAt(views: ChunkViews, word: number, slot: number): number {
  return word * 4 + views.u16[word * 2 + (SLOTS_AT >> 1) + slot];
}
/** Of the item at byte `at` of the chunk. */
export function keyLength(u8: Uint8Array, at: number): number {
  return u8[at + 6] | ((u8[at + 7] & 0x7f) << 8);
}
export function isItemDead(u8: Uint8Array, at: number): boolean {
  return (u8[at + 7] & 0x80) !== 0;
}
export function markItemDead(u8: Uint8Array, at: number): void {
  u8[at + 7] |= 0x80;
}
/** Row reference (leaf) or child page (inner), as it stands in the item: one number for both. */
export function payloadOf(u8: Uint8Array, at: number): number {
  const page = ((u8[at] << 24) | (u8[at + 1] << 16) | (u8[at + 2] << 8) | u8[at + 3]) >>> 0;
  return page * 65536 + ((u8[at + 4] << 8) | u8[at + 5]);
}
export function refOf(u8: Uint8Array, at: number): RowRef {
  return payloadOf(u8, at) as RowRef;
}
export function childOf(u8: Uint8Array, at: number): number {
  return ((u8[at] << 24) | (u8[at + 1] << 16) | (u8[at + 2] << 8) | u8[at + 3]) >>> 0;
}
export const childPayload = (page: number): number => page * 65536;

/** Writes an item's header. */
export function putItemHeader(u8: Uint8Array, at: number, payload: number, length: number): void {
  const page = Math.floor(payload / 65536);
  const line = payload - page * 65536;
  u8[at] = page >>> 24;
  u8[at + 1] = page >>> 16;
  u8[at + 2] = page >>> 8;
  u8[at + 3] = page;
  u8[at + 4] = line >>> 8;
  u8[at + 5] = line;
  u8[at + 6] = length;
  u8[at + 7] = length >>> 8;
}
