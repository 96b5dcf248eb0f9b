/**
 * The grammar against PostgreSQL 15's: grammar-cases.txt holds statements with what the server's own parser said of them
 * ("=> ok", or SQLSTATE, position and message). Accepted statements are deparsed and parsed again, which must give the same tree.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import { deparse, parseStatements, type RawStatement } from '../../../src/sql/index.js';

interface Case {
  readonly sql: string;
  readonly verdict: string;
}

function readCases(): Case[] {
  const text = readFileSync(new URL('./grammar-cases.txt', import.meta.url), 'utf8');
  return text
    .trimEnd()
    .split('\n\n')
    .map(block => {
      const at = block.indexOf('\n=> ');
      return { sql: block.slice(0, at), verdict: block.slice(at + 4) };
    });
}

function verdictOf(sql: string): string {
  try {
    parseStatements(sql);
    return 'ok';
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    return `${error.code} ${error.position ?? '-'} ${error.message}${error.hint === undefined ? '' : `\n   hint: ${error.hint}`}`;
  }
}

function withoutLocations(statements: readonly RawStatement[]): unknown {
  const trees = statements.map(item => item.statement);
  return JSON.parse(JSON.stringify(trees, (key, value: unknown) => (key === 'location' && typeof value === 'number' ? undefined : value)));
}

const cases = readCases();

describe('grammar', () => {
  it('accepts and refuses what PostgreSQL does, with its message, position and hint', () => {
    const wrong = cases.filter(item => verdictOf(item.sql) !== item.verdict).map(item => ({ ...item, ours: verdictOf(item.sql) }));
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(1000);
  });

  it('deparses every statement to text with the same tree', () => {
    const wrong: unknown[] = [];
    for (const { sql, verdict } of cases) {
      if (verdict !== 'ok') continue;
      for (const raw of parseStatements(sql)) {
        const text = deparse(raw.statement);
        try {
          expect(withoutLocations(parseStatements(text))).toEqual(withoutLocations([raw]));
        } catch (error) {
          wrong.push({ sql, text, error: String(error).slice(0, 500) });
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
