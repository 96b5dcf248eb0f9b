/**
 * HeapTable: one table stored as a heap, as one version of its definition sees it. Cheap to make; what is worth remembering about the file is in HeapState.
 * The parts: row-places (inserting), heap-modify (update, delete, lock), heap-waits, heap-fetch, heap-scan, heap-prune, heap-vacuum, overflow-store.
 */
import type { CommandId, Oid, RowRef, Xid } from '../../base/index.js';
import {
  arena,
  baseWord,
  isAllVisible,
  pageKind,
  PageKind,
  pageXidBase,
  type BufferPool,
  type ChunkViews,
  type PageChange,
  type RelationFile,
  type Storage,
} from '../../storage/index.js';
import { FOR_UPDATE, NO_KEY_UPDATE, type RowLockStrength, type Snapshot, type Transaction, type TransactionManager, type Waiting } from '../../txn/index.js';
import { RecordKind } from '../../wal/index.js';
import type { Datum } from '../../types/index.js';
import { RowEncoder } from '../row-encoder.js';
import { LayoutSet } from '../row-layout.js';
import type {
  BuildScan,
  ModifyResult,
  PageScan,
  RowFetch,
  RowLiveness,
  ScanOptions,
  Table,
  TableActivity,
  TableMethod,
  TableOptions,
  TableStatistics,
  UpdatePlan,
  VacuumOptions,
  VacuumResult,
  WaitPolicy,
} from '../table-method.js';
import { HeapBuildScan } from './heap-build-scan.js';
import { HeapFetch } from './heap-fetch.js';
import { HeapLiveness } from './heap-liveness.js';
import { tryDelete, tryLock, tryUpdate } from './heap-modify.js';
import { alignRow } from './heap-page.js';
import { HeapScan } from './heap-scan.js';
import { heapStateOf, type HeapState } from './heap-state.js';
import { truncateTail, worthyTail } from './heap-truncate.js';
import { vacuumHeap } from './heap-vacuum.js';
import { lockLatest, retry } from './heap-waits.js';
import { OverflowStore, OVERFLOW_REFERENCES_MAX } from './overflow-store.js';
import { findPage, fitsPage, initialiseHeapPage, putRow } from './row-places.js';

export class HeapTable implements Table {
  readonly manager: TransactionManager;
  readonly storage: Storage;
  readonly pool: BufferPool;
  readonly file: RelationFile;
  readonly relation: Oid;
  readonly layouts: LayoutSet;
  readonly encoder: RowEncoder;
  readonly overflow: OverflowStore | null;
  readonly state: HeapState;
  /** Reused by every modification. */
  readonly result: ModifyResult = { status: 'ok', ref: 0 as RowRef, xid: 0 as Xid, commandId: 0 as CommandId, isHot: false };
  private lastPlan: UpdatePlan | null = null;
  private lastMask: Uint8Array | null = null;

  constructor(options: TableOptions) {
    this.manager = options.manager;
    this.storage = options.manager.storage;
    this.pool = this.storage.pool;
    this.file = options.file;
    this.relation = options.relation;
    this.overflow = options.overflowFile === null ? null : new OverflowStore(this.storage, options.overflowFile);
    this.layouts = new LayoutSet(options.columns, options.layoutVersion, this.overflow);
    this.encoder = new RowEncoder(this.layouts.current);
    this.state = heapStateOf(options.file);
  }

  insert(transaction: Transaction, values: readonly Datum[], commandId: CommandId = transaction.commandId): RowRef {
    const { encoder, overflow } = this;
    if (transaction.serializable !== null) this.manager.serializable.write(transaction, this.file.fileId, null, null);
    const xid = transaction.assignXid();
    if (overflow !== null) overflow.xid = xid;
    this.countInserts(1);
    return this.insertEncoded(xid, commandId, encoder.encode(values, overflow));
  }

