/** PostgreSQL forgets the statement's text before it looks at some of its parts: errors about those point nowhere in it. */
import { PgError } from '../errors/index.js';
import type { Waiting } from '../txn/index.js';

export function* withoutPosition<T>(work: Waiting<T>): Waiting<T> {
  try {
    return yield* work;
  } catch (error) {
    if (error instanceof PgError) delete error.position;
    throw error;
  }
}
