/** SEARCH and CYCLE of a recursive WITH query, rewritten into columns of its two terms (PostgreSQL: rewriteSearchCycle). */
import { notSupported } from '../../errors/index.js';
import type * as S from '../../sql/index.js';
import type { CteEntry, QueryState } from '../state.js';

export function rewriteSearchCycle(_state: QueryState, entry: CteEntry): S.CommonTableExpr {
  const { syntax } = entry;
  if (syntax.searchClause !== null) throw notSupported('SEARCH', syntax.searchClause.location + 1);
  if (syntax.cycleClause !== null) throw notSupported('CYCLE', syntax.cycleClause.location + 1);
  return syntax;
}
