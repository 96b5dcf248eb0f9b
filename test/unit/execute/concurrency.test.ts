/** Two sessions at once: waits, EvalPlanQual, unique conflicts, foreign keys, as PostgreSQL 15 (chapter 13). */
import { beforeEach, describe, expect, it } from 'vitest';
import type { PAUSE } from '../../../src/execute/index.js';
import type { WaitRequest } from '../../../src/txn/index.js';
import type { Datum } from '../../../src/types/index.js';
import { TestDatabase, TestSession } from './fixture.js';

/** A statement that may have to wait for the other session. */
class Running {
  readonly rows: Datum[][] = [];
  isDone = false;
  private readonly work: Generator<WaitRequest | typeof PAUSE, void, void>;
  constructor(session: TestSession, sql: string, parameters: readonly Datum[] = []) {
    this.work = session.start(sql, parameters, row => this.rows.push([...row]) > 0);
    this.go();
  }
  /** Goes on until it waits or ends; true when it has ended. */
  go(): boolean {
    for (let i = 0; i < 1000; i++) {
      const step = this.work.next();
      if (step.done === true) {
        this.isDone = true;
        return true;
      }
      if ((step.value as WaitRequest).kind === 'lock') return false;
    }
    throw new Error('the statement does not end');
  }
}

let database: TestDatabase;
let a: TestSession;
let b: TestSession;
beforeEach(() => {
  database = new TestDatabase();
  database.createTable('acc', { columns: ['id int', 'bal int', 'tag text'], primaryKey: ['id'], unique: [['tag']] });
  database.query(`insert into acc values (1, 100, 'x'), (2, 200, 'y'), (3, 300, null)`);
  a = new TestSession(database, 'pipeline');
  b = new TestSession(database, 'pipeline');
});
const all = (): Datum[][] => database.query('select id, bal, tag from acc order by id');

