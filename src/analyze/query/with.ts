/** WITH: ordinary, recursive and data-modifying queries (PostgreSQL: parse_cte). */
import { INVALID_OID, type Oid } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { fail } from '../fail.js';
import type { CteEntry, QueryState } from '../state.js';
import { formatType } from '../types/type-display.js';
import { typeCollation } from '../types/type-facts.js';
import type { Expr } from '../typed/expression.js';
import { queryColumns } from '../scope/range-table.js';
import { exprLocation } from '../typed/location.js';
import type { ColumnInfo, CommonTable, Query } from '../typed/query.js';
import { analyzeSubquery } from './subquery.js';
import { orderRecursive } from './recursion.js';
import { rewriteSearchCycle } from './search-cycle.js';

/** Analyses the clause and puts its queries into the level's scope; says whether it is recursive. */
export function transformWith(state: QueryState, clause: S.WithClause | null): boolean {
  if (clause === null) return false;
  const entries = clause.ctes.map(makeEntry);
  entries.forEach((entry, i) => {
    if (entries.findIndex(other => other.name === entry.name) !== i) {
      fail('duplicate_alias', `WITH query name "${entry.name}" specified more than once`, entry.location);
    }
    if (entry.syntax.ctequery.kind !== 'SelectStmt') {
      if (entry.syntax.ctequery.kind === 'MergeStmt') fail('feature_not_supported', 'MERGE not supported in WITH query', entry.location);
      if (state.parent !== null) {
        fail('feature_not_supported', 'WITH clause containing a data-modifying statement must be at the top level', entry.location);
      }
      state.hasModifyingCtes = true;
    }
  });
  if (clause.recursive) {
    const order = orderRecursive(entries);
    state.ctes = [...state.ctes, ...order];
    for (const entry of order) analyzeEntry(state, entry);
  } else {
    state.futureCtes = entries;
    for (const entry of entries) {
      analyzeEntry(state, entry);
      state.ctes = [...state.ctes, entry];
      state.futureCtes = state.futureCtes.filter(other => other !== entry);
    }
  }
  return clause.recursive;
}

function makeEntry(syntax: S.CommonTableExpr): CteEntry {
  return {
    name: syntax.ctename,
    syntax,
    location: syntax.location,
    columnNames: syntax.aliascolnames,
    isRecursive: false,
    columns: null,
    query: null,
    referenceCount: 0,
  };
}

function analyzeEntry(state: QueryState, entry: CteEntry): void {
  const syntax = entry.isRecursive ? rewriteSearchCycle(state, entry) : entry.syntax;
  entry.columnNames = syntax.aliascolnames;
  const statement = syntax.ctequery as Exclude<S.CommonTableExpr['ctequery'], S.MergeStmt>;
  if (!entry.isRecursive && syntax.searchClause !== null) {
    fail('syntax_error', 'WITH query is not recursive', entry.location);
  }
  if (!entry.isRecursive && syntax.cycleClause !== null) fail('syntax_error', 'WITH query is not recursive', entry.location);
  const query = analyzeSubquery(state, statement, { cte: entry });
  if (entry.isRecursive) checkRecursiveTypes(state, entry, query);
  else entry.columns = namedColumns(entry, queryColumns(query));
  entry.query = query;
}

function namedColumns(entry: CteEntry, columns: readonly ColumnInfo[]): ColumnInfo[] {
  const names = entry.columnNames;
  if (names.length > columns.length) {
    fail(
      'invalid_column_reference',
      `WITH query "${entry.name}" has ${columns.length} columns available but ${names.length} columns specified`,
      entry.location,
    );
  }
  return columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
}

/** Called when the non-recursive term is known: from here on the query may refer to itself. */
export function setRecursiveColumns(state: QueryState, columns: readonly { name: string; expr: Expr }[]): void {
  const entry = state.parentCte!;
  const infos = columns.map<ColumnInfo>(({ name, expr }) => {
    const type = expr.type === T.UNKNOWN ? T.TEXT : expr.type;
    const collation = expr.type === T.UNKNOWN && expr.collation === INVALID_OID ? typeCollation(state.catalog, T.TEXT) : expr.collation;
    return { name, type, typmod: expr.typmod, collation };
  });
  entry.columns = namedColumns(entry, infos);
}

/** The union's types must be those of the non-recursive term. */
function checkRecursiveTypes(state: QueryState, entry: CteEntry, query: Query): void {
  const expected = entry.columns!;
  query.targets
    .filter(target => !target.isJunk)
    .forEach((target, i) => {
      const column = expected[i]!;
      const { type, typmod, collation } = target.expr;
      if (type !== column.type || typmod !== column.typmod) {
        fail(
          'datatype_mismatch',
          `recursive query "${entry.name}" column ${i + 1} has type ${formatType(state.catalog, column.type, column.typmod)} in non-recursive term but type ${formatType(state.catalog, type, typmod)} overall`,
          exprLocation(target.expr),
          { hint: 'Cast the output of the non-recursive term to the correct type.' },
        );
      }
      if (collation !== column.collation) {
        const name = (id: Oid): string => state.catalog.collationName?.(id)?.name ?? '';
        fail(
          'collation_mismatch',
          `recursive query "${entry.name}" column ${i + 1} has collation "${name(column.collation)}" in non-recursive term but collation "${name(collation)}" overall`,
          exprLocation(target.expr),
          { hint: 'Use the COLLATE clause to set the collation of the non-recursive term.' },
        );
      }
    });
}

export function finishedCtes(state: QueryState): CommonTable[] {
  return state.ctes.map(entry => ({
    name: entry.name,
    columns: entry.columns!,
    query: entry.query!,
    isRecursive: entry.isRecursive,
    materialized: entry.syntax.ctematerialized,
    referenceCount: entry.referenceCount,
  }));
}
