/**
 * A query, clause by clause in the order of its meaning (PostgreSQL chapter "SELECT"): WITH, FROM, WHERE, GROUP BY and aggregates, HAVING, windows,
 * the select list, DISTINCT, set operations, ORDER BY, LIMIT. Lists where lists are simplest.
 */
import {
  findPathway,
  IMPLICIT,
  visitChildren,
  type Expr,
  type FuncExpr,
  type Query,
  type SetOperationTree,
  type SortGroupClause,
} from '../../analyze/index.js';
import { assert, type Oid } from '../../base/index.js';
import { PgError } from '../../errors/index.js';
import type { Datum } from '../../types/index.js';
import type { ExecutionState } from '../runtime/execution-state.js';
import { Evaluator, setCallsOf } from './evaluate.js';
import { FromClause } from './from.js';
import { Grouping, sameValue, targetOf } from './grouping.js';
import { contextOf, enter, newCte, Scope, type CteRows, type RowContext, type Rows, type Work } from './scope.js';
import { Windows } from './windows.js';

/** A row's context in a list, besides the rows that it shares with their lists. */
const CONTEXT_BYTES = 200;

export class Interpreter {
  private readonly evaluator: Evaluator;
  private readonly from: FromClause;
  private readonly grouping: Grouping;
  private readonly windows: Windows;

  constructor(private readonly state: ExecutionState) {
    const run = (query: Query, outer: Scope | null): Rows => this.rows(query, outer);
    this.evaluator = new Evaluator(state, run);
    this.from = new FromClause(this.evaluator, run, cte => this.cteRows(cte));
    this.grouping = new Grouping(this.evaluator);
    this.windows = new Windows(this.evaluator);
  }

  /** The visible columns of the query's rows, in order. */
  *rows(query: Query, outer: Scope | null): Rows {
    const scope = new Scope(query, outer);
    try {
      yield* this.rowsOf(query, scope);
    } finally {
      scope.leave(this.state);
    }
  }

  private *rowsOf(query: Query, scope: Scope): Rows {
    for (const cte of query.ctes) scope.ctes.set(cte.name, newCte(cte, scope));
    const visible = query.targets.flatMap((t, i) => (t.isJunk ? [] : [i]));
    const { limit, offset } = yield* this.limits(query, scope);
    const needsAll = query.orderBy.length > 0 || query.distinct.length > 0 || query.withTies;
    let position = 0;
    if (!needsAll) {
      if (limit === 0) return;
      for (const row of this.targetRows(query, scope)) {
        if (row === null) {
          yield null;
          continue;
        }
        if (position++ < offset) continue;
        yield visible.map(i => row[i]);
        if (position - offset >= limit) return;
      }
      return;
    }
    let all: (readonly Datum[])[] = [];
    for (const row of this.targetRows(query, scope)) {
      if (row === null) {
        yield null;
        continue;
      }
      scope.keepRow(this.state, row);
      all.push(row);
    }
    if (query.distinct.length > 0 && !query.hasDistinctOn) all = this.withoutDuplicates(all, query, query.distinct);
    if (query.orderBy.length > 0) all.sort((a, b) => this.compare(query, query.orderBy, a, b));
    if (query.hasDistinctOn) all = this.withoutDuplicates(all, query, query.distinct);
    let end = offset + limit;
    if (query.withTies && end < all.length && limit > 0) {
      while (end < all.length && this.compare(query, query.orderBy, all[end - 1], all[end]) === 0) end++;
    }
    for (const row of all.slice(offset, end)) yield visible.map(i => row[i]);
  }

  private *limits(query: Query, scope: Scope): Work<{ limit: number; offset: number }> {
    const skip = query.offset === null ? null : yield* this.evaluator.evaluate(query.offset, scope);
    if (skip !== null && (skip as number) < 0) throw new PgError('invalid_row_count_in_result_offset_clause', 'OFFSET must not be negative');
    const count = query.limit === null ? null : yield* this.evaluator.evaluate(query.limit, scope);
    if (count !== null && (count as number) < 0) throw new PgError('invalid_row_count_in_limit_clause', 'LIMIT must not be negative');
    return { limit: count === null ? Infinity : Number(count), offset: skip === null ? 0 : Number(skip) };
  }

