/**
 * Pages of a B+tree (Bayer & McCreight; the slot array after PostgreSQL's and the prefix numbers after Graefe's "poor man's normalized keys").
 *
 * A key is a byte string ending in the row reference (6 bytes, big-endian), so that all keys of a tree differ. Page 0 is the meta page; a node is a page of
 * kind btreeLeaf or btreeInner:
 *
 *   OFFSET SIZE MEANING
 *        0   32 page header; lower = end of the slots, upper = start of the items
 *       32  8*n slots in key order: u32 key bytes [skip, skip+4) as big-endian number with the top bit flipped (so that it compares signed),
 *               u16 bytes [skip+4, skip+6), u16 offset of the item; missing bytes count as 0
 *    upper    - items: u16 length (bit 15: the row is dead to everyone, a hint), key bytes; an inner item has its child's page (u32) before it
 *     8168    4 right sibling, 0 = none
 *     8172    4 left sibling
 *     8176    2 level, 0 = leaf
 *     8178    2 skip: bytes that all keys on the page have in common (at least)
 *     8180    2 bytes of items that no slot names any more
 *     8182   10 reserved
 *
 * In an inner node slot 0 has an empty key: it stands for everything below slot 1. A child's keys are >= its slot's key and < the next slot's.
 *
 * Meta page (kind btreeMeta): at 32 u32 format version, 36 u32 root page, 40 u32 level of the root, 44 u32 first free page; a free page (kind btreeFree)
 * has the next one at 32.
 */
import { PAGE_BYTES, type RowRef } from '../../base/index.js';
import { PAGE_HEADER_BYTES, type ChunkViews } from '../../storage/index.js';

export const SPECIAL_BYTES = 24;
export const SPECIAL_AT = PAGE_BYTES - SPECIAL_BYTES;
export const RIGHT_AT = SPECIAL_AT;
export const LEFT_AT = SPECIAL_AT + 4;
export const LEVEL_AT = SPECIAL_AT + 8;
export const SKIP_AT = SPECIAL_AT + 10;
export const GARBAGE_AT = SPECIAL_AT + 12;
export const SLOTS_AT = PAGE_HEADER_BYTES;
export const SLOT_BYTES = 8;
export const ITEM_HEADER_BYTES = 2;
export const CHILD_BYTES = 4;
export const ITEM_DEAD = 0x8000;
export const REF_BYTES = 6;
/** Bytes for slots and items of a node. */
export const NODE_BYTES = SPECIAL_AT - SLOTS_AT;

export const META_VERSION = 32;
export const META_ROOT = 36;
export const META_LEVEL = 40;
export const META_FREE = 44;
export const FORMAT_VERSION = 1;
export const FREE_NEXT = 32;

/** Longest key without its row reference (PostgreSQL's limit for an index row). */
export const KEY_BYTES_MAX = 2704;

/** Reads of a node whose base word is `word`. */
export function slotCount(views: ChunkViews, word: number): number {
  return (views.u16[word * 2 + 12] - SLOTS_AT) >>> 3;
}
export function nodeLevel(views: ChunkViews, word: number): number {
  return views.u16[word * 2 + (LEVEL_AT >> 1)];
}
export function rightOf(views: ChunkViews, word: number): number {
  return views.u32[word + (RIGHT_AT >> 2)];
}
export function leftOf(views: ChunkViews, word: number): number {
  return views.u32[word + (LEFT_AT >> 2)];
}
export function skipOf(views: ChunkViews, word: number): number {
  return views.u16[word * 2 + (SKIP_AT >> 1)];
}
export function garbageOf(views: ChunkViews, word: number): number {
  return views.u16[word * 2 + (GARBAGE_AT >> 1)];
}
/** Byte offset in the page of slot i's item. */
export function itemOffset(views: ChunkViews, word: number, slot: number): number {
  return views.u16[(word + 8 + slot * 2) * 2 + 3];
}
/** Length of the key of the item at byte `at` of the chunk. */
export function keyLength(u8: Uint8Array, at: number): number {
  return u8[at] | ((u8[at + 1] & 0x7f) << 8);
}
export function isItemDead(u8: Uint8Array, at: number): boolean {
  return (u8[at + 1] & 0x80) !== 0;
}
export function childOf(views: ChunkViews, word: number, slot: number): number {
  const at = word * 4 + itemOffset(views, word, slot) - CHILD_BYTES;
  const { u8 } = views;
  return (u8[at] | (u8[at + 1] << 8) | (u8[at + 2] << 16) | (u8[at + 3] << 24)) >>> 0;
}
/** The row reference in the last six bytes before `end`. */
export function refBefore(u8: Uint8Array, end: number): RowRef {
  const page = ((u8[end - 6] << 24) | (u8[end - 5] << 16) | (u8[end - 4] << 8) | u8[end - 3]) >>> 0;
  return (page * 65536 + ((u8[end - 2] << 8) | u8[end - 1])) as RowRef;
}
/** Row reference of the leaf item in a slot. */
export function refOfSlot(views: ChunkViews, word: number, slot: number): RowRef {
  const at = word * 4 + itemOffset(views, word, slot);
  return refBefore(views.u8, at + ITEM_HEADER_BYTES + keyLength(views.u8, at));
}

