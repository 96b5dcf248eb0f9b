/**
 * Sequential scans, a page at a time: the visible rows of one pinned page as word indexes. Pages known to be all-visible skip the visibility checks; others get
 * hint bits, and the all-visible flag when all their rows qualify. That flag is set here as a hint (it goes to disk with the page's next logged change); every change that
 * ends it is logged, so a stale one can't survive a crash.
 */
import type { RowRef } from '../../base/index.js';
import {
  arena,
  baseWord,
  isAllVisible,
  PAGE_FLAG_ALL_VISIBLE,
  PAGE_FLAGS,
  PAGE_PRUNE_HINT,
  pageKind,
  PageKind,
  pageXidBase,
  type ChunkViews,
} from '../../storage/index.js';
import { isVisible, XMAX_ABORTED, XMAX_LOCK_ONLY, XMIN_COMMITTED, XMIN_FROZEN, type Snapshot } from '../../txn/index.js';
import type { PageScan, ScanOptions } from '../table-method.js';
import { freeBytes, LINE_DEAD, LINE_NORMAL, lineCount, LINES_MAX } from './heap-page.js';
import { prunePage } from './heap-prune.js';
import type { HeapTable } from './heap-table.js';

/** A page with less room than this is worth pruning when a reader passes (a tenth, as PostgreSQL does). */
const PRUNE_FREE_BYTES = 819;
/** Free space below this is not reported to the map by scans. */
const REPORT_FREE_BYTES = 256;

export class HeapScan implements PageScan {
  views: ChunkViews = arena.chunks[0];
  page = -1;
  count = 0;
  readonly lines = new Uint16Array(LINES_MAX + 1);
  readonly words = new Int32Array(LINES_MAX + 1);
  private frame = -1;
  /** Position in the sequence of pages. */
  private at = -1;
  private readonly first: number;
  private readonly pageCount: number;
  private readonly isBackward: boolean;
  private readonly pages: ArrayLike<number> | null;

  constructor(
    private readonly table: HeapTable,
    private readonly snapshot: Snapshot,
    options: ScanOptions,
  ) {
    this.isBackward = options.isBackward ?? false;
    this.pages = options.pages ?? null;
    this.first = options.firstPage ?? 0;
    const inFile = table.file.pageCount;
    this.pageCount = this.pages !== null ? this.pages.length : Math.max(0, Math.min(options.pageCount ?? inFile, inFile - this.first));
    if (snapshot.serializable !== null) table.manager.serializable.readFile(snapshot, table.file.fileId);
  }

  nextPage(): boolean {
    this.suspend();
    this.count = 0;
    if (this.at + 1 >= this.pageCount) {
      this.at = this.pageCount;
      this.page = -1;
      return false;
    }
    const at = ++this.at;
    const position = this.isBackward ? this.pageCount - 1 - at : at;
    this.page = this.pages !== null ? this.pages[position] : this.first + position;
    if (this.page >= this.table.file.pageCount) return true;
    this.pin();
    const pageWord = baseWord(this.frame);
    const { views } = this;
    if (pageKind(views, pageWord) !== PageKind.heap) return true;
    if (isAllVisible(views, pageWord)) {
      if (this.snapshot.serializable !== null) this.table.manager.serializable.check(this.snapshot);
      this.collectAll(views, pageWord);
    } else {
      this.prune(views, pageWord);
      this.collectVisible(views, pageWord);
    }
    const free = freeBytes(views, pageWord);
    if (free >= REPORT_FREE_BYTES && !this.table.state.freeSpace.knows(this.page, free)) this.table.state.freeSpace.set(this.page, free);
    return true;
  }

  refOf(i: number): RowRef {
    return (this.page * 65536 + this.lines[i]) as RowRef;
  }

  suspend(): void {
    if (this.frame < 0) return;
    this.table.pool.unpin(this.frame);
    this.frame = -1;
  }

  resume(): void {
    if (this.frame >= 0 || this.page < 0 || this.page >= this.table.file.pageCount) return;
    this.pin();
    const pageWord = baseWord(this.frame);
    const { views, words, lines } = this;
    for (let i = 0; i < this.count; i++) words[i] = pageWord + ((views.u32[pageWord + 7 + lines[i]] >>> 4) & 0xfff);
  }

  rescan(): void {
    this.suspend();
    this.at = -1;
    this.page = -1;
    this.count = 0;
  }

  close(): void {
    this.suspend();
    this.at = this.pageCount;
    this.page = -1;
    this.count = 0;
  }

  private pin(): void {
    this.frame = this.table.pool.pin(this.table.file, this.page);
    this.views = arena.chunks[this.frame >>> 11];
  }

  private prune(views: ChunkViews, pageWord: number): void {
    if (views.u16[pageWord * 2 + (PAGE_PRUNE_HINT >> 1)] === 0 || freeBytes(views, pageWord) >= PRUNE_FREE_BYTES) return;
    const horizon = this.table.manager.horizon();
    if (!this.table.state.isPruneUseless(this.page, horizon)) prunePage(this.table, this.frame, this.page, horizon);
  }

  private collectAll(views: ChunkViews, pageWord: number): void {
    const { lines, words } = this;
    const total = lineCount(views, pageWord);
    const { u32 } = views;
    let n = 0;
    if (!this.isBackward) {
      for (let line = 1; line <= total; line++) {
        const pointer = u32[pageWord + 7 + line];
        if ((pointer & 3) !== LINE_NORMAL) continue;
        lines[n] = line;
        words[n++] = pageWord + ((pointer >>> 4) & 0xfff);
      }
    } else {
      for (let line = total; line > 0; line--) {
        const pointer = u32[pageWord + 7 + line];
        if ((pointer & 3) !== LINE_NORMAL) continue;
        lines[n] = line;
        words[n++] = pageWord + ((pointer >>> 4) & 0xfff);
      }
    }
    this.count = n;
    this.table.state.setVisible(this.page);
  }

  private collectVisible(views: ChunkViews, pageWord: number): void {
    const { lines, words, snapshot } = this;
    const { manager } = this.table;
    const total = lineCount(views, pageWord);
    const base = pageXidBase(views, pageWord);
    const { u32, u16 } = views;
    let n = 0;
    let isAll = true;
    let newest = 0;
    for (let i = 1; i <= total; i++) {
      const line = this.isBackward ? total + 1 - i : i;
      const pointer = u32[pageWord + 7 + line];
      if ((pointer & 3) !== LINE_NORMAL) {
        if ((pointer & 3) === LINE_DEAD) isAll = false;
        continue;
      }
      const word = pageWord + ((pointer >>> 4) & 0xfff);
      const isSeen = isVisible(views, word, base, snapshot, manager);
      if (snapshot.serializable !== null) manager.serializable.sawVersion(snapshot, views, word, base, isSeen);
      if (!isSeen) {
        isAll = false;
        continue;
      }
      lines[n] = line;
      words[n++] = word;
      if (!isAll) continue;
      const info = u16[word * 2 + 6];
      if ((info & XMIN_COMMITTED) === 0 || (u32[word + 1] !== 0 && (info & (XMAX_ABORTED | XMAX_LOCK_ONLY)) === 0)) isAll = false;
      else if ((info & XMIN_FROZEN) !== XMIN_FROZEN && base + u32[word] > newest) newest = base + u32[word];
    }
    this.count = n;
    if (isAll && total > 0 && newest < manager.horizon()) {
      u16[pageWord * 2 + (PAGE_FLAGS >> 1)] |= PAGE_FLAG_ALL_VISIBLE;
      this.table.state.setVisible(this.page);
    }
  }
}
