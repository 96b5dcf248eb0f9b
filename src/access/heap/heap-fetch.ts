/** Fetching single rows by reference, through HOT chains. Holds one page pinned between calls; a point query costs one pin and one visibility check. */
import type { RowRef } from '../../base/index.js';
import {
  arena,
  baseWord,
  pageKind,
  PageKind,
  pageXidBase,
  PAGE_FLAG_ALL_VISIBLE,
  type BufferPool,
  type ChunkViews,
  type RelationFile,
} from '../../storage/index.js';
import {
  HEAP_ONLY,
  HOT_UPDATED,
  isVisible,
  VERSION_DEAD,
  versionState,
  XMAX_ABORTED,
  XMAX_LOCK_ONLY,
  XMAX_UPDATED,
  type Snapshot,
  type TransactionManager,
} from '../../txn/index.js';
import type { RowFetch } from '../table-method.js';
import { LINE_DEAD, LINE_NORMAL, LINE_REDIRECT, LINE_UNUSED } from './heap-page.js';

/**
 * The newer version on the same page that the HOT-updated version at `word` leads to: its line, or 0. `base` is the page's xid base: the versions of a chain share it.
 */
export function nextInChain(views: ChunkViews, pageWord: number, word: number, page: number): number {
  const info = views.u16[word * 2 + 6];
  if ((info & HOT_UPDATED) === 0 || (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) !== 0) return 0;
  if (views.u32[word + 4] !== page) return 0;
  const line = views.u16[word * 2 + 10];
  const next = wordOfLine(views, pageWord, line);
  if (next < 0) return 0;
  // After a rolled-back update the place may have been given to another row.
  if ((views.u16[next * 2 + 6] & HEAP_ONLY) === 0 || views.u32[next] !== views.u32[word + 1]) return 0;
  return line;
}

/** Word index of the row version at a line, -1 if the line holds none. */
export function wordOfLine(views: ChunkViews, pageWord: number, line: number): number {
  if (line === 0 || line > (views.u16[pageWord * 2 + 12] - 32) >> 2) return -1;
  const pointer = views.u32[pageWord + 7 + line];
  return (pointer & 3) === LINE_NORMAL ? pageWord + ((pointer >>> 4) & 0xfff) : -1;
}

export class HeapFetch implements RowFetch {
  views: ChunkViews = arena.chunks[0];
  word = 0;
  ref = 0 as RowRef;
  private frame = -1;
  private page = -1;

  constructor(
    private readonly pool: BufferPool,
    private readonly file: RelationFile,
    private readonly manager: TransactionManager,
  ) {}

  fetch(ref: RowRef, snapshot: Snapshot): boolean {
    const page = Math.floor(ref / 65536);
    if (page !== this.page) this.moveTo(page);
    const { views } = this;
    const pageWord = baseWord(this.frame);
    let line = ref - page * 65536;
    if (line > (views.u16[pageWord * 2 + 12] - 32) >> 2) return false;
    let pointer = views.u32[pageWord + 7 + line];
    if ((pointer & 3) === LINE_REDIRECT) {
      line = (pointer >>> 2) & 0x3fff;
      pointer = views.u32[pageWord + 7 + line];
    }
    if ((pointer & 3) !== LINE_NORMAL || pageKind(views, pageWord) !== PageKind.heap) return false;
    let word = pageWord + ((pointer >>> 4) & 0xfff);
    if ((views.u16[pageWord * 2 + 6] & PAGE_FLAG_ALL_VISIBLE) === 0) {
      const base = pageXidBase(views, pageWord);
      while (!this.isSeen(views, word, base, snapshot)) {
        line = nextInChain(views, pageWord, word, page);
        if (line === 0) return false;
        word = wordOfLine(views, pageWord, line);
      }
    }
    this.word = word;
    this.ref = (page * 65536 + line) as RowRef;
    if (snapshot.serializable !== null) this.noteRead(snapshot);
    return true;
  }

  private isSeen(views: ChunkViews, word: number, base: number, snapshot: Snapshot): boolean {
    const isIt = isVisible(views, word, base, snapshot, this.manager);
    if (snapshot.serializable !== null) this.manager.serializable.sawVersion(snapshot, views, word, base, isIt);
    return isIt;
  }

  /** The row found has been read by a serializable transaction. */
  private noteRead(snapshot: Snapshot): void {
    const { views, word, manager, file } = this;
    manager.serializable.check(snapshot);
    manager.serializable.readRow(snapshot, file.fileId, this.ref, pageXidBase(views, baseWord(this.frame)) + views.u32[word]);
  }

  isAllDead(ref: RowRef): boolean {
    const page = Math.floor(ref / 65536);
    if (page !== this.page) this.moveTo(page);
    const { views } = this;
    const pageWord = baseWord(this.frame);
    let line = ref - page * 65536;
    if (pageKind(views, pageWord) !== PageKind.heap || line > (views.u16[pageWord * 2 + 12] - 32) >> 2) return true;
    let pointer = views.u32[pageWord + 7 + line];
    if ((pointer & 3) === LINE_DEAD || (pointer & 3) === LINE_UNUSED) return true;
    if ((pointer & 3) === LINE_REDIRECT) {
      line = (pointer >>> 2) & 0x3fff;
      pointer = views.u32[pageWord + 7 + line];
    }
    const base = pageXidBase(views, pageWord);
    const horizon = this.manager.horizon();
    while (line !== 0) {
      const word = wordOfLine(views, pageWord, line);
      if (word < 0) break;
      if (versionState(views, word, base, horizon, this.manager) !== VERSION_DEAD) return false;
      line = nextInChain(views, pageWord, word, page);
    }
    return true;
  }

  fetchExact(ref: RowRef, snapshot: Snapshot): boolean {
    if (!this.fetchVersion(ref)) return false;
    const base = pageXidBase(this.views, baseWord(this.frame));
    if (!this.isSeen(this.views, this.word, base, snapshot)) return false;
    if (snapshot.serializable !== null) this.noteRead(snapshot);
    return true;
  }

  newestSeen(ref: RowRef, snapshot: Snapshot): RowRef {
    let newest = ref;
    let maker = 0;
    for (let at = ref; this.fetchVersion(at);) {
      const { views, word } = this;
      const base = pageXidBase(views, baseWord(this.frame));
      // A version that others made has been given the place of one that is gone.
      if (maker !== 0 && base + views.u32[word] !== maker) break;
      if (this.isSeen(views, word, base, snapshot)) newest = at;
      const info = views.u16[word * 2 + 6];
      if (views.u32[word + 1] === 0 || (info & XMAX_UPDATED) === 0 || (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) !== 0) break;
      maker = base + views.u32[word + 1];
      at = (views.u32[word + 4] * 65536 + views.u16[word * 2 + 10]) as RowRef;
    }
    return newest;
  }

  fetchVersion(ref: RowRef): boolean {
    const page = Math.floor(ref / 65536);
    if (page >= this.file.pageCount) return false;
    if (page !== this.page) this.moveTo(page);
    const pageWord = baseWord(this.frame);
    if (pageKind(this.views, pageWord) !== PageKind.heap) return false;
    const word = wordOfLine(this.views, pageWord, ref - page * 65536);
    if (word < 0) return false;
    this.word = word;
    this.ref = ref;
    return true;
  }

  release(): void {
    if (this.frame < 0) return;
    this.pool.unpin(this.frame);
    this.frame = -1;
    this.page = -1;
  }

  private moveTo(page: number): void {
    this.release();
    this.frame = this.pool.pin(this.file, page);
    this.page = page;
    this.views = arena.chunks[this.frame >>> 11];
  }
}
