/** Node's clock, chance and scheduler. */
import { randomFillSync } from 'node:crypto';
import { totalmem } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import type { Clock, Delay, Environment, Memory, Random, Scheduler } from './environment.js';
import { nodeFileSystem } from './node-file-system.js';

/** Microseconds from 1970-01-01 to 2000-01-01. */
const EPOCH_MICROS = 946_684_800_000_000;

/** Milliseconds on the monotonic clock. `performance.now()` tells the same, but its first use costs a process 1.5 ms. */
function elapsedMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

/** Wall-clock time with microseconds: the start of the process plus the monotonic clock would drift from NTP, so only the fraction comes from it. */
class NodeClock implements Clock {
  private lastMs = 0;
  private anchor = 0;

  nowMicros(): number {
    const ms = Date.now();
    const fine = elapsedMs();
    if (ms !== this.lastMs) {
      this.lastMs = ms;
      this.anchor = fine;
    }
    return ms * 1000 + Math.min(999, Math.floor((fine - this.anchor) * 1000)) - EPOCH_MICROS;
  }

  monotonicMs(): number {
    return elapsedMs();
  }
}

class NodeRandom implements Random {
  next(): number {
    return Math.random();
  }
  bytes(length: number): Uint8Array {
    return randomFillSync(new Uint8Array(length));
  }
}

class NodeScheduler implements Scheduler {
  yieldNow(): Promise<void> {
    return new Promise(resolve => setImmediate(resolve));
  }

  delay(ms: number, background = false): Delay {
    let cancel = (): void => {};
    const promise = new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms);
      if (background) timer.unref();
      cancel = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return { promise, cancel: () => cancel() };
  }
}

/** What V8 adds to the limit of the old generation for the young one. Values that are kept do not stay there. */
const YOUNG_BYTES = 48 << 20;

class NodeMemory implements Memory {
  private heapLimit = 0;
  private physical = 0;

  get heapLimitBytes(): number {
    return (this.heapLimit ||= getHeapStatistics().heap_size_limit - YOUNG_BYTES);
  }

  get physicalBytes(): number {
    // A container without a limit of its own answers with a number beyond the machine's.
    return (this.physical ||= Math.min(totalmem(), process.constrainedMemory?.() || Infinity));
  }

  heapUsedBytes(): number {
    return getHeapStatistics().used_heap_size;
  }
}

export const nodeClock: Clock = new NodeClock();
export const nodeRandom: Random = new NodeRandom();
export const nodeScheduler: Scheduler = new NodeScheduler();
export const nodeMemory: Memory = new NodeMemory();

export function nodeEnvironment(): Environment {
  return { fileSystem: nodeFileSystem, clock: nodeClock, random: nodeRandom, scheduler: nodeScheduler, memory: nodeMemory, processId: process.pid };
}
