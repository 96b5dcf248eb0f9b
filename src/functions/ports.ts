/** Ports that built-in functions call up through; session/ and catalog/ plug in. */
import type { Datum, Int8 } from '../types/index.js';

export interface SessionPort {
  readonly currentUser: string;
  readonly sessionUser: string;
  readonly database: string;
  readonly backendPid: number;
  readonly applicationName: string;
  /** Client address or null for local sessions. */
  readonly clientAddress: string | null;
  readonly clientPort: number | null;
  readonly serverAddress: string | null;
  readonly serverPort: number | null;
  /** Effective schemas, first is the creation target; includes implicit ones if asked. */
  searchPath(includeImplicit: boolean): readonly string[];
  /** Microseconds since 2000-01-01 UTC. */
  statementTimestamp(): number;
  clockTimestamp(): number;
  /** Uniform in [0, 1). */
  random(): number;
  setSeed(seed: number): void;
  randomBytes(count: number): Uint8Array;
  getSetting(name: string, missingOk: boolean): string | null;
  setSetting(name: string, value: string, isLocal: boolean): string;
  /** Current transaction id, assigning one when needed. */
  currentXid(assign: boolean): number | null;
  /** Text `xmin:xmax:xip,…` of the current snapshot. */
  currentSnapshotText(): string;
  notify(channel: string, payload: string): void;
  /** Cancels / terminates another session; false when there is no such pid. */
  cancelBackend(pid: number): boolean;
  terminateBackend(pid: number): boolean;
  /** Microseconds since 2000-01-01 UTC at which the server started. */
  readonly startTimestamp: number;
  /** Rows of a system view that is computed from the running system (pg_cursors, pg_locks …), each by column name. */
  systemRows?(view: string): Iterable<Readonly<Record<string, Datum>>>;
  /** Absent where functions run without a session of their own (tests). */
  readonly activity?: ActivityPort;
  /** A query given as text, run within the running statement. @throws 42P11 unless it is one that only reads */
  openQuery?(sql: string): NestedQuery;
}

export interface NestedQuery {
  readonly columnTypes: readonly number[];
  /** Runs it. */
  rows(): Iterable<readonly Datum[]>;
}

/** What a session does besides running queries: sleeping, advisory locks, listening; and what it knows of the server's work. */
export interface ActivityPort {
  /** Text of the statement that runs. */
  currentQuery(): string | null;
  listeningChannels(): readonly string[];
  blockingPids(pid: number): readonly number[];
  safeSnapshotBlockingPids(pid: number): readonly number[];
  /** The statement sleeps before it gives its next row or ends. */
  sleep(milliseconds: number): void;
  /** Asks for an advisory lock; the statement waits for it before it gives its next row or ends. */
  advisoryLock(key: AdvisoryKey, isShared: boolean, isTransactional: boolean): void;
  tryAdvisoryLock(key: AdvisoryKey, isShared: boolean, isTransactional: boolean): boolean;
  /** False (with a warning) when the session does not hold it. */
  advisoryUnlock(key: AdvisoryKey, isShared: boolean): boolean;
  advisoryUnlockAll(): void;
  /** Null for an id too old to know, or not given out yet. */
  transactionStatus(xid: Int8): 'in progress' | 'committed' | 'aborted' | null;
  /** End of the log, as pg_lsn text. */
  logPosition(kind: 'insert' | 'write' | 'flush'): string;
  /** Age of a transaction id: how many have begun since. */
  transactionAge(xid: number): number;
  /** Oid of the session's temporary schema, 0 while it has none. */
  temporarySchema(): number;
  isOtherTemporarySchema(id: number): boolean;
  /** Sends a warning. */
  warn(message: string): void;
  /** Files on the server's side; null for a database without a directory. */
  readonly files: ServerFiles | null;
}

/** Files of the machine the database runs on. Relative paths are below the data directory. Failures carry a POSIX `code`. */
export interface ServerFiles {
  list(path: string): readonly string[];
  /** From `offset` (from the end when negative), `length` bytes at most, null for all there are. */
  read(path: string, offset: number, length: number | null): Uint8Array;
}

/** One int8 key, or two int4 keys. */
export type AdvisoryKey = { readonly key: Int8 } | { readonly key1: number; readonly key2: number };

export interface SequencePort {
  nextval(sequence: number): Int8;
  currval(sequence: number): Int8;
  lastval(): Int8;
  setval(sequence: number, value: Int8, isCalled: boolean): Int8;
}

/** What a type is made of. */
export type TypeStructure =
  | { readonly kind: 'plain' }
  | { readonly kind: 'domain'; readonly base: number; readonly typmod: number }
  | { readonly kind: 'composite'; readonly fields: readonly { readonly name: string; readonly type: number; readonly typmod: number }[] };