describe('read committed', () => {
  it('an update waits and goes on from the newest version', () => {
    a.query('update acc set bal = bal + 10 where id = 1');
    const waiting = new Running(b, 'update acc set bal = bal + 1 where id = 1 returning bal');
    expect(waiting.isDone).toBe(false);
    a.commit();
    expect(waiting.go()).toBe(true);
    expect(waiting.rows).toEqual([[111]]);
    b.commit();
    expect(all()[0]).toEqual([1, 111, 'x']);
  });

  it('an update of a row that no longer qualifies does nothing', () => {
    a.query('update acc set bal = 5 where id = 1');
    const waiting = new Running(b, 'update acc set bal = 0 where bal = 100 returning id');
    a.commit();
    waiting.go();
    expect(waiting.rows).toEqual([]);
    b.commit();
    expect(all()[0]).toEqual([1, 5, 'x']);
  });

  it('an update of a deleted row does nothing; of a rolled-back change, the old row', () => {
    a.query('delete from acc where id = 1');
    const gone = new Running(b, 'update acc set bal = 0 where id = 1 returning id');
    a.commit();
    gone.go();
    expect(gone.rows).toEqual([]);
    a.query('update acc set bal = 0 where id = 2');
    const kept = new Running(b, 'update acc set bal = bal + 1 where id = 2 returning bal');
    a.rollback();
    kept.go();
    expect(kept.rows).toEqual([[201]]);
    b.commit();
  });

  it('a delete follows to the newest version', () => {
    a.query('update acc set bal = 150 where id = 1');
    const waiting = new Running(b, 'delete from acc where bal > 90 and id = 1 returning bal');
    a.commit();
    waiting.go();
    expect(waiting.rows).toEqual([[150]]);
    b.commit();
    expect(all().map(r => r[0])).toEqual([2, 3]);
  });

  it('joins see the newest target row with the other tables as they were', () => {
    database.createTable('delta', { columns: ['id int', 'd int'] });
    database.query('insert into delta values (1, 7), (2, 8)');
    a.query('update acc set bal = 1000 where id = 1');
    const waiting = new Running(b, 'update acc set bal = bal + d from delta where delta.id = acc.id returning acc.id, bal');
    a.commit();
    waiting.go();
    expect(waiting.rows).toEqual([
      [1, 1007],
      [2, 208],
    ]);
    b.commit();
  });

  it('transfers keep the sum', () => {
    const sessions = Array.from({ length: 4 }, () => new TestSession(database, 'pipeline'));
    let seed = 7;
    const random = (n: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
    const running: (Running | null)[] = sessions.map(() => null);
    const plans: string[][] = sessions.map(() => []);
    let transfers = 0;
    while (transfers < 200) {
      const i = random(sessions.length);
      const current = running[i];
      if (current !== null && !current.isDone && !current.go()) continue;
      running[i] = null;
      if (plans[i].length === 0) {
        sessions[i].commit();
        transfers++;
        // Always the lower account first: no deadlock.
        const from = 1 + random(2);
        const to = from + 1;
        plans[i] = [`update acc set bal = bal - 1 where id = ${from}`, `update acc set bal = bal + 1 where id = ${to}`];
      }
      running[i] = new Running(sessions[i], plans[i].shift() as string);
    }
    for (let round = 0; round < 100; round++) {
      sessions.forEach((session, i) => {
        const current = running[i];
        if (current !== null && !current.isDone && !current.go()) return;
        running[i] = null;
        if (plans[i].length > 0) running[i] = new Running(session, plans[i].shift() as string);
        else session.commit();
      });
    }
    expect(database.query('select sum(bal) from acc')).toEqual([[600]]);
  });
});

describe('repeatable read', () => {
  it('a concurrent update or delete is a serialization failure', () => {
    b.isolation = 'repeatable read';
    const start = (sql: string): Running => new Running(b, sql);
    a.query('update acc set bal = 0 where id = 1');
    const waiting = start('update acc set bal = 1 where id = 1');
    a.commit();
    expect(() => waiting.go()).toThrow('could not serialize access due to concurrent update');
    b.rollback();
    a.query('delete from acc where id = 2');
    const deleted = start('update acc set bal = 1 where id = 2');
    a.commit();
    expect(() => deleted.go()).toThrow('could not serialize access due to concurrent delete');
    b.rollback();
  });
});

describe('unique keys', () => {
  it('an insert waits for the other transaction and then conflicts or not', () => {
    a.query(`insert into acc values (9, 0, 'z')`);
    const first = new Running(b, `insert into acc values (9, 1, 'w')`);
    expect(first.isDone).toBe(false);
    a.rollback();
    expect(first.go()).toBe(true);
    b.commit();
    a.query(`insert into acc values (10, 0, 'q')`);
    const second = new Running(b, `insert into acc values (11, 1, 'q')`);
    a.commit();
    expect(() => second.go()).toThrow('duplicate key value violates unique constraint "acc_tag_key"');
    b.rollback();
    expect(all().map(r => r[0])).toEqual([1, 2, 3, 9, 10]);
  });

  it('ON CONFLICT waits, then updates or inserts', () => {
    a.query(`insert into acc values (9, 5, 'z')`);
    const waiting = new Running(b, `insert into acc values (9, 1, 'w') on conflict (id) do update set bal = acc.bal + excluded.bal returning bal`);
    expect(waiting.isDone).toBe(false);
    a.commit();
    waiting.go();
    expect(waiting.rows).toEqual([[6]]);
    b.commit();
    a.query('delete from acc where id = 9');
    const again = new Running(b, `insert into acc values (9, 1, 'w') on conflict (id) do update set bal = 77 returning bal`);
    a.commit();
    again.go();
    expect(again.rows).toEqual([[1]]);
    b.commit();
    expect(() => database.query(`insert into acc values (50, 1, 'p'), (50, 2, 'r') on conflict (id) do update set bal = excluded.bal`)).toThrow(
      'ON CONFLICT DO UPDATE command cannot affect row a second time',
    );
    expect(database.query(`insert into acc values (51, 1, 'p'), (51, 2, 'r') on conflict do nothing returning id, bal`)).toEqual([[51, 1]]);
  });

  it('swapping unique values through rows deleted in the same transaction', () => {
    a.query('delete from acc where id = 1');
    a.query(`insert into acc values (1, 1, 'x')`);
    a.query(`update acc set tag = 'n' where id = 2`);
    a.query(`update acc set tag = 'y' where id = 3`);
    a.commit();
    expect(all()).toEqual([
      [1, 1, 'x'],
      [2, 200, 'n'],
      [3, 300, 'y'],
    ]);
  });
});

describe('row locks', () => {
  it('FOR UPDATE waits and gives the newest version', () => {
    a.query('update acc set bal = 111 where id = 1');
    const waiting = new Running(b, 'select bal from acc where id = 1 for update');
    expect(waiting.isDone).toBe(false);
    a.commit();
    waiting.go();
    expect(waiting.rows).toEqual([[111]]);
    b.commit();
  });

  it('FOR UPDATE drops rows that no longer qualify, in joins too', () => {
    database.createTable('delta', { columns: ['id int', 'd int'] });
    database.query('insert into delta values (1, 7), (2, 8)');
    a.query('update acc set bal = 0 where id = 1');
    const waiting = new Running(
      b,
      'select acc.id, bal + d from acc join delta on acc.id = delta.id where bal > 50 order by acc.id desc limit 5 for update of acc',
    );
    a.commit();
    waiting.go();
    expect(waiting.rows).toEqual([[2, 208]]);
    b.commit();
  });

  it('a queue: the first row that nobody has locked', () => {
    a.query('select 1 from acc where id = 1 for update');
    expect(b.query('select id from acc order by bal, id limit 1 for update skip locked')).toEqual([[2]]);
    a.commit();
    b.commit();
  });

  it('SKIP LOCKED and NOWAIT', () => {
    a.query('select 1 from acc where id = 1 for update');
    const skipping = new Running(b, 'select id from acc order by id for update skip locked');
    expect(skipping.rows).toEqual([[2], [3]]);
    expect(() => b.query('select id from acc for update nowait')).toThrow('could not obtain lock on row in relation "acc"');
    b.rollback();
    a.commit();
  });
});

describe('foreign keys', () => {
  beforeEach(() => {
    database.createTable('child', {
      columns: ['id int', 'acc int'],
      primaryKey: ['id'],
      indexes: [['acc']],
      foreignKeys: [{ columns: ['acc'], references: 'acc' }],
    });
    database.createTable('casc', { columns: ['acc int', 'n int'], foreignKeys: [{ columns: ['acc'], references: 'acc', onDelete: 'c', onUpdate: 'c' }] });
  });

  it('checks both sides with PostgreSQL’s words', () => {
    expect(() => database.query('insert into child values (1, 99)')).toThrow(
      'insert or update on table "child" violates foreign key constraint "child_acc_fkey"',
    );
    database.query('insert into child values (1, 1), (2, null)');
    expect(() => database.query('delete from acc where id = 1')).toThrow(
      'update or delete on table "acc" violates foreign key constraint "child_acc_fkey" on table "child"',
    );
    expect(() => database.query('update acc set id = 77 where id = 1')).toThrow(
      'update or delete on table "acc" violates foreign key constraint "child_acc_fkey" on table "child"',
    );
    database.query('update acc set bal = 0 where id = 1');
    database.query('delete from acc where id = 2');
  });

  it('cascades', () => {
    database.query('insert into casc select 1 + g % 2, g from generate_series(1, 10) g');
    database.query('update acc set id = 8 where id = 1');
    expect(database.query('select acc, count(*) from casc group by acc order by acc')).toEqual([
      [2, 5],
      [8, 5],
    ]);
    database.query('delete from acc where id = 8');
    expect(database.query('select count(*) from casc')).toEqual([[5]]);
  });

  it('a referencing insert waits for the parent’s deletion', () => {
    a.query('delete from acc where id = 3');
    const waiting = new Running(b, 'insert into child values (5, 3)');
    expect(waiting.isDone).toBe(false);
    a.commit();
    expect(() => waiting.go()).toThrow('violates foreign key constraint "child_acc_fkey"');
    b.rollback();
    a.query('insert into child values (6, 2)');
    const deleting = new Running(b, 'delete from acc where id = 2');
    expect(deleting.isDone).toBe(false);
    a.commit();
    expect(() => deleting.go()).toThrow('update or delete on table "acc" violates foreign key constraint "child_acc_fkey"');
    b.rollback();
  });

  it('parents updated without their keys do not disturb children', () => {
    a.query('insert into child values (7, 2)');
    const updating = new Running(b, 'update acc set bal = 1 where id = 2');
    expect(updating.isDone).toBe(true);
    a.commit();
    b.commit();
  });
});
