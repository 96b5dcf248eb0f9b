/**
 * A heap page: the common header, line pointers growing up from byte 32, row versions growing down from the end, free space between (PostgreSQL chapter 73.6).
 *
 * Line pointer, u32:
 *
 * | BITS  | MEANING |
 * |-------|---------|
 * | 0-1   | 0 unused, 1 normal, 2 redirect, 3 dead |
 * | 2-15  | normal: byte offset of the row version; redirect: number of the line to look at instead |
 * | 16-31 | normal: bytes of the row version |
 *
 * Lines are counted from 1. A dead line has no storage but may still be named by index entries; an unused one is free for a new row.
 * Page flag bit 1: there may be unused lines. Prune hint: row versions deleted or updated since the page was last pruned (saturating).
 */
import { pageLower, pageUpper, PAGE_HEADER_BYTES, type ChunkViews } from '../../storage/index.js';

export const LINE_UNUSED = 0;
export const LINE_NORMAL = 1;
export const LINE_REDIRECT = 2;
export const LINE_DEAD = 3;

/** Most lines of a page: as many rows as fit with the smallest header, and some dead ones (PostgreSQL's MaxHeapTuplesPerPage). */
export const LINES_MAX = 291;

export const PAGE_FLAG_FREE_LINES = 2;

/** Reads of a page whose base word in its chunk is `word`. */
export function lineCount(views: ChunkViews, word: number): number {
  return (pageLower(views, word) - PAGE_HEADER_BYTES) >> 2;
}
export function linePointer(views: ChunkViews, word: number, line: number): number {
  return views.u32[word + 7 + line];
}
export function lineState(pointer: number): number {
  return pointer & 3;
}
/** Byte offset of the row, or the target of a redirect. */
export function lineOffset(pointer: number): number {
  return (pointer >>> 2) & 0x3fff;
}
export function lineLength(pointer: number): number {
  return pointer >>> 16;
}
export function normalPointer(offset: number, length: number): number {
  return ((length << 16) | (offset << 2) | LINE_NORMAL) >>> 0;
}
export function redirectPointer(target: number): number {
  return (target << 2) | LINE_REDIRECT;
}
/** Byte offset of line pointer `line` in its page. */
export function linePosition(line: number): number {
  return PAGE_HEADER_BYTES - 4 + line * 4;
}
export function freeBytes(views: ChunkViews, word: number): number {
  return pageUpper(views, word) - pageLower(views, word);
}
/** Row versions are stored at multiples of 8. */
export function alignRow(bytes: number): number {
  return (bytes + 7) & ~7;
}
/** An unused line, or 0. */
export function findUnusedLine(views: ChunkViews, word: number): number {
  const count = lineCount(views, word);
  for (let line = 1; line <= count; line++) if ((views.u32[word + 7 + line] & 3) === LINE_UNUSED) return line;
  return 0;
}
