/** Questions about typed expressions, and conjunctions as lists. Mapping keeps identity when nothing changed. */
import { visitChildren, type Expr, type SortKey } from '../../analyze/index.js';

/** Direct operands; a sub-link's query is not entered. */
export { visitChildren as forEachChild, mapChildren } from '../../analyze/index.js';

export function mapSortKeys(keys: readonly SortKey[], map: (child: Expr) => Expr): readonly SortKey[] {
  return keys.map(key => {
    const expr = map(key.expr);
    return expr === key.expr ? key : { ...key, expr };
  });
}

/** True when `test` holds for the expression or any descendant (sub-select bodies excluded). */
export function someExpr(expr: Expr, test: (e: Expr) => boolean): boolean {
  if (test(expr)) return true;
  let found = false;
  visitChildren(expr, child => {
    if (!found && someExpr(child, test)) found = true;
  });
  return found;
}

/** Structural equality, ignoring locations and how things were written. */
export { equalExpr as exprEquals } from '../../analyze/index.js';

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
