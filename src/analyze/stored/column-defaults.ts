/** What a column gets when a statement gives it no value, and the expressions of generated columns and CHECK constraints. */
import type { ColumnDescriptor, ConstraintDescriptor, RelationDescriptor } from '../../catalog/index.js';
import { parseExpression } from '../../sql/index.js';
import type { ClauseKind } from '../clause-kinds.js';
import { coerceToBoolean, coerceToDomain, coerceToTarget } from '../coerce/coerce.js';
import { ASSIGNMENT } from '../coerce/pathway.js';
import { transformExpr } from '../expression/expression.js';
import { fail } from '../fail.js';
import { addRelation } from '../scope/range-table.js';
import { QueryState, type Analysis } from '../state.js';
import { baseType, baseTypmod, typeInfo } from '../types/type-facts.js';
import type { Expr } from '../typed/expression.js';
import { makeConst } from '../typed/nodes.js';
import { EpochCache, storedAnalysis } from './stored-analysis.js';

const defaults = new EpochCache<ColumnDescriptor, Expr>();
const domainDefaults = new EpochCache<object, Expr>();
const checks = new EpochCache<ConstraintDescriptor, Expr>();

/** A level whose only table is `relation`, at range-table index 0. */
export function relationState(analysis: Analysis, relation: RelationDescriptor): QueryState {
  const state = new QueryState(analysis, null);
  state.namespace = [addRelation(state, relation, null, false, 'AccessShareLock')];
  return state;
}

/** Stored text as an expression coerced to a column's type. */
function storedColumnExpr(outer: Analysis, relation: RelationDescriptor, column: ColumnDescriptor, clause: ClauseKind): Expr {
  const analysis = storedAnalysis(outer);
  const state = relationState(analysis, relation);
  const expr = transformExpr(state, parseExpression(column.defaultText!), clause);
  const coerced = coerceToTarget(analysis, expr, expr.type, column.typeId, column.typmod, ASSIGNMENT, 'implicit-cast', -1);
  if (coerced === null) fail('datatype_mismatch', `default of column "${column.name}" has the wrong type`);
  return coerced;
}

/** NULL of the column's type; a domain may forbid it, which its coercion then says. */
export function nullOf(analysis: Analysis, column: ColumnDescriptor): Expr {
  const { catalog } = analysis;
  const base = baseType(catalog, column.typeId);
  if (base === column.typeId) return makeConst(base, column.typmod, column.collation, null, -1);
  const typmod = baseTypmod(catalog, column.typeId, -1);
  const value = makeConst(base, typmod, column.collation, null, -1);
  return coerceToDomain(analysis, value, base, typmod, column.typeId, 0, 'implicit-cast', -1, false);
}

/** The column's own default, its identity sequence, its domain's default, or undefined for none. */
export function columnDefault(outer: Analysis, relation: RelationDescriptor, column: ColumnDescriptor): Expr | undefined {
  if (column.identity !== '' && column.identitySequence !== undefined) {
    return { kind: 'next-value', type: column.typeId, typmod: -1, collation: column.collation, location: -1, sequence: column.identitySequence };
  }
  if (column.identity !== '' || (column.hasDefault && column.defaultText !== null && column.generated === '')) {
    if (column.defaultText === null) return undefined;
    return defaults.get(column, outer, () => storedColumnExpr(outer, relation, column, 'default'));
  }
  const type = typeInfo(outer.catalog, column.typeId);
  if (type.kind !== 'd') return undefined;
  return domainDefault(outer, column);
}

function domainDefault(outer: Analysis, column: ColumnDescriptor): Expr | undefined {
  let type = typeInfo(outer.catalog, column.typeId);
  while (type.kind === 'd' && type.defaultText === null) type = typeInfo(outer.catalog, type.baseType);
  if (type.kind !== 'd' || type.defaultText === null) return undefined;
  const text = type.defaultText;
  return domainDefaults.get(type, outer, () => {
    const analysis = storedAnalysis(outer);
    const expr = transformExpr(new QueryState(analysis, null), parseExpression(text), 'default');
    const coerced = coerceToTarget(analysis, expr, expr.type, column.typeId, -1, ASSIGNMENT, 'implicit-cast', -1);
    return coerced ?? fail('datatype_mismatch', `default of domain has the wrong type`);
  });
}

/** What computes a GENERATED … STORED column, over Vars of table 0. */
export function generationExpr(outer: Analysis, relation: RelationDescriptor, column: ColumnDescriptor): Expr {
  return defaults.get(column, outer, () => storedColumnExpr(outer, relation, column, 'generated'));
}

/** A table's CHECK constraint, over Vars of table 0. */
export function checkExpr(outer: Analysis, relation: RelationDescriptor, constraint: ConstraintDescriptor): Expr {
  return checks.get(constraint, outer, () => {
    const state = relationState(storedAnalysis(outer), relation);
    return coerceToBoolean(state, transformExpr(state, parseExpression(constraint.expressionText!), 'check'), 'CHECK');
  });
}
