/** Transactions, settings, prepared statements, cursors, maintenance; the pieces shared by utility statements; and the `Statement` union. */
import type { AConst, AStar, Expression, FuncCall, TypeCast, TypeName } from './expressions.js';
import type { RangeVar, SelectStmt } from './select.js';
import type { CopyStmt, DeleteStmt, InsertStmt, MergeStmt, TruncateStmt, UpdateStmt } from './dml.js';
import type * as Ddl from './ddl.js';
import type * as Objects from './objects.js';

export type DropBehavior = 'restrict' | 'cascade';

export type ObjectType =
  | 'accessMethod'
  | 'aggregate'
  | 'attribute'
  | 'cast'
  | 'collation'
  | 'column'
  | 'conversion'
  | 'database'
  | 'domain'
  | 'domainConstraint'
  | 'eventTrigger'
  | 'extension'
  | 'fdw'
  | 'foreignServer'
  | 'foreignTable'
  | 'function'
  | 'index'
  | 'language'
  | 'largeObject'
  | 'matview'
  | 'opclass'
  | 'operator'
  | 'opfamily'
  | 'parameter'
  | 'policy'
  | 'procedure'
  | 'publication'
  | 'role'
  | 'routine'
  | 'rule'
  | 'schema'
  | 'sequence'
  | 'statisticExt'
  | 'subscription'
  | 'tabConstraint'
  | 'table'
  | 'tablespace'
  | 'transform'
  | 'trigger'
  | 'tsConfiguration'
  | 'tsDictionary'
  | 'tsParser'
  | 'tsTemplate'
  | 'type'
  | 'userMapping'
  | 'view';

/** A generic `name value` option. */
export interface DefElem {
  readonly kind: 'DefElem';
  readonly defnamespace: string | null;
  readonly defname: string;
  /** null: written without a value. */
  readonly arg: DefElemArg | null;
  readonly defaction: 'unspec' | 'set' | 'add' | 'drop';
  readonly location: number;
}
/** A qualified name, or any list of names or strings, inside an option or as an object's address. */
export interface NameList {
  readonly kind: 'NameList';
  readonly names: readonly string[];
}
export interface TypeNameList {
  readonly kind: 'TypeNameList';
  readonly types: readonly TypeName[];
}
export interface RoleSpecList {
  readonly kind: 'RoleSpecList';
  readonly roles: readonly RoleSpec[];
}
/** A bare word arrives as a TypeName where PostgreSQL's definition syntax allows a type there, else as a string constant. An operator is a NameList. */
export type DefElemArg = AConst | TypeName | AStar | NameList | TypeNameList | RoleSpec | RoleSpecList | RangeVar | VariableSetStmt | Ddl.DefElemList;

export interface RoleSpec {
  readonly kind: 'RoleSpec';
  readonly roletype: 'cstring' | 'currentRole' | 'currentUser' | 'sessionUser' | 'public';
  /** Set for cstring. */
  readonly rolename: string | null;
  readonly location: number;
}

export interface TransactionStmt {
  readonly kind: 'TransactionStmt';
  readonly transKind: 'begin' | 'start' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollbackTo' | 'prepare' | 'commitPrepared' | 'rollbackPrepared';
  /** Of begin/start: transaction_isolation (string), transaction_read_only (integer 0/1), transaction_deferrable (integer 0/1). */
  readonly options: readonly DefElem[];
  readonly savepointName: string | null;
  /** Of two-phase commands. */
  readonly gid: string | null;
  /** AND CHAIN. */
  readonly chain: boolean;
}

/**
 * SET / RESET. `value`: SET name = args; `default`: SET name TO DEFAULT; `current`: SET name FROM CURRENT; `reset`: RESET name; `resetAll`;
 * `multi`: name is TRANSACTION, `TRANSACTION SNAPSHOT` (one string arg) or `SESSION CHARACTERISTICS` with `options`.
 */
export interface VariableSetStmt {
  readonly kind: 'VariableSetStmt';
  readonly setKind: 'value' | 'default' | 'current' | 'multi' | 'reset' | 'resetAll';
  /** Folded, dotted for custom settings; null for resetAll. SET TIME ZONE is `timezone`, SET NAMES `client_encoding`, SET SCHEMA `search_path`. */
  readonly name: string | null;
  /** Constants; SET TIME ZONE INTERVAL '…' is a TypeCast. */
  readonly args: readonly (AConst | TypeCast)[];
  /** Transaction modes of `multi`, as in TransactionStmt. */
  readonly options: readonly DefElem[];
  readonly isLocal: boolean;
}
/** SHOW name; name is `all` for SHOW ALL. */
export interface VariableShowStmt {
  readonly kind: 'VariableShowStmt';
  readonly name: string;
}
/** SHOW TABLES: not PostgreSQL's, kind to newcomers. */
export interface ShowTablesStmt {
  readonly kind: 'ShowTablesStmt';
}
/** DESCRIBE t / DESC t: not PostgreSQL's. */
export interface DescribeStmt {
  readonly kind: 'DescribeStmt';
  readonly relation: RangeVar;
}
export interface ConstraintsSetStmt {
  readonly kind: 'ConstraintsSetStmt';
  /** Empty: ALL. */
  readonly constraints: readonly RangeVar[];
  readonly deferred: boolean;
}
export interface DiscardStmt {
  readonly kind: 'DiscardStmt';
  readonly target: 'all' | 'plans' | 'sequences' | 'temp';
}

