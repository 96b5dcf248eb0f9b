/**
 * Waiting. Code that may have to wait is a generator: it yields a WaitRequest and goes on when resumed; whoever drives it
 * (the session) awaits, or raises 55P03 where waiting is impossible.
 *
 * Invariants
 * 1. After a resumption the code re-checks its condition: a wake-up says "look again", not "you have it".
 * 2. No pin, frame index, view or word index is held across a yield.
 * 3. A driver that gives up (cancel, timeout) calls `generator.throw(error)`: `finally` blocks leave the wait queues.
 * 4. A `flush` request is never given up: the transaction is in limbo until the log is durable.
 */
import type { Lsn } from '../base/index.js';
import { PgError } from '../errors/index.js';

export type WaitRequest =
  | LockRequest
  | { readonly kind: 'slice' }
  | { readonly kind: 'flush'; readonly lsn: Lsn }
  | { readonly kind: 'delay'; readonly ms: number }
  /** For the client: its data to arrive, its socket to drain. No lock timeout applies. */
  | { readonly kind: 'client'; readonly promise: Promise<void> };

export interface LockRequest {
  readonly kind: 'lock';
  readonly promise: Promise<void>;
  /** When the wait began, by the monotonic clock, if that was not just now: lock_timeout counts from there. */
  readonly sinceMs?: number;
  /** The waiter is to be resumed after so long at the latest: it looks for a deadlock then. */
  readonly wakeMs?: number;
  cancel(): void;
}

/** A computation that may wait. */
export type Waiting<T> = Generator<WaitRequest, T, void>;

export const SLICE: WaitRequest = { kind: 'slice' };

/** Runs to the end without letting anyone else run; a wait for another session becomes 55P03. */
export function runNow<T>(work: Waiting<T>, flushNow: (lsn: Lsn) => void): T {
  let step = work.next();
  while (!step.done) {
    const request = step.value;
    switch (request.kind) {
      case 'slice':
        step = work.next();
        break;
      case 'flush':
        flushNow(request.lsn);
        step = work.next();
        break;
      default:
        step = work.throw(new PgError('lock_not_available', 'the statement would have to wait for another session, which the synchronous interface cannot do'));
    }
  }
  return step.value;
}

/** What an asynchronous driver needs of its surroundings. */
export interface WaitDriver {
  flush(lsn: Lsn): Promise<void>;
  yieldNow(): Promise<void>;
  delay(ms: number): Promise<void>;
}

/** The plain asynchronous driver, without cancel and timeouts. */
export async function runWaiting<T>(work: Waiting<T>, driver: WaitDriver): Promise<T> {
  let step = work.next();
  while (!step.done) {
    const request = step.value;
    switch (request.kind) {
      case 'lock':
        await (request.wakeMs === undefined ? request.promise : Promise.race([request.promise, driver.delay(request.wakeMs)]));
        break;
      case 'client':
        await request.promise;
        break;
      case 'slice':
        await driver.yieldNow();
        break;
      case 'flush':
        await driver.flush(request.lsn);
        break;
      case 'delay':
        await driver.delay(request.ms);
        break;
    }
    step = work.next();
  }
  return step.value;
}
