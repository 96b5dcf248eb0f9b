/** Target lists: expansion of stars, output names, origins (PostgreSQL: parse_target). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import type { ClauseKind } from '../clause-kinds.js';
import { coerceType } from '../coerce/coerce.js';
import { IMPLICIT } from '../coerce/pathway.js';
import { expandAllItems, expandRowReference, type ExpandedColumn } from '../expression/row-expansion.js';
import { transform } from '../expression/expression.js';
import type { QueryState } from '../state.js';
import type { Expr, Var } from '../typed/expression.js';
import type { TargetEntry } from '../typed/query.js';
import { columnName } from './column-name.js';

/** A target entry under construction: sort and group clauses still give it references, and unknown literals become text. */
export type DraftTarget = { -readonly [K in keyof TargetEntry]: TargetEntry[K] };

export function makeTarget(expr: Expr, name: string, isJunk = false, attnum = 0): DraftTarget {
  return { expr, name, isJunk, ref: 0, originTable: INVALID_OID, originColumn: 0, attnum };
}

/** Table and column that a plain column reference comes from. */
export function originOf(state: QueryState, reference: Var): { table: Oid; column: number } {
  let level: QueryState = state;
  for (let i = 0; i < reference.levelsUp; i++) level = level.parent!;
  const item = level.items[reference.table];
  if (item === undefined) return { table: INVALID_OID, column: 0 };
  if (reference.column > 0) {
    const column = item.columns[reference.column - 1];
    if (column !== undefined) return { table: column.originTable, column: column.originColumn };
  } else if (item.entry.kind === 'relation') return { table: item.entry.relation.oid, column: reference.column };
  else if (item.entry.kind === 'subquery' && item.entry.isView !== null) return { table: item.entry.isView.oid, column: 0 };
  return { table: INVALID_OID, column: 0 };
}

function withOrigin(state: QueryState, target: DraftTarget): DraftTarget {
  if (target.expr.kind === 'var') {
    const origin = originOf(state, target.expr);
    target.originTable = origin.table;
    target.originColumn = origin.column;
  }
  return target;
}

function expandedTarget(column: ExpandedColumn): DraftTarget {
  const target = makeTarget(column.expr, column.name);
  target.originTable = column.originTable;
  target.originColumn = column.originColumn;
  return target;
}

/** The select list (or RETURNING list) of a query. */
export function transformTargets(state: QueryState, nodes: readonly S.ResTarget[], clause: ClauseKind): DraftTarget[] {
  const outer = state.clause;
  state.clause = clause;
  try {
    const targets: DraftTarget[] = [];
    for (const node of nodes) {
      const value = node.val!;
      if (value.kind === 'ColumnRef' && value.star && value.fields.length === 0) {
        for (const column of expandAllItems(state, value.location)) targets.push(expandedTarget(column));
        continue;
      }
      const expanded = expandRowReference(state, value);
      if (expanded !== undefined) {
        for (const column of expanded) targets.push(expandedTarget(column));
        continue;
      }
      const expr = transform(state, value);
      targets.push(withOrigin(state, makeTarget(expr, node.name ?? columnName(state.analysis, value))));
    }
    return targets;
  } finally {
    state.clause = outer;
  }
}

/** Output columns whose type nothing has decided are text. */
export function resolveUnknownTargets(state: QueryState, targets: readonly DraftTarget[]): void {
  for (const target of targets) {
    if (target.expr.type === T.UNKNOWN) {
      target.expr = coerceType(state.analysis, target.expr, T.UNKNOWN, T.TEXT, -1, IMPLICIT, 'implicit-cast', -1);
    }
  }
}
