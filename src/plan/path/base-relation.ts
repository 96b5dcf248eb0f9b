/** A table of a query level: its size, its qualifications, and expressions over its columns. */
import type { Expr, RangeTableEntry, Var } from '../../analyze/index.js';
import type { IndexDescriptor, RelationDescriptor } from '../../catalog/index.js';
import { mapDeep } from '../expression/levels.js';
import type { ColumnScope } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { QueryPlanner } from '../query-planner.js';

export interface BaseRelation {
  readonly table: number;
  readonly entry: RangeTableEntry & { readonly kind: 'relation' };
  readonly relation: RelationDescriptor;
  readonly pages: number;
  readonly tuples: number;
  /** Share of the pages known to hold only rows that everyone sees. */
  readonly visibleFraction: number;
}

const SYSTEM_COLUMNS: Readonly<Record<number, 'ctid' | 'xmin' | 'cmin' | 'xmax' | 'cmax' | 'tableoid'>> = {
  [-1]: 'ctid',
  [-2]: 'xmin',
  [-3]: 'cmin',
  [-4]: 'xmax',
  [-5]: 'cmax',
  [-6]: 'tableoid',
};

/** Columns of a scanned table, for its own target and filter. */
export class TableScope implements ColumnScope {
  readonly used = new Set<number>();
  readsSystem = false;
  constructor(
    private readonly table: number,
    private readonly columns: readonly { readonly typeId: number; readonly isDropped: boolean; readonly name: string }[],
    private readonly rowType: number,
  ) {}

  resolve(expr: Expr): Lowered | undefined {
    if (expr.kind !== 'var' || expr.levelsUp !== 0 || expr.table !== this.table) return undefined;
    if (expr.column > 0) {
      this.used.add(expr.column - 1);
      return { kind: 'column', input: 0, index: expr.column - 1, type: expr.type };
    }
    if (expr.column < 0) this.readsSystem = true;
    if (expr.column < 0) return { kind: 'system-column', column: SYSTEM_COLUMNS[expr.column]!, type: expr.type };
    const fields: Lowered[] = [];
    const names: string[] = [];
    this.columns.forEach((column, index) => {
      if (column.isDropped) return;
      this.used.add(index);
      fields.push({ kind: 'column', input: 0, index, type: column.typeId as never });
      names.push(column.name);
    });
    return { kind: 'row', fields, fieldNames: names, type: this.rowType as never };
  }
}

export function tableScope(base: BaseRelation): TableScope {
  return new TableScope(base.table, base.relation.columns, base.relation.rowType);
}

export function columnVar(base: BaseRelation, attnum: number): Var {
  const column = base.relation.columns[attnum - 1]!;
  return { kind: 'var', table: base.table, column: attnum, levelsUp: 0, type: column.typeId, typmod: column.typmod, collation: column.collation, location: -1 };
}

/** Key expressions of an index as Vars / expressions of this range-table entry. */
export function indexKeyExprs(level: QueryPlanner, base: BaseRelation, index: IndexDescriptor): Expr[] {
  let expression = 0;
  return index.columns.slice(0, index.keyCount).map(attnum => {
    if (attnum === 0) return rebase(level.context.env.storedExpression(base.relation, index.expressionTexts[expression++]!), base.table);
    return columnVar(base, attnum);
  });
}

/** A stored expression's Vars (table 0) moved to range-table entry `table`. */
export function rebase(expr: Expr, table: number): Expr {
  return table === 0 ? expr : mapDeep(expr, (e, depth) => (e.kind === 'var' && e.levelsUp === depth ? { ...e, table } : undefined));
}

export function relationWidth(relation: RelationDescriptor): number {
  let width = 24;
  for (const c of relation.columns) if (!c.isDropped) width += typeWidth(c.typeId, c.typmod);
  return width;
}

/** Average bytes of a value of a type, as a guess without statistics. */
export function typeWidth(type: number, typmod: number): number {
  switch (type) {
    case 16:
      return 1;
    case 21:
      return 2;
    case 23:
    case 26:
    case 700:
    case 1082:
      return 4;
    case 20:
    case 701:
    case 1114:
    case 1184:
    case 1083:
    case 1700:
      return 8;
    case 27:
      return 6;
    case 1186:
    case 2950:
      return 16;
    case 1042:
      return typmod > 4 ? typmod - 4 : 32;
    case 1043:
      return typmod > 4 ? Math.min(typmod - 4, 32) : 32;
    default:
      return 32;
  }
}

/** Average bytes of an expression's values. */
export function exprWidth(level: QueryPlanner, expr: Expr): number {
  if (expr.kind === 'var' && expr.levelsUp === 0) {
    const base = level.bases.get(expr.table);
    if (base !== undefined && expr.column > 0) {
      const known = level.context.env.catalog.statistics(base.relation.oid, expr.column)?.averageWidth;
      if (known !== undefined) return known;
    }
    if (expr.column === 0 && base !== undefined) return relationWidth(base.relation);
  }
  return typeWidth(expr.type, expr.typmod);
}
