/** Functions, operators and relations by names that find them again: qualified when the search path would find something else. */
import type { Oid } from '../../base/index.js';
import type { CatalogReader, RelationDescriptor } from '../../catalog/index.js';
import { chooseFunction } from '../resolve/function-lookup.js';
import { findOperator } from '../resolve/operators.js';
import { quoteIdentifier } from '../types/quote.js';
import type { DeparseContext } from './context.js';

function schemaPrefix(catalog: CatalogReader, schemaId: Oid): string {
  return `${quoteIdentifier(catalog.schemaName(schemaId) ?? 'pg_temp')}.`;
}

export function functionName(context: DeparseContext, id: Oid, argumentTypes: readonly Oid[], isVariadic: boolean): string {
  const { catalog } = context;
  const fn = catalog.functionById(id);
  if (fn === undefined) return `function_${id}`;
  const name = quoteIdentifier(fn.name);
  try {
    const choice = chooseFunction(catalog, [fn.name], argumentTypes, [], !isVariadic, true);
    if (choice.outcome === 'function' && choice.candidate.function.oid === id) return name;
  } catch {
    // Ambiguous without its schema.
  }
  return schemaPrefix(catalog, fn.schemaId) + name;
}

/** `left` 0 for a prefix operator. */
export function operatorName(context: DeparseContext, id: Oid, left: Oid, right: Oid): string {
  const { catalog } = context;
  const operator = catalog.operatorById(id);
  if (operator === undefined) return `operator_${id}`;
  try {
    if (findOperator(catalog, [operator.name], left, right, -1)?.oid === id) return operator.name;
  } catch {
    // Ambiguous without its schema.
  }
  return `OPERATOR(${schemaPrefix(catalog, operator.schemaId)}${operator.name})`;
}

export function relationName(context: DeparseContext, relation: RelationDescriptor): string {
  const { catalog, scopes } = context;
  const current = catalog.relationById(relation.oid) ?? relation;
  const isHidden = scopes.some(scope => scope.query.ctes.some(cte => cte.name === current.name));
  const isVisible = !isHidden && catalog.relation(null, current.name)?.oid === current.oid;
  const name = quoteIdentifier(current.name);
  return isVisible ? name : `${quoteIdentifier(current.schema)}.${name}`;
}
