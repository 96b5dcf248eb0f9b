/**
 * A deterministic world from one seed: chance, time and the order in which waiting things go on. Time passes only when everybody waits, so an hour of the
 * simulated clock costs nothing.
 */
import type { Clock, Delay, Environment, Memory, Random, Scheduler } from './environment.js';
import type { FileSystem } from './file-system.js';

/** The generator sfc32 (Chris Doty-Humphrey), seeded with one number. */
export class SeededRandom implements Random {
  private a: number;
  private b: number;
  private c = 0x9e3779b9;
  private counter = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = Math.floor(seed / 0x100000000) | 0;
    for (let i = 0; i < 12; i++) this.next();
  }

  next(): number {
    return this.uint32() / 0x100000000;
  }

  /** An integer in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i++) bytes[i] = this.uint32();
    return bytes;
  }

  private uint32(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + t;
    return t >>> 0;
  }
}

export class SimulatedClock implements Clock {
  micros = 700_000_000_000_000;

  nowMicros(): number {
    return ++this.micros;
  }
  monotonicMs(): number {
    return this.micros / 1000;
  }
}

/** Longest simulated time between two steps. */
const STEP_MICROS_MAX = 200;

interface Waiter {
  readonly dueMicros: number;
  readonly resolve: () => void;
}

/** Lets one waiter go on at a time, chosen at random among those that are due; when none is, time jumps to the next. */
export class SimulatedScheduler implements Scheduler {
  private readonly waiters: Waiter[] = [];
  private isPumping = false;

  constructor(
    private readonly random: SeededRandom,
    private readonly clock: SimulatedClock,
  ) {}

  yieldNow(): Promise<void> {
    return this.wait(0).promise;
  }

  delay(ms: number): Delay {
    return this.wait(ms * 1000);
  }

  private wait(micros: number): Delay {
    let cancel = (): void => {};
    const promise = new Promise<void>(resolve => {
      const waiter: Waiter = { dueMicros: this.clock.micros + micros, resolve };
      this.waiters.push(waiter);
      cancel = () => {
        const i = this.waiters.indexOf(waiter);
        if (i >= 0) this.waiters.splice(i, 1);
        resolve();
      };
    });
    this.pump();
    return { promise, cancel };
  }

  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    // A macrotask of the host: all promise reactions of the step before have run by then.
    setImmediate(() => {
      this.isPumping = false;
      if (this.waiters.length === 0) return;
      // Work takes time, so that those who only yield do not keep sleepers waiting for ever.
      this.clock.micros += this.random.below(STEP_MICROS_MAX);
      let due = this.waiters.filter(waiter => waiter.dueMicros <= this.clock.micros);
      if (due.length === 0) {
        this.clock.micros = Math.min(...this.waiters.map(waiter => waiter.dueMicros));
        due = this.waiters.filter(waiter => waiter.dueMicros <= this.clock.micros);
      }
      const chosen = this.random.pick(due);
      this.waiters.splice(this.waiters.indexOf(chosen), 1);
      chosen.resolve();
      if (this.waiters.length > 0) this.pump();
    });
  }
}

export interface SimulatedEnvironment extends Environment {
  readonly random: SeededRandom;
  readonly clock: SimulatedClock;
  readonly scheduler: SimulatedScheduler;
}

/** Never near its end: when the collector ran must not change what a seed gives. */
const SIMULATED_MEMORY: Memory = { heapLimitBytes: 2 ** 32, physicalBytes: 2 ** 34, heapUsedBytes: () => 0 };

/** An environment on the given file system; `clock` carries time over from before a crash. */
export function simulatedEnvironment(random: SeededRandom, fileSystem: FileSystem, clock = new SimulatedClock()): SimulatedEnvironment {
  return { fileSystem, random, clock, scheduler: new SimulatedScheduler(random, clock), memory: SIMULATED_MEMORY, processId: 4242 };
}
