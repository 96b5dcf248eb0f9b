/**
 * The parser against PostgreSQL 15's: corpus.jsonl.gz is a sample of the corpus that `npm run grammar` makes, with PostgreSQL's verdicts.
 * A line is [statement] for what PostgreSQL accepts and [statement, position, message] for what it refuses; position is in characters from 1,
 * 0 when there is none. `npm run grammar -- --record --postgres host:port` writes it anew.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PgError } from '../../src/errors/index.js';
import { characterPosition, deparse, parseStatements, type RawStatement } from '../../src/sql/index.js';

type Line = readonly [sql: string, position?: number, message?: string];

/** Statements that are refused by PostgreSQL and mean something here. */
const ADDITIONS = /^\s*(desc|describe|show\s+tables|merge\b[^]*\breturning)\b/i;

const lines = gunzipSync(readFileSync(new URL('./corpus.jsonl.gz', import.meta.url)))
  .toString()
  .split('\n')
  .map(line => JSON.parse(line) as Line);

function ours(sql: string): Line {
  try {
    parseStatements(sql);
    return [sql];
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    return [sql, error.position === undefined ? 0 : characterPosition(sql, error.position), error.message];
  }
}

/** libpg-query says 1 where PostgreSQL gives no position. */
function samePosition(a: number, b: number): boolean {
  return a === b || (a <= 1 && b <= 1);
}

/** The tree without what depends on where things stand in the text. */
function shape(statements: readonly RawStatement[]): string {
  const trees = statements.map(item => item.statement);
  return JSON.stringify(trees, (key, value: unknown) => (key === 'location' && typeof value === 'number' ? undefined : value));
}

describe(`grammar: ${lines.length} statements judged by PostgreSQL 15`, () => {
  it('accepts and refuses the same, at the same positions, in the same words', () => {
    const counts = { verdict: 0, position: 0, message: 0 };
    const wrong: unknown[] = [];
    for (const line of lines) {
      const [sql, position, message] = line;
      const [, ourPosition, ourMessage] = ours(sql);
      if (ADDITIONS.test(sql) && ourMessage === undefined) continue;
      if ((message === undefined) !== (ourMessage === undefined)) counts.verdict++;
      else if (message !== undefined && !samePosition(position!, ourPosition!)) counts.position++;
      else if (message !== ourMessage) counts.message++;
      else continue;
      wrong.push({ sql, postgres: message === undefined ? 'accepted' : `${position}: ${message}`, ours: `${ourPosition}: ${ourMessage}` });
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(counts).toEqual({ verdict: 0, position: 0, message: 0 });
    expect(lines.length).toBeGreaterThan(15_000);
  });

  it('writes every accepted statement as text with the same tree', () => {
    const wrong: unknown[] = [];
    for (const [sql, , message] of lines) {
      if (message !== undefined) continue;
      for (const raw of parseStatements(sql)) {
        const text = deparse(raw.statement);
        let again: string;
        try {
          again = shape(parseStatements(text));
        } catch (error) {
          again = String(error);
        }
        if (again !== shape([raw])) wrong.push({ sql, text, again: again.slice(0, 300) });
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
  });
});