  insertMany(transaction: Transaction, rows: readonly (readonly Datum[])[], refs: RowRef[], commandId: CommandId = transaction.commandId): void {
    const { encoder, overflow, storage, file } = this;
    if (transaction.serializable !== null) this.manager.serializable.write(transaction, file.fileId, null, null);
    const xid = transaction.assignXid();
    this.countInserts(rows.length);
    let change: PageChange | null = null;
    let frame = -1;
    let page = -1;
    const finish = (): void => {
      change?.commit();
      change = null;
    };
    if (overflow !== null) {
      overflow.xid = xid;
      overflow.beforeWrite = finish;
    }
    try {
      for (let i = 0; i < rows.length; i++) {
        const length = encoder.encode(rows[i], overflow);
        if (encoder.written.length > 0) {
          finish();
          refs.push(this.insertEncoded(xid, commandId, length));
          continue;
        }
        if (change !== null && !fitsPage(arena.chunks[frame >>> 11], baseWord(frame), alignRow(length))) finish();
        if (change === null) {
          const found = findPage(this, alignRow(length), xid);
          const begun = storage.beginChange(RecordKind.heapMultiInsert, xid);
          try {
            frame = found < 0 ? begun.extend(file) : begun.edit(file, found);
          } catch (error) {
            begun.abandon();
            throw error;
          }
          change = begun;
          page = this.startPage(begun, frame, xid);
        }
        encoder.row.u32[1] = 0;
        encoder.row.u32[2] = commandId;
        refs.push(putRow(this, change, frame, page, xid, length));
      }
    } finally {
      // Rows that are on their page already belong to a transaction that will be rolled back if this is an error.
      finish();
      if (overflow !== null) overflow.beforeWrite = null;
    }
  }

  tryUpdate(transaction: Transaction, ref: RowRef, values: readonly Datum[], plan: UpdatePlan, commandId: CommandId = transaction.commandId): ModifyResult {
    return tryUpdate(this, transaction, ref, values, plan, commandId);
  }

  *update(
    transaction: Transaction,
    ref: RowRef,
    values: readonly Datum[],
    plan: UpdatePlan,
    commandId: CommandId = transaction.commandId,
    wait: WaitPolicy = 'block',
  ): Waiting<ModifyResult> {
    const result = tryUpdate(this, transaction, ref, values, plan, commandId);
    if (result.status !== 'would-block' || wait !== 'block') return result;
    return yield* retry(this, transaction, ref, NO_KEY_UPDATE, wait, () => tryUpdate(this, transaction, ref, values, plan, commandId));
  }

  tryDelete(transaction: Transaction, ref: RowRef, commandId: CommandId = transaction.commandId): ModifyResult {
    return tryDelete(this, transaction, ref, commandId);
  }

  *delete(transaction: Transaction, ref: RowRef, commandId: CommandId = transaction.commandId, wait: WaitPolicy = 'block'): Waiting<ModifyResult> {
    const result = tryDelete(this, transaction, ref, commandId);
    if (result.status !== 'would-block' || wait !== 'block') return result;
    return yield* retry(this, transaction, ref, FOR_UPDATE, wait, () => tryDelete(this, transaction, ref, commandId));
  }

  tryLock(transaction: Transaction, ref: RowRef, strength: RowLockStrength, commandId: CommandId = transaction.commandId): ModifyResult {
    return tryLock(this, transaction, ref, strength, commandId);
  }

  *lockRow(
    transaction: Transaction,
    ref: RowRef,
    strength: RowLockStrength,
    wait: WaitPolicy,
    commandId: CommandId = transaction.commandId,
  ): Waiting<ModifyResult> {
    const result = tryLock(this, transaction, ref, strength, commandId);
    if (result.status !== 'would-block' || wait !== 'block') return result;
    return yield* retry(this, transaction, ref, strength, wait, () => tryLock(this, transaction, ref, strength, commandId));
  }

  lockLatest(
    transaction: Transaction,
    ref: RowRef,
    strength: RowLockStrength,
    wait: WaitPolicy,
    commandId: CommandId = transaction.commandId,
  ): Waiting<ModifyResult> {
    return lockLatest(this, transaction, ref, strength, wait, commandId);
  }

  get activity(): TableActivity {
    return this.state.activity;
  }

  openFetch(): RowFetch {
    return new HeapFetch(this.pool, this.file, this.manager);
  }

  scan(snapshot: Snapshot, options: ScanOptions = {}): PageScan {
    this.state.activity.sequentialScans++;
    return new HeapScan(this, snapshot, options);
  }

  buildScan(): BuildScan {
    return new HeapBuildScan(this);
  }

  openLiveness(): RowLiveness {
    return new HeapLiveness(this);
  }

  isAllVisible(ref: RowRef, snapshot?: Snapshot): boolean {
    const page = Math.floor(ref / 65536);
    if (!this.isPageVisible(page)) return false;
    // The row itself is not looked at: a serializable reader remembers its page.
    if (snapshot !== undefined && snapshot.serializable !== null) this.manager.serializable.readPage(snapshot, this.file.fileId, page);
    return true;
  }