/** Catalog questions asked by information functions (format_type, pg_get_indexdef, has_table_privilege …). */
export interface CatalogPort {
  formatType(typeId: number, typmod: number | null): string;
  typeStructure(typeId: number): TypeStructure;
  indexDefinition(indexId: number, column: number, pretty: boolean): string | null;
  constraintDefinition(constraintId: number, pretty: boolean): string | null;
  viewDefinition(relationId: number, pretty: boolean): string | null;
  functionDefinition(functionId: number): string | null;
  functionArguments(functionId: number, withDefaults: boolean): string | null;
  functionResult(functionId: number): string | null;
  triggerDefinition(triggerId: number, pretty: boolean): string | null;
  /** pg_get_expr: the text of a stored expression tree. */
  expressionText(stored: string, relationId: number, pretty: boolean): string | null;
  isVisible(
    kind:
      | 'table'
      | 'type'
      | 'function'
      | 'operator'
      | 'opclass'
      | 'opfamily'
      | 'collation'
      | 'conversion'
      | 'statistics'
      | 'ts_config'
      | 'ts_dict'
      | 'ts_parser'
      | 'ts_template',
    id: number,
  ): boolean | null;
  roleName(roleId: number): string | null;
  roleByName(name: string): number | null;
  description(objectId: number, catalogId: number, subId: number): string | null;
  /** Bytes on disk, null when the relation is unknown. */
  relationBytes(relationId: number, fork: 'main' | 'all' | 'indexes' | 'total'): number | null;
  databaseBytes(databaseId: number): number | null;
  sequenceOfColumn(table: string, column: string): string | null;
  sequenceLastValue(sequenceId: number): Int8 | null;
  relationFile(relationId: number): number | null;
  /**
   * `kind` as in has_*_privilege: table, column, any_column, database, function, schema, sequence, type, language, server,
   * foreign_data_wrapper, tablespace, parameter; or `role` for pg_has_role. A null role is the current user.
   * `column` (name or number) only for kind `column`.
   */
  hasPrivilege(kind: string, role: number | string | null, object: number | string, privilege: string, column?: string | number): boolean | null;
  ruleDefinition?(ruleId: number, pretty: boolean): string | null;
  /** Text of the default of parameter `argument` (counted from 1). */
  functionArgumentDefault?(functionId: number, argument: number): string | null;
  partitionKeyDefinition?(relationId: number): string | null;
  statisticsDefinition?(statisticsId: number, columnsOnly: boolean): string | null;
  /** Labels of an enum type in order. */
  enumLabels?(typeId: number): readonly string[];
  describeObject?(classId: number, objectId: number, subId: number): string | null;
  /** pg_identify_object(_as_address); members are null when the object is gone. */
  identifyObject?(
    classId: number,
    objectId: number,
    subId: number,
  ): {
    readonly type: string;
    readonly schema: string | null;
    readonly name: string | null;
    readonly identity: string | null;
    readonly names: readonly string[] | null;
    readonly args: readonly string[];
  };
  /** pg_get_object_address: class, object, sub-object. */
  objectAddress?(type: string, names: readonly string[], args: readonly string[]): readonly [number, number, number];
  /** pg_relation_is_publishable: an ordinary permanent table of a user. */
  isPublishable?(relationId: number): boolean | null;
  /** pg_relation_filepath. */
  relationPath?(relationId: number): string | null;
  /** Relation whose file has this number. */
  relationOfFile?(fileId: number): number | null;
  /** Bits of the commands that can change a relation: 4 UPDATE, 8 INSERT, 16 DELETE. */
  updatableEvents?(relationId: number): number;
  isUpdatableColumn?(relationId: number, column: number): boolean;
  /** START, MINVALUE, MAXVALUE, INCREMENT, CYCLE, CACHE, type. */
  sequenceParameters?(sequenceId: number): readonly (Int8 | boolean)[];
  replicaIdentityIndex?(relationId: number): number | null;
  /** Facts of an index for pg_index_has_property and pg_index_column_has_property; null for what is no index. */
  indexProperties?(indexId: number): IndexProperties | null;
  /** aclitems spread out: grantor, grantee (0 = PUBLIC), privilege, grantable. */
  explodeAcl?(items: readonly string[]): readonly (readonly [number, number, string, boolean])[];
  /** acldefault: `kind` as PostgreSQL's letters. */
  defaultAcl?(kind: string, ownerId: number): readonly string[];
  aclItem?(granteeId: number, grantorId: number, privileges: string, grantable: boolean): string;
}

export interface IndexProperties {
  readonly columnCount: number;
  readonly keyCount: number;
  readonly isDescending: readonly boolean[];
  readonly nullsFirst: readonly boolean[];
}
