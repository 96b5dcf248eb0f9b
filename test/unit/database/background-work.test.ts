/** Commits that do not wait for the log (synchronous_commit = off) are lost in a crash only for a moment. */
import { expect, test } from 'vitest';
import { HenryDB } from '../../../src/embedded/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';

async function countAfterCrash(pauseMs: number): Promise<number> {
  const random = new SeededRandom(4);
  const fileSystem = new SimulatedFileSystem(random);
  const environment = simulatedEnvironment(random, fileSystem);
  const db = await HenryDB.open({ dataDir: '/db', environment });
  await db.exec('create table t (a int); insert into t values (1); checkpoint');
  await db.exec('set synchronous_commit = off');
  await db.exec('insert into t values (2)');
  await environment.scheduler.delay(pauseMs).promise;
  await db.abandon();
  const after = simulatedEnvironment(random, fileSystem.crash());
  const again = await HenryDB.open({ dataDir: '/db', environment: after });
  const { rows } = await again.query<{ n: number }>('select count(*) as n from t');
  await again.close();
  return Number(rows[0]!.n);
}

test('a commit with synchronous_commit off is durable soon after', async () => {
  expect(await countAfterCrash(450)).toBe(2);
});
