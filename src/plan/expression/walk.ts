/** Walking and mapping typed expressions: the one place that knows every node's children. Mapping keeps identity when nothing changed. */
import { unreachable } from '../../base/index.js';
import type { Expr, SortKey } from '../../analyze/index.js';

/** Calls `visit` on each direct child expression (not into sub-selects: their level differs; see query-walk.ts). */
export function forEachChild(expr: Expr, visit: (child: Expr) => void): void {
  switch (expr.kind) {
    case 'const':
    case 'param':
    case 'var':
    case 'case-test':
    case 'sql-value':
    case 'sublink-column':
    case 'set-to-default':
    case 'next-value':
    case 'current-of':
      return;
    case 'func':
    case 'op':
    case 'distinct':
    case 'nullif':
    case 'scalar-array-op':
    case 'bool':
    case 'coalesce':
    case 'minmax':
    case 'grouping':
      for (const arg of expr.args) visit(arg);
      return;
    case 'case':
      if (expr.arg) visit(expr.arg);
      for (const when of expr.whens) {
        visit(when.condition);
        visit(when.result);
      }
      visit(expr.otherwise);
      return;
    case 'null-test':
    case 'boolean-test':
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'coerce-domain':
    case 'field-select':
    case 'collate':
      visit(expr.arg);
      return;
    case 'array-coerce':
      visit(expr.arg);
      visit(expr.element);
      return;
    case 'array':
      for (const element of expr.elements) visit(element);
      return;
    case 'row':
      for (const field of expr.fields) visit(field);
      return;
    case 'row-compare':
      for (const side of expr.left) visit(side);
      for (const side of expr.right) visit(side);
      return;
    case 'subscript':
      visit(expr.arg);
      for (const bound of expr.upper) if (bound) visit(bound);
      for (const bound of expr.lower) if (bound) visit(bound);
      if (expr.assigned) visit(expr.assigned);
      return;
    case 'field-store':
      visit(expr.arg);
      for (const value of expr.values) visit(value);
      return;
    case 'sublink':
      for (const left of expr.left) visit(left);
      if (expr.test) visit(expr.test);
      return;
    case 'agg':
      for (const arg of expr.directArgs) visit(arg);
      for (const arg of expr.args) visit(arg);
      for (const key of expr.orderBy) visit(key.expr);
      if (expr.filter) visit(expr.filter);
      return;
    case 'window':
      for (const arg of expr.args) visit(arg);
      if (expr.filter) visit(expr.filter);
      return;
    default:
      unreachable(expr);
  }
}

function mapList(list: readonly Expr[], map: (child: Expr) => Expr): readonly Expr[] {
  let changed: Expr[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const before = list[i]!;
    const after = map(before);
    if (after !== before && !changed) changed = list.slice(0, i);
    changed?.push(after);
  }
  return changed ?? list;
}

function mapOptionalList(list: readonly (Expr | null)[], map: (child: Expr) => Expr): readonly (Expr | null)[] {
  return list.map(item => (item ? map(item) : null));
}

export function mapSortKeys(keys: readonly SortKey[], map: (child: Expr) => Expr): readonly SortKey[] {
  return keys.map(key => {
    const expr = map(key.expr);
    return expr === key.expr ? key : { ...key, expr };
  });
}

