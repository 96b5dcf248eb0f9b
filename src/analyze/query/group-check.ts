/**
 * In a query with aggregation, every column outside aggregates must be grouped by, or depend on grouped columns through a primary key
 * (PostgreSQL: parseCheckAggregates).
 */
import { fail } from '../fail.js';
import type { QueryState } from '../state.js';
import { systemColumnName } from '../scope/columns.js';
import { equalExpr } from '../typed/equal.js';
import type { Expr, Var } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import type { Query, SortGroupClause, WindowClause } from '../typed/query.js';
import { visitChildren, visitQueryExpressions } from '../typed/walk.js';
import { expandGroupingSets, type GroupBy } from './group-by.js';
import type { DraftTarget } from './targets.js';

interface GroupedExpr {
  readonly ref: number;
  readonly expr: Expr;
  /** In every grouping set: only such columns can determine others. */
  readonly isCommon: boolean;
}

class GroupCheck {
  /** Range-table entries whose primary key is grouped: all their columns may be used. */
  readonly determined = new Set<number>();
  readonly hasOnlyVars: boolean;

  constructor(
    readonly state: QueryState,
    readonly groups: readonly GroupedExpr[],
    readonly hasGroupingSets: boolean,
  ) {
    this.hasOnlyVars = groups.every(group => group.expr.kind === 'var');
  }

  isGrouped(expr: Expr, depth: number): boolean {
    if (depth === 0) return this.groups.some(group => equalExpr(expr, group.expr));
    // In a sub-select the grouped expressions are seen from further inside.
    return this.groups.some(group => {
      const { expr: own } = group;
      if (own.kind === 'var' && expr.kind === 'var') {
        return own.table === expr.table && own.column === expr.column && own.levelsUp + depth === expr.levelsUp;
      }
      return false;
    });
  }

  check(expr: Expr, depth: number, isDirectArgument = false): void {
    if (expr.kind === 'const' || expr.kind === 'param') return;
    if (expr.kind === 'agg') {
      // Direct arguments are evaluated once per group, so the rule holds for them; the others are aggregated over.
      if (expr.levelsUp === depth) {
        for (const arg of expr.directArgs) this.check(arg, depth, true);
        return;
      }
      if (expr.levelsUp > depth) return;
    }
    if (expr.kind === 'grouping' && expr.levelsUp >= depth) return;
    if ((!this.hasOnlyVars || expr.kind === 'var') && this.isGrouped(expr, depth)) return;
    if (expr.kind === 'var') {
      this.checkVar(expr, depth, isDirectArgument);
      return;
    }
    visitChildren(expr, child => this.check(child, depth, isDirectArgument));
    if (expr.kind === 'sublink') this.checkQuery(expr.query, depth + 1, isDirectArgument);
  }

  checkQuery(query: Query, depth: number, isDirectArgument: boolean): void {
    visitQueryExpressions(
      query,
      expr => this.check(expr, depth, isDirectArgument),
      inner => this.checkQuery(inner, depth + 1, isDirectArgument),
    );
  }

  checkVar(variable: Var, depth: number, isDirectArgument: boolean): void {
    if (variable.levelsUp !== depth) return;
    if (this.determined.has(variable.table)) return;
    if (this.isDetermined(variable.table)) {
      this.determined.add(variable.table);
      return;
    }
    const entry = this.state.rangeTable[variable.table]!;
    const column = variable.column > 0 ? entry.columns[variable.column - 1]!.name : variable.column === 0 ? '*' : systemColumnName(variable.column);
    const message =
      depth === 0
        ? `column "${entry.alias}.${column}" must appear in the GROUP BY clause or be used in an aggregate function`
        : `subquery uses ungrouped column "${entry.alias}.${column}" from outer query`;
    fail(
      'grouping_error',
      message,
      variable.location,
      isDirectArgument ? { detail: 'Direct arguments of an ordered-set aggregate must use only grouped columns.' } : undefined,
    );
  }

