/**
 * Calls of what cannot be asked to stop: the host's own regular expressions on patterns that only backtracking can match. A watchdog thread ends them.
 * Costs a fifth of a millisecond a call.
 */
import { runInThisContext } from 'node:vm';

const SOURCE = 'globalThis[Symbol.for("henrydb.bounded-call")]()';
const PLACE = Symbol.for('henrydb.bounded-call');

/** The result of `call`, or TIMED_OUT when it takes longer than so many milliseconds. */
export function callWithin<T>(milliseconds: number, call: () => T): T | typeof TIMED_OUT {
  const host = globalThis as { [PLACE]?: () => unknown };
  const outer = host[PLACE];
  host[PLACE] = call;
  try {
    return runInThisContext(SOURCE, { timeout: milliseconds }) as T;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return TIMED_OUT;
    throw error;
  } finally {
    if (outer === undefined) delete host[PLACE];
    else host[PLACE] = outer;
  }
}

export const TIMED_OUT: unique symbol = Symbol('timed out');
