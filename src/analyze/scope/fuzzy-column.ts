/** Suggestions for misspelt columns (PostgreSQL's rule: edit distance at most 3, and at most half of the name). */
import type { QueryState } from '../state.js';
import type { RangeTableEntry } from '../typed/query.js';

const DISTANCE_MAX = 3;

/** Levenshtein distance, given up (any larger number) beyond `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  const source = [...a];
  const target = [...b];
  if (Math.abs(source.length - target.length) > limit) return limit + 1;
  let previous = target.map((_, i) => i);
  previous.push(target.length);
  for (let i = 1; i <= source.length; i++) {
    const current = [i];
    for (let j = 1; j <= target.length; j++) {
      const substitute = previous[j - 1]! + (source[i - 1] === target[j - 1] ? 0 : 1);
      current.push(Math.min(substitute, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[target.length]!;
}

interface Guess {
  readonly entry: RangeTableEntry;
  readonly column: string;
}

/** An exact match that is out of reach, or the one or two nearest names. */
export interface Suggestion {
  readonly exact: RangeTableEntry | null;
  readonly guesses: readonly Guess[];
}

/** Searches the range tables of this level and those around it. */
export function suggestColumn(state: QueryState, relation: string | null, column: string): Suggestion {
  let distance = DISTANCE_MAX + 1;
  let first: Guess | null = null;
  let second: Guess | null = null;
  const halfBytes = Math.floor(new TextEncoder().encode(column).length / 2);
  for (let level: QueryState | null = state; level !== null; level = level.parent) {
    for (const entry of level.rangeTable) {
      if (entry.kind === 'join') continue;
      const penalty = relation === null ? 0 : editDistance(relation, entry.alias, DISTANCE_MAX + 1);
      for (const { name } of entry.columns) {
        if (name === column && penalty === 0) return { exact: entry, guesses: [] };
        if (name === '' || penalty > distance) continue;
        const own = editDistance(name, column, distance + 1 - penalty);
        if (own > halfBytes) continue;
        const total = own + penalty;
        if (total < distance) {
          distance = total;
          first = { entry, column: name };
          second = null;
        } else if (total === distance) {
          if (second !== null) {
            first = second = null;
            distance = total - 1;
          } else if (first !== null) second = { entry, column: name };
          else if (distance <= DISTANCE_MAX) first = { entry, column: name };
        }
      }
    }
  }
  const guesses: Guess[] = [];
  if (first !== null) guesses.push(first);
  if (second !== null) guesses.push(second);
  return { exact: null, guesses };
}
