/** Functions and operators of tsqueries that need no configuration (PostgreSQL chapters 9.13, 12.4.2). */
import { PgError } from '../../errors/index.js';
import {
  binaryNode,
  compareTsQueries,
  formatTsQuery,
  LAST_POSITION,
  nodeCount,
  TsQuery,
  type TsBinary,
  type TsNode,
  type TsVector,
} from '../../types/index.js';
import type { ScalarFamily } from '../function-impl.js';
import { matchesQuery } from './match.js';
import { rewriteOnce } from './rewrite.js';

function joined(kind: TsBinary['kind'], a: TsQuery, b: TsQuery, distance = 0): TsQuery {
  if (a.root === null) return b;
  if (b.root === null) return a;
  return new TsQuery(binaryNode(kind, a.root, b.root, distance));
}

/** @throws 22023 */
function phrase(a: TsQuery, b: TsQuery, distance: number): TsQuery {
  if (distance < 0 || distance > LAST_POSITION + 1) {
    throw new PgError('invalid_parameter_value', `distance in phrase operator must be an integer value between zero and ${LAST_POSITION + 1} inclusive`);
  }
  return joined('phrase', a, b, distance);
}

/** The part of a query that an index can be searched for: without negations, and nothing of an OR one side of which has only such. */
function searchable(node: TsNode): TsNode | null {
  if (node.kind === 'operand') return node;
  if (node.kind === 'not') return null;
  const left = searchable(node.left);
  if (node.kind === 'or' && left === null) return null;
  const right = searchable(node.right);
  if (left === null || right === null) return node.kind === 'or' ? null : (left ?? right);
  return binaryNode(node.kind, left, right, node.distance);
}

function queryTree(query: TsQuery): string {
  if (query.root === null) return '';
  const tree = searchable(query.root);
  return tree === null ? 'T' : formatTsQuery(new TsQuery(tree));
}

function collect(node: TsNode | null, into: Set<string>): Set<string> {
  if (node === null) return into;
  if (node.kind === 'operand') return into.add(node.lexeme);
  if (node.kind === 'not') return collect(node.arg, into);
  return collect(node.right, collect(node.left, into));
}

/** Whether all lexemes of the second query are among those of the first. */
function contains(a: TsQuery, b: TsQuery): boolean {
  const have = collect(a.root, new Set());
  for (const lexeme of collect(b.root, new Set())) if (!have.has(lexeme)) return false;
  return true;
}

const compare = (test: (order: number) => boolean) => (a: TsQuery, b: TsQuery) => test(compareTsQueries(a, b));

export const queryFunctions: ScalarFamily = {
  'tsquery_lt(tsquery,tsquery)': compare(o => o < 0),
  'tsquery_le(tsquery,tsquery)': compare(o => o <= 0),
  'tsquery_eq(tsquery,tsquery)': compare(o => o === 0),
  'tsquery_ne(tsquery,tsquery)': compare(o => o !== 0),
  'tsquery_ge(tsquery,tsquery)': compare(o => o >= 0),
  'tsquery_gt(tsquery,tsquery)': compare(o => o > 0),
  'tsquery_cmp(tsquery,tsquery)': (a: TsQuery, b: TsQuery) => Math.sign(compareTsQueries(a, b)),
  'tsquery_and(tsquery,tsquery)': (a: TsQuery, b: TsQuery) => joined('and', a, b),
  'tsquery_or(tsquery,tsquery)': (a: TsQuery, b: TsQuery) => joined('or', a, b),
  'tsquery_not(tsquery)': (query: TsQuery) => (query.root === null ? query : new TsQuery({ kind: 'not', arg: query.root })),
  'tsquery_phrase(tsquery,tsquery)': (a: TsQuery, b: TsQuery) => phrase(a, b, 1),
  'tsquery_phrase(tsquery,tsquery,int4)': phrase,
  'ts_rewrite(tsquery,tsquery,tsquery)': rewriteOnce,
  'numnode(tsquery)': (query: TsQuery) => nodeCount(query.root),
  'querytree(tsquery)': queryTree,
  'tsq_mcontains(tsquery,tsquery)': contains,
  'tsq_mcontained(tsquery,tsquery)': (a: TsQuery, b: TsQuery) => contains(b, a),
  'ts_match_vq(tsvector,tsquery)': (vector: TsVector, query: TsQuery) => matchesQuery(vector, query),
  'ts_match_qv(tsquery,tsvector)': (query: TsQuery, vector: TsVector) => matchesQuery(vector, query),
};
