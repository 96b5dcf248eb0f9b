/** Who says whether a statement is well-formed: libpg-query (PostgreSQL 15's parser), a running PostgreSQL 15, and HenryDB's parser. */
import { createRequire } from 'node:module';
import pg from 'pg';
import { PgError } from '../../src/errors/index.js';
import { characterPosition, parseStatements } from '../../src/sql/index.js';

/** `null` when accepted; positions count characters from 1, and are 0 when there is none. */
export type Verdict = null | { readonly message: string; readonly position: number };

interface LibpgQuery {
  loadModule(): Promise<void>;
  parseSync(sql: string): unknown;
}

/** The oracle's parse function; it throws an error with `sqlDetails`. */
export async function openLibpgQuery(): Promise<(sql: string) => unknown> {
  // Its types would have to be installed for the type checker; require keeps it a matter of run time.
  const library = createRequire(import.meta.url)('libpg-query') as LibpgQuery;
  await library.loadModule();
  return sql => library.parseSync(sql);
}

export function libpgQueryVerdict(parse: (sql: string) => unknown, sql: string): Verdict {
  try {
    parse(sql);
    return null;
  } catch (error) {
    const details = (error as { sqlDetails?: { message: string; cursorPosition: number } }).sqlDetails;
    if (details === undefined) throw error;
    return { message: details.message, position: details.cursorPosition + 1 };
  }
}

export function ourVerdict(sql: string): Verdict {
  try {
    parseStatements(sql);
    return null;
  } catch (error) {
    if (!(error instanceof PgError)) return { message: `NOT A PgError: ${String(error)}`, position: 0 };
    return { message: error.message, position: error.position === undefined ? 0 : characterPosition(sql, error.position) };
  }
}

const PREFIX = 'SELECT 1/0;';

/**
 * PostgreSQL itself. The whole string is parsed before its first statement is run, and that one fails: what follows is parsed and never run.
 */
export class PostgresJudge {
  private constructor(private readonly client: pg.Client) {}

  static async connect(address: string): Promise<PostgresJudge> {
    const [host, port] = address.split(':');
    const client = new pg.Client({ host: host!, port: Number(port), user: 'postgres', database: 'postgres' });
    await client.connect();
    await client.query('SET log_min_messages = panic');
    await client.query('SET client_min_messages = error');
    return new PostgresJudge(client);
  }

  async verdict(sql: string): Promise<Verdict> {
    try {
      await this.client.query(PREFIX + sql);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      if (error.code === '22012') return null;
      return { message: error.message, position: Math.max(0, Number(error.position ?? 0) - PREFIX.length) };
    }
    throw new Error('the first statement has not failed');
  }

  end(): Promise<void> {
    return this.client.end();
  }
}
