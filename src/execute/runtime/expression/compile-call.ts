/**
 * Closures of scalar calls, by arity and strictness, with the operators that need no call at all specialised by operand shape
 * (register, constant, anything). No spread, no arguments array below seven arguments.
 */
import type { ScalarImpl } from '../../../functions/index.js';
import type { Datum } from '../../../types/index.js';
import type { Lowered } from '../../../plan/index.js';
import type { ExecutionState } from '../execution-state.js';
import { directComparison, float8Arithmetic, floatComparison, int4Arithmetic, type DirectOp } from './compare-calls.js';
import { once } from '../replay.js';
import type { Evaluator } from './scope.js';

type Call = Extract<Lowered, { kind: 'call' }>;

/** Operand shapes worth a loop of their own. */
type Shape = { readonly slot: number } | { readonly constant: Datum } | null;

/** Functions of pg_catalog have oids below this (PostgreSQL's FirstNormalObjectId). */
const FIRST_USER_OID = 16384;

export function compileCall(call: Call, args: readonly Evaluator[], shapes: readonly Shape[]): Evaluator {
  if (call.volatility === 'v') {
    const plain = call.isStrict ? compileStrict(call, args) : compileLenient(call, args);
    return (r, s) => (s.replay === null ? plain(r, s) : once(s.replay, call, () => plain(r, s)));
  }
  if (call.isStrict && args.length === 2 && call.functionId < FIRST_USER_OID) {
    const special = compileOperator(call, args[0] as Evaluator, args[1] as Evaluator, shapes[0] ?? null, shapes[1] ?? null);
    if (special !== null) return special;
  }
  return call.isStrict ? compileStrict(call, args) : compileLenient(call, args);
}

function compileOperator(call: Call, a: Evaluator, b: Evaluator, shapeA: Shape, shapeB: Shape): Evaluator | null {
  const direct = directComparison(call.name);
  if (direct !== undefined) return compileComparison(direct, a, b, shapeA, shapeB);
  const float = floatComparison(call.name);
  if (float !== undefined) return compileFloatComparison(float, a, b);
  const integer = int4Arithmetic(call.name);
  if (integer !== undefined) return compileInt4(integer, call, a, b);
  const float8 = float8Arithmetic(call.name);
  if (float8 !== undefined) return compileFloat8(float8, call, a, b);
  return null;
}

function compileComparison(op: DirectOp, a: Evaluator, b: Evaluator, shapeA: Shape, shapeB: Shape): Evaluator {
  if (shapeA !== null && 'slot' in shapeA) {
    if (shapeB !== null && 'constant' in shapeB) {
      if (shapeB.constant === null) return () => null;
      return compareSlotConstant(op, shapeA.slot, shapeB.constant as number);
    }
    if (shapeB !== null && 'slot' in shapeB) return compareSlots(op, shapeA.slot, shapeB.slot);
  }
  return compareAny(op, a, b);
}

function compareSlotConstant(op: DirectOp, slot: number, constant: number): Evaluator {
  switch (op) {
    case '=':
      return r => {
        const v = r[slot] as Datum;
        return v === null ? null : v === constant;
      };
    case '<>':
      return r => {
        const v = r[slot] as Datum;
        return v === null ? null : v !== constant;
      };
    case '<':
      return r => {
        const v = r[slot] as number | null;
        return v === null ? null : v < constant;
      };
    case '<=':
      return r => {
        const v = r[slot] as number | null;
        return v === null ? null : v <= constant;
      };
    case '>':
      return r => {
        const v = r[slot] as number | null;
        return v === null ? null : v > constant;
      };
    case '>=':
      return r => {
        const v = r[slot] as number | null;
        return v === null ? null : v >= constant;
      };
  }
}

