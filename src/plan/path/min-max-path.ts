/**
 * `SELECT min(a), max(b) FROM t WHERE …`: each aggregate is the first row of the table in the right order, when an index has that order. Planned as
 * the sub-selects `(SELECT a FROM t WHERE … AND a IS NOT NULL ORDER BY a LIMIT 1)`.
 */
import type { Aggref, Expr, Query, SubLink, TargetEntry } from '../../analyze/index.js';
import { BOOL, INT8 } from '../../types/index.js';
import { conjunction, conjuncts, exprEquals, mapChildren, someExpr } from '../expression/walk.js';
import { shiftExprLevels } from '../expression/levels.js';
import { EMPTY_SCOPE } from '../physical/lower.js';
import { QueryPlanner } from '../query-planner.js';
import { NO_KEYS, NO_RELIDS, type Path } from './path.js';

/** Undefined when it does not apply or would not pay. */
export function minMaxPath(level: QueryPlanner, having: readonly Expr[], plainCost: number): Path | undefined {
  const { query } = level;
  if (query.hasWindows || query.rowMarks.length > 0 || (level.semiJoins ?? []).length > 0 || query.from.items.length !== 1) return undefined;
  const item = query.from.items[0]!;
  if (item.kind !== 'table') return undefined;
  const entry = level.entry(item.table);
  if (entry.kind !== 'relation' || entry.relation.isVirtual || entry.sample !== null || entry.relation.indexes.length === 0) return undefined;
  const exprs = [...query.targets.map(t => t.expr), ...having];
  const calls: Aggref[] = [];
  for (const expr of exprs) {
    const refuses = someExpr(expr, e => {
      if (e.kind !== 'agg') return false;
      if (e.levelsUp > 0 || !isMinMax(level, e)) return true;
      if (!calls.some(c => exprEquals(c, e))) calls.push(e);
      return false;
    });
    if (refuses) return undefined;
  }
  const where = conjuncts(query.from.where);
  // What would be evaluated several times, or refers to outer queries, stays with the plain way.
  if (calls.length === 0 || where.some(q => level.hasVolatile(q) || someExpr(q, e => e.kind === 'sublink'))) return undefined;
  const links: SubLink[] = [];
  let cost = 0;
  for (const call of calls) {
    const inner = firstRowQuery(level, call);
    const probe = new QueryPlanner(level.context, level, inner);
    const { result: path } = level.capture(() => {
      probe.prepare();
      return probe.path();
    });
    level.context.levels.pop();
    cost += path.totalCost;
    links.push({
      kind: 'sublink',
      link: 'expr',
      test: null,
      operatorName: '',
      left: [],
      query: inner,
      type: call.type,
      typmod: -1,
      collation: call.collation,
      location: -1,
    });
  }
  if (cost >= plainCost) return undefined;
  const replace = (e: Expr): Expr => {
    const at = e.kind === 'agg' ? calls.findIndex(c => exprEquals(c, e)) : -1;
    return at >= 0 ? links[at]! : mapChildren(e, replace);
  };
  const total = cost + level.context.env.settings.cpu_tuple_cost;
  return {
    ...{ relids: NO_RELIDS, rows: 1, width: 8, startupCost: cost, totalCost: total, pathKeys: NO_KEYS, requiredOuter: NO_RELIDS },
    build: (need, filter = []) => {
      const gate = [...having, ...filter].map(replace);
      const replaced = need.map(replace);
      const oneTime = gate.length > 0 ? level.lowerer.top(conjunction(gate)!, EMPTY_SCOPE) : null;
      return level.finish(() => ({ kind: 'result', input: null, oneTime }), replaced, [], EMPTY_SCOPE, { cost: { startup: cost, total }, rows: 1 });
    },
  };
}

const MIN_MAX = new Set(['min', 'max']);

function isMinMax(level: QueryPlanner, call: Aggref): boolean {
  const name = level.context.env.catalog.functionById(call.functionId)?.name;
  if (name === undefined || !MIN_MAX.has(name) || call.args.length !== 1 || call.filter !== null || call.orderBy.length > 0) return false;
  const arg = call.args[0]!;
  return (
    arg.type === call.type && !level.hasVolatile(arg) && someExpr(arg, e => e.kind === 'var' && e.levelsUp === 0) && !someExpr(arg, e => e.kind === 'sublink')
  );
}

function firstRowQuery(level: QueryPlanner, call: Aggref): Query {
  const { query } = level;
  const isMax = level.context.env.catalog.functionById(call.functionId)!.name === 'max';
  // Inside, outer references are one level further out.
  const down = (e: Expr): Expr => shiftExprLevels(e, 1, 1);
  const arg = down(call.args[0]!);
  const notNull: Expr = { kind: 'null-test', isNot: true, isRow: false, arg, type: BOOL, typmod: -1, collation: 0 as never, location: -1 };
  const target: TargetEntry = { expr: arg, name: 'minmax', isJunk: false, ref: 1, originTable: 0 as never, originColumn: 0, attnum: 0 };
  const clause = { ref: 1, isDescending: isMax, nullsFirst: isMax, equalOperator: 0 as never, operatorId: 0 as never, isHashable: false };
  const limit: Expr = { kind: 'const', value: 1, type: INT8, typmod: -1, collation: 0 as never, location: -1 };
  return {
    ...query,
    targets: [target],
    from: { items: query.from.items, where: conjunction([notNull, ...conjuncts(query.from.where).map(down)]) },
    ...{ ctes: [], groupBy: [], groupingSets: [], having: null, windows: [], distinct: [], hasDistinctOn: false, hasAggregates: false, hasWindows: false },
    ...{ orderBy: [clause], limit, offset: null, withTies: false, hasSubLinks: false, hasTargetSets: false, isGroupDistinct: false },
  };
}
