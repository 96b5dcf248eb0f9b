/** Counters of EXPLAIN ANALYZE, by node number. */
import type { ExecutionServices } from './services.js';

export class NodeCounters {
  readonly rows: Float64Array;
  readonly loops: Float64Array;
  /** Milliseconds until the first row, summed over loops, and in all. */
  readonly startupMs: Float64Array;
  readonly totalMs: Float64Array;
  /** Rows that a node's filter or join filter dropped. */
  readonly filtered: Float64Array;
  /** Node-specific facts: sort method and space, hash buckets and batches, heap fetches. */
  readonly notes = new Map<number, Record<string, string | number>>();

  constructor(
    nodeCount: number,
    private readonly clock: Pick<ExecutionServices, 'monotonicMs'>,
  ) {
    this.rows = new Float64Array(nodeCount);
    this.loops = new Float64Array(nodeCount);
    this.startupMs = new Float64Array(nodeCount);
    this.totalMs = new Float64Array(nodeCount);
    this.filtered = new Float64Array(nodeCount);
  }

  now(): number {
    return this.clock.monotonicMs();
  }

  note(node: number, name: string, value: string | number): void {
    const notes = this.notes.get(node) ?? {};
    notes[name] = value;
    this.notes.set(node, notes);
  }
}
