import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  analyzeExpression,
  analyzeStatement,
  deparseExpr,
  deparseQuery,
  displayStoredExpression,
  displayView,
  ParameterTypes,
  type QueryStatement,
} from '../../../src/analyze/index.js';
import { parseExpression, parseStatements } from '../../../src/sql/index.js';
import { RecordedCatalog, recordedContext, type RecordedSchema } from './recorded-catalog.js';

const here = new URL('.', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('schema.json', here), 'utf8')) as RecordedSchema;
const cases = JSON.parse(readFileSync(new URL('deparse.json', here), 'utf8')) as Record<
  'expressions' | 'views',
  { sql: string; plain: string; pretty: string }[]
>;
const catalog = new RecordedCatalog(schema);
const context = recordedContext(catalog);
const scope = { catalog, context };
const t = catalog.relation(null, 't')!;
const options = () => ({ catalog, context, parameters: new ParameterTypes([], true) });

describe('expressions', () => {
  for (const { sql, plain, pretty } of cases.expressions) {
    it(sql, () => {
      const expr = analyzeExpression(parseExpression(`(${sql}) is not null`), options(), { clause: 'check', relation: t, condition: 'CHECK' });
      const shown = { catalog, context, relation: t, isIndented: true };
      expect(deparseExpr(expr, shown)).toBe(plain);
      expect(deparseExpr(expr, { ...shown, isPretty: true })).toBe(pretty);
      // What the catalogs store reads back as the same.
      const stored = deparseExpr(expr, { ...shown, isStored: true, isIndented: false });
      expect(displayStoredExpression(stored, t, scope)).toBe(plain);
    });
  }
});

describe('queries', () => {
  for (const { sql, plain, pretty } of cases.views) {
    it(sql, () => {
      const { query } = analyzeStatement(parseStatements(sql)[0]!.statement as QueryStatement, options());
      const shown = { catalog, context, isIndented: true };
      expect(`${deparseQuery(query, shown)};`).toBe(plain);
      expect(`${deparseQuery(query, { ...shown, isPretty: true })};`).toBe(pretty);
      const view = { ...catalog.relation(null, 'v1')!, columns: [], viewText: deparseQuery(query, { ...shown, isStored: true, isIndented: false }) };
      expect(`${displayView(view, scope)};`).toBe(plain);
    });
  }
});
