/** Walking and rebuilding lowered expressions. */
import { unreachable } from '../../base/index.js';
import type { Lowered } from './lowered.js';

/** Direct sub-expressions. */
export function loweredChildren(e: Lowered): readonly (Lowered | null)[] {
  switch (e.kind) {
    case 'const':
    case 'param':
    case 'exec-param':
    case 'column':
    case 'system-column':
    case 'case-test':
    case 'sql-value':
    case 'next-value':
    case 'current-of':
    case 'grouping':
      return [];
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce':
    case 'minmax':
    case 'nullif':
    case 'distinct':
    case 'scalar-array-op':
      return e.args;
    case 'not':
    case 'null-test':
    case 'boolean-test':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'field-select':
      return [e.arg];
    case 'case':
      return [e.arg, ...e.whens.flatMap(w => [w.condition, w.result]), e.otherwise];
    case 'coerce-domain':
      return [e.arg, ...e.checks.map(c => c.condition)];
    case 'array-coerce':
      return [e.arg, e.element];
    case 'array':
      return e.elements;
    case 'row':
      return e.fields;
    case 'row-compare':
      return [...e.left, ...e.right];
    case 'subscript':
      return [e.arg, e.assigned, ...e.upper, ...e.lower];
    case 'subplan':
      return [e.test, ...e.assign.map(a => a.value), ...(e.hashed?.probes ?? [])];
    default:
      return unreachable(e);
  }
}

export function walkLowered(e: Lowered, visit: (e: Lowered) => void): void {
  visit(e);
  for (const child of loweredChildren(e)) if (child !== null) walkLowered(child, visit);
}

/** The expression with the parts that `replace` gives something for replaced, outermost first. */
export function mapLowered(e: Lowered, replace: (e: Lowered) => Lowered | undefined): Lowered {
  const made = replace(e);
  if (made !== undefined) return made;
  const go = (x: Lowered): Lowered => mapLowered(x, replace);
  const maybe = (x: Lowered | null): Lowered | null => (x === null ? null : go(x));
  switch (e.kind) {
    case 'const':
    case 'param':
    case 'exec-param':
    case 'column':
    case 'system-column':
    case 'case-test':
    case 'sql-value':
    case 'next-value':
    case 'current-of':
    case 'grouping':
      return e;
    case 'call':
    case 'and':
    case 'or':
    case 'coalesce':
    case 'minmax':
      return { ...e, args: e.args.map(go) };
    case 'nullif':
    case 'distinct':
    case 'scalar-array-op':
      return { ...e, args: [go(e.args[0]), go(e.args[1])] };
    case 'not':
    case 'null-test':
    case 'boolean-test':
    case 'coerce-io':
    case 'coerce-typmod':
    case 'field-select':
      return { ...e, arg: go(e.arg) };
    case 'case':
      return {
        ...e,
        arg: maybe(e.arg),
        whens: e.whens.map(w => ({ condition: go(w.condition), result: go(w.result) })),
        otherwise: go(e.otherwise),
      };
    case 'coerce-domain':
      return { ...e, arg: go(e.arg), checks: e.checks.map(c => ({ ...c, condition: go(c.condition) })) };
    case 'array-coerce':
      return { ...e, arg: go(e.arg), element: go(e.element) };
    case 'array':
      return { ...e, elements: e.elements.map(go) };
    case 'row':
      return { ...e, fields: e.fields.map(go) };
    case 'row-compare':
      return { ...e, left: e.left.map(go), right: e.right.map(go) };
    case 'subscript':
      return { ...e, arg: go(e.arg), assigned: maybe(e.assigned), upper: e.upper.map(maybe), lower: e.lower.map(maybe) };
    case 'subplan':
      return {
        ...e,
        test: maybe(e.test),
        assign: e.assign.map(a => ({ id: a.id, value: go(a.value) })),
        hashed: e.hashed === null ? null : { ...e.hashed, probes: e.hashed.probes.map(go) },
      };
    default:
      return unreachable(e);
  }
}
