/** Walking plan trees for EXPLAIN. */
import type { PlanNode, PlannedStatement } from '../physical/plan-nodes.js';

/** Inputs in EXPLAIN's order. */
export function nodeInputs(node: PlanNode): readonly PlanNode[] {
  switch (node.kind) {
    case 'nested-loop':
    case 'hash-join':
    case 'merge-join':
      return [node.outer, node.inner];
    case 'append':
      return node.inputs;
    case 'set-op':
    case 'recursive-union':
      return [node.left, node.right];
    default:
      return 'input' in node && node.input !== null ? [node.input] : [];
  }
}

/** Plans shown below a node besides its inputs. */
export function subPlansOf(statement: PlannedStatement, node: PlanNode): readonly PlanNode[] {
  const plans: PlanNode[] = [];
  for (const number of node.ctes ?? []) plans.push(statement.ctes.find(c => c.number === number)!.plan);
  for (const number of [...node.initPlans, ...node.subPlans]) plans.push(statement.subPlans.find(p => p.number === number)!.plan);
  return plans;
}
