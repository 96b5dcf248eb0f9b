/** Window functions by the book: for each row its partition, its order, its frame, every time anew. */
import { walkExpression, type Expr, type FrameBound, type Query, type WindowClause } from '../../analyze/index.js';
import type { Oid } from '../../base/index.js';
import { notSupported, raise } from '../../errors/index.js';
import type { Datum } from '../../types/index.js';
import type { Evaluator } from './evaluate.js';
import { Grouping, sameValue } from './grouping.js';
import { enter, type RowContext, type Scope, type Work } from './scope.js';

type WindowFunc = Extract<Expr, { kind: 'window' }>;

interface Member {
  readonly context: RowContext;
  readonly order: Datum[];
  /** Peer group, from 0. */
  peer: number;
}

/** A member of a partition, its place in the list of results, and the map of its values. */
const MEMBER_BYTES = 400;

export class Windows {
  private readonly grouping: Grouping;
  constructor(private readonly evaluator: Evaluator) {
    this.grouping = new Grouping(evaluator);
  }

  /** Adds the values of all window functions to the rows' contexts. */
  *compute(scope: Scope, rows: readonly RowContext[]): Work<void> {
    const query = scope.query as Query;
    const nodes: WindowFunc[] = [];
    for (const target of query.targets) walkExpression(target.expr, (e, level) => e.kind === 'window' && level === 0 && nodes.push(e));
    const results = rows.map(row => new Map(row.values));
    const positions = new Map(rows.map((row, i) => [row, i]));
    for (const node of nodes) {
      const window = query.windows[node.window];
      for (const partition of yield* this.partitions(window, scope, rows)) {
        for (let i = 0; i < partition.length; i++) {
          const value = yield* this.value(node, window, partition, i, scope);
          results[positions.get(partition[i].context) as number].set(node, value);
          if (--this.evaluator.state.budget < 0) yield null;
        }
      }
    }
    rows.forEach((row, i) => (row.values = results[i]));
  }

  private *partitions(window: WindowClause, scope: Scope, rows: readonly RowContext[]): Work<Member[][]> {
    const { evaluator } = this;
    const found: { readonly keys: Datum[]; readonly members: Member[] }[] = [];
    const ops = window.partitionBy.map(k => evaluator.binder.typeOps(k.expr.type));
    for (const context of rows) {
      enter(scope, context);
      const keys: Datum[] = [];
      for (const key of window.partitionBy) keys.push(yield* evaluator.evaluate(key.expr, scope));
      const order: Datum[] = [];
      for (const key of window.orderBy) order.push(yield* evaluator.evaluate(key.expr, scope));
      scope.keepRow(evaluator.state, order);
      scope.keep(evaluator.state, MEMBER_BYTES);
      const member = { context, order, peer: 0 };
      const known = found.find(p => p.keys.every((v, i) => sameValue(v, keys[i], ops[i])));
      if (known === undefined) found.push({ keys, members: [member] });
      else known.members.push(member);
    }
    return found.map(({ members }) => {
      members.sort((a, b) => this.grouping.compareKeys(window.orderBy, a.order, b.order));
      for (let i = 1; i < members.length; i++) {
        const same = this.grouping.compareKeys(window.orderBy, members[i - 1].order, members[i].order) === 0;
        members[i].peer = members[i - 1].peer + (same ? 0 : 1);
      }
      return members;
    });
  }

  private *value(node: WindowFunc, window: WindowClause, partition: Member[], at: number, scope: Scope): Work<Datum> {
    const { evaluator } = this;
    const arg = function* (n: number, row: number): Work<Datum> {
      enter(scope, partition[row].context);
      return yield* evaluator.evaluate(node.args[n], scope);
    };
    const count = partition.length;
    const first = partition.findIndex(m => m.peer === partition[at].peer);
    const peers = partition.filter(m => m.peer === partition[at].peer).length;
    if (node.isAggregate) return yield* this.overFrame(node, yield* this.frame(window, partition, at, scope), partition, scope);
    switch (evaluator.descriptor(node.functionId).name) {
      case 'row_number':
        return at + 1;
      case 'rank':
        return first + 1;
      case 'dense_rank':
        return partition[at].peer + 1;
      case 'percent_rank':
        return count === 1 ? 0 : first / (count - 1);
      case 'cume_dist':
        return (first + peers) / count;
      case 'ntile': {
        const buckets = (yield* arg(0, 0)) as number | null;
        if (buckets === null) return null;
        if (buckets <= 0) raise('invalid_argument_for_ntile_function', 'argument of ntile must be greater than zero');
        // The first `count % buckets` buckets have one row more.
        let bucket = 1;
        let last = 0;
        for (;;) {
          last += Math.floor(count / buckets) + (bucket <= count % buckets ? 1 : 0);
          if (at < last) return bucket;
          bucket++;
        }
      }
      case 'lag':
      case 'lead': {
        const offset = node.args.length > 1 ? ((yield* arg(1, at)) as number | null) : 1;
        if (offset === null) return null;
        const target = evaluator.descriptor(node.functionId).name === 'lag' ? at - offset : at + offset;
        if (target >= 0 && target < count) return yield* arg(0, target);
        return node.args.length > 2 ? yield* arg(2, at) : null;
      }
      case 'first_value': {
        const frame = yield* this.frame(window, partition, at, scope);
        return frame.length === 0 ? null : yield* arg(0, frame[0]);
      }
      case 'last_value': {
        const frame = yield* this.frame(window, partition, at, scope);
        return frame.length === 0 ? null : yield* arg(0, frame[frame.length - 1]);
      }
      case 'nth_value': {
        const n = (yield* arg(1, at)) as number | null;
        if (n === null) return null;
        if (n <= 0) raise('invalid_argument_for_nth_value_function', 'argument of nth_value must be greater than zero');
        const frame = yield* this.frame(window, partition, at, scope);
        return n > frame.length ? null : yield* arg(0, frame[n - 1]);
      }
      default:
        throw notSupported(`window function ${evaluator.descriptor(node.functionId).name}`);
    }
  }

