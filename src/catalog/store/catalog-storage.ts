/**
 * The catalogs' heaps and indexes of one database: reads by index under a fresh snapshot, row changes with their index entries,
 * files of new relations. Shared by all sessions; every call names its transaction.
 *
 * Catalogs are read as of now whatever the isolation level, as PostgreSQL does. Results are complete when a call returns: no page
 * stays pinned and no snapshot registered.
 */
import {
  boundsOf,
  btreeMethod,
  gistMethod,
  createSequenceFile,
  heapMethod,
  type Index,
  type IndexMethod,
  type IndexKeyEncoder,
  type RowFetch,
  type RowLiveness,
  type Table,
  type TableMethod,
  type UpdatePlan,
} from '../../access/index.js';
import { fileId, NO_ROW, type FileId, type Oid, type RowRef } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import { FileKind, type Storage } from '../../storage/index.js';
import { Snapshot, type Transaction, type TransactionManager, type Waiting } from '../../txn/index.js';
import type { Datum, Int8 } from '../../types/index.js';
import type { IndexDescriptor, RelationDescriptor } from '../descriptors.js';
import { SharedCatalog } from './catalog-cache.js';
import { indexKeyEncoder, tableColumns, wholeRowUpdate } from './physical.js';

/** The access methods catalogs and new relations are made with. */
export interface AccessMethods {
  readonly table: TableMethod;
  /** By pg_am.amname; undefined when there is none. */
  index(name: string): IndexMethod | undefined;
}

const DEFAULT_METHODS: AccessMethods = {
  table: heapMethod,
  index: name => (name === btreeMethod.name ? btreeMethod : name === gistMethod.name ? gistMethod : undefined),
};

interface OpenIndex {
  readonly descriptor: IndexDescriptor;
  readonly index: Index;
  readonly encoder: IndexKeyEncoder;
  /** Table columns of the key, from 0. */
  readonly columns: readonly number[];
}

interface OpenTable {
  readonly descriptor: RelationDescriptor;
  readonly table: Table;
  readonly indexes: readonly OpenIndex[];
  readonly fetch: RowFetch;
  readonly liveness: RowLiveness;
  readonly updatePlan: UpdatePlan;
}

export interface CatalogTuple {
  readonly ref: RowRef;
  readonly values: Datum[];
}

export function fileKindOf(persistence: 'p' | 'u' | 't'): FileKind {
  return persistence === 'p' ? FileKind.permanent : persistence === 'u' ? FileKind.unlogged : FileKind.temporary;
}

export class CatalogStorage {
  readonly #tables = new Map<number, OpenTable>();
  readonly #snapshot = new Snapshot();

  constructor(
    readonly storage: Storage,
    readonly manager: TransactionManager,
    readonly shared: SharedCatalog = new SharedCatalog(),
    readonly methods: AccessMethods = DEFAULT_METHODS,
  ) {}

