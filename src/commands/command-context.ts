/** What utility statements ask of the session that runs them (port; session/ plugs in). */
import type { Expr, Query } from '../analyze/index.js';
import type { Index, Table } from '../access/index.js';
import type { Oid } from '../base/index.js';
import type { CatalogStore, IndexDescriptor, ObjectAddress, RelationDescriptor } from '../catalog/index.js';
import type { PgError } from '../errors/index.js';
import type { CallContext } from '../functions/index.js';
import type { Expression, RangeVar, RawStatement, SelectStmt, Statement, TypeName } from '../sql/index.js';
import type { LockMode, Snapshot, Transaction, TransactionManager, Waiting } from '../txn/index.js';
import type { Storage } from '../storage/index.js';
import type { Datum, TypeOps } from '../types/index.js';
import type { ColumnInfo } from '../analyze/index.js';
import type { TableWriter } from './table-writer.js';

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
  /** Current user's oid. */
  readonly currentUserId: Oid;
  /** The schema new objects go to; throws 3F000 when there is none. */
  creationSchema(relation: RangeVar): Oid;
  /** A domain's CHECK over VALUE. */
  analyzeDomainCheck(expression: Expression, base: { readonly type: Oid; readonly typmod: number }): StoredExpression;
  /** Text of a view's query with its columns named so, and what it depends on. */
  storedQuery(query: Query, columnNames: readonly string[]): { readonly text: string; readonly references: readonly ObjectAddress[] };
  viewQuery(view: RelationDescriptor): { readonly query: Query };
  isVolatile(expr: Expr): boolean;
  /** Computes a column's default for a row (an added column with a volatile default). */
  defaultValue(relation: RelationDescriptor, column: number): (row: readonly Datum[]) => Datum;
  columnReference(name: string): Expression;
  parseExpression(text: string): Expression;
  /** Stores anew every expression that mentions a column about to be renamed. */
  renameInStoredText(relation: RelationDescriptor, from: string, to: string): Waiting<void>;
  setting(name: string): string;
  notice(notice: PgError): void;
  /** Takes a table lock for the rest of the transaction. */
  lock(relation: number, mode: LockMode): Waiting<void>;
  snapshot(): Snapshot;
  table(relation: RelationDescriptor): Table;
  index(relation: RelationDescriptor, index: IndexDescriptor): Index;
  /** Opens a sequence's counter. */
  sequence(relation: RelationDescriptor): SequenceAccess;
  /** Analyses an expression over a relation's columns (Vars of table 0), as stored ones are. */
  storedExpression(relation: RelationDescriptor, text: string): Expr;
  /** Evaluates an expression without columns now. */
  evaluate(expr: Expr): Datum;
  /** A function that computes an expression over a row of the relation. */
  compileRow(relation: RelationDescriptor, expr: Expr): (row: readonly Datum[]) => Datum;
  /** Analyses a SELECT (CREATE VIEW, CREATE TABLE AS, COPY (query), DECLARE). */
  analyzeSelect(select: SelectStmt | Statement): { readonly query: Query; readonly columns: readonly ColumnInfo[] };
  /** The same from SQL text of our own. */
  analyzeText(sql: string): { readonly query: Query; readonly columns: readonly ColumnInfo[] };
  /** A maker of rows (attnum order) that hold the defaults of all columns but `given`. */
  defaultRow(relation: RelationDescriptor, given: readonly number[]): () => Datum[];
  sliceExpired(): boolean;
  /** 25006 in a read-only transaction. */
  checkWritable(command: string): void;
  /** Plans and runs a query, giving each row to `onRow`; returns the number of rows. */
  runQuery(query: Query, onRow: (row: readonly Datum[]) => void): Waiting<number>;
  /** Runs SQL text in the same transaction (constraint validation and the like). */
  runSql(sql: string, parameters: readonly Datum[]): Waiting<readonly (readonly Datum[])[]>;
  /** Inserts rows as INSERT does: constraints, indexes, foreign keys (COPY FROM, CREATE TABLE AS). */
  writer(relation: RelationDescriptor): TableWriter;
  /** COPY streams of the client. */
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
  | { readonly kind: 'check' | 'index' | 'predicate'; readonly relation: RelationDescriptor }
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

export interface SequenceAccess {
  /** Sets the counter of a new sequence. */
  initialise(start: number | bigint): void;
  setValue(value: number | bigint, isCalled: boolean): void;
}
