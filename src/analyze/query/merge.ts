/** MERGE (PostgreSQL: parse_merge). */
import { notSupported } from '../../errors/index.js';
import type * as S from '../../sql/index.js';
import type { QueryState } from '../state.js';
import type { Query } from '../typed/query.js';

export function transformMerge(_state: QueryState, _node: S.MergeStmt): Query {
  throw notSupported('MERGE');
}
