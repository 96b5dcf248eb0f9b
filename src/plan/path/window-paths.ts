/** Window functions: one WindowAgg for each window, over input in the order of its partition and order columns. */
import { assert } from '../../base/index.js';
import type { Expr, WindowClause, WindowFunc } from '../../analyze/index.js';
import { leavesOf } from '../expression/references.js';
import { exprEquals, someExpr } from '../expression/walk.js';
import { EMPTY_SCOPE, OutputScope } from '../physical/lower.js';
import type { PlanFrameBound, PlanNode, WindowCall } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import { canonicalKeys, pathKey } from './orders.js';
import { cheapest, pathKeysContain, type Path, type PathKey } from './path.js';
import { sortColumn, sortPath } from './sort-path.js';

export function windowPaths(level: QueryPlanner, inputs: readonly Path[]): readonly Path[] {
  const calls: WindowFunc[] = [];
  for (const target of level.query.targets) collectWindows(target.expr, calls);
  const windows = [...new Set(calls.map(c => c.window))].map(number => ({ number, keys: windowKeys(level, level.query.windows[number]!) }));
  // Longer orders first: a window whose order begins another's needs no sort of its own after it. PostgreSQL's rule, too.
  windows.sort((a, b) => b.keys.length - a.keys.length || a.number - b.number);
  const ordered: typeof windows = [];
  for (const window of windows) {
    if (ordered.includes(window)) continue;
    ordered.push(window);
    for (const other of windows) if (!ordered.includes(other) && pathKeysContain(window.keys, other.keys)) ordered.push(other);
  }
  const known: Expr[] = [];
  let paths = inputs;
  for (const { number, keys } of ordered) {
    const own = calls.filter(c => c.window === number);
    paths = [windowPath(level, inOrder(level, paths, keys), number, own, [...known])];
    known.push(...own);
  }
  level.computed = [...level.computed, ...known];
  return paths;
}

function collectWindows(expr: Expr, out: WindowFunc[]): void {
  someExpr(expr, e => {
    if (e.kind === 'window' && !out.some(o => exprEquals(o, e))) out.push(e);
    return false;
  });
}

function windowKeys(level: QueryPlanner, clause: WindowClause): readonly PathKey[] {
  return canonicalKeys(
    level,
    [...clause.partitionBy, ...clause.orderBy].map(k => pathKey(level, k.expr, k.isDescending, k.nullsFirst)),
  );
}

function inOrder(level: QueryPlanner, inputs: readonly Path[], keys: readonly PathKey[]): Path {
  if (keys.length === 0) return cheapest(inputs);
  const sorted = inputs.filter(p => pathKeysContain(p.pathKeys, keys));
  const bySort = sortPath(level, cheapest(inputs), keys, undefined);
  return cheapest([...sorted, bySort]);
}

function windowPath(level: QueryPlanner, sorted: Path, number: number, calls: readonly WindowFunc[], before: readonly Expr[]): Path {
  const clause = level.query.windows[number]!;
  const { settings } = level.context.env;
  const total = sorted.totalCost + sorted.rows * (settings.cpu_operator_cost * calls.length * 2 + settings.cpu_tuple_cost);
  const computed = level.computed;
  return {
    ...{ relids: sorted.relids, rows: sorted.rows, width: sorted.width + calls.length * 8, startupCost: sorted.startupCost, totalCost: total },
    ...{ pathKeys: sorted.pathKeys, requiredOuter: sorted.requiredOuter },
    build: (need, filter = []) => {
      const known = [...before, ...computed];
      // What is available below: earlier windows' results, grouping keys and aggregates count as leaves.
      const inputNeed = leavesOf([...need, ...filter], [...calls, ...known]).filter(e => !calls.some(c => exprEquals(c, e)));
      const add = (expr: Expr): void => {
        if (!inputNeed.some(e => exprEquals(e, expr))) inputNeed.push(expr);
      };
      for (const key of [...clause.partitionBy, ...clause.orderBy]) add(key.expr);
      for (const call of calls) for (const leaf of leavesOf([...call.args, ...(call.filter ? [call.filter] : [])], known)) add(leaf);
      const inputNode = sorted.build(inputNeed);
      const input = level.exact(inputNode, inputNeed.length);
      return buildWindow(level, clause, calls, input, inputNeed, need, filter, { startup: sorted.startupCost, total }, sorted.rows);
    },
  };
}

function buildWindow(
  level: QueryPlanner,
  clause: WindowClause,
  calls: readonly WindowFunc[],
  input: PlanNode,
  columns: readonly Expr[],
  need: readonly Expr[],
  filter: readonly Expr[],
  cost: { startup: number; total: number },
  rows: number,
): PlanNode {
  const { env } = level.context;
  const { lowerer } = level;
  const scope = new OutputScope([columns]);
  const column = (expr: Expr): number => columns.findIndex(e => exprEquals(e, expr));
  const bound = (b: typeof clause.start): PlanFrameBound =>
    'offset' in b ? { kind: b.kind, offset: lowerer.lower(b.offset, EMPTY_SCOPE), add: null, subtract: null } : { kind: b.kind };
  const windowCalls = calls.map((call): WindowCall => {
    const descriptor = env.catalog.functionById(call.functionId);
    assert(descriptor !== undefined, 'window function exists');
    return {
      functionId: call.functionId,
      name: descriptor.name,
      aggregate: call.isAggregate ? env.aggregateImpl(descriptor, call.inputCollation) : null,
      args: call.args.map(a => lowerer.lower(a, scope)),
      argumentTypes: call.args.map(a => a.type),
      type: call.type,
      isStar: call.isStar,
      filter: call.filter ? lowerer.lower(call.filter, scope) : null,
      source: call,
    };
  });
  return level.finish(
    () => ({
      kind: 'window',
      input,
      partition: clause.partitionBy.map(k => ({ index: column(k.expr), ops: env.typeOps(k.expr.type) })),
      order: clause.orderBy.map(k => sortColumn(level, columns, { ...k, ec: -1 })),
      calls: windowCalls,
      mode: clause.mode,
      start: bound(clause.start),
      end: bound(clause.end),
      exclude: clause.exclude,
      inRange: clause.inRangeFunctions.map(id => (id ? lowerer.implOf(id) : null)),
    }),
    need,
    filter,
    new OutputScope([[...columns, ...calls]]),
    { cost, rows },
  );
}
