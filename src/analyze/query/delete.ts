/** DELETE (PostgreSQL: transformDeleteStmt). */
import type * as S from '../../sql/index.js';
import { transformCondition } from '../expression/expression.js';
import { extendNamespace, setLateral, transformFrom } from '../scope/from.js';
import type { QueryState } from '../state.js';
import type { Query } from '../typed/query.js';
import { openTarget, transformReturning, withViewConditions } from './dml-target.js';
import { makeQuery } from './make-query.js';
import { transformWith } from './with.js';

export function transformDelete(state: QueryState, node: S.DeleteStmt): Query {
  const isRecursive = transformWith(state, node.withClause);
  const target = openTarget(state, node.relation, 'delete');
  const { item } = target;
  extendNamespace(state, [item]);
  setLateral([item], true, false);
  const items = transformFrom(state, node.usingClause);
  setLateral([item], false, true);
  const where = withViewConditions(target, transformCondition(state, node.whereClause, 'where'));
  const returning = transformReturning(state, node.returningList);
  return makeQuery(state, isRecursive, {
    command: 'delete',
    targets: [],
    from: { items: [{ kind: 'table', table: item.table }, ...items], where },
    returning,
  });
}
