/** Sub-selects in expressions: EXISTS, IN, ANY, ALL, scalar, ARRAY, row comparison. */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { CLAUSES } from '../clause-kinds.js';
import { fail } from '../fail.js';
import { analyzeSubquery } from '../query/subquery.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { arrayTypeOf } from '../types/type-facts.js';
import type { Expr, SubLink } from '../typed/expression.js';
import type { Query, TargetEntry } from '../typed/query.js';
import { makeFieldSelect } from '../typed/nodes.js';
import { transform } from './expression.js';
import { makeRowComparison } from './operator-expressions.js';

function checkPlacement(state: QueryState, location: number): void {
  const forbidden = CLAUSES[state.clause].subquery;
  if (forbidden !== null) fail('feature_not_supported', `cannot use subquery in ${forbidden}`, location);
}

function visibleTargets(query: Query): readonly TargetEntry[] {
  return query.targets.filter(target => !target.isJunk);
}

function makeSubLink(
  link: SubLink['link'],
  query: Query,
  type: Oid,
  typmod: number,
  collation: Oid,
  location: number,
  test: Expr | null = null,
  operatorName = '',
  left: readonly Expr[] = [],
): SubLink {
  return { kind: 'sublink', type, typmod, collation, location, link, test, operatorName, left, query };
}

export function transformSubLink(state: QueryState, node: S.SubLink): Expr {
  const { location } = node;
  checkPlacement(state, location);
  state.hasSubLinks = true;
  const query = analyzeSubquery(state, node.subselect);
  const targets = visibleTargets(query);
  switch (node.subLinkType) {
    case 'exists':
      return makeSubLink('exists', query, T.BOOL, -1, INVALID_OID, location);
    case 'expr':
    case 'array': {
      if (targets.length !== 1) fail('syntax_error', 'subquery must return only one column', location);
      const { type, typmod, collation } = targets[0]!.expr;
      state.analysis.subLinkNames.set(node, targets[0]!.name);
      if (node.subLinkType === 'expr') return makeSubLink('expr', query, type, typmod, collation, location);
      // An array of arrays is one array of more dimensions.
      const isArray = state.catalog.typeById(type)?.category === 'A';
      const array = isArray ? type : arrayTypeOf(state.catalog, type);
      if (array === INVALID_OID) fail('undefined_object', `could not find array type for data type ${formatType(state.catalog, type)}`, location);
      return makeSubLink('array', query, array, typmod, collation, location);
    }
    case 'any':
    case 'all': {
      const left = transform(state, node.testexpr!);
      const name = node.operName.length === 0 ? ['='] : node.operName;
      return compareRows(state, node.subLinkType, name, left.kind === 'row' ? left : null, left, query, location);
    }
  }
}

/** `(a, b) = (SELECT …)`. */
export function transformRowSubLink(state: QueryState, row: S.RowExpr, name: readonly string[], node: S.SubLink, location: number): Expr {
  checkPlacement(state, location);
  state.hasSubLinks = true;
  const query = analyzeSubquery(state, node.subselect);
  const left = transform(state, row);
  const fields = left.kind === 'row' ? left.fields : [left];
  const targets = checkedColumns(query, fields.length, location);
  // The sub-select is evaluated once; the comparison reads its row's fields.
  const link = makeSubLink('multi-expr', query, T.RECORD, -1, INVALID_OID, node.location);
  const right = targets.map(({ expr, name: field }, i) => makeFieldSelect(link, i + 1, field, expr.type, expr.typmod, expr.collation, -1));
  return makeRowComparison(state, name, fields, right, location);
}

function checkedColumns(query: Query, count: number, location: number): readonly TargetEntry[] {
  const targets = visibleTargets(query);
  if (count < targets.length) fail('syntax_error', 'subquery has too many columns', location);
  if (count > targets.length) fail('syntax_error', 'subquery has too few columns', location);
  return targets;
}

function compareRows(state: QueryState, link: SubLink['link'], name: readonly string[], row: Expr | null, single: Expr, query: Query, location: number): Expr {
  const left = row !== null && row.kind === 'row' ? row.fields : [single];
  const targets = checkedColumns(query, left.length, location);
  const right = targets.map<Expr>((target, column) => ({
    kind: 'sublink-column',
    type: target.expr.type,
    typmod: target.expr.typmod,
    collation: target.expr.collation,
    location: -1,
    column,
  }));
  const test = makeRowComparison(state, name, left, right, location);
  return makeSubLink(link, query, T.BOOL, -1, INVALID_OID, location, test, name[name.length - 1]!, left);
}
