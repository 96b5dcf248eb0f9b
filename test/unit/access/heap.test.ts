/** Heap tables, case by case: row formats, overflow, HOT, pruning, row locks, waiting, vacuum, xid bases. */
import { describe, expect, it } from 'vitest';
import type { HeapTable, UpdatePlan } from '../../../src/access/index.js';
import type { RowRef } from '../../../src/base/index.js';
import type { PgError } from '../../../src/errors/index.js';
import { SeededRandom } from '../../../src/io/index.js';
import { arena, baseWord, pageXidBase } from '../../../src/storage/index.js';
import { FOR_SHARE, FOR_UPDATE, KEY_SHARE, NO_KEY_UPDATE, type RowLockStrength, type Transaction, type TransactionManager } from '../../../src/txn/index.js';
import type { Datum } from '../../../src/types/index.js';
import { allRows, diskManager, makeTable, memoryManager, now, openTable, settle, Task, type, victimOf } from './fixture.js';

const PLAN: UpdatePlan = { changed: null, indexed: [0], keys: [0] };

function committed<T>(manager: TransactionManager, work: (transaction: Transaction) => T): T {
  const transaction = manager.begin();
  const result = work(transaction);
  manager.commitNow(transaction);
  return result;
}

function parse(name: string, text: string): Datum {
  const context = {
    dateStyle: { format: 'ISO', order: 'MDY' },
    intervalStyle: 'postgres',
    timeZone: 'UTC',
    byteaOutput: 'hex',
    extraFloatDigits: 1,
    transactionTimestamp: 0,
  };
  return type(name).parse(text, -1, context as never);
}

