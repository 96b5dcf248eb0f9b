/** MERGE (PostgreSQL: parse_merge and transform_MERGE_to_join). The join of source and target is part of the query's FROM. */
import type * as S from '../../sql/index.js';
import { coerceToBoolean } from '../coerce/coerce.js';
import { transformCondition, transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import { transformFrom } from '../scope/from.js';
import { columnReference } from '../scope/columns.js';
import type { NamespaceItem, QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import type { JoinTree, MergeAction, Query, RangeTableEntry } from '../typed/query.js';
import { completeInsert, type Overriding } from './complete-insert.js';
import { openTarget, transformReturning, type DmlTarget } from './dml-target.js';
import { assignRow, gatherColumns, insertColumns, transformInsertValues } from './insert.js';
import { makeQuery } from './make-query.js';
import { transformSet } from './update.js';
import { transformWith } from './with.js';

const OVERRIDES = { default: 'none', userValue: 'user', systemValue: 'system' } as const;
const RELATION_NOUNS = { v: 'views', m: 'materialized views', f: 'foreign tables', S: 'sequences', t: 'TOAST tables' } as const;

export function transformMerge(state: QueryState, node: S.MergeStmt): Query {
  if (node.withClause !== null && node.withClause.recursive) fail('syntax_error', 'WITH RECURSIVE is not supported for MERGE statement');
  transformWith(state, node.withClause);
  checkReachable(node.mergeWhenClauses);
  const target = openMergeTarget(state, node);
  const items = transformFrom(state, [node.sourceRelation]);
  const source = [...state.namespace];
  if (source.some(item => item.isRelationVisible && item.name === target.item.name)) {
    fail('duplicate_alias', `name "${target.item.name}" specified more than once`, -1, {
      detail: 'The name is used both as MERGE target table and data source.',
    });
  }
  state.namespace = [...source, target.item];
  const condition = coerceToBoolean(state, transformExpr(state, node.joinCondition, 'join-on'), 'JOIN/ON');
  const mergeActions = node.mergeWhenClauses.map(clause => {
    state.namespace = clause.matched ? [...source, target.item] : source;
    return transformAction(state, target, clause);
  });
  state.namespace = [...source, target.item];
  const returning = transformReturning(state, node.returningList);
  const hasInserts = node.mergeWhenClauses.some(clause => !clause.matched && clause.commandType !== 'nothing');
  const join = joinSourceAndTarget(state, items[0]!, target.item, condition, hasInserts);
  return makeQuery(state, false, { command: 'merge', targets: [], from: { items: [join], where: null }, returning, mergeActions });
}

function checkReachable(clauses: readonly S.MergeWhenClause[]): void {
  const isTerminal = { matched: false, notMatched: false };
  for (const clause of clauses) {
    const kind = clause.matched ? 'matched' : 'notMatched';
    if (isTerminal[kind]) fail('syntax_error', 'unreachable WHEN clause specified after unconditional WHEN clause');
    if (clause.condition === null) isTerminal[kind] = true;
  }
}

function openMergeTarget(state: QueryState, node: S.MergeStmt): DmlTarget {
  const { relation } = node;
  const found = state.catalog.relation(relation.schemaname, relation.relname);
  if (found !== undefined && found.kind in RELATION_NOUNS) {
    fail('feature_not_supported', `cannot execute MERGE on relation "${found.name}"`, -1, {
      detail: `This operation is not supported for ${RELATION_NOUNS[found.kind as keyof typeof RELATION_NOUNS]}.`,
    });
  }
  return openTarget(state, relation, 'merge');
}

function transformAction(state: QueryState, target: DmlTarget, clause: S.MergeWhenClause): MergeAction {
  const condition = transformCondition(state, clause.condition, 'merge-when');
  const overriding: Overriding = OVERRIDES[clause.override];
  const action = { isMatched: clause.matched, command: clause.commandType, condition, overriding };
  if (clause.commandType === 'insert') {
    const columns = insertColumns(target, clause.targetList);
    const values = transformInsertValues(state, clause.values, 'values-single');
    const given = gatherColumns(state, assignRow(state, values, columns, clause.targetList.length > 0), columns);
    return { ...action, targets: completeInsert(state.analysis, target, given, overriding) };
  }
  if (clause.commandType === 'update') {
    return { ...action, targets: transformSet(state, target, clause.targetList) };
  }
  return { ...action, targets: [] };
}

/** Source rows without a match must survive when something is to be inserted for them. */
function joinSourceAndTarget(state: QueryState, source: JoinTree, target: NamespaceItem, condition: Expr, keepUnmatched: boolean): JoinTree {
  const table = state.rangeTable.length;
  const columns = target.columns.filter(column => column.name !== '');
  const entry: RangeTableEntry = {
    kind: 'join',
    alias: 'unnamed_join',
    hasAlias: false,
    columns: columns.map(({ name, type, typmod, collation }) => ({ name, type, typmod, collation })),
    isLateral: false,
    joinType: keepUnmatched ? 'left' : 'inner',
    columnExprs: columns.map(column => columnReference(column, 0, -1)),
  };
  state.rangeTable.push(entry);
  return {
    kind: 'join',
    joinType: entry.joinType,
    left: source,
    right: { kind: 'table', table: target.table },
    condition,
    using: [],
    isNatural: false,
    table,
  };
}
