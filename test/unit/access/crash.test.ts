/**
 * A table with two indexes, overflow values and a sequence on the simulated file system, crashing at random operations: after every recovery the rows are those of the
 * acknowledged commits (and perhaps of the one in flight), the trees are sound, heap and indexes agree, the sequence repeats no committed value.
 */
import { describe, expect, it } from 'vitest';
import { BTree, btreeMethod, checkAgreement, createSequenceFile, HeapTable, Sequence, type IndexKeyEncoder } from '../../../src/access/index.js';
import type { FileId, RowRef } from '../../../src/base/index.js';
import { SeededRandom, SimulatedCrash, SimulatedFileSystem, simulatedEnvironment } from '../../../src/io/index.js';
import { FileKind } from '../../../src/storage/index.js';
import { openDiskStorage, TransactionManager, type OpenedStorage, type Transaction, type WaitRequest, type Waiting } from '../../../src/txn/index.js';
import type { Datum } from '../../../src/types/index.js';
import { columnsOf, keyEncoder } from './fixture.js';
import { oid } from '../../../src/base/index.js';

type Rows = Map<number, string>;

const SPECS = ['int4', 'int4', 'text'];
const PLAN = { changed: null, indexed: [0, 1], keys: [0] };

class Life {
  readonly manager: TransactionManager;
  readonly table: HeapTable;
  readonly primary: BTree;
  readonly secondary: BTree;
  readonly sequence: Sequence;

  constructor(
    readonly opened: OpenedStorage,
    files: readonly FileId[] | null,
  ) {
    const { storage } = opened;
    this.manager = new TransactionManager(storage);
    let ids = files;
    if (ids === null) {
      const transaction = this.manager.begin();
      ids = [
        this.manager.createFile(transaction, { kind: FileKind.permanent }).fileId,
        this.manager.createFile(transaction, { kind: FileKind.permanent }).fileId,
        btreeMethod.createFile(transaction, FileKind.permanent).fileId,
        btreeMethod.createFile(transaction, FileKind.permanent).fileId,
        createSequenceFile(transaction, 1).fileId,
      ];
      this.manager.commitNow(transaction);
    }
    const open = (i: number) => storage.openFile((ids as readonly FileId[])[i]);
    this.table = new HeapTable({
      manager: this.manager,
      relation: oid(16400),
      file: open(0),
      overflowFile: open(1),
      columns: columnsOf(SPECS),
      layoutVersion: 1,
    });
    this.primary = this.tree(open(2), keyEncoder('int4'), true);
    this.secondary = this.tree(open(3), keyEncoder('int4'), false);
    this.sequence = new Sequence(this.manager, open(4), { name: 's', start: 1, increment: 1, minimum: 1, maximum: 1e9, isCycling: false });
    this.files = ids;
  }

  readonly files: readonly FileId[];

  private tree(file: ReturnType<OpenedStorage['storage']['openFile']>, encoder: IndexKeyEncoder, isUnique: boolean): BTree {
    return new BTree({ manager: this.manager, file, name: 'i', encoder, isUnique });
  }
}

class Workload {
  fileSystem: SimulatedFileSystem;
  files: readonly FileId[] | null = null;
  /** Rows of the acknowledged commits, and those if the commit in flight counts too. */
  rows: Rows = new Map();
  inFlight: Rows | null = null;
  readonly usedValues = new Set<number>();
  crashes = 0;
  mostRows = 0;
  inFlightKept = 0;

  constructor(
    readonly random: SeededRandom,
    readonly poolFrames: number,
  ) {
    this.fileSystem = new SimulatedFileSystem(random);
  }

  async open(): Promise<Life> {
    const opened = await openDiskStorage({
      environment: simulatedEnvironment(this.random, this.fileSystem),
      directory: '/data',
      poolFrames: this.poolFrames,
      logSegmentBytes: 64 * 1024,
      logBufferBytes: 16 * 1024,
    });
    const life = new Life(opened, this.files);
    this.files = life.files;
    return life;
  }

