/** What transactions leave in memory: nothing, however many there were. */
import { expect, test } from 'vitest';
import { HenryDB, type Connection } from '../../../src/index.js';
import { MemoryFileSystem, SeededRandom, simulatedEnvironment } from '../../../src/io/index.js';

const TRANSACTIONS = 6000;

async function load(connections: readonly Connection[], begin: string): Promise<void> {
  const random = new SeededRandom(1);
  let left = TRANSACTIONS;
  await Promise.all(
    connections.map(async connection => {
      while (left-- > 0) {
        const id = 1 + random.below(200);
        try {
          await connection.query(begin);
          await connection.query('select v from t where id = $1', [random.below(250)]);
          await connection.query('savepoint s');
          await connection.query('update t set v = v + 1 where id = $1', [id]);
          await connection.query(random.chance(0.3) ? 'rollback to s' : 'release s');
          await connection.query('select v from t where id = $1 for update', [id]);
          if (random.chance(0.2)) await new Promise(resolve => setImmediate(resolve));
          await connection.query(random.chance(0.1) ? 'rollback' : 'commit');
        } catch (error) {
          if (!['40001', '40P01'].includes((error as { code: string }).code)) throw error;
          await connection.query('rollback');
        }
      }
    }),
  );
}

test.each(['read committed', 'serializable'])(
  'at %s',
  async level => {
    const environment = simulatedEnvironment(new SeededRandom(5), new MemoryFileSystem());
    const db = await HenryDB.open({ dataDir: '/db', environment });
    await db.exec('create table t (id int primary key, v int); insert into t select g, 0 from generate_series(1, 200) g');
    const connections = await Promise.all([0, 1, 2, 3].map(() => db.connect()));
    // Visible before they are durable: those have to be remembered until they are.
    for (const connection of connections) await connection.exec('set synchronous_commit = off');
    const { manager } = db.session.database;
    const locksBefore = manager.locks.size;
    await load(connections, `begin isolation level ${level}`);
    expect(manager.serializable.trackedCount).toBe(0);
    expect(manager.rowLocks.size).toBe(0);
    expect(manager.runningXids().length).toBe(0);
    expect(manager.snapshotCount).toBe(0);
    expect(manager.locks.size).toBeLessThanOrEqual(locksBefore);
    await environment.scheduler.delay(1000).promise;
    await connections[0]!.exec('insert into t values (1000, 0)');
    expect(manager.unflushedCount).toBeLessThan(10);
    await db.close();
  },
  60_000,
);
