/**
 * One open database: storage, transactions, shared catalog, sessions, background work. Made by `Database.open`, which creates, recovers or starts it in memory;
 * ended by `close`, after which the directory can be opened again.
 *
 * Who awaits: `open`, `close` and the background loop; everything else is synchronous.
 */
import { btreeMethod, gistMethod, heapMethod, knownVisiblePages, type Index, type Table } from '../access/index.js';
import { oid } from '../base/index.js';
import {
  CatalogStorage,
  CatalogStore,
  bootstrapImage,
  exclusionStrategies,
  indexKeyEncoder,
  pgAuthid,
  tableColumns,
  type IndexDescriptor,
  type RelationDescriptor,
  type SharedCatalog,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import { nodeEnvironment, type Environment } from '../io/index.js';
import { Company, Notifications, Session, type DatabasePort, type SessionListener, type SessionOptions } from '../session/index.js';
import { openMemoryStorage, removeTemporaryFiles, TemporaryFiles, type Storage, type TemporaryDirectory } from '../storage/index.js';
import { PreparedLog, TransactionManager, openDiskStorage, type LockOwner, type RecoveryReport } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import { Autovacuum } from './autovacuum.js';
import { BackgroundWork } from './background-work.js';
import { virtualRows } from './virtual-relations.js';

export interface DatabaseOptions {
  /** Absent: in memory. */
  readonly directory?: string;
  readonly environment?: Environment;
  /** Frames of 8 KB in the buffer pool of a disk database. Default 16384 (128 MB), allocated as used. */
  readonly poolFrames?: number;
  readonly serverSettings?: Readonly<Record<string, string>>;
}

/** As PostgreSQL's. */
const TEMPORARY_DIRECTORY = 'base/pgsql_tmp';
/** Part of the machine's memory that temporary files of one session take, where the database is in memory. */
const TEMPORARY_SHARE = 0.25;
const POOL_FRAMES_DEFAULT = 16384;
/** Database every session is in. */
const DATABASE_NAME = 'postgres';
const TEMPLATES: readonly string[] = ['template0', 'template1'];
const DATABASE_OID = 5;

export class Database implements DatabasePort {
  readonly name = DATABASE_NAME;
  readonly manager: TransactionManager;
  readonly catalogStorage: CatalogStorage;
  readonly notifications = new Notifications();
  readonly company = new Company();
  readonly startTimestamp: number;
  readonly sessions = new Map<number, Session>();
  private readonly settings = new Map<string, string>();
  private tables = new WeakMap<RelationDescriptor, Table>();
  private indexes = new WeakMap<IndexDescriptor, Index>();
  private readonly background: BackgroundWork;
  private readonly autovacuum: Autovacuum;
  private readonly temporaryDirectory: TemporaryDirectory | null;
  private isClosed = false;

  private constructor(
    readonly environment: Environment,
    readonly storage: Storage,
    /** How the database came up; null in memory. */
    readonly recovery: RecoveryReport | null,
    options: DatabaseOptions,
    prepared = new PreparedLog(),
  ) {
    this.manager = new TransactionManager(storage, { database: oid(DATABASE_OID), prepared });
    this.catalogStorage = new CatalogStorage(storage, this.manager);
    this.startTimestamp = environment.clock.nowMicros();
    for (const [name, value] of Object.entries(options.serverSettings ?? {})) this.settings.set(name, value);
    const { directory } = options;
    if (directory !== undefined) this.settings.set('data_directory', directory);
    this.temporaryDirectory =
      directory === undefined ? null : { fileSystem: environment.fileSystem, path: `${directory}/${TEMPORARY_DIRECTORY}`, shownAs: TEMPORARY_DIRECTORY };
    if (this.temporaryDirectory !== null) removeTemporaryFiles(this.temporaryDirectory);
    this.background = new BackgroundWork(this);
    this.autovacuum = new Autovacuum(this);
  }

  /**
   * Opens the database in a directory (created when missing, recovered when need be), or a new one in memory.
   * @throws PgError FATAL when the directory is in use or damaged.
   */
  static async open(options: DatabaseOptions = {}): Promise<Database> {
    const environment = options.environment ?? nodeEnvironment();
    const bootstrap = bootstrapImage();
    let database: Database;
    if (options.directory === undefined) database = new Database(environment, openMemoryStorage(environment, bootstrap), null, options);
    else {
      const opened = await openDiskStorage({
        environment,
        directory: options.directory,
        poolFrames: options.poolFrames ?? POOL_FRAMES_DEFAULT,
        bootstrap,
      });
      database = new Database(environment, opened.storage, opened.report, options, opened.prepared);
    }
    database.background.start();
    database.autovacuum.start();
    return database;
  }

  connect(options: SessionOptions, listener: SessionListener): Session {
    if (this.isClosed) throw new PgError('cannot_connect_now', 'the database is closed');
    const session = new Session(this, options, listener);
    const refusal = this.refusalOf(session, options);
    if (refusal === null) return session;
    session.close();
    refusal.severity = 'FATAL';
    throw refusal;
  }

  /** Why a session may not begin, in PostgreSQL's order: the role, its limit, the last free places, the database. */
  private refusalOf(session: Session, { user, database, freePlaces }: SessionOptions): PgError | null {
    const role = session.catalog.row(pgAuthid, 'pg_authid_rolname_index', [user])?.row;
    if (role === undefined) return new PgError('invalid_authorization_specification', `role "${user}" does not exist`);
    if (!role.rolcanlogin) return new PgError('invalid_authorization_specification', `role "${user}" is not permitted to log in`);
    if (!role.rolsuper) {
      // This one is among them.
      if (role.rolconnlimit >= 0 && [...this.sessions.values()].filter(other => other.options.user === user).length > role.rolconnlimit)
        return new PgError('too_many_connections', `too many connections for role "${user}"`);
      if (freePlaces !== undefined && freePlaces < Number(this.serverSetting('superuser_reserved_connections') ?? 0))
        return new PgError('too_many_connections', 'remaining connection slots are reserved for non-replication superuser connections');
    }
    if (database === DATABASE_NAME || database === 'henrydb') return null;
    // The templates are rows of pg_database only.
    return TEMPLATES.includes(database)
      ? new PgError('object_not_in_prerequisite_state', `database "${database}" is not currently accepting connections`)
      : new PgError('invalid_catalog_name', `database "${database}" does not exist`);
  }

  openTemporaryFiles(pid: number, limitKilobytes: () => number): TemporaryFiles {
    const { memory } = this.environment;
    return new TemporaryFiles(this.temporaryDirectory, `pgsql_tmp${pid}.0`, limitKilobytes, () => memory.physicalBytes * TEMPORARY_SHARE);
  }

  register(session: Session): LockOwner {
    const owner = this.manager.locks.newOwner();
    this.sessions.set(owner.pid, session);
    return owner;
  }

  unregister(session: Session): void {
    this.sessions.delete(session.pid);
  }

  get sharedCatalog(): SharedCatalog {
    return this.catalogStorage.shared;
  }

  openCatalog(): CatalogStore {
    return new CatalogStore(this.catalogStorage);
  }

  openTable(relation: RelationDescriptor): Table {
    let table = this.tables.get(relation);
    if (table === undefined) {
      table = heapMethod.open({
        manager: this.manager,
        relation: relation.oid,
        file: this.storage.openFile(relation.fileId),
        overflowFile: relation.overflowFileId === 0 ? null : this.storage.openFile(relation.overflowFileId),
        columns: tableColumns(relation, id => this.typeOpsOf(id)),
        layoutVersion: relation.layoutVersion,
      });
      this.tables.set(relation, table);
    }
    return table;
  }

  openIndex(relation: RelationDescriptor, descriptor: IndexDescriptor): Index {
    const known = this.indexes.get(descriptor);
    if (known !== undefined) return known;
    if (descriptor.method !== 'btree' && descriptor.method !== 'gist')
      throw notSupported(`access method "${descriptor.method}" of index "${descriptor.name}" of "${relation.name}"`);
    const index: Index = (descriptor.method === 'gist' ? gistMethod : btreeMethod).open({
      manager: this.manager,
      file: this.storage.openFile(descriptor.fileId),
      name: descriptor.name,
      encoder: indexKeyEncoder(descriptor, id => this.typeOpsOf(id)),
      isUnique: descriptor.isUnique,
      exclusion: exclusionStrategies(descriptor),
    });
    this.indexes.set(descriptor, index);
    return index;
  }

  private typeOpsOf(type: number) {
    const ops = this.sharedCatalog.typeSource?.typeOps(oid(type));
    if (!ops) throw new PgError('undefined_object', `type with OID ${type} does not exist`);
    return ops;
  }

  virtualRows(relation: RelationDescriptor, session: Session): Iterable<readonly Datum[]> {
    return virtualRows(this, relation, session);
  }

  relationSize(relation: RelationDescriptor): { readonly pages: number; readonly tuples: number; readonly visiblePages?: number } {
    if (relation.isVirtual) return { pages: 1, tuples: 100 };
    const file = this.storage.openFile(relation.fileId);
    const { pageCount } = file;
    const visiblePages = knownVisiblePages(file);
    // As PostgreSQL: the density of the last ANALYZE over today's pages, ten pages for a table never analysed.
    if (relation.tupleEstimate >= 0 && relation.pageEstimate > 0)
      return { pages: Math.max(1, pageCount), tuples: Math.max(1, Math.round((relation.tupleEstimate / relation.pageEstimate) * pageCount)), visiblePages };
    const width = 36 + relation.columns.reduce((w, c) => w + (c.isDropped ? 0 : 8 + (c.typmod > 4 ? Math.min(c.typmod, 64) / 2 : 0)), 0);
    const pages = Math.max(10, pageCount);
    return { pages, tuples: Math.max(1, Math.floor((pages * 8100) / width)), visiblePages };
  }

  serverSetting(name: string): string | undefined {
    return this.settings.get(name.toLowerCase());
  }

  setServerSetting(name: string, value: string): void {
    this.settings.set(name.toLowerCase(), value);
  }

  databaseBytes(): number {
    let pages = 0;
    for (const file of this.storage.files.all()) pages += file.pageCount;
    return pages * 8192;
  }

  checkpoint(): Promise<void> {
    return this.storage.checkpoints?.run(0) ?? Promise.resolve();
  }

  /** Ends without a checkpoint and without ending sessions, as a crash would. */
  async abandon(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.autovacuum.stop();
    await this.background.stop();
    this.storage.closeAbruptly();
  }

  /** Ends all sessions and background work, checkpoints, releases the directory. Idempotent. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.autovacuum.stop();
    await this.background.stop();
    const ended = [...this.sessions.values()].map(session => {
      session.terminate();
      return session.closeSoon();
    });
    await Promise.all(ended);
    if (!this.storage.isFailed) this.manager.shutdown();
    this.storage.close();
  }
}