  #open(descriptor: RelationDescriptor): OpenTable {
    let open = this.#tables.get(descriptor.oid);
    if (open === undefined) {
      open = this.#openTable(descriptor);
      this.#tables.set(descriptor.oid, open);
    }
    return open;
  }

  #openTable(descriptor: RelationDescriptor): OpenTable {
    const { storage, manager, methods } = this;
    const lookup = (id: Oid): ReturnType<SharedCatalog['storedType']> => this.shared.storedType(id);
    const table = methods.table.open({
      manager,
      relation: descriptor.oid,
      file: storage.openFile(descriptor.fileId),
      overflowFile: descriptor.overflowFileId === 0 ? null : storage.openFile(descriptor.overflowFileId),
      columns: tableColumns(descriptor, lookup),
      layoutVersion: descriptor.layoutVersion,
    });
    const indexes = descriptor.indexes.map(index => {
      const encoder = indexKeyEncoder(index, lookup);
      const method = methods.index(index.method)!;
      return {
        descriptor: index,
        encoder,
        index: method.open({ manager, file: storage.openFile(index.fileId), name: index.name, encoder, isUnique: index.isUnique }),
        columns: index.columns.map(c => c - 1),
      };
    });
    return { descriptor, table, indexes, fetch: table.openFetch(), liveness: table.openLiveness(), updatePlan: wholeRowUpdate(descriptor) };
  }

  /** True when a catalog has no page, and so no row of anyone. */
  isEmpty(descriptor: RelationDescriptor): boolean {
    return this.storage.openFile(descriptor.fileId).pageCount === 0;
  }

  /** Rows whose leading index columns equal `key`, in index order; all rows when there is no index. At most `limit` through an index. */
  scan(
    transaction: Transaction | null,
    descriptor: RelationDescriptor,
    index: IndexDescriptor | null,
    key: readonly Datum[],
    limit = Infinity,
  ): CatalogTuple[] {
    const open = this.#open(descriptor);
    // The one snapshot is busy only when reading a value calls back into the catalogs (anyarray of a user's type).
    const snapshot = this.manager.takeSnapshot(transaction, this.#snapshot.isRegistered ? new Snapshot() : this.#snapshot);
    try {
      return index === null ? this.#scanAll(open, snapshot) : this.#scanIndex(open, index, key, snapshot, limit);
    } finally {
      this.manager.releaseSnapshot(snapshot);
    }
  }

  #scanIndex(open: OpenTable, descriptor: IndexDescriptor, key: readonly Datum[], snapshot: Snapshot, limit: number): CatalogTuple[] {
    const through = open.indexes.find(i => i.descriptor.oid === descriptor.oid)!;
    const found: CatalogTuple[] = [];
    const cursor = through.index.scan(boundsOf(through.encoder, { equal: key })!);
    const fetch = this.#snapshot === snapshot ? open.fetch : open.table.openFetch();
    try {
      for (let ref = cursor.nextRef(); ref !== NO_ROW && found.length < limit; ref = cursor.nextRef()) {
        if (fetch.fetch(ref, snapshot)) found.push(this.#read(open, fetch.views, fetch.word, fetch.ref));
      }
    } finally {
      fetch.release();
      cursor.close();
    }
    return found;
  }

  #scanAll(open: OpenTable, snapshot: Snapshot): CatalogTuple[] {
    const found: CatalogTuple[] = [];
    const scan = open.table.scan(snapshot);
    try {
      while (scan.nextPage()) {
        for (let i = 0; i < scan.count; i++) found.push(this.#read(open, scan.views, scan.words[i]!, scan.refOf(i)));
      }
    } finally {
      scan.close();
    }
    return found;
  }

  #read(open: OpenTable, views: RowFetch['views'], word: number, ref: RowRef): CatalogTuple {
    const { layouts } = open.table;
    const count = open.descriptor.columns.length;
    const values = new Array<Datum>(count);
    for (let i = 0; i < count; i++) values[i] = layouts.read(views, word, i);
    return { ref, values };
  }

  *insert(transaction: Transaction, descriptor: RelationDescriptor, values: readonly Datum[]): Waiting<RowRef> {
    const open = this.#open(descriptor);
    const ref = open.table.insert(transaction, values);
    yield* this.#insertEntries(open, transaction, values, ref);
    return ref;
  }

  /** The version of a row that a concurrent update made, if it is there now. */
  read(transaction: Transaction, descriptor: RelationDescriptor, ref: RowRef): CatalogTuple | null {
    const open = this.#open(descriptor);
    const snapshot = this.manager.takeSnapshot(transaction, new Snapshot());
    try {
      return open.fetch.fetchExact(ref, snapshot) ? this.#read(open, open.fetch.views, open.fetch.word, open.fetch.ref) : null;
    } finally {
      open.fetch.release();
      this.manager.releaseSnapshot(snapshot);
    }
  }

  /** Returns the new version; or, when another transaction has updated the row meanwhile, `onConflict` of that transaction's version. */
  *update(
    transaction: Transaction,
    descriptor: RelationDescriptor,
    ref: RowRef,
    values: readonly Datum[],
    onConflict?: (current: CatalogTuple) => readonly Datum[],
  ): Waiting<RowRef> {
    const open = this.#open(descriptor);
    const result = yield* open.table.update(transaction, ref, values, open.updatePlan);
    if (result.status === 'updated' && onConflict !== undefined) {
      const current = this.read(transaction, descriptor, result.ref);
      if (current !== null) return yield* this.update(transaction, descriptor, current.ref, onConflict(current), onConflict);
    }
    if (result.status !== 'ok') throw concurrentlyUpdated();
    const { ref: newRef, isHot } = result;
    if (!isHot) yield* this.#insertEntries(open, transaction, values, newRef);
    return newRef;
  }

  *remove(transaction: Transaction, descriptor: RelationDescriptor, ref: RowRef): Waiting<void> {
    const result = yield* this.#open(descriptor).table.delete(transaction, ref);
    if (result.status !== 'ok') throw concurrentlyUpdated();
  }

  *#insertEntries(open: OpenTable, transaction: Transaction, values: readonly Datum[], ref: RowRef): Waiting<void> {
    for (const { descriptor, index, encoder, columns } of open.indexes) {
      const keyValues = columns.map(c => values[c]!);
      const hasNull = encoder.encode(keyValues);
      const result = yield* index.insert(transaction, encoder.key, hasNull, ref, descriptor.isUnique ? 'check' : 'none', open.liveness);
      if (result.status === 'conflict') throw duplicateKey(open.descriptor, descriptor, keyValues);
    }
  }

  // --- files of relations ---

  createTableFile(transaction: Transaction, persistence: 'p' | 'u' | 't'): FileId {
    return this.methods.table.createFile(transaction, fileKindOf(persistence)).fileId;
  }

  createOverflowFile(transaction: Transaction, persistence: 'p' | 'u' | 't'): FileId {
    return this.manager.createFile(transaction, { kind: fileKindOf(persistence) }).fileId;
  }

  createIndexFile(transaction: Transaction, persistence: 'p' | 'u' | 't', method: string): FileId {
    const found = this.methods.index(method);
    if (found === undefined) throw new PgError('undefined_object', `access method "${method}" does not exist`);
    return found.createFile(transaction, fileKindOf(persistence)).fileId;
  }

  createSequenceFile(transaction: Transaction, persistence: 'p' | 'u' | 't', value: Int8, isCalled: boolean): FileId {
    return createSequenceFile(transaction, value, isCalled, fileKindOf(persistence)).fileId;
  }

  /** Unlinks a relation's file when the transaction commits; 0 is no file. */
  dropFile(transaction: Transaction, file: number): void {
    if (file !== 0) this.manager.dropFile(transaction, fileId(file));
  }

  /** Likewise; whoever has read the old file counts as a reader of the new one. */
  replaceFile(transaction: Transaction, old: FileId, replacement: FileId): void {
    this.manager.serializable.fileReplaced(old, replacement);
    this.dropFile(transaction, old);
  }

  newOid(): Oid {
    return this.storage.nextOid();
  }
}

function concurrentlyUpdated(): PgError {
  return new PgError('internal_error', 'tuple concurrently updated');
}

function duplicateKey(table: RelationDescriptor, index: IndexDescriptor, values: readonly Datum[]): PgError {
  const names = index.columns.map(c => table.columns[c - 1]!.name).join(', ');
  const shown = values.map(v => (v === null ? 'null' : typeof v === 'object' ? JSON.stringify(v) : String(v))).join(', ');
  return new PgError('unique_violation', `duplicate key value violates unique constraint "${index.name}"`, {
    detail: `Key (${names})=(${shown}) already exists.`,
    schema: 'pg_catalog',
    table: table.name,
    constraint: index.name,
  });
}
