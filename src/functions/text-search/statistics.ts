/** Functions that read tsvectors and tsqueries by a query given as text: ts_stat and one form of ts_rewrite (PostgreSQL chapters 12.4.2.1, 12.4.4). */
import { notSupported, PgError } from '../../errors/index.js';
import { compareText, typeOids, WEIGHT_LETTERS, weightOf, type Datum, type TsQuery, type TsVector } from '../../types/index.js';
import type { CallContext, ScalarFamily, SetFamily } from '../function-impl.js';
import type { NestedQuery } from '../ports.js';
import { rewriteByAll } from './rewrite.js';

function open(sql: string, context: CallContext): NestedQuery {
  const query = context.session.openQuery?.(sql);
  if (query === undefined) throw notSupported('a query within a function');
  return query;
}

interface Count {
  documents: number;
  entries: number;
}

function statistics(sql: string, letters: string | null, context: CallContext): Iterable<Datum> {
  const query = open(sql, context);
  if (query.columnTypes.length !== 1 || query.columnTypes[0] !== typeOids.TSVECTOR) {
    throw new PgError('invalid_parameter_value', 'ts_stat query must return one tsvector column');
  }
  let weights = 0;
  for (const letter of letters ?? '') {
    const weight = WEIGHT_LETTERS.indexOf(letter.toUpperCase());
    if (weight >= 0) weights |= 1 << weight;
  }
  const counts = new Map<string, Count>();
  for (const [value] of query.rows()) {
    if (value === null || value === undefined) continue;
    const vector = value as TsVector;
    vector.lexemes.forEach((lexeme, i) => {
      const positions = vector.positions[i];
      const entries = weights === 0 ? (positions?.length ?? 1) : (positions ?? []).filter(position => (weights & (1 << weightOf(position))) !== 0).length;
      if (entries === 0) return;
      const count = counts.get(lexeme);
      if (count === undefined) {
        counts.set(lexeme, { documents: 1, entries });
      } else {
        count.documents++;
        count.entries += entries;
      }
    });
  }
  return counted(counts);
}

/** From the last lexeme to the first, as PostgreSQL's tree gives them. */
function* counted(counts: ReadonlyMap<string, Count>): Iterable<Datum> {
  for (const lexeme of [...counts.keys()].sort((a, b) => compareText(b, a))) {
    const { documents, entries } = counts.get(lexeme) as Count;
    yield {
      kind: 'record',
      typeId: typeOids.RECORD,
      fieldTypes: [typeOids.TEXT, typeOids.INT4, typeOids.INT4],
      fieldNames: ['word', 'ndoc', 'nentry'],
      values: [lexeme, documents, entries],
    };
  }
}

export const statisticsSets: SetFamily = {
  'ts_stat(text)': (sql: string, context: CallContext) => statistics(sql, null, context),
  'ts_stat(text,text)': (sql: string, weights: string, context: CallContext) => statistics(sql, weights, context),
};

function* pairs(query: NestedQuery): Iterable<readonly [TsQuery | null, TsQuery | null]> {
  for (const [target, substitute] of query.rows()) yield [target as TsQuery | null, substitute as TsQuery | null];
}

export const rewriteFunctions: ScalarFamily = {
  'ts_rewrite(tsquery,text)': (subject: TsQuery, sql: string, context: CallContext) => {
    if (subject.root === null) return subject;
    const query = open(sql, context);
    const { columnTypes } = query;
    if (columnTypes.length !== 2 || columnTypes.some(type => type !== typeOids.TSQUERY)) {
      throw new PgError('invalid_parameter_value', 'ts_rewrite query must return two tsquery columns');
    }
    return rewriteByAll(subject, pairs(query));
  },
};
