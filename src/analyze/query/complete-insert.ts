/** The complete target list of an INSERT: every column in order, with defaults, identities and the rules for generated columns. */
import type { ColumnDescriptor, RelationDescriptor } from '../../catalog/index.js';
import { fail } from '../fail.js';
import type { Analysis } from '../state.js';
import { columnDefault, nullOf } from '../stored/column-defaults.js';
import type { Expr } from '../typed/expression.js';
import type { Query } from '../typed/query.js';
import { makeTarget, type DraftTarget } from './targets.js';
import type { ViewDefaults } from './view-target.js';

export type Overriding = Query['overriding'];

/** A table, and the view through which it is changed. */
export interface DefaultedTarget {
  readonly relation: RelationDescriptor;
  readonly view: { readonly defaults: ViewDefaults } | null;
}

/** Value for DEFAULT, written or not. Generated columns get NULL here: they are computed when the row is complete. */
export function defaultValue(analysis: Analysis, { relation, view }: DefaultedTarget, column: ColumnDescriptor): Expr {
  const own = view?.defaults.get(column.number);
  if (own !== undefined) return columnDefault(analysis, own.view, own.column) ?? nullOf(analysis, column);
  if (column.generated !== '') return nullOf(analysis, column);
  return columnDefault(analysis, relation, column) ?? nullOf(analysis, column);
}

/** True when the value given for a column is to be replaced by its default; throws when it may not be given at all. */
function takesDefault(column: ColumnDescriptor, isDefault: boolean, overriding: Overriding): boolean {
  if (isDefault) return true;
  if (column.identity === 'a') {
    if (overriding === 'user') return true;
    if (overriding !== 'system') {
      fail('generated_always', `cannot insert a non-DEFAULT value into column "${column.name}"`, -1, {
        detail: `Column "${column.name}" is an identity column defined as GENERATED ALWAYS.`,
        hint: 'Use OVERRIDING SYSTEM VALUE to override.',
      });
    }
  }
  if (column.identity === 'd' && overriding === 'user') return true;
  if (column.generated !== '') {
    fail('generated_always', `cannot insert a non-DEFAULT value into column "${column.name}"`, -1, {
      detail: `Column "${column.name}" is a generated column.`,
    });
  }
  return false;
}

/** `given` by attnum - 1. `isDefaultColumn` says that a column of a VALUES list holds nothing but DEFAULT. */
export function completeInsert(
  analysis: Analysis,
  target: DefaultedTarget,
  given: readonly (Expr | undefined)[],
  overriding: Overriding,
  isDefaultColumn: (attnum: number) => boolean = () => false,
): DraftTarget[] {
  const targets: DraftTarget[] = [];
  const { columns } = target.relation;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    if (column.isDropped) continue;
    const expr = given[i];
    const isDefault = expr === undefined || expr.kind === 'set-to-default';
    const isPlain = column.identity === '' && column.generated === '';
    const useDefault = isPlain ? isDefault : takesDefault(column, isDefault || isDefaultColumn(column.number), overriding);
    targets.push(makeTarget(useDefault ? defaultValue(analysis, target, column) : expr!, column.name, false, column.number));
  }
  return targets;
}
