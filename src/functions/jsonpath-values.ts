/** Values that SQL/JSON paths compute with: JSON, and dates and times that become JSON in the end; their types, order and arithmetic. */
import { PgError } from '../errors/index.js';
import {
  compareNumeric,
  compareText,
  float8ToNumeric,
  Numeric,
  numericAdd,
  numericDivide,
  numericModulo,
  numericMultiply,
  numericSubtract,
  numericToFloat8,
  parseFloat8,
  type JsonNode,
  type PathArithmetic,
  type PathComparison,
} from '../types/index.js';
import type { CallContext } from './function-impl.js';
import { nodeTypeName } from './jsonb-access.js';
import { comparePathDateTimes, PathDateTime } from './jsonpath-datetime.js';

export type PathValue = JsonNode | PathDateTime;

/** Null: unknown. */
export type Truth = boolean | null;

export interface PathComparisonOptions {
  /** Comparisons may use the session's time zone. */
  readonly usesZone: boolean;
  readonly context: CallContext;
}

export const PATH_ARITHMETIC: Readonly<Record<PathArithmetic, (a: Numeric, b: Numeric) => Numeric>> = {
  '+': numericAdd,
  '-': numericSubtract,
  '*': numericMultiply,
  '/': numericDivide,
  '%': numericModulo,
};

/** As .type() gives it. */
export function pathTypeName(value: PathValue): string {
  return value instanceof PathDateTime ? value.typeName : nodeTypeName(value);
}

/** As .double() makes it; null where it is no double precision number. */
export function pathDouble(value: Numeric | string): Numeric | null {
  try {
    if (value instanceof Numeric) {
      numericToFloat8(value);
      return value;
    }
    const number = parseFloat8(value);
    return number - number === 0 ? float8ToNumeric(number) : null;
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    return null;
  }
}

/** Null equals itself, differs from everything, and has no order with others. */
export function comparePathValues(op: PathComparison, a: PathValue, b: PathValue, options: PathComparisonOptions): Truth {
  if (a === null || b === null) return a === b ? holds(op, 0) : op === '!=';
  const order = orderOf(a, b, options);
  return order === null ? null : holds(op, order);
}

/** Null for values that have no order among them. */
function orderOf(a: PathValue, b: PathValue, options: PathComparisonOptions): number | null {
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : null;
  if (typeof a === 'boolean') return typeof b === 'boolean' ? Number(a) - Number(b) : null;
  if (a instanceof Numeric) return b instanceof Numeric ? compareNumeric(a, b) : null;
  if (a instanceof PathDateTime && b instanceof PathDateTime) return comparePathDateTimes(a, b, options.usesZone, options.context);
  return null;
}

function holds(op: PathComparison, order: number): boolean {
  switch (op) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
  }
}

/** A result as JSON. */
export function pathNode(value: PathValue): JsonNode {
  return value instanceof PathDateTime ? value.toString() : value;
}
