/**
 * Records what PostgreSQL 15 does in every interleaving of serializable-specs.ts:
 *
 *   npx tsx test/concurrency/record-serializable.ts [host:port]
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { openCluster } from '../../tools/postgres/cluster.js';
import { interleavings, play, SPECS, type Runner } from './serializable-specs.js';

function runnerOf(client: pg.Client): Runner {
  return async sql => {
    try {
      const answer = (await client.query({ text: sql, rowMode: 'array' })) as unknown as pg.QueryArrayResult | pg.QueryArrayResult[];
      const last = Array.isArray(answer) ? answer[answer.length - 1]! : answer;
      return last.rows.map(row => row.map(value => String(value)).join(',')).join(';') || 'ok';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
}

const cluster = await openCluster(process.argv[2] === undefined ? {} : { running: process.argv[2] });
try {
  const clients = await Promise.all(
    [0, 1, 2, 3].map(async () => {
      const client = new pg.Client({ host: cluster.host, port: cluster.port, user: 'postgres', database: 'postgres', options: '-c jit=off' });
      await client.connect();
      return client;
    }),
  );
  const [admin, ...sessions] = clients.map(runnerOf);
  const recorded: Record<string, Record<string, string>> = {};
  for (const spec of SPECS) {
    const outcomes: Record<string, string> = (recorded[spec.name] = {});
    for (const order of interleavings(spec)) outcomes[order] = await play(spec, order, sessions, admin!);
  }
  writeFileSync(join(dirname(fileURLToPath(import.meta.url)), 'serializable.recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
  await Promise.all(clients.map(client => client.end()));
} finally {
  await cluster.stop();
}
