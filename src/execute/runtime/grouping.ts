/**
 * Groups of an Aggregate node: which group (or groups, with grouping sets) a row belongs to, and the output rows. The engine evaluates
 * keys, filters and arguments and feeds the accumulators.
 *
 * Strategies: plain = one group that exists from the start; hashed = all groups at once, output in order of first appearance;
 * sorted = one group at a time. Grouping sets are always hashed, each with its own number among the keys.
 */
import type { Aggregate } from '../../plan/index.js';
import { builtinType, typeOids, type Datum, type TypeOps } from '../../types/index.js';
import { makeAccumulator, type Accumulator } from './accumulator.js';
import type { ExecutionState } from './execution-state.js';
import { GroupHash } from './group-hash.js';
import { groupEquality } from './key-equality.js';
import type { Row } from './row.js';

export type GroupingMode = 'plain' | 'hashed' | 'sorted' | 'sets';

export class Grouping {
  readonly mode: GroupingMode;
  readonly accumulators: readonly Accumulator[];
  private readonly hash: GroupHash;
  private readonly keyCount: number;
  private readonly sets: readonly (readonly number[])[];
  private readonly isInSet: readonly (readonly boolean[])[];
  private readonly equal: readonly ((a: Datum, b: Datum) => boolean)[];
  private current: Datum[] | null = null;
  private readonly setGroups: number[] = [];
  private heldBytes = 0;
  private groupCount = 0;

  constructor(
    node: Aggregate,
    private readonly state: ExecutionState,
  ) {
    this.keyCount = node.keys.length;
    this.sets = node.groupingSets ?? [];
    this.mode = node.groupingSets !== null ? 'sets' : node.keys.length === 0 ? 'plain' : node.strategy === 'sorted' ? 'sorted' : 'hashed';
    this.accumulators = node.calls.map(call => makeAccumulator(call, state));
    const ops = node.keys.map(k => k.ops);
    this.hash = new GroupHash(this.mode === 'sets' ? [...ops, builtinType(typeOids.INT4) as TypeOps] : ops);
    this.equal = ops.map(groupEquality);
    this.isInSet = this.sets.map(set => ops.map((_, key) => set.includes(key)));
    this.reset();
  }

  reset(): void {
    this.hash.clear();
    this.state.memory.release(this.heldBytes);
    this.heldBytes = 0;
    this.groupCount = 0;
    this.current = null;
    for (const accumulator of this.accumulators) accumulator.clear();
    if (this.mode === 'plain') this.newGroup();
    // A grouping set without keys has a group even over no rows at all.
    if (this.mode === 'sets') this.sets.forEach((set, number) => set.length === 0 && this.setGroup(new Array<Datum>(this.keyCount).fill(null), number));
  }

  /** Groups so far. */
  get count(): number {
    return this.groupCount;
  }

  /** Group of a row (hashed mode). The key array may be reused. */
  groupOf(keys: readonly Datum[]): number {
    const group = this.hash.findOrAdd(keys);
    if (group === this.groupCount) this.newGroup();
    return group;
  }

  groupOf1(key: Datum): number {
    const group = this.hash.findOrAdd1(key);
    if (group === this.groupCount) this.newGroup();
    return group;
  }

  /** The row's group in each grouping set. */
  groupsOf(keys: readonly Datum[]): readonly number[] {
    for (let set = 0; set < this.sets.length; set++) {
      const isIn = this.isInSet[set] as readonly boolean[];
      const masked: Datum[] = [];
      for (let k = 0; k < keys.length; k++) masked.push(isIn[k] === true ? (keys[k] as Datum) : null);
      this.setGroups[set] = this.setGroup(masked, set);
    }
    return this.setGroups;
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

  /** The virtual row of a group: keys, results, number of the grouping set. */
  row(group: number, direct: readonly (readonly Datum[])[]): Row {
    const row: Row = [];
    if (this.mode === 'sorted') for (let k = 0; k < this.keyCount; k++) row.push((this.current as Datum[])[k] as Datum);
    else for (let k = 0; k < this.keyCount; k++) row.push((this.hash.columns[k] as Datum[])[group] as Datum);
    for (let i = 0; i < this.accumulators.length; i++) row.push((this.accumulators[i] as Accumulator).result(group, direct[i] ?? NO_DIRECT));
    if (this.mode === 'sets') row.push((this.hash.columns[this.keyCount] as Datum[])[group] as Datum);
    return row;
  }

  private setGroup(maskedKeys: Datum[], set: number): number {
    maskedKeys.push(set);
    const group = this.hash.findOrAdd(maskedKeys);
    if (group === this.groupCount) this.newGroup();
    return group;
  }

  private newGroup(): void {
    this.groupCount++;
    for (let i = 0; i < this.accumulators.length; i++) (this.accumulators[i] as Accumulator).addGroup();
    if ((this.groupCount & 255) === 0) {
      const bytes = this.hash.bytes + this.groupCount * 64 * (1 + this.accumulators.length);
      this.state.memory.hold(bytes - this.heldBytes);
      this.heldBytes = bytes;
    }
  }
}

const NO_DIRECT: readonly Datum[] = [];
