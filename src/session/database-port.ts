/** What a session needs of its database (port; database/ plugs in). */
import type { Index, Table } from '../access/index.js';
import type { CatalogStore, IndexDescriptor, RelationDescriptor, SharedCatalog } from '../catalog/index.js';
import type { Environment } from '../io/index.js';
import type { Storage, TemporaryFiles } from '../storage/index.js';
import type { LockOwner, TransactionManager } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { Company } from './company.js';
import type { Notifications } from './notifications.js';
import type { Session } from './session.js';

export interface DatabasePort {
  readonly name: string;
  readonly environment: Environment;
  readonly storage: Storage;
  readonly manager: TransactionManager;
  readonly sharedCatalog: SharedCatalog;
  readonly notifications: Notifications;
  readonly company: Company;
  /** Start of the server, microseconds since 2000-01-01. */
  readonly startTimestamp: number;
  /** Live sessions by pid. */
  readonly sessions: ReadonlyMap<number, Session>;
  /** A catalog view of its own for a session. */
  openCatalog(): CatalogStore;
  openTable(relation: RelationDescriptor): Table;
  openIndex(relation: RelationDescriptor, index: IndexDescriptor): Index;
  /** Rows of a computed relation, as the session sees them. */
  virtualRows(relation: RelationDescriptor, session: Session): Iterable<readonly Datum[]>;
  /** The temporary files of a session. */
  openTemporaryFiles(pid: number, limitKilobytes: () => number): TemporaryFiles;
  register(session: Session): LockOwner;
  unregister(session: Session): void;
  /** Current size of a relation for the planner. */
  relationSize(relation: RelationDescriptor): { readonly pages: number; readonly tuples: number; readonly visiblePages?: number };
  /** A setting of the server (data_directory, port …), undefined = the default. */
  serverSetting(name: string): string | undefined;
  checkpoint(): Promise<void>;
  databaseBytes(): number;
}
