/**
 * Evaluates what does not depend on rows: strict calls with a NULL argument, immutable calls over constants, boolean identities, CASE with
 * constant conditions. An evaluation that fails fails the statement, whether or not it would ever come to it, as PostgreSQL's does; what AND, OR, COALESCE
 * and CASE decide by constants that come before it is not evaluated.
 */
import type { BooleanTest, Const, Expr, Query } from '../../analyze/index.js';
import type { Oid } from '../../base/index.js';
import { arrayOf, relabelling, type ArrayValue, type Datum } from '../../types/index.js';
import { callContextFor, type PlannerContext } from '../context.js';
import { mapQueryExprs } from '../expression/levels.js';
import { existsQuery } from './exists-query.js';
import { isGroupingConstant } from './grouping-constants.js';
import { mapChildren } from '../expression/walk.js';

export function foldConstants(query: Query, context: PlannerContext): Query {
  const folded = mapQueryExprs(query, expr => foldExpr(expr, context));
  const { items, where } = folded.from;
  return where?.kind === 'const' && where.value === true ? { ...folded, from: { items, where: null } } : folded;
}

export function foldExpr(expr: Expr, context: PlannerContext): Expr {
  if (expr.kind === 'case') return foldCase(expr, context);
  if (expr.kind === 'bool' && expr.op !== 'not') return foldBool({ ...expr, args: foldUntil(expr.args, context, v => v === (expr.op === 'or')) });
  if (expr.kind === 'coalesce') return foldCoalesce({ ...expr, args: foldUntil(expr.args, context, v => v !== null) });
  const folded = mapChildren(expr, child => foldExpr(child, context));
  switch (folded.kind) {
    case 'func':
    case 'op': {
      if (folded.kind === 'func' && folded.returnsSet) return folded;
      const descriptor = context.env.catalog.functionById(folded.functionId);
      if (!descriptor) return folded;
      if (descriptor.isStrict && descriptor.volatility !== 'v' && folded.args.some(a => a.kind === 'const' && a.value === null)) {
        // `NULL + '1'::text::int` may fail when it is run: the arguments come first.
        return folded.args.some(a => isFailing(a, context)) ? folded : constant(folded, null);
      }
      if (folded.kind === 'op' && BOOLEAN_EQUALITIES.has(folded.operatorId)) {
        const [one, other] = folded.args as [Expr, Expr];
        const known = one.kind === 'const' ? one : other.kind === 'const' ? other : null;
        const rest = known === one ? other : one;
        if (known !== null && rest.kind !== 'const')
          return (folded.operatorId === BOOLEAN_EQUAL) === known.value ? rest : negate(rest, negation(folded, rest), context);
      }
      if (descriptor.volatility !== 'i' || descriptor.language !== 'internal' || !folded.args.every(a => a.kind === 'const')) return folded;
      const impl = context.env.scalarImpl(descriptor, folded.inputCollation);
      return constant(folded, impl(...folded.args.map(a => (a as Const).value), callContextFor(context.env, folded)));
    }
    case 'nullif':
      return foldNullIf(folded, context);
    case 'scalar-array-op':
      return foldOverArray(folded, context);
    case 'collate':
      return folded.arg.kind === 'const' ? { ...folded.arg, collation: folded.collation } : folded;
    case 'relabel':
      if (folded.arg.kind !== 'const') return folded;
      return { ...folded.arg, type: folded.type, typmod: folded.typmod, collation: folded.collation, value: relabelled(folded.arg, folded.type) };
    case 'coerce-io': {
      if (folded.arg.kind !== 'const') return folded;
      if (folded.arg.value === null) return constant(folded, null);
      if (!IMMUTABLE_OUTPUT.has(folded.arg.type) || !IMMUTABLE_INPUT.has(folded.type)) return folded;
      const { env } = context;
      return constant(folded, env.typeOps(folded.type).parse(env.typeOps(folded.arg.type).format(folded.arg.value, env.callContext), -1, env.callContext));
    }
    case 'coerce-typmod':
      if (folded.arg.kind === 'const') {
        if (folded.arg.value === null) return constant(folded, null);
        const ops = context.env.typeOps(folded.type);
        if (ops.applyTypmod) return constant(folded, ops.applyTypmod(folded.arg.value, folded.typmod, folded.form === 'explicit-cast'));
      }
      return folded;
    case 'array':
      // A list of constants becomes one array; IN then looks it up whole.
      if (folded.isMultiDimensional || folded.elements.length === 0 || !folded.elements.every(e => e.kind === 'const')) return folded;
      return constant(
        folded,
        arrayOf(
          folded.elementType,
          folded.elements.map(e => (e as Const).value),
        ),
      );
    case 'array-coerce':
      if (folded.arg.kind !== 'const' || !isTestValue(folded.element)) return folded;
      return constant(folded, folded.arg.value === null ? null : { ...(folded.arg.value as ArrayValue), elementType: folded.element.type });
    case 'bool':
      return negate(folded.args[0]!, folded, context);
    case 'sublink':
      return folded.link === 'exists' ? { ...folded, query: existsQuery(folded.query) } : folded;
    case 'distinct':
      return foldDistinct(folded, context);
    case 'boolean-test':
      return folded.arg.kind === 'const' ? constant(folded, TESTS[folded.test](folded.arg.value as boolean | null)) : folded;
    case 'null-test':
      if (folded.isRow && folded.arg.kind === 'row') return foldRowTest(folded, folded.arg.fields);
      return folded.arg.kind === 'const' && !folded.isRow ? constant(folded, (folded.arg.value === null) !== folded.isNot) : folded;
    default:
      return folded;
  }
}

