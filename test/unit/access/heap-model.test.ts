/**
 * The heap against a plain model of versions: random inserts, updates, deletes, locks, savepoints, commits and rollbacks of several transactions,
 * snapshots held over time, VACUUM in slices; every statement's outcome and every snapshot's rows must agree.
 */
import { describe, expect, it } from 'vitest';
import type { HeapTable, ModifyResult } from '../../../src/access/index.js';
import type { RowRef } from '../../../src/base/index.js';
import { SeededRandom } from '../../../src/io/index.js';
import type { Snapshot, Transaction, TransactionManager } from '../../../src/txn/index.js';
import type { Datum } from '../../../src/types/index.js';
import { diskManager, makeTable, memoryManager } from './fixture.js';

interface Sub {
  state: 'active' | 'committed' | 'aborted';
  readonly session: Session;
  readonly transactionNumber: number;
}
interface Version {
  ref: number;
  readonly values: Datum[];
  readonly min: Sub;
  readonly minCid: number;
  max: Sub | null;
  maxCid: number;
}
interface View {
  readonly real: Snapshot;
  readonly committed: Set<Sub>;
  readonly session: Session | null;
  readonly transactionNumber: number;
  readonly cid: number;
}
class Session {
  transaction: Transaction | null = null;
  number = 0;
  subs: Sub[] = [];
  /** Subs released into the parents. */
  released: Sub[] = [];
  get sub(): Sub {
    return this.subs[this.subs.length - 1];
  }
}

const PLAN = { changed: null, indexed: [0], keys: [0] };
const PARTIAL_PLAN = { changed: [2], indexed: [0], keys: [0] };

class World {
  readonly table: HeapTable;
  readonly sessions: Session[] = [];
  versions: Version[] = [];
  readonly finished = new Set<Sub>();
  views: View[] = [];
  /** Index entries: root reference and the id it was made for. */
  index: { ref: number; id: Datum }[] = [];
  transactions = 0;
  counts = { ok: 0, updated: 0, deleted: 0, blocked: 0, self: 0, hot: 0 };

