/** GROUPING(a, b): which of the expressions are not part of the current grouping set. */
import { INVALID_OID } from '../../base/index.js';
import { typeOids as T } from '../../types/index.js';
import type * as S from '../../sql/index.js';
import { fail } from '../fail.js';
import type { QueryState } from '../state.js';
import type { Expr } from '../typed/expression.js';
import { checkLevels } from './aggregates.js';
import { transform } from './expression.js';

const ARGUMENTS_MAX = 31;

/** The group references are filled in when the GROUP BY clause is known. */
export function transformGroupingCall(state: QueryState, node: S.GroupingFunc): Expr {
  if (node.args.length > ARGUMENTS_MAX) fail('too_many_arguments', 'GROUPING must have fewer than 32 arguments', node.location);
  const args = node.args.map(arg => transform(state, arg));
  const levelsUp = checkLevels(state, [], args, [], null, node.location, 'grouping operations', null);
  return { kind: 'grouping', type: T.INT4, typmod: -1, collation: INVALID_OID, location: node.location, args, groupRefs: [], levelsUp };
}