  /** All rows that a new transaction sees, found by scan and through both indexes; and the trees' own checks. */
  check(life: Life): Rows {
    const { table, primary, secondary, manager } = life;
    const snapshot = manager.takeSnapshot(null);
    const found: Rows = new Map();
    const scan = table.scan(snapshot);
    while (scan.nextPage()) {
      for (let i = 0; i < scan.count; i++) {
        const values = table.layouts.readAll(scan.views, scan.words[i], []);
        expect(found.has(values[0] as number)).toBe(false);
        found.set(values[0] as number, JSON.stringify(values.slice(1)));
      }
    }
    for (const [column, tree] of [primary, secondary].entries()) {
      expect(checkAgreement(table, tree, snapshot, (views, word) => [table.layouts.read(views, word, column)])).toBe(found.size);
    }
    manager.releaseSnapshot(snapshot);
    expect(manager.storage.pool.pinnedCount).toBe(0);
    return found;
  }

  async live(steps: number): Promise<void> {
    const life = await this.open();
    const found = this.check(life);
    const isFirst = same(found, this.rows);
    if (!isFirst && !(this.inFlight !== null && same(found, this.inFlight))) {
      const lost = [...this.rows].filter(([id, v]) => found.get(id) !== v).map(([id]) => id);
      throw new Error(`rows differ after recovery: ${found.size} found, ${this.rows.size} acknowledged; differing: ${lost.slice(0, 10).join()}`);
    }
    this.rows = found;
    this.inFlight = null;
    if (!isFirst) this.inFlightKept++;
    if (found.size > this.mostRows) this.mostRows = found.size;
    for (let i = 0; i < steps; i++) await this.step(life);
    life.manager.shutdown();
    if (this.random.chance(0.5)) life.opened.storage.close();
    else life.opened.checkpointer.runNow();
  }

  private async step(life: Life): Promise<void> {
    const dice = this.random.next();
    if (dice < 0.08) return life.opened.checkpointer.run();
    if (dice < 0.16) {
      await this.drive(life, life.table.vacuum({ indexes: [life.primary, life.secondary], slicePages: 3 }));
      return;
    }
    const transaction = life.manager.begin();
    const rows: Rows = new Map(this.rows);
    const values: number[] = [];
    const count = 1 + this.random.below(12);
    let saved: { rows: Rows } | null = null;
    for (let i = 0; i < count; i++) {
      const kind = this.random.next();
      if (kind < 0.1 && saved === null) {
        transaction.savepoint('s');
        saved = { rows: new Map(rows) };
      } else if (kind < 0.2 && saved !== null) {
        transaction.rollbackToSavepoint('s');
        rows.clear();
        for (const [k, v] of saved.rows) rows.set(k, v);
      } else this.change(life, transaction, rows, values);
      transaction.nextCommand();
    }
    if (this.random.chance(0.2)) {
      life.manager.abort(transaction);
      return;
    }
    this.inFlight = rows;
    if (this.random.chance(0.5)) life.manager.commitNow(transaction);
    else await this.drive(life, life.manager.commit(transaction));
    this.rows = rows;
    this.inFlight = null;
    for (const value of values) {
      if (this.usedValues.has(value)) throw new Error(`sequence value ${value} was committed twice`);
      this.usedValues.add(value);
    }
  }

