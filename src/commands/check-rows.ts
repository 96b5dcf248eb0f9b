/** Looking at every row of a table: does each satisfy a new constraint? And copying rows into new files. */
import type { RowRef } from '../base/index.js';
import type { RelationDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { CommandContext } from './command-context.js';

/** Pages between time slices. */
const SLICE_PAGES = 64;

/** Gives every row visible to the present command (attnum order, dropped columns null); returns how many there were. */
export function* scanRows(context: CommandContext, relation: RelationDescriptor, visit: (row: Datum[], ref: RowRef) => void): Waiting<number> {
  const table = context.table(relation);
  const snapshot = context.snapshot();
  const scan = table.scan(snapshot);
  const width = relation.columns.length;
  const dropped = relation.columns.map(c => c.isDropped);
  let count = 0;
  let pages = 0;
  try {
    while (scan.nextPage()) {
      for (let i = 0; i < scan.count; i++) {
        const row: Datum[] = new Array<Datum>(width);
        for (let c = 0; c < width; c++) row[c] = dropped[c] ? null : table.layouts.read(scan.views, scan.words[i]!, c);
        visit(row, scan.refOf(i));
        count++;
      }
      if (++pages % SLICE_PAGES === 0) {
        scan.suspend();
        yield { kind: 'slice' };
        scan.resume();
      }
    }
  } finally {
    scan.close();
    context.manager.releaseSnapshot(snapshot);
  }
  return count;
}

export interface RowCheck {
  readonly name: string;
  readonly holds: (row: readonly Datum[]) => Datum;
}

export function violatedCheck(relation: RelationDescriptor, name: string): PgError {
  return new PgError('check_violation', `check constraint "${name}" of relation "${relation.name}" is violated by some row`, {
    schema: relation.schema,
    table: relation.name,
    constraint: name,
  });
}

export function containsNulls(relation: RelationDescriptor, number: number): PgError {
  const { name } = relation.columns[number - 1]!;
  return new PgError('not_null_violation', `column "${name}" of relation "${relation.name}" contains null values`, {
    schema: relation.schema,
    table: relation.name,
    column: name,
  });
}

export function* requireRowsSatisfy(context: CommandContext, relation: RelationDescriptor, checks: readonly RowCheck[]): Waiting<void> {
  yield* scanRows(context, relation, row => {
    for (const check of checks) if (check.holds(row) === false) throw violatedCheck(relation, check.name);
  });
}

export function* requireRowsNotNull(context: CommandContext, relation: RelationDescriptor, columns: readonly number[]): Waiting<void> {
  yield* scanRows(context, relation, row => {
    for (const number of columns) if (row[number - 1] === null) throw containsNulls(relation, number);
  });
}