function compareSlots(op: DirectOp, slotA: number, slotB: number): Evaluator {
  switch (op) {
    case '=':
      return r => {
        const v = r[slotA] as Datum;
        const w = r[slotB] as Datum;
        return v === null || w === null ? null : v === w;
      };
    case '<>':
      return r => {
        const v = r[slotA] as Datum;
        const w = r[slotB] as Datum;
        return v === null || w === null ? null : v !== w;
      };
    case '<':
      return r => {
        const v = r[slotA] as number | null;
        const w = r[slotB] as number | null;
        return v === null || w === null ? null : v < w;
      };
    case '<=':
      return r => {
        const v = r[slotA] as number | null;
        const w = r[slotB] as number | null;
        return v === null || w === null ? null : v <= w;
      };
    case '>':
      return r => {
        const v = r[slotA] as number | null;
        const w = r[slotB] as number | null;
        return v === null || w === null ? null : v > w;
      };
    case '>=':
      return r => {
        const v = r[slotA] as number | null;
        const w = r[slotB] as number | null;
        return v === null || w === null ? null : v >= w;
      };
  }
}

function compareAny(op: DirectOp, a: Evaluator, b: Evaluator): Evaluator {
  switch (op) {
    case '=':
      return (r, s) => {
        const v = a(r, s);
        const w = b(r, s);
        return v === null || w === null ? null : v === w;
      };
    case '<>':
      return (r, s) => {
        const v = a(r, s);
        const w = b(r, s);
        return v === null || w === null ? null : v !== w;
      };
    case '<':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        return v === null || w === null ? null : v < w;
      };
    case '<=':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        return v === null || w === null ? null : v <= w;
      };
    case '>':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        return v === null || w === null ? null : v > w;
      };
    case '>=':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        return v === null || w === null ? null : v >= w;
      };
  }
}

function compileFloatComparison(op: DirectOp, a: Evaluator, b: Evaluator): Evaluator {
  const order = (v: number, w: number): number => (v < w ? -1 : v > w ? 1 : v === w ? 0 : v === v ? -1 : w === w ? 1 : 0);
  const holds: (v: number, w: number) => boolean =
    op === '='
      ? (v, w) => v === w || (v !== v && w !== w)
      : op === '<>'
        ? (v, w) => v !== w && (v === v || w === w)
        : op === '<'
          ? (v, w) => v < w || (w !== w && v === v)
          : op === '<='
            ? (v, w) => order(v, w) <= 0
            : op === '>'
              ? (v, w) => v > w || (v !== v && w === w)
              : (v, w) => order(v, w) >= 0;
  return (r, s) => {
    const v = a(r, s) as number | null;
    const w = b(r, s) as number | null;
    return v === null || w === null ? null : holds(v, w);
  };
}

function compileInt4(op: '+' | '-' | '*', call: Call, a: Evaluator, b: Evaluator): Evaluator {
  const impl = call.impl;
  switch (op) {
    case '+':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        if (v === null || w === null) return null;
        const sum = v + w;
        return (sum | 0) === sum ? sum : impl(v, w, s.context);
      };
    case '-':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        if (v === null || w === null) return null;
        const difference = v - w;
        return (difference | 0) === difference ? difference : impl(v, w, s.context);
      };
    case '*':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        if (v === null || w === null) return null;
        const product = v * w;
        // Zero may be -0 here; the implementation normalises it.
        return product !== 0 && (product | 0) === product ? product : impl(v, w, s.context);
      };
  }
}

function compileFloat8(op: '+' | '-' | '*', call: Call, a: Evaluator, b: Evaluator): Evaluator {
  const impl = call.impl;
  // A finite non-zero result of finite operands is neither overflow nor underflow; the implementation judges the rest.
  switch (op) {
    case '+':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        if (v === null || w === null) return null;
        const result = v + w;
        return result - result === 0 ? result : impl(v, w, s.context);
      };
    case '-':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        if (v === null || w === null) return null;
        const result = v - w;
        return result - result === 0 ? result : impl(v, w, s.context);
      };
    case '*':
      return (r, s) => {
        const v = a(r, s) as number | null;
        const w = b(r, s) as number | null;
        if (v === null || w === null) return null;
        const result = v * w;
        return result !== 0 && result - result === 0 ? result : impl(v, w, s.context);
      };
  }
}

