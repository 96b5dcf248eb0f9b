/**
 * Ports of the executor: what the session and the planner plug in for one execution. Also the few catalog questions of the interpreter,
 * which binds functions itself.
 */
import type { Expr } from '../../analyze/index.js';
import type { Oid, RowRef } from '../../base/index.js';
import type { CatalogReader, FunctionDescriptor, RelationDescriptor } from '../../catalog/index.js';
import type { PgError } from '../../errors/index.js';
import type { AggregateImpl, CallContext, ScalarImpl, SetImpl } from '../../functions/index.js';
import type { Memory } from '../../io/index.js';
import type { ModifyTable } from '../../plan/index.js';
import type { SpillFile } from '../../storage/index.js';
import type { Datum, TypeOps } from '../../types/index.js';
import type { ConstraintQueue } from './modify/constraint-queue.js';
import type { OpenRelation } from './open-relation.js';

/** Binding of catalog functions to implementations (a part of the planner's environment). */
export interface FunctionBinder {
  readonly catalog: CatalogReader;
  /** With a collation of ICU, types of texts order by it. */
  typeOps(type: Oid, collation?: Oid): TypeOps;
  scalarImpl(descriptor: FunctionDescriptor, inputCollation?: Oid): ScalarImpl;
  setImpl(descriptor: FunctionDescriptor): SetImpl;
  aggregateImpl(descriptor: FunctionDescriptor, inputCollation?: Oid): AggregateImpl;
  maySuspend(descriptor: FunctionDescriptor): boolean;
  domainChecks(domain: Oid): {
    readonly isNotNull: boolean;
    readonly name: string;
    /** As messages show it, when that differs from the name; its schema. */
    readonly display?: string;
    readonly schema?: string;
    readonly checks: readonly { readonly name: string; readonly condition: Expr }[];
  };
}

/** What writing to a table has to compute besides the row: for tables that no plan node describes (foreign-key actions, COPY). */
export interface TableRules {
  readonly checks: ModifyTable['checks'];
  readonly generated: ModifyTable['generated'];
  readonly indexes: ModifyTable['indexes'];
  /** By position in relation.indexes: whether a stored key and another one, together one row, exclude each other; null where the index decides. */
  readonly exclusions: readonly (ModifyTable['generated'][number]['value'] | null)[];
  /** By attnum - 1: the default's expression, null when there is none. For ON DELETE SET DEFAULT and COPY. */
  readonly defaults: readonly (ModifyTable['generated'][number]['value'] | null)[];
}

export type IsolationLevel = 'read committed' | 'repeatable read' | 'serializable';

export interface ExecutionServices {
  readonly context: CallContext;
  /** Default: read committed. */
  readonly isolation?: IsolationLevel;
  /** Bytes that one sort or store may hold before it spills. */
  readonly workMemBytes: number;
  /** The same for a hash table. */
  readonly hashMemBytes: number;
  openRelation(relation: RelationDescriptor): OpenRelation;
  /** Rows of a relation computed from the running system. */
  virtualRows(relation: RelationDescriptor): Iterable<readonly Datum[]>;
  relationById(id: Oid): RelationDescriptor | undefined;
  /** The version of the table's row that the cursor is on (WHERE CURRENT OF). @throws 34000, 24000 */
  cursorRow(cursor: string, relation: RelationDescriptor): RowRef;
  tableRules(relation: RelationDescriptor): TableRules;
  /** Foreign-key and deferred constraint events of the transaction. */
  readonly constraints: ConstraintQueue;
  readonly binder: FunctionBinder;
  /** Time spent since the slice began is used up; cheap. */
  sliceExpired(): boolean;
  /** A cancel request or timeout that is due. */
  pendingInterrupt(): PgError | null;
  monotonicMs(): number;
  /** Absent in tests without a process of their own to lose. */
  readonly memory?: Memory;
  /** Makes a temporary file; absent where there is nowhere to put one: then nothing spills. */
  spill?(): SpillFile;
}
