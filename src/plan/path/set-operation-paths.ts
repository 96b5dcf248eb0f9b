/** UNION, INTERSECT, EXCEPT over sub-query leaves. UNION is append and duplicate removal; the others have a node of their own. */
import type { Expr, SetOperationTree } from '../../analyze/index.js';
import { exprEquals } from '../expression/walk.js';
import { assert } from '../../base/index.js';
import { OutputScope } from '../physical/lower.js';
import type { PlanNode } from '../physical/plan-nodes.js';
import { QueryPlanner, type NodeParts } from '../query-planner.js';
import { planStatementLevel } from '../planner.js';
import { NO_RELIDS, type Path } from './path.js';

export function setOperationPath(level: QueryPlanner, tree: SetOperationTree): Path {
  const node = planTree(level, tree);
  const outputs = level.query.targets.filter(t => !t.isJunk).map(t => t.expr);
  return {
    relids: NO_RELIDS,
    rows: node.rows,
    width: node.width,
    startupCost: node.startupCost,
    totalCost: node.totalCost,
    pathKeys: [],
    requiredOuter: NO_RELIDS,
    build: (need, filter = []) => {
      const known = outputs.slice(0, node.target.length);
      const isPrefix = need.length <= known.length && need.every((e, i) => exprEquals(e, known[i]!));
      if (isPrefix && filter.length === 0) return node;
      return level.finish(() => ({ kind: 'result', input: node, oneTime: null }) as NodeParts, need, filter, new OutputScope([known]), {
        cost: { startup: node.startupCost, total: node.totalCost },
        rows: node.rows,
      });
    },
  };
}

function planTree(level: QueryPlanner, tree: SetOperationTree): PlanNode {
  const { env } = level.context;
  if (tree.kind === 'leaf') {
    const entry = level.entry(tree.table);
    assert(entry.kind === 'subquery', 'set operation leaves are sub-queries');
    const child = new QueryPlanner(level.context, level, entry.query);
    const node = planStatementLevel(child);
    return level.exact(node, child.visibleTargets().length);
  }
  const ops = tree.columns.map(c => env.typeOps(c.type));
  if (tree.op === 'union') {
    const inputs = unionInputs(level, tree, tree.all);
    const rows = inputs.reduce((n, i) => n + i.rows, 0);
    const total = inputs.reduce((n, i) => n + i.totalCost, 0);
    const append = level.passThrough(
      { kind: 'append', inputs } as unknown as NodeParts,
      inputs[0]!,
      { startup: inputs[0]!.startupCost, total },
      rows,
    );
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
    return level.finish(
      () => ({ kind: 'aggregate', strategy: 'hashed', input: append, keys, calls: [], groupingSets: null }) as NodeParts,
      outputs,
      [],
      scope,
      { cost: { startup: cost, total: cost }, rows },
    );
  }
  const left = planTree(level, tree.left);
  const right = planTree(level, tree.right);
  const rows = Math.max(1, tree.op === 'except' ? left.rows : Math.min(left.rows, right.rows));
  const cost = left.totalCost + right.totalCost + (left.rows + right.rows) * env.settings.cpu_operator_cost * ops.length;
  return level.passThrough(
    { kind: 'set-op', op: tree.op, all: tree.all, left, right, columns: ops } as unknown as NodeParts,
    left,
    { startup: cost, total: cost },
    rows,
  );
}

/** Flattens nested unions of the same kind (a plain UNION absorbs UNION ALL below it). */
function unionInputs(level: QueryPlanner, tree: SetOperationTree, all: boolean): PlanNode[] {
  if (tree.kind === 'operation' && tree.op === 'union' && (tree.all === all || !all))
    return [...unionInputs(level, tree.left, all), ...unionInputs(level, tree.right, all)];
  return [planTree(level, tree)];
}
