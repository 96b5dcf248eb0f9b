/** Finds the one visible row of a unique key. Shared by the point statements; allocates nothing on its fast path. */
import type { ColumnReader, Index, RowFetch, Table } from '../../access/index.js';
import { boundsOf, IndexKeyBuffer, type IndexKeyEncoder } from '../../access/index.js';
import { NO_ROW } from '../../base/index.js';
import type { IndexScan } from '../../plan/index.js';
import type { ChunkViews } from '../../storage/index.js';
import type { Snapshot } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import type { OpenRelation } from '../runtime/open-relation.js';

/** Scratch of one call of `find`, which nothing interrupts: a buffer for each statement would cost more than the look-up. */
const key = new IndexKeyBuffer();

export class UniqueLookup {
  readonly fetch: RowFetch;
  readonly table: Table;
  private readonly index: Index;
  private readonly encoder: IndexKeyEncoder;
  /** Per key column: number of the parameter, or -1 and a constant. */
  private readonly parameters: Int32Array;
  private readonly constants: Datum[];

  constructor(node: IndexScan, open: OpenRelation) {
    this.table = open.table;
    this.index = open.indexes[open.relation.indexes.findIndex(i => i.oid === node.index.oid)];
    this.encoder = this.index.encoder;
    this.fetch = open.table.openFetch();
    this.parameters = Int32Array.from(node.conditions, c => (c.value?.kind === 'param' ? c.value.index : -1));
    this.constants = node.conditions.map(c => (c.value?.kind === 'const' ? c.value.value : null));
  }

  /** True when the row is in `fetch`; the caller releases it. */
  find(given: readonly Datum[], snapshot: Snapshot): boolean {
    const { parameters, encoder, fetch } = this;
    key.length = 0;
    for (let i = 0; i < parameters.length; i++) {
      const at = parameters[i];
      const value = at >= 0 ? given[at] : this.constants[i];
      if (!encoder.canEqual(i, value) || encoder.appendColumn(key, i, value)) return false;
    }
    const ref = this.index.lookupUnique(key.u8, key.length, snapshot.serializable === null ? null : snapshot);
    if (ref === NO_ROW) return false;
    return fetch.fetch(ref, snapshot) || this.findAmongVersions(given, snapshot);
  }

  /** The first entry leads to a version that the snapshot does not see: there may be others of the key. */
  private findAmongVersions(given: readonly Datum[], snapshot: Snapshot): boolean {
    const equal = Array.from(this.parameters, (at, i) => (at >= 0 ? given[at] : this.constants[i]));
    const bounds = boundsOf(this.encoder, { equal });
    this.fetch.release();
    if (bounds === null) return false;
    const cursor = this.index.scan(bounds, { snapshot });
    try {
      for (let ref = cursor.nextRef(); ref !== NO_ROW; ref = cursor.nextRef()) {
        if (this.fetch.fetch(ref, snapshot)) return true;
        if (this.fetch.isAllDead(ref)) cursor.killLast();
      }
      this.fetch.release();
      return false;
    } finally {
      cursor.close();
    }
  }
}

/** Reads chosen columns of a found row. */
export class ColumnReaders {
  private readonly readers: ColumnReader[];
  private readonly version: number;

  constructor(
    private readonly table: Table,
    readonly columns: readonly number[],
  ) {
    this.readers = columns.map(c => table.layouts.current.reader(c));
    this.version = table.layouts.currentVersion;
  }

  /** The columns, densely, appended to `out`. */
  append(views: ChunkViews, word: number, out: Datum[]): void {
    const { readers, columns } = this;
    if (views.u16[word * 2 + 7] === this.version) for (let i = 0; i < readers.length; i++) out.push(readers[i](views, word));
    else for (let i = 0; i < columns.length; i++) out.push(this.table.layouts.read(views, word, columns[i]));
  }

  /** The columns at their positions of a table row. */
  place(views: ChunkViews, word: number, row: Datum[]): void {
    const { readers, columns } = this;
    if (views.u16[word * 2 + 7] === this.version) for (let i = 0; i < readers.length; i++) row[columns[i]] = readers[i](views, word);
    else for (let i = 0; i < columns.length; i++) row[columns[i]] = this.table.layouts.read(views, word, columns[i]);
  }
}
