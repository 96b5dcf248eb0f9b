/**
 * Accumulators: one per aggregate call, holding the states of all groups by group number. Engines evaluate FILTER and arguments; everything
 * else about an aggregate (strictness, DISTINCT, ORDER BY, ordered-set aggregates) is here.
 */
import { assert } from '../../base/index.js';
import type { AggregateImpl, CallContext } from '../../functions/index.js';
import type { AggregateCall, SortColumn } from '../../plan/index.js';
import { builtinType, typeOids, type Datum, type TypeOps } from '../../types/index.js';
import type { ExecutionState } from './execution-state.js';
import { GroupHash } from './group-hash.js';
import type { MemoryBudget } from './memory-budget.js';
import { datumBytes, rowBytes, type Row } from './row.js';
import { compareRowsBy, type RowComparator } from './row-order.js';
import { Sorter } from './sorter.js';

export interface Accumulator {
  /** A new group, numbered next. */
  addGroup(): void;
  add0(group: number): void;
  add1(group: number, value: Datum): void;
  /** Any number of arguments; the array may be reused by the caller. */
  add(group: number, args: readonly Datum[]): void;
  /** Makes the result ready, as far as the work budget goes: false when it is not yet. Absent where there is little to do. */
  prepare?(group: number): boolean;
  /** `direct`: values of the direct arguments of an ordered-set aggregate. */
  result(group: number, direct: readonly Datum[]): Datum;
  /** Forgets all groups. */
  clear(): void;
}

/** Oids of count(*) and count(any). */
const COUNT_STAR = 2803;
const COUNT_ANY = 2147;

export function makeAccumulator(call: AggregateCall, state: ExecutionState): Accumulator {
  if (call.distinct === null && call.orderBy.length === 0) {
    if (call.functionId === COUNT_STAR) return new CountAccumulator(false);
    if (call.functionId === COUNT_ANY) return new CountAccumulator(true);
  }
  const order = call.directArgs.length > 0 && call.orderBy.length > 0 ? compareRowsBy(call.orderBy) : undefined;
  const context = state.callContext(call, call.argumentTypes, call.type, order);
  if (call.distinct !== null || call.orderBy.length > 0) return new CollectingAccumulator(call, context, state);
  if (KEEPS_INPUT.has(call.name)) return new KeepingAccumulator(call.impl, context, state.memory);
  return new StateAccumulator(call.impl, context);
}

/** Aggregates whose states hold all of their input. */
const KEEPS_INPUT: ReadonlySet<string> = new Set([
  'array_agg',
  'string_agg',
  'json_agg',
  'jsonb_agg',
  'json_object_agg',
  'jsonb_object_agg',
  'range_agg',
  'xmlagg',
]);

class CountAccumulator implements Accumulator {
  private readonly counts: number[] = [];
  constructor(private readonly skipsNull: boolean) {}
  addGroup(): void {
    this.counts.push(0);
  }
  add0(group: number): void {
    this.counts[group] = (this.counts[group] as number) + 1;
  }
  add1(group: number, value: Datum): void {
    if (value !== null || !this.skipsNull) this.counts[group] = (this.counts[group] as number) + 1;
  }
  add(group: number, args: readonly Datum[]): void {
    this.add1(group, args.length > 0 ? (args[0] as Datum) : true);
  }
  result(group: number): Datum {
    return this.counts[group] as number;
  }
  clear(): void {
    this.counts.length = 0;
  }
}

class StateAccumulator implements Accumulator {
  private readonly states: unknown[] = [];
  private readonly skipNulls: boolean;
  constructor(
    private readonly impl: AggregateImpl,
    private readonly context: CallContext,
  ) {
    this.skipNulls = impl.skipNulls;
  }
  addGroup(): void {
    this.states.push(this.impl.init(this.context));
  }
  add0(group: number): void {
    this.states[group] = this.impl.transition(this.states[group], this.context);
  }
  add1(group: number, value: Datum): void {
    if (value === null && this.skipNulls) return;
    this.states[group] = this.impl.transition(this.states[group], value, this.context);
  }
  add(group: number, args: readonly Datum[]): void {
    this.states[group] = transitionAll(this.impl, this.states[group], args, this.context);
  }
  result(group: number, direct: readonly Datum[]): Datum {
    return finish(this.impl, this.states[group], this.context, direct);
  }
  clear(): void {
    this.states.length = 0;
  }
}

/** A slot of an array that grows by half: with what is free behind it and the copy while it grows. */
const GROWING_SLOT_BYTES = 20;

/** The same with what the states hold counted, roughly: ended with 53200 before the process is. */
class KeepingAccumulator extends StateAccumulator {
  private bytes = 0;

  constructor(
    impl: AggregateImpl,
    context: CallContext,
    private readonly memory: MemoryBudget,
  ) {
    super(impl, context);
  }

  override add1(group: number, value: Datum): void {
    this.hold(GROWING_SLOT_BYTES + datumBytes(value));
    super.add1(group, value);
  }

  override add(group: number, args: readonly Datum[]): void {
    this.hold(rowBytes(args));
    super.add(group, args);
  }

  private hold(bytes: number): void {
    this.bytes += bytes;
    this.memory.hold(bytes);
  }

  override clear(): void {
    super.clear();
    this.memory.release(this.bytes);
    this.bytes = 0;
  }
}

/** One transition with the arguments in an array; skips NULLs where the aggregate does. */
export function transitionAll(impl: AggregateImpl, state: unknown, args: readonly Datum[], context: CallContext): unknown {
  if (impl.skipNulls) for (let i = 0; i < args.length; i++) if (args[i] === null) return state;
  switch (args.length) {
    case 0:
      return impl.transition(state, context);
    case 1:
      return impl.transition(state, args[0], context);
    case 2:
      return impl.transition(state, args[0], args[1], context);
    default:
      return impl.transition(state, ...args, context);
  }
}

