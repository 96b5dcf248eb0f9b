/**
 * Byte accounting of one statement. Stores tell what they hold; past `limitBytes` those that can spill do. Estimates, not exact sizes:
 * their purpose is that a statement ends with 53200 before the process ends without memory.
 */
import { PgError } from '../../errors/index.js';

/** A statement that holds this many times its work_mem without being able to spill is stopped. */
const HARD_FACTOR = 64;
/** Bytes below which nothing is ever stopped. */
const HARD_FLOOR_BYTES = 1 << 30;

export class MemoryBudget {
  private held = 0;
  private readonly hardLimit: number;

  /** @param hashLimitBytes limit of a hash table */
  constructor(
    readonly limitBytes: number,
    readonly hashLimitBytes = limitBytes,
  ) {
    this.hardLimit = Math.max(limitBytes * HARD_FACTOR, HARD_FLOOR_BYTES);
  }

  /** A store that holds this much should spill, if it can. */
  isPast(bytes: number): boolean {
    return bytes > this.limitBytes;
  }

  /** The same for a hash table. */
  isHashPast(bytes: number): boolean {
    return bytes > this.hashLimitBytes;
  }

  get heldBytes(): number {
    return this.held;
  }

  hold(bytes: number): void {
    this.held += bytes;
    if (this.held > this.hardLimit) {
      throw new PgError('out_of_memory', 'out of memory', { detail: `The statement holds ${this.held} bytes of rows; its limit is ${this.hardLimit}.` });
    }
  }

  release(bytes: number): void {
    this.held -= bytes;
  }

  releaseAll(): void {
    this.held = 0;
  }
}
