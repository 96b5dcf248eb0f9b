/** Reading stored text: defaults, checks, index keys; and showing it to users. */
import type { CatalogReader, RelationDescriptor } from '../../catalog/index.js';
import { parseExpression } from '../../sql/index.js';
import type { TypeContext } from '../../types/index.js';
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { ClauseKind } from '../clause-kinds.js';
import { deparseExpr, deparseQuery } from '../deparse/deparse.js';
import { transformExpr } from '../expression/expression.js';
import { ParameterTypes } from '../parameters.js';
import { Analysis, QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import type { Query } from '../typed/query.js';
import { makeCaseTest } from '../typed/nodes.js';
import { updatableColumns } from '../query/view-target.js';
import { relationState } from './column-defaults.js';
import { storedAnalysis } from './stored-analysis.js';
import { viewQuery } from './view-query.js';

export interface StoredScope {
  readonly catalog: CatalogReader;
  readonly context: TypeContext;
}

/** Analyses stored text over a relation's columns (Vars of table 0), or without columns. `value`: type of a domain's VALUE. */
export function analyzeStoredExpression(
  text: string,
  relation: RelationDescriptor | null,
  scope: StoredScope,
  clause: ClauseKind = 'other',
  value: { readonly type: Oid; readonly typmod: number } | null = null,
): Expr {
  const analysis = storedAnalysis(new Analysis({ ...scope, parameters: new ParameterTypes([], true) }));
  const state = relation === null ? new QueryState(analysis, null) : relationState(analysis, relation);
  if (value !== null) {
    state.domainValue = makeCaseTest(value.type, value.typmod, scope.catalog.typeById(value.type)?.collation ?? INVALID_OID);
  }
  return transformExpr(state, parseExpression(text), clause);
}

/** Stored text as the session shows it (pg_get_expr). */
export function displayStoredExpression(
  text: string,
  relation: RelationDescriptor | null,
  scope: StoredScope,
  isPretty = false,
  value: { readonly type: Oid; readonly typmod: number } | null = null,
  /** Index definitions stay on one line. */
  isIndented = true,
): string {
  const expr = analyzeStoredExpression(text, relation, scope, 'other', value);
  return deparseExpr(expr, { ...scope, relation, isPretty, isIndented });
}

/** A view's query as the session shows it (pg_get_viewdef), without semicolon. */
export function displayView(view: RelationDescriptor, scope: StoredScope, isPretty = false): string {
  const query = viewQuery(new Analysis({ ...scope, parameters: new ParameterTypes([], true) }), view);
  const names = view.columns.filter(column => !column.isDropped).map(column => column.name);
  return deparseQuery(withNames(query, names), { ...scope, isPretty, isIndented: true });
}

/** Of each column of a view that can be changed through whether that column can; null when the view is not simple. */
export function updatableViewColumns(view: RelationDescriptor, scope: StoredScope): readonly boolean[] | null {
  return updatableColumns(new Analysis({ ...scope, parameters: new ParameterTypes([], true) }), view);
}

/** The view's own column names, which may have been changed since its query was stored. */
function withNames(query: Query, names: readonly string[]): Query {
  let next = 0;
  const targets = query.targets.map(target => (target.isJunk ? target : { ...target, name: names[next++] ?? target.name }));
  return { ...query, targets };
}

/**
 * For renaming: reads stored text while the old names still hold. The function returned writes it anew when the catalogs know the new ones
 * (`scope.catalog` is asked again). `relation` is the table whose columns an expression uses, by its oid.
 */
export function storedExpressionRewriter(
  text: string,
  relation: RelationDescriptor | null,
  scope: StoredScope,
  value: { readonly type: Oid; readonly typmod: number } | null = null,
): () => string {
  const expr = analyzeStoredExpression(text, relation, scope, 'other', value);
  return () => {
    const current = relation === null ? null : (scope.catalog.relationById(relation.oid) ?? relation);
    return deparseExpr(expr, { ...scope, relation: current, isStored: true });
  };
}

/** The same for a view's stored query. */
export function storedViewRewriter(view: RelationDescriptor, scope: StoredScope): () => string {
  const query = viewQuery(new Analysis({ ...scope, parameters: new ParameterTypes([], true) }), view);
  return () => deparseQuery(query, { ...scope, isStored: true });
}