type FinalWithDirect = (state: unknown, context: CallContext, ...direct: readonly Datum[]) => Datum;

export function finish(impl: AggregateImpl, state: unknown, context: CallContext, direct: readonly Datum[]): Datum {
  return direct.length === 0 ? impl.final(state, context) : (impl.final as FinalWithDirect).call(impl, state, context, ...direct);
}

/** Aggregates whose result does not depend on the order of their input: DISTINCT alone needs no sort. */
const ORDER_FREE: ReadonlySet<string> = new Set(['count', 'min', 'max', 'bool_and', 'bool_or', 'every', 'bit_and', 'bit_or', 'bit_xor']);

/** A known key of DISTINCT, besides its values, which the row shares with it: slot, hash, group, and room to grow. */
const SEEN_BYTES = 40;

/** Rows of a group from which on they are sorted in slices, and past the memory limit on disk. */
const LARGE_GROUP_ROWS = 4096;

/** DISTINCT and ORDER BY inside an aggregate: the arguments are kept and run through the aggregate, sorted, at the end. */
class CollectingAccumulator implements Accumulator {
  private groups: (Row[] | Sorter)[] = [];
  /** A large group whose rows are being run through the aggregate. */
  private prepared: { readonly group: number; readonly sorter: Sorter; state: unknown; isReady: boolean } | null = null;
  private seen: GroupHash | null;
  private bytes = 0;
  private readonly argumentCount: number;
  private readonly order: readonly SortColumn[];
  private readonly compare: RowComparator | null;

  constructor(
    private readonly call: AggregateCall,
    private readonly context: CallContext,
    private readonly state: ExecutionState,
  ) {
    this.argumentCount = call.args.length;
    this.seen = call.distinct === null ? null : new GroupHash([builtinType(typeOids.INT4) as TypeOps, ...call.distinct]);
    this.order = call.distinct === null ? call.orderBy : distinctOrder(call.orderBy, call.distinct, ORDER_FREE.has(call.name));
    this.compare = this.order.length > 0 ? compareRowsBy(this.order) : null;
  }

  addGroup(): void {
    this.groups.push([]);
  }
  add0(group: number): void {
    this.add(group, []);
  }
  add1(group: number, value: Datum): void {
    this.add(group, [value]);
  }
  add(group: number, args: readonly Datum[]): void {
    if (this.call.impl.skipNulls) for (let i = 0; i < this.argumentCount; i++) if (args[i] === null) return;
    if (this.seen !== null) {
      const known = this.seen.count;
      if (this.seen.findOrAdd([group, ...args.slice(0, this.argumentCount)]) < known) return;
      this.hold(SEEN_BYTES + 8 * args.length);
    }
    const row = args.slice();
    const rows = this.groups[group];
    if (rows instanceof Sorter) {
      rows.add(row);
      return;
    }
    this.hold(rowBytes(row));
    rows.push(row);
    if (rows.length === LARGE_GROUP_ROWS && this.compare !== null) this.groups[group] = this.sorterOf(rows, this.compare);
  }
  private sorterOf(rows: readonly Row[], compare: RowComparator): Sorter {
    const sorter = new Sorter(compare, this.state);
    for (const row of rows) {
      this.hold(-rowBytes(row));
      sorter.add(row);
    }
    return sorter;
  }
  private hold(bytes: number): void {
    this.bytes += bytes;
    this.state.memory.hold(bytes);
  }
  prepare(group: number): boolean {
    const rows = this.groups[group];
    if (!(rows instanceof Sorter)) return true;
    const { impl } = this.call;
    let { prepared } = this;
    if (prepared?.group !== group) {
      rows.finish();
      prepared = this.prepared = { group, sorter: rows, state: impl.init(this.context), isReady: false };
    }
    const n = this.argumentCount;
    while (!prepared.isReady) {
      if (--this.state.budget < 0) return false;
      const row = rows.next();
      if (row === undefined) prepared.isReady = true;
      else prepared.state = transitionAll(impl, prepared.state, row.length === n ? row : row.slice(0, n), this.context);
    }
    return true;
  }
  result(group: number, direct: readonly Datum[]): Datum {
    const rows = this.groups[group];
    const impl = this.call.impl;
    if (rows instanceof Sorter) {
      const { prepared } = this;
      assert(prepared?.group === group && prepared.isReady, 'a large group is prepared before its result is asked for');
      this.prepared = null;
      return finish(impl, prepared.state, this.context, direct);
    }
    if (this.compare !== null) rows.sort(this.compare);
    let state = impl.init(this.context);
    const n = this.argumentCount;
    for (const row of rows) state = transitionAll(impl, state, row.length === n ? row : row.slice(0, n), this.context);
    return finish(impl, state, this.context, direct);
  }
  clear(): void {
    for (const rows of this.groups) if (rows instanceof Sorter) rows.clear();
    this.prepared = null;
    this.groups = [];
    this.seen?.clear();
    this.state.memory.release(this.bytes);
    this.bytes = 0;
  }
}

function distinctOrder(orderBy: readonly SortColumn[], distinct: readonly TypeOps[], isOrderFree: boolean): readonly SortColumn[] {
  if (isOrderFree && orderBy.length === 0) return [];
  const rest = distinct
    .map((ops, index): SortColumn => ({ index, ops, isDescending: false, nullsFirst: false }))
    .filter(c => c.ops.comparable && !orderBy.some(o => o.index === c.index));
  return [...orderBy, ...rest];
}
