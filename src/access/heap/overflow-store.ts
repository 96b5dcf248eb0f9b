/**
 * Overflow values: what is too large for a row, in a file of its own, as a chain of chunks on slotted pages (kind overflow).
 *
 * | OFFSET | SIZE | MEANING of a chunk |
 * |--------|------|--------------------|
 * | 0      | 4    | page of the next chunk |
 * | 4      | 2    | its line, 0 = last |
 * | 6      | 2    | 1 = first chunk of its value |
 * | 8      | 4    | first chunk: row versions that refer to the value |
 * | 12     | 4    | reserved |
 * | 16     |      | bytes |
 *
 * Invariants
 * 1. A value is written with reference count 0; the change that stores the row counts the reference. An update that keeps the value counts one more for the new
 *    version; removing a version takes one away, in the same change. So no value is freed while a version refers to it, whatever crashes.
 * 2. A chain is reachable from its first chunk at every moment: it grows at its end, and shrinks behind its first chunk, which goes last.
 * 3. A value with count 0 found by VACUUM is free: nothing yields between writing a value and counting it.
 */
import { PgError } from '../../errors/index.js';
import { copyBytes, getU32, PAGE_BYTES, putU16, putU32, rowRef, rowRefLine, rowRefPage, type RowRef, type Xid } from '../../base/index.js';
import {
  baseByte,
  baseWord,
  PAGE_LOWER,
  PageKind,
  pageKind,
  pageLower,
  pageUpper,
  type ChunkViews,
  type PageChange,
  type RelationFile,
  type Storage,
} from '../../storage/index.js';
import { SLICE, type Waiting } from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import type { OverflowWriter } from '../row-encoder.js';
import type { OverflowReader } from '../row-layout.js';
import {
  alignRow,
  findUnusedLine,
  freeBytes,
  LINE_NORMAL,
  LINE_UNUSED,
  lineCount,
  lineLength,
  lineOffset,
  linePointer,
  linePosition,
  LINES_MAX,
  normalPointer,
} from './heap-page.js';
import { heapStateOf, type HeapState } from './heap-state.js';
import { repackPage } from './repack.js';

const CHUNK_HEADER_BYTES = 16;
const CHUNK_DATA_MAX = 8152 - CHUNK_HEADER_BYTES;
/** A page with this much room takes the beginning of a value that fits no page. */
const SPLIT_BYTES_MIN = 2048;
const CHUNKS_PER_CHANGE = 16;
/** Values whose count one change adjusts: each may be a page of it. */
export const OVERFLOW_REFERENCES_MAX = 24;
const FIRST_CHUNK = 1;

interface Place {
  readonly frame: number;
  readonly page: number;
  line: number;
  readonly bytes: number;
}

export class OverflowStore implements OverflowReader, OverflowWriter {
  /** The transaction whose changes follow; the table sets it. */
  xid = 0 as Xid;
  /** Called before pages change: the table ends a change of its own that is under way. */
  beforeWrite: (() => void) | null = null;
  private readonly state: HeapState;

  constructor(
    private readonly storage: Storage,
    readonly file: RelationFile,
  ) {
    this.state = heapStateOf(file);
  }

  writeOverflow(bytes: Uint8Array, start: number, length: number): RowRef {
    this.beforeWrite?.();
    this.freeUnreferenced(2);
    let head = 0 as RowRef;
    let last = 0 as RowRef;
    let at = start;
    let left = length;
    do {
      const change = this.storage.beginChange(RecordKind.overflowWrite, this.xid);
      let places: Place[];
      let lastFrame = -1;
      try {
        if (last !== 0) lastFrame = change.edit(this.file, rowRefPage(last));
        places = this.choosePlaces(change, left);
      } catch (error) {
        change.abandon();
        throw error;
      }
      if (last !== 0) this.linkChunk(change, lastFrame, last, places[0]);
      for (let i = 0; i < places.length; i++) {
        const place = places[i];
        this.writeChunk(change, place, places[i + 1], head === 0, bytes, at);
        last = rowRef(place.page, place.line);
        if (head === 0) head = last;
        at += place.bytes;
        left -= place.bytes;
      }
      change.commit();
    } while (left > 0);
    return head;
  }

