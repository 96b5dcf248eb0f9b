/**
 * Qualifications that an index can evaluate. Most are used as they stand; some (LIKE with a fixed beginning, row comparisons) only give bounds
 * and stay as filters too.
 */
import type { Expr, OpExpr } from '../../analyze/index.js';
import { INVALID_OID, type Oid } from '../../base/index.js';
import type { IndexDescriptor } from '../../catalog/index.js';
import { BOOL } from '../../types/index.js';
import { stripRelabel } from '../cost/selectivity.js';
import { relidsOf } from '../expression/references.js';
import { orderCollation, sortsAlike } from '../expression/order-collation.js';
import { exprEquals } from '../expression/walk.js';
import type { IndexCondition } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import type { BaseRelation } from './base-relation.js';
import { NO_RELIDS, overlaps, relidOf, type Relids } from './path.js';

export interface MatchedCondition {
  readonly column: number;
  readonly strategy: IndexCondition['strategy'];
  /** For `search`: pg_amop.amopstrategy. */
  readonly operatorStrategy?: number;
  readonly value: Expr | null;
  /** Relations that the comparand needs from outside. */
  readonly valueRelids: Relids;
  /** What it prints as. */
  readonly source: Expr;
  /** The qualification it comes from. */
  readonly qual: Expr;
  /** The index alone decides `qual`. */
  readonly isExact: boolean;
}

