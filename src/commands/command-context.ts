/** What utility statements ask of the session that runs them (port; session/ plugs in). */
import type { Expr, Query } from '../analyze/index.js';
import type { Index, Table } from '../access/index.js';
import type { Oid } from '../base/index.js';
import type { CatalogStore, IndexDescriptor, ObjectAddress, RelationDescriptor, expressionsUsing } from '../catalog/index.js';
import type { PgError } from '../errors/index.js';
import type { CallContext } from '../functions/index.js';
import type { Expression, RangeVar, RawStatement, ExecuteStmt, SelectStmt, Statement, TypeName } from '../sql/index.js';
import type { LockMode, Snapshot, Transaction, TransactionManager, Waiting } from '../txn/index.js';
import type { SpillFile, Storage } from '../storage/index.js';
import type { Datum, TypeOps } from '../types/index.js';
import type { ColumnInfo } from '../analyze/index.js';
import type { TableWriter } from './table-writer.js';

export interface AnalyzedSelect {
  readonly query: Query;
  readonly columns: readonly ColumnInfo[];
}

export interface CommandContext {
  readonly catalog: CatalogStore;
  readonly storage: Storage;
  readonly manager: TransactionManager;
  readonly transaction: Transaction;
  readonly callContext: CallContext;
  /** Source text of the whole message and this statement in it, for error positions. */
  readonly sql: string;
  readonly raw: RawStatement;
  /** True inside BEGIN … (or a multi-statement message): CREATE DATABASE, VACUUM … refuse to run there. */
  readonly isInTransactionBlock: boolean;
  readonly currentUser: string;
  typeOps(type: number): TypeOps;
  /** Type and typmod of a type name; throws 42704 at its position. */
  resolveType(name: TypeName): { readonly type: Oid; readonly typmod: number };
  /** Display name with modifiers, as format_type gives it. */
  typeName(type: Oid, typmod: number): string;
  /** Analyses an expression that is to be stored, under the rules of its purpose, and gives its display form. */
  analyzeStored(expression: Expression, purpose: StoredPurpose): StoredExpression;
  /** The same for text that is stored already, under the rules of its purpose. */
  analyzeStoredText(text: string, purpose: StoredPurpose): StoredExpression;
  /** Reads stored text now; the function gives it as it is to be stored under the names of the time it is called. */
  storedTextWriter(stored: StoredText): () => string;
  /** Current user's and session user's oids. */
  readonly currentUserId: Oid;
  readonly sessionUserId: Oid;
  /** Where a new relation or type goes: schema and persistence. Makes the session's temporary schema when it is needed first. @throws 3F000 */
  creationTarget(relation: RangeVar): Waiting<CreationTarget>;
  /** The same context with a schema in front of the search path (CREATE SCHEMA's elements). */
  withSchema(name: string): CommandContext;
  /** ON COMMIT of a temporary table. */
  onCommitAction(relation: Oid, action: 'deleteRows' | 'drop'): void;
  /** 55006 while an open cursor of this session reads the relation, or checks of its rows wait for commit. */
  requireUnused(relation: RelationDescriptor, command: string): void;
  /** A domain's CHECK over VALUE. */
  analyzeDomainCheck(expression: Expression, base: { readonly type: Oid; readonly typmod: number }): StoredExpression;
  /** Text of a view's query with its columns named so, and what it depends on. */
  storedQuery(query: Query, columnNames: readonly string[]): { readonly text: string; readonly references: readonly ObjectAddress[] };
  viewQuery(view: RelationDescriptor): { readonly query: Query };
  isVolatile(expr: Expr): boolean;
  /** Computes a column's default for a row (an added column with a volatile default). */
  defaultValue(relation: RelationDescriptor, column: number): (row: readonly Datum[]) => Datum;
  /** What a column gets when it is given no value, null when that is NULL. */
  columnDefault(relation: RelationDescriptor, column: number): Expr | null;
  columnReference(name: string): Expression;
  /** Name that a select list would give an expression, null when it has none to suggest. */
  columnNameOf(expression: Expression): string | null;
  /** A domain's CHECK as a function of the value. */
  compileDomainCheck(text: string, base: { readonly type: Oid; readonly typmod: number }): (value: Datum) => Datum;
  /** True when values of the first column's type are stored just as those of the second's. */
  storesAlike(a: ColumnType, b: ColumnType): boolean;
  setting(name: string): string;
  /** maintenance_work_mem. */
  readonly maintenanceBytes: number;
  /** A temporary file; whoever asks for it discards it. */
  temporaryFile(): SpillFile;
  notice(notice: PgError): void;
  /** Takes a table lock for the rest of the transaction. */
  lock(relation: number, mode: LockMode): Waiting<void>;
  tryLock(relation: number, mode: LockMode): boolean;
  /** Gives back a table lock before the transaction's end. */
  unlock(relation: number, mode: LockMode): void;
  /** The statement is autovacuum's. */
  readonly isAutovacuum: boolean;
  /** A temporary relation of another session. */
  isOthersTemporary(relation: RelationDescriptor): boolean;
  snapshot(): Snapshot;
  table(relation: RelationDescriptor): Table;
  index(relation: RelationDescriptor, index: IndexDescriptor): Index;
  /** A sequence's counter as it stands. */
  sequenceRow(relation: RelationDescriptor): { readonly lastValue: number | bigint; readonly isCalled: boolean };
  /** Analyses an expression over a relation's columns (Vars of table 0), as stored ones are. */
  storedExpression(relation: RelationDescriptor, text: string): Expr;
  /** Evaluates an expression without columns now. */
  evaluate(expr: Expr): Datum;
  /** A function that computes an expression over a row of the relation. */
  compileRow(relation: RelationDescriptor, expr: Expr): (row: readonly Datum[]) => Datum;
  /** Analyses a SELECT (CREATE VIEW, CREATE TABLE AS, COPY (query), DECLARE). */
  analyzeSelect(select: SelectStmt | Statement): Waiting<AnalyzedSelect>;
  /** The query of a prepared statement with the arguments of EXECUTE in place of its parameters; 42809 when it gives no rows of its own. */
  preparedSelect(statement: ExecuteStmt): AnalyzedSelect;
  /** The same from SQL text of our own. */
  analyzeText(sql: string): AnalyzedSelect;
  /** Puts the defaults of all columns but `given` into a row (attnum order). */
  defaultFiller(relation: RelationDescriptor, given: readonly number[]): (row: Datum[]) => void;
  sliceExpired(): boolean;
  /** 25006 in a read-only transaction. */
  checkWritable(command: string): void;
  /** Plans and runs a query, giving each row to `onRow` (false: the client's buffer is full, go on when there is room); returns the number of rows. */
  runQuery(query: Query, onRow: (row: readonly Datum[]) => boolean | void): Waiting<number>;
  /** Runs SQL text in the same transaction (constraint validation and the like). */
  runSql(sql: string, parameters: readonly Datum[]): Waiting<readonly (readonly Datum[])[]>;
  /** Inserts rows as INSERT does: constraints, indexes, foreign keys (COPY FROM, CREATE TABLE AS). */
  writer(relation: RelationDescriptor): TableWriter;
  /** COPY streams of the client, which may have a file name of their own. */
  readonly copyPath: string | null;
  copyIn(format: 0 | 1, columns: number): { next(): Uint8Array | null | Promise<Uint8Array | null> };
  copyOutBegin(format: 0 | 1, columns: number): void;
  copyOutData(data: Uint8Array): boolean;
  copyOutEnd(): void;
  /** Files on the server's side (COPY … FROM 'file'). */
  readonly fileSystem: Storage['environment']['fileSystem'];
  describe(columns: readonly ColumnInfo[]): void;
  row(values: readonly Datum[]): boolean;
}