export interface PrepareStmt {
  readonly kind: 'PrepareStmt';
  readonly name: string;
  readonly argtypes: readonly TypeName[];
  readonly query: PreparableStmt;
}
export interface ExecuteStmt {
  readonly kind: 'ExecuteStmt';
  readonly name: string;
  readonly params: readonly Expression[];
}
export interface DeallocateStmt {
  readonly kind: 'DeallocateStmt';
  /** null: ALL. */
  readonly name: string | null;
}
export type PreparableStmt = SelectStmt | InsertStmt | UpdateStmt | DeleteStmt | MergeStmt;

export interface DeclareCursorStmt {
  readonly kind: 'DeclareCursorStmt';
  readonly portalname: string;
  readonly binary: boolean;
  /** null: neither SCROLL nor NO SCROLL was written. */
  /** `both` is an error of its own. */
  readonly scroll: boolean | 'both' | null;
  readonly sensitivity: 'default' | 'insensitive' | 'asensitive' | 'both';
  readonly hold: boolean;
  readonly query: SelectStmt;
}
export interface ClosePortalStmt {
  readonly kind: 'ClosePortalStmt';
  /** null: ALL. */
  readonly portalname: string | null;
}
export interface FetchStmt {
  readonly kind: 'FetchStmt';
  readonly direction: 'forward' | 'backward' | 'absolute' | 'relative';
  /** Infinity for ALL. */
  readonly howMany: number;
  readonly portalname: string;
  readonly isMove: boolean;
}

export interface ExplainStmt {
  readonly kind: 'ExplainStmt';
  readonly query: PreparableStmt | DeclareCursorStmt | Ddl.CreateTableAsStmt | Ddl.RefreshMatViewStmt | ExecuteStmt;
  /** Names folded, not checked. EXPLAIN ANALYZE VERBOSE gives options analyze and verbose without value. */
  readonly options: readonly DefElem[];
}
export interface CallStmt {
  readonly kind: 'CallStmt';
  readonly funccall: FuncCall;
}
export interface DoStmt {
  readonly kind: 'DoStmt';
  /** as (string), language (string). */
  readonly args: readonly DefElem[];
}
export interface ListenStmt {
  readonly kind: 'ListenStmt';
  readonly conditionname: string;
}
export interface UnlistenStmt {
  readonly kind: 'UnlistenStmt';
  /** null: `*`. */
  readonly conditionname: string | null;
}
export interface NotifyStmt {
  readonly kind: 'NotifyStmt';
  readonly conditionname: string;
  readonly payload: string | null;
}
export interface LoadStmt {
  readonly kind: 'LoadStmt';
  readonly filename: string;
}
export interface CheckPointStmt {
  readonly kind: 'CheckPointStmt';
}

/** VACUUM and ANALYZE. */
export interface VacuumStmt {
  readonly kind: 'VacuumStmt';
  readonly isVacuum: boolean;
  readonly options: readonly DefElem[];
  readonly rels: readonly VacuumRelation[];
}
export interface VacuumRelation {
  readonly kind: 'VacuumRelation';
  readonly relation: RangeVar;
  readonly vaCols: readonly string[];
}
export interface ClusterStmt {
  readonly kind: 'ClusterStmt';
  readonly relation: RangeVar | null;
  readonly indexname: string | null;
  readonly params: readonly DefElem[];
}
export interface ReindexStmt {
  readonly kind: 'ReindexStmt';
  readonly reindexKind: 'index' | 'table' | 'schema' | 'system' | 'database';
  readonly relation: RangeVar | null;
  /** Schema or database name. */
  readonly name: string | null;
  /** verbose, tablespace, concurrently. */
  readonly params: readonly DefElem[];
}
export type LockMode =
  | 'AccessShareLock'
  | 'RowShareLock'
  | 'RowExclusiveLock'
  | 'ShareUpdateExclusiveLock'
  | 'ShareLock'
  | 'ShareRowExclusiveLock'
  | 'ExclusiveLock'
  | 'AccessExclusiveLock';
export interface LockStmt {
  readonly kind: 'LockStmt';
  readonly relations: readonly RangeVar[];
  readonly mode: LockMode;
  readonly nowait: boolean;
}

type DdlStatement =
  | Ddl.CreateStmt
  | Ddl.CreateTableAsStmt
  | Ddl.RefreshMatViewStmt
  | Ddl.ViewStmt
  | Ddl.IndexStmt
  | Ddl.CreateSeqStmt
  | Ddl.AlterSeqStmt
  | Ddl.CreateSchemaStmt
  | Ddl.AlterTableStmt
  | Ddl.AlterTableMoveAllStmt;

type UtilityStatement =
  | TransactionStmt
  | VariableSetStmt
  | VariableShowStmt
  | ShowTablesStmt
  | DescribeStmt
  | ConstraintsSetStmt
  | DiscardStmt
  | PrepareStmt
  | ExecuteStmt
  | DeallocateStmt
  | DeclareCursorStmt
  | ClosePortalStmt
  | FetchStmt
  | ExplainStmt
  | CallStmt
  | DoStmt
  | ListenStmt
  | UnlistenStmt
  | NotifyStmt
  | LoadStmt
  | CheckPointStmt
  | VacuumStmt
  | ClusterStmt
  | ReindexStmt
  | LockStmt;

export type Statement =
  SelectStmt | InsertStmt | UpdateStmt | DeleteStmt | MergeStmt | CopyStmt | TruncateStmt | DdlStatement | UtilityStatement | Objects.ObjectStatement;
export type StatementKind = Statement['kind'];

/** One statement of a (possibly multi-statement) source string. */
export interface RawStatement {
  readonly statement: Statement;
  /** Offset of its first token. */
  readonly location: number;
  /** Up to the end of its last token: `sql.slice(location, location + length)` is the statement without `;`. */
  readonly length: number;
  /** The largest n of `$n` in it; 0 without parameters. */
  readonly parameterCount: number;
}
