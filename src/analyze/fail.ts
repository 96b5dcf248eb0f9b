/** Raising PostgreSQL's errors from analysis, with the position of the offending syntax node. */
import { PgError, type ErrorFields, type SqlStateName } from '../errors/index.js';

/** Throws; `location` is the 0-based offset of the node in the source, negative when unknown. */
export function fail(state: SqlStateName, message: string, location = -1, fields?: ErrorFields): never {
  const error = new PgError(state, message, fields);
  throw location >= 0 ? error.at(location + 1) : error;
}

/** Runs `body`; an error without position gets this one (input functions do not know where their text came from). */
export function withLocation<T>(location: number, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof PgError && location >= 0) error.at(location + 1);
    throw error;
  }
}

/** `a.b` or `b`, as error messages quote names. */
export function nameText(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : parts.join('.');
}