describe('row format', () => {
  it('gives back every storage class', () => {
    const manager = memoryManager();
    const numeric152 = ((15 << 16) | 2) + 4;
    const specs = [
      'bool',
      'char',
      'int2',
      'int4',
      'oid',
      'float4',
      'int8',
      'float8',
      { type: 'numeric', typmod: numeric152 },
      'uuid',
      'interval',
      'text',
      'bytea',
      'numeric',
      'timestamptz',
      'date',
      '_int4',
      'varchar',
    ];
    const table = makeTable(manager, specs);
    const rows: Datum[][] = [
      [
        true,
        'x',
        -5,
        123456789,
        4294967295,
        Math.fround(1.1),
        9007199254740991,
        -0,
        type('numeric').parse('1234567890123.45', numeric152, {} as never),
        parse('uuid', '00112233-4455-6677-8899-aabbccddeeff'),
        parse('interval', '1 mon -2 days 03:04:05.6'),
        'naïve ☃ 𝄞',
        new Uint8Array([0, 255, 1]),
        parse('numeric', '123456789012345678901234567890.5'),
        -9223372036854775808n,
        2147483647,
        parse('_int4', '{1,NULL,3}'),
        'short',
      ],
      [
        false,
        '',
        32767,
        -2147483648,
        0,
        NaN,
        -9223372036854775808n,
        Infinity,
        type('numeric').parse('NaN', numeric152, {} as never),
        parse('uuid', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
        parse('interval', '0'),
        '',
        new Uint8Array(0),
        parse('numeric', 'NaN'),
        0,
        -2147483648,
        parse('_int4', '{}'),
        'longer than eight characters',
      ],
      specs.map(() => null),
    ];
    committed(manager, t => rows.forEach(row => table.insert(t, row)));
    expect(allRows(table)).toEqual(rows);
  });

  it('holds 1,600 columns, most of them NULL, in any type', () => {
    const manager = memoryManager();
    for (const name of ['int8', 'text', 'int4', 'bool', 'uuid', 'float8']) {
      const table = makeTable(manager, new Array<string>(1600).fill(name));
      const value = name === 'text' ? 'abc' : name === 'bool' ? true : name === 'uuid' ? parse('uuid', '00112233-4455-6677-8899-aabbccddeeff') : 12345;
      const row = new Array<Datum>(1600).fill(null);
      for (const i of [0, 1, 31, 32, 63, 64, 800, 1599]) row[i] = value;
      committed(manager, t => table.insert(t, row));
      expect(allRows(table)).toEqual([row]);
    }
    const table = makeTable(manager, new Array<string>(1600).fill('int8'));
    expect(() => committed(manager, t => table.insert(t, new Array<Datum>(1600).fill(1)))).toThrow(/row is too big: size \d+, maximum size 8152/);
  });

  it('reads rows of older layouts', () => {
    const manager = memoryManager();
    const first = makeTable(manager, ['int4', 'text']);
    committed(manager, t => first.insert(t, [1, 'one']));
    const specs = ['int4', 'text', { type: 'int8', sinceLayout: 2, missingValue: 77 }, { type: 'text', sinceLayout: 3 }];
    const second = openTable(manager, first.file, null, specs.slice(0, 3), 2);
    const ref = committed(manager, t => second.insert(t, [2, 'two', 22]));
    const third = openTable(manager, first.file, null, specs, 3);
    committed(manager, t => third.insert(t, [3, 'three', 33, 'III']));
    expect(allRows(third)).toEqual([
      [1, 'one', 77, null],
      [2, 'two', 22, null],
      [3, 'three', 33, 'III'],
    ]);
    // An update writes the row anew, unchanged columns copied from the old layout.
    const result = committed(manager, t => ({ ...third.tryUpdate(t, ref, [2, 'two', 22, 'II'], { changed: [3], indexed: [0, 1], keys: [] }) }));
    expect([result.status, result.isHot]).toEqual(['ok', true]);
    expect(allRows(third)).toEqual([
      [1, 'one', 77, null],
      [3, 'three', 33, 'III'],
      [2, 'two', 22, 'II'],
    ]);
    const old = committed(manager, t => ({ ...third.tryUpdate(t, 1 as RowRef, [1, 'one', 77, 'I'], { changed: [3], indexed: [0], keys: [] }) }));
    expect(old.status).toBe('ok');
    expect(allRows(third).find(r => r[0] === 1)).toEqual([1, 'one', 77, 'I']);
  });
});

describe('overflow values', () => {
  const random = new SeededRandom(3);
  const noise = (length: number): string => Array.from({ length }, () => String.fromCharCode(33 + Math.floor(random.next() * 90))).join('');

  it('of a megabyte and more come back, compressed or not, and their space is used again', async () => {
    const { manager } = await diskManager(64);
    const table = makeTable(manager, ['int4', 'text', 'bytea', 'text']);
    const rows: Datum[][] = [
      [1, 'a'.repeat(3_000_000), null, 'é'.repeat(500_000)],
      [2, noise(1_000_000), random.bytes(1_200_000), null],
      [3, noise(5000), random.bytes(3000), 'z'.repeat(1000)],
      [4, noise(1990), null, null],
    ];
    committed(manager, t => rows.forEach(row => table.insert(t, row)));
    expect(allRows(table)).toEqual(rows);
    const pages = table.overflow?.file.pageCount as number;
    expect(pages).toBeLessThan(300);
    for (let round = 0; round < 3; round++) {
      committed(manager, t => {
        const snapshot = manager.takeSnapshot(t);
        const scan = table.scan(snapshot);
        const refs: RowRef[] = [];
        while (scan.nextPage()) for (let i = 0; i < scan.count; i++) refs.push(scan.refOf(i));
        for (const ref of refs) expect(table.tryDelete(t, ref).status).toBe('ok');
        t.nextCommand();
        const inserted: RowRef[] = [];
        table.insertMany(t, rows, inserted);
        manager.releaseSnapshot(snapshot);
      });
      now(table.vacuum({ indexes: [] }));
      expect(allRows(table).length).toBe(4);
    }
    expect(table.overflow?.countValues()).toMatchObject({ values: table.overflow?.countValues().values, unreferenced: 0 });
    expect(table.overflow?.file.pageCount).toBeLessThan(pages * 2 + 10);
    expect(manager.storage.pool.pinnedCount).toBe(0);
  });

  it('are shared by versions that do not change them, and freed with the last', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4', 'text', 'int4']);
    const big = noise(100_000);
    let ref = committed(manager, t => table.insert(t, [1, big, 0]));
    for (let i = 1; i <= 20; i++) {
      const result = committed(manager, t => ({ ...table.tryUpdate(t, ref, [1, big, i], { changed: [2], indexed: [0], keys: [0] }) }));
      expect(result.status).toBe('ok');
      ref = result.ref;
    }
    expect(table.overflow?.countValues().values).toBe(1);
    // A rolled-back update leaves the value to the old version.
    const aborted = manager.begin();
    expect(table.tryUpdate(aborted, ref, [1, big, 99], { changed: [2], indexed: [0], keys: [0] }).status).toBe('ok');
    manager.abort(aborted);
    now(table.vacuum({ indexes: [] }));
    expect(allRows(table)).toEqual([[1, big, 20]]);
    committed(manager, t => table.tryDelete(t, ref));
    now(table.vacuum({ indexes: [] }));
    expect(table.overflow?.countValues()).toEqual({ values: 0, unreferenced: 0, chunks: 0 });
  });

  it('fit by the hundred into one row', () => {
    const manager = memoryManager();
    const table = makeTable(manager, new Array<string>(100).fill('text'));
    const row = Array.from({ length: 100 }, () => noise(9000));
    committed(manager, t => table.insert(t, row));
    expect(allRows(table)).toEqual([row]);
    committed(manager, t => table.tryDelete(t, 1 as RowRef));
    now(table.vacuum({ indexes: [] }));
    now(table.vacuum({ indexes: [] }));
    expect(table.overflow?.countValues().values).toBe(0);
  });
});

