/**
 * Cancel requests, timeouts and termination of one session: a pending error that running statements throw at the next chance, and that
 * wakes a sleeping one at once.
 */
import { PgError } from '../errors/index.js';

export class Interrupts {
  private pending: PgError | null = null;
  private wake: (() => void) | null = null;

  /** The error that is due; it stays due until taken. */
  peek(): PgError | null {
    return this.pending;
  }

  take(): PgError | null {
    const error = this.pending;
    // A terminated session stays terminated.
    if (error?.severity !== 'FATAL') this.pending = null;
    return error;
  }

  /** The first cause wins, termination over all. */
  raise(error: PgError): void {
    if (this.pending === null || error.severity === 'FATAL') this.pending = error;
    this.wake?.();
  }

  clear(): void {
    if (this.pending?.severity !== 'FATAL') this.pending = null;
  }

  /** Resolves when something is raised, or when `promise` settles. */
  race(promise: Promise<unknown>): Promise<void> {
    if (this.pending !== null) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        if (this.wake === wake) this.wake = null;
        resolve();
      };
      this.wake = wake;
      promise.then(wake, (error: unknown) => {
        if (this.wake === wake) this.wake = null;
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  static canceled(): PgError {
    return new PgError('query_canceled', 'canceling statement due to user request');
  }

  static statementTimeout(): PgError {
    return new PgError('query_canceled', 'canceling statement due to statement timeout');
  }

  static lockTimeout(): PgError {
    return new PgError('lock_not_available', 'canceling statement due to lock timeout');
  }

  static terminated(): PgError {
    const error = new PgError('admin_shutdown', 'terminating connection due to administrator command');
    error.severity = 'FATAL';
    return error;
  }

  static idleInTransaction(): PgError {
    const error = new PgError('idle_in_transaction_session_timeout', 'terminating connection due to idle-in-transaction timeout');
    error.severity = 'FATAL';
    return error;
  }

  static transactionTimeout(): PgError {
    const error = new PgError('transaction_timeout', 'terminating connection due to transaction timeout');
    error.severity = 'FATAL';
    return error;
  }

  static idleSession(): PgError {
    const error = new PgError('idle_session_timeout', 'terminating connection due to idle-session timeout');
    error.severity = 'FATAL';
    return error;
  }
}