  readOverflow(page: number, line: number, storedBytes: number): Uint8Array {
    const result = new Uint8Array(storedBytes);
    const { pool } = this.storage;
    let at = 0;
    let isFirst = true;
    while (line !== 0) {
      const frame = pool.pin(this.file, page);
      const views = pool.views(frame);
      const chunk = this.chunkAt(views, baseWord(frame), line);
      if (chunk < 0 || (views.u8[chunk + 6] === FIRST_CHUNK) !== isFirst) {
        pool.unpin(frame);
        throw this.missing(page, line);
      }
      const pointer = linePointer(views, baseWord(frame), line);
      const length = lineLength(pointer) - CHUNK_HEADER_BYTES;
      if (at + length > storedBytes) {
        pool.unpin(frame);
        throw this.missing(page, line);
      }
      copyBytes(result, at, views.u8, chunk + CHUNK_HEADER_BYTES, length);
      at += length;
      page = getU32(views.u8, chunk);
      line = views.u8[chunk + 4] | (views.u8[chunk + 5] << 8);
      isFirst = false;
      pool.unpin(frame);
    }
    if (at !== storedBytes) throw this.missing(page, line);
    return result;
  }

  /** Pins the values' first pages into the change, before its first write. At most OVERFLOW_REFERENCES_MAX of them. */
  editAll(change: PageChange, heads: readonly RowRef[]): void {
    for (const head of heads) change.edit(this.file, rowRefPage(head));
  }

  /** Counts references up or down, after `editAll`. */
  countAll(change: PageChange, heads: readonly RowRef[], difference: number): void {
    for (const head of heads) {
      const frame = change.edit(this.file, rowRefPage(head));
      const views = change.views(frame);
      const chunk = this.chunkAt(views, baseWord(frame), rowRefLine(head));
      if (chunk < 0) throw this.missing(rowRefPage(head), rowRefLine(head));
      const references = getU32(views.u8, chunk + 8) + difference;
      if (references < 0)
        throw new PgError('data_corrupted', `overflow value at block ${rowRefPage(head)} of relation ${this.file.path} is referenced less than never`);
      change.put32(frame, chunk - baseByte(frame) + 8, references);
      if (references === 0) this.state.unreferenced.add(head);
    }
  }

  /** The same in changes of its own, for rows with more values than one change takes. */
  countInBatches(heads: readonly RowRef[], difference: number): void {
    for (let i = 0; i < heads.length; i += OVERFLOW_REFERENCES_MAX) {
      const batch = heads.slice(i, i + OVERFLOW_REFERENCES_MAX);
      const change = this.storage.beginChange(RecordKind.overflowWrite, this.xid);
      try {
        this.editAll(change, batch);
      } catch (error) {
        change.abandon();
        throw error;
      }
      this.countAll(change, batch, difference);
      change.commit();
    }
  }

  /** Frees values whose count is 0 and known to be; at most `limit` of them. */
  freeUnreferenced(limit: number): number {
    let freed = 0;
    for (const head of this.state.unreferenced) {
      if (freed === limit) break;
      this.freeChain(head);
      freed++;
    }
    return freed;
  }

  /** Frees all values with count 0. The first time it looks at every page, finding those that a crash has left, and learns the free space. */
  *vacuum(slicePages: number): Waiting<number> {
    const { pool } = this.storage;
    let freed = 0;
    if (this.state.isSwept) {
      while (this.state.unreferenced.size > 0) {
        freed += this.freeUnreferenced(slicePages);
        yield SLICE;
      }
      return freed;
    }
    for (let page = 0; page < this.file.pageCount; page++) {
      if (page % slicePages === slicePages - 1) yield SLICE;
      const frame = pool.pin(this.file, page);
      const views = pool.views(frame);
      const word = baseWord(frame);
      const dead: RowRef[] = [];
      if (pageKind(views, word) === PageKind.overflow) {
        const count = lineCount(views, word);
        for (let line = 1; line <= count; line++) {
          const chunk = this.chunkAt(views, word, line);
          if (chunk >= 0 && views.u8[chunk + 6] === FIRST_CHUNK && getU32(views.u8, chunk + 8) === 0) dead.push(rowRef(page, line));
        }
        this.state.freeSpace.set(page, freeBytes(views, word));
      } else {
        this.state.freeSpace.set(page, CHUNK_DATA_MAX + CHUNK_HEADER_BYTES);
      }
      pool.unpin(frame);
      for (const head of dead) this.freeChain(head);
      freed += dead.length;
    }
    this.state.isSwept = true;
    return freed;
  }

