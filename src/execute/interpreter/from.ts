/** FROM: the rows of each range-table entry, and joins as nested loops. Every combination is left in `scope.rows`. */
import { walkExpression, type Expr, type JoinTree, type Query, type RangeTableEntry } from '../../analyze/index.js';
import { assert } from '../../base/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import type { Datum, RecordValue } from '../../types/index.js';
import { Sample, sampleSeed } from '../runtime/sample.js';
import type { Evaluator } from './evaluate.js';
import type { CteRows, EntryRow, Rows, Scope } from './scope.js';

/** Yields true for each combination, null where the work may be interrupted. */
export type Combinations = Generator<true | null, void, void>;

export class FromClause {
  constructor(
    private readonly evaluator: Evaluator,
    private readonly runQuery: (query: Query, outer: Scope) => Rows,
    private readonly cteRows: (cte: CteRows) => Rows,
  ) {}

  /** The cross product of the FROM items from number `at` on. */
  *combinations(scope: Scope, at = 0): Combinations {
    const items = (scope.query as Query).from.items;
    if (at === items.length) {
      yield true;
      return;
    }
    for (const step of this.item(items[at], scope)) {
      if (step === null) yield null;
      else yield* this.combinations(scope, at + 1);
    }
  }

  private *item(tree: JoinTree, scope: Scope): Combinations {
    if (tree.kind === 'table') {
      for (const row of this.entryRows(tree.table, scope)) {
        const { state } = this.evaluator;
        if (--state.budget < 0) yield null;
        if (row === null) {
          yield null;
          continue;
        }
        scope.rows[tree.table] = row;
        yield true;
      }
      return;
    }
    const { joinType } = tree;
    const rightTables = tablesOf(tree.right);
    const leftTables = tablesOf(tree.left);
    const keepsLeft = joinType === 'left' || joinType === 'full';
    const keepsRight = joinType === 'right' || joinType === 'full';
    // RIGHT and FULL remember which right rows found a partner, by position.
    const matchedRight: boolean[] = [];
    for (const left of this.item(tree.left, scope)) {
      if (left === null) {
        yield null;
        continue;
      }
      const saved = leftTables.map(t => scope.rows[t]);
      let isMatched = false;
      let position = 0;
      for (const right of this.item(tree.right, scope)) {
        if (right === null) {
          yield null;
          continue;
        }
        leftTables.forEach((t, i) => (scope.rows[t] = saved[i]));
        const here = position++;
        if (!(yield* this.evaluator.isTrue(tree.condition, scope))) continue;
        isMatched = true;
        matchedRight[here] = true;
        yield true;
      }
      leftTables.forEach((t, i) => (scope.rows[t] = saved[i]));
      if (isMatched || !keepsLeft) continue;
      for (const t of rightTables) scope.rows[t] = null;
      yield true;
    }
    if (!keepsRight) return;
    let position = 0;
    for (const right of this.item(tree.right, scope)) {
      if (right === null) {
        yield null;
        continue;
      }
      if (matchedRight[position++]) continue;
      for (const t of leftTables) scope.rows[t] = null;
      yield true;
    }
  }

  private *entryRows(index: number, scope: Scope): Generator<EntryRow, void, void> {
    const entry = (scope.query as Query).rangeTable[index];
    // What does not look at other entries of the level is computed once.
    const kept = scope.kept.get(entry) as readonly (readonly Datum[])[] | undefined;
    if (kept !== undefined) {
      yield* kept;
      return;
    }
    const rows: (readonly Datum[])[] = [];
    const isFixed = this.isFixed(entry);
    for (const row of this.freshRows(entry, index, scope)) {
      if (row !== null && isFixed) {
        scope.keepRow(this.evaluator.state, row);
        rows.push(row);
      }
      yield row;
    }
    if (isFixed) scope.kept.set(entry, rows);
  }

  private isFixed(entry: RangeTableEntry): boolean {
    switch (entry.kind) {
      case 'subquery':
        return !entry.isLateral;
      case 'function':
        return !entry.functions.some(f => readsLevel(f.expr));
      case 'values':
        return !entry.rows.some(row => row.some(readsLevel));
      case 'cte':
        // The WITH query keeps its own rows.
        return false;
      default:
        return true;
    }
  }

