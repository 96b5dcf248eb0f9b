/**
 * The scan that an index is built from: the versions it must lead to, with the references its entries must carry (PostgreSQL's README.HOT,
 * "CREATE INDEX").
 *
 * 1. An entry names the root of a HOT chain, never a heap-only version: those lose their lines when the chain is pruned.
 * 2. Of a chain only the newest version is indexed. If an older one is still visible to somebody, its key may differ: `hasOldVersions` then
 *    tells that snapshots as old as that must not use the index.
 * 3. Versions deleted by others, or by this transaction, but still visible to an older snapshot are indexed, marked as not live.
 *
 * The caller holds a lock that keeps writers of other transactions away.
 */
import type { RowRef, Xid } from '../../base/index.js';
import { arena, baseWord, pageKind, PageKind, pageXidBase, type ChunkViews } from '../../storage/index.js';
import { HEAP_ONLY, VERSION_DEAD, VERSION_DELETING, VERSION_RECENTLY_DEAD, versionState } from '../../txn/index.js';
import type { BuildScan } from '../table-method.js';
import { nextInChain, wordOfLine } from './heap-fetch.js';
import { LINE_NORMAL, LINE_REDIRECT, LINES_MAX, lineCount, lineOffset } from './heap-page.js';
import type { HeapTable } from './heap-table.js';

export class HeapBuildScan implements BuildScan {
  views: ChunkViews = arena.chunks[0];
  count = 0;
  hasOldVersions = false;
  readonly words = new Int32Array(LINES_MAX + 1);
  private readonly lines = new Uint16Array(LINES_MAX + 1);
  private readonly live = new Uint8Array(LINES_MAX + 1);
  private readonly roots = new Uint16Array(LINES_MAX + 1);
  private page = -1;
  private frame = -1;
  private readonly pageCount: number;
  private readonly horizon: Xid;

  constructor(private readonly table: HeapTable) {
    this.pageCount = table.file.pageCount;
    this.horizon = table.manager.horizon();
  }

  nextPage(): boolean {
    this.suspend();
    this.count = 0;
    if (this.page + 1 >= this.pageCount) {
      this.page = this.pageCount;
      return false;
    }
    this.page++;
    this.pin();
    const pageWord = baseWord(this.frame);
    if (pageKind(this.views, pageWord) === PageKind.heap) this.collect(this.views, pageWord);
    return true;
  }

  rootOf(i: number): RowRef {
    return (this.page * 65536 + this.roots[this.lines[i]]) as RowRef;
  }

  isLive(i: number): boolean {
    return this.live[i] === 1;
  }

  suspend(): void {
    if (this.frame < 0) return;
    this.table.pool.unpin(this.frame);
    this.frame = -1;
  }

  resume(): void {
    if (this.frame >= 0 || this.page < 0 || this.page >= this.pageCount) return;
    this.pin();
    const pageWord = baseWord(this.frame);
    for (let i = 0; i < this.count; i++) this.words[i] = wordOfLine(this.views, pageWord, this.lines[i]);
  }

  close(): void {
    this.suspend();
    this.page = this.pageCount;
    this.count = 0;
  }

  private pin(): void {
    this.frame = this.table.pool.pin(this.table.file, this.page);
    this.views = arena.chunks[this.frame >>> 11];
  }

  private collect(views: ChunkViews, pageWord: number): void {
    this.findRoots(views, pageWord);
    const { manager } = this.table;
    const base = pageXidBase(views, pageWord);
    const total = lineCount(views, pageWord);
    let n = 0;
    for (let line = 1; line <= total; line++) {
      const word = wordOfLine(views, pageWord, line);
      if (word < 0) continue;
      const state = versionState(views, word, base, this.horizon, manager);
      if (state === VERSION_DEAD) continue;
      const isGone = state === VERSION_RECENTLY_DEAD || state === VERSION_DELETING;
      if (isGone && nextInChain(views, pageWord, word, this.page) !== 0) {
        this.hasOldVersions = true;
        continue;
      }
      this.lines[n] = line;
      this.words[n] = word;
      this.live[n++] = isGone ? 0 : 1;
    }
    this.count = n;
  }

  private findRoots(views: ChunkViews, pageWord: number): void {
    const { roots } = this;
    const total = lineCount(views, pageWord);
    for (let line = 1; line <= total; line++) roots[line] = line;
    for (let root = 1; root <= total; root++) {
      const pointer = views.u32[pageWord + 7 + root];
      let line = root;
      if ((pointer & 3) === LINE_REDIRECT) line = lineOffset(pointer);
      else if ((pointer & 3) !== LINE_NORMAL || (views.u16[wordOfLine(views, pageWord, root) * 2 + 6] & HEAP_ONLY) !== 0) continue;
      for (let steps = 0; line !== 0 && steps <= total; steps++) {
        roots[line] = root;
        const word = wordOfLine(views, pageWord, line);
        line = word < 0 ? 0 : nextInChain(views, pageWord, word, this.page);
      }
    }
  }
}
