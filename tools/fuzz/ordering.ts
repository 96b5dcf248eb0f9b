/** ORDER BY lists, and what makes them leave nothing open. */
import type { Random } from './random.js';
import type { Scope } from './scope.js';
import { TYPES } from './value-types.js';

export function orderDirection(random: Random): string {
  return random.weighted([
    [5, ''],
    [2, ' DESC'],
    [1, ' NULLS FIRST'],
    [1, ' DESC NULLS LAST'],
    [1, ' ASC NULLS LAST'],
    [1, ' USING <'],
    [1, ' USING > NULLS FIRST'],
  ]);
}

/** Columns that tell all rows apart that can be told apart. */
export function totalOrder(scope: Scope): string[] {
  return scope.atoms.map(({ text, type }) => (TYPES[type].isOrdered ? text : `${text}::text`));
}
