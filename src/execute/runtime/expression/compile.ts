/**
 * Lowered expression -> closure over registers. Used by the pipeline engine for everything and by the runtime (ModifyTable, sub-plans,
 * set-returning calls) for its own expressions. The volcano engine and the interpreter have evaluators of their own, so that a mistake here shows.
 *
 * NULL rules: AND/OR are three-valued and stop at the deciding operand, left to right; a strict call evaluates all its arguments first and
 * gives NULL if one is; CASE and COALESCE evaluate only what they need.
 */
import { assert, unreachable } from '../../../base/index.js';
import { assignJsonbElement } from '../../../functions/index.js';
import type { Lowered } from '../../../plan/index.js';
import { ELEMENTS_MASK, JSONB, type ArrayValue, type Datum, type GeometryValue, type RecordValue, type TypeOps } from '../../../types/index.js';
import { UNSET } from '../execution-state.js';
import { compileCall } from './compile-call.js';
import {
  arrayElement,
  arraySlice,
  assignElement,
  assignSlice,
  booleanTest,
  coerceThroughText,
  domainCheckFailed,
  domainNotNull,
  greatestOrLeast,
  hasIdentityEquality,
  isDistinct,
  makeArray,
  nullIf,
  rowCompare,
  rowNullTest,
  scalarArrayOp,
} from './semantics.js';
import { once } from '../replay.js';
import type { CompileScope, Evaluator } from './scope.js';
import { evaluateSqlValue } from './sql-value.js';

export function compileExpression(e: Lowered, scope: CompileScope): Evaluator {
  return compile(e, scope, 0);
}

/** A filter: true only when the condition is true. Absent conditions give null. */
export function compileFilter(e: Lowered | null, scope: CompileScope): Evaluator | null {
  return e === null ? null : compileExpression(e, scope);
}

export function compileAll(expressions: readonly Lowered[], scope: CompileScope): Evaluator[] {
  return expressions.map(e => compileExpression(e, scope));
}