  /** Number of values, and of those with count 0; for checks. */
  countValues(): { values: number; unreferenced: number; chunks: number } {
    const { pool } = this.storage;
    const result = { values: 0, unreferenced: 0, chunks: 0 };
    for (let page = 0; page < this.file.pageCount; page++) {
      const frame = pool.pin(this.file, page);
      const views = pool.views(frame);
      const word = baseWord(frame);
      const count = pageKind(views, word) === PageKind.overflow ? lineCount(views, word) : 0;
      for (let line = 1; line <= count; line++) {
        const chunk = this.chunkAt(views, word, line);
        if (chunk < 0) continue;
        result.chunks++;
        if (views.u8[chunk + 6] !== FIRST_CHUNK) continue;
        result.values++;
        if (getU32(views.u8, chunk + 8) === 0) result.unreferenced++;
      }
      pool.unpin(frame);
    }
    return result;
  }

  /** Byte index of a chunk in its memory chunk, -1 if the line holds none. */
  private chunkAt(views: ChunkViews, word: number, line: number): number {
    if (pageKind(views, word) !== PageKind.overflow || line > lineCount(views, word)) return -1;
    const pointer = linePointer(views, word, line);
    return (pointer & 3) === LINE_NORMAL ? word * 4 + lineOffset(pointer) : -1;
  }

  private missing(page: number, line: number): PgError {
    return new PgError('data_corrupted', `missing chunk at (${page},${line}) of overflow file ${this.file.path}`);
  }

  /** Pages for the next chunks of a value of which `left` bytes remain. */
  private choosePlaces(change: PageChange, left: number): Place[] {
    const places: Place[] = [];
    while (left > 0 && places.length < CHUNKS_PER_CHANGE) {
      let page = this.state.freeSpace.find(alignRow(Math.min(left, CHUNK_DATA_MAX) + CHUNK_HEADER_BYTES) + 4);
      if (page < 0 && places.length === 0) page = this.state.freeSpace.find(SPLIT_BYTES_MIN + 64);
      let frame = -1;
      if (page >= 0 && page < this.file.pageCount) {
        // Not to be found again for this change; `writeChunk` tells what is left.
        this.state.freeSpace.set(page, 0);
        frame = change.edit(this.file, page);
        const views = change.views(frame);
        const word = baseWord(frame);
        const isEmpty = pageKind(views, word) === PageKind.empty;
        const room = isEmpty ? CHUNK_DATA_MAX + CHUNK_HEADER_BYTES + 4 : freeBytes(views, word);
        const bytes = Math.min(left, ((room - 4) & ~7) - CHUNK_HEADER_BYTES);
        if (bytes > 0 && (isEmpty || lineCount(views, word) < LINES_MAX)) {
          places.push({ frame, page, line: 0, bytes });
          left -= bytes;
        }
        continue;
      }
      frame = change.extend(this.file);
      page = change.pageNoOf(frame);
      const bytes = Math.min(left, CHUNK_DATA_MAX);
      places.push({ frame, page, line: 0, bytes });
      left -= bytes;
    }
    // Lines are chosen now, so that a chunk can name the next one.
    for (const place of places) {
      const views = change.views(place.frame);
      const word = baseWord(place.frame);
      if (pageKind(views, word) === PageKind.empty) place.line = 1;
      else place.line = findUnusedLine(views, word) || lineCount(views, word) + 1;
    }
    return places;
  }

  private linkChunk(change: PageChange, frame: number, from: RowRef, to: Place): void {
    const views = change.views(frame);
    const at = this.chunkAt(views, baseWord(frame), rowRefLine(from)) - baseByte(frame);
    change.put32(frame, at, to.page);
    change.put16(frame, at + 4, to.line);
  }