  constructor(
    readonly manager: TransactionManager,
    readonly random: SeededRandom,
    readonly textMax: number,
  ) {
    this.table = makeTable(manager, ['int4', 'text', 'int4', 'text']);
    for (let i = 0; i < 5; i++) this.sessions.push(new Session());
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.random.next() * items.length)];
  }

  values(): Datum[] {
    const r = this.random;
    const length = r.next() < 0.02 ? 3000 + Math.floor(r.next() * 20000) : Math.floor(r.next() * this.textMax);
    let text = '';
    while (text.length < length) text += r.next() < 0.5 ? 'abcdefghij' : Math.floor(r.next() * 1e9).toString(36);
    return [Math.floor(r.next() * 40), text.slice(0, length), Math.floor(r.next() * 1e6), r.next() < 0.3 ? null : 'ü' + text.slice(0, 5)];
  }

  step(): void {
    const session = this.pick(this.sessions);
    const { transaction } = session;
    if (transaction === null) {
      session.transaction = this.manager.begin();
      session.number = ++this.transactions;
      session.subs = [{ state: 'active', session, transactionNumber: session.number }];
      session.released = [];
      return;
    }
    const dice = this.random.next();
    if (dice < 0.25) this.insert(session, transaction);
    else if (dice < 0.6) this.modify(session, transaction);
    else if (dice < 0.68) this.savepoint(session, transaction);
    else if (dice < 0.74) this.rollbackTo(session, transaction);
    else if (dice < 0.78) this.release(session, transaction);
    else if (dice < 0.9) this.end(session, transaction, this.random.next() < 0.7);
    else if (dice < 0.95) this.takeView(this.random.next() < 0.7 ? session : null);
    else this.dropView();
  }

  insert(session: Session, transaction: Transaction): void {
    const cid = transaction.commandId;
    if (this.random.next() < 0.3) {
      const rows = Array.from({ length: 1 + Math.floor(this.random.next() * 30) }, () => this.values());
      const refs: RowRef[] = [];
      this.table.insertMany(transaction, rows, refs);
      rows.forEach((values, i) => this.add(refs[i], values, session, cid));
    } else {
      const values = this.values();
      this.add(this.table.insert(transaction, values), values, session, cid);
    }
    transaction.nextCommand();
  }

  add(ref: number, values: Datum[], session: Session, cid: number, isHot = false): void {
    this.versions.push({ ref, values, min: session.sub, minCid: cid, max: null, maxCid: 0 });
    if (!isHot) this.index.push({ ref, id: values[0] });
  }

  /** Updates or deletes a row that a fresh snapshot of the session sees. */
  modify(session: Session, transaction: Transaction): void {
    const view = this.takeView(session);
    const target = this.visible(view);
    this.dropView(view);
    if (target.length === 0) return;
    const version = this.pick(target);
    const cid = transaction.commandId;
    // What must happen: only a running stranger's change blocks (rows of the snapshot can't be committed-deleted: it is fresh).
    const blocker = version.max !== null && version.max.state === 'active' && version.max.session !== session;
    const isDelete = this.random.next() < 0.3;
    const isPartial = !isDelete && this.random.next() < 0.5;
    const values = isDelete ? [] : isPartial ? [version.values[0], version.values[1], Math.floor(this.random.next() * 1e6), version.values[3]] : this.values();
    if (!isDelete && !isPartial && this.random.next() < 0.6) values[0] = version.values[0];
    const result: ModifyResult = isDelete
      ? this.table.tryDelete(transaction, version.ref as RowRef)
      : this.table.tryUpdate(transaction, version.ref as RowRef, values, isPartial ? PARTIAL_PLAN : PLAN);
    if (blocker) {
      expect(result.status).toBe('would-block');
      this.counts.blocked++;
      return;
    }
    expect(result.status).toBe('ok');
    this.counts.ok++;
    version.max = session.sub;
    version.maxCid = cid;
    if (!isDelete) {
      if (result.isHot) this.counts.hot++;
      expect(!result.isHot || values[0] === version.values[0]).toBe(true);
      this.add(result.ref, values, session, cid, result.isHot);
      // A second change of the same version by the same command is refused.
      expect(this.table.tryDelete(transaction, version.ref as RowRef).status).toBe('self-modified');
    }
    transaction.nextCommand();
  }

  savepoint(session: Session, transaction: Transaction): void {
    if (session.subs.length > 4) return;
    transaction.savepoint(`s${session.subs.length}`);
    session.subs.push({ state: 'active', session, transactionNumber: session.number });
  }

  rollbackTo(session: Session, transaction: Transaction): void {
    if (session.subs.length < 2) return;
    const depth = 1 + Math.floor(this.random.next() * (session.subs.length - 1));
    transaction.rollbackToSavepoint(`s${depth}`);
    for (const sub of session.subs.slice(depth)) this.abortSub(session, sub);
    session.subs.length = depth;
    session.subs.push({ state: 'active', session, transactionNumber: session.number });
  }

  release(session: Session, transaction: Transaction): void {
    if (session.subs.length < 2) return;
    const depth = 1 + Math.floor(this.random.next() * (session.subs.length - 1));
    transaction.releaseSavepoint(`s${depth}`);
    const parent = session.subs[depth - 1];
    for (const sub of session.subs.slice(depth)) this.adopt(sub, parent);
    session.subs.length = depth;
  }

  /** A released subtransaction's work is its parent's from now on. */
  adopt(sub: Sub, parent: Sub): void {
    for (const v of this.versions) {
      if (v.min === sub) (v as { min: Sub }).min = parent;
      if (v.max === sub) v.max = parent;
    }
  }

  abortSub(session: Session, sub: Sub): void {
    sub.state = 'aborted';
    void session;
    for (const v of this.versions) if (v.max === sub) v.max = null;
    this.versions = this.versions.filter(v => v.min !== sub);
  }

  end(session: Session, transaction: Transaction, isCommit: boolean): void {
    this.views = this.views.filter(view => {
      if (view.session !== session) return true;
      this.manager.releaseSnapshot(view.real);
      return false;
    });
    if (isCommit) {
      this.manager.commitNow(transaction);
      for (const sub of session.subs.slice(1)) this.adopt(sub, session.subs[0]);
      session.subs[0].state = 'committed';
      this.finished.add(session.subs[0]);
    } else {
      this.manager.abort(transaction);
      for (const sub of session.subs) this.abortSub(session, sub);
    }
    session.transaction = null;
    session.subs = [];
  }

  takeView(session: Session | null): View {
    const transaction = session?.transaction ?? null;
    const view: View = {
      real: this.manager.takeSnapshot(transaction),
      committed: new Set(this.finished),
      session: transaction === null ? null : session,
      transactionNumber: session?.number ?? 0,
      cid: transaction?.commandId ?? 0,
    };
    this.views.push(view);
    return view;
  }

  dropView(view: View | undefined = this.views[Math.floor(this.random.next() * this.views.length)]): void {
    if (view === undefined) return;
    this.manager.releaseSnapshot(view.real);
    this.views.splice(this.views.indexOf(view), 1);
  }

  visible(view: View): Version[] {
    const isMine = (sub: Sub): boolean => view.session !== null && sub.session === view.session && sub.transactionNumber === view.transactionNumber;
    const sees = (sub: Sub, cid: number): boolean => (isMine(sub) ? cid < view.cid : view.committed.has(sub));
    return this.versions.filter(v => sees(v.min, v.minCid) && !(v.max !== null && sees(v.max, v.maxCid)));
  }

  /** Rows by scan and through the index must be the model's. */
  verify(view: View): void {
    const expected = this.visible(view)
      .map(v => JSON.stringify([v.ref, v.values]))
      .sort();
    for (const isBackward of [false, true]) {
      const scan = this.table.scan(view.real, { isBackward });
      const rows: string[] = [];
      let previous = isBackward ? Infinity : 0;
      while (scan.nextPage()) {
        for (let i = 0; i < scan.count; i++) {
          if (i === 1) {
            scan.suspend();
            scan.resume();
          }
          const ref = scan.refOf(i);
          expect(isBackward ? ref < previous : ref > previous).toBe(true);
          previous = ref;
          rows.push(JSON.stringify([ref, this.table.layouts.readAll(scan.views, scan.words[i], [])]));
        }
      }
      expect(rows.sort()).toEqual(expected);
    }
    const fetch = this.table.openFetch();
    const found: string[] = [];
    for (const { ref, id } of this.index) {
      if (!fetch.fetch(ref as RowRef, view.real)) continue;
      const values = this.table.layouts.readAll(fetch.views, fetch.word, []);
      if (values[0] === id) found.push(JSON.stringify([fetch.ref, values]));
    }
    fetch.release();
    expect(found.sort()).toEqual(expected);
  }

  *vacuum(): Generator<void, void, void> {
    const world = this;
    const cleaner = {
      *bulkDelete(isDead: (ref: RowRef) => boolean): Generator<never, number, void> {
        const before = world.index.length;
        world.index = world.index.filter(e => !isDead(e.ref as RowRef));
        return before - world.index.length;
      },
    };
    const work = this.table.vacuum({ indexes: [cleaner], slicePages: 2 });
    while (!work.next().done) yield;
  }
}

