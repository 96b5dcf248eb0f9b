/** The keys of one index for rows of its table: columns, expressions and the predicate of a partial index. */
import type { Index, IndexKeyBuffer } from '../../../access/index.js';
import type { IndexDescriptor } from '../../../catalog/index.js';
import type { ModifyTable } from '../../../plan/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';
import { compileExpression, compileFilter } from '../expression/compile.js';
import { rowScope, type Evaluator } from '../expression/scope.js';

const ROW_SCOPE = rowScope(0);

/** What is known of an index's keys once per plan. */
export interface IndexKeyPlan {
  /** Per key column: position in the table row, or -1 and the next expression. */
  readonly positions: readonly number[];
  readonly expressions: readonly Evaluator[];
  readonly predicate: Evaluator | null;
}

export function planIndexKeys(descriptor: IndexDescriptor, rules: ModifyTable['indexes'][number] | undefined): IndexKeyPlan {
  return {
    positions: descriptor.columns.map(attnum => attnum - 1),
    expressions: (rules?.expressions ?? []).map(e => compileExpression(e, ROW_SCOPE)),
    predicate: compileFilter(rules?.predicate ?? null, ROW_SCOPE),
  };
}

export class IndexKeys {
  /** The key encoded last has a NULL that keeps it from conflicting. */
  hasNull = false;

  constructor(
    readonly index: Index,
    readonly descriptor: IndexDescriptor,
    private readonly plan: IndexKeyPlan,
  ) {}

  /** Holds the key encoded last, until the next one of this index (whoever encodes it). */
  get key(): IndexKeyBuffer {
    return this.index.encoder.key;
  }

  /** True when the row belongs into the index (partial indexes). */
  covers(row: readonly Datum[], state: ExecutionState): boolean {
    return this.plan.predicate === null || this.plan.predicate(row, state) === true;
  }

  encode(row: readonly Datum[], state: ExecutionState): void {
    const { positions, expressions } = this.plan;
    const { encoder } = this.index;
    const { key } = encoder;
    key.reset();
    let hasNull = false;
    let expression = 0;
    for (let i = 0; i < encoder.columns.length; i++) {
      const position = positions[i];
      const value = position >= 0 ? row[position] : expressions[expression++](row, state);
      // INCLUDE columns take no part in uniqueness.
      if (encoder.appendColumn(key, i, value) && i < this.descriptor.keyCount) hasNull = true;
    }
    this.hasNull = hasNull && !this.descriptor.nullsNotDistinct;
  }

  /** Key columns of a row, for messages. */
  values(row: readonly Datum[], state: ExecutionState): Datum[] {
    const { positions, expressions } = this.plan;
    const values: Datum[] = [];
    let expression = 0;
    for (let i = 0; i < this.descriptor.keyCount; i++) {
      const position = positions[i];
      values.push(position >= 0 ? row[position] : expressions[expression++](row, state));
    }
    return values;
  }
}
