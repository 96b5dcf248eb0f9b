/** FOR UPDATE / SHARE: which rows are locked how (PostgreSQL: transformLockingClause). */
import type * as S from '../../sql/index.js';
import { fail } from '../fail.js';
import type { QueryState } from '../state.js';
import type { LockStrength, Query, RangeTableEntry, RowMark } from '../typed/query.js';

const STRENGTHS = { keyShare: 'key-share', share: 'share', noKeyUpdate: 'no-key-update', update: 'update' } as const;
export const LOCKING_CLAUSES: Record<LockStrength, string> = {
  'key-share': 'FOR KEY SHARE',
  share: 'FOR SHARE',
  'no-key-update': 'FOR NO KEY UPDATE',
  update: 'FOR UPDATE',
};
const ORDER: readonly LockStrength[] = ['key-share', 'share', 'no-key-update', 'update'];
const WAITS = ['block', 'skip', 'error'] as const;

/** Clauses that leave no row to point at cannot be combined with row locks. */
export function checkLockable(query: Query, strength: LockStrength): void {
  const refuse = (what: string): never => fail('feature_not_supported', `${LOCKING_CLAUSES[strength]} is not allowed with ${what}`);
  if (query.setOperation !== null) refuse('UNION/INTERSECT/EXCEPT');
  if (query.distinct.length > 0) refuse('DISTINCT clause');
  if (query.groupBy.length > 0 || query.groupingSets.length > 0) refuse('GROUP BY clause');
  if (query.having !== null) refuse('HAVING clause');
  if (query.hasAggregates) refuse('aggregate functions');
  if (query.hasWindows) refuse('window functions');
  if (query.hasTargetSets) refuse('set-returning functions in the target list');
}

class Marks {
  readonly list: RowMark[] = [];

  add(table: number, strength: LockStrength, wait: RowMark['wait'], isPushedDown = false): void {
    const at = this.list.findIndex(mark => mark.table === table);
    if (at < 0) {
      this.list.push({ table, strength, wait, isPushedDown });
      return;
    }
    // The strongest lock and the least patient policy win.
    const known = this.list[at]!;
    this.list[at] = {
      table,
      strength: ORDER[Math.max(ORDER.indexOf(known.strength), ORDER.indexOf(strength))]!,
      wait: WAITS[Math.max(WAITS.indexOf(known.wait), WAITS.indexOf(wait))]!,
      isPushedDown: known.isPushedDown && isPushedDown,
    };
  }
}

const REFUSED: Partial<Record<RangeTableEntry['kind'], string>> = {
  join: 'a join',
  function: 'a function',
  values: 'VALUES',
  cte: 'a WITH query',
};

/** Row marks of a finished query; sub-queries of the range table inherit the locks. */
export function transformLocking(state: QueryState, query: Query, clauses: readonly S.LockingClause[]): { marks: RowMark[]; rangeTable: RangeTableEntry[] } {
  const marks = new Marks();
  const rangeTable = [...query.rangeTable];
  for (const clause of clauses) {
    const strength = STRENGTHS[clause.strength];
    const { waitPolicy } = clause;
    checkLockable(query, strength);
    if (clause.lockedRels.length === 0) {
      const isInFrom = tablesInFrom(query);
      rangeTable.forEach((entry, i) => {
        if (!isInFrom.has(i)) return;
        if (entry.kind === 'relation') marks.add(i, strength, waitPolicy);
        else if (entry.kind === 'subquery') rangeTable[i] = lockedSubquery(entry, clause, marks, i);
      });
      continue;
    }
    for (const name of clause.lockedRels) {
      if (name.catalogname !== null || name.schemaname !== null) {
        fail('syntax_error', `${LOCKING_CLAUSES[strength]} must specify unqualified relation names`, name.location);
      }
      const at = rangeTable.findIndex((entry, i) => entry.alias === name.relname && isNamed(state, i));
      if (at < 0) {
        fail('undefined_table', `relation "${name.relname}" in ${LOCKING_CLAUSES[strength]} clause not found in FROM clause`, name.location);
      }
      const entry = rangeTable[at]!;
      if (entry.kind === 'relation') marks.add(at, strength, waitPolicy);
      else if (entry.kind === 'subquery') rangeTable[at] = lockedSubquery(entry, { ...clause, lockedRels: [] }, marks, at);
      else fail('feature_not_supported', `${LOCKING_CLAUSES[strength]} cannot be applied to ${REFUSED[entry.kind] ?? 'this item'}`, name.location);
    }
  }
  return { marks: marks.list, rangeTable };
}

function isNamed(state: QueryState, table: number): boolean {
  const entry = state.rangeTable[table]!;
  return entry.kind !== 'join' || entry.hasAlias;
}

function tablesInFrom(query: Query): Set<number> {
  const tables = new Set<number>();
  const walk = (tree: Query['from']['items'][number]): void => {
    if (tree.kind === 'table') tables.add(tree.table);
    else {
      walk(tree.left);
      walk(tree.right);
    }
  };
  for (const item of query.from.items) walk(item);
  return tables;
}

/** The sub-query with the locks in it; it is marked itself, too, when there are any. */
function lockedSubquery(
  entry: RangeTableEntry & { kind: 'subquery' },
  clause: S.LockingClause,
  marks: Marks,
  table: number,
  isPushedDown = false,
): RangeTableEntry {
  const locked = lockSubquery(entry, clause);
  if (locked.query.rowMarks.length > 0) marks.add(table, STRENGTHS[clause.strength], clause.waitPolicy, isPushedDown);
  return locked;
}

function lockSubquery(entry: RangeTableEntry & { kind: 'subquery' }, clause: S.LockingClause): RangeTableEntry & { kind: 'subquery' } {
  const { query } = entry;
  checkLockable(query, STRENGTHS[clause.strength]);
  const marks = new Marks();
  for (const mark of query.rowMarks) marks.add(mark.table, mark.strength, mark.wait, mark.isPushedDown);
  const isInFrom = tablesInFrom(query);
  const rangeTable = query.rangeTable.map((inner, i) => {
    if (!isInFrom.has(i)) return inner;
    if (inner.kind === 'relation') marks.add(i, STRENGTHS[clause.strength], clause.waitPolicy, true);
    return inner.kind === 'subquery' ? lockedSubquery(inner, clause, marks, i, true) : inner;
  });
  return { ...entry, query: { ...query, rangeTable, rowMarks: marks.list } };
}
