/** Aggregate calls: their level, nesting and ORDER BY / DISTINCT inside (PostgreSQL: parse_agg). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { FunctionDescriptor } from '../../catalog/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { CLAUSES } from '../clause-kinds.js';
import { coerceType } from '../coerce/coerce.js';
import { IMPLICIT } from '../coerce/pathway.js';
import { fail } from '../fail.js';
import { makeSortKey, stripImplicitCoercions } from '../query/sort-key.js';
import { resultCollation, sortOperators } from '../resolve/operators.js';
import type { QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { failOnConflict, mergeCollations } from '../typed/collation.js';
import { equalExpr } from '../typed/equal.js';
import type { Aggref, Expr, SortKey } from '../typed/expression.js';
import { exprLocation } from '../typed/location.js';
import { visitChildren, walkQuery } from '../typed/walk.js';
import { transformExpr } from './expression.js';

export interface AggregateCall {
  readonly function: FunctionDescriptor;
  readonly type: Oid;
  readonly args: readonly Expr[];
  readonly isVariadic: boolean;
  readonly filter: Expr | null;
  readonly node: S.FuncCall | null;
  readonly location: number;
}

export function makeAggregate(state: QueryState, call: AggregateCall): Expr {
  const { node, location } = call;
  const kind = call.function.aggregateKind ?? 'n';
  let directArgs: readonly Expr[] = [];
  let args = call.args;
  let orderBy: SortKey[] = [];
  const isDistinct = node !== null && node.aggDistinct;
  if (kind !== 'n' && node !== null) {
    const direct = call.args.length - node.aggOrder.length;
    directArgs = call.args.slice(0, direct);
    args = call.args.slice(direct);
    orderBy = node.aggOrder.map((key, i) => makeSortKey(state, typed(state, args[i]!), key));
    args = orderBy.map(key => key.expr);
  } else if (node !== null) {
    orderBy = node.aggOrder.map(key => makeSortKey(state, aggregateSortExpr(state, key, args), key));
    if (isDistinct) {
      args = args.map(arg => typed(state, arg));
      checkDistinct(state, args, orderBy);
    }
  }
  const levelsUp = checkLevels(state, directArgs, args, orderBy, call.filter, location, 'aggregate functions', null);
  const input = mergeCollations([...directArgs, ...args]);
  const result: Aggref = {
    kind: 'agg',
    type: call.type,
    typmod: -1,
    collation: resultCollation(state.catalog, call.type, input),
    location,
    functionId: call.function.oid,
    directArgs,
    args,
    isStar: node !== null && node.aggStar,
    isDistinct,
    isVariadic: call.isVariadic,
    aggregateKind: kind,
    orderBy,
    filter: call.filter,
    levelsUp,
    inputCollation: input,
  };
  return result;
}

function typed(state: QueryState, expr: Expr): Expr {
  return expr.type === T.UNKNOWN ? coerceType(state.analysis, expr, T.UNKNOWN, T.TEXT, -1, IMPLICIT, 'implicit-cast', -1) : expr;
}

/** An ORDER BY expression of an aggregate; one that is an argument stands for the argument as coerced. */
function aggregateSortExpr(state: QueryState, key: S.SortBy, args: readonly Expr[]): Expr {
  const expr = transformExpr(state, key.node, 'order-by');
  for (const arg of args) if (equalExpr(expr, stripImplicitCoercions(arg))) return typed(state, arg);
  return typed(state, expr);
}

function checkDistinct(state: QueryState, args: readonly Expr[], orderBy: readonly SortKey[]): void {
  for (const arg of args) failOnConflict(state.catalog, arg);
  for (const key of orderBy) {
    if (!args.some(arg => equalExpr(arg, key.expr))) {
      fail('invalid_column_reference', 'in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list', exprLocation(key.expr));
    }
  }
  for (const arg of args) {
    const operators = sortOperators(state.catalog, arg.type);
    const type = formatType(state.catalog, arg.type);
    if (operators === undefined || operators.equal === INVALID_OID) {
      fail('undefined_function', `could not identify an equality operator for type ${type}`, exprLocation(arg));
    }
    if (operators.lessThan === INVALID_OID) {
      fail('undefined_function', `could not identify an ordering operator for type ${type}`, exprLocation(arg), {
        detail: 'Aggregates with DISTINCT must be able to sort their inputs.',
      });
    }
  }
}

