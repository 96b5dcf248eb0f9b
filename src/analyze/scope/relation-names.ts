/** Resolving names in FROM: WITH queries first, then relations. */
import type { RelationDescriptor } from '../../catalog/index.js';
import type { RangeVar } from '../../sql/index.js';
import { fail } from '../fail.js';
import type { CteEntry, QueryState } from '../state.js';

export interface FoundCte {
  readonly cte: CteEntry;
  readonly levelsUp: number;
}

/** The WITH query of that name nearest outwards. */
export function findCte(state: QueryState, name: string): FoundCte | undefined {
  let levelsUp = 0;
  for (let level: QueryState | null = state; level !== null; level = level.parent, levelsUp++) {
    for (const cte of level.ctes) if (cte.name === name) return { cte, levelsUp };
  }
  return undefined;
}

function isFutureCte(state: QueryState, name: string): boolean {
  for (let level: QueryState | null = state; level !== null; level = level.parent) {
    if (level.futureCtes.some(cte => cte.name === name)) return true;
  }
  return false;
}

/** The relation a name means, with PostgreSQL's error when there is none. */
export function openRelation(state: QueryState, range: RangeVar): RelationDescriptor {
  const { schemaname, relname, location } = range;
  if (range.catalogname !== null && state.analysis.database !== undefined && range.catalogname !== state.analysis.database) {
    fail('feature_not_supported', `cross-database references are not implemented: "${range.catalogname}.${schemaname}.${relname}"`, location);
  }
  const relation = state.catalog.relation(schemaname, relname);
  if (relation === undefined) {
    if (schemaname !== null) fail('undefined_table', `relation "${schemaname}.${relname}" does not exist`, location);
    if (isFutureCte(state, relname)) {
      fail('undefined_table', `relation "${relname}" does not exist`, location, {
        detail: `There is a WITH item named "${relname}", but it cannot be referenced from this part of the query.`,
        hint: 'Use WITH RECURSIVE, or re-order the WITH items to remove forward references.',
      });
    }
    fail('undefined_table', `relation "${relname}" does not exist`, location);
  }
  if (relation.kind === 'i') fail('wrong_object_type', `"${relation.name}" is an index`, location);
  if (relation.kind === 'c') fail('wrong_object_type', `"${relation.name}" is a composite type`, location);
  return relation;
}
