/** Access paths of one base relation: sequential, by index, by bitmap, by ctid. Index paths may depend on an enclosing nested loop. */
import type { Expr } from '../../analyze/index.js';
import { TID } from '../../types/index.js';
import { seqScanCost, type CostPair } from '../cost/cost.js';
import { relidsOf } from '../expression/references.js';
import type { Lowered } from '../physical/lowered.js';
import type { PlanNode } from '../physical/plan-nodes.js';
import type { NodeParts, QueryPlanner } from '../query-planner.js';
import { relationWidth, tableScope, type BaseRelation } from './base-relation.js';
import { bitmapPaths } from './bitmap-paths.js';
import { IndexAccess } from './index-paths.js';
import type { JoinClause } from './join-clause.js';
import { NO_KEYS, NO_RELIDS, addPath, overlaps, relidOf, type Path, type Relids } from './path.js';

/** All that is known of how to read one table of a level. */
export class TableAccess {
  readonly width: number;
  /** Rows that pass the table's own qualifications. */
  readonly rows: number;
  readonly indexes: IndexAccess;

  constructor(
    readonly level: QueryPlanner,
    readonly base: BaseRelation,
    readonly quals: readonly Expr[],
  ) {
    this.width = relationWidth(base.relation);
    this.rows = Math.max(1, Math.round(base.tuples * level.selectivity.list(quals)));
    this.indexes = new IndexAccess(this);
  }

  /** Paths that need nothing from outside. */
  paths(mergeClasses: ReadonlySet<number> | null): readonly Path[] {
    const { level, base, quals } = this;
    const { settings } = level.context.env;
    const paths: Path[] = [];
    const seq = seqScanCost(settings, base.pages, base.tuples, level.operators(quals));
    const common = { relids: relidOf(base.table), width: this.width, requiredOuter: NO_RELIDS, pathKeys: NO_KEYS };
    const tid = tidConditions(base, quals);
    if (tid === undefined || tid.qual.kind !== 'current-of') {
      paths.push({
        ...common,
        rows: this.rows,
        startupCost: seq.startup,
        totalCost: seq.total,
        build: (need, filter = []) => buildSeqScan(level, base, need, [...quals, ...filter], seq, this.rows),
      });
    }
    if (tid !== undefined && (settings.enable_tidscan || tid.qual.kind === 'current-of') && base.entry.sample === null) {
      const rows = tid.isArray ? 10 : 1;
      const cost = { startup: 0, total: rows * (settings.random_page_cost + settings.cpu_tuple_cost) };
      addPath(
        paths,
        {
          ...common,
          rows,
          startupCost: cost.startup,
          totalCost: cost.total,
          build: (need, filter = []) => buildTidScan(level, base, need, [...quals.filter(q => q !== tid.qual), ...filter], tid, cost, rows),
        },
        level.considersStartup,
      );
    }
    if (base.relation.isVirtual || base.entry.sample !== null || level.epqTables.includes(base.table)) return paths;
    for (const path of this.indexes.paths(mergeClasses)) addPath(paths, path, level.considersStartup);
    for (const path of bitmapPaths(this, [])) addPath(paths, path, level.considersStartup);
    return paths;
  }

  /** Paths that use join clauses with relations of `outer` as parameters, one row of them at a time; `loops` = how many rows. */
  parameterised(clauses: readonly JoinClause[], outer: Relids, loops: number): readonly Path[] {
    if (this.base.relation.isVirtual || this.base.entry.sample !== null || this.level.epqTables.includes(this.base.table)) return [];
    return this.indexes.parameterised(clauses, outer, loops);
  }
}

interface TidConditions {
  readonly qual: Expr;
  readonly value: Expr;
  readonly isArray: boolean;
}

const TID_EQUAL = 387;

function tidConditions(base: BaseRelation, quals: readonly Expr[]): TidConditions | undefined {
  const isCtid = (e: Expr): boolean => e.kind === 'var' && e.levelsUp === 0 && e.table === base.table && e.column === -1;
  const own = relidOf(base.table);
  const isValue = (e: Expr): boolean => relidsOf(e) === NO_RELIDS && !overlaps(relidsOf(e), own);
  for (const qual of quals) {
    if (qual.kind === 'op' && qual.args.length === 2 && qual.operatorId === TID_EQUAL) {
      const [left, right] = qual.args as [Expr, Expr];
      if (isCtid(left) && isValue(right)) return { qual, value: right, isArray: false };
      if (isCtid(right) && isValue(left)) return { qual, value: left, isArray: false };
    }
    if (qual.kind === 'current-of' && qual.table === base.table) return { qual, value: qual, isArray: false };
    if (qual.kind === 'scalar-array-op' && qual.useOr && qual.operatorId === TID_EQUAL && isCtid(qual.args[0]) && isValue(qual.args[1]))
      return { qual, value: qual.args[1], isArray: true };
  }
  return undefined;
}

export function buildSeqScan(level: QueryPlanner, base: BaseRelation, need: readonly Expr[], quals: readonly Expr[], cost: CostPair, rows: number): PlanNode {
  const estimate = { cost, rows };
  if (level.epqTables.includes(base.table)) return level.finish(s => epqFields(base, s.used), need, quals, tableScope(base), estimate);
  if (base.relation.isVirtual) return level.finish(s => ({ kind: 'virtual-scan', ...scanFields(base, s.used) }), need, quals, tableScope(base), estimate);
  const { sample } = base.entry;
  const value = (expr: Expr): Lowered => level.lowerer.top(expr, { resolve: () => undefined });
  const lowered = sample === null ? null : { method: sample.method, percent: value(sample.percent), seed: sample.seed ? value(sample.seed) : null };
  return level.finish(s => ({ kind: 'seq-scan', ...scanFields(base, s.used), sample: lowered }), need, quals, tableScope(base), estimate);
}

function epqFields(base: BaseRelation, used: ReadonlySet<number>): NodeParts {
  const { table, entry, relation } = base;
  return { kind: 'epq-scan', tableIndex: table, alias: entry.alias, columnCount: relation.columns.length, usedColumns: [...used].sort((a, b) => a - b) };
}

function buildTidScan(
  level: QueryPlanner,
  base: BaseRelation,
  need: readonly Expr[],
  quals: readonly Expr[],
  tid: TidConditions,
  cost: CostPair,
  rows: number,
): PlanNode {
  const isCurrentOf = tid.qual.kind === 'current-of';
  // A newer version of a cursor's row is still its row.
  if (level.epqTables.includes(base.table)) return buildSeqScan(level, base, need, isCurrentOf ? quals : [...quals, tid.qual], cost, rows);
  const lowered: Lowered =
    tid.value.kind === 'current-of'
      ? { kind: 'current-of', cursor: tid.value.cursor, relation: base.relation, type: TID }
      : level.lowerer.lower(tid.value, { resolve: () => undefined });
  const value: Lowered = { ...lowered, source: tid.qual };
  const own = { values: [value], isArray: tid.isArray, followsUpdates: isCurrentOf };
  return level.finish(s => ({ kind: 'tid-scan', ...scanFields(base, s.used), ...own }), need, quals, tableScope(base), { cost, rows });
}

export function scanFields(base: BaseRelation, used: ReadonlySet<number>) {
  return { relation: base.relation, tableIndex: base.table, alias: base.entry.alias, usedColumns: [...used].sort((a, b) => a - b) };
}
