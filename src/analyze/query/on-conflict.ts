/** ON CONFLICT: inference of the arbiter indexes, `excluded`, and the update (PostgreSQL: transformOnConflictClause, infer_arbiter_indexes). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { IndexDescriptor, RelationDescriptor } from '../../catalog/index.js';
import type * as S from '../../sql/index.js';
import { transformCondition, transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import { addItem, ownColumns, relationColumns } from '../scope/range-table.js';
import { NamespaceItem, type QueryState } from '../state.js';
import type { DmlTarget } from './dml-target.js';
import { moveColumns } from './view-target.js';
import { indexExpressions, indexPredicate } from '../stored/index-expressions.js';
import { equalExpr } from '../typed/equal.js';
import type { Expr } from '../typed/expression.js';
import { mapChildren } from '../typed/walk.js';
import type { OnConflict } from '../typed/query.js';
import { transformSet } from './update.js';

export function transformOnConflict(state: QueryState, target: DmlTarget, node: S.OnConflictClause): OnConflict {
  const { infer } = node;
  const { relation, item } = target;
  if (node.action === 'update' && infer === null) {
    fail('syntax_error', 'ON CONFLICT DO UPDATE requires inference specification or constraint name', node.location, {
      hint: 'For example, ON CONFLICT (column_name).',
    });
  }
  if (relation.isSystem) fail('feature_not_supported', 'ON CONFLICT is not supported with system catalog tables', node.location);
  let arbiters: readonly Oid[] = [];
  if (infer !== null) {
    state.namespace = [item];
    arbiters = infer.conname === null ? inferArbiters(state, relation, infer) : [namedArbiter(relation, infer.conname, node)];
  }
  if (node.action === 'nothing') return { action: 'nothing', arbiters, set: [], where: null, excluded: -1 };
  const columns = relationColumns(relation);
  const table = state.rangeTable.length;
  const excluded = addItem(
    state,
    { kind: 'excluded', alias: 'excluded', hasAlias: true, columns, isLateral: false, relation },
    ownColumns(table, columns, () => undefined),
    'excluded',
  );
  const shown =
    target.view === null
      ? excluded
      : new NamespaceItem(excluded.entry, table, 'excluded', moveColumns(item.columns, item.table, table), true, true, false, true, target.view.view);
  state.namespace = [item, shown];
  const set = transformSet(state, target, node.targetList);
  const where = transformCondition(state, node.whereClause, 'where');
  return { action: 'update', arbiters, set, where, excluded: excluded.table };
}

function namedArbiter(relation: RelationDescriptor, name: string, node: S.OnConflictClause): Oid {
  const constraint = relation.constraints.find(candidate => candidate.name === name);
  if (constraint === undefined) fail('undefined_object', `constraint "${name}" for table "${relation.name}" does not exist`);
  if (constraint.indexId === INVALID_OID) {
    fail('wrong_object_type', 'constraint in ON CONFLICT clause has no associated index');
  }
  if (constraint.kind === 'x' && node.action === 'update') {
    fail('wrong_object_type', 'ON CONFLICT DO UPDATE not supported with exclusion constraints');
  }
  if (constraint.isDeferrable) {
    fail('object_not_in_prerequisite_state', 'ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters', -1, {
      schema: relation.schema,
      table: relation.name,
      constraint: constraint.name,
    });
  }
  return constraint.indexId;
}

interface Wanted {
  readonly columns: Set<number>;
  readonly expressions: Expr[];
}

function wantedKeys(state: QueryState, infer: S.InferClause): Wanted {
  const columns = new Set<number>();
  const expressions: Expr[] = [];
  for (const element of infer.indexElems) {
    const at = infer.location;
    if (element.ordering !== 'default') fail('invalid_column_reference', 'ASC/DESC is not allowed in ON CONFLICT clause', at);
    if (element.nullsOrdering !== 'default') fail('invalid_column_reference', 'NULLS FIRST/LAST is not allowed in ON CONFLICT clause', at);
    const syntax: S.Expression = element.name === null ? element.expr! : { kind: 'ColumnRef', fields: [element.name], star: false, location: infer.location };
    const expr = transformExpr(state, syntax, 'index');
    if (expr.kind === 'var' && expr.column > 0) columns.add(expr.column);
    else if (expr.kind === 'var') fail('invalid_column_reference', 'whole row unique index inference specifications are not supported', at);
    else expressions.push(expr);
  }
  return { columns, expressions };
}

function conjuncts(expr: Expr | null): readonly Expr[] {
  if (expr === null) return [];
  return expr.kind === 'bool' && expr.op === 'and' ? expr.args.flatMap(conjuncts) : [expr];
}

/** The variables of both live at different range-table positions; a stored expression's table is 0. */
function inTable(expr: Expr, table: number): Expr {
  return table === 0 ? expr : mapVars(expr, table);
}

function mapVars(expr: Expr, table: number): Expr {
  if (expr.kind === 'var') return expr.levelsUp === 0 ? { ...expr, table } : expr;
  return mapChildren(expr, child => mapVars(child, table));
}

function fits(state: QueryState, relation: RelationDescriptor, index: IndexDescriptor, wanted: Wanted, where: readonly Expr[], table: number): boolean {
  if (!index.isUnique || !index.isValid || !index.isImmediate) return false;
  const keys = index.columns.slice(0, index.keyCount);
  const plain = new Set(keys.filter(column => column !== 0));
  if (plain.size !== wanted.columns.size || ![...plain].every(column => wanted.columns.has(column))) return false;
  const expressions = indexExpressions(state.analysis, relation, index).map(expr => inTable(expr, table));
  if (!wanted.expressions.every(expr => expressions.some(own => equalExpr(own, expr)))) return false;
  if (!expressions.every(own => wanted.expressions.some(expr => equalExpr(own, expr)))) return false;
  const predicate = indexPredicate(state.analysis, relation, index);
  if (predicate === null) return true;
  return conjuncts(inTable(predicate, table)).every(part => where.some(given => equalExpr(part, given)));
}

function inferArbiters(state: QueryState, relation: RelationDescriptor, infer: S.InferClause): Oid[] {
  const wanted = wantedKeys(state, infer);
  const where = conjuncts(transformCondition(state, infer.whereClause, 'index-predicate'));
  const arbiters = relation.indexes.filter(index => fits(state, relation, index, wanted, where, state.resultTable)).map(index => index.oid);
  if (arbiters.length === 0) {
    fail('invalid_column_reference', 'there is no unique or exclusion constraint matching the ON CONFLICT specification');
  }
  return arbiters;
}