  private isPageVisible(page: number): boolean {
    if (this.state.isKnownVisible(page)) return true;
    if (page >= this.file.pageCount) return false;
    const frame = this.pool.pin(this.file, page);
    const isVisible = isAllVisible(arena.chunks[frame >>> 11], baseWord(frame));
    this.pool.unpin(frame);
    if (isVisible) this.state.setVisible(page);
    return isVisible;
  }

  vacuum(options: VacuumOptions): Waiting<VacuumResult> {
    return vacuumHeap(this, options);
  }

  get emptyTail(): number {
    return worthyTail(this);
  }

  truncateTail(): boolean {
    return truncateTail(this);
  }

  statistics(): TableStatistics {
    const { file, overflow, state } = this;
    return {
      pages: file.pageCount,
      overflowPages: overflow?.file.pageCount ?? 0,
      allVisiblePages: state.visiblePages,
      freeBytes: state.freeSpace.totalBytes,
    };
  }

  estimateRows(cataloguedPages: number, cataloguedRows: number): number {
    const pages = this.file.pageCount;
    if (pages === 0) return 0;
    if (cataloguedPages > 0 && cataloguedRows >= 0) return Math.round((cataloguedRows / cataloguedPages) * pages);
    // Never vacuumed: from the width of a row, variable-length columns taken as 32 bytes.
    let bytes = this.layouts.current.fixedBytes + 4;
    for (const slot of this.layouts.current.slots) if (slot.isVariable) bytes += 32;
    return Math.max(1, Math.round((8160 / alignRow(bytes)) * pages));
  }

  xminOf(views: ChunkViews, word: number): Xid {
    return (pageXidBase(views, word & ~2047) + views.u32[word]) as Xid;
  }

  xmaxOf(views: ChunkViews, word: number): Xid {
    const offset = views.u32[word + 1];
    return (offset === 0 ? 0 : pageXidBase(views, word & ~2047) + offset) as Xid;
  }

  commandOf(views: ChunkViews, word: number): number {
    return views.u32[word + 2];
  }

  /** Encodes the new version of the row at `word`, copying columns that the plan does not change. Returns its length. */
  encodeUpdate(values: readonly Datum[], plan: UpdatePlan, views: ChunkViews, word: number, xid: Xid): number {
    const { overflow, encoder, layouts } = this;
    if (overflow !== null) overflow.xid = xid;
    if (plan.changed === null) return encoder.encode(values, overflow);
    if (plan !== this.lastPlan) {
      const mask = new Uint8Array(encoder.layout.columnCount).fill(1);
      for (const column of plan.changed) mask[column] = 0;
      this.lastPlan = plan;
      this.lastMask = mask;
    }
    return encoder.encode(values, overflow, { views, word, layout: layouts.of(views, word), columns: layouts.columns }, this.lastMask);
  }

  private insertEncoded(xid: Xid, commandId: CommandId, length: number): RowRef {
    const { encoder, overflow, storage, file } = this;
    const heads = encoder.written;
    const isWide = heads.length > OVERFLOW_REFERENCES_MAX;
    if (isWide) overflow?.countInBatches(heads, 1);
    const page = findPage(this, alignRow(length), xid);
    const change = storage.beginChange(RecordKind.heapInsert, xid);
    let frame: number;
    try {
      frame = page < 0 ? change.extend(file) : change.edit(file, page);
      if (heads.length > 0 && !isWide) overflow?.editAll(change, heads);
    } catch (error) {
      change.abandon();
      throw error;
    }
    const target = this.startPage(change, frame, xid);
    if (heads.length > 0 && !isWide) overflow?.countAll(change, heads, 1);
    encoder.row.u32[1] = 0;
    encoder.row.u32[2] = commandId;
    const ref = putRow(this, change, frame, target, xid, length);
    change.commit();
    return ref;
  }

  private countInserts(rows: number): void {
    const { activity } = this.state;
    activity.inserted += rows;
    activity.insertedSinceVacuum += rows;
    activity.modifiedSinceAnalyze += rows;
  }

  /** Makes the page in `frame` ready for rows; returns its number, the target of the next insert. */
  private startPage(change: PageChange, frame: number, xid: Xid): number {
    const page = change.pageNoOf(frame);
    if (pageKind(arena.chunks[frame >>> 11], baseWord(frame)) === PageKind.empty) initialiseHeapPage(change, frame, xid);
    this.state.target = page;
    return page;
  }
}

export const heapMethod: TableMethod = {
  name: 'heap',
  createFile: (transaction, kind) => transaction.manager.createFile(transaction, { kind }),
  open: options => new HeapTable(options),
};
