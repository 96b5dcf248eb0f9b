/** Expressions of a statement's plan that would be constants if its parameters were. */
import type { Lowered, PlannedStatement } from '../../plan/index.js';
import { nodeExpressions, planNodes, walkLowered } from '../runtime/plan-walk.js';

/**
 * True when some computation of the plan depends on nothing but constants and parameters. With literals in place of the parameters it is done while
 * planning, and what it raises is raised even where no row is found.
 */
export function computesFromParameters(statement: PlannedStatement): boolean {
  let isFound = false;
  const visit = (e: Lowered): void => {
    if (e.kind === 'const' || e.kind === 'param' || e.kind === 'column') return;
    let hasParameter = false;
    let hasOther = false;
    walkLowered(e, x => {
      if (x.kind === 'param') hasParameter = true;
      else if (x.kind === 'column' || x.kind === 'system-column') hasOther = true;
    });
    if (hasParameter && !hasOther) isFound = true;
  };
  for (const node of planNodes(statement.root)) for (const e of nodeExpressions(node)) walkLowered(e, visit);
  return isFound;
}