/** How a call gets its context: functions that declare no parameter beyond their arguments get the plain one. */
function contextOf(call: Call): (s: ExecutionState) => ExecutionState['context'] {
  const { argumentTypes, type } = call;
  if (call.impl.length <= call.args.length && call.impl.length > 0) return s => s.context;
  return s => s.callContext(call, argumentTypes, type);
}

function compileStrict(call: Call, args: readonly Evaluator[]): Evaluator {
  const impl = call.impl;
  const context = contextOf(call);
  const needsOwn = !(impl.length <= args.length && impl.length > 0);
  switch (args.length) {
    case 0:
      return (_r, s) => impl(context(s));
    case 1: {
      const a = args[0] as Evaluator;
      if (!needsOwn) {
        return (r, s) => {
          const v = a(r, s);
          return v === null ? null : impl(v, s.context);
        };
      }
      return (r, s) => {
        const v = a(r, s);
        return v === null ? null : impl(v, context(s));
      };
    }
    case 2: {
      const a = args[0] as Evaluator;
      const b = args[1] as Evaluator;
      if (!needsOwn) {
        return (r, s) => {
          const v = a(r, s);
          const w = b(r, s);
          return v === null || w === null ? null : impl(v, w, s.context);
        };
      }
      return (r, s) => {
        const v = a(r, s);
        const w = b(r, s);
        return v === null || w === null ? null : impl(v, w, context(s));
      };
    }
    case 3: {
      const a = args[0] as Evaluator;
      const b = args[1] as Evaluator;
      const c = args[2] as Evaluator;
      return (r, s) => {
        const v = a(r, s);
        const w = b(r, s);
        const x = c(r, s);
        return v === null || w === null || x === null ? null : impl(v, w, x, context(s));
      };
    }
    case 4: {
      const a = args[0] as Evaluator;
      const b = args[1] as Evaluator;
      const c = args[2] as Evaluator;
      const d = args[3] as Evaluator;
      return (r, s) => {
        const v = a(r, s);
        const w = b(r, s);
        const x = c(r, s);
        const y = d(r, s);
        return v === null || w === null || x === null || y === null ? null : impl(v, w, x, y, context(s));
      };
    }
    default:
      return (r, s) => {
        const values: Datum[] = [];
        let sawNull = false;
        for (let i = 0; i < args.length; i++) {
          const v = (args[i] as Evaluator)(r, s);
          if (v === null) sawNull = true;
          values.push(v);
        }
        return sawNull ? null : callImpl(impl, values, context(s));
      };
  }
}

function compileLenient(call: Call, args: readonly Evaluator[]): Evaluator {
  const impl = call.impl;
  const context = contextOf(call);
  switch (args.length) {
    case 0:
      return (_r, s) => impl(context(s));
    case 1: {
      const a = args[0] as Evaluator;
      return (r, s) => impl(a(r, s), context(s));
    }
    case 2: {
      const a = args[0] as Evaluator;
      const b = args[1] as Evaluator;
      return (r, s) => {
        const v = a(r, s);
        return impl(v, b(r, s), context(s));
      };
    }
    default:
      return (r, s) => {
        const values: Datum[] = [];
        for (let i = 0; i < args.length; i++) values.push((args[i] as Evaluator)(r, s));
        return callImpl(impl, values, context(s));
      };
  }
}

/** A call with its arguments in an array. */
export function callImpl(impl: ScalarImpl, values: readonly Datum[], context: ExecutionState['context']): Datum {
  switch (values.length) {
    case 0:
      return impl(context);
    case 1:
      return impl(values[0], context);
    case 2:
      return impl(values[0], values[1], context);
    case 3:
      return impl(values[0], values[1], values[2], context);
    case 4:
      return impl(values[0], values[1], values[2], values[3], context);
    case 5:
      return impl(values[0], values[1], values[2], values[3], values[4], context);
    case 6:
      return impl(values[0], values[1], values[2], values[3], values[4], values[5], context);
    default:
      return impl(...values, context);
  }
}