export type StoredPurpose =
  | { readonly kind: 'default'; readonly column: { readonly name: string; readonly typeId: Oid; readonly typmod: number } }
  | {
      readonly kind: 'generated';
      readonly relation: RelationDescriptor;
      readonly column: { readonly name: string; readonly typeId: Oid; readonly typmod: number };
    }
  | { readonly kind: 'check' | 'index' | 'predicate' | 'copy-where'; readonly relation: RelationDescriptor }
  | {
      readonly kind: 'using';
      readonly relation: RelationDescriptor;
      readonly column: { readonly name: string; readonly typeId: Oid; readonly typmod: number };
    };

export interface StoredExpression {
  readonly expr: Expr;
  /** Display form, to be parsed again when it is used. */
  readonly text: string;
  /** Columns of the relation it reads (attnums). */
  readonly columns: readonly number[];
  /** Everything it depends on. */
  readonly references: readonly ObjectAddress[];
}

export interface CreationTarget {
  readonly schemaId: Oid;
  readonly persistence: 'p' | 'u' | 't';
}

interface ColumnType {
  readonly typeId: Oid;
  readonly typmod: number;
  readonly collation: Oid;
}

/** A stored expression or view, as `expressionsUsing` finds it. */
export type StoredText = ReturnType<typeof expressionsUsing>[number];
