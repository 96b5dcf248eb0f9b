/**
 * Plans one query level: FROM into joined paths (join-tree.ts, join-paths.ts), then grouping, windows, set-returning targets, DISTINCT, ORDER BY
 * and LIMIT (upper-paths.ts). Sub-selects in expressions become sub-plans (sub-links.ts). One instance per level; levels form a chain by `parent`.
 */
import { assert } from '../base/index.js';
import type { CommonTable, Expr, Query, RangeTableEntry, SubLink, TargetEntry } from '../analyze/index.js';
import { SelectivityEstimator } from './cost/selectivity.js';
import type { PlannerContext } from './context.js';
import { visitDeep, visitQueryDeep } from './expression/levels.js';
import { atLevelZero, leavesOf, relidsOf } from './expression/references.js';
import { isVolatile } from './expression/volatility.js';
import { exprEquals, someExpr } from './expression/walk.js';
import { operatorCount } from './cost/cost.js';
import { Lowerer, lowerFilter, type ColumnScope, type LoweringLevel } from './physical/lower.js';
import type { Lowered } from './physical/lowered.js';
import type { PlanBase, PlanNode } from './physical/plan-nodes.js';
import { planSubLink, rowSubLinkParam, subLinkCost, type PlannedSubLink } from './sub-links.js';
import { NO_RELIDS, isSubset, overlaps, relidOf, type Path, type Relids } from './path/path.js';
import { exprWidth, type BaseRelation } from './path/base-relation.js';
import { Equivalences } from './path/equivalence.js';
import type { SemiJoin } from './path/join-tree.js';
import { WantedOrders } from './path/orders.js';
import { planCommonTable } from './common-tables.js';
import { upperPath } from './path/upper-paths.js';
import { prepareQuery } from './rewrite/prepare.js';

/** Outer references that sub-queries of this level made, with the exec-param that carries each. */
export interface Capture {
  readonly entries: { readonly id: number; readonly expr: Expr }[];
}

interface LoopScope {
  readonly relids: Relids;
  readonly params: { readonly id: number; readonly expr: Expr }[];
}

/** What a kind of node has beyond the fields common to all. */
export type NodeParts = PlanNode extends infer N ? (N extends PlanBase ? Omit<N, keyof PlanBase> : never) : never;

const NO_COLUMNS: ReadonlySet<number> = new Set();
const NO_SUB_PLANS: readonly number[] = [];

export class QueryPlanner implements LoweringLevel {
  readonly lowerer: Lowerer;
  readonly selectivity: SelectivityEstimator;
  readonly bases = new Map<number, BaseRelation>();
  readonly cteNumbers = new Map<string, { number: number; rows: number } | { union: number; rows: number }>();
  /** Expressions that the stages so far compute as a whole (grouping keys, sets): leaves for the stages above. */
  computed: readonly Expr[] = [];
  /** While building an EvalPlanQual plan: the range-table entries replaced by their current rows. */
  epqTables: readonly number[] = [];
  /** What WHERE makes equal in every row. */
  readonly equivalences = new Equivalences();
  /** Semi and anti joins made of conditions on sub-selects; null until those are looked at. */
  semiJoins: readonly SemiJoin[] | null = null;
  /** Planned sub-queries by range-table index. */
  readonly subqueries = new Map<number, { readonly planner: QueryPlanner; readonly rows: number }>();
  /** Sub-selects planned for their cost but not built yet. */
  readonly plannedSubLinks = new Map<SubLink, PlannedSubLink>();
  /** A cursor's level whose rows say which row of its only table they are. */
  keepsRowReference = false;
  /** Rows that will be read of the result, if fewer than all. */
  rowsWanted: number | undefined;
  private wantedOrders: WantedOrders | null = null;
  private readColumns: Map<number, Set<number>> | null = null;
  /** Index into the statement's levels. */
  readonly number: number;
  /** InitPlans and WITH queries of this level, shown at its top node. */
  readonly ownInitPlans: number[] = [];
  readonly ownCtes: number[] = [];
  /** Sub-plans met while lowering the expressions of the node being built; taken by the node. */
  pendingSubPlans: number[] = [];
  private readonly captures: Capture[] = [];
  private readonly loops: LoopScope[] = [];

