/** The table that INSERT, UPDATE, DELETE or MERGE changes, and RETURNING. */
import type { RelationDescriptor } from '../../catalog/index.js';
import type * as S from '../../sql/index.js';
import { fail } from '../fail.js';
import { addRelation } from '../scope/range-table.js';
import { openRelation } from '../scope/relation-names.js';
import type { NamespaceItem, QueryState } from '../state.js';
import { resolveUnknownTargets, transformTargets, type DraftTarget } from './targets.js';

export interface DmlTarget {
  readonly relation: RelationDescriptor;
  readonly item: NamespaceItem;
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
    case 'v':
      fail('object_not_in_prerequisite_state', `cannot ${VERBS[command]} view "${relation.name}"`, -1, { hint: VIEW_HINTS[command] });
  }
  const item = addRelation(state, relation, node.alias, node.inh, 'RowExclusiveLock');
  state.resultTable = item.table;
  return { relation, item };
}

export function transformReturning(state: QueryState, nodes: readonly S.ResTarget[]): readonly DraftTarget[] {
  if (nodes.length === 0) return [];
  const targets = transformTargets(state, nodes, 'returning');
  if (targets.length === 0) fail('syntax_error', 'RETURNING must have at least one column', nodes[0]!.location);
  if (state.resolveUnknowns) resolveUnknownTargets(state, targets);
  return targets;
}
