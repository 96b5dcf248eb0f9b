/**
 * Rewrites the line pointers of a slotted page and slides the surviving rows together at its end, as operations of a page change: a few bytes of log per run of
 * rows that moves, not the rows.
 */
import { PAGE_BYTES } from '../../base/index.js';
import { PAGE_FLAGS, PAGE_HEADER_BYTES, PAGE_LOWER, PAGE_PRUNE_HINT, pageFlags, type ChunkViews, type PageChange } from '../../storage/index.js';
import {
  alignRow,
  LINE_NORMAL,
  LINE_UNUSED,
  lineCount,
  lineLength,
  lineOffset,
  linePointer,
  linePosition,
  LINES_MAX,
  normalPointer,
  PAGE_FLAG_FREE_LINES,
} from './heap-page.js';

/** Line by offset / 8: sorts the rows of a page without comparing. */
const lineAt = new Uint16Array(PAGE_BYTES / 8);
const isOccupied = new Int32Array(PAGE_BYTES / 8 / 32);
const pointerWords = new Uint32Array(LINES_MAX + 1);
const pointerBytes = new Uint8Array(pointerWords.buffer);

/**
 * @param wanted line pointers by line (index 0 unused): normal ones with their present offsets. Not all may be kept: unused ones at the end are cut off.
 * @param flags page flags to set beside the free-lines one, which is computed.
 */
export function repackPage(change: PageChange, frame: number, views: ChunkViews, word: number, wanted: Uint32Array, flags: number): void {
  const oldCount = lineCount(views, word);
  let count = oldCount;
  while (count > 0 && (wanted[count] & 3) === LINE_UNUSED) count--;
  let hasFree = false;
  for (let line = 1; line <= count; line++) {
    const pointer = wanted[line];
    pointerWords[line - 1] = pointer;
    if ((pointer & 3) === LINE_NORMAL) {
      const place = lineOffset(pointer) >>> 3;
      lineAt[place] = line;
      isOccupied[place >>> 5] |= 1 << (place & 31);
    } else if ((pointer & 3) === LINE_UNUSED) hasFree = true;
  }
  let to = PAGE_BYTES;
  // A run of rows that lie side by side and stay so moves at once.
  let runFrom = 0;
  let runTo = 0;
  let runBytes = 0;
  for (let group = isOccupied.length - 1; group >= 0; group--) {
    let bits = isOccupied[group];
    isOccupied[group] = 0;
    while (bits !== 0) {
      const place = group * 32 + 31 - Math.clz32(bits);
      bits ^= 1 << (place & 31);
      const line = lineAt[place];
      const from = place * 8;
      const length = lineLength(wanted[line]);
      const bytes = alignRow(length);
      to -= bytes;
      pointerWords[line - 1] = normalPointer(to, length);
      if (runBytes > 0 && from + bytes === runFrom && to + bytes === runTo) {
        runFrom = from;
        runTo = to;
        runBytes += bytes;
        continue;
      }
      if (runBytes > 0 && runFrom !== runTo) change.copyWithin(frame, runTo, runFrom, runBytes);
      runFrom = from;
      runTo = to;
      runBytes = bytes;
    }
  }
  if (runBytes > 0 && runFrom !== runTo) change.copyWithin(frame, runTo, runFrom, runBytes);

  let first = 1;
  while (first <= count && pointerWords[first - 1] === linePointer(views, word, first)) first++;
  let last = count;
  while (last >= first && pointerWords[last - 1] === linePointer(views, word, last)) last--;
  if (last >= first) change.putBytes(frame, linePosition(first), pointerBytes, (first - 1) * 4, (last - first + 1) * 4);
  change.put32(frame, PAGE_LOWER, (PAGE_HEADER_BYTES + count * 4) | (to << 16));
  const newFlags = hasFree ? flags | PAGE_FLAG_FREE_LINES : flags & ~PAGE_FLAG_FREE_LINES;
  if (newFlags !== pageFlags(views, word)) change.put16(frame, PAGE_FLAGS, newFlags);
  change.put16(frame, PAGE_PRUNE_HINT, 0);
}