  /** Values of all targets, hidden ones included. */
  private *targetRows(query: Query, scope: Scope): Rows {
    if (query.setOperation !== null) {
      yield* this.setOperationRows(query, query.setOperation, scope);
      return;
    }
    const isGrouped = query.hasAggregates || query.groupBy.length > 0 || query.groupingSets.length > 0 || query.having !== null;
    if (!isGrouped && !query.hasWindows) {
      for (const step of this.filtered(query, scope)) {
        if (step === null) yield null;
        else yield* this.project(query, scope);
      }
      return;
    }
    let contexts: RowContext[] = [];
    for (const step of this.filtered(query, scope)) {
      if (step === null) {
        yield null;
        continue;
      }
      scope.keep(this.state, CONTEXT_BYTES + 8 * scope.rows.length);
      contexts.push(contextOf(scope));
    }
    if (isGrouped) {
      const groups = yield* this.grouping.group(scope, contexts);
      contexts = [];
      for (const group of groups) {
        enter(scope, group);
        if (yield* this.evaluator.isTrue(query.having, scope)) contexts.push(group);
      }
    }
    if (query.hasWindows) yield* this.windows.compute(scope, contexts);
    for (const context of contexts) {
      enter(scope, context);
      yield* this.project(query, scope);
    }
  }

  private *filtered(query: Query, scope: Scope): Generator<true | null, void, void> {
    for (const step of this.from.combinations(scope)) {
      if (step === null) yield null;
      else if (yield* this.evaluator.isTrue(query.from.where, scope)) yield true;
      if (--this.state.budget < 0) yield null;
    }
  }

  /** The select list for the scope's row; several rows when it has set-returning calls. */
  private *project(query: Query, scope: Scope): Rows {
    const exprs = query.targets.map(t => t.expr);
    if (!query.hasTargetSets) {
      yield yield* this.evaluator.all(exprs, scope);
      return;
    }
    const before = scope.values;
    yield* this.expand(
      exprs,
      exprs.flatMap(e => setCallsOf(e, visitChildren)),
      scope,
    );
    scope.values = before;
  }

  /** Innermost calls run first, side by side, the shorter ones padded with NULLs; then those around them. */
  private *expand(exprs: readonly Expr[], calls: readonly FuncExpr[], scope: Scope): Rows {
    if (calls.length === 0) {
      yield yield* this.evaluator.all(exprs, scope);
      return;
    }
    const isReady = (call: FuncExpr): boolean => !call.args.some(a => setCallsOf(a, visitChildren).some(c => calls.includes(c)));
    const now = calls.filter(isReady);
    const later = calls.filter(c => !isReady(c));
    const iterators: Iterator<Datum>[] = [];
    for (const call of now) {
      const descriptor = this.evaluator.descriptor(call.functionId);
      const args = yield* this.evaluator.all(call.args, scope);
      const isEmpty = descriptor.isStrict && args.includes(null);
      const context = this.state.callContext(
        call,
        call.args.map(a => a.type),
        call.type,
      );
      const values: Iterable<Datum> = isEmpty ? [] : this.evaluator.binder.setImpl(descriptor)(...args, context);
      iterators.push(values[Symbol.iterator]());
    }
    const outer = scope.values;
    for (;;) {
      const steps = iterators.map(i => i.next());
      if (steps.every(s => s.done === true)) return;
      const values = new Map(outer);
      now.forEach((call, i) => values.set(call, steps[i].done === true ? null : (steps[i].value as Datum)));
      scope.values = values;
      yield* this.expand(exprs, later, scope);
      if (--this.state.budget < 0) yield null;
    }
  }

  private compare(query: Query, clauses: readonly SortGroupClause[], a: readonly Datum[], b: readonly Datum[]): number {
    const keys = clauses.map(c => ({ expr: targetOf(query, c.ref).expr, isDescending: c.isDescending, nullsFirst: c.nullsFirst }));
    const places = clauses.map(c => query.targets.indexOf(targetOf(query, c.ref)));
    return this.grouping.compareKeys(
      keys,
      places.map(i => a[i]),
      places.map(i => b[i]),
    );
  }

  /** The first row of each set of rows equal on the clauses. */
  private withoutDuplicates(rows: readonly (readonly Datum[])[], query: Query, clauses: readonly SortGroupClause[]): (readonly Datum[])[] {
    const columns = clauses.map(c => {
      const target = targetOf(query, c.ref);
      return { place: query.targets.indexOf(target), ops: this.evaluator.binder.typeOps(target.expr.type), isHashable: c.isHashable };
    });
    return this.distinct(rows, columns);
  }

  private distinct(
    rows: readonly (readonly Datum[])[],
    columns: readonly { readonly place: number; readonly ops: ReturnType<Evaluator['binder']['typeOps']>; readonly isHashable: boolean }[],
  ): (readonly Datum[])[] {
    const seen = new Map<string, (readonly Datum[])[]>();
    return rows.filter(row => {
      const bucket = columns.map(({ place, ops, isHashable }) => (row[place] === null ? 'n' : isHashable ? ops.hash(row[place]) : '')).join(':');
      const others = seen.get(bucket) ?? [];
      if (others.some(o => columns.every(({ place, ops }) => sameValue(o[place], row[place], ops)))) return false;
      seen.set(bucket, [...others, row]);
      return true;
    });
  }

