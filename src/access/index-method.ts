/**
 * IndexMethod: how entries (key bytes, row reference) are found again. Keys are normalised bytes (index-key.ts), so that a method compares bytes and
 * never types. The planner asks capability booleans, never names (after PostgreSQL chapter 64).
 */
import type { RowRef, Xid } from '../base/index.js';
import type { FileKind, RelationFile, SpillFile } from '../storage/index.js';
import type { Snapshot, Transaction, TransactionManager, Waiting } from '../txn/index.js';
import type { IndexBounds, IndexKeyBuffer, IndexKeyEncoder } from './index-key.js';
import type { RowLiveness } from './table-method.js';

export interface IndexCapabilities {
  /** Scans return entries in key order. */
  readonly isOrdered: boolean;
  readonly canUnique: boolean;
  readonly canBackward: boolean;
  readonly canMultiColumn: boolean;
  readonly canInclude: boolean;
  /** Keys can be read back (if the types can). */
  readonly canReturnKeys: boolean;
  /** Answers ranges, not only equality. */
  readonly canRange: boolean;
  readonly canSearchNulls: boolean;
}

export interface IndexMethod {
  /** pg_am.amname. */
  readonly name: string;
  readonly capabilities: IndexCapabilities;
  /** Makes the index's file with an empty index, part of the transaction. */
  createFile(transaction: Transaction, kind: FileKind): RelationFile;
  open(options: IndexOptions): Index;
}

export interface IndexOptions {
  readonly manager: TransactionManager;
  readonly file: RelationFile;
  /** For error messages. */
  readonly name: string;
  readonly encoder: IndexKeyEncoder;
  readonly isUnique: boolean;
  /** Exclusion constraints: the strategy of each column's operator. */
  readonly exclusion?: readonly number[] | undefined;
}

/** `check`: wait for conflicting transactions, report conflicts. `partial`: insert anyway and say whether a conflict is possible (deferrable constraints). */
export type UniqueMode = 'none' | 'check' | 'partial';

export interface IndexInsertResult {
  /** `wait` only from `tryInsert`: transaction `xid` decides. `maybe`: inserted, to be re-checked at the constraint's time. */
  status: 'inserted' | 'conflict' | 'wait' | 'maybe';
  /** Conflicting row version. */
  ref: RowRef;
  xid: Xid;
}

export interface IndexCursor {
  /** The next entry's row reference, or NO_ROW (0) at the end. */
  nextRef(): RowRef;
  /** The entry returned last refers to a row dead to everyone: it may be dropped. */
  killLast(): void;
  /** Key bytes of the entry returned last: [keyStart, keyStart + keyLength) of `keyBytes`. Only when the scan was opened with `wantsKeys`. */
  readonly keyBytes: Uint8Array;
  readonly keyStart: number;
  readonly keyLength: number;
  mark(): void;
  restore(): void;
  /** Starts anew with other bounds. */
  rescan(bounds: IndexBounds, isBackward?: boolean): void;
  close(): void;
}

export interface IndexScanOptions {
  readonly isBackward?: boolean;
  /** Keep key bytes for index-only scans. */
  readonly wantsKeys?: boolean;
  /** Who reads: with a serializable one's, the pages read are remembered. */
  readonly snapshot?: Snapshot;
}

/** Memory of an index build; the caller discards the files. */
export interface BuildMemory {
  readonly limitBytes: number;
  spill(): SpillFile;
}

export interface IndexBuilder {
  /** @param isLive false for rows that only older snapshots see: they are indexed but don't count as duplicates. */
  add(key: IndexKeyBuffer, hasNull: boolean, ref: RowRef, isLive: boolean): void;
  /** Sorts and writes the index. Returns the references of two live rows with equal keys if the index is unique and there are any. */
  finish(): Waiting<{ readonly first: RowRef; readonly second: RowRef } | null>;
}

export interface IndexStatistics {
  readonly pages: number;
  readonly leafPages: number;
  readonly entries: number;
  readonly height: number;
}

export interface Index {
  readonly name: string;
  readonly file: RelationFile;
  readonly encoder: IndexKeyEncoder;
  readonly isUnique: boolean;

  /**
   * Adds an entry without waiting. `hasNull`: the key has a NULL and can't conflict (pass false for NULLS NOT DISTINCT). `liveness`: for uniqueness, and where
   * entries of older versions of the row may be about, to find out which of them can go before a page is split.
   */
  tryInsert(transaction: Transaction, key: IndexKeyBuffer, hasNull: boolean, ref: RowRef, mode: UniqueMode, liveness: RowLiveness | null): IndexInsertResult;
  insert(
    transaction: Transaction,
    key: IndexKeyBuffer,
    hasNull: boolean,
    ref: RowRef,
    mode: UniqueMode,
    liveness: RowLiveness | null,
  ): Waiting<IndexInsertResult>;
  /**
   * Is there a live row with this key, or one that excludes it, other than `except`? Waits for transactions that decide (ON CONFLICT, deferred and exclusion constraints).
   * @param excludes asked of each row that the entries alone do not decide about; null when they do
   */
  findConflict(
    transaction: Transaction,
    key: IndexKeyBuffer,
    except: RowRef,
    liveness: RowLiveness,
    excludes?: ((ref: RowRef) => boolean) | null,
  ): Waiting<IndexInsertResult>;
  /**
   * The row reference of the first entry with exactly this key, or NO_ROW. The point query's fast path: allocates nothing. The pages read are remembered for the
   * `reader`, a serializable one's snapshot.
   */
  lookupUnique(key: Uint8Array, length: number, reader?: Snapshot | null): RowRef;
  scan(bounds: IndexBounds, options?: IndexScanOptions): IndexCursor;
  /** @param memory what the build may hold before it goes to disk; null = all of it in memory */
  builder(memory?: BuildMemory | null): IndexBuilder;
  bulkDelete(isDead: (ref: RowRef) => boolean): Waiting<number>;
  /** Throws XX002 when the structure is broken. Returns the number of entries. */
  check(visit?: (key: Uint8Array, start: number, length: number, ref: RowRef) => void): number;
  statistics(): IndexStatistics;
  /** Entries between the bounds, estimated from the tree's shape. */
  estimate(bounds: IndexBounds): number;
}
