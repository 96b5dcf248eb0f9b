/** JOIN: conditions, USING and NATURAL with their merged columns, and what a join makes visible. */
import { INVALID_OID } from '../../base/index.js';
import type * as S from '../../sql/index.js';
import { coerceToBoolean, coerceType } from '../coerce/coerce.js';
import { selectCommonType } from '../coerce/common-type.js';
import { IMPLICIT } from '../coerce/pathway.js';
import { transformCondition } from '../expression/expression.js';
import { fail } from '../fail.js';
import { makeOperatorCall, resultCollation } from '../resolve/operators.js';
import { NamespaceItem, type NamespaceColumn, type QueryState } from '../state.js';
import { mergeCollations } from '../typed/collation.js';
import type { Expr } from '../typed/expression.js';
import { makeBoolExpr, makeRelabel } from '../typed/nodes.js';
import type { ColumnInfo, JoinType, RangeTableEntry } from '../typed/query.js';
import { columnReference } from './columns.js';
import { checkConflicts, setColumnVisibility, setLateral, transformFromItem, type FromResult } from './from.js';

const EQUALS = ['='];

/** Columns that items show without qualification, in order. */
function unqualified(items: readonly NamespaceItem[]): NamespaceColumn[] {
  const result: NamespaceColumn[] = [];
  for (const item of items) {
    if (!item.areColumnsVisible) continue;
    for (const column of item.columns) if (column.name !== '') result.push(column);
  }
  return result;
}

function findCommon(columns: readonly NamespaceColumn[], name: string, side: 'left' | 'right'): NamespaceColumn {
  let found: NamespaceColumn | undefined;
  for (const column of columns) {
    if (column.name !== name) continue;
    if (found !== undefined) fail('ambiguous_column', `common column name "${name}" appears more than once in ${side} table`);
    found = column;
  }
  if (found === undefined) fail('undefined_column', `column "${name}" specified in USING clause does not exist in ${side} table`);
  return found;
}

export function transformJoin(state: QueryState, node: S.JoinExpr): FromResult {
  const left = transformFromItem(state, node.larg);
  // The right side may refer to the left laterally, for the join types that allow it.
  const isLateralOk = node.jointype === 'inner' || node.jointype === 'left';
  setLateral(left.visible, true, isLateralOk);
  const outer = state.namespace;
  state.namespace = [...outer, ...left.visible];
  const right = transformFromItem(state, node.rarg);
  state.namespace = outer;
  checkConflicts(left.visible, right.visible);
  const visible = [...left.visible, ...right.visible];

  const leftColumns = unqualified(left.visible);
  const rightColumns = unqualified(right.visible);
  let using = node.usingClause;
  if (node.isNatural) {
    const names = new Set(rightColumns.map(column => column.name));
    using = leftColumns.filter(column => names.has(column.name)).map(column => column.name);
  }
  const merged = mergeColumns(state, node.jointype, using, leftColumns, rightColumns);
  const { columns, condition: usingCondition } = merged;
  let condition = usingCondition;
  if (node.quals !== null) {
    setLateral(visible, false, true);
    state.namespace = visible;
    condition = transformCondition(state, node.quals, 'join-on');
    state.namespace = outer;
  }
  return addJoin(state, node, left, right, visible, columns, using, condition);
}

interface Merged {
  readonly columns: NamespaceColumn[];
  readonly condition: Expr | null;
}

function mergeColumns(
  state: QueryState,
  joinType: JoinType,
  using: readonly string[],
  left: readonly NamespaceColumn[],
  right: readonly NamespaceColumn[],
): Merged {
  if (using.length === 0) return { columns: [...left, ...right], condition: null };
  const columns: NamespaceColumn[] = [];
  const usedLeft = new Set<NamespaceColumn>();
  const usedRight = new Set<NamespaceColumn>();
  const pairs: [Expr, Expr][] = [];
  const seen = new Set<string>();
  for (const name of using) {
    if (seen.has(name)) fail('duplicate_column', `column name "${name}" appears more than once in USING clause`);
    seen.add(name);
    const l = findCommon(left, name, 'left');
    const r = findCommon(right, name, 'right');
    usedLeft.add(l);
    usedRight.add(r);
    const leftRef = columnReference(l, 0, -1);
    const rightRef = columnReference(r, 0, -1);
    pairs.push([leftRef, rightRef]);
    columns.push(mergeColumn(state, joinType, name, l, r, leftRef, rightRef));
  }
  const outer = state.clause;
  state.clause = 'join-using';
  const conditions = pairs.map(([l, r]) => coerceToBoolean(state, makeOperatorCall(state, EQUALS, l, r, -1), 'JOIN/USING'));
  state.clause = outer;
  for (const column of left) if (!usedLeft.has(column)) columns.push(column);
  for (const column of right) if (!usedRight.has(column)) columns.push(column);
  return { columns, condition: conditions.length === 1 ? conditions[0]! : makeBoolExpr('and', conditions, -1) };
}

