/** One query level of any kind. */
import type * as S from '../../sql/index.js';
import type { QueryState } from '../state.js';
import type { Query } from '../typed/query.js';
import { transformDelete } from './delete.js';
import { transformInsert } from './insert.js';
import { transformMerge } from './merge.js';
import { transformSelect } from './select.js';
import { transformUpdate } from './update.js';

export type QueryStatement = S.SelectStmt | S.InsertStmt | S.UpdateStmt | S.DeleteStmt | S.MergeStmt;

export function transformStatement(state: QueryState, node: QueryStatement): Query {
  switch (node.kind) {
    case 'SelectStmt':
      return transformSelect(state, node);
    case 'InsertStmt':
      return transformInsert(state, node);
    case 'UpdateStmt':
      return transformUpdate(state, node);
    case 'DeleteStmt':
      return transformDelete(state, node);
    case 'MergeStmt':
      return transformMerge(state, node);
  }
}