  private *overFrame(node: WindowFunc, frame: readonly number[], partition: Member[], scope: Scope): Work<Datum> {
    const { evaluator } = this;
    const impl = evaluator.binder.aggregateImpl(evaluator.descriptor(node.functionId), node.inputCollation);
    const context = evaluator.state.callContext(
      node,
      node.args.map(a => a.type),
      node.type,
    );
    let result = impl.init(context);
    for (const row of frame) {
      enter(scope, partition[row].context);
      if (--evaluator.state.budget < 0) yield null;
      if (!(yield* evaluator.isTrue(node.filter, scope))) continue;
      const args = yield* evaluator.all(node.args, scope);
      if (impl.skipNulls && args.includes(null)) continue;
      result = impl.transition(result, ...args, context);
    }
    return impl.final(result, context);
  }

  /** Positions of the rows in the frame of row `at`. */
  private *frame(window: WindowClause, partition: Member[], at: number, scope: Scope): Work<number[]> {
    const frame: number[] = [];
    for (let i = 0; i < partition.length; i++) {
      if (!(yield* this.isInside(window, window.start, true, partition, at, i, scope))) continue;
      if (!(yield* this.isInside(window, window.end, false, partition, at, i, scope))) continue;
      const isPeer = partition[i].peer === partition[at].peer;
      if (window.exclude === 'current-row' && i === at) continue;
      if (window.exclude === 'group' && isPeer) continue;
      if (window.exclude === 'ties' && isPeer && i !== at) continue;
      frame.push(i);
    }
    return frame;
  }

  /** Is row `i` on the right side of one bound of the frame of row `at`? */
  private *isInside(window: WindowClause, bound: FrameBound, isStart: boolean, partition: Member[], at: number, i: number, scope: Scope): Work<boolean> {
    const onSide = (difference: number): boolean => (isStart ? difference >= 0 : difference <= 0);
    switch (bound.kind) {
      case 'unbounded-preceding':
        return isStart;
      case 'unbounded-following':
        return !isStart;
      case 'current-row':
        return onSide(window.mode === 'rows' ? i - at : partition[i].peer - partition[at].peer);
      case 'preceding':
      case 'following': {
        const offset = yield* this.evaluator.evaluate(bound.offset, scope);
        const which = isStart ? 'starting' : 'ending';
        if (offset === null) raise('null_value_not_allowed', `frame ${which} offset must not be null`);
        if (window.mode === 'range') return yield* this.isInRange(window, bound.kind === 'preceding', isStart, offset, partition[at], partition[i]);
        if ((offset as number) < 0) raise('invalid_preceding_or_following_size', `frame ${which} offset must not be negative`);
        const signed = bound.kind === 'preceding' ? -Number(offset) : Number(offset);
        return onSide(window.mode === 'rows' ? i - (at + signed) : partition[i].peer - (partition[at].peer + signed));
      }
    }
  }

  private *isInRange(window: WindowClause, isPreceding: boolean, isStart: boolean, offset: Datum, current: Member, other: Member): Work<boolean> {
    const base = current.order[0];
    const value = other.order[0];
    const { isDescending, nullsFirst } = window.orderBy[0];
    // NULLs are peers of NULLs, and stand before or after everything else.
    if (base === null || value === null) {
      if (base === value) return true;
      const isBefore = (value === null) === nullsFirst;
      return isStart ? !isBefore : isBefore;
    }
    const functionId: Oid = window.inRangeFunctions[isStart ? 0 : 1];
    const subtract = isPreceding !== isDescending;
    // in_range(value, base, offset, subtract, less): value <= edge if less, else value >= edge.
    const less = isStart === isDescending;
    const args = window.orderBy.slice(0, 1).map(k => k.expr);
    return this.evaluator.apply(window, functionId, [value, base, offset, subtract, less], [args[0], args[0]]) === true;
  }
}
