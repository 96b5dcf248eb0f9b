/** `x IN (sub-query)` as an inner join: the sub-query's rows with the repetitions taken out of the columns that are compared. */
import type { Expr } from '../../analyze/index.js';
import type { Oid } from '../../base/index.js';
import type { AggregateImpl } from '../../functions/index.js';
import type { Datum } from '../../types/index.js';
import { relidsOf } from '../expression/references.js';
import { exprEquals } from '../expression/walk.js';
import { OutputScope } from '../physical/lower.js';
import type { Lowered } from '../physical/lowered.js';
import type { AggregateCall } from '../physical/plan-nodes.js';
import type { QueryPlanner } from '../query-planner.js';
import type { JoinClause } from './join-clause.js';
import { NO_KEYS, NO_RELIDS, cheapest, isSubset, type Path, type Relids } from './path.js';

interface FirstState {
  isSet: boolean;
  value: Datum;
}

const FIRST: AggregateImpl<FirstState> = {
  init: () => ({ isSet: false, value: null }),
  transition(state, value: Datum) {
    if (!state.isSet) {
      state.isSet = true;
      state.value = value;
    }
    return state;
  },
  final: state => state.value,
  skipNulls: false,
};

function firstValue(type: Oid, arg: Lowered): AggregateCall {
  return {
    ...{ functionId: 0 as Oid, name: 'first', impl: FIRST as AggregateImpl, args: [arg], argumentTypes: [type], type, isStar: false, distinct: null },
    ...{ orderBy: [], extraSortArgs: [], directArgs: [], filter: null },
  };
}

/** Null unless all conditions are equalities of columns of the item with something else. `known`: columns in which the rows are unique anyway. */
export function uniquePath(
  level: QueryPlanner,
  paths: readonly Path[],
  relids: Relids,
  conditions: readonly JoinClause[],
  known: readonly Expr[] | null,
): Path | null {
  const columns: Expr[] = [];
  for (const { equality } of conditions) {
    if (equality === null) return null;
    const own = isSubset(equality.leftRelids, relids) ? equality.left : equality.right;
    if (own.kind !== 'var' || !isSubset(relidsOf(own), relids)) return null;
    if (!columns.some(c => exprEquals(c, own))) columns.push(own);
  }
  const best = cheapest(paths);
  if (columns.length === 0 || best.requiredOuter !== NO_RELIDS) return null;
  if (known !== null && known.every(k => columns.some(c => exprEquals(c, k)))) return best;
  const { settings } = level.context.env;
  const rows = Math.max(
    1,
    Math.min(
      best.rows,
      columns.reduce((n, c) => n * level.selectivity.distinctOf(c), 1),
    ),
  );
  const total = best.totalCost + best.rows * settings.cpu_operator_cost * columns.length + rows * settings.cpu_tuple_cost;
  return {
    ...{ relids: best.relids, rows, width: best.width, startupCost: total, totalCost: total, pathKeys: NO_KEYS, requiredOuter: NO_RELIDS },
    build: (need, filter = []) => {
      // What EvalPlanQual wants to know of the row that was found is that of the first.
      const others = level.needFrom(best, need, columns);
      const all = [...columns, ...others];
      const input = best.build(all, filter);
      const scope = new OutputScope([all]);
      const keys = columns.map(c => ({ expr: level.lowerer.top(c, scope), ops: level.context.env.typeOps(c.type) }));
      const calls = others.map(e => firstValue(e.type, level.lowerer.top(e, scope)));
      return level.finish(() => ({ kind: 'aggregate', strategy: 'hashed', input, keys, calls, groupingSets: null }), need, [], scope, {
        cost: { startup: total, total },
        rows,
      });
    },
  };
}