/** Nothing equals NULL: the first argument stays. */
function foldNullIf(expr: Expr & { kind: 'nullif' }, context: PlannerContext): Expr {
  const [one, other] = expr.args;
  if ((one.kind === 'const' && one.value === null) || (other.kind === 'const' && other.value === null)) return one;
  if (one.kind !== 'const' || other.kind !== 'const') return expr;
  const descriptor = context.env.catalog.functionById(expr.functionId);
  if (descriptor?.volatility !== 'i' || descriptor.language !== 'internal') return expr;
  const isEqual = context.env.scalarImpl(descriptor, expr.inputCollation);
  return isEqual(one.value, other.value, callContextFor(context.env, { ...expr, kind: 'op' })) === true ? constant(expr, null) : one;
}

/** A constant compared with the elements of a constant array. */
function foldOverArray(expr: Expr & { kind: 'scalar-array-op' }, context: PlannerContext): Expr {
  const [left, right] = expr.args;
  if (left.kind !== 'const' || right.kind !== 'const') return expr;
  const descriptor = context.env.catalog.functionById(expr.functionId);
  if (descriptor?.volatility !== 'i' || descriptor.language !== 'internal') return expr;
  if (right.value === null) return constant(expr, null);
  const { values } = right.value as ArrayValue;
  if (values.length === 0) return constant(expr, !expr.useOr);
  if (left.value === null && descriptor.isStrict) return constant(expr, null);
  const impl = context.env.scalarImpl(descriptor, expr.inputCollation);
  const call = callContextFor(context.env, { ...expr, kind: 'op', args: [left, { ...right, type: (right.value as ArrayValue).elementType }] });
  let hasNull = false;
  for (const value of values) {
    const result = value === null && descriptor.isStrict ? null : impl(left.value, value, call);
    if (result === null) hasNull = true;
    else if (result === expr.useOr) return constant(expr, expr.useOr);
  }
  return constant(expr, hasNull ? null : !expr.useOr);
}

function foldCoalesce(folded: Expr & { kind: 'coalesce' }): Expr {
  const args: Expr[] = [];
  for (const arg of folded.args) {
    if (arg.kind === 'const' && arg.value === null) continue;
    args.push(arg);
    if (arg.kind === 'const') break;
  }
  if (args.length === 0) return constant(folded, null);
  if (args.length === 1 && args[0]!.kind === 'const') return constant(folded, (args[0] as Const).value);
  return args.length === folded.args.length ? folded : { ...folded, args };
}

