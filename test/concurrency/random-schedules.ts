/**
 * Random schedules of three serializable transactions, each from a seed: what they read overlaps, what they write does not (each has rows of its own), so that no step waits
 * and the outcome is a matter of the rules alone.
 */
import { SeededRandom } from '../../src/io/index.js';
import type { Connection } from '../../src/index.js';
import type { Runner } from './serializable-specs.js';

const SESSIONS = 3;
/** Rows that a session may write: ids n, n + 3, n + 6 … */
const ROWS = 12;

export const TABLE = `
  drop table if exists item;
  create table item (id int primary key, v int, c int) with (autovacuum_enabled = off);
  create index item_c on item (c);
`;
const SETUP = `
  truncate item;
  insert into item select g, g * 10, g % 4 from generate_series(0, ${ROWS - 1}) g;
`;
const FINALLY = 'select id, v from item order by id';

export interface Schedule {
  /** Which session takes the next step. */
  readonly order: readonly number[];
  readonly sessions: readonly (readonly string[])[];
}

export function randomSchedule(seed: number): Schedule {
  const random = new SeededRandom(seed);
  const sessions: string[][] = [];
  for (let session = 0; session < SESSIONS; session++) {
    const byIndex = random.chance(0.6) ? '; set local enable_seqscan = off; set local enable_bitmapscan = off' : '';
    const isReadOnly = random.chance(0.12);
    const steps = [`begin isolation level serializable${isReadOnly ? ' read only' : ''}${byIndex}`];
    let fresh = 100 + session;
    const read = (): string => {
      const id = random.below(ROWS + 2);
      return random.pick([
        `select v from item where id = ${id}`,
        `select sum(v) from item where id between ${id} and ${id + random.below(4)}`,
        `select count(*) from item where c = ${random.below(5)}`,
        'select sum(v) from item',
        `select v from item where id = ${id} and c < 3`,
      ]);
    };
    const write = (): string => {
      const own = session + SESSIONS * random.below(ROWS / SESSIONS);
      switch (random.below(5)) {
        case 0:
          return `insert into item values (${(fresh += SESSIONS)}, 1, ${random.below(5)})`;
        case 1:
          return `delete from item where id = ${own}`;
        case 2:
          return `update item set c = ${random.below(5)} where id = ${own}`;
        default:
          return `update item set v = v + 1 where id = ${own}`;
      }
    };
    for (let i = 1 + random.below(4); i > 0; i--) {
      if (!isReadOnly && random.chance(0.08)) steps.push('savepoint s', write(), random.pick(['rollback to s', 'release s']));
      else steps.push(isReadOnly || random.chance(0.5) ? read() : write());
    }
    steps.push(random.chance(0.07) ? 'rollback' : 'commit');
    // A second, short transaction of the session may follow.
    if (random.chance(0.2)) steps.push('begin isolation level serializable', read(), write(), 'commit');
    sessions.push(steps);
  }
  const left = sessions.map(steps => steps.length);
  const order: number[] = [];
  for (let total = left.reduce((a, b) => a + b); total > 0; total--) {
    let at = random.below(total);
    let session = 0;
    while (at >= left[session]!) at -= left[session++]!;
    left[session]!--;
    order.push(session);
  }
  return { order, sessions };
}

/** Runs the steps of one session on HenryDB. */
export function runnerOf(connection: Connection): Runner {
  return async sql => {
    try {
      const results = await connection.exec(sql, { rowMode: 'array' });
      return (results[results.length - 1]!.rows as unknown as unknown[][]).map(row => row.map(value => String(value)).join(',')).join(';') || 'ok';
    } catch (error) {
      const { code, detail } = error as { code: string; detail?: string };
      return failureText(code, detail);
    }
  };
}

/** What every step gave, and the rows at the end. The admin has made the TABLE. */
export async function playSchedule(schedule: Schedule, sessions: readonly Runner[], admin: Runner): Promise<string> {
  await admin(SETUP);
  const next = schedule.sessions.map(() => 0);
  const outcomes: string[] = [];
  for (const session of schedule.order) outcomes.push(`${session}:${await sessions[session]!(schedule.sessions[session]![next[session]!++]!)}`);
  for (const runner of sessions) await runner('rollback');
  return `${outcomes.join(' ')} = ${await admin(FINALLY)}`;
}

/** An error as an outcome: its SQLSTATE, and why it failed to serialize. */
export function failureText(code: string, detail: string | undefined): string {
  const reason = /^Reason code: (.*)\.$/.exec(detail ?? '')?.[1];
  return reason === undefined ? code : `${code}(${reason.replace(/\d+/g, 'N').replaceAll(' ', '-')})`;
}
