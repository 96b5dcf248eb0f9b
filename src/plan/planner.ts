/** From typed query to planned statement. */
import type { ColumnInfo, Query } from '../analyze/index.js';
import { PlannerContext, type PlannerEnv } from './context.js';
import { planModify } from './modify.js';
import { planCursor } from './cursor.js';
import { isolateSubPlans } from './physical/isolate-sub-plans.js';
import type { PlanNode, PlannedStatement } from './physical/plan-nodes.js';
import { QueryPlanner } from './query-planner.js';
import { lockViews } from './rewrite/lock-views.js';
import { checkViews } from './rewrite/size-limit.js';

/**
 * Plans one statement. A cursor's (`isCursor`) rows say, behind their visible columns, which rows of tables they were made of.
 * @returns an immutable plan, valid while `env.catalog.epoch` stays what it was.
 * @throws PgError 0A000 for what has no implementation, 54001 for views and WITH queries that stand for too many tables.
 */
export function planStatement(query: Query, env: PlannerEnv, isCursor = false): PlannedStatement {
  checkViews(query);
  const context = new PlannerContext(env);
  lockViews(query, context);
  const level = new QueryPlanner(context, null, query);
  const { root, references } = isCursor ? planCursor(level) : { root: planStatementLevel(level), references: undefined };
  const runs =
    context.subPlans.length === 0 ? undefined : isolateSubPlans(context, [root, ...context.subPlans.map(p => p.plan), ...context.ctes.map(c => c.plan)]);
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
    levels: context.levels.map(l => ({
      rangeTable: l.query.rangeTable,
      windows: l.query.windows,
      parent: l.parent?.number ?? -1,
      query: l.query,
      subqueries: l.subqueries,
    })),
    subLinks: context.subLinks,
    ...(references !== undefined && { rowReferences: references }),
    ...(runs !== undefined && runs.size > 0 && { runs }),
  };
}

/** Plans a whole level of any command; the node's first columns are the visible targets (SELECT) or RETURNING list. */
export function planStatementLevel(level: QueryPlanner): PlanNode {
  level.prepare();
  if (level.query.command !== 'select') return planModify(level);
  return level.buildTop(level.path());
}
