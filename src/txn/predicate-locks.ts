/**
 * SIREAD locks: what serializable transactions have read, as rows, pages and whole files (heaps and indexes alike). They block nobody; a writer asks who has read
 * what it is about to change (Ports and Grittner, "Serializable Snapshot Isolation in PostgreSQL", VLDB 2012, section 5.2; PostgreSQL chapter 13.2.3).
 *
 * A reader's locks grow coarser as they grow in number: more than ROWS_PER_PAGE_MAX rows of a page become the page, more than CHILDREN_MAX rows and pages of a file
 * the file. So the memory of one transaction is bounded by the number of files it reads.
 */
import { rowRefPage, type FileId, type RowRef } from '../base/index.js';

/** As max_pred_locks_per_page. */
export const ROWS_PER_PAGE_MAX = 2;
/** As max_pred_locks_per_transaction 64 and max_pred_locks_per_relation -2 make it. */
export const CHILDREN_MAX = 31;

/** What one holder has of one file. */
class FileLocks {
  isWhole = false;
  readonly pages = new Set<number>();
  readonly rows = new Map<number, Set<RowRef>>();
  /** Pages and rows. */
  children = 0;
}

/** Whoever holds SIREAD locks. */
export class PredicateLockHolder {
  readonly files = new Map<FileId, FileLocks>();
}

/** Who has read what of one file. */
class FileTargets<H> {
  readonly whole = new Set<H>();
  readonly pages = new Map<number, Set<H>>();
  readonly rows = new Map<RowRef, Set<H>>();

  get isEmpty(): boolean {
    return this.whole.size === 0 && this.pages.size === 0 && this.rows.size === 0;
  }
}

export type PredicateLock = { readonly file: FileId; readonly page: number | null; readonly row: RowRef | null };

function addTo<K, H>(map: Map<K, Set<H>>, key: K, holder: H): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([holder]));
  else set.add(holder);
}

function removeFrom<K, H>(map: Map<K, Set<H>>, key: K, holder: H): void {
  const set = map.get(key);
  if (set === undefined) return;
  set.delete(holder);
  if (set.size === 0) map.delete(key);
}

export class PredicateLocks<H extends PredicateLockHolder> {
  private readonly targets = new Map<FileId, FileTargets<H>>();

  get isEmpty(): boolean {
    return this.targets.size === 0;
  }

  lockFile(holder: H, file: FileId): void {
    const own = this.ownOf(holder, file);
    if (own.isWhole) return;
    const targets = this.targetsOf(file);
    this.dropChildren(holder, own, targets);
    own.isWhole = true;
    targets.whole.add(holder);
  }

  lockPage(holder: H, file: FileId, page: number): void {
    const own = this.ownOf(holder, file);
    if (own.isWhole || own.pages.has(page)) return;
    const rows = own.rows.get(page);
    if (own.children - (rows?.size ?? 0) + 1 > CHILDREN_MAX) {
      this.lockFile(holder, file);
      return;
    }
    const targets = this.targetsOf(file);
    if (rows !== undefined) {
      for (const row of rows) removeFrom(targets.rows, row, holder);
      own.children -= rows.size;
      own.rows.delete(page);
    }
    own.pages.add(page);
    own.children++;
    addTo(targets.pages, page, holder);
  }

  lockRow(holder: H, file: FileId, row: RowRef): void {
    const own = this.ownOf(holder, file);
    const page = rowRefPage(row);
    if (own.isWhole || own.pages.has(page)) return;
    let rows = own.rows.get(page);
    if (rows?.has(row) === true) return;
    if (own.children + 1 > CHILDREN_MAX) {
      this.lockFile(holder, file);
      return;
    }
    if ((rows?.size ?? 0) + 1 > ROWS_PER_PAGE_MAX) {
      this.lockPage(holder, file, page);
      return;
    }
    if (rows === undefined) own.rows.set(page, (rows = new Set()));
    rows.add(row);
    own.children++;
    addTo(this.targetsOf(file).rows, row, holder);
  }

