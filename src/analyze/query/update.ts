/** UPDATE (PostgreSQL: transformUpdateStmt). */
import { INVALID_OID } from '../../base/index.js';
import type { ColumnDescriptor, RelationDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import type { ClauseKind } from '../clause-kinds.js';
import { transformCondition, transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import { extendNamespace, setLateral, transformFrom } from '../scope/from.js';
import type { QueryState } from '../state.js';
import type { Expr, SubLink } from '../typed/expression.js';
import { makeFieldSelect, makeVar } from '../typed/nodes.js';
import { nullOf } from '../stored/column-defaults.js';
import { exprLocation, syntaxLocation } from '../typed/location.js';
import type { JoinTree, Query } from '../typed/query.js';
import { checkRepeatedAssignment, transformAssigned } from './assignment.js';
import { defaultValue } from './complete-insert.js';
import { assignableColumn, openTarget, transformReturning, withViewConditions, type DmlTarget } from './dml-target.js';
import { failViewColumn } from './view-target.js';
import { transformInsertValues } from './insert.js';
import { makeQuery } from './make-query.js';
import { analyzeSubquery } from './subquery.js';
import { makeTarget, type DraftTarget } from './targets.js';
import { transformWith } from './with.js';

export function transformUpdate(state: QueryState, node: S.UpdateStmt): Query {
  const isRecursive = transformWith(state, node.withClause);
  const target = openTarget(state, node.relation, 'update');
  const { item } = target;
  // Sub-selects in FROM cannot see the target.
  extendNamespace(state, [item]);
  setLateral([item], true, false);
  const items = transformFrom(state, node.fromClause);
  setLateral([item], false, true);
  const where = withViewConditions(target, transformCondition(state, node.whereClause, 'where'));
  const returning = transformReturning(state, node.returningList);
  const targets = transformSet(state, target, node.targetList);
  const from: JoinTree[] = [{ kind: 'table', table: item.table }, ...items];
  return makeQuery(state, isRecursive, { command: 'update', targets, from: { items: from, where }, returning, viewChecks: target.view?.checks ?? [] });
}

function checkSettable(relation: RelationDescriptor, name: string, isDefault: boolean): void {
  const column = relation.columns.find(candidate => candidate.name === name && !candidate.isDropped)!;
  if (isDefault) return;
  const detail =
    column.identity === 'a'
      ? `Column "${name}" is an identity column defined as GENERATED ALWAYS.`
      : column.generated !== ''
        ? `Column "${name}" is a generated column.`
        : undefined;
  if (detail !== undefined) fail('generated_always', `column "${name}" can only be updated to DEFAULT`, -1, { detail });
}

/** The SET list of UPDATE, ON CONFLICT and MERGE: one target per assigned column, in column order. */
export function transformSet(state: QueryState, target: DmlTarget, nodes: readonly S.ResTarget[], clause: ClauseKind = 'update-source'): DraftTarget[] {
  const { relation } = target;
  const { table } = target.item;
  const sources = nodes.map(node => setSource(state, node.val!, clause));
  const byColumn: (DraftTarget | undefined)[] = [];
  const steps: (readonly S.Indirection[])[] = [];
  nodes.forEach((node, i) => {
    const source = sources[i]!;
    const { column, isRefused } = assignableColumn(target, node.name!, node.location, true);
    if (isRefused) failViewColumn('update', target.view!.view, column.name);
    const at = column.number - 1;
    const known = byColumn[at];
    if (known !== undefined) checkRepeatedAssignment(steps[at]!, node.indirection, column.name);
    const isDefault = source.kind === 'set-to-default';
    const base = node.indirection.length === 0 ? null : (known?.expr ?? makeVar(table, column.number, column.typeId, column.typmod, column.collation, 0, -1));
    let expr = transformAssigned(state, source, column, node.indirection, base, node.location);
    checkSettable(relation, column.name, isDefault);
    if (isDefault) expr = setDefault(state, target, column);
    byColumn[at] = makeTarget(expr, column.name, false, column.number);
    steps[at] = node.indirection;
  });
  return byColumn.filter(made => made !== undefined && relation.columns[made.attnum - 1]!.generated === '') as DraftTarget[];
}

/** SET c = DEFAULT. Through a view it is the view's own default or NULL, not that of anything below it. */
function setDefault(state: QueryState, target: DmlTarget, column: ColumnDescriptor): Expr {
  const { view } = target;
  const isOwn = view === null || view.defaults.get(column.number)?.view === view.view;
  return isOwn ? defaultValue(state.analysis, target, column) : nullOf(state.analysis, column);
}

function setSource(state: QueryState, node: S.Expression, clause: ClauseKind): Expr {
  if (node.kind === 'SetToDefault') {
    return { kind: 'set-to-default', type: T.UNKNOWN, typmod: -1, collation: INVALID_OID, location: node.location };
  }
  if (node.kind !== 'MultiAssignRef') return transformExpr(state, node, clause);
  let known = state.multiAssignments.find(assignment => assignment.source === node.source);
  if (known === undefined) {
    known = { source: node.source, fields: multiFields(state, node, clause) };
    state.multiAssignments.push(known);
  }
  return known.fields[node.colno - 1]!;
}

/** Values of `SET (a, b) = …`: of a row constructor, or of one sub-select that is read field by field. */
function multiFields(state: QueryState, node: S.MultiAssignRef, clause: ClauseKind): readonly Expr[] {
  const { source } = node;
  const mismatch = (at: number): never => fail('syntax_error', 'number of columns does not match number of values', at);
  if (source.kind === 'RowExpr') {
    const fields = transformInsertValues(state, source.args, clause);
    if (fields.length !== node.ncolumns) mismatch(source.location);
    return fields;
  }
  if (source.kind === 'SubLink' && source.subLinkType === 'expr') {
    state.hasSubLinks = true;
    const query = analyzeSubquery(state, source.subselect);
    const targets = query.targets.filter(target => !target.isJunk);
    if (targets.length !== node.ncolumns) mismatch(source.location);
    const link: SubLink = {
      kind: 'sublink',
      type: T.RECORD,
      typmod: -1,
      collation: INVALID_OID,
      location: source.location,
      link: 'multi-expr',
      test: null,
      operatorName: '',
      left: [],
      query,
    };
    return targets.map(({ expr, name }, i) => makeFieldSelect(link, i + 1, name, expr.type, expr.typmod, expr.collation, exprLocation(expr)));
  }
  return fail('feature_not_supported', 'source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression', syntaxLocation(source));
}