/** `depth` counts enclosing placeholders (CASE arguments, domain values): each level has its own scratch cell in the state. */
function compile(e: Lowered, scope: CompileScope, depth: number): Evaluator {
  const sub = (x: Lowered): Evaluator => compile(x, scope, depth);
  switch (e.kind) {
    case 'const': {
      const value = e.value;
      return () => value;
    }
    case 'param': {
      const index = e.index;
      return (_r, s) => s.parameters[index] as Datum;
    }
    case 'exec-param': {
      const id = e.id;
      return (_r, s) => {
        const value = s.execParams[id] as Datum;
        return value === UNSET ? s.initParam(id) : value;
      };
    }
    case 'column': {
      const slot = scope.slot(e.input, e.index);
      return r => r[slot] as Datum;
    }
    case 'system-column': {
      assert(scope.systemSlot !== undefined, `system column ${e.column} outside a scan`);
      const slot = scope.systemSlot(e.column);
      return r => r[slot] as Datum;
    }
    case 'call':
      return compileCall(
        e,
        e.args.map(sub),
        e.args.map(a => (a.kind === 'column' ? { slot: scope.slot(a.input, a.index) } : a.kind === 'const' ? { constant: a.value } : null)),
      );
    case 'and':
      return compileAnd(e.args.map(sub));
    case 'or':
      return compileOr(e.args.map(sub));
    case 'not': {
      const arg = sub(e.arg);
      return (r, s) => {
        const v = arg(r, s);
        return v === null ? null : !v;
      };
    }
    case 'case':
      return compileCase(e, scope, depth);
    case 'case-test': {
      const cell = depth - 1;
      return (_r, s) => s.scratch[cell] as Datum;
    }
    case 'coalesce': {
      const args = e.args.map(sub);
      const last = args.length - 1;
      return (r, s) => {
        for (let i = 0; i < last; i++) {
          const v = (args[i] as Evaluator)(r, s);
          if (v !== null) return v;
        }
        return (args[last] as Evaluator)(r, s);
      };
    }
    case 'minmax': {
      const args = e.args.map(sub);
      const { op, ops } = e;
      return (r, s) => greatestOrLeast(op, ops, evaluateAll(args, r, s));
    }
    case 'nullif': {
      const [a, b] = [sub(e.args[0]), sub(e.args[1])];
      const equal = e.equal;
      return (r, s) => {
        const v = a(r, s);
        return nullIf(equal, v, b(r, s), s.context);
      };
    }
    case 'distinct': {
      const [a, b] = [sub(e.args[0]), sub(e.args[1])];
      const equal = e.equal;
      return (r, s) => {
        const v = a(r, s);
        return isDistinct(equal, v, b(r, s), s.context);
      };
    }
    case 'scalar-array-op':
      return compileScalarArrayOp(e, sub(e.args[0]), sub(e.args[1]));
    case 'null-test': {
      const arg = sub(e.arg);
      const isNot = e.isNot;
      if (e.isRow) return (r, s) => rowNullTest(arg(r, s), isNot);
      return isNot ? (r, s) => arg(r, s) !== null : (r, s) => arg(r, s) === null;
    }
    case 'boolean-test': {
      const arg = sub(e.arg);
      const test = e.test;
      return (r, s) => booleanTest(test, arg(r, s));
    }
    case 'coerce-io': {
      const arg = sub(e.arg);
      const { from, to } = e;
      return (r, s) => coerceThroughText(from, to, arg(r, s), s.context);
    }
    case 'coerce-typmod': {
      const arg = sub(e.arg);
      const { ops, typmod, isExplicit } = e;
      if (ops.applyTypmod === undefined) return arg;
      return (r, s) => {
        const v = arg(r, s);
        return v === null ? null : (ops.applyTypmod as NonNullable<TypeOps['applyTypmod']>)(v, typmod, isExplicit);
      };
    }
    case 'coerce-domain':
      return compileDomain(e, scope, depth);
    case 'array-coerce': {
      const arg = sub(e.arg);
      const element = compile(e.element, scope, depth + 1);
      const elementType = e.elementType;
      return (r, s) => {
        const v = arg(r, s) as ArrayValue | null;
        if (v === null) return null;
        const values: Datum[] = [];
        for (let i = 0; i < v.values.length; i++) {
          if ((i & ELEMENTS_MASK) === ELEMENTS_MASK) s.context.work?.check();
          s.scratch[depth] = v.values[i] as Datum;
          values.push(element(r, s));
        }
        return { kind: 'array', elementType, dims: v.dims, lowerBounds: v.lowerBounds, values };
      };
    }
    case 'array': {
      const elements = e.elements.map(sub);
      const { elementType, isMultiDimensional } = e;
      return (r, s) => makeArray(elementType, isMultiDimensional, evaluateAll(elements, r, s));
    }
    case 'row': {
      const fields = e.fields.map(sub);
      const fieldTypes = e.fields.map(f => f.type);
      const { type: typeId, fieldNames } = e;
      return (r, s) => ({ kind: 'record', typeId, fieldTypes, fieldNames, values: evaluateAll(fields, r, s) });
    }
    case 'row-compare': {
      const left = e.left.map(sub);
      const right = e.right.map(sub);
      const { op, compare } = e;
      return (r, s) => {
        const values = evaluateAll(left, r, s);
        return rowCompare(op, compare, values, evaluateAll(right, r, s));
      };
    }
    case 'field-select': {
      const arg = sub(e.arg);
      const field = e.field - 1;
      return (r, s) => {
        const v = arg(r, s) as RecordValue | null;
        return v === null ? null : ((v.values[field] ?? null) as Datum);
      };
    }
    case 'subscript':
      return compileSubscript(e, scope, depth);
    case 'sql-value': {
      const { value, typmod } = e;
      return (_r, s) => evaluateSqlValue(value, typmod, s.context);
    }
    case 'current-of': {
      const { cursor, relation } = e;
      return (_r, s) => s.services.cursorRow(cursor, relation);
    }
    case 'next-value': {
      const sequence = e.sequence;
      return (_r, s) => {
        const next = (): Datum => s.context.sequences.nextval(sequence);
        return s.replay === null ? next() : once(s.replay, e, next);
      };
    }
    case 'grouping': {
      assert(scope.grouping !== undefined, 'GROUPING outside an aggregate node');
      const { slot, sets } = scope.grouping;
      const masks = sets.map(set => groupingMask(e.keyIndexes, set));
      return r => masks[r[slot] as number] as number;
    }
    case 'subplan': {
      const number = e.plan;
      const assign = e.assign.map(a => ({ id: a.id, value: sub(a.value) }));
      if (e.hashed !== null) {
        const probes = e.hashed.probes.map(sub);
        const { link, hashed } = e;
        return (r, s) => s.subPlan(number).probeHashed(link, evaluateAll(probes, r, s), hashed.ops);
      }
      const test = e.test === null ? null : sub(e.test);
      const { link, testParams } = e;
      return (r, s) => {
        for (let i = 0; i < assign.length; i++) {
          const a = assign[i] as (typeof assign)[number];
          s.execParams[a.id] = a.value(r, s);
        }
        return s.subPlan(number).evaluate(link, test === null ? null : () => test(r, s), testParams);
      };
    }
    default:
      return unreachable(e);
  }
}

