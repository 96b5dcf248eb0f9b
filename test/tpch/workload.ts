/** Loading TPC-H tables over the wire and asking the queries; used by the test and by `npm run tpch`. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { WireClient } from '../../tools/wire/client.js';

const folder = import.meta.dirname;

/** In an order that foreign keys allow. */
export const TABLES = ['region', 'nation', 'part', 'supplier', 'partsupp', 'customer', 'orders', 'lineitem'] as const;

export const QUERIES = readdirSync(join(folder, 'queries'))
  .filter(name => name.endsWith('.sql'))
  .map(name => name.slice(0, -4))
  .sort();

export const queryText = (name: string): string => readFileSync(join(folder, 'queries', `${name}.sql`), 'utf8');

export async function runScript(client: WireClient, name: 'schema.sql' | 'keys.sql'): Promise<void> {
  for (const statement of readFileSync(join(folder, name), 'utf8').split(/;\n/)) if (statement.trim() !== '') await client.rows(statement);
}

/** COPY in chunks that a socket can take; the number of rows. */
export async function load(client: WireClient, table: string, data: Buffer | string): Promise<number> {
  const { error, results } = await client.query(`COPY ${table} FROM STDIN WITH (DELIMITER '|')`, data);
  if (error) throw new Error(`${table}: ${error['C']} ${error['M']} ${error['W'] ?? ''}`);
  return Number(results[0]!.tag!.slice('COPY '.length));
}

/** Answer of a query as psql --csv prints it. */
export async function csv(client: WireClient, sql: string): Promise<string> {
  const { error, results } = await client.query(sql);
  if (error) throw new Error(`${error['C']} ${error['M']}`);
  const { fields, rows } = results[0]!;
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [fields!.map(field => field.name), ...rows.map(row => row.map(value => value?.toString('utf8') ?? ''))];
  return lines.map(line => line.map(cell).join(',') + '\n').join('');
}