  private change(life: Life, transaction: Transaction, rows: Rows, values: number[]): void {
    const { table, primary, secondary, manager } = life;
    const kind = this.random.next();
    if (kind < 0.45 || rows.size === 0) {
      const id = life.sequence.nextval(transaction) as number;
      values.push(id);
      const row: Datum[] = [id, this.random.below(50), this.text()];
      const ref = table.insert(transaction, row);
      this.index(primary, transaction, id, ref);
      this.index(secondary, transaction, row[1] as number, ref);
      rows.set(id, JSON.stringify(row.slice(1)));
      return;
    }
    const ids = [...rows.keys()];
    const id = ids[this.random.below(ids.length)];
    primary.encoder.encode([id]);
    const snapshot = manager.takeSnapshot(transaction);
    const key = primary.encoder.key.take();
    const cursor = primary.scan({ low: { bytes: key, isAfter: false }, high: { bytes: key, isAfter: true } });
    const fetch = table.openFetch();
    let ref = cursor.nextRef();
    while (ref !== 0 && !fetch.fetch(ref, snapshot)) {
      if (fetch.isAllDead(ref)) cursor.killLast();
      ref = cursor.nextRef();
    }
    if (ref === 0) throw new Error(`row ${id} is not found`);
    const version = fetch.ref;
    const old = table.layouts.readAll(fetch.views, fetch.word, []);
    fetch.release();
    manager.releaseSnapshot(snapshot);
    if (kind < 0.6) {
      expect(table.tryDelete(transaction, version).status).toBe('ok');
      rows.delete(id);
      return;
    }
    const next: Datum[] = [id, this.random.chance(0.3) ? this.random.below(50) : old[1], this.random.chance(0.5) ? this.text() : old[2]];
    const result = table.tryUpdate(transaction, version, next, PLAN);
    expect(result.status).toBe('ok');
    const { isHot, ref: newRef } = result;
    if (!isHot) {
      this.index(primary, transaction, id, newRef);
      this.index(secondary, transaction, next[1] as number, newRef);
    }
    rows.set(id, JSON.stringify(next.slice(1)));
  }

  private index(tree: BTree, transaction: Transaction, value: number, ref: RowRef): void {
    tree.encoder.encode([value]);
    expect(tree.tryInsert(transaction, tree.encoder.key, false, ref, 'none', null).status).toBe('inserted');
  }

  private text(): string {
    const length = this.random.chance(0.05) ? 4000 + this.random.below(15000) : this.random.below(200);
    let text = '';
    while (text.length < length) text += Math.floor(this.random.next() * 1e12).toString(36);
    return text.slice(0, length);
  }

  private async drive<T>(life: Life, work: Waiting<T>): Promise<T> {
    let step = work.next();
    while (!step.done) {
      const request: WaitRequest = step.value;
      if (request.kind === 'flush') await life.opened.storage.flush(request.lsn);
      step = work.next();
    }
    return step.value;
  }
}

function same(a: Rows, b: Rows): boolean {
  if (a.size !== b.size) return false;
  for (const [k, v] of a) if (b.get(k) !== v) return false;
  return true;
}

async function run(seed: number, poolFrames: number, lives: number, steps: number): Promise<Workload> {
  const workload = new Workload(new SeededRandom(seed), poolFrames);
  await workload.live(3);
  for (let life = 0; life < lives; life++) {
    const { fileSystem } = workload;
    workload.fileSystem = fileSystem.crash();
    workload.fileSystem.crashAt = workload.fileSystem.operationCount + 1 + workload.random.below(life % 3 === 0 ? 40 : 400);
    try {
      await workload.live(steps);
    } catch (error) {
      if (!isCrash(error)) throw error;
      workload.crashes++;
    }
    if (workload.random.chance(0.3)) workload.fileSystem = workload.fileSystem.kill();
  }
  workload.fileSystem = workload.fileSystem.crash();
  workload.fileSystem.crashAt = Infinity;
  await workload.live(2);
  return workload;
}

function isCrash(error: unknown): boolean {
  for (let e: unknown = error; e instanceof Error; e = e.cause) if (e instanceof SimulatedCrash) return true;
  return false;
}

describe('crashes', () => {
  for (const poolFrames of [3, 8, 64]) {
    for (let seed = 1; seed <= 8; seed++) {
      it(`pool of ${poolFrames}, seed ${seed}`, async () => {
        const workload = await run(seed * 1000 + poolFrames, poolFrames, 6, 60);
        expect(workload.crashes).toBeGreaterThan(2);
        expect(workload.mostRows).toBeGreaterThan(20);
      });
    }
  }
});
