/**
 * A hash join whose build side does not fit (grace hash join): both sides are partitioned by the hash of their keys into temporary files; then partition by
 * partition the build rows are loaded into a table and the probe rows run past it. Engines write the rows and take the pairs.
 */
import type { HashJoin } from '../../../plan/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import type { HashFacts } from '../instrumentation.js';
import { JoinHash } from '../join-hash.js';
import type { Row } from '../row.js';
import { RowFile, type RowFileReader } from './row-file.js';

/** Partitions: a build side of up to 32 times the memory limit joins within it. */
const PARTITION_BITS = 5;
const PARTITIONS = 1 << PARTITION_BITS;

/** 0 = no more, 1 = a pair is in `outer` and `inner` (null where NULL-extended), 2 = paused. */
export type SpillStep = 0 | 1 | 2;

export class JoinSpill {
  outer: Row | null = null;
  inner: Row | null = null;
  private readonly builds: (RowFile | null)[] = new Array<RowFile | null>(PARTITIONS).fill(null);
  private readonly probes: (RowFile | null)[] = new Array<RowFile | null>(PARTITIONS).fill(null);
  private readonly hasher: JoinHash;
  private readonly width: number;
  private readonly keepsOuter: boolean;
  private readonly keepsInner: boolean;
  private partition = -1;
  private table: JoinHash | null = null;
  private loading: RowFileReader | null = null;
  private probing: RowFileReader | null = null;
  private keys: Datum[] = [];
  private hash = 0;
  private match = -1;
  private current: Row | null = null;
  private isMatched = false;
  private flushAt = -1;
  private buckets = 0;
  private peakBytes = 0;

  constructor(
    private readonly node: HashJoin,
    private readonly state: ExecutionState,
    private readonly joins: (outer: Row, inner: Row) => boolean,
  ) {
    this.width = node.inner.target.length;
    this.hasher = new JoinHash(this.width, node.keyOps);
    this.keepsOuter = node.joinType === 'left' || node.joinType === 'full' || node.joinType === 'anti';
    this.keepsInner = node.joinType === 'right' || node.joinType === 'full';
  }

  addBuild(row: readonly Datum[], keys: readonly Datum[]): void {
    (this.builds[this.partitionOf(keys)] ??= new RowFile(this.state)).add([...row, ...keys]);
  }

  addProbe(row: readonly Datum[], keys: readonly Datum[]): void {
    (this.probes[this.partitionOf(keys)] ??= new RowFile(this.state)).add([...row, ...keys]);
  }

  next(): SpillStep {
    const { state } = this;
    for (;;) {
      if (--state.budget < 0) return 2;
      if (this.loading !== null) {
        this.load(this.loading);
        continue;
      }
      if (this.match >= 0) {
        if (this.tryMatch()) return 1;
        continue;
      }
      if (this.current !== null) {
        const outer = this.current;
        this.current = null;
        if (!this.isMatched && this.keepsOuter) return this.pair(outer, null);
        continue;
      }
      if (this.probing !== null) {
        this.probe(this.probing);
        continue;
      }
      if (this.flushAt >= 0) {
        const inner = this.nextUnmatched();
        if (inner !== null) return this.pair(null, inner);
        continue;
      }
      if (!this.openPartition()) return 0;
    }
  }

  /** For EXPLAIN ANALYZE; before `discard`. */
  get facts(): HashFacts {
    const diskBytes = [...this.builds, ...this.probes].reduce((sum, file) => sum + (file?.bytes ?? 0), 0);
    return { buckets: this.buckets, batches: PARTITIONS, peakBytes: this.peakBytes, diskBytes };
  }

  discard(): void {
    for (const file of [...this.builds, ...this.probes]) file?.discard();
    this.dropTable();
  }

  private partitionOf(keys: readonly Datum[]): number {
    return this.hasher.hash(keys) >>> (32 - PARTITION_BITS);
  }

  private pair(outer: Row | null, inner: Row | null): 1 {
    this.outer = outer;
    this.inner = inner;
    return 1;
  }

  private openPartition(): boolean {
    this.dropTable();
    if (++this.partition >= PARTITIONS) return false;
    this.table = new JoinHash(this.width, this.node.keyOps);
    const build = this.builds[this.partition];
    if (build === null) this.startProbe();
    else {
      build.flush();
      this.loading = build.open();
    }
    return true;
  }

  /** Takes one row of the partition's build side. */
  private load(reader: RowFileReader): void {
    const stored = reader.next();
    if (stored === undefined) {
      this.loading = null;
      this.startProbe();
      return;
    }
    const keys = stored.slice(this.width);
    const table = this.table as JoinHash;
    const before = table.bytes;
    table.add(stored, keys, !this.node.keyStrict || !keys.includes(null));
    this.state.memory.hold(table.bytes - before);
  }

  private startProbe(): void {
    const table = this.table as JoinHash;
    const before = table.bytes;
    table.finish();
    this.state.memory.hold(table.bytes - before);
    this.buckets = Math.max(this.buckets, table.buckets);
    this.peakBytes = Math.max(this.peakBytes, table.bytes);
    const probe = this.probes[this.partition];
    if (probe !== null) {
      probe.flush();
      this.probing = probe.open();
    } else if (this.keepsInner) this.flushAt = 0;
  }

  private probe(reader: RowFileReader): void {
    const stored = reader.next();
    if (stored === undefined) {
      this.probing = null;
      if (this.keepsInner) this.flushAt = 0;
      return;
    }
    const width = stored.length - this.node.keyOps.length;
    this.keys = stored.slice(width);
    stored.length = width;
    this.current = stored;
    this.isMatched = false;
    const table = this.table as JoinHash;
    this.hash = table.hash(this.keys);
    this.match = table.first(this.hash, this.keys);
  }

  private tryMatch(): boolean {
    const table = this.table as JoinHash;
    const outer = this.current as Row;
    const { joinType } = this.node;
    const at = this.match;
    this.match = table.following(at, this.hash, this.keys);
    const inner = table.row(at);
    if (!this.joins(outer, inner)) return false;
    this.isMatched = true;
    if (this.keepsInner) table.markMatched(at);
    if (joinType === 'semi' || joinType === 'anti') this.match = -1;
    if (joinType === 'anti') return false;
    this.pair(outer, inner);
    return true;
  }

  private nextUnmatched(): Row | null {
    const table = this.table as JoinHash;
    while (this.flushAt < table.count) {
      const at = this.flushAt++;
      if (!table.isMatched(at)) return table.row(at);
    }
    this.flushAt = -1;
    return null;
  }

  private dropTable(): void {
    if (this.table !== null) this.state.memory.release(this.table.bytes);
    this.table = null;
  }
}
