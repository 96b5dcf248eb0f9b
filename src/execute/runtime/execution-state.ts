/**
 * What one execution of a statement knows and owns: parameters, snapshot, surroundings, work budget, and the stores shared by its nodes
 * (sub-plans, CTEs, work tables). A plan is shared by many executions; everything that changes is here or in the engine's run objects.
 *
 * Invariants
 * 1. `budget` counts down by roughly one per row touched; whoever brings it below zero saves its place and returns YIELD.
 * 2. `wait` is set only together with a YIELD that must not be resumed before the wait is over.
 * 3. Everything that holds memory, pins or files registers itself in `closers` or is closed by its owner's close().
 */
import { assert, AssertionError, type Oid } from '../../base/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import type { PgError } from '../../errors/index.js';
import type { CallContext, ResultColumnDefinition } from '../../functions/index.js';
import type { PlannedStatement, PlanNode } from '../../plan/index.js';
import type { Snapshot, Transaction, WaitRequest } from '../../txn/index.js';
import { typeOids, type Datum } from '../../types/index.js';
import type { Engine, Execution } from '../engine.js';
import { BoundCallContext } from './call-context.js';
import { CteStore } from './cte-store.js';
import { NodeCounters } from './instrumentation.js';
import { MemoryBudget } from './memory-budget.js';
import type { Replay } from './replay.js';
import type { ExecutionServices } from './services.js';
import { SubPlanRun } from './sub-plan.js';
import type { OpenRelation, PageHolder } from './open-relation.js';
import { WorkTable } from './work-table.js';

/** An exec-param that an InitPlan has not filled yet. Compared by identity only. */
export const UNSET: Datum = Object.freeze({ kind: 'array', elementType: 0 as Oid, dims: [], lowerBounds: [], values: [] });

export interface ExecutionOptions {
  readonly statement: PlannedStatement;
  readonly engine: Engine;
  readonly parameters: readonly Datum[];
  readonly transaction: Transaction;
  readonly snapshot: Snapshot;
  readonly services: ExecutionServices;
  /** Count rows, loops and time per node (EXPLAIN ANALYZE). */
  readonly isInstrumented?: boolean;
}

export class ExecutionState {
  readonly statement: PlannedStatement;
  readonly engine: Engine;
  parameters: readonly Datum[];
  transaction: Transaction;
  snapshot: Snapshot;
  readonly services: ExecutionServices;
  readonly context: CallContext;
  readonly execParams: Datum[];
  /** Cells for CASE arguments and domain values, by nesting depth. */
  readonly scratch: Datum[] = [null, null, null, null];
  budget = 0;
  /** Log of the evaluation that is under way, if it may stop half way. */
  replay: Replay | null = null;
  /** Number of resumable evaluations begun so far. */
  evaluations = 0;
  wait: WaitRequest | null = null;
  readonly memory: MemoryBudget;
  readonly counters: NodeCounters | null;
  /** Rows that INSERT, UPDATE, DELETE or MERGE of the main statement changed, for the command tag. */
  processedRows = 0;
  /** Rows substituted for table scans while a row is re-checked, by tableIndex; null = none such. */
  epqRows: (readonly Datum[] | null)[] | null = null;
  private readonly contexts = new Map<object, CallContext>();
  private readonly subPlans: (SubPlanRun | undefined)[] = [];
  private readonly ctes: (CteStore | undefined)[] = [];
  private readonly workTables: (WorkTable | undefined)[] = [];
  private readonly tables = new Map<Oid, OpenRelation>();
  private readonly holders = new Set<PageHolder>();
  private depth = 0;
  private readonly closers: (() => void)[] = [];
  private initParamOwner: Int32Array | null = null;

  constructor(options: ExecutionOptions) {
    this.statement = options.statement;
    this.engine = options.engine;
    this.parameters = options.parameters;
    this.transaction = options.transaction;
    this.snapshot = options.snapshot;
    this.services = options.services;
    this.context = options.services.context;
    const count = options.statement.execParamCount;
    this.execParams = count === 0 ? NO_PARAMS : new Array<Datum>(count).fill(null);
    this.memory = new MemoryBudget(options.services.workMemBytes, options.services.hashMemBytes, options.services.memory);
    this.counters = options.isInstrumented === true ? new NodeCounters(options.statement.nodeCount, options.services) : null;
    for (const subPlan of options.statement.subPlans) {
      if (!subPlan.isInit) continue;
      this.initParamOwner ??= new Int32Array(count).fill(-1);
      for (const id of subPlan.outputParams) {
        this.execParams[id] = UNSET;
        this.initParamOwner[id] = subPlan.number;
      }
    }
  }

  /** A state without a plan: for constraint checks at commit, COPY and other commands that write rows. */
  static forUtility(transaction: Transaction, snapshot: Snapshot, services: ExecutionServices): ExecutionState {
    return new ExecutionState({ statement: NO_STATEMENT, engine: NO_ENGINE, parameters: [], transaction, snapshot, services });
  }