function mergeColumn(
  state: QueryState,
  joinType: JoinType,
  name: string,
  left: NamespaceColumn,
  right: NamespaceColumn,
  leftRef: Expr,
  rightRef: Expr,
): NamespaceColumn {
  const { analysis, catalog } = state;
  let type = left.type;
  let typmod = left.typmod;
  if (type !== right.type) {
    type = selectCommonType(analysis, [leftRef, rightRef], 'JOIN/USING');
    typmod = -1;
  } else if (typmod !== right.typmod) typmod = -1;
  const toCommon = (ref: Expr): Expr => {
    if (ref.type !== type) return coerceType(analysis, ref, ref.type, type, typmod, IMPLICIT, 'implicit-cast', -1);
    return ref.typmod !== typmod ? makeRelabel(ref, type, typmod, ref.collation, 'implicit-cast', -1) : ref;
  };
  const l = toCommon(leftRef);
  const r = toCommon(rightRef);
  if (joinType === 'full') {
    const collation = resultCollation(catalog, type, mergeCollations([l, r]));
    return ownColumn(name, { kind: 'coalesce', type, typmod, collation, location: -1, args: [l, r] });
  }
  const preferRight = joinType === 'right' || (joinType === 'inner' && l.kind !== 'var' && r.kind === 'var');
  const chosen = preferRight ? r : l;
  const source = preferRight ? right : left;
  return chosen === (preferRight ? rightRef : leftRef) ? { ...source, name } : ownColumn(name, chosen);
}

/** A merged column that is an expression; the join's number is filled in when it is known. */
function ownColumn(name: string, expr: Expr): NamespaceColumn {
  return {
    name,
    table: -1,
    column: 0,
    type: expr.type,
    typmod: expr.typmod,
    collation: expr.collation,
    expr,
    viaTable: -1,
    viaColumn: 0,
    isHiddenInStar: false,
    originTable: INVALID_OID,
    originColumn: 0,
  };
}

function addJoin(
  state: QueryState,
  node: S.JoinExpr,
  left: FromResult,
  right: FromResult,
  children: readonly NamespaceItem[],
  merged: readonly NamespaceColumn[],
  using: readonly string[],
  condition: Expr | null,
): FromResult {
  const { alias } = node;
  const table = state.rangeTable.length;
  const names = alias?.colnames ?? [];
  if (names.length > merged.length) {
    fail('syntax_error', `column alias list for "${alias!.aliasname}" has too many entries`);
  }
  const columns = merged.map<NamespaceColumn>((column, i) => {
    const renamed = names[i] ?? column.name;
    const own = column.expr !== null && column.viaTable < 0;
    if (alias === null && !own) return renamed === column.name ? column : { ...column, name: renamed };
    return { ...column, name: renamed, viaTable: table, viaColumn: i + 1 };
  });
  const infos = columns.map<ColumnInfo>(column => ({
    name: column.name,
    type: column.type,
    typmod: column.typmod,
    collation: column.collation,
  }));
  const entry: RangeTableEntry = {
    kind: 'join',
    alias: alias?.aliasname ?? 'unnamed_join',
    hasAlias: alias !== null,
    columns: infos,
    isLateral: false,
    joinType: node.jointype,
    columnExprs: merged.map(column => columnReference(column, 0, -1)),
  };
  state.rangeTable.push(entry);
  const item = new NamespaceItem(entry, table, alias?.aliasname ?? '', columns, alias !== null, true, false, true);
  state.items.push(item);
  let visible: NamespaceItem[];
  if (alias !== null) visible = [];
  else {
    setColumnVisibility(children, false);
    visible = [...children];
  }
  const usingAlias = node.joinUsingAlias;
  if (usingAlias !== null) {
    const own = new NamespaceItem(entry, table, usingAlias.aliasname, columns.slice(0, using.length), true, false, false, true);
    checkConflicts(visible, [own]);
    visible.push(own);
  }
  visible.push(item);
  return {
    tree: {
      kind: 'join',
      joinType: node.jointype,
      left: left.tree,
      right: right.tree,
      condition,
      using,
      isNatural: node.isNatural,
      table,
    },
    visible,
  };
}