  /** True when the table's primary key is among the columns that every grouping set groups by. */
  isDetermined(table: number): boolean {
    const entry = this.state.rangeTable[table]!;
    if (entry.kind !== 'relation') return false;
    const grouped = new Set<number>();
    for (const { expr, isCommon } of this.groups) {
      if (isCommon && expr.kind === 'var' && expr.levelsUp === 0 && expr.table === table) grouped.add(expr.column);
    }
    if (grouped.size === 0) return false;
    return entry.relation.constraints.some(
      constraint => constraint.kind === 'p' && !constraint.isDeferrable && constraint.columns.every(column => grouped.has(column)),
    );
  }
}

/** GROUPING's arguments must be grouping expressions; their references are filled in. */
function finalizeGrouping(expr: Expr, groups: readonly GroupedExpr[], depth = 0): void {
  if (expr.kind === 'grouping') {
    if (expr.levelsUp !== depth) return;
    const refs = expr.args.map(arg => {
      // From inside a sub-select columns are found, as PostgreSQL finds them, and no other expressions.
      const own = depth === 0 ? arg : arg.kind === 'var' ? { ...arg, levelsUp: arg.levelsUp - depth } : null;
      const group = own === null ? undefined : groups.find(candidate => equalExpr(own, candidate.expr));
      if (group === undefined) {
        fail('grouping_error', 'arguments to GROUPING must be grouping expressions of the associated query level', exprLocation(arg));
      }
      return group.ref;
    });
    expr.groupRefs.splice(0, Infinity, ...refs);
    return;
  }
  if (expr.kind === 'agg' && expr.levelsUp === depth) return;
  visitChildren(expr, child => finalizeGrouping(child, groups, depth));
  if (expr.kind === 'sublink') finalizeQuery(expr.query, groups, depth + 1);
}

function finalizeQuery(query: Query, groups: readonly GroupedExpr[], depth: number): void {
  visitQueryExpressions(
    query,
    expr => finalizeGrouping(expr, groups, depth),
    inner => finalizeQuery(inner, groups, depth + 1),
  );
}

export interface Aggregated {
  readonly having: Expr | null;
  readonly windows: readonly WindowClause[];
}

/** Checks the query; targets, HAVING and windows come back with GROUPING calls completed. */
export function checkAggregation(
  state: QueryState,
  targets: readonly DraftTarget[],
  groupBy: GroupBy,
  having: Expr | null,
  windows: readonly WindowClause[],
): Aggregated {
  const sets = groupBy.sets.length > 0 ? expandGroupingSets(groupBy.sets) : null;
  const groups = groupBy.clauses.map<GroupedExpr>((clause: SortGroupClause) => ({
    ref: clause.ref,
    expr: targets.find(target => target.ref === clause.ref)!.expr,
    isCommon: sets === null || sets.every(set => set.includes(clause.ref)),
  }));
  if (state.hasAggregates && hasSelfReference(state)) {
    fail('invalid_recursion', `aggregate functions are not allowed in a recursive query's recursive term`, firstAggregate(targets, having));
  }
  for (const target of targets) finalizeGrouping(target.expr, groups);
  if (having !== null) finalizeGrouping(having, groups);
  for (const window of windows) for (const key of [...window.partitionBy, ...window.orderBy]) finalizeGrouping(key.expr, groups);
  const check = new GroupCheck(state, groups, sets !== null);
  for (const target of targets) check.check(target.expr, 0);
  for (const window of windows) {
    for (const key of window.orderBy) check.check(key.expr, 0);
    for (const key of window.partitionBy) check.check(key.expr, 0);
  }
  if (having !== null) check.check(having, 0);
  return { having, windows };
}

function hasSelfReference(state: QueryState): boolean {
  return state.rangeTable.some(entry => entry.kind === 'cte' && entry.isSelfReference);
}

function firstAggregate(targets: readonly DraftTarget[], having: Expr | null): number {
  let location = -1;
  const search = (expr: Expr): void => {
    if (location >= 0) return;
    if (expr.kind === 'agg') location = expr.location;
    else visitChildren(expr, search);
  };
  for (const target of targets) search(target.expr);
  if (having !== null) search(having);
  return location;
}
