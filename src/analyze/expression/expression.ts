/** Expressions of the syntax tree to typed expressions (PostgreSQL: parse_expr). The dispatcher, and the kinds that need few words. */
import { INVALID_OID } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { CLAUSES, type ClauseKind } from '../clause-kinds.js';
import { coerceToBoolean, coerceToTarget } from '../coerce/coerce.js';
import { EXPLICIT } from '../coerce/pathway.js';
import { fail } from '../fail.js';
import { makeArrayOperatorCall } from '../resolve/operators.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { elementType, isCollatable, isComposite } from '../types/type-facts.js';
import { resolveTypeName } from '../types/type-name.js';
import type { Expr, SqlValue } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { makeBoolExpr, makeNullTest, makeParam, makeRow } from '../typed/nodes.js';
import { transformFunctionCall } from './calls.js';
import { transformColumnRef } from './column-ref.js';
import { transformCase, transformCoalesce, transformMinMax } from './conditionals.js';
import { transformArray, transformIndirection } from './containers.js';
import { transformConst } from './constants.js';
import { transformGroupingCall } from './grouping-call.js';
import { transformBetween, transformDistinct, transformIn, transformNullIf, transformOperator } from './operator-expressions.js';
import { transformSubLink } from './sublinks.js';
import { expandRowReference } from './row-expansion.js';
import { transformXml, transformXmlSerialize } from './xml-expressions.js';

/** Analyses an expression standing in `clause`. */
export function transformExpr(state: QueryState, node: S.Expression, clause: ClauseKind): Expr {
  const outer = state.clause;
  state.clause = clause;
  try {
    return transform(state, node);
  } finally {
    state.clause = outer;
  }
}

/** A condition of `clause`; null stays null. */
export function transformCondition(state: QueryState, node: S.Expression | null, clause: ClauseKind): Expr | null {
  if (node === null) return null;
  return coerceToBoolean(state, transformExpr(state, node, clause), CLAUSES[clause].name);
}

/** Analyses an operand in the clause at hand. */
export function transform(state: QueryState, node: S.Expression): Expr {
  switch (node.kind) {
    case 'ColumnRef':
      return transformColumnRef(state, node);
    case 'AConst':
      return transformConst(state, node);
    case 'ParamRef':
      return transformParam(state, node);
    case 'AExpr':
      return transformAExpr(state, node);
    case 'BoolExpr':
      return transformBoolExpr(state, node);
    case 'FuncCall':
      return transformFunctionCall(state, node);
    case 'TypeCast':
      return transformTypeCast(state, node);
    case 'NullTest': {
      const arg = transform(state, node.arg);
      return makeNullTest(arg, node.isNot, arg.type === T.RECORD || isComposite(state.catalog, arg.type), node.location);
    }
    case 'BooleanTest':
      return transformBooleanTest(state, node);
    case 'CaseExpr':
      return transformCase(state, node);
    case 'CoalesceExpr':
      return transformCoalesce(state, node);
    case 'MinMaxExpr':
      return transformMinMax(state, node);
    case 'SubLink':
      return transformSubLink(state, node);
    case 'AArrayExpr':
      return transformArray(state, node, INVALID_OID, INVALID_OID, -1);
    case 'RowExpr':
      return transformRow(state, node);
    case 'AIndirection':
      return transformIndirection(state, node);
    case 'CollateClause':
      return transformCollate(state, node);
    case 'SQLValueFunction':
      return transformSqlValue(state, node);
    case 'GroupingFunc':
      return transformGroupingCall(state, node);
    case 'CurrentOfExpr':
      if (state.resultTable < 0) fail('syntax_error', 'WHERE CURRENT OF is only allowed in UPDATE and DELETE');
      return {
        kind: 'current-of',
        type: T.BOOL,
        typmod: -1,
        collation: INVALID_OID,
        location: -1,
        cursor: node.cursorName,
        table: state.resultTable,
      };
    case 'SetToDefault':
      return fail('syntax_error', 'DEFAULT is not allowed in this context', node.location);
    case 'MultiAssignRef':
      return fail('internal_error', 'multi-column assignment outside of SET');
    case 'NamedArgExpr':
      return transform(state, node.arg);
    case 'XmlExpr':
      return transformXml(state, node);
    case 'XmlSerialize':
      return transformXmlSerialize(state, node);
  }
}

function transformParam(state: QueryState, node: S.ParamRef): Expr {
  const { parameters, catalog } = state.analysis;
  const type = parameters.typeOf(node.number, node.location);
  return makeParam(type, type === T.UNKNOWN ? INVALID_OID : (catalog.typeById(type)?.collation ?? INVALID_OID), node.number, node.location);
}

function transformAExpr(state: QueryState, node: S.AExpr): Expr {
  switch (node.exprKind) {
    case 'op':
    case 'like':
    case 'ilike':
    case 'similar':
      return transformOperator(state, node);
    case 'opAny':
    case 'opAll': {
      const left = transform(state, node.lexpr!);
      const right = transform(state, node.rexpr);
      return makeArrayOperatorCall(state, node.name, node.exprKind === 'opAny', left, right, node.location);
    }
    case 'distinct':
    case 'notDistinct':
      return transformDistinct(state, node);
    case 'nullif':
      return transformNullIf(state, node);
    case 'in':
      return transformIn(state, node);
    case 'between':
    case 'notBetween':
    case 'betweenSym':
    case 'notBetweenSym':
      return transformBetween(state, node);
  }
}

const BOOL_NAMES = { and: 'AND', or: 'OR', not: 'NOT' } as const;

