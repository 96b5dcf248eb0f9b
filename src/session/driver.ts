/**
 * Drives the statements of one session. The work of a statement is a generator (`Waiting`): it runs straight through in the plain call for as long as it
 * needs not wait, and goes on asynchronously from its first wait. `runNow` never lets anyone else in and turns a wait for another session into 55P03.
 *
 * Invariants
 * 1. One piece of work at a time. `isBusy` is true from its begin to its end, waits included.
 * 2. An error has settled the transaction before the caller sees it.
 * 3. A flush is never given up; every other wait ends at once when the session is interrupted.
 */
import { PgError } from '../errors/index.js';
import type { Lsn } from '../base/index.js';
import type { Environment } from '../io/index.js';
import type { Storage } from '../storage/index.js';
import type { LockOwner, Waiting, WaitRequest } from '../txn/index.js';
import type { Company } from './company.js';
import { Interrupts } from './interrupts.js';
import type { HotSettings } from './settings.js';

/** A slice of work before others get a turn, milliseconds. Long enough to amortise the 1-4 µs of a yield, short enough not to be felt. */
const SLICE_MS = 4;

/** What the driver needs of its session. */
export interface Driven {
  readonly environment: Environment;
  readonly storage: Storage;
  readonly company: Company;
  readonly interrupts: Interrupts;
  readonly owner: LockOwner;
  readonly hotSettings: HotSettings;
  /** Settles the transaction after an error and returns what to throw. */
  settle(error: unknown): PgError;
  /** The log position that an error waits for before it is reported (0 = none). */
  outwaits(error: PgError): Lsn;
  /** The work has ended, well or not. */
  ended(): void;
}

export class Driver {
  isBusy = false;
  /** Start of the current or last piece of work, microseconds since 2000-01-01. */
  startedAt = 0;
  private sliceEndMs = 0;
  /** When the statement timeout is due, by the monotonic clock. */
  private deadlineMs = Infinity;
  private timer: { cancel(): void } | null = null;

  constructor(private readonly session: Driven) {}

  sliceExpired(): boolean {
    return this.session.environment.clock.monotonicMs() >= this.sliceEndMs;
  }

  /** The error that is due. Timers do not fire while work runs without yielding: the deadline is looked at, too. */
  takeInterrupt(): PgError | null {
    const { interrupts, environment } = this.session;
    if (interrupts.peek() !== null) return interrupts.take();
    if (this.deadlineMs === Infinity || environment.clock.monotonicMs() < this.deadlineMs) return null;
    this.deadlineMs = Infinity;
    return Interrupts.statementTimeout();
  }

  /** Runs work; gives its result at once when nothing had to be waited for. */
  run<T>(work: Waiting<T>): T | Promise<T> {
    this.enter();
    let value: T;
    try {
      let step = work.next();
      for (;;) {
        if (step.done) {
          value = step.value;
          break;
        }
        const request = step.value;
        if (request.kind !== 'flush') return this.goOn(work, request, null);
        const flushed = this.flush(request.lsn);
        if (flushed !== null) return this.goOn(work, request, flushed);
        step = work.next();
      }
    } catch (error) {
      return this.failedInTime(error);
    }
    this.leave();
    return value;
  }

  private async goOn<T>(work: Waiting<T>, first: WaitRequest, firstFlush: Promise<void> | null): Promise<T> {
    let value: T;
    try {
      let request = first;
      let flushing = firstFlush;
      for (;;) {
        let interrupt: PgError | null = null;
        if (request.kind === 'flush') {
          flushing ??= this.flush(request.lsn);
          if (flushing !== null) await flushing;
          flushing = null;
        } else interrupt = await this.wait(request);
        this.beginSlice();
        const step = interrupt === null ? work.next() : work.throw(interrupt);
        if (step.done) {
          value = step.value;
          break;
        }
        request = step.value;
      }
    } catch (error) {
      return this.failedInTime(error);
    }
    this.leave();
    return value;
  }

  /** Runs work without yielding to anyone. */
  runNow<T>(work: Waiting<T>): T {
    this.enter();
    // It gives up where it would wait: of a deadlock nobody else need end for it.
    this.session.owner.deadlockTimeoutMs = 0;
    let value: T;
    try {
      let step = work.next();
      while (!step.done) {
        const request = step.value;
        if (request.kind === 'slice') step = work.next();
        else if (request.kind === 'flush') {
          this.session.storage.flushNow(request.lsn);
          step = work.next();
        } else {
          if (request.kind === 'lock') request.cancel();
          step = work.throw(
            new PgError('lock_not_available', 'the statement would have to wait for another session, which the synchronous interface cannot do'),
          );
        }
      }
      value = step.value;
    } catch (error) {
      throw this.failed(error);
    }
    this.leave();
    return value;
  }

