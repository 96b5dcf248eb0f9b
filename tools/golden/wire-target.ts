/** Runs golden files over the wire: PostgreSQL, or a HenryDB server. Each target has a database (PostgreSQL) or the given server to itself. */
import { WireClient, type Address, type QueryAnswer } from '../wire/client.js';
import { bind, describe, execute, parse, sync, type Report as WireReport } from '../wire/messages.js';
import type { GoldenStatement } from './golden-file.js';
import { SETTINGS, type GoldenTarget, type Outcome, type Report } from './outcome.js';

function reportOf(report: WireReport): Report {
  const field = (letter: string, name: string): Record<string, string> => (report[letter] === undefined ? {} : { [name]: report[letter] });
  return {
    severity: report['S'] ?? '',
    code: report['C'] ?? '',
    message: report['M'] ?? '',
    ...field('D', 'detail'),
    ...field('H', 'hint'),
    ...(report['P'] === undefined ? {} : { position: Number(report['P']) }),
    ...field('W', 'where'),
    ...field('s', 'schema'),
    ...field('t', 'table'),
    ...field('c', 'column'),
    ...field('d', 'dataType'),
    ...field('n', 'constraint'),
  };
}

export function outcomeOf(answer: QueryAnswer): Outcome {
  return {
    results: answer.results
      .filter(result => result.fields !== null || result.tag !== null || result.copyOut !== null)
      .map(result => ({
        fields: result.fields,
        rows: result.rows.map(row => row.map(value => value?.toString('utf8') ?? null)),
        tag: result.tag,
        copyOut: result.copyOut === null ? null : Buffer.concat(result.copyOut).toString('utf8'),
      })),
    notices: answer.notices.map(reportOf),
    error: answer.error === null ? null : reportOf(answer.error),
  };
}

export class WireTarget implements GoldenTarget {
  protected constructor(
    private readonly client: WireClient,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  /** A fresh database on a PostgreSQL. */
  static async onPostgres(address: Address, name: string): Promise<WireTarget> {
    const admin = await WireClient.connect(address);
    await admin.rows(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.rows(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`);
    const client = await WireClient.connect({ ...address, database: name, parameters: SETTINGS });
    return new WireTarget(client, async () => {
      await admin.rows(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.end();
    });
  }

  /** One connection to a running server. */
  static async onServer(address: Address): Promise<WireTarget> {
    return new WireTarget(await WireClient.connect({ ...address, parameters: SETTINGS }), () => Promise.resolve());
  }

  async run(statement: GoldenStatement): Promise<Outcome> {
    if (statement.bind === null) return outcomeOf(await this.client.query(statement.sql, statement.copyIn ?? ''));
    // A trailing semicolon is part of the text a driver would send, too.
    this.client.send(parse('', statement.sql), bind({ values: statement.bind }), describe('P'), execute(), sync());
    return outcomeOf(await this.client.answer());
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.cleanUp();
  }
}
