/** A memory database with the initial catalogs, and sessions on it that run catalog writers. */
import { oid, type Oid } from '../../../src/base/index.js';
import {
  BOOTSTRAP_SUPERUSER,
  bootstrapImage,
  CatalogStorage,
  CatalogStore,
  chooseIndexName,
  createIndex,
  createRelation,
  createView,
  PUBLIC_SCHEMA,
  relationAddress,
  setNotNull,
  type ColumnSpec,
  type RelationDescriptor,
} from '../../../src/catalog/index.js';
import { nodeEnvironment } from '../../../src/io/index.js';
import { openMemoryStorage, type Storage } from '../../../src/storage/index.js';
import { runNow, TransactionManager, type Transaction, type Waiting } from '../../../src/txn/index.js';

export const INT4 = oid(23);
export const TEXT = oid(25);
export const NUMERIC = oid(1700);
export const NO_COLLATION = oid(0);
export const DEFAULT_COLLATION = oid(100);

export function column(name: string, typeId: Oid = INT4, more: Partial<ColumnSpec> = {}): ColumnSpec {
  return { name, typeId, typmod: -1, collation: typeId === TEXT ? DEFAULT_COLLATION : NO_COLLATION, ...more };
}

export class Database {
  readonly manager: TransactionManager;
  readonly catalogs: CatalogStorage;

  constructor(readonly storage: Storage = openMemoryStorage(nodeEnvironment(), bootstrapImage())) {
    this.manager = new TransactionManager(storage);
    this.catalogs = new CatalogStorage(storage, this.manager);
  }

  session(): Session {
    return new Session(this);
  }
}

export class Session {
  readonly catalog: CatalogStore;
  transaction: Transaction | null = null;

  constructor(readonly database: Database) {
    this.catalog = new CatalogStore(database.catalogs);
  }

  begin(): Transaction {
    this.transaction = this.database.manager.begin();
    this.catalog.begin(this.transaction);
    return this.transaction;
  }

  commit(): void {
    this.database.manager.commitNow(this.transaction!);
    this.transaction = null;
    this.catalog.begin(null);
  }

  rollback(): void {
    this.database.manager.abort(this.transaction!);
    this.transaction = null;
    this.catalog.begin(null);
  }

  /** Runs a writer; in a transaction of its own when none is open. */
  run<T>(work: () => Waiting<T>): T {
    if (this.transaction !== null) return runNow(work(), () => undefined);
    this.begin();
    try {
      const result = runNow(work(), () => undefined);
      this.commit();
      return result;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  table(name: string): RelationDescriptor {
    const found = this.catalog.relation(null, name);
    if (found === undefined) throw new Error(`no table ${name}`);
    return found;
  }

  createTable(name: string, columns: readonly ColumnSpec[], primaryKey: readonly string[] = []): RelationDescriptor {
    this.run(() => createRelation(this.catalog, { name, schemaId: PUBLIC_SCHEMA, kind: 'r', owner: BOOTSTRAP_SUPERUSER, persistence: 'p', columns }));
    if (primaryKey.length > 0) this.index(name, primaryKey, 'p');
    return this.table(name);
  }

  /** An index on columns, named as PostgreSQL would. */
  index(table: string, columns: readonly string[], constraint?: 'p' | 'u'): Oid {
    const relation = this.table(table);
    const numbers = columns.map(c => relation.columns.findIndex(d => d.name === c) + 1);
    const kind = constraint === 'p' ? 'primary' : constraint === 'u' ? 'unique' : 'plain';
    if (constraint === 'p') for (const n of numbers) this.run(() => setNotNull(this.catalog, relation.oid, n, true));
    return this.run(() =>
      createIndex(this.catalog, {
        name: chooseIndexName(this.catalog, table, relation.schemaId, columns, kind),
        table: this.table(table),
        method: oid(403),
        isUnique: constraint !== undefined,
        keys: numbers.map(n => {
          const c = relation.columns[n - 1]!;
          return { column: n, name: c.name, typeId: c.typeId, typmod: c.typmod, collation: c.collation, operatorClass: CLASSES.get(c.typeId)! };
        }),
        ...(constraint !== undefined && { constraint: { kind: constraint } }),
      }),
    ).oid;
  }

  createView(name: string, text: string, columns: readonly ColumnSpec[], uses: readonly [string, readonly number[]][]): void {
    const references = uses.flatMap(([table, numbers]) => numbers.map(n => relationAddress(this.table(table).oid, n)));
    this.run(() => createView(this.catalog, { name, schemaId: PUBLIC_SCHEMA, owner: BOOTSTRAP_SUPERUSER, persistence: 'p', columns, text, references }));
  }
}

const CLASSES = new Map<number, Oid>([
  [INT4, oid(1978)],
  [TEXT, oid(3126)],
  [NUMERIC, oid(3125)],
]);