function run(manager: TransactionManager, seed: number, steps: number, textMax: number): World {
  const world = new World(manager, new SeededRandom(seed), textMax);
  let vacuum: Generator<void, void, void> | null = null;
  for (let i = 0; i < steps; i++) {
    world.step();
    if (i % 60 === 59) vacuum ??= world.vacuum();
    if (vacuum !== null && vacuum.next().done) vacuum = null;
    if (i % 25 === 0) {
      for (const view of world.views) world.verify(view);
      const fresh = world.takeView(world.pick(world.sessions));
      world.verify(fresh);
      world.dropView(fresh);
      // The model forgets what nobody can see any more.
      expect(manager.storage.pool.pinnedCount).toBe(0);
    }
  }
  for (const session of world.sessions) if (session.transaction !== null) world.end(session, session.transaction, true);
  while (world.views.length > 0) world.dropView();
  const last = world.takeView(null);
  world.verify(last);
  world.dropView(last);
  if (vacuum !== null) while (!vacuum.next().done);
  for (let i = 0; i < 2; i++) for (const _ of world.vacuum()) void _;
  const after = world.takeView(null);
  world.verify(after);
  world.dropView(after);
  expect(world.index.length).toBe(after === null ? 0 : world.visible(after).length);
  expect(manager.snapshotCount).toBe(0);
  expect(manager.rowLocks.size).toBe(0);
  return world;
}

describe('heap and versions model', () => {
  for (let seed = 1; seed <= 6; seed++) {
    it(`in memory, seed ${seed}`, () => {
      const world = run(memoryManager(), seed, 1500, seed % 2 === 0 ? 30 : 300);
      expect(world.counts.hot).toBeGreaterThan(10);
      expect(world.counts.blocked).toBeGreaterThan(5);
    });
  }
  for (const frames of [2, 3, 4, 16]) {
    it(`on disk with ${frames} frames`, async () => {
      const { manager, opened } = await diskManager(frames);
      run(manager, frames * 100, 700, 200);
      opened.checkpointer.runNow();
    });
  }
});
