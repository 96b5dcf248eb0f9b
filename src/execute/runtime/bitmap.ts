/** Bitmap index scans: sets of row references as sorted arrays, combined, then read in physical order. */
import { NO_ROW, type RowRef } from '../../base/index.js';
import type { RelationDescriptor } from '../../catalog/index.js';
import type { BitmapNode, Lowered } from '../../plan/index.js';
import type { Snapshot } from '../../txn/index.js';
import type { Datum } from '../../types/index.js';
import { IndexRefs, indexRanges } from './index-ranges.js';
import type { OpenRelation } from './open-relation.js';

/** Sorted, without duplicates. Conditions that bounds cannot express are left to the recheck. */
export function bitmapRefs(node: BitmapNode, open: OpenRelation, snapshot: Snapshot, evaluate: (e: Lowered) => Datum): Float64Array {
  switch (node.kind) {
    case 'bitmap-index-scan': {
      const index = open.indexes[indexPosition(open.relation, node.index.oid)];
      const refs = new IndexRefs(index, false, snapshot);
      refs.start(indexRanges(index, node.index.columns, node.conditions, evaluate).ranges);
      let found = new Float64Array(256);
      let count = 0;
      for (let ref = refs.nextRef(); ref !== NO_ROW; ref = refs.nextRef()) {
        if (count === found.length) {
          const grown = new Float64Array(count * 2);
          grown.set(found);
          found = grown;
        }
        found[count++] = ref;
      }
      refs.close();
      return unique(found.subarray(0, count).sort());
    }
    case 'bitmap-and': {
      const [first, ...rest] = node.inputs.map(input => bitmapRefs(input, open, snapshot, evaluate));
      return rest.reduce(intersect, first);
    }
    case 'bitmap-or': {
      const parts = node.inputs.map(input => bitmapRefs(input, open, snapshot, evaluate));
      const all = new Float64Array(parts.reduce((n, p) => n + p.length, 0));
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      return unique(all.sort());
    }
  }
}

export function indexPosition(relation: RelationDescriptor, index: number): number {
  return relation.indexes.findIndex(i => i.oid === index);
}

export function refAt(refs: Float64Array, at: number): RowRef {
  return refs[at] as RowRef;
}

function unique(sorted: Float64Array): Float64Array {
  let count = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i];
  return sorted.subarray(0, count);
}

function intersect(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(Math.min(a.length, b.length));
  let count = 0;
  let j = 0;
  for (let i = 0; i < a.length; i++) {
    while (j < b.length && b[j] < a[i]) j++;
    if (j < b.length && b[j] === a[i]) out[count++] = a[i];
  }
  return out.subarray(0, count);
}
