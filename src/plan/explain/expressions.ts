/** Expressions in EXPLAIN's style. */
import type { Expr, Var } from '../../analyze/index.js';
import { formatType, quoteIdentifier, quoteLiteral } from '../../analyze/index.js';
import { exprEquals } from '../expression/walk.js';
import type { PlannedStatement } from '../physical/plan-nodes.js';
import type { RelationNames } from './names.js';
import type { ExplainEnvironment } from './options.js';

/** Where an expression stands. */
export interface ExpressionPlace {
  readonly level: number;
  /** Qualify columns even of the node's own table. */
  readonly isQualified: boolean;
  /** The table a scan reads: columns of others come through parameters and are always qualified. */
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

  text(expr: Expr, place: ExpressionPlace): string {
    const special = this.special(expr, place);
    if (special !== undefined) return special;
    const go = (e: Expr): string => this.text(e, place);
    const { catalog, context } = this.environment;
    switch (expr.kind) {
      case 'const': {
        const type = formatType(catalog, expr.type, expr.typmod);
        if (expr.value === null) return `NULL::${type}`;
        const text = context.typeById(expr.type)?.format(expr.value, context) ?? '?';
        if (expr.type === (23 as never)) return text.startsWith('-') ? `'${text}'::integer` : text;
        if (expr.type === (16 as never)) return text === 't' ? 'true' : 'false';
        if (expr.type === (1700 as never) && /^[0-9.]+$/.test(text)) return text;
        return `${quoteLiteral(text)}::${type}`;
      }
      case 'param':
        return `$${expr.number}`;
      case 'op': {
        const name = catalog.operatorById(expr.operatorId)?.name ?? '?';
        if (expr.args.length === 1) return `(${name} ${go(expr.args[0]!)})`;
        return `(${go(expr.args[0]!)} ${name} ${go(expr.args[1]!)})`;
      }
      case 'func':
      case 'agg':
      case 'window': {
        const name = catalog.functionById(expr.functionId)?.name ?? '?';
        if (expr.kind === 'func' && expr.form === 'implicit-cast') return go(expr.args[0]!);
        if (expr.kind === 'func' && expr.form === 'explicit-cast') return `(${go(expr.args[0]!)})::${formatType(catalog, expr.type, expr.typmod)}`;
        const isStar = expr.kind !== 'func' && expr.isStar;
        const distinct = expr.kind === 'agg' && expr.isDistinct ? 'DISTINCT ' : '';
        const order = expr.kind === 'agg' && expr.orderBy.length > 0 ? ` ORDER BY ${expr.orderBy.map(k => go(k.expr)).join(', ')}` : '';
        const filter = expr.kind !== 'func' && expr.filter !== null ? ` FILTER (WHERE ${go(expr.filter)})` : '';
        const over = expr.kind === 'window' ? ' OVER (?)' : '';
        return `${name}(${isStar ? '*' : distinct + expr.args.map(go).join(', ') + order})${filter}${over}`;
      }
      case 'bool':
        if (expr.op === 'not') return `(NOT ${go(expr.args[0]!)})`;
        return `(${expr.args.map(go).join(expr.op === 'and' ? ' AND ' : ' OR ')})`;
      case 'null-test':
        return `(${go(expr.arg)} IS ${expr.isNot ? 'NOT ' : ''}NULL)`;
      case 'scalar-array-op':
        return `(${go(expr.args[0])} ${catalog.operatorById(expr.operatorId)?.name ?? '?'} ${expr.useOr ? 'ANY' : 'ALL'} (${go(expr.args[1])}))`;
      case 'coalesce':
        return `COALESCE(${expr.args.map(go).join(', ')})`;
      case 'relabel':
      case 'coerce-io':
      case 'coerce-typmod':
        return `(${go(expr.arg)})::${formatType(catalog, expr.type, expr.typmod)}`;
      case 'case':
        return `CASE${expr.arg ? ` ${go(expr.arg)}` : ''}${expr.whens.map(w => ` WHEN ${go(w.condition)} THEN ${go(w.result)}`).join('')} ELSE ${go(expr.otherwise)} END`;
      case 'array':
        return `ARRAY[${expr.elements.map(go).join(', ')}]`;
      case 'row':
        return `ROW(${expr.fields.map(go).join(', ')})`;
      case 'field-select':
        return `(${go(expr.arg)}).${quoteIdentifier(expr.fieldName)}`;
      case 'sql-value':
        return expr.value.toUpperCase();
      default:
        return expr.kind;
    }
  }

  /** What EXPLAIN prints differently from a stored expression: columns, sub-plans, references to an input's computed column. */
  private special(expr: Expr, place: ExpressionPlace): string | undefined {
    if (expr.kind === 'var') return this.column(expr, place);
    if (expr.kind === 'const' || expr.kind === 'param') return undefined;
    const computed = place.computed.find(e => exprEquals(e, expr));
    if (computed !== undefined) return `(${this.text(computed, { ...place, computed: [] })})`;
    if (expr.kind === 'field-select' && expr.arg.kind === 'sublink') {
      const info = this.statement.subLinks?.get(expr.arg);
      if (info?.isInit && expr.arg.link === 'multi-expr') return `$${info.outputParams[expr.field - 1]}`;
    }
    if (expr.kind === 'sublink') {
      const info = this.statement.subLinks?.get(expr);
      if (info === undefined) return '(SubPlan)';
      if (info.isInit) return info.outputParams.map(id => `$${id}`).join(', ');
      return `(${info.isHashed ? 'hashed ' : ''}SubPlan ${info.planNumber})`;
    }
    return undefined;
  }

  private column(expr: Var, place: ExpressionPlace): string {
    const level = this.names.outerLevel(place.level, expr.levelsUp);
    const entry = this.names.entry(level, expr.table);
    const isForeign = expr.levelsUp > 0 || (place.ownTable >= 0 && expr.table !== place.ownTable);
    const alias = quoteIdentifier(this.names.alias(level, expr.table));
    if (expr.column === 0) return `${alias}.*`;
    const name = expr.column < 0 ? (SYSTEM_COLUMNS[expr.column] ?? '?') : (entry?.columns[expr.column - 1]?.name ?? `column${expr.column}`);
    return place.isQualified || isForeign ? `${alias}.${quoteIdentifier(name)}` : quoteIdentifier(name);
  }
}
