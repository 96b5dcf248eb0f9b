/** FROM: tables, sub-selects, functions and what each makes visible; joins are in joins.ts (PostgreSQL: transformFromClause). */
import { notSupported } from '../../errors/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { coerceToSpecificType } from '../coerce/coerce.js';
import { transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import { analyzeSubquery } from '../query/subquery.js';
import { viewQuery } from '../stored/view-query.js';
import type { NamespaceItem, QueryState } from '../state.js';
import type { JoinTree, TableSample } from '../typed/query.js';
import { transformFromFunction } from './from-function.js';
import { transformJoin } from './joins.js';
import { addCte, addRelation, addSubquery } from './range-table.js';
import { findCte, openRelation } from './relation-names.js';

/** One FROM item analysed: its place in the join tree, and the items it makes visible. */
export interface FromResult {
  readonly tree: JoinTree;
  readonly visible: readonly NamespaceItem[];
}

/** Adds items to the level's namespace. */
export function extendNamespace(state: QueryState, items: readonly NamespaceItem[]): void {
  checkConflicts(state.namespace, items);
  state.namespace = [...state.namespace, ...items];
}

/** No two visible items may share a name, except two relations of different schemas. */
export function checkConflicts(left: readonly NamespaceItem[], right: readonly NamespaceItem[]): void {
  for (const a of left) {
    if (!a.isRelationVisible) continue;
    for (const b of right) {
      if (!b.isRelationVisible || a.name !== b.name) continue;
      const isPlain = a.entry.kind === 'relation' && !a.entry.hasAlias && b.entry.kind === 'relation' && !b.entry.hasAlias;
      if (isPlain && a.entry.kind === 'relation' && b.entry.kind === 'relation' && a.entry.relation.oid !== b.entry.relation.oid) continue;
      fail('duplicate_alias', `table name "${a.name}" specified more than once`);
    }
  }
}

export function setLateral(items: readonly NamespaceItem[], isLateralOnly: boolean, isLateralOk: boolean): void {
  for (const item of items) {
    item.isLateralOnly = isLateralOnly;
    item.isLateralOk = isLateralOk;
  }
}

export function setColumnVisibility(items: readonly NamespaceItem[], isVisible: boolean): void {
  for (const item of items) item.areColumnsVisible = isVisible;
}

export function transformFrom(state: QueryState, nodes: readonly S.FromItem[]): JoinTree[] {
  const trees: JoinTree[] = [];
  for (const node of nodes) {
    const { tree, visible } = transformFromItem(state, node);
    checkConflicts(state.namespace, visible);
    // To later items these are visible only when LATERAL says so.
    setLateral(visible, true, true);
    state.namespace = state.namespace.length === 0 ? [...visible] : [...state.namespace, ...visible];
    trees.push(tree);
  }
  setLateral(state.namespace, false, true);
  return trees;
}

function leaf(item: NamespaceItem): FromResult {
  return { tree: { kind: 'table', table: item.table }, visible: [item] };
}

export function transformFromItem(state: QueryState, node: S.FromItem): FromResult {
  switch (node.kind) {
    case 'RangeVar':
      return leaf(transformRangeVar(state, node));
    case 'RangeSubselect':
      return leaf(transformSubselect(state, node));
    case 'RangeFunction':
      return leaf(transformFromFunction(state, node));
    case 'RangeTableSample':
      return leaf(transformSample(state, node));
    case 'JoinExpr':
      return transformJoin(state, node);
    case 'RangeTableFunc':
      throw notSupported('XMLTABLE', node.location + 1);
  }
}

/** Is a relation of this query to be locked by a FOR UPDATE clause, here or around? */
function isLocked(state: QueryState, name: string): boolean {
  if (state.isLockedFromParent) return true;
  return state.lockingClauses.some(clause => clause.lockedRels.length === 0 || clause.lockedRels.some(rel => rel.relname === name));
}

function transformRangeVar(state: QueryState, node: S.RangeVar, sample: TableSample | null = null): NamespaceItem {
  if (node.schemaname === null && sample === null) {
    const found = findCte(state, node.relname);
    if (found !== undefined) return addCte(state, found.cte, found.levelsUp, node);
  }
  const relation = openRelation(state, node);
  if (relation.kind === 'v') {
    const query = viewQuery(state.analysis, relation);
    return addSubquery(state, query, node.alias, relation.name, false, relation);
  }
  const lock = isLocked(state, node.alias?.aliasname ?? node.relname) ? 'RowShareLock' : 'AccessShareLock';
  return addRelation(state, relation, node.alias, node.inh, lock, sample);
}

function transformSubselect(state: QueryState, node: S.RangeSubselect): NamespaceItem {
  if (node.alias === null) {
    const what = node.subquery.valuesLists.length > 0 ? 'VALUES' : 'subquery';
    const example = what === 'VALUES' ? '(VALUES ...)' : '(SELECT ...)';
    fail('syntax_error', `${what} in FROM must have an alias`, -1, { hint: `For example, FROM ${example} [AS] foo.` });
  }
  const outer = state.clause;
  const wasActive = state.isLateralActive;
  state.clause = 'from-subselect';
  state.isLateralActive = node.lateral;
  try {
    const query = analyzeSubquery(state, node.subquery, { isLocked: isLocked(state, node.alias.aliasname) });
    return addSubquery(state, query, node.alias, node.alias.aliasname, node.lateral);
  } finally {
    state.clause = outer;
    state.isLateralActive = wasActive;
  }
}

function transformSample(state: QueryState, node: S.RangeTableSample): NamespaceItem {
  const method = node.method[node.method.length - 1]!;
  if (method !== 'bernoulli' && method !== 'system') {
    fail('undefined_object', `tablesample method ${method} does not exist`, node.location);
  }
  const relation = openRelation(state, node.relation);
  if (relation.kind !== 'r' && relation.kind !== 'm' && relation.kind !== 'p') {
    fail('feature_not_supported', 'TABLESAMPLE clause can only be applied to tables and materialized views', node.relation.location);
  }
  if (node.args.length !== 1) {
    fail('invalid_tablesample_argument', `tablesample method ${method} requires 1 argument, not ${node.args.length}`, node.location);
  }
  const percent = transformExpr(state, node.args[0]!, 'from-function');
  const seed = node.repeatable === null ? null : transformExpr(state, node.repeatable, 'from-function');
  return transformRangeVar(state, node.relation, {
    method,
    percent: coerceToSpecificType(state, percent, T.FLOAT4, -1, 'TABLESAMPLE'),
    seed: seed === null ? null : coerceToSpecificType(state, seed, T.FLOAT8, -1, 'REPEATABLE'),
  });
}
