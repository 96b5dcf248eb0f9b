/** The rows of a table under a new exclusion constraint: no two may exclude each other. */
import type { Index } from '../access/index.js';
import { exclusionCondition } from '../analyze/index.js';
import type { RowRef } from '../base/index.js';
import type { IndexDescriptor, RelationDescriptor } from '../catalog/index.js';
import { PgError } from '../errors/index.js';
import type { Waiting } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import type { CommandContext } from './command-context.js';

/** What an index is filled from: key values of a row, and whether it belongs into the index. */
export interface KeyOfRow {
  readonly keyOf: readonly ((row: readonly Datum[]) => Datum)[];
  readonly holds: ((row: readonly Datum[]) => Datum) | null;
}

const SLICE_PAGES = 16;

/** After the index of an exclusion constraint was filled: no two live rows may exclude each other. @throws 23P01 */
export function* checkExclusion(
  context: CommandContext,
  relation: RelationDescriptor,
  descriptor: IndexDescriptor,
  index: Index,
  { keyOf, holds }: KeyOfRow,
): Waiting<void> {
  const table = context.table(relation);
  const condition = exclusionCondition(context.catalog, descriptor);
  const excludes = condition === null ? null : context.compileRow(relation, condition);
  const fetch = table.openFetch();
  const liveness = table.openLiveness();
  const width = relation.columns.length;
  const readRow = (views: Parameters<typeof table.layouts.read>[0], word: number): Datum[] => {
    const row: Datum[] = [];
    for (let c = 0; c < width; c++) row.push(relation.columns[c]!.isDropped ? null : table.layouts.read(views, word, c));
    return row;
  };
  const keyAt = (ref: RowRef): Datum[] | null => {
    const row = fetch.fetchVersion(ref) ? readRow(fetch.views, fetch.word) : null;
    fetch.release();
    return row === null ? null : keyOf.map(key => key(row));
  };
  const scan = table.buildScan();
  let page = 0;
  try {
    while (scan.nextPage()) {
      for (let i = 0; i < scan.count; i++) {
        if (!scan.isLive(i)) continue;
        const row = readRow(scan.views, scan.words[i]!);
        if (holds !== null && holds(row) !== true) continue;
        const own = keyOf.map(key => key(row));
        if (own.includes(null)) continue;
        index.encoder.encode(own);
        const test = excludes === null ? null : (ref: RowRef): boolean => excludes([...(keyAt(ref) ?? own.map(() => null)), ...own]) === true;
        const found = yield* index.findConflict(context.transaction, index.encoder.key, scan.rootOf(i), liveness, test);
        if (found.status === 'conflict') throw violation(context, relation, descriptor, own, keyAt(found.ref) ?? own);
      }
      if (++page % SLICE_PAGES !== 0) continue;
      scan.suspend();
      yield { kind: 'slice' };
      scan.resume();
    }
  } finally {
    scan.close();
  }
}

function violation(
  context: CommandContext,
  relation: RelationDescriptor,
  descriptor: IndexDescriptor,
  key: readonly Datum[],
  other: readonly Datum[],
): PgError {
  const names = key.map((_, i) => context.callContext.catalog.indexDefinition(descriptor.oid, i + 1, false) ?? '').join(', ');
  const text = (values: readonly Datum[]): string =>
    values.map((v, i) => (v === null ? 'null' : context.typeOps(descriptor.keyTypes[i]!).format(v, context.callContext))).join(', ');
  return new PgError('exclusion_violation', `could not create exclusion constraint "${descriptor.name}"`, {
    detail: `Key (${names})=(${text(key)}) conflicts with key (${names})=(${text(other)}).`,
    schema: relation.schema,
    table: relation.name,
    constraint: descriptor.name,
  });
}
