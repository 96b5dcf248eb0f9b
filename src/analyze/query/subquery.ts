/** Analysing a SELECT (or, in WITH, any statement) below another query level. */
import type * as S from '../../sql/index.js';
import { QueryState, type CteEntry } from '../state.js';
import type { Query } from '../typed/query.js';
import { transformStatement } from './statement.js';

export interface SubqueryOptions {
  /** An outer FOR UPDATE reaches into it. */
  readonly isLocked?: boolean;
  /** Leave unknown output columns unknown (the caller coerces them). */
  readonly keepUnknowns?: boolean;
  /** The recursive WITH query it is the body of. */
  readonly cte?: CteEntry | null;
}

export function analyzeSubquery(parent: QueryState, node: S.SelectStmt | S.InsertStmt | S.UpdateStmt | S.DeleteStmt, options: SubqueryOptions = {}): Query {
  const state = new QueryState(parent.analysis, parent);
  state.isLockedFromParent = options.isLocked === true;
  state.resolveUnknowns = options.keepUnknowns !== true;
  state.parentCte = options.cte ?? null;
  return transformStatement(state, node);
}