describe('HOT updates and pruning', () => {
  it('a page takes any number of updates of its rows when nobody looks back', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4', 'int4', 'text']);
    const root = committed(manager, t => table.insert(t, [1, 0, 'x'.repeat(100)]));
    let ref = root;
    for (let i = 1; i <= 1000; i++) {
      const result = committed(manager, t => ({ ...table.tryUpdate(t, ref, [1, i, 'x'.repeat(100)], PLAN) }));
      expect(result.isHot).toBe(true);
      ref = result.ref;
    }
    expect(table.file.pageCount).toBe(1);
    const snapshot = manager.takeSnapshot(null);
    const fetch = table.openFetch();
    expect(fetch.fetch(root, snapshot)).toBe(true);
    expect(table.layouts.read(fetch.views, fetch.word, 1)).toBe(1000);
    fetch.release();
    manager.releaseSnapshot(snapshot);
  });

  it('an old snapshot keeps what it sees', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4', 'int4']);
    const root = committed(manager, t => table.insert(t, [1, 0]));
    const old = manager.takeSnapshot(null);
    let ref = root;
    for (let i = 1; i <= 500; i++) ref = committed(manager, t => table.tryUpdate(t, ref, [1, i], PLAN).ref);
    now(table.vacuum({ indexes: [] }));
    const fetch = table.openFetch();
    expect(fetch.fetch(root, old) && table.layouts.read(fetch.views, fetch.word, 1)).toBe(0);
    fetch.release();
    manager.releaseSnapshot(old);
    now(table.vacuum({ indexes: [] }));
    const result = now(table.vacuum({ indexes: [] }));
    expect([result.liveRows, result.deadRows]).toEqual([1, 0]);
    expect(allRows(table)).toEqual([[1, 500]]);
  });

  it('a page is not pruned under a scan that stands on it', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4', 'text']);
    committed(manager, t => {
      for (let i = 0; i < 70; i++) table.insert(t, [i, 'y'.repeat(60)]);
    });
    committed(manager, t => {
      for (let i = 1; i <= 30; i++) table.tryDelete(t, i as RowRef);
    });
    const snapshot = manager.takeSnapshot(null);
    const scan = table.scan(snapshot);
    expect(scan.nextPage()).toBe(true);
    const before = Array.from({ length: scan.count }, (_, i) => table.layouts.read(scan.views, scan.words[i], 0));
    committed(manager, t => {
      for (let i = 100; i < 200; i++) table.insert(t, [i, 'z'.repeat(60)]);
      for (let i = 31; i < 60; i++) table.tryUpdate(t, i as RowRef, [i, 'q'.repeat(80)], PLAN);
    });
    expect(Array.from({ length: scan.count }, (_, i) => table.layouts.read(scan.views, scan.words[i], 0))).toEqual(before);
    scan.suspend();
    now(table.vacuum({ indexes: [] }));
    scan.resume();
    expect(Array.from({ length: scan.count }, (_, i) => table.layouts.read(scan.views, scan.words[i], 0))).toEqual(before);
    scan.close();
    manager.releaseSnapshot(snapshot);
    expect(manager.storage.pool.pinnedCount).toBe(0);
  });

  it('bloat stays bounded under steady updates with vacuum', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4', 'int4', 'text']);
    const refs: RowRef[] = [];
    committed(manager, t =>
      table.insertMany(
        t,
        Array.from({ length: 2000 }, (_, i) => [i, 0, 'p'.repeat(50)]),
        refs,
      ),
    );
    const packed = table.file.pageCount;
    const random = new SeededRandom(8);
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 2000; i++) {
        const at = Math.floor(random.next() * 2000);
        committed(manager, t => {
          const result = table.tryUpdate(t, refs[at], [at, round, 'p'.repeat(50)], PLAN);
          expect(result.status).toBe('ok');
          refs[at] = result.ref;
        });
      }
      now(table.vacuum({ indexes: [] }));
    }
    expect(table.file.pageCount).toBeLessThanOrEqual(packed * 2);
    expect(allRows(table).length).toBe(2000);
  });
});

