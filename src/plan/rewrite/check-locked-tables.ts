/**
 * FOR UPDATE and its kin are refused for a table whose rows an outer join may replace by NULLs: there would be no row to lock, nor to ask the join again with. Looked at when outer
 * joins that need be none have been reduced, and views and sub-queries are in place.
 */
import { LOCKING_CLAUSES, type JoinTree, type Query } from '../../analyze/index.js';
import { PgError } from '../../errors/index.js';
import { treeRelids } from '../path/join-tree.js';
import { NO_RELIDS, overlaps, relidOf, type Relids } from '../path/path.js';

/** @throws PgError 0A000 */
export function checkLockedTables(query: Query): void {
  if (query.rowMarks.length === 0) return;
  const nullable = query.from.items.reduce((r, item) => r | nullableRelids(item), NO_RELIDS);
  for (const { table, strength } of query.rowMarks) {
    if (overlaps(nullable, relidOf(table))) {
      throw new PgError('feature_not_supported', `${LOCKING_CLAUSES[strength]} cannot be applied to the nullable side of an outer join`);
    }
  }
}

function nullableRelids(tree: JoinTree): Relids {
  if (tree.kind === 'table') return NO_RELIDS;
  const { joinType, left, right } = tree;
  const ofLeft = joinType === 'right' || joinType === 'full' ? treeRelids(left) : nullableRelids(left);
  const ofRight = joinType === 'left' || joinType === 'full' ? treeRelids(right) : nullableRelids(right);
  return ofLeft | ofRight;
}
