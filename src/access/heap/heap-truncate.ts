/** The end of a VACUUM: empty pages at the end of the file go back to the disk (PostgreSQL chapter 25.1.2). New rows go to the lowest pages with room, so that tails do empty. */
import { baseWord, pageKind, PageKind, type ChunkViews } from '../../storage/index.js';
import { LINE_UNUSED, lineCount, linePointer } from './heap-page.js';
import type { HeapTable } from './heap-table.js';

/** A tail is worth locking everyone out for when it has so many pages, or so large a part of the file. */
const TAIL_PAGES = 1000;
const TAIL_PART = 16;

/** Pages at the end of the file without a row, used lines included. */
function tailOf({ pool, file }: HeapTable): number {
  let page = file.pageCount;
  for (; page > 0; page--) {
    const frame = pool.pin(file, page - 1);
    const isEmpty = isEmptyPage(pool.views(frame), baseWord(frame));
    pool.unpin(frame);
    if (!isEmpty) break;
  }
  return file.pageCount - page;
}

function isEmptyPage(views: ChunkViews, word: number): boolean {
  const kind = pageKind(views, word);
  if (kind !== PageKind.heap) return kind === PageKind.empty;
  for (let line = lineCount(views, word); line > 0; line--) if ((linePointer(views, word, line) & 3) !== LINE_UNUSED) return false;
  return true;
}

/** The tail, if it is worth it. */
export function worthyTail(table: HeapTable): number {
  const tail = tailOf(table);
  return tail > 0 && (tail >= TAIL_PAGES || tail >= table.file.pageCount / TAIL_PART) ? tail : 0;
}

export function truncateTail(table: HeapTable): boolean {
  const { file, state, storage } = table;
  const tail = tailOf(table);
  const before = file.pageCount;
  if (tail === 0 || !storage.truncateFile(file, before - tail)) return false;
  for (let page = file.pageCount; page < before; page++) {
    state.freeSpace.set(page, 0);
    state.clearVisible(page);
  }
  state.exploredEnd = Math.min(state.exploredEnd, file.pageCount);
  if (state.target >= file.pageCount) state.target = -1;
  return true;
}
