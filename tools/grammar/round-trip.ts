/** Text to tree to text to tree: the trees must be the same but for what depends on where things stand. */
import { PgError } from '../../src/errors/index.js';
import { deparse, parseStatements, type RawStatement } from '../../src/sql/index.js';

function shape(statements: readonly RawStatement[]): string {
  const trees = statements.map(item => item.statement);
  return JSON.stringify(trees, (key, value: unknown) => (key === 'location' && typeof value === 'number' ? undefined : value));
}

/** What is wrong with the text written from the trees of `sql`; null when nothing is. */
export function roundTripProblem(sql: string): string | null {
  for (const raw of parseStatements(sql)) {
    const text = deparse(raw.statement);
    try {
      const again = shape(parseStatements(text));
      const first = shape([raw]);
      if (again !== first) return `${text}\n   ${difference(first, again)}`;
    } catch (error) {
      if (!(error instanceof PgError)) throw error;
      return `${text}\n   ${error.message}`;
    }
  }
  return null;
}

function difference(a: string, b: string): string {
  let i = 0;
  while (a[i] === b[i]) i++;
  const from = Math.max(0, i - 60);
  return `${a.slice(from, i + 60)}\n   ${b.slice(from, i + 60)}`;
}
