/** Expressions in EXPLAIN's style: the deparser's text, with columns named as the plan names its relations and sub-selects shown by their plan. */
import { deparseExpr, quoteIdentifier, type Expr, type SubLink, type Var } from '../../analyze/index.js';
import { exprEquals } from '../expression/walk.js';
import type { PlannedStatement } from '../physical/plan-nodes.js';
import type { RelationNames } from './names.js';
import type { ExplainEnvironment } from './options.js';

/** Where an expression stands. */
export interface ExpressionPlace {
  readonly level: number;
  /** Qualify columns even of the node's own table. */
  readonly isQualified: boolean;
  /** The table a scan reads: columns of others come through parameters and are always qualified. -1: any. */
  readonly ownTable: number;
  /** What the node's inputs compute: printed in parentheses, as references to it. */
  readonly computed: readonly Expr[];
}

const SYSTEM_COLUMNS: Readonly<Record<number, string>> = { [-1]: 'ctid', [-2]: 'xmin', [-3]: 'cmin', [-4]: 'xmax', [-5]: 'cmax', [-6]: 'tableoid' };

export class ExpressionPrinter {
  constructor(
    private readonly statement: PlannedStatement,
    private readonly names: RelationNames,
    private readonly environment: ExplainEnvironment,
  ) {}

  /** `showImplicit`: keys show casts that the user did not write. */
  text(expr: Expr, place: ExpressionPlace, showImplicit = false): string {
    const { catalog, context } = this.environment;
    return deparseExpr(expr, { catalog, context, showImplicit, special: e => this.special(e, place) });
  }

  /** What prints otherwise than in a stored expression: columns, sub-plans, references to an input's computed column. */
  private special(expr: Expr, place: ExpressionPlace): string | undefined {
    switch (expr.kind) {
      case 'var':
        return this.column(expr, place);
      case 'const':
      case 'param':
        return undefined;
      case 'case':
        // Grouping constants are wrapped (rewrite/grouping-constants.ts).
        if (expr.whens.length === 0) return this.text(expr.otherwise, place);
    }
    const computed = place.computed.find(e => exprEquals(e, expr));
    if (computed !== undefined) return `(${this.text(computed, { ...place, computed: [] })})`;
    if (expr.kind === 'field-select' && expr.arg.kind === 'sublink' && expr.arg.link === 'multi-expr') {
      const info = this.statement.subLinks?.get(expr.arg);
      if (info?.isInit) return `$${info.outputParams[expr.field - 1]}`;
    }
    return expr.kind === 'sublink' ? this.subPlan(expr) : undefined;
  }

  private subPlan(link: SubLink): string {
    const info = this.statement.subLinks?.get(link);
    if (info === undefined) return '(SubPlan)';
    if (info.isInit) return info.outputParams.map(id => `$${id}`).join(', ');
    return `(${info.isHashed ? 'hashed ' : ''}SubPlan ${info.planNumber})`;
  }

  private column(expr: Var, place: ExpressionPlace): string {
    const level = this.names.outerLevel(place.level, expr.levelsUp);
    const inside = this.names.inside(level, expr.table, expr.column);
    if (inside !== undefined) {
      const text = this.text(inside.expr, { ...place, level: inside.level, computed: [] });
      return inside.expr.kind === 'var' ? text : `(${text})`;
    }
    const entry = this.names.entry(level, expr.table);
    const isForeign = expr.levelsUp > 0 || (place.ownTable >= 0 && expr.table !== place.ownTable);
    const alias = quoteIdentifier(this.names.alias(level, expr.table));
    if (expr.column === 0) return `${alias}.*`;
    const name = expr.column < 0 ? (SYSTEM_COLUMNS[expr.column] ?? '?') : (entry?.columns[expr.column - 1]?.name ?? `column${expr.column}`);
    return place.isQualified || isForeign ? `${alias}.${quoteIdentifier(name)}` : quoteIdentifier(name);
  }
}
