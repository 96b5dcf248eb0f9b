/** GROUP BY and aggregates: rows gathered into lists, each aggregate run over its list from scratch. */
import { walkExpression, type Expr, type GroupingSet, type Query, type SortGroupClause, type SortKey, type TargetEntry } from '../../analyze/index.js';
import type { Datum } from '../../types/index.js';
import type { Evaluator } from './evaluate.js';
import { enter, Scope, type RowContext, type Work } from './scope.js';

export type Aggref = Extract<Expr, { kind: 'agg' }>;

/** Sort expressions of a key list with the comparison of their types. */
export interface OrderKey {
  readonly expr: Expr;
  readonly isDescending: boolean;
  readonly nullsFirst: boolean;
}

export class Grouping {
  constructor(private readonly evaluator: Evaluator) {}

  /** One context per group of the rows, with the aggregates' values; all grouping sets one after the other. */
  *group(scope: Scope, rows: readonly RowContext[]): Work<RowContext[]> {
    const query = scope.query as Query;
    const aggregates = aggregatesOf(query);
    const clauses = query.groupBy;
    const sets = groupingSetsOf(query);
    const groups: RowContext[] = [];
    for (const set of sets) {
      const members = new Set(set);
      const found: { readonly keys: Datum[]; readonly rows: RowContext[] }[] = [];
      if (members.size === 0) found.push({ keys: clauses.map(() => null), rows: [] });
      const index = new Map<string, number[]>();
      for (const row of rows) {
        enter(scope, row);
        const keys: Datum[] = [];
        for (const clause of clauses) keys.push(members.has(clause.ref) ? yield* this.evaluator.evaluate(targetOf(query, clause.ref).expr, scope) : null);
        const bucket = this.bucketOf(keys, clauses, query);
        const candidates = index.get(bucket) ?? [];
        const known = members.size === 0 ? 0 : candidates.find(g => this.sameKeys(found[g].keys, keys, query));
        if (known !== undefined) found[known].rows.push(row);
        else {
          index.set(bucket, [...candidates, found.length]);
          found.push({ keys, rows: [row] });
        }
        if (--this.evaluator.state.budget < 0) yield null;
      }
      for (const { keys, rows: own } of found) groups.push(yield* this.groupContext(scope, members, keys, own, aggregates));
    }
    return groups;
  }

  private *groupContext(
    scope: Scope,
    members: ReadonlySet<number>,
    keyValues: readonly Datum[],
    rows: readonly RowContext[],
    aggregates: readonly { readonly node: Aggref; readonly depth: number }[],
  ): Work<RowContext> {
    const query = scope.query as Query;
    const keys = query.groupBy.map((clause, i) => ({ expr: targetOf(query, clause.ref).expr, value: keyValues[i] }));
    const values = new Map<Expr, Datum>();
    for (const { node, depth } of aggregates) values.set(node, yield* this.aggregate(node, depth, scope, rows, keys));
    return { rows: rows[0]?.rows ?? [], values, keys, groupedRefs: members };
  }

  private *aggregate(node: Aggref, depth: number, scope: Scope, rows: readonly RowContext[], keys: RowContext['keys']): Work<Datum> {
    const { evaluator } = this;
    const { state, binder } = evaluator;
    const descriptor = evaluator.descriptor(node.functionId);
    const impl = binder.aggregateImpl(descriptor, node.inputCollation);
    const context = state.callContext(
      node,
      node.args.map(a => a.type),
      node.type,
      node.directArgs.length > 0 && node.orderBy.length > 0 ? (a, b) => this.compareKeys(node.orderBy, a, b) : undefined,
    );
    // An aggregate written inside a sub-select counts its levels from there.
    let inner = scope;
    for (let i = 0; i < depth; i++) inner = new Scope(null, inner);
    const inputs: { readonly args: Datum[]; readonly order: Datum[] }[] = [];
    for (const row of rows) {
      enter(scope, row);
      if (!(yield* evaluator.isTrue(node.filter, inner))) continue;
      const args = yield* evaluator.all(node.args, inner);
      if (impl.skipNulls && args.includes(null)) continue;
      const order: Datum[] = [];
      for (const key of node.orderBy) order.push(yield* evaluator.evaluate(key.expr, inner));
      scope.keepRow(state, args);
      scope.keepRow(state, order);
      inputs.push({ args, order });
      if (--state.budget < 0) yield null;
    }
    const ops = node.args.map(a => binder.typeOps(a.type));
    if (node.orderBy.length > 0) inputs.sort((a, b) => this.compareKeys(node.orderBy, a.order, b.order));
    let taken = inputs;
    if (node.isDistinct) {
      taken = [];
      for (const input of inputs) {
        if (!taken.some(t => t.args.every((v, i) => sameValue(v, input.args[i], ops[i])))) taken.push(input);
      }
      if (node.orderBy.length === 0) {
        const byArgs: SortKey[] = node.args.map(expr => ({ expr, isDescending: false, nullsFirst: false, operatorId: 0 as never }));
        if (ops.every(o => o.comparable)) taken.sort((a, b) => this.compareKeys(byArgs, a.args, b.args));
      }
    }
    let result = impl.init(context);
    for (const { args } of taken) result = impl.transition(result, ...args, context);
    if (node.directArgs.length === 0) return impl.final(result, context);
    const saved = { keys: scope.keys, rows: scope.rows };
    scope.keys = keys;
    scope.rows = (rows[0]?.rows ?? []).slice();
    const direct = yield* evaluator.all(node.directArgs, inner);
    scope.keys = saved.keys;
    scope.rows = saved.rows;
    return (impl.final as (state: unknown, ...rest: unknown[]) => Datum).call(impl, result, context, ...direct);
  }

