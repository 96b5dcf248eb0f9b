/**
 * Records what PostgreSQL 15 does in the first schedules of random-schedules.ts, one line each, or (with --compare) plays any of them on both and shows where they differ:
 *
 *   npx tsx test/concurrency/record-random-schedules.ts [--postgres host:port] [--from 1] [--count 1000] [--compare]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openCluster } from '../../tools/postgres/cluster.js';
import { HenryDB } from '../../src/index.js';
import { failureText, playSchedule, randomSchedule, runnerOf as henrydbRunner, TABLE, type Schedule } from './random-schedules.js';
import type { Runner } from './serializable-specs.js';

const { values } = parseArgs({
  options: {
    postgres: { type: 'string' },
    from: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    compare: { type: 'boolean', default: false },
  },
});

function runnerOf(client: pg.Client): Runner {
  return async sql => {
    try {
      const answer = (await client.query({ text: sql, rowMode: 'array' })) as unknown as pg.QueryArrayResult | pg.QueryArrayResult[];
      const last = Array.isArray(answer) ? answer[answer.length - 1]! : answer;
      return last.rows.map(row => row.map(value => String(value)).join(',')).join(';') || 'ok';
    } catch (error) {
      const { code, detail } = error as { code: string; detail?: string };
      return failureText(code, detail);
    }
  };
}

function show(schedule: Schedule, expected: string, actual: string): void {
  const [a, b] = [expected.split(' '), actual.split(' ')];
  const next = schedule.sessions.map(() => 0);
  for (const [i, session] of schedule.order.entries()) {
    const step = schedule.sessions[session]![next[session]!++]!;
    process.stdout.write(`${a[i] === b[i] ? ' ' : '*'} ${session} ${step}: ${a[i]!.slice(2)}${a[i] === b[i] ? '' : `, HenryDB: ${b[i]!.slice(2)}`}\n`);
  }
}

const [from, count] = [Number(values.from), Number(values.count)];
const cluster = await openCluster(values.postgres === undefined ? {} : { running: values.postgres });
try {
  const clients = await Promise.all(
    [0, 1, 2, 3].map(async () => {
      const client = new pg.Client({ host: cluster.host, port: cluster.port, user: 'postgres', database: 'postgres', options: '-c jit=off' });
      await client.connect();
      return client;
    }),
  );
  const [admin, ...sessions] = clients.map(runnerOf);
  const db = await HenryDB.open();
  const [ourAdmin, ...ours] = (await Promise.all([0, 1, 2, 3].map(() => db.connect()))).map(henrydbRunner);
  await admin!(TABLE);
  await ourAdmin!(TABLE);
  const lines: string[] = [];
  let differing = 0;
  for (let seed = from; seed < from + count; seed++) {
    const schedule = randomSchedule(seed);
    const expected = await playSchedule(schedule, sessions, admin!);
    lines.push(expected);
    if (!values.compare) continue;
    const actual = await playSchedule(schedule, ours, ourAdmin!);
    if (actual === expected) continue;
    differing++;
    process.stdout.write(`schedule ${seed}:\n`);
    show(schedule, expected, actual);
  }
  if (values.compare) process.stdout.write(`${count} schedules, ${differing} differ\n`);
  else writeFileSync(new URL('random-schedules.recorded.txt', import.meta.url), `${lines.join('\n')}\n`);
  await Promise.all(clients.map(client => client.end()));
  await db.close();
} finally {
  await cluster.stop();
}
