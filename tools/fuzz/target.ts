/** The databases a statement runs on: PostgreSQL over the wire, and HenryDB's engines in this process, each with a database of its own. */
import { outcomeOf } from '../golden/wire-target.js';
import { SessionTarget, type EngineName } from '../golden/session-target.js';
import { SETTINGS, type Outcome } from '../golden/outcome.js';
import type { GoldenStatement } from '../golden/golden-file.js';
import { WireClient, type Address } from '../wire/client.js';

export const ENGINES: readonly EngineName[] = ['volcano', 'pipeline', 'interpreter'];
export type { EngineName };

const POSTGRES_TIMEOUT_MS = 3000;
/** Long enough for a busy machine; the interpreter, which has no plans, gives up early. */
const ENGINE_TIMEOUT_MS = 15_000;
const INTERPRETER_TIMEOUT_MS = 1500;

export interface Target {
  readonly name: string;
  run(sql: string): Promise<Outcome>;
  /** An empty database in place of the present one. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

function statementOf(sql: string, bind: readonly (string | null)[] | null = null): GoldenStatement {
  return { sql, copyIn: null, bind, isRowsort: false, notPostgres: null, isRefused: false, simpleOnly: null, line: 0, source: [], expected: [] };
}

export class EngineTarget implements Target {
  private constructor(
    readonly name: EngineName,
    private session: SessionTarget,
  ) {}

  static async open(name: EngineName): Promise<EngineTarget> {
    const target = new EngineTarget(name, await SessionTarget.open(name));
    await target.begin();
    return target;
  }

  private async begin(): Promise<void> {
    await this.run(`SET statement_timeout = ${this.name === 'interpreter' ? INTERPRETER_TIMEOUT_MS : ENGINE_TIMEOUT_MS}`);
  }

  run(sql: string): Promise<Outcome> {
    return this.session.run(statementOf(sql));
  }

  /** Through the extended protocol. */
  runBound(sql: string, bind: readonly (string | null)[]): Promise<Outcome> {
    return this.session.run(statementOf(sql, bind));
  }

  async reset(): Promise<void> {
    await this.session.close();
    this.session = await SessionTarget.open(this.name);
    await this.begin();
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

/** A schema in a database of its own on a PostgreSQL. */
export class PostgresTarget implements Target {
  readonly name = 'PostgreSQL';

  private constructor(
    private readonly client: WireClient,
    private readonly admin: WireClient,
    private readonly database: string,
  ) {}

  static async open(address: Address): Promise<PostgresTarget> {
    const database = `henrydb_fuzz_${process.pid}`;
    const admin = await WireClient.connect(address);
    await admin.rows(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await admin.rows(`CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`);
    const client = await WireClient.connect({ ...address, database, parameters: SETTINGS });
    const target = new PostgresTarget(client, admin, database);
    await target.begin();
    return target;
  }

  private async begin(): Promise<void> {
    await this.run('RESET ALL');
    await this.run(`SET statement_timeout = ${POSTGRES_TIMEOUT_MS}; SET synchronous_commit = off; SET jit = off; SET client_min_messages = warning`);
  }

  async run(sql: string): Promise<Outcome> {
    return outcomeOf(await this.client.query(sql));
  }

  async reset(): Promise<void> {
    await this.run('ROLLBACK');
    await this.run('DROP SCHEMA IF EXISTS public CASCADE');
    await this.run('CREATE SCHEMA public');
    await this.begin();
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.admin.rows(`DROP DATABASE IF EXISTS ${this.database} WITH (FORCE)`);
    await this.admin.end();
  }
}
