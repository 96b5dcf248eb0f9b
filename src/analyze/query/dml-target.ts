/** The table that INSERT, UPDATE, DELETE or MERGE changes, and RETURNING. */
import type { ColumnDescriptor, RelationDescriptor } from '../../catalog/index.js';
import type * as S from '../../sql/index.js';
import { fail } from '../fail.js';
import { addRelation } from '../scope/range-table.js';
import { openRelation } from '../scope/relation-names.js';
import type { NamespaceItem, QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import { makeBoolExpr } from '../typed/nodes.js';
import { targetColumn } from './assignment.js';
import { openView, type ViewTarget } from './view-target.js';
import { resolveUnknownTargets, transformTargets, type DraftTarget } from './targets.js';

export interface DmlTarget {
  /** The table that is changed. */
  readonly relation: RelationDescriptor;
  readonly item: NamespaceItem;
  /** The view through which it is changed, if any. */
  readonly view: ViewTarget | null;
}

/** A column that may be given a value. */
export interface AssignableColumn {
  readonly column: ColumnDescriptor;
  /** A view's column that stands for no column of the table. */
  readonly isRefused: boolean;
}

export function assignableColumn(target: DmlTarget, name: string, location: number, isSystemKnown = false): AssignableColumn {
  if (target.view === null) return { column: targetColumn(target.relation, name, location, isSystemKnown), isRefused: false };
  return throughView(target, targetColumn(target.view.view, name, location, isSystemKnown));
}

function throughView(target: DmlTarget, column: ColumnDescriptor): AssignableColumn {
  const live = target.view!.view.columns.filter(candidate => !candidate.isDropped);
  const base = target.view!.baseColumns[live.indexOf(column)]!;
  return base === 0 ? { column, isRefused: true } : { column: target.relation.columns[base - 1]!, isRefused: false };
}

/** All columns, as an INSERT without column list means them. */
export function assignableColumns(target: DmlTarget): AssignableColumn[] {
  const from = target.view?.view ?? target.relation;
  const all: AssignableColumn[] = [];
  for (const column of from.columns) {
    if (!column.isDropped) all.push(target.view === null ? { column, isRefused: false } : throughView(target, column));
  }
  return all;
}

/** The statement's condition, then those of the views it goes through, outermost first. */
export function withViewConditions(target: DmlTarget, where: Expr | null): Expr | null {
  if (where?.kind === 'current-of' && target.view !== null) fail('feature_not_supported', 'WHERE CURRENT OF on a view is not implemented');
  const conditions = target.view?.conditions ?? [];
  if (conditions.length === 0) return where;
  const all = [...(where === null ? [] : [where]), ...conditions.toReversed()];
  return all.length === 1 ? all[0]! : makeBoolExpr('and', all, -1);
}

const VERBS = { insert: 'insert into', update: 'update', delete: 'delete from', merge: 'merge into' } as const;
const VIEW_HINTS = {
  insert: 'To enable inserting into the view, provide an INSTEAD OF INSERT trigger or an unconditional ON INSERT DO INSTEAD rule.',
  update: 'To enable updating the view, provide an INSTEAD OF UPDATE trigger or an unconditional ON UPDATE DO INSTEAD rule.',
  delete: 'To enable deleting from the view, provide an INSTEAD OF DELETE trigger or an unconditional ON DELETE DO INSTEAD rule.',
  merge: '',
} as const;

export function openTarget(state: QueryState, node: S.RangeVar, command: keyof typeof VERBS): DmlTarget {
  const relation = openRelation(state, node);
  switch (relation.kind) {
    case 'S':
      fail('wrong_object_type', `cannot change sequence "${relation.name}"`);
      break;
    case 'm':
      fail('wrong_object_type', `cannot change materialized view "${relation.name}"`);
      break;
    case 't':
      fail('wrong_object_type', `cannot change TOAST relation "${relation.name}"`);
      break;
    case 'v': {
      const opened = openView(state, relation, node.alias, (view, detail) =>
        fail('object_not_in_prerequisite_state', `cannot ${VERBS[command]} view "${view.name}"`, -1, { detail, hint: VIEW_HINTS[command] }),
      );
      state.resultTable = opened.item.table;
      return { relation: opened.base, item: opened.item, view: opened };
    }
  }
  const item = addRelation(state, relation, node.alias, node.inh, 'RowExclusiveLock');
  state.resultTable = item.table;
  return { relation, item, view: null };
}

export function transformReturning(state: QueryState, nodes: readonly S.ResTarget[]): readonly DraftTarget[] {
  if (nodes.length === 0) return [];
  const targets = transformTargets(state, nodes, 'returning');
  if (targets.length === 0) fail('syntax_error', 'RETURNING must have at least one column', nodes[0]!.location);
  if (state.resolveUnknowns) resolveUnknownTargets(state, targets);
  return targets;
}