/** The arguments folded one by one, up to a constant that decides. */
function foldUntil(args: readonly Expr[], context: PlannerContext, decides: (value: Datum) => boolean): readonly Expr[] {
  const done: Expr[] = [];
  for (const arg of args) {
    const folded = foldExpr(arg, context);
    done.push(folded);
    if (folded.kind === 'const' && decides(folded.value)) break;
  }
  return done;
}

/** A call of constants that is still there after folding: its evaluation failed, or may. */
function isFailing(expr: Expr, context: PlannerContext): boolean {
  if (expr.kind === 'coerce-typmod' || expr.kind === 'relabel' || expr.kind === 'collate') return isFailing(expr.arg, context);
  // Not folded: whether it fails is known when it is computed.
  if (expr.kind === 'coerce-io') return expr.arg.kind === 'const' || isFailing(expr.arg, context);
  if (expr.kind !== 'func' && expr.kind !== 'op') return false;
  if (expr.args.some(a => isFailing(a, context))) return true;
  const descriptor = context.env.catalog.functionById(expr.functionId);
  return (
    descriptor?.volatility === 'i' && descriptor.language === 'internal' && (expr.kind === 'op' || !expr.returnsSet) && expr.args.every(a => a.kind === 'const')
  );
}

function foldDistinct(expr: Expr & { kind: 'distinct' }, context: PlannerContext): Expr {
  const [one, other] = expr.args;
  if (one.kind !== 'const' || other.kind !== 'const') return expr;
  if (one.value === null || other.value === null) return constant(expr, one.value !== other.value);
  const descriptor = context.env.catalog.functionById(expr.functionId);
  if (descriptor?.volatility !== 'i' || descriptor.language !== 'internal') return expr;
  const isEqual = context.env.scalarImpl(descriptor, expr.inputCollation);
  return constant(expr, isEqual(one.value, other.value, callContextFor(context.env, { ...expr, kind: 'op' })) !== true);
}

/** Branches that cannot be reached are not evaluated: `CASE WHEN false THEN 1/0 END`. */
function foldCase(expr: Expr & { kind: 'case' }, context: PlannerContext): Expr {
  if (isGroupingConstant(expr)) return expr;
  if (expr.arg) return mapChildren(expr, child => (child.kind === 'const' ? child : child));
  const whens: { condition: Expr; result: Expr }[] = [];
  for (const when of expr.whens) {
    const condition = foldExpr(when.condition, context);
    if (condition.kind === 'const') {
      if (condition.value !== true) continue;
      const result = foldExpr(when.result, context);
      return whens.length === 0 ? result : { ...expr, whens, otherwise: result };
    }
    whens.push({ condition, result: foldExpr(when.result, context) });
  }
  const otherwise = foldExpr(expr.otherwise, context);
  return whens.length === 0 ? otherwise : { ...expr, whens, otherwise };
}

/** Base types whose input function is immutable, and whose output function is. */
const IMMUTABLE_INPUT = new Set<number>([
  16, 17, 18, 20, 21, 23, 25, 26, 27, 28, 29, 114, 602, 604, 650, 700, 701, 718, 774, 829, 869, 1042, 1043, 1560, 1562, 1700, 2950, 3220, 3614, 3615, 3802,
  4072,
]);
const IMMUTABLE_OUTPUT = new Set<number>([...IMMUTABLE_INPUT, 142, 1083, 1266]);

const BOOLEAN_EQUAL = 91;
const BOOLEAN_NOT_EQUAL = 85;
/** `x = true` is x, `x = false` is NOT x. */
const BOOLEAN_EQUALITIES = new Set<number>([BOOLEAN_EQUAL, BOOLEAN_NOT_EQUAL]);

function negation(like: Expr, arg: Expr): Expr {
  return { kind: 'bool', op: 'not', args: [arg], type: like.type, typmod: -1, collation: like.collation, location: -1 };
}