interface Levels {
  /** Innermost query (smallest number of levels up) that a variable, an aggregate of the arguments belongs to; -1 none. */
  variable: number;
  aggregate: number;
}

function note(current: number, level: number): number {
  return level < 0 ? current : current < 0 ? level : Math.min(current, level);
}

function gather(expr: Expr, depth: number, levels: Levels): void {
  switch (expr.kind) {
    case 'const':
    case 'param':
      return;
    case 'var':
      levels.variable = note(levels.variable, expr.levelsUp - depth);
      return;
    case 'agg':
      // What an aggregate of an outer level holds has been accounted for by its own level.
      levels.aggregate = note(levels.aggregate, expr.levelsUp - depth);
      return;
    case 'grouping':
      levels.aggregate = note(levels.aggregate, expr.levelsUp - depth);
      return;
    case 'window':
      if (depth === 0) fail('grouping_error', 'aggregate function calls cannot contain window function calls', expr.location);
      break;
    case 'func':
      if (expr.returnsSet && depth === 0) {
        fail('feature_not_supported', 'aggregate function calls cannot contain set-returning function calls', expr.location, {
          hint: 'You might be able to move the set-returning function into a LATERAL FROM item.',
        });
      }
      break;
    case 'sublink':
      walkQuery(expr.query, (node, level) => {
        if (node.kind === 'var') levels.variable = note(levels.variable, node.levelsUp - depth - 1 - level);
        else if (node.kind === 'agg' || node.kind === 'grouping') levels.aggregate = note(levels.aggregate, node.levelsUp - depth - 1 - level);
      });
      break;
    default:
      break;
  }
  visitChildren(expr, child => gather(child, depth, levels));
}

function findNested(exprs: readonly Expr[], level: number): number {
  let location = -1;
  const search = (expr: Expr): void => {
    if (location >= 0) return;
    if ((expr.kind === 'agg' && expr.levelsUp === level) || (expr.kind === 'grouping' && expr.levelsUp === level)) {
      location = expr.location;
      return;
    }
    visitChildren(expr, search);
    if (expr.kind === 'sublink') {
      walkQuery(expr.query, (node, depth) => {
        if (location < 0 && node.kind === 'agg' && node.levelsUp - depth - 1 === level) location = node.location;
      });
    }
  };
  for (const expr of exprs) search(expr);
  return location;
}

/**
 * The query level an aggregate (or GROUPING) belongs to: the innermost one that its arguments' variables come from. Checks that
 * aggregates are allowed where it stands in that query, and marks the query.
 */
export function checkLevels(
  state: QueryState,
  directArgs: readonly Expr[],
  args: readonly Expr[],
  orderBy: readonly SortKey[],
  filter: Expr | null,
  location: number,
  noun: string,
  forbidNested: string | null,
): number {
  const levels: Levels = { variable: -1, aggregate: -1 };
  const parts = [...args, ...orderBy.map(key => key.expr)];
  if (filter !== null) parts.push(filter);
  for (const part of parts) gather(part, 0, levels);
  let level: number;
  if (levels.variable < 0) level = Math.max(levels.aggregate, 0);
  else level = levels.aggregate < 0 ? levels.variable : Math.min(levels.variable, levels.aggregate);
  if (level === levels.aggregate) {
    const nested = findNested([...parts, ...directArgs], level);
    fail('grouping_error', forbidNested ?? 'aggregate function calls cannot be nested', nested);
  }
  if (directArgs.length > 0) {
    const direct: Levels = { variable: -1, aggregate: -1 };
    for (const part of directArgs) gather(part, 0, direct);
    if (direct.variable >= 0 && direct.variable < level) {
      fail('grouping_error', 'outer-level aggregate cannot contain a lower-level variable in its direct arguments', location);
    }
    if (direct.aggregate >= 0 && direct.aggregate <= level) {
      fail('grouping_error', 'aggregate function calls cannot be nested', findNested(directArgs, direct.aggregate));
    }
  }
  let owner = state;
  for (let i = 0; i < level && owner.parent !== null; i++) owner = owner.parent;
  owner.hasAggregates = true;
  const forbidden = CLAUSES[owner.clause].aggregate;
  if (forbidden !== null) fail('grouping_error', `${noun} are not allowed in ${forbidden}`, location);
  return level;
}