  private writeChunk(change: PageChange, place: Place, next: Place | undefined, isFirst: boolean, bytes: Uint8Array, start: number): void {
    const { frame, line } = place;
    const views = change.views(frame);
    const word = baseWord(frame);
    if (pageKind(views, word) === PageKind.empty) change.initialise(frame, PageKind.overflow, 0);
    const length = place.bytes + CHUNK_HEADER_BYTES;
    const offset = pageUpper(views, word) - alignRow(length);
    const lower = Math.max(pageLower(views, word), linePosition(line) + 4);
    HEADER.fill(0);
    if (next !== undefined) {
      putU32(HEADER, 0, next.page);
      putU16(HEADER, 4, next.line);
    }
    if (isFirst) HEADER[6] = FIRST_CHUNK;
    change.put32(frame, linePosition(line), normalPointer(offset, length));
    change.put32(frame, PAGE_LOWER, lower | (offset << 16));
    change.putBytes(frame, offset, HEADER, 0, CHUNK_HEADER_BYTES);
    change.putBytes(frame, offset + CHUNK_HEADER_BYTES, bytes, start, place.bytes);
    this.state.freeSpace.set(place.page, offset - lower);
  }

  private freeChain(head: RowRef): void {
    const { pool } = this.storage;
    // Every way to free a value passes here, so that the set never names a place that has been used again.
    this.state.unreferenced.delete(head);
    for (;;) {
      const headFrame = pool.pin(this.file, rowRefPage(head));
      const headViews = pool.views(headFrame);
      const headChunk = this.chunkAt(headViews, baseWord(headFrame), rowRefLine(head));
      if (headChunk < 0 || headViews.u8[headChunk + 6] !== FIRST_CHUNK || getU32(headViews.u8, headChunk + 8) !== 0) {
        pool.unpin(headFrame);
        return;
      }
      let next = rowRef(getU32(headViews.u8, headChunk), headViews.u8[headChunk + 4] | (headViews.u8[headChunk + 5] << 8));
      pool.unpin(headFrame);
      const victims: RowRef[] = [];
      while (next % 65536 !== 0 && victims.length < CHUNKS_PER_CHANGE) {
        victims.push(next);
        const frame = pool.pin(this.file, rowRefPage(next));
        const views = pool.views(frame);
        const chunk = this.chunkAt(views, baseWord(frame), rowRefLine(next));
        pool.unpin(frame);
        if (chunk < 0) throw this.missing(rowRefPage(next), rowRefLine(next));
        next = rowRef(getU32(views.u8, chunk), views.u8[chunk + 4] | (views.u8[chunk + 5] << 8));
      }
      const isLast = next % 65536 === 0;
      if (isLast) victims.push(head);
      const change = this.storage.beginChange(RecordKind.overflowDelete, this.xid);
      try {
        change.edit(this.file, rowRefPage(head));
        for (const victim of victims) change.edit(this.file, rowRefPage(victim));
      } catch (error) {
        change.abandon();
        throw error;
      }
      if (!isLast) {
        const frame = change.edit(this.file, rowRefPage(head));
        const at = this.chunkAt(change.views(frame), baseWord(frame), rowRefLine(head)) - baseByte(frame);
        change.put32(frame, at, rowRefPage(next));
        change.put16(frame, at + 4, rowRefLine(next));
      }
      victims.sort((a, b) => a - b);
      for (let i = 0; i < victims.length;) {
        const page = rowRefPage(victims[i]);
        const frame = change.edit(this.file, page);
        const views = change.views(frame);
        const word = baseWord(frame);
        const count = lineCount(views, word);
        for (let line = 1; line <= count; line++) WANTED[line] = linePointer(views, word, line);
        for (; i < victims.length && rowRefPage(victims[i]) === page; i++) WANTED[rowRefLine(victims[i])] = LINE_UNUSED;
        repackPage(change, frame, views, word, WANTED, 0);
        this.state.freeSpace.set(page, freeBytes(views, word));
      }
      change.commit();
      if (isLast) return;
    }
  }
}

const HEADER = new Uint8Array(CHUNK_HEADER_BYTES);
const WANTED = new Uint32Array(PAGE_BYTES / 16);