describe('row locks and waiting', () => {
  function pair(): { manager: TransactionManager; table: HeapTable; ref: RowRef; one: Transaction; two: Transaction; three: Transaction } {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4', 'int4']);
    const ref = committed(manager, t => table.insert(t, [1, 10]));
    return {
      manager,
      table,
      ref,
      one: manager.begin(manager.locks.newOwner(1)),
      two: manager.begin(manager.locks.newOwner(2)),
      three: manager.begin(manager.locks.newOwner(3)),
    };
  }

  it('strengths exclude each other as in PostgreSQL', () => {
    // Chapter 13, table 13.3.
    const conflicts = ['0001', '0011', '0111', '1111'];
    for (let held = 0; held < 4; held++) {
      for (let wanted = 0; wanted < 4; wanted++) {
        const { manager, table, ref, one, two } = pair();
        expect(table.tryLock(one, ref, held as RowLockStrength).status).toBe('ok');
        expect(table.tryLock(two, ref, wanted as RowLockStrength).status).toBe(conflicts[held][wanted] === '1' ? 'would-block' : 'ok');
        manager.abort(one);
        expect(table.tryLock(two, ref, FOR_UPDATE).status).toBe('ok');
        manager.abort(two);
        expect(manager.rowLocks.size).toBe(0);
      }
    }
  });

  it('a key share lock lets non-key updates pass, and follows the row', async () => {
    const { manager, table, ref, one, two, three } = pair();
    expect(table.tryLock(one, ref, KEY_SHARE).status).toBe('ok');
    const updated = { ...table.tryUpdate(two, ref, [1, 11], PLAN) };
    expect(updated.status).toBe('ok');
    // Taken while the update runs: holds for the new version too.
    expect(table.tryLock(three, ref, KEY_SHARE).status).toBe('ok');
    manager.commitNow(two);
    const four = manager.begin();
    expect(table.tryUpdate(four, updated.ref, [1, 12], PLAN).status).toBe('ok');
    manager.abort(four);
    const five = manager.begin();
    const task = new Task(table.delete(five, updated.ref));
    expect(task.isDone).toBe(false);
    manager.commitNow(one);
    await settle();
    expect(task.isDone).toBe(false);
    manager.commitNow(three);
    await settle();
    expect(task.result?.status).toBe('ok');
    const six = manager.begin();
    const keyUpdate = new Task(table.update(six, updated.ref, [2, 12], PLAN));
    expect(keyUpdate.isDone).toBe(false);
    manager.abort(five);
    await settle();
    expect(keyUpdate.result?.status).toBe('ok');
  });

  it('waiters are served in order, and learn what became of the row', async () => {
    const { manager, table, ref, one, two, three } = pair();
    const first = { ...table.tryUpdate(one, ref, [1, 11], PLAN) };
    const second = new Task(table.update(two, ref, [1, 12], PLAN));
    const third = new Task(table.delete(three, ref));
    await settle();
    expect([second.isDone, third.isDone]).toEqual([false, false]);
    manager.commitNow(one);
    await settle();
    expect(second.result).toMatchObject({ status: 'updated', ref: first.ref });
    expect(third.result).toMatchObject({ status: 'updated', ref: first.ref });
    const locked = new Task(table.lockLatest(two, ref, FOR_UPDATE, 'block'));
    expect(locked.result).toMatchObject({ status: 'ok', ref: first.ref });
    manager.abort(two);
    expect(table.tryDelete(three, first.ref).status).toBe('ok');
    manager.commitNow(three);
    const late = manager.begin();
    expect(new Task(table.lockLatest(late, ref, FOR_SHARE, 'block')).result?.status).toBe('deleted');
    expect(manager.locks.size).toBe(0);
  });

  it('a rolled-back change lets the waiter have the version it wanted', async () => {
    const { manager, table, ref, one, two } = pair();
    one.savepoint('s');
    expect(table.tryDelete(one, ref).status).toBe('ok');
    const waiter = new Task(table.update(two, ref, [1, 99], PLAN));
    expect(waiter.isDone).toBe(false);
    // The savepoint's end is enough: its id is over.
    one.rollbackToSavepoint('s');
    await settle();
    expect(waiter.result).toMatchObject({ status: 'ok', isHot: true });
    manager.commitNow(two);
    expect(allRows(table)).toEqual([[1, 99]]);
  });

  it('skip and error policies do not wait', () => {
    const { table, ref, one, two } = pair();
    table.tryLock(one, ref, FOR_UPDATE);
    for (const wait of ['skip', 'error'] as const) {
      expect(new Task(table.lockRow(two, ref, FOR_SHARE, wait)).result?.status).toBe('would-block');
      expect(new Task(table.lockLatest(two, ref, FOR_SHARE, wait)).result?.status).toBe('would-block');
    }
  });

  it('deadlocks of two and three rows are found', async () => {
    const { manager, table, one, two, three } = pair();
    const refs = [1, 2, 3].map(i => committed(manager, t => table.insert(t, [i, 0])));
    const owners = [one, two, three];
    owners.forEach((t, i) => table.tryUpdate(t, refs[i], [i, 1], PLAN));
    const a = new Task(table.update(one, refs[1], [2, 2], PLAN));
    const b = new Task(table.update(two, refs[2], [3, 2], PLAN));
    const c = new Task(table.update(three, refs[0], [1, 2], PLAN));
    // The one that went to sleep first, as with PostgreSQL's deadlock_timeout.
    expect((await victimOf(a)).code).toBe('40P01');
    expect((a.error as PgError).detail).toBe(
      `Process 1 waits for ShareLock on transaction ${two.xid}; blocked by process 2.\n` +
        `Process 2 waits for ShareLock on transaction ${three.xid}; blocked by process 3.\n` +
        `Process 3 waits for ShareLock on transaction ${one.xid}; blocked by process 1.`,
    );
    manager.abort(one);
    await settle();
    expect(c.result?.status).toBe('ok');
    expect(b.isDone).toBe(false);
    manager.commitNow(three);
    await settle();
    expect(b.result?.status).toBe('updated');
  });

  it('locks beyond those kept in memory go into the rows', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4']);
    const refs: RowRef[] = [];
    committed(manager, t =>
      table.insertMany(
        t,
        Array.from({ length: 21_000 }, (_, i) => [i]),
        refs,
      ),
    );
    const locker = manager.begin();
    for (const ref of refs) expect(table.tryLock(locker, ref, FOR_SHARE).status).toBe('ok');
    expect(manager.rowLocks.size).toBe(20_000);
    const other = manager.begin();
    const last = refs[refs.length - 1];
    expect(table.tryDelete(other, last).status).toBe('would-block');
    expect(table.tryLock(other, last, FOR_SHARE).status).toBe('ok');
    expect(table.tryUpdate(locker, last, [5], PLAN).status).toBe('would-block');
    manager.commitNow(other);
    expect(table.tryUpdate(locker, last, [5], PLAN).status).toBe('ok');
    expect(allRows(table).length).toBe(21_000);
    manager.commitNow(locker);
    expect(manager.rowLocks.size).toBe(0);
    const third = manager.begin();
    expect(table.tryDelete(third, refs[20_500]).status).toBe('ok');
  });

  it('an upgrade inside a savepoint falls back to the older lock', () => {
    const { manager, table, ref, one, two } = pair();
    table.tryLock(one, ref, KEY_SHARE);
    one.savepoint('s');
    table.tryLock(one, ref, FOR_UPDATE);
    expect(table.tryLock(two, ref, NO_KEY_UPDATE).status).toBe('would-block');
    one.rollbackToSavepoint('s');
    expect(table.tryLock(two, ref, NO_KEY_UPDATE).status).toBe('ok');
    manager.abort(two);
    const three = manager.begin();
    expect(table.tryDelete(three, ref).status).toBe('would-block');
  });
});

