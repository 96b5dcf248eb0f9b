/** Timing of one operation: wall and CPU time per call, medians. */

export interface Timing {
  /** Wall time per operation. */
  readonly ns: number;
  /** CPU time of the whole process (garbage collector and compiler threads too) per operation. */
  readonly cpuNs: number;
}

export interface Sample extends Timing {
  /** Of the answers to a fixed sequence of questions: must be the same for all. */
  readonly checksum: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length === 0 ? NaN : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function medianTiming(timings: readonly Timing[]): Timing {
  return { ns: median(timings.map(t => t.ns)), cpuNs: median(timings.map(t => t.cpuNs)) };
}

/**
 * Wall time is the median of many slices this short: on a busy machine a slice in which another process ran is an outlier, while a long sample always
 * holds some. CPU time is the mean over all slices, with everything the collector and the compiler did.
 */
const SLICE_MS = 5;
const SAMPLES = 5;

function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

interface Slices {
  /** Calls per slice. */
  readonly batch: number;
  readonly count: number;
}

function slicing(callsPerMs: number, sampleMs: number): Slices {
  const batch = Math.max(1, Math.round(callsPerMs * SLICE_MS));
  return { batch, count: Math.max(3, Math.round((SAMPLES * sampleMs * callsPerMs) / batch)) };
}

/** `op` gets a running number, so that no two calls need ask the same. Warms up for `sampleMs` first, then measures for five times as long. */
export function timeSync(op: (i: number) => void, sampleMs: number): Timing {
  let i = 0;
  const callsPerMs = (ms: number): number => {
    const start = performance.now();
    const from = i;
    for (let chunk = 1; ; chunk = Math.min(64, chunk * 2)) {
      for (let k = 0; k < chunk; k++) op(i++);
      const elapsed = performance.now() - start;
      if (elapsed >= ms) return (i - from) / elapsed;
    }
  };
  callsPerMs(sampleMs);
  const { batch, count } = slicing(callsPerMs(sampleMs / 4), sampleMs);
  const slices: number[] = [];
  const cpu = cpuUs();
  for (let s = 0; s < count; s++) {
    const start = performance.now();
    for (let k = 0; k < batch; k++) op(i++);
    slices.push(((performance.now() - start) * 1e6) / batch);
  }
  return { ns: median(slices), cpuNs: ((cpuUs() - cpu) * 1e3) / (count * batch) };
}

/** The same for an asynchronous operation, one call after the other. */
export async function timeAsync(op: (i: number) => Promise<unknown>, sampleMs: number): Promise<Timing> {
  let i = 0;
  const callsPerMs = async (ms: number): Promise<number> => {
    const start = performance.now();
    const from = i;
    for (;;) {
      await op(i++);
      const elapsed = performance.now() - start;
      if (elapsed >= ms) return (i - from) / elapsed;
    }
  };
  await callsPerMs(sampleMs);
  const { batch, count } = slicing(await callsPerMs(sampleMs / 4), sampleMs);
  const slices: number[] = [];
  const cpu = cpuUs();
  for (let s = 0; s < count; s++) {
    const start = performance.now();
    for (let k = 0; k < batch; k++) await op(i++);
    slices.push(((performance.now() - start) * 1e6) / batch);
  }
  return { ns: median(slices), cpuNs: ((cpuUs() - cpu) * 1e3) / (count * batch) };
}

/** Work done whole, `runs` times, each after an unmeasured preparation. Time per run. */
export async function timeWhole(prepare: (run: number) => unknown, work: (run: number) => unknown, runs: number): Promise<Timing> {
  const timings: Timing[] = [];
  for (let run = 0; run < runs; run++) {
    await prepare(run);
    const cpu = cpuUs();
    const start = performance.now();
    await work(run);
    timings.push({ ns: (performance.now() - start) * 1e6, cpuNs: (cpuUs() - cpu) * 1e3 });
  }
  return medianTiming(timings);
}

/** A fixed pseudo-random walk over 0..size-1 (a linear congruence on the running number, every number different from its neighbours). */
export function spread(i: number, size: number): number {
  return (Math.imul(i, 0x9e3779b1) >>> 0) % size;
}

/** FNV-1a over texts: small, order matters. */
export class Checksum {
  private hash = 0x811c9dc5;

  add(value: unknown): void {
    const text = typeof value === 'string' ? value : JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? Number(v) : v));
    for (let i = 0; i < text.length; i++) this.hash = Math.imul(this.hash ^ text.charCodeAt(i), 0x01000193);
  }

  get hex(): string {
    return (this.hash >>> 0).toString(16).padStart(8, '0');
  }
}