export function evaluateAll(list: readonly Evaluator[], r: readonly Datum[], s: Parameters<Evaluator>[1]): Datum[] {
  const values: Datum[] = [];
  for (let i = 0; i < list.length; i++) values.push((list[i] as Evaluator)(r, s));
  return values;
}

/** GROUPING(): bit i (from the right) is set when its argument is not among the grouped keys. */
export function groupingMask(keyIndexes: readonly number[], set: readonly number[]): number {
  let mask = 0;
  for (const key of keyIndexes) mask = mask * 2 + (set.includes(key) ? 0 : 1);
  return mask;
}

function compileAnd(args: readonly Evaluator[]): Evaluator {
  if (args.length === 2) {
    const a = args[0] as Evaluator;
    const b = args[1] as Evaluator;
    return (r, s) => {
      const v = a(r, s);
      if (v === false) return false;
      const w = b(r, s);
      return w === false ? false : v === null ? null : w;
    };
  }
  return (r, s) => {
    let result: Datum = true;
    for (let i = 0; i < args.length; i++) {
      const v = (args[i] as Evaluator)(r, s);
      if (v === false) return false;
      if (v === null) result = null;
    }
    return result;
  };
}

function compileOr(args: readonly Evaluator[]): Evaluator {
  return (r, s) => {
    let result: Datum = false;
    for (let i = 0; i < args.length; i++) {
      const v = (args[i] as Evaluator)(r, s);
      if (v === true) return true;
      if (v === null) result = null;
    }
    return result;
  };
}

function compileCase(e: Extract<Lowered, { kind: 'case' }>, scope: CompileScope, depth: number): Evaluator {
  const hasArg = e.arg !== null;
  const arg = e.arg === null ? null : compile(e.arg, scope, depth);
  const conditions = e.whens.map(w => compile(w.condition, scope, hasArg ? depth + 1 : depth));
  const results = e.whens.map(w => compile(w.result, scope, depth));
  const otherwise = compile(e.otherwise, scope, depth);
  return (r, s) => {
    if (arg !== null) s.scratch[depth] = arg(r, s);
    for (let i = 0; i < conditions.length; i++) {
      if ((conditions[i] as Evaluator)(r, s) === true) return (results[i] as Evaluator)(r, s);
    }
    return otherwise(r, s);
  };
}

