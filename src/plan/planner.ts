/** From typed query to planned statement. */
import type { ColumnInfo, Query } from '../analyze/index.js';
import { PlannerContext, type PlannerEnv } from './context.js';
import { planModify } from './modify.js';
import type { PlanNode, PlannedStatement } from './physical/plan-nodes.js';
import { QueryPlanner } from './query-planner.js';
import { prepareQuery } from './rewrite/prepare.js';

/**
 * Plans one statement.
 * @returns an immutable plan, valid while `env.catalog.epoch` stays what it was.
 * @throws PgError 0A000 for what has no implementation.
 */
export function planStatement(query: Query, env: PlannerEnv): PlannedStatement {
  const context = new PlannerContext(env);
  const level = new QueryPlanner(context, null, query);
  const root = planStatementLevel(level);
  const visible = query.command === 'select' ? query.targets.filter(t => !t.isJunk) : query.returning;
  const columns: ColumnInfo[] = visible.map(t => ({ name: t.name, type: t.expr.type, typmod: t.expr.typmod, collation: t.expr.collation }));
  return {
    command: query.command,
    root,
    subPlans: context.subPlans,
    ctes: context.ctes,
    execParamCount: context.execParamCount,
    nodeCount: context.nodeCount,
    columns,
    hasReturning: query.command !== 'select' && query.returning.length > 0,
    locks: [...context.locks].map(([relation, mode]) => ({ relation: relation as never, mode })),
    isReadOnly: query.command === 'select' && query.rowMarks.length === 0 && !context.ctes.some(c => c.modifies),
    catalogEpoch: env.catalog.epoch,
    parameterTypes: [],
    query,
    rangeTable: level.query.rangeTable,
  };
}

/** Plans a whole level of any command; the node's first columns are the visible targets (SELECT) or RETURNING list. */
export function planStatementLevel(level: QueryPlanner): PlanNode {
  level.query = prepareQuery(level.query, level.context);
  if (level.query.command !== 'select') return planModify(level);
  const path = level.path();
  return path.build(level.query.targets.filter(t => !t.isJunk).map(t => t.expr));
}
