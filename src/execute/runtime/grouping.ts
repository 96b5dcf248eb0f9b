/**
 * Groups of an Aggregate node: which group (or groups, with grouping sets) a row belongs to, and the output rows. The engine evaluates
 * keys, filters and arguments and feeds the accumulators.
 *
 * Strategies: plain = one group that exists from the start; hashed = all groups at once, output in order of first appearance;
 * sorted = one group at a time. Grouping sets are always hashed, each with its own number among the keys.
 *
 * Hashed groups past the memory limit, with grouping sets or without: no new group is made any more; rows of others are spilled and aggregated afterwards (`loadPartition`).
 */
import type { Aggregate } from '../../plan/index.js';
import { builtinType, typeOids, type Datum, type TypeOps } from '../../types/index.js';
import { makeAccumulator, type Accumulator } from './accumulator.js';
import type { ExecutionState } from './execution-state.js';
import { GroupHash } from './group-hash.js';
import { groupEquality } from './key-equality.js';
import type { Row } from './row.js';
import { GroupSpill } from './spill/group-spill.js';

export type GroupingMode = 'plain' | 'hashed' | 'sorted' | 'sets';

export class Grouping {
  readonly mode: GroupingMode;
  readonly accumulators: readonly Accumulator[];
  private readonly preparing: readonly Accumulator[];
  private readonly hash: GroupHash;
  private readonly keyCount: number;
  private readonly sets: readonly (readonly number[])[];
  private readonly isInSet: readonly (readonly boolean[])[];
  private readonly equal: readonly ((a: Datum, b: Datum) => boolean)[];
  private current: Datum[] | null = null;
  private readonly setGroups: number[] = [];
  private heldBytes = 0;
  private groupCount = 0;
  /** Memory is used up: rows of unknown keys are spilled. */
  private isFull = false;
  private spill: GroupSpill | null = null;
  private isLoading = false;
  private readonly callWidths: readonly number[];

  private peakBytes = 0;

  constructor(
    private readonly node: Aggregate,
    private readonly state: ExecutionState,
  ) {
    this.keyCount = node.keys.length;
    this.sets = node.groupingSets ?? [];
    this.mode = node.groupingSets !== null ? 'sets' : node.keys.length === 0 ? 'plain' : node.strategy === 'sorted' ? 'sorted' : 'hashed';
    this.accumulators = node.calls.map(call => makeAccumulator(call, state));
    this.preparing = this.accumulators.filter(accumulator => accumulator.prepare !== undefined);
    this.callWidths = node.calls.map(call => call.args.length + call.extraSortArgs.length);
    const ops = node.keys.map(k => k.ops);
    this.hash = new GroupHash(this.mode === 'sets' ? [...ops, builtinType(typeOids.INT4) as TypeOps] : ops);
    this.equal = ops.map(groupEquality);
    this.isInSet = this.sets.map(set => ops.map((_, key) => set.includes(key)));
    this.reset();
  }

  /** For EXPLAIN ANALYZE; at the end, before `reset`. */
  note(): void {
    const { counters } = this.state;
    if (counters === null || this.mode !== 'hashed') return;
    const { spill } = this;
    const peakBytes = Math.max(this.peakBytes, this.bytes);
    counters.noteHash(this.node.id, { buckets: 0, batches: 1 + (spill?.batches ?? 0), peakBytes, diskBytes: spill?.diskBytes ?? 0 });
  }

  private get bytes(): number {
    return this.hash.bytes + this.groupCount * 64 * (1 + this.accumulators.length);
  }

  reset(): void {
    this.spill?.discard();
    this.spill = null;
    this.isLoading = false;
    this.clearGroups();
    this.current = null;
    if (this.mode === 'plain') this.newGroup();
    // A grouping set without keys has a group even over no rows at all.
    if (this.mode === 'sets')
      this.sets.forEach((set, number) => set.length === 0 && this.groupOf(this.setKeys(new Array<Datum>(this.keyCount).fill(null), number)));
  }

  private clearGroups(): void {
    this.peakBytes = Math.max(this.peakBytes, this.bytes);
    this.hash.clear();
    this.state.memory.release(this.heldBytes);
    this.heldBytes = 0;
    this.groupCount = 0;
    this.isFull = false;
    for (const accumulator of this.accumulators) accumulator.clear();
  }

  /** Rows were spilled: when all groups have been given out, `loadPartition` brings the next ones. */
  get hasSpilled(): boolean {
    return this.spill !== null;
  }

  /** A row whose group does not fit into memory: its keys, then per call whether its filter passed, and its arguments. */
  spillRow(keys: readonly Datum[], calls: readonly Datum[]): void {
    this.spill ??= new GroupSpill(this.state);
    this.spill.add(this.hash.hash(keys), [...keys, ...calls]);
  }

  /** The same with grouping sets, for those in which `groupsOf` has just found no group. */
  spillSets(keys: readonly Datum[], calls: readonly Datum[]): void {
    this.setGroups.forEach((group, set) => group < 0 && this.spillRow(this.setKeys(keys, set), calls));
  }