const TESTS: Readonly<Record<BooleanTest['test'], (value: boolean | null) => boolean>> = {
  'is-true': value => value === true,
  'is-not-true': value => value !== true,
  'is-false': value => value === false,
  'is-not-false': value => value !== false,
  'is-unknown': value => value === null,
  'is-not-unknown': value => value !== null,
};

const OPPOSITE_TEST: Readonly<Record<BooleanTest['test'], BooleanTest['test']>> = {
  'is-true': 'is-not-true',
  'is-not-true': 'is-true',
  'is-false': 'is-not-false',
  'is-not-false': 'is-false',
  'is-unknown': 'is-not-unknown',
  'is-not-unknown': 'is-unknown',
};

/** `ROW(a, b) IS [NOT] NULL` asks it of every field. */
function foldRowTest(expr: Expr & { kind: 'null-test' }, fields: readonly Expr[]): Expr {
  const tests = fields.map((arg): Expr =>
    arg.kind === 'const' ? constant(expr, (arg.value === null) !== expr.isNot) : { ...expr, kind: 'null-test', arg, isRow: false },
  );
  if (tests.length === 1) return tests[0]!;
  return foldBool({ kind: 'bool', op: 'and', args: tests, type: expr.type, typmod: -1, collation: expr.collation, location: expr.location });
}

/** NOT moved inwards, where a negated operator or test says the same (also of NULLs); `whole` is the NOT itself. */
function negate(arg: Expr, whole: Expr, context: PlannerContext): Expr {
  const { catalog } = context.env;
  const kept = (): Expr => (whole.kind === 'bool' && whole.op === 'not' && whole.args[0] === arg ? whole : { ...whole, kind: 'bool', op: 'not', args: [arg] });
  switch (arg.kind) {
    case 'const':
      return constant(whole, arg.value === null ? null : !(arg.value as boolean));
    case 'bool': {
      if (arg.op === 'not') return arg.args[0]!;
      return foldBool({ ...arg, op: arg.op === 'and' ? 'or' : 'and', args: arg.args.map(a => negate(a, { ...whole, location: -1 }, context)) });
    }
    case 'op': {
      const negator = catalog.operatorById(catalog.operatorById(arg.operatorId)?.negator ?? (0 as never));
      return negator ? { ...arg, operatorId: negator.oid, functionId: negator.functionId } : kept();
    }
    case 'scalar-array-op': {
      const negator = catalog.operatorById(catalog.operatorById(arg.operatorId)?.negator ?? (0 as never));
      return negator ? { ...arg, operatorId: negator.oid, functionId: negator.functionId, useOr: !arg.useOr } : kept();
    }
    case 'null-test':
      // A row with some NULL fields is neither NULL nor not NULL.
      return arg.isRow ? kept() : { ...arg, isNot: !arg.isNot };
    case 'boolean-test':
      return { ...arg, test: OPPOSITE_TEST[arg.test] };
    default:
      return kept();
  }
}

function foldBool(expr: Expr & { kind: 'bool' }): Expr {
  const isAnd = expr.op === 'and';
  const args: Expr[] = [];
  let sawNull = false;
  for (const arg of expr.args) {
    if (arg.kind === 'const') {
      if (arg.value === null) sawNull = true;
      else if (arg.value === !isAnd) return constant(expr, !isAnd);
      continue;
    }
    if (arg.kind === 'bool' && arg.op === expr.op) args.push(...arg.args);
    else args.push(arg);
  }
  if (args.length === 0) return constant(expr, sawNull ? null : isAnd);
  if (sawNull) args.push(constant(expr, null));
  return args.length === 1 ? args[0]! : { ...expr, args };
}

/** The element itself under another type name. */
function isTestValue(element: Expr): boolean {
  return element.kind === 'case-test' || (element.kind === 'relabel' && relabelling(element.arg.type, element.type) === null && isTestValue(element.arg));
}

function relabelled(arg: Const, type: Oid): Datum {
  const change = arg.value === null ? null : relabelling(arg.type, type);
  return change === null ? arg.value : change(arg.value as number);
}

function constant(like: Expr, value: Datum): Const {
  return { kind: 'const', value, type: like.type, typmod: like.typmod, collation: like.collation, location: like.location };
}
