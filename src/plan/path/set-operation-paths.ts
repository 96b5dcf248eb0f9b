/** UNION, INTERSECT, EXCEPT over sub-query leaves. UNION is append and duplicate removal; the others have a node of their own. */
import { Analysis, IMPLICIT, ParameterTypes, coerceToTarget, type ColumnInfo, type Expr, type Query, type SetOperationTree } from '../../analyze/index.js';
import { exprEquals } from '../expression/walk.js';
import { assert } from '../../base/index.js';
import { OutputScope } from '../physical/lower.js';
import type { PlanNode } from '../physical/plan-nodes.js';
import { QueryPlanner } from '../query-planner.js';
import { planStatementLevel } from '../planner.js';
import { NO_KEYS, NO_RELIDS, type Path } from './path.js';

export function setOperationPath(level: QueryPlanner, tree: SetOperationTree): Path {
  const node = planTree(level, tree, tree.kind === 'operation' ? tree.columns : level.entry(tree.table).columns);
  const outputs = level.query.targets.filter(t => !t.isJunk).map(t => t.expr);
  return {
    relids: NO_RELIDS,
    rows: node.rows,
    width: node.width,
    startupCost: node.startupCost,
    totalCost: node.totalCost,
    pathKeys: NO_KEYS,
    requiredOuter: NO_RELIDS,
    build: (need, filter = []) => {
      const known = outputs.slice(0, node.target.length);
      const isPrefix = need.length <= known.length && need.every((e, i) => exprEquals(e, known[i]!));
      if (isPrefix && filter.length === 0) return node;
      return level.finish(() => ({ kind: 'result', input: node, oneTime: null }), need, filter, new OutputScope([known]), {
        cost: { startup: node.startupCost, total: node.totalCost },
        rows: node.rows,
      });
    },
  };
}

/** The rows of a branch with the column types of the operation above it. */
export function planTree(level: QueryPlanner, tree: SetOperationTree, wanted: readonly ColumnInfo[]): PlanNode {
  if (tree.kind === 'leaf') {
    const entry = level.entry(tree.table);
    assert(entry.kind === 'subquery', 'set operation leaves are sub-queries');
    const child = new QueryPlanner(level.context, level, castTargets(level, entry.query, wanted));
    const node = planStatementLevel(child);
    level.subqueries.set(tree.table, { planner: child, rows: node.rows });
    return cast(level, node, wanted);
  }
  return cast(level, planOperation(level, tree), wanted);
}

function planOperation(level: QueryPlanner, tree: SetOperationTree & { kind: 'operation' }): PlanNode {
  const { env } = level.context;
  const ops = tree.columns.map(c => env.typeOps(c.type, c.collation));
  if (tree.op === 'union') {
    const inputs = unionInputs(level, tree, tree.all, tree.columns);
    const rows = inputs.reduce((n, i) => n + i.rows, 0);
    const total = inputs.reduce((n, i) => n + i.totalCost, 0);
    const append = level.passThrough({ kind: 'append', inputs }, inputs[0]!, { startup: inputs[0]!.startupCost, total }, rows);
    if (tree.all) return append;
    const outputs: Expr[] = tree.columns.map((c, i): Expr => ({
      kind: 'var',
      table: -1,
      column: i + 1,
      levelsUp: 0,
      type: c.type,
      typmod: c.typmod,
      collation: c.collation,
      location: -1,
    }));
    const scope = new OutputScope([outputs]);
    const keys = outputs.map((e, i) => ({ expr: level.lowerer.lower(e, scope), ops: ops[i]! }));
    const cost = total + rows * env.settings.cpu_operator_cost * ops.length;
    return level.finish(() => ({ kind: 'aggregate', strategy: 'hashed', input: append, keys, calls: [], groupingSets: null }), outputs, [], scope, {
      cost: { startup: cost, total: cost },
      rows,
    });
  }
  const left = planTree(level, tree.left, tree.columns);
  const right = planTree(level, tree.right, tree.columns);
  const rows = Math.max(1, tree.op === 'except' ? left.rows : Math.min(left.rows, right.rows));
  const cost = left.totalCost + right.totalCost + (left.rows + right.rows) * env.settings.cpu_operator_cost * ops.length;
  return level.passThrough({ kind: 'set-op', op: tree.op, all: tree.all, left, right, columns: ops }, left, { startup: cost, total: cost }, rows);
}

/** Flattens nested unions of the same kind (a plain UNION absorbs UNION ALL below it). */
function unionInputs(level: QueryPlanner, tree: SetOperationTree, all: boolean, wanted: readonly ColumnInfo[]): PlanNode[] {
  // A branch that removes duplicates in other types must do so before the cast.
  const isAlike = tree.kind === 'operation' && (tree.all || tree.columns.every((c, i) => c.type === wanted[i]!.type));
  if (tree.kind === 'operation' && tree.op === 'union' && (tree.all === all || !all) && isAlike)
    return [...unionInputs(level, tree.left, all, wanted), ...unionInputs(level, tree.right, all, wanted)];
  return [planTree(level, tree, wanted)];
}

/** Casts in the branch's own target list, where nothing of the branch (sorting, DISTINCT) depends on the types. */
function castTargets(level: QueryPlanner, query: Query, wanted: readonly ColumnInfo[]): Query {
  if (query.setOperation || query.command !== 'select') return query;
  let at = 0;
  let isChanged = false;
  const targets = query.targets.map(target => {
    if (target.isJunk) return target;
    const column = wanted[at++];
    if (column === undefined || target.ref !== 0 || target.expr.type === column.type) return target;
    isChanged = true;
    return { ...target, expr: castExpr(level, target.expr, column) };
  });
  return isChanged ? { ...query, targets } : query;
}

function cast(level: QueryPlanner, node: PlanNode, wanted: readonly ColumnInfo[]): PlanNode {
  const exact = level.exact(node, wanted.length);
  if (exact.target.every((t, i) => t.type === wanted[i]!.type)) return exact;
  const inputs = exact.target.map((t, i): Expr => ({
    ...{ kind: 'var', table: -1, column: i + 1, levelsUp: 0, type: t.type, typmod: -1, collation: wanted[i]!.collation, location: -1 },
  }));
  const outputs = inputs.map((input, i) => (input.type === wanted[i]!.type ? input : castExpr(level, input, wanted[i]!)));
  return level.finish(() => ({ kind: 'result', input: exact, oneTime: null }), outputs, [], new OutputScope([inputs]), {
    cost: { startup: exact.startupCost, total: exact.totalCost },
    rows: exact.rows,
  });
}

function castExpr(level: QueryPlanner, expr: Expr, column: ColumnInfo): Expr {
  const { env } = level.context;
  const analysis = new Analysis({ catalog: env.catalog, parameters: new ParameterTypes([], true), context: env.callContext });
  const coerced = coerceToTarget(analysis, expr, expr.type, column.type, -1, IMPLICIT, 'implicit-cast', -1);
  assert(coerced !== null, 'branches of a set operation coerce to its column types');
  return coerced;
}