const STRATEGY: readonly IndexCondition['strategy'][] = ['=', '<', '<=', '=', '>=', '>'];
const COMMUTED: Readonly<Record<string, IndexCondition['strategy']>> = { '=': '=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** How `qual` bounds key column `column`; several conditions when it gives a range. */
export function matchConditions(
  level: QueryPlanner,
  base: BaseRelation,
  index: IndexDescriptor,
  key: Expr,
  column: number,
  qual: Expr,
): readonly MatchedCondition[] {
  const { catalog } = level.context.env;
  const self = relidOf(base.table);
  const isKey = (e: Expr): boolean => isKeyExpr(e, key);
  const isValue = (e: Expr): boolean => !overlaps(relidsOf(e), self) && !level.hasVolatile(e);
  const keyType = index.keyTypes[column]!;
  if (qual.kind === 'op' && qual.args.length === 2) {
    const [left, right] = qual.args as [Expr, Expr];
    const leftIsKey = isKey(left);
    if (!leftIsKey && !isKey(right)) return NONE;
    const strategy = catalog.btreeStrategy(qual.operatorId, index.operatorClasses[column]!);
    if (strategy === undefined) return leftIsKey ? likePrefix(level, index, column, qual) : NONE;
    const value = leftIsKey ? right : left;
    if (!isValue(value) || !isComparand(level, value, keyType)) return NONE;
    const own = STRATEGY[strategy]!;
    if (!servesOrder(level, index, column, qual.inputCollation, own === '=')) return NONE;
    return [exact(column, leftIsKey ? own : COMMUTED[own]!, value, qual, leftIsKey ? qual : commuted(level, qual))];
  }
  if (qual.kind === 'scalar-array-op') {
    if (!qual.useOr || !isKey(qual.args[0]) || !isValue(qual.args[1])) return NONE;
    if (catalog.btreeStrategy(qual.operatorId, index.operatorClasses[column]!) !== 3) return NONE;
    if (!servesOrder(level, index, column, qual.inputCollation, true)) return NONE;
    const operator = catalog.operatorById(qual.operatorId);
    if (!operator || !sameKeyFamily(operator.rightType, keyType)) return NONE;
    return [exact(column, 'any', qual.args[1], qual)];
  }
  if (qual.kind === 'null-test') {
    if (qual.isRow || !isKey(qual.arg)) return NONE;
    return [{ column, strategy: qual.isNot ? 'is-not-null' : 'is-null', value: null, valueRelids: NO_RELIDS, source: qual, qual, isExact: true }];
  }
  if (qual.kind === 'row-compare' && isKey(qual.left[0]!) && isValue(qual.right[0]!) && isComparand(level, qual.right[0]!, keyType)) {
    if (!servesOrder(level, index, column, qual.inputCollations?.[0], false)) return NONE;
    // (a, b) > (x, y) needs a >= x.
    const strategy = qual.op.startsWith('>') ? '>=' : '<=';
    const source = comparison(level, strategy, qual.left[0]!, qual.right[0]!);
    if (source === undefined) return NONE;
    return [{ column, strategy, value: qual.right[0]!, valueRelids: relidsOf(qual.right[0]!), source, qual, isExact: false }];
  }
  return NONE;
}

export const isKeyExpr = (e: Expr, key: Expr): boolean => exprEquals(stripCollate(e), key);

const NONE: readonly MatchedCondition[] = [];

/** Without relabelling and COLLATE: what the comparison's own collation is, its operator says. */
function stripCollate(expr: Expr): Expr {
  let e = stripRelabel(expr);
  while (e.kind === 'collate') e = stripRelabel(e.arg);
  return e;
}

/** An index serves comparisons of its own collation only; one under a collation of ICU has its entries in byte order, which tells equality and no more. */
function servesOrder(level: QueryPlanner, index: IndexDescriptor, column: number, collation: Oid | undefined, isEquality: boolean): boolean {
  const { env } = level.context;
  const own = orderCollation(env, index.collations[column]);
  return own === orderCollation(env, collation) && (own === INVALID_OID || isEquality);
}

function exact(column: number, strategy: IndexCondition['strategy'], value: Expr, qual: Expr, source = qual): MatchedCondition {
  return { column, strategy, value, valueRelids: relidsOf(value), source, qual, isExact: true };
}

/** The comparison with its key on the left. */
export function commuted(level: QueryPlanner, qual: OpExpr): Expr {
  const { catalog } = level.context.env;
  const other = catalog.operatorById(catalog.operatorById(qual.operatorId)?.commutator ?? (0 as never));
  return other === undefined ? qual : { ...qual, operatorId: other.oid, functionId: other.functionId, args: [qual.args[1]!, qual.args[0]!] };
}

const INTEGER_TYPES = new Set<number>([20, 21, 23]);
const TEXT_TYPES = new Set<number>([25, 1043, 19]);

/** Types whose values of one encode as keys of the other. */
function sameKeyFamily(a: number, b: number): boolean {
  return a === b || (INTEGER_TYPES.has(a) && INTEGER_TYPES.has(b)) || (TEXT_TYPES.has(a) && TEXT_TYPES.has(b));
}

/** True when the value encodes as a key of the index column. */
function isComparand(level: QueryPlanner, value: Expr, keyType: number): boolean {
  return sameKeyFamily(level.context.env.catalog.typeById(value.type)?.baseType || value.type, keyType);
}

const LIKE_OPERATORS = new Set(['textlike']);

/** `x LIKE 'abc%'` lies in ['abc', 'abd') where text sorts by its bytes. */
function likePrefix(level: QueryPlanner, index: IndexDescriptor, column: number, qual: OpExpr): readonly MatchedCondition[] {
  const { catalog } = level.context.env;
  const name = catalog.functionById(qual.functionId)?.name;
  const [left, pattern] = qual.args as [Expr, Expr];
  if (name === undefined || !LIKE_OPERATORS.has(name) || pattern.kind !== 'const' || typeof pattern.value !== 'string') return NONE;
  if (!TEXT_TYPES.has(index.keyTypes[column]!) || orderCollation(level.context.env, index.collations[column]) !== INVALID_OID) return NONE;
  const { prefix, isWhole } = fixedPrefix(pattern.value);
  if (prefix === '') return NONE;
  const value = (text: string): Expr => ({ ...pattern, value: text });
  const make = (strategy: '=' | '>=' | '<', text: string): MatchedCondition | undefined => {
    const source = comparison(level, strategy, left, value(text));
    return source && { column, strategy, value: value(text), valueRelids: NO_RELIDS, source, qual, isExact: false };
  };
  const after = isWhole ? undefined : nextPrefix(prefix);
  const conditions = isWhole ? [make('=', prefix)] : [make('>=', prefix), after === undefined ? undefined : make('<', after)];
  return conditions.filter(c => c !== undefined);
}

/** The characters every match begins with; `isWhole` when the pattern has no wildcard. */
export function fixedPrefix(pattern: string): { prefix: string; isWhole: boolean } {
  let prefix = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i]!;
    if (c === '%' || c === '_') return { prefix, isWhole: false };
    if (c === '\\') {
      i++;
      if (i >= pattern.length) return { prefix, isWhole: false };
    }
    prefix += pattern[i]!;
  }
  return { prefix, isWhole: true };
}