/** The two numbers of a slot for key bytes from `start`; `end` is where the key ends, `pad` what missing bytes count as. */
export function slotHigh(key: Uint8Array, start: number, end: number, pad: number): number {
  const b0 = start < end ? key[start] : pad;
  const b1 = start + 1 < end ? key[start + 1] : pad;
  const b2 = start + 2 < end ? key[start + 2] : pad;
  const b3 = start + 3 < end ? key[start + 3] : pad;
  return ((b0 << 24) | (b1 << 16) | (b2 << 8) | b3) ^ 0x80000000;
}
export function slotLow(key: Uint8Array, start: number, end: number, pad: number): number {
  const b4 = start + 4 < end ? key[start + 4] : pad;
  const b5 = start + 5 < end ? key[start + 5] : pad;
  return (b4 << 8) | b5;
}

/** Bytes that two keys have in common at their start, up to `max`. */
export function commonPrefix(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, max: number): number {
  let i = 0;
  while (i < max && a[aAt + i] === b[bAt + i]) i++;
  return i;
}

/**
 * First slot in [first, count) whose key is not below the bound: >= `key` (> in inner nodes, where an equal separator belongs to the right), or, with
 * `isAfter`, beyond everything that starts with `key`. The first six bytes after the page's common prefix decide nearly always, without touching an item.
 */
export function searchNode(
  views: ChunkViews,
  word: number,
  count: number,
  first: number,
  key: Uint8Array,
  length: number,
  isAfter: boolean,
  isInner: boolean,
): number {
  if (count <= first) return first;
  const { i32, u16, u8 } = views;
  const skip = u16[word * 2 + (SKIP_AT >> 1)];
  if (skip > 0) {
    const at = word * 4 + u16[(word + 8 + first * 2) * 2 + 3] + ITEM_HEADER_BYTES;
    const shared = length < skip ? length : skip;
    for (let i = 0; i < shared; i++) {
      const difference = u8[at + i] - key[i];
      if (difference !== 0) return difference > 0 ? first : count;
    }
    // The key is a prefix of every key here.
    if (length < skip) return isAfter ? count : first;
  }
  const pad = isAfter ? 0xff : 0;
  const high = slotHigh(key, skip, length, pad);
  const low = slotLow(key, skip, length, pad);
  let from = first;
  let to = count;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const slot = word + 8 + middle * 2;
    const x = i32[slot];
    if (x < high) from = middle + 1;
    else if (x > high) to = middle;
    else {
      const y = u16[slot * 2 + 2];
      if (y < low) from = middle + 1;
      else if (y > low) to = middle;
      else {
        const c = compareKey(u8, word * 4 + u16[slot * 2 + 3], key, length, skip, isAfter);
        if (c < 0 || (c === 0 && isInner)) from = middle + 1;
        else to = middle;
      }
    }
  }
  return from;
}

/** Compares the key of the item at `at` with the bound; the first `skip` bytes are known to be equal. */
export function compareKey(u8: Uint8Array, at: number, key: Uint8Array, length: number, skip: number, isAfter: boolean): number {
  const itemLength = keyLength(u8, at);
  const start = at + ITEM_HEADER_BYTES;
  const shared = itemLength < length ? itemLength : length;
  for (let i = skip; i < shared; i++) {
    const difference = u8[start + i] - key[i];
    if (difference !== 0) return difference;
  }
  if (itemLength < length) return -1;
  if (isAfter) return -1;
  return itemLength > length ? 1 : 0;
}

/** True when the key of the item at `at` starts with key[0..length). */
export function startsWith(u8: Uint8Array, at: number, key: Uint8Array, length: number): boolean {
  if (keyLength(u8, at) < length) return false;
  const start = at + ITEM_HEADER_BYTES;
  for (let i = length - 1; i >= 0; i--) if (u8[start + i] !== key[i]) return false;
  return true;
}
