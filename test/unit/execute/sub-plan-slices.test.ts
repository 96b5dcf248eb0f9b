/** A correlated sub-plan that takes long stops at the end of the slice wherever it stands, goes on where it was, and repeats no side effect. */
import { beforeAll, describe, expect, it } from 'vitest';
import { PgError } from '../../../src/errors/index.js';
import type { EngineName } from '../../../src/execute/index.js';
import type { Datum } from '../../../src/types/index.js';
import { TestDatabase, TestSession } from './fixture.js';

/** Rows of `big`: more than twenty steps' work for each look. */
const ROWS = 90_000;
/** Correlated, and not to be made a join: one look through `big` (`o` is the outer table of one row). */
const LOOK = '(select count(b.x + o.k) from big b where b.x + o.k > 0)';
const NEVER = 'exists (select 1 from big b where b.x + o.k < 0)';

/** Each runs LOOK or NEVER once at least. */
const SELECTS: readonly string[] = [
  `select k, ${LOOK} from one o`,
  `select k from one o where k = 1 and ${NEVER}`,
  `select k from one o where k = 0 or ${NEVER}`,
  `select k + ${LOOK} * 2 from one o order by 1`,
  `select case when k = 1 then ${LOOK} else 0 end from one o`,
  `select case when k = 0 then 1 else (select count(*) from big) end from one o`,
  `select coalesce(nullif(k, 1), ${LOOK}) from one o`,
  `select sum(${LOOK}) from one o`,
  `select sum(k) filter (where ${LOOK} > 5), max(${LOOK}) filter (where k = 2) from one o`,
  `select ${LOOK} % 7, count(*) from one o group by 1`,
  `select k, count(*) from one o group by k having not ${NEVER}`,
  `select sum(${LOOK}) over () from one o`,
  `select generate_series(1, ${LOOK} / 30000) from one o`,
  `select k, generate_series(1, 2), ${LOOK} from one o`,
  `select * from one o, lateral generate_series(1, ${LOOK} / 30000) g`,
  `select * from one o, lateral (values (${LOOK}), (1)) v(n)`,
  `select (select x from big where x > 5 order by x limit 1 + ${LOOK} * 0) from one o`,
  `select (select 5 where ${LOOK} > 3) from one o`,
  `select k from one o where 3 > all (select b.x + o.k * 0 from big b where b.x <= 2 or b.x + o.k < 0)`,
  `select k from one o where o.k + 89990 = any (select b.x + o.k - o.k from big b)`,
  `select k from one o where ${LOOK} = any (select t.k + 89998 + o.k - o.k from two t)`,
  `select array(select b.x + o.k from big b where b.x + o.k < 4) from one o`,
  `select o.k, t.k from one o left join two t on t.k = o.k and ${LOOK} > 5`,
  `select o.k from one o join two t on t.k >= o.k and (select count(*) from big b where b.x + o.k > t.k) > 5`,
  `select o.k, t.k from one o left join two t on t.k >= o.k and (select count(*) from big b where b.x + o.k > t.k) > 5`,
  `select o.k from one o where not exists (select from two t where t.k <> o.k and (select count(*) from big b where b.x + o.k > t.k) < 5)`,
  `select o.k from one o join two t on ${LOOK} = t.k + 89999`,
  `select k, (select (select count(*) from big b where b.x + o.k + t.k > 0) from two t where t.k = o.k) from one o`,
  `with c as (select k, ${LOOK} n from one o) select * from c`,
  `select k from one o where (select count(*) from big b where b.x < o.k) = 0 union all select ${LOOK} from one o`,
];

function stepsOf(session: TestSession, sql: string): { rows: Datum[][]; steps: number } {
  const rows: Datum[][] = [];
  const work = session.start(sql, [], row => rows.push([...row]) > 0);
  let steps = 0;
  while (work.next().done !== true) steps++;
  return { rows, steps };
}

describe.each(['volcano', 'pipeline', 'interpreter'] as const)('%s', (engine: EngineName) => {
  let database: TestDatabase;
  let session: TestSession;
  beforeAll(() => {
    database = new TestDatabase();
    database.createTable('big', { columns: ['x int'] });
    database.createTable('one', { columns: ['k int', 'v int'], primaryKey: ['k'] });
    database.createTable('two', { columns: ['k int'] });
    database.query(`insert into big select generate_series(1, ${ROWS})`);
    database.query('insert into one values (1, 0)');
    database.query('insert into two values (1), (2)');
    session = new TestSession(database, engine);
    session.sliceEvery = true;
  });

  it.each(SELECTS)('%s', sql => {
    const { rows, steps } = stepsOf(session, sql);
    expect(steps).toBeGreaterThan(15);
    expect(rows).toEqual(database.query(sql, [], 'volcano'));
  });

  it.each([
    `insert into one values (5, 0) returning k, (select count(b.x + one.k) from big b where b.x + one.k > 0)`,
    `insert into one values (1, 7) on conflict (k) do update set v = (select count(b.x + one.k) from big b where b.x + one.k > excluded.v) returning v`,
    `update one o set v = ${LOOK} returning v`,
    `merge into one o using two t on o.k = t.k when matched and ${NEVER} then delete when matched then update set v = ${LOOK} when not matched then insert values (t.k, (select count(*) from big b where b.x + t.k > 5))`,
  ])('%s', sql => {
    const changing = new TestSession(database, engine);
    changing.sliceEvery = true;
    const { rows, steps } = stepsOf(changing, sql);
    expect(steps).toBeGreaterThan(15);
    const changed = changing.query('select k, v from one order by 1');
    changing.rollback();
    const plain = new TestSession(database, 'volcano');
    expect(rows).toEqual(plain.query(sql));
    expect(changed).toEqual(plain.query('select k, v from one order by 1'));
    plain.rollback();
  });

  it('calls volatile functions once', () => {
    database.sequences.clear();
    // The test's sequence port counts calls by argument.
    const { rows, steps } = stepsOf(
      session,
      `select nextval('16'::regclass), ${LOOK}, nextval('16'::regclass) + ${LOOK} from one o where nextval('17'::regclass) > 0 or ${NEVER}`,
    );
    expect(steps).toBeGreaterThan(15);
    expect(rows).toEqual([[1, ROWS, 2 + ROWS]]);
    expect(database.sequences.get(17)).toBe(1);
  });

  it('can be cancelled in the middle', () => {
    const cancelled = new TestSession(database, engine);
    cancelled.sliceEvery = true;
    const work = cancelled.start(`select k from one o where exists (select 1 from big a, big b where a.x + b.x + o.k < 0)`, [], () => true);
    for (let i = 0; i < 5; i++) expect(work.next().done).toBe(false);
    cancelled.interrupt = new PgError('query_canceled', 'canceling statement due to user request');
    expect(() => work.next()).toThrow('canceling statement due to user request');
    cancelled.rollback();
    expect(database.manager.storage.pool.pinnedCount).toBe(0);
  });
});
