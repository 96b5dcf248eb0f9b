import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyzeStatement, baseType, baseTypmod, formatType, ParameterTypes, type QueryStatement } from '../../../src/analyze/index.js';
import { PgError } from '../../../src/errors/index.js';
import { parseStatements } from '../../../src/sql/index.js';
import { formatExpected, parseCases, type Expected } from './case-file.js';
import { RecordedCatalog, recordedContext, type RecordedSchema } from './recorded-catalog.js';

const here = new URL('.', import.meta.url);
const schema = JSON.parse(readFileSync(new URL('schema.json', here), 'utf8')) as RecordedSchema;
const catalog = new RecordedCatalog(schema);
const context = recordedContext(catalog);

export function analyzed(sql: string): Expected {
  try {
    const statement = parseStatements(sql)[0]!.statement as QueryStatement;
    const parameters = new ParameterTypes();
    const { query, columns } = analyzeStatement(statement, { catalog, parameters, context, database: 'henrydb_analyze' });
    const targets = (query.command === 'select' ? query.targets : query.returning).filter(target => !target.isJunk);
    return {
      // RowDescription shows a domain's base type.
      columns: columns.map(
        (c, i) => `${c.name}|${baseType(catalog, c.type)}|${baseTypmod(catalog, c.type, c.typmod)}|${targets[i]!.originTable}|${targets[i]!.originColumn}`,
      ),
      parameters: parameters
        .resolved()
        .map(type => formatType(catalog, type))
        .join(', '),
    };
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    const { code, message, position, detail, hint } = error;
    return {
      code,
      message,
      ...(position !== undefined && { position }),
      ...(detail !== undefined && { detail }),
      ...(hint !== undefined && { hint }),
    };
  }
}

describe.each(readdirSync(new URL('cases/', here)))('%s', file => {
  for (const { sql, expected } of parseCases(readFileSync(new URL(`cases/${file}`, here), 'utf8'))) {
    it(sql.replaceAll('\n', ' '), () => {
      expect(formatExpected(analyzed(sql))).toBe(formatExpected(expected!));
    });
  }
});
