/** INSERT, UPDATE, DELETE, MERGE: the source plan and the ModifyTable node above it. */
import { assert } from '../base/index.js';
import { Analysis, ParameterTypes, generationExpr, type Expr, type TargetEntry } from '../analyze/index.js';
import { mapDeep } from './expression/levels.js';
import { leavesOf } from './expression/references.js';
import { EMPTY_SCOPE, OutputScope, type ColumnScope } from './physical/lower.js';
import type { Lowered } from './physical/lowered.js';
import type { EpqPlan, ModifyTable, PlanNode } from './physical/plan-nodes.js';
import type { QueryPlanner } from './query-planner.js';
import { rebase, TableScope } from './path/base-relation.js';
import { otherMarks, recheckPlan, tidVar } from './path/recheck.js';
import { upperPath } from './path/upper-paths.js';

export function planModify(level: QueryPlanner): PlanNode {
  const { query, context } = level;
  const entry = query.rangeTable[query.resultTable];
  assert(entry?.kind === 'relation', 'the target of a modification is a relation');
  const { relation } = entry;
  context.lock(relation.oid, 'RowExclusiveLock');
  for (const cte of query.ctes) level.planCte(cte);
  const sourceLevel = level;
  const command = query.command as ModifyTable['command'];
  const ctid = tidVar(query.resultTable);
  const setTargets = query.targets.filter(t => !t.isJunk);
  const sourceExprs: Expr[] = command === 'merge' ? [] : setTargets.map(t => t.expr);
  const setColumns = command === 'merge' ? [] : setTargets.map(t => t.attnum - 1);
  const refColumn = command === 'insert' ? -1 : sourceExprs.length;
  if (command !== 'insert') sourceExprs.push(ctid);
  // Columns of other tables that RETURNING (or MERGE's actions) read travel behind the row.
  const extra = leavesOf([...query.returning.map(t => t.expr), ...mergeExprs(level)], []).filter(e => !(e.kind === 'var' && e.table === query.resultTable));
  const need = [...sourceExprs, ...extra.filter(e => e.kind === 'var')];
  const path = upperPath(sourceLevel);
  const marks = command === 'insert' ? [] : otherMarks(level, [query.resultTable], need);
  const input = path.build(need);
  const recheck: EpqPlan | null = command === 'insert' ? null : { plan: recheckPlan(level, level.query, need), marks };

  const rowScope = new TableScope(query.resultTable, relation.columns, relation.rowType);
  const scope: ColumnScope = {
    resolve: expr => {
      const own = rowScope.resolve(expr);
      if (own) return own;
      const index = need.findIndex((e, i) => i >= sourceExprs.length && sameVar(e, expr));
      return index < 0 ? undefined : { kind: 'column', input: 1, index, type: expr.type };
    },
  };
  const { env } = context;
  const analysis = new Analysis({ catalog: env.catalog, parameters: new ParameterTypes([], true), context: env.callContext });
  const stored = (text: string): Expr => rebase(env.storedExpression(relation, text), query.resultTable);
  const checks = relation.constraints
    .filter(c => c.kind === 'c' && c.expressionText !== null)
    .map(c => ({ name: c.name, condition: level.lowerer.lower(stored(c.expressionText!), rowScope) }));
  const generated = relation.columns
    .filter(c => c.generated === 's' && !c.isDropped && c.defaultText !== null)
    .map(c => ({ column: c.number - 1, value: level.lowerer.lower(rebase(generationExpr(analysis, relation, c), query.resultTable), rowScope) }));
  const indexes = relation.indexes.map(index => ({
    expressions: index.expressionTexts.map(text => level.lowerer.lower(stored(text), rowScope)),
    predicate: index.predicateText === null ? null : level.lowerer.lower(stored(index.predicateText), rowScope),
  }));
  const onConflict = query.onConflict
    ? {
        action: query.onConflict.action,
        arbiters: query.onConflict.arbiters,
        set: query.onConflict.set.map(t => ({
          column: t.attnum - 1,
          value: level.lowerer.lower(t.expr, conflictScope(rowScope, query.onConflict!.excluded, level)),
        })),
        where: query.onConflict.where ? level.lowerer.top(query.onConflict.where, conflictScope(rowScope, query.onConflict.excluded, level)) : null,
      }
    : null;
  const viewChecks = query.viewChecks.map(({ view, condition }) => ({ view, condition: level.lowerer.top(condition, rowScope) }));
  const merge = query.mergeActions.map(action => ({
    isMatched: action.isMatched,
    command: action.command,
    condition: action.condition ? level.lowerer.lower(action.condition, scope) : null,
    columns: action.targets.map((t: TargetEntry) => t.attnum - 1),
    values: action.targets.map((t: TargetEntry) => level.lowerer.lower(t.expr, scope)),
  }));
  return level.finish(
    () => ({
      kind: 'modify-table',
      command,
      input,
      relation,
      tableIndex: query.resultTable,
      alias: entry.alias,
      refColumn,
      setColumns,
      hasReturning: query.returning.length > 0,
      checks,
      generated,
      indexes,
      onConflict,
      merge,
      viewChecks,
      recheck,
    }),
    query.returning.map(t => t.expr),
    [],
    scope,
    { cost: { startup: input.startupCost, total: input.totalCost }, rows: query.returning.length > 0 ? input.rows : 0 },
  );
}

function sameVar(a: Expr, b: Expr): boolean {
  return a.kind === 'var' && b.kind === 'var' && a.table === b.table && a.column === b.column && a.levelsUp === b.levelsUp;
}

function mergeExprs(level: QueryPlanner): Expr[] {
  return level.query.mergeActions.flatMap(a => [...(a.condition ? [a.condition] : []), ...a.targets.map(t => t.expr)]);
}

/** ON CONFLICT: the existing row is input 0, the proposed one (`excluded`) input 1. */
function conflictScope(existing: TableScope, excluded: number, level: QueryPlanner): ColumnScope {
  return {
    resolve(expr: Expr): Lowered | undefined {
      const own = existing.resolve(expr);
      if (own) return own;
      if (expr.kind === 'var' && expr.levelsUp === 0 && expr.table === excluded) {
        if (expr.column > 0) return { kind: 'column', input: 1, index: expr.column - 1, type: expr.type };
        const entry = level.entry(excluded);
        return {
          kind: 'row',
          fields: entry.columns.map((c, index): Lowered => ({ kind: 'column', input: 1, index, type: c.type })),
          fieldNames: entry.columns.map(c => c.name),
          type: expr.type,
        };
      }
      return undefined;
    },
  };
}

export { EMPTY_SCOPE, OutputScope, mapDeep };