  constructor(
    readonly context: PlannerContext,
    readonly parent: QueryPlanner | null,
    public query: Query,
  ) {
    this.number = context.levels.length;
    context.levels.push(this);
    this.lowerer = new Lowerer(this);
    this.selectivity = new SelectivityEstimator(context.env, {
      relationOf: table => {
        const base = this.bases.get(table);
        return base ? { relation: base.relation, tuples: base.tuples } : undefined;
      },
      subqueryColumn: (table, column) => {
        const subquery = this.subqueries.get(table);
        const target = subquery?.planner.visibleTargets()[column - 1];
        if (subquery === undefined || target === undefined || subquery.planner.query.setOperation) return undefined;
        return { estimator: subquery.planner.selectivity, expr: target.expr, rows: subquery.rows };
      },
    });
  }

  /** Columns of a table (attnums) that the level reads anywhere, sub-selects included; null when it needs whole rows or system columns. */
  columnsRead(table: number): ReadonlySet<number> | null {
    if (this.readColumns === null) {
      const read = new Map<number, Set<number>>();
      const note = (e: Expr, depth: number): void => {
        if (e.kind !== 'var' || e.levelsUp !== depth) return;
        const columns = read.get(e.table);
        if (columns === undefined) read.set(e.table, new Set([e.column]));
        else columns.add(e.column);
      };
      visitQueryDeep(this.query, (e, depth) => note(e, depth - 1), 1);
      for (const { conditions } of this.semiJoins ?? []) for (const condition of conditions) visitDeep(condition, note);
      this.readColumns = read;
    }
    const columns = this.readColumns.get(table) ?? NO_COLUMNS;
    for (const column of columns) if (column <= 0) return null;
    if (this.query.command !== 'select' || this.keepsRowReference) return null;
    return this.query.rowMarks.some(m => m.table === table) ? null : columns;
  }

  /** Asked for only once the level's equivalences are known. */
  get orders(): WantedOrders {
    this.wantedOrders ??= new WantedOrders(this);
    return this.wantedOrders;
  }

  /** The first rows matter more than all of them. */
  get considersStartup(): boolean {
    return this.query.limit !== null || this.rowsWanted !== undefined;
  }

  entry(table: number): RangeTableEntry {
    return this.query.rangeTable[table]!;
  }

  /** The whole level as a path; `fraction` of its rows expected to be read (1 = all). */
  path(): Path {
    for (const cte of this.query.ctes) this.planCte(cte);
    return upperPath(this);
  }

  /** Applies the rewrites; before anything else is asked of the level. */
  prepare(): void {
    this.query = prepareQuery(this.query, this.context);
  }

  /** A query that nobody reads is not planned, and cannot fail. */
  planCte(cte: CommonTable): void {
    if (cte.referenceCount > 0 || cte.query.command !== 'select') planCommonTable(this, cte);
  }

  /** Finds a CTE `levelsUp` levels out. */
  cteNumber(name: string, levelsUp: number): { number: number; rows: number } | { union: number; rows: number } {
    let level: QueryPlanner = this;
    for (let i = 0; i < levelsUp; i++) {
      assert(level.parent !== null, `no query level for WITH query ${name}`);
      level = level.parent;
    }
    const found = level.cteNumbers.get(name);
    assert(found !== undefined, `WITH query ${name} is not planned`);
    return found;
  }

  // --- LoweringLevel -------------------------------------------------------------------------------------------