  /** UNION, INTERSECT, EXCEPT by the definition of multisets; the targets then name the columns. */
  private *setOperationRows(query: Query, tree: SetOperationTree, scope: Scope): Rows {
    const rows = yield* this.operand(query, tree, scope);
    const leaf = leftmost(tree);
    for (const row of rows) {
      scope.rows[leaf] = row;
      yield* this.project(query, scope);
    }
  }

  private *operand(query: Query, tree: SetOperationTree, scope: Scope): Work<(readonly Datum[])[]> {
    if (tree.kind === 'leaf') {
      const entry = query.rangeTable[tree.table];
      assert(entry.kind === 'subquery', 'a branch of a set operation is a sub-query');
      const rows: (readonly Datum[])[] = [];
      for (const row of this.rows(entry.query, scope)) {
        if (row === null) {
          yield null;
          continue;
        }
        scope.keepRow(this.state, row);
        rows.push(row);
      }
      return rows;
    }
    const types = tree.columns.map(c => c.type);
    const left = this.converted(yield* this.operand(query, tree.left, scope), columnTypes(query, tree.left), types);
    const right = this.converted(yield* this.operand(query, tree.right, scope), columnTypes(query, tree.right), types);
    const columns = tree.columns.map((c, place) => ({ place, ops: this.evaluator.binder.typeOps(c.type), isHashable: false }));
    const same = (a: readonly Datum[], b: readonly Datum[]): boolean => columns.every(({ place, ops }) => sameValue(a[place], b[place], ops));
    if (tree.op === 'union') return tree.all ? [...left, ...right] : this.distinct([...left, ...right], columns);
    const others = [...right];
    const out: (readonly Datum[])[] = [];
    for (const row of tree.all ? left : this.distinct(left, columns)) {
      if (--this.state.budget < 0) yield null;
      const partner = others.findIndex(o => same(o, row));
      if (partner >= 0 && tree.all) others.splice(partner, 1);
      if (partner >= 0 === (tree.op === 'intersect')) out.push(row);
    }
    return out;
  }

  /** Rows of a branch with its columns implicitly cast to the set operation's types. */
  private converted(rows: (readonly Datum[])[], from: readonly Oid[], to: readonly Oid[]): (readonly Datum[])[] {
    const { binder } = this.evaluator;
    const pathways = from.map((type, i) => (type === to[i] ? undefined : findPathway(binder.catalog, to[i], type, IMPLICIT)));
    if (!pathways.some(p => p?.method === 'function')) return rows;
    return rows.map(row => row.map((v, i) => (pathways[i]?.method === 'function' ? this.evaluator.applyTo(pathways[i].functionId, v, from[i], to[i]) : v)));
  }

  /** Rows of a WITH query for one reader. */
  private *cteRows(cte: CteRows): Rows {
    for (let at = 0; ; at++) {
      while (at >= cte.rows.length) {
        cte.producer ??= this.produce(cte);
        const next = cte.producer.next();
        if (next.done === true) return;
        if (next.value === null) {
          yield null;
          continue;
        }
        cte.scope.keepRow(this.state, next.value);
        cte.rows.push(next.value);
      }
      yield cte.rows[at];
    }
  }

  /** A recursive query goes round until a round adds nothing. */
  private *produce(cte: CteRows): Rows {
    const { query } = cte;
    if (query.setOperation === null || !cte.isRecursive) {
      yield* this.rows(query, cte.scope);
      return;
    }
    const tree = query.setOperation;
    assert(tree.kind === 'operation' && tree.op === 'union', 'a recursive query is a union');
    const scope = new Scope(query, cte.scope);
    for (const inner of query.ctes) scope.ctes.set(inner.name, newCte(inner, scope));
    const columns = tree.columns.map((c, place) => ({ place, ops: this.evaluator.binder.typeOps(c.type), isHashable: false }));
    const all: (readonly Datum[])[] = [];
    let round = yield* this.operand(query, tree.left, scope);
    if (!tree.all) round = this.distinct(round, columns);
    while (round.length > 0) {
      for (const row of round) all.push(row);
      yield* round;
      cte.working = round;
      scope.kept.clear();
      const next = yield* this.operand(query, tree.right, scope);
      round = tree.all ? next : this.distinct([...all, ...next], columns).slice(all.length);
      if (--this.state.budget < 0) yield null;
    }
  }
}

function leftmost(tree: SetOperationTree): number {
  return tree.kind === 'leaf' ? tree.table : leftmost(tree.left);
}

function columnTypes(query: Query, tree: SetOperationTree): Oid[] {
  return (tree.kind === 'leaf' ? query.rangeTable[tree.table].columns : tree.columns).map(c => c.type);
}