  /** Runs work that never waits. */
  call<T>(work: () => T): T {
    this.enter();
    let value: T;
    try {
      value = work();
    } catch (error) {
      throw this.failed(error);
    }
    this.leave();
    return value;
  }

  /** For work that the caller runs itself, between `enter` and `leave` or `failed`. */
  enter(): void {
    if (this.isBusy) throw new PgError('object_not_in_prerequisite_state', 'another command is already in progress');
    const { session } = this;
    this.isBusy = true;
    const { clock } = session.environment;
    this.startedAt = clock.nowMicros();
    const nowMs = clock.monotonicMs();
    this.sliceEndMs = nowMs + SLICE_MS;
    session.company.enter(session, nowMs);
    const { statementTimeoutMs, deadlockTimeoutMs } = session.hotSettings;
    session.owner.deadlockTimeoutMs = deadlockTimeoutMs;
    this.deadlineMs = statementTimeoutMs > 0 ? nowMs + statementTimeoutMs : Infinity;
    if (statementTimeoutMs > 0) this.startTimer(statementTimeoutMs);
  }

  leave(): void {
    this.isBusy = false;
    const { session } = this;
    session.company.leave();
    if (this.timer !== null) {
      this.timer.cancel();
      this.timer = null;
    }
    session.interrupts.clear();
    session.ended();
  }

  /** After an error: settles the transaction, leaves, and returns what to throw. */
  failed(error: unknown): PgError {
    const reported = this.session.settle(error);
    this.leave();
    return reported;
  }

  /** The same for work that may wait: the error is thrown when it is time to report it. */
  private failedInTime(error: unknown): Promise<never> {
    const reported = this.session.settle(error);
    const lsn = this.session.outwaits(reported);
    const flushed = lsn === 0 ? null : this.flush(lsn);
    if (flushed === null) {
      this.leave();
      throw reported;
    }
    const end = (): never => {
      this.leave();
      throw reported;
    };
    return flushed.then(end, end);
  }

  private beginSlice(): void {
    this.sliceEndMs = this.session.environment.clock.monotonicMs() + SLICE_MS;
  }

  private flush(lsn: Parameters<Storage['flushSoon']>[0]): Promise<void> | null {
    const { storage, company, environment } = this.session;
    return storage.flushSoon(lsn, company.hasOthers(environment.clock.monotonicMs()));
  }

  /** Awaits one request; returns an error to throw into the work, if it was interrupted. */
  private async wait(request: Exclude<WaitRequest, { kind: 'flush' }>): Promise<PgError | null> {
    const { environment, interrupts, hotSettings } = this.session;
    const { scheduler } = environment;
    switch (request.kind) {
      case 'slice':
        await scheduler.yieldNow();
        return interrupts.take();
      case 'delay': {
        const delay = scheduler.delay(request.ms);
        await interrupts.race(delay.promise);
        delay.cancel();
        return interrupts.take();
      }
      case 'client':
        await interrupts.race(request.promise);
        return interrupts.take();
      case 'lock': {
        const nowMs = environment.clock.monotonicMs();
        const { lockTimeoutMs } = hotSettings;
        const leftMs = lockTimeoutMs > 0 ? (request.sinceMs ?? nowMs) + lockTimeoutMs - nowMs : Infinity;
        const { wakeMs = Infinity } = request;
        const timer = leftMs < Infinity || wakeMs < Infinity ? scheduler.delay(Math.max(0, Math.min(leftMs, wakeMs))) : null;
        let isLate = false;
        const waits = timer ? Promise.race([request.promise, timer.promise.then(() => void (isLate = leftMs <= wakeMs))]) : request.promise;
        await interrupts.race(waits);
        timer?.cancel();
        const error = interrupts.take() ?? (isLate ? Interrupts.lockTimeout() : null);
        if (error) request.cancel();
        return error;
      }
    }
  }

  private startTimer(timeoutMs: number): void {
    const delay = this.session.environment.scheduler.delay(timeoutMs, true);
    let isCanceled = false;
    this.timer = {
      cancel: () => {
        isCanceled = true;
        delay.cancel();
      },
    };
    void delay.promise.then(() => {
      if (!isCanceled) this.session.interrupts.raise(Interrupts.statementTimeout());
    });
  }
}