describe('all-visible pages', () => {
  it('are marked by scans and VACUUM, and lose the mark with any change', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4']);
    const ref = committed(manager, t => table.insert(t, [1]));
    expect(table.isAllVisible(ref)).toBe(false);
    const old = manager.takeSnapshot(null);
    const x = committed(manager, t => table.insert(t, [2]));
    allRows(table);
    expect(table.isAllVisible(ref)).toBe(false);
    manager.releaseSnapshot(old);
    allRows(table);
    expect(table.isAllVisible(ref)).toBe(true);
    for (const change of [
      (t: Transaction) => void table.insert(t, [3]),
      (t: Transaction) => void table.tryUpdate(t, ref, [4], PLAN),
      (t: Transaction) => void table.tryDelete(t, x),
    ]) {
      now(table.vacuum({ indexes: [] }));
      now(table.vacuum({ indexes: [] }));
      expect(table.isAllVisible(ref)).toBe(true);
      const transaction = manager.begin();
      change(transaction);
      expect(table.isAllVisible(ref)).toBe(false);
      manager.abort(transaction);
      allRows(table);
    }
    expect(allRows(table)).toEqual([[1], [2]]);
  });
});

describe('transaction ids beyond 32 bits', () => {
  it('re-base the page', async () => {
    const { manager, opened } = await diskManager(16);
    const table = makeTable(manager, ['int4', 'int4']);
    // The commit status of trillions of ids would fill the disk: keep it in a map.
    const status = new Map<number, number>();
    Object.defineProperties(manager.status, {
      preparedBelow: { value: Infinity },
      get: { value: (xid: number) => status.get(xid) ?? 0 },
      edit: { value: () => undefined },
      set: { value: (_: unknown, xids: readonly number[], value: number) => xids.forEach(xid => status.set(xid, value)) },
    });
    const refs = Array.from({ length: 50 }, (_, i) => committed(manager, t => table.insert(t, [i, 0])));
    committed(manager, t => table.tryDelete(t, refs[49]));
    const jump = (to: number): void => {
      opened.storage.counters.xid = to;
      opened.storage.counters.xidLimit = to;
    };
    const base = (): number => {
      const frame = opened.storage.pool.pin(table.file, 0);
      const result = pageXidBase(arena.views(frame), baseWord(frame));
      opened.storage.pool.unpin(frame);
      return result;
    };
    expect(base()).toBe(0);
    for (const xid of [2 ** 31 + 5, 2 ** 32 + 100, 2 ** 33, 2 ** 45]) {
      jump(xid);
      committed(manager, t => {
        for (let i = 0; i < 10; i++) {
          const result = table.tryUpdate(t, refs[i], [i, xid], PLAN);
          expect(result.status).toBe('ok');
          refs[i] = result.ref;
        }
      });
      expect(allRows(table).length).toBe(49);
    }
    expect(base()).toBeGreaterThan(2 ** 44);
    expect(allRows(table).filter(r => r[1] === 2 ** 45).length).toBe(0);
    const snapshot = manager.takeSnapshot(null);
    const scan = table.scan(snapshot);
    let newest = 0;
    while (scan.nextPage()) for (let i = 0; i < scan.count; i++) newest = Math.max(newest, table.xminOf(scan.views, scan.words[i]));
    manager.releaseSnapshot(snapshot);
    scan.close();
    expect(newest).toBe(2 ** 45);
    // A running transaction of long ago keeps its page where it is; its neighbours go elsewhere.
    const old = manager.begin();
    const oldRef = table.insert(old, [1000, 1]);
    jump(2 ** 45 + 2 ** 33);
    const fresh = committed(manager, t => table.insert(t, [1001, 1]));
    expect(Math.floor(fresh / 65536)).not.toBe(Math.floor(oldRef / 65536));
    manager.commitNow(old);
    expect(allRows(table).length).toBe(51);
  });

  it('freeze what is far behind', () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4']);
    const refs: RowRef[] = [];
    committed(manager, t =>
      table.insertMany(
        t,
        Array.from({ length: 500 }, (_, i) => [i]),
        refs,
      ),
    );
    const result = now(table.vacuum({ indexes: [], freezeBelow: manager.nextXid }));
    expect(result.frozenPages).toBe(table.file.pageCount);
    expect(allRows(table).length).toBe(500);
  });
});

