/**
 * The quick side of a foreign-key check: at the moment a referencing row is written, its parent is looked up under the statement's snapshot and locked
 * (KEY SHARE). When that succeeds at once the check is done, for the lock keeps it true; in every other case it is queued and judged at the end of
 * the statement, as PostgreSQL does with all of them.
 */
import { IndexKeyBuffer, type Index, type RowFetch, type Table } from '../../../access/index.js';
import { NO_ROW } from '../../../base/index.js';
import type { ConstraintDescriptor, RelationDescriptor } from '../../../catalog/index.js';
import { KEY_SHARE } from '../../../txn/index.js';
import type { Datum } from '../../../types/index.js';
import type { ExecutionState } from '../execution-state.js';

export class ParentLookup {
  private readonly key = new IndexKeyBuffer();

  private constructor(
    private readonly state: ExecutionState,
    private readonly table: Table,
    private readonly index: Index,
    private readonly fetch: RowFetch,
    /** Per key column of the index: position in the row being written. */
    private readonly positions: readonly number[],
  ) {}

  /** Null when the constraint cannot be checked this way. */
  static of(child: RelationDescriptor, constraint: ConstraintDescriptor, state: ExecutionState): ParentLookup | null {
    const parent = state.services.relationById(constraint.referencedRelation);
    if (parent === undefined) return null;
    const at = parent.indexes.findIndex(i => i.oid === constraint.indexId);
    if (at < 0 || parent.indexes[at].keyCount !== constraint.columns.length) return null;
    const positions: number[] = [];
    for (const attnum of parent.indexes[at].columns.slice(0, constraint.columns.length)) {
      const pair = constraint.referencedColumns.indexOf(attnum);
      if (pair < 0) return null;
      const position = constraint.columns[pair] - 1;
      if (!hasSameDatums(child.columns[position].typeId, parent.columns[attnum - 1].typeId)) return null;
      positions.push(position);
    }
    const open = state.open(parent);
    return new ParentLookup(state, open.table, open.indexes[at], open.table.openFetch(), positions);
  }

  /** True when the row's parent exists and is locked; nothing is said otherwise. */
  succeeds(row: readonly Datum[]): boolean {
    const { key, index, fetch, state, positions } = this;
    key.length = 0;
    for (let i = 0; i < positions.length; i++) {
      const value = row[positions[i]];
      if (!index.encoder.canEqual(i, value) || index.encoder.appendColumn(key, i, value)) return false;
    }
    const ref = index.lookupUnique(key.u8, key.length);
    if (ref === NO_ROW) return false;
    const isFound = fetch.fetch(ref, state.snapshot);
    const found = fetch.ref;
    fetch.release();
    return isFound && this.table.tryLock(state.transaction, found, KEY_SHARE).status === 'ok';
  }
}

const INTEGERS: readonly number[] = [20, 21, 23];
const TEXTS: readonly number[] = [25, 1043];

/** True when equal values of the two types are the same Datum. */
function hasSameDatums(a: number, b: number): boolean {
  return a === b || (INTEGERS.includes(a) && INTEGERS.includes(b)) || (TEXTS.includes(a) && TEXTS.includes(b));
}
