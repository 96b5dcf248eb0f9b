/** Eight connections move money between ten rows: nothing is lost, the sum never changes, for anyone who looks. */
import { describe, expect, test } from 'vitest';
import type { WireClient } from '../../tools/wire/client.js';
import { run, startWire } from '../wire/fixture.js';

const wire = startWire();

const ROWS = 10;
const BALANCE = 1000;
const CONNECTIONS = 8;
/** Longer with HENRYDB_TRANSFER_SECONDS=20. */
const DURATION_MS = Number(process.env['HENRYDB_TRANSFER_SECONDS'] ?? 3) * 1000;

function chance(seed: number): (limit: number) => number {
  let state = seed;
  return limit => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * limit);
  };
}

async function transfer(client: WireClient, below: (limit: number) => number, isOrdered: boolean): Promise<'done' | 'deadlock'> {
  const from = 1 + below(ROWS);
  const to = 1 + ((from + below(ROWS - 1)) % ROWS);
  const amount = 1 + below(20);
  const steps: [number, number][] = [
    [from, -amount],
    [to, amount],
  ];
  if (isOrdered) steps.sort(([a], [b]) => a - b);
  await run(client, 'BEGIN');
  for (const [id, change] of steps) {
    const { error } = await client.query(`UPDATE account SET balance = balance + ${change}, moves = moves + 1 WHERE id = ${id}`);
    if (error?.['C'] === '40P01') {
      await run(client, 'ROLLBACK');
      return 'deadlock';
    }
    if (error) throw new Error(`${error['C']}: ${error['M']}`);
  }
  await run(client, below(10) === 0 ? 'ROLLBACK' : 'COMMIT');
  return 'done';
}

describe.each([
  ['in the order of the rows', true],
  ['in any order, deadlocks broken', false],
])('%s', (_, isOrdered) => {
  test('the sum stays', { timeout: DURATION_MS + 60_000 }, async () => {
    const admin = await wire.connect();
    await run(admin, 'DROP TABLE IF EXISTS account', 'CREATE TABLE account (id int PRIMARY KEY, balance int NOT NULL, moves int NOT NULL DEFAULT 0)');
    await run(admin, `INSERT INTO account (id, balance) SELECT i, ${BALANCE} FROM generate_series(1, ${ROWS}) i`);
    const end = performance.now() + DURATION_MS;
    let transfers = 0;
    let deadlocks = 0;
    const movers = Array.from({ length: CONNECTIONS }, async (_, i) => {
      const client = await wire.connect();
      const below = chance(i + 1);
      while (performance.now() < end) {
        if ((await transfer(client, below, isOrdered)) === 'done') transfers++;
        else deadlocks++;
      }
    });
    const watcher = (async (): Promise<void> => {
      const client = await wire.connect();
      while (performance.now() < end) expect(await client.rows('SELECT sum(balance), count(*) FROM account')).toEqual([[String(ROWS * BALANCE), String(ROWS)]]);
    })();
    await Promise.all([...movers, watcher]);
    expect(await admin.rows('SELECT sum(balance), count(*), count(DISTINCT id) FROM account')).toEqual([[String(ROWS * BALANCE), String(ROWS), String(ROWS)]]);
    expect(transfers).toBeGreaterThan(20);
    if (isOrdered) expect(deadlocks).toBe(0);
    await run(admin, 'DROP TABLE account');
  });
});
