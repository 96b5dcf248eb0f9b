/** Small transactions whose every interleaving is run at SERIALIZABLE (those of the literature: write skew, phantoms, the read-only anomaly …). No step waits. */
export interface SerializableSpec {
  readonly name: string;
  readonly sessions: readonly (readonly string[])[];
  /** Interleavings tried; all there are when absent. */
  readonly sample?: number;
}

export const SETUP = `
  drop table if exists item;
  create table item (id int primary key, v int, c text);
  insert into item values (1, 10, 'x'), (2, 20, 'x'), (3, 30, 'y');
`;
export const FINALLY = 'select * from item order by id';

const BEGIN = 'begin isolation level serializable';
const BY_INDEX = `${BEGIN}; set local enable_seqscan = off; set local enable_bitmapscan = off`;

export const SPECS: readonly SerializableSpec[] = [
  {
    name: 'write skew over the whole table',
    sessions: [
      [BEGIN, 'select sum(v) from item', 'update item set v = v + 1 where id = 1', 'commit'],
      [BEGIN, 'select sum(v) from item', 'update item set v = v + 1 where id = 2', 'commit'],
    ],
  },
  {
    name: 'write skew through an index',
    sessions: [
      [BY_INDEX, 'select v from item where id = 2', 'update item set v = v + 1 where id = 1', 'commit'],
      [BY_INDEX, 'select v from item where id = 1', 'update item set v = v + 1 where id = 2', 'commit'],
    ],
  },
  {
    name: 'phantoms in an index range',
    sessions: [
      [BY_INDEX, 'select count(*) from item where id > 5', 'insert into item values (11, 1)', 'commit'],
      [BY_INDEX, 'select count(*) from item where id > 5', 'insert into item values (12, 1)', 'commit'],
    ],
  },
  {
    name: 'phantoms of rows deleted',
    sessions: [
      [BEGIN, "select count(*) from item where c = 'x'", "delete from item where c = 'y'", 'commit'],
      [BEGIN, "select count(*) from item where c = 'y'", "delete from item where c = 'x'", 'commit'],
    ],
  },
  {
    name: 'what was rolled back does not count',
    sample: 70,
    sessions: [
      [BEGIN, 'select sum(v) from item', 'update item set v = v + 1 where id = 1', 'rollback'],
      [BEGIN, 'select sum(v) from item', 'savepoint p', 'update item set v = v + 1 where id = 2', 'rollback to p', 'commit'],
    ],
  },
  {
    name: 'duplicate key or failure to serialize',
    sample: 80,
    sessions: [
      [BY_INDEX, 'select * from item where id = 9', 'insert into item values (9, 1)', 'commit'],
      [BY_INDEX, 'select * from item where id = 9', 'select * from item where id = 1', 'commit', BY_INDEX, 'insert into item values (8, 1)', 'commit'],
    ],
  },
  {
    name: 'the read-only anomaly',
    sample: 60,
    sessions: [
      [BEGIN, 'select v from item where id in (1, 2)', 'update item set v = v - 11 where id = 1', 'commit'],
      [BEGIN, 'select v from item where id = 2', 'update item set v = v + 20 where id = 2', 'commit'],
      [`${BEGIN} read only`, 'select id, v from item where id in (1, 2) order by id', 'commit'],
    ],
  },
  {
    name: 'three in a row',
    sample: 60,
    sessions: [
      [BEGIN, 'select v from item where id = 1', 'update item set v = v + 1 where id = 2', 'commit'],
      [BEGIN, 'select v from item where id = 2', 'update item set v = v + 1 where id = 3', 'commit'],
      [BEGIN, 'select v from item where id = 3', 'update item set v = v + 1 where id = 1', 'commit'],
    ],
  },
  {
    name: 'three in a row through an index',
    sample: 60,
    sessions: [
      [BY_INDEX, 'select v from item where id = 1', 'update item set v = v + 1 where id = 2', 'commit'],
      [BY_INDEX, 'select v from item where id = 2', 'update item set v = v + 1 where id = 3', 'commit'],
      [BY_INDEX, 'select v from item where id = 3', 'update item set v = v + 1 where id = 1', 'commit'],
    ],
  },
];

/** Orders of the sessions' steps, as strings of session numbers; every n-th of them when there are more than the sample. */
export function interleavings(spec: SerializableSpec): string[] {
  const all: string[] = [];
  const left = spec.sessions.map(steps => steps.length);
  const walk = (sofar: string): void => {
    if (left.every(n => n === 0)) all.push(sofar);
    left.forEach((n, i) => {
      if (n === 0) return;
      left[i] = n - 1;
      walk(`${sofar}${i}`);
      left[i] = n;
    });
  };
  walk('');
  const { sample } = spec;
  if (sample === undefined || all.length <= sample) return all;
  const every = all.length / sample;
  return Array.from({ length: sample }, (_, i) => all[Math.floor(i * every)]!);
}

/** Runs one statement: its rows as text, or its SQLSTATE. */
export type Runner = (sql: string) => Promise<string>;

/** The outcome of every step, and of the final state. */
export async function play(spec: SerializableSpec, order: string, sessions: readonly Runner[], admin: Runner): Promise<string> {
  await admin(SETUP);
  const next = spec.sessions.map(() => 0);
  const outcomes: string[] = [];
  for (const digit of order) {
    const session = Number(digit);
    outcomes.push(await sessions[session]!(spec.sessions[session]![next[session]!++]!));
  }
  return `${outcomes.join(' ')} = ${await admin(FINALLY)}`;
}