  /** Order of two lists of key values. */
  compareKeys(keys: readonly OrderKey[], a: readonly Datum[], b: readonly Datum[]): number {
    for (let i = 0; i < keys.length; i++) {
      const { expr, isDescending, nullsFirst } = keys[i];
      const x = a[i];
      const y = b[i];
      if (x === null || y === null) {
        if (x === y) continue;
        return (x === null) === nullsFirst ? -1 : 1;
      }
      const order = this.evaluator.binder.typeOps(expr.type, expr.collation).compare(x, y);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  }

  private bucketOf(keys: readonly Datum[], clauses: readonly SortGroupClause[], query: Query): string {
    return keys
      .map((v, i) => (v === null ? 'n' : clauses[i].isHashable ? this.evaluator.binder.typeOps(targetOf(query, clauses[i].ref).expr.type).hash(v) : ''))
      .join(':');
  }

  private sameKeys(a: readonly Datum[], b: readonly Datum[], query: Query): boolean {
    return query.groupBy.every((clause, i) => sameValue(a[i], b[i], this.evaluator.binder.typeOps(targetOf(query, clause.ref).expr.type)));
  }
}

/** Equality with NULL equal to NULL. */
export function sameValue(a: Datum, b: Datum, ops: { equals(a: Datum, b: Datum): boolean }): boolean {
  return a === null || b === null ? a === b : ops.equals(a, b);
}

export function targetOf(query: Query, ref: number): TargetEntry {
  return query.targets.find(t => t.ref === ref) as TargetEntry;
}

/** The aggregates that this level computes, wherever they are written, with the number of levels down to there. */
function aggregatesOf(query: Query): { readonly node: Aggref; readonly depth: number }[] {
  const found: { node: Aggref; depth: number }[] = [];
  const look = (e: Expr): void =>
    walkExpression(e, (x, depth) => {
      if (x.kind === 'agg' && x.levelsUp === depth) found.push({ node: x, depth });
    });
  for (const target of query.targets) look(target.expr);
  if (query.having !== null) look(query.having);
  for (const window of query.windows) for (const key of [...window.partitionBy, ...window.orderBy]) look(key.expr);
  return found;
}

/** Every grouping set as refs: the one plain set, or the product of ROLLUP, CUBE and GROUPING SETS items. */
export function groupingSetsOf(query: Query): number[][] {
  const plain = query.groupBy.map(c => c.ref);
  if (query.groupingSets.length === 0) return [plain];
  let product: number[][] = [[]];
  for (const item of query.groupingSets) product = product.flatMap(left => expand(item).map(right => [...new Set([...left, ...right])]));
  if (!query.isGroupDistinct) return product;
  const seen = new Set<string>();
  return product.filter(set => {
    const key = [...set].sort((a, b) => a - b).join();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function expand(set: GroupingSet): number[][] {
  switch (set.kind) {
    case 'empty':
      return [[]];
    case 'simple':
      return [[...set.refs]];
    case 'sets':
      return set.sets.flatMap(expand);
    case 'rollup': {
      const parts = set.sets.map(s => expand(s)[0]);
      const out: number[][] = [];
      for (let n = parts.length; n >= 0; n--) out.push(parts.slice(0, n).flat());
      return out;
    }
    case 'cube': {
      const parts = set.sets.map(s => expand(s)[0]);
      const out: number[][] = [];
      for (let bits = (1 << parts.length) - 1; bits >= 0; bits--) out.push(parts.filter((_, i) => (bits & (1 << (parts.length - 1 - i))) !== 0).flat());
      return out;
    }
  }
}