describe('row locks and savepoints', () => {
  it("a lock that an update copied to the new version survives the holder's rollback to a savepoint", () => {
    const manager = memoryManager();
    const table = makeTable(manager, ['int4', 'int4']);
    const ref = committed(manager, t => table.insert(t, [1, 10]));
    const holder = manager.begin();
    expect(table.tryLock(holder, ref, KEY_SHARE).status).toBe('ok');
    holder.savepoint('s');
    const updated = committed(manager, t => ({ ...table.tryUpdate(t, ref, [1, 11], PLAN) }));
    expect(updated.status).toBe('ok');
    holder.rollbackToSavepoint('s');
    const deleter = manager.begin();
    expect(table.tryDelete(deleter, updated.ref).status).toBe('would-block');
    manager.commitNow(holder);
    expect(table.tryDelete(deleter, updated.ref).status).toBe('ok');
    expect(manager.rowLocks.size).toBe(0);
    expect(table.activity).toMatchObject({ inserted: 1, updated: 1, hotUpdated: 1, deleted: 1, deadRows: 2 });
  });
});

describe('free space', () => {
  it('freed before a restart is found again', async () => {
    const { manager, opened, fileSystem } = await diskManager(32);
    const table = makeTable(manager, ['int4', 'text']);
    const refs: RowRef[] = [];
    committed(manager, t =>
      table.insertMany(
        t,
        Array.from({ length: 3000 }, (_, i) => [i, 'f'.repeat(100)]),
        refs,
      ),
    );
    const pages = table.file.pageCount;
    committed(manager, t => refs.forEach((ref, i) => i % 4 !== 0 && table.tryDelete(t, ref)));
    now(table.vacuum({ indexes: [] }));
    opened.checkpointer.runNow();
    opened.storage.close();
    const second = await diskManager(32, fileSystem);
    const again = openTable(second.manager, second.opened.storage.openFile(table.file.fileId), null, ['int4', 'text']);
    for (let i = 0; i < 2000; i++) committed(second.manager, t => again.insert(t, [i, 'g'.repeat(100)]));
    expect(again.file.pageCount).toBeLessThan(pages + 5);
    expect(allRows(again).length).toBe(2750);
  });
});
