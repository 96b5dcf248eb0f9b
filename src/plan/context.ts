/** What planning one statement needs from outside (PlannerEnv) and shares inside (PlannerContext). */
import type { Oid } from '../base/index.js';
import type { CatalogReader, FunctionDescriptor, RelationDescriptor } from '../catalog/index.js';
import type { AggregateImpl, CallContext, ScalarImpl, SetImpl } from '../functions/index.js';
import type { Expr, FuncExpr, OpExpr, Query, SubLink } from '../analyze/index.js';
import type { TypeOps } from '../types/index.js';
import type { PlanNode, SubPlanInfo } from './physical/plan-nodes.js';

/** Planner settings, PostgreSQL's names (chapter 20.7). */
export interface PlannerSettings {
  readonly seq_page_cost: number;
  readonly random_page_cost: number;
  readonly cpu_tuple_cost: number;
  readonly cpu_index_tuple_cost: number;
  readonly cpu_operator_cost: number;
  /** In pages. */
  readonly effective_cache_size: number;
  /** In kilobytes. */
  readonly work_mem: number;
  readonly hash_mem_multiplier: number;
  readonly enable_seqscan: boolean;
  readonly enable_indexscan: boolean;
  readonly enable_indexonlyscan: boolean;
  readonly enable_bitmapscan: boolean;
  readonly enable_tidscan: boolean;
  readonly enable_sort: boolean;
  readonly enable_incremental_sort: boolean;
  readonly enable_hashagg: boolean;
  readonly enable_nestloop: boolean;
  readonly enable_hashjoin: boolean;
  readonly enable_mergejoin: boolean;
  readonly enable_material: boolean;
  readonly enable_memoize: boolean;
}

export interface PlannerEnv {
  readonly catalog: CatalogReader;
  readonly settings: PlannerSettings;
  /** Evaluates stable and immutable functions at planning time (constant folding, estimates). */
  readonly callContext: CallContext;
  /** Values of external parameters for a custom plan; undefined plans generically. */
  readonly parameterValues?: readonly unknown[];
  /** With a collation of ICU, types of texts order by it. */
  typeOps(type: Oid, collation?: Oid): TypeOps;
  /** Throw 0A000 when a catalog function has no implementation. */
  scalarImpl(descriptor: FunctionDescriptor, inputCollation?: Oid): ScalarImpl;
  setImpl(descriptor: FunctionDescriptor): SetImpl;
  aggregateImpl(descriptor: FunctionDescriptor, inputCollation?: Oid): AggregateImpl;
  /** True for functions that may wait (volatile SQL and PL functions, pg_sleep, advisory locks). */
  maySuspend(descriptor: FunctionDescriptor): boolean;
  /** Analyses a stored expression of a relation (CHECK, generated, index expression or predicate); Vars have table 0. */
  storedExpression(relation: RelationDescriptor, text: string): Expr;
  /** CHECK constraints of a domain over `case-test`, outermost base first. */
  domainChecks(domain: Oid): {
    readonly isNotNull: boolean;
    readonly name: string;
    /** As messages show it, when that differs from the name; its schema. */
    readonly display?: string;
    readonly schema?: string;
    readonly checks: readonly { readonly name: string; readonly condition: Expr }[];
  };
  /** The oldest snapshot anybody has, as a transaction id; indexes may demand one. */
  horizon?(): number;
  /** Current physical size: pages now, live rows estimated from it, and pages known to hold only rows that everyone sees. */
  relationSize(relation: RelationDescriptor): { readonly pages: number; readonly tuples: number; readonly visiblePages?: number };
}

const LOCK_MODES = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
];

/** State shared by all query levels of one statement. */
export class PlannerContext {
  execParamCount = 0;
  nodeCount = 0;
  unionCount = 0;
  clauseCount = 0;
  /** How often an expression referred to an outer query level. */
  outerReferences = 0;
  readonly subPlans: SubPlanInfo[] = [];
  readonly ctes: { number: number; name: string; plan: PlanNode; modifies: boolean; planNumber: number }[] = [];
  readonly locks = new Map<number, string>();
  /** Every query level, in planning order. */
  readonly levels: {
    readonly query: Query;
    readonly parent: { readonly number: number } | null;
    readonly subqueries: ReadonlyMap<number, { readonly planner: { readonly number: number } }>;
  }[] = [];
  /** The sub-plan made for each sub-select, for EXPLAIN. */
  readonly subLinks = new Map<SubLink, SubPlanInfo>();
  private planNumber = 0;

  constructor(readonly env: PlannerEnv) {}

  /** Keeps the strongest mode asked for. */
  lock(relation: number, mode: string): void {
    const known = this.locks.get(relation);
    if (known === undefined || LOCK_MODES.indexOf(mode) > LOCK_MODES.indexOf(known)) this.locks.set(relation, mode);
  }

  newParam(): number {
    return this.execParamCount++;
  }

  /** Number that EXPLAIN shows for a sub-plan or WITH query, from 1. */
  nextPlanNumber(): number {
    return ++this.planNumber;
  }
}

/** The session's context with the types of one call. */
export function callContextFor(env: PlannerEnv, call: FuncExpr | OpExpr): CallContext {
  return Object.create(env.callContext, {
    argumentTypes: { value: call.args.map(a => a.type) },
    resultType: { value: call.type },
    isVariadic: { value: call.kind === 'func' && call.isVariadic },
  }) as CallContext;
}
