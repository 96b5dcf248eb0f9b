/** ORDER BY, GROUP BY and DISTINCT: which target an item means, and the clauses that refer to it (PostgreSQL: parse_clause). */
import { INVALID_OID } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import type { ClauseKind } from '../clause-kinds.js';
import { CLAUSES } from '../clause-kinds.js';
import { coerceType } from '../coerce/coerce.js';
import { IMPLICIT } from '../coerce/pathway.js';
import { transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import { requireSortOperators } from '../resolve/operators.js';
import { findColumn } from '../scope/columns.js';
import type { QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import { failOnConflict } from '../typed/collation.js';
import { equalExpr } from '../typed/equal.js';
import { exprLocation, syntaxLocation } from '../typed/location.js';
import { visitChildren } from '../typed/walk.js';
import type { SortGroupClause } from '../typed/query.js';
import { sortSpecification, stripImplicitCoercions } from './sort-key.js';
import { makeTarget, type DraftTarget } from './targets.js';

/** Names a junk target has: `?column?`, never seen. */
const JUNK_NAME = '?column?';

/** SQL:1999 rule: the item is an expression over input columns; an equal target is shared, else a junk target is added. */
export function findTargetByExpression(state: QueryState, node: S.Expression, targets: DraftTarget[], clause: ClauseKind): DraftTarget {
  const expr = transformExpr(state, node, clause);
  for (const target of targets) {
    if (equalExpr(expr, stripImplicitCoercions(target.expr))) return target;
  }
  const added = makeTarget(expr, JUNK_NAME, true);
  targets.push(added);
  return added;
}

/** SQL:1992 rule: an output name or position first, then an expression. GROUP BY prefers an input column of that name. */
export function findTarget(state: QueryState, node: S.Expression, targets: DraftTarget[], clause: ClauseKind): DraftTarget {
  if (node.kind === 'ColumnRef' && node.fields.length === 1 && !node.star) {
    const name = node.fields[0]!;
    const isInputColumn = clause === 'group-by' && findColumn(state, name, true, node.location) !== undefined;
    if (!isInputColumn) {
      let found: DraftTarget | undefined;
      for (const target of targets) {
        if (target.isJunk || target.name !== name) continue;
        if (found === undefined) found = target;
        else if (!equalExpr(found.expr, target.expr)) {
          fail('ambiguous_column', `${CLAUSES[clause].name} "${name}" is ambiguous`, node.location);
        }
      }
      if (found !== undefined) return checkGroupable(state, found, clause);
    }
  }
  if (node.kind === 'AConst') {
    if (node.valueKind !== 'integer') {
      fail('syntax_error', `non-integer constant in ${CLAUSES[clause].name}`, node.location);
    }
    let position = 0;
    for (const target of targets) if (!target.isJunk && ++position === node.value) return checkGroupable(state, target, clause);
    fail('invalid_column_reference', `${CLAUSES[clause].name} position ${node.value} is not in select list`, node.location);
  }
  return findTargetByExpression(state, node, targets, clause);
}

/** A target that GROUP BY names by position or alias must not hold what GROUP BY cannot. */
function checkGroupable(state: QueryState, target: DraftTarget, clause: ClauseKind): DraftTarget {
  if (clause !== 'group-by' || (!state.hasAggregates && !state.hasWindows)) return target;
  const search = (expr: Expr): void => {
    if (expr.kind === 'agg' && expr.levelsUp === 0) fail('grouping_error', 'aggregate functions are not allowed in GROUP BY', expr.location);
    if (expr.kind === 'window') fail('windowing_error', 'window functions are not allowed in GROUP BY', expr.location);
    visitChildren(expr, search);
  };
  search(target.expr);
  return target;
}

export function assignRef(target: DraftTarget, targets: readonly DraftTarget[]): number {
  if (target.ref === 0) {
    let max = 0;
    for (const other of targets) if (other.ref > max) max = other.ref;
    target.ref = max + 1;
  }
  return target.ref;
}

function textIfUnknown(state: QueryState, target: DraftTarget): void {
  if (target.expr.type === T.UNKNOWN) {
    target.expr = coerceType(state.analysis, target.expr, T.UNKNOWN, T.TEXT, -1, IMPLICIT, 'implicit-cast', -1);
  }
}

export function addSortClause(state: QueryState, target: DraftTarget, key: S.SortBy, targets: readonly DraftTarget[], clauses: SortGroupClause[]): void {
  textIfUnknown(state, target);
  failOnConflict(state.catalog, target.expr);
  const specification = sortSpecification(state, locatedAt(target.expr, syntaxLocation(key.node)), key);
  const ref = target.ref;
  // A second key on the same value cannot change the order.
  if (ref !== 0 && clauses.some(clause => clause.ref === ref)) return;
  clauses.push({
    ref: assignRef(target, targets),
    isDescending: specification.isDescending,
    nullsFirst: specification.nullsFirst,
    equalOperator: specification.equalOperator,
    operatorId: specification.operatorId,
    isHashable: specification.isHashable,
  });
}

/** A stand-in of the expression's type at another place, for error messages. */
function locatedAt(expr: Expr, at: number): Expr {
  return at < 0 ? expr : { kind: 'param', type: expr.type, typmod: -1, collation: INVALID_OID, location: at, number: 0 };
}

export function transformOrderBy(state: QueryState, nodes: readonly S.SortBy[], targets: DraftTarget[], clause: ClauseKind = 'order-by'): SortGroupClause[] {
  const clauses: SortGroupClause[] = [];
  for (const key of nodes) addSortClause(state, findTarget(state, key.node, targets, clause), key, targets, clauses);
  return clauses;
}

/** A clause that groups by a target (no order of its own unless given). */
export function groupClauseFor(state: QueryState, target: DraftTarget, targets: readonly DraftTarget[], at: number): SortGroupClause {
  textIfUnknown(state, target);
  failOnConflict(state.catalog, target.expr);
  const operators = requireSortOperators(state.catalog, locatedAt(target.expr, at), false);
  return {
    ref: assignRef(target, targets),
    isDescending: false,
    nullsFirst: false,
    equalOperator: operators.equal,
    operatorId: operators.lessThan,
    isHashable: operators.isHashable,
  };
}

/** DISTINCT: every column, those of ORDER BY first and in its order. */
export function transformDistinct(state: QueryState, targets: DraftTarget[], orderBy: readonly SortGroupClause[]): SortGroupClause[] {
  const result: SortGroupClause[] = [];
  for (const clause of orderBy) {
    const target = targets.find(candidate => candidate.ref === clause.ref)!;
    if (target.isJunk) {
      fail('invalid_column_reference', 'for SELECT DISTINCT, ORDER BY expressions must appear in select list', exprLocation(target.expr));
    }
    result.push(clause);
  }
  for (const target of targets) {
    if (target.isJunk || (target.ref !== 0 && result.some(clause => clause.ref === target.ref))) continue;
    result.push(groupClauseFor(state, target, targets, exprLocation(target.expr)));
  }
  if (result.length === 0) fail('syntax_error', 'SELECT DISTINCT must have at least one column');
  return result;
}

export function transformDistinctOn(
  state: QueryState,
  nodes: readonly S.Expression[],
  targets: DraftTarget[],
  orderBy: readonly SortGroupClause[],
): SortGroupClause[] {
  const refs: number[] = [];
  const locations: number[] = [];
  for (const node of nodes) {
    const target = findTarget(state, node, targets, 'distinct-on');
    refs.push(assignRef(target, targets));
    locations.push(syntaxLocation(node));
  }
  const result: SortGroupClause[] = [];
  let hasSkipped = false;
  const mismatch = (at: number): never => fail('invalid_column_reference', 'SELECT DISTINCT ON expressions must match initial ORDER BY expressions', at);
  for (const clause of orderBy) {
    if (refs.includes(clause.ref)) {
      if (hasSkipped) mismatch(locations[refs.indexOf(clause.ref)]!);
      result.push(clause);
    } else hasSkipped = true;
  }
  refs.forEach((ref, i) => {
    if (result.some(clause => clause.ref === ref)) return;
    if (hasSkipped) mismatch(locations[i]!);
    result.push(
      groupClauseFor(
        state,
        targets.find(target => target.ref === ref)!,
        targets,
        locations[i]!,
      ),
    );
  });
  return result;
}
