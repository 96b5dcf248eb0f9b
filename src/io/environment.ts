/**
 * The only home of disk, time and chance. A database gets an Environment when it is opened and asks it for everything that is not
 * determined by its input, so that it can run inside a simulator from one seed.
 */
import type { FileSystem } from './file-system.js';

export interface Clock {
  /** Microseconds since 2000-01-01 00:00:00 UTC (PostgreSQL's epoch). */
  nowMicros(): number;
  /** Milliseconds, with fractions, from an arbitrary start; never goes back. */
  monotonicMs(): number;
}

export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** `length` bytes, from a cryptographic source outside the simulator. */
  bytes(length: number): Uint8Array;
}

export interface Delay {
  readonly promise: Promise<void>;
  /** Ends the delay at once: the promise resolves. */
  cancel(): void;
}

export interface Scheduler {
  /** Lets other sessions and sockets run: resolves in a later macrotask. */
  yieldNow(): Promise<void>;
  /** A `background` delay does not keep an otherwise idle process alive. */
  delay(ms: number, background?: boolean): Delay;
}

/** The memory that rows share with everything else of the process. */
export interface Memory {
  /** Bytes of JavaScript values with which the process dies. */
  readonly heapLimitBytes: number;
  /** Bytes of the machine (or of the container), for what lies outside the heap. */
  readonly physicalBytes: number;
  /** Bytes of JavaScript values now, garbage that was not collected yet included; costs less than a microsecond. */
  heapUsedBytes(): number;
}

export interface Environment {
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly memory: Memory;
  /** The number other processes know this one by (the pid; a constant in the simulator). */
  readonly processId: number;
}
