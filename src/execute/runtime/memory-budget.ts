/**
 * Byte accounting of one statement. Stores tell what they hold; past `limitBytes` those that can spill do. Estimates, not exact sizes:
 * their purpose is that a statement ends with 53200 before the process ends without memory.
 *
 * Two bounds: what this statement says it holds, and how full the process' heap really is, whoever filled it. The second is asked between two steps and
 * while stores grow. V8 lets the heap grow at most half way from what survived the last collection to its limit, so that a heap which is
 * fuller than FULL has most of it alive (0.6 of 0.8 at least).
 */
import { PgError } from '../../errors/index.js';
import type { Memory } from '../../io/index.js';

/** A statement that holds this many times its work_mem without being able to spill is stopped. */
const HARD_FACTOR = 64;
/** Bytes below which nothing is stopped, as long as the heap has them. */
const HARD_FLOOR_BYTES = 1 << 30;
/** Share of the heap that one statement may hold. */
const HEAP_SHARE = 0.5;
/** Share of the heap in use at which growing statements end. */
const FULL = 0.8;
/** Between two looks at the heap a statement grows by at most this share of it. */
const LOOK_SHARE = 1 / 64;
/** Bytes up to which nothing is asked. */
const FIRST_LOOK_BYTES = 1 << 20;

export class MemoryBudget {
  private held = 0;
  /** Known from the first look on: most statements end before it. */
  private hardLimit = 0;
  private stepBytes = FIRST_LOOK_BYTES;
  private lookAt = FIRST_LOOK_BYTES;

  /**
   * @param hashLimitBytes limit of a hash table
   * @param memory the process'; without it only the statement's own bytes count
   */
  constructor(
    readonly limitBytes: number,
    readonly hashLimitBytes = limitBytes,
    private readonly memory?: Memory,
  ) {}

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

  /** @throws PgError 53200 */
  hold(bytes: number): void {
    this.held += bytes;
    if (this.held > this.lookAt) this.look();
  }

  release(bytes: number): void {
    this.held -= bytes;
    if (this.held < this.lookAt - 2 * this.stepBytes) this.lookAt = this.held + this.stepBytes;
  }

  releaseAll(): void {
    this.held = 0;
    this.lookAt = FIRST_LOOK_BYTES;
  }

  /** Is there room for a value of so many bytes, which a function is about to make? */
  reserve(bytes: number): void {
    if (bytes < FIRST_LOOK_BYTES) return;
    this.look(bytes);
  }

  /** Ends the statement when the process is about to run out of memory. */
  check(more = 0): void {
    const { memory } = this;
    if (memory === undefined || memory.heapUsedBytes() + more < memory.heapLimitBytes * FULL) return;
    throw new PgError('out_of_memory', 'out of memory', {
      detail: 'The heap of the process is almost full.',
      hint: 'Start node with a larger --max-old-space-size.',
    });
  }

  private look(more = 0): void {
    if (this.hardLimit === 0) {
      const heap = this.memory?.heapLimitBytes ?? Infinity;
      this.hardLimit = Math.min(Math.max(this.limitBytes * HARD_FACTOR, HARD_FLOOR_BYTES), heap * HEAP_SHARE);
      this.stepBytes = Math.max(FIRST_LOOK_BYTES, heap === Infinity ? 0 : heap * LOOK_SHARE);
    }
    if (this.held + more > this.hardLimit) {
      throw new PgError('out_of_memory', 'out of memory', {
        detail: `The statement holds ${this.held + more} bytes of rows; its limit is ${Math.floor(this.hardLimit)}.`,
      });
    }
    this.check(more);
    this.lookAt = this.held + this.stepBytes;
  }
}
