/**
 * What the catalogs need of the storage below, for one transaction: reads under a fresh snapshot (catalogs are read as of now,
 * whatever the isolation level; PostgreSQL does the same), and row changes with their index entries.
 */
import type { FileId, Oid, RowRef } from '../../base/index.js';
import type { Waiting } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { IndexDescriptor, RelationDescriptor } from '../descriptors.js';

export interface CatalogHeap {
  /**
   * Rows whose leading index columns equal `key`, in index order; all rows in heap order when there is no index. Sees the
   * transaction's own changes up to now. The result is complete when it returns: no page stays pinned.
   */
  scan(table: RelationDescriptor, index: IndexDescriptor | null, key: readonly Datum[]): { ref: RowRef; values: readonly Datum[] }[];
  insert(table: RelationDescriptor, values: readonly Datum[]): Waiting<RowRef>;
  update(table: RelationDescriptor, ref: RowRef, values: readonly Datum[]): Waiting<RowRef>;
  remove(table: RelationDescriptor, ref: RowRef): Waiting<void>;
  /** A new object id, never handed out before in this database. */
  newOid(): Oid;
}

/** The files behind relations. */
export interface CatalogFiles {
  /** Makes an empty file that is gone again unless the transaction commits. */
  createFile(persistence: 'p' | 'u' | 't'): FileId;
  /** Unlinks a file when the transaction commits. */
  dropFile(file: FileId): void;
}

/** The part of a transaction that the catalog store listens to. */
export interface CatalogTransaction {
  /** Identifies the current subtransaction; assigned when it first writes. */
  assignXid(): number;
  onCommit(hook: () => void): void;
  onAbort(hook: () => void): void;
}
