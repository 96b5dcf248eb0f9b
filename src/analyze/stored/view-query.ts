/** The query of a view, from its stored text. */
import type { RelationDescriptor } from '../../catalog/index.js';
import { parseStatements } from '../../sql/index.js';
import { fail } from '../fail.js';
import { transformSelect } from '../query/select.js';
import { QueryState, type Analysis } from '../state.js';
import type { Query } from '../typed/query.js';
import { EpochCache, storedAnalysis } from './stored-analysis.js';

const cache = new EpochCache<RelationDescriptor, Query>();

export function viewQuery(outer: Analysis, view: RelationDescriptor): Query {
  return cache.get(view, outer, () => {
    if (view.viewText === null) fail('internal_error', `view "${view.name}" has no definition`);
    const [raw] = parseStatements(view.viewText);
    if (raw?.statement.kind !== 'SelectStmt') fail('internal_error', `definition of view "${view.name}" is not a query`);
    return transformSelect(new QueryState(storedAnalysis(outer), null), raw.statement);
  });
}
