/**
 * Evaluates what does not depend on rows: strict calls with a NULL argument, immutable calls over constants, boolean identities, CASE with
 * constant conditions. An evaluation that fails is left for run time.
 */
import type { Const, Expr, Query } from '../../analyze/index.js';
import type { Datum } from '../../types/index.js';
import type { PlannerContext } from '../context.js';
import { mapQueryExprs } from '../expression/levels.js';
import { isGroupingConstant } from './grouping-constants.js';
import { mapChildren } from '../expression/walk.js';

export function foldConstants(query: Query, context: PlannerContext): Query {
  return mapQueryExprs(query, expr => foldExpr(expr, context));
}

export function foldExpr(expr: Expr, context: PlannerContext): Expr {
  if (expr.kind === 'case') return foldCase(expr, context);
  const folded = mapChildren(expr, child => foldExpr(child, context));
  switch (folded.kind) {
    case 'func':
    case 'op': {
      if (folded.kind === 'func' && folded.returnsSet) return folded;
      const descriptor = context.env.catalog.functionById(folded.functionId);
      if (!descriptor) return folded;
      if (descriptor.isStrict && descriptor.volatility !== 'v' && folded.args.some(a => a.kind === 'const' && a.value === null)) return constant(folded, null);
      if (descriptor.volatility !== 'i' || descriptor.language !== 'internal' || !folded.args.every(a => a.kind === 'const')) return folded;
      try {
        const impl = context.env.scalarImpl(descriptor);
        const callContext = { ...contextOf(context), argumentTypes: folded.args.map(a => a.type), resultType: folded.type };
        return constant(folded, impl(...folded.args.map(a => (a as Const).value), callContext));
      } catch {
        // The error belongs to execution, if the expression is reached at all.
        return folded;
      }
    }
    case 'relabel':
      return folded.arg.kind === 'const' ? { ...folded.arg, type: folded.type, typmod: folded.typmod, collation: folded.collation } : folded;
    case 'coerce-typmod':
      if (folded.arg.kind === 'const') {
        if (folded.arg.value === null) return constant(folded, null);
        try {
          const ops = context.env.typeOps(folded.type);
          if (ops.applyTypmod) return constant(folded, ops.applyTypmod(folded.arg.value, folded.typmod, folded.form === 'explicit-cast'));
        } catch {
          return folded;
        }
      }
      return folded;
    case 'bool':
      return foldBool(folded);
    case 'null-test':
      return folded.arg.kind === 'const' && !folded.isRow ? constant(folded, (folded.arg.value === null) !== folded.isNot) : folded;
    case 'coalesce': {
      const args: Expr[] = [];
      for (const arg of folded.args) {
        if (arg.kind === 'const' && arg.value === null) continue;
        args.push(arg);
        if (arg.kind === 'const') break;
      }
      if (args.length === 0) return constant(folded, null);
      return args.length === 1 && args[0]!.kind === 'const'
        ? constant(folded, (args[0] as Const).value)
        : args.length === folded.args.length
          ? folded
          : { ...folded, args };
    }
    default:
      return folded;
  }
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

function foldBool(expr: Expr & { kind: 'bool' }): Expr {
  if (expr.op === 'not') {
    const arg = expr.args[0]!;
    return arg.kind === 'const' ? constant(expr, arg.value === null ? null : !(arg.value as boolean)) : expr;
  }
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

function constant(like: Expr, value: Datum): Const {
  return { kind: 'const', value, type: like.type, typmod: like.typmod, collation: like.collation, location: like.location };
}

function contextOf(context: PlannerContext) {
  return context.env.callContext;
}
