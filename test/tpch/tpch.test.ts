/** The TPC-H queries over the project's own small data, on every engine: PostgreSQL's answers byte for byte (recorded by `npm run tpch -- --record`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HenryDBServer } from '../../src/server/index.js';
import { WireClient } from '../../tools/wire/client.js';
import { ownData } from './own-data.js';
import { QUERIES, TABLES, csv, load, queryText, runScript } from './workload.js';

const server = new HenryDBServer({ port: 0 });
let client: WireClient;

beforeAll(async () => {
  await server.start();
  client = await WireClient.connect({ host: '127.0.0.1', port: server.port });
  await runScript(client, 'schema.sql');
  const tables = ownData();
  for (const table of TABLES) await load(client, table, tables.get(table)!);
  await runScript(client, 'keys.sql');
  await client.rows('ANALYZE');
});
afterAll(async () => {
  await client.end();
  await server.stop();
});

describe.each(['volcano', 'pipeline', 'interpreter'])('%s', engine => {
  // The interpreter walks the query as it stands, without join order or indexes: it is the oracle for small data, not for six-way joins.
  const asked = engine === 'interpreter' ? QUERIES.filter(name => ['q01', 'q06', 'q14'].includes(name)) : QUERIES;
  test.each(asked)('%s', async name => {
    await client.rows(`SET henrydb.engine = ${engine}`);
    expect(await csv(client, queryText(name))).toBe(readFileSync(join(import.meta.dirname, 'answers', `${name}.csv`), 'utf8'));
  });
});

test('the keys hold', async () => {
  expect(
    (
      await client.query(
        "INSERT INTO lineitem SELECT 999999, l_partkey, l_suppkey, 1, 1, 1, 0, 0, 'N', 'O', l_shipdate, l_shipdate, l_shipdate, '', '', '' FROM lineitem LIMIT 1",
      )
    ).error,
  ).toMatchObject({
    C: '23503',
  });
  expect((await client.query('DELETE FROM region')).error).toMatchObject({ C: '23503' });
});
