/** WITH queries: planned once and materialised, or as a recursive union. (Single-use plain ones were inlined before, see rewrite/inline-ctes.ts.) */
import { assert } from '../base/index.js';
import type { CommonTable, SetOperationTree } from '../analyze/index.js';
import { planStatementLevel } from './planner.js';
import { planTree } from './path/set-operation-paths.js';
import { QueryPlanner } from './query-planner.js';
import type { PlanNode } from './physical/plan-nodes.js';

export function planCommonTable(level: QueryPlanner, cte: CommonTable): void {
  const { context } = level;
  let plan: PlanNode;
  const modifies = cte.query.command !== 'select';
  const width = cte.columns.length;
  if (cte.isRecursive && cte.query.setOperation) plan = planRecursive(level, cte);
  else {
    const child = new QueryPlanner(context, level, cte.query);
    plan = level.exact(planStatementLevel(child), width);
  }
  const number = context.ctes.length;
  context.ctes.push({ number, name: cte.name, plan, modifies, planNumber: context.nextPlanNumber() });
  level.ownCtes.push(number);
  level.cteNumbers.set(cte.name, { number, rows: plan.rows });
}

function planRecursive(level: QueryPlanner, cte: CommonTable): PlanNode {
  const { context } = level;
  const operation = cte.query.setOperation as SetOperationTree;
  assert(operation.kind === 'operation' && operation.op === 'union', 'a recursive query is a union');
  const union = context.unionCount++;
  const child = new QueryPlanner(context, level, cte.query);
  for (const inner of cte.query.ctes) child.planCte(inner);
  const left = planTree(child, operation.left, cte.columns);
  level.cteNumbers.set(cte.name, { union, rows: Math.max(1, left.rows * 10) });
  const right = planTree(child, operation.right, cte.columns);
  const distinct = operation.all ? null : operation.columns.map(c => context.env.typeOps(c.type));
  return level.passThrough(
    { kind: 'recursive-union', number: union, left, right, distinct },
    left,
    { startup: left.startupCost, total: left.totalCost + right.totalCost * 10 },
    left.rows + right.rows * 10,
  );
}