  outerReference(expr: Expr): number {
    assert((expr.kind === 'var' || expr.kind === 'agg' || expr.kind === 'grouping') && expr.levelsUp > 0, 'an outer reference points out');
    let level: QueryPlanner = this;
    for (let i = 0; i < expr.levelsUp; i++) {
      assert(level.parent !== null, 'outer reference past the outermost query');
      level = level.parent;
    }
    const capture = level.captures[level.captures.length - 1];
    assert(capture !== undefined, 'outer reference without a capture');
    this.context.outerReferences++;
    const own = atLevelZero(expr, expr.levelsUp);
    const known = capture.entries.find(e => exprEquals(e.expr, own));
    if (known) return known.id;
    const id = this.context.newParam();
    capture.entries.push({ id, expr: own });
    return id;
  }

  loopParameter(expr: Expr): number | undefined {
    const relids = relidsOf(expr);
    for (let i = this.loops.length - 1; i >= 0; i--) {
      const scope = this.loops[i]!;
      if (relids !== NO_RELIDS && !isSubset(relids, scope.relids)) continue;
      const known = scope.params.find(p => exprEquals(p.expr, expr));
      if (known) return known.id;
      const id = this.context.newParam();
      scope.params.push({ id, expr });
      return id;
    }
    return undefined;
  }

  lowerSubLink(link: SubLink, scope: ColumnScope): Lowered {
    return planSubLink(this, link, scope);
  }

  rowSubLinkParam(link: SubLink, field: number): number | undefined {
    return rowSubLinkParam(this, link, field);
  }

  /** Runs `plan` collecting the references its sub-query makes to this level (and, unseen here, to outer ones). */
  capture<T>(plan: () => T): { result: T; capture: Capture } {
    const capture: Capture = { entries: [] };
    this.captures.push(capture);
    try {
      return { result: plan(), capture };
    } finally {
      this.captures.pop();
    }
  }

  pushLoopScope(relids: Relids): LoopScope {
    const scope: LoopScope = { relids, params: [] };
    this.loops.push(scope);
    return scope;
  }

  /** Parameters that the inner side needs from the outer: its nested-loop references and what lateral sub-queries in it captured. */
  popLoopScope(scope: LoopScope): readonly { readonly id: number; readonly expr: Expr }[] {
    const popped = this.loops.pop();
    assert(popped === scope, 'loop scopes nest');
    return scope.params;
  }

  /** What a lateral sub-query that has been built refers to is set by the nested loops around it, each setting what its outer side has. */
  setByLoops(capture: Capture): void {
    for (const entry of capture.entries) {
      const relids = relidsOf(entry.expr);
      for (let i = this.loops.length - 1; i >= 0; i--) {
        const scope = this.loops[i]!;
        if (!isSubset(relids, scope.relids)) continue;
        if (!scope.params.some(p => p.id === entry.id)) scope.params.push(entry);
        break;
      }
    }
  }

  // --- building nodes --------------------------------------------------------------------------------------------

  /** Creates a node: lowers target and filter over `scope`, numbers it, attaches the sub-plans met on the way. */
  finish<S extends ColumnScope>(
    make: (scope: S) => NodeParts,
    need: readonly Expr[],
    filter: readonly Expr[],
    scope: S,
    estimate: { cost: { startup: number; total: number }; rows: number },
    identity = false,
  ): PlanNode {
    const target = need.map(expr => this.lowerer.top(expr, scope));
    const lowered = lowerFilter(this.lowerer, filter, scope);
    const parts = make(scope);
    const subPlans = this.takeSubPlans();
    const base: PlanBase = {
      id: this.context.nodeCount++,
      target,
      targetNames: need.map(() => ''),
      isIdentity: identity,
      filter: lowered,
      startupCost: estimate.cost.startup,
      totalCost: estimate.cost.total,
      rows: estimate.rows,
      width: need.reduce((w, e) => w + exprWidth(this, e), 0),
      initPlans: [],
      subPlans,
      level: this.number,
    };
    // Not a spread of both: V8 copies the second one property by property in the runtime (3 µs, and garbage that lives long).
    return Object.assign(base, parts) as unknown as PlanNode;
  }