  /** Replaces the groups by those of the next partition: true when they are complete, false when paused, null when there are no more. */
  loadPartition(): boolean | null {
    const { spill, state } = this;
    if (spill === null) return null;
    if (!this.isLoading) {
      this.clearGroups();
      if (!spill.nextPartition()) return null;
      this.isLoading = true;
    }
    for (;;) {
      if (--state.budget < 0) return false;
      const row = spill.next();
      if (row === undefined) break;
      const keys = row.slice(0, this.hash.columns.length);
      const group = this.groupOf(keys);
      if (group < 0) spill.add(this.hash.hash(keys), row);
      else this.accumulateStored(group, row);
    }
    this.isLoading = false;
    return true;
  }

  private accumulateStored(group: number, row: readonly Datum[]): void {
    let at = this.hash.columns.length;
    for (let i = 0; i < this.accumulators.length; i++) {
      const passes = row[at++] === true;
      const width = this.callWidths[i];
      if (passes) this.accumulators[i].add(group, row.slice(at, at + width));
      at += width;
    }
  }

  /** Groups so far. */
  get count(): number {
    return this.groupCount;
  }

  /** Group of a row, or -1 when the row must be spilled. The key array may be reused. */
  groupOf(keys: readonly Datum[]): number {
    if (this.isFull) return this.hash.find(keys);
    const group = this.hash.findOrAdd(keys);
    if (group === this.groupCount) this.newGroup();
    return group;
  }

  groupOf1(key: Datum): number {
    if (this.isFull) return this.hash.find([key]);
    const group = this.hash.findOrAdd1(key);
    if (group === this.groupCount) this.newGroup();
    return group;
  }

  /** The row's group in each grouping set, -1 where the row must be spilled (`spillSets`). */
  groupsOf(keys: readonly Datum[]): readonly number[] {
    for (let set = 0; set < this.sets.length; set++) this.setGroups[set] = this.groupOf(this.setKeys(keys, set));
    return this.setGroups;
  }

  /** The keys of a grouping set, those left out NULL, and its number. */
  private setKeys(keys: readonly Datum[], set: number): Datum[] {
    const isIn = this.isInSet[set] as readonly boolean[];
    const masked: Datum[] = [];
    for (let k = 0; k < keys.length; k++) masked.push(isIn[k] === true ? (keys[k] as Datum) : null);
    masked.push(set);
    return masked;
  }

  /** Sorted mode: true when the row belongs to the running group; false when it starts another (emit first, then `startGroup`). */
  continues(keys: readonly Datum[]): boolean {
    const current = this.current;
    if (current === null) return false;
    for (let i = 0; i < keys.length; i++) if (!(this.equal[i] as (a: Datum, b: Datum) => boolean)(current[i] as Datum, keys[i] as Datum)) return false;
    return true;
  }

  get hasRunningGroup(): boolean {
    return this.current !== null;
  }

  startGroup(keys: readonly Datum[]): void {
    for (const accumulator of this.accumulators) {
      accumulator.clear();
      accumulator.addGroup();
    }
    this.current = keys.slice();
  }

  endGroup(): void {
    this.current = null;
  }

  /** Before `row`: false when the work budget is used up, call again. */
  prepare(group: number): boolean {
    for (const accumulator of this.preparing) if (!accumulator.prepare!(group)) return false;
    return true;
  }

  /** The virtual row of a group: keys, results, number of the grouping set. */
  row(group: number, direct: readonly (readonly Datum[])[]): Row {
    const row = this.keys(group);
    for (let i = 0; i < this.accumulators.length; i++) row.push((this.accumulators[i] as Accumulator).result(group, direct[i] ?? NO_DIRECT));
    if (this.mode === 'sets') row.push((this.hash.columns[this.keyCount] as Datum[])[group] as Datum);
    return row;
  }

  /** The keys of a group: what direct arguments of ordered-set aggregates are computed from. */
  keys(group: number): Row {
    const row: Row = [];
    if (this.mode === 'sorted') for (let k = 0; k < this.keyCount; k++) row.push((this.current as Datum[])[k] as Datum);
    else for (let k = 0; k < this.keyCount; k++) row.push((this.hash.columns[k] as Datum[])[group] as Datum);
    return row;
  }

  private newGroup(): void {
    this.groupCount++;
    for (let i = 0; i < this.accumulators.length; i++) (this.accumulators[i] as Accumulator).addGroup();
    if ((this.groupCount & 255) === 0) {
      const { bytes } = this;
      this.state.memory.hold(bytes - this.heldBytes);
      this.heldBytes = bytes;
      if (this.state.memory.isHashPast(bytes) && this.state.services.spill !== undefined) this.isFull = this.spill?.canSplit ?? true;
    }
  }
}

const NO_DIRECT: readonly Datum[] = [];
