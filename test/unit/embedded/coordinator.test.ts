/** Transactions over two servers: all or nothing, wherever a participant or the coordinator stops. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HenryDB, openCoordinator, type Coordinator, type Participant, type ParticipantConnection } from '../../../src/embedded/index.js';
import { SeededRandom, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';

class Stopped extends Error {}

/** Counts what is sent anywhere, and stops the world before or after the n-th. */
class Wire {
  count = 0;
  stopAt = Infinity;
  stopsBefore = true;

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.count >= this.stopAt) throw new Stopped();
    this.count++;
    const stopsNow = this.count === this.stopAt;
    if (stopsNow && this.stopsBefore) throw new Stopped();
    const result = await work();
    if (stopsNow) throw new Stopped();
    return result;
  }
}

let wire: Wire;
let east: HenryDB;
let west: HenryDB;
let fileSystem: SimulatedFileSystem;
let log: HenryDB;
let open: (ParticipantConnection & { kill(): Promise<void> })[];

function participant(db: HenryDB): Participant {
  return {
    async connect() {
      const session = await wire.pass(() => db.connect());
      const connection = { query: (sql: string) => wire.pass(() => session.query(sql)), close: () => session.close(), kill: () => session.close() };
      open.push(connection);
      return connection;
    },
  };
}

async function openLog(): Promise<void> {
  log = await HenryDB.open({ dataDir: '/log', poolFrames: 16, environment: simulatedEnvironment(new SeededRandom(9), fileSystem) });
}

const coordinator = (): Promise<Coordinator<'east' | 'west'>> => openCoordinator(log, { east: participant(east), west: participant(west) });
const balance = async (db: HenryDB): Promise<number> => (await db.query<{ v: number }>('select v from account')).rows[0]!.v;
const inDoubt = async (db: HenryDB): Promise<number> => (await db.query('select 1 from pg_prepared_xacts')).rows.length;

beforeEach(async () => {
  wire = new Wire();
  open = [];
  fileSystem = new SimulatedFileSystem(new SeededRandom(8));
  [east, west] = await Promise.all([HenryDB.open(), HenryDB.open()]);
  await openLog();
  for (const db of [east, west]) await db.exec('create table account (v int not null check (v >= 0)); insert into account values (100)');
});
afterEach(async () => {
  await Promise.all([east, west, log].map(db => db.close()));
});

const move = (on: Coordinator<'east' | 'west'>, amount: number): Promise<void> =>
  on.transaction(async sessions => {
    await sessions.east.query(`update account set v = v - ${amount}`);
    await sessions.west.query(`update account set v = v + ${amount}`);
  });

test('commits on both, or on none when the work or a participant refuses', async () => {
  const one = await coordinator();
  await move(one, 30);
  expect([await balance(east), await balance(west)]).toEqual([70, 130]);
  await expect(move(one, 100)).rejects.toMatchObject({ code: '23514' });
  await expect(
    one.transaction(async ({ east: session }) => {
      await session.query('update account set v = 0');
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  // An error that the work has swallowed still stops the commit.
  await expect(
    one.transaction(async sessions => {
      await sessions.east.query('update account set v = 1');
      await sessions.west.query('select 1 / 0').catch(() => undefined);
    }),
  ).rejects.toMatchObject({ code: '25P02' });
  expect([await balance(east), await balance(west)]).toEqual([70, 130]);
  expect([await inDoubt(east), await inDoubt(west), await one.undelivered()]).toEqual([0, 0, []]);
});

test('one participant alone needs no second phase; a deferred constraint refuses in the first', async () => {
  const one = await coordinator();
  await one.transaction(({ east: session }) => session.query('update account set v = 5'), { participants: ['east'] });
  expect(await balance(east)).toBe(5);
  await west.exec('create table parent (a int primary key); create table child (a int references parent deferrable initially deferred)');
  await expect(
    one.transaction(async sessions => {
      await sessions.east.query('update account set v = 6');
      await sessions.west.query('insert into child values (1)');
    }),
  ).rejects.toMatchObject({ code: '23503' });
  expect([await balance(east), await inDoubt(east), await inDoubt(west)]).toEqual([5, 0, 0]);
});

describe.each([
  ['before', true],
  ['behind', false],
])('the world stops %s the n-th message', (_, stopsBefore) => {
  test('and comes back whole, for every n', { timeout: 60_000 }, async () => {
    let balances = [100, 100];
    for (let n = 1; ; n++) {
      const one = await coordinator();
      wire.count = 0;
      wire.stopsBefore = stopsBefore;
      wire.stopAt = n;
      let isDone = false;
      await move(one, 1).then(
        () => (isDone = true),
        error => expect(error).toBeInstanceOf(Stopped),
      );
      const isOver = wire.count < n;
      wire.stopAt = Infinity;
      // The coordinator's process is gone: sessions end, its disk loses what was not synced.
      await Promise.all(open.splice(0).map(session => session.kill()));
      await log.abandon();
      fileSystem = fileSystem.crash();
      await openLog();
      const two = await coordinator();
      const now = [await balance(east), await balance(west)];
      const moved = [balances[0]! - 1, balances[1]! + 1];
      expect(now[0]! + now[1]!).toBe(200);
      expect(isDone ? [moved] : [moved, balances]).toContainEqual(now);
      expect([await inDoubt(east), await inDoubt(west), await two.undelivered()]).toEqual([0, 0, []]);
      balances = now;
      if (isOver) break;
    }
    expect(balances[0]).toBeLessThan(100);
  });
});

test('a participant that is away is told when it is back', async () => {
  const one = await coordinator();
  let isAway = false;
  let goesAway = true;
  const two = await openCoordinator(log, {
    east: participant(east),
    west: {
      async connect() {
        if (isAway) throw new Error('west is away');
        const session = await west.connect();
        return {
          query: async (sql: string) => {
            if (goesAway && sql.startsWith('commit prepared')) isAway = true;
            if (isAway) throw new Error('west is away');
            return await session.query(sql);
          },
          close: () => session.close(),
        };
      },
    },
  });
  await move(two, 10);
  expect([await balance(east), await balance(west)]).toEqual([90, 100]);
  expect(await two.undelivered()).toHaveLength(1);
  expect(await two.recover()).toMatchObject({ committed: 0, rolledBack: 0, unreachable: { west: new Error('west is away') } });
  isAway = goesAway = false;
  expect(await two.recover()).toEqual({ committed: 1, rolledBack: 0, unreachable: {} });
  expect([await balance(east), await balance(west), await one.undelivered()]).toEqual([90, 110, []]);
});