  /** For point queries, whose state serves many executions one after the other. */
  rebind(parameters: readonly Datum[], transaction: Transaction, snapshot: Snapshot): void {
    this.parameters = parameters;
    this.transaction = transaction;
    this.snapshot = snapshot;
    this.processedRows = 0;
  }

  /** Concurrent changes end the statement with 40001 instead of being followed. */
  get isRepeatableRead(): boolean {
    const { isolation } = this.services;
    return isolation === 'repeatable read' || isolation === 'serializable';
  }

  /** Number of the InitPlan that fills an exec-param, or -1. */
  initPlanOf(param: number): number {
    return this.initParamOwner === null ? -1 : (this.initParamOwner[param] as number);
  }

  /** Value of an exec-param; an InitPlan's is computed now if need be. */
  readParam(id: number): Datum {
    const value = this.execParams[id];
    return value === UNSET ? this.initParam(id) : value;
  }

  /** True when the exec-param's InitPlan was run ahead and ended with an error. */
  hasFailed(id: number): boolean {
    return this.execParams[id] === UNSET && this.subPlan(this.initPlanOf(id)).hasFailed;
  }

  /** Runs the InitPlan of an exec-param on the spot and gives its value. */
  initParam(id: number): Datum {
    const owner = this.initPlanOf(id);
    assert(owner >= 0, `exec-param ${id} was read before it was set`);
    this.subPlan(owner).finishInit();
    return this.execParams[id] as Datum;
  }

  subPlan(number: number): SubPlanRun {
    let run = this.subPlans[number];
    if (run === undefined) {
      const info = this.statement.subPlans.find(p => p.number === number);
      assert(info !== undefined, `there is no sub-plan ${number}`);
      run = new SubPlanRun(info, this);
      this.subPlans[number] = run;
      this.closers.push(() => (run as SubPlanRun).close());
    }
    return run;
  }

  cte(number: number): CteStore {
    let store = this.ctes[number];
    if (store === undefined) {
      const info = this.statement.ctes.find(c => c.number === number);
      assert(info !== undefined, `there is no CTE ${number}`);
      store = new CteStore(info.plan, info.modifies, this);
      this.ctes[number] = store;
      this.closers.push(() => (store as CteStore).close());
    }
    return store;
  }

  workTable(union: number): WorkTable {
    return (this.workTables[union] ??= new WorkTable());
  }

  /** Opens a relation for reading and writing; kept until the end. */
  open(relation: RelationDescriptor): OpenRelation {
    let open = this.tables.get(relation.oid);
    if (open === undefined) {
      open = this.services.openRelation(relation);
      this.tables.set(relation.oid, open);
    }
    return open;
  }

  addHolder(holder: PageHolder): void {
    this.holders.add(holder);
  }

  removeHolder(holder: PageHolder): void {
    this.holders.delete(holder);
  }

  /** Lets go of every page: before waiting, writing, nested SQL, and at the end of each outermost step. */
  suspendPages(): void {
    for (const holder of this.holders) holder.suspend();
  }

  /** Brackets of Execution.step: the outermost one ends with no page held. */
  enterStep(budget: number): void {
    this.depth++;
    this.budget = budget;
  }

  leaveStep(): void {
    if (--this.depth === 0) this.suspendPages();
  }

  /** Starts a plan subtree on this execution's engine. */
  start(node: PlanNode): Execution {
    return this.engine.start(node, this.statement, this);
  }

  /** Context of one call site: it knows the call's argument and result types, and the order of an ordered-set aggregate's arguments. */
  callContext(call: object, argumentTypes: readonly number[], resultType: number, withinGroupOrder?: CallContext['withinGroupOrder']): CallContext {
    let context = this.contexts.get(call);
    if (context === undefined) {
      const { isVariadic, resultColumns } = call as { readonly isVariadic?: boolean; readonly resultColumns?: readonly ResultColumnDefinition[] };
      context = new BoundCallContext(this.context, argumentTypes, resultType, isVariadic === true, withinGroupOrder, resultColumns);
      this.contexts.set(call, context);
    }
    return context;
  }

  elementTypeOf(arrayType: Oid): Oid {
    return this.context.typeById(arrayType)?.elementOid ?? typeOids.UNKNOWN;
  }

  /** Throws the cancel or timeout error that is due, if any; ends a statement before the process runs out of memory. */
  checkInterrupts(): void {
    const error: PgError | null = this.services.pendingInterrupt();
    if (error !== null) throw error;
    this.memory.check();
  }

  onClose(closer: () => void): void {
    this.closers.push(closer);
  }

  close(): void {
    while (this.closers.length > 0) (this.closers.pop() as () => void)();
    this.memory.releaseAll();
  }
}

const NO_PARAMS: Datum[] = [];

const NO_ENGINE: Engine = {
  name: 'volcano',
  start: () => {
    throw new AssertionError('a utility execution has no plan');
  },
};

const NO_STATEMENT = {
  command: 'select',
  subPlans: [],
  ctes: [],
  execParamCount: 0,
  nodeCount: 0,
  columns: [],
  hasReturning: false,
  locks: [],
  isReadOnly: false,
  catalogEpoch: 0,
  parameterTypes: [],
  rangeTable: [],
} as unknown as PlannedStatement;
