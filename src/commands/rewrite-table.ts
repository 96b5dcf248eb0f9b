/** New files for a table, filled from the old ones row by row; the old files go at commit. */
import { replaceFiles, type RelationDescriptor } from '../catalog/index.js';
import type { Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import { scanRows } from './check-rows.js';
import type { CommandContext } from './command-context.js';
import { buildIndex } from './create-index.js';

const BATCH_ROWS = 1000;

/**
 * Copies all visible rows of `before` (as the table was described when they were written) into new files of the same table as it is described
 * now, through `change`, and builds the indexes anew. `change` may alter the row it gets; it may throw.
 */
export function* rewriteTable(context: CommandContext, before: RelationDescriptor, change: (row: Datum[]) => Datum[]): Waiting<void> {
  const { catalog } = context;
  yield* replaceFiles(catalog, catalog.relationById(before.oid)!);
  const after = catalog.relationById(before.oid)!;
  const table = context.table(after);
  let batch: Datum[][] = [];
  const flush = (): void => {
    if (batch.length > 0) table.insertMany(context.transaction, batch, []);
    batch = [];
  };
  yield* scanRows(context, before, row => {
    batch.push(change(row));
    if (batch.length >= BATCH_ROWS) flush();
  });
  flush();
  context.transaction.nextCommand();
  for (const index of after.indexes) yield* buildIndex(context, catalog.relationById(before.oid)!, index.oid);
}
