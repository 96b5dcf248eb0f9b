/**
 * Equivalence classes (PostgreSQL's optimizer README, "EquivalenceClasses"): expressions that qualifications `a = b` make equal in every row.
 * They imply equalities nobody wrote, show which ORDER BY columns are constant, and let an order by one member serve as order by another.
 *
 * Only conditions that hold for every row of the level may merge classes: never those of an outer join's nullable side.
 */
import type { Expr, OpExpr } from '../../analyze/index.js';
import { exprEquals } from '../expression/walk.js';

interface EquivalenceClass {
  readonly members: Expr[];
  /** A member without columns, if there is one. */
  constant: Expr | null;
  /** Equal to something without columns, perhaps of another type. */
  isConstant: boolean;
  /** Pattern of the equalities, null for a class nobody compared. */
  operator: OpExpr | null;
  /** Merged into this one. */
  parent: number;
}

export class Equivalences {
  private readonly classes: EquivalenceClass[] = [];
  /** Classes of plain columns by table * 2048 + column. */
  private readonly columns = new Map<number, number>();
  private readonly others: { readonly expr: Expr; readonly ec: number }[] = [];

  /** The class of an expression, made when there is none. */
  classOf(expr: Expr): number {
    let known: number | undefined;
    if (expr.kind === 'var' && expr.levelsUp === 0) known = this.columns.get(columnKey(expr.table, expr.column));
    else known = this.others.find(o => exprEquals(o.expr, expr))?.ec;
    if (known !== undefined) return this.root(known);
    const ec = this.classes.length;
    const isConstant = expr.kind === 'const' || expr.kind === 'param';
    this.classes.push({ members: [expr], constant: null, isConstant, operator: null, parent: ec });
    if (expr.kind === 'var' && expr.levelsUp === 0) this.columns.set(columnKey(expr.table, expr.column), ec);
    else this.others.push({ expr, ec });
    return ec;
  }

  /** `column = constant`. */
  setConstant(expr: Expr, constant: Expr | null, operator: OpExpr): void {
    const own = this.classes[this.classOf(expr)]!;
    own.isConstant = true;
    if (constant === null || own.constant !== null || (own.operator !== null && own.operator.operatorId !== operator.operatorId)) return;
    own.constant = constant;
    own.operator ??= operator;
  }

  /** `a = b`; false when their classes compare by different operators. */
  merge(a: Expr, b: Expr, operator: OpExpr): boolean {
    const x = this.classOf(a);
    const y = this.classOf(b);
    const into = this.classes[x]!;
    const from = this.classes[y]!;
    for (const c of [into, from]) if (c.operator !== null && c.operator.operatorId !== operator.operatorId) return false;
    into.operator ??= operator;
    if (x === y) return true;
    into.members.push(...from.members);
    into.constant ??= from.constant;
    into.isConstant ||= from.isConstant;
    from.parent = x;
    return true;
  }

  isConstant(ec: number): boolean {
    return this.classes[this.root(ec)]!.isConstant;
  }

  constantOf(expr: Expr): { readonly constant: Expr; readonly operator: OpExpr } | null {
    const { constant, operator } = this.classes[this.classOf(expr)]!;
    return constant !== null && operator !== null ? { constant, operator } : null;
  }

  /** Classes with an equality, by number. */
  compared(): { readonly ec: number; readonly members: readonly Expr[]; readonly constant: Expr | null; readonly operator: OpExpr }[] {
    return this.classes.flatMap(({ members, constant, operator, parent }, ec) =>
      parent === ec && operator !== null ? [{ ec, members, constant, operator }] : [],
    );
  }

  private root(ec: number): number {
    let at = ec;
    while (this.classes[at]!.parent !== at) at = this.classes[at]!.parent;
    return at;
  }
}

function columnKey(table: number, column: number): number {
  return table * 4096 + column + 16;
}
