/**
 * TableMethod: how rows are stored. The executor, the catalogs and the commands know tables only through this interface; `heap/` implements it
 * (PostgreSQL chapter 73 for the ideas).
 *
 * Rules for callers
 * 1. A row reference names one row version. It stays valid while a snapshot that sees the version is registered.
 * 2. Whoever holds a page (RowFetch, PageScan) releases or suspends it before it yields, runs nested SQL or calls the host.
 * 3. Functions that return `Waiting` may wait for other transactions; the `try…` twins never wait and answer `would-block` instead.
 * 4. Result objects are reused: read them before the next call on the same table.
 * 5. A command id is given where it may differ from the transaction's current one (an outer statement goes on after nested commands).
 */
import type { CommandId, Oid, RowRef, Xid } from '../base/index.js';
import type { ChunkViews, FileKind, RelationFile } from '../storage/index.js';
import type { RowLockStrength, Snapshot, Transaction, TransactionManager, Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { LayoutColumn, LayoutSet } from './row-layout.js';

export interface TableMethod {
  /** pg_am.amname. */
  readonly name: string;
  /** Makes the table's empty file, part of the transaction. */
  createFile(transaction: Transaction, kind: FileKind): RelationFile;
  open(options: TableOptions): Table;
}

export type TableColumn = LayoutColumn & { readonly sinceLayout: number; readonly missingValue?: Datum };

export interface TableOptions {
  readonly manager: TransactionManager;
  /** For lock tags. */
  readonly relation: Oid;
  readonly file: RelationFile;
  /** Where large values go; null: rows must fit a page. */
  readonly overflowFile: RelationFile | null;
  /** All columns ever, dropped ones included, in attnum order. */
  readonly columns: readonly TableColumn[];
  readonly layoutVersion: number;
}

export type ModifyStatus =
  /** Done; `ref` is the row version written (update) or touched. */
  | 'ok'
  /** A committed transaction updated it: `ref` is the next version. */
  | 'updated'
  /** A committed transaction deleted it. */
  | 'deleted'
  /** This transaction changed it already; `commandId` says by which command. */
  | 'self-modified'
  /** The version does not exist for this command (e.g. inserted later, or rolled back). */
  | 'invisible'
  /** Another transaction (`xid`) stands in the way and the caller did not want to wait. */
  | 'would-block';

export interface ModifyResult {
  status: ModifyStatus;
  ref: RowRef;
  xid: Xid;
  commandId: CommandId;
  /** Update: no index needs a new entry (the new version is reached through the old one's entries). */
  isHot: boolean;
}

/** What an update changes, fixed when the statement is planned. Column numbers are attnum - 1. */
export interface UpdatePlan {
  /** Columns that may differ from the old row; null = any. Others are copied as stored, large values without being read. */
  readonly changed: readonly number[] | null;
  /** Columns that any index, index expression or index predicate reads. */
  readonly indexed: readonly number[];
  /** Columns of unique indexes that a foreign key could reference: changing one needs the strongest row lock. */
  readonly keys: readonly number[];
}

export type WaitPolicy = 'block' | 'skip' | 'error';

/** Holds one page at a time; the current row is (`views`, `word`). */
export interface RowFetch {
  views: ChunkViews;
  /** Word index of the row's start in its chunk. */
  word: number;
  /** The version found. */
  ref: RowRef;
  /** The version visible to the snapshot among those that index entries for `ref` stand for. */
  fetch(ref: RowRef, snapshot: Snapshot): boolean;
  /** After a failed `fetch` of this reference: nothing under it is visible to anyone any more, its index entries may go. */
  isAllDead(ref: RowRef): boolean;
  /** Exactly the version `ref`, if the snapshot sees it. */
  fetchExact(ref: RowRef, snapshot: Snapshot): boolean;
  /** Of the version `ref` and those that updates made of it, the newest one that the snapshot sees; `ref` when it sees none. */
  newestSeen(ref: RowRef, snapshot: Snapshot): RowRef;
  /** Exactly the version `ref`, whoever may see it. */
  fetchVersion(ref: RowRef): boolean;
  /** Lets the page go. */
  release(): void;
}

/** A scan of all rows, a page at a time, in physical order. */
export interface PageScan {
  readonly views: ChunkViews;
  /** Page of the current batch. */
  readonly page: number;
  /** Rows of the current batch that the snapshot sees, in scan order. */
  readonly count: number;
  readonly lines: Uint16Array;
  readonly words: Int32Array;
  /** Goes to the next page (perhaps with no visible row); false at the end. */
  nextPage(): boolean;
  /** Reference of row `i` of the batch. */
  refOf(i: number): RowRef;
  /** Lets the page go before a yield. `views` and `words` are invalid until `resume`. */
  suspend(): void;
  resume(): void;
  /** Starts again. */
  rescan(): void;
  close(): void;
}

/** The rows an index is built from, a page at a time. The references are those its entries must carry. */
export interface BuildScan {
  readonly views: ChunkViews;
  readonly count: number;
  readonly words: Int32Array;
  /** True once a row was met whose older version, perhaps with another key, somebody may still see: their snapshots must not use the index. */
  readonly hasOldVersions: boolean;
  nextPage(): boolean;
  rootOf(i: number): RowRef;
  /** False for versions that only older snapshots see: indexed, but no duplicates of anything. */
  isLive(i: number): boolean;
  suspend(): void;
  resume(): void;
  close(): void;
}

export interface ScanOptions {
  readonly isBackward?: boolean;
  /** Only these pages, in this order (sampling, bitmap scans). */
  readonly pages?: ArrayLike<number>;
  /** First page and number of pages; default all there are when the scan starts. */
  readonly firstPage?: number;
  readonly pageCount?: number;
}

/** State of a row for uniqueness checks, found through an index entry. */
export interface RowLiveness {
  /** 0 = dead for good, 1 = live (a conflict), 2 = depends on transaction `xid` (wait, then ask again), 3 = dead for us but not for all (keep the entry). */
  check(ref: RowRef, transaction: Transaction): 0 | 1 | 2 | 3;
  xid: Xid;
  /** The live version, or the one that the transaction decides about. */
  liveRef: RowRef;
}

export const ROW_DEAD = 0;
export const ROW_LIVE = 1;
export const ROW_PENDING = 2;
export const ROW_RECENTLY_DEAD = 3;

/** One index of a table being vacuumed. */
export interface IndexCleaner {
  /** Removes the entries whose reference `isDead`. May yield slices. */
  bulkDelete(isDead: (ref: RowRef) => boolean): Waiting<number>;
}

export interface VacuumOptions {
  readonly indexes: readonly IndexCleaner[];
  /** Xids below this are frozen wherever a page is changed anyway; default: far behind the horizon. */
  readonly freezeBelow?: Xid;
  /** Pages between slices. */
  readonly slicePages?: number;
}

export interface VacuumResult {
  readonly pages: number;
  readonly liveRows: number;
  readonly deadRows: number;
  readonly removedRows: number;
  readonly removedIndexEntries: number;
  readonly allVisiblePages: number;
  readonly frozenPages: number;
}

/** Counted since the database was opened, rolled-back work included; for autovacuum and pg_stat_all_tables. Others may reset what they consume. */
export interface TableActivity {
  inserted: number;
  updated: number;
  hotUpdated: number;
  deleted: number;
  /** Versions left behind and not yet removed, roughly. */
  deadRows: number;
  insertedSinceVacuum: number;
  /** ANALYZE sets it to 0. */
  modifiedSinceAnalyze: number;
  sequentialScans: number;
  /** VACUUMs and ANALYZEs that ended: asked for, and by autovacuum. */
  readonly vacuums: TreatmentCount;
  readonly autovacuums: TreatmentCount;
  readonly analyzes: TreatmentCount;
  readonly autoanalyzes: TreatmentCount;
}

/** How often something was done, and when last: microseconds since 2000-01-01, null = never. */
export interface TreatmentCount {
  count: number;
  lastMicros: number | null;
}

export interface TableStatistics {
  readonly pages: number;
  readonly overflowPages: number;
  readonly allVisiblePages: number;
  /** Free bytes of the pages, as far as they are known. */
  readonly freeBytes: number;
}

export interface Table {
  readonly file: RelationFile;
  readonly layouts: LayoutSet;
  readonly manager: TransactionManager;
  readonly relation: Oid;

  insert(transaction: Transaction, values: readonly Datum[], commandId?: CommandId): RowRef;
  /** Inserts the rows, a page at a time; appends their references to `refs`. */
  insertMany(transaction: Transaction, rows: readonly (readonly Datum[])[], refs: RowRef[], commandId?: CommandId): void;

  tryUpdate(transaction: Transaction, ref: RowRef, values: readonly Datum[], plan: UpdatePlan, commandId?: CommandId): ModifyResult;
  update(transaction: Transaction, ref: RowRef, values: readonly Datum[], plan: UpdatePlan, commandId?: CommandId, wait?: WaitPolicy): Waiting<ModifyResult>;
  tryDelete(transaction: Transaction, ref: RowRef, commandId?: CommandId): ModifyResult;
  delete(transaction: Transaction, ref: RowRef, commandId?: CommandId, wait?: WaitPolicy): Waiting<ModifyResult>;
  tryLock(transaction: Transaction, ref: RowRef, strength: RowLockStrength, commandId?: CommandId): ModifyResult;
  lockRow(transaction: Transaction, ref: RowRef, strength: RowLockStrength, wait: WaitPolicy, commandId?: CommandId): Waiting<ModifyResult>;
  /**
   * Like lockRow, but goes on to the newest version (READ COMMITTED): `ok` with `ref` the version locked, which the caller
   * re-checks if it is not the one it had; `deleted`, `self-modified`, `would-block` otherwise.
   */
  lockLatest(transaction: Transaction, ref: RowRef, strength: RowLockStrength, wait: WaitPolicy, commandId?: CommandId): Waiting<ModifyResult>;

  openFetch(): RowFetch;
  scan(snapshot: Snapshot, options?: ScanOptions): PageScan;
  buildScan(): BuildScan;
  openLiveness(): RowLiveness;
  /** True when every row on the version's page is visible to everyone: index-only scans need not look at the row, and count as having read it. */
  isAllVisible(ref: RowRef, snapshot?: Snapshot): boolean;

  vacuum(options: VacuumOptions): Waiting<VacuumResult>;
  /** Empty pages at the end of the file: as many as it is worth to give back, else 0. */
  readonly emptyTail: number;
  /** Gives the empty pages at the end of the file back to the disk. The caller holds ACCESS EXCLUSIVE; false when there was nothing to give. */
  truncateTail(): boolean;
  readonly activity: TableActivity;
  statistics(): TableStatistics;
  /** Live rows estimated from the catalog's last figures and the present size, as PostgreSQL's planner does. */
  estimateRows(cataloguedPages: number, cataloguedRows: number): number;
  /** System columns of the row a RowFetch or PageScan stands on. */
  xminOf(views: ChunkViews, word: number): Xid;
  xmaxOf(views: ChunkViews, word: number): Xid;
  /** cmin and cmax, as PostgreSQL shows them: the raw command field. */
  commandOf(views: ChunkViews, word: number): number;
}