/** A copy of `expr` with each direct child replaced by `map(child)`; the same object when no child changed. Sub-select bodies are left alone. */
export function mapChildren(expr: Expr, map: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'const':
    case 'param':
    case 'var':
    case 'case-test':
    case 'sql-value':
    case 'sublink-column':
    case 'set-to-default':
    case 'next-value':
    case 'current-of':
      return expr;
    case 'func':
    case 'op':
    case 'bool':
    case 'coalesce':
    case 'minmax':
    case 'grouping': {
      const args = mapList(expr.args, map);
      return args === expr.args ? expr : ({ ...expr, args } as Expr);
    }
    case 'distinct':
    case 'nullif':
    case 'scalar-array-op': {
      const args = mapList(expr.args, map);
      return args === expr.args ? expr : { ...expr, args: args as readonly [Expr, Expr] };
    }
    case 'case':
      return {
        ...expr,
        arg: expr.arg ? map(expr.arg) : null,
        whens: expr.whens.map(when => ({ condition: map(when.condition), result: map(when.result) })),
        otherwise: map(expr.otherwise),
      };
    case 'null-test':
    case 'boolean-test':
    case 'relabel':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'coerce-domain':
    case 'field-select':
    case 'collate': {
      const arg = map(expr.arg);
      return arg === expr.arg ? expr : { ...expr, arg };
    }
    case 'array-coerce':
      return { ...expr, arg: map(expr.arg), element: map(expr.element) };
    case 'array': {
      const elements = mapList(expr.elements, map);
      return elements === expr.elements ? expr : { ...expr, elements };
    }
    case 'row': {
      const fields = mapList(expr.fields, map);
      return fields === expr.fields ? expr : { ...expr, fields };
    }
    case 'row-compare':
      return { ...expr, left: mapList(expr.left, map), right: mapList(expr.right, map) };
    case 'subscript':
      return {
        ...expr,
        arg: map(expr.arg),
        upper: mapOptionalList(expr.upper, map),
        lower: mapOptionalList(expr.lower, map),
        assigned: expr.assigned ? map(expr.assigned) : null,
      };
    case 'field-store':
      return { ...expr, arg: map(expr.arg), values: mapList(expr.values, map) };
    case 'sublink':
      return { ...expr, left: mapList(expr.left, map), test: expr.test ? map(expr.test) : null };
    case 'agg':
      return {
        ...expr,
        directArgs: mapList(expr.directArgs, map),
        args: mapList(expr.args, map),
        orderBy: mapSortKeys(expr.orderBy, map),
        filter: expr.filter ? map(expr.filter) : null,
      };
    case 'window':
      return { ...expr, args: mapList(expr.args, map), filter: expr.filter ? map(expr.filter) : null };
    default:
      return unreachable(expr);
  }
}

/** True when `test` holds for the expression or any descendant (sub-select bodies excluded). */
export function someExpr(expr: Expr, test: (e: Expr) => boolean): boolean {
  if (test(expr)) return true;
  let found = false;
  forEachChild(expr, child => {
    if (!found && someExpr(child, test)) found = true;
  });
  return found;
}

/** Structural equality, ignoring locations and display forms. */
export function exprEquals(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.type !== b.type) return false;
  if (a.kind === 'var' && b.kind === 'var') return a.table === b.table && a.column === b.column && a.levelsUp === b.levelsUp;
  return valueEquals(a, b);
}

const IGNORED = new Set(['location', 'form', 'hasAlias']);

function valueEquals(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== typeof b || a === null || b === null) return false;
  if (typeof a === 'number') return Number.isNaN(a) && Number.isNaN(b as number);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!valueEquals(a[i], b[i])) return false;
    return true;
  }
  if (a instanceof Uint8Array) return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key of Object.keys(left)) {
    if (IGNORED.has(key)) continue;
    if (!valueEquals(left[key], right[key])) return false;
  }
  return true;
}

/** Splits nested ANDs into a list. */
export function conjuncts(expr: Expr | null): Expr[] {
  const out: Expr[] = [];
  const add = (e: Expr): void => {
    if (e.kind === 'bool' && e.op === 'and') for (const arg of e.args) add(arg);
    else out.push(e);
  };
  if (expr) add(expr);
  return out;
}

/** ANDs a list back together; null for none. */
export function conjunction(list: readonly Expr[]): Expr | null {
  if (list.length === 0) return null;
  if (list.length === 1) return list[0]!;
  const first = list[0]!;
  return { kind: 'bool', op: 'and', args: list, type: first.type, typmod: -1, collation: first.collation, location: -1 };
}
