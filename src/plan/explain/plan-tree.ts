/** Walking plan trees for EXPLAIN. */
import type { PlanNode, PlannedStatement } from '../physical/plan-nodes.js';

/** Plans shown below a node besides its inputs. */
export function subPlansOf(statement: PlannedStatement, node: PlanNode): readonly PlanNode[] {
  const plans: PlanNode[] = [];
  for (const number of node.ctes ?? []) plans.push(statement.ctes.find(c => c.number === number)!.plan);
  for (const number of [...node.initPlans, ...node.subPlans]) plans.push(statement.subPlans.find(p => p.number === number)!.plan);
  return plans;
}