  /** The holder is about to change the row: the write itself will be noticed by others. */
  unlockRow(holder: H, file: FileId, row: RowRef): void {
    const own = holder.files.get(file);
    const page = rowRefPage(row);
    const rows = own?.rows.get(page);
    if (own === undefined || rows?.delete(row) !== true) return;
    own.children--;
    if (rows.size === 0) own.rows.delete(page);
    const targets = this.targetsOf(file);
    removeFrom(targets.rows, row, holder);
    this.tidy(file, targets);
  }

  /** Who has read the row, its page or the whole file; `page` and `row` null: not asked about. */
  *readers(file: FileId, page: number | null, row: RowRef | null): Generator<H, void, void> {
    const targets = this.targets.get(file);
    if (targets === undefined) return;
    if (row !== null) yield* targets.rows.get(row) ?? [];
    if (page !== null) yield* targets.pages.get(page) ?? [];
    yield* targets.whole;
  }

  /** Who has read anything of the file. */
  readersOfAny(file: FileId): Set<H> {
    const targets = this.targets.get(file);
    const found = new Set<H>(targets?.whole);
    for (const set of targets?.pages.values() ?? []) for (const holder of set) found.add(holder);
    for (const set of targets?.rows.values() ?? []) for (const holder of set) found.add(holder);
    return found;
  }

  /** A page's content is on another page now as well: its readers have read that, too. */
  copyPage(file: FileId, from: number, to: number): void {
    for (const holder of [...(this.targets.get(file)?.pages.get(from) ?? [])]) this.lockPage(holder, file, to);
  }

  /** What is in one file is in another now, at other places: its readers have read all of that. The old file's locks stay, as its replacement may be rolled back. */
  copyFile(from: FileId, to: FileId): void {
    for (const holder of this.readersOfAny(from)) this.lockFile(holder, to);
  }

  /** Everything one holder has becomes another's. */
  moveHolder(from: H, to: H): void {
    for (const { file, page, row } of this.locksOf(from)) {
      if (row !== null) this.lockRow(to, file, row);
      else if (page !== null) this.lockPage(to, file, page);
      else this.lockFile(to, file);
    }
    this.release(from);
  }

  release(holder: H): void {
    for (const file of [...holder.files.keys()]) this.releaseFile(holder, file);
  }

  /** For pg_locks. */
  *locksOf(holder: H): Generator<PredicateLock, void, void> {
    for (const [file, own] of holder.files) {
      if (own.isWhole) yield { file, page: null, row: null };
      for (const page of own.pages) yield { file, page, row: null };
      for (const [page, rows] of own.rows) for (const row of rows) yield { file, page, row };
    }
  }

  private releaseFile(holder: H, file: FileId): void {
    const own = holder.files.get(file);
    if (own === undefined) return;
    const targets = this.targetsOf(file);
    this.dropChildren(holder, own, targets);
    targets.whole.delete(holder);
    holder.files.delete(file);
    this.tidy(file, targets);
  }

  private dropChildren(holder: H, own: FileLocks, targets: FileTargets<H>): void {
    for (const page of own.pages) removeFrom(targets.pages, page, holder);
    for (const rows of own.rows.values()) for (const row of rows) removeFrom(targets.rows, row, holder);
    own.pages.clear();
    own.rows.clear();
    own.children = 0;
  }

  private ownOf(holder: H, file: FileId): FileLocks {
    let own = holder.files.get(file);
    if (own === undefined) holder.files.set(file, (own = new FileLocks()));
    return own;
  }

  private targetsOf(file: FileId): FileTargets<H> {
    let targets = this.targets.get(file);
    if (targets === undefined) this.targets.set(file, (targets = new FileTargets()));
    return targets;
  }

  private tidy(file: FileId, targets: FileTargets<H>): void {
    if (targets.isEmpty) this.targets.delete(file);
  }
}