/** The least text above all that begin with `prefix`, in code point order. */
function nextPrefix(prefix: string): string | undefined {
  const points = [...prefix];
  while (points.length > 0) {
    const last = points[points.length - 1]!.codePointAt(0)!;
    points.pop();
    if (last < 0x10ffff) return points.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1);
  }
  return undefined;
}

/** `left op right` by the operator of that name over the operands' types. */
function comparison(level: QueryPlanner, name: string, left: Expr, right: Expr): Expr | undefined {
  const { catalog } = level.context.env;
  const operator = catalog.operators('pg_catalog', name).find(o => o.leftType === left.type && o.rightType === right.type);
  if (operator === undefined) return undefined;
  return {
    kind: 'op',
    operatorId: operator.oid,
    functionId: operator.functionId,
    args: [left, right],
    type: BOOL,
    typmod: -1,
    collation: 0 as never,
    location: -1,
  };
}

/** True when rows that satisfy `quals` satisfy the index predicate `predicate`: the same condition, or one that implies it. */
export function implies(level: QueryPlanner, quals: readonly Expr[], predicate: Expr): boolean {
  return quals.some(qual => exprEquals(qual, predicate) || impliesOne(level, qual, predicate));
}

function impliesOne(level: QueryPlanner, qual: Expr, predicate: Expr): boolean {
  const { catalog } = level.context.env;
  if (qual.kind === 'bool' && qual.op === 'or') return qual.args.every(arg => exprEquals(arg, predicate) || impliesOne(level, arg, predicate));
  if (predicate.kind === 'bool' && predicate.op === 'or') return predicate.args.some(arg => exprEquals(arg, qual) || impliesOne(level, qual, arg));
  if (predicate.kind === 'null-test' && predicate.isNot && !predicate.isRow) {
    const isStrict = qual.kind === 'op' ? catalog.functionById(qual.functionId)?.isStrict : qual.kind === 'scalar-array-op' && qual.useOr;
    return !!isStrict && (qual.kind === 'op' || qual.kind === 'scalar-array-op') && qual.args.some(arg => exprEquals(stripRelabel(arg), predicate.arg));
  }
  if (qual.kind !== 'op' || predicate.kind !== 'op' || qual.args.length !== 2 || predicate.args.length !== 2) return false;
  const [a, x] = qual.args as [Expr, Expr];
  const [b, y] = predicate.args as [Expr, Expr];
  if (x.kind !== 'const' || y.kind !== 'const' || x.value === null || y.value === null || x.type !== y.type || !exprEquals(a, b)) return false;
  const have = catalog.operatorById(qual.operatorId)?.name;
  const want = catalog.operatorById(predicate.operatorId)?.name;
  if (have === undefined || want === undefined || catalog.typeOperators(x.type) === undefined) return false;
  if (!sortsAlike(level.context.env, qual.inputCollation, predicate.inputCollation)) return false;
  const order = level.context.env.typeOps(x.type, qual.inputCollation).compare(x.value, y.value);
  switch (want) {
    case '>':
      return have === '>' ? order >= 0 : (have === '>=' || have === '=') && order > 0;
    case '>=':
      return (have === '>' || have === '>=' || have === '=') && order >= 0;
    case '<':
      return have === '<' ? order <= 0 : (have === '<=' || have === '=') && order < 0;
    case '<=':
      return (have === '<' || have === '<=' || have === '=') && order <= 0;
    case '<>':
      return have === '=' ? order !== 0 : have === '<' ? order <= 0 : have === '>' ? order >= 0 : false;
    default:
      return false;
  }
}