function compileDomain(e: Extract<Lowered, { kind: 'coerce-domain' }>, scope: CompileScope, depth: number): Evaluator {
  const arg = compile(e.arg, scope, depth);
  const { isNotNull, identity } = e;
  const checks = e.checks.map(c => ({ name: c.name, condition: compile(c.condition, scope, depth + 1) }));
  return (r, s) => {
    const v = arg(r, s);
    if (isNotNull && v === null) throw domainNotNull(identity);
    for (let i = 0; i < checks.length; i++) {
      const check = checks[i] as (typeof checks)[number];
      s.scratch[depth] = v;
      if (check.condition(r, s) === false) throw domainCheckFailed(identity, check.name);
    }
    return v;
  };
}

/** Lists above this length are looked up in a set (PostgreSQL's MIN_ARRAY_SIZE_FOR_HASHED_SAOP). */
const SET_LENGTH_MIN = 9;

function compileScalarArrayOp(e: Extract<Lowered, { kind: 'scalar-array-op' }>, scalar: Evaluator, array: Evaluator): Evaluator {
  const { impl, isStrict, useOr } = e;
  const list = e.args[1];
  if (list.kind === 'const' && list.value !== null && e.isEquality && useOr && isStrict && e.ops !== null) {
    const values = (list.value as ArrayValue).values;
    if (hasIdentityEquality(e.ops.oid) && values.length > 0) {
      const hasNull = values.includes(null);
      const elements = values.filter(v => v !== null);
      const missing = hasNull ? null : false;
      if (values.length >= SET_LENGTH_MIN) {
        const set = new Set<Datum>(elements);
        return (r, s) => {
          const v = scalar(r, s);
          return v === null ? null : set.has(v) ? true : missing;
        };
      }
      return (r, s) => {
        const v = scalar(r, s);
        if (v === null) return null;
        for (let i = 0; i < elements.length; i++) if (elements[i] === v) return true;
        return missing;
      };
    }
  }
  const { argumentTypes, type } = e;
  return (r, s) => {
    const v = scalar(r, s);
    return scalarArrayOp(impl, isStrict, useOr, v, array(r, s), argumentTypes === null ? s.context : s.callContext(e, argumentTypes, type));
  };
}

function compileSubscript(e: Extract<Lowered, { kind: 'subscript' }>, scope: CompileScope, depth: number): Evaluator {
  const array = compile(e.arg, scope, depth);
  const optional = (x: Lowered | null): Evaluator | null => (x === null ? null : compile(x, scope, depth));
  const upper = e.upper.map(optional);
  const lower = e.lower.map(optional);
  const assigned = optional(e.assigned);
  const { isSlice } = e;
  const bounds = (list: readonly (Evaluator | null)[], r: readonly Datum[], s: Parameters<Evaluator>[1]): (Datum | undefined)[] =>
    list.map(b => (b === null ? undefined : b(r, s)));
  if (assigned !== null && e.type === JSONB) {
    return (r, s) => {
      const v = array(r, s);
      return assignJsonbElement(v, bounds(upper, r, s) as Datum[], assigned(r, s));
    };
  }
  if (assigned !== null) {
    return (r, s) => {
      const v = array(r, s);
      const high = bounds(upper, r, s);
      const low = bounds(lower, r, s);
      const value = assigned(r, s);
      const elementType = s.elementTypeOf(e.type);
      return isSlice ? assignSlice(v, elementType, low, high, value) : assignElement(v, elementType, high as Datum[], value);
    };
  }
  if (isSlice) {
    return (r, s) => {
      const v = array(r, s);
      return arraySlice(v, bounds(lower, r, s), bounds(upper, r, s));
    };
  }
  if (upper.length === 1 && e.type !== JSONB) {
    const only = upper[0] as Evaluator;
    return (r, s) => {
      const v = array(r, s) as ArrayValue | GeometryValue | string | null;
      const subscript = only(r, s) as number | null;
      if (v === null || subscript === null) return null;
      if (typeof v === 'string' || v.kind === 'geometry') return arrayElement(v, [subscript]);
      if (v.dims.length !== 1) return null;
      return (v.values[subscript - (v.lowerBounds[0] as number)] ?? null) as Datum;
    };
  }
  return (r, s) => arrayElement(array(r, s), bounds(upper, r, s) as Datum[]);
}