  materialize(input: PlanNode): PlanNode {
    if (input.kind === 'material' || input.kind === 'cte-scan' || input.kind === 'values-scan') return input;
    return this.passThrough({ kind: 'material', input }, input, { startup: input.startupCost, total: input.totalCost + input.rows * 0.005 }, input.rows);
  }

  /** A node whose output columns are its input's. */
  passThrough(parts: NodeParts, input: PlanNode, cost: { startup: number; total: number }, rows: number): PlanNode {
    const subPlans = this.takeSubPlans();
    const base: PlanBase = {
      id: this.context.nodeCount++,
      target: input.target.map((t, index): Lowered => ({ kind: 'column', input: 0, index, type: t.type, ...(t.source ? { source: t.source } : {}) })),
      targetNames: input.targetNames,
      isIdentity: true,
      filter: null,
      startupCost: cost.startup,
      totalCost: cost.total,
      rows,
      width: input.width,
      initPlans: [],
      subPlans,
      level: this.number,
    };
    return Object.assign(base, parts) as unknown as PlanNode;
  }

  /** Cuts a node's output to its first `width` columns when it has more. */
  exact(node: PlanNode, width: number): PlanNode {
    if (node.target.length === width) return node;
    const target = node.target
      .slice(0, width)
      .map((t, index): Lowered => ({ kind: 'column', input: 0, index, type: t.type, ...(t.source ? { source: t.source } : {}) }));
    return {
      id: this.context.nodeCount++,
      kind: 'result',
      isCut: true,
      input: node,
      oneTime: null,
      target,
      targetNames: node.targetNames.slice(0, width),
      isIdentity: false,
      filter: null,
      startupCost: node.startupCost,
      totalCost: node.totalCost,
      rows: node.rows,
      width: node.width,
      initPlans: [],
      subPlans: [],
      level: this.number,
    };
  }

  takeSubPlans(): readonly number[] {
    const taken = this.pendingSubPlans;
    // The list itself is added to later.
    if (taken.length === 0) return NO_SUB_PLANS;
    this.pendingSubPlans = [];
    return taken;
  }

  /** The level's top node: exactly the visible targets (or some of them); its InitPlans and WITH queries are shown there. */
  buildTop(path: Path, columns?: readonly number[]): PlanNode {
    const visible = this.visibleTargets();
    const targets = (columns === undefined ? visible : columns.map(i => visible[i]!)).map(t => t.expr);
    return this.asTop(this.exact(path.build(targets), targets.length));
  }

  asTop(node: PlanNode): PlanNode {
    if (this.ownInitPlans.length === 0 && this.ownCtes.length === 0) return node;
    return { ...node, initPlans: [...node.initPlans, ...this.ownInitPlans], ctes: [...(node.ctes ?? []), ...this.ownCtes] };
  }

  /** The leaf expressions of `exprs` that `path` supplies. */
  needFrom(path: Path, exprs: readonly Expr[], exclude: readonly Expr[] = []): Expr[] {
    return leavesOf(exprs, []).filter(leaf => {
      const relids = relidsOf(leaf);
      return relids !== NO_RELIDS && isSubset(relids, path.relids) && !exclude.some(e => exprEquals(e, leaf));
    });
  }

  /** Cost of evaluating `exprs` for one row, in operator calls. */
  operators(exprs: readonly Expr[]): number {
    let count = operatorCount(exprs);
    if (!this.query.hasSubLinks) return count;
    for (const expr of exprs)
      someExpr(expr, e => {
        if (e.kind === 'sublink') count += subLinkCost(this, e) / this.context.env.settings.cpu_operator_cost;
        return false;
      });
    return count;
  }

  hasVolatile(expr: Expr): boolean {
    return isVolatile(expr, this.context);
  }

  visibleTargets(): readonly TargetEntry[] {
    return this.query.targets.filter(t => !t.isJunk);
  }
}

export { overlaps, relidOf };