  private *freshRows(entry: RangeTableEntry, index: number, scope: Scope): Generator<EntryRow, void, void> {
    switch (entry.kind) {
      case 'relation':
        yield* this.tableRows(entry, scope);
        return;
      case 'subquery':
        yield* this.runQuery(entry.query, scope);
        return;
      case 'values':
        for (const row of entry.rows) yield yield* this.evaluator.all(row, scope);
        return;
      case 'function':
        yield* this.functionRows(entry, scope);
        return;
      case 'cte': {
        const cte = scope.up(entry.levelsUp).ctes.get(entry.cteName);
        assert(cte !== undefined, `WITH query ${entry.cteName} is not known here`);
        if (entry.isSelfReference) yield* cte.working;
        else yield* this.cteRows(cte);
        return;
      }
      case 'join':
      case 'excluded':
        throw new Error(`range-table entry ${index} has no rows of its own`);
    }
  }

  private *tableRows(entry: RangeTableEntry & { kind: 'relation' }, scope: Scope): Generator<EntryRow, void, void> {
    const { relation } = entry;
    const { state } = this.evaluator;
    if (relation.isVirtual) {
      yield* state.services.virtualRows(relation);
      return;
    }
    let sample: Sample | null = null;
    if (entry.sample !== null) {
      const percent = yield* this.evaluator.evaluate(entry.sample.percent, scope);
      const seed = entry.sample.seed === null ? undefined : yield* this.evaluator.evaluate(entry.sample.seed, scope);
      sample = new Sample(
        percent,
        sampleSeed(seed, () => state.context.session.random()),
      );
    }
    yield* this.storedRows(relation, sample, entry.sample?.method ?? null);
  }

  /** A page's rows are copied out before any is given, so that no page is held across a yield. */
  private *storedRows(relation: RelationDescriptor, sample: Sample | null, method: 'bernoulli' | 'system' | null): Generator<EntryRow, void, void> {
    const { state } = this.evaluator;
    const { table } = state.open(relation);
    const scan = table.scan(state.snapshot);
    try {
      while (scan.nextPage()) {
        const page: Datum[][] = [];
        for (let i = 0; i < scan.count; i++) {
          const ref = scan.refOf(i);
          if (sample !== null && (method === 'system' ? !sample.takesPage(scan.page) : !sample.takesRow(ref))) continue;
          const { views } = scan;
          const word = scan.words[i];
          const row: Datum[] = table.layouts.readAll(views, word, []);
          const command = table.commandOf(views, word);
          row.push(ref, table.xminOf(views, word), table.xmaxOf(views, word), command, command, relation.oid);
          page.push(row);
        }
        scan.suspend();
        yield* page;
        if (--state.budget < 0) yield null;
      }
    } finally {
      scan.close();
    }
  }

  private *functionRows(entry: RangeTableEntry & { kind: 'function' }, scope: Scope): Generator<EntryRow, void, void> {
    const { binder, state } = this.evaluator;
    const parts: { iterator: Iterator<Datum> | null; readonly width: number; readonly spreads: boolean }[] = [];
    for (const item of entry.functions) {
      const { expr } = item;
      let values: Iterable<Datum>;
      if (expr.kind === 'func' && expr.returnsSet) {
        const descriptor = this.evaluator.descriptor(expr.functionId);
        const args = yield* this.evaluator.all(expr.args, scope);
        values =
          descriptor.isStrict && args.includes(null)
            ? []
            : binder.setImpl(descriptor)(
                ...args,
                state.callContext(
                  expr,
                  expr.args.map(a => a.type),
                  expr.type,
                ),
              );
      } else values = [yield* this.evaluator.evaluate(expr, scope)];
      const spreads = item.columns.length !== 1 || item.isComposite === true || expr.type === 2249;
      parts.push({ iterator: values[Symbol.iterator](), width: item.columns.length, spreads });
    }
    for (let count = 1; ; count++) {
      const row: Datum[] = [];
      let isAlive = false;
      for (const part of parts) {
        const step = part.iterator?.next();
        if (step === undefined || step.done === true) {
          part.iterator = null;
          for (let i = 0; i < part.width; i++) row.push(null);
          continue;
        }
        isAlive = true;
        if (!part.spreads) row.push(step.value);
        else for (let i = 0; i < part.width; i++) row.push(step.value === null ? null : ((step.value as RecordValue).values[i] ?? null));
      }
      if (!isAlive) return;
      if (entry.withOrdinality) row.push(count);
      yield row;
    }
  }
}

export function tablesOf(tree: JoinTree): number[] {
  return tree.kind === 'table' ? [tree.table] : [...tablesOf(tree.left), ...tablesOf(tree.right)];
}

function readsLevel(e: Expr): boolean {
  let reads = false;
  walkExpression(e, (x, level) => {
    if (x.kind === 'var' && x.levelsUp === level) reads = true;
  });
  return reads;
}
