/** Counters of EXPLAIN ANALYZE, by node number. */
import type { PlanNode } from '../../plan/index.js';
import type { ExecutionServices } from './services.js';

export interface HashFacts {
  readonly buckets: number;
  readonly batches: number;
  readonly peakBytes: number;
  readonly diskBytes: number;
}

/** At least one, as a table that is empty has its pages, too. */
function kilobytes(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

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

  /** What ran in place of a node counts as the node. */
  settle(runs: ReadonlyMap<PlanNode, PlanNode> | undefined): void {
    for (const [{ id }, { id: top }] of runs ?? []) {
      if (id === top) continue;
      this.filtered[id] += this.filtered[top];
      for (const counts of [this.rows, this.loops, this.startupMs, this.totalMs]) counts[id] = counts[top];
    }
  }

  now(): number {
    return this.clock.monotonicMs();
  }

  /** Hash table of a join or aggregation: the largest there was, and the bytes that went to disk. */
  noteHash(node: number, { buckets, batches, peakBytes, diskBytes }: HashFacts): void {
    this.note(node, 'hashBuckets', buckets);
    this.note(node, 'hashBatches', batches);
    this.note(node, 'hashKilobytes', kilobytes(peakBytes));
    this.note(node, 'hashDiskKilobytes', kilobytes(diskBytes));
  }

  noteSort(node: number, sorter: { readonly method: string; readonly diskBytes: number; readonly peakBytes: number }): void {
    const isOnDisk = sorter.diskBytes > 0;
    this.note(node, 'sortMethod', sorter.method);
    this.note(node, 'sortSpace', isOnDisk ? 'Disk' : 'Memory');
    this.note(node, 'sortKilobytes', kilobytes(isOnDisk ? sorter.diskBytes : sorter.peakBytes));
  }

  note(node: number, name: string, value: string | number): void {
    const notes = this.notes.get(node) ?? {};
    notes[name] = value;
    this.notes.set(node, notes);
  }
}