function transformBoolExpr(state: QueryState, node: S.BoolExpr): Expr {
  const name = BOOL_NAMES[node.boolop];
  const args: Expr[] = [];
  for (const arg of node.args) args.push(coerceToBoolean(state, transform(state, arg), name));
  return makeBoolExpr(node.boolop, args, node.location);
}

const BOOLEAN_TESTS = {
  true: ['is-true', 'IS TRUE'],
  notTrue: ['is-not-true', 'IS NOT TRUE'],
  false: ['is-false', 'IS FALSE'],
  notFalse: ['is-not-false', 'IS NOT FALSE'],
  unknown: ['is-unknown', 'IS UNKNOWN'],
  notUnknown: ['is-not-unknown', 'IS NOT UNKNOWN'],
} as const;

function transformBooleanTest(state: QueryState, node: S.BooleanTest): Expr {
  const [test, name] = BOOLEAN_TESTS[node.testType];
  const arg = coerceToBoolean(state, transform(state, node.arg), name);
  return { kind: 'boolean-test', type: T.BOOL, typmod: -1, collation: INVALID_OID, location: node.location, test, arg };
}

function transformTypeCast(state: QueryState, node: S.TypeCast): Expr {
  const { type, typmod } = resolveTypeName(state.analysis, node.typeName);
  const { catalog } = state;
  let arg: Expr | undefined;
  if (node.arg.kind === 'AArrayExpr') {
    // The target type tells what the elements are to be: needed for ARRAY[]::int[].
    const base = catalog.typeById(type)?.kind === 'd' ? INVALID_OID : type;
    const element = base === INVALID_OID ? INVALID_OID : elementType(catalog, base);
    if (element !== INVALID_OID) arg = transformArray(state, node.arg, base, element, typmod);
  }
  arg ??= transform(state, node.arg);
  const location = node.location >= 0 ? node.location : node.typeName.location;
  const result = coerceToTarget(state.analysis, arg, arg.type, type, typmod, EXPLICIT, 'explicit-cast', location);
  if (result === null) {
    fail('cannot_coerce', `cannot cast type ${formatType(catalog, arg.type)} to ${formatType(catalog, type)}`, location >= 0 ? location : exprLocation(arg));
  }
  return result;
}

const BUILTIN_COLLATIONS = new Map([
  ['default', 100],
  ['C', 950],
  ['POSIX', 951],
  ['ucs_basic', 12547],
]);

/** Oid and display name of a collation. */
export function resolveCollation(state: QueryState, name: readonly string[], location: number): { oid: typeof INVALID_OID; name: string } {
  const last = name[name.length - 1]!;
  const schema = name.length > 1 ? name[name.length - 2]! : null;
  const { catalog } = state;
  const found = catalog.collation?.(schema, last);
  if (found !== undefined) return found;
  const builtin = catalog.collation === undefined && (schema === null || schema === 'pg_catalog') ? BUILTIN_COLLATIONS.get(last) : undefined;
  if (builtin === undefined) {
    fail('undefined_object', `collation "${name.join('.')}" for encoding "UTF8" does not exist`, location);
  }
  return { oid: builtin as typeof INVALID_OID, name: last };
}

function transformCollate(state: QueryState, node: S.CollateClause): Expr {
  const arg = transform(state, node.arg!);
  if (arg.type !== T.UNKNOWN && !isCollatable(state.catalog, arg.type)) {
    fail('datatype_mismatch', `collations are not supported by type ${formatType(state.catalog, arg.type)}`, node.location);
  }
  const collation = resolveCollation(state, node.collname, node.location);
  return {
    kind: 'collate',
    type: arg.type,
    typmod: arg.typmod,
    collation: collation.oid,
    location: node.location,
    arg,
    collationName: collation.name,
  };
}

const SQL_VALUE_TYPES = {
  current_date: T.DATE,
  current_time: T.TIMETZ,
  current_timestamp: T.TIMESTAMPTZ,
  localtime: T.TIME,
  localtimestamp: T.TIMESTAMP,
  current_role: T.NAME,
  current_user: T.NAME,
  user: T.NAME,
  session_user: T.NAME,
  current_catalog: T.NAME,
  current_schema: T.NAME,
} as const;

function transformSqlValue(state: QueryState, node: S.SQLValueFunction): Expr {
  const type = SQL_VALUE_TYPES[node.op];
  const value: SqlValue = node.op;
  const collation = type === T.NAME ? (state.catalog.typeById(type)?.collation ?? INVALID_OID) : INVALID_OID;
  return { kind: 'sql-value', type, typmod: node.typmod < 0 ? -1 : Math.min(node.typmod, 6), collation, location: node.location, value };
}

const ROW_FIELDS_MAX = 1664;

function transformRow(state: QueryState, node: S.RowExpr): Expr {
  const fields = transformExpressionList(state, node.args);
  if (fields.length > ROW_FIELDS_MAX) {
    fail('too_many_columns', `ROW expressions can have at most ${ROW_FIELDS_MAX} entries`, node.location);
  }
  return makeRow(
    fields,
    fields.map((_, i) => `f${i + 1}`),
    T.RECORD,
    node.rowFormat === 'explicit',
    node.location,
  );
}

/** A list in which `t.*` and `(row).*` expand to columns. */
export function transformExpressionList(state: QueryState, nodes: readonly S.Expression[]): Expr[] {
  const result: Expr[] = [];
  for (const node of nodes) {
    const expanded = expandRowReference(state, node);
    if (expanded === undefined) result.push(transform(state, node));
    else for (const column of expanded) result.push(column.expr);
  }
  return result;
}
