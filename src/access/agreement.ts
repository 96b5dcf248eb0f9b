/**
 * Whether a table and one of its indexes agree (what PostgreSQL's amcheck does with heapallindexed, and more): the tree's own invariants, every visible row found
 * under its key exactly once, no entry leading to a visible row with another key. For tests, the crash simulator and repair tools; reads everything.
 */
import type { RowRef } from '../base/index.js';
import { PgError } from '../errors/index.js';
import type { ChunkViews } from '../storage/index.js';
import type { Snapshot } from '../txn/index.js';
import type { Datum } from '../types/index.js';
import { IndexKeyBuffer } from './index-key.js';
import type { Index } from './index-method.js';
import type { Table } from './table-method.js';

/** Key values of the row at `word`; null when the row does not belong into the index (partial indexes). */
export type KeyOfRow = (views: ChunkViews, word: number) => readonly Datum[] | null;

/** Throws XX002 naming the first disagreement; returns the number of rows found through the index. */
export function checkAgreement(table: Table, index: Index, snapshot: Snapshot, keyOfRow: KeyOfRow): number {
  const expected = new Map<RowRef, Uint8Array>();
  const key = new IndexKeyBuffer();
  const encode = (values: readonly Datum[]): Uint8Array => {
    key.length = 0;
    for (let i = 0; i < index.encoder.columns.length; i++) index.encoder.appendColumn(key, i, values[i]);
    return key.take();
  };
  const scan = table.scan(snapshot);
  try {
    while (scan.nextPage()) {
      for (let i = 0; i < scan.count; i++) {
        const values = keyOfRow(scan.views, scan.words[i]);
        if (values !== null) expected.set(scan.refOf(i), encode(values));
      }
    }
  } finally {
    scan.close();
  }
  const entries: { ref: RowRef; key: Uint8Array }[] = [];
  index.check((bytes, start, length, ref) => entries.push({ ref, key: bytes.slice(start, start + length) }));
  const fetch = table.openFetch();
  let found = 0;
  try {
    for (const entry of entries) {
      if (!fetch.fetch(entry.ref, snapshot)) continue;
      const wanted = expected.get(fetch.ref);
      if (wanted === undefined) throw disagreement(index, `an entry leads to row ${fetch.ref}, which does not belong into the index or was found already`);
      if (Buffer.compare(wanted, entry.key) !== 0) throw disagreement(index, `an entry leads to row ${fetch.ref} with another key`);
      expected.delete(fetch.ref);
      found++;
    }
  } finally {
    fetch.release();
  }
  for (const ref of expected.keys()) throw disagreement(index, `row ${ref} has no entry`);
  return found;
}

function disagreement(index: Index, what: string): PgError {
  return new PgError('index_corrupted', `index "${index.name}" and its table disagree: ${what}`);
}
